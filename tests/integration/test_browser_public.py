"""The public pages in a real browser: accessibility, width, policy, and the keyboard alone."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World

pytestmark = pytest.mark.browser

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
    "several employees": "/simulator/team",
    "several employees, broken link": "/simulator/team?d=x",
    "law": "/law?on=2021-02-03",
    "no law": "/law?on=1999-01-01",
    "law, wrong day": "/law?on=tomorrow",
    "law searched": "/law?q=plancher",
    "law in pictures": "/law/pictures",
    "parameter": "/law/parameters/allowance.floor",
    "difference": "/law/difference?from=2020-06-15&from_known=2020-06-20&to=2020-06-15",
    "draft decree": "/law/draft",
    "help": "/help",
    "help searched": "/help?q=R. 5122-4",
    "legal": "/legal",
    "personal data": "/personal-data",
    "accessibility": "/accessibility",
    "texts": "/law/texts",
    "text": "/law/texts/decret-2020-1786",
    "verify": "/verify",
    "verify nothing": f"/verify/{'0' * 64}",
    "not found": "/nothing",
}


@pytest.fixture(scope="module")
def address(serve: Callable[[Flask], str]) -> str:
    """The application over the memory adapters, on a port of its own."""
    world = World()
    services = Services(world.context)
    return serve(create_app(services, WebConfig(secret=bytes(32))))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_obeys_its_policy(
    context: BrowserContext,
    address: str,
    name: str,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + PAGES[name])
    keep(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []
    # The browser tells of a style or a script that the policy refused.
    assert [message for message in said if "Policy" in message] == []


def test_a_case_is_typed_and_answered_with_the_keyboard_alone(
    page: Page, address: str, tab_to: Callable[[Page, str], None]
) -> None:
    page.goto(f"{address}/simulator")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    tab_to(page, "month")
    page.locator("#month").fill("2025-03")
    tab_to(page, "hourly_pay")
    page.keyboard.type("30,75")
    tab_to(page, "hours")
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/simulator\?scheme=ordinary&month=2025-03"))
    expect(page.locator(".large")).to_have_text(["369,00 €", "221,40 €", "147,60 €"])


def test_several_employees_are_answered_without_a_script(browser: Browser, address: str) -> None:
    """Rows added and taken away, months shown, an answer and its PDF: buttons of one form."""
    page = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    page.goto(f"{address}/simulator/team")
    page.locator("#month").fill("2025-03")
    page.locator("#months").select_option("2")
    page.get_by_role("button", name="Afficher ces colonnes").click()
    for row, (pay, first, second) in enumerate((("25", "70", "20,5"), ("15", "35", "")), start=1):
        page.locator(f"#who-{row}").fill(f"N {row}")
        page.locator(f"#pay-{row}").fill(pay)
        page.locator(f"#hours-{row}-1").fill(first)
        page.locator(f"#hours-{row}-2").fill(second)
    page.get_by_role("button", name="Ajouter des lignes").click()
    expect(page.locator("table.team tbody")).to_have_count(8)
    page.get_by_role("button", name="Retirer salarié 3").click()
    expect(page.locator("table.team tbody")).to_have_count(7)
    page.locator("#pay-2").press("Enter")
    expect(page.locator(".large")).to_have_text(["1 686,50 €", "1 110,60 €", "575,90 €"])
    assert "N+1" not in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger en PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_only_the_questions_of_the_pay_chosen_are_seen(page: Page, address: str) -> None:
    page.goto(f"{address}/simulator")
    expect(page.locator("#hourly_pay")).to_be_visible()
    expect(page.locator("#monthly_pay")).to_be_hidden()
    page.get_by_label("au mois").check()
    expect(page.locator("#monthly_pay")).to_be_visible()
    expect(page.locator("#hourly_pay")).to_be_hidden()
    page.locator("#category").select_option("sales_representative")
    expect(page.locator("#mean_pay")).to_be_visible()
    expect(page.locator("#hours")).to_be_hidden()


def test_a_fault_is_told_kept_and_mended(page: Page, address: str) -> None:
    page.goto(address + PAGES["faults"])
    expect(page.locator("#hourly_pay-wrong")).to_be_visible()
    page.locator("#hourly_pay").fill("12")
    page.get_by_role("button", name="Calculer").click()
    # The flat rate of 2019 asks for the workforce, which is unfolded to be answered.
    expect(page.locator("#workforce-wrong")).to_be_visible()
    page.locator("#workforce").fill("40")
    page.get_by_role("button", name="Calculer").click()
    expect(page.locator(".allowance .large")).to_contain_text("154,80")


def test_the_law_is_followed_from_change_to_change_and_to_its_text(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/law?on=2021-02-15")
    page.locator("a[rel=next]").click()
    expect(page.locator("h1")).to_contain_text("01/03/2021")
    page.locator("details.subject > summary", has_text="SMIC").click()
    page.locator("main table.law td:last-child a").first.click()
    expect(page.locator("h2", has_text="Ce que ce texte prévoyait")).to_be_visible()


def test_a_link_to_a_subject_unfolds_it(page: Page, address: str) -> None:
    page.goto(f"{address}/law")
    expect(page.locator("#allowance")).to_be_hidden()
    page.goto(f"{address}/law/texts/decret-2021-674")
    page.locator('a[href$="#allowance"]').first.click()
    expect(page.locator("#allowance")).to_be_visible()
    page.goto(f"{address}/help#silence")
    expect(page.locator("#silence")).to_be_visible()
    expect(page.locator("#refused")).to_be_hidden()


def test_an_answer_prints_without_its_form(page: Page, address: str) -> None:
    page.goto(address + PAGES["answer"])
    page.emulate_media(media="print")
    expect(page.locator("form.simulator")).to_be_hidden()
    expect(page.locator(".amounts")).to_be_visible()
