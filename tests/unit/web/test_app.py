"""What every answer has, whatever was asked: headers, health, problems."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient

from partial_activity.adapters.as_json import document, draft_decree
from partial_activity.domain import errors
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app, problems
from partial_activity.entrypoints.flask_app.middleware.security import HEADERS
from partial_activity.ports import unit_of_work
from partial_activity.testing.stories import World


def test_it_says_that_it_is_alive(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.json == {"status": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_ready_with_its_database(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.json == {"status": "ready", "checks": {"database": "ok", "outbox": "ok"}}


def test_a_letter_left_lying_is_told_but_stops_nothing(world: World, client: FlaskClient) -> None:
    world.contact()
    world.clock.set(world.clock.now() + timedelta(hours=3))
    answer = client.get("/readyz")
    assert answer.status_code == HTTPStatus.OK
    assert answer.json
    assert "the oldest for 180 minutes" in answer.json["checks"]["outbox"]


def test_metrics_count_requests_by_route_and_never_by_address(client: FlaskClient) -> None:
    client.get("/healthz")
    client.get("/somebody@example.fr")
    figures = client.get("/metrics").text
    assert 'http_requests_total{method="GET",route="/healthz",status="200"} 1.0' in figures
    assert 'http_requests_total{method="GET",route="none",status="404"} 1.0' in figures
    assert "http_request_duration_seconds_bucket" in figures
    assert "partial_activity_outbox_waiting 0.0" in figures
    assert "somebody" not in figures


def test_every_answer_has_the_headers_of_safety(client: FlaskClient) -> None:
    for path in ("/healthz", "/api/v1/nothing", "/nothing"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Strict-Transport-Security" not in answer.headers
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_over_tls_browsers_are_told_to_stay(app: Flask, services: Services) -> None:
    secure = create_app(services, WebConfig(secret=bytes(32), https=True))
    answer = secure.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert secure.config["SESSION_COOKIE_SECURE"]


def test_another_host_name_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing", headers={"Host": "evil.example"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.mimetype == problems.MEDIA_TYPE


def test_a_request_keeps_the_name_its_proxy_gave(client: FlaskClient) -> None:
    given = client.get("/healthz", headers={"X-Request-Id": "0d9c-00017"})
    assert given.headers["X-Request-Id"] == "0d9c-00017"
    odd = client.get("/healthz", headers={"X-Request-Id": "<script>"})
    assert len(odd.headers["X-Request-Id"]) == 32


def test_nothing_under_the_api_is_a_problem_in_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing", headers={"Accept-Language": "en"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.mimetype == problems.MEDIA_TYPE
    assert answer.headers["Content-Language"] == "en"
    assert answer.json == {
        "type": "/api/v1/docs#problem-not_found",
        "title": "There is nothing here",
        "status": 404,
        "code": "not_found",
        "request_id": answer.headers["X-Request-Id"],
    }


def test_a_title_is_french_unless_english_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing", headers={"Accept-Language": "de"})
    assert answer.json
    assert answer.json["title"] == "Rien à cette adresse"


def test_nothing_elsewhere_is_a_page(client: FlaskClient) -> None:
    answer = client.get("/nothing")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.mimetype == "text/html"
    assert "Rien à cette adresse" in answer.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.post("/healthz")
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "GET" in answer.headers["Allow"]
    assert answer.json
    assert answer.json["code"] == "method_not_allowed"


def test_what_we_did_not_foresee_says_nothing_of_the_inside(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/api/v1/fault")
    def fault() -> str:
        msg = "password=hunter2"
        raise RuntimeError(msg)

    answer = app.test_client().get("/api/v1/fault")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "hunter2" not in answer.text
    assert answer.json
    assert answer.json["request_id"] in caplog.text


def test_a_store_that_is_gone_is_worth_another_try(app: Flask) -> None:
    @app.get("/api/v1/gone")
    def gone() -> str:
        raise unit_of_work.Unavailable

    answer = app.test_client().get("/api/v1/gone")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Retry-After"]


def test_every_error_has_its_problem() -> None:
    modules = (errors, unit_of_work, document, draft_decree)
    ours = [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, Exception)
        and found.__module__ == module.__name__
        and found is not errors.Told  # what ours have in common
    ]
    assert len(ours) > len(modules)
    for error in ours:
        assert any(issubclass(error, known) for known in problems.TABLE), error


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        WebConfig(secret=b"short")
