"""What is kept: tables shared by all units of work until one of them writes."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Generic, Protocol, Self, TypeVar, cast

import attrs
from attrs import Factory, frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.uploads import Upload, UploadedClaim
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.documents import IssuedDocument
from partial_activity.domain.letters.notices import OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.queue import Queued, QueueKey
from partial_activity.domain.payment.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people.idempotency import KeptAnswer
from partial_activity.domain.people.people import Establishment, Membership, Person
from partial_activity.domain.people.sessions import Session
from partial_activity.domain.people.tokens import ApiToken
from partial_activity.domain.screening.outcome import Screening
from partial_activity.domain.screening.policy import PolicyVersion
from partial_activity.ports.office import FileHead

Key = TypeVar("Key")
Value = TypeVar("Value")


class Table(Generic[Key, Value]):
    """Rows by key. A branch shares them until it writes, so that readers see what was committed."""

    def __init__(self, rows: Mapping[Key, Value] = MappingProxyType({}), *, writing: bool) -> None:
        """Share the rows; ``writing`` tells whether they may ever be written to."""
        self._rows = rows
        self._writing = writing
        self._own: dict[Key, Value] | None = None

    def branch(self, *, writing: bool) -> "Table[Key, Value]":
        """The same rows, for another unit of work."""
        return Table(self._rows, writing=writing)

    def find(self, key: Key) -> Value | None:
        """The row, if there is one."""
        return self._rows.get(key)

    def values(self) -> Iterable[Value]:
        """Every row."""
        return self._rows.values()

    def items(self) -> Iterable[tuple[Key, Value]]:
        """Every row with its key."""
        return self._rows.items()

    def put(self, key: Key, value: Value) -> None:
        """Write a row, new or not."""
        assert self._writing, "this unit of work only reads: it is a reading one, or was committed"
        if self._own is None:
            self._own = dict(self._rows)
            self._rows = self._own
        self._own[key] = value

    def remove(self, key: Key) -> None:
        """Take a row away."""
        self.put(key, self._rows[key])
        assert self._own is not None
        del self._own[key]

    def add(self, kind: str, key: Key, value: Value) -> None:
        """Write a new row.

        Raises:
            Conflict: the key is taken.
        """
        if key in self._rows:
            raise Conflict(kind, key_text(key))
        self.put(key, value)


class Revised(Protocol):
    """What can be saved again: its revision tells whether it changed since it was read."""

    @property
    def revision(self) -> int:
        """Grows by one each time the thing is saved."""


Thing = TypeVar("Thing", bound=Revised)


def check_revision(table: Table[Key, Thing], kind: str, key: Key, revision: int) -> Thing:
    """The row as it is, for one who read that revision.

    Raises:
        NotFound: there is no such row.
        Conflict: it was changed since.
    """
    now = found(table.find(key), kind, key)
    if now.revision != revision:
        raise Conflict(kind, key_text(key))
    return now


def next_revision(thing: Thing) -> Thing:
    """The thing as it is kept once saved."""
    saved: Thing = attrs.evolve(cast("Any", thing), revision=thing.revision + 1)
    return saved


def found(thing: Value | None, kind: str, key: object) -> Value:
    """The thing that was looked for.

    Raises:
        NotFound: it is not there.
    """
    if thing is None:
        raise NotFound(kind, key_text(key))
    return thing


def key_text(key: object) -> str:
    """A key as errors name it."""
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _empty() -> "Table[Key, Value]":
    return Table(writing=False)


@frozen
class Tables:
    """All that is kept."""

    establishments: Table[Siret, Establishment] = Factory(_empty)
    members: Table[tuple[Siret, str], Membership] = Factory(_empty)
    people: Table[str, Person] = Factory(_empty)
    sessions: Table[str, Session] = Factory(_empty)
    answers: Table[tuple[str, str, str], KeptAnswer] = Factory(_empty)
    tokens: Table[str, ApiToken] = Factory(_empty)
    requests: Table[tuple[Siret, str, int], AuthorisationRequest] = Factory(_empty)
    decisions: Table[tuple[Siret, str], Decision] = Factory(_empty)
    claims: Table[tuple[Siret, str, int], Claim] = Factory(_empty)
    screenings: Table[tuple[Siret, str, int], Screening] = Factory(_empty)
    bases: Table[str, str] = Factory(_empty)
    typed: Table[tuple[Siret, str, int], str] = Factory(_empty)
    typed_requests: Table[tuple[Siret, str, str], str] = Factory(_empty)
    policies: Table[int, PolicyVersion] = Factory(_empty)
    uploads: Table[tuple[Siret, str], Upload] = Factory(_empty)
    uploaded: Table[tuple[Siret, str, str, int], UploadedClaim] = Factory(_empty)
    documents: Table[tuple[Siret, str], IssuedDocument] = Factory(_empty)
    payments: Table[tuple[Siret, str], PaymentLine] = Factory(_empty)
    events: Table[tuple[Siret, str], tuple[PaymentRecord, ...]] = Factory(_empty)
    payment_files: Table[str, FileHead] = Factory(_empty)
    queued: Table[QueueKey, Queued | None] = Factory(_empty)
    messages: Table[tuple[str, str], OutboxMessage] = Factory(_empty)
    journal: Table[tuple[str, int], JournalEntry] = Factory(_empty)
    chain_lengths: Table[str, int] = Factory(_empty)

    def branch(self, *, writing: bool) -> Self:
        """The same, for another unit of work."""
        names = (field.name for field in attrs.fields(type(self)))
        return type(self)(**{n: getattr(self, n).branch(writing=writing) for n in names})
