"""A small OpenID Connect provider that really runs: discovery, keys, codes with PKCE, tokens.

What it says in a token can be bent, to see who notices.
"""

import base64
import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as Redirect

CLIENT, SECRET = "partial-activity", "a secret & more"
FIRST_KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "first"}, private=True) for _ in range(2))
"""Of the same name, as who forges would say."""
SUBJECT = "248289761001"


class Provider:
    """Its keys, whom it lets in, and what it is made to say."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.issuer = ""
        self.key = FIRST_KEY
        self.says: dict[str, Any] = {"email": "officer@ddets.example", "email_verified": True}
        """Beside what every token has, or over it; None takes a claim away."""
        self.userinfo: dict[str, Any] | None = None
        self.userinfo_signed = False
        self.signs_with: RSAKey | None = None
        """Another key than the one it publishes."""
        self.algorithm = "RS256"
        self.configuration: dict[str, Any] = {}
        self.denies = False
        self.taken: list[dict[str, str]] = []
        """What was sent for each code."""
        self.codes: dict[str, dict[str, str]] = {}

    def app(self) -> Flask:
        """Its five addresses."""
        app = Flask("provider")
        app.add_url_rule("/.well-known/openid-configuration", "configuration", self.publish)
        app.add_url_rule("/keys", "keys", self.keys)
        app.add_url_rule("/authorize", "authorize", self.authorize)
        app.add_url_rule("/token", "token", self.token, methods=["POST"])
        app.add_url_rule("/userinfo", "userinfo", self.tell)
        return app

    def publish(self) -> Response:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return jsonify(said | self.configuration)

    def keys(self) -> Response:
        return jsonify(KeySet([self.key]).as_dict(private=False))

    def authorize(self) -> Redirect:
        """Let in at once whoever comes, as if they had signed in."""
        asked = dict(request.args)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["scope"] == "openid email"
        assert asked["code_challenge_method"] == "S256"
        if self.denies:
            back = {"error": "access_denied", "state": asked["state"]}
        else:
            code = hashlib.sha256(asked["state"].encode()).hexdigest()
            self.codes[code] = asked
            back = {"code": code, "state": asked["state"]}
        return redirect(f"{asked['redirect_uri']}?{urlencode(back)}")

    def token(self) -> tuple[Response, int]:
        """A token for a code, once, for who shows the verifier and knows the secret."""
        sent = dict(request.form)
        self.taken.append(sent)
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if not self._knows_the_client(sent):
            return jsonify(error="invalid_client"), 401
        if asked is None or shown != asked["code_challenge"]:
            return jsonify(error="invalid_grant"), 400
        if sent["redirect_uri"] != asked["redirect_uri"]:
            return jsonify(error="invalid_grant"), 400
        said: dict[str, Any] = {"access_token": "access", "token_type": "Bearer"}
        if self.says.get("no_token") is None:
            said["id_token"] = self.signed(self._claims(asked["nonce"]))
        return jsonify(said), 200

    def tell(self) -> Response:
        assert request.headers["Authorization"] == "Bearer access"
        assert self.userinfo is not None
        if self.userinfo_signed:
            return Response(self.signed(self.userinfo), mimetype="application/jwt")
        return jsonify(self.userinfo)

    def signed(self, claims: Mapping[str, Any]) -> str:
        key = self.signs_with or self.key
        return jwt.encode(
            {"alg": self.algorithm, "kid": key.kid}, dict(claims), key, algorithms=[self.algorithm]
        )

    def _claims(self, nonce: str) -> dict[str, Any]:
        at = int(self.now.timestamp())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": SUBJECT,
            "iat": at,
            "exp": at + 300,
            "nonce": nonce,
        }
        return {key: held for key, held in (usual | self.says).items() if held is not None}

    def _knows_the_client(self, sent: Mapping[str, str]) -> bool:
        if "client_secret_basic" in self.configuration.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        ):
            known = request.authorization
            return known is not None and (known.username, known.password) == (CLIENT, SECRET)
        return (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider, on a port of its own."""
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def parts(address: str) -> dict[str, str]:
    """The query of an address."""
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
