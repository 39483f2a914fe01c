"""The indemnity that the employer owes (R. 5122-18), the same under all the regimes of our law.

The base case is a share of the reference pay up to a cap. The exceptions of the article follow:
hours in training, the floor, apprentices.
"""

from fractions import Fraction

from attrs import evolve

from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.hourly import (
    DecidedBy,
    HourlyAmount,
    at_least,
    rounded,
    share_of,
)
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.question import SCHEME_CATEGORY, share_chain
from partial_activity.domain.assessment.regimes.regime import HourFacts
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.law.units import FloorKind, PayBelowMinimumWage, TrainingRule
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.disputed_points import (
    TRAINING_ABOVE_CAP,
    TRAINING_IN_LONG_TERM,
)

_WITH_STANDARD_FLOOR = frozenset({EmployeeCategory.STANDARD, EmployeeCategory.AIRCREW})
_WITH_PART_TIME_FLOOR = frozenset({EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY})
_BELOW_MINIMUM_WAGE = (Parameter.PAY_BELOW_MINIMUM_WAGE.value,)
_FLOORS = (
    Parameter.INDEMNITY_FLOOR.value,
    Parameter.INDEMNITY_PART_TIME_FLOOR.value,
    Parameter.INDEMNITY_PART_TIME_OWN_PAY.value,
    Parameter.INDEMNITY_APPRENTICE_FLOOR.value,
)


@frozen
class IndemnityRules:
    """The indemnity of one day, in exact euros an hour and shares."""

    share: Fraction
    cap: Fraction | None
    """Highest reference pay, in euros an hour."""
    floor: Fraction | None
    floor_within_own_pay: bool
    """The floor never exceeds the own pay."""
    floor_is_own_pay_below_minimum_wage: bool
    """Part-time and temporary-agency employees paid below the minimum wage: their own pay."""
    floor_from_minimum_wage: bool
    """Apprentices: the floor only for a pay at or above the minimum wage."""
    training: bool
    """100 % of the net pay is due."""
    net_limit: bool
    """The net indemnity may not exceed the usual net pay."""
    own_pay_below_minimum_wage: bool
    """Apprentices below the minimum wage: own pay, wholly paid back."""

    def hourly(self, hour: HourFacts) -> HourlyAmount:
        """What the employer owes for an hour.

        Raises:
            InvalidValue: training is paid in full, and the contributions are missing.
        """
        amount, exact = share_of("indemnity", hour.pay, self.share, self.cap)
        if self.training:
            amount, exact = _in_training(hour)
        amount = self._raised(amount, exact, hour)
        if self.own_pay_below_minimum_wage and hour.below_minimum_wage:
            amount = rounded("indemnity_own_pay", DecidedBy.OWN_PAY, hour.pay, _BELOW_MINIMUM_WAGE)
        return self._warned(amount, hour)

    def told(self) -> Statement:
        """Share, bounds, and whom the bounds are not for: no amount contradicts it."""
        said = Statement("rule_training") if self.training else told_share(self.share, self.cap)
        own_pay = self.own_pay_below_minimum_wage or self.floor_is_own_pay_below_minimum_wage
        said = told_floor(said, self.floor, self._floor_code(own_pay=own_pay))
        return Statement("rule_own_pay", {"rule": said}) if own_pay else said

    def _floor_code(self, *, own_pay: bool) -> str:
        """A pay below the minimum wage that is owed whole is told beside the floor."""
        if own_pay:
            return "rule_at_least"
        if self.floor_from_minimum_wage:
            return "rule_at_least_from_minimum_wage"
        return "rule_at_least_within_pay" if self.floor_within_own_pay else "rule_at_least"

    def _raised(self, amount: HourlyAmount, exact: Fraction, hour: HourFacts) -> HourlyAmount:
        """The floor, within the own pay for some, and not for apprentices below minimum wage."""
        owed_in_full = self.floor_is_own_pay_below_minimum_wage and hour.below_minimum_wage
        floor = hour.pay if owed_in_full else self.floor
        if floor is None or (self.floor_from_minimum_wage and hour.below_minimum_wage):
            return amount
        if self.floor_within_own_pay:
            floor = min(floor, hour.pay)
        return at_least(amount, "indemnity_floor", exact, floor, _FLOORS)

    def _warned(self, amount: HourlyAmount, hour: HourFacts) -> HourlyAmount:
        warnings: tuple[Statement, ...] = ()
        if self.training and self.cap is not None and hour.pay > self.cap:
            warnings = (_TRAINING_DISPUTED,)
        if self.net_limit:
            warnings += _net_limit(amount, hour)
        return evolve(amount, warnings=warnings) if warnings else amount


def _in_training(hour: HourFacts) -> tuple[HourlyAmount, Fraction]:
    """100 % of the net pay, which cannot be had without the employee's contributions."""
    share = hour.contribution_share
    if share is None:
        raise InvalidValue(
            "missing",
            "pay.employee_contribution_share",
            "hours in training are paid at 100 % of the net pay on that day: give "
            "pay.employee_contribution_share (for example 0.2084)",
            "les heures de formation sont payées ce jour-là à 100 % de la rémunération nette : "
            "donnez pay.employee_contribution_share (par exemple 0.2084)",
        )
    exact = hour.pay * (1 - share)
    rests_on = (Parameter.INDEMNITY_TRAINING.value,)
    amount = rounded(
        "indemnity_training", DecidedBy.TRAINING, exact, rests_on, pay=hour.pay, share=share
    )
    return amount, exact


