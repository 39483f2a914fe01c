"""Links sealed with Fernet: encrypted and authenticated, nothing of them is stored."""

import base64
import json
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.links import Link, Purpose

_USE = b"partial-activity link 3"
"""What is sealed for another use, with the same key, does not pass for a link."""


class SealedLinks:
    """The ``Links`` port, with a secret key of 16 bytes or more."""

    def __init__(self, key: bytes) -> None:
        own = HKDF(SHA256(), length=32, salt=None, info=_USE).derive(key)
        self._fernet = Fernet(base64.urlsafe_b64encode(own))

    def seal(self, link: Link) -> str:
        """A token for a URL."""
        siret = None if link.siret is None else str(link.siret)
        expires = int(link.expires_at.timestamp())
        said = (link.id, link.person_id, siret, link.purpose.value, expires)
        return self._fernet.encrypt(json.dumps(said).encode()).decode().rstrip("=")

    def open(self, token: str) -> Link:
        """The link that was sealed."""
        link_id, person_id, siret, purpose, expires = json.loads(self._content(token))
        expires_at = datetime.fromtimestamp(expires, UTC)
        place = None if siret is None else Siret(siret)
        return Link(link_id, person_id, place, Purpose(purpose), expires_at)

    def _content(self, token: str) -> bytes:
        whole = token + "=" * (-len(token) % 4)
        try:
            # Base64 has several spellings of the same bytes, and Fernet reads them; a link has one.
            spelled = base64.urlsafe_b64encode(base64.urlsafe_b64decode(whole)).decode()
            content = self._fernet.decrypt(whole)
        except (ValueError, InvalidToken) as error:
            # The token itself is not repeated: it may be a good one, a character short.
            raise NotFound("link", "") from error
        if spelled.rstrip("=") != token:
            raise NotFound("link", "")
        return content
