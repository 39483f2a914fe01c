"""A case written as the JSON object that read_case reads: the same case comes back."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from partial_activity.adapters.as_json.fields import PAY_DECIMALS
from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Days,
    Employee,
)
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros, HourlyPay, Share, decimal_text
from partial_activity.domain.months import month_bounds
from partial_activity.domain.values import check_is


def write_case(case: Case) -> dict[str, Any]:
    """The case as a JSON object: ``dict``, ``list``, ``str``, ``int`` and ``bool``, for json.dumps.

    What is as it usually is is left out.

    Raises:
        InvalidValue: it is no case; or a pay has more decimals than JSON carries
            (``too_precise``).
    """
    check_is(case, Case, "case")
    document = _fields(case, "")
    first, last = document.pop("first"), document.pop("last")
    document["month"] = first[:7]
    if (case.first, case.last) != month_bounds(case.first.year, case.first.month):
        document["days"] = {"first": first, "last": last}
    return document


def _fields(value: Any, path: str) -> dict[str, Any]:  # noqa: ANN401  a frozen value
    """Each field of a value that is not as it usually is, by name."""
    written: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        make = getattr(field.default, "factory", None)
        usual = field.default if make is None else make()
        if held != usual:
            written[field.name] = _written(held, f"{path}.{field.name}" if path else field.name)
    if isinstance(value, Employee) and value.monthly_pay is not None:
        pay = written.pop("monthly_pay")
        written["monthly_pay"], written["monthly_hours"] = pay["euros"], pay["hours"]
    return {"unit": "days", **written} if isinstance(value, DayPeriod) else written


def _written(value: object, path: str) -> Any:  # noqa: ANN401  what json.dumps takes
    for kinds, written in _PLAIN:
        if isinstance(value, kinds):
            return written(value)
    if isinstance(value, tuple):
        return [_fields(one, f"{path}[{place}]") for place, one in enumerate(value)]
    if isinstance(value, Share | HourlyPay | Fraction):
        return _decimal(value if isinstance(value, Fraction) else value.exact, path)
    return _fields(value, path)


_PLAIN: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (Enum, lambda member: member.value),
    (bool | int | str, lambda given: given),
    (date, date.isoformat),
    (Euros | Hours | Days, str),
    (Facts, lambda facts: dict(facts.given)),
)
"""The way in which a value that is no object of others is written, by its type."""


def _decimal(ratio: Fraction, path: str) -> str:
    if (ratio * 10**PAY_DECIMALS).denominator != 1:
        raise InvalidValue(
            "too_precise",
            path,
            f"{ratio} has more than {PAY_DECIMALS} decimals, and nothing is rounded for you",
            f"{ratio} a plus de {PAY_DECIMALS} décimales, et rien n'est arrondi à votre place",
        )
    return decimal_text(ratio)
