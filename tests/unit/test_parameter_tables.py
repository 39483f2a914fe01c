"""The tables, interval by interval, against amounts collected apart from the texts.

The rows below are what applied in the end, from ministry pages and consolidated articles; the
tables hold what each text planned. That the fold of the second gives the first is what is tested. A
row is tried on its first and its last day; one that is still open, five years on.
"""

from datetime import date, timedelta

import pytest

from partial_activity.domain.law.book import FRENCH_LAW, find
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.fallback import PARENTS, chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import value_text
from partial_activity.domain.money import HourlyPay, Share, half_up

ALLOWANCE = """
general              2020-03-01 2020-05-31 0.70 8.03
general              2020-06-01 2020-12-31 0.60 8.03
general              2021-01-01 2021-05-31 0.60 8.11
general              2021-06-01 2021-06-30 0.52 8.11
general              2021-07-01 2021-09-30 0.36 7.30
general              2021-10-01 2021-12-31 0.36 7.47
general              2022-01-01 2022-04-30 0.36 7.53
general              2022-05-01 2022-07-31 0.36 7.73
general              2022-08-01 2022-12-31 0.36 7.88
general              2023-01-01 2023-04-30 0.36 8.03
general              2023-05-01 2023-12-31 0.36 8.21
general              2024-01-01 2024-10-31 0.36 8.30
general              2024-11-01 2025-12-31 0.36 8.46
general              2026-01-01 -          0.36 8.57
protected            2020-06-01 2020-12-31 0.70 8.03
protected            2021-01-01 2021-06-30 0.70 8.11
protected            2021-07-01 2021-07-31 0.60 8.11
protected            2021-08-01 2021-08-31 0.52 8.11
protected_heavy_loss 2021-07-01 2021-09-30 0.70 8.11
protected_heavy_loss 2021-10-01 2021-11-30 0.70 8.30
protected_heavy_loss 2021-12-01 2021-12-31 0.70 8.30
protected_heavy_loss 2022-01-01 2022-02-28 0.70 8.37
closed               2020-06-01 2020-12-31 0.70 8.03
closed               2021-01-01 2021-09-30 0.70 8.11
closed               2021-10-01 2021-12-31 0.70 8.30
closed               2022-01-01 2022-03-31 0.70 8.37
restricted_territory 2021-01-01 2021-09-30 0.70 8.11
restricted_territory 2021-10-01 2021-12-31 0.70 8.30
restricted_territory 2022-01-01 2022-03-31 0.70 8.37
ski_area             2020-12-01 2020-12-31 0.70 8.11
ski_area             2021-01-01 2021-09-30 0.70 8.11
ski_area             2021-10-01 2021-12-31 0.70 8.30
vulnerable           2020-05-01 2020-05-31 0.70 8.03
vulnerable           2020-06-01 2020-12-31 0.60 8.03
vulnerable           2021-01-01 2021-03-31 0.60 8.11
vulnerable           2021-04-01 2021-09-30 0.70 8.11
vulnerable           2021-10-01 2021-12-31 0.70 8.30
vulnerable           2022-01-01 2022-04-30 0.70 8.37
vulnerable           2022-05-01 2022-07-31 0.70 8.59
vulnerable           2022-08-01 2022-08-31 0.70 8.76
vulnerable           2022-09-01 2022-12-31 0.60 8.76
vulnerable           2023-01-01 2023-01-31 0.60 8.92
long_term            2020-07-31 2020-12-31 0.60 7.23
long_term            2021-01-01 2021-05-29 0.60 7.30
long_term            2021-05-30 2021-09-30 0.60 8.11
long_term            2021-10-01 2021-12-31 0.60 8.30
long_term            2022-01-01 2022-04-30 0.60 8.37
long_term            2022-05-01 2022-07-31 0.60 8.59
long_term            2022-08-01 2022-12-31 0.60 8.76
long_term            2023-01-01 2023-04-30 0.60 8.92
long_term            2023-05-01 2023-12-31 0.60 9.12
long_term            2024-01-01 2024-10-31 0.60 9.22
long_term            2024-11-01 2025-12-31 0.60 9.40
long_term            2026-01-01 -          0.60 9.52
long_term_rebound    2025-04-16 2025-12-31 0.60 9.40
long_term_rebound    2026-01-01 -          0.60 9.40
cyclone              2024-12-14 2025-09-30 0.70 8.10
"""
"""Category, first and last day, share, floor (D. 5122-13; décrets 2020-810, 2020-1786, 2020-926,
2025-338, 2025-254). Vulnerable from June 2020 to March 2021: as the employer, here an ordinary one.
December 2020 in ski areas and the rebound scheme from 2026 are disputed: the value kept."""

