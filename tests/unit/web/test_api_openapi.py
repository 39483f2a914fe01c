"""The description of the API: valid, never written twice, and true to what is read and answered."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator

from partial_activity.adapters.as_json import case as case_json
from partial_activity.entrypoints.flask_app.api import OPERATIONS, PREFIX
from partial_activity.entrypoints.flask_app.middleware.security import HEADERS
from partial_activity.entrypoints.flask_app.wire.reader import read


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    found = client.get(f"{PREFIX}/openapi.json").json
    assert isinstance(found, dict)
    return found


def test_it_is_valid_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    described = {
        operation["operationId"]
        for methods in document["paths"].values()
        for operation in methods.values()
    }
    assert described == {operation.name for operation in OPERATIONS}


def test_every_link_leads_to_an_operation_with_what_it_needs(document: dict[str, Any]) -> None:
    described = {
        operation["operationId"]: (method, operation)
        for methods in document["paths"].values()
        for method, operation in methods.items()
    }
    linked = 0
    for _, operation in described.values():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                _, target = described[link["operationId"]]
                needed = {one["name"] for one in target["parameters"] if one["required"]}
                assert link["parameters"].keys() == needed
                linked += 1
    assert linked


def test_no_answer_that_is_kept_shows_a_nir_or_an_account(document: dict[str, Any]) -> None:
    """What is sent twice is kept for a day, as it was answered."""

    def keys(schema: object, seen: set[str]) -> set[str]:
        if isinstance(schema, list):
            return set().union(*(keys(one, seen) for one in schema))
        if not isinstance(schema, dict):
            return set()
        found = set(schema.get("properties", {}))
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            found |= keys(document["components"]["schemas"][name], seen)
        return found.union(*(keys(one, seen) for one in schema.values()))

    for operation in OPERATIONS:
        described = document["paths"][operation.path][operation.method.lower()]
        shown = keys(described["responses"], set())
        if operation.keyed:
            assert "nir" not in shown, operation.name
    assert "iban" in keys(document["components"]["schemas"]["Request"], set())
    assert "Masked" in str(document["components"]["schemas"]["Request"]["properties"]["iban"])


@pytest.mark.parametrize(
    ("shape", "keys"),
    [
        ("Case", case_json._CASE),  # noqa: SLF001  the reader is what the shape describes
        ("DaysOfCase", case_json._DAYS),  # noqa: SLF001
        ("EmployerOfCase", case_json._EMPLOYER),  # noqa: SLF001
        ("EmployeeOfCase", case_json._EMPLOYEE),  # noqa: SLF001
        ("VariablePayOfCase", case_json._VARIABLE_PAY),  # noqa: SLF001
        ("LossOfCase", case_json._LOSS),  # noqa: SLF001
        ("WorkedPeriodOfCase", case_json._PERIOD),  # noqa: SLF001
        ("DayPeriodOfCase", case_json._DAY_PERIOD),  # noqa: SLF001
        ("PayOfCase", case_json._PAY),  # noqa: SLF001
    ],
)
def test_the_shape_of_a_case_has_the_keys_that_are_read(
    document: dict[str, Any], shape: str, keys: Mapping[str, object]
) -> None:
    schema = document["components"]["schemas"][shape]
    assert schema["properties"].keys() == keys.keys()
    assert schema["additionalProperties"] is False


def test_every_case_of_the_documentation_fits_the_shape(document: dict[str, Any]) -> None:
    """The samples of docs/cli.md and its like are the cases that people begin with."""
    check = validator(document, "Case", closed=False)
    for case in SAMPLES:
        assert list(check.iter_errors(case)) == []


def test_no_answer_has_a_key_that_is_not_described(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    answers = {
        "Assessment": client.post(f"{PREFIX}/assessments?explain=true", json=SAMPLES).json,
        "LawOfDay": [
            client.get(f"{PREFIX}/law/on/{day}").json for day in ("2021-06-15", "2040-01-01")
        ],
        "History": [client.get(f"{PREFIX}/law/history/allowance.floor").json],
        "TextPage": [client.get(f"{PREFIX}/law/texts").json],
        "TextWithPlans": [client.get(f"{PREFIX}/law/texts/decret-2020-1786").json],
        "Problem": [client.get(f"{PREFIX}/law/on/never").json],
        "CaseError": client.post(f"{PREFIX}/assessments", json=[{}, 7]).json,
    }
    for shape, found in answers.items():
        check = validator(document, shape, closed=True)
        assert found
        for one in found:
            assert [error.message for error in check.iter_errors(one)] == []


def test_every_example_is_answered(client: FlaskClient) -> None:
    for operation in OPERATIONS:
        if operation.example is not None and operation.scope is None:
            answer = client.post(PREFIX + operation.path, json=operation.example)
            assert "error" not in answer.text
            assert answer.status_code == operation.status


def test_every_example_fits_its_shape(document: dict[str, Any]) -> None:
    for operation in OPERATIONS:
        if operation.example is not None and operation.scope is not None:
            check = validator(document, operation.body.__name__, closed=True)
            assert [error.message for error in check.iter_errors(operation.example)] == []
            assert read(operation.body, operation.example)


def test_the_page_for_people_shows_one_operation_at_a_time(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    """Each is in the list; on its own page are its shapes, and a sample."""
    page = client.get(f"{PREFIX}/docs")
    found = _Page(page.text)
    assert page.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert "problem-not_found" in found.ids
    shown: set[str] = set()
    for operation in OPERATIONS:
        assert f"operation-{operation.name}" in found.ids
        own = _Page(client.get(f"{PREFIX}/docs?operation={operation.name}").text)
        assert f"operation-{operation.name}" in own.ids
        assert {link[1:] for link in own.links if link.startswith("#")} <= own.ids
        shown |= {name.removeprefix("schema-") for name in own.ids if name.startswith("schema-")}
    assert shown == set(document["components"]["schemas"])
    text = client.get(f"{PREFIX}/docs?operation=tryDraft").text
    assert "curl -X POST" in text
    assert client.get(f"{PREFIX}/docs?operation=nope").status_code == 404


def test_operations_are_searched(client: FlaskClient) -> None:
    found = _Page(client.get(f"{PREFIX}/docs?q=draft+DECREE").text)
    assert [name for name in found.ids if name.startswith("operation-")] == ["operation-tryDraft"]
    assert "No operation has these words" in client.get(f"{PREFIX}/docs?q=unicorn").text


def test_the_page_for_people_needs_nothing_from_elsewhere(client: FlaskClient) -> None:
    found = _Page(client.get(f"{PREFIX}/docs").text)
    assert not found.scripts
    assert found.links
    for link in found.links:
        if link.startswith("#"):
            assert link[1:] in found.ids, link
        else:
            assert link.startswith("/")
            with client.get(link) as answer:  # a file that is sent stays open until then
                assert answer.status_code == 200


def validator(document: dict[str, Any], shape: str, *, closed: bool) -> Draft202012Validator:
    """A check of one shape; closed, it refuses what no shape describes."""
    schemas = json.loads(json.dumps(document["components"]["schemas"]))
    for schema in schemas.values():
        if closed and "properties" in schema:
            schema["additionalProperties"] = False
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": schemas}}
    )


class _Page(HTMLParser):
    """What a page names and asks for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            assert not name.startswith("on"), "no script inside a page"
            assert name != "style", "no style inside a page"
            if name == "id" and value:
                assert value not in self.ids, value
                self.ids.add(value)
            if name in ("href", "src") and value:
                self.links.append(value)
        self.scripts += tag == "script"


SAMPLES: list[dict[str, Any]] = [
    {
        "id": "every part",
        "scheme": "ordinary",
        "month": "2021-07",
        "days": {"first": "2021-07-01", "last": "2021-07-11"},
        "known_on": "2021-08-15",
        "territory": "national",
        "employer": {"workforce": 40, "situation": "protected"},
        "employee": {"category": "standard", "monthly_pay": "2500.00", "monthly_hours": "151.67"},
        "indemnity_floor": "hourly",
        "training": False,
        "periods": [
            {"unit": "week", "contract_hours": "35", "worked_hours": "20"},
            {"unit": "days", "unworked_days": "1.50", "rest_days": "0"},
        ],
        "pay": {"net_pay_for_work": "799.25", "maintained_share": "1.00"},
    },
    {
        "scheme": "ordinary",
        "month": "2023-07",
        "employee": {
            "category": "apprentice",
            "share_of_minimum_wage": "0.43",
        },
        "unworked_hours": "70",
    },
    {
        "id": None,
        "scheme": "long_term",
        "month": "2021-03",
        "employer": {"agreement_sent_on": "2020-11-20"},
        "employee": {"category": "standard", "hourly_pay": "80.1234567891"},
        "unworked_hours": "0",
    },
]
