"""The public pages over the memory adapters: what they answer, keep, explain and link to."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.reading import text_of

from partial_activity.adapters.as_json.law import text_id
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law import words
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import value_text
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.public.law_subjects import SUBJECTS

MARCH = {
    "scheme": "ordinary",
    "month": "2025-03",
    "category": "standard",
    "pay_kind": "hourly",
    "hourly_pay": "30,75",
    "hours_kind": "counted",
    "hours": "20",
}
PAGES = (
    "/",
    "/simulator",
    f"/simulator?{urlencode(MARCH)}",
    "/law",
    "/law?on=2020-06-15&known_on=2020-06-20",
    "/help",
    "/legal",
    "/personal-data",
    "/accessibility",
    "/law?q=plancher+mayotte",
    "/law/parameters/allowance.share",
    "/law/difference?from=2020-06-15&to=2020-06-15&to_known=2020-06-20",
    "/law/pictures",
    "/law/texts",
    "/law/texts/decret-2020-810",
)


def flat(page: str) -> str:
    """The page with every kind of space as one, to search as a reader would."""
    text = re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'")
    return " ".join(text.split())


class Parsed(HTMLParser):
    """Links, identifiers, references to them, and what a policy without inline code refuses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.referred: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held[name] for name in ("href", "src") if name in held]
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.referred += held.get(name, "").split()
        if tag in {"script", "style"} or any(n == "style" or n.startswith("on") for n in held):
            self.inline.append(self.get_starttag_text() or tag)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_in_the_language_asked_for(
    client: FlaskClient, page: str, language: str
) -> None:
    answer = client.get(page, headers={"Accept-Language": language})
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("page", [*PAGES, "/nothing", "/law?on=tomorrow"])
def test_a_page_holds_no_code_and_refers_to_what_it_has(client: FlaskClient, page: str) -> None:
    parsed = Parsed(client.get(page).text)
    assert not parsed.inline
    assert len(set(parsed.ids)) == len(parsed.ids)
    assert set(parsed.referred) <= set(parsed.ids)
    fragments = {link[1:] for link in parsed.links if link.startswith("#")}
    assert fragments <= set(parsed.ids)


def test_every_link_of_every_page_leads_somewhere(client: FlaskClient) -> None:
    seen, waiting = set(), list(PAGES)
    texts = 0
    while waiting:
        address = waiting.pop()
        path = address.partition("#")[0]
        # Days lead to days without end: one of each kind is enough.
        kind = path if "on=" not in path else path.partition("?")[0] + "?on"
        if kind in seen or not path.startswith("/"):
            continue
        seen.add(kind)
        with client.get(path, follow_redirects=True) as answer:
            assert answer.status_code == HTTPStatus.OK, address
            texts += path.startswith("/law/texts/")
            if answer.mimetype == "text/html" and not path.startswith("/api/"):
                waiting += Parsed(answer.get_data(as_text=True)).links
    assert texts >= len(FRENCH_LAW.texts())


def test_the_choice_of_a_language_is_kept(client: FlaskClient) -> None:
    client.get("/?lang=en", headers={"Accept-Language": "fr"})
    assert "Simulate" in client.get("/", headers={"Accept-Language": "fr"}).text
    client.get("/?lang=fr")
    assert "Simuler" in client.get("/", headers={"Accept-Language": "en"}).text


def test_the_switch_of_language_keeps_the_case(client: FlaskClient) -> None:
    links = Parsed(client.get(f"/simulator?{urlencode(MARCH)}&lang=fr").text).links
    (switch,) = [link for link in links if "lang=en" in link]
    asked = {key: held[0] for key, held in parse_qs(urlsplit(switch).query).items()}
    assert asked == MARCH | {"lang": "en"}


