"""How many small faults the tests catch: one at a time, in a copy, by the tests nearest to it.

    .venv/bin/python -m benchmarks.small_faults                       # 40 of them, drawn anew
    .venv/bin/python -m benchmarks.small_faults --faults 60 --seed 7  # the same ones each time
    .venv/bin/python -m benchmarks.small_faults --under usecases/payment

A fault turns a comparison around, moves a bound by one, adds for subtracts, forgets a ``not``, a
statement, a named argument or one of two conditions, in the domain, the use cases or the adapters.
The tests that import the file, then those that import what imports it, are run until one fails.
Prints each fault that none of them caught, to be looked at: some mean nothing.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "partial_activity"
_PARTS = ("domain", "usecases", "adapters")
_LEFT_OUT = ("wording/", "migrations/", "letter_templates/", "testing/")
"""Sentences, steps that were released, and what is no code of the service."""
_FILES_AT_MOST = 10
"""Test files tried for one fault, the nearest first."""
_SECONDS = 240
"""For one fault; a test that runs on for ever has noticed it."""
_COMPARED: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
_COUNTED: Mapping[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
}


class Fault(NamedTuple):
    """A place in a file, and what is written there instead."""

    file: Path
    start: int
    end: int
    instead: str
    line: int

    def written(self, source: str) -> str:
        """The file with the fault in it."""
        return source[: self.start] + self.instead + source[self.end :]

    def shown(self, source: str) -> str:
        """Where it is, and what it does."""
        was = " ".join(source[self.start : self.end].split())
        place = f"{self.file.relative_to(PACKAGE)}:{self.line}"
        return f"{place}  {was[:70]}  →  {self.instead[:70]}"


class Places(ast.NodeVisitor):
    """Every fault that a file could have."""

    def __init__(self, file: Path, source: str) -> None:
        """Look through a file."""
        self.file, self.source = file, source
        self.found: list[Fault] = []
        lines = source.splitlines(keepends=True)
        self._begin = [0]
        for line in lines:
            self._begin.append(self._begin[-1] + len(line))
        self._lines = lines
        self.visit(ast.parse(source))

    def _at(self, line: int, column: int) -> int:
        """The place of a column, which is counted in bytes."""
        text = self._lines[line - 1].encode()[:column].decode()
        return self._begin[line - 1] + len(text)

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._at(node.lineno, node.col_offset)
        return start, self._at(node.end_lineno, node.end_col_offset)

    def _put(self, start: int, end: int, instead: str, line: int) -> None:
        self.found.append(Fault(self.file, start, end, instead, line))

    def _between(self, left: ast.expr, right: ast.expr, sign: tuple[str, str]) -> None:
        """Another sign between two operands, where it stands alone."""
        start, end = self._span(left)[1], self._span(right)[0]
        if (place := self.source.find(f" {sign[0]} ", start, end)) >= 0:
            self._put(place + 1, place + 1 + len(sign[0]), sign[1], right.lineno)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Turn one sign around."""
        operands = [node.left, *node.comparators]
        for place, sign in enumerate(node.ops):
            if type(sign) in _COMPARED:
                self._between(operands[place], operands[place + 1], _COMPARED[type(sign)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Count the other way; texts and unions of types are left alone."""
        texts = any(
            isinstance(side, ast.JoinedStr | ast.Constant)
            and not isinstance(getattr(side, "value", None), int)
            for side in (node.left, node.right)
        )
        if type(node.op) in _COUNTED and not texts:
            self._between(node.left, node.right, _COUNTED[type(node.op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """Forget one of the conditions."""
        for place, value in enumerate(node.values):
            other = node.values[place - 1] if place else node.values[1]
            start, end = self._span(other)
            self._put(*self._span(node), f"({self.source[start:end]})", value.lineno)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Forget a ``not`` or a minus."""
        if isinstance(node.op, ast.Not | ast.USub):
            start, end = self._span(node.operand)
            self._put(*self._span(node), f"({self.source[start:end]})", node.lineno)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Move a number by one, and tell a yes for a no."""
        if isinstance(node.value, bool):
            self._put(*self._span(node), str(not node.value), node.lineno)
        elif isinstance(node.value, int):
            self._put(*self._span(node), str(node.value + 1), node.lineno)

    def visit_If(self, node: ast.If) -> None:
        """Never go into a branch, or always."""
        self._put(*self._span(node.test), "False", node.lineno)
        self._put(*self._span(node.test), "True", node.lineno)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Forget a call; a docstring is none."""
        if isinstance(node.value, ast.Call):
            self._put(*self._span(node), "pass", node.lineno)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Take the second argument for the first."""
        if len(node.args) > 1 and isinstance(node.args[0], ast.Name):
            start, end = self._span(node.args[1])
            self._put(*self._span(node.args[0]), self.source[start:end], node.lineno)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """What a field is by default counts; its type does not run."""
        if node.value is not None:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Types of arguments do not run."""
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        for statement in node.body:
            self.visit(statement)


def sources(under: str) -> list[Path]:
    """The files that faults are put into."""
    files = sorted(PACKAGE.rglob("*.py"))
    named = {file: file.relative_to(PACKAGE).as_posix() for file in files}
    return [
        file
        for file, name in named.items()
        if name.startswith(_PARTS) and name.startswith(under) and not _is_left_out(name)
    ]


def _is_left_out(name: str) -> bool:
    return any(part in name for part in _LEFT_OUT)


def drawn(count: int, seed: int, under: str) -> list[Fault]:
    """So many faults, each place as likely as another."""
    all_of_them = [
        fault
        for file in sources(under)
        for fault in Places(file, file.read_text(encoding="utf-8")).found
    ]
    chosen = random.Random(seed)  # noqa: S311  a sample, no secret
    return chosen.sample(all_of_them, min(count, len(all_of_them)))


def imported(file: Path) -> set[str]:
    """The modules of ours that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.add(f"{_module(file.parent)}.{node.module or ''}".rstrip("."))
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith(("partial_activity", "tests"))}


def _module(path: Path) -> str:
    base = ROOT / "src" if path.is_relative_to(ROOT / "src") else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Nearness:
    """Which tests are near to a module: by how many imports they are away."""

    def __init__(self) -> None:
        """Read the imports of the package and of the tests."""
        files = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        self._files = {_module(file): file for file in files}
        self._importers: dict[str, set[str]] = {}
        for module, file in self._files.items():
            for name in imported(file):
                self._importers.setdefault(name, set()).add(module)

    def tests(self, file: Path) -> list[Path]:
        """Test files, the nearest first; at one distance those of the same name, then the short."""
        seen, ring, found = {_module(file)}, {_module(file)}, list[Path]()
        while ring and len(found) < _FILES_AT_MOST:
            tests = {self._files[name] for name in ring if name.rpartition(".")[2][:5] == "test_"}
            found += sorted(tests - set(found), key=lambda test: _order(test, file))
            ring = {by for name in ring for by in self._importers.get(name, ())} - seen
            seen |= ring
        return [test for test in found if "browser" not in test.name][:_FILES_AT_MOST]


def _order(test: Path, file: Path) -> tuple[bool, bool, bool, int]:
    contracts = "adapters" in file.parts and test.stem.endswith("_contracts")
    unlike = file.stem not in test.stem and file.parent.name not in test.parts
    return not contracts, unlike, "integration" in test.parts, test.stat().st_size


class Tried:
    """A copy of the tree in which faults are tried, and which of its tests fail without any."""

    def __init__(self, copy: Path) -> None:
        """Know nothing of the tests yet."""
        self._copy = copy
        self._sound: dict[tuple[Path, ...], bool] = {}

    def catches(self, fault: Fault, tests: Sequence[Path]) -> bool:
        """Whether a test fails with the fault, and not without it."""
        source = fault.file.read_text(encoding="utf-8")
        there = self._copy / fault.file.relative_to(ROOT)
        for group in _groups(tests):
            there.write_text(fault.written(source), encoding="utf-8")
            try:
                failed = _fails(group, self._copy)
            finally:
                there.write_text(source, encoding="utf-8")
                _forget_compiled(there)
            if failed and self._is_sound(group):
                return True
        return False

    def _is_sound(self, group: tuple[Path, ...]) -> bool:
        if group not in self._sound:
            self._sound[group] = not _fails(group, self._copy)
            if not self._sound[group]:
                print(f"  fails by itself: {', '.join(test.name for test in group)}", flush=True)
        return self._sound[group]


def _groups(tests: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """The nearest three together, then more at a time: most faults are caught at once."""
    yield tuple(tests[:3])
    for start in range(3, len(tests), 4):
        yield tuple(tests[start : start + 4])


def _fails(tests: Sequence[Path], copy: Path) -> bool:
    named = [test.relative_to(ROOT).as_posix() for test in tests]
    # As CI tries them: the same examples each time, no workers, nothing kept.
    options = ("-x", "-q", "--no-header", "-p", "no:cacheprovider")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *named],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "CI": "1"},
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)


def _forget_compiled(file: Path) -> None:
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def copied(folder: Path) -> Path:
    """The tree in another place, where faults do no harm."""
    left = shutil.ignore_patterns(".git", ".venv", ".mypy_cache", ".ruff_cache", "__pycache__")
    return Path(shutil.copytree(ROOT, folder / "tree", ignore=left))


def main() -> None:
    """Draw faults, try each, and print what was not caught."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--faults", type=int, default=40, help="how many; 40")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the draw")  # noqa: S311
    parser.add_argument("--under", default="", help="a folder or file of the package")
    asked = parser.parse_args()
    faults, near, began = drawn(asked.faults, asked.seed, asked.under), Nearness(), time.monotonic()
    print(f"{len(faults)} faults, seed {asked.seed}", flush=True)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        tried = Tried(copied(Path(folder)))
        for number, fault in enumerate(faults, start=1):
            if not tried.catches(fault, near.tests(fault.file)):
                missed += 1
                shown = fault.shown(fault.file.read_text(encoding="utf-8"))
                print(f"{number:3}  not caught: {shown}", flush=True)
    share = 100 * (len(faults) - missed) // max(1, len(faults))
    minutes = (time.monotonic() - began) / 60
    print(f"{len(faults) - missed} of {len(faults)} caught ({share} %), in {minutes:.0f} min")


if __name__ == "__main__":
    main()
