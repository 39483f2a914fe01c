"""The pages of those who watch over the service, over the memory adapters."""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import attrs
import pytest
from flask.testing import FlaskClient
from tests.unit.web.forms import post
from tests.unit.web.watched import AGENTS, FAILED, Watched

from partial_activity import usecases
from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.adapters.memory.messages import JOURNAL
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import Delivery, NoticeKind
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints.flask_app.pages.oversight.journal_words import (
    ACTIONS,
    KINDS,
    told,
)
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def watched(world: World) -> Watched:
    return Watched(world)


@pytest.fixture
def chief(watched: Watched, signed_in: SignIn) -> FlaskClient:
    """The administrator's browser."""
    return signed_in(watched.administrator)


@pytest.fixture
def auditor(watched: Watched, signed_in: SignIn) -> FlaskClient:
    return signed_in(watched.auditor)


EVERYBODY = frozenset({Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR})
CHIEF, AUDITOR = frozenset({Role.ADMINISTRATOR}), frozenset({Role.AUDITOR})
PAGES: dict[str, frozenset[Role]] = {
    "/office/people": CHIEF,
    "/office/people/{officer}": CHIEF,
    "/office/settings": CHIEF,
    "/office/letters": CHIEF,
    "/office/law": CHIEF,
    "/office/journal": AUDITOR,
    "/office/journal?chain=service": AUDITOR,
    "/office/journal?chain=nonsense": AUDITOR,
    f"/office/journal?chain={BAKERY}&verify=yes": AUDITOR,
    f"/office/replay/{BAKERY}/{{claim}}/1": EVERYBODY,
    "/office/dashboard": EVERYBODY,
}


@pytest.mark.parametrize("role", [None, *sorted(EVERYBODY, key=lambda role: role.value)])
def test_each_page_is_for_some_roles_and_no_others(
    watched: Watched, signed_in: SignIn, role: Role | None
) -> None:
    """An employer sees none of them."""
    client = signed_in(watched.ana if role is None else watched.of_service()[role])
    for page, roles in PAGES.items():
        shown = client.get(page.format(officer=watched.officer.id, claim=watched.claim.id))
        wrong = HTTPStatus.UNPROCESSABLE_ENTITY if "nonsense" in page else HTTPStatus.OK
        expected = wrong if role in roles else HTTPStatus.FORBIDDEN
        assert (page, shown.status_code) == (page, expected)


def test_who_is_not_signed_in_is_asked_to(watched: Watched, client: FlaskClient) -> None:
    for page in PAGES:
        answer = client.get(page.format(officer=watched.officer.id, claim=watched.claim.id))
        assert (answer.status_code, answer.location) == (HTTPStatus.SEE_OTHER, "/sign-in")


STEPS = (
    "people",
    "people/{officer}/role",
    "people/{officer}/suspend",
    "people/{officer}/restore",
    "settings",
    "letters/again",
    f"letters/{FAILED}/again",
)
EVERYTHING = {
    "name": "Zoé",
    "email": "zoe@ddets.example",
    "role": "administrator",
    "threshold": "5",
    "control_share": "5",
    "answer_within_days": "5",
    "reason": "why not",
    "step": "confirm",
    "after": "0",
}


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR])
def test_only_an_administrator_changes_anything(
    watched: Watched, signed_in: SignIn, role: Role | None
) -> None:
    watched.crowded()
    client = signed_in(watched.ana if role is None else watched.of_service()[role])
    for step in STEPS:
        address = f"/office/{step.format(officer=watched.officer.id)}"
        answer = post(client, address, EVERYTHING, page="/account")
        assert (step, answer.status_code) == (step, HTTPStatus.FORBIDDEN)
    with watched.world.units.reading() as uow:
        assert uow.people.get(watched.officer.id) == watched.officer
        assert uow.people.by_email(EmailAddress("zoe@ddets.example")) is None
        assert uow.policies.latest() is None
        assert len(uow.outbox.failed()) == 1


