"""Files in a folder: what is there is left as it is, what was damaged is mended."""

from pathlib import Path

import pytest

from partial_activity.adapters.files.file_store import FolderFileStore
from partial_activity.domain.errors import NotFound

OPINION = b"%PDF-1.7 opinion of the works council"


@pytest.fixture
def files(tmp_path: Path) -> FolderFileStore:
    """An empty folder."""
    return FolderFileStore(tmp_path, bytes(32))


def _on_disk(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_what_is_kept_already_is_not_written_again(files: FolderFileStore, tmp_path: Path) -> None:
    """It costs no disk, and a full one refuses nobody what it has."""
    files.put(OPINION)
    before = _on_disk(tmp_path).stat()
    files.put(OPINION)
    after = _on_disk(tmp_path).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_was_damaged_is_mended_by_who_sends_it_again(
    files: FolderFileStore, tmp_path: Path
) -> None:
    """Until then it is told as missing, never given as it is."""
    sha256 = files.put(OPINION)
    damaged = _on_disk(tmp_path)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    with pytest.raises(NotFound):
        files.get(sha256)
    assert files.put(OPINION) == sha256
    assert files.get(sha256) == OPINION
