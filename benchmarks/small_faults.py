"""How many small faults the tests catch: one at a time, in a copy, by the tests that walk over it.

    .venv/bin/python -m benchmarks.small_faults                       # 40 of them, drawn anew
    .venv/bin/python -m benchmarks.small_faults --faults 60 --seed 7  # the same ones each time
    .venv/bin/python -m benchmarks.small_faults --under usecases/payment
    .venv/bin/python -m benchmarks.small_faults --look                # who walks where, once more

What a fault is, ``fault_places`` says; which tests are tried on it until one fails, ``near_tests``.
The first run looks which test walks where, which takes as long as the tests do on one core.
Prints each fault that no test caught, to be looked at: some mean nothing.
"""

import argparse
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

# Hypothesis asks the package how its types are drawn: each process asks that of its own copy.
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"

import pytest
from benchmarks.fault_places import ROOT, Fault, drawn
from benchmarks.near_tests import KEPT, Nearness, Walked, environment, groups, look
from hypothesis.entry_points import run as run_entry_points

_SECONDS = 240
"""For one group of tests; one that runs on for ever has noticed the fault."""
_LOADED_ONCE = (
    *("babel.dates", "cattrs", "coverage", "cryptography.fernet", "flask", "flask_wtf"),
    *("alembic", "limits", "msgspec", "prometheus_client", "pytest_socket", "sqlalchemy"),
    *("stdnum.iban", "werkzeug.test"),
)
"""Libraries that take longer to load than most tests to run."""


class Tried:
    """A copy of the tree in which faults are tried, and which of its tests fail without any."""

    def __init__(self, copy: Path) -> None:
        """Know nothing of the tests yet."""
        self._copy = copy
        self._walked, self._near = Walked(), Nearness()
        self._sound: dict[str, bool] = {}

    def catches(self, fault: Fault) -> bool:
        """Whether a test fails with the fault, and not without it."""
        # The copy is what the fault was drawn from, whatever is edited in the tree meanwhile.
        there = self._copy / fault.file.relative_to(ROOT)
        source = there.read_text(encoding="utf-8")
        for group in groups(fault, self._walked.tests(fault), self._near.tests(fault.file)):
            there.write_text(fault.written(source), encoding="utf-8")
            try:
                failed = _fails(group, self._copy)
            finally:
                there.write_text(source, encoding="utf-8")
                _forget_compiled(there)
            if failed and self._is_sound(failed):
                return True
        return False

    def _is_sound(self, test: str) -> bool:
        if test not in self._sound:
            self._sound[test] = _fails((test,), self._copy) is None
            if not self._sound[test]:
                print(f"  fails by itself: {test}", flush=True)
        return self._sound[test]


class _FirstFailed:
    """Tells the parent, through a pipe, which test failed."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that failed, or whose fixtures did."""
        if report.failed:
            os.write(self._pipe, f"{report.nodeid}\n".encode())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that could not be read."""
        if report.failed:
            os.write(self._pipe, f"{report.nodeid}\n".encode())


def _fails(tests: tuple[str, ...], copy: Path) -> str | None:
    """The first of some tests to fail, in a process that has the libraries loaded already.

    What ends in another way than by a test, or does not end, is told as the first test.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _run(tests, copy, writing)
    os.close(writing)
    until, status = time.monotonic() + _SECONDS, 0
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.05)
    else:
        os.killpg(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as told:
        failed = told.readline().strip()
    sound = os.waitstatus_to_exitcode(status) in (0, 5)
    return None if sound else failed or tests[0]


def _run(tests: tuple[str, ...], copy: Path, pipe: int) -> NoReturn:
    """Run tests in this process, and end it. The package is loaded here, from the copy."""
    os.setsid()
    os.chdir(copy)
    del os.environ["HYPOTHESIS_NO_PLUGINS"]
    os.environ.update(environment(copy))
    sys.path[:0] = [str(copy / "src"), str(copy)]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    ends_with = 3
    try:
        run_entry_points()
        # As CI tries them: the same examples each time, no workers, nothing kept.
        options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:pytest_cov"]
        # Plugins that are loaded already explain their asserts no better: nobody reads them.
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        ends_with = int(pytest.main([*options, *tests], plugins=[_FirstFailed(pipe)]))
    finally:
        os._exit(ends_with)


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
    parser.add_argument("--look", action="store_true", help="see again which test walks where")
    asked = parser.parse_args()
    missed, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy, faults = copied(Path(folder)), drawn(asked.faults, asked.seed, asked.under)
        print(f"{len(faults)} faults, seed {asked.seed}", flush=True)
        if asked.look or not KEPT.exists():
            look(copy)
        for name in _LOADED_ONCE:
            importlib.import_module(name)
        tried = Tried(copy)
        for number, fault in enumerate(faults, start=1):
            if tried.catches(fault):
                print(".", end="", file=sys.stderr, flush=True)
            else:
                missed += 1
                print(f"{number:3}  not caught: {fault.shown()}", flush=True)
    share = 100 * (len(faults) - missed) // max(1, len(faults))
    minutes = (time.monotonic() - began) / 60
    print(f"{len(faults) - missed} of {len(faults)} caught ({share} %), in {minutes:.0f} min")


if __name__ == "__main__":
    main()
