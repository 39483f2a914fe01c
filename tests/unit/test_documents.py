"""What documents say, and the files made of it, read back."""

import hashlib
import io
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from partial_activity import FRENCH_LAW, HourlyPay, Hours, Scheme
from partial_activity.adapters.documents import TypstDocuments, french
from partial_activity.domain.assessment.cases import (
    EmployeeCategory,
    Employer,
    Situation,
    Territory,
)
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.filing import deadline_of
from partial_activity.domain.authorisation.receipts import receipt_of
from partial_activity.domain.authorisation.requests import (
    Attachment,
    AuthorisationRequest,
    DecisionKind,
    Opinion,
)
from partial_activity.domain.claim.assessment import ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.law.dated import Confidence, Span
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Citation, Refusal
from partial_activity.domain.letters.claim_figures import ClaimFacts
from partial_activity.domain.letters.claim_receipt import claim_receipt_document
from partial_activity.domain.letters.claim_statement import (
    MOST_EMPLOYEES,
    claim_document,
    employee_document,
)
from partial_activity.domain.letters.decision_letter import decision_document, receipt_document
from partial_activity.domain.letters.documents import (
    Document,
    Items,
    Paragraph,
    Phrase,
    Table,
    Value,
    cited_value,
    issued,
)
from partial_activity.domain.letters.said_of_decisions import contesting
from partial_activity.domain.money import Euros, Share
from partial_activity.domain.words import Words
from partial_activity.testing import samples

WRITER = TypstDocuments("https://service.example")
NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)
BAKERY = attrs.evolve(samples.establishment(), name="Boulangerie Martin")
REQUEST = attrs.evolve(
    samples.request(),
    span=Span(date(2024, 3, 15), date(2024, 4, 30)),
    situation=Situation.GENERAL,
    filed_at=NOON,
    commitments=("Former deux apprentis",),
)


def line(
    number: int = 1,
    *,
    employee: int = 1,
    week: int = 1,
    month: date = date(2024, 4, 1),
    pay: str = "30.75",
    **changes: Any,  # noqa: ANN401  of the line's own fields
) -> ClaimLine:
    days = slices_of(month)[week]
    found = ClaimLine(
        number=number,
        nir=samples.nir(employee),
        last_name="Lefèvre",
        first_name="Anaïs",
        week=days.week,
        span=days.span,
        contract_hours=Hours.parse("35"),
        worked_hours=Hours.parse("7"),
        assimilated_hours=Hours.parse("0"),
        unworked_hours=Hours.parse("28"),
        hourly_pay=HourlyPay.parse(pay),
    )
    return attrs.evolve(found, **changes)


def known(
    *lines: ClaimLine,
    month: date = date(2024, 4, 1),
    terms: ClaimTerms | None = None,
    with_nir: bool = True,
) -> ClaimFacts:
    """A claim with these lines, assessed; those that cannot be are left out."""
    asked = terms or ClaimTerms(
        Scheme.ORDINARY, Territory.NATIONAL, Employer(Situation.GENERAL, 40, None)
    )
    filed = datetime(month.year, month.month, 28, 8, tzinfo=UTC)
    found = assess_lines(lines, (), asked, month=month, law=FRENCH_LAW, known_on=filed.date())
    claim = Claim(
        siret=samples.siret(),
        id="c" * 32,
        version=1,
        decision_number="Q15NT8ZAWZT",
        month=month,
        state=ClaimState.AWAITING_VALIDATION,
        created_by="person-1",
        submitted_at=filed,
        known_on=filed.date(),
    )
    assessed = tuple(one for one in found.lines if one.assessed)
    return ClaimFacts(
        claim, BAKERY, "Zoé Noël", assessed, found.bases, FRENCH_LAW, with_nir, "f" * 64
    )


def receipt(request: AuthorisationRequest = REQUEST, by: str = "Zoé Noël") -> Document:
    deadline = deadline_of(request, FRENCH_LAW)
    assert deadline is not None
    return receipt_document(receipt_of(request, by, deadline.tacit_from), request, BAKERY, deadline)