MAYOTTE_FLOORS = """
2020-03-01 2020-08-31 8.03 8.03
2020-09-01 2020-12-31 7.05 unknown
2021-01-01 2021-06-30 7.09 unknown
2021-07-01 2021-09-30 6.38 7.09
2021-10-01 2021-12-31 6.52 7.24
2022-01-01 2022-04-30 6.54 7.27
2022-05-01 2022-07-31 6.71 7.46
2022-08-01 2022-12-31 6.85 7.61
2023-01-01 2023-04-30 6.94 unknown
2023-05-01 2023-12-31 7.09 7.88
2024-01-01 2024-10-31 7.14 7.93
2024-11-01 2025-12-31 7.29 8.10
2026-01-01 -          7.50 8.33
"""
"""First and last day, floor, raised floor (D. 5522-87; décret 2020-1318, art. 2)."""

INDEMNITY = """
general              2013-07-01 2021-06-30 0.70
general              2021-07-01 -          0.60
protected            2021-07-01 2021-08-31 0.70
protected            2021-09-01 -          0.60
closed               2021-07-01 2022-03-31 0.70
closed               2022-04-01 -          0.60
restricted_territory 2021-07-01 2022-03-31 0.70
restricted_territory 2022-04-01 -          0.60
protected_heavy_loss 2021-07-01 2022-02-28 0.70
protected_heavy_loss 2022-03-01 -          0.60
ski_area             2021-07-01 2021-12-31 0.70
ski_area             2022-01-01 -          0.60
vulnerable           2020-05-01 2022-07-31 0.70
childcare            2020-05-01 2022-07-31 0.70
vulnerable           2022-08-01 2022-08-31 0.70
vulnerable           2022-09-01 2023-01-31 0.70
long_term            2020-07-31 -          0.70
long_term_rebound    2025-04-16 -          0.70
cyclone              2024-12-14 2025-09-30 0.70
cyclone              2025-10-01 -          0.60
"""
"""Category, first and last day, share (R. 5122-18; décret 2020-1316, art. 4)."""

INDEMNITY_FLOORS = """
2020-03-01 2020-12-31 8.03
2021-01-01 2021-09-30 8.11
2021-10-01 2021-12-31 8.30
2022-01-01 2022-04-30 8.37
2022-05-01 2022-07-31 8.59
2022-08-01 2022-12-31 8.76
2023-01-01 2023-04-30 8.92
2023-05-01 2023-12-31 9.12
2024-01-01 2024-10-31 9.22
2024-11-01 2025-12-31 9.40
2026-01-01 2026-05-31 9.52
2026-06-01 -          9.74
"""
"""First and last day, net hourly minimum wage as published."""

MAYOTTE_INDEMNITY_FLOORS = """
2020-03-01 2021-09-30 unknown
2021-10-01 2021-12-31 7.24
2022-01-01 2022-04-30 7.27
2022-05-01 2022-07-31 7.46
2022-08-01 2022-12-31 7.61
2023-01-01 2023-04-30 unknown
2023-05-01 2023-12-31 7.88
2024-01-01 2024-10-31 7.93
2024-11-01 2025-12-31 8.10
2026-01-01 2026-05-31 8.33
2026-06-01 -          unknown
"""
"""First and last day, net hourly minimum wage of Mayotte (décret 2020-1318, art. 2, as amended)."""

