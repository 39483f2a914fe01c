"""One engine: a claim file and a claim answer the same lines alike, whatever their order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.assessed_files import amounts, assess_path, faults, warnings

from partial_activity import FRENCH_LAW, HourlyPay, Hours, Scheme, Situation, Territory
from partial_activity.adapters.claim_file.reader import FileFacts
from partial_activity.domain.assessment.cases import Days, EmployeeCategory, Employer
from partial_activity.domain.claim.assessment import ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.differences import key_of
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.law.dated import Span
from partial_activity.ports.claim_files import RefusedLine

from .conftest import ANNE, BEN, NUMBER, SIRET

CASES = Path(__file__).parents[2] / "data"
COLUMNS = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire;premier_jour;dernier_jour;contrat;"
    "numero_contrat;amenagement;jours_chomes"
)
MARCH = date(2020, 3, 1)
KNOWN_ON = date(2021, 1, 4)
CONTRACTS = {
    EmployeeCategory.STANDARD: "STANDARD",
    EmployeeCategory.PART_TIME: "TEMPS_PARTIEL",
    EmployeeCategory.APPRENTICE: "APPRENTI",
}
SAID_OTHERWISE = {
    "no_contract_hours": "out_of_range",
    "days_do_not_make_hours": "conflicting_keys",
}
"""Codes of a claim, and those a file has always had for the same."""

REFUSED = "refused"
LIKELY = frozenset({"hours_on_rest_days", "pay_of_a_month"})
"""What a file warns of as likely a mistake, and the screening of a claim looks at."""
# What a line is answered: hours, amounts and warnings; or REFUSED and the codes of what is wrong.
Outcome = tuple[str, ...]


def row(line: ClaimLine) -> str:
    """The line as a claim file has it."""
    by_day = line.unworked_days is not None
    return ";".join(
        (
            SIRET.digits,
            NUMBER,
            f"{MARCH:%Y-%m}",
            line.nir.digits,
            line.last_name,
            line.first_name,
            line.week,
            *map(str, (line.contract_hours, line.worked_hours, line.assimilated_hours)),
            str(line.unworked_hours),
            str(line.hourly_pay) if line.hourly_pay else "",
            str(line.span.first),
            str(line.last_day),
            CONTRACTS[line.category],
            line.contract_number,
            "FORFAIT_JOURS" if by_day else "",
            str(line.unworked_days) if by_day else "",
        )
    )


HOURS = st.sampled_from(["0", "3.33", "7", "7.80", "14", "17.5", "21", "28", "35", "39"])


@st.composite
def claim_lines(draw: st.DrawFn) -> ClaimLine:
    """A line for March 2020, in which a floor begins on a Thursday; some cannot be claimed."""
    whole = draw(st.sampled_from(slices_of(MARCH)))
    assert whole.span.last is not None
    days = st.dates(whole.span.first, whole.span.last)
    first, last = sorted(draw(st.tuples(days, days)))
    pay = draw(st.sampled_from(["10.15", "20", "45", ""]))
    return ClaimLine(
        number=0,
        nir=draw(st.sampled_from([ANNE, BEN])),
        last_name="Martin",
        first_name="Anne",
        week=whole.week,
        span=draw(st.sampled_from([whole.span, Span(first, last)])),
        contract_hours=Hours.parse(draw(HOURS)),
        worked_hours=Hours.parse(draw(st.just("0") | HOURS)),
        assimilated_hours=Hours.parse(draw(st.sampled_from(["0", "0", "7"]))),
        unworked_hours=Hours.parse(draw(HOURS)),
        hourly_pay=HourlyPay.parse(pay) if pay else None,
        category=draw(st.sampled_from(list(CONTRACTS))),
        unworked_days=draw(st.none() | st.sampled_from([Days(50), Days(100), Days(500)])),
        contract_number=draw(st.sampled_from(["", "00002"])),
    )


def by_file(
    lines: Sequence[ClaimLine], path: Path, scheme: Scheme = Scheme.ORDINARY
) -> list[Outcome]:
    """What ``assess-file`` answers."""
    facts = FileFacts(scheme, Territory.NATIONAL, Situation.GENERAL, 12, KNOWN_ON)
    path.write_text("\n".join((COLUMNS, *map(row, lines))), encoding="utf-8")
    answers = assess_path(path, facts)
    return [
        (REFUSED, *(fault.code for fault in one.faults))
        if isinstance(one, RefusedLine)
        else (*amounts(one), *(each for each in warnings(one) if each not in LIKELY))
        for one in answers
    ]


def figures(lines: Sequence[ClaimLine], folder: Path) -> Counter[object]:
    """What a file comes to, employee by employee and slice by slice; or what is wrong there.

    Of two lines that come to the same, either may stay.
    """
    answers = by_file(lines, folder / "claims.csv")
    return Counter((key_of(line), said[:6]) for line, said in zip(lines, answers, strict=True))


def by_claim(lines: Sequence[ClaimLine], scheme: Scheme = Scheme.ORDINARY) -> list[Outcome]:
    """What the claim of the same lines answers."""
    numbered = [attrs.evolve(line, number=number) for number, line in enumerate(lines, start=1)]
    terms = ClaimTerms(scheme, Territory.NATIONAL, Employer(Situation.GENERAL, 12))
    found = assess_lines(numbered, (), terms, month=MARCH, law=FRENCH_LAW, known_on=KNOWN_ON)
    codes: dict[int, list[str]] = {}
    for problem in found.problems:
        code = SAID_OTHERWISE.get(problem.code, problem.code)
        codes.setdefault(problem.line, []).append(code)
    return list(_outcomes(found.lines, codes))


def _outcomes(lines: Sequence[ClaimLine], codes: dict[int, list[str]]) -> Iterator[Outcome]:
    for line in lines:
        one = line.assessed
        if one is None:
            yield REFUSED, *codes[line.number]
        else:
            yield (
                str(one.compensable_hours),
                *map(str, (one.hourly_indemnity, one.indemnity)),
                *map(str, (one.hourly_allowance, one.allowance)),
                str(one.indemnity - one.allowance),
                *one.warnings,
            )


@given(lines=st.lists(claim_lines(), min_size=1, max_size=8), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_a_file_and_a_claim_answer_each_line_alike(
    lines: list[ClaimLine], data: st.DataObject, tmp_path: Path
) -> None:
    shuffled = data.draw(st.permutations(lines))
    for said, answered in zip(
        by_claim(lines), by_file(lines, tmp_path / "claims.csv"), strict=True
    ):
        # A file asks nothing of the law for a line it cannot read; a claim tells all at once.
        assert said == answered or (answered[0] == REFUSED and set(answered) <= set(said))
    assert figures(shuffled, tmp_path) == figures(lines, tmp_path)


@given(lines=st.lists(claim_lines(), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_where_nothing_is_due_the_file_says_zero_and_the_claim_why(
    lines: list[ClaimLine], tmp_path: Path
) -> None:
    """The rebound scheme was not there in 2020."""
    scheme = Scheme.LONG_TERM_REBOUND
    answered = by_file(lines, tmp_path / "claims.csv", scheme)
    for said, found in zip(by_claim(lines, scheme), answered, strict=True):
        if found[0] == "0.00":
            assert said == (REFUSED, "scheme_not_open")
            assert found == ("0.00",) * 6 + ("scheme_not_open",)
        else:
            assert set(found) <= set(said)


@pytest.mark.parametrize("name", ["order_ab.csv", "order_ba.csv"])
def test_a_week_worked_in_full_after_the_days_claimed_leaves_nothing(name: str) -> None:
    """35 hours worked from Wednesday on; the 14 of Monday and Tuesday find the week full."""
    by_first_day = sorted(assess_path(CASES / name), key=lambda one: one.line.cells[-1])
    assert [amounts(one)[0] for one in by_first_day] == ["0.00", "0.00"]
    assert "week_limit" in warnings(by_first_day[0])


def test_a_sunday_has_no_more_than_a_day_whatever_is_claimed(tmp_path: Path) -> None:
    """35 hours of a Sunday are impossible; 24 are not, and one working day of them counts."""
    (sunday,) = assess_path(CASES / "sunday35.csv")
    assert faults(sunday) == [("heures_chomees", "out_of_range")]
    path = tmp_path / "sunday24.csv"
    content = (CASES / "sunday35.csv").read_text(encoding="utf-8")
    path.write_text(content.replace(";0;0;35;", ";0;0;24;"), encoding="utf-8")
    (sunday,) = assess_path(path)
    assert amounts(sunday)[0] == "7.00"
    assert warnings(sunday)[-1] == "slice_limit"


@pytest.mark.parametrize("name", ["two_contracts.csv", "two_contracts_two_decisions.csv"])
def test_two_contracts_are_two_weeks_where_their_numbers_tell_them_apart(
    name: str, tmp_path: Path
) -> None:
    """Without a number the days are claimed twice; with it each contract has its own limit."""
    content = (CASES / name).read_text(encoding="utf-8")
    first, second = assess_path(CASES / name)
    assert amounts(first)[0] == "15.00"
    assert isinstance(second, RefusedLine)
    assert [fault.code for fault in second.faults] == ["duplicate_line"]
    header, *lines = content.splitlines()
    numbered = [f"{line};0000{number}" for number, line in enumerate(lines, start=1)]
    path = tmp_path / name
    path.write_text("\n".join((f"{header};numero_contrat", *numbered)), encoding="utf-8")
    assert [amounts(one)[0] for one in assess_path(path)] == ["15.00", "20.00"]
