"""What a regime from outside asks of a claim line, and what it adds to it: docs/regimes.md's."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests import regime_page
from tests.unit.assessed_files import amounts, assess_path, faults

from partial_activity import Draft, Euros, Facts, Hours, Law, Plan, Scheme
from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.on_disk import ClaimFileOnDisk
from partial_activity.adapters.claim_file.reader import FileFacts
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import (
    CsvResults,
    Decimal,
    JsonResults,
    RefusedLines,
)
from partial_activity.adapters.claim_file.uploads import MemoryShelf, ShelvedClaimFiles
from partial_activity.domain.assessment.cases import Employer, Situation, Territory
from partial_activity.domain.assessment.resolution import facts_of
from partial_activity.domain.claim.assessment import AssessedClaim, ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState, summed
from partial_activity.domain.claim.replay import changed_by_texts, errata, replay
from partial_activity.domain.claim.uploads import FiledLine
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.letters.claim_figures import ClaimFacts
from partial_activity.domain.letters.claim_statement import (
    claim_document,
    employee_document,
)
from partial_activity.domain.letters.documents import Document, Items
from partial_activity.domain.people.people import AccountState, Establishment
from partial_activity.ports.claim_files import RefusedLine
from partial_activity.usecases.claim.assess_file import AnsweredLine

from .conftest import ANNE, BEN, LONG_AGO, NUMBER, SIRET, line

PAGE = regime_page.module()
LAW: Law = PAGE.LAW
JANUARY, DECEMBER = date(2027, 1, 1), date(2026, 12, 1)
KNOWN = date(2027, 2, 1)
TERMS = ClaimTerms(Scheme.ORDINARY, Territory.NATIONAL, Employer(workforce=12))
FILE_FACTS = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL, known_on=KNOWN)
HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire;training_hours"
)
AT_MOST_THE_HOURS = """        if trained > hours:
            from partial_activity import InvalidValue
            said = "no more hours of training than hours that count"
            raise InvalidValue("out_of_range", "facts.training_hours", said)
        euros ="""
STRICT: Law = regime_page.module(
    regime_page.SOURCE.replace("        euros =", AT_MOST_THE_HOURS), "strict"
).LAW
NEEDED: Law = regime_page.module(regime_page.SOURCE.replace(", absent=Hours(0)", ""), "needed").LAW
OWED_ALONE: Law = regime_page.module(
    regime_page.SOURCE.replace('("half_pay.bonus",)),)', '("half_pay.bonus",), paid_back=False),)'),
    "owed_alone",
).LAW


def trained(hours: str | None = "10.00", week: str = "2027-W02", **changes: Any) -> ClaimLine:  # noqa: ANN401  as its fields say
    """Twenty unworked hours of a week of January 2027, at 30.75 € an hour."""
    stated = {"training_hours": hours} if hours is not None else {}
    made = line(week=week, month=JANUARY, unworked="20", pay="30.75")
    return attrs.evolve(made, facts=Facts.of(stated), **changes)


def assessed(*lines: ClaimLine, law: Law = LAW, month: date = JANUARY) -> AssessedClaim:
    """The lines of one claim, numbered in their order."""
    numbered = [attrs.evolve(each, number=place) for place, each in enumerate(lines, start=1)]
    return assess_lines(numbered, (), TERMS, month=month, law=law, known_on=KNOWN)


def claim_of(found: AssessedClaim, law: Law = LAW) -> Claim:
    """A claim of these lines, submitted."""
    return Claim(
        SIRET,
        "c" * 32,
        1,
        NUMBER,
        JANUARY,
        ClaimState.AWAITING_VALIDATION,
        "anne",
        lines=found.lines,
        submitted_at=LONG_AGO,
        known_on=KNOWN,
        law_revision=law.revision,
    )


def totals(found: AssessedClaim) -> list[tuple[str, ...]]:
    """Indemnity, allowance and what is added, of each line."""
    return [
        (str(one.indemnity), str(one.allowance), *(f"{a.key} {a.euros}" for a in one.additions))
        for line in found.lines
        if (one := line.assessed) is not None
    ]


def path_of(folder: Path, *cells: str, header: str = HEADER) -> Path:
    """A claim file of some lines: of each its number, week, unworked hours, pay, training."""
    path = folder / "claims.csv"
    body = (
        f"{SIRET.digits};{NUMBER};2027-01;{ANNE.digits};Martin;Anne;{week};35;0;0;{rest}"
        for week, _, rest in (one.partition(";") for one in cells)
    )
    path.write_text("\n".join([header, *body, ""]), encoding="utf-8")
    return path


def test_the_supplement_belongs_to_both_totals_and_is_kept_by_its_key() -> None:
    """20 h × 15.38 € + 10 h × 1.00 €; the hours of the other line are those of nobody trained."""
    found = assessed(trained(), trained(None, "2027-W03"))
    assert totals(found) == [
        ("317.60", "317.60", "supplement 10.00"),
        ("307.60", "307.60", "supplement 0.00"),
    ]
    assert found.lines[0].assessed is not None
    (added,) = found.lines[0].assessed.additions
    assert (added.words.french, added.words.english) == (
        "supplément de formation",
        "training supplement",
    )


def test_what_is_not_paid_back_is_in_the_indemnity_alone() -> None:
    found = assessed(trained(), law=OWED_ALONE)
    assert totals(found) == [("317.60", "307.60", "supplement 10.00")]
    assert all(each.same for each in replay(claim_of(found), found.bases.__getitem__, OWED_ALONE))


def test_a_fact_that_the_regime_of_the_day_does_not_ask_for_has_a_warning() -> None:
    """The same employee in December, under the share of pay."""
    december = attrs.evolve(
        line(week="2026-W50", month=DECEMBER, unworked="20", pay="30.75"),
        facts=Facts.of({"training_hours": "10.00"}),
    )
    (found,) = assessed(december, month=DECEMBER).lines
    assert found.assessed is not None
    assert (str(found.assessed.indemnity), found.assessed.additions) == ("369.00", ())
    assert "fact_without_effect" in found.assessed.warnings


@pytest.mark.parametrize(
    ("facts", "law", "code", "path", "said"),
    [
        (
            {"training_hours": "ten"},
            LAW,
            "unknown_value",
            "facts.training_hours",
            "training_hours ne se lit pas",
        ),
        ({"trainig": "10.00"}, LAW, "unknown_key", "facts.trainig", "ne demande pas trainig"),
        ({}, NEEDED, "missing", "facts.training_hours", "Il manque training_hours"),
    ],
)
def test_a_fact_at_fault_is_told_by_its_name(
    facts: dict[str, str], law: Law, code: str, path: str, said: str
) -> None:
    found = assessed(attrs.evolve(trained(), facts=Facts.of(facts)), law=law)
    (problem,) = found.problems
    assert (problem.line, problem.code, problem.path) == (1, code, path)
    assert said in problem.french
    assert path.removeprefix("facts.") in problem.english
    assert totals(found) == []


def test_what_cannot_be_added_to_the_hours_claimed_takes_neither_days_nor_hours() -> None:
    """The line of the same days is counted as if the other were not there."""
    wrong = trained("20.01")
    found = assessed(wrong, attrs.evolve(trained("5.00"), nir=BEN), law=STRICT)
    assert [(one.line, one.path) for one in found.problems] == [(1, "facts.training_hours")]
    assert totals(found) == [("312.60", "312.60", "supplement 5.00")]


def test_what_cannot_be_added_to_the_hours_that_count_is_told_of_the_line(tmp_path: Path) -> None:
    """Twenty hours were claimed; the week leaves eight: a file and a claim say the same."""
    first = trained("0.00", span=Span(date(2027, 1, 11), date(2027, 1, 14)))
    last = trained("10.00", span=Span(date(2027, 1, 15), date(2027, 1, 17)))
    first = attrs.evolve(first, unworked_hours=Hours.parse("27"))
    found = assessed(first, last, law=STRICT)
    assert [(one.line, one.code) for one in found.problems] == [(2, "out_of_range")]

    days = ";premier_jour;dernier_jour"
    path = path_of(
        tmp_path,
        "2027-W02;27;30,75;0;2027-01-11;2027-01-14",
        "2027-W02;20;30,75;10;2027-01-15;2027-01-17",
        header=HEADER + days,
    )
    good, bad = assess_path(path, FILE_FACTS, STRICT)
    assert amounts(good)[0] == "27.00"
    assert faults(bad) == [("training_hours", "out_of_range")]


def test_a_file_and_a_claim_answer_the_same(tmp_path: Path) -> None:
    """A column of the fact's name, written as French numbers are; empty: nobody was trained."""
    path = path_of(tmp_path, "2027-W02;20;30,75;10,00", "2027-W03;20;30,75;")
    answers = assess_path(path, FILE_FACTS, LAW)
    of_claim = totals(assessed(trained(), trained(None, "2027-W03")))
    for answer, (owed, paid, _) in zip(answers, of_claim, strict=True):
        assert (amounts(answer)[2], amounts(answer)[4]) == (owed, paid)
    first = answers[0]
    assert isinstance(first, AnsweredLine)
    assert [(one.key, str(one.euros)) for one in first.amounts.additions] == [
        ("supplement", "10.00")
    ]


