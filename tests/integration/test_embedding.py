"""``docs/embedding.md`` tells the truth: its store and mailer keep every promise, its use works."""

import re
import subprocess
import sys
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


def run(place: Path, *command: str) -> str:
    """What a command says, run among the files."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


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


def test_the_use_cases_run_on_them(place: Path) -> None:
    """What is printed is what the comments say."""
    said = re.findall(r"print\(.*\)  # (.*)", (place / "use.py").read_text(encoding="utf-8"))
    assert run(place, "use.py").splitlines() == said
