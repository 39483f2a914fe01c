"""What may be joined to a request: a document or a picture, known by its first bytes."""

import hashlib

from partial_activity.domain.authorisation.requests import Attachment
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import plain_file_name

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
MOST = 20
"""Files of one request."""
_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


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
            shown = plain_file_name(name) or "attachment"
            return Attachment(shown, media_type, len(content), digest)
    raise InvalidValue(
        "file_type_refused",
        "attachments",
        "the file is neither PDF, PNG nor JPEG: convert it",
        "le fichier n'est ni un PDF, ni une image PNG ou JPEG : convertissez-le",
    )