def test_somebody_is_let_in_found_and_given_another_role(
    watched: Watched, chief: FlaskClient
) -> None:
    form = {"name": "Zoé Noël", "email": "ZOE@ddets.example", "role": "officer", "language": "en"}
    done = post(chief, "/office/people", form)
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert "Accès ouvert" in chief.get("/office/people").text
    page = post(chief, "/office/people/search", {"q": "noel"}, page="/office/people")
    assert "zoe@ddets.example" in page.text.replace("<wbr>", "")
    assert watched.officer.email.text not in page.text
    with watched.world.units.reading() as uow:
        zoe = uow.people.by_email(EmailAddress("zoe@ddets.example"))
        assert zoe is not None
        kinds = [one.kind for one in uow.outbox.about("") if one.to == zoe.email]
    assert (zoe.language, kinds) == ("en", [NoticeKind.SERVICE_WELCOME])

    address = f"/office/people/{zoe.id}"
    assert post(chief, f"{address}/role", {"role": "auditor"}, page=address).location == address
    post(chief, f"{address}/suspend", page=address)
    assert "suspendu" in chief.get(address).text
    post(chief, f"{address}/restore", page=address)
    with watched.world.units.reading() as uow:
        changed = uow.people.get(zoe.id)
    assert (changed.service_role, changed.state) == (Role.AUDITOR, AccountState.ACTIVE)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "zoe"}, "pas complète"),
        ({"email": "officer@ddets.example"}, "a déjà un accès"),
        ({"email": "ana@boulangerie.example"}, "dépose pour un employeur"),
        ({"name": ""}, "Remplissez ce champ"),
        ({"role": ""}, "Choisissez une des propositions"),
        ({"role": "contact"}, "rôle du service"),
    ],
)
def test_who_cannot_be_let_in_is_told_beside_the_field(
    chief: FlaskClient, wrong: dict[str, str], said: str
) -> None:
    """And all that was typed is kept."""
    form = {"name": "Zoé Noël", "email": "zoe@ddets.example", "role": "officer"} | wrong
    answer = post(chief, "/office/people", form)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert f'value="{form["email"]}"' in answer.text


def test_the_last_administrator_is_told_what_to_do_first(
    watched: Watched, chief: FlaskClient
) -> None:
    address = f"/office/people/{watched.administrator.id}"
    for step, form in (("role", {"role": "officer"}), ("suspend", {})):
        answer = post(chief, f"{address}/{step}", form, page=address)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "dernier administrateur" in answer.text


def test_an_administrator_who_steps_down_begins_where_the_new_role_does(
    watched: Watched, chief: FlaskClient, signed_in: SignIn
) -> None:
    """Their page of people is no longer theirs."""
    second = {"name": "Yan", "email": "yan@ddets.example", "role": "administrator"}
    post(chief, "/office/people", second)
    address = f"/office/people/{watched.administrator.id}"
    done = post(chief, f"{address}/role", {"role": "auditor"}, page=address)
    assert done.location == "/office/journal"
    assert chief.get(address).status_code == HTTPStatus.FORBIDDEN
    assert chief.get("/office/journal").status_code == HTTPStatus.OK


def test_who_is_suspended_is_signed_out_at_once(
    watched: Watched, chief: FlaskClient, signed_in: SignIn
) -> None:
    officer = signed_in(watched.officer)
    assert officer.get("/office/dashboard").status_code == HTTPStatus.OK
    address = f"/office/people/{watched.officer.id}"
    post(chief, f"{address}/suspend", page=address)
    assert officer.get("/office/dashboard").location == "/sign-in"


def test_many_people_are_shown_page_by_page(watched: Watched, chief: FlaskClient) -> None:
    watched.crowded()
    first, last = chief.get("/office/people"), chief.get("/office/people?page=2")
    shown = [re.findall(r'<th scope="row"><a href="/office/people/', p.text) for p in (first, last)]
    assert [len(rows) for rows in shown] == [50, AGENTS + 4 - 50]
    assert 'href="/office/people?page=2"' in first.text
    assert (
        "Personne ne correspond"
        in post(chief, "/office/people/search", {"q": "zzz"}, page="/office/people").text
    )
    assert "Page 1 sur 2" in chief.get("/office/people?page=nonsense").text


THRESHOLDS = {
    "threshold": "60",
    "control_share": "2,5",
    "answer_within_days": "10",
    "reason": "Trop d'abus",
}


