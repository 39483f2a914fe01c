"""The place where anchors of the journal are kept, which is not the database."""

from collections.abc import Iterator
from typing import Protocol

from partial_activity.domain.office.anchors import Anchor


class Anchors(Protocol):
    """Keeps anchors, one after another; none is ever changed or taken away."""

    def add(self, anchor: Anchor) -> None:
        """Keep the next one; on disk before it returns.

        Raises:
            Conflict: its number is not the next one.
            Unavailable: it cannot be kept now.
        """

    def last(self) -> Anchor | None:
        """The last one; None: there is none."""

    def all(self) -> Iterator[Anchor]:
        """Give the anchors in order. One that cannot be read has the seal ``unreadable``."""
