"""A form counts only from a page of ours; a session is one person's, from sign-in to sign-out."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.access_table import OF_SERVICE, OPEN, TABLE
from tests.unit.web.bakery import Bakery
from tests.unit.web.forms import post
from tests.unit.web.visits import CHANGES, Visit
from werkzeug.test import TestResponse

from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World
from partial_activity.usecases.people import sign_in


@pytest.fixture
def bakery(world: World) -> Bakery:
    return Bakery(world)


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found is not None
    return found.value


def follows(client: FlaskClient, world: World, person: Person) -> TestResponse:
    link = sign_in.link_for(person, context=world.context)
    return post(client, f"/sign-in/{link}")


@pytest.mark.parametrize("who", ["ana", *OF_SERVICE, "nobody"])
def test_a_form_from_elsewhere_changes_nothing(app: Flask, bakery: Bakery, who: str) -> None:
    visit = Visit(app, bakery, who, forms_prove=True)
    taken = []
    for route in TABLE:
        if route.split()[0] in CHANGES and "/api/" not in route:
            answer = visit.ask(route)
            if answer.status_code != HTTPStatus.BAD_REQUEST or visit.changed():
                taken.append(f"{route}: {answer.status_code}")
    assert not taken, "\n".join(taken)


def test_the_proof_of_one_browser_is_of_no_use_in_another(
    signed_in: Callable[[Person], FlaskClient], bakery: Bakery
) -> None:
    ana, evil = signed_in(bakery.ana), signed_in(bakery.contact_elsewhere)
    stolen = evil.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = ana.post("/account", data={"csrf_token": stolen, "name": "Eve", "language": "fr"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_nothing_changes_by_a_link(app: Flask, bakery: Bakery) -> None:
    """What a page of somebody else can make a browser fetch: every address, with GET."""
    visit = Visit(app, bakery, "ana")
    changed = []
    for route in TABLE:
        method, rule = route.split()
        if method in CHANGES and "/api/" not in route:
            answer = visit.ask(f"GET {rule}")
            if visit.changed_what_is_kept():
                changed.append(f"{route}: {answer.status_code}")
    assert not changed, "\n".join(changed)


def test_the_api_does_not_know_a_browser(app: Flask, bakery: Bakery) -> None:
    """So that no form from elsewhere can reach it: it asks for a token, never for a cookie."""
    visit = Visit(app, bakery, "ana")
    visit.program = {}
    known = []
    for route, may in TABLE.items():
        if "/api/" in route and may != OPEN:
            answer = visit.ask(route)
            if answer.status_code != HTTPStatus.UNAUTHORIZED:
                known.append(f"{route}: {answer.status_code}")
    assert not known, "\n".join(known)


@pytest.mark.parametrize("how", ["header", "field", "query"])
def test_a_method_is_what_it_is(app: Flask, bakery: Bakery, how: str) -> None:
    visit = Visit(app, bakery, "ana")
    secret = visit.program["Authorization"]
    token = bakery.keys(bakery.ana).issued.token.id
    override = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}
    answer = app.test_client().post(
        f"/api/v1/tokens/{token}",
        headers={"Authorization": secret, **(override if how == "header" else {})},
        data={"_method": "DELETE"} if how == "field" else None,
        query_string={"_method": "DELETE"} if how == "query" else None,
    )
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not visit.changed()


def test_signing_in_gives_a_session_that_nobody_knew_before(app: Flask, bakery: Bakery) -> None:
    """Somebody may have put a session of theirs into the browser, to be in it afterwards."""
    evil, ana = app.test_client(), app.test_client()
    evil.get("/account")
    prepared = cookie(evil)
    ana.set_cookie("session", prepared)
    follows(ana, bakery.world, bakery.ana)
    assert cookie(ana) != prepared
    assert ana.get("/account").status_code == HTTPStatus.OK
    assert evil.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_nothing_that_was_prepared_stays_in_the_session(app: Flask, bakery: Bakery) -> None:
    ana, known = app.test_client(), "known to somebody"
    with ana.session_transaction() as session:
        session["prepared"] = "by somebody"
        session["csrf_token"] = known
    ana.get("/sign-in")
    link = sign_in.link_for(bakery.ana, context=bakery.world.context)
    app.config["WTF_CSRF_ENABLED"] = False
    ana.post(f"/sign-in/{link}")
    with ana.session_transaction() as session:
        assert "prepared" not in session
        assert session.get("csrf_token") != known


def test_after_signing_out_the_session_is_of_no_use_anywhere(app: Flask, bakery: Bakery) -> None:
    ana, copied = app.test_client(), app.test_client()
    follows(ana, bakery.world, bakery.ana)
    copied.set_cookie("session", cookie(ana))
    assert copied.get("/account").status_code == HTTPStatus.OK
    post(ana, "/sign-out", page="/account")
    assert ana.get("/account").status_code == HTTPStatus.SEE_OTHER
    assert copied.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_link_opens_one_session(app: Flask, bakery: Bakery) -> None:
    link = sign_in.link_for(bakery.ana, context=bakery.world.context)
    first, second = app.test_client(), app.test_client()
    assert post(first, f"/sign-in/{link}").status_code == HTTPStatus.SEE_OTHER
    assert post(second, f"/sign-in/{link}").status_code == HTTPStatus.GONE
    assert second.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_link_signs_in_nobody_who_did_not_press_its_button(
    client: FlaskClient, bakery: Bakery
) -> None:
    """Or else somebody could have another use an account that is not theirs, unseen."""
    link = sign_in.link_for(bakery.contact_elsewhere, context=bakery.world.context)
    client.get(f"/sign-in/{link}")
    assert client.post(f"/sign-in/{link}").status_code == HTTPStatus.BAD_REQUEST
    assert client.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_session_that_somebody_made_up_is_none(app: Flask, bakery: Bakery) -> None:
    secret = bakery.keys(bakery.ana).opened.secret
    forger = create_app_with(bytes(range(32)), app)
    with forger.test_client() as elsewhere:
        with elsewhere.session_transaction() as session:
            session["key"] = secret
        forged = cookie(elsewhere)
    client = app.test_client()
    client.set_cookie("session", forged)
    assert client.get("/account").status_code == HTTPStatus.SEE_OTHER


def create_app_with(secret: bytes, like: Flask) -> Flask:
    services = like.extensions["partial_activity"]
    assert isinstance(services, Services)
    return create_app(services, WebConfig(secret=secret))


def test_no_script_and_no_other_site_gets_the_session(app: Flask, bakery: Bakery) -> None:
    client = app.test_client()
    said = follows(client, bakery.world, bakery.ana).headers["Set-Cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Domain=" not in said
    assert "Path=/" in said
    # It outlives the browser's window, for as long as it may be idle.
    assert "Expires=" in said


def test_only_pages_keep_a_session_alive(app: Flask, bakery: Bakery) -> None:
    """What a page brings along may be answered after the next page, and must not undo it."""
    client = app.test_client()
    follows(client, bakery.world, bakery.ana)
    assert "Set-Cookie" in client.get("/account").headers
    for asset in ("/static/pages.css", "/static/favicon.svg"):
        answer = client.get(asset)
        assert answer.status_code == HTTPStatus.OK
        assert "Set-Cookie" not in answer.headers


def test_over_tls_the_session_never_travels_without(services: Services, bakery: Bakery) -> None:
    app = create_app(services, WebConfig(secret=bytes(32), https=True))
    app.config["WTF_CSRF_ENABLED"] = False
    link = sign_in.link_for(bakery.ana, context=bakery.world.context)
    answer = app.test_client().post(f"/sign-in/{link}", base_url="https://localhost")
    said = answer.headers["Set-Cookie"]
    assert said.startswith("__Host-session=")
    assert "Secure" in said


@pytest.mark.parametrize(
    "address",
    [
        "/establishments//evil.example",
        "//evil.example/establishments",
        "/\\evil.example/establishments",
        "///evil.example/account",
        "/\\\\evil.example/account",
        "/account",
    ],
)
def test_signing_in_leads_back_here_and_nowhere_else(
    app: Flask, bakery: Bakery, address: str
) -> None:
    client = app.test_client()
    away = client.get("/", environ_overrides={"PATH_INFO": address})
    assert _stays(away)
    back = follows(client, bakery.world, bakery.ana)
    assert back.status_code == HTTPStatus.SEE_OTHER
    assert _stays(back)


@pytest.mark.parametrize("name", ["next", "url", "return", "redirect", "return_to"])
def test_no_parameter_says_where_to_go(app: Flask, bakery: Bakery, name: str) -> None:
    client = app.test_client()
    client.get(f"/sign-in?{name}=https://evil.example")
    app.config["WTF_CSRF_ENABLED"] = False
    link = sign_in.link_for(bakery.ana, context=bakery.world.context)
    query = {name: "https://evil.example"}
    assert _stays(client.post(f"/sign-in/{link}", query_string=query, data=query))
    assert _stays(client.post("/sign-out", query_string=query, data=query))


def test_asking_for_a_link_tells_nobody_who_has_an_account(app: Flask, bakery: Bakery) -> None:
    known, unknown = (
        post(app.test_client(), "/sign-in", {"email": email}, page="/sign-in")
        for email in (str(bakery.ana.email), "nobody@nowhere.example")
    )
    assert known.status_code == unknown.status_code == HTTPStatus.SEE_OTHER
    assert known.headers["Location"] == unknown.headers["Location"]


def _stays(answer: TestResponse) -> bool:
    where = answer.headers.get("Location", "/").removeprefix("http://localhost").replace("\\", "/")
    return where.startswith("/") and not where.startswith("//")
