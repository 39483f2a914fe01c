"""Attachments: bytes under their own hash, and what was found in them."""

from collections.abc import Sequence
from typing import Protocol

from partial_activity.domain.authorisation.attachments import Verdict


class FileStore(Protocol):
    """Keeps files; the same bytes are kept once."""

    def put(self, content: bytes) -> str:
        """Keep, and give the SHA-256 in hexadecimal; on disk before it returns."""

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            NotFound: nothing under that hash.
        """

    def judge(self, sha256: str, verdict: Verdict) -> None:
        """Keep what was found in a file; the last verdict stands."""

    def verdict(self, sha256: str) -> Verdict | None:
        """Tell what was found in a file; None: nobody has looked yet."""

    def unjudged(self, limit: int) -> Sequence[str]:
        """List some of the files that nobody has looked at."""
