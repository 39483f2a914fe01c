"""What an address keeps: a text, compressed, in signs that every address may hold."""

import base64
import binascii
import zlib

LONGEST_LINK = 3_000
"""Characters of an address that every browser, proxy and mail programme keeps whole."""


def packed(text: str) -> str:
    """A text as it stands in an address."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(given: str, longest: int) -> str:
    """The text of an address, up to so many bytes; empty where it is none, or was cut."""
    try:
        data = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
        return zlib.decompressobj().decompress(data, longest).decode()
    except (binascii.Error, zlib.error, ValueError):
        return ""
