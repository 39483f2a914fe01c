"""``make demo``, as a stranger runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from partial_activity.entrypoints.demo import LINES


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder the demo ran in, and what it told."""
    place = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "partial_activity.entrypoints.demo"]
    done = subprocess.run(
        command, cwd=place, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    assert not done.stderr
    return place, done.stdout


def test_every_scene_is_played(played: tuple[Path, str]) -> None:
    """From the file to what to try next."""
    _, told = played
    assert f"{LINES:,} lines read: 4,950 assessed, 50 refused." in told
    for scene in range(1, 6):
        assert f"\n{scene}. " in told


def test_every_file_it_names_is_there(played: tuple[Path, str]) -> None:
    """And no half-written one beside them."""
    place, told = played
    files = sorted((place / "demo-output").iterdir())
    assert len(files) == 5
    assert all(f"demo-output/{path.name}" in told for path in files)
    lines = (place / "demo-output" / "claims.csv").read_bytes().count(b"\n")
    assert lines == LINES + 1


def test_the_texts_add_up_to_the_difference(played: tuple[Path, str]) -> None:
    """What each text moved, and the lines answered on one day only, make the whole, to the cent."""
    _, told = played
    table = told.partition("4. What the texts")[2].partition("\nin all")
    moved = [
        line.split()[-2:] for line in table[0].splitlines() if line.endswith(tuple("0123456789"))
    ]
    whole = table[2].splitlines()[0].split()
    for place in (0, 1):
        cents = [int(one[place].replace(",", "").replace(".", "")) for one in moved]
        assert sum(cents) == int(whole[place].replace(",", "").replace(".", ""))


def test_a_second_run_writes_the_same_files(played: tuple[Path, str]) -> None:
    """The demo can be played again in the same folder."""
    place, told = played
    before = {path.name: path.read_bytes() for path in (place / "demo-output").iterdir()}
    command = [sys.executable, "-m", "partial_activity.entrypoints.demo"]
    again = subprocess.run(
        command, cwd=place, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    assert again.stdout == told
    assert {path.name: path.read_bytes() for path in (place / "demo-output").iterdir()} == before
