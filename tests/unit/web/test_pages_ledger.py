"""The page of the ledger: balances of a day, entries to download with a proof of a moment ago."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from tests.unit.office_town import Town

from partial_activity.domain.people.people import Person, Role
from partial_activity.testing import samples
from partial_activity.testing.stories import World

SignedIn = Callable[[Person], FlaskClient]


@pytest.fixture
def town(world: World) -> Town:
    with world.units() as uow:
        uow.payments.add(samples.payment())
        uow.commit()
    return Town(world)


def test_balances_are_shown_and_are_zero_together(town: Town, signed_in: SignedIn) -> None:
    auditor = signed_in(town.colleague("ada", Role.AUDITOR))
    page = auditor.get("/office/ledger").text.replace("\u202f", " ").replace("\u00a0", " ")
    assert page.count("281,05 €") == 4
    assert "Dû aux employeurs" in page
    assert "0,00 €" in page.partition("<tfoot>")[2]
    assert "Unédic" in page
    before = auditor.get("/office/ledger?day=2019-01-01").text
    assert "281,05" not in before


def test_entries_are_downloaded_with_a_fresh_proof(
    town: Town, world: World, signed_in: SignedIn
) -> None:
    auditor = signed_in(town.colleague("ada", Role.AUDITOR))
    day = samples.NOON.date().isoformat()
    address = f"/office/ledger/entries?from={day}&to={day}"
    got = auditor.get(address)
    assert got.mimetype == "text/csv"
    assert got.data.decode("utf-8-sig").count("\r\n") == 3
    assert samples.iban(1).text not in got.text
    world.clock.tick(timedelta(minutes=16))
    late = auditor.get(address)
    assert (late.status_code, late.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")


def test_a_range_without_end_is_bounded_to_a_year(town: Town, signed_in: SignedIn) -> None:
    auditor = signed_in(town.colleague("ada", Role.AUDITOR))
    got = auditor.get("/office/ledger/entries?from=1990-01-01&to=2024-12-31")
    assert "grand-livre-2023-12-31-2024-12-31.csv" in got.headers["Content-Disposition"]