_TRAINING_DISPUTED = Statement(
    "disputed", {"subject": "indemnity.training", "reason": TRAINING_ABOVE_CAP}
)
_NET_LIMIT_NOT_CHECKED = Statement("net_limit_not_checked")


def _net_limit(amount: HourlyAmount, hour: HourFacts) -> tuple[Statement, ...]:
    """The usual net hourly pay, which the net indemnity may not exceed (R. 5122-18, al. 6).

    A warning only: no source gives the arithmetic beside a floor and the levies. Not said of the
    own pay that the law itself gives apprentices below the minimum wage (L. 5122-5, al. 1).
    """
    own_pay, share = amount.decided_by is DecidedBy.OWN_PAY, hour.contribution_share
    if share is None:
        unsure = own_pay or amount.decided_by is DecidedBy.FLOOR
        return (_NET_LIMIT_NOT_CHECKED,) if unsure else ()
    limit = Euros.rounded(hour.pay * (1 - share))
    if own_pay or amount.euros <= limit:
        return ()
    values = {"indemnity": amount.euros, "pay": hour.pay, "share": share, "limit": limit}
    return (Statement("net_limit_exceeded", values),)


def told_share(share: Fraction, cap: Fraction | None) -> Statement:
    """A share of pay in words, with its cap."""
    if cap is None:
        return Statement("rule_share", {"share": Share(share)})
    return Statement("rule_share_cap", {"share": Share(share), "cap": HourlyPay(cap)})


def told_floor(said: Statement, floor: Fraction | None, code: str) -> Statement:
    """The words of a rule, with those of its floor where it has one."""
    return said if floor is None else Statement(code, {"rule": said, "floor": HourlyPay(floor)})


def resolve_indemnity(reader: Reader) -> IndemnityRules:
    """The indemnity that the law of a day gives to such a case."""
    asked, law = reader.asked, reader.law
    share = reader.need(law.indemnity_share, share_chain(asked)).exact
    cap = reader.maybe(law.indemnity_cap, chain(SCHEME_CATEGORY[asked.scheme], Category.GENERAL))
    floor = _floor(reader)
    training = _is_paid_in_training(reader)
    below = _below_minimum_wage(reader)
    return IndemnityRules(
        share=share,
        cap=reader.in_euros(cap),
        floor=floor,
        floor_within_own_pay=asked.category not in _WITH_STANDARD_FLOOR,
        floor_is_own_pay_below_minimum_wage=_is_owed_own_pay(reader),
        floor_from_minimum_wage=asked.category in APPRENTICES,
        training=training,
        # Looked up for a warning only: no source says how an amount would follow from it.
        net_limit=reader.held(law.indemnity_net_limit, (Category.GENERAL,)) is not None,
        own_pay_below_minimum_wage=below is PayBelowMinimumWage.OWN_PAY,
    )


def _floor(reader: Reader) -> Fraction | None:
    """The lowest hourly indemnity, in euros; None where there is none or none is sourced."""
    asked, law = reader.asked, reader.law
    if asked.category in _WITH_STANDARD_FLOOR:
        if asked.indemnity_floor is IndemnityFloor.MONTHLY:
            reader.warn("monthly_floor")
            return None
        return _net_floor(reader)
    if asked.category in _WITH_PART_TIME_FLOOR:
        kind = reader.maybe(law.indemnity_part_time_floor, (Category(asked.category.value),))
        if kind is None:
            return None
    elif asked.category in APPRENTICES:
        kind = reader.maybe(law.indemnity_apprentice_floor, (Category.APPRENTICE,))
    else:
        kind = None
    if kind is FloorKind.GROSS_MINIMUM_WAGE:
        return reader.need_minimum_wage()
    if kind is FloorKind.NET_MINIMUM_WAGE:
        return _net_floor(reader)
    reader.warn("floor_not_modelled")
    return None


def _is_owed_own_pay(reader: Reader) -> bool:
    """Part-time and temporary-agency employees paid below the minimum wage keep their whole pay."""
    if reader.asked.category not in _WITH_PART_TIME_FLOOR:
        return False
    category = Category(reader.asked.category.value)
    return reader.maybe(reader.law.indemnity_part_time_own_pay, (category,)) is not None


def _net_floor(reader: Reader) -> Fraction | None:
    """The net hourly minimum wage of the territory; Mayotte never takes the national one."""
    mayotte = reader.asked.territory is Territory.MAYOTTE
    category = Category.MAYOTTE if mayotte else Category.GENERAL
    floor = reader.maybe(reader.law.indemnity_floor, (category,))
    if floor is None:
        reader.warn("floor_not_modelled")
        return None
    return floor.exact


def _is_paid_in_training(reader: Reader) -> bool:
    """Whether 100 % of the net pay is due. The long-term scheme: sources disagree (ordinary)."""
    asked = reader.asked
    if not asked.training:
        return False
    if asked.scheme is Scheme.LONG_TERM:
        reader.dispute("indemnity.training", TRAINING_IN_LONG_TERM)
        return False
    rebound = asked.scheme is Scheme.LONG_TERM_REBOUND
    category = Category.LONG_TERM_REBOUND if rebound else Category.GENERAL
    rule = reader.maybe(reader.law.indemnity_training, (category,))
    return rule is TrainingRule.NET_PAY


def _below_minimum_wage(reader: Reader) -> PayBelowMinimumWage | None:
    """What happens to apprentices paid below the minimum wage; None for everybody else."""
    if reader.asked.category not in APPRENTICES:
        return None
    return reader.maybe(reader.law.apprentice_pay_below_minimum_wage, (Category.APPRENTICE,))
