"""How Hypothesis looks for counter-examples, and in which tests the domain's coverage is taken.

The examples are the same ones each time in CI, new ones at home. Coverage makes everything twice as
slow while it looks on, so it looks on only in unit tests of the law and of what is done with it:
what only a page, a process or a property happens to walk through has no test of its own.
"""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

_UNIT = Path(__file__).parent / "unit"
_UNMEASURED = (_UNIT / "web",)

# No deadline: a slow shared machine is not a fault of the code.
settings.register_profile("ci", derandomize=True, database=None, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


def pytest_collection_finish() -> None:
    """Six thousand tests and all modules stay to the end: garbage is not looked for among them."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Put coverage aside, where it is taken at all, for a test and all that its fixtures do."""
    looking_on = Coverage.current()
    if looking_on is None or _is_measured(item.path):
        return (yield)
    looking_on.stop()
    try:
        return (yield)
    finally:
        looking_on.start()


def _is_measured(path: Path) -> bool:
    return path.is_relative_to(_UNIT) and not any(map(path.is_relative_to, _UNMEASURED))
