"""Withdrawing a decision, and appealing against one (CRPA, CJA)."""

from datetime import date, timedelta

from partial_activity.domain.days import is_weekend, same_day_after
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import Choice, frozen

_GENERAL = Category.GENERAL
_DAY = timedelta(days=1)


class WithdrawalReason(Choice):
    """Why the authority would take back a decision that created rights."""

    ILLEGAL = "illegal"
    CONDITIONS_NOT_MET = "conditions_not_met"
    """Conditions mises à l'octroi non respectées (L. 242-2, without limit of time)."""
    FRAUD = "fraud"
    """Obtained by fraud (L. 241-2, without limit of time)."""


@frozen
class Withdrawal:
    """The last day on which a decision can be withdrawn."""

    last_day: date | None
    """The last day to appeal; None: an appeal is open at any time."""
    article: str
    basis: Basis


_ANY_TIME = {
    WithdrawalReason.CONDITIONS_NOT_MET: "CRPA, art. L. 242-2",
    WithdrawalReason.FRAUD: "CRPA, art. L. 241-2",
}


def withdrawal(
    decided_on: date, reason: WithdrawalReason, *, law: Law, known_on: date | None
) -> Withdrawal:
    """The last day to withdraw an authorisation: four months if illegal, else at any time.

    Raises:
        NoRuleInForce: a decision before 1 June 2016.
    """
    read = Consultation(law, known_on)
    if reason in _ANY_TIME:
        return Withdrawal(None, _ANY_TIME[reason], read.basis())
    months = read.need(law.decision_withdrawal_months, _GENERAL, decided_on)
    article = law.decision_withdrawal_months[_GENERAL].article
    return Withdrawal(same_day_after(decided_on, months), article, read.basis())


@frozen
class Appeal:
    """The days of an appeal against a decision."""

    rejected_on: date | None
    """The day on which the gracious or hierarchical appeal was rejected, expressly or by silence;
    None: there was no such appeal, or it came too late."""
    court_until: date | None
    """Last day before the administrative court; None: no delay runs."""
    refusals: tuple[Refusal, ...]
    basis: Basis


def appeal(
    notified_on: date,
    *,
    law: Law,
    known_on: date | None,
    remedies_stated: bool,
    appealed_on: date | None = None,
    answered_on: date | None = None,
) -> Appeal:
    """The last day on which a refusal can be taken to the administrative court.

    Two months from its notification; a gracious or hierarchical appeal within them interrupts the
    delay, and two months of silence reject it. The delay is a full one (délai franc): neither its
    first nor its last day count. A last day on a Saturday or a Sunday is told by a warning.

    Args:
        notified_on: the day the decision was notified.
        law: the law to read.
        known_on: the day of knowledge; None: all that the library knows.
        remedies_stated: the notification states the remedies and their delays (CJA, R. 421-5).
        appealed_on: the day of a gracious or hierarchical appeal.
        answered_on: the day its rejection was notified, if it was.

    Raises:
        NoRuleInForce: before the rules of the tables.
    """
    read = Consultation(law, known_on)
    months = read.need(law.decision_appeal_months, _GENERAL, notified_on)
    if not remedies_stated:
        read.warn("appeal_delay_does_not_run")
        return Appeal(None, None, (), read.basis())
    court_until = same_day_after(notified_on, months) + _DAY
    rejected_on = None
    refusals: tuple[Refusal, ...] = ()
    if appealed_on is not None and appealed_on > court_until:
        refusals = (Refusal("appeal_too_late", "CRPA, art. L. 411-2", {"last": court_until}),)
    elif appealed_on is not None:
        silence = read.need(law.decision_appeal_silence_months, _GENERAL, appealed_on)
        rejected_on = same_day_after(appealed_on, silence)
        if answered_on is not None:
            rejected_on = min(answered_on, rejected_on)
        court_until = same_day_after(rejected_on, months) + _DAY
    if is_weekend(court_until):
        read.warn("last_day_at_the_weekend", last=court_until)
    return Appeal(rejected_on, court_until, refusals, read.basis())
