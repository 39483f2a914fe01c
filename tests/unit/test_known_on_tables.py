"""What was known when: the postponed step, as the law stood after each text of 2020 and 2021.

Each row is known from the day its texts were published until the day before the next row.
"""

import itertools
from datetime import date, timedelta

import pytest

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import find
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import value_text

ALLOWANCE = (
    # known from, ordinary sectors, protected sectors: first day of hours, share, floor
    (
        "2020-06-30",
        "2020-06-01 0.60 8.03; 2020-10-01 0.70 8.03",
        "2020-06-01 0.70 8.03; 2020-10-01 0.70 8.03",
    ),
    (
        "2020-09-26",
        "2020-06-01 0.60 8.03; 2020-11-01 0.70 8.03",
        "2020-06-01 0.70 8.03; 2020-11-01 0.70 8.03",
    ),
    (
        "2020-10-31",
        "2020-06-01 0.60 8.03; 2021-01-01 0.36 7.23",
        "2020-06-01 0.70 8.03; 2021-01-01 0.36 7.23",
    ),
    (
        "2020-12-31",
        "2021-01-01 0.60 8.11; 2021-02-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-02-01 0.60 8.11; 2021-04-01 0.36 7.30",
    ),
    (
        "2021-01-30",
        "2021-01-01 0.60 8.11; 2021-03-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-03-01 0.60 8.11; 2021-04-01 0.36 7.30",
    ),
    (
        "2021-02-27",
        "2021-01-01 0.60 8.11; 2021-04-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-04-01 0.60 8.11; 2021-05-01 0.36 7.30",
    ),
    (
        "2021-03-31",
        "2021-01-01 0.60 8.11; 2021-05-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-05-01 0.60 8.11; 2021-06-01 0.36 7.30",
    ),
    (
        "2021-04-29",
        "2021-01-01 0.60 8.11; 2021-06-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-06-01 0.60 8.11; 2021-07-01 0.36 7.30",
    ),
    (
        "2021-05-29",
        "2021-01-01 0.60 8.11; 2021-06-01 0.52 8.11; 2021-07-01 0.36 7.30",
        "2021-01-01 0.70 8.11; 2021-07-01 0.60 8.11; 2021-08-01 0.52 8.11; 2021-09-01 0.36 7.30",
    ),
    ("2021-09-30", "2021-10-01 0.36 7.47", "2021-10-01 0.36 7.47"),
)
"""Décrets 2020-810, 1170, 1319, 1786; 2021-89, 225, 348, 509, 674; the last row is the next floor
(2021-1252)."""

INDEMNITY = (
    # known from, first day of 60 % for ordinary sectors, for protected sectors
    ("2020-10-31", "2021-01-01", "2021-01-01"),
    ("2020-12-26", "2021-02-01", "2021-04-01"),
    ("2021-01-30", "2021-03-01", "2021-04-01"),
    ("2021-02-27", "2021-04-01", "2021-05-01"),
    ("2021-03-31", "2021-05-01", "2021-06-01"),
    ("2021-04-29", "2021-06-01", "2021-07-01"),
    ("2021-05-29", "2021-07-01", "2021-09-01"),
    ("2026-11-01", "2021-07-01", "2021-09-01"),
)
"""Décrets 2020-1316, 1681; 2021-88, 221, 347, 508, 671."""

