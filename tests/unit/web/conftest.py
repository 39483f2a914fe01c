"""The web over the memory adapters: nothing is mocked, nothing leaves the process."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.quick_flask import compile_once
from tests.unit.web.forms import post

from partial_activity.domain.people.people import Person
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World
from partial_activity.usecases.people import sign_in

compile_once()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def services(world: World) -> Services:
    return Services(world.context)


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services, WebConfig(secret=bytes(32)))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, world: World) -> Callable[[Person], FlaskClient]:
    """A browser in which that person has just followed a link."""

    def follow(person: Person) -> FlaskClient:
        client = app.test_client()
        link = sign_in.link_for(person, context=world.context)
        answer = post(client, f"/sign-in/{link}")
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
        return client

    return follow
