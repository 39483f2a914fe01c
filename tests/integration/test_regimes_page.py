"""``docs/regimes.md`` tells the truth: its regime works from the command line to the properties."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import regime_page

from partial_activity.testing import properties

OWN_LINES = 80
COMMAND = Path(sys.executable).with_name("partial-activity")
DRAFT = """
[text]
name = "projet"
published = 2026-12-20

[[plan]]
parameter = "allowance.regime"
category = "general"
value = "half_pay"
hours_from = 2026-12-01
"""
IMPORT = re.compile(r"^from [^\n]* import (\([^)]*\)|[^\n]*)\n", re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page, and a draft decree."""
    folder = tmp_path_factory.mktemp("regimes")
    (folder / "half_pay.py").write_text(regime_page.SOURCE, encoding="utf-8")
    (folder / "cases.json").write_text(regime_page.BLOCKS["json cases.json"], encoding="utf-8")
    (folder / "draft.toml").write_text(DRAFT, encoding="utf-8")
    return folder


def run(place: Path, *command: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """A command among the files."""
    done = subprocess.run(
        [COMMAND, *command],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


def test_a_regime_of_ones_own_takes_few_lines() -> None:
    """Blank lines and imports are not written by anybody."""
    own = [line for line in IMPORT.sub("", regime_page.SOURCE).splitlines() if line.strip()]
    assert len(own) < OWN_LINES


def told(place: Path) -> Iterator[str]:
    """The answers, as the page tells them."""
    for found in json.loads(run(place, "assess", "cases.json", "--law", "half_pay:LAW").stdout):
        beside = f", supplement {found['supplement']}" if "supplement" in found else ""
        yield (
            f"{found['id']}: {found['hourly_indemnity']} and {found['hourly_allowance']} an hour; "
            f"{found['indemnity']} and {found['allowance']}{beside}"
        )


def test_the_command_line_answers_what_the_page_says(place: Path) -> None:
    """To the cent, on both axes."""
    _, *lines = regime_page.BLOCKS["text assess"].splitlines()
    assert list(told(place)) == lines


def test_a_table_shows_the_step_and_the_texts(place: Path) -> None:
    """For people, in French too."""
    table_in_french = ("--table", "--explain", "--lang", "fr")
    table = run(place, "assess", "cases.json", "--law", "half_pay:LAW", *table_in_french).stdout
    words = " ".join(table.split())
    assert "Supplément : 10 h de formation × 1,00 € = 10,00 €, ajoutés aux deux totaux." in words
    assert "half_pay.bonus" in table


def test_the_law_is_told_and_checked_with_it(place: Path) -> None:
    """On a day, as known the day before, by its text, and without a fault."""
    law = ("--law", "half_pay:LAW")
    on = ("law", "on", "2027-01-15", "--json", *law)
    for known_on, regime in (((), "half_pay"), (("--known-on", "2026-12-14"), "share_of_pay")):
        values = {
            one["value"]
            for one in json.loads(run(place, *on, *known_on).stdout)
            if (one["parameter"], one["category"]) == ("allowance.regime", "general")
        }
        assert values == {regime}
    assert "half_pay" in run(place, "law", "texts", "2026-1400", *law).stdout
    assert "half_pay" in run(place, "law", "history", "allowance.regime", *law).stdout
    assert "half_pay" in run(place, "law", "diff", "2026-12-31", "2027-01-01", *law).stdout
    assert run(place, "law", "check", *law).stdout.startswith("No fault")


def test_a_draft_is_tried_against_it(place: Path) -> None:
    """Half of the pay a month earlier: December's totals move, January's do not."""
    command = ("law", "draft", "draft.toml", "--cases", "cases.json", "--law", "half_pay:LAW")
    found = json.loads(run(place, *command, "--json").stdout)
    changes = {
        case["id"]: (case["without"]["indemnity"], case["with"]["indemnity"])
        for case in found["cases"]
    }
    assert changes["December"] == ("369.00", "307.60")
    assert changes["January"] == ("317.60", "317.60")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere:LAW", "there is no module nowhere"),
        ("half_pay:NOTHING", "the module half_pay has no NOTHING"),
        ("half_pay", "write module:NAME"),
        ("half_pay:HALF_PAY", "is a HalfPay, not a Law"),
    ],
)
def test_a_law_that_is_not_there_is_told_by_name(place: Path, name: str, said: str) -> None:
    """In one sentence, and no traceback."""
    done = run(place, "assess", "cases.json", "--law", name, status=1)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_promises_are_told_as_the_page_says(place: Path) -> None:
    """Each sentence of the page comes from a copy of it that breaks that promise."""
    breaks = (
        ('    "supplement": Words("supplément de formation", "training supplement"),\n', ""),
        ('"half of the pay"),\n    "share"', '""),\n    "share"'),
        ('reader.own("bonus", self.bonus)', "self.bonus"),
        ("self.share * counted,", "self.share * counted * len(CALLS.append(0) or CALLS),"),
    )
    said = []
    for old, new in breaks:
        assert old in regime_page.SOURCE
        source = f"CALLS = []\n{regime_page.SOURCE.replace(old, new)}"
        (place / "broken.py").write_text(source, encoding="utf-8")
        done = run(place, "assess", "cases.json", "--law", "broken:LAW", status=1)
        said.append(done.stderr.removeprefix("Error: ").split("; ")[0].strip())
    assert said == regime_page.BLOCKS["text faults"].splitlines()


@pytest.mark.parametrize("holds", properties.PROPERTIES, ids=lambda holds: holds.__name__)
def test_the_public_properties_hold(holds: properties.Property) -> None:
    """Whatever the facts."""
    holds(regime_page.module().LAW)
