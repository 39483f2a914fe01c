"""What neither imports nor types can see: how the domain is written.

Each rule is a function from a syntax tree to the faults found in it, tried twice: on every file of
the domain, and on a line that breaks it, so that a rule which sees nothing is seen.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "partial_activity"
DOMAIN = PACKAGE / "domain"
FILES = sorted(DOMAIN.rglob("*.py"))

Rule = Callable[[ast.AST], Iterator[str]]

# Pure, exact, and enough: a module that is not here is a question to ask in review.
ALLOWED_IMPORTS = {
    "attrs", "partial_activity", "stdnum",
    "__future__", "abc", "enum", "types", "typing",
    "bisect", "calendar", "collections", "datetime", "decimal", "fractions", "functools", "hashlib",
    "hmac",
    "itertools", "math", "operator", "re", "textwrap", "unicodedata", "zoneinfo",
}  # fmt: skip

# A rival's wrong pay began as a mixed-up word: one word a thing, and what to say instead.
REFUSED_WORDS = {
    "allocation": "allowance",
    "benefit": "indemnity",
    "ceiling": "cap",
    "compensation": "indemnity",
    "default": "GENERAL, or the name of what applies",
    "effective": "published, or hours",
    "idle": "unworked",
    "lost": "unworked",
    "rate": "share (of pay), or hourly_... (euros an hour)",
    "refund": "repayment",
    "salary": "reference_pay",
    "smic": "minimum_wage",
    "subsidy": "allowance",
    "valid from": "published, or hours",
}
# Two names of the trade, neither a share nor euros an hour: forfait jours, taux forfaitaire.
# A key of the answers, older than this rule, and one name wherever it is read.
GIVEN_NAMES = {"complement_as_salary"}
TERMS_WITH_RATE = re.compile(r" (day|flat) rate ")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def floats(tree: ast.AST) -> Iterator[str]:
    """Money, shares and hours are exact: a float is none of them."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex() as value):
                yield f"line {node.lineno}: the float {value}"
            case ast.Name(id="float" | "complex" as name):
                yield f"line {node.lineno}: {name}"


def dates_in_conditions(tree: ast.AST) -> Iterator[str]:
    """A day from which something changes belongs to a dated table, with its text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(_is_date, (node.left, *node.comparators))):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def dates_as_defaults(tree: ast.AST) -> Iterator[str]:
    """A caller who forgets the day must not get the law of another one."""
    for node in ast.walk(tree):
        match node:
            case ast.arguments(defaults=defaults, kw_defaults=kw_defaults):
                values = [*defaults, *kw_defaults]
            case ast.keyword(arg="default", value=value):
                values = [value]
            case _:
                continue
        yield from (f"line {v.lineno}: {ast.unparse(v)}" for v in values if v and _is_date(v))


def impure_imports(tree: ast.AST) -> Iterator[str]:
    """No clock, no chance, no input or output, no library but attrs and python-stdnum."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                modules = [alias.name for alias in aliases]
            case ast.ImportFrom(module=module, level=level):
                modules = ["a relative import" if level else str(module)]
            case _:
                continue
        for module in modules:
            if module.partition(".")[0] not in ALLOWED_IMPORTS:
                yield f"line {node.lineno}: {module}"


def refused_words(tree: ast.AST) -> Iterator[str]:
    """Names are said with the glossary's words."""
    for line, name in _names_defined(tree):
        if name in GIVEN_NAMES:
            continue
        words = " ".join(WORD.findall(name)).lower()
        said = TERMS_WITH_RATE.sub(" ", f" {words} ")
        for word, instead in REFUSED_WORDS.items():
            if f" {word} " in said:
                yield f"line {line}: {name} says {word!r}; the word here is {instead}"


def _names_defined(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name) | ast.alias(asname=str() as name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.MatchAs(name=str() as name):
                yield node.lineno, name


def _is_date(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="date") | ast.Attribute(attr="date"), args=[_, _, _]):
            return True
    return False


RULES: dict[Rule, tuple[str, ...]] = {
    floats: ("share = 0.7", "pay = float('30.75')", "def total(pay: float) -> None: ..."),
    dates_in_conditions: (
        "if day >= date(2021, 7, 1): ...",
        "datetime.date(2020, 3, 1) <= day < end",
    ),
    dates_as_defaults: (
        "def on(day=date(2020, 3, 1)): ...",
        "def on(*, day=date(2020, 3, 1)): ...",
        "day = field(default=date(2020, 3, 1))",
    ),
    impure_imports: ("import os.path", "from time import time", "from cattrs import Converter"),
    refused_words: (
        "allocation = 1",
        "self.smic_hourly = 1",
        "def hourly_rate(): ...",
        "class RefundLine: ...",
        "def due(monthly_salary): ...",
        "valid_from = 1",
        "import attrs as default",
    ),
}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(DOMAIN)) for path in FILES])
def test_the_domain_keeps_every_rule(path: Path) -> None:
    """No float, no date in a condition or a default, no outside, no mixed-up word."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    faults = [f"{rule.__doc__} {fault}" for rule in RULES for fault in rule(tree)]
    assert not faults


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in RULES.items() for line in lines]
)
def test_a_rule_sees_what_breaks_it(rule: Rule, line: str) -> None:
    """A line that breaks a rule is found by it."""
    assert list(rule(ast.parse(line)))


def test_files_are_named_with_the_glossary_too() -> None:
    """A file name is the first name a reader meets."""
    names = "\n".join(f"{path.stem} = 0" for path in FILES)
    assert not list(refused_words(ast.parse(names)))


def test_only_composition_names_both_adapters_and_use_cases() -> None:
    """A page or a command asks use cases; which adapters stand behind them is said in one place."""
    both = [
        str(path.relative_to(PACKAGE / "entrypoints"))
        for path in sorted((PACKAGE / "entrypoints").rglob("*.py"))
        if {"adapters", "usecases"} <= _layers_named(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert both == ["claim_file_composition.py", "composition.py"]


def _layers_named(tree: ast.AST) -> set[str]:
    """``adapters``, ``usecases`` and the like, as far as a file imports from them."""
    modules = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                modules |= {alias.name for alias in aliases}
            case ast.ImportFrom(module="partial_activity", names=aliases):
                modules |= {f"partial_activity.{alias.name}" for alias in aliases}
            case ast.ImportFrom(module=str() as module):
                modules.add(module)
    paths = [module.split(".") for module in modules]
    return {path[1] for path in paths if path[0] == "partial_activity" and len(path) > 1}


def test_importing_the_package_loads_attrs_and_stdnum_at_most() -> None:
    """A payroll service that embeds the law takes no database and no web framework along."""
    code = (
        "import sys; before = set(sys.modules); import partial_activity\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(run.stdout.split()) - sys.stdlib_module_names
    # Python's own too: it is named after the machine, so that no list of names can have it.
    loaded = {name for name in loaded if not name.startswith("_sysconfigdata")}
    assert loaded <= {"partial_activity", "attr", "attrs", "stdnum"}