def test_an_unknown_page_says_so_with_a_way_out(client: FlaskClient) -> None:
    answer = client.get("/nothing", headers={"Accept-Language": "fr"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Rien à cette adresse" in answer.text
    assert "/simulator" in Parsed(answer.text).links
    english = client.get("/law/texts/none", headers={"Accept-Language": "en"})
    assert english.status_code == HTTPStatus.NOT_FOUND
    assert "There is nothing here" in english.text


def test_a_fault_of_ours_is_a_page_that_can_be_quoted(app: Flask) -> None:
    @app.get("/fault")
    def fault() -> str:
        msg = "password=hunter2"
        raise RuntimeError(msg)

    answer = app.test_client().get("/fault")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer.headers["X-Request-Id"] in answer.text
    assert "hunter2" not in answer.text


def test_a_host_that_is_not_ours_gets_a_page_too(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "<h1>" in answer.text


def test_a_day_that_does_not_exist_is_told_beside_its_field(client: FlaskClient) -> None:
    page = client.get("/law?on=2021-02-30").text
    assert re.search(r'id="on"[^>]*value="2021-02-30"[^>]*aria-invalid="true"', page)
    assert "on-wrong" in page


def test_the_law_of_a_day_has_value_text_and_article(client: FlaskClient) -> None:
    page = flat(client.get("/law?on=2025-03-15").text)
    assert "11,88 €" in page
    assert "Taux de l'allocation" in page
    assert re.search(
        r"Taux de l'allocation 36 % depuis le 01/07/2021 .* décret n° 2021-674 , D\. 5122-13", page
    )


def test_the_law_as_known_earlier_is_another(client: FlaskClient) -> None:
    allowance = r"Taux de l'allocation (\d+) %"
    known_late = flat(client.get("/law?on=2020-06-15").text)
    known_early = flat(client.get("/law?on=2020-06-15&known_on=2020-06-20").text)
    assert re.findall(allowance, known_late) == ["60"]
    assert re.findall(allowance, known_early) == ["70"]


def test_a_change_leads_to_its_day_and_to_its_eve(client: FlaskClient) -> None:
    page = client.get("/law?on=2021-02-15").text
    assert re.findall(r'href="([^"]+)" rel="next"', page) == ["/law?on=2021-03-01"]
    (back,) = re.findall(r'href="([^"]+)" rel="prev"', page)
    assert back < "/law?on=2021-02-15"
    (forth,) = re.findall(r'href="([^"]+)" rel="next"', client.get(back).text)
    assert back < forth < "/law?on=2021-02-15"


def test_a_day_before_the_scheme_says_where_it_begins(client: FlaskClient) -> None:
    assert "/law?on=2013-07-01" in Parsed(client.get("/law?on=1999-01-01").text).links


def test_the_law_is_searched_by_name_value_text_and_article(client: FlaskClient) -> None:
    """As people write: without accents, in any order."""
    found = flat(client.get("/law?on=2025-03-15&q=allocation+5122-13+TAUX").text)
    assert "Taux de l'allocation" in found
    assert "Contingent annuel" not in found
    assert "Aucune règle en vigueur" in flat(client.get("/law?q=licorne").text)


def test_the_law_begins_with_what_changed_lately(client: FlaskClient) -> None:
    page = flat(client.get("/law?on=2025-03-15").text)
    assert "Ce qui a changé dernièrement" in page
    assert re.search(r"01/11/2024 .*SMIC horaire brut : 11,65 € → 11,88 €", page)
    assert "Les 8 changements" in page


def test_the_law_is_a_place_to_find_things(client: FlaskClient) -> None:
    """Rules are folded by subject, and unfolded where they were searched; pictures are apart."""
    page = client.get("/law?on=2025-03-15").text
    assert page.count('<details class="subject">') > 10
    assert '<details class="subject" open>' not in page
    assert "<svg" not in page
    assert 'class="doubt"' not in page
    found = client.get("/law?on=2025-03-15&q=plancher").text
    assert '<details class="subject" open>' in found
    assert '<details class="subject">' not in found
    assert client.get("/law/pictures").text.count("<svg") == 2


def test_a_parameter_leads_to_the_official_journal(client: FlaskClient) -> None:
    """From each value, where the number of its text is known; so does the difference of days."""
    official = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000043547064"
    assert official in Parsed(client.get("/law/parameters/allowance.share").text).links
    days = "/law/difference?from=2021-06-30&to=2021-07-01"
    assert official in Parsed(client.get(days).text).links


def test_a_parameter_has_its_timeline_its_picture_and_its_texts(client: FlaskClient) -> None:
    page = client.get("/law/parameters/allowance.share").text
    assert "<svg" in page
    assert re.search(r"du 01/06/2020 au \S+ 60 % .*?décret n° 2020-810", flat(page))
    early = flat(client.get("/law/parameters/allowance.share?known_on=2020-06-20").text)
    assert "du 01/06/2020" not in early
    assert client.get("/law/parameters/nope").status_code == HTTPStatus.NOT_FOUND


def test_two_days_are_compared_and_one_day_as_known_on_two(client: FlaskClient) -> None:
    retroactive = "/law/difference?from=2020-06-15&from_known=2020-06-20&to=2020-06-15"
    assert re.search(r"Taux de l'allocation .*?70 % 60 %", flat(client.get(retroactive).text))
    same = client.get("/law/difference?from=2025-03-01&to=2025-03-02").text
    assert "Aucune différence" in same
    assert "from-wrong" in client.get("/law/difference?from=x").text


def test_the_service_says_who_publishes_it_and_where_help_is(services: Services) -> None:
    """As configured; an installation that says nothing is called a trial."""
    named = WebConfig(secret=bytes(32), publisher="Direction, Paris", contact="01 23 45 67 89")
    client = create_app(services, named).test_client()
    assert "Direction, Paris" in client.get("/legal").text
    assert "01 23 45 67 89" in client.get("/help").text
    silent = create_app(services, WebConfig(secret=bytes(32))).test_client()
    assert "installation d'essai" in text_of(silent.get("/legal").text)
    assert "5 ans au plus" in text_of(silent.get("/personal-data").text)
    footer = Parsed(silent.get("/").text).links
    assert {"/legal", "/personal-data", "/accessibility", "/help"} <= set(footer)


def test_a_text_leads_to_the_official_journal_and_to_no_shop(client: FlaskClient) -> None:
    """Where its number is known; what others wrote of it is named, not linked."""
    for text in FRENCH_LAW.texts():
        page = client.get(f"/law/texts/{text_id(text)}").text
        outside = [link for link in Parsed(page).links if link.startswith("http")]
        if text.jorf:
            assert f"https://www.legifrance.gouv.fr/jorf/id/{text.jorf}" in outside
        hosts = {link.split("/")[2] for link in outside}
        assert all(
            host.endswith((".gouv.fr", ".europa.eu", ".service-public.fr")) for host in hosts
        )


def test_a_text_says_what_never_applied(client: FlaskClient) -> None:
    page = flat(client.get("/law/texts/decret-2020-1786").text)
    assert re.search(r"droit commun 36 % depuis le 01/02/2021 jamais", page)


def test_every_text_is_in_the_list_once(client: FlaskClient) -> None:
    links = Parsed(client.get("/law/texts").text).links
    listed = [link for link in links if link.startswith("/law/texts/")]
    assert listed == [f"/law/texts/{text_id(text)}" for text in FRENCH_LAW.texts()]


def _rules() -> Iterator[str]:
    """Every value of the tables that is a rule by name."""
    numbers = {"share", "EUR/h", *words.UNITS}
    for table in FRENCH_LAW.tables():
        for entry in table.entries:
            if isinstance(entry.value, Special) or table.unit.name not in numbers:
                yield from value_text(entry.value).split(", ")


def test_everything_in_the_tables_has_its_words() -> None:
    assert set(words.PARAMETERS) == set(Parameter)
    assert set(words.CATEGORIES) == set(Category)
    assert {parameter.partition(".")[0] for parameter in Parameter} == set(SUBJECTS)
    names = {rule for rule in _rules() if re.fullmatch(r"[a-z_0-9]*[a-z_][a-z_0-9]*", rule)}
    assert names <= set(words.NAMED)


def test_no_page_holds_a_social_security_number(client: FlaskClient) -> None:
    for page in PAGES:
        assert not re.search(r"\b[12]\d{2}(0[1-9]|1[0-2])\d{8,10}\b", client.get(page).text)
