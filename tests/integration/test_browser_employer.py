"""An employer in a browser, from the letter that confirms an address to a claim that is paid."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tests.integration.browser_story import Stage, app_of

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.bank import BankAnswer
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, IBAN, VISA, World, handed_over, written
from partial_activity.usecases.payment import payments
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.people.proofs import print_letter

pytestmark = pytest.mark.browser

HOME = f"/establishments/{BAKERY}"
ANA = EmailAddress("ana@boulangerie.example")
SECOND_OF_MAY = datetime(2024, 5, 2, 8, tzinfo=UTC)


@pytest.fixture
def stage(
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    world = World()
    return Stage(world, serve(app_of(world)), context, keep, violations)


def test_an_employer_goes_from_sign_up_to_a_paid_claim(stage: Stage, tmp_path: Path) -> None:
    """In May of 2024, for April; with what is downloaded on the way."""
    page = stage.page()
    sign_up(stage, page)
    ask_for_authorisation(stage, page)
    receipt = download(page, "Télécharger le récépissé (PDF)", tmp_path)
    assert receipt.startswith("recepisse-R-")

    stage.works()
    stage.go(page, HOME)
    page.get_by_role("link", name="15/03/2024").first.click()
    expect(page).to_have_url(re.compile("/requests/[0-9a-f]+$"))
    expect(page.locator("main")).to_contain_text("Autorisée")
    stage.look(page, "employer authorised")
    page.get_by_role("link", name=re.compile("Lire la décision|Décision")).first.click()
    expect(page).to_have_url(re.compile("/decision"))
    stage.look(page, "employer decision")
    assert download(page, re.compile("décision.*PDF", re.IGNORECASE), tmp_path).startswith(
        "decision-D-"
    )
    verify(stage, page, tmp_path / "document.pdf")

    stage.world.clock.set(SECOND_OF_MAY)
    sign_in_by_letter(stage, page)
    prove(stage, page)
    claim_april(stage, page)
    assert download(page, "Relevé (PDF)", tmp_path).startswith("etat-C-")

    stage.works()
    pay(stage.world)
    page.get_by_role("link", name="Suivre la demande").click()
    expect(page.locator("main .state", has_text="Payée").first).to_be_visible()
    stage.look(page, "employer paid")
    stage.go(page, f"{HOME}/payments")
    expect(page.locator("main")).to_contain_text("290,50")
    stage.look(page, "employer payments")


def sign_up(stage: Stage, page: Page) -> None:
    stage.go(page, "/")
    page.get_by_role("link", name=re.compile("Ouvrir un compte|Créer un compte")).first.click()
    page.get_by_role("button", name="Recevoir le lien").click()
    expect(page.get_by_role("alert")).to_be_visible()
    stage.look(page, "sign-up faults")
    page.get_by_label("SIRET de l'établissement").fill(str(BAKERY))
    page.get_by_label("Vos prénom et nom").fill("Ana Martin")
    page.get_by_label("Votre adresse électronique").fill(str(ANA))
    page.get_by_label("de l'entreprise").check()
    stage.look(page, "sign-up")
    page.get_by_role("button", name="Recevoir le lien").click()
    expect(page).to_have_url(re.compile("/sign-up/sent"))
    stage.look(page, "sign-up sent")
    stage.go(page, f"/confirm/{stage.token(NoticeKind.CONFIRMATION, ANA)}")
    page.get_by_role("button", name="Confirmer mon adresse").click()
    expect(page.get_by_role("status")).to_contain_text("Bienvenue")
    expect(page.locator("h1")).to_contain_text("Boulangerie Martin")
    stage.look(page, "employer beginning")


def prove(stage: Stage, page: Page) -> None:
    """Ask for the letter; an officer prints it; its code is typed, wrong once, then right."""
    stage.go(page, f"{HOME}/proof")
    expect(page.locator("main")).to_contain_text("12 rue des Lilas, 75011 Paris")
    stage.look(page, "proof to ask")
    page.get_by_role("button", name="Demander").click()
    expect(page.locator("main")).to_contain_text("Une lettre avec un code va partir")
    officer = stage.page()
    stage.sign_in(officer, stage.world.officer())
    stage.go(officer, "/office/proofs")
    stage.look(officer, "office proofs")
    officer.get_by_role("link", name="Boulangerie Martin").click()
    stage.look(officer, "office proof")
    with stage.world.units.reading() as uow:
        (asked,) = uow.proofs.waiting(9)
        ana = uow.people.get(asked.person_id)
    printed = print_letter(
        BAKERY, asked.id, actor=VISA, context=stage.world.context, proof=Proof.FRESH
    )
    # One browser: the officer has signed Ana out.
    stage.sign_in(page, ana)
    stage.go(page, f"{HOME}/proof")
    page.get_by_label("Code de la lettre").fill("AAAA-AAAA-AAAA")
    page.get_by_role("button", name="Valider le code").click()
    expect(page.get_by_role("alert")).to_contain_text("Essais restants")
    stage.look(page, "proof wrong code")
    page.get_by_label("Code de la lettre").fill(printed.code)
    page.get_by_role("button", name="Valider le code").click()
    expect(page.get_by_role("status")).to_contain_text("vous représentez cette entreprise")
    stage.look(page, "proof given")
    stage.go(page, f"{HOME}/proof")
    expect(page.locator("main")).to_contain_text("Compte confirmé en dernier")
    stage.look(page, "proof and account")


def ask_for_authorisation(stage: Stage, page: Page) -> None:
    page.get_by_role("link", name="Nouvelle demande d'autorisation").click()
    page.get_by_role("button", name="Enregistrer et vérifier").click()
    expect(page.get_by_role("alert")).to_be_visible()
    stage.look(page, "request faults")
    page.get_by_label("Motif de recours").select_option("1")
    page.get_by_label("Circonstances").fill("Deux clients ont fermé : 40 % de commandes en moins.")
    page.get_by_label("Premier jour").fill("2024-03-15")
    page.get_by_label("Dernier jour").fill("2024-04-30")
    page.get_by_label("Salariés concernés").fill("10")
    page.get_by_label("Effectif de l'entreprise").fill("15")
    page.get_by_label("Heures chômées prévues").fill("1 200")
    page.get_by_label("Avis du comité").select_option("3")
    page.get_by_label("Des salariés ont-ils déjà").select_option("1")
    page.get_by_label("Compte bancaire").fill(IBAN.text)
    stage.look(page, "request filled in")
    page.get_by_role("button", name="Enregistrer et vérifier").click()
    expect(page.locator("h1")).to_contain_text("du 15/03/2024 au 30/04/2024")
    stage.look(page, "request checked")
    page.get_by_role("link", name=re.compile("Relire et déposer|Déposer")).first.click()
    page.get_by_label("J'atteste").check()
    stage.look(page, "request to file")
    page.get_by_role("button", name="Déposer la demande").click()
    expect(page.locator("h1")).to_have_text("Récépissé de dépôt")
    expect(page.locator(".receipt")).to_contain_text("20/03/2024")
    stage.look(page, "request receipt")


def verify(stage: Stage, page: Page, file: Path) -> None:
    """What somebody does to whom the document was sent: the file, then a file that was changed."""
    page.get_by_role("link", name="Vérifier un document").click()
    page.get_by_label("Fichier PDF").set_input_files(file)
    page.get_by_role("button", name="Vérifier ce fichier").click()
    expect(page.locator("h1")).to_have_text("Ce document a bien été émis par le service")
    expect(page.locator("main .state")).to_have_text("Toujours valable")
    stage.look(page, "document verified")
    page.get_by_role("link", name="Vérifier un autre document").click()
    page.get_by_label("Fichier PDF").set_input_files(
        {"name": "faux.pdf", "mimeType": "application/pdf", "buffer": file.read_bytes() + b" "}
    )
    page.get_by_role("button", name="Vérifier ce fichier").click()
    expect(page.locator("h1")).to_have_text("Aucun document du service ne correspond")


def sign_in_by_letter(stage: Stage, page: Page) -> None:
    """Two months later: the session has ended, and the page that was asked for comes back."""
    stage.go(page, f"{HOME}/claims")
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.get_by_label("Votre adresse électronique").fill(str(ANA))
    stage.look(page, "sign-in")
    page.get_by_role("button", name="Recevoir un lien").click()
    expect(page).to_have_url(re.compile("/sign-in/sent"))
    stage.go(page, f"/sign-in/{stage.token(NoticeKind.SIGN_IN, ANA)}")
    page.get_by_role("button", name="Me connecter").click()
    expect(page).to_have_url(re.compile(f"{HOME}/claims$"))


def claim_april(stage: Stage, page: Page) -> None:
    stage.go(page, f"{HOME}/claims/new")
    page.get_by_label("Avril 2024").check()
    stage.look(page, "claim month")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("avril 2024")
    stage.look(page, "claim empty")
    page.get_by_role("link", name="Remplir les heures").click()
    expect(page.locator("#grid")).to_be_visible()
    page.get_by_label("N° de sécurité sociale").fill(samples.nir(1).digits)
    page.get_by_label("Nom", exact=True).fill("N'Diaye")
    page.get_by_label("Prénom").fill("Aminata")
    page.get_by_label("Taux horaire brut, €").fill("15")
    page.get_by_label("Horaire du contrat").fill("35")
    page.get_by_label("Chômées, semaine 15").fill("35")
    page.get_by_label("Travaillées, semaine 15").fill("0")
    page.get_by_role("button", name="Enregistrer et recalculer").click()
    expect(page.locator('[data-page="allowance"]')).to_contain_text("290,50")
    stage.look(page, "claim grid")
    page.get_by_role("button", name="Enregistrer, vérifier et déposer").click()
    expect(page.locator("h1")).to_have_text("Vérifier et déposer")
    page.get_by_role("button", name="Déposer la demande").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Je déclare").check()
    stage.look(page, "claim checked")
    page.get_by_role("button", name="Déposer la demande").click()
    expect(page.locator("h1")).to_have_text("Récépissé de dépôt")
    stage.look(page, "claim receipt")


def download(page: Page, name: str | re.Pattern[str], folder: Path) -> str:
    """Follow a link to a document; the name of the file, which is a PDF."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    path = folder / "document.pdf"
    waiting.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-")
    return waiting.value.suggested_filename


def pay(world: World) -> None:
    """The paying agency orders, hands over, and the bank settles."""
    agent = world.officer(Role.PAYING_AGENT)
    payments.order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    written(world.context, agent)
    (file,) = world.bank.files.values()
    answers = [
        BankAnswer(file.reference, line.end_to_end_id, "ACSC", PaymentEvent.SETTLED)
        for line in file.lines
    ]
    handed_over(world.context, agent)
    told = record_answers(answers, actor=agent, context=world.context)
    assert told.settled == 1
