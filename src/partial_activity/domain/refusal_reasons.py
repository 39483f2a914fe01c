"""What an officer refuses for, besides what the checks find: each reason with its article.

The sentences are ours; the officer adds the figures of the file in words of their own.
"""

from collections.abc import Mapping
from types import MappingProxyType

from partial_activity.domain.queue import QueueKind
from partial_activity.domain.statements import Refusal

REASONS: Mapping[QueueKind, tuple[Refusal, ...]] = MappingProxyType(
    {
        QueueKind.REQUEST: (
            Refusal("motive_not_shown", "R. 5122-1"),
            Refusal("circumstances_not_said", "R. 5122-2"),
            Refusal("strike_in_establishment", "R. 5122-8"),
            Refusal("commitments_too_weak", "R. 5122-9"),
            Refusal("commitments_not_kept", "R. 5122-9"),
            Refusal("placement_not_regular", "R. 5122-4"),
        ),
        QueueKind.CLAIM: (
            Refusal("statements_do_not_agree", "R. 5122-5"),
            Refusal("hours_not_justified", "R. 5122-5"),
            Refusal("employees_not_concerned", "R. 5122-5"),
            Refusal("leave_among_hours", "R. 5122-11"),
            Refusal("employer_not_identified", "R. 5122-5"),
        ),
    }
)
"""In the order they are offered."""


def reason(kind: QueueKind, code: str) -> Refusal | None:
    """The reason of that code; None: it is not offered for files of that kind."""
    return next((one for one in REASONS[kind] if one.code == code), None)