def test_a_file_tells_a_fact_at_fault_by_its_column_and_its_value(tmp_path: Path) -> None:
    path = path_of(
        tmp_path,
        "2027-W02;20;30,75;ten",
        "2027-W03;20;30,75;\x07",
        "2027-W03;20;30,75;" + "9" * 201,
    )
    told = assess_path(path, FILE_FACTS, LAW)
    assert [faults(one) for one in told] == [
        [("training_hours", "unknown_value")],
        [("training_hours", "unreadable_text")],
        [("training_hours", "out_of_range")],
    ]
    assert isinstance(told[0], RefusedLine)
    assert told[0].faults[0].value == "ten"


def test_under_our_law_the_column_is_not_known_and_nothing_is_added(tmp_path: Path) -> None:
    path = path_of(tmp_path, "2027-W02;20;30,75;10")
    with open_claim_file(path) as ours, open_claim_file(path, law=LAW) as theirs:
        assert (ours.header.unknown, ours.header.adds) == (("training_hours",), False)
        assert (theirs.header.unknown, theirs.header.adds) == ((), True)


def test_a_fact_named_like_a_column_of_every_file_is_refused_by_name(tmp_path: Path) -> None:
    law = regime_page.module(regime_page.SOURCE.replace("training_hours", "siret"), "taken").LAW
    with (
        pytest.raises(FileRefused, match="named siret") as refused,
        open_claim_file(path_of(tmp_path), law=law),
    ):
        pass
    assert refused.value.code == "column_of_two"


