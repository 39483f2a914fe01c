"""All or nothing: what happens between entering and committing is kept whole, or not at all."""

from types import TracebackType
from typing import Protocol, Self

from partial_activity.ports.journal import Journal
from partial_activity.ports.outbox import Outbox
from partial_activity.ports.stores import (
    ClaimStore,
    EstablishmentStore,
    PaymentStore,
    PersonStore,
    RequestStore,
)


class UnitOfWork(Protocol):
    """A context manager; leaving it without ``commit`` undoes everything."""

    @property
    def establishments(self) -> EstablishmentStore: ...
    @property
    def people(self) -> PersonStore: ...
    @property
    def requests(self) -> RequestStore: ...
    @property
    def claims(self) -> ClaimStore: ...
    @property
    def payments(self) -> PaymentStore: ...
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
        """Keep everything.

        Raises:
            Conflict: another unit of work changed the same things first.
        """


class UnitsOfWork(Protocol):
    """Where units of work come from."""

    def __call__(self) -> UnitOfWork:
        """A fresh one, for writing; it may wait for another that writes."""
