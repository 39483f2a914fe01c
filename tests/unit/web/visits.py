"""Somebody who asks for routes about the bakery, in a browser and with a program."""

import re
from collections.abc import Mapping
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
        self, route: str, siret: Siret = BAKERY, query: Mapping[str, str] = NOTHING
    ) -> TestResponse:
        """Ask for a route, with the bakery's things in its address; nothing asked before counts."""
        self.units.tables = self.before
        method, rule = route.split()
        values = {**values_of(self.bakery, route), "siret": str(siret)}
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule)
        query = {**query_of(self.bakery, route), **query}
        if not rule.startswith("/api/"):
            data = form_of(self.bakery, route) if method in CHANGES else None
            return self._browser().open(address, method=method, data=data, query_string=query)
        headers, body = self.program, dict[str, Any]()
        if method in CHANGES:
            seen = NEVER_READ if self.stranger else revision_of(self.bakery, route)
            headers = headers | {"Idempotency-Key": "0" * 16, "If-Match": seen}
            body = self._body(route)
        return self.browser.open(
            address, method=method, headers=headers, query_string=query, **body
        )

    def _body(self, route: str) -> dict[str, Any]:
        files = files_of(route)
        if files:
            return {"data": files}
        document = documents_of(self.bakery).get(route, EXAMPLES.get(route))
        return {} if document is None else {"json": document}

    def changed(self) -> bool:
        """Whether the last request did anything."""
        return self.units.tables is not self.before

    def _browser(self) -> FlaskClient:
        """One that has just been opened: nobody signed out in it."""
        fresh = self.browser.application.test_client()
        cookie = self.browser.get_cookie("session")
        if cookie is not None:
            fresh.set_cookie("session", cookie.value)
        return fresh
