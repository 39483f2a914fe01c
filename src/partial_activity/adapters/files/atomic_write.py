"""Files that are there whole or not at all, whatever is cut while they are written."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write aside, force to the disk, then rename; bytes and name survive a power cut.

    A name stands for its content: two who write the same at once leave one whole file. What a
    process that was killed had written aside for the same name is taken away: in a folder that
    others empty, half a file or a second one is nothing to leave about.

    Raises:
        OSError: the disk is full, or the folder cannot be written to; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    prefix = f".aside-{path.name}-"
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in content:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        _rename(Path(aside), path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    for left in path.parent.iterdir():
        if left.name.startswith(prefix):
            left.unlink(missing_ok=True)
    to_disk(path.parent)


def _rename(aside: Path, path: Path) -> None:
    try:
        aside.replace(path)
    except FileNotFoundError:
        # Somebody wrote the same a moment sooner, and took ours for what a killed process had left.
        if not path.exists():
            raise


def to_disk(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    if os.name == "nt":  # where a folder cannot be opened, and its names need no such care
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
