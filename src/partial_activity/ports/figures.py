"""Counts and sums over all establishments, made where things are kept: nothing is read one by one.

Numbers only, about nobody. Days are legal days, both ends included.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from attrs import frozen

from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.screening.outcome import Outcome, Screening


@frozen(order=True)
class MonthSum:
    """What the lines of a month come to that were assessed by the same rules."""

    month: date
    """The first day of the month."""
    basis: str
    """Digest of those rules, kept in the store of claims."""
    lines: int
    hours: Hours
    indemnity: Euros
    allowance: Euros


@frozen
class ScreenedClaim:
    """What was found when a claim version was decided by screening."""

    siret: Siret
    claim_id: str
    version: int
    screening: Screening


class Figures(Protocol):
    """What can be counted; part of the unit of work, so that figures fit each other."""

    def submitted_by_day(self, first: date, last: date) -> Mapping[date, int]:
        """Count the claim versions submitted on each day; days without any are left out."""

    def last_month(self) -> date | None:
        """First day of the latest month that a version which counts was claimed for."""

    def sums_by_month(self, first: date, last: date) -> Sequence[MonthSum]:
        """Add up the claims whose month begins between two days, in order.

        Versions that count (see ``ClaimStore``) and their assessed lines.
        """

    def hours_to_payment(self, first: date, last: date) -> Mapping[int, int]:
        """Count claim versions by whole hours from submission to the file for the bank.

        The versions are those first sent between two days.
        """

    def screened(self, first: date, last: date) -> Mapping[tuple[Outcome, bool], int]:
        """Count the claim versions submitted between two days, by the outcome of their screening.

        The second part tells those that were held only because they were drawn.
        """

    def waiting_by_day(self) -> Mapping[tuple[date, QueueKind], int]:
        """Count the files that wait for an officer, by their last day to decide and their kind."""

    def last_screened(self, limit: int) -> Sequence[ScreenedClaim]:
        """The claim versions submitted last that were screened, the last first."""
