"""Gross hourly minimum wage (SMIC), national and in Mayotte.

Mayotte 2013 was only inferred: it is a gap (see gaps.py), never filled by guess.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import EUROS_PER_HOUR
from partial_activity.domain.money import HourlyPay

_CHECKED = date(2026, 7, 23)

TABLES: tuple[DatedTable[HourlyPay], ...] = (
    DatedTable(
        Parameter.MINIMUM_WAGE,
        Category.MAYOTTE,
        "L. 3231-2 s.",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(
                Span(date(2014, 1, 1), date(2014, 12, 31)),
                HourlyPay.parse("7.11"),
                texts.MAYOTTE_MINIMUM_WAGE_BEFORE_2020,
                Confidence.MEDIUM,
                note="39-hour week",
            ),
            Entry(
                Span(date(2015, 1, 1), date(2015, 12, 31)),
                HourlyPay.parse("7.26"),
                texts.MAYOTTE_MINIMUM_WAGE_BEFORE_2020,
                Confidence.MEDIUM,
                note="39-hour week",
            ),
            Entry(
                Span(date(2016, 1, 1), date(2016, 12, 31)),
                HourlyPay.parse("7.30"),
                texts.MAYOTTE_MINIMUM_WAGE_BEFORE_2020,
                Confidence.MEDIUM,
                note="39-hour week",
            ),
            Entry(
                Span(date(2017, 1, 1), date(2017, 12, 31)),
                HourlyPay.parse("7.37"),
                texts.MAYOTTE_MINIMUM_WAGE_BEFORE_2020,
                Confidence.MEDIUM,
                note="39-hour week",
            ),
            Entry(Span(date(2019, 1, 1), date(2019, 12, 31)), HourlyPay.parse("7.57"), texts.MAYOTTE_MINIMUM_WAGE_BEFORE_2020),
            Entry(
                Span(date(2018, 1, 1), date(2018, 12, 31)),
                HourlyPay.parse("7.46"),
                texts.DECREE_2017_1719,
                note="the minimum wage replaces the guaranteed one of Mayotte from 1 January 2018",
            ),
            Entry(Span(date(2020, 1, 1)), HourlyPay.parse("7.66"), texts.DECREE_2019_1387),
            Entry(Span(date(2021, 1, 1)), HourlyPay.parse("7.74"), texts.DECREE_2020_1598, Confidence.MEDIUM),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("7.91"), texts.ORDER_2021_09_27),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("7.98"), texts.DECREE_2021_1741),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("8.19"), texts.ORDER_2022_04_19),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("8.35"), texts.ORDER_2022_07_29),
            Entry(Span(date(2023, 1, 1)), HourlyPay.parse("8.51"), texts.DECREE_2022_1608, Confidence.MEDIUM),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("8.70"), texts.ORDER_2023_04_26, Confidence.MEDIUM),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("8.80"), texts.DECREE_2023_1216, Confidence.MEDIUM),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("8.98"), texts.DECREE_2024_951),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("9.33"), texts.DECREE_2025_1228),
            Entry(Span(date(2026, 6, 1)), HourlyPay.parse("9.56"), texts.ORDER_2026_05_22, Confidence.MEDIUM),
        ),
    ),
    DatedTable(
        Parameter.MINIMUM_WAGE,
        Category.NATIONAL,
        "L. 3231-2 s.",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2013, 1, 1)), HourlyPay.parse("9.43"), texts.DECREE_2012_1429),
            Entry(Span(date(2014, 1, 1)), HourlyPay.parse("9.53"), texts.DECREE_2013_1190),
            Entry(Span(date(2015, 1, 1)), HourlyPay.parse("9.61"), texts.DECREE_2014_1569),
            Entry(Span(date(2016, 1, 1)), HourlyPay.parse("9.67"), texts.DECREE_2015_1688),
            Entry(Span(date(2017, 1, 1)), HourlyPay.parse("9.76"), texts.DECREE_2016_1818),
            Entry(Span(date(2018, 1, 1)), HourlyPay.parse("9.88"), texts.DECREE_2017_1719),
            Entry(Span(date(2019, 1, 1)), HourlyPay.parse("10.03"), texts.DECREE_2018_1173),
            Entry(Span(date(2020, 1, 1)), HourlyPay.parse("10.15"), texts.DECREE_2019_1387),
            Entry(Span(date(2021, 1, 1)), HourlyPay.parse("10.25"), texts.DECREE_2020_1598),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("10.48"), texts.ORDER_2021_09_27),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("10.57"), texts.DECREE_2021_1741),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("10.85"), texts.ORDER_2022_04_19),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("11.07"), texts.ORDER_2022_07_29),
            Entry(Span(date(2023, 1, 1)), HourlyPay.parse("11.27"), texts.DECREE_2022_1608),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("11.52"), texts.ORDER_2023_04_26),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("11.65"), texts.DECREE_2023_1216),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("11.88"), texts.DECREE_2024_951),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("12.02"), texts.DECREE_2025_1228),
            Entry(Span(date(2026, 6, 1)), HourlyPay.parse("12.31"), texts.ORDER_2026_05_22),
        ),
    ),
)
"""Base of every cap, of the guaranteed monthly pay and of the limit on levies."""
