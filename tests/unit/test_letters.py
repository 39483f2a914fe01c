"""The letters, read as the person reads them: whole in both forms, escaped, and without a NIR."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from jinja2 import Environment, meta, nodes
from stdnum.fr import nir as stdnum_nir

from partial_activity import FRENCH_LAW
from partial_activity.adapters.formatting import LANGUAGES
from partial_activity.adapters.mail import letters as letters_module
from partial_activity.adapters.mail.letter_words import FILTERS
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NOTICES, NoticeKind
from partial_activity.domain.letters.said_of_decisions import contesting
from partial_activity.ports.letters import Unwritable
from partial_activity.ports.outbox import Letter
from partial_activity.testing import samples
from partial_activity.testing.sample_notices import sample_message

TEMPLATES = Path(letters_module.__file__).parent / "letter_templates"
BASE = "https://activite-partielle.example"
LETTERS = TemplateLetters(Letterhead(BASE, EmailAddress("contact@activite-partielle.example")))
FROM_US = {"contact", "form", "language", "link"}
KINDS = [(kind, language) for kind in NoticeKind for language in LANGUAGES]
VARIANTS: list[tuple[NoticeKind, dict[str, str]]] = [
    *((kind, {}) for kind in NoticeKind),
    (NoticeKind.DECISION, {"outcome": "refused", "kind": "officer", "message": "Voir\nl'avis."}),
    (NoticeKind.DECISION, {"outcome": "withdrawn", "kind": "officer", "message": "Fraude."}),
    (NoticeKind.DECISION, {"commitments": ""}),
    (NoticeKind.TACIT_APPROVAL, {"commitments": ""}),
    (NoticeKind.CLAIM_REFUSED, {"message": "Voir la ligne 3.", "kind": "officer"}),
    (NoticeKind.BANK_REJECTION, {"bank_code": "XX99"}),
    (NoticeKind.CLAIM_WINDOW_CLOSING, {"days_left": "0"}),
]


def written(kind: NoticeKind, language: str = "fr", /, **values: str) -> Letter:
    """The letter of a sample."""
    return LETTERS.write(sample_message(kind, language, **values))


def plain(text: str) -> str:
    """With plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", text)


def parser() -> Environment:
    """What reads the templates; nothing of its own stands in for a value that is missing."""
    environment = Environment(autoescape=True, trim_blocks=True)
    environment.filters.update(FILTERS)
    environment.globals.clear()
    return environment


class Reader(HTMLParser):
    """What a reader, or a screen reader, finds in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.tags: dict[str, dict[str, str | None]] = {}
        self.feed(page)
        self.close()
        assert self.open == [], "a tag is left open"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Count it, unless it has no end."""
        self.tags[tag] = dict(attributes)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "a":
            self.links.append(str(dict(attributes)["href"]))

    def handle_endtag(self, tag: str) -> None:
        """It ends what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words, but for those of the head."""
        if not {"style", "title"} & set(self.open):
            self.words += data.split()


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_a_template_uses_exactly_the_values_of_its_kind(kind: NoticeKind, language: str) -> None:
    """No more: it would not be written. No less: what is not shown is not carried around."""
    environment = parser()
    used: set[str] = set()
    for name in (kind.value, "frame"):
        source = (TEMPLATES / f"{name}.{language}.j2").read_text(encoding="utf-8")
        used |= meta.find_undeclared_variables(environment.parse(source))
    if "siret" not in NOTICES[kind].values:
        used -= {"siret"}  # The frame names it where there is one.
    assert used - FROM_US == NOTICES[kind].values


def test_every_kind_is_declared() -> None:
    """Its title, its values, what brings it about."""
    assert set(NOTICES) == set(NoticeKind)


def test_every_template_belongs_to_a_kind_and_a_language() -> None:
    """And none is left over."""
    expected = {f"{kind.value}.{language}.j2" for kind, language in KINDS}
    expected |= {f"frame.{language}.j2" for language in LANGUAGES} | {"text.j2", "html.j2"}
    assert {path.name for path in TEMPLATES.iterdir()} == expected


def test_text_and_html_are_made_of_the_same_parts() -> None:
    """A part that only one of them had would fail in the other."""

    def parts(name: str) -> set[tuple[str, int]]:
        tree = parser().parse((TEMPLATES / name).read_text(encoding="utf-8"))
        return {(macro.name, len(macro.args)) for macro in tree.find_all(nodes.Macro)}

    assert parts("text.j2") == parts("html.j2")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), VARIANTS)
