"""``partial-activity assess``, run as people and programs run it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partial_activity.entrypoints.cli.main import COMMANDS
from partial_activity.entrypoints.cli.main import program as root

CASE = {
    "id": "A",
    "scheme": "ordinary",
    "month": "2025-03",
    "employee": {"category": "standard", "hourly_pay": "30.75"},
    "unworked_hours": "20.00",
}
UNREADABLE = CASE | {"id": "B", "unworked_hours": "20,00"}


def program() -> list[str]:
    """The installed command, or the module where it is not installed."""
    script = Path(sys.executable).with_name("partial-activity")
    module = [sys.executable, "-m", "partial_activity.entrypoints.cli.main"]
    return [str(script)] if script.exists() else module


def run(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command's status, output and messages."""
    return subprocess.run(
        [*program(), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )


def assess(*cases: object) -> subprocess.CompletedProcess[bytes]:
    """The cases, sent as a JSON list on stdin."""
    return run("assess", "-", stdin=json.dumps(cases).encode())


def refusal_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Why the whole input was refused: status 1, one sentence on stderr, nothing on stdout."""
    said = done.stderr.decode()
    assert done.returncode == 1
    assert not done.stdout
    assert "Traceback" not in said
    assert said.count("\n") == 1
    return said


def test_cases_on_stdin_are_answered_in_their_order() -> None:
    """One answer a case, as a JSON list; nothing on stderr."""
    done = assess(*(CASE | {"id": name} for name in "CAB"))
    answers = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [answer["id"] for answer in answers] == list("CAB")
    assert {answer["indemnity"] for answer in answers} == {"369.00"}


def test_cases_of_a_file_are_answered(tmp_path: Path) -> None:
    """The usual way; a single case needs no list around it."""
    file = tmp_path / "cas d'été.json"
    file.write_text(json.dumps(CASE), encoding="utf-8-sig")
    done = run("assess", file)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["allowance"] == "221.40"


def test_no_cases_make_an_empty_list() -> None:
    """An empty list is a sound question."""
    done = assess()
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_case_that_cannot_be_read_does_not_stop_the_others() -> None:
    """Its error stands at its place, and the exit status says that there is one."""
    done = assess(CASE, UNREADABLE, 7, CASE)
    first, second, third, fourth = json.loads(done.stdout)
    assert done.returncode == 1
    assert first == fourth
    assert second["id"] == "B"
    assert second["error"]["code"] == "not_a_number"
    assert second["error"]["path"] == "unworked_hours"
    assert third == {
        "id": None,
        "error": {
            "code": "not_an_object",
            "path": "",
            "message": "each case must be a JSON object, between { and }, not a bare number",
            "french": "chaque cas doit être un objet JSON, entre { et }, et non un nombre sans "
            "guillemets",
        },
    }
    assert done.stderr.decode() == "2 of 4 cases could not be answered.\n"


def test_a_case_that_the_law_cannot_answer_does_not_stop_the_others() -> None:
    """May 2012 is before the scheme."""
    done = assess(CASE | {"month": "2012-05"}, CASE)
    first, second = json.loads(done.stdout)
    assert done.returncode == 1
    assert first["error"]["code"] == "no_rule_in_force"
    assert second["indemnity"] == "369.00"


def test_a_key_given_twice_spoils_its_own_case_only() -> None:
    """Python would take the last one in silence."""
    twice = json.dumps(CASE).replace('"hourly_pay"', '"hourly_pay": "12", "hourly_pay"')
    done = run("assess", "-", stdin=f"[{twice}, {json.dumps(CASE)}]".encode())
    first, second = json.loads(done.stdout)
    assert first["error"]["code"] == "conflicting_keys"
    assert first["error"]["path"] == "employee.hourly_pay"
    assert second["indemnity"] == "369.00"


def test_not_a_number_is_no_json_and_none_comes_out() -> None:
    """Python reads NaN where JSON has no such thing."""
    done = run("assess", "-", stdin=b'[{"id": NaN, "scheme": Infinity}]')
    (answer,) = json.loads(done.stdout, parse_constant=pytest.fail)
    assert answer["id"] is None
    assert answer["error"]["code"] == "wrong_type"


def test_steps_are_added_when_asked_for() -> None:
    """``--explain``."""
    plain, explained = (
        json.loads(run("assess", *options, "-", stdin=json.dumps([CASE]).encode()).stdout)[0]
        for options in ([], ["--explain"])
    )
    assert explained.pop("steps")
    assert explained == plain


def test_output_is_utf_8_whatever_the_locale() -> None:
    """Half a character pair, which UTF-8 cannot hold, comes out as JSON escapes it."""
    cases = [CASE | {"id": "é€"}, CASE | {"id": "\ud800"}]
    stdin = json.dumps(cases).encode()
    done = run("assess", "-", stdin=stdin, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "é€".encode() in done.stdout
    assert [answer["id"] for answer in json.loads(done.stdout)] == ["é€", "\ud800"]


def test_the_table_goes_to_stdout_and_fits_the_page() -> None:
    """With the errors among the lines, and totals at the foot."""
    done = run("assess", "--table", "-", stdin=json.dumps([CASE, UNREADABLE]).encode())
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert max(map(len, lines)) <= 100
    assert lines[-1] == "1 of 2 cases answered, 1 with an error, 0 not due"
    assert any("! not_a_number unworked_hours" in line for line in lines)


def test_the_table_speaks_french() -> None:
    """``--lang fr``, with the steps and the texts."""
    done = run(
        "assess", "--table", "--lang", "fr", "--explain", "-", stdin=json.dumps([CASE]).encode()
    )
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "369,00" in said
    assert "Comment on y arrive" in said
    assert "décret n° 2021-674" in said


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        (b"", "it is empty"),
        (b'[{"id": "a"},\n oops]', "line 2, column 2"),
        ('[{"id": "é"}]'.encode("cp1252"), "save the file as UTF-8"),
        ('[{"id": "é"}]'.encode("utf-16"), "save it as UTF-8"),
        (b"[" * 200_000, "deep in each other"),
        (b"12", "a JSON list of cases is expected"),
    ],
)
def test_a_file_that_is_no_list_of_cases_is_refused(
    tmp_path: Path, content: bytes, mend: str
) -> None:
    """One sentence with the file's name and the mend."""
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    said = refusal_of(run("assess", file))
    assert str(file) in said
    assert mend in said
    assert "stdin: " in refusal_of(run("assess", "-", stdin=content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """Its path is told."""
    said = refusal_of(run("assess", tmp_path / "none.json"))
    assert "none.json: there is no such file" in said


def test_a_directory_is_refused(tmp_path: Path) -> None:
    """Its path is told."""
    assert f"{tmp_path}: it is a directory" in refusal_of(run("assess", tmp_path))


def test_an_endless_input_is_refused_before_it_fills_the_memory() -> None:
    """A hundred megabytes are read, no more."""
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [*program(), "assess", "-"], stdin=zeros, capture_output=True, check=False
        )
    assert "larger than 100 MB" in refusal_of(done)


@pytest.mark.parametrize(
    "arguments", [["assess"], ["assess", "--tabel", "-"], ["asess", "-"], ["assess", "a", "b"]]
)
def test_wrong_usage_has_its_own_status(arguments: list[str]) -> None:
    """2, with the way to use it on stderr."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Usage: partial-activity" in done.stderr


def started(count: int) -> "subprocess.Popen[bytes]":
    """The command, on more cases than a pipe holds answers, with its first line being read."""
    process = subprocess.Popen(
        [*program(), "assess", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps([CASE] * count).encode())
    process.stdin.close()
    assert process.stdout.readline()
    return process


def test_a_reader_who_stops_reading_is_no_fault() -> None:
    """``… | head -1``: no traceback, no message, the status a shell gives to a closed pipe."""
    process = started(500)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=300) == 141
    process.stderr.close()


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_it_quietly() -> None:
    """Ctrl-C: no traceback, the status a shell gives to it."""
    process = started(500)
    assert process.stdout is not None
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=300) == 130
    assert b"Traceback" not in process.stderr.read()
    process.stdout.close()
    process.stderr.close()


def test_a_full_disk_is_told() -> None:
    """The outside's fault: a sentence, and status 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*program(), "assess", "-"],
            input=json.dumps([CASE]).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: ")
    assert b"Traceback" not in done.stderr


def test_help_lists_every_command_with_one_line() -> None:
    """And says nothing on stderr."""
    done = run("--help")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    for name, (_, line) in COMMANDS.items():
        assert any(
            text.split(maxsplit=1) == [name, line] for text in map(str.strip, said.splitlines())
        )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_listed_has_its_help(name: str) -> None:
    """What is listed is there."""
    done = CliRunner().invoke(root, [name, "--help"], prog_name="partial-activity")
    assert done.exit_code == 0
    assert f"Usage: partial-activity {name}" in done.output


def test_the_version_is_told() -> None:
    """The installed one."""
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("partial-activity ")


def test_a_first_answer_loads_nothing_it_does_not_need() -> None:
    """What keeps a cold start short: no other command, no converter, no database, no web."""
    code = (
        "import json, sys\n"
        "from partial_activity.entrypoints.cli.main import main\n"
        "sys.argv = ['partial-activity', 'assess', '-']\n"
        "try: main()\n"
        "finally: print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([CASE]).encode(),
        capture_output=True,
        check=True,
    )
    loaded: set[Any] = set(json.loads(done.stderr))
    assert "partial_activity.domain.assessment.assess" in loaded
    assert not loaded & {
        "babel",
        "cattrs",
        "sqlalchemy",
        "flask",
        "polars",
        "csv",
        "difflib",
        "asyncio",
    }
    assert not {name for name in loaded if name.startswith("partial_activity.entrypoints.cli.law")}
