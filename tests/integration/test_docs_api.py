"""The walk of docs/api.md, run as it is printed, against a process that is served."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.api_service import SIRET, Service

from partial_activity.entrypoints.flask_app.api import OPERATIONS
from partial_activity.entrypoints.flask_app.problems import TITLES

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
ANA = "ana@cafe.example"
SCOPES = ("requests:read", "requests:write", "claims:read", "claims:write")
_SAID = re.compile(r"\s# (\".*)$", re.MULTILINE)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    found = Service(tmp_path)
    running = found.start()
    try:
        yield found
    finally:
        running.terminate()
        running.wait(60)


def test_the_walk_prints_what_its_comments_say(service: Service, tmp_path: Path) -> None:
    names, request, claim = re.findall(r"```bash\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    who = {"siret": SIRET, "email": ANA, "name": "Ana"}
    runs(
        service,
        tmp_path,
        f"""{names}
curl --silent --fail-with-body "$API/sign-ups" -H "$JSON" -d '{json_of(who)}'""",
    )
    service.works()
    link = json_of({"token": service.link(ANA)})
    runs(
        service,
        tmp_path,
        f"""{names}
curl --silent --fail-with-body "$API/confirmations" -H "$JSON" -d '{link}'""",
    )
    service.proves(ANA, "FR7630006000011234567890189")
    secret = service.secret(ANA, *SCOPES)
    assert runs(service, tmp_path, names + request, secret) == _SAID.findall(request)
    service.works()
    # What the second part does not need is done again: the key makes it the same request.
    drafted = request.partition('ask "$AT/check"')[0]
    assert runs(service, tmp_path, names + drafted + claim, secret) == _SAID.findall(claim)
    assert len(_SAID.findall(request + claim)) == 5


def runs(service: Service, folder: Path, script: str, secret: str = "") -> list[str]:
    """What a script prints, line by line."""
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        check=False,
        cwd=folder,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "API": f"{service.address}/api/v1",
            "TOKEN": secret,
            "SIRET": SIRET,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def json_of(given: dict[str, str]) -> str:
    """Between single quotes of a shell."""
    return json.dumps(given)


def test_the_page_names_every_scope_and_codes_that_there_are() -> None:
    page = PAGE.read_text("utf-8")
    for operation in OPERATIONS:
        if operation.scope is not None:
            assert f"`{operation.scope.value}`" in page
    named = set(re.findall(r"^\| \d{3} \| `(\w+)` ", page, re.MULTILINE))
    assert named <= TITLES.keys()
    assert {"changed_since", "key_reused", "revision_required", "cannot_be_filed"} <= named
