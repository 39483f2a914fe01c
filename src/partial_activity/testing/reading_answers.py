"""What properties read out of an answer: its citations, its steps and its amounts."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from partial_activity.domain.assessment.assess import Assessment
from partial_activity.domain.assessment.cases import APPRENTICES, Case, EmployeeCategory
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.errors import CannotAnswer, NoRuleInForce
from partial_activity.domain.law.book import Law, field_name
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.law.tables.gaps import KNOWN_GAPS
from partial_activity.domain.law.units import FloorKind
from partial_activity.domain.money import Euros, parse_decimal
from partial_activity.testing import strategies

Assess = Callable[[Case, Law], Assessment]
"""A function that answers as ``assess`` does; give another to hold it to the same properties."""

_AT_MOST_OWN_PAY = frozenset({EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY})
_WITHOUT_ALLOWANCE_FLOOR_BELOW_MINIMUM_WAGE = APPRENTICES | {
    EmployeeCategory.FREELANCE_JOURNALIST,
    EmployeeCategory.SALES_REPRESENTATIVE,
}
PARAMETERS = frozenset(parameter.value for parameter in Parameter)
_FLOORS = {
    Parameter.INDEMNITY_FLOOR,
    Parameter.INDEMNITY_PART_TIME_FLOOR,
    Parameter.INDEMNITY_PART_TIME_OWN_PAY,
    Parameter.INDEMNITY_APPRENTICE_FLOOR,
}
OF_INDEMNITY = MappingProxyType(
    {
        DecidedBy.SHARE: {Parameter.INDEMNITY_SHARE},
        DecidedBy.CAP: {Parameter.INDEMNITY_CAP},
        DecidedBy.FLOOR: _FLOORS,
        DecidedBy.OWN_PAY: {Parameter.PAY_BELOW_MINIMUM_WAGE},
        DecidedBy.TRAINING: {Parameter.INDEMNITY_TRAINING},
    }
)
OF_ALLOWANCE = MappingProxyType(
    {
        DecidedBy.SHARE: {Parameter.ALLOWANCE_SHARE},
        DecidedBy.CAP: {Parameter.ALLOWANCE_CAP},
        DecidedBy.FLOOR: {Parameter.ALLOWANCE_FLOOR},
        DecidedBy.FLAT: {Parameter.ALLOWANCE_FLAT_UP_TO_250, Parameter.ALLOWANCE_FLAT_ABOVE_250},
        DecidedBy.OWN_PAY: {Parameter.ALLOWANCE_OWN_PAY_LIMIT},
        DecidedBy.INDEMNITY: set(OF_INDEMNITY[DecidedBy.OWN_PAY])
        | {Parameter.INDEMNITY_SHARE, Parameter.INDEMNITY_CAP},
    }
)


def is_listed(gap: NoRuleInForce) -> bool:
    """Whether the gap is one that the library names."""
    if gap.parameter == Parameter.LOSS_CONVERSION:
        return True
    return any(
        (gap.parameter, gap.category) == (listed.parameter, listed.category)
        and gap.day in listed.span
        for listed in KNOWN_GAPS
    )


def cases_with_counted_hours(law: Law) -> st.SearchStrategy[Case]:
    """Cases whose hours are counted already."""
    cases = strategies.answerable_cases(law)
    return cases.filter(lambda case: case.unworked_hours is not None)


def answered(case: Case, law: Law, assess: Assess) -> Assessment | CannotAnswer:
    """The assessment, or the failure to answer, as a value."""
    try:
        return assess(case, law)
    except CannotAnswer as failure:
        return failure


def said(answer: Assessment | CannotAnswer) -> object:
    """What can be compared of an answer: all of it, or the whole of what a failure says."""
    return answer if isinstance(answer, Assessment) else (type(answer), str(answer))


def sentences(refusals: tuple[Refusal, ...]) -> tuple[Statement, ...]:
    """What refusals say, as statements."""
    return tuple(Statement(refusal.code, refusal.values) for refusal in refusals)


def for_hours(answer: Assessment) -> tuple[Euros, Euros]:
    """Indemnity and allowance of the hours alone, without what the regime adds beside them."""
    owed, paid = answer.indemnity, answer.allowance
    for addition in answer.additions:
        owed -= addition.euros
        if addition.paid_back:
            paid -= addition.euros
    return owed, paid


def parameter_of(citation: Citation) -> Parameter:
    """What a text planned: an amount of a regime's own came with the regime."""
    own = citation.parameter not in PARAMETERS
    return Parameter.ALLOWANCE_REGIME if own else Parameter(citation.parameter)


