"""Every route × everybody who might come × what is the bakery's: who is not meant to is kept out.

The table says of each route who may; it is written by hand, apart from the code that decides. A new
route without a line in it fails. Who may not gets 403 or 404 (or the way to sign in), changes
nothing, and cannot tell what is there from what is not.
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.unit.claims.conftest import ANNE
from tests.unit.web.access_table import (
    NOT_HERE,
    OF_SERVICE,
    OPEN,
    SIGNED_IN,
    SIGNED_OUT,
    STRANGERS,
    TABLE,
)
from tests.unit.web.bakery import PDF, Bakery
from tests.unit.web.visits import CHANGES, Visit
from werkzeug.test import TestResponse

from partial_activity.adapters.memory.answers import ANSWERS
from partial_activity.domain.identifiers import Siret
from partial_activity.testing.stories import BAKERY, World, registered

NOT_THERE = Siret("55210055400013")
"""Registered, without an account."""
KEPT_OUT = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@pytest.fixture
def bakery(world: World) -> Bakery:
    world.register.put(registered(NOT_THERE, "Mercerie"))
    return Bakery(world)


@pytest.fixture
def visit(app: Flask, bakery: Bakery, who: str) -> Visit:
    return Visit(app, bakery, who)


def test_every_route_says_who_may(app: Flask) -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert not routes - TABLE.keys(), "say in access_table.py who may"
    assert not TABLE.keys() - routes, "there is no such route (any more)"


def test_everybody_is_known_to_the_table(bakery: Bakery) -> None:
    assert set(bakery.everybody()) == set(OPEN)


@pytest.mark.parametrize("who", OPEN)
def test_who_may_not_is_kept_out_and_changes_nothing(visit: Visit, who: str) -> None:
    let_in = []
    for route in closed_to(who):
        answer = visit.ask(route)
        if not _kept_out(answer, route, who) or visit.changed():
            let_in.append(f"{route}: {answer.status_code}{', changed' * visit.changed()}")
    assert not let_in, "\n".join(let_in)


@pytest.mark.parametrize("who", STRANGERS)
def test_what_is_not_theirs_looks_like_what_is_not_there(visit: Visit, who: str) -> None:
    told = []
    for route in closed_to(who):
        if "<siret>" in route:
            theirs, nothing = visit.ask(route), visit.ask(route, NOT_THERE)
            if _plain(theirs) != _plain(nothing):
                told.append(f"{route}: {theirs.status_code}, {nothing.status_code}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_who_may_is_let_in(visit: Visit, who: str) -> None:
    refused = []
    for route in readable_by(who):
        answer = visit.ask(route)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            refused.append(f"{route}: {answer.status_code}")
    assert not refused, "\n".join(refused)


@pytest.mark.parametrize("who", ["ana", *OF_SERVICE])
def test_what_stands_in_the_address_is_there_for_who_may(visit: Visit, who: str) -> None:
    """Or else everybody would be kept out of nothing."""
    missed = []
    for route, may in TABLE.items():
        if who in may and may != OPEN and route.split()[0] in CHANGES and route not in NOT_HERE:
            answer = visit.ask(route)
            if answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNAUTHORIZED}:
                missed.append(f"{route}: {answer.status_code}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_who_may_not_see_the_nir_sees_it_nowhere(visit: Visit, who: str) -> None:
    """R. 5122-22: the authority decides without it."""
    shown = [route for route in readable_by(who) if ANNE.digits[:13] in _read(visit.ask(route))]
    assert not shown, "\n".join(shown)


@pytest.mark.parametrize("who", ["ana"])
def test_who_may_see_the_nir_finds_it_on_no_page_by_default(visit: Visit, who: str) -> None:
    """But in the one file that is there to be sent back with it."""
    pages = (route for route in readable_by(who) if "/api/" not in route)
    shown = [route for route in pages if ANNE.digits[:13] in _read(visit.ask(route))]
    assert shown == ["GET /establishments/<siret>/claims/<claim_id>/template.xlsx"]


def test_a_program_of_who_may_see_the_nir_reads_it(app: Flask, bakery: Bakery) -> None:
    """Or else the tests above would look for what is nowhere."""
    lines = "GET /api/v1/establishments/<siret>/claims/<claim>/lines"
    assert ANNE.digits in _read(Visit(app, bakery, "ana").ask(lines))


def readable_by(who: str) -> Iterator[str]:
    for route, may in TABLE.items():
        if who in may and may != OPEN and route.startswith("GET"):
            yield route


def _read(answer: TestResponse) -> str:
    """All its text, a PDF's or a workbook's too, without spaces."""
    if (answer.mimetype or "").endswith("spreadsheetml.sheet"):
        rows = load_workbook(BytesIO(answer.data)).active.values
        return re.sub(r"\s", "", "".join(str(cell) for row in rows for cell in row))
    if answer.mimetype != "application/pdf" or answer.data == PDF:
        return re.sub(r"\s", "", answer.text)
    pages = PdfReader(BytesIO(answer.data)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def closed_to(who: str) -> Iterator[str]:
    yield from (route for route, may in TABLE.items() if who not in may)


def _kept_out(answer: TestResponse, route: str, who: str) -> bool:
    if who not in SIGNED_OUT:
        return answer.status_code in KEPT_OUT
    if "/api/" in route:
        return answer.status_code == HTTPStatus.UNAUTHORIZED
    to_sign_in = answer.headers.get("Location", "").startswith("/sign-in")
    return answer.status_code == HTTPStatus.SEE_OTHER and to_sign_in


def _plain(answer: TestResponse) -> tuple[int, str]:
    """What it says, but for what was asked and the name of the request."""
    text = answer.text.replace(answer.headers["X-Request-Id"], "ID")
    text = re.sub(f"{BAKERY}|{NOT_THERE}", "SIRET", text)
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", text)
    return answer.status_code, text


def test_no_answer_that_is_kept_to_be_given_again_has_the_nir(app: Flask, bakery: Bakery) -> None:
    """Numbers rest sealed; an answer rests as it was."""
    ana, kept, shown = Visit(app, bakery, "ana"), 0, []
    for route, may in TABLE.items():
        if "ana" in may and "/api/" in route and route.split()[0] in CHANGES:
            ana.ask(route)
            answers = list(ana.units.tables[ANSWERS].values())
            kept += bool(answers)
            if any(ANNE.digits.encode() in answer.body for answer in answers):
                shown.append(route)
    assert kept > 3
    assert not shown, "\n".join(shown)
