"""The wheel, tried where nothing else is installed."""

import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKED = re.compile(r"^[\w.-]+==[^\s;\\]+", re.MULTILINE)


@pytest.fixture(scope="module")
def bin_of_empty_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of a new environment that holds the wheel and what the wheel asks for."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "uv", "build", "--quiet", "--wheel", "--out-dir", str(place)]
    subprocess.run([*build, str(ROOT)], check=True)
    # Pinned, so that the test is the same tomorrow; not required, so that a dependency the wheel
    # forgets to declare is missing.
    locked = LOCKED.findall((ROOT / "requirements-run.txt").read_text(encoding="utf-8"))
    constraints = place / "constraints.txt"
    constraints.write_text("\n".join(locked), encoding="utf-8")
    venv.create(place / "venv", with_pip=True)
    commands = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = place.glob("*.whl")
    install = [str(commands / "python"), "-m", "pip", "-qq", "install", "-c", str(constraints)]
    subprocess.run([*install, str(wheel)], check=True)
    return commands


def _python(commands: Path, code: str) -> str:
    """What the code prints, far from the checkout, with nothing taken from the environment."""
    command = [str(commands / "python"), "-I", "-c", code]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=commands
    ).stdout.strip()


def test_it_brings_five_libraries_and_theirs(bin_of_empty_venv: Path) -> None:
    """attrs, Babel, cattrs, click and python-stdnum; typing-extensions comes with cattrs."""
    code = (
        "from importlib.metadata import distributions\n"
        "print(*sorted(d.name.lower().replace('_', '-') for d in distributions()))"
    )
    installed = set(_python(bin_of_empty_venv, code).split()) - {"pip", "setuptools"}
    assert installed == {
        "attrs",
        "babel",
        "cattrs",
        "click",
        "partial-activity",
        "python-stdnum",
        "typing-extensions",
    }


def test_it_is_typed_and_carries_its_licence(bin_of_empty_venv: Path) -> None:
    """Type checkers of those who embed it see our types."""
    code = (
        "from importlib.metadata import files\n"
        "print(*{path.name for path in files('partial-activity')})"
    )
    assert {"py.typed", "LICENSE"} <= set(_python(bin_of_empty_venv, code).split())


def test_what_is_said_about_it_has_no_link_to_a_file(bin_of_empty_venv: Path) -> None:
    """It is read on the page of a registry, and in the metadata: no file lies beside it there."""
    code = (
        "from importlib.metadata import metadata\nprint(metadata('partial-activity').get_payload())"
    )
    said = _python(bin_of_empty_venv, code)
    assert "partial-activity --help" in said
    assert re.findall(r"\]\((?!https://)[^)]*\)", said) == []


@pytest.mark.parametrize(
    ("command", "extras"),
    [
        ("serve", "bank,mail,sql,web"),
        ("work", "bank,mail,sql"),
        ("document", "bank,documents,mail,sql"),
    ],
)
def test_one_sentence_names_every_extra_that_is_missing(
    bin_of_empty_venv: Path, command: str, extras: str
) -> None:
    """Not one after the other, each after an installation."""
    run = subprocess.run(
        [str(bin_of_empty_venv / "partial-activity"), command],
        check=False,
        capture_output=True,
        text=True,
        cwd=bin_of_empty_venv,
    )
    install = f"pip install 'partial-activity[{extras}]'"
    assert run.stderr == f"Error: {command} needs what is not installed: {install}\n"
    assert run.returncode == 1


def test_importing_it_loads_neither_database_nor_web_nor_converter(bin_of_empty_venv: Path) -> None:
    """What the core does not need, it does not load, even where it is installed."""
    code = "import partial_activity, sys; print(*sys.modules)"
    loaded = set(_python(bin_of_empty_venv, code).split())
    assert "partial_activity" in loaded
    assert not loaded & {"sqlalchemy", "flask", "cattrs", "click"}


def test_its_command_answers(bin_of_empty_venv: Path) -> None:
    """``partial-activity --help`` works with the core alone."""
    command = [str(bin_of_empty_venv / "partial-activity"), "--help"]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=bin_of_empty_venv)
    assert "Usage: partial-activity" in run.stdout
