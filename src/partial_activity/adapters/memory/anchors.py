"""Anchors of the journal in memory."""

from collections.abc import Iterator

from partial_activity.domain.errors import Conflict
from partial_activity.domain.office.anchors import Anchor


class MemoryAnchors:
    """See :class:`~partial_activity.ports.anchors.Anchors`."""

    def __init__(self) -> None:
        """Begin with none."""
        self._anchors: list[Anchor] = []

    def add(self, anchor: Anchor) -> None:
        """Keep the next one."""
        if anchor.number != len(self._anchors) + 1:
            raise Conflict("anchor", str(anchor.number))
        self._anchors.append(anchor)

    def last(self) -> Anchor | None:
        """The last one."""
        return self._anchors[-1] if self._anchors else None

    def all(self) -> Iterator[Anchor]:
        """Give the anchors in order."""
        return iter(self._anchors)
