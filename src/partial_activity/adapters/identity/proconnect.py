"""ProConnect: the State's hub, which sends people on to the provider of their organisation.

It is asked for what its documentation of August 2026 has, and for nothing else: an unknown
parameter fails there. Its ``max_age``, ``prompt`` and ``auth_time`` show no freshness, and are not
used.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from partial_activity.adapters.identity.openid_client import OpenIdClient, Registration
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.identities import (
    CERTIFICATION,
    WITH_SECOND_FACTOR,
    Arrival,
    Wanted,
)
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.identity_provider import Asking, NotProven

SCOPES = "openid given_name usual_name email siret idp_id"
LEVELS: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.SIGN_IN: WITH_SECOND_FACTOR,
    # Alone: where another would do as well, no certification is run.
    Wanted.CERTIFICATION: (CERTIFICATION,),
}
_log = logging.getLogger(__name__)


class ProConnect:
    """See :class:`~partial_activity.ports.identity_provider.Hub`."""

    def __init__(self, registration: Registration, clock: Clock, ids: Ids) -> None:
        """Ask nothing yet.

        Args:
            registration: how the hub knows us; its signatures are of one algorithm, which was
                chosen there.
            clock: to tell what is too old.
            ids: for what the browser brings back.
        """
        self._client = OpenIdClient(registration, clock, ids, SCOPES)

    def ask(self, wanted: Wanted, siret: Siret | None = None) -> tuple[str, Asking]:
        """Give the address to send the browser to, and what it has to bring back."""
        self._check_known(wanted)
        hint = {} if siret is None else {"siret_hint": str(siret)}
        return self._client.ask(claims=_claims(wanted), **hint)

    def answered(self, given: Mapping[str, str], asking: Asking | None, wanted: Wanted) -> Arrival:
        """Tell what a browser that came back proves."""
        tokens, claims = self._client.answered(given, asking)
        assert asking is not None, "what came back was compared with it"
        # Unsupported levels are left out of what was asked for: what came back is looked at again.
        if claims.get("acr") not in LEVELS[wanted]:
            raise NotProven("level", "another level than the one asked for")
        said = self._client.userinfo(tokens, str(claims["sub"]), signed=True)
        issuer = self._client.registration.issuer
        return Arrival(
            issuer=issuer,
            subject=str(claims["sub"]),
            email=_email(said),
            name=f"{_text(said, 'given_name')} {_text(said, 'usual_name')}".strip(),
            siret=_siret(said),
            idp_id=_text(said, "idp_id"),
            acr=str(claims["acr"]),
            amr=_methods(claims.get("amr")),
            proof=f"{issuer} {asking.state}",
        )

    def leave(self, state: str, back: str) -> str:
        """Give the address at which the hub and the provider sign a browser out too.

        It is told who asks by the identifier of this service: no token is kept for that.
        """
        published = self._client.known()
        if published.end_session is None:
            raise NotProven("provider", "it does not end sessions")
        asked = {
            "client_id": self._client.registration.client_id,
            "state": state,
            "post_logout_redirect_uri": back,
        }
        return f"{published.end_session}?{urlencode(asked)}"

    def _check_known(self, wanted: Wanted) -> None:
        """Refuse to ask for a level that the hub does not know: it would be as if none was asked.

        The list of levels changed in June 2026, without a day on which both were taken.
        """
        known = self._client.known().levels
        lacking = [level for level in LEVELS[wanted] if known and level not in known]
        if lacking:
            _log.error("ProConnect does not know the levels %s: it was changed", lacking)
        if len(lacking) == len(LEVELS[wanted]):
            raise NotProven("provider", "it does not know the level that is needed")


def _claims(wanted: Wanted) -> str:
    """Write the parameter ``claims``: its inner object, as the hub reads it."""
    levels = LEVELS[wanted]
    which: dict[str, Any] = {"value": levels[0]} if len(levels) == 1 else {"values": list(levels)}
    acr = {"essential": True, **which}
    return json.dumps({"id_token": {"acr": acr, "amr": {"essential": True}}}, separators=(",", ":"))


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value.strip() if isinstance(value, str) else ""


def _email(said: Mapping[str, Any]) -> EmailAddress:
    try:
        return EmailAddress(_text(said, "email").lower())
    except ValueError as error:
        raise NotProven("email", "there is no address") from error


def _siret(said: Mapping[str, Any]) -> Siret | None:
    """Read the hint, where it is one: some providers give none, or one that is wrong."""
    try:
        return Siret(_text(said, "siret").replace(" ", ""))
    except ValueError:
        return None


def _methods(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else ()
