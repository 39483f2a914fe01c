"""The social security number at rest: encrypted, and found by a keyed hash; letters beside it.

AES-GCM with the establishment as associated data: a number copied to another establishment's row
does not open. The bytes say which key sealed them, so that keys can be changed one after another;
the key of the hash stays the same for ever, or nothing is found again.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Self

from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from partial_activity.domain.identifiers import Nir, Siret

_NONCE_BYTES = 12
_KEY_BYTES = 32
_LONGEST_NAME = 255


class SealBroken(Exception):
    """A number that does not open: changed, moved to another establishment, or of a lost key."""


@frozen
class NirKeys:
    """The keys, as bytes; they never print themselves."""

    current: str
    """Name of the key that seals from now on."""
    sealing: Mapping[str, bytes] = field(repr=False)
    """Keys of 32 bytes by name; those that are no longer current still open."""
    lookup: bytes = field(repr=False)
    """Key of the hash, at least 32 bytes; never changed."""

    def __attrs_post_init__(self) -> None:
        if self.current not in self.sealing:
            msg = f"the current key {self.current!r} is not among the sealing keys"
            raise ValueError(msg)
        for name, key in self.sealing.items():
            if not (name.isascii() and 0 < len(name) <= _LONGEST_NAME and len(key) == _KEY_BYTES):
                msg = f"key {name!r}: a name in ASCII and {_KEY_BYTES} bytes"
                raise ValueError(msg)
        if len(self.lookup) < _KEY_BYTES:
            msg = f"the key of the hash needs {_KEY_BYTES} bytes at least"
            raise ValueError(msg)

    @classmethod
    def of_secret(cls, secret: bytes, name: str = "1") -> Self:
        """Draw both keys from one secret of 32 bytes or more, for a service that begins.

        To change the sealing key later, pass the constructor the drawn keys beside the new one.

        Raises:
            ValueError: the secret is too short.
        """
        if len(secret) < _KEY_BYTES:
            msg = f"the secret needs {_KEY_BYTES} bytes at least, it has {len(secret)}"
            raise ValueError(msg)
        return cls(name, {name: _drawn(secret, b"nir sealing")}, _drawn(secret, b"nir lookup"))


def _drawn(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, purpose, hashlib.sha256)


class NirVault:
    """Seals, opens and hashes social security numbers; seals and opens what letters say."""

    def __init__(self, keys: NirKeys) -> None:
        """Hold the keys."""
        self._ciphers = {name.encode(): AESGCM(key) for name, key in keys.sealing.items()}
        self._current = keys.current.encode()
        self._lookup = hmac.new(keys.lookup, digestmod=hashlib.sha256)

    def drawn(self, purpose: bytes) -> bytes:
        """A key for something else, drawn from the key of the hash: as lasting as that one."""
        lookup = self._lookup.copy()
        lookup.update(b"drawn for: " + purpose)
        return lookup.digest()

    def seal(self, nir: Nir, siret: Siret) -> bytes:
        """Length and name of the key, nonce, ciphertext: other bytes each time."""
        return self._seal(nir.digits, siret.digits)

    def seal_text(self, text: str, siret: Siret) -> bytes:
        """The same of a text in which a number may stand; it opens as a text only."""
        return self._seal(text, f"{siret.digits} text")

    def open_text(self, sealed: bytes, siret: Siret) -> str:
        """The text.

        Raises:
            SealBroken: it was changed, belongs to another establishment, or its key is not here.
        """
        return self._open(sealed, f"{siret.digits} text")

    def open(self, sealed: bytes, siret: Siret) -> Nir:
        """The number.

        Raises:
            SealBroken: it was changed, belongs to another establishment, or its key is not here.
        """
        return Nir(self._open(sealed, siret.digits))

    def seal_letter(self, text: str, about: str, message_id: str) -> str:
        """What a letter of the outbox says, in Base64; it opens as that of this message only."""
        return base64.b64encode(self._seal(text, f"{about} letter {message_id}")).decode()

    def open_letter(self, sealed: str, about: str, message_id: str) -> str:
        """What the letter says.

        Raises:
            SealBroken: it was changed, belongs to another message, or its key is not here.
            ValueError: it is no Base64.
        """
        kept = base64.b64decode(sealed, validate=True)
        return self._open(kept, f"{about} letter {message_id}")

    def _seal(self, text: str, beside: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[self._current].encrypt(nonce, text.encode(), beside.encode())
        return bytes((len(self._current),)) + self._current + nonce + sealed

    def _open(self, sealed: bytes, beside: str) -> str:
        name, rest = sealed[1 : 1 + sealed[0]], sealed[1 + sealed[0] :]
        if name not in self._ciphers:
            msg = f"sealed with the key {name!r}, which is not here"
            raise SealBroken(msg)
        try:
            opened = self._ciphers[name].decrypt(
                rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], beside.encode()
            )
        except InvalidTag as error:
            msg = f"what is kept for establishment {beside} does not open"
            raise SealBroken(msg) from error
        return opened.decode()

    def hash(self, nir: Nir) -> bytes:
        """HMAC-SHA256, the same for the same number in every establishment."""
        lookup = self._lookup.copy()
        lookup.update(nir.digits.encode())
        return lookup.digest()
