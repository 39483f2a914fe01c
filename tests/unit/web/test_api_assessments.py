"""Cases over HTTP: what the command answers, and problems for what is no list of cases."""

import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app, problems
from partial_activity.entrypoints.flask_app.wire.cases import MOST_CASES

PATH = "/api/v1/assessments"
ORDINARY = {
    "id": "an ordinary case",
    "scheme": "ordinary",
    "month": "2025-03",
    "employee": {"category": "standard", "monthly_pay": "2500.00", "monthly_hours": "151.67"},
    "unworked_hours": "70.00",
}
DOCS = Path(__file__).parents[3] / "docs"
_BLOCK = re.compile(r"^```json input\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    block for page in sorted(DOCS.glob("*.md")) for block in _BLOCK.findall(page.read_text("utf-8"))
]


def command(document: str, *options: str) -> object:
    """What the command line answers to the same document."""
    ran = CliRunner().invoke(program, ["assess", *options, "-"], input=document)
    return json.loads(ran.stdout)


def test_a_case_is_assessed_without_an_account(client: FlaskClient) -> None:
    answer = client.post(PATH, json=[ORDINARY])
    assert answer.status_code == HTTPStatus.OK
    assert answer.json
    assert answer.json[0]["indemnity"] == "692.30"
    assert answer.json[0]["allowance"] == "592.20"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("explain", [False, True])
def test_every_case_of_the_documentation_is_answered_as_the_command_does(
    client: FlaskClient, *, explain: bool
) -> None:
    assert len(EXAMPLES) > 10
    cases = "[" + ",".join(EXAMPLES) + "]"
    path, options = (f"{PATH}?explain=true", ["--explain"]) if explain else (PATH, [])
    answer = client.post(path, data=cases, content_type="application/json")
    assert answer.json == command(cases, *options)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["2025-03", "7", "ordinary"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ORDINARY, "x"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(changed=st.dictionaries(st.sampled_from([*ORDINARY, "periods", "pay", "x"]), _JSON))
def test_what_cannot_be_answered_is_said_as_the_command_says_it(
    client: FlaskClient, changed: dict[str, object]
) -> None:
    document = json.dumps([ORDINARY | changed, ORDINARY])
    answer = client.post(PATH, data=document, content_type="application/json")
    assert answer.status_code == HTTPStatus.OK
    assert answer.json == command(document)


def test_a_case_that_cannot_be_read_does_not_stop_the_others(client: FlaskClient) -> None:
    answer = client.post(PATH, json=[{**ORDINARY, "id": 7}, ORDINARY])
    assert answer.json
    assert answer.json[0] == {
        "id": 7,
        "error": {
            "code": "wrong_type",
            "path": "id",
            "message": "id must be a text, in quotes; it is a bare number",
            "french": "id doit être un texte, entre guillemets ; ici, c'est un nombre sans "
            "guillemets",
        },
    }
    assert answer.json[1]["id"] == ORDINARY["id"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "it is empty"),
        (b"{}", "a JSON list of cases is expected"),
        (b'"text"', "a JSON list of cases is expected"),
        (b"[{", "line 1, column 3"),
        (b"[\xe9]", "is not UTF-8"),
        (b"[" * 100_000, "hundreds deep"),
        (b"[" + b"9" * 5_000 + b"]", "thousands of digits"),
    ],
)
def test_what_is_no_list_of_cases_is_a_problem(
    client: FlaskClient, document: bytes, said: str
) -> None:
    english = {"Accept-Language": "en"}
    answer = client.post(PATH, data=document, content_type="application/json", headers=english)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.mimetype == problems.MEDIA_TYPE
    assert answer.json
    assert answer.json["code"] == "unreadable_document"
    assert said in answer.json["detail"]
    french = client.post(PATH, data=document, content_type="application/json").json
    assert french
    assert said not in french["detail"]


def test_a_byte_order_mark_is_no_obstacle(client: FlaskClient) -> None:
    document = b"\xef\xbb\xbf [" + json.dumps(ORDINARY).encode() + b"]"
    answer = client.post(PATH, data=document, content_type="application/json")
    assert answer.status_code == HTTPStatus.OK


def test_half_a_character_comes_back_as_json_escapes_it(client: FlaskClient) -> None:
    document = json.dumps([ORDINARY | {"id": "\ud83d"}])
    answer = client.post(PATH, data=document, content_type="application/json")
    assert b'"\\ud83d"' in answer.data


def test_no_case_is_no_answer(client: FlaskClient) -> None:
    assert client.post(PATH, json=[]).json == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", ""])
def test_what_is_not_said_to_be_json_is_not_read(client: FlaskClient, content_type: str) -> None:
    answer = client.post(PATH, data=b"[]", content_type=content_type)
    assert answer.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert answer.headers["Accept-Post"] == "application/json"


def test_too_many_cases_are_refused(client: FlaskClient) -> None:
    answer = client.post(PATH, json=[{}] * (MOST_CASES + 1))
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.json
    assert str(MOST_CASES) in answer.json["detail"]


def test_a_body_above_the_limit_is_not_read(services: Services) -> None:
    small = create_app(services, WebConfig(secret=bytes(32), largest_body=100))
    answer = small.test_client().post(PATH, json=[ORDINARY])
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.json
    assert answer.json["code"] == "too_large"


def test_every_fault_of_the_address_is_told_at_once(client: FlaskClient) -> None:
    answer = client.post(f"{PATH}?explain=yes&known_on=2020-01-01", json=[])
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json
    assert {(wrong["path"], wrong["code"]) for wrong in answer.json["errors"]} == {
        ("explain", "unknown_value"),
        ("known_on", "unknown_key"),
    }


def test_a_parameter_given_twice_is_refused(client: FlaskClient) -> None:
    answer = client.post(f"{PATH}?explain=true&explain=false", json=[])
    assert answer.json
    assert answer.json["errors"][0]["code"] == "conflicting_keys"


@pytest.mark.parametrize("how", ["gzip", "zstd"])
def test_a_long_answer_is_pressed_for_who_can_read_it(app: Flask, how: str) -> None:
    client = app.test_client()
    plain = client.post(PATH, json=[ORDINARY])
    pressed = client.post(PATH, json=[ORDINARY], headers={"Accept-Encoding": how})
    assert pressed.headers["Content-Encoding"] == how
    assert len(pressed.data) < len(plain.data)
    assert "Accept-Encoding" in pressed.headers["Vary"]