def decided(officer: str | None = None, **changes: Any) -> Document:  # noqa: ANN401  as above
    decision = attrs.evolve(samples.decision(), decided_at=NOON, **changes)
    deadline = deadline_of(REQUEST, FRENCH_LAW)
    assert deadline is not None
    return decision_document(decision, REQUEST, BAKERY, deadline, officer=officer, law=FRENCH_LAW)


def read(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(WRITER.write(document)))


def told(document: Document) -> str:
    """The text of all pages, with plain spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(document).pages).split())


def tables(document: Document) -> dict[str, Table]:
    blocks = [block for section in document.sections for block in section.blocks]
    return {block.caption: block for block in blocks if isinstance(block, Table)}


DOCUMENTS = {
    "receipt": receipt(),
    "decision": decided(),
    "claim receipt": claim_receipt_document(known(line())),
    "claim": claim_document(known(line())),
    "employee": employee_document(known(line())),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_one_that_everybody_can_read(name: str) -> None:
    """PDF/UA-1: tagged, titled, in French, with bookmarks; on A4."""
    document = DOCUMENTS[name]
    found = read(document)
    catalog: Any = found.trailer["/Root"]
    assert catalog["/Lang"] == "fr-FR"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    assert found.metadata is not None
    assert found.metadata.title == french.shown(document.title)
    bookmarks = set(_titles(found.outline))
    assert bookmarks >= {french.shown(section.heading) for section in document.sections}
    roles = set(_roles(catalog["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/Link"} <= roles
    assert [round(float(side)) for side in found.pages[0].mediabox[2:]] == [595, 842]


def _titles(outline: Any) -> list[str]:  # noqa: ANN401  as pypdf gives it
    if isinstance(outline, list):
        return [title for one in outline for title in _titles(one)]
    return [outline.title]


def _roles(node: Any) -> list[str]:  # noqa: ANN401  as pypdf gives it
    held = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(held, ArrayObject):
        return [role for child in held for role in _roles(child)]
    if not isinstance(held, DictionaryObject):
        return []
    own = [str(held["/S"])] if "/S" in held else []
    return own + _roles(held.get("/K"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_is_the_same_bytes(name: str) -> None:
    """Whoever writes it: nothing of the clock or of chance is in it."""
    again = TypstDocuments("https://service.example")
    assert again.write(DOCUMENTS[name]) == WRITER.write(DOCUMENTS[name])


def test_several_threads_may_write_at_once() -> None:
    """Each document is its own, whoever else asks meanwhile."""
    wanted = [*DOCUMENTS.values()] * 4
    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(WRITER.write, wanted))
    assert written == [WRITER.write(document) for document in wanted]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_tells_its_number_its_code_and_its_texts(name: str) -> None:
    document, text = DOCUMENTS[name], told(DOCUMENTS[name])
    assert f"Document n° {document.number}" in text
    assert document.code in text.replace(" ", "")
    assert "https://service.example/verify" in text
    assert "Textes appliqués" in text
    assert "Publié au JO le" in text
    assert "Page 1 sur" in text


def test_another_content_is_another_code_and_another_number() -> None:
    documents = [
        *DOCUMENTS.values(),
        receipt(by="Zoé Noel"),
        decided(kind=DecisionKind.TACIT),
        claim_document(known(line(pay="30.76"))),
        claim_document(known(line(), with_nir=False)),
        employee_document(known(line(last_name="Lefevre"))),
    ]
    assert len({one.code for one in documents}) == len(documents)
    assert len({one.number for one in documents}) == len(documents)
    assert {one.number[0] for one in documents} == set("RDPCE")


def test_a_file_that_is_handed_out_is_known_again_by_its_content() -> None:
    """What is kept of it says what it tells of, and since when."""
    document, file = receipt(), b"%PDF"
    kept = issued(document, file, NOON)
    assert kept.file_sha256 == hashlib.sha256(file).hexdigest()
    assert (kept.code, kept.number) == (document.code, document.number)
    assert (kept.kind, kept.subject, kept.day) == (document.kind, document.subject, document.day)
    assert kept.issued_at == NOON


def test_values_that_read_the_same_but_mean_another_thing_are_told_apart() -> None:
    """The code is of what things are, not only of how they look."""

    def code(value: Value) -> str:
        said = attrs.evolve(DOCUMENTS["receipt"], title="x", edition="")
        return attrs.evolve(said, blocks=(Paragraph(Phrase("{x}", {"x": value})),)).code

    values: list[Value] = ["12", 12, Euros(12), Hours(12), Share.parse("12"), "1", "2"]
    assert len({code(value) for value in values}) == len(values)


def test_a_receipt_tells_the_day_from_which_silence_is_approval_and_the_hash() -> None:
    text = told(receipt())
    assert "au plus tard le 19 mars 2024" in text
    assert "à compter du 20 mars 2024" in text
    assert "4 mars 2024 à 13 h 00 min 00 s (heure de Paris)" in text
    found = receipt_of(REQUEST, "Zoé Noël", date(2024, 3, 20))
    assert found.sha256 in text
    assert REQUEST.iban.masked in text
    assert REQUEST.iban.text not in text.replace(" ", "")


def test_a_receipt_tells_attachments_group_and_foundation() -> None:
    request = attrs.evolve(
        REQUEST,
        scheme=Scheme.LONG_TERM_REBOUND,
        motive=None,
        circumstances=" ",
        commitments=(),
        span=Span(date(2025, 6, 1), date(2025, 11, 30)),
        filed_at=datetime(2025, 5, 5, 8, tzinfo=UTC),
        foundation=Foundation.AGREEMENT,
        agreement_sent_on=date(2025, 5, 2),
        opinion=Opinion.NOT_GIVEN,
        opinion_due_on=date(2025, 7, 5),
        attachments=(Attachment("accord signé.pdf", "application/pdf", 123_456, "ab" * 32),),
        covers=(samples.siret(2),),
    )
    text = told(receipt(request))
    assert "Accord collectif, à valider" in text
    assert "accord signé.pdf 123 456 abababababababab" in text
    assert "5 juillet 2025" in text
    assert french.shown(samples.siret(2)).replace("\u00a0", " ") in text
    assert "Circonstances" not in text
    assert "Engagements" not in text


def test_a_refusal_tells_each_reason_with_its_article_and_how_to_contest_it() -> None:
    reasons = (
        Refusal("decision_withdrawn", "R. 5122-10"),
        Refusal("siret_closed", "", {"siret": "1"}),
    )
    text = told(
        decided(
            kind=DecisionKind.OFFICER,
            accepted=False,
            reasons=reasons,
            message="Pièces illisibles.\n\nReprenez.",
            decided_by="person-9",
            officer="Odile Martin",
        )
    )
    assert "n’est pas autorisée" in text
    assert "L’autorisation est retirée (R. 5122-10)." in text
    assert "est fermé au répertoire" in text
    assert "Pièces illisibles. Reprenez." in text
    assert "dans un délai de 2 mois" in text
    assert "tribunal administratif" in text
    assert "Odile Martin, agent instructeur, pour le préfet du département" in text
    assert "demandée du 15/03/2024 au 30/04/2024, pour 12 salariés et 1 516,67 h, n’est pas" in text
    for one in contesting(date(2024, 3, 4), law=FRENCH_LAW).sentences:
        assert french.shown(one).replace("\u00a0", " ").replace("\u202f", " ") in text
    assert "Engagements de l’employeur" not in text
    assert "Recours, délai 2 mois" in text


def test_an_automatic_decision_says_so_and_leads_to_the_claim() -> None:
    text = told(decided())
    assert "Traitement automatisé" in text
    assert "L. 311-3-1" in text
    assert "dépose une demande d’indemnisation" in text
    assert "Former deux apprentis" in text
    assert "Voies et délais" not in text


def _told_of(filed_at: datetime, last_day: date) -> str:
    """An authorisation of a request filed then, to that day."""
    request = attrs.evolve(
        REQUEST, filed_at=filed_at, span=Span(min(REQUEST.span.first, last_day), last_day)
    )
    decision = attrs.evolve(samples.decision(), decided_at=max(filed_at, NOON))
    deadline = deadline_of(request, FRENCH_LAW)
    assert deadline is not None
    return told(
        decision_document(decision, request, BAKERY, deadline, officer=None, law=FRENCH_LAW)
    )


def test_an_authorisation_tells_the_last_day_to_claim() -> None:
    """Six months after the authorised period, since 2021 (L. 5122-1, IV)."""
    said = _told_of(datetime(2024, 4, 1, 9, tzinfo=UTC), date(2024, 6, 30))
    assert "au plus tard le 30/12/2024" in said or "au plus tard le 30 décembre 2024" in said


def test_an_authorisation_without_a_time_bar_of_its_own_tells_no_day() -> None:
    """Of requests of before 24 September 2018; nor where no text fixes the day of that end."""
    for filed_on, last_day in (
        (datetime(2017, 4, 1, 9, tzinfo=UTC), date(2017, 6, 30)),
        (datetime(2018, 12, 30, 9, tzinfo=UTC), date(2013, 8, 1)),
    ):
        assert "se demandent au plus tard" not in _told_of(filed_on, last_day)


def test_a_tacit_approval_is_told_as_one() -> None:
    text = told(decided(kind=DecisionKind.TACIT, message=""))
    assert "Accord tacite sur une demande d’activité partielle" in text
    assert "Silence gardé pendant le délai" in text
    assert "L. 311-3-1" not in text


def test_an_officer_nobody_knows_any_more_is_an_officer() -> None:
    document = decided(kind=DecisionKind.OFFICER, message="Vu au téléphone.")
    text = told(document)
    assert "Prise par Un agent instructeur, pour le préfet du département" in text
    assert "Message de l’administration : Vu au téléphone." in text


@pytest.mark.parametrize(
    "document",
    [
        decided(),
        decided(kind=DecisionKind.TACIT),
        decided(kind=DecisionKind.OFFICER, officer="Odile Martin", message="Vu. " * 60),
        decided(accepted=False, reasons=(Refusal("decision_withdrawn", "R. 5122-10"),)),
        decided(
            kind=DecisionKind.OFFICER,
            officer="Odile Martin",
            accepted=False,
            reasons=(Refusal("decision_withdrawn", "R. 5122-10"),) * 2,
            message="Les pièces sont illisibles. " * 9,
        ),
        decided(kind=DecisionKind.OFFICER, withdrawn_at=NOON),
        receipt(),
    ],
)
def test_a_decision_of_the_ordinary_length_fits_on_its_page(document: Document) -> None:
    """No block alone on a second one."""
    assert len(read(document).pages) == 1


def test_no_two_rules_of_a_statement_have_the_same_words() -> None:
    """An apprentice below the minimum wage has their own pay: the words do not contradict it."""
    lines = (
        line(1, employee=1, pay="8.21", category=EmployeeCategory.APPRENTICE),
        line(
            2,
            employee=2,
            pay="12.31",
            category=EmployeeCategory.PART_TIME,
            contract_hours=Hours.parse("28"),
            unworked_hours=Hours.parse("21"),
        ),
        line(3, employee=3),
        line(4, employee=4, category=EmployeeCategory.AIRCREW),
        line(5, employee=5, category=EmployeeCategory.TEMPORARY_AGENCY),
    )
    section = claim_document(known(*lines)).sections[0]
    [said] = [block.items for block in section.blocks if isinstance(block, Items)]
    words = [french.shown(one).replace("\u00a0", " ").partition(" : ")[::2] for one in said]
    assert len(words) == len({rule for _, rule in words}) == 3
    [apprentice] = [rule for number, rule in words if number.endswith("(apprentis)")]
    assert "au moins 11,65 € par heure, mais toute la rémunération si elle est infér" in apprentice
    assert apprentice.endswith("mais toute la rémunération si elle est inférieure au SMIC.")


def test_a_withdrawn_decision_says_since_when() -> None:
    text = told(decided(withdrawn_at=datetime(2024, 4, 2, 8, tzinfo=UTC)))
    assert "L’autorisation accordée le 4 mars 2024 (du 15/03/2024 au 30/04/2024" in text
    assert "a été retirée le 2 avril 2024" in text
    assert "dans un délai de 2 mois" in text


def test_a_claim_adds_up_by_rule_and_by_employee() -> None:
    lines = (
        line(1, employee=1, week=0),
        line(2, employee=1, week=1),
        line(3, employee=2, week=1, pay="11.65", last_name="Étienne", first_name="Zoé"),
        line(4, employee=3, week=1, category=EmployeeCategory.APPRENTICE, pay="9.00"),
    )
    facts = known(*lines)
    found = tables(claim_document(facts))
    by_employee = found["Heures et montants par salarié"]
    assert [row[0] for row in by_employee.rows] == ["Étienne", "Lefèvre", "Lefèvre"]
    by_rule = found["Heures et montants par règle"]
    assert len(by_rule.rows) > 1
    for table in (by_employee, by_rule):
        for column in (-3, -2, -1):
            cells = [row[column] for row in table.rows]
            assert sum(map(_units, cells)) == _units(table.total[column])
    claim = attrs.evolve(facts.claim, lines=facts.lines)
    assert by_rule.total[-3:] == (claim.hours, claim.indemnity, claim.allowance)


def _units(value: Value) -> int:
    assert isinstance(value, Euros | Hours)
    return value.cents if isinstance(value, Euros) else value.hundredths


def test_the_receipt_of_a_claim_adds_up_by_week_and_names_no_employee() -> None:
    """So that it can be shown to whoever asks whether it was filed, and when."""
    lines = (
        line(1, employee=1, week=1),
        line(2, employee=1, week=0),
        line(3, employee=2, week=1, pay="11.65", last_name="Étienne", first_name="Zoé"),
    )
    facts = known(*lines)
    document = claim_receipt_document(facts)
    by_week = tables(document)["Heures et montants par semaine"]
    assert [row[0] for row in by_week.rows] == ["S14", "S15"]
    assert [row[2] for row in by_week.rows] == [1, 2]
    for column in (-3, -2, -1):
        cells = [row[column] for row in by_week.rows]
        assert sum(map(_units, cells)) == _units(by_week.total[column])
    text = told(document)
    assert "Reçue le 28 avril 2024 à 10 h 00 min 00 s" in text
    assert f"{facts.sha256}" in text.replace(" ", "")
    digits = samples.nir().digits
    for personal in ("Lefèvre", "Étienne", "Anaïs", f"{digits[-5:-2]} {digits[-2:]}"):
        assert personal not in text
    # No reader may see less of it than another: there is one edition.
    unseen = known(*lines, with_nir=False)
    assert claim_receipt_document(unseen).code == document.code


def test_the_flat_allowance_of_before_2020_is_told() -> None:
    """And an hourly amount without cap or floor."""
    month = date(2019, 3, 1)
    text = told(claim_document(known(line(month=month), month=month)))
    assert "indemnité de 70 % de la rémunération horaire ; allocation de 7,74 € par heure" in text


def test_who_may_not_see_numbers_sees_none() -> None:
    with_nir, without = (known(line(), with_nir=seen) for seen in (True, False))
    end = f"… {samples.nir().digits[-5:-2]} {samples.nir().digits[-2:]}"
    for document in (claim_document, employee_document):
        assert end in told(document(with_nir))
        assert end not in told(document(without))
        assert samples.nir().digits not in told(document(with_nir)).replace(" ", "")


def test_the_reckoning_is_told_step_by_step_and_no_allowance_with_it() -> None:
    text = told(employee_document(known(line(2, week=1), line(1, week=2))))
    assert "Semaines S15, S16, pour 30,75 € bruts de l’heure" in text
    assert "Indemnité : 0,60 × 30,75 = 18,45 €/h" in text
    assert "18,45 €/h × 28 h = 516,60 €" in text
    assert "1 033,20 €" in text
    assert "llocation" not in text


def test_an_apprentice_at_two_hourly_amounts_and_a_limited_week() -> None:
    """Category told; no single hourly amount to tell; the limit of the week told."""
    apprentice: dict[str, Any] = {
        "category": EmployeeCategory.APPRENTICE,
        "hourly_pay": None,
    }
    lines = (
        line(1, week=1, share_of_minimum_wage=Share.parse("0.43"), **apprentice),
        line(2, week=2, share_of_minimum_wage=Share.parse("0.51"), **apprentice),
    )
    facts = known(*lines)
    limited = tuple(
        attrs.evolve(one, assessed=attrs.evolve(one.assessed, warnings=("week_limit",)))
        for one in facts.lines
        if one.assessed
    )
    text = told(employee_document(attrs.evolve(facts, lines=limited)))
    assert "apprentis" in text
    assert "Indemnité par heure" not in text
    assert "0,43 × SMIC" in text
    assert "La semaine n'ouvre droit qu'à 35 heures" in text.replace("’", "'")


def test_thousands_of_employees_page_under_the_same_head() -> None:
    facts = known(*(line(number, employee=number) for number in range(1, 401)))
    found = read(claim_document(facts))
    pages = [" ".join(page.extract_text().split()) for page in found.pages]
    assert len(pages) > 5
    heads = [page for page in pages if "Nom Prénom N° SS (fin) Règle Heures" in page]
    assert len(heads) >= len(pages) - 1
    assert f"Page {len(pages)} sur {len(pages)}" in pages[-1]


def test_more_employees_than_anybody_reads_are_left_to_the_page() -> None:
    facts = known(line())
    (one,) = facts.lines
    many = tuple(
        attrs.evolve(one, number=number, nir=samples.nir(number))
        for number in range(1, MOST_EMPLOYEES + 2)
    )
    document = claim_document(attrs.evolve(facts, lines=many))
    assert "Heures et montants par salarié" not in tables(document)
    assert "3 001 salariés ne tient pas dans un document" in told(document)


HOSTILE = (
    '#panic("x") #read("/etc/passwd") *gras* _it_ $x^2$ `c` <l> @r \\ // /* [a](b)',
    "W" * 300,
    "\u202eabc\u202c \u2066x\u2069 \u200f",
    "محمد علي שלום",
    "e\u0301\u0301\u0301\u0315 \u20dd",
    "中文 😀 \ufdfd \x00\x1b[31m",
    "{name} {0} %s {{",
    "",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_text_and_nothing_more(name: str) -> None:
    facts = known(line(last_name=name, first_name=name))
    request = attrs.evolve(REQUEST, circumstances=name, commitments=(name,))
    for document in (
        claim_document(attrs.evolve(facts, submitted_by=name)),
        employee_document(facts),
        receipt(request, name),
        decided(message=f"{name}\n{name}"),
    ):
        found = read(document)
        assert found.pages
    if name.startswith("#panic"):
        assert '#panic("x") #read("/etc/passwd") *gras*' in told(receipt(request))


def test_a_panic_of_typst_ends_the_document_and_not_the_process(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Marks that no font has make it panic: let through, they would end a request, no more."""
    monkeypatch.setattr(french, "_RANGES", re.compile("."))
    marks = " ".join(chr(code) for code in range(0x60C, 0x700) if chr(code).isprintable())
    with pytest.raises(RuntimeError, match="typst failed"):
        WRITER.write(receipt(by=marks))
    assert "panicked" in capfd.readouterr().err
    monkeypatch.undo()
    assert WRITER.write(receipt(by=marks))


