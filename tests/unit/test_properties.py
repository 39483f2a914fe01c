"""The properties hold for the law as it is, and each sees a law that breaks it."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    CannotAnswer,
    Case,
    Draft,
    EmployeeCategory,
    Euros,
    Law,
    Plan,
    Scheme,
    Situation,
    Territory,
    assess,
)
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Citation, Statement
from partial_activity.domain.words import Words
from partial_activity.entrypoints.draft_check import broken_properties
from partial_activity.testing import payslip_properties, plausible_law, properties, strategies
from partial_activity.testing.properties import PROPERTIES, Property

# Thousands of cases, for what they answer; each line they walk through has a test of its own.
pytestmark = pytest.mark.unmeasured

PAGE = Path(__file__).parents[2] / "docs" / "testing-rules.md"
FIRST_DAY = date(2013, 7, 1)
NO_SHRINKING = settings(phases=[Phase.generate], max_examples=1_000, database=None)
TICKS = count()


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
def test_the_law_in_force_has_every_property(holds: Property) -> None:
    """Found nothing to say against the tables."""
    holds(FRENCH_LAW)


@contextlib.contextmanager
def first_found(among: int) -> Iterator[None]:
    """The first failure among so many cases: how small it can be made is not looked for."""
    before = settings.get_current_profile_name()
    settings.register_profile(
        "first found", phases=[Phase.generate], max_examples=among, derandomize=True, deadline=None
    )
    settings.load_profile("first found")
    try:
        yield
    finally:
        settings.load_profile(before)


@pytest.fixture
def _first_found() -> Iterator[None]:
    """About one case in a hundred shows a leak.

    Which cases are drawn depends on the modules that are loaded: Hypothesis draws from their
    constants. Two thousand find it whatever those are.
    """
    with first_found(among=2_000):
        yield


def draft(parameter: Parameter, value: str, category: Category = Category.GENERAL) -> Draft:
    """A decree that would give a value to every hour since the reform."""
    text = Text("projet de décret", date(2026, 12, 1))
    return Draft(text, (Plan(parameter, category, value, Span(FIRST_DAY)),))


class _Leaking(DatedTable[Any]):
    """A table that forgets the day of knowledge."""

    def on(self, day: date, known_on: date | None = None) -> Entry[Any] | None:
        del known_on
        return super().on(day)


class _Failing(DatedTable[Any]):
    """A table that cannot be read, in two ways."""

    def on(self, day: date, known_on: date | None = None) -> Entry[Any] | None:
        del known_on
        if day.month % 2:
            msg = "a fault of odd months"
            raise LookupError(msg)
        msg = "a fault of even months"
        raise ArithmeticError(msg)


def leaking(law: Law, into: type[DatedTable[Any]] = _Leaking) -> Law:
    """A law in which the shares of the allowance are always those known today."""
    tables = {
        category: into(**attrs.asdict(table, recurse=False))
        for category, table in law.allowance_share.items()
    }
    return evolve(law, allowance_share=MappingProxyType(tables))


BROKEN: dict[Property, Law] = {
    properties.every_case_is_answered: FRENCH_LAW.with_texts(
        draft(Parameter.INDEMNITY_SHARE, "none")
    ),
    properties.allowance_never_exceeds_the_indemnity: FRENCH_LAW.with_texts(
        draft(Parameter.ALLOWANCE_FLOOR, "15.00")
    ),
    properties.knowing_more_changes_nothing_known_before: leaking(FRENCH_LAW),
    properties.no_future_leaks_into_known_on: leaking(FRENCH_LAW),
    plausible_law.texts_mean_what_they_plan: FRENCH_LAW.with_texts(
        draft(Parameter.ALLOWANCE_SHARE, "0.61")
    ),
}


@pytest.mark.usefixtures("_first_found")
@pytest.mark.parametrize("holds", BROKEN, ids=lambda holds: holds.__name__)
def test_a_law_that_breaks_a_property_is_seen(holds: Property) -> None:
    """A gap, a floor above what is owed, a table that leaks what is published later."""
    with pytest.raises(AssertionError):
        holds(BROKEN[holds])


Wrong = Callable[[Assessment], Assessment]


def a_third_more(euros: Euros) -> Euros:
    """Far enough from the right amount, whatever it is."""
    return Euros(euros.cents * 4 // 3 + 1)


def upside_down(euros: Euros) -> Euros:
    """Less where it should be more."""
    return Euros(10_000_000 - euros.cents)


def without_the_floor(answer: Assessment) -> Assessment:
    """An apprentice paid the minimum wage is owed a share of it: 12.30 below, 7.39 above."""
    if any(warning.code == "pay_below_minimum_wage" for warning in answer.warnings):
        return answer
    assert answer.hourly_pay is not None
    return evolve(answer, hourly_indemnity=Euros.rounded(answer.hourly_pay.exact * 3 / 5))


def lines(**changes: Callable[[Euros], Euros]) -> Wrong:
    """Lines of the payslip, changed where they are given."""

    def wrong(answer: Assessment) -> Assessment:
        if answer.payslip is None:
            return answer
        given = {name: getattr(answer.payslip, name) for name in changes}
        changed = {name: changes[name](value) for name, value in given.items() if value is not None}
        return evolve(answer, payslip=evolve(answer.payslip, **changed))

    return wrong


def nothing(_: Euros) -> Euros:
    """Left out."""
    return Euros(0)


WRONG: dict[Property, Wrong] = {
    properties.allowance_lies_between_floor_and_cap: lambda answer: evolve(
        answer, hourly_allowance=Euros(answer.hourly_allowance.cents // 2)
    ),
    properties.indemnity_lies_between_floor_and_cap: lambda answer: evolve(
        answer, hourly_indemnity=a_third_more(answer.hourly_indemnity)
    ),
    properties.amounts_are_rounded_once: lambda answer: evolve(
        answer, allowance=answer.allowance + Euros(1)
    ),
    properties.more_hours_never_pay_less: lambda answer: evolve(
        answer, indemnity=upside_down(answer.indemnity)
    ),
    properties.higher_pay_never_pays_less: lambda answer: evolve(
        answer, hourly_allowance=upside_down(answer.hourly_allowance)
    ),
    properties.splitting_a_case_pays_the_same: lambda answer: evolve(
        answer, indemnity=answer.indemnity + Euros(5)
    ),
    properties.a_month_pays_as_its_days: lambda answer: evolve(
        answer, indemnity=Euros(answer.case.last.day)
    ),
    properties.same_case_same_answer: lambda answer: evolve(answer, indemnity=Euros(next(TICKS))),
    properties.every_amount_rests_on_a_text: lambda answer: evolve(answer, citations=()),
    properties.statements_read_in_both_languages: lambda answer: evolve(
        answer, warnings=(Statement("no_text", {"parameter": "{parameter}", "text": ""}),)
    ),
    plausible_law.a_better_paid_apprentice_is_owed_no_less: without_the_floor,
    payslip_properties.levies_leave_the_minimum_wage: lines(csg_deductible=a_third_more),
    payslip_properties.guaranteed_pay_is_reached: lines(guaranteed_monthly_pay=a_third_more),
    payslip_properties.complement_is_what_was_promised: lines(complement=a_third_more),
}
"""How another implementation could answer wrongly, by the property that sees it."""


@pytest.mark.usefixtures("_first_found")
@pytest.mark.parametrize("holds", WRONG, ids=lambda holds: holds.__name__)
def test_an_implementation_that_breaks_a_property_is_seen(holds: Property) -> None:
    """Bounds, roundings, order, memory, citations, sentences: each wrong answer is found."""

    def wrong(case: Case, law: Law) -> Assessment:
        return WRONG[holds](assess(case, law))

    with pytest.raises(AssertionError):
        holds(FRENCH_LAW, wrong)


def unlimited(answer: Assessment) -> Assessment:
    """The levies take their whole share of a month that is below the minimum wage."""
    written = answer.payslip
    if written is None or written.net_indemnity is None or written.crds is None:
        return answer
    owed = Euros(answer.indemnity.cents)
    full = [
        Euros.rounded(owed.exact * Fraction("0.9825") * Fraction(s))
        for s in ("0.038", "0.024", "0.005")
    ]
    left = owed - Euros(sum(levy.cents for levy in full)) - (written.sickness_levy or Euros(0))
    names = ("csg_deductible", "csg_non_deductible", "crds")
    changed = dict(zip(names, full, strict=True))
    return evolve(answer, payslip=evolve(written, **changed, net_indemnity=left))


def untaken(answer: Assessment) -> Assessment:
    """No levy is ever taken."""
    written = answer.payslip
    if written is None or written.net_indemnity is None or written.crds is None:
        return answer
    none = dict.fromkeys(("csg_deductible", "csg_non_deductible", "crds"), Euros(0))
    left = answer.indemnity - (written.sickness_levy or Euros(0))
    return evolve(answer, payslip=evolve(written, **none, net_indemnity=left))


WRONG_LINES: dict[str, tuple[Property, Wrong]] = {
    "levies_without_limit": (payslip_properties.levies_leave_the_minimum_wage, unlimited),
    "no_levies": (payslip_properties.levies_leave_the_minimum_wage, untaken),
    "net_indemnity": (
        payslip_properties.levies_leave_the_minimum_wage,
        lines(net_indemnity=a_third_more),
    ),
    "crds": (payslip_properties.levies_leave_the_minimum_wage, lines(crds=a_third_more)),
    "sickness_levy": (
        payslip_properties.levies_leave_the_minimum_wage,
        lines(sickness_levy=a_third_more),
    ),
    "no_csg": (payslip_properties.levies_leave_the_minimum_wage, lines(csg_non_deductible=nothing)),
    "complementary_allowance": (
        payslip_properties.guaranteed_pay_is_reached,
        lines(complementary_allowance=a_third_more),
    ),
    "no_complementary_allowance": (
        payslip_properties.guaranteed_pay_is_reached,
        lines(complementary_allowance=nothing),
    ),
    "no_guaranteed_pay": (
        payslip_properties.guaranteed_pay_is_reached,
        lines(guaranteed_monthly_pay=nothing),
    ),
    "no_complement": (
        payslip_properties.complement_is_what_was_promised,
        lines(complement=nothing),
    ),
    "complement_as_salary": (
        payslip_properties.complement_is_what_was_promised,
        lines(complement_as_salary=a_third_more),
    ),
}


@pytest.mark.usefixtures("_first_found")
@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_wrong_line_of_a_payslip_is_seen(name: str) -> None:
    """Each of its lines, too much or too little."""
    holds, makes_wrong = WRONG_LINES[name]

    def wrong(case: Case, law: Law) -> Assessment:
        return makes_wrong(assess(case, law))

    with pytest.raises(AssertionError):
        holds(FRENCH_LAW, wrong)


def test_every_property_was_seen_to_fail() -> None:
    """A property that no wrong law and no wrong answer can break would prove nothing."""
    assert {*BROKEN, *WRONG} == set(PROPERTIES)


def test_a_property_that_breaks_in_two_ways_is_told_with_one_and_its_case() -> None:
    """Hypothesis would tell of both together, and show the case of neither."""
    broken = broken_properties(leaking(FRENCH_LAW, _Failing), cases=40)
    first = next(found for found in broken if found.name == "every_case_is_answered")
    assert first.why in {"a fault of odd months", "a fault of even months"}
    assert "case=Case(" in first.case


def test_the_page_on_testing_rules_shows_a_draft_that_is_not_sound() -> None:
    """Its three lines are run as they stand; the property they break is the one the page names."""
    page = PAGE.read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102  our own page
    # One case in twenty shows it; the properties that hold are tried on all the cases.
    with first_found(among=150), pytest.raises(ExceptionGroup) as failure:
        names["test_the_draft_is_sound"]()
    shown = re.findall(r"```text\n(.*?)```", page, re.DOTALL)[0]
    assert f"ExceptionGroup: {failure.value.message}\n" in shown
    assert str(failure.value.exceptions[0]) in shown


def test_the_page_on_testing_rules_lists_every_property() -> None:
    """And no other."""
    page = PAGE.read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert listed == [holds.__name__ for holds in PROPERTIES]


@given(strategies.complete_cases(), strategies.drafts())
def test_no_draft_is_answered_with_a_fault_of_ours(case: Case, decree: Draft) -> None:
    """However senseless a decree, a case gets an answer or one of the stated errors."""
    with contextlib.suppress(CannotAnswer):
        assess(case, FRENCH_LAW.with_texts(decree))


def features(case: Case) -> set[str]:
    """What makes a case different from others."""
    facts = {
        f"scheme {case.scheme.value}",
        f"territory {case.territory.value}",
        f"situation {case.employer.situation.value}",
        f"category {case.employee.category.value}",
        "training" if case.training else "",
        "part of a month" if case.first.day > 1 else "",
        "flat rate" if case.first < date(2020, 3, 1) else "",
    }
    given = ("known_on", "periods", "pay", "unworked_hours")
    return facts | {fact for fact in given if getattr(case, fact) is not None}


@pytest.mark.parametrize(
    "wanted",
    [
        *(f"scheme {scheme.value}" for scheme in Scheme),
        *(f"territory {territory.value}" for territory in Territory),
        *(f"situation {situation.value}" for situation in Situation),
        *(f"category {category.value}" for category in EmployeeCategory),
        *("training", "part of a month", "flat rate"),
        *("known_on", "periods", "pay", "unworked_hours"),
    ],
)
def test_cases_of_every_kind_are_drawn(wanted: str) -> None:
    """Each scheme, territory, situation, category and fact comes up among a thousand cases."""
    found = find(strategies.cases(), lambda case: wanted in features(case), settings=NO_SHRINKING)
    assert wanted in features(found)


@given(st.data(), st.sampled_from([*strategies.OF_TYPE, Words, Citation]))
def test_every_public_type_is_drawn(data: st.DataObject, kind: type) -> None:
    """Hypothesis knows each of them once the package is installed: our entry point tells it."""
    assert isinstance(data.draw(st.from_type(kind)), kind)


@pytest.mark.parametrize("first", ["strategies", "properties"])
def test_the_kit_may_be_imported_before_hypothesis(first: str) -> None:
    """Hypothesis calls our hook while our own module is still being imported."""
    code = (
        f"from partial_activity.testing import {first}; from hypothesis import strategies as st; "
        "from partial_activity import Case; st.from_type(Case).validate()"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
