"""The hours that count, by the day of the hours: overtime, equivalence, day rates, categories."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import YES, CountedHours, DayRateRule, Yes

STRUCTURAL_OVERTIME: tuple[DatedTable[CountedHours], ...] = (
    DatedTable(
        Parameter.STRUCTURAL_OVERTIME,
        Category.GENERAL,
        "L. 5122-3, I 1° et II 1°",
        Unit("rule", CountedHours),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), CountedHours.NOT_COUNTED, texts.DECREE_2013_551, article="R. 5122-11"),
            Entry(
                Span(date(2020, 3, 12), date(2020, 12, 31)),
                CountedHours.COUNTED_IF_AGREED_BEFORE_2020_04_24,
                texts.ORDINANCE_2020_460,
                article="ordonnance n° 2020-346, art. 1 bis",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                CountedHours.COUNTED_IF_AGREED_BEFORE_2020_04_24,
                texts.ORDINANCE_2020_1639,
                article="ordonnance n° 2020-346, art. 1 bis",
            ),
            Entry(Span(date(2022, 1, 1)), CountedHours.COUNTED, texts.LAW_2021_1900),
        ),
    ),
)
"""Overtime of a collective agreement or of an individual contract in hours."""

EQUIVALENCE: tuple[DatedTable[CountedHours], ...] = (
    DatedTable(
        Parameter.EQUIVALENCE,
        Category.GENERAL,
        "L. 5122-3, I 2° et II 2°",
        Unit("rule", CountedHours),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), CountedHours.NOT_COUNTED, texts.DECREE_2013_551, article="R. 5122-11"),
            Entry(
                Span(date(2020, 3, 12), date(2020, 12, 31)), CountedHours.COUNTED, texts.ORDINANCE_2020_346, article="ordonnance n° 2020-346, art. 1"
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)), CountedHours.COUNTED, texts.ORDINANCE_2020_1639, article="ordonnance n° 2020-346, art. 1"
            ),
            Entry(Span(date(2022, 1, 1)), CountedHours.COUNTED, texts.LAW_2021_1900),
        ),
    ),
)
"""Hours of equivalence (L. 3121-13)."""

DAY_RATE: tuple[DatedTable[DayRateRule], ...] = (
    DatedTable(
        Parameter.DAY_RATE,
        Category.GENERAL,
        "D. 5122-15, I 1°",
        Unit("rule", DayRateRule),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), DayRateRule.CLOSURE_ONLY, texts.DECREE_2013_551, article="R. 5122-8, 2°"),
            Entry(Span(date(2020, 3, 1)), DayRateRule.CLOSURE_OR_REDUCTION, texts.DECREE_2020_325, article="R. 5122-8"),
            Entry(Span(date(2022, 1, 1)), DayRateRule.CLOSURE_OR_REDUCTION, texts.DECREE_2021_1918),
        ),
    ),
)
"""Contracts in days a year (forfait en jours): half-day 3.5 h, day 7 h, week 35 h."""


def _conversion(category: Category, article: str, first_decree: tuple[Entry[Yes], ...]) -> DatedTable[Yes]:
    return DatedTable(
        Parameter.LOSS_CONVERSION,
        category,
        article,
        YES,
        ARTICLES_COMPARED,
        (*first_decree, Entry(Span(date(2022, 1, 1)), Yes.YES, texts.DECREE_2021_1918)),
    )


_DECREE_435 = (
    Entry(
        Span(date(2020, 3, 12), date(2021, 12, 31)),
        Yes.YES,
        texts.DECREE_2020_435,
        Confidence.MEDIUM,
        article="décret n° 2020-435, art. 1",
        note="its items 3 to 6 were not read in full",
    ),
)
_DECREE_522 = (
    Entry(Span(date(2020, 3, 12), date(2021, 12, 31)), Yes.YES, texts.DECREE_2020_522, Confidence.MEDIUM, article="décret n° 2020-435, art. 1"),
)

LOSS_CONVERSIONS: tuple[DatedTable[Yes], ...] = (
    _conversion(Category.SALES_REPRESENTATIVE, "D. 5122-15, II 1°", _DECREE_435),
    _conversion(Category.HOME_WORKER, "D. 5122-15, II 2°", _DECREE_435),
    _conversion(Category.FREELANCE_JOURNALIST, "D. 5122-15, II 3°", _DECREE_435),
    _conversion(Category.SENIOR_EXECUTIVE, "D. 5122-15, II 5°", _DECREE_522),
    _conversion(Category.AIRCREW, "D. 5122-15, I 2°", _DECREE_435),
)
"""Categories whose hours, or hourly pay, are not those of a timetable."""
