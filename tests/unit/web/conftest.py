"""The web over the memory adapters: nothing is mocked, nothing leaves the process."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing.stories import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def services(world: World) -> Services:
    return Services(
        units=world.units,
        clock=world.clock,
        ids=world.ids,
        links=world.links,
        register=world.register,
        files=world.files,
        law=world.law,
    )


@pytest.fixture
def app(services: Services) -> Flask:
    return create_app(services, WebConfig(secret=bytes(32)))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