ENDS = (
    # category, parameter, known from, last day at 70 %
    ("closed", "allowance.share", "2020-12-31", "2021-06-30"),
    ("closed", "allowance.share", "2021-05-29", "2021-10-31"),
    ("closed", "allowance.share", "2021-10-26", "2021-12-31"),
    ("closed", "allowance.share", "2021-12-28", "2022-01-31"),
    ("closed", "allowance.share", "2022-01-29", "2022-02-28"),
    ("closed", "allowance.share", "2022-02-26", "2022-03-31"),
    ("closed", "indemnity.share", "2020-12-26", "2021-06-30"),
    ("closed", "indemnity.share", "2021-05-29", "2021-10-31"),
    ("closed", "indemnity.share", "2021-10-28", "2021-12-31"),
    ("closed", "indemnity.share", "2021-12-28", "2022-01-31"),
    ("closed", "indemnity.share", "2022-01-29", "2022-02-28"),
    ("closed", "indemnity.share", "2022-02-26", "2022-03-31"),
    ("restricted_territory", "allowance.share", "2020-12-31", "2021-06-30"),
    ("restricted_territory", "allowance.share", "2021-10-26", "2021-12-31"),
    ("restricted_territory", "allowance.share", "2022-02-26", "2022-03-31"),
    ("protected_heavy_loss", "allowance.share", "2021-02-27", "2021-06-30"),
    ("protected_heavy_loss", "allowance.share", "2021-05-29", "2021-10-31"),
    ("protected_heavy_loss", "allowance.share", "2021-12-28", "2022-01-31"),
    ("protected_heavy_loss", "allowance.share", "2022-02-26", "2022-02-28"),
    ("ski_area", "allowance.share", "2020-12-31", "2021-06-30"),
    ("ski_area", "allowance.share", "2021-10-26", "2021-12-31"),
    ("ski_area", "allowance.share", "2021-12-28", "2021-12-31"),
)
"""Décrets 2020-1681, 1786; 2021-671, 674, 1383, 1389, 1816, 1817; 2022-77, 78, 241, 242."""

Steps = list[tuple[date, str, str]]


def steps(written: str) -> Steps:
    """First day of hours, share, floor."""
    found = []
    for step in written.split("; "):
        first, share, floor = step.split()
        found.append((date.fromisoformat(first), share, floor))
    return found


def known(parameter: Parameter, category: Category, day: date, known_on: date) -> str | None:
    """The value as known, parents included."""
    found = find(FRENCH_LAW.tables_of(parameter), chain(category), day, known_on)
    return value_text(found.entry.value) if found else None


def periods() -> list[tuple[date, date, Category, Steps]]:
    """First and last day of knowledge of each row, for each kind of sector."""
    found = []
    for row, following in itertools.pairwise(ALLOWANCE):
        first, last = date.fromisoformat(row[0]), date.fromisoformat(following[0])
        for category, written in ((Category.GENERAL, row[1]), (Category.PROTECTED, row[2])):
            found.append((first, last - timedelta(days=1), category, steps(written)))
    return found


@pytest.mark.parametrize(("first", "last", "category", "planned"), periods())
def test_the_allowance_is_planned_as_the_last_text_said(
    first: date, last: date, category: Category, planned: Steps
) -> None:
    """On the day a text is published and on the eve of the next, for both ends of each step."""
    ends = [step[0] - timedelta(days=1) for step in planned[1:]]
    ends.append(planned[-1][0].replace(year=planned[-1][0].year + 1))
    for known_on in (first, last):
        for (begins, share, floor), ends_on in zip(planned, ends, strict=True):
            for day in (begins, ends_on):
                answered = [
                    known(parameter, category, day, known_on)
                    for parameter in (Parameter.ALLOWANCE_SHARE, Parameter.ALLOWANCE_FLOOR)
                ]
                assert answered == [share, floor], f"hours of {day} as known on {known_on}"


@pytest.mark.parametrize("place", range(len(INDEMNITY) - 1))
def test_the_fall_of_the_indemnity_to_sixty_per_cent_was_postponed_each_time(place: int) -> None:
    """The last day at 70 % and the first at 60 %, on the first and last day of knowledge."""
    known_from, *falls = INDEMNITY[place]
    until = date.fromisoformat(INDEMNITY[place + 1][0]) - timedelta(days=1)
    for category, fall in zip((Category.GENERAL, Category.PROTECTED), falls, strict=True):
        first = date.fromisoformat(fall)
        for known_on in (date.fromisoformat(known_from), until):
            shares = [
                known(Parameter.INDEMNITY_SHARE, category, day, known_on)
                for day in (first - timedelta(days=1), first)
            ]
            assert shares == ["0.70", "0.60"], f"{category} as known on {known_on}"


@pytest.mark.parametrize(("category", "parameter", "known_from", "last"), ENDS)
def test_the_raised_share_of_a_situation_ended_when_the_last_text_said(
    category: str, parameter: str, known_from: str, last: str
) -> None:
    """70 % to that day; from the next, as the parent, which then was lower."""
    table = FRENCH_LAW.tables_of(Parameter(parameter))[Category(category)]
    known_on, day = date.fromisoformat(known_from), date.fromisoformat(last)
    entry = table.on(day, known_on)
    assert entry is not None
    assert value_text(entry.value) == "0.70"
    following = table.on(day + timedelta(days=1), known_on)
    assert following is None or value_text(following.value) == "inherit"


