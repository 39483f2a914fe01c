"""Links sealed with AES-GCM: encrypted and authenticated, nothing of them is stored."""

import base64
import binascii
import os
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.links import Link, Purpose

_NONCE = 12
_BOUND_TO = b"partial-activity link 2"
"""Keeps what was sealed for another use, with the same key, from passing for a link."""


class SealedLinks:
    """The ``Links`` port, with a secret key of 16, 24 or 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, link: Link) -> str:
        """A token for a URL."""
        expires = str(int(link.expires_at.timestamp()))
        said = (link.id, link.person_id, str(link.siret or ""), link.purpose.value, expires)
        content = "|".join(said)
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, content.encode(), _BOUND_TO)
        return _spelling(sealed)

    def open(self, token: str) -> Link:
        """The link that was sealed."""
        link_id, person_id, siret, purpose, expires = self._content(token).split("|")
        expires_at = datetime.fromtimestamp(int(expires), UTC)
        place = Siret(siret) if siret else None
        return Link(link_id, person_id, place, Purpose(purpose), expires_at)

    def _content(self, token: str) -> str:
        try:
            sealed = base64.b64decode(token + "=" * (-len(token) % 4), b"-_", validate=True)
            if _spelling(sealed) != token:
                # Base64 has several spellings of the same bytes; a link has one.
                raise NotFound("link", "")
            nonce, content = sealed[:_NONCE], sealed[_NONCE:]
            return self._cipher.decrypt(nonce, content, _BOUND_TO).decode()
        except (ValueError, binascii.Error, InvalidTag) as error:
            # The token itself is not repeated: it may be a good one, a character short.
            raise NotFound("link", "") from error


def _spelling(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
