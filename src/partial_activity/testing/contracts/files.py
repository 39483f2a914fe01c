"""Contract of the file store."""

import hashlib

import pytest

from partial_activity.domain.authorisation.attachments import Verdict
from partial_activity.domain.errors import NotFound
from partial_activity.ports.file_store import FileStore


class FileStoreContract:
    """See :class:`~partial_activity.ports.file_store.FileStore`."""

    @pytest.fixture
    def files(self) -> FileStore:
        """An empty store."""
        raise NotImplementedError

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7", bytes(range(256)) * 4096])
    def test_bytes_come_back_under_their_hash(self, files: FileStore, content: bytes) -> None:
        """A store keeps any bytes, none included."""
        sha256 = files.put(content)
        assert sha256 == hashlib.sha256(content).hexdigest()
        assert files.get(sha256) == content

    def test_the_same_bytes_are_kept_once(self, files: FileStore) -> None:
        """The same bytes have the same hash."""
        assert files.put(b"opinion") == files.put(b"opinion")

    @pytest.mark.parametrize("unknown", ["0" * 64, "", "../../etc/passwd", "A" * 64])
    def test_nothing_is_found_under_another_hash(self, files: FileStore, unknown: str) -> None:
        """Nor under what is no hash at all."""
        files.put(b"opinion")
        with pytest.raises(NotFound):
            files.get(unknown)

    def test_a_file_that_nobody_looked_at_is_told(self, files: FileStore) -> None:
        """Until there is a verdict, of which the last stands."""
        first, second = files.put(b"opinion"), files.put(b"minutes")
        assert set(files.unjudged(9)) == {first, second}
        assert len(files.unjudged(1)) == 1
        assert files.verdict(first) is None
        files.judge(first, Verdict.CLEAN)
        assert list(files.unjudged(9)) == [second]
        assert (files.verdict(first), files.verdict(second)) == (Verdict.CLEAN, None)
        files.judge(first, Verdict.INFECTED)
        assert files.verdict(first) is Verdict.INFECTED
        assert files.verdict("0" * 64) is None
        # The verdict is of those bytes, sent again or not.
        files.put(b"opinion")
        assert files.verdict(first) is Verdict.INFECTED
