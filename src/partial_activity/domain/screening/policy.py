"""The policy of screening claims, as an administrator fixed it: dated versions, never edited."""

from datetime import datetime

from attrs import field

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import check_words
from partial_activity.domain.money import Share
from partial_activity.domain.values import frozen

HIGHEST_THRESHOLD = 10_000
"""Beyond any sum of signs: nothing would be held by its score."""
LONGEST_ANSWER = 365
LONGEST_REASON = 2_000
"""Characters."""


@frozen
class ScreeningPolicy:
    """The score that is too much, and the share that is looked at by chance.

    Configuration says what it starts with; administrators change it (``policy_in_force``).
    """

    threshold: int
    """The score from which a claim is held; 100 is two ordinary signs."""
    control_share: Share
    """The share of those that would be accepted that an officer sees all the same."""
    seed: str = field(repr=False)
    """The seed of that choice: who knows it can tell who is chosen."""
    answer_within_days: int
    """Days an officer has from the day of submission: our promise, no delay of the law."""

    def __attrs_post_init__(self) -> None:
        if self.control_share.exact > 1:
            msg = f"a share for control is at most 1: {self.control_share}"
            raise ValueError(msg)
        if self.threshold < 1 or self.answer_within_days < 0:
            msg = "a threshold is at least 1, and nobody answers before being asked"
            raise ValueError(msg)


@frozen
class PolicyVersion:
    """The thresholds in force from an instant, until the next version."""

    number: int
    """1, 2, 3 …; before the first, the settings of the service are in force."""
    since: datetime
    changed_by: str
    """Person's id."""
    reason: str
    """The reason, in the administrator's own words."""
    threshold: int
    """Score from which a claim is held for an officer."""
    control_share: Share
    """The share of those that would pass that an officer sees all the same."""
    answer_within_days: int
    """Days an officer has, from the day of submission."""

    def __attrs_post_init__(self) -> None:
        check_thresholds(self.threshold, self.control_share, self.answer_within_days)
        if self.number < 1:
            msg = f"versions are numbered from 1: {self.number}"
            raise ValueError(msg)


def check_thresholds(threshold: int, control_share: Share, answer_within_days: int) -> None:
    """Refuse thresholds that cannot be.

    Raises:
        InvalidValue: one of them is out of range.
    """
    if not 1 <= threshold <= HIGHEST_THRESHOLD:
        message = f"a threshold is from 1 to {HIGHEST_THRESHOLD}"
        raise InvalidValue(
            "out_of_range", "threshold", message, f"un seuil va de 1 à {HIGHEST_THRESHOLD}"
        )
    if control_share.exact > 1:
        raise InvalidValue(
            "out_of_range",
            "control_share",
            "a share for control is at most 1",
            "une part à contrôler vaut au plus 1",
        )
    if not 0 <= answer_within_days <= LONGEST_ANSWER:
        message = f"an answer is promised within 0 to {LONGEST_ANSWER} days"
        raise InvalidValue(
            "out_of_range",
            "answer_within_days",
            message,
            f"une réponse se promet sous 0 à {LONGEST_ANSWER} jours",
        )


def check_reason(reason: str) -> str:
    """The reason of a change, without the spaces around it.

    Raises:
        InvalidValue: there is none, it is too long, or holds a social security number.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        message = f"a change states its reason, in 1 to {LONGEST_REASON} characters"
        raise InvalidValue(
            "missing" if not reason else "out_of_range",
            "reason",
            message,
            f"un changement dit sa raison, en 1 à {LONGEST_REASON} caractères",
        )
    check_words(reason, "reason")
    return reason