def test_the_text_says_all_that_the_html_says(
    kind: NoticeKind, values: dict[str, str], language: str
) -> None:
    """Word for word, but for marks; and each link is written out."""
    letter = written(kind, language, **values)
    page = Reader(letter.html)
    said = set(re.findall(r"\w+", letter.text))
    heading = set(re.findall(r"\w+", letter.subject))
    missing = [
        word
        for words in page.words
        for word in re.findall(r"\w+", words)
        if word not in said | heading
    ]
    assert missing == []
    for link in page.links:
        assert link.removeprefix("mailto:") in letter.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), VARIANTS)
def test_a_letter_can_be_read_by_everybody(
    kind: NoticeKind, values: dict[str, str], language: str
) -> None:
    """Its language is said, it has a title and a heading, no picture, and no line runs on."""
    letter = written(kind, language, **values)
    page = Reader(letter.html)
    assert page.tags["html"] == {"lang": language}
    assert {"title", "h1", "main"} <= page.tags.keys()
    assert "img" not in page.tags
    assert max(len(line) for line in letter.text.splitlines() if BASE not in line) <= 76
    assert "\n\n\n" not in letter.text
    assert "&#" not in letter.text


@pytest.mark.parametrize(
    ("kind", "language"), [pair for pair in KINDS if "siret" in NOTICES[pair[0]].values]
)
def test_a_letter_names_the_establishment_first_and_how_to_reach_us(
    kind: NoticeKind, language: str
) -> None:
    """In the subject, where a mailbox shows it; the contact at the end."""
    letter = written(kind, language)
    assert letter.subject.startswith("Menuiserie Duval")
    assert "contact@activite-partielle.example" in letter.text
    assert "732\u00a0829\u00a0320\u00a000074" in letter.text
    assert BASE in letter.text


def test_the_receipt_says_from_which_day_silence_is_approval() -> None:
    """R. 5122-26: who, when, the day from which silence approves; and the fingerprint."""
    text = written(NoticeKind.REQUEST_RECEIPT).text.replace("\n", " ").replace("\u00a0", " ")
    assert "au plus tard le mardi 8 décembre 2026" in text
    assert "votre demande sera acceptée à compter du mercredi 9 décembre 2026" in text
    assert "Déposée par : Claire Morel" in text
    assert "Reçue le : 23 novembre 2026 à 15 h 17 (heure de Paris)" in text
    assert "9b74c9897bac770ffc029102a200c5de4a1f8a3bd1e94f2b6d6f4f0f6c7e8d21" in text


def test_a_refusal_gives_its_reasons_with_their_articles_and_how_to_contest_it() -> None:
    """R. 5122-4; CJA R. 421-1 and R. 421-5; who took it, and for whom (CRPA L. 212-1)."""
    text = written(NoticeKind.CLAIM_REFUSED).text.replace("\n  ", " ").replace("\u00a0", " ")
    assert "a pris fin le 28/08/2027 (L. 5122-1, IV)" in text
    assert "dans un délai de 2 mois à compter de sa" in text


@pytest.mark.parametrize("kind", [NoticeKind.DECISION, NoticeKind.TACIT_APPROVAL])
def test_an_authorisation_tells_the_last_day_to_claim(kind: NoticeKind) -> None:
    """L. 5122-1, IV: after it nothing is paid."""
    assert "au plus tard le\nsamedi 28 août 2027" in plain(written(kind).text)
    assert "by Saturday\n28 August 2027" in plain(written(kind, "en").text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (NoticeKind.DECISION, "refused"),
        (NoticeKind.DECISION, "withdrawn"),
        (NoticeKind.CLAIM_REFUSED, ""),
    ],
)
def test_a_refusal_says_who_took_it_and_how_to_contest_it(
    kind: NoticeKind, outcome: str, language: str
) -> None:
    """CRPA L. 212-1 and L. 411-2, CJA R. 421-5: word for word what the domain says."""
    letter = written(kind, language, **({"outcome": outcome} if outcome else {}), kind="officer")
    text = " ".join(plain(letter.text).replace("\n- ", " ").split())
    assert "Odile Martin, agent instructeur, pour le préfet du département" in text
    for one in contesting(date(2026, 11, 23), law=FRENCH_LAW).sentences:
        assert (one.french if language == "fr" else one.english) in text
    assert "<li>" in letter.html


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if NOTICES[kind].later])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_an_earlier_version_can_still_be_read(kind: NoticeKind, language: str) -> None:
    """It says what it said when it was sent: what it does not carry is left out."""
    outcome = {"outcome": "refused"} if kind is NoticeKind.DECISION else {}
    message = sample_message(kind, language, **outcome)
    carried = NOTICES[kind].values - NOTICES[kind].later
    values = {name: value for name, value in message.values.items() if name in carried}
    text = plain(LETTERS.write(attrs.evolve(message, values=values)).text)
    assert "Odile" not in text
    assert ("www.telerecours.fr" in text) is (kind is not NoticeKind.TACIT_APPROVAL)


