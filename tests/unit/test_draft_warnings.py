"""What is doubtful in a draft decree is told before anybody counts euros."""

from datetime import date

import pytest

from partial_activity import FRENCH_LAW
from partial_activity.domain.law.book import Draft, Plan
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.draft_warnings import draft_warnings
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory, Sector
from partial_activity.domain.words import Words

FROM, PUBLISHED = date(2026, 12, 15), date(2026, 12, 1)


def plan(
    parameter: Parameter, value: str, first: date = FROM, category: AnyCategory = Category.GENERAL
) -> Plan:
    return Plan(parameter, category, value, Span(first))


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ([plan(Parameter.ALLOWANCE_SHARE, "0.45")], []),
        (
            [plan(Parameter.ALLOWANCE_SHARE, "0.45"), plan(Parameter.ALLOWANCE_SHARE, "0.5")],
            ["two values for the same days"],
        ),
        ([plan(Parameter.ALLOWANCE_SHARE, "0.45", date(2026, 11, 1))], ["retroactive"]),
        ([plan(Parameter.ALLOWANCE_SHARE, "0.36")], ["without effect"]),
        ([plan(Parameter.ALLOWANCE_SHARE, "0.7")], ["exceed the indemnity"]),
        ([plan(Parameter.ALLOWANCE_FLOOR, "20")], ["exceed the indemnity"]),
        ([plan(Parameter.INDEMNITY_FLOOR, "1")], ["exceed the indemnity"]),
        ([plan(Parameter.ALLOWANCE_FLOOR, "none")], []),
        ([plan(Parameter.QUOTA, "900")], []),
    ],
)
def test_what_is_doubtful_is_told(plans: list[Plan], said: list[str]) -> None:
    draft = Draft(Text("projet", PUBLISHED), tuple(plans))
    found = [one.english for one in draft_warnings(draft, FRENCH_LAW)]
    assert len(found) == len(said), found
    assert all(part in whole for part, whole in zip(said, found, strict=True))


def test_a_draft_without_a_day_is_not_called_retroactive() -> None:
    draft = Draft(
        Text("projet", None), (plan(Parameter.ALLOWANCE_SHARE, "0.45", date(2020, 7, 1)),)
    )
    assert not [one for one in draft_warnings(draft, FRENCH_LAW) if "retro" in one.english]


def test_a_sector_has_its_own_words() -> None:
    """It is none of ours."""
    growers = Sector("wine_growers", Words("vignerons", "wine growers"), "projet, art. 1")
    plans = (plan(Parameter.ALLOWANCE_SHARE, "0.45", date(2026, 11, 1), growers),)
    (found,) = draft_warnings(Draft(Text("projet", PUBLISHED), plans), FRENCH_LAW)
    assert "(vignerons)" in found.french
