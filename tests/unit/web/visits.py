"""Somebody who asks for routes about the bakery, in a browser and with a program."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.access_table import (
    STRANGERS,
    documents_of,
    files_of,
    form_of,
    query_of,
    revision_of,
    values_of,
)
from tests.unit.web.bakery import Bakery
from werkzeug.test import TestResponse

from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.adapters.memory.messages import CHAIN_LENGTHS, JOURNAL
from partial_activity.adapters.memory.tables import Tables
from partial_activity.domain.identifiers import Siret
from partial_activity.entrypoints.flask_app.api import OPERATIONS, PREFIX
from partial_activity.testing.stories import BAKERY

NOTHING: Mapping[str, str] = MappingProxyType({})
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
NEVER_READ = '"9-99-00000000"'
"""The revision of nothing: who may not see a thing is not told that it moved on either."""
EXAMPLES = {f"{one.method} {PREFIX}{one.rule}": one.example for one in OPERATIONS}


class Visit:
    """Somebody, in a browser and with a program, among the bakery's things."""

    def __init__(self, app: Flask, bakery: Bakery, who: str, *, forms_prove: bool = False) -> None:
        app.config["WTF_CSRF_ENABLED"] = forms_prove
        self.bakery, self.stranger = bakery, who in STRANGERS
        self.browser = app.test_client()
        self.program: dict[str, str] = {}
        person = bakery.everybody()[who]
        if person is not None:
            keys = bakery.keys(person)
            self.program = {"Authorization": f"Bearer {keys.issued.secret}"}
            with self.browser.session_transaction() as session:
                session["key"] = keys.opened.secret
        assert isinstance(bakery.world.units, MemoryUnitsOfWork)
        self.units = bakery.world.units
        self.before = self.units.tables

    def ask(
        self,
        route: str,
        siret: Siret = BAKERY,
        query: Mapping[str, str] = NOTHING,
        sent: Mapping[str, Any] | None = None,
    ) -> TestResponse:
        """Ask for a route, with the bakery's things in its address; nothing asked before counts.

        Args:
            route: method and rule.
            siret: of the establishment in the address.
            query: beside what the route needs.
            sent: in place of what would be, as a client of werkzeug takes it.
        """
        self.units.tables = self.before
        method, rule = route.split()
        values = {**values_of(self.bakery, route), "siret": str(siret)}
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule)
        return self._browser().open(
            address,
            method=method,
            headers=self._headers(route),
            query_string={**query_of(self.bakery, route), **query},
            **(self._sent(route) if sent is None else sent),
        )

    def get(self, address: str) -> TestResponse:
        """What a browser and a program are answered there: with both proofs at once."""
        return self._browser().get(address, headers=self.program)

    def post(self, address: str, data: Mapping[str, Any]) -> TestResponse:
        """Send a form."""
        return self._browser().post(address, data=dict(data))

    def document(self, route: str) -> object:
        """What a program sends there."""
        return documents_of(self.bakery).get(route, EXAMPLES.get(route))

    def _headers(self, route: str) -> Mapping[str, str]:
        if " /api/" not in route:
            return {}
        if route.split(maxsplit=1)[0] not in CHANGES:
            return self.program
        seen = NEVER_READ if self.stranger else revision_of(self.bakery, route)
        return self.program | {"Idempotency-Key": "0" * 16, "If-Match": seen}

    def _sent(self, route: str) -> Mapping[str, Any]:
        if route.split(maxsplit=1)[0] not in CHANGES:
            return {}
        if " /api/" not in route:
            return {"data": dict(form_of(self.bakery, route))}
        if files := files_of(route):
            return {"data": dict(files)}
        document = self.document(route)
        return {} if document is None else {"json": document}

    def changed(self) -> bool:
        """Whether the last request did anything."""
        return self.units.tables is not self.before

    def changed_what_is_kept(self) -> bool:
        """Whether it did more than note that personal data were read."""
        after, before = (_kept(tables) for tables in (self.units.tables, self.before))
        return after != before

    def _browser(self) -> FlaskClient:
        """One that has just been opened: nobody signed out in it."""
        fresh = self.browser.application.test_client()
        cookie = self.browser.get_cookie("session")
        if cookie is not None:
            fresh.set_cookie("session", cookie.value)
        return fresh


def _kept(tables: Tables) -> Mapping[str, Sequence[object]]:
    """All that is kept, by the names of the tables, without who read personal data."""
    kept = {
        name.name: list(table.values())
        for name, table in tables._tables.items()  # noqa: SLF001  nobody else reads them all
        if name not in (JOURNAL, CHAIN_LENGTHS)
    }
    entries = (entry for entry, _ in tables[JOURNAL].values() if entry.action != "data.read")
    return {name: values for name, values in kept.items() if values} | {"journal": list(entries)}
