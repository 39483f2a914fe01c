"""A sealed file opens as it was written, or not at all."""

import io
from collections.abc import Callable

import pytest

from partial_activity.adapters.files.sealed_stream import (
    SEGMENT,
    SealedFileBroken,
    SealedReader,
    seal,
)

KEY = bytes(range(32))
HEAD, SEALED = 24, SEGMENT + 17


def opened(sealed: bytes, key: bytes = KEY) -> bytes:
    """The content, read to its end."""
    with SealedReader(key, io.BytesIO(sealed)) as reader:
        return io.BufferedReader(reader).read()


def sealed_of(content: bytes) -> bytes:
    """The content, given in two parts."""
    half = len(content) // 2
    return b"".join(seal(KEY, (content[:half], content[half:])))


@pytest.mark.parametrize("size", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT])
def test_it_opens_as_it_was_written(size: int) -> None:
    content = bytes(place % 251 for place in range(size))
    assert opened(sealed_of(content)) == content


def test_the_same_content_is_never_sealed_alike() -> None:
    assert sealed_of(b"12") != sealed_of(b"12")


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it[:-1],
        lambda it: it[: HEAD + SEALED],
        lambda it: it[: HEAD + 2 * SEALED],
        lambda it: it[:HEAD],
        lambda it: it[:5],
        lambda it: it + b"x",
        lambda it: it + it[HEAD : HEAD + SEALED],
        lambda it: it[:HEAD] + it[HEAD + SEALED :],
        lambda it: (
            it[:HEAD]
            + it[HEAD + SEALED : HEAD + 2 * SEALED]
            + it[HEAD : HEAD + SEALED]
            + it[HEAD + 2 * SEALED :]
        ),
        lambda it: it[: HEAD + SEALED] + it[HEAD : HEAD + SEALED] + it[HEAD + 2 * SEALED :],
        lambda it: bytes([it[0] ^ 1]) + it[1:],
        lambda it: it[:HEAD] + bytes([it[HEAD] ^ 1]) + it[HEAD + 1 :],
        lambda it: it[:-1] + bytes([it[-1] ^ 128]),
    ],
    ids=(
        *("cut by a byte", "cut after a segment", "cut before the last", "cut after its head"),
        *("cut in its head", "a byte more", "a segment more", "a segment left out"),
        *("two segments exchanged", "a segment twice", "another head", "the first changed"),
        "the last changed",
    ),
)
def test_what_was_changed_does_not_open(change: Callable[[bytes], bytes]) -> None:
    sealed = sealed_of(bytes(2 * SEGMENT + 100))
    with pytest.raises(SealedFileBroken):
        opened(change(sealed))


def test_another_key_does_not_open_it() -> None:
    """Which is told before anything is read."""
    with pytest.raises(SealedFileBroken):
        SealedReader(bytes(32), io.BytesIO(sealed_of(b"12")))
