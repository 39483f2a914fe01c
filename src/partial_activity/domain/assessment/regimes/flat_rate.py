"""D. 5122-13 as it was from July 2013 to February 2020: a fixed amount an hour, by workforce.

Base case: 7.74 € up to 250 employees, 7.23 € above. Exception: Mayotte has amounts of its own
(D. 5522-87). The indemnity is that of R. 5122-18.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.assessment.facts import Fact
from partial_activity.domain.assessment.hourly import DecidedBy, rounded
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.question import SMALL_FIRM
from partial_activity.domain.assessment.regimes.bounds import AllowanceBounds, resolve_bounds
from partial_activity.domain.assessment.regimes.indemnity import IndemnityRules, resolve_indemnity
from partial_activity.domain.assessment.regimes.regime import Addition, HourFacts, Hourly, Rules
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.values import frozen
from partial_activity.domain.words import Words

_AMOUNTS = (Parameter.ALLOWANCE_FLAT_UP_TO_250, Parameter.ALLOWANCE_FLAT_ABOVE_250)
_RESTS_ON = tuple(parameter.value for parameter in _AMOUNTS)


@frozen
class FlatRateRules:
    """The indemnity, and the euros an hour that the State pays whatever the pay."""

    indemnity: IndemnityRules
    amount: Fraction
    bounds: AllowanceBounds

    def hourly(self, hour: HourFacts) -> Hourly:
        """Give the indemnity and the allowance of an hour."""
        owed = self.indemnity.hourly(hour)
        flat = rounded("allowance_flat", DecidedBy.FLAT, self.amount, _RESTS_ON)
        return Hourly(owed, self.bounds.applied(flat, owed, hour))

    def additions(self, hour: HourFacts, hours: Hours) -> tuple[Addition, ...]:  # noqa: ARG002  of the protocol
        """Add nothing: hours are all that is paid."""
        return ()

    def told(self) -> Statement:
        """Share and bounds of the indemnity, and the amount with its own."""
        allowance = self.bounds.told(
            Statement("rule_flat", {"euros": HourlyPay(self.amount)}),
            own_pay=self.indemnity.own_pay_below_minimum_wage,
        )
        return Statement("rule", {"indemnity": self.indemnity.told(), "allowance": allowance})


@frozen
class FlatRate:
    """A fixed amount an hour by workforce."""

    name: ClassVar[str] = "flat_rate"
    rules: ClassVar[type[Rules]] = FlatRateRules
    facts: ClassVar[tuple[Fact[Any], ...]] = ()
    words: ClassVar[Mapping[str, Words]] = {}
    needs: ClassVar[tuple[Parameter, ...]] = _AMOUNTS

    def resolve(self, reader: Reader) -> FlatRateRules:
        """The indemnity, then the amount of the workforce."""
        indemnity, amount = resolve_indemnity(reader), self._amount(reader)
        return FlatRateRules(indemnity, amount, resolve_bounds(reader))

    def _amount(self, reader: Reader) -> Fraction:
        asked, law = reader.asked, reader.law
        if asked.small_firm is None:
            raise InvalidValue(
                "missing",
                "employer.workforce",
                f"on {reader.day} the allowance depends on the workforce (up to {SMALL_FIRM}, or "
                "more): give employer.workforce",
                f"le {reader.day:%d/%m/%Y}, l'allocation dépend de l'effectif (jusqu'à "
                f"{SMALL_FIRM} salariés, ou plus) : donnez employer.workforce",
            )
        tables = law.allowance_flat_up_to_250 if asked.small_firm else law.allowance_flat_above_250
        mayotte = asked.territory is Territory.MAYOTTE
        return reader.need(tables, chain(Category.MAYOTTE if mayotte else Category.GENERAL)).exact
