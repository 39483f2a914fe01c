"""What the package says it needs: all of it used, none of it forgotten."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from partial_activity.entrypoints.cli.extras import NEEDED, missing
from partial_activity.entrypoints.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def libraries(requirements: list[str]) -> set[str]:
    """Their names, without ours."""
    names = {re.split(r"[\[<>=]", line)[0] for line in requirements}
    return names - {"partial-activity"}


def imported() -> Iterator[str]:
    """The first name of each module that the package imports, or reads files of."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            match node:
                case ast.Import(names=names):
                    yield from (alias.name.partition(".")[0] for alias in names)
                case ast.ImportFrom(module=str(module), level=0):
                    yield module.partition(".")[0]
                case ast.Call(func=ast.Name(id="files"), args=[ast.Constant(value=str(name))]):
                    yield name.partition(".")[0]


def test_each_library_that_is_named_is_imported() -> None:
    """An extra that brings what nothing uses promises what is not there."""
    used = set(imported())
    brought = {
        name.lower().replace("_", "-")
        for module, names in packages_distributions().items()
        if module in used
        for name in names
    }
    named = libraries(
        [*PROJECT["dependencies"], *(line for each in EXTRAS.values() for line in each)]
    )
    assert named - brought == set()


def test_all_is_all() -> None:
    (line,) = EXTRAS["all"]
    assert set(line.partition("[")[2].rstrip("]").split(",")) == EXTRAS.keys() - {"all"}


def test_the_page_of_the_package_lists_them() -> None:
    page = (ROOT / "docs" / "package.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE)) == EXTRAS.keys()


def test_each_command_says_what_it_needs() -> None:
    assert NEEDED.keys() == COMMANDS.keys()
    assert {extra for extras in NEEDED.values() for extra in extras} <= EXTRAS.keys()


@pytest.mark.parametrize("extra", sorted(EXTRAS))
def test_what_is_installed_is_not_asked_for(extra: str) -> None:
    """The tests run with all of them."""
    assert missing([extra]) == []
