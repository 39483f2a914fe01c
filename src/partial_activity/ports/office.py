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
    """What claims of a state add up to."""

    claims: int
    corrections: int
    """Of them, later versions: what was paid before is taken off when they are ordered."""
    allowance: Euros


@frozen
class ToSend:
    """What is ordered and in no file that left."""

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
    """Read across establishments; the queue and the heads of files are written here too."""

    def hold(self, queued: Queued) -> None:
        """Put into the queue; ``Conflict`` when that version is in it."""

    def release(self, key: QueueKey) -> None:
        """Take out of the queue; nothing happens where it is not in it."""

    def held(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Queued]:
        """Those of the files that are in the queue."""

    def queue(
        self, asked: QueueFilter, limit: int, after: QueuePlace | None = None
    ) -> Sequence[Queued]:
        """By last day to decide, then by kind, establishment, id and version."""

    def counts(self, asked: QueueFilter, today: date, soon: date) -> Mapping[QueueKind, QueueCount]:
        """How many wait, are late on ``today``, or are to be decided up to ``soon``.

        A kind that has none is left out; ``until`` of the filter does not count.
        """

    def counts_by_check(self, kind: QueueKind | None) -> Mapping[str, int]:
        """How many files each check holds; none: left out."""

    def requests_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, AuthorisationRequest]:
        """The versions of requests that are there; keys of claims are passed over."""

    def claims_at(self, keys: Collection[QueueKey]) -> Mapping[QueueKey, Claim]:
        """As ``requests_at`` for claims, without lines."""

    def establishments_named(self, text: str, limit: int) -> Sequence[Establishment]:
        """Whose name has, for each word of a text, a word that begins with it; by number.

        Capitals and accents do not count; a text without a letter or digit finds nothing.
        """

    def decisions_numbered(self, number: str) -> Sequence[Decision]:
        """Decisions with a public number, of all establishments."""

    def requests_with_id(self, request_id: str, limit: int) -> Sequence[AuthorisationRequest]:
        """The latest version of a request, of each establishment that has it, by establishment."""

    def claims_with_id(self, claim_id: str) -> Sequence[Claim]:
        """The latest version of a claim, without lines, of each establishment that has it."""

    def worth(self, state: ClaimState) -> Worth:
        """What the versions in a state add up to."""

    def to_send(self) -> ToSend:
        """What is ordered and in no file that left."""

    def add_file(self, head: FileHead) -> None:
        """Keep the head of a file, in the unit of work that lists its lines; ``Conflict`` twice."""

    def file(self, reference: str) -> FileHead | None: ...
    def files(self, limit: int, before: FileHead | None = None) -> Sequence[FileHead]:
        """The last listed first; those after ``before`` in that order."""

    def file_events(self, references: Collection[str]) -> Mapping[str, Mapping[PaymentEvent, int]]:
        """How many lines of each file had each event."""

    def lines_in_file(
        self, reference: str, limit: int, after: int = 0
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """Some lines of a file in their order, ``after`` so many, each with what happened to it."""

    def lines_of_claims(
        self, claims: Collection[tuple[Siret, str, int]]
    ) -> Sequence[tuple[PaymentLine, Sequence[PaymentRecord]]]:
        """The payment lines of some versions of claims; the last attempt of each version first."""
