"""The command line speaks one language at a time: English, or French for all that is said."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result

from partial_activity.entrypoints.cli.main import COMMANDS, program

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(r"(?<![-.\w])(the|of|and|from|which|whether|published|hours)(?![-.\w])")
"""Words that French has not; names of options and parameters hold some."""
_PLACES = re.compile(r"\{\w*[^}]*\}|%\(\w+\)s")


@pytest.fixture(scope="module")
def catalogue() -> Iterator[ModuleType]:
    """What gathers all that is said (docs/_builders, which is no package)."""
    path = list(sys.path)
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from _builders import catalogue as found  # noqa: PLC0415  only once its folder is on the path
    finally:
        sys.path[:] = path
    yield found
    for name in [name for name in sys.modules if name.startswith("_builders")]:
        del sys.modules[name]


def run(*arguments: str, **environment: str) -> Result:
    """A command, as one types it; French or English only where it is asked for."""
    apart = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return CliRunner().invoke(program, list(arguments), env={**apart, **environment})


def test_all_that_is_said_has_its_french(catalogue: ModuleType) -> None:
    """Or ``make docs`` lists what is new in messages.po, to be translated there."""
    lacking = [
        message.id
        for message in catalogue.french()
        if message.id and not all([message.string] if message.string == "" else message.string)
    ]
    assert lacking == []
    assert catalogue.SOURCE.read_bytes() == catalogue.brought_up_to_date()
    assert catalogue.COMPILED.read_bytes() == catalogue.compiled()


def test_the_french_names_no_value_that_is_not_given(catalogue: ModuleType) -> None:
    """``{count}`` mistyped would end the command with a traceback."""
    for message in catalogue.french():
        both = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        given = set(_PLACES.findall(" ".join(both)))
        assert set(_PLACES.findall(" ".join(said))) <= given, message.id


@pytest.mark.parametrize(
    ("environment", "french"),
    [
        ({}, False),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:en"}, True),
        ({"LANGUAGE": "en:fr"}, False),
    ],
)
def test_the_language_is_that_of_the_environment(
    environment: dict[str, str], *, french: bool
) -> None:
    """As of every program that speaks through gettext."""
    assert ("Commandes" in run("--help", **environment).output) is french


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "fr", "law", "on", "2020-13-45"),
        ("law", "on", "--lang", "fr", "2020-13-45"),
        ("law", "on", "2020-13-45", "--lang=fr"),
    ],
)
def test_the_language_asked_for_goes_before_wherever_it_stands(arguments: tuple[str, ...]) -> None:
    """What is wrong with a command is told before its options are read: in the language too."""
    ran = run(*arguments, LANG="en_GB.UTF-8")
    assert ran.exit_code == 2
    assert "'2020-13-45' n'est pas un jour" in ran.output
    assert "Try" not in ran.output
    assert "Error" not in ran.output


def test_a_language_that_is_not_spoken_is_wrong_usage() -> None:
    """Those that are spoken are told."""
    ran = run("law", "gaps", "--lang", "de")
    assert ran.exit_code == 2
    assert "'de' is not one of 'fr', 'en'" in ran.output


def commands() -> list[tuple[str, ...]]:
    """Every command there is, with those below it."""
    found: list[tuple[str, ...]] = [()]
    with click.Context(program) as context:
        for name in COMMANDS:
            command = program.get_command(context, name)
            found.append((name,))
            found += [(name, below) for below in getattr(command, "commands", ())]
    return found


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_help_is_french_and_fits(command: tuple[str, ...], columns: int) -> None:
    """No English word of ours is left in it, and no line goes beyond the terminal."""
    arguments = [*command, "--help", "--lang", "fr"]
    ran = CliRunner().invoke(program, arguments, terminal_width=columns)
    assert ran.exit_code == 0, ran.output
    assert not ENGLISH.search(ran.output), ran.output
    # Choices are not broken: they stand on a line of their own.
    lines = [line for line in ran.output.splitlines() if "|" not in line]
    assert max(map(len, lines)) <= columns


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("asess",), "'assess'"),
        (("law", "hstory"), "'history'"),
        (("assess", "--tabel", "x"), "'--table'"),
        (("law", "history", "indemnity.shar"), "indemnity.share"),
        (("law", "history", "allowance.floor", "--category", "genral"), "general"),
    ],
)
def test_the_nearest_name_is_told(arguments: tuple[str, ...], meant: str) -> None:
    """In either language, for commands, options, parameters and categories."""
    english, french = run(*arguments), run(*arguments, "--lang", "fr")
    assert english.exit_code == french.exit_code == 2
    assert meant in english.output
    assert "id you mean" in english.output
    assert meant in french.output
    assert "ouliez-vous dire" in french.output


def test_a_name_like_no_other_is_told_three_and_not_all() -> None:
    """There are seventy."""
    said = run("law", "history", "nope").output
    assert len(said.partition("the nearest are")[2].partition(";")[0].split(",")) == 3


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: set to anything, no colour is written."""
    wanted = CliRunner().invoke(program, ["law", "gaps"], color=True)
    assert "\x1b[" in wanted.output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(program, ["law", "gaps"], color=True).output


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("columns", ["60", "100", "200"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("law", "on", "2025-03-01"),
        ("law", "on", "2030-03-01"),
        ("law", "history", "allowance.floor"),
        ("law", "history", "allowance.share", "--plans"),
        ("law", "diff", "2020-05-31", "2020-06-01"),
        ("law", "texts", "2020-810"),
        ("law", "check"),
        ("law", "gaps"),
    ],
    ids=" ".join,
)
def test_the_law_fits_the_terminal_in_either_language(
    arguments: tuple[str, ...], columns: str, lang: str
) -> None:
    """As wide as it is, and no wider; no word of the other language but names of texts."""
    ran = run(*arguments, "--lang", lang, COLUMNS=columns)
    assert ran.exit_code == 0, ran.output
    assert max(map(len, ran.output.splitlines())) <= int(columns)
    if lang == "fr":
        assert not ENGLISH.search(ran.output), ran.output
