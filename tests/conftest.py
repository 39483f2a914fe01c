"""How Hypothesis looks for counter-examples, and in which tests the domain's coverage is taken.

The examples are the same ones each time in CI, new ones at home. Coverage makes everything twice as
slow while it looks on, so it looks on only in unit tests of the law and of what is done with it:
what only a page, a process or a property happens to walk through has no test of its own.
"""

import gc
import os
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

_UNIT = Path(__file__).parent / "unit"
_aside: list[Coverage] = []
"""Those that do not look on now, the last to be taken up again first."""

# What commands say is looked for in English, whichever language the machine of the tests speaks.
os.environ["LANGUAGE"] = "en"
os.environ.pop("NO_COLOR", None)
# Processes of one run are told the width of the terminal they were started from.
os.environ.pop("COLUMNS", None)

# No deadline: a slow shared machine is not a fault of the code.
settings.register_profile("ci", derandomize=True, database=None, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


def pytest_collection_finish() -> None:
    """Six thousand tests and all modules stay to the end: garbage is not looked for among them."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Put coverage aside, where it is taken at all, or take it up again."""
    if _is_measured(item):
        while _aside:
            _aside.pop().start()
    # In a worker one looks on behind the other: pytest-cov starts as alone, then as a worker.
    while not _is_measured(item) and (looking_on := Coverage.current()):
        looking_on.stop()
        _aside.append(looking_on)


def _is_measured(item: pytest.Item) -> bool:
    # Who asks which test walks where (benchmarks/near_tests.py) asks it of all of them.
    return bool(item.config.getoption("cov_context", default=None)) or (
        item.path.is_relative_to(_UNIT)
        and not item.path.is_relative_to(_UNIT / "web")
        and item.get_closest_marker("unmeasured") is None
    )
