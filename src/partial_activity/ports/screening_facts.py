"""The facts that checks look at, gathered for a whole set of claims at once."""

from collections.abc import Sequence
from typing import Protocol

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.law.book import Law
from partial_activity.domain.screening.facts import ClaimFacts
from partial_activity.ports.unit_of_work import UnitOfWork


class ScreeningFacts(Protocol):
    """The source of the facts of claims; how they are gathered never changes a check."""

    def gather(self, uow: UnitOfWork, claims: Sequence[Claim], law: Law) -> Sequence[ClaimFacts]:
        """The facts of each claim, in the same order, as seen in one unit of work.

        One claim is a set of one. Claims come with their lines; one that is not submitted yet is
        looked at as if it were submitted on ``known_on``.
        """
