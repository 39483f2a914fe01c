"""A small ProConnect that really runs: it behaves as its documentation of August 2026 says.

People choose who they are on its page; tests may choose for them. What it says can be bent, to see
who notices. It needs the extras ``web`` (Flask) and ``oidc`` (joserfc).
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from markupsafe import escape
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as Answer

CLIENT, SECRET = "partial-activity", "a secret & more"
STATE_PROVIDER = "71144ab3-ee1a-4401-b7b3-79b44f7daeeb"
"""Stands for ProConnect Identité: the provider of private firms, and the one that certifies."""
OTHER_PROVIDER = "5f2ad2c6-6dbf-4a8b-9f3a-4be5a6cf7a11"
CERTIFICATION = "https://proconnect.gouv.fr/assurance/certification-dirigeant"
LEVELS = ("eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3", CERTIFICATION)
_SCOPES = {"openid", "given_name", "usual_name", "email", "siret", "idp_id", "uid", "phone"}
_PARAMETERS = {
    *("client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "claims"),
    *("code_challenge", "code_challenge_method", "prompt", "login_hint", "idp_hint", "siret_hint"),
}
"""Those that are documented: any other is refused (Y000400)."""
_FEWEST_SIGNS = 32
_FIRST_KEY, OTHER_KEY = (ECKey.generate_key("P-256", {"kid": "first"}) for _ in range(2))
"""Of the same name, as who forges would say."""


@frozen(kw_only=True)
class HubUser:
    """Somebody who has an account at a provider behind the hub."""

    subject: str
    email: str
    given_name: str
    usual_name: str
    siret: str
    idp_id: str = STATE_PROVIDER
    level: str = "eidas1-mfa"
    amr: tuple[str, ...] = ("pwd", "otp", "mfa")
    in_charge_of: tuple[str, ...] = ()
    """SIREN of the firms that a register names them for."""


@frozen
class _Code:
    user: HubUser
    asked: Mapping[str, str]
    acr: str


class HubServer:
    """Its keys, its people, and what it is made to say."""

    def __init__(self, now: Callable[[], datetime], *users: HubUser) -> None:
        """Know these people; ``now`` is the clock of its tokens."""
        self.users = users
        self.issuer = ""
        self.chosen: HubUser | None = None
        """Who comes in without being asked; None: the page asks."""
        self.key = _FIRST_KEY
        self.signs_with: ECKey | None = None
        """Another key than the one it publishes."""
        self.configuration: dict[str, Any] = {}
        self.says: dict[str, Any] = {}
        """Over what an ID token has; None takes a claim away."""
        self.tells: dict[str, Any] = {}
        """Over what userinfo has; None takes a claim away."""
        self.sign: Callable[[Mapping[str, Any]], str] = self._signed
        self.sign_userinfo: Callable[[Mapping[str, Any]], str] | None = self._signed
        """None: userinfo is plain, as where no algorithm is registered."""
        self.gives_up = False
        self.sent: list[dict[str, str]] = []
        """What was sent for each code."""
        self.asked: list[dict[str, str]] = []
        """What browsers came with."""
        self.ended: list[dict[str, str]] = []
        """What those came with who signed out."""
        self.codes: dict[str, _Code] = {}
        self.bearers: dict[str, _Code] = {}
        self._now = now
        self._number = 0

    def app(self) -> Flask:
        """Its addresses."""
        app = Flask("proconnect")
        for rule, view, method in (
            ("/.well-known/openid-configuration", self._publish, "GET"),
            ("/jwks", self._keys, "GET"),
            ("/authorize", self._authorize, "GET"),
            ("/token", self._token, "POST"),
            ("/userinfo", self._userinfo, "GET"),
            ("/session/end", self._end, "GET"),
        ):
            app.add_url_rule(f"/api/v2{rule}", rule, view, methods=[method])
        return app

    def _publish(self) -> Response:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/session/end",
            "jwks_uri": f"{self.issuer}/jwks",
            "acr_values_supported": list(LEVELS),
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
        }
        return jsonify(said | self.configuration)

    def _keys(self) -> Response:
        return jsonify(KeySet([self.key]).as_dict(private=False))

    def _authorize(self) -> Answer:
        asked = request.args.to_dict()
        who = asked.pop("as", None)
        self.asked.append(asked)
        if unknown := set(asked) - _PARAMETERS:
            return Response(f"Y000400: unknown parameter {sorted(unknown)}", 400)
        if fault := _fault_of(asked):
            return _back(asked, error="invalid_request", error_description=fault)
        user = self.chosen or next((one for one in self.users if one.subject == who), None)
        if self.gives_up:
            return _back(asked, error="access_denied")
        if user is None:
            return self._page(asked)
        acr = _level_of(user, asked)
        if acr is None:
            said = "requested ACRs could not be satisfied"
            return _back(asked, error="access_denied", error_description=said)
        self._number += 1
        code = hashlib.sha256(f"{self._number} {asked['state']}".encode()).hexdigest()
        self.codes[code] = _Code(user, asked, acr)
        return _back(asked, code=code, iss=self.issuer)

    def _page(self, asked: Mapping[str, str]) -> Response:
        """Who are you: a link for each."""
        choices = "".join(
            f'<li><a href="?{escape(urlencode({**asked, "as": user.subject}))}">'
            f"{escape(user.given_name)} {escape(user.usual_name)} ({escape(user.email)})</a></li>"
            for user in self.users
        )
        return Response(
            '<!doctype html><html lang="fr"><meta charset="utf-8"><title>ProConnect (essai)</title>'
            f"<h1>ProConnect (essai)</h1><p>Qui êtes-vous ?</p><ul>{choices}</ul></html>"
        )

    def _token(self) -> tuple[Response, int]:
        """Tokens for a code, once, for who shows the verifier and knows the secret."""
        sent = request.form.to_dict()
        self.sent.append(sent)
        # The secret in a header (client_secret_basic) is not offered.
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return jsonify(error="invalid_client"), 401
        given = self.codes.pop(sent.get("code", ""), None)
        challenge = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if given is None or shown != given.asked["code_challenge"]:
            return jsonify(error="invalid_grant"), 400
        if sent["redirect_uri"] != given.asked["redirect_uri"]:
            return jsonify(error="invalid_grant"), 400
        bearer = f"bearer {sent['code']}"[:40]
        self.bearers[bearer] = given
        said = {
            "access_token": bearer,
            "token_type": "Bearer",
            "id_token": self.sign(self._id_token(given)),
        }
        return jsonify(said), 200

    def _userinfo(self) -> Response:
        given = self.bearers[request.headers["Authorization"].removeprefix("Bearer ")]
        user, scopes = given.user, given.asked["scope"].split()
        known = {
            "given_name": user.given_name,
            "usual_name": user.usual_name,
            "email": user.email,
            "siret": user.siret,
            "idp_id": user.idp_id,
        }
        said: dict[str, Any] = {"sub": user.subject}
        said |= {name: value for name, value in known.items() if name in scopes}
        said |= {"aud": CLIENT, "iss": self.issuer} | self.tells
        told = {name: value for name, value in said.items() if value is not None}
        if self.sign_userinfo is None:
            return jsonify(told)
        return Response(self.sign_userinfo(told), mimetype="application/jwt")

    def _end(self) -> Answer:
        asked = request.args.to_dict()
        self.ended.append(asked)
        if "state" not in asked or not ({"id_token_hint", "client_id"} & asked.keys()):
            return Response("invalid_request", 400)
        state = urlencode({"state": asked["state"]})
        return redirect(f"{asked['post_logout_redirect_uri']}?{state}")

    def _id_token(self, given: _Code) -> dict[str, Any]:
        at = int(self._now().timestamp())
        wanted = json.loads(given.asked.get("claims", "{}")).get("id_token", {})
        usual: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": given.user.subject,
            "iat": at,
            # Of now at each passage, an old session included: it shows no freshness.
            "auth_time": at,
            "exp": at + 60,
            "nonce": given.asked["nonce"],
            "acr": given.acr,
            # Only for who asks for it.
            "amr": list(given.user.amr) if "amr" in wanted else None,
        }
        return {key: held for key, held in (usual | self.says).items() if held is not None}

    def _signed(self, claims: Mapping[str, Any]) -> str:
        key = self.signs_with or self.key
        return jwt.encode({"alg": "ES256", "kid": key.kid}, dict(claims), key, algorithms=["ES256"])


def _fault_of(asked: Mapping[str, str]) -> str:
    """What the hub refuses of what a browser came with."""
    wrong = {
        "client_id": asked.get("client_id") != CLIENT,
        "response_type": asked.get("response_type") != "code",
        "scope": not set(asked.get("scope", "").split()) <= _SCOPES,
        "state": len(asked.get("state", "")) < _FEWEST_SIGNS,
        "nonce": len(asked.get("nonce", "")) < _FEWEST_SIGNS,
        "code_challenge_method": asked.get("code_challenge_method") != "S256",
        "prompt": asked.get("prompt") == "select_account",
        # The inner object: what is wrapped in another "claims" asks for nothing.
        "claims": not json.loads(asked.get("claims", "{}")).keys() <= {"id_token", "userinfo"},
    }
    return ", ".join(name for name, is_wrong in wrong.items() if is_wrong)


def _level_of(user: HubUser, asked: Mapping[str, str]) -> str | None:
    """The level that the person reaches of those asked for; None: none of them.

    Levels it does not know are left out of what was asked for; where nothing is left, nothing was.
    """
    acr = json.loads(asked.get("claims", "{}")).get("id_token", {}).get("acr") or {}
    values = [one for one in (*acr.get("values", ()), acr.get("value")) if one in LEVELS]
    if not values:
        return user.level
    if user.level in values:
        return user.level
    hint = asked.get("siret_hint", user.siret)
    certified = user.idp_id == STATE_PROVIDER and hint[:9] in user.in_charge_of
    return CERTIFICATION if CERTIFICATION in values and certified else None


def _back(asked: Mapping[str, str], **said: str) -> Answer:
    return redirect(f"{asked['redirect_uri']}?{urlencode({**said, 'state': asked['state']})}")


@contextmanager
def running(server: HubServer, port: int = 0) -> Iterator[HubServer]:
    """The hub, on a port of its own, for as long as it is wanted."""
    web = make_server("127.0.0.1", port, server.app(), threaded=True)
    server.issuer = f"http://127.0.0.1:{web.server_port}/api/v2"
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
