"""Attachments in memory."""

import hashlib
from collections.abc import Sequence

from partial_activity.domain.authorisation.attachments import Verdict
from partial_activity.domain.errors import NotFound


class MemoryFileStore:
    """Keeps files by their hash, as long as it lives."""

    def __init__(self) -> None:
        """Start empty."""
        self._contents: dict[str, bytes] = {}
        self._verdicts: dict[str, Verdict] = {}

    def put(self, content: bytes) -> str:
        """Keep, and give the SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._contents[sha256] = content
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            NotFound: nothing under that hash.
        """
        if sha256 not in self._contents:
            raise NotFound("file", sha256)
        return self._contents[sha256]

    def judge(self, sha256: str, verdict: Verdict) -> None:
        """Keep what was found in a file."""
        self._verdicts[sha256] = verdict

    def verdict(self, sha256: str) -> Verdict | None:
        """Tell what was found in a file."""
        return self._verdicts.get(sha256)

    def unjudged(self, limit: int) -> Sequence[str]:
        """List some of the files that nobody has looked at."""
        return [sha256 for sha256 in self._contents if sha256 not in self._verdicts][:limit]
