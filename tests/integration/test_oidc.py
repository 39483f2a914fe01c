"""Signing in through an OpenID Connect provider: a real one, on a port, sound or bent."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from tests.integration.provider import (
    CLIENT,
    OTHER_KEY,
    SECRET,
    SUBJECT,
    Provider,
    parts,
    running,
)
from werkzeug.test import TestResponse

from partial_activity.adapters.identity.openid_client import Registration
from partial_activity.adapters.identity.openid_provider import OpenIdProvider
from partial_activity.adapters.sql import open_engine, upgrade
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.account.oidc import RETURN
from partial_activity.entrypoints.flask_app.services import Provider as Configured
from partial_activity.entrypoints.settings import SettingsRefused, read_settings
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.testing.stories import World

HERE = "https://service.example"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def officer(world: World) -> Person:
    """Known by the address the provider gives."""
    return world.officer(Role.OFFICER)


@pytest.fixture
def provider(world: World) -> Iterator[Provider]:
    with running(Provider(world.clock.now())) as provider:
        yield provider


@pytest.fixture
def browsers(world: World, provider: Provider) -> Callable[[], FlaskClient]:
    """Browsers of one application that knows the provider."""
    services = Services(world.context)
    known = Configured(
        OpenIdProvider(
            Registration(provider.issuer, CLIENT, SECRET, f"{HERE}{RETURN}"), world.clock, world.ids
        ),
        "ProAgents",
    )
    app = create_app(services, WebConfig(secret=bytes(32), provider=known))
    return app.test_client


@pytest.fixture
def browser(browsers: Callable[[], FlaskClient]) -> FlaskClient:
    return browsers()


def sent_back(browser: FlaskClient) -> str:
    """Go to the provider and come back: the address it leads to, not followed yet."""
    away = browser.get("/sign-in/oidc")
    assert away.status_code == HTTPStatus.SEE_OTHER, away.text
    back = httpx.get(away.location, follow_redirects=False).headers["Location"]
    assert back.startswith(f"{HERE}/sign-in/oidc/return?")
    return back.removeprefix(HERE)


def follow(browser: FlaskClient) -> TestResponse:
    """All of it."""
    return browser.get(sent_back(browser))


def nobody_is_in(browser: FlaskClient, world: World) -> None:
    assert browser.get("/account").location == "/sign-in"
    with world.units.reading() as uow:
        assert "session.opened" not in [entry.action for entry in uow.journal.entries("service")]


def test_somebody_of_the_service_comes_in_with_a_fresh_proof(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    answer = follow(browser)
    assert (answer.status_code, answer.location) == (HTTPStatus.SEE_OTHER, "/office")
    assert officer.email.text in browser.get("/account").text.replace("<wbr>", "")
    with world.units.reading() as uow:
        (session,) = uow.sessions.of(officer.id)
    assert session.fresh(world.clock.now())
    (sent,) = provider.taken
    assert len(sent["code_verifier"]) >= 43


def test_who_was_going_somewhere_arrives_there(officer: Person, browser: FlaskClient) -> None:
    assert browser.get("/office/dashboard").location == "/sign-in"
    assert follow(browser).location == "/office/dashboard"


def test_the_button_is_there_only_where_a_provider_is(
    world: World, browser: FlaskClient, provider: Provider
) -> None:
    page = browser.get("/sign-in").text
    assert 'href="/sign-in/oidc"' in page
    assert "ProAgents" in page


def test_a_provider_that_wants_the_secret_in_the_body_gets_it_there(
    officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    provider.configuration["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    assert follow(browser).location == "/office"


def test_the_address_is_compared_without_capitals(
    officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    provider.says["email"] = "Officer@DDETS.example"
    assert follow(browser).location == "/office"


AN_HOUR = 3600
BENT: dict[str, Callable[[Provider], None]] = {
    "wrong nonce": lambda p: p.says.update(nonce="another"),
    "no nonce": lambda p: p.says.update(nonce=None),
    "wrong issuer": lambda p: p.says.update(iss="https://evil.example"),
    "wrong audience": lambda p: p.says.update(aud="another-service"),
    "several audiences, party not named": lambda p: p.says.update(aud=[CLIENT, "another"]),
    "another party": lambda p: p.says.update(aud=[CLIENT, "another"], azp="another"),
    "expired": lambda p: p.says.update(exp=int(p.now.timestamp()) - 61),
    "no expiry": lambda p: p.says.update(exp=None),
    "issued too long ago": lambda p: p.says.update(iat=int(p.now.timestamp()) - AN_HOUR),
    "issued in the future": lambda p: p.says.update(iat=int(p.now.timestamp()) + AN_HOUR),
    "no subject": lambda p: p.says.update(sub=None),
    "signed by another": lambda p: setattr(p, "signs_with", OTHER_KEY),
    "no token": lambda p: p.says.update(no_token=True),
}


@pytest.mark.parametrize("bent", BENT)
def test_a_token_that_does_not_hold_lets_nobody_in(
    world: World, officer: Person, browser: FlaskClient, provider: Provider, bent: str
) -> None:
    BENT[bent](provider)
    answer = follow(browser)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "pas valable" in answer.text
    nobody_is_in(browser, world)


def _unsigned(claims: Mapping[str, Any]) -> str:
    said = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"eyJhbGciOiJub25lIn0.{said}."


def _by_the_secret(claims: Mapping[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, dict(claims), OctKey.import_key(LONG_SECRET))


LONG_SECRET = SECRET * 4


@pytest.mark.parametrize("made", [_unsigned, _by_the_secret])
def test_a_token_signed_with_a_shared_secret_or_not_at_all_is_none(
    world: World,
    officer: Person,
    browser: FlaskClient,
    provider: Provider,
    made: Callable[[Mapping[str, Any]], str],
) -> None:
    """Whatever it says; a published key is none to sign with."""
    provider.signed = made  # type: ignore[assignment, method-assign]
    assert follow(browser).status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


@pytest.mark.parametrize("verified", [False, None, "false", 0])
def test_an_address_that_is_not_verified_proves_nothing(
    world: World, officer: Person, browser: FlaskClient, provider: Provider, verified: object
) -> None:
    provider.says["email_verified"] = verified
    answer = follow(browser)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "pas vérifié votre adresse" in answer.text
    nobody_is_in(browser, world)


def test_nobody_is_let_in_whom_an_administrator_has_not(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    """Neither the unknown, of whom no account is made, nor an employer, nor the suspended."""
    ana = world.contact()
    with world.units() as uow:
        uow.people.save(officer.moved_to(AccountState.SUSPENDED))
        uow.commit()
    for email in ("unknown@ddets.example", ana.email.text, officer.email.text):
        provider.says["email"] = email
        answer = follow(browser)
        assert (email, answer.status_code) == (email, HTTPStatus.FORBIDDEN)
        assert "Aucun accès au service" in answer.text
        nobody_is_in(browser, world)
    with world.units.reading() as uow:
        assert [person.id for person in uow.people.of_service()] == [officer.id]


def test_a_way_back_is_followed_once(
    officer: Person, browsers: Callable[[], FlaskClient], provider: Provider
) -> None:
    """Neither by the same browser again, nor by one that stole the address."""
    browser, thief = browsers(), browsers()
    back = sent_back(browser)
    assert thief.get(back).status_code == HTTPStatus.FORBIDDEN
    assert browser.get(back).status_code == HTTPStatus.SEE_OTHER
    again = browser.get(back)
    assert again.status_code == HTTPStatus.FORBIDDEN
    assert "a déjà servi" in again.text


def test_what_the_browser_kept_opens_one_session_even_if_it_is_kept_twice(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    """The cookie is put back, and the provider made to take the code again: the state was used."""
    back = sent_back(browser)
    kept = browser.get_cookie("oidc", path="/sign-in/oidc")
    assert kept is not None
    asked = dict(next(iter(provider.codes.values())))
    assert browser.get(back).status_code == HTTPStatus.SEE_OTHER
    browser.set_cookie("oidc", kept.value, path="/sign-in/oidc")
    provider.codes[parts(back)["code"]] = asked
    again = browser.get(back)
    assert again.status_code == HTTPStatus.FORBIDDEN
    with world.units.reading() as uow:
        assert len(uow.sessions.of(officer.id)) == 1


@pytest.mark.parametrize("change", [{"state": "another"}, {"state": ""}])
def test_a_state_that_is_not_the_browser_s_is_refused(
    world: World, officer: Person, browser: FlaskClient, change: dict[str, str]
) -> None:
    given = parts(sent_back(browser)) | change
    answer = browser.get("/sign-in/oidc/return", query_string=given)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


def test_a_cookie_that_is_not_ours_is_no_cookie(
    world: World, officer: Person, browser: FlaskClient
) -> None:
    back = sent_back(browser)
    browser.set_cookie("oidc", "made.up", path="/sign-in/oidc")
    assert browser.get(back).status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


def test_who_comes_back_too_late_begins_again(
    world: World, officer: Person, browser: FlaskClient
) -> None:
    back = sent_back(browser)
    world.clock.set(world.clock.now() + timedelta(minutes=10))
    answer = browser.get(back)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "a expiré" in answer.text


def test_an_answer_of_another_provider_is_refused(
    world: World, officer: Person, browser: FlaskClient
) -> None:
    """As RFC 9207 has it: the answer names who gives it."""
    given = parts(sent_back(browser)) | {"iss": "https://evil.example"}
    answer = browser.get("/sign-in/oidc/return", query_string=given)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


def test_a_code_is_of_no_use_with_another_verifier(
    world: World, officer: Person, browser: FlaskClient, browsers: Callable[[], FlaskClient]
) -> None:
    """A code caught on its way, and brought in by another browser's asking."""
    stolen = parts(sent_back(browser))["code"]
    thief = browsers()
    given = parts(sent_back(thief)) | {"code": stolen}
    answer = thief.get("/sign-in/oidc/return", query_string=given)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(thief, world)


