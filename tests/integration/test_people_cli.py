"""The first administrator comes from the command line; so can everybody else."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.testing import samples

ZOE, YAN = "zoe@ddets.example", "yan@ddets.example"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path / "data"),
    }


def types(environment: dict[str, str], *words: str, status: int = 0) -> Result:
    done = CliRunner(env=environment).invoke(program, ("people", *words))
    assert done.exit_code == status, done.output
    return done


def test_people_of_the_service_come_and_go_by_the_command_line(environment: dict[str, str]) -> None:
    CliRunner(env=environment).invoke(program, ("db", "upgrade"))
    types(environment, "add", ZOE, "--name", "Zoé Noël", "--role", "administrator")
    types(environment, "add", YAN.upper(), "--name", "Yan", "--role", "officer")
    assert types(environment, "list").stdout.splitlines() == [
        f"{YAN} officer       active    Yan",
        f"{ZOE} administrator active    Zoé Noël",
    ]
    assert "last administrator" in types(environment, "role", ZOE, "auditor", status=1).stderr
    types(environment, "role", YAN, "auditor")
    types(environment, "suspend", YAN)
    assert f"{YAN} auditor       suspended" in types(environment, "list").stdout
    types(environment, "restore", YAN)

    service = open_service(read_settings(environment))
    with service.context.units() as uow:
        assert [entry.actor for entry in uow.journal.entries("service")] == ["operator"] * 5
        kinds = [message.kind for message in uow.outbox.about("")]
        assert kinds == [NoticeKind.SERVICE_WELCOME] * 2
        uow.people.add(samples.person())
        uow.commit()
    service.engine.dispose()
    employer = samples.person().email.text
    for words in (
        ("add", ZOE, "--name", "Zoé", "--role", "officer"),
        ("add", "x@ddets.example", "--name", " ", "--role", "officer"),
        ("role", employer, "officer"),
        ("suspend", "nobody@ddets.example"),
    ):
        types(environment, *words, status=1)
    types(environment, "add", "no address", "--name", "Z", "--role", "officer", status=2)
    types(environment, "add", "z@z.example", "--name", "Z", "--role", "contact", status=2)
