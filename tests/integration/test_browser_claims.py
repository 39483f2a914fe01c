"""The grid by keyboard with totals as one types; a file with bad lines, dropped, left, mended."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from tests.integration.browser_story import Stage, app_of

from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Person
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import claims, uploads
from partial_activity.usecases.claim.lines import write_lines
from partial_activity.usecases.revisions import Seen

pytestmark = pytest.mark.browser

PHONE = 600
"""Pixels: the heads of columns are not shown on what is narrower."""
AT = f"/establishments/{BAKERY}/claims"
HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire\n"
)


@pytest.fixture
def stage(
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    world = World()
    return Stage(world, serve(app_of(world)), context, keep, violations)


@pytest.fixture
def ana(stage: Stage) -> Person:
    """With an authorisation for April 2024, in May."""
    person = stage.world.contact()
    stage.world.authorisation(person)
    stage.world.clock.set(datetime(2024, 5, 6, 9, tzinfo=UTC))
    return person


@pytest.fixture
def claim(stage: Stage, ana: Person) -> Claim:
    with stage.world.units.reading() as uow:
        number = uow.requests.decisions(BAKERY)[0].number
    return claims.open_claim(
        BAKERY, number, date(2024, 4, 1), actor=ana, context=stage.world.context
    )


@pytest.fixture
def page(stage: Stage, ana: Person) -> Page:
    page = stage.page()
    stage.sign_in(page, ana)
    return page


def row(claim: Claim, nir: str, unworked: str = "35", siret: Siret = BAKERY) -> str:
    month = "2024-04"
    return (
        f"{siret};{claim.decision_number};{month};{nir};Martin;Anne;2024-W15;35;0;0;{unworked};15\n"
    )


def test_hours_add_up_as_they_are_typed_and_the_server_says_the_euros(
    stage: Stage, page: Page, claim: Claim
) -> None:
    stage.go(page, f"{AT}/{claim.id}/grid")
    page.get_by_label("N° de sécurité sociale").fill(samples.nir().digits)
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Prénom").fill("Anne")
    page.get_by_label("Taux horaire brut, €").fill("30")
    page.get_by_label("Chômées, semaine 14").focus()
    page.keyboard.type("35")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Travaillées, semaine 15")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("40")
    expect(page.locator('[data-page="sum"]')).to_have_text("75,00")
    # 60 % of 30 € for the week that is sound; the other is told beside its cells.
    expect(page.locator('[data-page="indemnity"]')).to_contain_text("630,00")
    expect(page.get_by_role("status")).to_contain_text("35,00 h indemnisables")
    expect(page.locator('[data-problem="e0-r1"]')).to_contain_text("35 au plus")
    stage.look(page, "grid typed")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Congés, absences, semaine 15")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Travaillées, semaine 15")).to_be_focused()
    page.get_by_label("Prénom").fill("")
    page.get_by_role("button", name="Enregistrer et recalculer").click()
    expect(page.locator("#faults")).to_be_focused()
    expect(page.get_by_label("Chômées, semaine 15")).to_have_value("40")
    stage.look(page, "grid faults")
    page.get_by_label("Prénom").fill("Anne")
    page.get_by_role("button", name="Ajouter un salarié").click()
    expect(page.get_by_role("status").first).to_contain_text("enregistré")
    expect(page.get_by_label("N° de sécurité sociale")).to_be_focused()
    expect(page.get_by_text("•••• 001")).to_be_visible()


def test_twelve_employees_are_filled_in_by_keyboard_and_hours_compute_themselves(
    stage: Stage, page: Page, claim: Claim, ana: Person
) -> None:
    """Worked hours alone are typed; the rest follows, and stays open to correction."""
    weeks = [each for each in slices_of(claim.month) if each.span.first >= date(2024, 4, 1)]
    lines = [
        attrs.evolve(
            samples.claim_line(),
            nir=samples.nir(who),
            last_name=f"Nom{who:02d}",
            week=each.week,
            span=each.span,
            contract_hours=Hours(3_500),
            worked_hours=ZERO_HOURS,
            assimilated_hours=ZERO_HOURS,
            unworked_hours=ZERO_HOURS,
            contract_number="",
            assessed=None,
        )
        for who in range(1, 13)
        for each in weeks
    ]
    write_lines(
        BAKERY, claim.id, lines, seen=Seen.of(claim), actor=ana, context=stage.world.context
    )
    stage.go(page, f"{AT}/{claim.id}/grid")
    worked = page.get_by_label("Travaillées, semaine 15, Nom01")
    worked.fill("20")
    expect(page.get_by_label("Chômées, semaine 15, Nom01")).to_have_attribute("placeholder", "15")
    worked.press("Enter")
    second = page.get_by_label("Travaillées, semaine 15, Nom02")
    expect(second).to_be_focused()
    second.press("ControlOrMeta+d")
    expect(second).to_have_value("20")
    expect(page.get_by_label("Travaillées, semaine 15, Nom03")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Chômées, semaine 15, Nom03")).to_be_focused()
    # Typed over what would be computed.
    page.keyboard.type("7h30")
    if page.viewport_size and page.viewport_size["width"] > PHONE:
        page.get_by_role(
            "button", name="Copier vers le bas, heures travaillées, semaine 15"
        ).click()
    else:
        for who in range(3, 13):
            page.get_by_label(f"Travaillées, semaine 15, Nom{who:02d}").fill("20")
    expect(page.get_by_label("Travaillées, semaine 15, Nom12")).to_have_value("20")
    expect(page.locator('[data-page="sum"]')).to_have_text("172,50")
    expect(page.locator('[data-page="hours"]')).to_have_text("172,50")
    page.get_by_role("button", name="Enregistrer et recalculer").click()
    expect(page.get_by_label("Chômées, semaine 15, Nom12")).to_have_attribute("placeholder", "15")
    stage.look(page, "grid of twelve")
    page.get_by_label("détails Nom01").check()
    expect(page.get_by_label("Congés, absences, semaine 15, Nom01")).to_be_visible()
    page.get_by_label("Congés, absences, semaine 15, Nom01").fill("7")
    expect(page.get_by_label("Chômées, semaine 15, Nom01")).to_have_attribute("placeholder", "8")
    stage.look(page, "grid details")
    page.get_by_role("button", name=re.compile("second contrat.*Nom01")).click()
    expect(page.get_by_label("N° de contrat, s'il y en a deux")).to_be_focused()
    stage.look(page, "grid second contract")


def test_a_block_of_a_spreadsheet_is_pasted_and_what_goes_beyond_is_told(
    stage: Stage, page: Page, claim: Claim, ana: Person
) -> None:
    """As Excel and LibreOffice put it on the clipboard; hours as people write them."""
    weeks = [each for each in slices_of(claim.month) if each.span.first >= date(2024, 4, 1)]
    lines = [
        attrs.evolve(
            samples.claim_line(),
            nir=samples.nir(who),
            last_name=f"Nom{who:02d}",
            week=each.week,
            span=each.span,
            contract_hours=Hours(3_500),
            worked_hours=ZERO_HOURS,
            assimilated_hours=ZERO_HOURS,
            unworked_hours=ZERO_HOURS,
            contract_number="",
            assessed=None,
        )
        for who in range(1, 4)
        for each in weeks
    ]
    write_lines(
        BAKERY, claim.id, lines, seen=Seen.of(claim), actor=ana, context=stage.world.context
    )
    stage.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.go(page, f"{AT}/{claim.id}/grid")
    paste(page, "Travaillées, semaine 15, Nom01", '7h30\t27,5 h\r\n"20"\t\r\n7:30\t27.5\r\n')
    expect(page.locator("#beyond")).to_be_empty()
    expect(page.get_by_label("Travaillées, semaine 15, Nom02")).to_have_value("20")
    expect(page.get_by_label("Chômées, semaine 15, Nom03")).to_have_value("27.5")
    expect(page.locator('[data-page="sum"]')).to_have_text("70,00")
    page.get_by_role("button", name="Enregistrer et recalculer").click()
    expect(page.get_by_label("Travaillées, semaine 15, Nom01")).to_have_value("7,5")
    expect(page.get_by_label("Chômées, semaine 15, Nom01")).to_have_attribute("placeholder", "27,5")
    expect(page.get_by_label("Chômées, semaine 15, Nom02")).to_have_attribute("placeholder", "15")
    wide = "\t".join("1" for _ in range(12))
    paste(page, "Travaillées, semaine 15, Nom02", "\n".join([wide] * 4))
    expect(page.locator("#beyond")).to_contain_text(re.compile(r"2\slignes et \d+\scolonnes"))
    stage.look(page, "grid pasted beyond")
    paste(page, "Travaillées, semaine 15, Nom02", "1\n2\n3")
    expect(page.locator("#beyond")).to_contain_text(re.compile(r": 1\sligne de trop"))


def paste(page: Page, label: str, block: str) -> None:
    """Copy a block somewhere else, and paste it into a cell."""
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.get_by_label(label).focus()
    page.keyboard.press("ControlOrMeta+v")


def test_a_file_with_bad_lines_is_sent_read_and_imported_without_them(
    stage: Stage, page: Page, claim: Claim, tmp_path: Path
) -> None:
    file = tmp_path / "avril.csv"
    one, two = samples.nir(1).digits, samples.nir(2).digits
    file.write_text(HEADER + row(claim, one) + row(claim, two, "36") + row(claim, "180"))
    stage.go(page, f"{AT}/{claim.id}/file")
    stage.look(page, "file")
    page.get_by_label("Fichier de la demande").set_input_files(file)
    page.get_by_role("button", name="Envoyer et vérifier").click()
    expect(page.locator("h1")).to_have_text("avril.csv")
    expect(page.locator("table.faults tbody tr")).to_have_count(2)
    expect(page.locator("table.faults")).to_contain_text("hours_above_count")
    stage.look(page, "file checked")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger les lignes refusées").click()
    refused = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert row(claim, two, "36").strip() in refused
    page.get_by_role("button", name="Importer 1 ligne").click()
    expect(page.get_by_role("status").first).to_contain_text("importées")
    stage.look(page, "file imported")
    page.get_by_role("link", name="Voir la demande").click()
    expect(page.get_by_role("link", name="Martin Anne")).to_be_visible()


def test_a_page_follows_the_work_on_a_large_file(
    stage: Stage, page: Page, claim: Claim, ana: Person
) -> None:
    world = stage.world
    upload = uploads.receive_upload(
        BAKERY,
        "grand.csv",
        [(HEADER + row(claim, samples.nir().digits)).encode()],
        most=10_000,
        actor=ana,
        context=world.context,
    )
    stage.go(page, f"{AT}/files/{upload.id}")
    expect(page.get_by_role("status")).to_contain_text("va commencer")
    stage.look(page, "file waiting")
    uploads.run_uploads(1, context=world.context)
    expect(page.get_by_role("button", name=re.compile("Importer"))).to_be_visible()
