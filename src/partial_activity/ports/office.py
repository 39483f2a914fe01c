"""What the office asks for that is not one establishment's: queue, search, payment files.

Each method is a few statements, however many files there are: a page reads a page.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import (
    QueueCount,
    Queued,
    QueueFilter,
    QueueKey,
    QueueKind,
    QueuePlace,
)
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.domain.people.people import Establishment


@frozen
class Worth:
    """Sums over the claims of a state."""

    claims: int
    corrections: int
    """Later versions among them: what was paid before is taken off when they are ordered."""
    allowance: Euros


@frozen
class ToSend:
    """Sum of the payments that are ordered and in no file that left."""

    lines: int
    amount: Euros


@frozen
class FileHead:
    """A payment file, as it was when its list was closed."""

    reference: str
    listed_at: datetime
    lines: int
    amount: Euros


class OfficeStore(Protocol):
    """Reads across establishments; the queue and the heads of files are written here too."""

    def hold(self, queued: Queued) -> None:
        """Put a file into the queue; ``Conflict`` when that version is in it."""

    def release(self, key: QueueKey) -> None:
        """Take a file out of the queue; nothing happens where it is not in it."""

    def held(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Queued]:
        """Find which of the files are in the queue."""

    def queue(
        self, asked: QueueFilter, limit: int, after: QueuePlace | None = None
    ) -> Sequence[Queued]:
        """List the queue by last day to decide, then by kind, establishment, id and version."""

    def counts(self, asked: QueueFilter, today: date, soon: date) -> Mapping[QueueKind, QueueCount]:
        """Count those that wait, are late on ``today``, or are to be decided up to ``soon``.

        A kind that has none is left out; ``until`` of the filter does not count.
        """

    def counts_by_check(self, kind: QueueKind | None) -> Mapping[str, int]:
        """Count the files that each check holds; a check that holds none is left out."""

    def requests_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, AuthorisationRequest]:
        """Read the versions of requests that are there; keys of claims are passed over."""

    def claims_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Claim]:
        """Read the versions of claims that are there, without lines."""

    def establishments_named(self, text: str, limit: int) -> Sequence[Establishment]:
        """Find, by number, names with a word that begins with each word of a text.

        Capitals and accents do not count; a text without a letter or digit finds nothing.
        """

    def decisions_numbered(self, number: str) -> Sequence[Decision]:
        """Find the decisions with a public number, of all establishments."""

    def requests_with_id(self, ending: str, limit: int) -> Sequence[AuthorisationRequest]:
        """Read the latest version of each request whose id ends so, by establishment."""

    def claims_with_id(self, ending: str, limit: int) -> Sequence[Claim]:
        """Read the latest version of each claim whose id ends so, without lines."""

    def worth(self, state: ClaimState) -> Worth:
        """Add up the versions in a state."""

    def to_send(self) -> ToSend:
        """Add up what is ordered and in no file that left."""

    def add_file(self, head: FileHead) -> None:
        """Keep the head of a file, in the unit of work that lists its lines; ``Conflict`` twice."""

    def file(self, reference: str) -> FileHead | None: ...
    def files(self, limit: int, before: FileHead | None = None) -> Sequence[FileHead]:
        """List the files, the last listed first, from after ``before`` on."""

    def files_to_transmit(self) -> Sequence[FileHead]:
        """List the files that were written and have not gone to the bank, the first listed first.

        By their lines: one was ``SENT``, none ``TRANSMITTED``.
        """

    def file_events(self, references: Collection[str]) -> Mapping[str, Mapping[PaymentEvent, int]]:
        """Count, for each file, the lines that had each event."""

    def lines_in_file(
        self, reference: str, limit: int, after: int = 0
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """Read some lines of a file in their order, after so many, each with its events."""

    def lines_of_claims(
        self, claims: Collection[tuple[Siret, str, int]]
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """Read the payment lines of versions of claims; the last attempt of each first."""
