"""The table for people: aligned, as wide as its room, in both languages."""

from collections.abc import Iterator
from typing import Any

import click
import pytest

from partial_activity import Assessment, CannotAnswer, InvalidValue, assess
from partial_activity.adapters.as_json.case import read_case
from partial_activity.entrypoints.cli.table import Table


def assessed(case_id: str | None = "A", pay: str = "12.00", **changes: object) -> Assessment:
    """An ordinary case of March 2025, ten hours, below both floors."""
    case: dict[str, Any] = {
        "id": case_id,
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "standard", "hourly_pay": pay},
        "unworked_hours": "10",
    }
    return assess(read_case(case | changes))


def lines(
    *outcomes: Assessment | CannotAnswer,
    french: bool = False,
    explain: bool = False,
    room: int = 100,
) -> list[str]:
    """The whole table, without its colours."""
    table = Table(french=french, explain=explain, room=room)

    def written() -> Iterator[str]:
        yield from table.head()
        for outcome in outcomes:
            if isinstance(outcome, Assessment):
                yield from table.assessed(outcome)
            else:
                yield from table.failed("B", outcome)
        yield from table.foot()

    return [click.unstyle(line) for line in written()]


def test_a_case_is_one_line_and_its_warnings_follow() -> None:
    """Floors of March 2025: 9.40 for the indemnity, 8.46 for the allowance."""
    found = lines(assessed())
    (line,) = [line for line in found if line.startswith("A ")]
    assert line.split() == [
        "A", "10.00", "9.40", "94.00", "8.46", "84.60", "9.40", "floor,", "floor",
    ]  # fmt: skip
    assert any("allowance_floor_applied: The floor decides" in line for line in found)


def test_totals_are_of_the_cases_that_have_an_answer() -> None:
    """Two times 94.00 due; the case with an error counts among the errors."""
    error = InvalidValue("missing", "month", "month is needed")
    *_, totals, count = lines(assessed(), error, assessed())
    assert totals.split() == ["total", "20.00", "188.00", "169.20", "18.80"]
    assert count == "2 of 3 cases answered, 1 with an error, 0 not due"


def test_a_case_not_due_says_why_and_counts_apart() -> None:
    """Childcare was not open in 2025."""
    found = lines(assessed(scheme="childcare"))
    assert any("scheme_not_open: " in line for line in found)
    assert found[-1].endswith("1 not due")


def test_an_error_is_told_below_the_name_of_its_case() -> None:
    """Code, path and sentence, as in the JSON."""
    found = lines(InvalidValue("missing", "month", "month is needed"))
    place = found.index("B")
    assert found[place + 1] == "    ! missing month: month is needed"


def test_an_error_of_the_whole_case_has_no_path() -> None:
    """Nothing between the code and the sentence."""
    found = lines(InvalidValue("not_an_object", "", "no object"))
    assert "    ! not_an_object: no object" in found


def test_french_has_french_words_commas_and_days() -> None:
    """As the person who pays the wages reads them."""
    text = "\n".join(lines(assessed(), french=True, explain=True, room=200))
    assert "indemnité" in text
    assert "plancher, plancher" in text
    assert " 94,00 " in text
    assert "publié le 05/12/2024" in text
    assert "Le plancher décide" in text
    assert "94.00" not in text


def test_explaining_numbers_the_steps_and_lists_the_texts() -> None:
    """Enough for a person with a pencil."""
    found = lines(assessed(), explain=True)
    assert "      1. " in "\n".join(found)
    assert any("décret n° 2024-1149" in line for line in found)
    assert any("published 2024-12-05" in line for line in found)


@pytest.mark.parametrize("french", [False, True])
@pytest.mark.parametrize("room", [60, 79, 99, 100, 200])
def test_no_line_is_wider_than_its_room(*, room: int, french: bool) -> None:
    """Long sentences are wrapped; what finds no place beside the figures stands below them."""
    case = assessed("a very long name for a case, longer than its column", pay="123456.78")
    error = InvalidValue("missing", "employee.hourly_pay", "word " * 60, "mot " * 60)
    found = lines(case, error, french=french, explain=True, room=room)
    assert max(map(len, found)) <= room


def test_a_narrow_terminal_has_each_figure_under_its_name() -> None:
    """Sixty columns hold no row of seven figures: none of them is lost."""
    found = lines(assessed(), room=60)
    assert "    indemnity an hour        9.40" in found
    assert "    remaining cost           9.40" in found
    assert "    decided by: floor, floor" in found


def test_a_case_that_cannot_be_read_is_told_in_french() -> None:
    """One language at a time: the path is said once."""
    error = InvalidValue("missing", "employee.hourly_pay", "is missing")
    found = lines(error, french=True)
    assert "    ! missing employee.hourly_pay : cette valeur est nécessaire" in found


def test_what_is_refused_or_doubtful_has_a_colour() -> None:
    """The terminal shows it; what is piped loses it on the way (``click.echo``)."""
    table = Table(french=False, explain=False)
    (*_, warning) = table.assessed(assessed())
    assert warning == click.style(click.unstyle(warning), fg="yellow")


@pytest.mark.parametrize("french", [False, True])
def test_a_long_name_is_cut_where_figures_stand_beside_it(*, french: bool) -> None:
    """Long ids are cut, long sentences wrapped."""
    case = assessed("a very long name for a case, longer than its column", pay="123456.78")
    error = InvalidValue("missing", "employee.hourly_pay", "word " * 60)
    found = lines(case, error, french=french, explain=True)
    assert any(line.startswith("a very long n… ") for line in found)


def test_a_case_without_id_has_its_place_as_name() -> None:
    """The third of the list is #3."""
    found = lines(assessed(), assessed(), assessed(None))
    assert any(line.startswith("#3 ") for line in found)


def test_an_id_cannot_disturb_the_terminal() -> None:
    """Escape codes and line ends in a name are blanks on screen."""
    found = lines(assessed("a\n\x1b[2Jb"))
    assert any(line.startswith("a  [2Jb ") for line in found)
