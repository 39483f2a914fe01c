"""Each of the employer's pages in a real browser: looked at, without JavaScript, by keyboard."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Dialog, FilePayload, Page, expect
from tests.integration.browser_story import app_of

from partial_activity.domain.authorisation.requests import Opinion
from partial_activity.domain.days import starts_at
from partial_activity.domain.hours import ZERO_HOURS
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.authorisation import decisions, requests
from partial_activity.usecases.people import membership, sign_in

pytestmark = pytest.mark.browser

GARAGE = Siret("40483304800022")
AT = f"/establishments/{BAKERY}"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def world() -> World:
    """The bakery with a request in every state, in April 2024."""
    world = World()
    world.register.put(registered(GARAGE, "Garage Dupont"))
    return world


@pytest.fixture(scope="module")
def ana(world: World) -> Person:
    """Its principal contact."""
    return world.contact("ana")


@pytest.fixture(scope="module")
def pages(world: World, ana: Person) -> dict[str, str]:
    """The address of each page, by a name for its picture."""
    authorised = world.authorisation(ana)
    awaits = world.file(
        ana, motive=Motive.DISASTER, workforce=60, headcount=5, opinion=Opinion.NOT_GIVEN
    )
    refused = world.file(ana, headcount=80)
    world.screen()
    decisions.decide(
        BAKERY,
        refused.id,
        accepted=False,
        message="L'effectif ne concorde pas.",
        actor=world.officer(),
        context=world.context,
    )
    bob = world.contact("bob", GARAGE)
    membership.ask_to_join(BAKERY, Role.DECLARANT, actor=bob, context=world.context)
    world.clock.set(starts_at(date(2024, 4, 2)) + timedelta(hours=9))
    requests.amend_request(BAKERY, refused.id, actor=ana, context=world.context)
    lacking = world.draft(
        ana, motive=None, circumstances="", headcount=0, forecast_hours=ZERO_HOURS
    )
    ready = world.draft(ana)
    at = f"{AT}/requests"
    return {
        "establishments": "/establishments",
        "overview": AT,
        "members": f"{AT}/members",
        "member question": f"{AT}/members/{bob.id}/decline",
        "history": f"{AT}/notices",
        "requests": at,
        "new request": f"{at}/new",
        "draft that lacks": f"{at}/{lacking.id}",
        "form that lacks": f"{at}/{lacking.id}/edit?checked=1",
        "draft": f"{at}/{ready.id}",
        "file": f"{at}/{ready.id}/file",
        "files": f"{at}/{ready.id}/files",
        "group": f"{at}/{ready.id}/group",
        "withdraw": f"{at}/{ready.id}/withdraw",
        "opinion": f"{at}/{awaits.id}/opinion",
        "receipt": f"{at}/{awaits.id}/receipt",
        "authorised": f"{at}/{authorised.request_id}",
        "decision": f"{at}/{authorised.request_id}/decision",
        "refusal": f"{at}/{refused.id}/decision",
        "versions": f"{at}/{refused.id}/versions",
        "amend": f"{at}/{authorised.request_id}/amend",
    }


@pytest.fixture(scope="module")
def address(world: World, serve: Callable[[Flask], str]) -> str:
    """The application over the memory adapters."""
    return serve(app_of(world))


@pytest.fixture
def enter(world: World, address: str) -> Callable[[Page, Person], None]:
    """How a person signs in: by a link of a moment ago."""

    def entered(page: Page, person: Person) -> None:
        link = sign_in.link_for(person, context=world.context)
        page.goto(f"{address}/sign-in/{link}")
        page.locator("main form button").click()
        expect(page.get_by_role("link", name="Mon compte")).to_be_visible()

    return entered


@pytest.fixture
def entered(context: BrowserContext, enter: Callable[[Page, Person], None], ana: Person) -> Page:
    """A page in which Ana is signed in, at both widths."""
    page = context.new_page()
    enter(page, ana)
    return page


def test_every_page_is_accessible_fits_and_obeys_its_policy(
    entered: Page,
    address: str,
    pages: dict[str, str],
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> None:
    """One after the other, in one session."""
    page, wrong = entered, {}
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name, where in pages.items():
        answer = page.goto(address + where)
        assert answer is not None
        keep(page, f"employer {name}")
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        policy = [message for message in said if "Policy" in message]
        found = (answer.status, fits, violations(page), policy)
        if found != (200, True, [], []):
            wrong[name] = found
    assert wrong == {}


def test_an_employer_asks_for_an_authorisation_on_a_phone_without_javascript(
    browser: Browser,
    address: str,
    world: World,
    enter: Callable[[Page, Person], None],
    keep: Callable[[Page, str], None],
) -> None:
    """A new establishment, a form with faults, a file, the declaration, the receipt."""
    context = browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        locale="fr-FR",
        java_script_enabled=False,
    )
    page = context.new_page()
    zoe = world.contact("zoe", GARAGE)
    enter(page, zoe)
    siret = Siret("55208131766522")
    world.register.put(registered(siret, "Atelier Roux"))
    page.goto(f"{address}/establishments")
    page.get_by_label("SIRET", exact=True).fill("552 081 317 66522")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Atelier Roux")

    page.get_by_role("link", name="Nouvelle demande d'autorisation").click()
    page.get_by_label("Motif de recours").select_option("1")
    expect(page.get_by_label("Accord ou document transmis le")).to_be_hidden()
    page.locator("#first").fill("2024-04-15")
    page.locator("#last").fill("2024-04-30")
    page.locator("#iban").fill("FR76 3000 6000 0112 3456 7890 180")
    page.locator("#opinion").select_option("3")
    page.get_by_role("button", name="Enregistrer et vérifier").click()
    expect(page.locator("#iban-wrong")).to_be_visible()
    keep(page, "employer journey faults")

    page.locator("#iban").fill("FR76 3000 6000 0112 3456 7890 189")
    page.get_by_role("button", name="Enregistrer et vérifier").click()
    expect(page.locator("#circumstances-wrong")).to_be_visible()
    expect(page.locator("#headcount-wrong")).to_be_visible()
    page.get_by_label("Circonstances").fill("Un client représente 40 % des commandes ; il ferme.")
    page.get_by_label("Salariés concernés").fill("8")
    page.get_by_label("Effectif de l'entreprise").fill("12")
    page.get_by_label("Heures chômées prévues").fill("250,5")
    page.get_by_role("button", name="Enregistrer et vérifier").click()
    expect(page.get_by_text("La demande est prête à être déposée")).to_be_visible()

    page.get_by_role("link", name="Pièces jointes (0)").first.click()
    file = FilePayload(name="commandes.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 x")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Joindre", exact=True).click()
    expect(page.get_by_text("est joint à la demande")).to_be_visible()
    page.get_by_role("link", name="Retour à la demande").click()

    page.get_by_role("link", name="Relire et déposer").click()
    page.get_by_label("J'atteste").check()
    page.get_by_role("button", name="Déposer la demande").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Récépissé de dépôt")
    expect(page.get_by_text("18/04/2024")).to_be_visible()
    keep(page, "employer journey receipt")
    context.close()


def test_the_fields_of_a_scheme_are_seen_where_they_are_of_use(
    page: Page, address: str, ana: Person, enter: Callable[[Page, Person], None]
) -> None:
    """Long-term: what it rests on, and no motive."""
    enter(page, ana)
    page.goto(f"{address}{AT}/requests/new")
    page.get_by_label("Dispositif").select_option("long_term")
    expect(page.get_by_label("La demande repose sur")).to_be_visible()
    expect(page.get_by_label("Motif de recours")).to_be_hidden()
    expect(page.get_by_label("Avis du comité")).to_be_hidden()


def test_the_form_is_filled_in_with_the_keyboard_alone(
    page: Page,
    address: str,
    ana: Person,
    enter: Callable[[Page, Person], None],
    tab_to: Callable[[Page, str], None],
) -> None:
    """In the order in which it is read."""
    enter(page, ana)
    page.goto(f"{address}{AT}/requests/new")
    for field, typed in (("circumstances", "Toiture envolée"), ("headcount", "4")):
        tab_to(page, field)
        page.keyboard.type(typed)
    tab_to(page, "iban")
    page.keyboard.press("Enter")
    expect(page.locator("#first-wrong")).to_be_visible()
    expect(page.locator("#circumstances")).to_have_value("Toiture envolée")
    expect(page.locator("#headcount")).to_have_value("4")


def test_the_script_counts_the_hours_and_asks_before_changes_are_lost(
    entered: Page, address: str, keep: Callable[[Page, str], None]
) -> None:
    """A help: the form works without."""
    page = entered
    page.goto(f"{address}{AT}/requests/new")
    page.get_by_text("Bien compter les heures").click()
    page.get_by_label("Salariés concernés").fill("10")
    page.get_by_label("Semaines").fill("4")
    page.get_by_label("Heures par semaine").fill("14,5")
    keep(page, "employer counter")
    page.get_by_role("button", name="Reporter dans la demande").click()
    expect(page.locator("#forecast_hours")).to_have_value("580")
    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.get_by_role("link", name="Quitter sans enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boulangerie Martin")
    assert asked == ["beforeunload"]
