"""The two hourly amounts: share, cap and floor, then one rounding; and which of them decided."""

from enum import Enum
from fractions import Fraction

from attrs import evolve, frozen

from partial_activity.domain.assessment.resolution import ResolvedRules
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros


class DecidedBy(Enum):
    """What an hourly amount comes from."""

    SHARE = "share"
    CAP = "cap"
    FLOOR = "floor"
    OWN_PAY = "own_pay"
    """The whole pay: of an apprentice below the minimum wage, or as the limit of the allowance."""
    TRAINING = "training"
    FLAT = "flat"
    INDEMNITY = "indemnity"
    """The allowance equals, or is limited to, the indemnity."""


@frozen
class HourlyAmount:
    """Euros for one hour, rounded half-up to the cent, and how it was reached."""

    euros: Euros
    decided_by: DecidedBy
    steps: tuple[Statement, ...]


def hourly_indemnity(
    rules: ResolvedRules, pay: Fraction, contribution_share: Fraction | None
) -> HourlyAmount:
    """What the employer owes for an hour (R. 5122-18).

    Args:
        rules: of the day.
        pay: gross hourly reference pay, exact.
        contribution_share: the employee's contributions; needed only where training is paid in
            full.
    """
    below = pay_below_minimum_wage(rules, pay)
    if below and rules.own_pay_below_minimum_wage:
        return _rounded("indemnity_own_pay", DecidedBy.OWN_PAY, pay)
    if rules.training:
        assert contribution_share is not None
        first = _rounded(
            "indemnity_training",
            DecidedBy.TRAINING,
            pay * (1 - contribution_share),
            pay=pay,
            share=contribution_share,
        )
        exact = pay * (1 - contribution_share)
    else:
        first, exact = _share_of("indemnity", pay, rules.indemnity_share, rules.indemnity_cap)
    owed_in_full = below and rules.floor_is_own_pay_below_minimum_wage
    floor = pay if owed_in_full else rules.indemnity_floor
    if floor is None or (below and rules.floor_from_minimum_wage):
        return first
    if rules.floor_within_own_pay:
        floor = min(floor, pay)
    return _at_least(first, "indemnity_floor", exact, floor)


def hourly_allowance(rules: ResolvedRules, pay: Fraction, indemnity: HourlyAmount) -> HourlyAmount:
    """What the State pays for an hour (D. 5122-13)."""
    if indemnity.decided_by is DecidedBy.OWN_PAY:
        return _limited_to(indemnity)
    if rules.flat_allowance is not None:
        amount = _rounded("allowance_flat", DecidedBy.FLAT, rules.flat_allowance)
    else:
        amount, exact = _share_of("allowance", pay, rules.allowance_share, rules.allowance_cap)
        below = pay_below_minimum_wage(rules, pay)
        excluded = rules.no_allowance_floor_below_minimum_wage and below
        if rules.allowance_floor is not None and not excluded:
            amount = _at_least(amount, "allowance_floor", exact, rules.allowance_floor)
    if rules.allowance_within_indemnity and amount.euros > indemnity.euros:
        return _limited_to(indemnity)
    if rules.allowance_within_own_pay and amount.euros > Euros.rounded(pay):
        own_pay = _rounded("allowance_own_pay", DecidedBy.OWN_PAY, pay)
        return evolve(own_pay, steps=(*amount.steps, *own_pay.steps))
    return amount


def pay_below_minimum_wage(rules: ResolvedRules, pay: Fraction) -> bool:
    """Whether the exact hourly pay is below the gross minimum wage of the territory."""
    return rules.minimum_wage is not None and pay < rules.minimum_wage


def _share_of(
    subject: str, pay: Fraction, share: Fraction, cap: Fraction | None
) -> tuple[HourlyAmount, Fraction]:
    if cap is not None and pay > cap:
        exact = share * cap
        return (
            _rounded(f"{subject}_cap", DecidedBy.CAP, exact, pay=pay, cap=cap, share=share),
            exact,
        )
    exact = share * pay
    return _rounded(f"{subject}_share", DecidedBy.SHARE, exact, pay=pay, share=share), exact


def _at_least(amount: HourlyAmount, code: str, exact: Fraction, floor: Fraction) -> HourlyAmount:
    if exact >= floor:
        return amount
    raised = Euros.rounded(floor)
    step = Statement(code, {"exact": exact, "rounded": raised})
    return HourlyAmount(raised, DecidedBy.FLOOR, (*amount.steps, step))


def _limited_to(indemnity: HourlyAmount) -> HourlyAmount:
    step = Statement("allowance_indemnity", {"rounded": indemnity.euros})
    return HourlyAmount(indemnity.euros, DecidedBy.INDEMNITY, (step,))


def _rounded(code: str, decided_by: DecidedBy, exact: Fraction, **values: object) -> HourlyAmount:
    """The one rounding of an hourly amount: half-up to the cent, after share, cap and floor."""
    rounded = Euros.rounded(exact)
    step = Statement(code, {**values, "exact": exact, "rounded": rounded})
    return HourlyAmount(rounded, decided_by, (step,))
