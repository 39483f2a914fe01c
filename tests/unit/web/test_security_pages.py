"""What keeps a browser from being used against who sits before it, on every page there is."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.access_table import OF_SERVICE, OPEN, TABLE
from tests.unit.web.bakery import Bakery
from tests.unit.web.visits import Visit
from werkzeug.test import TestResponse

from partial_activity.entrypoints.flask_app.middleware.security import HEADERS
from partial_activity.testing.stories import World

EVERYBODY = ("nobody", "ana", *OF_SERVICE)
FETCHED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "form": "action"}
HOSTILE = "\"'><script>alert(1)</script>"
TOLD = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; manifest-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
"""Word for word: one that is loosened is loosened here too, by somebody who means it."""
MACHINES = re.compile(r" (/api/|/healthz|/readyz|/metrics|/static/)")


@pytest.fixture
def bakery(world: World) -> Bakery:
    return Bakery(world)


@pytest.fixture
def visit(app: Flask, bakery: Bakery, who: str) -> Visit:
    return Visit(app, bakery, who)


_READ: dict[str, list[tuple[str, TestResponse]]] = {}
"""What each was answered, so that each of them walks once."""


def answers(visit: Visit, who: str) -> list[tuple[str, TestResponse]]:
    """Every route that only reads, allowed or not: a refusal is an answer too."""
    if who not in _READ:
        _READ[who] = list(asked(visit))
    return _READ[who]


def asked(visit: Visit, **query: str) -> Iterator[tuple[str, TestResponse]]:
    for route in TABLE:
        if route.startswith("GET"):
            answer = visit.ask(route, query=query)
            answer.get_data()
            answer.close()
            yield route, answer


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_answer_has_the_headers_that_browsers_obey(visit: Visit, who: str) -> None:
    for route, answer in answers(visit, who):
        told = {name: answer.headers.get(name) for name in TOLD}
        assert told == TOLD, route


def test_the_headers_forbid_frames_and_whatever_is_inside_a_page() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in HEADERS[_CSP].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert HEADERS["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_needs_what_the_policy_forbids(visit: Visit, who: str) -> None:
    found = [
        f"{route}: {fault}"
        for route, answer in answers(visit, who)
        if answer.mimetype == "text/html"
        for fault in Page(answer.text).faults
    ]
    assert not found, "\n".join(found)


def test_a_page_that_needs_it_would_be_seen() -> None:
    for html in (
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p onclick="x()">',
        '<a href="javascript:x()">',
        '<script src="https://evil.example/x.js"></script>',
        '<link href="//evil.example/x.css">',
        '<form action="https://evil.example/">',
    ):
        assert len(Page(html).faults) == 1, html


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_somebodys_is_kept_by_no_cache(visit: Visit, who: str) -> None:
    kept = []
    for route, answer in answers(visit, who):
        control = answer.headers["Cache-Control"]
        may_stay = TABLE[route] == OPEN and who == "nobody"
        private = "no-store" in control or ("private" in control and "no-cache" in control)
        if not (private or may_stay or MACHINES.search(route)):
            kept.append(f"{route}: {control}")
        if TABLE[route] != OPEN and "public" in control:
            kept.append(f"{route}: {control}")
    assert not kept, "\n".join(kept)


@pytest.mark.parametrize("who", ["nobody", "ana", "officer", "administrator"])
def test_what_stands_in_an_address_is_never_taken_for_html(visit: Visit, who: str) -> None:
    names = ("q", "lang", "month", "on", "known_on", "state", "name", "email", "siret", "decision")
    shown = [
        route
        for route, answer in asked(visit, **dict.fromkeys(names, HOSTILE))
        if answer.mimetype == "text/html" and HOSTILE in answer.text
    ]
    assert not shown, "\n".join(shown)


@pytest.mark.parametrize(
    "address", ["//evil.example/", "/nothing//evil.example", "/\\evil.example"]
)
def test_no_link_of_a_page_leads_to_another_site_because_of_its_address(
    client: FlaskClient, address: str
) -> None:
    for query in ("", "lang=en", "next=https://evil.example"):
        # As a server hands it over: a client of ours would take part of it for a host.
        answer = client.get("/", environ_overrides={"PATH_INFO": address, "QUERY_STRING": query})
        assert _is_ours(answer.headers.get("Location", "/"))
        links = Page(answer.text).links
        assert (answer.status_code, len(links) > 1) == (HTTPStatus.NOT_FOUND, True)
        assert not [link for link in links if not _is_ours(link)]


_CSP = "Content-Security-Policy"


def _is_ours(link: str) -> bool:
    """On this site, as browsers read it: they take a backslash for a slash."""
    local = link.removeprefix("http://localhost").replace("\\", "/")
    return local.startswith(("#", "?")) or (local.startswith("/") and not local.startswith("//"))


class Page(HTMLParser):
    """What of a page the policy forbids, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"<{tag}> inside the page")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}={value}>")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elsewhere = given.get(FETCHED.get(tag, ""), "")
        if elsewhere.startswith(("http:", "https:", "//")):
            self.faults.append(f"<{tag}> from {elsewhere}")
