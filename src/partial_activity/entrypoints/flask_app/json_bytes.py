"""Documents as the bytes of JSON."""

import json

import msgspec

_slow = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def encoded(document: object) -> bytes:
    """A document of plain values, in UTF-8; half a character pair is written as JSON escapes it."""
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:
        return _slow(document).encode("utf-8", "backslashreplace")
