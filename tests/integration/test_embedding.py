"""``docs/embedding.md`` tells the truth: its store and mailer keep every promise, its use works."""

import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "embedding.md"
FILE = re.compile(r"^```python (\S+\.py)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OWN_LINES = 60


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page."""
    folder = tmp_path_factory.mktemp("payroll")
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tried(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command, run among the files."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def run(place: Path, *command: str) -> str:
    """What a command says that is to succeed."""
    done = tried(place, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def promised(place: Path, name: str) -> list[str]:
    """What the comments of a file say that it prints."""
    return re.findall(r"print\(.*\)  # (.*)", (place / name).read_text(encoding="utf-8"))


def test_a_store_and_a_mailer_of_ones_own_take_few_lines(place: Path) -> None:
    """Blank lines and imports are not written by anybody."""
    lines = (place / "payroll.py").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.strip() and not line.startswith(("from ", "import "))]
    assert len(own) < OWN_LINES


def test_they_pass_the_public_suites(place: Path) -> None:
    """Every promise of a unit of work, and of a mailer."""
    said = run(place, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_payroll.py")
    passed = re.search(r"(\d+) passed", said)
    assert passed is not None
    assert int(passed[1]) > 60
    assert "skipped" not in said


def test_without_the_revision_they_do_not(place: Path, tmp_path: Path) -> None:
    """The page says that it is required: the suites agree."""
    whole = (place / "payroll.py").read_text(encoding="utf-8")
    looked_at = "known.revision != person.revision or "
    assert looked_at in whole
    (tmp_path / "payroll.py").write_text(whole.replace(looked_at, ""), encoding="utf-8")
    suites = (place / "test_payroll.py").read_text(encoding="utf-8")
    (tmp_path / "test_payroll.py").write_text(suites, encoding="utf-8")
    done = tried(
        *(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_payroll.py"),
        *("-k", "somebody_else_changed"),
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "DID NOT RAISE Conflict" in done.stdout


def test_every_file_passes_mypy_strict(place: Path) -> None:
    """As the embedder's own code has to: all of them, in one go, without the house's settings."""
    names = sorted(path.name for path in place.glob("*.py"))
    assert names == ["json_door.py", "payroll.py", "test_payroll.py", "use.py"]
    assert "type: ignore" not in PAGE.read_text(encoding="utf-8")
    run(place, "-m", "mypy", "--strict", "--config-file=", *names)


def test_a_claim_goes_from_sign_up_to_its_payment(place: Path) -> None:
    """What is printed is what the comments say; the amount is 20 h at 36 % of 30.00 €."""
    said = run(place, "use.py").splitlines()
    assert said == promised(place, "use.py")
    assert said[-2:] == ["216.00 216.00", "PAID"]


def test_cases_and_answers_go_through_the_json_door(place: Path) -> None:
    """A case there and back, its answer, and a fault with its place."""
    said = run(place, "json_door.py").splitlines()
    assert said == promised(place, "json_door.py")
    assert said[:2] == ["216.00 True", "216.00 True"]


def test_the_extras_it_names_are_there() -> None:
    """One command installs all that its files need, by names that the package has."""
    (named,) = re.findall(
        r"pip install 'partial-activity\[([a-z,]+)\]' mypy", PAGE.read_text(encoding="utf-8")
    )
    declared = " ".join(requires("partial-activity") or ())
    assert named.split(",") == ["documents", "mail", "sql", "testing"]
    for extra in named.split(","):
        assert re.search(rf"extra == .{extra}\b", declared), extra
