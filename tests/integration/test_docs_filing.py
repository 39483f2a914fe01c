"""The story of docs/filing.md, run as it is printed."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "filing.md"


def test_the_story_of_the_page_prints_what_its_comments_say() -> None:
    """Each print says after its # what comes out, up to the comma."""
    block = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    said = [
        line.partition("# ")[2].partition(",")[0]
        for line in block[1].splitlines()
        if line.startswith("print(")
    ]
    run = subprocess.run(
        [sys.executable, "-c", block[1]], capture_output=True, check=True, text=True
    )
    assert run.stdout.splitlines() == said
    assert len(said) == 3


def test_every_function_of_the_page_is_there() -> None:
    """A name in the tables of the page is a function of the use cases, or a code of a refusal."""
    page = PAGE.read_text(encoding="utf-8")
    rows = [row.split("|")[1] for row in page.splitlines() if row.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    defined = set()
    for path in (PAGE.parents[1] / "src" / "partial_activity" / "usecases").rglob("*.py"):
        defined |= set(re.findall(r"^def (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= defined
