"""The public suites find what is wrong with a store: each broken promise, by the test named here.

That they let sound stores pass is shown where ours are held to them.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from tests.unit import broken_stores as broken
from tests.unit.broken_stores import DRIVER_ERRORS, TABLES, GoesAway

from partial_activity.domain.errors import Conflict
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing.contracts import OutageContract, UnitOfWorkContract

suite = UnitOfWorkContract()
Test = Callable[[UnitsOfWork], None]
_COUNT = "chain_lengths"
"""How many entries a chain has: written with the journal, whose own table is tried."""


def _undone(error: Exception | None) -> Test:
    return lambda units: suite.test_every_change_is_undone_without_a_commit(units, error)


def _one_state(units: UnitsOfWork) -> None:
    suite.test_one_who_reads_sees_all_stores_as_they_were_when_it_first_looked(units, "people")


def _text(name: str) -> Test:
    return lambda units: suite.test_a_text_is_kept_whole_or_refused_in_our_words(units, name)


def _broken() -> Iterator[Any]:
    """A store, and the test that finds it."""
    found: list[tuple[str, Callable[[], UnitsOfWork], Test]] = []
    for name, table in TABLES.items():
        if name == _COUNT:
            continue
        found += [
            (f"{name}_not_undone", partial(broken.leaves, table), _undone(None)),
            (
                f"{name}_half_kept_on_a_refusal",
                partial(broken.leaves, table, Conflict),
                _undone(Conflict("claim", "")),
            ),
            (
                f"{name}_not_undone_by_an_error",
                partial(broken.leaves, table, ZeroDivisionError),
                _undone(ZeroDivisionError()),
            ),
            (f"{name}_read_torn", partial(broken.reads_torn, table), _one_state),
            (
                f"{name}_shown_early",
                partial(broken.shows_early, table),
                suite.test_no_change_is_seen_by_others_before_the_commit,
            ),
            (
                f"{name}_lost_by_the_commit",
                partial(broken.loses, table),
                suite.test_every_change_is_kept_by_a_commit,
            ),
            (
                f"{name}_half_kept_on_a_conflict",
                partial(broken.half_kept_on_conflict, table),
                suite.test_who_comes_second_keeps_nothing_in_any_store,
            ),
            (
                f"{name}_written_while_reading",
                partial(broken.writes_while_reading, table),
                suite.test_no_change_is_made_by_one_who_only_reads,
            ),
        ]
    found += [
        (
            "two_workers_on_the_outbox",
            broken.last_one_wins,
            suite.test_two_workers_never_take_the_same_message,
        ),
        (
            "two_payment_runs",
            broken.last_one_wins,
            suite.test_two_payment_runs_never_list_the_same_line,
        ),
        ("two_seals", broken.last_one_wins, suite.test_two_workers_seal_one_chain),
        (
            "lost_update",
            broken.last_one_wins,
            suite.test_who_comes_second_keeps_nothing_in_any_store,
        ),
        (
            "two_of_the_same",
            broken.last_one_wins,
            suite.test_of_two_that_add_the_same_thing_at_once_one_is_told,
        ),
        ("errors_swallowed", broken.swallows_errors, _undone(ZeroDivisionError())),
        ("two_commits", broken.commits_twice, suite.test_a_unit_is_committed_once),
    ]
    people, payments = TABLES["people"], TABLES["payments"]
    found += [
        ("text_cut", partial(broken.keeps, people, broken.person_cut), _text("😀" * 300)),
        ("nul_ends_a_text", partial(broken.keeps, people, broken.person_without_nul), _text("a\0")),
        (
            "half_a_character_in_the_driver_s_words",
            partial(broken.keeps, people, broken.person_refused),
            _text("a\ud800"),
        ),
        (
            "an_amount_in_the_driver_s_words",
            partial(broken.keeps, payments, broken.amount_in_64_bits),
            suite.test_an_amount_is_kept_whole_or_refused_in_our_words,
        ),
    ]
    for name, store, test in found:
        yield pytest.param(store, test, id=name)


def fails(test: Callable[[], object]) -> bool:
    """Whether a test fails, in whichever way tests fail."""
    try:
        test()
    except (Exception, pytest.fail.Exception):  # noqa: BLE001  a test fails by any error
        return True
    return False


@pytest.mark.parametrize(("store", "test"), [*_broken()])
def test_a_broken_store_does_not_pass(store: Callable[[], UnitsOfWork], test: Test) -> None:
    """The test that stands beside it says no."""
    assert fails(lambda: test(store()))


class TestAnotherSoundStore(UnitOfWorkContract):
    """Units that do not wait for each other, the second of which is told at its commit."""

    @pytest.fixture
    def units(self) -> UnitsOfWork:
        """Empty."""
        return broken.first_one_wins()


@pytest.mark.parametrize("said", DRIVER_ERRORS, ids=repr)
@pytest.mark.parametrize(
    ("at", "test"),
    [
        ("entering", "test_a_unit_that_begins_then_keeps_nothing"),
        ("commit", "test_what_was_written_when_it_went_is_told_to_be_lost"),
        ("writing", "test_each_change_says_that_the_store_is_gone"),
    ],
)
def test_what_a_driver_says_does_not_pass(said: Exception, at: str, test: str) -> None:
    """Wherever it says it; a store that says ``Unavailable`` there passes."""

    def run(units: GoesAway) -> None:
        def outage() -> None:
            units.away = True

        asked: tuple[str, ...] = ("people.save",) if at == "writing" else ()
        getattr(OutageContract(), test)(units, outage, *asked)

    assert fails(lambda: run(GoesAway(said, at=at)))
    run(GoesAway(said, at="nowhere"))
