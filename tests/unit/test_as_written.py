"""Hours and numbers as people write them: the whole text is read, or it is a told fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity import Hours
from partial_activity.domain.as_written import (
    NotAsWritten,
    TooLarge,
    TooPrecise,
    hours_as_written,
    number_as_written,
)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("7", 700),
        ("7,5", 750),
        ("7.50", 750),
        ("7h", 700),
        ("10 h", 1000),
        ("7h30", 750),
        ("7H30", 750),
        ("7 h 05", 708),
        ("0h30", 50),
        ("7:30", 750),
        ("35:00", 3500),
        ("151:40", 15167),
        ("7:29:59", 750),
        ("1\N{NARROW NO-BREAK SPACE}200,50", 120050),
        ("1 200h30", 120050),
        (" 7,5\N{NO-BREAK SPACE}h ", 750),
        ("-3", -300),
    ],
)
def test_hours_are_read_as_people_and_spreadsheets_write_them(text: str, hundredths: int) -> None:
    assert hours_as_written(text).hours == Hours(hundredths)


@pytest.mark.parametrize(
    "text",
    [
        *("", "h", "h30", ":30", "trente", "7h5", "7h60", "7:60", "7:3", "7:305", "7h30m", "7hh30"),
        *("7:30:60", "7:30 h", "7.5h30", "7,5:30", "-7h30", "3 5", "1 2 3", "12 34", "7 30", "1e3"),
        *(
            "7€",
            "7%",
            "+7",
            ".5",
            "5.",
            "1.234,5",
            "١٢",
            "7\N{FULLWIDTH DIGIT ONE}",
            "7'30",
            "7h-30",
        ),
    ],
)
def test_no_character_of_hours_is_dropped(text: str) -> None:
    """7h30 was once read as 730: the letter was left out, and the rest was a number."""
    with pytest.raises(NotAsWritten):
        hours_as_written(text)


def test_hours_finer_than_a_hundredth_are_told_and_minutes_are_rounded_once() -> None:
    with pytest.raises(TooPrecise):
        hours_as_written("7,125")
    with pytest.raises(TooLarge):
        hours_as_written("9" * 5000)
    assert hours_as_written("7h05").rounded
    assert not hours_as_written("7h30").rounded


@pytest.mark.parametrize("text", ["3%0", "30h", "3€0", "€30", "30 € €", "1 0", "30 %"])
def test_a_unit_stands_behind_its_number_and_is_its_own(text: str) -> None:
    with pytest.raises(NotAsWritten):
        number_as_written(text, "€")


def test_a_number_has_its_thousands_apart_or_not() -> None:
    assert number_as_written("1 234,56 €", "€/h", "€") == "1234.56"
    assert number_as_written("1234.56") == "1234.56"


@given(st.integers(0, 10_000), st.integers(0, 59), st.sampled_from(["h", "H", ":", " h "]))
def test_minutes_are_within_half_a_hundredth(whole: int, minutes: int, mark: str) -> None:
    found = hours_as_written(f"{whole}{mark}{minutes:02d}").hours
    assert abs(found.exact - whole - Hours(minutes * 100).exact / 60) * 200 <= 1