def test_results_and_refused_lines_keep_the_column(tmp_path: Path) -> None:
    """And what is added stands in a column of its own, with the file's decimal mark."""
    path = path_of(tmp_path, "2027-W02;20;30,75;10,00", "2027-W03;20;30,75;ten")
    good, bad = assess_path(path, FILE_FACTS, LAW)
    assert isinstance(good, AnsweredLine)
    assert isinstance(bad, RefusedLine)
    out, refused, objects = io.StringIO(), io.StringIO(), io.StringIO()
    with open_claim_file(path, law=LAW) as file:
        CsvResults(out, file.header, Decimal.COMMA).write(good.line, good.amounts, good.texts)
        JsonResults(objects, file.header, lines=True).write(good.line, good.amounts, good.texts)
        RefusedLines(refused, file.header).write(bad)
    (told,) = csv.DictReader(io.StringIO(out.getvalue()), delimiter=";")
    assert (told["training_hours"], told["indemnite"], told["ajouts_du_regime"]) == (
        "10,00",
        "317,60",
        "supplement=10,00",
    )
    assert '"ajouts_du_regime": {"supplement": "10.00"}' in objects.getvalue()
    (again,) = csv.DictReader(io.StringIO(refused.getvalue()), delimiter=";")
    assert (again["training_hours"], again["erreur_code"]) == ("ten", "unknown_value")


def test_a_line_is_replayed_with_what_was_added_to_it() -> None:
    found = assessed(trained(), trained("0.25", "2027-W03"))
    claim = claim_of(found)
    again = replay(claim, found.bases.__getitem__, LAW)
    assert all(each.same for each in again)
    added = [one for each in again for one in each.again.additions]
    assert [(one.key, str(one.euros)) for one in added] == [
        ("supplement", "10.00"),
        ("supplement", "0.25"),
    ]
    (whole,) = summed(added)
    assert (whole.words.french, str(whole.euros)) == ("supplément de formation", "10.25")
    assert errata(claim, TERMS, LAW) == ()
    other = attrs.evolve(claim.lines[0], facts=Facts.of({"training_hours": "11.00"}))
    (differs, _) = replay(
        attrs.evolve(claim, lines=(other, claim.lines[1])), found.bases.__getitem__, LAW
    )
    assert not differs.same


