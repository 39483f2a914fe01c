"""Every public value refuses what is not of its types or bounds: no wrong money comes of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import evolve

import partial_activity
from partial_activity import (
    FRENCH_LAW,
    AuthorisationLength,
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    Facts,
    HourlyPay,
    Hours,
    Household,
    InvalidValue,
    Loss,
    MonthlyPay,
    Pay,
    PeriodUnit,
    Scheme,
    Sector,
    Share,
    Territory,
    UseInWindow,
    VariablePay,
    Words,
    WorkedPeriod,
    answer_as_json,
    assess,
    case_as_json,
)
from partial_activity.domain.authorisation.requests import RequestFacts
from partial_activity.domain.claim.line_facts import LineFacts
from partial_activity.domain.days import CivilMonth, Period
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.book import Draft, Plan
from partial_activity.domain.law.dated import Entry, Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import TimeBar
from partial_activity.domain.people.people import AccountState, Establishment

TEXT = Text("décret n° 2027-1", date(2027, 1, 2))
PLAN = Plan(Parameter.INDEMNITY_SHARE, Category.GENERAL, "0.60", Span(date(2027, 1, 1)))
WHOLE = Case(
    scheme=Scheme.ORDINARY,
    first=date(2025, 3, 1),
    last=date(2025, 3, 31),
    employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay(Fraction(20))),
    unworked_hours=Hours(7000),
    pay=Pay(net_pay_for_work=Euros(80000), maintained_share=Share(Fraction(1))),
)
ANSWER = assess(WHOLE)
VALUES: tuple[Any, ...] = (
    WHOLE,
    ANSWER,
    WHOLE.employee,
    WHOLE.pay,
    Employer(),
    Euros(1),
    Hours(1),
    Days(1),
    Share(Fraction(1)),
    HourlyPay(Fraction(1)),
    MonthlyPay(Fraction(2000), Fraction(15167, 100)),
    VariablePay(Fraction(100), 12),
    Loss(),
    Household(HourlyPay(Fraction(10)), HourlyPay(Fraction(8))),
    WorkedPeriod(PeriodUnit.WEEK, Hours(3500)),
    DayPeriod(Days(100)),
    Facts(),
    TEXT,
    PLAN,
    PLAN.span,
    Draft(TEXT, (PLAN,)),
    Siret("73282932000074"),
    Nir("180027500000150"),
    Iban("FR7630006000011234567890189"),
    EmailAddress("ana@example.fr"),
    Period(date(2025, 3, 1), date(2025, 3, 2)),
    CivilMonth(2025, 3),
    Entry(PLAN.span, Share(Fraction(1, 2)), TEXT),
    Establishment(
        Siret("73282932000074"),
        "Boulangerie",
        AccountState.ACTIVE,
        datetime(2025, 3, 1, tzinfo=UTC),
    ),
    next(iter(FRENCH_LAW.tables())),
    *ANSWER.citations[:1],
    *ANSWER.steps[:1],
    ANSWER.payslip,
    RequestFacts(
        span=Span(date(2025, 3, 1), date(2025, 3, 31)), iban=Iban("FR7630006000011234567890189")
    ),
    LineFacts(
        nir=None,
        last_name="",
        first_name="",
        week="2025-W10",
        span=Span(date(2025, 3, 3), date(2025, 3, 9)),
        contract_hours=Hours(3500),
        worked_hours=Hours(0),
        assimilated_hours=Hours(0),
        unworked_hours=Hours(0),
        hourly_pay=None,
    ),
)


class Stranger:
    """Of no type that any value holds."""


class Several(tuple[object, ...]):
    """A tuple that a program made a class of."""

    __slots__ = ()


WRONG: tuple[Any, ...] = (
    Stranger(), "nonsense", "mayotte", "part_time", 1.5, True, 7, Decimal("0.6"), Fraction(1, 2),
    datetime(2025, 3, 1, tzinfo=UTC), date(2025, 3, 1), [], {}, (Stranger(),),
    Several((Stranger(),)), b"", None,
)  # fmt: skip


def _fields() -> Iterator[Any]:
    for value in VALUES:
        for field in attrs.fields(type(value)):
            if field.init:
                yield pytest.param(value, field.name, id=f"{type(value).__name__}.{field.name}")


@pytest.mark.parametrize(("value", "name"), [*_fields()])
def test_a_field_takes_nothing_but_its_type(
    value: Any,  # noqa: ANN401  of every public class
    name: str,
) -> None:
    """Whatever is tried, the value is built of the field's own types or InvalidValue says where."""
    right = type(getattr(value, name))
    taken, refused = [], []
    for wrong in WRONG:
        try:
            evolve(value, **{name: wrong})
        except InvalidValue as error:
            refused.append(error)
        else:
            taken.append(wrong)
    assert all(error.path and error.french for error in refused)
    # A stranger is taken by a field of anything alone: an entry's value, which its table looks at.
    if (type(value).__name__, name) != ("Entry", "value"):
        strange = [one for one in taken if isinstance(one, Stranger | Several)]
        assert not strange, taken
    if issubclass(right, Enum):
        assert not [one for one in taken if one is not None], taken


