"""All or nothing: what happens between entering and committing is kept whole, or not at all."""

from types import TracebackType
from typing import Protocol, Self

from partial_activity.ports.figures import Figures
from partial_activity.ports.identities import IdentityStore
from partial_activity.ports.journal import Journal
from partial_activity.ports.office import OfficeStore
from partial_activity.ports.outbox import Outbox
from partial_activity.ports.proofs import FreezeStore, ProofStore
from partial_activity.ports.security_keys import SecurityKeyStore
from partial_activity.ports.sessions import SessionStore, TokenStore
from partial_activity.ports.stores import (
    AnswerStore,
    ClaimStore,
    DocumentStore,
    EstablishmentStore,
    PaymentStore,
    PersonStore,
    PolicyStore,
    RequestStore,
    UploadStore,
)
from partial_activity.ports.visas import VisaStore


class Unavailable(Exception):
    """The store is not there, or not now (gone, full, busy for too long): try again later.

    Nothing was kept; only when ``commit`` itself raised it is that not sure: read again.
    """


class UnitOfWork(Protocol):
    """A context manager; leaving it without ``commit`` undoes everything.

    A refusal of a store (``Conflict``, ``NotFound``, ``NotAllowed``) has done nothing, and the
    unit can go on, unless another unit of work was in its way: ``commit`` then raises ``Conflict``.
    """

    @property
    def establishments(self) -> EstablishmentStore: ...
    @property
    def people(self) -> PersonStore: ...
    @property
    def sessions(self) -> SessionStore: ...
    @property
    def identities(self) -> IdentityStore: ...
    @property
    def security_keys(self) -> SecurityKeyStore: ...
    @property
    def tokens(self) -> TokenStore: ...
    @property
    def freezes(self) -> FreezeStore: ...
    @property
    def proofs(self) -> ProofStore: ...
    @property
    def answers(self) -> AnswerStore: ...
    @property
    def requests(self) -> RequestStore: ...
    @property
    def claims(self) -> ClaimStore: ...
    @property
    def policies(self) -> PolicyStore: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def uploads(self) -> UploadStore: ...
    @property
    def visas(self) -> VisaStore: ...
    @property
    def documents(self) -> DocumentStore: ...
    @property
    def payments(self) -> PaymentStore: ...
    @property
    def office(self) -> OfficeStore: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def journal(self) -> Journal: ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything, once: from then on the unit only reads.

        Raises:
            Conflict: another unit of work changed the same things first.
            Unavailable: the store went away; whether it was kept is not known.
        """


class UnitsOfWork(Protocol):
    """Makes units of work."""

    def __call__(self) -> UnitOfWork:
        """A fresh one, for writing; it may wait for another that writes.

        Entering it raises ``Unavailable`` when the store is not there, or stays busy for too long.
        One inside another, in one thread, waits for itself.
        """

    def reading(self) -> UnitOfWork:
        """A fresh one that only reads: it never waits for one that writes, and keeps nothing.

        Writing in it is a fault of ours, and fails as an assertion.
        """
