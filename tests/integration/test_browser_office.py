"""The office in a browser: an officer clears the queue, the agency pays, an auditor replays."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tests.integration.browser_story import Stage, app_of
from tests.unit.office_town import Town

from partial_activity.domain.people.people import Role
from partial_activity.testing.stories import World, registered
from partial_activity.usecases.people.proofs import ask_proof

pytestmark = pytest.mark.browser


@pytest.fixture
def town() -> Town:
    return Town(World())


@pytest.fixture
def stage(
    town: Town,
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    return Stage(town.world, serve(app_of(town.world)), context, keep, violations)


def test_an_officer_clears_the_queue(stage: Stage, town: Town) -> None:
    """One refused with its reasons, a claim validated, two decided together."""
    for number in (1, 2, 3):
        town.request(number)
    town.claim(4)
    page = stage.page()
    stage.sign_in(page, town.colleague("odile"))
    expect(page).to_have_url(re.compile("/office$"))
    expect(page.locator("table.files tbody tr")).to_have_count(4)
    stage.look(page, "office queue")

    refuse(stage, page, town)
    page.get_by_role("link", name=town.name(4)).first.click()
    expect(page.locator("main")).to_contain_text("autorisation")
    stage.look(page, "office claim")
    with page.expect_download() as statement:
        page.get_by_role("link", name="L'état de la demande (PDF)").click()
    assert statement.value.suggested_filename.startswith("etat-C-")
    page.get_by_label("Valider").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_contain_text("Valider")
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_role("status")).to_be_visible()

    stage.go(page, "/office")
    rows = page.locator("table.files tbody tr")
    expect(rows).to_have_count(2)
    for row in range(2):
        rows.nth(row).get_by_role("checkbox").check()
    page.get_by_role("button", name="Décider les dossiers cochés").first.click()
    expect(page.locator("h1")).to_contain_text("2 dossiers")
    page.get_by_label("Autoriser").check()
    stage.look(page, "office together")
    page.get_by_role("button", name="Décider 2 dossiers").click()
    expect(page.locator("h1")).to_contain_text("2 dossiers décidés")
    stage.look(page, "office decided")
    stage.go(page, "/office")
    expect(page.locator("main .empty")).to_contain_text("Aucun dossier en attente")
    stage.look(page, "office empty")


def refuse(stage: Stage, page: Page, town: Town) -> None:
    """Without a reason it is not taken; what was chosen stays."""
    page.get_by_role("link", name=town.name(1)).first.click()
    expect(page.locator("main")).to_contain_text("16 salariés concernés pour un effectif de 15")
    stage.look(page, "office request")
    page.get_by_label("Refuser", exact=True).check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Refuser", exact=True)).to_be_checked()
    stage.look(page, "office refusal without reason")
    page.get_by_label("Message à l'employeur").fill("Seize salariés pour quinze déclarés.")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_have_text("Refuser cette demande ?")
    stage.look(page, "office refusal")
    page.get_by_role("button", name="Refuser").click()
    expect(page.get_by_role("status")).to_be_visible()
    stage.go(page, "/office")
    expect(page.locator("table.files tbody tr")).to_have_count(3)


def test_the_agency_orders_pays_and_reads_the_answers(stage: Stage, town: Town) -> None:
    town.validated(1)
    town.validated(2)
    page = stage.page()
    stage.sign_in(page, town.colleague("paul", Role.PAYING_AGENT))
    expect(page).to_have_url(re.compile("/office/payments$"))
    stage.look(page, "agency ready")
    page.get_by_role("link", name="Préparer un ordre de paiement").click()
    expect(page).to_have_url(re.compile("/office/payments/run$"))
    stage.look(page, "agency confirm")
    page.get_by_role("button", name="Ordonner et demander le visa").click()
    expect(page.locator("main")).to_contain_text("À viser par une autre personne")
    stage.look(page, "agency ran")
    second = stage.page()
    stage.sign_in(second, town.colleague("pia", Role.PAYING_AGENT))
    stage.go(second, "/office/visas")
    stage.look(second, "visas")
    second.get_by_role("link", name="Relire").click()
    expect(second.locator("table tbody tr")).to_have_count(2)
    stage.look(second, "visa of a run")
    second.get_by_role("button", name="Viser").click()
    expect(second.get_by_role("status")).to_contain_text("le fichier est écrit")
    stage.look(second, "visa of a run given")
    (file,) = town.world.bank.files.values()
    stage.go(page, f"/office/payments/files/{file.reference}")
    page.get_by_role("button", name="J'ai transmis ce fichier à la banque").click()
    stage.look(page, "agency handed over")
    stage.go(page, "/office/payments/answers")
    answers = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{line.end_to_end_id}</OrgnlEndToEndId>"
        "<TxSts>ACSC</TxSts></TxInfAndSts>"
        for line in file.lines
    )
    page.get_by_label("Fichier de la banque").set_input_files(
        {
            "name": "retour.xml",
            "mimeType": "application/xml",
            "buffer": (
                '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
                "<GrpHdr><MsgId>R1</MsgId><CreDtTm>2024-05-01T09:00:00</CreDtTm></GrpHdr>"
                f"<OrgnlGrpInfAndSts><OrgnlMsgId>{file.reference}</OrgnlMsgId>"
                "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
                f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file.reference}</OrgnlPmtInfId>{answers}"
                "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
            ).encode(),
        }
    )
    page.get_by_role("button", name="Lire les réponses").click()
    expect(page.locator("h1")).to_have_text("Réponses lues")
    stage.look(page, "agency answered")
    stage.go(page, "/office/payments")
    expect(page.locator("main")).to_contain_text("Rien à payer pour le moment")


def test_an_auditor_reads_the_journal_and_replays_a_claim(stage: Stage, town: Town) -> None:
    claim = town.validated(1)
    page = stage.page()
    stage.sign_in(page, town.colleague("aude", Role.AUDITOR))
    expect(page).to_have_url(re.compile("/office/journal$"))
    stage.look(page, "auditor journal")
    stage.go(page, f"/office/replay/{claim.siret}/{claim.id}/{claim.version}")
    expect(page.locator("h1")).to_be_visible()
    stage.look(page, "auditor replay")
    stage.go(page, "/office/dashboard")
    expect(page.locator("main svg").first).to_be_visible()
    stage.look(page, "auditor dashboard")


def test_somebody_of_the_service_freezes_and_another_lifts(stage: Stage, town: Town) -> None:
    town.validated(1)
    page = stage.page()
    stage.sign_in(page, town.colleague("odile"))
    stage.go(page, "/office/freeze")
    page.get_by_label("une entreprise (SIREN ou SIRET)").check()
    page.get_by_label("Numéro ou identifiant").fill(str(town.siret(1)))
    page.get_by_label("Raison").fill("Comptes d'autrui sur trois demandes")
    stage.look(page, "freeze filled in")
    page.get_by_role("button", name="Bloquer").click()
    expect(page.get_by_role("status")).to_contain_text("C'est bloqué")
    stage.look(page, "frozen")
    admin = stage.page()
    stage.sign_in(admin, town.colleague("alix", Role.ADMINISTRATOR))
    stage.go(admin, "/office/freeze")
    admin.get_by_role("button", name="Débloquer").click()
    expect(admin.locator("main")).to_contain_text("Rien n'est bloqué")


def test_an_officer_gives_a_visa_with_a_reason(stage: Stage, town: Town) -> None:
    garage = town.siret(7)
    town.world.register.put(registered(garage, "Garage du Port"))
    carl = town.world.newcomer("carl", garage)
    ask_proof(garage, actor=carl, context=town.world.context)
    page = stage.page()
    stage.sign_in(page, town.colleague("odile"))
    stage.go(page, "/office/proofs")
    page.get_by_role("link", name="Garage du Port").click()
    page.get_by_role("button", name="Donner le visa").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Ce qui a été vu").fill("Extrait Kbis de la semaine, et pièce d'identité")
    stage.look(page, "visa filled in")
    page.get_by_role("button", name="Donner le visa").click()
    expect(page.get_by_role("status")).to_contain_text("Le visa est donné")
