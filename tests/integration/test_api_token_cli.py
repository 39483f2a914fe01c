"""A token from the command line to the API, on SQLite: issued, used, listed, revoked."""

from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.entrypoints.wsgi import application_of
from partial_activity.testing import samples

PERSON = samples.person().email.text


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path / "data"),
    }


def types(environment: dict[str, str], *words: str, status: int = 0) -> Result:
    done = CliRunner(env=environment).invoke(program, words)
    assert done.exit_code == status, done.output
    return done


def test_a_token_is_issued_used_and_revoked(environment: dict[str, str]) -> None:
    types(environment, "db", "upgrade")
    service = open_service(read_settings(environment))
    with service.context.units() as uow:
        uow.people.add(samples.person())
        uow.establishments.add(samples.establishment())
        uow.establishments.add_member(samples.membership())
        uow.claims.add(samples.claim())
        uow.commit()
    wish = ("--name", "Payroll", "--scope", "claims:read")
    issued = types(environment, "token", "issue", "--as", PERSON, *wish)
    secret = issued.stdout.strip()
    assert secret.startswith("pa_")

    client = application_of(service).test_client()
    path = f"/api/v1/establishments/{samples.siret()}/claims"
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.get(path, headers=headers)
    assert answer.status_code == HTTPStatus.OK
    assert answer.json
    assert [one["id"] for one in answer.json["items"]] == ["claim-1"]

    listed = types(environment, "token", "list", "--as", PERSON).stdout
    token_id, state, *_ = listed.split()
    assert state == "in"
    assert secret not in listed
    types(environment, "token", "revoke", token_id, "--as", PERSON)
    assert client.get(path, headers=headers).status_code == HTTPStatus.UNAUTHORIZED
    assert "revoked" in types(environment, "token", "list", "--as", PERSON).stdout
    types(environment, "token", "revoke", token_id, "--as", PERSON, status=1)
    service.engine.dispose()


def test_nobody_is_given_a_token_for_who_is_not_there(environment: dict[str, str]) -> None:
    types(environment, "db", "upgrade")
    wish = ("--name", "Payroll", "--scope", "claims:read")
    refused = types(environment, "token", "issue", "--as", "x@example.fr", *wish, status=1)
    assert "no person" in refused.output
    types(environment, "token", "issue", "--as", PERSON, "--name", "a", status=2)
