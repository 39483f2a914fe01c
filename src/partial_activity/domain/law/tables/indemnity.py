"""The indemnity that the employer owes to the employee: cap, floors, training.

The shares, long, have a file of their own.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special, Text, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import EUROS_PER_HOUR, MINIMUM_WAGES, YES, FloorKind, TrainingRule, Yes
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.words import Words

CAPS: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.INDEMNITY_CAP,
        Category.GENERAL,
        "R. 5122-18, al. 2",
        MINIMUM_WAGES,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), Special.NONE, texts.DECREE_2013_551),
            Entry(Span(date(2021, 1, 1)), Share.parse("4.5"), texts.DECREE_2020_1316),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_CAP,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 8",
        MINIMUM_WAGES,
        date(2026, 6, 30),
        (Entry(Span(date(2020, 7, 31)), Share.parse("4.5"), texts.DECREE_2020_926),),
    ),
    DatedTable(
        Parameter.INDEMNITY_CAP,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 17",
        MINIMUM_WAGES,
        date(2026, 6, 30),
        (Entry(Span(date(2025, 4, 16)), Share.parse("4.5"), texts.DECREE_2025_338),),
    ),
)
"""The cap on the reference pay.

The ordinary scheme had none before 2021 (the employer bore the excess).
"""


def _floor(first: date, amount: str, follows: Text) -> Entry[HourlyPay]:
    return Entry(Span(first), HourlyPay.parse(amount), follows)


def _mayotte(first: date, amount: str, decree: Text) -> Entry[HourlyPay]:
    """The decree fixes the amount for the long-term allowance, which follows the net minimum wage."""
    return Entry(Span(first), HourlyPay.parse(amount), decree, Confidence.MEDIUM)


FLOORS: tuple[DatedTable[HourlyPay], ...] = (
    DatedTable(
        Parameter.INDEMNITY_FLOOR,
        Category.GENERAL,
        "L. 3232-1 à L. 3232-7 (SMIC net)",
        EUROS_PER_HOUR,
        date(2026, 9, 12),
        (
            _floor(date(2020, 3, 1), "8.03", texts.DECREE_2019_1387),
            _floor(date(2021, 1, 1), "8.11", texts.DECREE_2020_1598),
            _floor(date(2021, 10, 1), "8.30", texts.ORDER_2021_09_27),
            _floor(date(2022, 1, 1), "8.37", texts.DECREE_2021_1741),
            _floor(date(2022, 5, 1), "8.59", texts.ORDER_2022_04_19),
            _floor(date(2022, 8, 1), "8.76", texts.ORDER_2022_07_29),
            _floor(date(2023, 1, 1), "8.92", texts.DECREE_2022_1608),
            _floor(date(2023, 5, 1), "9.12", texts.ORDER_2023_04_26),
            _floor(date(2024, 1, 1), "9.22", texts.DECREE_2023_1216),
            _floor(date(2024, 11, 1), "9.40", texts.DECREE_2024_951),
            _floor(date(2026, 1, 1), "9.52", texts.DECREE_2025_1228),
            _floor(date(2026, 6, 1), "9.74", texts.ORDER_2026_05_22),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_FLOOR,
        Category.MAYOTTE,
        "L. 3232-1 à L. 3232-7 (SMIC net de Mayotte) ; décret n° 2020-1318, art. 2",
        EUROS_PER_HOUR,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2020, 3, 1)),
                Special.UNKNOWN,
                texts.DECREE_2019_1387,
                Confidence.LOW,
                note="it fixes the gross minimum wage of Mayotte; no text gave a net amount before October 2021",
            ),
            _mayotte(date(2021, 10, 1), "7.24", texts.DECREE_2021_1390),
            _mayotte(date(2022, 1, 1), "7.27", texts.DECREE_2022_40),
            _mayotte(date(2022, 5, 1), "7.46", texts.DECREE_2022_940),
            _mayotte(date(2022, 8, 1), "7.61", texts.DECREE_2022_1241),
            Entry(Span(date(2023, 1, 1)), Special.UNKNOWN, texts.DECREE_2023_34, Confidence.LOW, note="amount not found"),
            _mayotte(date(2023, 5, 1), "7.88", texts.DECREE_2023_438),
            _mayotte(date(2024, 1, 1), "7.93", texts.DECREE_2024_125),
            _mayotte(date(2024, 11, 1), "8.10", texts.DECREE_2024_1150),
            _mayotte(date(2026, 1, 1), "8.33", texts.DECREE_2026_52),
            Entry(
                Span(date(2026, 6, 1)),
                Special.UNKNOWN,
                texts.ORDER_2026_05_22,
                Confidence.LOW,
                note="the minimum wage was raised; no text gave the net amount since",
            ),
        ),
    ),
)
"""The net hourly minimum wage. No article states the amount: it is administrative practice, derived
from the guaranteed monthly pay and dated by the minimum-wage text it follows. In Mayotte the decrees
on the long-term allowance print it, from October 2021 on."""

PART_TIME_FLOORS: tuple[DatedTable[FloorKind], ...] = tuple(
    DatedTable(
        Parameter.INDEMNITY_PART_TIME_FLOOR,
        category,
        "R. 5122-18, al. 7 et 8",
        Unit("rule", FloorKind),
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2020, 3, 12), date(2020, 12, 31)),
                FloorKind.NET_MINIMUM_WAGE,
                texts.ORDINANCE_2020_346,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3",
                note="the text says the minimum wage; practice took it net",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                FloorKind.NET_MINIMUM_WAGE,
                texts.ORDINANCE_2020_1639,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3",
            ),
            Entry(
                Span(date(2022, 1, 1), date(2022, 12, 31)),
                FloorKind.NET_MINIMUM_WAGE,
                texts.ORDINANCE_2021_1214,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3",
            ),
            Entry(
                Span(date(2023, 1, 1)),
                FloorKind.GROSS_MINIMUM_WAGE,
                texts.DECREE_2022_1665,
                dispute=Words(
                    "la notice du décret dit brut ; un commentaire de décembre 2024 le lit net",
                    "the notice of the decree says gross; one commentary of December 2024 reads it net",
                ),
            ),
        ),
    )
    for category in (Category.PART_TIME, Category.TEMPORARY_AGENCY)
)
"""Part-time and temporary-agency employees; never above their own hourly pay."""

PART_TIME_OWN_PAY: tuple[DatedTable[Yes], ...] = tuple(
    DatedTable(
        Parameter.INDEMNITY_PART_TIME_OWN_PAY,
        category,
        "R. 5122-18, al. 8",
        YES,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2020, 3, 12), date(2020, 12, 31)),
                Yes.YES,
                texts.ORDINANCE_2020_346,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3, al. 2",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                Yes.YES,
                texts.ORDINANCE_2020_1639,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3, al. 2",
            ),
            Entry(
                Span(date(2022, 1, 1), date(2022, 12, 31)),
                Yes.YES,
                texts.ORDINANCE_2021_1214,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 3, al. 2",
            ),
            Entry(Span(date(2023, 1, 1)), Yes.YES, texts.DECREE_2022_1665),
        ),
    )
    for category in (Category.PART_TIME, Category.TEMPORARY_AGENCY)
)
"""Categories whose indemnity is their own pay where that is below the gross minimum wage.

