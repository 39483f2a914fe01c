"""Counts and sums over all establishments, made where things are kept: nothing is read one by one.

Numbers only, about nobody. Days are legal days, both ends included.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from attrs import frozen

from partial_activity.domain.authorisations import RequestState
from partial_activity.domain.cases import Scheme
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.procedure.deadlines import Foundation
from partial_activity.domain.screening import Outcome, Screening


@frozen(order=True)
class MonthSum:
    """What the lines of a month come to that were assessed by the same rules."""

    month: date
    """Its first day."""
    basis: str
    """Digest of those rules, kept in the store of claims."""
    lines: int
    hours: Hours
    indemnity: Euros
    allowance: Euros


@frozen
class Undecided:
    """Requests that wait, received on the same day, with the same time to decide."""

    filed_on: date
    scheme: Scheme
    foundation: Foundation | None
    state: RequestState
    requests: int


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
        """How many claim versions were submitted on each day; days without any are left out."""

    def sums_by_month(self, first: date, last: date) -> Sequence[MonthSum]:
        """Of claims whose month begins between two days, in order.

        Versions that count (see ``ClaimStore``) and their assessed lines.
        """

    def hours_to_payment(self, first: date, last: date) -> Mapping[int, int]:
        """By whole hours from submission to the file for the bank: how many claim versions.

        Those first sent between two days.
        """

    def screened(self, first: date, last: date) -> Mapping[tuple[Outcome, bool], int]:
        """How many claim versions submitted between two days were screened with each outcome.

        The second part tells those that were held only because they were drawn.
        """

    def held_by_day(self) -> Mapping[date, int]:
        """How many claims wait for an officer, by the day they were submitted."""

    def undecided(self) -> Sequence[Undecided]:
        """Requests that were submitted and not decided, in order of their day."""

    def last_screened(self, limit: int) -> Sequence[ScreenedClaim]:
        """The claim versions submitted last that were screened, the last first."""
