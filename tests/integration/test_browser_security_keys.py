"""Security keys in Chromium, with a virtual authenticator: by keyboard, in English, forged."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, CDPSession, Page, expect
from tests.integration.browser_story import Stage

from partial_activity.adapters.identity.webauthn_keys import WebAuthnKeys
from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import FRESH
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def stage(
    world: World,
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    front = Flask("front")
    # Browsers ask keys for a name, never for a number.
    address = serve(front).replace("127.0.0.1", "localhost")
    ports = attrs.evolve(world.context, security_keys=WebAuthnKeys(address))
    app = create_app(Services(ports), WebConfig(secret=bytes(32), keys_for_service=True))
    front.wsgi_app = app.wsgi_app  # type: ignore[method-assign]  # as Flask's documentation does
    return Stage(world, address, context, keep, violations)


@attrs.frozen
class Authenticator:
    """One that Chromium pretends is plugged in."""

    session: CDPSession
    id: str

    def tell(self, command: str, **said: object) -> Any:  # noqa: ANN401  of the protocol
        return self.session.send(f"WebAuthn.{command}", {"authenticatorId": self.id, **said})


def plugged_in(page: Page) -> Authenticator:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return Authenticator(session, made["authenticatorId"])


def enrolled(stage: Stage, page: Page, person: Person) -> Authenticator:
    """Somebody signed in, who has just added a key, without a mouse."""
    stage.sign_in(page, person)
    key = plugged_in(page)
    stage.go(page, "/account")
    page.get_by_role("link", name="Ajouter une clé").click()
    expect(page.get_by_role("button", name="Ajouter la clé")).to_be_enabled()
    page.get_by_label("Nom de la clé").focus()
    page.keyboard.type("Clé bleue")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre clé est ajoutée")).to_be_visible()
    return key


def asked_again(stage: Stage, page: Page) -> None:
    """A quarter of an hour later, what moves money asks for a proof."""
    stage.world.clock.set(stage.world.clock.now() + FRESH + timedelta(seconds=1))
    stage.go(page, "/account/keys/new")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Confirmez que c'est bien vous")


def test_an_officer_adds_a_key_and_shows_it_by_keyboard(stage: Stage, world: World) -> None:
    page = stage.page()
    officer = world.officer()
    stage.sign_in(page, officer)
    stage.go(page, "/sign-in/again")
    stage.look(page, "key none yet")
    key = plugged_in(page)
    page.get_by_role("link", name="Ajouter une clé").click()
    stage.look(page, "key new")
    page.get_by_label("Nom de la clé").fill("Clé bleue")
    page.get_by_role("button", name="Ajouter la clé").click()
    expect(page.get_by_text("Votre clé est ajoutée")).to_be_visible()
    stage.look(page, "key account")
    assert len(key.tell("getCredentials")["credentials"]) == 1

    asked_again(stage, page)
    stage.look(page, "key asked")
    expect(page.get_by_role("button", name="Utiliser ma clé")).to_be_enabled()
    page.get_by_role("button", name="Utiliser ma clé").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ajouter une clé de sécurité")
    (kept,) = _keys(world, officer)
    assert kept.sign_count > 0


def test_nothing_is_sent_before_the_browser_can_ask_a_key(stage: Stage, world: World) -> None:
    """A hand quicker than the network: the form would go without the answer of a key."""
    page = stage.page()
    stage.sign_in(page, world.newcomer("ana"))
    page.route("**/keys*.js", lambda route: route.abort())
    stage.go(page, "/account/keys/new")
    expect(page.get_by_role("button", name="Ajouter la clé")).to_be_disabled()
    page.get_by_label("Nom de la clé").fill("Clé bleue")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_label("Nom de la clé")).to_have_value("Clé bleue")


def test_the_same_key_is_not_added_twice(stage: Stage, world: World) -> None:
    """The browser says so itself: it is told which ones there are."""
    page = stage.page()
    ana = world.newcomer("ana")
    enrolled(stage, page, ana)
    stage.go(page, "/account/keys/new")
    page.get_by_label("Nom de la clé").fill("Encore")
    page.get_by_role("button", name="Ajouter la clé").click()
    expect(page.get_by_role("alert")).to_contain_text("n'a pas été créée")
    assert len(_keys(world, ana)) == 1


def test_a_key_whose_user_is_not_verified_shows_nothing(stage: Stage, world: World) -> None:
    page = stage.page()
    key = enrolled(stage, page, world.newcomer("ana"))
    asked_again(stage, page)
    key.tell("setUserVerified", isUserVerified=False)
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("alert")).to_contain_text("n'a pas répondu")
    stage.look(page, "key refused")
    key.tell("setUserVerified", isUserVerified=True)
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ajouter une clé de sécurité")


@pytest.mark.parametrize("bent", ["isBogusSignature", "isBadUV", "isBadUP"])
def test_a_forged_answer_shows_nothing(stage: Stage, world: World, bent: str) -> None:
    page = stage.page()
    key = enrolled(stage, page, world.newcomer("ana"))
    asked_again(stage, page)
    key.tell("setResponseOverrideBits", **{bent: True})
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_text("La clé n'a pas été reconnue")).to_be_visible()


def test_a_copy_of_a_key_is_noticed_by_its_count(stage: Stage, world: World) -> None:
    page = stage.page()
    key = enrolled(stage, page, world.newcomer("ana"))
    (copy,) = key.tell("getCredentials")["credentials"]
    asked_again(stage, page)
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ajouter une clé de sécurité")
    asked_again(stage, page)
    key.tell("clearCredentials")
    key.tell("addCredential", credential=copy)
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_text("La clé n'a pas été reconnue")).to_be_visible()


def test_the_pages_of_keys_are_in_english_too(stage: Stage, world: World) -> None:
    page = stage.page()
    ana = world.newcomer("ana")
    enrolled(stage, page, ana)
    asked_again(stage, page)
    stage.go(page, "/sign-in/again?lang=en")
    stage.look(page, "key asked english")
    page.get_by_role("button", name="Use my key").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Add a security key")
    stage.go(page, "/account")
    page.get_by_role("button", name="Remove Clé bleue").click()
    expect(page.get_by_text("That key is of no use any more")).to_be_visible()
    assert _keys(world, ana) == []


def _keys(world: World, person: Person) -> list[Any]:
    with world.units.reading() as uow:
        return list(uow.security_keys.of(person.id))