def amounts(answer: Assessment) -> tuple[object, ...]:
    """Every figure of an answer, and what decided it."""
    return (
        answer.compensable_hours,
        answer.hourly_pay,
        answer.hourly_indemnity,
        answer.indemnity,
        answer.indemnity_decided_by,
        answer.hourly_allowance,
        answer.allowance,
        answer.allowance_decided_by,
        [(addition.key, addition.euros) for addition in answer.additions],
        [refusal.code for refusal in answer.refusals],
        answer.payslip,
    )


def _cited(answer: Assessment, parameter: Parameter) -> str | None:
    """The value that an answer cites for a parameter; None where it cites none, or says none."""
    values = [
        citation.value for citation in answer.citations if citation.parameter == parameter.value
    ]
    if not values or values[0] in ("none", "unknown"):
        return None
    assert len(set(values)) == 1, f"{parameter}: several values on one day"
    return values[0]


def is_sure(answer: Assessment, parameter: Parameter) -> bool:
    """Whether the sources make sure of what an answer cites for a parameter."""
    cited = [each for each in answer.citations if each.parameter == parameter.value]
    return all(each.confidence is Confidence.HIGH for each in cited)


def cited_ratio(answer: Assessment, parameter: Parameter) -> Fraction | None:
    """The figure that an answer cites for a parameter."""
    value = _cited(answer, parameter)
    return None if value is None else parse_decimal(value)


def cited_euros(answer: Assessment, parameter: Parameter) -> Euros | None:
    """The amount that an answer cites for a parameter."""
    value = cited_ratio(answer, parameter)
    return None if value is None else Euros.rounded(value)


def highest_euros(answer: Assessment, share: Parameter, cap: Parameter) -> Euros | None:
    """Share x cap x minimum wage, rounded once: what the highest pay gives for an hour."""
    factors = [cited_ratio(answer, each) for each in (share, cap, Parameter.MINIMUM_WAGE)]
    product = Fraction(1)
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return Euros.rounded(product)


def _is_below_minimum_wage(answer: Assessment) -> bool:
    minimum_wage = cited_ratio(answer, Parameter.MINIMUM_WAGE)
    assert answer.hourly_pay is not None
    return minimum_wage is not None and answer.hourly_pay.exact < minimum_wage


def is_owed_own_pay(answer: Assessment) -> bool:
    """Whether the own pay of a part-timer below the minimum wage is owed."""
    own_pay = _cited(answer, Parameter.INDEMNITY_PART_TIME_OWN_PAY)
    return own_pay is not None and _is_below_minimum_wage(answer)


def may_be_below_allowance_floor(answer: Assessment) -> bool:
    """Whether the category or the rule that decided has no floor of the allowance."""
    listed = answer.case.employee.category in _WITHOUT_ALLOWANCE_FLOOR_BELOW_MINIMUM_WAGE
    return answer.allowance_decided_by in {DecidedBy.INDEMNITY, DecidedBy.OWN_PAY} or (
        listed and _is_below_minimum_wage(answer)
    )


def indemnity_floor(answer: Assessment) -> Euros | None:
    """The floor that the answer cites, within the own pay where the category says so."""
    assert answer.hourly_pay is not None
    category = answer.case.employee.category
    if category in APPRENTICES and _is_below_minimum_wage(answer):
        return None
    kind = _cited(answer, Parameter.INDEMNITY_PART_TIME_FLOOR) or _cited(
        answer, Parameter.INDEMNITY_APPRENTICE_FLOOR
    )
    if is_owed_own_pay(answer):
        return Euros.rounded(answer.hourly_pay.exact)
    gross = kind == FloorKind.GROSS_MINIMUM_WAGE.value
    floor = cited_ratio(answer, Parameter.MINIMUM_WAGE if gross else Parameter.INDEMNITY_FLOOR)
    if floor is None:
        return None
    if category in _AT_MOST_OWN_PAY or category in APPRENTICES:
        floor = min(floor, answer.hourly_pay.exact)
    return Euros.rounded(floor)


def as_published_by(law: Law, day: date) -> Law:
    """The same law without the texts published after a day."""
    changed: dict[str, Any] = {}
    for parameter in Parameter:
        changed[field_name(parameter)] = MappingProxyType(
            {
                category: attrs.evolve(
                    table, entries=tuple(entry for entry in table.entries if entry.known(day))
                )
                for category, table in law.tables_of(parameter).items()
            }
        )
    return attrs.evolve(law, **changed)
