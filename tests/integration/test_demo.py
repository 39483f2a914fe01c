"""``make demo``, as a stranger runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from demo.retroactive import LINES

ROOT = Path(__file__).parents[2]
"""Where the demo lies: outside the package."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder the demo ran in, and what it told."""
    place = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "demo"]
    done = subprocess.run(
        command,
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    assert not done.stderr
    return place, done.stdout


def test_every_scene_is_played(played: tuple[Path, str]) -> None:
    """From the sign-up to what to try next."""
    _, told = played
    assert f"{LINES:,} lines read: 4,950 assessed, 50 refused." in told
    assert "5,000 lines read, 4,950 kept, 50 refused" in told
    for scene in range(1, 12):
        assert f"\n{scene}. " in told


def test_every_file_it_names_is_there(played: tuple[Path, str]) -> None:
    """And no half-written one beside them."""
    place, told = played
    folders = (place / "demo-output", place / "demo-output" / "service")
    there = {path for folder in folders for path in folder.iterdir()}
    of_the_database = {path for path in there if path.name.startswith("service.db-")}
    named = {path for path in there if str(path.relative_to(place)) in told}
    assert there - of_the_database == named
    assert len(named) == 15
    lines = (place / "demo-output" / "claims.csv").read_bytes().count(b"\n")
    assert lines == LINES + 1


def test_letters_and_payment_files_are_left_to_look_at(played: tuple[Path, str]) -> None:
    """Each opens in what people have."""
    service = played[0] / "demo-output" / "service"
    assert len(list((service / "mail").glob("*.eml"))) == 25
    assert len(list((service / "payments").glob("AP*.xml"))) == 2


def test_the_texts_add_up_to_the_difference(played: tuple[Path, str]) -> None:
    """What each text moved, and the lines answered on one day only, make the whole, to the cent."""
    _, told = played
    table = told.partition(". What the texts")[2].partition("\nin all")
    moved = [
        line.split()[-2:] for line in table[0].splitlines() if line.endswith(tuple("0123456789"))
    ]
    whole = table[2].splitlines()[0].split()
    for place in (0, 1):
        assert sum(cents_of(one[place]) for one in moved) == cents_of(whole[place])


def cents_of(amount: str) -> int:
    """``−41,240.14``, with a minus sign or a hyphen."""
    return int(amount.replace("\N{MINUS SIGN}", "-").replace(",", "").replace(".", ""))


def test_a_second_run_tells_the_same(played: tuple[Path, str]) -> None:
    """The demo can be played again in the same folder: it begins anew."""
    place, told = played
    before = _results(place)
    command = [sys.executable, "-m", "demo"]
    again = subprocess.run(
        command,
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    assert again.stdout == told
    assert _results(place) == before


def _results(place: Path) -> dict[str, bytes]:
    """All but letters and database: the links of letters are sealed with chance."""
    files = (place / "demo-output").rglob("*.*")
    return {path.name: path.read_bytes() for path in files if path.suffix in (".csv", ".xml")}
