"""Units of work in memory: one writes at a time, readers see what was last committed."""

import secrets
from threading import Lock
from types import TracebackType
from typing import Self

from partial_activity.adapters.memory.answers import MemoryAnswers
from partial_activity.adapters.memory.claims import MemoryClaims
from partial_activity.adapters.memory.documents import MemoryDocuments
from partial_activity.adapters.memory.figures import MemoryFigures
from partial_activity.adapters.memory.freezes import MemoryFreezes
from partial_activity.adapters.memory.identities import MemoryIdentities
from partial_activity.adapters.memory.messages import MemoryJournal, MemoryOutbox
from partial_activity.adapters.memory.office import MemoryOffice
from partial_activity.adapters.memory.payments import MemoryPayments
from partial_activity.adapters.memory.people import MemoryEstablishments, MemoryPeople
from partial_activity.adapters.memory.policies import MemoryPolicies
from partial_activity.adapters.memory.proofs import MemoryProofs
from partial_activity.adapters.memory.requests import MemoryRequests
from partial_activity.adapters.memory.security_keys import MemorySecurityKeys
from partial_activity.adapters.memory.sessions import MemorySessions
from partial_activity.adapters.memory.tables import Tables
from partial_activity.adapters.memory.tokens import MemoryTokens
from partial_activity.adapters.memory.uploads import MemoryUploads
from partial_activity.adapters.memory.visas import MemoryVisas
from partial_activity.domain.office.journal import JournalKeys
from partial_activity.ports.unit_of_work import Unavailable


class MemoryUnitsOfWork:
    """See :class:`~partial_activity.ports.unit_of_work.UnitsOfWork`; lives as long as it does."""

    def __init__(self, wait_seconds: float = 30.0) -> None:
        """Start empty; ``wait_seconds`` is how long a unit waits for another that writes."""
        self.journal_keys = JournalKeys(secrets.token_bytes(32))
        self.tables = Tables(writing=False)
        self.writing = Lock()
        self.wait_seconds = wait_seconds

    def __call__(self) -> "MemoryUnitOfWork":
        """A fresh one, for writing."""
        return MemoryUnitOfWork(self, writing=True)

    def reading(self) -> "MemoryUnitOfWork":
        """A fresh one that only reads."""
        return MemoryUnitOfWork(self, writing=False)


class MemoryUnitOfWork:
    """See :class:`~partial_activity.ports.unit_of_work.UnitOfWork`."""

    establishments: MemoryEstablishments
    people: MemoryPeople
    sessions: MemorySessions
    identities: MemoryIdentities
    security_keys: MemorySecurityKeys
    freezes: MemoryFreezes
    proofs: MemoryProofs
    answers: MemoryAnswers
    tokens: MemoryTokens
    requests: MemoryRequests
    claims: MemoryClaims
    policies: MemoryPolicies
    figures: MemoryFigures
    uploads: MemoryUploads
    visas: MemoryVisas
    documents: MemoryDocuments
    payments: MemoryPayments
    office: MemoryOffice
    outbox: MemoryOutbox
    journal: MemoryJournal

    def __init__(self, units: MemoryUnitsOfWork, *, writing: bool) -> None:
        """Take nothing until it is entered."""
        self._units, self._writing = units, writing

    def __enter__(self) -> Self:
        """Wait for another that writes; see what it left.

        Raises:
            Unavailable: it wrote for too long, or is one around this one.
        """
        if self._writing and not self._units.writing.acquire(timeout=self._units.wait_seconds):
            msg = "another unit of work has been writing for too long: is one inside another?"
            raise Unavailable(msg)
        self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Forget what was not committed."""
        if self._writing:
            self._writing = False
            self._units.writing.release()

    def commit(self) -> None:
        """Keep everything; from then on the unit only reads."""
        assert self._writing, "a unit of work is committed once, and a reading one never"
        self._units.tables = self._tables.branch(writing=False)
        self._writing = False
        self._units.writing.release()
        self._open()

    def _open(self) -> None:
        self._tables = self._units.tables.branch(writing=self._writing)
        self.establishments = MemoryEstablishments(self._tables)
        self.people = MemoryPeople(self._tables)
        self.sessions = MemorySessions(self._tables)
        self.identities = MemoryIdentities(self._tables)
        self.security_keys = MemorySecurityKeys(self._tables)
        self.freezes = MemoryFreezes(self._tables)
        self.proofs = MemoryProofs(self._tables)
        self.answers = MemoryAnswers(self._tables)
        self.tokens = MemoryTokens(self._tables)
        self.requests = MemoryRequests(self._tables)
        self.claims = MemoryClaims(self._tables)
        self.policies = MemoryPolicies(self._tables)
        self.figures = MemoryFigures(self._tables)
        self.uploads = MemoryUploads(self._tables)
        self.visas = MemoryVisas(self._tables)
        self.documents = MemoryDocuments(self._tables)
        self.payments = MemoryPayments(self._tables)
        self.office = MemoryOffice(self._tables)
        self.outbox = MemoryOutbox(self._tables)
        self.journal = MemoryJournal(self._tables, self._units.journal_keys)
