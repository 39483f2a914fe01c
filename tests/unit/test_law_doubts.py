"""What a draft can hold and hardly means is said; the law in force means what it says."""

from datetime import date
from types import MappingProxyType

import pytest
from attrs import evolve

from partial_activity import FRENCH_LAW, Draft, Law, Plan
from partial_activity.domain.law.dated import Confidence, Span, Text
from partial_activity.domain.law.doubts import doubts, new_doubts
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.wording.law_doubts import DOUBTS
from partial_activity.testing import plausible_law

TEXT = Text("projet de décret", date(2026, 12, 1))
G, N = Category.GENERAL, Category.NATIONAL


def plan(parameter: Parameter, category: Category, value: str, *days: date) -> Plan:
    """From January 2027 on, unless days are given."""
    first, *last = days or (date(2027, 1, 1),)
    return Plan(parameter, category, value, Span(first, *last))


def changed(*plans: Plan) -> Law:
    """The law with a draft."""
    return FRENCH_LAW.with_texts(Draft(TEXT, plans))


DOUBTFUL: dict[str, tuple[Law, str]] = {
    "planned_twice": (
        changed(
            plan(Parameter.ALLOWANCE_SHARE, G, "0.40", date(2027, 1, 1), date(2027, 2, 15)),
            plan(Parameter.ALLOWANCE_SHARE, G, "0.45", date(2027, 2, 1), date(2027, 3, 31)),
        ),
        "projet de décret plans allowance.share (general) twice from 2027-02-01 on.",
    ),
    "minimum_wage_falls": (
        changed(plan(Parameter.MINIMUM_WAGE, N, "12.30")),
        "The minimum wage (national) falls from 12.31 to 12.30 on 2027-01-01.",
    ),
    "floor_out_of_reason": (
        changed(plan(Parameter.ALLOWANCE_FLOOR, G, "0.86")),
        (
            "allowance.floor (general) is 0.86 from 2027-01-01 on, and the minimum wage 12.31: "
            "neither above it nor under its half."
        ),
    ),
    "allowance_floor_above_indemnity_floor": (
        changed(plan(Parameter.ALLOWANCE_FLOOR, G, "9.75")),
        (
            "The floor of the allowance (general), 9.75, is above that of the indemnity, 9.74, "
            "from 2027-01-01 on."
        ),
    ),
    "allowance_share_above_indemnity_share": (
        changed(plan(Parameter.ALLOWANCE_SHARE, G, "0.61")),
        (
            "The share of the allowance (general), 0.61, is above that of the indemnity, 0.60, "
            "from 2027-01-01 on."
        ),
    ),
    "cap_below_floor": (
        changed(plan(Parameter.INDEMNITY_CAP, G, "1")),
        (
            "At its cap indemnity.share (general) gives 7.39 an hour from 2027-01-01 on, less than "
            "its floor, 9.74."
        ),
    ),
    "levies_above_one": (
        changed(plan(Parameter.CRDS, N, "0.91")),
        "The levies take 1.00 of the indemnity together on 2027-01-01.",
    ),
}


def test_nothing_of_the_law_in_force_is_in_doubt() -> None:
    assert doubts(FRENCH_LAW) == ()


@pytest.mark.parametrize("code", DOUBTS)
def test_what_a_draft_hardly_means_is_said_once_in_both_languages(code: str) -> None:
    law, english = DOUBTFUL[code]
    found = [doubt for doubt in doubts(law) if doubt.code == code]
    assert found[0].english == english
    assert "{" not in found[0].french
    assert found[0].french.endswith(".")
    assert len({str(doubt.values) for doubt in found}) == len(found)
    assert all(doubt in new_doubts(FRENCH_LAW, law) for doubt in found)
    assert new_doubts(law, law) == ()


@pytest.mark.parametrize("code", DOUBTS)
def test_the_property_sees_it(code: str) -> None:
    with pytest.raises(AssertionError, match=code):
        plausible_law.texts_mean_what_they_plan(DOUBTFUL[code][0])


SOUND: list[Law] = [
    changed(
        plan(Parameter.ALLOWANCE_SHARE, G, "0.40", date(2027, 1, 1), date(2027, 1, 31)),
        plan(Parameter.ALLOWANCE_SHARE, G, "0.45", date(2027, 2, 1)),
    ),
    changed(plan(Parameter.INDEMNITY_SHARE, G, "1")),
    changed(plan(Parameter.MINIMUM_WAGE, N, "12.31")),
    changed(plan(Parameter.MINIMUM_WAGE, Category.MAYOTTE, "11.00")),
    changed(plan(Parameter.ALLOWANCE_FLOOR, G, "9.74")),
    changed(plan(Parameter.ALLOWANCE_FLOOR, G, "6.16")),
    changed(plan(Parameter.ALLOWANCE_SHARE, G, "0.60")),
    changed(plan(Parameter.INDEMNITY_CAP, G, "none")),
    changed(plan(Parameter.INDEMNITY_CAP, G, "1.32")),
    changed(plan(Parameter.CRDS, N, "0.90")),
]


@pytest.mark.parametrize("law", SOUND, ids=range(len(SOUND)))
def test_what_lies_just_within_is_not_in_doubt(law: Law) -> None:
    assert [doubt.english for doubt in doubts(law)] == []


def test_a_floor_that_is_itself_inferred_is_compared_with_nothing() -> None:
    """Ski areas, December 2020: 8.11 over 8.03; were it sure, it would be said."""
    ski = FRENCH_LAW.allowance_floor[Category.SKI_AREA]
    inferred = [entry for entry in ski.entries if entry.confidence is not Confidence.HIGH]
    assert inferred
    sure = tuple(evolve(entry, confidence=Confidence.HIGH) for entry in ski.entries)
    law = evolve(
        FRENCH_LAW,
        allowance_floor=MappingProxyType(
            {**FRENCH_LAW.allowance_floor, Category.SKI_AREA: evolve(ski, entries=sure)}
        ),
    )
    (doubt,) = doubts(law)
    assert (doubt.code, doubt.values["day"], doubt.values["category"]) == (
        "allowance_floor_above_indemnity_floor",
        date(2020, 12, 1),
        "ski_area",
    )
