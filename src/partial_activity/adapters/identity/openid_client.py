"""Every OpenID Connect provider is asked in the same way: code flow with PKCE, state and nonce.

What it says is believed only when signed by a key it publishes, for us, for this very asking, and a
moment ago.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeGuard

import requests
from attrs import field, frozen
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.identity_provider import TIME_TO_RETURN, Asking, NotProven

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures by a published key; never ``none``, never one by a shared secret."""
LEEWAY = timedelta(minutes=1)
"""The most by which two clocks may differ."""
_OLDEST = timedelta(minutes=10)
_KEPT = timedelta(hours=1)
"""The time for which what the provider publishes is not read again."""
_PATIENCE = 5.0
"""Seconds it may take to answer."""
_PAUSE = timedelta(seconds=10)
"""The pause in which a provider that did not answer is not asked: nobody waits for it meanwhile."""
_DECLINED = frozenset({"access_denied", "login_required"})
"""The errors of who gave up, or is not at the level that was asked; any other is a fault."""


@frozen
class Registration:
    """The registration by which the provider knows us."""

    issuer: str
    """The issuer as it stands in its tokens, without ``/.well-known/openid-configuration``."""
    client_id: str
    client_secret: str = field(repr=False)
    return_address: str
    """The address to which it sends browsers back, as it was told to."""
    secret_in_body: bool = False
    """The secret is sent there in any case (``client_secret_post``)."""
    algorithms: tuple[str, ...] = ALGORITHMS
    """The algorithms of its signatures; one that was agreed on is the only one taken."""


@frozen(eq=False)
class Published:
    """What the provider publishes about itself."""

    authorize: str
    token: str
    userinfo: str | None
    end_session: str | None
    by_post: bool
    """The secret goes into the body, because it takes it nowhere else."""
    levels: tuple[str, ...]
    """The levels of assurance it knows; empty where it does not say."""
    keys: KeySet
    read_at: datetime


