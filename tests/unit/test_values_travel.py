"""Values, answers and errors go to other processes and come back: pickled, copied, compared."""

import copy
import multiprocessing
import pickle
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial

import attrs
import pytest

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    CannotAnswer,
    Case,
    Draft,
    Employee,
    EmployeeCategory,
    Euros,
    HourlyPay,
    Hours,
    InvalidValue,
    Law,
    LawChangesInsidePeriod,
    NoRuleInForce,
    NotModelled,
    Pay,
    Plan,
    Scheme,
    Share,
    assess,
)
from partial_activity.domain.errors import Altered, Conflict, NotAllowed, NotFound, UnsoundRegime
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter

CASE = Case(
    scheme=Scheme.ORDINARY,
    first=date(2025, 3, 1),
    last=date(2025, 3, 31),
    employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay(Fraction(30))),
    unworked_hours=Hours(7000),
    pay=Pay(net_pay_for_work=Euros(80000), maintained_share=Share(Fraction(1))),
)
DRAFT = Draft(
    Text("projet de décret", date(2026, 1, 1)),
    (Plan(Parameter.INDEMNITY_SHARE, Category.GENERAL, "0.65", Span(date(2025, 1, 1))),),
)
DRAFTED = FRENCH_LAW.with_texts(DRAFT)
ERRORS: list[Exception] = [
    InvalidValue("missing", "employee.hourly_pay", "a pay is needed", "il faut un salaire"),
    NoRuleInForce("allowance.share", "general", date(2025, 3, 1), None),
    LawChangesInsidePeriod(date(2025, 3, 11)),
    NotModelled("employee.category", "no source"),
    UnsoundRegime("bonus", ("no words",)),
    NotAllowed("claim", "PAID", "DRAFT"),
    NotFound("claim", "1"),
    Conflict("claim", "1"),
    Altered("claim", "1"),
]  # fmt: skip


def pickled(value: object) -> object:
    """There and back."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301  our own, from just before


KEPT = [
    CASE,
    DRAFT,
    FRENCH_LAW.request_motives[Category.GENERAL],
    FRENCH_LAW.allowance_regime[Category.GENERAL].entries[0],
]
WAYS: list[Callable[[object], object]] = [pickled, copy.copy, copy.deepcopy]


@pytest.mark.parametrize("travels", WAYS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_back_as_itself(
    error: Exception, travels: Callable[[object], object]
) -> None:
    """With all that it says; Python alone would rebuild it from its message, and fail."""
    again = travels(error)
    assert type(again) is type(error)
    assert again == error
    assert hash(again) == hash(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_errors_that_say_something_else_are_others() -> None:
    """Of another kind, or of another place."""
    one = InvalidValue("missing", "pay", "a pay is needed")
    assert one != InvalidValue("missing", "employee", "a pay is needed")
    assert one != NotModelled("pay", "a pay is needed")
    one.add_note("seen on the way")
    assert one == InvalidValue("missing", "pay", "a pay is needed")


@pytest.mark.parametrize("travels", WAYS)
@pytest.mark.parametrize("law", [FRENCH_LAW, DRAFTED], ids=["in force", "with a draft"])
def test_a_law_comes_back_and_answers_the_same(
    law: Law, travels: Callable[[object], object]
) -> None:
    """To the last citation."""
    again = travels(law)
    assert isinstance(again, Law)
    assert again == law
    assert hash(again) == hash(law)
    assert assess(CASE, again) == assess(CASE, law)
    assert again.texts() == law.texts()


def test_laws_differ_by_what_they_say() -> None:
    """The same draft laid over twice is the same law, another is not."""
    assert FRENCH_LAW.with_texts(DRAFT) == DRAFTED
    assert DRAFTED != FRENCH_LAW
    assert FRENCH_LAW != "the law"
    assert DRAFTED.revision != FRENCH_LAW.revision


@pytest.mark.parametrize("travels", WAYS)
@pytest.mark.parametrize(
    "value",
    [
        CASE,
        DRAFT,
        *FRENCH_LAW.tables_of(Parameter.REQUEST_MOTIVES).values(),
        *FRENCH_LAW.tables_of(Parameter.ALLOWANCE_REGIME).values(),
    ],
)
def test_cases_drafts_and_tables_come_back(
    value: object, travels: Callable[[object], object]
) -> None:
    """Equal, and with the same hash."""
    again = travels(value)
    assert again == value
    assert hash(again) == hash(value)


@pytest.mark.parametrize("travels", WAYS)
def test_an_answer_comes_back(travels: Callable[[object], object]) -> None:
    """Its steps and warnings with it; it can be a key."""
    answer = assess(CASE)
    again = travels(answer)
    assert again == answer
    assert len({answer, again}) == 1


def answered(law: Law, case: Case) -> Assessment | None:
    """In another process."""
    return assess(case, law)


def test_a_refused_case_comes_back_from_a_pool_as_its_error() -> None:
    """It hung the pool; and a draft law could not be sent to its workers at all."""
    refused = attrs.evolve(CASE, first=date(2012, 3, 1), last=date(2012, 3, 31))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (answer,) = pool.map(partial(answered, DRAFTED), [CASE])
        assert answer == assess(CASE, DRAFTED)
        with pytest.raises(CannotAnswer) as told:
            pool.map(partial(answered, FRENCH_LAW), [refused])
    with pytest.raises(CannotAnswer) as here:
        assess(refused)
    assert told.value == here.value
