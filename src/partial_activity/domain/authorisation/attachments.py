"""What may be joined to a request: a document or a picture, known by its first bytes."""

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

from partial_activity.domain.authorisation.requests import Attachment
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import plain_file_name
from partial_activity.domain.values import Choice

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
MOST = 20
"""Files of one request."""
_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "application/pdf": (".pdf",),
        "image/png": (".png",),
        "image/jpeg": (".jpg", ".jpeg"),
    }
)
"""How the name of a file of each type may end; the first is given to one that ends otherwise."""
_ENDING = re.compile(r"[A-Za-z][A-Za-z0-9]{1,4}")


class Verdict(Choice):
    """What a scanner found in a file."""

    CLEAN = "clean"
    INFECTED = "infected"


def named_as(name: str, media_type: str) -> str:
    """A plain name that says what the file is: who opens it gets what its bytes are.

    A PDF sent as ``avis.html`` is ``avis.pdf``.
    """
    endings = _ENDINGS[media_type]
    plain = plain_file_name(name)
    while not plain.lower().endswith(endings):
        stem, dot, ending = plain.rpartition(".")
        if not (dot and _ENDING.fullmatch(ending)):
            return (plain or "attachment") + endings[0]
        plain = stem.strip(". ")
    return plain


def attachment_of(name: str, content: bytes) -> Attachment:
    """The file, checked; its type is read from its content, never from its name.

    Raises:
        InvalidValue: empty, too large, or neither PDF, PNG nor JPEG.
    """
    if not content:
        raise InvalidValue("file_empty", "attachments", "the file is empty", "le fichier est vide")
    if len(content) > LARGEST:
        raise InvalidValue(
            "file_too_large",
            "attachments",
            f"the file has {len(content)} bytes: at most {LARGEST}",
            f"le fichier a {len(content)} octets : {LARGEST} au plus",
        )
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            digest = hashlib.sha256(content).hexdigest()
            return Attachment(named_as(name, media_type), media_type, len(content), digest)
    raise InvalidValue(
        "file_type_refused",
        "attachments",
        "the file is neither PDF, PNG nor JPEG: convert it",
        "le fichier n'est ni un PDF, ni une image PNG ou JPEG : convertissez-le",
    )
