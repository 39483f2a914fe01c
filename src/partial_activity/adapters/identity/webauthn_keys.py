"""Security keys by WebAuthn, whose cryptography the library ``webauthn`` does (py_webauthn).

It asks for no verified user unless told so, and compares no user: both are done here. Who made a
key (attestation) is not asked: it would tell the maker, and every key counts the same.
"""

import json
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from partial_activity.domain.people.people import Person
from partial_activity.domain.people.security_keys import NewKey, SecurityKey
from partial_activity.ports.security_keys import KeyRefused

_NAME = "Activité partielle"
_VERIFIED = UserVerificationRequirement.REQUIRED
_PATIENCE = 120_000
"""Milliseconds that a browser gives somebody to find and touch their key."""
_LONGEST_ANSWER = 20_000


def can_be_asked(base_url: str) -> bool:
    """Tell whether browsers ask keys for a service at that address: not where it is a number."""
    host = urlsplit(base_url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


class WebAuthnKeys:
    """See :class:`~partial_activity.ports.security_keys.KeyChecker`."""

    def __init__(self, base_url: str) -> None:
        """Check keys of one service.

        Args:
            base_url: of the service, as people reach it. Keys belong to its host for good: under
                another name none of them works any more.
        """
        address = urlsplit(base_url)
        self._origin = f"{address.scheme}://{address.netloc}"
        self._host = address.hostname or ""

    def to_make(self, person: Person, known: Sequence[SecurityKey], challenge: bytes) -> str:
        """Write what a browser is asked, to make a key."""
        options = generate_registration_options(
            rp_id=self._host,
            rp_name=_NAME,
            user_name=person.email.text,
            user_id=person.id.encode(),
            user_display_name=person.name,
            challenge=challenge,
            timeout=_PATIENCE,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=_VERIFIED
            ),
            exclude_credentials=_described(known),
        )
        return options_to_json(options)

    def made(self, answer: str, challenge: bytes) -> NewKey:
        """Read the key that was made."""
        try:
            made = verify_registration_response(
                credential=_object(answer),
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as error:
            raise KeyRefused(type(error).__name__) from error
        return NewKey(
            id=bytes_to_base64url(made.credential_id),
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            synced=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        )

    def to_sign(self, known: Sequence[SecurityKey], challenge: bytes) -> str:
        """Write what a browser is asked, for one of the keys to sign."""
        options = generate_authentication_options(
            rp_id=self._host,
            challenge=challenge,
            timeout=_PATIENCE,
            allow_credentials=_described(known),
            user_verification=_VERIFIED,
        )
        return options_to_json(options)

    def signer(self, answer: str) -> str:
        """Read which key is said to have signed."""
        said = _object(answer).get("id")
        if not isinstance(said, str):
            raise KeyRefused("unnamed")
        return said

    def signed(self, answer: str, challenge: bytes, key: SecurityKey) -> int:
        """Check that the key signed; the count it gives."""
        said = _object(answer)
        try:
            shown = verify_authentication_response(
                credential=said,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=key.public_key,
                credential_current_sign_count=key.sign_count,
                require_user_verification=True,
            )
            user = said["response"].get("userHandle")
            # Many keys do not say whose they are; one that does says this person.
            if user and base64url_to_bytes(user) != key.person_id.encode():
                raise KeyRefused("user")
        except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyRefused(type(error).__name__) from error
        return shown.new_sign_count


def _described(known: Sequence[SecurityKey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.id)) for one in known]


def _object(answer: str) -> dict[str, Any]:
    """Read what a browser sent; more than any key writes is not read."""
    if len(answer) > _LONGEST_ANSWER:
        raise KeyRefused("length")
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise KeyRefused("JSON") from error
    if not isinstance(said, dict):
        raise KeyRefused("object")
    return said
