"""The top level of the package: what it names, and the door to JSON, for whoever embeds it."""

import inspect
import json
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, reject

import partial_activity
from partial_activity import (
    FRENCH_LAW,
    Case,
    Employee,
    EmployeeCategory,
    HourlyPay,
    Hours,
    InvalidValue,
    MonthlyPay,
    Payslip,
    Scheme,
    answer_as_json,
    assess,
    case_as_json,
    case_from_json,
    error_as_json,
)
from partial_activity.testing.strategies import cases

STANDARD = Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("30.75"))


def of_month(month: str, employee: Employee = STANDARD, hours: int = 7000) -> Case:
    """An ordinary case."""
    return Case.of_month(
        month, scheme=Scheme.ORDINARY, employee=employee, unworked_hours=Hours(hours)
    )


ROOT = Path(__file__).parents[2]


def test_every_type_that_a_public_signature_mentions_is_public() -> None:
    """Nobody has to look for the module of what they were given."""
    public = {name: getattr(partial_activity, name) for name in partial_activity.__all__}
    mentioned = {kind for thing in public.values() for kind in _mentioned(thing)}
    assert {kind.__name__ for kind in mentioned} <= public.keys()


def test_what_is_public_is_ours() -> None:
    """No name of typing that ``import *`` would bring along."""
    for name in set(partial_activity.__all__) - {"__version__"}:
        public = getattr(partial_activity, name)
        module = getattr(public, "__module__", type(public).__module__)
        assert module.startswith("partial_activity"), name


def _mentioned(thing: object) -> Iterator[type]:
    for signed in _signed(thing):
        for hint in _hints(signed):
            yield from _ours(hint)


def _signed(thing: object) -> Iterator[object]:
    yield thing
    if isinstance(thing, type):
        for name, member in vars(thing).items():
            held = getattr(member, "__func__", getattr(member, "fget", member))
            if not name.startswith("_") and inspect.isfunction(held):
                yield held


def _hints(thing: object) -> list[object]:
    if isinstance(thing, type) and attrs.has(thing):
        return [field.type for field in attrs.fields(thing)]
    if not inspect.isfunction(thing):
        return []
    return list(typing.get_type_hints(thing, localns=vars(partial_activity)).values())


def _ours(hint: object) -> Iterator[type]:
    for part in typing.get_args(hint):
        yield from _ours(part)
    kind = typing.get_origin(hint) or hint
    if isinstance(kind, type) and kind.__module__.startswith("partial_activity"):
        yield kind


def test_the_version_is_that_of_the_package_and_of_each_answer() -> None:
    """One constant, that the answers say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert partial_activity.__version__ == project["version"]
    answer = assess(
        Case.of_month(
            "2025-03", scheme=Scheme.ORDINARY, employee=STANDARD, unworked_hours=Hours(7000)
        )
    )
    assert answer.package_version == partial_activity.__version__
    assert answer.law_revision == FRENCH_LAW.revision
    said = answer_as_json(answer)
    assert (said["package_version"], said["law_revision"]) == (
        answer.package_version,
        answer.law_revision,
    )


def test_a_refusal_says_its_law_too() -> None:
    """Whoever keeps it knows by which tables nothing was due."""
    closed = Case.of_month(
        "2019-03", scheme=Scheme.LONG_TERM, employee=STANDARD, unworked_hours=Hours(1)
    )
    answer = assess(closed)
    assert answer.refusals
    assert answer.law_revision == FRENCH_LAW.revision


def test_importing_the_package_does_not_load_the_door() -> None:
    """Nor what only some other part needs."""
    code = (
        "import partial_activity, sys; "
        "print([name for name in sys.modules if name.startswith('partial_activity.adapters') "
        "or name in ('json', 'cattrs', 'click', 'decimal._pydecimal')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_public_is_told() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'assess_all'"):
        partial_activity.assess_all  # noqa: B018
    assert dir(partial_activity) == sorted(partial_activity.__all__)


@given(cases())
def test_a_case_goes_through_json_and_comes_back(case: Case) -> None:
    """Whatever it says, but for a pay that no decimal writes."""
    try:
        written = case_as_json(case)
    except InvalidValue:
        reject()
    assert case_from_json(json.loads(json.dumps(written))) == case


def test_decimals_are_read_where_a_program_gives_the_case() -> None:
    """As texts are; a float is refused as before."""
    said = {
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "standard", "hourly_pay": Decimal("30.75")},
        "unworked_hours": Decimal("7E+1"),
    }
    assert case_from_json(said).employee == STANDARD
    assert case_from_json(said).unworked_hours == Hours(7000)
    for wrong in (Decimal("NaN"), Decimal("1E+40"), Decimal(-1), 30.75):
        with pytest.raises(InvalidValue):
            case_from_json(said | {"unworked_hours": wrong})


def test_an_error_is_written_as_its_entry() -> None:
    """As in the list that the command line prints."""
    error = InvalidValue("missing", "pay", "a pay is needed")
    assert error_as_json("7", error) == {
        "id": "7",
        "error": {
            "code": "missing",
            "path": "pay",
            "message": "a pay is needed",
            "french": "pay : cette valeur est nécessaire",
        },
    }
    assert error.french == "pay : cette valeur est nécessaire"
    assert error.english == "a pay is needed"
    assert InvalidValue("of_mine", "", "no").french == "Cette valeur est refusée"


def test_the_complement_has_one_name() -> None:
    """In Python as in JSON."""
    assert "complement_as_salary" in attrs.fields_dict(Payslip)


@pytest.mark.parametrize("month", ["2025-13", "0000-01", "2025-3", "mars", ""])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    """As the door does."""
    with pytest.raises(InvalidValue, match="is not a month") as refused:
        of_month(month)
    assert refused.value.path == "month"


def test_a_case_of_a_month_has_the_facts_of_a_case() -> None:
    """And no others."""
    case = Case.of_month(
        "2024-02", scheme=Scheme.ORDINARY, employee=STANDARD, unworked_hours=Hours(1)
    )
    assert (case.first, case.last) == (date(2024, 2, 1), date(2024, 2, 29))
    with pytest.raises(InvalidValue, match="a case has no employe; it has scheme"):
        Case.of_month("2024-02", employe=STANDARD)


def test_a_pay_that_no_decimal_writes_is_not_written() -> None:
    """A third of a euro."""
    endless = Employee(
        EmployeeCategory.STANDARD, monthly_pay=MonthlyPay(Fraction(1, 3), Fraction(1))
    )
    case = Case.of_month(
        "2024-02", scheme=Scheme.ORDINARY, employee=endless, unworked_hours=Hours(1)
    )
    with pytest.raises(InvalidValue) as refused:
        case_as_json(case)
    assert refused.value.code == "too_precise"
