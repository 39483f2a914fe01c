"""Security keys through the pages: added, asked, removed; and what is refused of what they sign."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import attrs
import pytest
from flask.testing import FlaskClient
from tests.integration.serving import form_token
from tests.soft_key import PRESENT, SoftKey
from werkzeug.test import TestResponse

from partial_activity.adapters.identity.webauthn_keys import WebAuthnKeys, can_be_asked
from partial_activity.adapters.sql import open_engine, upgrade
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.security_keys import MOST_KEYS, SecurityKey
from partial_activity.domain.people.sessions import FRESH, Means, Proof
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.settings import SettingsRefused, read_settings
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.testing.stories import World
from partial_activity.usecases.people import security_keys, sign_in

HERE, HOST = "https://service.example", "service.example"
AGAIN, NEW, KEYS, SHOW = "/sign-in/again", "/account/keys/new", "/account/keys", "/sign-in/key"


@pytest.fixture
def world() -> World:
    return World()


def browsers_of(world: World, *, for_service: bool = False) -> Callable[[], FlaskClient]:
    context = attrs.evolve(world.context, security_keys=WebAuthnKeys(HERE))
    config = WebConfig(secret=bytes(32), keys_for_service=for_service)
    return create_app(Services(context), config).test_client


@pytest.fixture
def browsers(world: World) -> Callable[[], FlaskClient]:
    return browsers_of(world)


@pytest.fixture
def browser(browsers: Callable[[], FlaskClient]) -> FlaskClient:
    return browsers()


@pytest.fixture
def officer(world: World) -> Person:
    return world.officer()


def post(browser: FlaskClient, page: str, path: str, **said: str) -> TestResponse:
    token = form_token(browser.get(page).text)
    return browser.post(path, data={"csrf_token": token, **said})


def by_link(world: World, browser: FlaskClient, person: Person) -> None:
    where = f"/sign-in/{sign_in.link_for(person, context=world.context)}"
    assert post(browser, where, where).status_code == HTTPStatus.SEE_OTHER


def options_of(page: str) -> str:
    found = re.search(r'data-options="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def new_key() -> SoftKey:
    return SoftKey(HERE, HOST)


def added(browser: FlaskClient, key: SoftKey, name: str = "Bleue") -> TestResponse:
    page = browser.get(NEW)
    assert page.status_code == HTTPStatus.OK, page.location
    said = {"csrf_token": form_token(page.text), "name": name}
    return browser.post(KEYS, data=said | {"answer": key.make(options_of(page.text))})


def shown(browser: FlaskClient, key: SoftKey) -> TestResponse:
    page = browser.get(AGAIN).text
    answer = key.sign(options_of(page))
    return browser.post(SHOW, data={"csrf_token": form_token(page), "answer": answer})


def kept_of(world: World, person: Person) -> list[SecurityKey]:
    with world.units.reading() as uow:
        return list(uow.security_keys.of(person.id))


def later(world: World, after: timedelta = FRESH) -> None:
    world.clock.set(world.clock.now() + after)


def is_fresh(browser: FlaskClient) -> bool:
    """Whether the page that adds a key is shown: it asks for a proof of a moment ago."""
    return browser.get(NEW).status_code == HTTPStatus.OK


def test_a_key_shows_that_its_person_is_there(
    world: World, browser: FlaskClient, officer: Person
) -> None:
    """Where they would have waited for a letter."""
    by_link(world, browser, officer)
    key = new_key()
    assert added(browser, key).location == "/account"
    later(world)
    assert browser.get(NEW).location == AGAIN
    assert shown(browser, key).location == NEW
    assert is_fresh(browser)
    (kept,) = kept_of(world, officer)
    assert (kept.name, kept.sign_count, kept.used_at) == ("Bleue", 1, world.clock.now())
    with world.units.reading() as uow:
        means = {one.means for one in uow.sessions.of(officer.id) if one.ended_at is None}
        told = [one.kind for one in uow.outbox.about("") if one.to == officer.email]
    assert means == {Means.LINK, Means.KEY}
    assert told == [NoticeKind.KEYS_CHANGED]


def test_an_employer_may_have_keys_too_and_the_link_stays(
    world: World, browser: FlaskClient
) -> None:
    ana = world.newcomer("ana")
    by_link(world, browser, ana)
    key = new_key()
    added(browser, key)
    later(world)
    page = browser.get(AGAIN).text
    assert "Utiliser ma clé" in page
    assert "Recevoir le lien" in page
    assert shown(browser, key).status_code == HTTPStatus.SEE_OTHER
    assert is_fresh(browser)


def test_a_key_is_added_and_removed_with_a_proof_of_a_moment_ago(
    world: World, browser: FlaskClient, officer: Person
) -> None:
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    (kept,) = kept_of(world, officer)
    later(world)
    assert browser.get(NEW).location == AGAIN
    remove = f"{KEYS}/{kept.id}/remove"
    assert post(browser, "/account", remove).location == AGAIN
    assert kept_of(world, officer)
    shown(browser, key)
    assert post(browser, "/account", remove).location == "/account"
    assert not kept_of(world, officer)


def test_a_key_of_somebody_else_is_not_removed(
    world: World, browsers: Callable[[], FlaskClient], officer: Person
) -> None:
    mine, theirs = browsers(), browsers()
    by_link(world, mine, officer)
    added(mine, new_key())
    by_link(world, theirs, world.newcomer("eve"))
    (kept,) = kept_of(world, officer)
    gone = post(theirs, "/account", f"{KEYS}/{kept.id}/remove")
    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert kept_of(world, officer)


NOT_MADE: dict[str, Callable[[SoftKey], object]] = {
    "elsewhere": lambda key: setattr(key, "origin", "https://evil.example"),
    "on another port": lambda key: setattr(key, "origin", f"{HERE}:8443"),
    "in clear": lambda key: setattr(key, "origin", f"http://{HOST}"),
    "for another host": lambda key: setattr(key, "host", "evil.example"),
    "for nobody who was verified": lambda key: setattr(key, "flags", PRESENT),
    "without a touch": lambda key: setattr(key, "flags", 4),
}


@pytest.mark.parametrize("how", NOT_MADE)
def test_a_key_that_was_not_made_here_for_who_is_verified_is_not_kept(
    world: World, browser: FlaskClient, officer: Person, how: str
) -> None:
    by_link(world, browser, officer)
    key = new_key()
    NOT_MADE[how](key)
    answer = added(browser, key)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not kept_of(world, officer)


NOT_SHOWN = NOT_MADE | {
    "by another key": lambda key: setattr(key, "_private", new_key()._private),  # noqa: SLF001
    "of another person": lambda key: setattr(key, "user", b"somebody else"),
    "copied, and behind": lambda key: setattr(key, "count", 3),
    "copied, and level": lambda key: setattr(key, "count", 4),
    "that counts no more": lambda key: setattr(key, "count", -1),
}


@pytest.mark.parametrize("how", NOT_SHOWN)
def test_an_answer_that_does_not_hold_shows_nothing(
    world: World, browser: FlaskClient, officer: Person, how: str
) -> None:
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    key.count = 4
    assert shown(browser, key).location != AGAIN
    later(world)
    NOT_SHOWN[how](key)
    assert shown(browser, key).location == AGAIN
    assert not is_fresh(browser)


@pytest.mark.parametrize("answer", ["", "{", "[]", "[" * 30_000, "{}", '{"id": 5}', '{"id": "x"}'])
def test_what_is_no_answer_is_refused(
    world: World, browser: FlaskClient, officer: Person, answer: str
) -> None:
    by_link(world, browser, officer)
    added(browser, new_key())
    later(world)
    token = form_token(browser.get(AGAIN).text)
    said = {"csrf_token": token, "answer": answer}
    assert browser.post(SHOW, data=said).location == AGAIN


def test_half_an_answer_of_a_known_key_is_refused(
    world: World, browser: FlaskClient, officer: Person
) -> None:
    by_link(world, browser, officer)
    added(browser, new_key())
    (kept,) = kept_of(world, officer)
    token = form_token(browser.get(AGAIN).text)
    for half in (f'{{"id": "{kept.id}"}}', f'{{"id": "{kept.id}", "response": 5}}'):
        answer = browser.post(SHOW, data={"csrf_token": token, "answer": half})
        assert answer.location == AGAIN


def test_a_synced_key_that_never_counts_is_taken(
    world: World, browser: FlaskClient, officer: Person
) -> None:
    """Those of telephones say zero each time."""
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    for _ in range(2):
        key.count = -1
        later(world)
        assert shown(browser, key).location != AGAIN


def test_an_answer_is_used_once_in_its_session_for_its_purpose_and_in_time(
    world: World, browsers: Callable[[], FlaskClient], officer: Person
) -> None:
    """Replayed with the cookie put back; in another browser of the same person; five minutes on."""
    browser, other = browsers(), browsers()
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    # A key that does not count, so that nothing but the challenge stands in the way.
    key.count = -1
    page = browser.get(AGAIN).text
    cookie = browser.get_cookie("key_challenge")
    assert cookie is not None
    said = {"csrf_token": form_token(page), "answer": key.sign(options_of(page))}
    by_link(world, other, officer)
    other.set_cookie("key_challenge", cookie.value)
    token = form_token(other.get("/account").text)
    assert other.post(SHOW, data=said | {"csrf_token": token}).location == AGAIN
    assert browser.post(SHOW, data=said).location != AGAIN
    browser.set_cookie("key_challenge", cookie.value)
    token = form_token(browser.get("/account").text)
    assert browser.post(SHOW, data=said | {"csrf_token": token}).location == AGAIN
    page = browser.get(AGAIN).text
    key.count = -1
    said = {"csrf_token": form_token(page), "answer": key.sign(options_of(page))}
    later(world, timedelta(minutes=5))
    assert browser.post(SHOW, data=said).location == AGAIN


def test_a_challenge_to_make_a_key_is_none_to_sign(
    world: World, browser: FlaskClient, officer: Person
) -> None:
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    page = browser.get(NEW).text
    said = {"csrf_token": form_token(page), "answer": key.sign(options_of(page))}
    assert browser.post(SHOW, data=said).location == AGAIN


def test_a_key_is_one_person_s_and_somebody_has_ten_at_most(
    world: World, browsers: Callable[[], FlaskClient], officer: Person
) -> None:
    browser, other = browsers(), browsers()
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    by_link(world, other, world.newcomer("ana"))
    again = added(other, key)
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for number in range(MOST_KEYS - 1):
        assert added(browser, new_key(), f"Clé {number}").location == "/account"
    assert added(browser, new_key()).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("name", ["", " ", "x" * 51, "a\u202eb"])
def test_a_key_has_a_name_that_can_be_read(
    world: World, browser: FlaskClient, officer: Person, name: str
) -> None:
    by_link(world, browser, officer)
    assert added(browser, new_key(), name).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not kept_of(world, officer)


def test_where_keys_are_needed_a_link_is_no_proof_of_people_of_the_service(
    world: World, officer: Person
) -> None:
    """But for the first key; employers keep the link."""
    browser = browsers_of(world, for_service=True)()
    by_link(world, browser, officer)
    page = browser.get(AGAIN).text
    assert "Ajouter une clé" in page
    assert "Utiliser ma clé" not in page
    key = new_key()
    assert added(browser, key).location == "/account"
    assert browser.get(NEW).location == AGAIN
    assert "Recevoir le lien" not in browser.get(AGAIN).text
    by_link(world, browser, officer)
    assert browser.get(NEW).location == AGAIN
    shown(browser, key)
    assert is_fresh(browser)
    ana = world.newcomer("ana")
    employer = browsers_of(world, for_service=True)()
    by_link(world, employer, ana)
    assert is_fresh(employer)
    added(employer, new_key())
    assert is_fresh(employer)


def test_where_keys_are_needed_a_mailbox_lets_nobody_of_the_service_in(
    world: World, officer: Person
) -> None:
    """A link opens the way to the key, and nothing else: not a page, not a form, not a token."""
    browser, reader = (browsers_of(world, for_service=True)() for _ in range(2))
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    for page in ("/office", "/office/search", "/account", "/office/dashboard"):
        assert browser.get(page).location == AGAIN
    token = form_token(browser.get(AGAIN).text)
    for form in ("/account", "/account/tokens", "/office/decisions"):
        assert browser.post(form, data={"csrf_token": token}).location == AGAIN
    shown(browser, key)
    assert browser.get("/office").status_code == HTTPStatus.OK
    later(world)
    assert browser.get("/office").status_code == HTTPStatus.OK
    by_link(world, reader, officer)
    assert reader.get("/office").location == AGAIN
    assert reader.get(NEW).location == AGAIN


def test_where_keys_are_needed_who_has_none_is_led_to_add_one(
    world: World, officer: Person
) -> None:
    """After the link that they are sent for it."""
    browser = browsers_of(world, for_service=True)()
    by_link(world, browser, officer)
    later(world)
    assert "Recevoir le lien" in browser.get(AGAIN).text
    where = f"/sign-in/{sign_in.link_for(officer, context=world.context)}"
    assert post(browser, where, where).location == NEW


def test_an_administrator_takes_lost_keys_away_and_the_person_adds_another(
    world: World, browsers: Callable[[], FlaskClient], officer: Person
) -> None:
    """With a proof of a moment ago; nobody does it for themselves, or for an employer."""
    browser = browsers()
    by_link(world, browser, officer)
    key = new_key()
    added(browser, key)
    lost = browsers()
    by_link(world, lost, officer)
    shown(lost, key)
    boss = world.officer(Role.ADMINISTRATOR)
    desk = browsers()
    by_link(world, desk, boss)
    page = f"/office/people/{officer.id}"
    assert "Retirer ses clés" in desk.get(page).text
    later(world)
    assert post(desk, page, f"{page}/keys").location == AGAIN
    by_link(world, desk, boss)
    assert post(desk, page, f"{page}/keys").location == page
    assert not kept_of(world, officer)
    # What was opened with it is closed to whoever has found it.
    assert lost.get("/account").location == "/sign-in"
    assert browser.get("/account").status_code == HTTPStatus.OK
    for other in (boss, world.newcomer("ana")):
        done = post(desk, page, f"/office/people/{other.id}/keys")
        assert done.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    eve = browsers()
    by_link(world, eve, officer)
    done = post(eve, "/account", f"/office/people/{boss.id}/keys")
    assert done.status_code == HTTPStatus.FORBIDDEN


def test_a_program_neither_adds_nor_removes_a_key(world: World, officer: Person) -> None:
    context = attrs.evolve(world.context, security_keys=WebAuthnKeys(HERE))
    with pytest.raises(NotAllowed, match="a program"):
        security_keys.add_key("", b"", "Bleue", actor=officer, context=context, proof=Proof.TOKEN)
    with pytest.raises(NotAllowed, match="a program"):
        security_keys.remove_key("x", actor=officer, context=context, proof=Proof.TOKEN)


def test_nobody_has_keys_where_browsers_ask_none(world: World) -> None:
    """A number is no name; the pages do not speak of them."""
    assert not can_be_asked("http://127.0.0.1:8000")
    assert not can_be_asked("http://[::1]:8000")
    assert can_be_asked("http://localhost:8000")
    browser = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    by_link(world, browser, world.newcomer("ana"))
    assert "Clés de sécurité" not in browser.get("/account").text
    assert browser.get(NEW).status_code == HTTPStatus.NOT_FOUND


def test_a_setting_asks_people_of_the_service_for_a_key_where_browsers_ask_one(
    tmp_path: Path,
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'service.db'}")
    upgrade(engine)
    engine.dispose()
    given = {"nir_key": "ab" * 32, "link_key": "cd" * 32, "data_folder": str(tmp_path)}
    given |= {"service_proof": "key", "base_url": "http://localhost:8000"}
    named = {f"PARTIAL_ACTIVITY_{name.upper()}": held for name, held in given.items()}
    service = open_service(read_settings(named))
    assert application_of(service).config["KEYS_FOR_SERVICE"]
    number = attrs.evolve(service.settings, base_url="http://127.0.0.1:8000")
    with pytest.raises(SettingsRefused, match="use a name"):
        application_of(attrs.evolve(service, settings=number))
    service.engine.dispose()
