"""The pages of oversight in a real browser: accessibility, width, policy; and their journeys."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tests.unit.web.watched import Watched

from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import sign_in

pytestmark = pytest.mark.browser

PAGES: dict[str, tuple[Role, str]] = {
    "people": (Role.ADMINISTRATOR, "/office/people"),
    "nobody": (Role.ADMINISTRATOR, "/office/people?role=auditor"),
    "person": (Role.ADMINISTRATOR, "/office/people/{officer}"),
    "settings": (Role.ADMINISTRATOR, "/office/settings"),
    "letters": (Role.ADMINISTRATOR, "/office/letters"),
    "law": (Role.ADMINISTRATOR, "/office/law"),
    "journal, start": (Role.AUDITOR, "/office/journal"),
    "journal": (Role.AUDITOR, f"/office/journal?chain={BAKERY}&verify=yes"),
    "journal, fault": (Role.AUDITOR, "/office/journal?chain=123"),
    "replay": (Role.AUDITOR, f"/office/replay/{BAKERY}/{{claim}}/1"),
    "dashboard": (Role.OFFICER, "/office/dashboard"),
}


@pytest.fixture(scope="module")
def watched() -> Watched:
    return Watched(World()).crowded()


@pytest.fixture(scope="module")
def address(watched: Watched, serve: Callable[[Flask], str]) -> str:
    """The application over the memory adapters, on a port of its own."""
    world = watched.world
    services = Services(world.context)
    return serve(create_app(services, WebConfig(secret=bytes(32))))


def come_in(page: Page, address: str, watched: Watched, role: Role) -> None:
    """Follow a link, as from a letter."""
    person, world = watched.of_service()[role], watched.world
    link = sign_in.link_for(person, context=world.context)
    page.goto(f"{address}/sign-in/{link}")
    page.locator("main button").click()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_obeys_its_policy(
    context: BrowserContext,
    address: str,
    watched: Watched,
    *,
    name: str,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> None:
    role, path = PAGES[name]
    page, refused = context.new_page(), list[str]()
    # The browser tells of a style or a script that the policy refused.
    page.on("console", lambda told: refused.append(told.text) if "Policy" in told.text else None)
    come_in(page, address, watched, role)
    page.goto(address + path.format(officer=watched.officer.id, claim=watched.claim.id))
    keep(page, f"oversight {name}")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not refused


def test_an_administrator_lets_somebody_in_and_changes_the_thresholds(
    page: Page, address: str, watched: Watched
) -> None:
    """Without JavaScript; the effect is read before the second button."""
    come_in(page, address, watched, Role.ADMINISTRATOR)
    page.goto(f"{address}/office/people")
    page.get_by_label("Prénom et nom").fill("Zoé Noël")
    page.get_by_label("Adresse professionnelle").fill("zoe@ddets.example")
    page.get_by_label("auditeur").check()
    page.get_by_role("button", name="Ouvrir l'accès").click()
    expect(page.locator(".told")).to_contain_text("Accès ouvert")
    page.goto(f"{address}/office/people")
    page.get_by_label("Nom ou adresse").fill("zoe")
    page.get_by_role("button", name="Chercher").click()
    expect(page).to_have_url(f"{address}/office/people/search")
    page.get_by_role("link", name="Zoé Noël").click()
    page.get_by_role("button", name="Suspendre l'accès").click()
    expect(page.locator(".state.bad")).to_have_text("suspendu")

    page.get_by_role("link", name="Réglages").click()
    page.get_by_label("Seuil de signalement").fill("30")
    page.get_by_role("button", name="Voir l'effet").click()
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    page.get_by_label("Motif du changement").fill("Fraudes repérées trop tard")
    page.get_by_role("button", name="Voir l'effet").click()
    expect(page.get_by_text("de plus seraient retenues")).to_be_visible()
    page.get_by_role("button", name="Mettre en vigueur").click()
    expect(page.locator(".told")).to_contain_text("dès maintenant")
    expect(page.get_by_role("cell", name="Fraudes repérées trop tard")).to_be_visible()


def test_an_auditor_goes_from_the_journal_to_a_replay(
    page: Page, address: str, watched: Watched
) -> None:
    come_in(page, address, watched, Role.AUDITOR)
    expect(page).to_have_url(re.compile("/office/journal$"))
    page.get_by_label("SIRET de l'établissement").fill("732 829 320 00074")
    page.get_by_label("Sur").select_option(label="Demandes d'indemnisation")
    page.get_by_role("button", name="Lire").click()
    page.get_by_role("link", name="rejouer le calcul").first.click()
    expect(page.get_by_text("Chaque montant se retrouve au centime")).to_be_visible()
    page.get_by_role("link", name="Le journal de cette demande").click()
    page.get_by_role("link", name="Vérifier les scellés").click()
    expect(page.get_by_role("status")).to_be_visible()
