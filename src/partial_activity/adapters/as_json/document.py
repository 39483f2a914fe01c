"""A JSON document is read here to its entries, with the line and column of what is not JSON."""

import codecs
import json

from partial_activity.adapters.as_json.fields import RepeatedKey

LARGEST = 100 * 1024 * 1024
"""The largest document, in bytes: a quarter of a million cases. More belongs in a claim file, read
line by line."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableDocument(Exception):
    """The document as a whole cannot be read; the message is one sentence with the mend."""


def entries(document: bytes) -> list[object]:
    """The entries of a JSON list; a single object is a list of one.

    An object that repeats a key becomes a :class:`RepeatedKey`, so that one bad entry does not
    stop the others.

    Raises:
        UnreadableDocument: too large, not UTF-8, empty, not JSON, or neither list nor object.
    """
    if len(document) > LARGEST:
        msg = (
            f"it is larger than {LARGEST // 1024**2} MB: cut it into several files, or put the "
            "hours into a claim file for assess-file"
        )
        raise UnreadableDocument(msg)
    read = _parse(_text(document))
    if isinstance(read, list):
        return read
    if isinstance(read, dict):
        return [read]
    msg = "a JSON list of cases is expected: put them between [ and ], separated by commas"
    raise UnreadableDocument(msg)


def _text(document: bytes) -> str:
    if document.startswith(_UTF_16) or b"\x00" in document[:4]:
        msg = "it is in UTF-16 or UTF-32: save it as UTF-8"
        raise UnreadableDocument(msg)
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        msg = (
            f"line {line}: the byte 0x{document[error.start]:02x} is not UTF-8 (Windows-1252 or "
            "Latin-1, perhaps): save the file as UTF-8"
        )
        raise UnreadableDocument(msg) from error
    if not text.strip():
        msg = "it is empty: a JSON list of cases is expected, for instance [] or [{…}, {…}]"
        raise UnreadableDocument(msg)
    return text


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        msg = f"line {error.lineno}, column {error.colno}: {_said(error)}"
        raise UnreadableDocument(msg) from error
    except RecursionError as error:
        msg = "its lists or objects stand hundreds deep in each other: no case is like that"
        raise UnreadableDocument(msg) from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        msg = "a number in it has thousands of digits: check the figures"
        raise UnreadableDocument(msg) from error


def _said(error: json.JSONDecodeError) -> str:
    """What Python says of the fault, and the mend where the fault is a usual one."""
    rest = error.doc[error.pos :].lstrip()
    if error.msg == "Extra data":
        return "the JSON ends here, but the text goes on: put all cases between one [ and ]"
    if not rest:
        return "the text ends before the JSON does: is the file cut short?"
    if rest.startswith(("//", "/*", "#")):
        return "JSON has no comments: take them out"
    if rest[0] in "}]":
        return "nothing can end here: is there a comma too many before it?"
    if rest[0] == "'":
        return "JSON is written with double quotes"
    return f"this is not JSON ({error.msg[0].lower()}{error.msg[1:]})"


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return RepeatedKey(key, members)
        seen.add(key)
    raise AssertionError(pairs)