def test_only_an_automatic_decision_says_that_an_algorithm_took_it() -> None:
    """CRPA L. 311-3-1."""
    assert "algorithmique" in written(NoticeKind.DECISION, kind="automatic").text
    assert "algorithmique" not in written(NoticeKind.DECISION, kind="officer").text


def test_a_payment_is_told_in_euros_as_they_are_written() -> None:
    """With unbreakable spaces in French."""
    assert "12\u202f345,60\u00a0€" in written(NoticeKind.PAYMENT_SENT).subject
    assert "€12,345.60" in written(NoticeKind.PAYMENT_SENT, "en").subject


def test_a_bank_code_is_put_into_words() -> None:
    """One that is not in our list is given as it is."""
    known = written(NoticeKind.BANK_REJECTION, bank_code="AC04").text.replace("\n", " ")
    assert "le compte est clôturé (code AC04)" in known
    other = written(NoticeKind.BANK_REJECTION, bank_code="XX99").text.replace("\n", " ")
    assert "la banque n'a pas précisé pourquoi (code XX99)" in other


def test_what_people_type_is_shown_and_never_obeyed() -> None:
    """In the HTML it is escaped; in a subject it breaks no line."""
    letter = written(
        NoticeKind.JOIN_REQUEST, joiner="Eve <script>alert(1)</script>\nBcc: all@example.fr"
    )
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "\n" not in letter.subject
    assert "<script>" in letter.text


def test_a_nir_that_somebody_typed_is_not_sent() -> None:
    """With or without its spaces; other long numbers stay."""
    number = samples.nir().digits
    spaced = f"{number[0]} {number[1:3]} {number[3:5]} {number[5:7]} {number[7:10]} {number[10:13]}"
    message = f"Salarié {number}, ou {spaced} {number[13:]}.\nVirement 123456789012345."
    letter = written(NoticeKind.CLAIM_REFUSED, message=message)
    for form in (letter.text, letter.html):
        assert number[7:13] not in re.sub(r"\s", "", form)
        assert "***, ou ***." in form
        assert "123456789012345" in form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "values"), VARIANTS)
def test_no_letter_holds_a_nir(kind: NoticeKind, values: dict[str, str], language: str) -> None:
    """Whatever runs of digits it has, spaces left out, none is one."""
    letter = written(kind, language, **values)
    for form in (letter.text, letter.html, letter.subject):
        digits = re.sub(r"(?<=[0-9])[\s.\u00a0](?=[0-9])", "", form)
        found = re.findall(r"(?<![0-9a-f])[0-9]{15}(?![0-9a-f])", digits)
        assert [number for number in found if stdnum_nir.is_valid(number)] == []


def test_an_establishment_that_is_not_published_is_named_by_its_siret() -> None:
    """The register has no name for it."""
    letter = written(NoticeKind.JOIN_ACCEPTED, establishment="")
    assert letter.subject.startswith("SIRET 732\u00a0829\u00a0320\u00a000074")


def test_a_message_that_lacks_a_value_is_not_written() -> None:
    """It would be a letter with a hole in it."""
    message = sample_message(NoticeKind.DECISION, "fr")
    with pytest.raises(Unwritable, match="lacks number"):
        LETTERS.write(
            attrs.evolve(message, values={k: v for k, v in message.values.items() if k != "number"})
        )


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (NoticeKind.DECISION, {"outcome": "maybe"}),
        (NoticeKind.JOIN_ACCEPTED, {"role": "owner"}),
        (NoticeKind.REQUEST_RECEIPT, {"tacit_from": "09/12/2026"}),
        (NoticeKind.REQUEST_RECEIPT, {"filed_at": "2026-11-23T14:17:00"}),
        (NoticeKind.PAYMENT_SENT, {"amount": "12 345,60"}),
    ],
)
def test_a_value_that_is_not_what_it_should_be_is_not_shown(
    kind: NoticeKind, values: dict[str, str]
) -> None:
    """A wrong day or amount in a letter is worse than a late one."""
    with pytest.raises(Unwritable, match="cannot be written"):
        written(kind, **values)


def test_letters_are_written_in_french_and_english_only() -> None:
    """And not in French by default."""
    with pytest.raises(Unwritable, match="'de'"):
        LETTERS.write(attrs.evolve(sample_message(NoticeKind.DECISION, "fr"), language="de"))


@pytest.mark.parametrize("wrong", ["activite.example", "https://a.example/", "ftp://a.example"])
def test_links_begin_with_an_address_of_the_web(wrong: str) -> None:
    """Without the slash at the end, which we add."""
    with pytest.raises(ValueError, match="beginning of a link"):
        Letterhead(wrong, EmailAddress("contact@example.fr"))