MINIMUM_WAGES = """
national 2013-01-01 2013-12-31 9.43
national 2014-01-01 2014-12-31 9.53
national 2015-01-01 2015-12-31 9.61
national 2016-01-01 2016-12-31 9.67
national 2017-01-01 2017-12-31 9.76
national 2018-01-01 2018-12-31 9.88
national 2019-01-01 2019-12-31 10.03
national 2020-01-01 2020-12-31 10.15
national 2021-01-01 2021-09-30 10.25
national 2021-10-01 2021-12-31 10.48
national 2022-01-01 2022-04-30 10.57
national 2022-05-01 2022-07-31 10.85
national 2022-08-01 2022-12-31 11.07
national 2023-01-01 2023-04-30 11.27
national 2023-05-01 2023-12-31 11.52
national 2024-01-01 2024-10-31 11.65
national 2024-11-01 2025-12-31 11.88
national 2026-01-01 2026-05-31 12.02
national 2026-06-01 -          12.31
mayotte  2014-01-01 2014-12-31 7.11
mayotte  2015-01-01 2015-12-31 7.26
mayotte  2016-01-01 2016-12-31 7.30
mayotte  2017-01-01 2017-12-31 7.37
mayotte  2018-01-01 2018-12-31 7.46
mayotte  2019-01-01 2019-12-31 7.57
mayotte  2020-01-01 2020-12-31 7.66
mayotte  2021-01-01 2021-09-30 7.74
mayotte  2021-10-01 2021-12-31 7.91
mayotte  2022-01-01 2022-04-30 7.98
mayotte  2022-05-01 2022-07-31 8.19
mayotte  2022-08-01 2022-12-31 8.35
mayotte  2023-01-01 2023-04-30 8.51
mayotte  2023-05-01 2023-12-31 8.70
mayotte  2024-01-01 2024-10-31 8.80
mayotte  2024-11-01 2025-12-31 8.98
mayotte  2026-01-01 2026-05-31 9.33
mayotte  2026-06-01 -          9.56
"""
"""Territory, first and last day, gross hourly minimum wage."""

Row = tuple[Category, date, date, list[str]]


def rows(table: str, category: Category | None = None) -> list[Row]:
    """The rows of a table above; an open end is tried five years after its beginning."""
    found = []
    for line in table.split("\n")[1:-1]:
        name, cells = category, line.split()
        if name is None:
            name = Category(cells.pop(0))
        first = date.fromisoformat(cells[0])
        last = first.replace(year=first.year + 5)
        if cells[1] != "-":
            last = date.fromisoformat(cells[1])
        found.append((name, first, last, cells[2:]))
    return found


def answered(parameter: Parameter, category: Category, day: date) -> str | None:
    """The value in force, parents included, as known today."""
    found = find(FRENCH_LAW.tables_of(parameter), chain(category), day, None)
    return value_text(found.entry.value) if found else None


