"""What bounds the allowance of an hour beside its own rule: the indemnity, or the own pay."""

from attrs import evolve

from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    EmployeeCategory,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.hourly import (
    DecidedBy,
    HourlyAmount,
    limited_to,
    rounded,
)
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.regimes.regime import HourFacts
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros
from partial_activity.domain.values import frozen

_OWED = (Parameter.PAY_BELOW_MINIMUM_WAGE.value,)
_OWN_PAY = (Parameter.ALLOWANCE_OWN_PAY_LIMIT.value,)


@frozen
class AllowanceBounds:
    """The bounds that the allowance of a case has."""

    within_indemnity: bool
    """Apprentices, and freelance journalists."""
    within_own_pay: bool
    """A share of the minimum wage without agreement: never above the gross pay."""

    def applied(self, allowance: HourlyAmount, owed: HourlyAmount, hour: HourFacts) -> HourlyAmount:
        """An allowance within its bounds; an own pay that is owed in full is paid back whole."""
        if owed.decided_by is DecidedBy.OWN_PAY:
            return limited_to(owed, _OWED)
        if self.within_indemnity and allowance.euros > owed.euros:
            return limited_to(owed, (*_OWED, *allowance.rests_on))
        if self.within_own_pay and allowance.euros > Euros.rounded(hour.pay):
            own_pay = rounded("allowance_own_pay", DecidedBy.OWN_PAY, hour.pay, _OWN_PAY)
            return evolve(own_pay, steps=(*allowance.steps, *own_pay.steps))
        return allowance

    def told(self, said: Statement, *, own_pay: bool) -> Statement:
        """The words of an allowance within its bounds.

        Args:
            said: the words of its own rule.
            own_pay: a pay below the minimum wage is owed whole, and so paid back.
        """
        if self.within_own_pay:
            said = Statement("rule_within_pay", {"rule": said})
        if self.within_indemnity:
            said = Statement("rule_within_indemnity", {"rule": said})
        return Statement("rule_own_pay", {"rule": said}) if own_pay else said


def resolve_bounds(reader: Reader) -> AllowanceBounds:
    """The bounds that the law of a day sets for such a case."""
    asked = reader.asked
    below_minimum_wage = reader.law.apprentice_pay_below_minimum_wage
    apprentice = asked.category in APPRENTICES and reader.held(
        below_minimum_wage, (Category.APPRENTICE,)
    )
    journalist = asked.category is EmployeeCategory.FREELANCE_JOURNALIST
    return AllowanceBounds(
        within_indemnity=bool(apprentice) or journalist,
        within_own_pay=_is_limited_to_own_pay(reader),
    )


def _is_limited_to_own_pay(reader: Reader) -> bool:
    """A pay that is a share of the minimum wage, without agreement: not above the gross pay.

    The rule is of D. 5122-13 and, for Mayotte, of D. 5522-87: the ordinary scheme's.
    """
    asked = reader.asked
    if not asked.without_agreement or asked.scheme is not Scheme.ORDINARY:
        return False
    mayotte = asked.territory is Territory.MAYOTTE
    chained = chain(Category.MAYOTTE if mayotte else Category.GENERAL)
    return reader.maybe(reader.law.allowance_own_pay_limit, chained) is not None
