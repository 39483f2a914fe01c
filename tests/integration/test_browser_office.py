"""The office in a browser without scripts: a queue of two hundred files cleared, a run paid."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from tests.integration.browser_story import Stage, app_of
from tests.unit.office_town import Town

from partial_activity.domain.claims import ClaimState
from partial_activity.domain.notices import NoticeKind
from partial_activity.domain.payments import PaymentLine
from partial_activity.domain.people import Role
from partial_activity.domain.queue import QueueFilter, QueueKind
from partial_activity.testing.stories import World
from partial_activity.usecases import decisions

pytestmark = pytest.mark.browser

FIRMS = 200
SIZES = [(1280, 900), (390, 844)]


class Office:
    """A town whose files wait, its officers and its agent, in one browser without scripts."""

    def __init__(self) -> None:
        self.world = World()
        self.town = Town(self.world)
        for number in range(1, FIRMS + 1):
            if number % 4:
                self.town.request(number)
            else:
                self.town.claim(number)
        self.odile, self.olga = self.town.colleague("odile"), self.town.colleague("olga")
        self.paul = self.town.colleague("paul", Role.PAYING_AGENT)

    def waiting(self, kind: QueueKind) -> int:
        with self.world.units.reading() as uow:
            return len(uow.office.queue(QueueFilter(kind), FIRMS))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture(params=SIZES, ids=["desktop", "phone"])
def unscripted(request: pytest.FixtureRequest, browser: Browser) -> Any:  # noqa: ANN401  of playwright
    """A French visitor whose browser runs no script."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="fr-FR", java_script_enabled=False
    )
    yield context
    context.close()


@pytest.fixture
def stage(
    office: Office,
    serve: Callable[[Any], str],
    unscripted: BrowserContext,
    keep: Callable[[Page, str], None],
) -> Stage:
    # Without scripts axe cannot look; it looks at every page in test_browser_signed_in.
    return Stage(office.world, serve(app_of(office.world)), unscripted, keep, lambda _: [])


def look(stage: Stage, page: Page, name: str) -> None:
    """Keep a picture."""
    page.wait_for_load_state()
    stage.keep(page, name)
    assert stage.refused == [], name