@pytest.mark.parametrize(
    ("known_on", "day", "share", "floor"),
    [
        ("2020-12-31", "2021-02-01", "0.60", "7.30"),
        ("2021-01-30", "2021-03-01", "0.60", "7.30"),
        ("2021-01-30", "2021-02-28", "inherit", "inherit"),
        ("2021-02-27", "2021-03-31", "inherit", "inherit"),
        ("2021-02-27", "2021-04-01", "0.60", "7.30"),
        ("2021-03-31", "2021-04-01", "inherit", "inherit"),
        ("2021-03-31", "2021-05-01", "0.60", "7.30"),
        ("2021-04-14", "2021-03-31", "inherit", "inherit"),
        ("2021-04-14", "2021-04-01", "0.70", "8.11"),
        ("2021-04-14", "2021-05-01", "0.70", "8.11"),
    ],
)
def test_the_lower_share_of_vulnerable_employees_never_came(
    known_on: str, day: str, share: str, floor: str
) -> None:
    """60 % and 7.30 were planned from February 2021, moved twice, then replaced (2021-435)."""
    for category in (Category.VULNERABLE, Category.CHILDCARE):
        for parameter, wanted in (
            (Parameter.ALLOWANCE_SHARE, share),
            (Parameter.ALLOWANCE_FLOOR, floor),
        ):
            table = FRENCH_LAW.tables_of(parameter)[category]
            entry = table.on(date.fromisoformat(day), date.fromisoformat(known_on))
            assert entry is not None
            assert value_text(entry.value) == wanted


@pytest.mark.parametrize(
    ("category", "known_from", "last"),
    [
        ("vulnerable", "2020-04-26", "2020-12-31"),
        ("vulnerable", "2020-12-23", "2021-12-31"),
        ("vulnerable", "2021-11-11", "2022-07-31"),
        ("vulnerable", "2022-08-02", "2022-08-31"),
        ("vulnerable", "2022-08-17", "2023-01-31"),
        ("childcare", "2021-11-11", "2022-07-31"),
        ("childcare", "2022-08-17", "2022-07-31"),
    ],
)
def test_a_special_scheme_was_known_to_end_on_a_day_that_moved(
    category: str, known_from: str, last: str
) -> None:
    """Lois 2020-473, 2021-1465, 2022-1157; ordonnance 2020-1639; a tolerance in August 2022."""
    table = FRENCH_LAW.scheme_open[Category(category)]
    known_on, day = date.fromisoformat(known_from), date.fromisoformat(last)
    assert table.on(day, known_on) is not None
    assert table.on(day + timedelta(days=1), known_on) is None


def test_in_june_2020_an_ordinary_employer_expected_seventy_per_cent() -> None:
    """Décret 2020-810 came on 30 June for the hours from 1 June."""
    general, day = Category.GENERAL, date(2020, 6, 15)
    assert known(Parameter.ALLOWANCE_SHARE, general, day, date(2020, 6, 29)) == "0.70"
    assert known(Parameter.ALLOWANCE_SHARE, general, day, date(2020, 6, 30)) == "0.60"


@pytest.mark.parametrize(
    ("day", "eve", "floor_before", "floor_after"),
    [
        ("2024-11-01", "2024-12-04", "8.30", "8.46"),  # décret 2024-1149
        ("2026-01-01", "2026-01-29", "8.46", "8.57"),  # décret 2026-35
    ],
)
def test_a_floor_raised_after_the_hours_was_unknown_on_the_eve(
    day: str, eve: str, floor_before: str, floor_after: str
) -> None:
    """The raises of 2024 and 2026 were published weeks after the hours they are for."""
    hours, before = date.fromisoformat(day), date.fromisoformat(eve)
    after = before + timedelta(days=1)
    general = Category.GENERAL
    assert known(Parameter.ALLOWANCE_FLOOR, general, hours, before) == floor_before
    assert known(Parameter.ALLOWANCE_FLOOR, general, hours, after) == floor_after