@settings(max_examples=200)
@pytest.mark.unmeasured
@given(st.text(max_size=40), st.text(max_size=200))
def test_any_text_at_all_gives_a_document(name: str, circumstances: str) -> None:
    assert WRITER.write(receipt(attrs.evolve(REQUEST, circumstances=circumstances), name))


@settings(max_examples=200)
@pytest.mark.unmeasured
@given(st.text(st.characters(codec="utf-8").filter(lambda sign: french.printable(sign) == sign)))
def test_any_row_of_signs_that_fonts_have_can_be_set(text: str) -> None:
    assert french.printable(text)[:1] in text
    assert WRITER.write(receipt(by=text))


def test_the_fonts_have_every_sign_that_is_let_through() -> None:
    signs = [sign for code in range(0x20, 0x2FFF) if (sign := chr(code)) == french.printable(sign)]
    assert len(signs) > 1000
    rows = tuple(" ".join(signs[start : start + 40]) for start in range(0, len(signs), 40))
    assert WRITER.write(receipt(attrs.evolve(REQUEST, commitments=rows)))


@settings(max_examples=40)
@pytest.mark.unmeasured
@given(
    st.dates(date(2014, 1, 1), date(2026, 6, 30)).map(lambda day: day.replace(day=1)),
    st.sampled_from(Scheme),
    st.sampled_from(Situation),
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.integers(1, 30_000).map(lambda cents: f"{cents / 100:.2f}"),
            st.sampled_from(
                [
                    EmployeeCategory.STANDARD,
                    EmployeeCategory.PART_TIME,
                    EmployeeCategory.APPRENTICE,
                    EmployeeCategory.TEMPORARY_AGENCY,
                ]
            ),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda said: (said[0], said[3]),
    ),
    st.booleans(),
)
def test_any_claim_that_is_assessed_has_its_statements(
    month: date,
    scheme: Scheme,
    situation: Situation,
    said: Sequence[tuple[int, str, EmployeeCategory, int]],
    with_nir: bool,  # noqa: FBT001  drawn
) -> None:
    """Whatever the month, the scheme and the employees; and they tell its sums."""
    terms = ClaimTerms(scheme, Territory.NATIONAL, Employer(situation, 40, month))
    lines = [
        line(number, employee=who, week=week, month=month, pay=pay, category=category)
        for number, (who, pay, category, week) in enumerate(said, start=1)
    ]
    facts = known(*lines, month=month, terms=terms, with_nir=with_nir)
    assume(facts.lines)
    claim = attrs.evolve(facts.claim, lines=facts.lines)
    text = told(claim_document(facts))
    for amount in (claim.indemnity, claim.allowance, claim.indemnity - claim.allowance):
        assert " ".join(french.shown(amount).split()) in text
    first = facts.lines[0].nir
    of_one = tuple(one for one in facts.lines if one.nir == first)
    alone = attrs.evolve(facts, lines=of_one)
    owed = Euros(sum(one.assessed.indemnity.cents for one in of_one if one.assessed))
    assert " ".join(french.shown(owed).split()) in told(employee_document(alone))


