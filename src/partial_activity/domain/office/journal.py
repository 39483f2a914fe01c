"""The journal: what happened, in an order nobody can change unseen.

Entries hold identifiers and keyed hashes, never personal data. Each establishment has a chain of
its own. An entry is keyed as it is written, so that nobody without the key adds or changes one; the
worker then seals it to the one before, so that none is taken out or moved.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import attrs
from attrs import Factory, field

from partial_activity.domain.values import frozen


@frozen
class JournalEntry:
    """One fact of one establishment's chain (``service`` for what belongs to none)."""

    chain: str
    number: int
    """1, 2, 3 … in the chain; given by the store when the entry is added."""
    at: datetime
    actor: str
    """Person's id, or ``system``."""
    action: str
    subject: str
    facts: Mapping[str, str] = Factory(dict)
    tag: str = ""
    """Keyed hash of all that stands above but the number, given as the entry is written."""
    seal: str = ""
    """Keyed hash of the number, the tag and the seal before it; empty until the worker seals it."""


GENESIS = "0" * 64
_LEAST_BYTES = 32


@frozen
class JournalKeys:
    """What entries are keyed with; the keys never print themselves.

    A tag or a seal names its key, so that keys can be changed one after another; a name follows
    from its key, so that a wrong key is an unknown one.
    """

    current: bytes = field(repr=False)
    earlier: tuple[bytes, ...] = field(repr=False, default=())
    """Keys of entries that are there; nothing new is keyed with them."""
    _by_name: Mapping[str, bytes] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if min(map(len, (self.current, *self.earlier))) < _LEAST_BYTES:
            msg = f"a key of the journal needs {_LEAST_BYTES} bytes at least"
            raise ValueError(msg)
        named = {_name(key): key for key in (*self.earlier, self.current)}
        object.__setattr__(self, "_by_name", named)

    def keyed(self, *parts: str) -> str:
        """The name of the current key, a colon, and the keyed hash of the parts."""
        return f"{_name(self.current)}:{_digest(self.current, parts)}"

    def holds(self, keyed: str, *parts: str) -> bool:
        """Whether that is the keyed hash of these parts, under any of the keys."""
        name, _, digest = keyed.partition(":")
        key = self._by_name.get(name)
        return key is not None and hmac.compare_digest(
            digest.encode(), _digest(key, parts).encode()
        )

    def tagged(self, entry: JournalEntry, once: str) -> JournalEntry:
        """The entry with its tag.

        ``once`` is drawn for it alone: no other has that tag, not even one that says the same.
        """
        return attrs.evolve(entry, tag=f"{once}:{self.keyed(once, *_said(entry))}")

    def wrote(self, entry: JournalEntry) -> bool:
        """Whether who holds a key wrote the entry, as it is."""
        once, _, keyed = entry.tag.partition(":")
        return self.holds(keyed, once, *_said(entry))

    def seal(self, previous: str, entry: JournalEntry) -> str:
        """The seal of an entry that follows the one with that seal."""
        return self.keyed(previous, str(entry.number), entry.tag)

    def seals(self, previous: str, entry: JournalEntry) -> bool:
        """Whether its seal is that of an entry which follows the one with that seal."""
        return self.holds(entry.seal, previous, str(entry.number), entry.tag)


def _name(key: bytes) -> str:
    return hmac.digest(key, b"name of the key", "sha256").hex()[:8]


def _digest(key: bytes, parts: Iterable[str]) -> str:
    canonical = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key, canonical.encode(), hashlib.sha256).hex()


def _said(entry: JournalEntry) -> Iterator[str]:
    yield from (entry.chain, entry.at.astimezone(UTC).isoformat())
    yield from (entry.actor, entry.action, entry.subject)
    for key in sorted(entry.facts):
        yield f"{key}={entry.facts[key]}"


def first_broken(entries: Iterable[JournalEntry], keys: JournalKeys) -> JournalEntry | None:
    """The first entry of a chain, in order, that does not stand as it was written; or None.

    Who holds no key wrote or changed it, its seal does not follow from the one before, or it is
    there twice. Entries that wait for their seal are at the end.
    """
    previous, waiting, seen = GENESIS, False, set[str]()
    for number, entry in enumerate(entries, start=1):
        if entry.tag in seen or not keys.wrote(entry):
            return entry
        seen.add(entry.tag)
        if not entry.seal:
            waiting = True
        elif waiting or entry.number != number or not keys.seals(previous, entry):
            return entry
        else:
            previous = entry.seal
    return None


@frozen
class Head:
    """The end of the sealed part of a chain."""

    number: int
    seal: str