@pytest.mark.parametrize("name", partial_activity.__all__)
def test_every_public_value_is_held_to_its_types(name: str) -> None:
    """A class that is made public is made with ``frozen`` of the domain, or has no field."""
    public = getattr(partial_activity, name)
    if isinstance(public, type) and attrs.has(public):
        fields = attrs.fields(public)
        # Of which kind a value of one's own is, its table or its unit says.
        free = {"Entry.value", "Fact.absent"}
        assert all(each.validator for each in fields if f"{name}.{each.name}" not in free)


def wrongly(name: str, value: object) -> dict[str, Any]:
    """A keyword that no type checker would let by."""
    return {name: value}


GROWERS = Words("Viticulture", "Wine growing")
REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Employee("part_time"), "employee.category"),  # type: ignore[arg-type]
    (lambda: evolve(WHOLE, **wrongly("territory", "mayotte")), "territory"),
    (lambda: Territory("marseille"), "territory"),
    (lambda: Pay(maintained_share=Share.parse("100")), "pay.maintained_share"),
    (
        lambda: Pay(employee_contribution_share=Share.parse("1.01")),
        "pay.employee_contribution_share",
    ),
    (
        lambda: Employee(EmployeeCategory.APPRENTICE, share_of_minimum_wage=Share.parse("43")),
        "employee.share_of_minimum_wage",
    ),
    (
        lambda: Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("0")),
        "employee.hourly_pay",
    ),
    (lambda: MonthlyPay(Fraction(0), Fraction(1)), "employee.monthly_pay"),
    (lambda: MonthlyPay(Fraction(1), Fraction(0)), "employee.monthly_hours"),
    (lambda: VariablePay(Fraction(1), 13), "employee.variable_pay.months"),
    (lambda: Employer(workforce=0), "employer.workforce"),
    (lambda: Days(-1), "days.hundredths"),
    (lambda: evolve(WHOLE, unworked_hours=Hours(-1)), "unworked_hours"),
    (lambda: Loss(mean_pay=Euros(0)), "employee.loss.mean_pay"),
    (lambda: Euros.parse("12,30"), "euros"),
    (lambda: Euros.parse("12.345"), "euros"),
    (lambda: Euros.parse(12.5), "euros"),  # type: ignore[arg-type]
    (lambda: Hours.parse(Decimal("NaN")), "hours"),
    (lambda: Share.parse("9" * 5000), "share"),
    (lambda: HourlyPay.parse(Decimal("1E+999999")), "hourly_pay"),
    (lambda: Span(date(2025, 2, 1), date(2025, 1, 1)), "span.last"),
    (lambda: CivilMonth(2025, 13), "civil_month"),
    (lambda: Facts((("b", "1"), ("a", "1"))), "facts"),
    (lambda: Facts.of({"a": 1}), "facts.given"),  # type: ignore[dict-item]
    (lambda: Facts.of(7), "facts"),  # type: ignore[arg-type]
    (lambda: Nir(180027500000150), "nir.digits"),  # type: ignore[arg-type]
    (lambda: AuthorisationLength(0), "authorisation_length.months"),
    (lambda: AuthorisationLength(3, motive_3_months=0), "authorisation_length.motive_3_months"),
    (lambda: UseInWindow(6, 0), "use_in_window.window"),
    (lambda: Sector(7, GROWERS, "art. 1"), "name"),  # type: ignore[arg-type]
    (lambda: Sector("wine_growers", None, "art. 1"), "words"),  # type: ignore[arg-type]
    (lambda: Sector("wine_growers", GROWERS, None), "article"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("build", "path"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_out_of_bounds_is_refused_where_it_is_given(build: Callable[[], object], path: str) -> None:
    """Before an assessment is asked for; each was taken, or leaked an error of Python."""
    with pytest.raises(InvalidValue) as refused:
        build()
    assert refused.value.path == path


def test_a_table_holds_values_of_its_unit_alone() -> None:
    """A text in the place of a share would be read as no share at all."""
    table = FRENCH_LAW.indemnity_share[Category.GENERAL]
    with pytest.raises(InvalidValue, match="holds values of type Share, not str") as refused:
        evolve(table, **wrongly("entries", (Entry(PLAN.span, "0.60", TEXT),)))
    assert refused.value.path == "dated_table.entries[0].value"


def test_what_is_hidden_is_not_shown_by_its_refusal() -> None:
    """A social security number given as a number."""
    with pytest.raises(InvalidValue) as refused:
        Nir(180027500000150)  # type: ignore[arg-type]
    assert "1800" not in refused.value.message + refused.value.french


@pytest.mark.parametrize("number", ["12.30", "-0.05", "0.00", "1234567.89"])
def test_decimals_come_in_and_go_out(number: str) -> None:
    """Exactly; and two decimals come back."""
    for kind in (Euros, Hours):
        assert kind.parse(Decimal(number)) == kind.parse(number)
        assert str(kind.parse(number).decimal) == number
    assert str(Euros.parse(Decimal("1E+2"))) == "100.00"
    assert (
        HourlyPay.parse(Decimal("8.46")).decimal == Share.parse("8.46").decimal == Decimal("8.46")
    )
    assert Days.parse(Decimal("1.5")).decimal == Decimal("1.50")


NOT_OF_THEIR_TYPE: list[tuple[Callable[[Any], object], str]] = [
    (assess, "case"),
    (lambda wrong: assess(WHOLE, wrong), "law"),
    (case_as_json, "case"),
    (answer_as_json, "assessment"),
    (FRENCH_LAW.with_texts, "draft"),
    (Facts.parse, "facts"),
    (UseInWindow.parse, "text"),
    (AuthorisationLength.parse, "text"),
    (TimeBar.parse, "text"),
    (Euros.rounded, "ratio"),
    (Hours.rounded, "ratio"),
]


@pytest.mark.parametrize(
    "wrong", [None, 2.5, b"1", [], object()], ids=lambda value: type(value).__name__
)
@pytest.mark.parametrize(
    ("asked", "path"), NOT_OF_THEIR_TYPE, ids=[str(at) for at in range(len(NOT_OF_THEIR_TYPE))]
)
def test_a_public_function_refuses_what_is_not_of_its_type(
    asked: Callable[[Any], object], path: str, wrong: object
) -> None:
    """By a path, in both languages; an error of Python would name an attribute of ours."""
    with pytest.raises(InvalidValue) as refused:
        asked(wrong)
    assert (refused.value.code, refused.value.path) == ("wrong_type", path)
    assert refused.value.french != refused.value.message


@pytest.mark.parametrize("kind", [UseInWindow, AuthorisationLength, TimeBar])
def test_a_length_that_cannot_be_read_is_told_with_an_example(kind: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="such as") as refused:
        kind.parse("6 of them")
    assert "comme « " in refused.value.french
