"""The changelog is made of fragments; one about the law names the days it moves."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRAGMENTS = sorted((ROOT / "changelog.d").glob("*.md"))
DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")


def test_every_fragment_is_of_a_known_type() -> None:
    """``+name.type.md`` or ``number.type.md``: another name would be left out of the changelog."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    types = "|".join(kind["directory"] for kind in settings["tool"]["towncrier"]["type"])
    name = re.compile(rf"(\+[\w-]+|\d+)\.({types})\.md")
    assert not [path.name for path in FRAGMENTS if not name.fullmatch(path.name)]


def test_a_law_fragment_names_the_days_it_moves() -> None:
    """Whoever upgrades must see from which day an amount may differ."""
    law = [path for path in FRAGMENTS if path.name.endswith(".law.md")]
    assert not [path.name for path in law if not DAY.search(path.read_text(encoding="utf-8"))]
