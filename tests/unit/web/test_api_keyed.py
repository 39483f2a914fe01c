"""A request sent twice is done once; a change of what somebody else changed is not done."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, faults, secret_of
from tests.unit.web.test_api_journey import ANA, HERE, filed, form

from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.people import membership


@pytest.fixture
def ana(world: World, client: FlaskClient) -> Program:
    return Program(client, secret_of(world, world.contact()))


def test_a_request_sent_again_is_answered_again_and_not_done_again(
    world: World, ana: Program
) -> None:
    first = ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    again = ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    assert first.status_code == again.status_code == HTTPStatus.CREATED
    assert first.data == again.data
    for name in ("Content-Type", "Location", "ETag", "Idempotency-Expires"):
        assert first.headers[name] == again.headers[name]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(ana.get(f"{HERE}/requests")["items"]) == 1


def test_without_a_key_each_request_is_another(world: World, ana: Program) -> None:
    for _ in range(2):
        answer = ana.ask("POST", f"{HERE}/requests", form(world))
        assert "Idempotency-Expires" not in answer.headers
    assert len(ana.get(f"{HERE}/requests")["items"]) == 2


def test_a_key_stands_for_one_request_only(world: World, ana: Program) -> None:
    ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    for path, body in (
        (f"{HERE}/requests", form(world, headcount=11)),
        ("/establishments/00000000000000/requests", form(world)),
    ):
        other = ana.ask("POST", path, body, key="one")
        if other.status_code == HTTPStatus.NOT_FOUND:
            continue  # no SIRET: nobody's, whatever the key
        assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert other.json
        assert other.json["code"] == "key_reused"


def test_a_key_is_one_person_s(world: World, client: FlaskClient, ana: Program) -> None:
    luc = Program(client, secret_of(world, world.contact("luc")))
    ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    theirs = luc.ask("POST", f"{HERE}/requests", form(world), key="one")
    assert theirs.status_code == HTTPStatus.NOT_FOUND


def test_a_key_is_new_again_after_a_day(world: World, ana: Program) -> None:
    first = ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    expires = parsedate_to_datetime(first.headers["Idempotency-Expires"])
    assert expires - world.clock.now() == timedelta(hours=24)
    world.clock.tick(timedelta(hours=24))
    again = ana.ask("POST", f"{HERE}/requests", form(world, headcount=11), key="one")
    assert again.status_code == HTTPStatus.CREATED
    assert "Idempotency-Replayed" not in again.headers


def test_what_is_refused_leaves_the_key_free(world: World, ana: Program) -> None:
    wrong = ana.ask("POST", f"{HERE}/requests", form(world, headcount="ten"), key="one")
    assert faults(wrong) == [("headcount", "wrong_type")]
    mended = ana.ask("POST", f"{HERE}/requests", form(world), key="one")
    assert mended.status_code == HTTPStatus.CREATED


@pytest.mark.parametrize("key", ["", "é", "a b", "x" * 256])
def test_a_key_that_cannot_be_is_refused(world: World, ana: Program, key: str) -> None:
    answer = ana.ask("POST", f"{HERE}/requests", form(world), key=key)
    assert faults(answer) == [("Idempotency-Key", "out_of_range")]


def test_a_step_sent_again_is_answered_though_the_thing_has_moved_on(
    world: World, ana: Program
) -> None:
    made = ana.post(f"{HERE}/requests", form(world), HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    tag = ana.tag(at)
    first = ana.ask("POST", f"{at}/submit", {}, tag=tag, key="file-it")
    again = ana.ask("POST", f"{at}/submit", {}, tag=tag, key="file-it")
    assert first.status_code == again.status_code == HTTPStatus.OK
    assert first.data == again.data
    assert ana.ask("POST", f"{at}/submit", {}, tag=tag).status_code == (
        HTTPStatus.PRECONDITION_FAILED
    )
    assert len(world.told(NoticeKind.REQUEST_RECEIPT)) == 1


def test_a_sign_up_takes_a_key_without_an_account(world: World, client: FlaskClient) -> None:
    nobody = Program(client)
    first = nobody.ask("POST", "/sign-ups", ANA, key="one")
    world.clock.tick(timedelta(minutes=10))
    again = nobody.ask("POST", "/sign-ups", ANA, key="one")
    assert (first.status_code, again.data) == (HTTPStatus.ACCEPTED, first.data)
    assert len(world.told(NoticeKind.CONFIRMATION)) == 1


def test_of_two_who_change_the_same_thing_one_is_told(world: World, ana: Program) -> None:
    made = ana.ask("POST", f"{HERE}/requests", form(world))
    at = made.headers["Location"].removeprefix("/api/v1")
    tag = made.headers["ETag"]
    done = ana.ask("PUT", at, form(world, headcount=11), tag=tag)
    assert done.status_code == HTTPStatus.OK
    assert done.headers["ETag"] == ana.tag(at) != tag
    late = ana.ask("PUT", at, form(world, headcount=12), tag=tag)
    assert late.status_code == HTTPStatus.PRECONDITION_FAILED
    assert ana.get(at)["request"]["headcount"] == 11


@pytest.mark.parametrize("how", ["gzip", "zstd"])
def test_the_tag_of_a_pressed_answer_is_good_for_a_change(
    world: World, ana: Program, how: str
) -> None:
    at = filed(world, ana, circumstances="Baisse des commandes. " * 100)
    pressed = ana.ask("GET", at, headers={"Accept-Encoding": how})
    assert pressed.headers["Content-Encoding"] == how
    tag = pressed.headers["ETag"]
    same = ana.ask("GET", at, headers={"Accept-Encoding": how, "If-None-Match": tag})
    assert same.status_code == HTTPStatus.NOT_MODIFIED
    assert ana.ask("POST", f"{at}/withdraw", tag=tag).status_code == HTTPStatus.OK


def test_the_tag_of_one_version_is_not_that_of_another(world: World, ana: Program) -> None:
    at = filed(world, ana)
    world.screen()
    tag = ana.tag(at)
    assert ana.ask("POST", f"{at}/amend", tag=tag).status_code == HTTPStatus.CREATED
    assert ana.ask("POST", f"{at}/withdraw", tag=tag).status_code == HTTPStatus.PRECONDITION_FAILED


def test_a_kept_answer_is_not_given_to_a_member_who_was_removed(
    world: World, client: FlaskClient
) -> None:
    """Nor to one whose role does not allow it any more: asked again, it is looked at again."""
    ana = world.contact()
    bob = world.contact("bob")
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    program = Program(client, secret_of(world, bob))
    first = program.ask("POST", f"{HERE}/requests", form(world), key="one")
    assert first.status_code == HTTPStatus.CREATED
    membership.suspend_member(BAKERY, bob.id, actor=ana, context=world.context)
    again = program.ask("POST", f"{HERE}/requests", form(world), key="one")
    assert again.status_code == HTTPStatus.NOT_FOUND
    assert "Idempotency-Replayed" not in again.headers


def test_strangers_share_no_keys(world: World, client: FlaskClient) -> None:
    """What one of them asked under a key is neither told to another nor in their way."""
    nobody = Program(client)
    assert nobody.ask("POST", "/sign-ups", ANA, key="one").status_code == HTTPStatus.ACCEPTED
    other = nobody.ask("POST", "/sign-ups", {**ANA, "email": "bob@example.fr"}, key="one")
    assert other.status_code == HTTPStatus.ACCEPTED
    assert "Idempotency-Replayed" not in other.headers
    assert len(world.told(NoticeKind.CONFIRMATION)) == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_a_fault_of_its_field(
    world: World, ana: Program, day: str
) -> None:
    for name in ("first_day", "last_day"):
        answer = ana.ask("POST", f"{HERE}/requests", {**form(world), name: day})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    for path in (f"/law/parameters?on={day}", f"/law/parameters?known_on={day}"):
        assert ana.ask("GET", path).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