def test_the_effect_is_shown_before_thresholds_change(watched: Watched, chief: FlaskClient) -> None:
    """Nothing is kept until it was seen and confirmed."""
    watched.crowded()
    effect = post(chief, "/office/settings", THRESHOLDS)
    assert effect.status_code == HTTPStatus.OK
    assert "37 dernières demandes" in effect.text
    with watched.world.units.reading() as uow:
        assert uow.policies.latest() is None
    confirmed = post(chief, "/office/settings", THRESHOLDS | {"step": "confirm", "after": "0"})
    assert confirmed.status_code == HTTPStatus.SEE_OTHER
    with watched.world.units.reading() as uow:
        kept = uow.policies.latest()
    assert kept is not None
    assert (kept.threshold, kept.control_share) == (60, Share.parse("0.025"))
    page = chief.get("/office/settings").text
    assert "Trop d&#39;abus" in page
    assert "2,5 %" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"threshold": "0"}, "Entre 1 et 10000"),
        ({"threshold": "many"}, "nombre entier"),
        ({"control_share": "101"}, "entre 0 et 100"),
        ({"control_share": "2e1"}, "entre 0 et 100"),
        ({"answer_within_days": "400"}, "Entre 0 et 365"),
        ({"reason": " "}, "Dites pourquoi"),
        ({"threshold": "100", "control_share": "0", "answer_within_days": "15"}, "rien ne changer"),
    ],
)
@pytest.mark.parametrize("step", ["", "confirm"])
def test_thresholds_that_cannot_be_are_told(
    watched: Watched, chief: FlaskClient, wrong: dict[str, str], said: str, step: str
) -> None:
    form = THRESHOLDS | wrong | {"step": step, "after": "0"}
    answer = post(chief, "/office/settings", form)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text
    with watched.world.units.reading() as uow:
        assert uow.policies.latest() is None


def test_who_comes_second_keeps_what_they_typed(watched: Watched, chief: FlaskClient) -> None:
    post(chief, "/office/settings", THRESHOLDS | {"step": "confirm", "after": "0"})
    mine = THRESHOLDS | {"threshold": "80", "step": "confirm", "after": "0"}
    answer = post(chief, "/office/settings", mine)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "vient de changer les seuils" in answer.text
    assert 'value="80"' in answer.text


def test_the_effect_is_told_for_one_claim(chief: FlaskClient) -> None:
    assert "Sur la seule demande contrôlée" in post(chief, "/office/settings", THRESHOLDS).text


def test_without_screenings_there_is_no_effect_to_tell(world: World, signed_in: SignIn) -> None:
    chief = signed_in(world.officer(Role.ADMINISTRATOR))
    assert "ne peut pas être estimé" in post(chief, "/office/settings", THRESHOLDS).text


def test_a_letter_that_was_given_up_goes_again(watched: Watched, chief: FlaskClient) -> None:
    assert "Aucun" in chief.get("/office/letters").text
    watched.crowded()
    page = chief.get("/office/letters").text
    assert "mailbox not found" in page
    done = post(chief, f"/office/letters/{FAILED}/again", page="/office/letters")
    assert done.status_code == HTTPStatus.SEE_OTHER
    with watched.world.units.reading() as uow:
        assert uow.outbox.failed() == []
        (again,) = [one for one in uow.outbox.about(str(BAKERY)) if one.id == FAILED]
        assert "letter.sent_again" in [one.action for one in uow.journal.entries(str(BAKERY))]
    assert again.delivery is Delivery.WAITING
    second = post(chief, f"/office/letters/{FAILED}/again", page="/account")
    assert second.status_code == HTTPStatus.SEE_OTHER
    assert "déjà reparti" in chief.get("/office/letters").text


def test_all_letters_go_again_after_a_relay_was_down(watched: Watched, chief: FlaskClient) -> None:
    watched.crowded()
    with watched.world.units() as uow:
        for number in range(2, 60):
            failed = attrs.evolve(samples.message(number), delivery=Delivery.FAILED, attempts=34)
            uow.outbox.add(failed)
        uow.commit()
    page = chief.get("/office/letters").text
    assert "Renvoyer les 59 courriels" in page
    assert 'href="/office/letters?page=2"' in page
    done = post(chief, "/office/letters/again", page="/office/letters")
    assert done.status_code == HTTPStatus.SEE_OTHER
    with watched.world.units.reading() as uow:
        assert uow.outbox.failed() == []
        assert uow.outbox.waiting() > 59
    assert "59 courriels repartent" in chief.get("/office/letters").text


