"""The amount of one hour: share, cap and floor, then one rounding; and which of them decided.

What the regimes are built from. An amount is rounded half-up to the cent, once, after share, cap
and floor; a floor is compared with the exact product, never with the rounded one.
"""

from fractions import Fraction

from partial_activity.domain.hours import Hours
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros, less
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import Words


class DecidedBy(Choice):
    """The rule that an hourly amount comes from."""

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
    rests_on: tuple[str, ...]
    """Parameters whose values fix it, the one that decides first; the case may have only some."""
    warnings: tuple[Statement, ...] = ()
    """What a reader should know of it, beside what every regime's amounts are told."""


def rounded(
    code: str,
    decided_by: DecidedBy,
    exact: Fraction,
    rests_on: tuple[str, ...],
    *,
    words: Words | None = None,
    **values: object,
) -> HourlyAmount:
    """The one rounding of an hourly amount: half-up to the cent, after share, cap and floor.

    Args:
        code: of the step that tells it.
        decided_by: what it comes from.
        exact: the product, not rounded.
        rests_on: the parameters whose values fix it.
        words: the sentences of the step, where the code is not one of ours.
        values: what the sentences speak of, beside ``exact`` and ``rounded``.
    """
    euros = Euros.rounded(exact)
    values["exact"], values["rounded"] = exact, euros
    return HourlyAmount(euros, decided_by, (Statement(code, values, words),), rests_on)


def total_of(hourly: Euros, hours: Hours) -> Euros:
    """Hourly amount times hours, rounded half-up to the cent: the one rounding of a total."""
    return Euros((2 * hourly.cents * hours.hundredths + 100) // 200)


def share_of(
    subject: str, pay: Fraction, share: Fraction, cap: Fraction | None
) -> tuple[HourlyAmount, Fraction]:
    """A share of the pay up to a cap, and the exact product; ``subject`` is whose it is.

    The subject is ``indemnity`` or ``allowance``: the amount rests on its share, and on its cap.
    """
    rests_on = _RESTS_ON[subject]
    if cap is not None and less(cap, pay):
        exact = share * cap
        code = f"{subject}_cap"
        capped = rounded(code, DecidedBy.CAP, exact, rests_on, pay=pay, cap=cap, share=share)
        return capped, exact
    exact = share * pay
    code = f"{subject}_share"
    return rounded(code, DecidedBy.SHARE, exact, rests_on, pay=pay, share=share), exact


_RESTS_ON = {
    subject: (f"{subject}.share", f"{subject}.cap") for subject in ("indemnity", "allowance")
}


def at_least(
    amount: HourlyAmount, code: str, exact: Fraction, floor: Fraction, rests_on: tuple[str, ...]
) -> HourlyAmount:
    """An amount, raised to a floor where its exact product lies below."""
    if not less(exact, floor):
        return amount
    raised = Euros.rounded(floor)
    step = Statement(code, {"exact": exact, "rounded": raised})
    return HourlyAmount(
        raised, DecidedBy.FLOOR, (*amount.steps, step), (*rests_on, *amount.rests_on)
    )


def limited_to(indemnity: HourlyAmount, rests_on: tuple[str, ...]) -> HourlyAmount:
    """An allowance that is the indemnity itself."""
    step = Statement("allowance_indemnity", {"rounded": indemnity.euros})
    return HourlyAmount(indemnity.euros, DecidedBy.INDEMNITY, (step,), rests_on)