def planned(bonus: str, first: date, published: date) -> Law:
    """The law of the page, and a later text that changes the amount for an hour of training."""
    regime = attrs.evolve(PAGE.HALF_PAY, bonus=Euros.parse(bonus))
    text = Text("décret n° 2027-200", published, "montant de la formation")
    plan = Plan(Parameter.ALLOWANCE_REGIME, Category.GENERAL, regime, Span(first))
    return LAW.with_texts(Draft(text, (plan,)))


def test_a_week_in_which_the_amount_added_changes_is_to_be_cut() -> None:
    """Where nothing is added, nothing changes."""
    law = planned("2.00", date(2027, 1, 13), date(2027, 1, 12))
    (problem,) = assessed(trained(), law=law).problems
    assert problem.code == "law_changes_inside_period"
    assert totals(assessed(trained(None), law=law)) == [("307.60", "307.60", "supplement 0.00")]


def test_a_text_published_since_changes_what_is_added() -> None:
    law = planned("2.00", JANUARY, date(2027, 3, 1))
    found = assessed(trained(), law=law)
    (change,) = changed_by_texts(claim_of(found, law), TERMS, law, date(2027, 3, 2))
    assert (str(change.then.indemnity), change.now and str(change.now.indemnity)) == (
        "317.60",
        "327.60",
    )
    assert change.texts == ("décret n° 2027-200",)


def _texts(document: Document) -> str:
    return str(attrs.asdict(document))


def test_statements_show_the_supplement_as_a_step_and_in_the_totals() -> None:
    """With the words of the regime, and its amount among the texts."""
    found = assessed(trained(), trained("4.00", "2027-W03"))
    known = ClaimFacts(
        claim_of(found),
        Establishment(SIRET, "Atelier", AccountState.ACTIVE, LONG_AGO),
        "Anne",
        found.lines,
        found.bases,
        LAW,
        with_nir=False,
    )
    for document in (claim_document(known), employee_document(known)):
        assert "{'label': 'Dont supplément de formation', 'value': {'cents': 1400}}" in _texts(
            document
        )
    document = employee_document(known)
    blocks = (block for section in document.sections for block in section.blocks)
    items = (item for block in blocks if isinstance(block, Items) for item in block.items)
    steps = [item.french for item in items if isinstance(item, Statement)]
    assert "Supplément : 10,00 h de formation × 1,00 € = 10,00 €, ajoutés aux deux totaux." in steps
    assert "montant par heure de formation" in _texts(document)


@pytest.mark.parametrize(
    ("typed", "stated"),
    [("10,5", "10.5"), (" 10.50 ", "10.50"), ("1,2,3", "1,2,3"), ("ten", "ten"), ("", "")],
)
def test_a_number_is_stated_with_a_point_however_it_is_typed(typed: str, stated: str) -> None:
    """What is none stays as it is, for the regime to say why."""
    assert facts_of(LAW)["training_hours"].written(typed) == stated


def test_a_file_that_is_sent_or_imported_states_the_fact_too(tmp_path: Path) -> None:
    """On the shelf of uploads and at a path; a refused line keeps its column."""
    path = path_of(tmp_path, "2027-W02;20;30,75;10,00", "2027-W03;40;30,75;4")
    shelved = ShelvedClaimFiles(MemoryShelf(), LAW)
    name = shelved.keep([path.read_bytes()], 10_000).name
    refused = []
    for lines in (shelved.lines(name, "january.csv"), ClaimFileOnDisk(path, None, LAW).lines()):
        good, bad = lines
        assert isinstance(good, FiledLine)
        assert good.line.facts == Facts.of({"training_hours": "10.00"})
        assert not isinstance(bad, FiledLine)
        assert [fault.code for fault in bad] == ["hours_above_count"]
        refused.append(bad)
    shelved.keep_refused(name, "january.csv", "report", {3: refused[0]})
    (row,) = csv.DictReader(
        io.StringIO(b"".join(shelved.refused("report")).decode("utf-8-sig")), delimiter=";"
    )
    assert row["training_hours"] == "4"
