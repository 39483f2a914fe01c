"""A security key made of software, for tests: it signs whatever it is told to, soundly or not."""

import hashlib
import json
import secrets
from typing import Any

import cbor2
from attrs import define, field
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@define
class SoftKey:
    """One key; its count grows with each signature, unless it is told another."""

    origin: str
    host: str
    flags: int = PRESENT | VERIFIED
    count: int = 0
    user: bytes | None = None
    """Whose it says it is; None: it does not say."""
    id: bytes = field(factory=lambda: secrets.token_bytes(16))
    _private: ec.EllipticCurvePrivateKey = field(
        factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: str) -> str:
        """Answer a browser that has a key made."""
        numbers = self._private.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + public
        data = self._data(ATTESTED) + attested
        said = {"fmt": "none", "attStmt": {}, "authData": data}
        client = self._client("webauthn.create", options)
        return self._answer(client, {"attestationObject": cbor2.dumps(said)})

    def sign(self, options: str) -> str:
        """Answer a browser that asks it to sign."""
        self.count += 1
        data, client = self._data(0), self._client("webauthn.get", options)
        signature = self._private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {"authenticatorData": data, "signature": signature}
        if self.user is not None:
            said["userHandle"] = self.user
        return self._answer(client, said)

    def _data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.host.encode()).digest()
            + bytes([self.flags | flags])
            + self.count.to_bytes(4)
        )

    def _client(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, client: bytes, said: dict[str, bytes]) -> str:
        response: dict[str, Any] = {"clientDataJSON": bytes_to_base64url(client)}
        response |= {name: bytes_to_base64url(content) for name, content in said.items()}
        name = bytes_to_base64url(self.id)
        whole = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(whole | {"clientExtensionResults": {}})
