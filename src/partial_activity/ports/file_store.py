"""Attachments: bytes under their own hash."""

from typing import Protocol


class FileStore(Protocol):
    """Keeps files; the same bytes are kept once."""

    def put(self, content: bytes) -> str:
        """Keep, and give the SHA-256 in hexadecimal; on disk before it returns."""

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            NotFound: nothing under that hash.
        """
