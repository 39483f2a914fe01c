"""Every page of those who are signed in, looked at: accessible, as wide as the screen, its policy.

The pages are those of the table of who may ask for what: one that is new is looked at too.
"""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from tests.integration.browser_story import Stage, app_of
from tests.unit.web.access_table import (
    ADMINISTER,
    DECIDE,
    NOT_HERE,
    OPEN,
    OVERSEE,
    OWN,
    PAY,
    TABLE,
    query_of,
    values_of,
)
from tests.unit.web.bakery import Bakery

from partial_activity.testing.stories import BAKERY, World

pytestmark = pytest.mark.browser

FILES = ("/files/<sha256>", "/ledger/entries", "/download", ".csv", ".pdf", ".xlsx")
"""Addresses that answer with a file."""
ROLES = {
    "ana": OWN,
    "officer": DECIDE,
    "agent": PAY,
    "auditor": OVERSEE,
    "administrator": ADMINISTER,
}


@pytest.fixture(scope="module")
def bakery() -> Bakery:
    return Bakery(World())


@pytest.fixture(scope="module")
def address(serve: Callable[[Flask], str], bakery: Bakery) -> str:
    return serve(app_of(bakery.world))


@pytest.fixture
def stage(
    bakery: Bakery,
    address: str,
    context: BrowserContext,
    keep: Callable[[Page, str], None],
    violations: Callable[[Page], list[Any]],
) -> Stage:
    return Stage(bakery.world, address, context, keep, violations)


def pages_for(who: str) -> Iterator[str]:
    """The routes of pages that somebody may see and that were not looked at as somebody before."""
    before = list(ROLES)[: list(ROLES).index(who)]
    for route, allowed in TABLE.items():
        method, rule = route.split()
        if method != "GET" or rule.startswith("/api/") or route in NOT_HERE:
            continue
        if allowed == OPEN or rule.endswith(FILES) or who not in allowed:
            continue
        if not any(one in allowed for one in before):
            yield route


@pytest.mark.parametrize("who", ROLES)
def test_every_page_is_accessible_and_fits(stage: Stage, bakery: Bakery, who: str) -> None:
    person = bakery.everybody()[who]
    assert person is not None
    page = stage.page()
    stage.sign_in(page, person)
    faults, seen = [], 0
    for route in pages_for(who):
        rule = route.split()[1]
        values = {**values_of(bakery, route), "siret": str(BAKERY)}
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule)  # noqa: B023  used at once
        if query := query_of(bakery, route):
            path += f"?{urlencode(query)}"
        answer = page.goto(stage.address + path)
        assert answer is not None
        if answer.status != HTTPStatus.OK:
            faults.append(f"{route}: {answer.status}")
            continue
        seen += 1
        name = re.sub(r"\W+", "-", f"{who} {rule}").strip("-")
        try:
            stage.look(page, name)
        except AssertionError as error:
            faults.append(f"{path}: {error}")
            stage.refused.clear()
    assert not faults, "\n\n".join(faults)
    assert seen
