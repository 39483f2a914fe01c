"""A claim by file in a browser: good lines imported, bad ones told, downloaded and mended.

And the grid, with the keyboard alone.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.integration.browser_story import Stage, app_of

from partial_activity.domain.claim.claims import claim_id_of
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import claims

pytestmark = pytest.mark.browser

CLAIMS = f"/establishments/{BAKERY}/claims"
APRIL = date(2024, 4, 1)
HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire"
)


class Baker:
    """The bakery in May, with an authorisation for April."""

    def __init__(self) -> None:
        self.world = World()
        self.ana = self.world.contact()
        self.number = self.world.authorisation(self.ana).number
        self.world.clock.set(datetime(2024, 5, 6, 9, tzinfo=UTC))

    def row(self, employee: int, unworked: str = "28", worked: str = "7") -> str:
        digits = samples.nir(employee).digits
        return (
            f"{BAKERY};{self.number};2024-04;{digits};Martin;Anne {employee};2024-W15;35;{worked};"
            f"0;{unworked};15"
        )


@pytest.fixture
def baker() -> Baker:
    return Baker()


@pytest.fixture
def stage(
    baker: Baker,
    serve: Callable[[Flask], str],
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    return Stage(baker.world, serve(app_of(baker.world)), context, keep, violations)


def test_bad_lines_are_told_good_ones_imported_and_the_others_mended(
    stage: Stage, baker: Baker, tmp_path: Path
) -> None:
    page = stage.page()
    stage.sign_in(page, baker.ana)
    stage.go(page, f"{CLAIMS}/file")
    stage.look(page, "file empty")
    rows = (baker.row(1), baker.row(2), baker.row(3, "36"), baker.row(4, "vingt"))
    send(page, "avril.csv", "\n".join((HEADER, *rows)).encode())
    expect(page.locator("main")).to_contain_text("Rien n'est enregistré encore")
    faults = page.locator("table.faults tbody tr")
    expect(faults).to_have_count(2)
    expect(faults.nth(0)).to_contain_text("36")
    expect(faults.nth(1)).to_contain_text("vingt")
    stage.look(page, "file checked")

    page.get_by_role("button", name="Importer 2 lignes").click()
    expect(page.locator("main .state").first).to_have_text("Importé")
    stage.look(page, "file imported")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Télécharger les lignes refusées").click()
    waiting.value.save_as(tmp_path / "refused.csv")
    send_mended(stage, page, (tmp_path / "refused.csv").read_bytes())

    stage.go(page, f"{CLAIMS}/{claim_id_of(BAKERY, baker.number, APRIL)}")
    expect(page.locator("section[aria-labelledby=employees] tbody tr")).to_have_count(4)
    stage.look(page, "file claim")


def send_mended(stage: Stage, page: Page, refused: bytes) -> None:
    """What somebody does in a spreadsheet: change the cells that were refused, save, send."""
    read = csv.DictReader(io.StringIO(refused.decode("utf-8-sig")), delimiter=";")
    rows = [{**row, "heures_chomees": "28"} for row in read]
    assert read.fieldnames is not None
    text = io.StringIO()
    write = csv.DictWriter(text, read.fieldnames, delimiter=";")
    write.writeheader()
    write.writerows(rows)
    stage.go(page, f"{CLAIMS}/file")
    send(page, "corrigé.csv", text.getvalue().encode())
    page.get_by_role("button", name="Importer 2 lignes").click()
    expect(page.locator("main .state").first).to_have_text("Importé")


def send(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Fichier de la demande").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Envoyer et vérifier").click()
    expect(page.locator("h1")).to_have_text(name)


def test_what_is_no_claim_file_is_refused_on_the_same_page(stage: Stage, baker: Baker) -> None:
    page = stage.page()
    stage.sign_in(page, baker.ana)
    stage.go(page, f"{CLAIMS}/file")
    page.get_by_role("button", name="Envoyer et vérifier").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Fichier de la demande").set_input_files(
        {"name": "photo.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00"}
    )
    page.get_by_role("button", name="Envoyer et vérifier").click()
    expect(page.locator("main .notice.bad")).to_contain_text("n'a pas pu être lu")
    stage.look(page, "file unreadable")


def test_one_signs_in_and_fills_the_grid_with_the_keyboard_alone(
    browser: Browser, serve: Callable[[Flask], str], baker: Baker
) -> None:
    claim = claims.open_claim(
        BAKERY, baker.number, APRIL, actor=baker.ana, context=baker.world.context
    )
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    stage = Stage(baker.world, serve(app_of(baker.world)), context, _nothing, _none)
    page = stage.page()
    stage.go(page, f"{CLAIMS}/{claim.id}/grid")
    press_to(page, "email")
    page.keyboard.type(str(baker.ana.email))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in/sent"))
    stage.go(page, f"/sign-in/{stage.token(NoticeKind.SIGN_IN, baker.ana.email)}")
    # The browser gives the focus a moment after the page has come.
    expect(page.get_by_role("button", name="Me connecter")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#grid")).to_be_visible()
    page.wait_for_load_state()

    for name, typed in (
        ("e0-nir", samples.nir(1).digits),
        ("e0-last_name", "Martin"),
        ("e0-first_name", "Anne"),
        ("e0-pay", "15"),
        ("e0-contract", "35"),
    ):
        press_to(page, name)
        page.keyboard.type(typed)
    press_to(page, "e0-r0-unworked")
    # From a week to the next: hours worked, hours lost; then one too far, and back.
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.locator("#e0-r1-unworked")).to_be_focused()
    page.keyboard.type("35")
    page.keyboard.press("Enter")
    # Below, in the details of the row, are the absences of the same week.
    expect(page.locator("#e0-r1-assimilated")).to_be_focused()
    expect(page.locator('[data-page="sum"]')).to_have_text("35,00")
    expect(page.locator('[data-page="allowance"]')).to_contain_text("290,50")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("button:focus", has_text="Enregistrer et recalculer").count():
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("enregistré")
    expect(page.locator("main")).to_contain_text("Martin Anne")
    context.close()


def press_to(page: Page, field: str) -> None:
    """Reach a field with the tabulator, forwards, round the page if need be."""
    for _ in range(80):
        if page.locator(f"#{field}:focus").count():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{field} is not reached with the tabulator")


def _nothing(page: Page, name: str) -> None:
    """Pictures are kept by the other stories."""


def _none(page: Page) -> list[Any]:
    return []
