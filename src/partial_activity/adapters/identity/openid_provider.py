"""The OpenID Connect provider of an administration, asked whose browser this is.

Only the address it has verified is read: neither name nor group.
"""

from collections.abc import Mapping
from typing import Any

from partial_activity.adapters.identity.openid_client import OpenIdClient, Registration
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.identity_provider import Asking, NotProven, Proven

SCOPES = "openid email"


class OpenIdProvider:
    """See :class:`~partial_activity.ports.identity_provider.IdentityProvider`."""

    def __init__(self, registration: Registration, clock: Clock, ids: Ids) -> None:
        """Ask nothing yet."""
        self._client = OpenIdClient(registration, clock, ids, SCOPES)

    def ask(self) -> tuple[str, Asking]:
        """Give the address to send the browser to, and what it has to bring back."""
        return self._client.ask()

    def answered(self, given: Mapping[str, str], asking: Asking | None) -> Proven:
        """Tell what a browser that came back proves."""
        tokens, claims = self._client.answered(given, asking)
        assert asking is not None, "what came back was compared with it"
        if "email" not in claims and self._client.known().userinfo:
            said = self._client.userinfo(tokens, str(claims["sub"]))
            claims |= {key: said[key] for key in ("email", "email_verified") if key in said}
        issuer = self._client.registration.issuer
        return Proven(_verified_email(claims), f"{issuer} {asking.state}")


def _verified_email(claims: Mapping[str, Any]) -> EmailAddress:
    # Some providers write a boolean as text.
    if claims.get("email_verified") not in (True, "true"):
        raise NotProven("email", "the address is not verified")
    try:
        return EmailAddress(str(claims.get("email", "")).lower())
    except ValueError as error:
        raise NotProven("email", "there is no address") from error
