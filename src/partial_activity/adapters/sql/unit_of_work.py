"""Units of work on a database: one connection, one transaction, all stores."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from partial_activity.adapters.sql.engine import READING
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.adapters.sql.stores.answers import SqlAnswers
from partial_activity.adapters.sql.stores.claims import SqlClaims
from partial_activity.adapters.sql.stores.documents import SqlDocuments
from partial_activity.adapters.sql.stores.figures import SqlFigures
from partial_activity.adapters.sql.stores.freezes import SqlFreezes
from partial_activity.adapters.sql.stores.identities import SqlIdentities
from partial_activity.adapters.sql.stores.journal import SqlJournal
from partial_activity.adapters.sql.stores.messages import SqlOutbox
from partial_activity.adapters.sql.stores.office import SqlOffice
from partial_activity.adapters.sql.stores.payments import SqlPayments
from partial_activity.adapters.sql.stores.people import SqlEstablishments, SqlPeople
from partial_activity.adapters.sql.stores.policies import SqlPolicies
from partial_activity.adapters.sql.stores.proofs import SqlProofs
from partial_activity.adapters.sql.stores.requests import SqlRequests
from partial_activity.adapters.sql.stores.security_keys import SqlSecurityKeys
from partial_activity.adapters.sql.stores.sessions import SqlSessions
from partial_activity.adapters.sql.stores.tokens import SqlTokens
from partial_activity.adapters.sql.stores.uploads import SqlUploads
from partial_activity.adapters.sql.stores.visas import SqlVisas
from partial_activity.adapters.sql.transaction import Transaction, translated
from partial_activity.domain.office.journal import JournalKeys


class SqlUnitsOfWork:
    """See :class:`~partial_activity.ports.unit_of_work.UnitsOfWork`."""

    def __init__(
        self, engine: Engine, vault: NirVault, journal_keys: JournalKeys | None = None
    ) -> None:
        """Use an engine of ``open_engine``, the keys of the numbers, and those of the journal.

        Without keys of the journal one is drawn from the key of the hashes of numbers, which never
        changes.
        """
        self._engine, self._vault = engine, vault
        self._keys = journal_keys or JournalKeys(vault.drawn(b"journal"))

    def __call__(self) -> "SqlUnitOfWork":
        """A fresh one, for writing."""
        return SqlUnitOfWork(self._engine, self._vault, self._keys, writing=True)

    def reading(self) -> "SqlUnitOfWork":
        """A fresh one that only reads."""
        return SqlUnitOfWork(self._engine, self._vault, self._keys, writing=False)

    def close(self) -> None:
        """Let go of every connection; the next unit of work takes a new one."""
        self._engine.dispose()


class SqlUnitOfWork:
    """See :class:`~partial_activity.ports.unit_of_work.UnitOfWork`."""

    establishments: SqlEstablishments
    people: SqlPeople
    sessions: SqlSessions
    identities: SqlIdentities
    security_keys: SqlSecurityKeys
    freezes: SqlFreezes
    proofs: SqlProofs
    answers: SqlAnswers
    tokens: SqlTokens
    requests: SqlRequests
    claims: SqlClaims
    policies: SqlPolicies
    figures: SqlFigures
    uploads: SqlUploads
    visas: SqlVisas
    documents: SqlDocuments
    payments: SqlPayments
    office: SqlOffice
    outbox: SqlOutbox
    journal: SqlJournal

    def __init__(
        self, engine: Engine, vault: NirVault, keys: JournalKeys, *, writing: bool
    ) -> None:
        """Take nothing until it is entered."""
        self._engine, self._vault, self._keys, self._writing = engine, vault, keys, writing

    def __enter__(self) -> Self:
        """Take a connection and begin.

        Raises:
            Unavailable: the database is not there, or another writes for too long.
        """
        try:
            self._connection = self._engine.connect()
            try:
                self._begin()
            except BaseException:
                self._connection.close()
                raise
        except SQLAlchemyError as error:
            raise translated(error, "unit of work", "") from error
        transaction = Transaction(self._connection, writing=self._writing)
        self._transaction = transaction
        self.establishments = SqlEstablishments(transaction)
        self.people = SqlPeople(transaction)
        self.sessions = SqlSessions(transaction)
        self.identities = SqlIdentities(transaction)
        self.security_keys = SqlSecurityKeys(transaction)
        self.freezes = SqlFreezes(transaction)
        self.proofs = SqlProofs(transaction)
        self.answers = SqlAnswers(transaction)
        self.tokens = SqlTokens(transaction)
        self.requests = SqlRequests(transaction, self._vault)
        self.claims = SqlClaims(transaction, self._vault)
        self.policies = SqlPolicies(transaction)
        self.figures = SqlFigures(transaction)
        self.uploads = SqlUploads(transaction)
        self.visas = SqlVisas(transaction)
        self.documents = SqlDocuments(transaction)
        self.payments = SqlPayments(transaction)
        self.office = SqlOffice(transaction)
        self.outbox = SqlOutbox(transaction, self._vault)
        self.journal = SqlJournal(transaction, self._keys)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Undo what was not committed, and give the connection back."""
        if kind is None and not self._transaction.writing:
            self._end_reading()
        _give_back(self._connection)

    def commit(self) -> None:
        """Keep everything."""
        transaction = self._transaction
        assert transaction.writing, "a unit of work is committed once, and a reading one never"
        if transaction.failed is not None:
            raise transaction.failed
        with transaction.translating("unit of work", ""):
            self._connection.commit()
        transaction.writing = False
        self._read_only()

    def _end_reading(self) -> None:
        """Undo nothing, for nothing was done; a driver that undoes forgets what it prepared."""
        try:
            self._connection.commit()
        except SQLAlchemyError:
            self._connection.invalidate()

    def _begin(self) -> None:
        if not self._writing:
            self._read_only()
        self._connection.begin()

    def _read_only(self) -> None:
        options = {READING: True}
        if self._connection.dialect.name == "postgresql":
            options["postgresql_readonly"] = True
        self._connection.execution_options(**options)


def _give_back(connection: Connection) -> None:
    """Give a connection back.

    One that breaks here loses nothing: nothing was to be kept any more.
    """
    try:
        connection.close()
    except SQLAlchemyError:
        connection.invalidate()