def test_who_declines_over_there_is_told(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    provider.denies = True
    answer = follow(browser)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "pas confirmé" in answer.text


def test_keys_that_change_are_read_again(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    """Without waiting for an hour; a second later, so that nobody makes us ask all the time."""
    assert follow(browser).location == "/office"
    provider.key = RSAKey.generate_key(2048, {"kid": "second"}, private=True)
    world.clock.set(world.clock.now() + timedelta(seconds=1))
    assert follow(browser).location == "/office"


@pytest.mark.parametrize("signed", [False, True])
def test_an_address_that_is_not_in_the_token_is_asked_for(
    officer: Person, browser: FlaskClient, provider: Provider, *, signed: bool
) -> None:
    provider.userinfo = {"sub": SUBJECT} | provider.says
    provider.userinfo_signed = signed
    provider.says = {}
    assert follow(browser).location == "/office"


def test_what_is_said_of_somebody_else_is_not_taken(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    provider.userinfo = {"sub": "somebody-else"} | provider.says
    provider.says = {}
    assert follow(browser).status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


@pytest.mark.parametrize(
    "configuration",
    [{"issuer": "https://evil.example"}, {"jwks_uri": "http://127.0.0.1:9/keys"}, {"jwks_uri": 5}],
)
def test_a_provider_that_is_not_there_or_not_itself_is_told(
    officer: Person, browser: FlaskClient, provider: Provider, configuration: dict[str, Any]
) -> None:
    """Links by e-mail go on."""
    provider.configuration = configuration
    answer = browser.get("/sign-in/oidc")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "ne répond pas" in answer.text


def test_a_provider_that_is_silent_is_not_asked_again_at_once(
    world: World, officer: Person, browser: FlaskClient, provider: Provider
) -> None:
    """So that those who try do not all wait for it; ten seconds later it is."""
    provider.configuration["issuer"] = "https://evil.example"
    assert browser.get("/sign-in/oidc").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    del provider.configuration["issuer"]
    assert browser.get("/sign-in/oidc").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    world.clock.set(world.clock.now() + timedelta(seconds=10))
    assert follow(browser).location == "/office"


def test_without_a_provider_there_is_neither_button_nor_address(
    world: World, browsers: Callable[[], FlaskClient]
) -> None:
    application: Any = browsers()
    ports = application.application.extensions["partial_activity"]
    plain = create_app(attrs.evolve(ports), WebConfig(secret=bytes(32))).test_client()
    assert "/sign-in/oidc" not in plain.get("/sign-in").text
    assert plain.get("/sign-in/oidc/return").status_code == HTTPStatus.NOT_FOUND


def settings(tmp_path: Path, **more: str) -> dict[str, str]:
    """Of a service in a folder."""
    given = {"nir_key": "ab" * 32, "link_key": "cd" * 32, "data_folder": str(tmp_path)} | more
    return {f"PARTIAL_ACTIVITY_{name.upper()}": held for name, held in given.items()}


def test_three_settings_bring_the_button(tmp_path: Path) -> None:
    known = {
        "oidc_issuer": "https://identity.example.fr",
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
    }
    environment = settings(tmp_path, **known)
    engine = open_engine(f"sqlite:///{tmp_path / 'service.db'}")
    upgrade(engine)
    engine.dispose()
    service = open_service(read_settings(environment))
    page = application_of(service).test_client().get("/sign-in").text
    assert "Continuer avec identity.example.fr" in page
    for missing in known:
        less = {name: held for name, held in known.items() if name != missing}
        part = attrs.evolve(service, settings=read_settings(settings(tmp_path, **less)))
        with pytest.raises(SettingsRefused, match="all of them, or none"):
            application_of(part)
    service.engine.dispose()


@pytest.mark.parametrize("issuer", ["http://identity.example.fr", "identity.example.fr", "ftp://x"])
def test_an_issuer_is_reached_over_tls(tmp_path: Path, issuer: str) -> None:
    with pytest.raises(SettingsRefused, match="is not an issuer"):
        read_settings(settings(tmp_path, oidc_issuer=issuer))
