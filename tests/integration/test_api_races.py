"""Programs that do the same at the same instant, on databases: one does it, the others are told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import pytest
from flask import Flask
from tests.unit.web.api_calls import Program, secret_of
from tests.unit.web.test_api_journey import HERE, form
from werkzeug.test import TestResponse

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World

AT_ONCE = 4


@pytest.fixture
def world(units: SqlUnitsOfWork) -> World:
    return World(units=units)


@pytest.fixture
def app(world: World) -> Flask:
    services = Services(world.context)
    return create_app(services, WebConfig(secret=bytes(32)))


@pytest.fixture
def secret(world: World) -> str:
    return secret_of(world, world.contact())


def at_once(app: Flask, secret: str, ask: Callable[[Program], TestResponse]) -> list[TestResponse]:
    """What several programs are answered that ask the same at once."""
    barrier = Barrier(AT_ONCE)

    def one() -> TestResponse:
        program = Program(app.test_client(), secret)
        barrier.wait()
        return ask(program)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [asked.result() for asked in [pool.submit(one) for _ in range(AT_ONCE)]]


def test_of_many_with_one_key_one_is_done(world: World, app: Flask, secret: str) -> None:
    answers = at_once(
        app, secret, lambda one: one.ask("POST", f"{HERE}/requests", form(world), key="same")
    )
    made = [one for one in answers if one.status_code == HTTPStatus.CREATED]
    assert len({one.data for one in made}) == 1
    assert sum("Idempotency-Replayed" not in one.headers for one in made) == 1
    for other in answers:
        if other not in made:
            assert other.status_code == HTTPStatus.CONFLICT, other.text
            assert other.headers["Retry-After"] == "1"
    program = Program(app.test_client(), secret)
    assert len(program.get(f"{HERE}/requests")["items"]) == 1
    again = program.ask("POST", f"{HERE}/requests", form(world), key="same")
    assert again.data == made[0].data


def test_of_many_who_read_the_same_one_changes_it(world: World, app: Flask, secret: str) -> None:
    program = Program(app.test_client(), secret)
    made = program.ask("POST", f"{HERE}/requests", form(world))
    at, tag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    answers = at_once(app, secret, lambda one: one.ask("PUT", at, form(world), tag=tag))
    statuses = sorted(one.status_code for one in answers)
    assert statuses == [HTTPStatus.OK] + [HTTPStatus.PRECONDITION_FAILED] * (AT_ONCE - 1)


def test_of_many_who_file_the_same_one_files_it(world: World, app: Flask, secret: str) -> None:
    """With one receipt; whoever sends the same key again is given the answer of who filed."""
    program = Program(app.test_client(), secret)
    made = program.ask("POST", f"{HERE}/requests", form(world))
    at, tag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    answers = at_once(
        app, secret, lambda one: one.ask("POST", f"{at}/submit", {}, tag=tag, key="file")
    )
    done = [one for one in answers if one.status_code == HTTPStatus.OK]
    assert len({one.data for one in done}) == 1
    told = {HTTPStatus.OK, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED}
    assert {one.status_code for one in answers} <= told
    assert len(world.told(NoticeKind.REQUEST_RECEIPT)) == 1