class OpenIdClient:
    """One provider; what it publishes is kept for an hour."""

    def __init__(self, registration: Registration, clock: Clock, ids: Ids, scopes: str) -> None:
        """Ask nothing yet."""
        self.registration = registration
        self._clock, self._ids, self._scopes = clock, ids, scopes
        self._published: Published | None = None
        self._reading = Lock()
        self._silent_since: datetime | None = None

    def ask(self, **more: str) -> tuple[str, Asking]:
        """Give the address to send the browser to, and what it has to bring back.

        Args:
            more: parameters beside those of the code flow.

        Raises:
            NotProven: ``provider``: it is not there.
        """
        asking = Asking(
            state=self._ids.new(),
            nonce=self._ids.new(),
            # 64 characters: RFC 7636 asks for 43 at least.
            verifier=self._ids.new() + self._ids.new(),
            until=self._clock.now() + TIME_TO_RETURN,
        )
        published = self.known()
        with self._session(published) as session:
            address, _ = session.create_authorization_url(
                published.authorize,
                state=asking.state,
                nonce=asking.nonce,
                code_verifier=asking.verifier,
                **more,
            )
        return str(address), asking

    def answered(
        self, given: Mapping[str, str], asking: Asking | None
    ) -> tuple[Mapping[str, Any], dict[str, Any]]:
        """Take what is given for the code that a browser brought back, and what its ID token says.

        Args:
            given: what stands in the address it came back to.
            asking: what the browser kept; None: nothing.

        Raises:
            NotProven: nothing.
        """
        self._check_return(given, asking)
        assert asking is not None
        tokens = self._exchange(self.known(), given["code"], asking)
        claims = self.claims(tokens.get("id_token"))
        check_claims(claims, self.registration, asking.nonce, self._clock.now())
        return tokens, claims

    def userinfo(
        self, tokens: Mapping[str, Any], subject: str, *, signed: bool = False
    ) -> dict[str, Any]:
        """Ask what the provider says of the person beside the token: plain, or signed.

        Args:
            tokens: what was given for the code.
            subject: of the ID token; it has to be about them.
            signed: whether it is believed only when signed.

        Raises:
            NotProven: it is about somebody else, or not signed for us and now.
        """
        address = self.known().userinfo
        if address is None:
            raise NotProven("provider", "it has no userinfo")
        bearer = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
        answer = _get(address, bearer)
        is_signed = answer.headers.get("Content-Type", "").startswith("application/jwt")
        if signed and not is_signed:
            raise NotProven("token", "userinfo is not signed")
        said = self.claims(answer.text) if is_signed else _object(answer)
        # Of somebody else, or not said of whom: OpenID Connect Core, 5.3.2.
        if said.get("sub") != subject:
            raise NotProven("token", "userinfo is about somebody else")
        if signed:
            _check_for_us(said, self.registration, self._clock.now())
        return said

    def claims(self, token: object) -> dict[str, Any]:
        """Read a signed token; the keys are read again where it names one we do not know.

        Raises:
            NotProven: ``token``: no key it publishes signed it.
        """
        published = self.known()
        if not isinstance(token, str):
            raise NotProven("token", "there is no ID token")
        taken = list(self.registration.algorithms)
        try:
            return dict(jwt.decode(token, published.keys, algorithms=taken).claims)
        except (JoseError, ValueError) as error:
            if published.read_at == self._clock.now():
                raise NotProven("token", type(error).__name__) from error
        again = self._read()
        try:
            return dict(jwt.decode(token, again.keys, algorithms=taken).claims)
        except (JoseError, ValueError) as error:
            raise NotProven("token", type(error).__name__) from error

    def known(self) -> Published:
        """Give what it publishes, read an hour ago at most.

        Raises:
            NotProven: ``provider``: it is not there, or is not who it should be.
        """
        known = self._published
        if known is None or self._clock.now() - known.read_at >= _KEPT:
            known = self._read()
        return known

    def _check_return(self, given: Mapping[str, str], asking: Asking | None) -> None:
        if asking is None or given.get("state") != asking.state:
            raise NotProven("state", "the browser does not bring back what it was given")
        if self._clock.now() >= asking.until:
            raise NotProven("state", "the browser came back too late")
        # RFC 9207: an answer that another provider made up is told apart.
        if given.get("iss", self.registration.issuer) != self.registration.issuer:
            raise NotProven("token", "another provider answers")
        fault = given.get("error")
        if fault and fault not in _DECLINED:
            raise NotProven("provider", f"it refuses what was asked: {fault[:40]!r}")
        if fault or not given.get("code"):
            raise NotProven("denied", "the provider let nobody in")

    def _exchange(self, published: Published, code: str, asking: Asking) -> Mapping[str, Any]:
        try:
            with self._session(published) as session:
                tokens: Mapping[str, Any] = session.fetch_token(
                    published.token, code=code, code_verifier=asking.verifier
                )
        except AuthlibBaseError as error:
            raise NotProven("denied", f"the code is not taken: {error.error}") from error
        except (requests.RequestException, ValueError) as error:
            raise NotProven("provider", type(error).__name__) from error
        return tokens

    def _session(self, published: Published) -> OAuth2Session:
        known = self.registration
        return OAuth2Session(
            known.client_id,
            known.client_secret,
            token_endpoint_auth_method=(
                "client_secret_post" if published.by_post else "client_secret_basic"
            ),
            scope=self._scopes,
            redirect_uri=known.return_address,
            code_challenge_method="S256",
            default_timeout=_PATIENCE,
        )

    def _read(self) -> Published:
        with self._reading:
            now, silent_since = self._clock.now(), self._silent_since
            if silent_since is not None and now - silent_since < _PAUSE:
                raise NotProven("provider", "it did not answer a moment ago")
            try:
                self._published = self._read_now()
            except NotProven:
                self._silent_since = now
                raise
            self._silent_since = None
            return self._published

    def _read_now(self) -> Published:
        issuer = self.registration.issuer
        said = _object(_get(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
        if said.get("issuer") != issuer:
            raise NotProven("provider", "its configuration names another issuer")
        methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        try:
            return Published(
                authorize=str(said["authorization_endpoint"]),
                token=str(said["token_endpoint"]),
                userinfo=said.get("userinfo_endpoint"),
                end_session=said.get("end_session_endpoint"),
                by_post=self.registration.secret_in_body or "client_secret_basic" not in methods,
                levels=tuple(map(str, said.get("acr_values_supported", ()))),
                keys=KeySet.import_key_set(_object(_get(str(said["jwks_uri"])))),  # type: ignore[arg-type]
                read_at=self._clock.now(),
            )
        except (KeyError, JoseError, ValueError, TypeError) as error:
            raise NotProven("provider", f"its configuration: {type(error).__name__}") from error


def check_claims(claims: Mapping[str, Any], known: Registration, nonce: str, now: datetime) -> None:
    """Refuse a token that is not from this provider, for us, for this asking, and of now.

    Raises:
        NotProven: ``token``: what does not hold.
    """
    audience = claims.get("aud")
    for_whom = [audience] if isinstance(audience, str) else audience
    several = isinstance(for_whom, list) and len(for_whom) > 1
    seconds = now.timestamp()
    expires, issued = claims.get("exp"), claims.get("iat")
    wrong = {
        "issuer": claims.get("iss") != known.issuer,
        "audience": not isinstance(for_whom, list) or known.client_id not in for_whom,
        "authorised party": claims.get("azp", None if several else known.client_id)
        != known.client_id,
        "subject": not isinstance(claims.get("sub"), str) or not claims["sub"],
        "nonce": claims.get("nonce") != nonce,
        "expiry": not _number(expires) or seconds >= expires + LEEWAY.total_seconds(),
        "time of issue": not _number(issued)
        or issued > seconds + LEEWAY.total_seconds()
        or issued < seconds - (_OLDEST + LEEWAY).total_seconds(),
    }
    _refuse(wrong)


def _check_for_us(said: Mapping[str, Any], known: Registration, now: datetime) -> None:
    """Refuse signed userinfo that was made for another service, by another, or is too old."""
    audience, expires = said.get("aud"), said.get("exp")
    wrong = {
        "issuer of userinfo": said.get("iss") != known.issuer,
        "audience of userinfo": audience not in (known.client_id, [known.client_id]),
        "expiry of userinfo": expires is not None
        and (not _number(expires) or now.timestamp() >= expires + LEEWAY.total_seconds()),
    }
    _refuse(wrong)


def _refuse(wrong: Mapping[str, bool]) -> None:
    if at_fault := [what for what, is_wrong in wrong.items() if is_wrong]:
        raise NotProven("token", f"wrong {', '.join(at_fault)}")


def _number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _get(address: str, headers: Mapping[str, str] | None = None) -> requests.Response:
    try:
        answer = requests.get(address, headers=headers, timeout=_PATIENCE, allow_redirects=False)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise NotProven("provider", type(error).__name__) from error
    return answer


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError as error:
        raise NotProven("provider", "it does not answer in JSON") from error
    if not isinstance(said, dict):
        raise NotProven("provider", "it does not answer with an object")
    return said
