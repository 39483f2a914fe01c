"""Signing up, in and out in a browser, over the memory adapters."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.forms import post

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import LIFE
from partial_activity.entrypoints.flask_app.signed_in import IDLE
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.people import sign_in

SignedIn = Callable[[Person], FlaskClient]
ANA = {
    "siret": "732 829 320 00074",
    "name": "Ana Martin",
    "email": "Ana@Boulangerie.example",
    "role": "contact",
    "workforce": "15",
}


def last_link(world: World) -> str:
    """The token of the last letter that signs in."""
    with world.units.reading() as uow:
        letter = next(one for one in uow.outbox.about("") if one.kind is NoticeKind.SIGN_IN)
    return letter.values["token"]


def test_an_employer_signs_up_confirms_and_may_file_at_once(
    client: FlaskClient, world: World
) -> None:
    answer = post(client, "/sign-up", ANA)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "ana@boulangerie.example" in client.get(answer.location).text.lower()
    token = world.told(NoticeKind.CONFIRMATION)[0].values["token"]
    confirmed = post(client, f"/confirm/{token}")
    assert confirmed.status_code == HTTPStatus.SEE_OTHER
    assert confirmed.location == f"/establishments/{BAKERY}"
    assert "Ana Martin" in client.get("/account").text


def test_looking_at_a_link_does_not_use_it(client: FlaskClient, world: World) -> None:
    """Mail programs look at links before people do."""
    world.contact()
    post(client, "/sign-in", {"email": "ana@boulangerie.example"})
    token = last_link(world)
    for _ in range(3):
        assert client.get(f"/sign-in/{token}").status_code == HTTPStatus.OK
    assert post(client, f"/sign-in/{token}").location == "/establishments"


def test_what_is_wrong_with_a_sign_up_is_told_and_what_was_typed_is_kept(
    client: FlaskClient,
) -> None:
    answer = post(client, "/sign-up", {**ANA, "siret": "732 829 320 00075", "email": "ana"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for name in ("siret", "email"):
        assert f'id="{name}-wrong"' in answer.text
        assert f'<a href="#{name}">' in answer.text
    assert 'value="732 829 320 00075"' in answer.text
    assert 'value="Ana Martin"' in answer.text


def test_a_siret_the_register_does_not_know_is_told_beside_it(client: FlaskClient) -> None:
    answer = post(client, "/sign-up", {**ANA, "siret": "40483304800022"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="siret-wrong"' in answer.text


def test_nothing_tells_whether_an_address_is_known(client: FlaskClient, world: World) -> None:
    world.contact()
    known = post(client, "/sign-in", {"email": "ana@boulangerie.example"})
    unknown = post(client, "/sign-in", {"email": "bob@boulangerie.example"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    page = client.get(unknown.location).text
    assert "bob@boulangerie.example" in page


def test_a_link_followed_twice_says_what_to_do(client: FlaskClient, world: World) -> None:
    world.contact()
    post(client, "/sign-in", {"email": "ana@boulangerie.example"})
    token = last_link(world)
    post(client, f"/sign-in/{token}")
    again = post(client, f"/sign-in/{token}")
    assert again.status_code == HTTPStatus.GONE
    assert "a déjà servi" in again.text


def test_a_link_too_old_says_so_before_it_is_followed(client: FlaskClient, world: World) -> None:
    ana = world.contact()
    token = sign_in.link_for(ana, context=world.context)
    world.clock.tick(sign_in.LINK_LIFE)
    answer = client.get(f"/sign-in/{token}")
    assert answer.status_code == HTTPStatus.GONE
    assert 'href="/sign-in"' in answer.text


def test_a_link_that_was_changed_leads_nowhere(client: FlaskClient) -> None:
    assert client.get("/sign-in/abcdef").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/confirm/abcdef").status_code == HTTPStatus.NOT_FOUND


def test_who_is_not_signed_in_is_sent_there_and_comes_back(
    client: FlaskClient, world: World
) -> None:
    ana = world.contact()
    answer = client.get("/account?lang=en")
    assert (answer.status_code, answer.location) == (HTTPStatus.SEE_OTHER, "/sign-in")
    token = sign_in.link_for(ana, context=world.context)
    assert post(client, f"/sign-in/{token}").location == "/account?lang=en"


def test_signing_out_ends_the_session_everywhere(
    app: Flask, signed_in: SignedIn, world: World
) -> None:
    browser = signed_in(world.contact())
    cookie = browser.get_cookie("session")
    assert cookie is not None
    post(browser, "/sign-out", page="/account")
    assert browser.get("/account").status_code == HTTPStatus.SEE_OTHER
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    assert thief.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_session_ends_after_a_working_day_whatever_is_done(
    signed_in: SignedIn, world: World
) -> None:
    browser = signed_in(world.contact())
    world.clock.tick(LIFE - timedelta(seconds=1))
    assert browser.get("/account").status_code == HTTPStatus.OK
    world.clock.tick(timedelta(seconds=1))
    assert browser.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_browser_left_alone_is_signed_out(app: Flask) -> None:
    """The cookie itself is good for that long only, from its last use."""
    assert app.permanent_session_lifetime == IDLE


@pytest.mark.parametrize(
    ("role", "beginning"),
    [
        (Role.OFFICER, "/office"),
        (Role.PAYING_AGENT, "/office/payments"),
        (Role.AUDITOR, "/office/journal"),
        (Role.ADMINISTRATOR, "/office/people"),
    ],
)
def test_each_role_begins_where_its_work_is(
    client: FlaskClient, world: World, role: Role, beginning: str
) -> None:
    token = sign_in.link_for(world.officer(role), context=world.context)
    assert post(client, f"/sign-in/{token}").location == beginning


def test_a_form_from_elsewhere_is_refused(signed_in: SignedIn, world: World) -> None:
    browser = signed_in(world.contact())
    answer = browser.post("/sign-out")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert browser.get("/account").status_code == HTTPStatus.OK


def test_a_name_and_a_language_are_changed(signed_in: SignedIn, world: World) -> None:
    ana = world.contact()
    browser = signed_in(ana)
    assert post(browser, "/account", {"name": " ", "language": "fr"}).status_code == (
        HTTPStatus.UNPROCESSABLE_ENTITY
    )
    post(browser, "/account", {"name": "Ana  Martin-Roy", "language": "en"})
    with world.units.reading() as uow:
        person = uow.people.get(ana.id)
    assert (person.name, person.language) == ("Ana Martin-Roy", "en")


def test_a_session_of_mine_elsewhere_is_ended_from_here(signed_in: SignedIn, world: World) -> None:
    ana = world.contact()
    here, elsewhere = signed_in(ana), signed_in(ana)
    (other,) = [
        one
        for one in sign_in.sessions_of(actor=ana, context=world.context)
        if f"/account/sessions/{one.id}/end" in here.get("/account").text
    ]
    post(here, f"/account/sessions/{other.id}/end", page="/account")
    assert elsewhere.get("/account").status_code == HTTPStatus.SEE_OTHER
    assert here.get("/account").status_code == HTTPStatus.OK


def test_a_token_is_shown_once_and_taken_back(signed_in: SignedIn, world: World) -> None:
    browser = signed_in(world.contact())
    wish = {"token_name": "Paie", "days": "30", "scopes": ["claims:read"]}
    shown = post(browser, "/account/tokens", wish, page="/account")
    secret = shown.text.split('<code class="secret">')[1].split("<")[0]
    headers = {"Authorization": f"Bearer {secret}"}
    assert browser.get("/api/v1/establishments", headers=headers).status_code == (
        HTTPStatus.FORBIDDEN  # it reads claims only
    )
    again = browser.get("/account")
    assert secret not in again.text
    address = again.text.split('action="/account/tokens/')[1].split('"')[0]
    post(browser, f"/account/tokens/{address}", page="/account")
    answer = browser.get("/api/v1/establishments", headers=headers)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_without_a_right_is_not_made(signed_in: SignedIn, world: World) -> None:
    browser = signed_in(world.contact())
    answer = post(
        browser, "/account/tokens", {"token_name": "Paie", "days": "999"}, page="/account"
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="days-wrong"' in answer.text
    assert 'id="scopes-wrong"' in answer.text


def test_a_stranger_has_no_lasting_link_sent_to_an_account(
    client: FlaskClient, world: World
) -> None:
    """Signing up with the address of somebody who has an account sends what confirms, no more."""
    world.contact()
    post(client, "/sign-up", {**ANA, "siret": "44306184100047"})
    world.register.put(registered(Siret("44306184100047"), "Garage du Port"))
    post(client, "/sign-up", {**ANA, "siret": "44306184100047"})
    token = world.told(NoticeKind.CONFIRMATION, Siret("44306184100047"))[0].values["token"]
    world.clock.tick(timedelta(days=2))
    followed = post(client, f"/confirm/{token}")
    assert (followed.status_code, followed.location) == (HTTPStatus.SEE_OTHER, "/sign-in")
    assert client.get("/account").status_code == HTTPStatus.SEE_OTHER


def test_a_suspended_address_is_told_what_everybody_is_told(
    client: FlaskClient, world: World
) -> None:
    ana = world.contact()
    with world.units() as uow:
        uow.people.save(uow.people.get(ana.id).moved_to(AccountState.SUSPENDED))
        uow.commit()
    told = post(client, "/sign-up", ANA)
    other = post(client, "/sign-up", {**ANA, "email": "new@boulangerie.example"})
    assert (told.status_code, told.location) == (other.status_code, other.location)


def test_a_token_asks_for_a_proof_of_a_moment_ago(signed_in: SignedIn, world: World) -> None:
    browser = signed_in(world.contact())
    world.clock.tick(timedelta(hours=3))
    wish = {"token_name": "Paie", "days": "400", "scopes": ["claims:read"]}
    asked = post(
        browser,
        "/account/tokens",
        wish,
        page="/account",
        headers={"Referer": "http://localhost/account"},
    )
    assert (asked.status_code, asked.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")
    assert "Paie" not in browser.get("/account").text
    post(browser, "/sign-in/again")
    assert post(browser, f"/sign-in/{last_link(world)}").location == "/account"


def test_an_administrator_lets_nobody_in_from_an_old_session(
    signed_in: SignedIn, world: World
) -> None:
    browser = signed_in(world.officer(Role.ADMINISTRATOR))
    world.clock.tick(timedelta(hours=3))
    wish = {"email": "new@service.example", "name": "New", "role": "administrator"}
    asked = post(browser, "/office/people", wish)
    assert (asked.status_code, asked.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")
    assert "new@service.example" not in browser.get("/office/people").text
