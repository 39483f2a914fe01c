"""The public pages in a real browser: looked at for accessibility, width, policy, and by keyboard.

Screenshots go to the folder named by ``PARTIAL_ACTIVITY_SCREENSHOTS``, where there is one.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "browser" / "axe.min.js"
DESKTOP, PHONE = (1280, 900), (390, 844)
CASE = {
    "scheme": "ordinary",
    "month": "2025-03",
    "category": "standard",
    "pay_kind": "hourly",
    "hourly_pay": "30,75",
    "hours_kind": "counted",
    "hours": "20",
}
WEEKS = {
    "hours_kind": "weeks",
    "hours": "",
    "week1_contract": "35",
    "week1_worked": "14",
    "week2_contract": "39",
}
PAGES = {
    "home": "/",
    "simulator": "/simulator",
    "answer": f"/simulator?{urlencode(CASE)}",
    "answer by week": f"/simulator?{urlencode(CASE | WEEKS)}",
    "faults": f"/simulator?{urlencode(CASE | {'month': '2019-03', 'hourly_pay': '12x'})}",
    "refusal": f"/simulator?{urlencode(CASE | {'scheme': 'vulnerable', 'month': '2024-03'})}",
    "law": "/law?on=2021-02-03",
    "no law": "/law?on=1999-01-01",
    "law, wrong day": "/law?on=tomorrow",
    "texts": "/law/texts",
    "text": "/law/texts/decret-2020-1786",
    "not found": "/nothing",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The application over the memory adapters, on a port of its own."""
    world = World()
    services = Services(
        units=world.units,
        clock=world.clock,
        ids=world.ids,
        links=world.links,
        register=world.register,
        files=world.files,
        law=world.law,
    )
    server = make_server(
        "127.0.0.1", 0, create_app(services, WebConfig(secret=bytes(32))), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = "no browser: as root, apt-get install chromium (tests/browser/ensure.sh)"
        if "CI" in os.environ:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        # A container has no sandbox of its own to give; only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop without JavaScript: everything has to work all the same."""
    context = browser.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        locale="fr-FR",
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_obeys_its_policy(
    context: BrowserContext, address: str, name: str
) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + PAGES[name])
    _keep(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert _violations(page) == []
    # The browser tells of a style or a script that the policy refused.
    assert [message for message in said if "Policy" in message] == []


def test_a_case_is_typed_and_answered_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/simulator")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Aller au contenu"
    page.keyboard.press("Enter")
    _tab_to(page, "month")
    page.locator("#month").fill("2025-03")
    _tab_to(page, "hourly_pay")
    page.keyboard.type("30,75")
    _tab_to(page, "hours")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    page.wait_for_url("**/simulator?scheme=ordinary&month=2025-03*")
    amounts = [" ".join(said.split()) for said in page.locator(".large").all_inner_texts()]
    assert amounts == ["369,00 €", "221,40 €", "147,60 €"]


def test_only_the_questions_of_the_pay_chosen_are_seen(page: Page, address: str) -> None:
    page.goto(f"{address}/simulator")
    assert page.locator("#hourly_pay").is_visible()
    assert not page.locator("#monthly_pay").is_visible()
    page.get_by_label("au mois").check()
    assert page.locator("#monthly_pay").is_visible()
    assert not page.locator("#hourly_pay").is_visible()
    page.locator("#category").select_option("sales_representative")
    assert page.locator("#mean_pay").is_visible()
    assert not page.locator("#hours").is_visible()


def test_a_fault_is_told_kept_and_mended(page: Page, address: str) -> None:
    page.goto(address + PAGES["faults"])
    assert page.locator("#hourly_pay-wrong").is_visible()
    page.locator("#hourly_pay").fill("12")
    page.get_by_role("button", name="Calculer").click()
    # The flat rate of 2019 asks for the workforce, which is unfolded to be answered.
    page.locator("#workforce-wrong").wait_for()
    page.locator("#workforce").fill("40")
    page.get_by_role("button", name="Calculer").click()
    assert page.locator(".allowance .large").inner_text().startswith("154,80")


def test_the_law_is_followed_from_change_to_change_and_to_its_text(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/law?on=2021-02-15")
    page.locator("a[rel=next]").click()
    assert "01/03/2021" in page.locator("h1").inner_text()
    page.locator("main table.law a").first.click()
    assert page.locator("h2", has_text="Ce que ce texte prévoyait").is_visible()


def test_an_answer_prints_without_its_form(page: Page, address: str) -> None:
    page.goto(address + PAGES["answer"])
    page.emulate_media(media="print")
    assert not page.locator("form.simulator").is_visible()
    assert page.locator(".amounts").is_visible()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(f"#{name}:focus").count():
            return
    pytest.fail(f"{name} is not reached with the tabulator")


def _violations(page: Page) -> list[Any]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get("PARTIAL_ACTIVITY_SCREENSHOTS"):
        assert page.viewport_size is not None
        file = f"{name}-{page.viewport_size['width']}.png".replace(" ", "-")
        page.screenshot(path=Path(folder) / file, full_page=True)
