"""Files encrypted as they are written and opened as they are read, whatever their size.

The construction is libsodium's secretstream: segments that were left out, put elsewhere or cut off
do not open. What is ours is that a segment holds 64 KB, and that the last one is marked so.
"""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError

SEGMENT = 64 * 1024
_HEAD = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_SEALED = SEGMENT + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class SealedFileBroken(Exception):
    """A file that does not open: changed, cut short, or sealed with another key."""


def seal(key: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    """The content encrypted under a key of 32 bytes, part by part."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    yield bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    held = bytearray()
    for part in content:
        held += part
        while len(held) > SEGMENT:
            segment = bytes(held[:SEGMENT])
            yield bindings.crypto_secretstream_xchacha20poly1305_push(state, segment, tag=_MORE)
            del held[:SEGMENT]
    yield bindings.crypto_secretstream_xchacha20poly1305_push(state, bytes(held), tag=_LAST)


class SealedReader(io.RawIOBase):
    """The content of a sealed file, from its beginning to its end.

    Put an ``io.BufferedReader`` around it.
    """

    def __init__(self, key: bytes, sealed: BinaryIO) -> None:
        """Read from a file that is open, at its beginning.

        Raises:
            SealedFileBroken: it is no sealed file.
        """
        head = sealed.read(_HEAD)
        if len(head) != _HEAD:
            msg = "not a sealed file"
            raise SealedFileBroken(msg)
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, head, key)
        self._sealed, self._left, self._ended = sealed, b"", False
        # What another key sealed is told at once.
        self._open()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Some bytes; 0 at the end.

        Raises:
            SealedFileBroken: what follows does not open.
        """
        if not self._left and not self._ended:
            self._open()
        some = min(len(into), len(self._left))
        into[:some] = self._left[:some]
        self._left = self._left[some:]
        return some

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._sealed.close()
        super().close()

    def _open(self) -> None:
        try:
            self._left, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, self._sealed.read(_SEALED)
            )
        except CryptoError as error:
            msg = "a segment does not open"
            raise SealedFileBroken(msg) from error
        self._ended = tag == _LAST
        if self._ended and self._sealed.read(1):
            msg = "something follows the last segment"
            raise SealedFileBroken(msg)