@pytest.mark.parametrize(
    ("parameter", "value", "shown"),
    [
        (Parameter.INDEMNITY_SHARE, "0.60", "60 %"),
        (Parameter.ALLOWANCE_SHARE, "0.545", "54,5 %"),
        (Parameter.ALLOWANCE_FLOOR, "8.30", "8,30 €"),
        (Parameter.INDEMNITY_CAP, "4.50", "4,5 SMIC"),
        (Parameter.TACIT_DAYS, "15", "15 jours"),
        (Parameter.RETENTION_YEARS, "1", "1 an"),
        (Parameter.INDEMNITY_CAP, "none", "aucun"),
        (Parameter.CLAIM_TIME_BAR, "12 months", "12 months"),
    ],
)
def test_a_value_of_the_law_has_its_unit(parameter: Parameter, value: str, shown: str) -> None:
    cited = Citation(
        parameter.value, "general", value, "t", "a", None, date.min, None, Confidence.HIGH
    )
    assert " ".join(french.shown(cited_value(cited)).split()) == shown


def test_a_value_of_a_regime_from_outside_is_shown_as_its_author_wrote_it() -> None:
    """It is no parameter of ours, so that no unit of ours is put behind it."""
    label = Words("prime de formation", "training bonus")
    cited = Citation(
        "regime.bonus",
        "general",
        "1.00",
        "t",
        "a",
        None,
        date.min,
        None,
        Confidence.HIGH,
        label=label,
    )
    assert cited_value(cited) == "1,00"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Euros(123_456_789), "1 234 567,89 €"),
        (Euros(-5), "−0,05 €"),
        (Hours(700), "7,00 h"),
        (HourlyPay.parse("10"), "10,00 €"),
        (HourlyPay(Euros(150_000).exact / Hours(15_167).exact), "9,8898… €"),
        (12_345, "12 345"),
        (date(2024, 3, 1), "1er mars 2024"),
        (CivilMonth(2024, 8), "août 2024"),
        (Span(date(2024, 3, 4), date(2024, 3, 4)), "le 4 mars 2024"),
        (datetime(2024, 7, 1, 22, 30, 5, tzinfo=UTC), "2 juillet 2024 à 0 h 30 min 05 s"),
        ("L'article R. 5122-4 : « oui » !", "L’article R. 5122-4 : « oui » !"),
        ("ligne\nsuivante\tet", "ligne suivante et"),
    ],
)
def test_values_are_set_as_the_french_do(value: Value, shown: str) -> None:
    assert " ".join(french.shown(value).split()).startswith(shown)


def test_an_amount_is_never_cut_from_its_unit() -> None:
    assert french.shown(Euros(123_456)) == "1\u202f234,56\u00a0€"
    assert french.shown("Oui ! Non : 5 €") == "Oui\u202f! Non\u00a0: 5\u00a0€"
