"""``make reset``: the sandbox is made again, and nothing else is ever deleted."""

from pathlib import Path

import pytest
from demo import __main__ as demo
from demo.play import play
from demo.reset import in_use, main

from partial_activity.entrypoints.settings import FILE_NAME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    play(tmp_path / "service")
    return tmp_path / "service"


def test_the_sandbox_is_as_it_was_at_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = sorted(path.name for path in (folder / "mail").iterdir())
    (folder / "mail" / "mine.eml").write_text("x")
    (folder / "notes.txt").write_text("mine")
    capsys.readouterr()
    assert main(folder) == 0
    said = capsys.readouterr().out
    assert sorted(path.name for path in (folder / "mail").iterdir()) == letters
    assert not (folder / "notes.txt").exists()
    for deleted in ("service.db", "mail", "payments", "notes.txt", FILE_NAME, str(folder)):
        assert deleted in said


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("nir_key = '", "nir_key = 'ab", "nir_key"),
        ("link_key = '", "link_key = 'ab", "link_key"),
        ("data_folder = '", "data_folder = '/srv/", "data_folder"),
        ("nir_key", "database_url = 'postgresql://db/real'\nnir_key", "database_url"),
        ("nir_key = ", "nir_key ", "cannot be read"),
    ],
)
def test_what_is_no_sandbox_is_not_touched(
    folder: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, why: str
) -> None:
    config = folder / FILE_NAME
    config.write_text(config.read_text().replace(before, after, 1))
    there = sorted(folder.rglob("*"))
    capsys.readouterr()
    assert main(folder) == 1
    said = capsys.readouterr().out
    assert "Nothing was deleted" in said
    assert why in said
    # Nor does the demo begin anew over it.
    assert demo.main(folder.parent) == 1
    assert sorted(folder.rglob("*")) == there


def test_no_folder_without_settings_and_none_that_is_served_is_touched(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.tex").write_text("x")
    link = tmp_path / "link"
    link.symlink_to(folder)
    for wrong in (other, link, tmp_path / "nowhere"):
        assert main(wrong) == 1
    with in_use(folder):
        assert main(folder) == 1
        assert "make serve runs" in capsys.readouterr().out
    assert (other / "thesis.tex").exists()
    assert (folder / "service.db").exists()
