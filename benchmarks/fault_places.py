"""The small faults that a file could have, each a place and what is written there instead.

A fault turns a comparison around, moves a bound by one, adds for subtracts, forgets a ``not``, a
statement, a named argument or one of two conditions, in the domain, the use cases or the adapters.
"""

import ast
import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "partial_activity"
_PARTS = ("domain", "usecases", "adapters")
_LEFT_OUT = ("wording/", "migrations/", "letter_templates/", "testing/")
"""Sentences, steps that were released, and what is no code of the service."""
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
    was: str
    instead: str
    lines: range

    def written(self, source: str) -> str:
        """The file with the fault in it."""
        return source[: self.start] + self.instead + source[self.end :]

    def shown(self) -> str:
        """Where it is, and what it does."""
        place = f"{self.file.relative_to(PACKAGE)}:{self.lines.start}"
        return f"{place}  {' '.join(self.was.split())[:70]}  →  {self.instead[:70]}"


class Places(ast.NodeVisitor):
    """Every fault that a file could have."""

    def __init__(self, file: Path, source: str) -> None:
        """Look through a file."""
        self.file, self.source = file, source
        self.faults: list[Fault] = []
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
        was = self.source[start:end]
        lines = range(line, line + was.count("\n") + 1)
        self.faults.append(Fault(self.file, start, end, was, instead, lines))

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

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """How a class is compared and shown by default is left alone: it hardly means anything."""
        for statement in node.body:
            self.visit(statement)

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
        for fault in Places(file, file.read_text(encoding="utf-8")).faults
    ]
    chosen = random.Random(seed)  # noqa: S311  a sample, no secret
    return chosen.sample(all_of_them, min(count, len(all_of_them)))
