"""Files that are there whole or not at all, whatever is cut while they are written."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write aside, force to the disk, then rename; bytes and name survive a power cut.

    Raises:
        OSError: the disk is full, or the folder cannot be written to; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    to_disk(path.parent)


def to_disk(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    if os.name == "nt":  # where a folder cannot be opened, and its names need no such care
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
