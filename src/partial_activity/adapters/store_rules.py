"""What every store of ours answers alike, said once."""

from collections.abc import Iterable

import attrs

from partial_activity.domain.authorisation.requests import Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.office.visas import Visa
from partial_activity.domain.payment.payments import PaymentEvent

NOT_STANDING = frozenset({ClaimState.DRAFT, ClaimState.REJECTED, ClaimState.WITHDRAWN})
"""States of a claim version that stands for nothing: its hours count nowhere."""
LEFT = frozenset(PaymentEvent) - {PaymentEvent.ORDERED, PaymentEvent.LISTED}
"""Events after which a payment line is no longer to be sent."""


def latest_standing(versions: Iterable[Claim]) -> list[Claim]:
    """The latest version that stands of each claim."""
    latest: dict[tuple[str, str], Claim] = {}
    for claim in versions:
        key = (claim.siret.digits, claim.id)
        if claim.state in NOT_STANDING or (key in latest and latest[key].version > claim.version):
            continue
        latest[key] = claim
    return list(latest.values())


def refuse_edited_decision(made: Decision, asked: Decision) -> None:
    """A decision that was made takes a withdrawal, once, and nothing else.

    Raises:
        NotAllowed: anything else is asked.
    """
    only_withdrawn = attrs.evolve(made, withdrawn_at=asked.withdrawn_at) == asked
    if made.withdrawn_at is not None or asked.withdrawn_at is None or not only_withdrawn:
        now = "made" if made.withdrawn_at is None else "withdrawn"
        raise NotAllowed("decision", now, "anything but withdrawn, once")


def refuse_answered_visa(kept: Visa, asked: Visa) -> None:
    """A visa that was asked takes an answer, once, and nothing else.

    Raises:
        NotAllowed: anything else is asked.
    """
    only_answered = attrs.evolve(
        kept,
        answer=asked.answer,
        answered_at=asked.answered_at,
        answered_by=asked.answered_by,
        reason=asked.reason,
    )
    if kept.answer is not None or asked.answer is None or only_answered != asked:
        now = "asked" if kept.answer is None else kept.answer.value
        raise NotAllowed("visa", now, "anything but answered, once")
