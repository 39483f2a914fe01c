"""Whoever is given personal data is noted: who, what, of whom, when; once a request."""

from http import HTTPStatus

import attrs
import pytest
from flask import Flask
from tests.unit.claims.conftest import ANNE
from tests.unit.web.access_table import OF_SERVICE, SIGNED_IN
from tests.unit.web.bakery import Bakery
from tests.unit.web.test_access_walk import _read, readable_by
from tests.unit.web.visits import Visit

from partial_activity.domain.office.journal import JournalEntry
from partial_activity.entrypoints.flask_app import Services
from partial_activity.entrypoints.flask_app.services import install as install_services
from partial_activity.ports.unit_of_work import Unavailable, UnitOfWork, UnitsOfWork
from partial_activity.testing.stories import BAKERY, World


@pytest.fixture
def bakery(world: World) -> Bakery:
    return Bakery(world)


def readings(visit: Visit) -> list[JournalEntry]:
    with visit.units.reading() as uow:
        return [one for one in uow.journal.entries("service") if one.action == "data.read"]


@pytest.mark.parametrize("who", ["ana", "dora", *OF_SERVICE])
def test_no_employee_is_read_of_unnoted(app: Flask, bakery: Bakery, who: str) -> None:
    """Every page, document and answer that says a first name, or shows a number."""
    visit, unnoted, noted = Visit(app, bakery, who), [], 0
    names = _names(bakery)
    assert names
    for route in readable_by(who):
        text = _read(visit.ask(route))
        added = readings(visit)
        assert len(added) <= 1, route
        noted += len(added)
        if any(name in text for name in (*names, ANNE.digits)) and not added:
            unnoted.append(route)
    assert not unnoted, "\n".join(unnoted)
    assert noted


def _names(bakery: Bakery) -> set[str]:
    with bakery.world.units.reading() as uow:
        lines = uow.claims.get(BAKERY, bakery.claim.id).lines
    return {line.first_name for line in lines}


def test_an_entry_says_who_read_what_and_no_more(app: Flask, bakery: Bakery) -> None:
    visit = Visit(app, bakery, "ana")
    route = "GET /api/v1/establishments/<siret>/claims/<claim>/lines"
    assert ANNE.digits in visit.ask(route).text
    (entry,) = readings(visit)
    person = bakery.everybody()["ana"]
    assert person is not None
    assert (entry.actor, entry.subject) == (person.id, bakery.paid_claim.id)
    assert dict(entry.facts) == {"what": "employees", "siret": BAKERY.digits}


@pytest.mark.parametrize("who", [one for one in SIGNED_IN if one not in ("ana", "dora")])
def test_who_is_kept_out_has_read_nothing(app: Flask, bakery: Bakery, who: str) -> None:
    visit = Visit(app, bakery, who)
    route = "GET /establishments/<siret>/claims/<claim_id>/grid"
    assert visit.ask(route).status_code != HTTPStatus.OK
    assert not readings(visit)


class Full:
    """Stores that can be read and not written to, as on a disk that is full."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    def __call__(self) -> UnitOfWork:
        message = "the disk is full"
        raise Unavailable(message)

    def reading(self) -> UnitOfWork:
        return self._units.reading()


def test_what_cannot_be_noted_is_not_given(app: Flask, services: Services, bakery: Bakery) -> None:
    visit = Visit(app, bakery, "ana")
    members, overview = "GET /establishments/<siret>/members", "GET /establishments/<siret>"
    assert bakery.dora.name in visit.ask(members).text
    full = attrs.evolve(services.context, units=Full(bakery.world.units))
    install_services(app, attrs.evolve(services, context=full))
    refused = visit.ask(members)
    assert refused.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert bakery.dora.name not in refused.text
    # What is about nobody is read all the same.
    assert visit.ask(overview).status_code == HTTPStatus.OK
