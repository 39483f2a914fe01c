"""Documents from the command line, on SQLite: written to files, and checked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import Service, open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.testing.stories import BAKERY, World


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path / "data"),
        "PARTIAL_ACTIVITY_BASE_URL": "https://service.example",
    }


def types(environment: dict[str, str], *words: str, status: int = 0) -> Result:
    done = CliRunner(env=environment).invoke(program, words)
    assert done.exit_code == status, done.output
    return done


@pytest.fixture
def service(environment: dict[str, str]) -> Service:
    types(environment, "db", "upgrade")
    return open_service(read_settings(environment))


def test_a_decision_is_written_to_a_file_and_confirmed(
    environment: dict[str, str], service: Service, tmp_path: Path
) -> None:
    world = World(units=service.context.units)
    decision = world.authorisation(world.contact("ana"))
    path, again = tmp_path / "decision.pdf", tmp_path / "again.pdf"
    for output in (path, again):
        asked = ("document", "decision", str(BAKERY), decision.request_id, "-o", str(output))
        types(environment, *asked)
    assert path.read_bytes() == again.read_bytes()
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    assert f"Décision {decision.number}" in told
    assert "https://service.example/verify" in told

    said = types(environment, "document", "verify", str(path)).stdout
    assert "decision of 2024-03-04" in said
    assert said.strip().endswith("valid")
    path.write_bytes(path.read_bytes() + b" ")
    types(environment, "document", "verify", str(path), status=1)
    types(environment, "document", "verify", "0" * 64, status=1)


def test_a_receipt_of_nothing_is_refused_in_a_sentence(
    environment: dict[str, str], service: Service, tmp_path: Path
) -> None:
    service.engine.dispose()
    output = ("-o", str(tmp_path / "x.pdf"))
    refused = types(environment, "document", "receipt", str(BAKERY), "1", *output, status=1)
    assert "no establishment" in refused.output
    types(environment, "document", "receipt", "12", "1", *output, status=2)
    types(environment, "document", "claim", str(BAKERY), "1", "--line", "1", *output, status=1)
    assert not (tmp_path / "x.pdf").exists()