def test_an_officer_clears_a_queue_of_two_hundred_files(stage: Stage, office: Office) -> None:
    page = stage.page()
    stage.sign_in(page, office.odile)
    expect(page).to_have_url(f"{stage.address}/office")
    expect(page.locator("table.files tbody tr")).to_have_count(50)
    look(stage, page, "office queue")

    # One is refused, with words that the employer is shown before.
    page.locator("table.files th a").first.click()
    page.get_by_label("Refuser").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("Un refus est motivé")
    page.get_by_label("Les circonstances décrites ne relèvent pas du motif").check()
    page.get_by_label("Message à l'employeur").fill("Le carnet de commandes est plein.")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("R. 5122-1")).to_be_visible()
    look(stage, page, "office confirm")
    page.get_by_role("button", name="Refuser").click()
    expect(page.get_by_role("status")).to_contain_text("est refusée")

    # A whole page is authorised; one of it a colleague decided meanwhile.
    page.get_by_label("Sorte").select_option(label="Demande d'autorisation")
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_role("link", name="Cocher toute la page").click()
    page.get_by_role("button", name="Décider les dossiers cochés").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Décider ensemble 50 dossiers")
    look(stage, page, "office many")
    taken = colleague_decides_the_first(office, page)
    page.get_by_label("Autoriser", exact=True).check()
    page.get_by_role("button", name="Décider 50 dossiers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("49 dossiers décidés, 1 laissé")
    expect(page.locator("tbody tr").first).to_contain_text("Une autre personne l'a décidé")
    look(stage, page, "office decided")
    page.locator("tbody th a").first.click()
    expect(page.get_by_text("Olga")).to_be_visible()
    assert taken in page.url
    assert office.waiting(QueueKind.REQUEST) == FIRMS * 3 // 4 - 51

    # A claim, found by the firm's name, is validated.
    page.get_by_role("link", name="Rechercher").click()
    page.get_by_label("SIRET, nom").fill("fleuriste dup")
    page.get_by_role("button", name="Rechercher").click()
    look(stage, page, "office search")
    stage.go(page, "/office?kind=claim")
    page.locator("table.files th a").first.click()
    look(stage, page, "office claim")
    page.get_by_label(re.compile("Valider")).check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Valider", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("elle part au paiement")
    assert office.waiting(QueueKind.CLAIM) == FIRMS // 4 - 1
    told = office.world.told(NoticeKind.DECISION, office.town.siret(1))
    assert told[0].values["message"] == "Le carnet de commandes est plein."


def colleague_decides_the_first(office: Office, page: Page) -> str:
    """Of the files on the page; its id."""
    address = page.locator("tbody th a").first.get_attribute("href")
    assert address
    request_id = address.rpartition("/")[2]
    with office.world.units.reading() as uow:
        (asked,) = uow.office.requests_with_id(request_id, 1)
    decisions.decide(
        asked.siret,
        asked.id,
        accepted=False,
        message="Effectif inconnu",
        actor=office.olga,
        units=office.world.units,
        clock=office.world.clock,
        law=office.world.law,
    )
    return request_id


def test_an_agent_pays_and_gives_the_bank_s_answers(stage: Stage, office: Office) -> None:
    paid, back = (office.town.validated(number) for number in (901, 902))
    page = stage.page()
    stage.sign_in(page, office.paul)
    expect(page).to_have_url(f"{stage.address}/office/payments")
    look(stage, page, "office payments")
    page.get_by_role("link", name="Préparer un ordre de paiement").click()
    look(stage, page, "office run")
    page.get_by_role("button", name="Ordonner et écrire les fichiers").click()
    expect(page.get_by_text("2 virements, 1 fichier")).to_be_visible()
    look(stage, page, "office ran")
    (reference,) = office.world.bank.files
    page.get_by_role("link", name=reference).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le fichier").click()
    assert download.value.suggested_filename == f"{reference}.xml"
    lines = {line.siret: line for line in office.world.bank.files[reference].lines}
    answer = _answer(reference, lines[paid.siret], lines[back.siret])
    stage.go(page, "/office/payments/answers")
    given = FilePayload(name="r.xml", mimeType="text/xml", buffer=answer)
    page.set_input_files("#answers", files=given)
    page.get_by_role("button", name="Lire les réponses").click()
    look(stage, page, "office answered")
    page.get_by_role("link", name="les voir").click()
    expect(page.get_by_text("compte clos (AC04)")).to_be_visible()
    look(stage, page, "office rejected")
    with office.world.units.reading() as uow:
        states = [uow.claims.head(claim.siret, claim.id).state for claim in (paid, back)]
    assert states == [ClaimState.PAID, ClaimState.PAYMENT_INVALIDATED]


def test_the_queue_is_ticked_and_left_with_the_keyboard_alone(
    stage: Stage, office: Office, tab_to: Callable[[Page, str], None]
) -> None:
    page = stage.page()
    stage.sign_in(page, office.odile)
    page.locator("body").press("Tab")
    tab_to(page, "kind")
    page.locator('tbody input[name="file"]').first.focus()
    page.keyboard.press("Space")
    expect(page.locator('tbody input[name="file"]').first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Décider ensemble 1 dossier")
    tab_to(page, "outcome")
    page.keyboard.press("Space")
    tab_to(page, "message")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 dossier décidé")


def _answer(reference: str, paid: PaymentLine, back: PaymentLine) -> bytes:
    """What a bank gives back: one paid, one rejected."""
    why = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>R1</MsgId><CreDtTm>2024-05-01T09:00:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{reference}</OrgnlMsgId>"
        "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P1</OrgnlPmtInfId>"
        f"<TxInfAndSts><OrgnlEndToEndId>{paid.end_to_end_id}</OrgnlEndToEndId>"
        "<TxSts>ACSC</TxSts></TxInfAndSts>"
        f"<TxInfAndSts><OrgnlEndToEndId>{back.end_to_end_id}</OrgnlEndToEndId>"
        f"<TxSts>RJCT</TxSts>{why}</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()
