"""What is remembered of the lines of a file between two readings."""

from collections.abc import Iterator

import pytest

from partial_activity.adapters.claim_file import ledger as line_ledger
from partial_activity.adapters.claim_file.ledger import SqliteLedger
from partial_activity.ports.claim_files import NotedLine


def noted(number: int, counted: int = 700) -> NotedLine:
    return NotedLine(
        number,
        month=737_500,
        first=737_508,
        last=737_514,
        contract=3_500,
        present=0,
        claimed=1_400,
        counted=counted,
        cut=0,
        indemnity=1_200,
        allowance=800,
        grounds=3,
    )


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteLedger]:
    """One that hands its lines over two by two."""
    monkeypatch.setattr(line_ledger, "_AT_ONCE", 2)
    with SqliteLedger() as made:
        yield made


def test_lines_come_back_as_they_were_noted(ledger: SqliteLedger) -> None:
    lines = [noted(number) for number in (2, 3, 5, 9, 10)]
    for line in lines:
        ledger.note(f"week {line.number}", line)
    assert list(ledger.shared_weeks()) == []
    assert list(ledger.lines()) == lines


def test_only_weeks_with_several_lines_are_shared_wherever_they_lie(
    ledger: SqliteLedger,
) -> None:
    for number, week in enumerate(("a", "b", "c", "a", "d", "c", "a"), start=1):
        ledger.note(week, noted(number))
    shared = sorted(sorted(line.number for line in lines) for lines in ledger.shared_weeks())
    assert shared == [[1, 4, 7], [3, 6]]


def test_a_line_counts_as_it_was_counted_last(ledger: SqliteLedger) -> None:
    """Also while the shared weeks are gone through."""
    for number in (1, 2, 3):
        ledger.note("a", noted(number))
    for lines in ledger.shared_weeks():
        for line in lines[1:]:
            ledger.recount(line.number, 0, 2)
    assert [(line.number, line.counted, line.cut) for line in ledger.lines()] == [
        (1, 700, 0),
        (2, 0, 2),
        (3, 0, 2),
    ]
