"""The README's example is run as it stands, and prints what its comments say."""

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_the_example_of_the_readme_prints_what_its_comments_say() -> None:
    """A reader pastes it first of all."""
    (source,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, str(README), "exec"), {})  # noqa: S102  our own page
    said = re.findall(r"print\(.*\)  # (.*)", source)
    assert printed.getvalue().splitlines() == said


def test_the_pages_the_readme_names_exist() -> None:
    """A dead link on the first screen is the first thing a stranger sees."""
    links = re.findall(r"\]\((?!http)([^)#]+)", README.read_text("utf-8"))
    assert [link for link in links if not (README.parent / link).exists()] == []
