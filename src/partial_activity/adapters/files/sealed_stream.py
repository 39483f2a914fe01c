"""Files encrypted as they are written and opened as they are read, whatever their size.

AES-GCM over segments of 64 KB. Each segment is sealed with its place and whether it is the last, so
that segments cannot be left out, put elsewhere or cut off unseen. The nonce is 8 bytes drawn for
the file and the segment's number: no two segments share one.
"""

import io
import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEGMENT = 64 * 1024
_MARK = b"PAS1"
_DRAWN = 8
_TAG = 16


class SealedFileBroken(Exception):
    """A file that does not open: changed, cut short, or sealed with another key."""


def seal(key: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    """The content encrypted, part by part."""
    cipher, drawn = AESGCM(key), secrets.token_bytes(_DRAWN)
    yield _MARK + drawn
    held, number = bytearray(), 0
    for part in content:
        held += part
        while len(held) > SEGMENT:
            yield cipher.encrypt(_nonce(drawn, number), bytes(held[:SEGMENT]), b"more")
            del held[:SEGMENT]
            number += 1
    yield cipher.encrypt(_nonce(drawn, number), bytes(held), b"last")


class SealedReader(io.RawIOBase):
    """The content of a sealed file, from its beginning to its end.

    Put an ``io.BufferedReader`` around it.
    """

    def __init__(self, key: bytes, sealed: BinaryIO) -> None:
        """Read from a file that is open, at its beginning.

        Raises:
            SealedFileBroken: it is no sealed file.
        """
        head = sealed.read(len(_MARK) + _DRAWN)
        if len(head) != len(_MARK) + _DRAWN or not head.startswith(_MARK):
            msg = "not a sealed file"
            raise SealedFileBroken(msg)
        self._cipher, self._drawn, self._sealed = AESGCM(key), head[len(_MARK) :], sealed
        self._number, self._left = 0, b""
        self._following = sealed.read(SEGMENT + _TAG)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Some bytes; 0 at the end.

        Raises:
            SealedFileBroken: what follows does not open.
        """
        if not self._left and self._following:
            self._left = self._open()
        some = min(len(into), len(self._left))
        into[:some] = self._left[:some]
        self._left = self._left[some:]
        return some

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._sealed.close()
        super().close()

    def _open(self) -> bytes:
        segment, self._following = self._following, self._sealed.read(SEGMENT + _TAG)
        place = b"more" if self._following else b"last"
        try:
            opened = self._cipher.decrypt(_nonce(self._drawn, self._number), segment, place)
        except InvalidTag as error:
            msg = f"segment {self._number} does not open"
            raise SealedFileBroken(msg) from error
        self._number += 1
        return opened


def _nonce(drawn: bytes, number: int) -> bytes:
    return drawn + number.to_bytes(4)
