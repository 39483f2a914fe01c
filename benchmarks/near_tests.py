"""Which tests are tried on a fault: those seen to walk over its line, then those near its file.

Who walks where is looked at once, by coverage with a context for each test, and kept beside the
tree. A file that changed since is known by the file alone, no longer by the line.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.fault_places import PACKAGE, ROOT, Fault
from coverage import CoverageData

KEPT = ROOT / ".coverage.small_faults"
"""Who walks where; of the kind that git leaves alone."""
_SETTINGS = """[run]
branch = false
relative_files = true
source_pkgs = partial_activity
"""
_APART = (
    "browser",
    "kill",
    "serve",
    "set_up",
    "staying_up",
    "wheel",
    "schemathesis",
    "machine",
    "properties",
    "broken_stores",
)
"""Files of tests that start processes, which coverage does not follow, or take minutes."""
_FILES_AT_MOST = 6
"""Files of tests near to the module, after the tests that walk over the line."""
_OWN_AT_MOST, _FIRST = 24, 8
"""Tests tried at once: of the files named like the module; without such, of any."""
_WALKING_AT_MOST = 80
"""Tests that walk over the line; where there are more, some of each file."""
_OF_TABLES = tuple(
    ROOT / "tests" / "unit" / f"test_{name}.py"
    for name in (
        "parameter_tables",
        "published_parameters",
        "known_on_tables",
        "law_check",
        "two_axes",
        "published_examples",
    )
)
"""What looks at the tables of the law, which no import tells from what merely stands on them."""


def look(copy: Path) -> None:
    """Run the tests of a copy of the tree once, and keep which of them walks over which line."""
    (copy / "contexts.ini").write_text(_SETTINGS, encoding="utf-8")
    tests = sorted((copy / "tests" / "integration").glob("test_*.py"))
    named = [str(test) for test in tests if not any(word in test.name for word in _APART)]
    options = ("-q", "--no-header", "-p", "no:cacheprovider", "--cov", "--cov-context=test")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", *options, "--cov-config=contexts.ini"),
            *("--cov-report=", "src", "tests/unit", *named),
        ],
        cwd=copy,
        env={**environment(copy), "COVERAGE_FILE": str(KEPT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-20:]), file=sys.stderr)


def environment(copy: Path) -> dict[str, str]:
    """What the tests of a copy are run with: its own package, and the same examples each time."""
    return {**os.environ, "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "CI": "1"}


class Walked:
    """Which tests walk over a line, as they were seen to."""

    def __init__(self) -> None:
        """Read what was kept."""
        self._data = CoverageData(str(KEPT))
        self._data.read()
        self._lines: dict[str, dict[int, set[str]]] = {}

    def tests(self, fault: Fault) -> list[str]:
        """Tests by name; without their parameters, so that all of these are tried."""
        lines = self._of_file(fault.file)
        changed = fault.file.stat().st_mtime > KEPT.stat().st_mtime
        walking = set[str]().union(*(lines.get(line, set()) for line in fault.lines))
        if changed or not walking:  # what runs on import is seen in what the file goes on to do
            walking = set[str]().union(*lines.values())
        return sorted(name for name in walking if (ROOT / name.partition("::")[0]).exists())

    def _of_file(self, file: Path) -> dict[int, set[str]]:
        name = file.relative_to(ROOT).as_posix()
        if name not in self._lines:
            self._lines[name] = {
                line: {context.partition("|")[0].partition("[")[0] for context in contexts} - {""}
                for line, contexts in self._data.contexts_by_lineno(name).items()
            }
        return self._lines[name]


class Nearness:
    """Which tests are near to a module: by how many imports they are away."""

    def __init__(self) -> None:
        """Read the imports of the package and of the tests."""
        files = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        self._files = {_module(file): file for file in files}
        self._importers: dict[str, set[str]] = {}
        for module, file in self._files.items():
            for name in _imported(file):
                self._importers.setdefault(name, set()).add(module)

    def tests(self, file: Path) -> list[Path]:
        """Files of tests, the nearest first; at one distance those of the same name, the short."""
        near = list(_OF_TABLES) if "tables" in file.parts and "law" in file.parts else []
        seen, ring = {_module(file)}, {_module(file)}
        while ring and len(near) < _FILES_AT_MOST:
            tests = {self._files[name] for name in ring if name.rpartition(".")[2][:5] == "test_"}
            near += sorted(
                (test for test in tests - set(near) if not _is_apart(test, file)),
                key=lambda test: _order(test, file),
            )
            ring = {by for name in ring for by in self._importers.get(name, ())} - seen
            seen |= ring
        return near[:_FILES_AT_MOST]


def _imported(file: Path) -> set[str]:
    """The modules of ours that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.ImportFrom) and node.level:
            names.add(f"{_module(file.parent)}.{node.module or ''}".rstrip("."))
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.startswith(("partial_activity", "tests"))}


def _module(path: Path) -> str:
    base = ROOT / "src" if path.is_relative_to(ROOT / "src") else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_apart(test: Path, file: Path) -> bool:
    """Whether a test is too dear for what it may notice: processes, and stores where none is."""
    elsewhere = "adapters" not in file.parts and "integration" in test.parts
    return elsewhere or any(word in test.name for word in _APART)


def _order(test: Path, file: Path) -> tuple[bool, bool, bool, bool, int]:
    contracts = "adapters" in file.parts and test.stem.endswith("_contracts")
    unlike = file.stem not in test.stem and file.parent.name not in test.parts
    server = "postgres" in test.stem
    return not contracts, unlike, server, "integration" in test.parts, test.stat().st_size


def groups(fault: Fault, walking: Sequence[str], near: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """What is run together: few that walk over the line, then many, then whole files near it.

    The tests that are named like the module go first: they were written for it.
    """
    files = [test.relative_to(ROOT).as_posix() for test in near]
    own = [name for name in walking if fault.file.stem in name.partition("::")[0]]
    others = _in_turn([name for name in walking if name not in own], files)
    in_turn = [*own[:_OWN_AT_MOST], *others][:_WALKING_AT_MOST]
    first = min(len(own), _OWN_AT_MOST) or _FIRST
    for start, end in ((0, first), (first, first + 50), (first + 50, _WALKING_AT_MOST)):
        if in_turn[start:end]:
            yield tuple(in_turn[start:end])
    if walking:  # no other test of this process can notice; one file may be newer than the look
        files = files[:1]
    for start, end in ((0, 1), (1, 3), (3, _FILES_AT_MOST)):
        if files[start:end]:
            yield tuple(files[start:end])


def _in_turn(walking: Sequence[str], near: Sequence[str]) -> list[str]:
    """One test of each file in turn, the near files first: a fault shows in few files of many."""
    by_file: dict[str, list[str]] = {}
    for name in walking:
        by_file.setdefault(name.partition("::")[0], []).append(name)
    far = len(near)
    order = sorted(
        by_file, key=lambda file: (near.index(file) if file in near else far, "integra" in file)
    )
    turns = [
        (turn, place) for place, file in enumerate(order) for turn in range(len(by_file[file]))
    ]
    return [by_file[order[place]][turn] for turn, place in sorted(turns)]
