"""ProConnect in a browser: a newcomer comes in, is certified, and signs out of both."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tests.integration.browser_story import Stage

from partial_activity.adapters.identity.openid_client import Registration
from partial_activity.adapters.identity.proconnect import ProConnect
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.account.proconnect import RETURN
from partial_activity.entrypoints.flask_app.services import HubDoor
from partial_activity.testing.proconnect_server import (
    CLIENT,
    SECRET,
    STATE_PROVIDER,
    HubServer,
    HubUser,
    running,
)
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import sign_in

pytestmark = pytest.mark.browser

ANA = HubUser(
    subject="sub-ana",
    email="ana@boulangerie.example",
    given_name="Ana",
    usual_name="Martin",
    siret=str(BAKERY),
    in_charge_of=(BAKERY.siren,),
)
BOB = HubUser(
    subject="sub-bob",
    email="bob@boulangerie.example",
    given_name="Bob",
    usual_name="Roux",
    siret=str(BAKERY),
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def hub(world: World) -> Iterator[HubServer]:
    with running(HubServer(world.clock.now, ANA, BOB)) as server:
        yield server


@pytest.fixture
def stage(  # noqa: PLR0917  fixtures
    world: World,
    hub: HubServer,
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    front = Flask("front")
    address = serve(front).replace("127.0.0.1", "localhost")
    known = Registration(
        hub.issuer, CLIENT, SECRET, f"{address}{RETURN}", secret_in_body=True, algorithms=("ES256",)
    )
    door = HubDoor(ProConnect(known, world.clock, world.ids), STATE_PROVIDER, address)
    app = create_app(Services(world.context), WebConfig(secret=bytes(32), proconnect=door))
    # The hub leads back to where it is served, which is known once it is.
    front.wsgi_app = app.wsgi_app  # type: ignore[method-assign]  # as Flask's documentation does
    return Stage(world, address, context, keep, violations)


def follow_link(stage: Stage, page: Page, person: Person) -> None:
    """Follow a fresh link of somebody, wherever it leads."""
    link = sign_in.link_for(person, context=stage.world.context)
    stage.go(page, f"/sign-in/{link}")
    page.get_by_role("button", name="Me connecter").click()


def through_hub(stage: Stage, page: Page, name: str) -> None:
    """Press the button, and say at the hub who one is."""
    stage.go(page, "/sign-in")
    page.get_by_role("link", name="S’identifier avec ProConnect").click()
    page.get_by_role("link", name=name).click()


def test_a_newcomer_comes_in_is_certified_and_signs_out(
    stage: Stage, world: World, hub: HubServer
) -> None:
    page = stage.page()
    stage.go(page, "/sign-in")
    stage.look(page, "proconnect sign in")
    through_hub(stage, page, "Ana Martin")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Première connexion")
    expect(page.get_by_label("SIRET de l'établissement")).to_have_value(str(BAKERY))
    stage.look(page, "proconnect first")
    page.get_by_label("de l'entreprise : vous déposez").check()
    page.get_by_role("button", name="Ouvrir mon compte").click()
    expect(page.get_by_text("Votre compte est ouvert")).to_be_visible()

    # The certification asks for the mailbox first, and comes back to itself.
    stage.go(page, f"/establishments/{BAKERY}/proof")
    stage.look(page, "proconnect proof")
    page.get_by_role("link", name="Me faire certifier avec ProConnect").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Confirmez que c'est bien vous")
    with world.units.reading() as uow:
        ana = uow.people.by_email(EmailAddress(ANA.email))
    assert ana is not None
    follow_link(stage, page, ana)
    page.get_by_role("link", name="Ana Martin").click()
    expect(page.get_by_text("ProConnect certifie que vous dirigez")).to_be_visible()
    stage.look(page, "proconnect proven")
    stage.go(page, "/account")
    stage.look(page, "proconnect account")

    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_text("Vous êtes déconnecté.")).to_be_visible()
    assert len(hub.ended) == 1
    stage.go(page, "/account")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Se connecter")


def test_who_has_an_account_is_sent_a_letter_and_links_it(stage: Stage, world: World) -> None:
    bob = world.newcomer("bob")
    page = stage.page()
    through_hub(stage, page, "Bob Roux")
    expect(page.get_by_text("Un compte a déjà cette adresse")).to_be_visible()
    stage.look(page, "proconnect known address")
    page.get_by_role("button", name="Recevoir le lien").click()
    follow_link(stage, page, bob)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Associer ProConnect")
    stage.look(page, "proconnect link")
    page.get_by_role("button", name="Associer").click()
    expect(page.get_by_text("ProConnect est associé à votre compte")).to_be_visible()
