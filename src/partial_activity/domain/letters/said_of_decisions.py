"""Who took a decision, and how to contest it: one text for its document, its page and its letter.

Of requests and of claims alike (CRPA, L. 212-1 and L. 411-2; CJA, R. 421-1 to R. 421-5).
"""

from datetime import date

from partial_activity.domain.authorisation.remedies import appeal
from partial_activity.domain.authorisation.requests import DecisionKind
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.values import frozen

_WAYS = ("contest_author", "contest_minister", "contest_court")


@frozen
class Contesting:
    """How a decision can be contested, sentence by sentence."""

    within: Statement
    """In what time."""
    ways: tuple[Statement, ...]
    """Parts of a sentence, one an item of a list."""
    then: Statement
    """What comes of asking the administration first."""
    basis: Basis

    @property
    def sentences(self) -> tuple[Statement, ...]:
        """All of it, in order: what introduces the ways, each of them, what comes then."""
        return (self.within, *self.ways, self.then)


def contesting(notified_on: date, *, law: Law) -> Contesting:
    """How to contest a decision that was notified on a day, as the law was known that day.

    Raises:
        NoRuleInForce: no table says until when.
    """
    read = Consultation(law, notified_on)
    months = read.need(law.decision_appeal_months, Category.GENERAL, notified_on)
    silence = read.need(law.decision_appeal_silence_months, Category.GENERAL, notified_on)
    last = appeal(notified_on, law=law, known_on=notified_on, remedies_stated=True).court_until
    return Contesting(
        Statement("contest_within", {"months": months, "last": last, "day": notified_on}),
        tuple(map(Statement, _WAYS)),
        Statement("contest_then", {"silence": silence}),
        read.basis(),
    )


def taken_by(kind: DecisionKind, officer: str | None) -> Statement:
    """Who took a decision, their title, and the authority in whose name.

    Args:
        kind: how it was taken.
        officer: their name, where an officer took it and the account is still known.
    """
    match kind:
        case DecisionKind.TACIT:
            return Statement("taken_by_silence")
        case DecisionKind.AUTOMATIC:
            return Statement("taken_automatically")
    if officer is None:
        return Statement("taken_by_an_officer")
    return Statement("taken_by_officer", {"officer": officer})
