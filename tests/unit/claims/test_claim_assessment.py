"""What keeps a line from being claimed as it is, and what becomes of the others."""

from datetime import date

import attrs
import pytest

from partial_activity import FRENCH_LAW, Hours, Scheme
from partial_activity.domain.assessment.cases import (
    Days,
    EmployeeCategory,
    Employer,
    Situation,
    Territory,
)
from partial_activity.domain.claim.assessment import (
    AssessedClaim,
    ClaimTerms,
    assess_lines,
    terms_of,
)
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.differences import merged
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import Share
from partial_activity.domain.wording.claim_lines import LINE_PROBLEMS

from .conftest import ANNE, APRIL, BEN, authorised, line

TERMS = ClaimTerms(Scheme.ORDINARY, Territory.NATIONAL, Employer(workforce=12))


def assessed(
    *lines: ClaimLine, terms: ClaimTerms = TERMS, others: tuple[ClaimLine, ...] = ()
) -> AssessedClaim:
    """The lines of a claim for April."""
    numbered = [attrs.evolve(each, number=place) for place, each in enumerate(lines, start=1)]
    return assess_lines(
        numbered, others, terms, month=APRIL, law=FRENCH_LAW, known_on=date(2020, 5, 4)
    )


@pytest.mark.parametrize(
    ("faulty", "path", "code"),
    [
        (line(unworked="35.01"), "unworked_hours", "hours_above_count"),
        (line(unworked="20", worked="16"), "unworked_hours", "hours_above_count"),
        (line(unworked="-1"), "unworked_hours", "negative_hours"),
        (line(worked="-1", unworked="0"), "worked_hours", "negative_hours"),
        (line(assimilated="-1", unworked="0"), "assimilated_hours", "negative_hours"),
        (line(contract="0", unworked="0"), "contract_hours", "no_contract_hours"),
        (
            attrs.evolve(line(), unworked_days=Days.parse("4")),
            "unworked_days",
            "days_do_not_make_hours",
        ),
        (
            attrs.evolve(line(), span=Span(date(2020, 4, 5), date(2020, 4, 6))),
            "span",
            "slice_outside_month",
        ),
        (attrs.evolve(line(), span=Span(date(2020, 4, 6))), "span.last", "slice_outside_month"),
        (attrs.evolve(line(), hourly_pay=None), "employee.hourly_pay", "missing"),
        (
            attrs.evolve(line(), category=EmployeeCategory.FREELANCE_JOURNALIST),
            "employee",
            "conflicting_keys",
        ),
    ],
)
def test_a_faulty_line_is_told_with_its_fact_and_a_sentence(
    faulty: ClaimLine, path: str, code: str
) -> None:
    found = assessed(faulty, line(BEN))
    assert [(each.line, each.path, each.code) for each in found.problems] == [(1, path, code)]
    assert found.problems[0].french
    assert found.problems[0].english
    assert found.lines[0].assessed is None
    assert found.lines[1].assessed is not None


def test_a_scheme_that_is_not_open_owes_nothing_and_says_so() -> None:
    terms = ClaimTerms(Scheme.LONG_TERM_REBOUND, Territory.NATIONAL, Employer())
    (problem,) = assessed(line(), terms=terms).problems
    assert problem.code == "scheme_not_open"
    assert problem.sentence == "nothing_due"
    assert problem.french


def test_of_days_claimed_twice_the_lines_stay_that_leave_the_most() -> None:
    part = attrs.evolve(line(unworked="7"), span=Span(date(2020, 4, 7), date(2020, 4, 7)))
    rest = attrs.evolve(line(unworked="7"), span=Span(date(2020, 4, 8), date(2020, 4, 12)))
    found = assessed(part, rest, line())
    assert [(each.line, each.code) for each in found.problems] == [(3, "duplicate_line")]


def test_lines_of_equal_facts_have_equal_amounts_each_under_its_own_number() -> None:
    found = assessed(line(), line(BEN), attrs.evolve(line(BEN, week="2020-W16"), hourly_pay=None))
    first, second, _ = found.lines
    assert first.assessed == second.assessed
    assert [each.line for each in found.problems] == [3]


def test_a_pay_decides_beside_a_share_of_the_minimum_wage() -> None:
    both = attrs.evolve(
        line(), share_of_minimum_wage=Share.parse("0.43"), category=EmployeeCategory.APPRENTICE
    )
    alone = attrs.evolve(line(), category=EmployeeCategory.APPRENTICE)
    assert assessed(both).lines[0].assessed == assessed(alone).lines[0].assessed


def test_a_week_in_which_a_rule_changes_is_assessed_by_all_its_days() -> None:
    week = attrs.evolve(line(week="2020-W11", month=date(2020, 3, 1)), number=1)
    found = assess_lines(
        [week], (), TERMS, month=date(2020, 3, 1), law=FRENCH_LAW, known_on=date(2020, 5, 4)
    )
    assert not found.problems
    assert len(found.bases) == 1


def test_no_hours_are_no_problem() -> None:
    (found,) = assessed(line(unworked="0")).lines
    assert found.assessed is not None
    assert found.compensable_hours == Hours(0)
    assert "no_hours" in found.assessed.warnings


def test_the_terms_are_those_of_the_request_that_was_decided() -> None:
    request = authorised(
        situation=Situation.PROTECTED, workforce=0, agreement_sent_on=date(2020, 9, 1)
    )
    terms = terms_of(request)
    assert terms.employer == Employer(Situation.PROTECTED, None, date(2020, 9, 1))


def test_every_sentence_is_written_in_both_languages() -> None:
    for said in LINE_PROBLEMS.values():
        assert said.french != said.english


def test_merging_keeps_numbers_and_counts_what_is_new() -> None:
    first = merged((), [line(), line(BEN)])
    assert (first.added, first.changed, first.unchanged) == ((1, 2), (), ())
    again = merged(first.lines, [line(ANNE, unworked="7"), line(BEN), line(week="2020-W16")])
    assert (again.added, again.changed, again.unchanged) == ((3,), (1,), (2,))
    assert again.numbers == (1, 2, 3)
    assert [each.number for each in again.lines] == [1, 2, 3]


def test_of_two_new_words_on_a_line_the_later_holds() -> None:
    merge = merged((), [line(), line(unworked="7"), line(unworked="7")])
    assert (merge.added, merge.changed, merge.unchanged) == ((1,), (), ())
    assert [each.unworked_hours for each in merge.lines] == [Hours.parse("7")]
