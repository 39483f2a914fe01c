"""The law over HTTP: on a day, over time, text by text, and under a draft decree."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.entrypoints.cli.main import program

LAW = "/api/v1/law"
EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


def get(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(LAW + path)
    assert answer.status_code == HTTPStatus.OK, answer.text
    assert isinstance(answer.json, dict)
    return answer.json


def command(*arguments: str) -> Any:  # noqa: ANN401  whatever JSON it prints
    ran = CliRunner().invoke(program, ["law", *arguments, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def problem(client: FlaskClient, path: str, status: HTTPStatus) -> dict[str, Any]:
    answer = client.get(LAW + path, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert isinstance(answer.json, dict)
    return answer.json


def test_a_day_is_answered_as_the_command_does(client: FlaskClient) -> None:
    found = get(client, "/on/2021-06-15")
    assert found["values"] == command("on", "2021-06-15")
    assert get(client, "/on/2019-06-15")["not_checked"] == []


def test_what_was_known_is_another_answer(client: FlaskClient) -> None:
    """Décret 2020-810, published on 30 June for the hours from 1 June."""

    def share(path: str) -> list[str]:
        return [
            value["value"]
            for value in get(client, path)["values"]
            if (value["parameter"], value["category"]) == ("allowance.share", "general")
        ]

    assert share("/on/2020-06-15?known_on=2020-06-20") == ["0.70"]
    assert share("/on/2020-06-15") == ["0.60"]


def test_a_day_past_our_sources_names_what_was_not_checked(client: FlaskClient) -> None:
    found = get(client, "/on/2040-01-01")
    assert {"allowance.floor", "minimum_wage.hourly"} <= {
        one["parameter"] for one in found["not_checked"]
    }
    assert all(one["checked_until"] < "2040" for one in found["not_checked"])


def test_a_day_that_does_not_exist_is_refused(client: FlaskClient) -> None:
    found = problem(client, "/on/2021-02-30", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert found["title"] == "Some values are missing or refused"
    assert [wrong["path"] for wrong in found["errors"]] == ["day"]


def test_a_timeline_is_the_commands(client: FlaskClient) -> None:
    found = get(client, "/history/allowance.floor?category=general&known_on=2022-01-01")
    assert found["values"] == command(
        "history", "allowance.floor", "--category", "general", "--known-on", "2022-01-01"
    )
    assert get(client, "/history/quota.hours")["values"] == command("history", "quota.hours")


def test_a_misspelt_parameter_is_not_found_but_guessed(client: FlaskClient) -> None:
    found = problem(client, "/history/allowance.flor", HTTPStatus.NOT_FOUND)
    assert "did you mean allowance.floor" in found["detail"]


def test_a_category_without_table_says_which_have_one(client: FlaskClient) -> None:
    found = problem(
        client, "/history/quota.hours?category=apprentice", HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert "it has general" in found["errors"][0]["message"]


def test_pages_of_texts_hold_every_text_once_in_order(client: FlaskClient) -> None:
    seen: list[dict[str, Any]] = []
    path = "/texts?limit=50"
    while path:
        found = get(client, path)
        seen += found["items"]
        path = f"/texts?limit=50&cursor={found['next']}" if found["next"] else ""
    assert [one["text"] for one in seen] == [text.name for text in FRENCH_LAW.texts()]
    assert len({one["id"] for one in seen}) == len(seen)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=ten", "cursor=!", "cursor=YWJj"])
def test_a_page_that_cannot_be_is_refused(client: FlaskClient, query: str) -> None:
    found = problem(client, f"/texts?{query}", HTTPStatus.UNPROCESSABLE_ENTITY)
    assert found["errors"][0]["path"] == query.partition("=")[0]


def test_a_text_is_given_with_its_plans(client: FlaskClient) -> None:
    found = get(client, "/texts/decret-2020-810")
    assert [found] == command("texts", "2020-810")
    assert found["plans"]


def test_the_address_of_a_text_is_the_name_of_its_page(client: FlaskClient) -> None:
    pages = {path.stem for path in (EXAMPLES.parent / "law" / "texts").glob("*.md")}
    ids = {one["id"] for one in get(client, "/texts?limit=200")["items"]}
    assert pages <= ids


def test_an_unknown_text_is_not_found(client: FlaskClient) -> None:
    assert problem(client, "/texts/decret-1789", HTTPStatus.NOT_FOUND)["code"] == "not_found"


def test_what_the_client_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"{LAW}/on/2021-06-15")
    assert "max-age" in first.headers["Cache-Control"]
    etag = first.headers["ETag"]
    again = client.get(f"{LAW}/on/2021-06-15", headers={"If-None-Match": etag})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert not again.data


DRAFT: dict[str, Any] = {
    "text": {"name": "projet de décret", "published": "2026-12-04"},
    "plan": [
        {
            "parameter": "allowance.floor",
            "category": "general",
            "value": "8.77",
            "hours_from": "2026-11-01",
        }
    ],
    "cases": [
        {
            "id": "at the floor",
            "scheme": "ordinary",
            "month": "2026-11",
            "employee": {"category": "standard", "hourly_pay": "13.00"},
            "unworked_hours": "35.00",
        }
    ],
}


def test_a_draft_is_answered_as_the_command_does(client: FlaskClient, tmp_path: Path) -> None:
    answer = client.post(f"{LAW}/drafts", json=DRAFT)
    draft, cases = tmp_path / "draft.toml", tmp_path / "cases.json"
    draft.write_text(
        '[text]\nname = "projet de décret"\npublished = 2026-12-04\n[[plan]]\n'
        'parameter = "allowance.floor"\ncategory = "general"\nvalue = "8.77"\n'
        "hours_from = 2026-11-01\n",
        encoding="utf-8",
    )
    cases.write_text(json.dumps(DRAFT["cases"]), encoding="utf-8")
    assert answer.json == command("draft", str(draft), "--cases", str(cases))
    assert answer.json
    assert answer.json["total"]["change"]["allowance"] != "0.00"


def test_a_draft_changes_nothing_for_who_asks_next(client: FlaskClient) -> None:
    before = client.get(f"{LAW}/on/2026-11-15").data
    client.post(f"{LAW}/drafts", json=DRAFT)
    assert client.get(f"{LAW}/on/2026-11-15").data == before


@pytest.mark.parametrize(
    ("changed", "paths"),
    [
        ({"plan": []}, ["plan"]),
        ({"text": None}, ["text"]),
        ({"cases": {}}, ["cases"]),
        (
            {"cases": None, "plan": [{}]},
            ["cases", *(f"plan[1].{k}" for k in ("parameter", "category", "value", "hours_from"))],
        ),
        ({"x": 1}, ["x"]),
        ({"plan": [DRAFT["plan"][0] | {"value": 8.77}]}, ["plan[1].value"]),
        ({"plan": [DRAFT["plan"][0] | {"hours_to": "2026-01-01"}]}, ["plan[1].hours_to"]),
    ],
)
def test_a_faulty_draft_names_its_fields(
    client: FlaskClient, changed: dict[str, object], paths: list[str]
) -> None:
    answer = client.post(f"{LAW}/drafts", json=DRAFT | changed)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, answer.text
    assert answer.json
    assert [wrong["path"] for wrong in answer.json["errors"]] == paths


def test_a_key_given_twice_in_a_draft_is_nobodys_guess(client: FlaskClient) -> None:
    document = json.dumps(DRAFT).replace('"value": "8.77"', '"value": "8.77", "value": "9.00"')
    answer = client.post(f"{LAW}/drafts", data=document, content_type="application/json")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json
    assert answer.json["errors"][0]["path"] == "plan[1].value"


@pytest.mark.parametrize("document", [b"[]", b"[{}]", b"7", b""])
def test_a_draft_is_an_object(client: FlaskClient, document: bytes) -> None:
    answer = client.post(f"{LAW}/drafts", data=document, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