def test_the_tables_of_the_law_tell_until_when_they_were_checked(
    world: World, chief: FlaskClient
) -> None:
    page = chief.get("/office/law").text
    assert "contrôle réussi" in page
    assert f'<a href="/law/texts">{len(world.law.texts())}</a>' in page
    assert "law_not_checked" in page


def test_the_journal_is_read_in_words(watched: Watched, auditor: FlaskClient) -> None:
    page = auditor.get(f"/office/journal?chain={BAKERY}").text
    for words in ("Paiement ordonné", "Demande d&#39;indemnisation contrôlée", "Compte ouvert"):
        assert words in page
    assert "Boulangerie Martin" in page
    spaced = auditor.get("/office/journal?chain=732+829+320+00074").text
    assert "Boulangerie Martin" in spaced
    assert f"/office/replay/{BAKERY}/{watched.claim.id}/1" in page


def test_the_journal_is_looked_through(watched: Watched, auditor: FlaskClient) -> None:
    """By kind, by days, by who acted, by what it is about."""
    address = f"/office/journal?chain={BAKERY}"

    def rows(query: str) -> int:
        return auditor.get(address + query).text.count('<th scope="row">')

    everything = rows("")
    assert rows("&kind=payment") == 2
    assert rows("&last=2024-03-31") + rows("&first=2024-04-01") == everything
    assert 0 < rows(f"&actor={watched.agent.id}") < everything
    assert 0 < rows(f"&subject={watched.claim.id}") < everything
    assert "Aucune entrée" in auditor.get(address + "&actor=nobody").text
    wrong = auditor.get(address + "&first=2024-04-01&last=2024-03-01")
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_long_journal_is_read_page_by_page(watched: Watched, auditor: FlaskClient) -> None:
    with watched.world.units() as uow:
        for number in range(120):
            entry = samples.entry(number, chain="service")
            uow.journal.add(attrs.evolve(entry, action="token.issued"))
        uow.commit()
    address, numbers = "/office/journal?chain=service&kind=token", []
    while address:
        page = auditor.get(address).text
        numbers += [int(n) for n in re.findall(r'data-head="N°">(\d+)', page)]
        following = re.search(r'href="([^"]*before=[^"]*)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(numbers) == 120
    assert numbers == sorted(numbers, reverse=True)


def test_seals_are_verified_on_the_page(watched: Watched, auditor: FlaskClient) -> None:
    address = f"/office/journal?chain={BAKERY}&verify=yes"
    assert "Rien n&#39;est encore scellé" in auditor.get(address).text
    with watched.world.units() as uow:
        uow.journal.seal(1_000)
        uow.commit()
    assert "Les scellés tiennent" in auditor.get(address).text
    _forge(watched.world)
    page = auditor.get(address).text
    assert "Le scellé ne tient pas" in page
    assert "n° 2 ne suit pas" in page


def _forge(world: World) -> None:
    """Change a sealed entry, as only who reaches the database can."""
    assert isinstance(world.units, MemoryUnitsOfWork)
    tables = world.units.tables.branch(writing=True)
    key = (str(BAKERY), 2)
    kept = tables[JOURNAL].find(key)
    assert kept is not None
    entry, position = kept
    tables[JOURNAL].put(key, (attrs.evolve(entry, actor="somebody-else"), position))
    world.units.tables = tables


def test_what_is_typed_to_read_a_journal_stands_in_no_address_before_it_is_a_siret(
    auditor: FlaskClient,
) -> None:
    asked = {"chain": "732 829 320 00074", "kind": "request", "first": "", "last": ""}
    answer = post(auditor, "/office/journal", asked)
    assert answer.location == f"/office/journal?chain={BAKERY}&kind=request"
    nir = "2 55 08 14 168 025 38"
    refused = post(auditor, "/office/journal", {"chain": nir})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nir not in refused.text


@pytest.mark.parametrize("chain", ["123", "44306184100047", "people"])
def test_an_establishment_without_account_has_no_journal(auditor: FlaskClient, chain: str) -> None:
    answer = auditor.get(f"/office/journal?chain={chain}")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{chain}"' in answer.text


def test_every_action_that_is_written_has_words() -> None:
    """The sources of the use cases are read: a new action without words is found here."""
    sources = [path.read_text() for path in Path(usecases.__path__[0]).rglob("*.py")]
    written = {found for text in sources for found in re.findall(r'"([a-z_]+\.[a-z_]+)"', text)}
    of_cases = {one for one in written if one.startswith("employee.")}
    assert len(written - of_cases) > 50, "the pattern no longer fits"
    assert written - of_cases <= set(ACTIONS)
    assert {action.partition(".")[0] for action in ACTIONS} == set(KINDS)


def test_facts_are_told_in_words_and_unknown_ones_as_they_are() -> None:
    entry = attrs.evolve(
        samples.entry(),
        facts={
            "role": "officer",
            "cents": "123456",
            "drawn": "true",
            "weather": "fine",
            "file": "",
        },
    )
    shown = [(one.label.english, one.value.english) for one in told(entry)]
    assert shown == [
        ("role", "officer"),
        ("amount", "€1,234.56"),
        ("drawn at random", "yes"),
        ("weather", "fine"),
        ("file", "—"),
    ]


def test_a_replay_finds_every_amount_again(watched: Watched, auditor: FlaskClient) -> None:
    page = auditor.get(f"/office/replay/{BAKERY}/{watched.claim.id}/1").text
    assert "Chaque montant se retrouve au centime" in page
    assert page.count("identique") == len(watched.claim.lines)
    assert "décret n° 2021-674" in page
    for nir in {line.nir.digits for line in watched.claim.lines}:
        assert nir not in page
    assert watched.claim.lines[0].first_name not in page


def test_a_replay_tells_amounts_that_are_no_longer_found(
    watched: Watched, auditor: FlaskClient
) -> None:
    """A fault of ours, whatever made it."""
    with watched.world.units() as uow:
        first = watched.claim.lines[0]
        assert first.assessed is not None
        wrong = attrs.evolve(first.assessed, allowance=first.assessed.indemnity)
        claim = uow.claims.get(watched.claim.siret, watched.claim.id)
        lines = (attrs.evolve(claim.lines[0], assessed=wrong), *claim.lines[1:])
        uow.claims.save(attrs.evolve(claim, lines=lines))
        uow.commit()
    page = auditor.get(f"/office/replay/{BAKERY}/{watched.claim.id}/1").text
    assert "Des montants ne se retrouvent pas" in page
    assert page.count("identique") == len(watched.claim.lines) - 1


@pytest.mark.parametrize(
    "address", [f"/office/replay/{BAKERY}/nothing/1", "/office/replay/123/{claim}/1"]
)
def test_there_is_nothing_to_replay_elsewhere(
    watched: Watched, auditor: FlaskClient, address: str
) -> None:
    answer = auditor.get(address.format(claim=watched.claim.id))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_figures_are_drawn_and_told_in_tables(watched: Watched, signed_in: SignIn) -> None:
    watched.crowded()
    page = signed_in(watched.officer).get("/office/dashboard").text
    assert page.count("<svg") == 5
    assert "style=" not in page
    assert "32 245,50" in page.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "2 j 5 h" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "en retard" in page
    english = signed_in(watched.officer).get("/office/dashboard?lang=en").text
    assert "Allowance by text" in english


def test_figures_of_a_quiet_service_say_so(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.officer()).get("/office/dashboard").text
    assert page.count('class="empty"') == 4
    assert "<svg" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=2024-03&last=2024-01", "vient avant le premier"),
        ("first=2020-01&last=2024-01", "36 mois au plus"),
        ("first=janvier", "Écrivez le mois"),
    ],
)
def test_months_that_cannot_be_shown_are_told(
    watched: Watched, signed_in: SignIn, query: str, said: str
) -> None:
    answer = signed_in(watched.agent).get(f"/office/dashboard?{query}")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text


def test_the_months_asked_for_are_shown(watched: Watched, signed_in: SignIn) -> None:
    watched.crowded()
    page = signed_in(watched.officer).get("/office/dashboard?first=2023-12&last=2024-01").text
    assert re.findall(r'<th scope="row">(\w+ 202\d)</th>', page) == [
        "décembre 2023",
        "janvier 2024",
    ]
