"""Quotas of hours, lengths of authorisation and delays: rules driven by the request or the year."""

from datetime import date

from partial_activity.domain.hours import Hours
from partial_activity.domain.law import texts
from partial_activity.domain.law.dated import DatedTable, Driver, Entry, Span
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.units import DAYS, HOURS, MONTHS

_CHECKED = date(2026, 6, 30)

QUOTAS: tuple[DatedTable[Hours], ...] = (
    DatedTable(
        Parameter.QUOTA,
        Category.GENERAL,
        "R. 5122-6",
        HOURS,
        _CHECKED,
        (
            Entry(
                Span(date(2013, 7, 1)),
                Hours.parse("1000"),
                texts.ORDER_2013_08_26,
                note="earlier orders had the same value before 6 September 2013",
            ),
            Entry(
                Span(date(2020, 1, 1), date(2020, 12, 31)),
                Hours.parse("1607"),
                texts.ORDER_2020_03_31,
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                Hours.parse("1607"),
                texts.ORDER_2021_05_10,
            ),
        ),
    ),
)
"""Hours an employee and a calendar year; not for the long-term scheme."""

QUOTAS_MOTIVE_4: tuple[DatedTable[Hours], ...] = (
    DatedTable(
        Parameter.QUOTA_MOTIVE_4,
        Category.GENERAL,
        "R. 5122-7",
        HOURS,
        _CHECKED,
        (Entry(Span(date(2013, 7, 1)), Hours.parse("100"), texts.ORDER_2013_08_26),),
    ),
)
"""Part of the quota open to transformation, restructuring or modernisation (motive 4)."""

_THREE_MONTHS = "3 (6 in 12; motive 3: 6)"

MAXIMUM_MONTHS: tuple[DatedTable[str], ...] = (
    DatedTable(
        Parameter.MAXIMUM_MONTHS,
        Category.GENERAL,
        "R. 5122-9",
        MONTHS,
        date(2026, 3, 27),
        (
            Entry(Span(date(2013, 7, 1)), "6", texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 26)), "12", texts.DECREE_2020_325),
            Entry(Span(date(2021, 1, 1)), _THREE_MONTHS, texts.DECREE_2020_1316),
            Entry(Span(date(2021, 1, 1), date(2021, 2, 28)), "12", texts.DECREE_2020_1681),
            Entry(Span(date(2021, 3, 1)), _THREE_MONTHS, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 3, 1), date(2021, 6, 30)), "12", texts.DECREE_2021_221),
            Entry(Span(date(2021, 7, 1)), _THREE_MONTHS, texts.DECREE_2021_221),
            Entry(
                Span(date(2022, 1, 1), date(2022, 3, 31)),
                "3 (6 in 12; motive 3: 6; periods before 31 December 2021 not counted)",
                texts.DECREE_2021_1816,
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""Longest authorisation, by the day of the request."""

TACIT_DAYS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.TACIT_DAYS,
        Category.GENERAL,
        "R. 5122-4",
        DAYS,
        date(2026, 3, 27),
        (
            Entry(Span(date(2013, 7, 1)), 15, texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 26), date(2020, 12, 31)), 2, texts.DECREE_2020_325),
            Entry(Span(date(2020, 10, 1)), 15, texts.DECREE_2020_1188),
        ),
        Driver.REQUESTS,
    ),
)
"""Days after which silence is approval, by the day of the request."""

LONG_TERM_MAXIMUM_MONTHS: tuple[DatedTable[str], ...] = (
    DatedTable(
        Parameter.LONG_TERM_MAXIMUM_MONTHS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 3",
        MONTHS,
        _CHECKED,
        (
            Entry(Span(date(2020, 7, 31)), "24 in 36", texts.DECREE_2020_926),
            Entry(
                Span(date(2022, 4, 10)),
                "36 in 48",
                texts.DECREE_2022_508,
                note="also for agreements then running",
            ),
        ),
        Driver.AGREEMENTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_MAXIMUM_MONTHS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        MONTHS,
        _CHECKED,
        (Entry(Span(date(2025, 4, 16)), "18 in 24", texts.DECREE_2025_338),),
        Driver.AGREEMENTS,
    ),
)
