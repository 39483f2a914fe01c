"""Anchors of the journal in a file, one a line: on another disk, or where lines are only added."""

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from partial_activity.domain.errors import Conflict
from partial_activity.domain.office.anchors import Anchor
from partial_activity.domain.office.journal import Head
from partial_activity.ports.unit_of_work import Unavailable

_UNREADABLE = "unreadable"
_STEP = 65_536


class AnchorFile:
    """See :class:`~partial_activity.ports.anchors.Anchors`."""

    def __init__(self, path: Path) -> None:
        """Keep them in a file, made when first needed."""
        self._path = path

    def add(self, anchor: Anchor) -> None:
        """Keep the next one; on disk before it returns."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                last = self.last()
                if anchor.number != (last.number if last else 0) + 1:
                    raise Conflict("anchor", str(anchor.number))
                file.write(_begun(self._path) + _line(anchor))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            msg = f"the anchor of the journal could not be kept: {error.strerror}"
            raise Unavailable(msg) from error

    def last(self) -> Anchor | None:
        """The last one that is whole."""
        try:
            with self._path.open("rb") as file:
                end = file.seek(0, os.SEEK_END)
                tail = b""
                while end > 0:
                    begin = max(0, end - _STEP)
                    file.seek(begin)
                    tail = file.read(end - begin) + tail
                    end = begin
                    for line in reversed(tail.split(b"\n")[(1 if begin else 0) :]):
                        if line and (anchor := _anchor(line, 0)).seal != _UNREADABLE:
                            return anchor
        except FileNotFoundError:
            return None
        return None

    def all(self) -> Iterator[Anchor]:
        """Give the anchors in order, without what a full disk cut and was then written again."""
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield _anchor(line, number)
        except FileNotFoundError:
            return


def _begun(path: Path) -> bytes:
    """A new line, after one that was cut."""
    content = path.stat().st_size
    if not content:
        return b""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"


def _line(anchor: Anchor) -> bytes:
    document = {
        "number": anchor.number,
        "at": anchor.at.astimezone(UTC).isoformat(),
        "entries": anchor.entries,
        "heads": {chain: [head.number, head.seal] for chain, head in anchor.heads.items()},
        "seal": anchor.seal,
    }
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _anchor(line: bytes, number: int) -> Anchor:
    try:
        written = json.loads(line)
        heads = {chain: Head(end, seal) for chain, (end, seal) in written["heads"].items()}
        at = datetime.fromisoformat(written["at"])
        return Anchor(written["number"], at, written["entries"], heads, written["seal"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return Anchor(number, datetime.min.replace(tzinfo=UTC), 0, {}, _UNREADABLE)
