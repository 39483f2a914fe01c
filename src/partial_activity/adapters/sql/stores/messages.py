"""The outbox, in SQL."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, or_, select, update

from partial_activity.adapters.sql.schema import letters
from partial_activity.adapters.sql.schema.columns import Read, as_kept, read_again
from partial_activity.adapters.sql.schema.letters import MESSAGE
from partial_activity.adapters.sql.schema.nir import NirVault, SealBroken
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import (
    LONGEST_WAIT,
    Delivery,
    NoticeKind,
    OutboxMessage,
)

_log = logging.getLogger(__name__)

# Written out, as in the indexes of those that wait and of those that failed.
_WAITING = MESSAGE.c.delivery == literal_column(f"'{Delivery.WAITING.value}'")
_FAILED = MESSAGE.c.delivery == literal_column(f"'{Delivery.FAILED.value}'")
_BY_AGE = (MESSAGE.c.created_at.nulls_first(), MESSAGE.c.about, MESSAGE.c.id)
_DUE = (
    select(*map(as_kept, MESSAGE.columns))
    .where(
        _WAITING,
        or_(
            MESSAGE.c.next_attempt_at.is_(None),
            MESSAGE.c.next_attempt_at <= bindparam("now"),
            MESSAGE.c.next_attempt_at > bindparam("too_late"),
        ),
    )
    .order_by(*_BY_AGE)
    .limit(bindparam("limit"))
)
_DUE_TO_US = _DUE.with_for_update(skip_locked=True)
_KEY = (MESSAGE.c.about == bindparam("key_about"), MESSAGE.c.id == bindparam("key_id"))
_CHANGED = update(MESSAGE).where(*_KEY)
_TOLD = select(MESSAGE.c.id).where(*_KEY)
_LAST_TOLD = select(func.max(MESSAGE.c.created_at).label("last")).where(
    *(MESSAGE.c[name] == bindparam(name) for name in ("about", "kind", "to"))
)
_ABOUT = (
    select(MESSAGE)
    .where(MESSAGE.c.about == bindparam("about"))
    .order_by(MESSAGE.c.created_at.desc().nulls_last(), MESSAGE.c.about.desc(), MESSAGE.c.id.desc())
)


class SqlOutbox:
    """See :class:`~partial_activity.ports.outbox.Outbox`."""

    def __init__(self, transaction: Transaction, vault: NirVault) -> None:
        """Work in one transaction, with the keys that seal what letters say."""
        self._transaction, self._vault = transaction, vault

    def add(self, message: OutboxMessage) -> None:
        """Keep a new message: a fact is told once."""
        row = letters.message_row(message, self._vault)
        self._transaction.add(MESSAGE, row, "message", _key_text(message))

    def due(self, now: datetime, limit: int) -> Sequence[OutboxMessage]:
        """Waiting and due, the oldest first."""
        query = _DUE_TO_US if self._transaction.writing else _DUE
        due = self._transaction.rows(query, now=now, too_late=now + LONGEST_WAIT, limit=limit)
        return [letter for row in due if (letter := self._read(row, now)) is not None]

    def _read(self, row: Read, now: datetime) -> OutboxMessage | None:
        """The message; None for one that this version cannot read, which keeps no other waiting.

        A newer version beside this one may have written it: it stays, is put off, and tells why.
        """
        try:
            return letters.message(read_again(MESSAGE, row), self._vault)
        except (ValueError, TypeError, LookupError, SealBroken) as error:
            _log.exception("a letter that waits cannot be read")
            if self._transaction.writing:
                text = f"{row['about']} {row['id']}".strip()
                put_off = {
                    "key_about": row["about"],
                    "key_id": row["id"],
                    "attempts": row["attempts"] + 1,
                    "next_attempt_at": now + LONGEST_WAIT,
                    "last_error": f"it cannot be read: {type(error).__name__}",
                }
                self._transaction.run(_CHANGED, "message", text, put_off)
            return None

    def save(self, message: OutboxMessage) -> None:
        """Keep what became of it, or ``NotFound``."""
        row = letters.message_row(message, self._vault)
        row |= {"key_about": row.pop("about"), "key_id": row.pop("id")}
        if self._transaction.run(_CHANGED, "message", _key_text(message), row) == 0:
            raise NotFound("message", _key_text(message))

    def about(self, siret: str) -> Sequence[OutboxMessage]:
        """All that was told about an establishment, the last first."""
        rows = self._transaction.rows(_ABOUT, about=siret)
        return [letters.message(row, self._vault) for row in rows]

    def told(self, siret: str, message_id: str) -> bool:
        """Whether it was told."""
        return bool(self._transaction.tuples(_TOLD, key_about=siret, key_id=message_id))

    def last_told(self, siret: str, kind: NoticeKind, to: EmailAddress) -> datetime | None:
        """The instant at which a message of a kind was last left for an address."""
        of = {"about": siret, "kind": kind, "to": to}
        row = self._transaction.first(_LAST_TOLD, **of)
        return row["last"] if row else None

    def waiting(self) -> int:
        """Count the letters that wait."""
        return self._transaction.number(select(func.count()).select_from(MESSAGE).where(_WAITING))

    def oldest_waiting(self) -> datetime | None:
        """The instant since which one waits."""
        row = self._transaction.first(
            select(func.min(MESSAGE.c.created_at).label("oldest")).where(_WAITING)
        )
        return row["oldest"] if row else None

    def failed(self) -> Sequence[OutboxMessage]:
        """Give those given up, the oldest first."""
        query = select(MESSAGE).where(_FAILED).order_by(*_BY_AGE)
        return [letters.message(row, self._vault) for row in self._transaction.rows(query)]


def _key_text(message: OutboxMessage) -> str:
    return f"{message.about} {message.id}".strip()