The net floor of practice, from 2020 to 2022, concerns those paid at least the minimum wage.
"""

APPRENTICE_FLOORS: tuple[DatedTable[FloorKind], ...] = (
    DatedTable(
        Parameter.INDEMNITY_APPRENTICE_FLOOR,
        Category.APPRENTICE,
        "L. 5122-5",
        Unit("rule", FloorKind),
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2020, 3, 1), date(2021, 12, 31)),
                FloorKind.NET_MINIMUM_WAGE,
                texts.ORDINANCE_2020_346,
                article="ordonnance n° 2020-346, art. 4",
            ),
            Entry(Span(date(2022, 1, 1)), FloorKind.GROSS_MINIMUM_WAGE, texts.LAW_2021_1900),
        ),
    ),
)
"""Apprentices and vocational contracts paid at least the minimum wage."""

NET_LIMITS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.INDEMNITY_NET_LIMIT,
        Category.GENERAL,
        "R. 5122-18, al. 6",
        YES,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2021, 1, 1)), Yes.YES, texts.DECREE_2020_1316),
            Entry(Span(date(2021, 1, 1), date(2021, 1, 31)), Special.NONE, texts.DECREE_2020_1681, Confidence.MEDIUM),
            Entry(Span(date(2021, 2, 1)), Yes.YES, texts.DECREE_2020_1681, Confidence.MEDIUM),
            Entry(Span(date(2021, 2, 1), date(2021, 2, 28)), Special.NONE, texts.DECREE_2021_88),
            Entry(Span(date(2021, 3, 1)), Yes.YES, texts.DECREE_2021_88),
            Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), Special.NONE, texts.DECREE_2021_221),
            Entry(Span(date(2021, 4, 1)), Yes.YES, texts.DECREE_2021_221),
            Entry(Span(date(2021, 4, 1), date(2021, 4, 30)), Special.NONE, texts.DECREE_2021_347, Confidence.MEDIUM),
            Entry(Span(date(2021, 5, 1)), Yes.YES, texts.DECREE_2021_347, Confidence.MEDIUM),
            Entry(Span(date(2021, 5, 1), date(2021, 5, 31)), Special.NONE, texts.DECREE_2021_508, Confidence.MEDIUM),
            Entry(Span(date(2021, 6, 1)), Yes.YES, texts.DECREE_2021_508, Confidence.MEDIUM),
            Entry(Span(date(2021, 6, 1), date(2021, 6, 30)), Special.NONE, texts.DECREE_2021_671),
            Entry(Span(date(2021, 7, 1)), Yes.YES, texts.DECREE_2021_671),
        ),
    ),
)
"""The net indemnity may not exceed the usual net hourly pay: compared where the employee's share of
contributions is given, and said in a warning; no amount is lowered."""

TRAINING: tuple[DatedTable[TrainingRule], ...] = (
    DatedTable(
        Parameter.INDEMNITY_TRAINING,
        Category.GENERAL,
        "R. 5122-18, al. 4",
        Unit("rule", TrainingRule),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), TrainingRule.NET_PAY, texts.DECREE_2013_551),
            Entry(
                Span(date(2020, 3, 28), date(2020, 12, 31)),
                TrainingRule.ORDINARY_SHARE,
                texts.ORDINANCE_2020_346,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 5",
                note="a training agreed before 28 March 2020 keeps 100 %",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                TrainingRule.ORDINARY_SHARE,
                texts.ORDINANCE_2020_1639,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 5",
            ),
            Entry(
                Span(date(2022, 1, 1), date(2022, 12, 31)),
                TrainingRule.ORDINARY_SHARE,
                texts.ORDINANCE_2021_1214,
                Confidence.MEDIUM,
                article="ordonnance n° 2020-346, art. 5",
            ),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_TRAINING,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 17",
        Unit("rule", TrainingRule),
        date(2026, 3, 27),
        (Entry(Span(date(2025, 4, 16)), TrainingRule.NET_PAY, texts.DECREE_2025_338),),
    ),
)
