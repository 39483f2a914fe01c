"""What somebody of the service stopped at once: a firm, a person, a bank account, a payment run."""

from datetime import datetime
from enum import Enum

import attrs
from attrs import frozen

from partial_activity.domain.errors import InvalidValue, NotAllowed


class Frozen(Enum):
    """What can be stopped, and what it is known by."""

    FIRM = "firm"
    """A firm, by its SIREN: every establishment of it that has an account; or one SIRET."""
    PERSON = "person"
    """A person of an employer, by the address or the identifier; kept by the latter."""
    ACCOUNT = "account"
    """A bank account, by its IBAN: nothing more is ordered or handed over towards it."""
    RUN = "run"
    """A payment file that was not handed over, by its reference."""


@frozen(kw_only=True)
class Freeze:
    """One thing that is, or was, frozen."""

    id: str
    what: Frozen
    key: str
    reason: str
    at: datetime
    by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidValue(
                "missing", "reason", "say why it is frozen", "dites pourquoi c'est gelé"
            )

    def lifted(self, now: datetime, by: str) -> "Freeze":
        """The freeze, over from now on.

        Raises:
            NotAllowed: it was lifted before.
        """
        if self.lifted_at is not None:
            raise NotAllowed("freeze", "lifted", "lifted")
        return attrs.evolve(self, lifted_at=now, lifted_by=by)