@pytest.mark.parametrize(("category", "first", "last", "amounts"), rows(ALLOWANCE))
def test_share_and_floor_of_the_allowance_on_both_ends_of_an_interval(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """What the State pays back, as it applied in the end."""
    for day in (first, last):
        share = answered(Parameter.ALLOWANCE_SHARE, category, day)
        floor = answered(Parameter.ALLOWANCE_FLOOR, category, day)
        assert [share, floor] == amounts, day


@pytest.mark.parametrize("day", [date(2013, 7, 1), date(2020, 2, 29)])
def test_a_flat_amount_by_workforce_until_february_2020(day: date) -> None:
    """D. 5122-13, 2013: 7.74 up to 250 employees, 7.23 above; no share."""
    general = Category.GENERAL
    assert answered(Parameter.ALLOWANCE_REGIME, general, day) == "flat_rate"
    assert answered(Parameter.ALLOWANCE_FLAT_UP_TO_250, general, day) == "7.74"
    assert answered(Parameter.ALLOWANCE_FLAT_ABOVE_250, general, day) == "7.23"
    assert answered(Parameter.ALLOWANCE_SHARE, general, day) is None


@pytest.mark.parametrize(
    "day",
    [
        date(2016, 11, 26),
        date(2017, 12, 31),
        date(2018, 1, 1),
        date(2018, 11, 6),
        date(2018, 11, 7),
        date(2020, 2, 29),
    ],
)
def test_mayotte_has_lower_flat_amounts_from_its_first_day_to_the_end_of_the_regime(
    day: date,
) -> None:
    """Décret 2016-1583, then décret 2018-953 (D. 5522-87)."""
    assert answered(Parameter.ALLOWANCE_FLAT_UP_TO_250, Category.MAYOTTE, day) == "5.84"
    assert answered(Parameter.ALLOWANCE_FLAT_ABOVE_250, Category.MAYOTTE, day) == "5.46"


@pytest.mark.parametrize("day", [date(2016, 11, 26), date(2017, 12, 31), date(2018, 1, 1)])
def test_mayotte_has_the_same_quotas_as_elsewhere(day: date) -> None:
    """Its own to the end of its labour code, the national ones since."""
    assert answered(Parameter.QUOTA, Category.MAYOTTE, day) == "1000.00"
    assert answered(Parameter.QUOTA_MOTIVE_4, Category.MAYOTTE, day) == "100.00"


@pytest.mark.parametrize(
    ("category", "first", "last", "amounts"), rows(MAYOTTE_FLOORS, Category.MAYOTTE)
)
def test_mayotte_has_its_own_floors_on_both_ends_of_an_interval(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """The raised floor goes with a raised share, or a long-term scheme; two amounts are unknown.

    From September to October 2020 there was no raised floor apart.
    """
    for day in (first, last):
        floor = answered(Parameter.ALLOWANCE_FLOOR, category, day)
        raised = answered(Parameter.ALLOWANCE_FLOOR, Category.MAYOTTE_RAISED, day)
        if date(2020, 9, 1) <= day <= date(2020, 10, 31):
            assert [floor, raised] == [amounts[0], amounts[0]], day
        else:
            assert [floor, raised] == amounts, day


@pytest.mark.parametrize(("category", "first", "last", "amounts"), rows(INDEMNITY))
def test_share_of_the_indemnity_on_both_ends_of_an_interval(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """What the employer owes, as it applied in the end."""
    for day in (first, last):
        assert [answered(Parameter.INDEMNITY_SHARE, category, day)] == amounts, day


@pytest.mark.parametrize(
    ("category", "first", "last", "amounts"), rows(INDEMNITY_FLOORS, Category.GENERAL)
)
def test_floor_of_the_indemnity_is_the_published_net_minimum_wage(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """Administrative practice: the net hourly minimum wage."""
    for day in (first, last):
        assert [answered(Parameter.INDEMNITY_FLOOR, category, day)] == amounts, day


@pytest.mark.parametrize(
    ("category", "first", "last", "amounts"), rows(MAYOTTE_INDEMNITY_FLOORS, Category.MAYOTTE)
)
def test_floor_of_the_indemnity_in_mayotte_is_that_of_its_decrees(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """From October 2021; two amounts were not found. Never the national one."""
    for day in (first, last):
        assert [answered(Parameter.INDEMNITY_FLOOR, category, day)] == amounts, day


@pytest.mark.parametrize(("category", "first", "last", "amounts"), rows(MINIMUM_WAGES))
def test_gross_minimum_wage_on_both_ends_of_an_interval(
    category: Category, first: date, last: date, amounts: list[str]
) -> None:
    """National, and in Mayotte from 2014 (2013 is a listed gap)."""
    for day in (first, last):
        assert [answered(Parameter.MINIMUM_WAGE, category, day)] == amounts, day


def test_a_situation_follows_its_parent_on_every_day_outside_its_rows() -> None:
    """A protected firm is an ordinary one before June 2020 and after August 2021; and so on."""
    own = {(name, day) for name, first, last, _ in rows(ALLOWANCE) for day in _days(first, last)}
    for category, parent in PARENTS.items():
        if category not in {name for name, _ in own}:
            continue
        for day in _days(date(2020, 3, 1), date(2026, 8, 20)):
            if (category, day) not in own:
                share = answered(Parameter.ALLOWANCE_SHARE, category, day)
                assert share == answered(Parameter.ALLOWANCE_SHARE, parent, day), (category, day)


def test_each_floor_of_the_indemnity_is_the_minimum_wage_net_of_contributions() -> None:
    """Not a text, a regularity (20.84 %) of every published amount: a slip of the pen breaks it."""
    for entry in FRENCH_LAW.indemnity_floor[Category.GENERAL].entries:
        gross = FRENCH_LAW.minimum_wage_hourly[Category.NATIONAL].on(entry.span.first)
        assert gross is not None
        assert isinstance(gross.value, HourlyPay)
        assert isinstance(entry.value, HourlyPay)
        net = gross.value.exact * Share.parse("0.7916").exact
        assert half_up(net * 100) == entry.value.exact * 100, entry.span


def test_the_ordinary_floor_of_the_allowance_is_nine_tenths_of_the_one_of_the_indemnity() -> None:
    """From July 2021 to the minimum wage of June 2026, which no decree followed."""
    for day in _days(date(2021, 7, 1), date(2026, 5, 31)):
        floor = find(FRENCH_LAW.allowance_floor, (Category.GENERAL,), day, None)
        net = find(FRENCH_LAW.indemnity_floor, (Category.GENERAL,), day, None)
        assert floor
        assert net
        nine_tenths = net.value.exact * Share.parse("0.9").exact
        assert half_up(nine_tenths * 100) == floor.value.exact * 100, day


@pytest.mark.parametrize(
    ("parameter", "category", "day", "value"),
    [
        (Parameter.INDEMNITY_CAP, Category.GENERAL, date(2020, 12, 31), "none"),
        (Parameter.INDEMNITY_CAP, Category.GENERAL, date(2021, 1, 1), "4.50"),
        (Parameter.INDEMNITY_CAP, Category.LONG_TERM, date(2020, 7, 31), "4.50"),
        (Parameter.ALLOWANCE_CAP, Category.GENERAL, date(2020, 2, 29), None),
        (Parameter.ALLOWANCE_CAP, Category.GENERAL, date(2020, 3, 1), "4.50"),
        (Parameter.INDEMNITY_NET_LIMIT, Category.GENERAL, date(2021, 6, 30), "none"),
        (Parameter.INDEMNITY_NET_LIMIT, Category.GENERAL, date(2021, 7, 1), "yes"),
        (Parameter.INDEMNITY_TRAINING, Category.GENERAL, date(2020, 3, 27), "net_pay"),
        (Parameter.INDEMNITY_TRAINING, Category.GENERAL, date(2020, 3, 28), "ordinary_share"),
        (Parameter.INDEMNITY_TRAINING, Category.GENERAL, date(2022, 12, 31), "ordinary_share"),
        (Parameter.INDEMNITY_TRAINING, Category.GENERAL, date(2023, 1, 1), "net_pay"),
        (
            Parameter.INDEMNITY_PART_TIME_FLOOR,
            Category.PART_TIME,
            date(2022, 12, 31),
            "net_minimum_wage",
        ),
        (
            Parameter.INDEMNITY_PART_TIME_FLOOR,
            Category.PART_TIME,
            date(2023, 1, 1),
            "gross_minimum_wage",
        ),
        (Parameter.QUOTA, Category.GENERAL, date(2019, 12, 31), "1000.00"),
        (Parameter.QUOTA, Category.GENERAL, date(2020, 1, 1), "1607.00"),
        (Parameter.QUOTA, Category.GENERAL, date(2021, 12, 31), "1607.00"),
        (Parameter.QUOTA, Category.GENERAL, date(2022, 1, 1), "1000.00"),
        (Parameter.COMPLEMENT_LIMIT, Category.NATIONAL, date(2022, 12, 31), "3.15"),
        (Parameter.LOCAL_LEVY, Category.ALSACE_MOSELLE, date(2022, 3, 31), "0.015"),
        (Parameter.LOCAL_LEVY, Category.ALSACE_MOSELLE, date(2022, 4, 1), "0.013"),
    ],
)
def test_what_changes_on_a_single_day_changes_on_that_day(
    parameter: Parameter, category: Category, day: date, value: str | None
) -> None:
    """The last day of the one, the first day of the other."""
    assert answered(parameter, category, day) == value


@pytest.mark.parametrize(
    "article",
    [
        *(f"R. 5122-{number}" for number in ("2", "3", "4", "6", "9", "18")),
        *("D. 5122-13", "D. 5122-15", "L. 5122-1", "L. 5122-3", "L. 5122-5", "D. 5522-87"),
    ],
)
def test_articles_compared_again_in_august_2026_are_checked_until_then(article: str) -> None:
    """Unchanged in the public index of 20 August 2026; no table has R. 5122-19 as its article.

    What the request holds and how it is sent rest on R. 5122-26 as well, which was not compared.
    """
    tables = [
        table
        for table in FRENCH_LAW.tables()
        if table.article.split(",")[0] == article
        and table.parameter not in {Parameter.REQUEST_CHANNEL, Parameter.REQUEST_CONTENT}
    ]
    assert tables
    assert {table.checked_until for table in tables} == {date(2026, 8, 20)}


def test_what_no_source_gave_is_unknown_rather_than_guessed() -> None:
    """The raised floor of Mayotte of early 2023 could be inferred, and is not."""
    entry = FRENCH_LAW.allowance_floor[Category.MAYOTTE_RAISED].on(date(2023, 2, 1))
    assert entry is not None
    assert entry.value is Special.UNKNOWN


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
