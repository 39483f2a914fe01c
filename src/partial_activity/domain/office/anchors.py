"""Anchors: where every chain of the journal ended, kept away from the database.

Who cuts the end of a chain, or takes a whole one away, leaves seals that hold. An anchor says how
far each chain had come. Each is keyed, and follows from the one before; it names only the chains
that moved since, so that the last word on each chain is found by reading them all.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from attrs import evolve, frozen

from partial_activity.domain.office.journal import GENESIS, Head, JournalKeys

_SHOWN = 49
"""The name of the key, a colon, forty hexadecimal digits."""


@frozen
class Anchor:
    """An anchor says where the chains that moved ended, at one instant."""

    number: int
    """1, 2, 3 …"""
    at: datetime
    entries: int
    """Sealed in all chains together, those that did not move too."""
    heads: Mapping[str, Head]
    """The heads of the chains that moved since the anchor before."""
    seal: str = ""

    @property
    def shown(self) -> str:
        """The beginning of its seal, 160 bits, as a letter tells it."""
        return self.seal[:_SHOWN]


def next_anchor(
    last: Anchor | None, heads: Mapping[str, Head], new: int, at: datetime, keys: JournalKeys
) -> Anchor:
    """The anchor that follows ``last``, sealed: so many entries were sealed since."""
    number, entries = (last.number, last.entries) if last else (0, 0)
    anchor = Anchor(number + 1, at, entries + new, heads)
    previous = last.seal if last else GENESIS
    return evolve(anchor, seal=keys.keyed(previous, *_said(anchor)))


def first_broken_anchor(anchors: Iterable[Anchor], keys: JournalKeys) -> int | None:
    """The number of the first that does not follow from the one before it; None: all do."""
    previous = GENESIS
    for number, anchor in enumerate(anchors, start=1):
        if anchor.number != number or not keys.holds(anchor.seal, previous, *_said(anchor)):
            return number
        previous = anchor.seal
    return None


def _said(anchor: Anchor) -> tuple[str, ...]:
    heads = (f"{chain} {head.number} {head.seal}" for chain, head in sorted(anchor.heads.items()))
    at = anchor.at.astimezone(UTC).isoformat()
    return ("anchor", str(anchor.number), at, str(anchor.entries), *heads)
