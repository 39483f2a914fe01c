"""What cannot be, or not yet: more hours than days have, days to come, the contract of a part."""

from datetime import date
from typing import Any

import attrs
import pytest

from partial_activity.domain.claim.assessment import hours_of
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.possible_hours import (
    contracts_of_parts,
    days_to_come,
    hours_beyond_days,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Span
from partial_activity.testing import samples

WHOLE = Span(date(2020, 4, 6), date(2020, 4, 12))
PART = Span(date(2020, 4, 27), date(2020, 4, 28))


def line(span: Span = WHOLE, number: int = 1, **changes: str) -> ClaimLine:
    hours: dict[str, Any] = {name: Hours.parse(text) for name, text in changes.items()}
    return attrs.evolve(samples.claim_line(), number=number, span=span, **hours)


def beyond(span: Span, **changes: str) -> list[tuple[str, str]]:
    found = line(span, 1, **changes)
    assert span.last is not None
    problems = hours_beyond_days(hours_of(found), span.first, span.last)
    return [(one.path, one.sentence) for one in problems]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"unworked_hours": "48.01"}, "unworked_hours"),
        ({"worked_hours": "49"}, "worked_hours"),
        ({"assimilated_hours": "60"}, "assimilated_hours"),
        ({"worked_hours": "30", "unworked_hours": "18.01"}, "unworked_hours"),
    ],
)
def test_a_day_has_no_more_than_its_hours(changes: dict[str, str], path: str) -> None:
    none = dict.fromkeys(("worked_hours", "assimilated_hours", "unworked_hours"), "0")
    assert beyond(PART, **(none | changes)) == [(path, "out_of_range.hours_of_days")]
    assert beyond(WHOLE, **(none | changes)) == []


def test_a_week_has_no_more_than_its_hours() -> None:
    assert beyond(WHOLE, contract_hours="168") == []
    assert beyond(WHOLE, contract_hours="3500") == [("contract_hours", "out_of_range.hours")]


def test_the_day_of_the_submission_may_be_claimed_and_the_next_may_not() -> None:
    lines = [line(WHOLE), line(PART, 2), line(Span(date(2020, 4, 1)), 3)]
    assert [one.line for one in days_to_come(lines, date(2020, 4, 28))] == []
    assert [one.line for one in days_to_come(lines, date(2020, 4, 27))] == [2]


def test_the_contract_of_a_part_of_a_week_is_told_by_the_whole_weeks() -> None:
    """Two days with 14 hours are two fifths of 35: the hours of the days, not of the week."""
    whole = line(WHOLE, contract_hours="35")
    told = contracts_of_parts([whole, line(PART, 2, contract_hours="14")])
    assert [(one.line, one.values["usual"]) for one in told] == [(2, Hours.parse("35"))]
    for right in ("14.01", "28", "35"):
        assert not [*contracts_of_parts([whole, line(PART, 2, contract_hours=right)])]
    assert not [*contracts_of_parts([line(PART, 2, contract_hours="14")])]
    assert not [*contracts_of_parts([line(Span(date(2020, 4, 1)), contract_hours="7")])]
