"""Coming in through ProConnect: a real hub of ours, on a port, sound or bent."""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from tests.integration.provider import parts
from tests.integration.serving import form_token
from werkzeug.test import TestResponse

from partial_activity.adapters.identity.openid_client import Registration
from partial_activity.adapters.identity.proconnect import ProConnect
from partial_activity.adapters.sql import open_engine, upgrade
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.evidence import CERTIFICATION_LIFE, Source
from partial_activity.domain.people.identities import Arrival
from partial_activity.domain.people.people import AccountState, Membership, Person, Role
from partial_activity.domain.people.sessions import FRESH, Means
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.account.proconnect import RETURN
from partial_activity.entrypoints.flask_app.services import HubDoor
from partial_activity.entrypoints.settings import SettingsRefused, read_settings
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.testing import samples
from partial_activity.testing.proconnect_server import (
    CERTIFICATION,
    CLIENT,
    OTHER_KEY,
    OTHER_PROVIDER,
    SECRET,
    STATE_PROVIDER,
    HubServer,
    HubUser,
    running,
)
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import proconnect, sign_in

HERE = "https://service.example"
ELSEWHERE = str(samples.siret(5))
"""Of a firm that is not the bakery, and in no register."""
ANA = HubUser(
    subject="sub-ana",
    email="Ana@Boulangerie.example",
    given_name="Ana",
    usual_name="Martin",
    siret=str(BAKERY),
    in_charge_of=(BAKERY.siren,),
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def hub(world: World) -> Iterator[HubServer]:
    with running(HubServer(world.clock.now, ANA)) as server:
        server.chosen = ANA
        yield server


@pytest.fixture
def browsers(world: World, hub: HubServer) -> Callable[[], FlaskClient]:
    """Browsers of one application that knows the hub."""
    known = Registration(
        hub.issuer,
        CLIENT,
        SECRET,
        f"{HERE}{RETURN}",
        secret_in_body=True,
        algorithms=("ES256",),
    )
    door = HubDoor(ProConnect(known, world.clock, world.ids), STATE_PROVIDER, HERE)
    app = create_app(Services(world.context), WebConfig(secret=bytes(32), proconnect=door))
    return app.test_client


@pytest.fixture
def browser(browsers: Callable[[], FlaskClient]) -> FlaskClient:
    return browsers()


def sent_back(browser: FlaskClient, path: str = "/sign-in/proconnect") -> str:
    """Go to the hub and come back: the address it leads to, not followed yet."""
    away = browser.get(path)
    onward = away.headers.get("Refresh", "").removeprefix("0; url=")
    assert away.location or onward, away.text
    back = httpx.get(away.location or onward, follow_redirects=False)
    assert "Location" in back.headers, back.text
    assert back.headers["Location"].startswith(f"{HERE}{RETURN}?")
    return back.headers["Location"].removeprefix(HERE)


def follow(browser: FlaskClient, path: str = "/sign-in/proconnect") -> TestResponse:
    """All of it."""
    return browser.get(sent_back(browser, path))


def post(browser: FlaskClient, page: str, path: str, **said: str) -> TestResponse:
    """Send the form of a page."""
    token = form_token(browser.get(page).text)
    return browser.post(path, data={"csrf_token": token, **said})


def first(browser: FlaskClient, **said: str) -> TestResponse:
    """Open an account by the identity that just came."""
    usual = {"siret": str(BAKERY), "name": "Ana Martin", "role": "contact"}
    return post(browser, "/sign-in/proconnect/first", "/sign-in/proconnect/first", **(usual | said))


def by_link(world: World, browser: FlaskClient, person: Person) -> TestResponse:
    """Follow a fresh link that signs in."""
    where = f"/sign-in/{sign_in.link_for(person, context=world.context)}"
    return post(browser, where, where)


def nobody_is_in(browser: FlaskClient, world: World) -> None:
    assert browser.get("/account").location == "/sign-in"
    with world.units.reading() as uow:
        assert "session.opened" not in [entry.action for entry in uow.journal.entries("service")]


def place_of(world: World, person: Person) -> Membership:
    with world.units.reading() as uow:
        found = uow.establishments.member(BAKERY, person.id)
    assert found is not None
    return found


def person_of(world: World, email: str = "ana@boulangerie.example") -> Person:
    with world.units.reading() as uow:
        found = uow.people.by_email(EmailAddress(email))
    assert found is not None
    return found


def linked(world: World, browser: FlaskClient, person: Person) -> None:
    """Sign in by a link, then link the identity that the hub gives."""
    by_link(world, browser, person)
    assert follow(browser).location == "/sign-in/proconnect/link"
    done = post(browser, "/sign-in/proconnect/link", "/sign-in/proconnect/link")
    assert done.status_code == HTTPStatus.SEE_OTHER, done.text
    post(browser, "/account", "/sign-out")


def test_a_newcomer_is_in_at_once_in_a_room_of_their_own(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    """One form, with what ProConnect gives already in it; no letter to answer before filing."""
    assert follow(browser).location == "/sign-in/proconnect/first"
    page = browser.get("/sign-in/proconnect/first").text
    assert f'value="{BAKERY}"' in page
    assert 'value="Ana Martin"' in page
    done = first(browser)
    assert (done.status_code, done.location) == (HTTPStatus.SEE_OTHER, f"/establishments/{BAKERY}")
    ana = person_of(world)
    place = place_of(world, ana)
    assert (place.state, place.proven) == (AccountState.ACTIVE, False)
    with world.units.reading() as uow:
        (session,) = uow.sessions.of(ana.id)
        (told,) = [one for one in uow.outbox.about("") if one.to == ana.email]
    assert told.kind is NoticeKind.IDENTITY_LINKED
    assert session.means is Means.PROCONNECT


def test_the_hub_is_asked_as_its_documentation_says(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    follow(browser)
    (asked,) = hub.asked
    assert asked["scope"] == "openid given_name usual_name email siret idp_id"
    assert json.loads(asked["claims"]) == {
        "id_token": {
            "acr": {
                "essential": True,
                "values": ["eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3"],
            },
            "amr": {"essential": True},
        }
    }
    assert not {"acr_values", "max_age", "prompt"} & asked.keys()
    (sent,) = hub.sent
    assert (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)


def test_who_has_an_account_links_it_by_the_mailbox_never_by_the_address(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    """The same address opens nothing: a letter does, in this browser, and a button."""
    ana = world.contact()
    hub.chosen = attrs.evolve(ANA, email=ana.email.text)
    assert follow(browser).location == "/sign-in/proconnect/first"
    nobody_is_in(browser, world)
    page = "/sign-in/proconnect/first"
    assert "Un compte a déjà cette adresse" in browser.get(page).text
    token = form_token(browser.get(page).text)
    said = {"csrf_token": token, "siret": str(BAKERY), "name": "Ana", "role": "contact"}
    assert browser.post(page, data=said).status_code == HTTPStatus.FORBIDDEN
    follow(browser)
    assert post(browser, page, "/sign-in/proconnect/letter").location == "/sign-in/sent"
    assert by_link(world, browser, ana).location == "/sign-in/proconnect/link"
    done = post(browser, "/sign-in/proconnect/link", "/sign-in/proconnect/link")
    assert done.location == "/establishments"
    post(browser, "/account", "/sign-out")
    assert follow(browser).location == "/establishments"
    assert ana.email.text in browser.get("/account").text


def test_another_identity_with_the_same_address_does_not_come_in(
    world: World, browsers: Callable[[], FlaskClient], hub: HubServer
) -> None:
    ana = world.contact()
    linked(world, browsers(), ana)
    hub.chosen = attrs.evolve(ANA, subject="sub-eve", email=ana.email.text)
    thief = browsers()
    assert follow(thief).location == "/sign-in/proconnect/first"
    assert thief.get("/account").location == "/sign-in"


def test_an_identity_signs_in_to_one_account(
    world: World, browsers: Callable[[], FlaskClient], hub: HubServer
) -> None:
    """Bob, signed in, does not take Ana's identity over."""
    ana, bob = world.contact("ana"), world.contact("bob")
    linked(world, browsers(), ana)
    browser = browsers()
    by_link(world, browser, bob)
    assert follow(browser).location == "/sign-in/proconnect/link"
    taken = post(browser, "/sign-in/proconnect/link", "/sign-in/proconnect/link")
    assert taken.status_code == HTTPStatus.FORBIDDEN
    assert "déjà à un autre compte" in taken.text


def test_an_identity_that_is_unlinked_opens_the_account_no_more(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    ana = world.contact()
    linked(world, browser, ana)
    by_link(world, browser, ana)
    done = post(
        browser, "/account", "/sign-in/proconnect/unlink", issuer=hub.issuer, subject="sub-ana"
    )
    assert done.location == "/account"
    post(browser, "/account", "/sign-out")
    assert follow(browser).location == "/sign-in/proconnect/first"


def test_a_stranger_s_answer_of_the_mailbox_puts_the_one_who_took_the_address_out(
    world: World, browsers: Callable[[], FlaskClient], hub: HubServer
) -> None:
    """A provider gave somebody else's address: who has the mailbox comes in, alone."""
    thief, owner = browsers(), browsers()
    follow(thief)
    first(thief)
    ana = person_of(world)
    assert thief.get("/account").status_code == HTTPStatus.OK
    by_link(world, owner, ana)
    assert owner.get("/account").status_code == HTTPStatus.OK
    assert thief.get("/account").location == "/sign-in"
    assert follow(thief).location == "/sign-in/proconnect/first"
    with world.units.reading() as uow:
        assert not uow.identities.of(ana.id)


def test_the_mailbox_that_answers_in_the_same_browser_makes_the_link_last(
    world: World, browsers: Callable[[], FlaskClient], hub: HubServer
) -> None:
    browser, elsewhere = browsers(), browsers()
    follow(browser)
    first(browser)
    ana = person_of(world)
    by_link(world, browser, ana)
    by_link(world, elsewhere, ana)
    with world.units.reading() as uow:
        (identity,) = uow.identities.of(ana.id)
    assert identity.confirmed


def test_it_is_no_proof_of_a_moment_ago(world: World, browser: FlaskClient, hub: HubServer) -> None:
    """However it was entered, what gives power asks for the mailbox."""
    ana = world.contact()
    linked(world, browser, ana)
    assert follow(browser).status_code == HTTPStatus.SEE_OTHER
    page = f"/establishments/{BAKERY}/proof"
    sent = post(browser, page, f"{page}/account", iban="FR7630001007941234567890185")
    assert (sent.status_code, sent.location) == (HTTPStatus.SEE_OTHER, "/sign-in/again")


def test_an_account_that_is_suspended_is_not_entered(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    ana = world.contact()
    linked(world, browser, ana)
    with world.units() as uow:
        uow.people.save(uow.people.get(ana.id).moved_to(AccountState.SUSPENDED))
        uow.commit()
    assert follow(browser).status_code == HTTPStatus.FORBIDDEN
    assert browser.get("/account").location == "/sign-in"


@pytest.mark.parametrize("given", ["", "123", "99999999999999", f"{str(BAKERY)[:9]} 00012"])
def test_a_siret_is_a_hint_and_may_be_missing_or_wrong(
    world: World, browser: FlaskClient, hub: HubServer, given: str
) -> None:
    """The person comes in all the same, and types their own."""
    hub.tells = {"siret": given}
    assert follow(browser).location == "/sign-in/proconnect/first"
    assert first(browser).location == f"/establishments/{BAKERY}"


def test_a_siret_gives_no_right(world: World, browser: FlaskClient, hub: HubServer) -> None:
    """Of a firm that has an account and speaks for itself: who comes with its SIRET waits."""
    world.contact("bob")
    hub.chosen = attrs.evolve(ANA, email="eve@elsewhere.example")
    follow(browser)
    first(browser)
    eve = person_of(world, "eve@elsewhere.example")
    assert place_of(world, eve).state is AccountState.PENDING
    assert browser.get(f"/establishments/{BAKERY}/requests").status_code == HTTPStatus.NOT_FOUND


def test_nothing_is_kept_of_who_names_a_firm_that_is_not_there(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    follow(browser)
    done = first(browser, siret=ELSEWHERE)
    assert done.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    nobody_is_in(browser, world)
    with world.units.reading() as uow:
        assert uow.identities.find(hub.issuer, ANA.subject) is None


AN_HOUR = 3600
BENT: dict[str, Callable[[HubServer], None]] = {
    "wrong issuer": lambda hub: hub.says.update(iss="https://evil.example"),
    "wrong audience": lambda hub: hub.says.update(aud="another-service"),
    "token of another client": lambda hub: hub.says.update(aud=[CLIENT, "another"]),
    "wrong nonce": lambda hub: hub.says.update(nonce="another"),
    "no nonce": lambda hub: hub.says.update(nonce=None),
    "expired": lambda hub: hub.says.update(exp=1),
    "issued long ago": lambda hub: hub.says.update(iat=1),
    "no subject": lambda hub: hub.says.update(sub=None),
    "signed by another": lambda hub: setattr(hub, "signs_with", OTHER_KEY),
    "userinfo not signed": lambda hub: setattr(hub, "sign_userinfo", None),
    "userinfo of somebody else": lambda hub: hub.tells.update(sub="sub-bob"),
    "userinfo about nobody": lambda hub: hub.tells.update(sub=None),
    "userinfo for another service": lambda hub: hub.tells.update(aud="another-service"),
    "userinfo for nobody": lambda hub: hub.tells.update(aud=None),
    "userinfo of another issuer": lambda hub: hub.tells.update(iss="https://evil.example"),
    "userinfo that is over": lambda hub: hub.tells.update(exp=1),
    "no second factor": lambda hub: hub.says.update(acr="eidas1"),
    "no level": lambda hub: hub.says.update(acr=None),
    "a level of before June 2026": lambda hub: hub.says.update(
        acr="https://proconnect.gouv.fr/assurance/consistency-checked-2fa"
    ),
    "a certification where none was asked": lambda hub: hub.says.update(acr=CERTIFICATION),
    "no address": lambda hub: hub.tells.update(email=None),
    "an address that nobody can have": lambda hub: hub.tells.update(email="ana..m@x.example"),
}


@pytest.mark.parametrize("bent", BENT)
def test_an_answer_that_does_not_hold_lets_nobody_in(
    world: World, browser: FlaskClient, hub: HubServer, bent: str
) -> None:
    """Neither the account it is linked to, nor a new one."""
    ana = world.contact()
    with world.units() as uow:
        proconnect.link_to(uow, _arrival(hub), ana, world.clock.now())
        uow.commit()
    BENT[bent](hub)
    answer = follow(browser)
    assert answer.status_code == HTTPStatus.FORBIDDEN, answer.location
    nobody_is_in(browser, world)
    assert browser.get("/sign-in/proconnect/first").location == "/sign-in"


def _arrival(hub: HubServer) -> Arrival:
    return Arrival(
        issuer=hub.issuer,
        subject=ANA.subject,
        email=EmailAddress(ANA.email.lower()),
        name="",
        siret=None,
        idp_id="",
        acr="",
        amr=(),
        proof="",
    )


def _unsigned(claims: Mapping[str, Any]) -> str:
    said = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"eyJhbGciOiJub25lIn0.{said}."


def _by_the_secret(claims: Mapping[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, dict(claims), OctKey.import_key(SECRET * 4))


_RSA = RSAKey.generate_key(2048, {"kid": "first"}, private=True)


def _by_another_algorithm(claims: Mapping[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "first"}, dict(claims), _RSA)


@pytest.mark.parametrize("made", [_unsigned, _by_the_secret, _by_another_algorithm])
@pytest.mark.parametrize("what", ["sign", "sign_userinfo"])
def test_only_the_algorithm_that_was_agreed_on_is_taken(
    world: World,
    browser: FlaskClient,
    hub: HubServer,
    made: Callable[[Mapping[str, Any]], str],
    what: str,
) -> None:
    setattr(hub, what, made)
    if made is _by_another_algorithm:
        # Even where the hub publishes that key beside its own.
        hub.configuration["id_token_signing_alg_values_supported"] = ["RS256", "ES256"]
    assert follow(browser).status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


def test_a_way_back_is_followed_once_and_by_its_browser(
    world: World, browsers: Callable[[], FlaskClient], hub: HubServer
) -> None:
    linked(world, browsers(), world.contact())
    browser, thief = browsers(), browsers()
    back = sent_back(browser)
    kept = browser.get_cookie("proconnect", path="/sign-in/proconnect")
    assert kept is not None
    given = dict(hub.codes)
    assert thief.get(back).status_code == HTTPStatus.FORBIDDEN
    assert browser.get(back).status_code == HTTPStatus.SEE_OTHER
    again = browsers()
    # The cookie is put back, and the hub made to take the code again: the state was used.
    again.set_cookie("proconnect", kept.value, path="/sign-in/proconnect")
    hub.codes.update(given)
    assert again.get(back).status_code == HTTPStatus.FORBIDDEN
    assert again.get("/account").location == "/sign-in"


@pytest.mark.parametrize("change", [{"state": "another"}, {"state": ""}, {"iss": "https://evil"}])
def test_what_is_not_the_browser_s_or_the_hub_s_is_refused(
    world: World, browser: FlaskClient, hub: HubServer, change: dict[str, str]
) -> None:
    given = parts(sent_back(browser)) | change
    answer = browser.get(RETURN, query_string=given)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    nobody_is_in(browser, world)


def test_who_gives_up_or_is_not_at_the_level_is_told(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    hub.gives_up = True
    assert "pas confirmé votre identité" in follow(browser).text
    hub.gives_up = False
    hub.chosen = attrs.evolve(ANA, level="eidas1")
    assert follow(browser).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("fault", ["invalid_request", "server_error", "Y000400"])
def test_a_fault_of_the_hub_is_told_and_not_tried_again(
    browser: FlaskClient, hub: HubServer, fault: str
) -> None:
    given = {"error": fault, "state": parts(sent_back(browser))["state"]}
    answer = browser.get(RETURN, query_string=given)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Location" not in answer.headers


def test_levels_that_the_hub_no_longer_knows_are_not_asked_for(
    browser: FlaskClient, hub: HubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """They would be left out, and nothing asked: the list changed in June 2026 without notice."""
    hub.configuration["acr_values_supported"] = ["loa1"]
    answer = browser.get("/sign-in/proconnect")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "does not know the levels" in caplog.text


def test_an_arrival_opens_one_account_and_one_session(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    """What the browser keeps of it is put back: it was used."""
    follow(browser)
    kept = browser.get_cookie("proconnect_arrival", path="/sign-in/proconnect")
    assert kept is not None
    token = form_token(browser.get("/sign-in/proconnect/first").text)
    said = {"csrf_token": token, "siret": str(BAKERY), "name": "Ana", "role": "contact"}
    assert browser.post("/sign-in/proconnect/first", data=said).status_code == HTTPStatus.SEE_OTHER
    browser.set_cookie("proconnect_arrival", kept.value, path="/sign-in/proconnect")
    token = form_token(browser.get("/account").text)
    again = browser.post("/sign-in/proconnect/first", data=said | {"csrf_token": token})
    assert again.status_code == HTTPStatus.FORBIDDEN


def test_an_arrival_is_forgotten_after_half_an_hour(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    follow(browser)
    world.clock.set(world.clock.now() + timedelta(minutes=30))
    assert browser.get("/sign-in/proconnect/first").location == "/sign-in"


def test_who_signs_out_is_led_to_sign_out_of_the_hub(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    """The session here is over first; a page leads on, for no form may."""
    ana = world.contact()
    linked(world, browser, ana)
    hub.ended.clear()
    follow(browser)
    leave = post(browser, "/account", "/sign-out")
    assert leave.status_code == HTTPStatus.OK
    away = leave.headers["Refresh"].removeprefix("0; url=")
    assert browser.get("/account").location == "/sign-in"
    back = httpx.get(away, follow_redirects=False).headers["Location"]
    (ended,) = hub.ended
    assert ended["post_logout_redirect_uri"] == f"{HERE}/sign-in/proconnect/out"
    assert "déconnecté" not in browser.get("/sign-in/proconnect/out?state=x").text
    assert browser.get(back.removeprefix(HERE)).location == "/"


def test_who_came_by_a_link_signs_out_here_alone(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    by_link(world, browser, world.contact())
    assert post(browser, "/account", "/sign-out").location == "/"


CERTIFY = f"/establishments/{BAKERY}/proof/proconnect"


@pytest.fixture
def ana(world: World, browser: FlaskClient) -> Person:
    """Somebody who signed up, has proven nothing, and has just followed a link."""
    ana = world.newcomer("ana")
    by_link(world, browser, ana)
    return ana


def test_the_person_in_charge_is_proven_by_the_state_s_certification(
    world: World, browser: FlaskClient, hub: HubServer, ana: Person
) -> None:
    world.file(ana)
    assert (
        "Me faire certifier avec ProConnect" in browser.get(f"/establishments/{BAKERY}/proof").text
    )
    assert follow(browser, CERTIFY).location == f"/establishments/{BAKERY}"
    asked = hub.asked[-1]
    assert json.loads(asked["claims"]) == {
        "id_token": {
            "acr": {"essential": True, "value": CERTIFICATION},
            "amr": {"essential": True},
        }
    }
    assert asked["siret_hint"] == str(BAKERY)
    place = place_of(world, ana)
    assert (place.proven, place.principal) == (True, True)
    with world.units.reading() as uow:
        (evidence,) = uow.proofs.of(BAKERY)
        (account,) = uow.proofs.accounts(BAKERY)
        (identity,) = uow.identities.of(ana.id)
    assert (evidence.source, evidence.method) == (Source.PROCONNECT, "certification")
    assert (evidence.acr, evidence.idp_id) == (CERTIFICATION, STATE_PROVIDER)
    assert (evidence.siren, evidence.at) == (BAKERY.siren, world.clock.now())
    assert evidence.expires_at == world.clock.now() + CERTIFICATION_LIFE
    assert account.person_id == ana.id
    assert identity.subject == ANA.subject


NOT_BELIEVED: dict[str, Callable[[HubServer], None]] = {
    # The hub hands on what any provider asserts.
    "of another provider": lambda hub: setattr(
        hub, "chosen", attrs.evolve(ANA, idp_id=OTHER_PROVIDER, level=CERTIFICATION)
    ),
    "of no provider": lambda hub: hub.tells.update(idp_id=None),
    "of another level": lambda hub: hub.says.update(acr="eidas3"),
    "of no level": lambda hub: hub.says.update(acr=None),
    "without a second factor": lambda hub: hub.says.update(amr=["pwd"]),
    "without methods": lambda hub: hub.says.update(amr=None),
    "of another firm": lambda hub: hub.tells.update(siret=ELSEWHERE),
    "of no firm": lambda hub: hub.tells.update(siret=None),
    "of somebody not in charge": lambda hub: setattr(
        hub, "chosen", attrs.evolve(ANA, in_charge_of=())
    ),
    "expired": lambda hub: hub.says.update(exp=1),
    "not signed": lambda hub: setattr(hub, "sign_userinfo", None),
}


@pytest.mark.parametrize("bent", NOT_BELIEVED)
def test_a_certification_that_is_not_the_state_s_of_this_firm_proves_nothing(
    world: World, browser: FlaskClient, hub: HubServer, ana: Person, bent: str
) -> None:
    NOT_BELIEVED[bent](hub)
    answer = follow(browser, CERTIFY)
    assert answer.status_code == HTTPStatus.FORBIDDEN, answer.location
    assert not place_of(world, ana).proven
    with world.units.reading() as uow:
        assert not uow.proofs.of(BAKERY)
        assert not uow.identities.of(ana.id)


def test_a_certification_of_somebody_else_does_not_prove_who_asked(
    world: World, browsers: Callable[[], FlaskClient], browser: FlaskClient, hub: HubServer
) -> None:
    """The person in charge signs in on the accountant's machine: it is another's identity."""
    linked(world, browsers(), world.newcomer("boss"))
    eve = world.newcomer("eve")
    by_link(world, browser, eve)
    answer = follow(browser, CERTIFY)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not place_of(world, eve).proven


def test_a_certification_needs_a_proof_of_a_moment_ago_when_it_is_asked_for(
    world: World, browser: FlaskClient, hub: HubServer, ana: Person
) -> None:
    """And the session that asked: neither an older one, nor another person's, brings it in."""
    world.clock.set(world.clock.now() + FRESH)
    assert browser.get(CERTIFY).location == "/sign-in/again"
    by_link(world, browser, ana)
    back = sent_back(browser, CERTIFY)
    by_link(world, browser, ana)
    assert browser.get(back).status_code == HTTPStatus.FORBIDDEN
    assert not place_of(world, ana).proven


def test_a_slow_certification_counts_from_when_it_was_asked_for(
    world: World, browser: FlaskClient, hub: HubServer, ana: Person
) -> None:
    """FranceConnect takes its minutes: nobody does it twice for that."""
    world.clock.set(world.clock.now() + FRESH - timedelta(minutes=1))
    back = sent_back(browser, CERTIFY)
    world.clock.set(world.clock.now() + timedelta(minutes=9))
    assert browser.get(back).location == f"/establishments/{BAKERY}"
    assert place_of(world, ana).proven


def test_a_declarant_who_is_certified_stays_one(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    bob = world.newcomer("bob", role=Role.DECLARANT)
    by_link(world, browser, bob)
    follow(browser, CERTIFY)
    place = place_of(world, bob)
    assert (place.role, place.proven, place.principal) == (Role.DECLARANT, True, False)


def test_a_certification_of_a_year_ago_gives_no_account_until_it_is_done_again(
    world: World, browser: FlaskClient, hub: HubServer, ana: Person
) -> None:
    """People in charge change; what is running goes on."""
    follow(browser, CERTIFY)
    world.clock.set(world.clock.now() + CERTIFICATION_LIFE)
    by_link(world, browser, ana)
    page = f"/establishments/{BAKERY}/proof"
    assert "date de plus d&#39;un an" in browser.get(page).text
    iban = "FR7630001007941234567890185"
    refused = post(browser, page, f"{page}/account", iban=iban)
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert follow(browser, CERTIFY).location == f"/establishments/{BAKERY}"
    assert post(browser, page, f"{page}/account", iban=iban).location == page
    with world.units.reading() as uow:
        assert len(uow.proofs.of(BAKERY)) == 2


def test_without_the_state_s_provider_named_nobody_is_sent_for_a_certification(
    world: World, hub: HubServer
) -> None:
    known = Registration(hub.issuer, CLIENT, SECRET, f"{HERE}{RETURN}", secret_in_body=True)
    door = HubDoor(ProConnect(known, world.clock, world.ids), "", HERE)
    app = create_app(Services(world.context), WebConfig(secret=bytes(32), proconnect=door))
    browser = app.test_client()
    by_link(world, browser, world.newcomer("ana"))
    assert "certifier" not in browser.get(f"/establishments/{BAKERY}/proof").text
    assert browser.get(CERTIFY).status_code == HTTPStatus.NOT_FOUND


def test_an_officer_may_link_an_identity_and_it_is_no_fresh_proof_either(
    world: World, browser: FlaskClient, hub: HubServer
) -> None:
    officer = world.officer()
    linked(world, browser, officer)
    assert follow(browser).location == "/office"
    with world.units.reading() as uow:
        (session,) = [one for one in uow.sessions.of(officer.id) if one.ended_at is None]
    assert not session.fresh(world.clock.now())


def settings(tmp_path: Path, **more: str) -> dict[str, str]:
    """Of a service in a folder."""
    given = {"nir_key": "ab" * 32, "link_key": "cd" * 32, "data_folder": str(tmp_path)} | more
    return {f"PARTIAL_ACTIVITY_{name.upper()}": held for name, held in given.items()}


def test_three_settings_bring_the_button(tmp_path: Path) -> None:
    known = {
        "proconnect_issuer": "https://fca.integ01.example/api/v2",
        "proconnect_client_id": CLIENT,
        "proconnect_client_secret": SECRET,
    }
    engine = open_engine(f"sqlite:///{tmp_path / 'service.db'}")
    upgrade(engine)
    engine.dispose()
    service = open_service(read_settings(settings(tmp_path, **known)))
    page = application_of(service).test_client().get("/sign-in").text
    assert "S’identifier avec" in page
    assert "Qu’est-ce que ProConnect ?" in page
    for missing in known:
        less = {name: held for name, held in known.items() if name != missing}
        part = attrs.evolve(service, settings=read_settings(settings(tmp_path, **less)))
        with pytest.raises(SettingsRefused, match="all of them, or none"):
            application_of(part)
    service.engine.dispose()
