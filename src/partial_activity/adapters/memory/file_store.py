"""Attachments in memory."""

import hashlib

from partial_activity.domain.errors import NotFound


class MemoryFileStore:
    """Keeps files by their hash, as long as it lives."""

    def __init__(self) -> None:
        """Start empty."""
        self._contents: dict[str, bytes] = {}

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
