"""The allowance that the State pays to the employer: flat amounts, cap, and who has no floor.

The shares and the floors, long, have files of their own; the regimes, which read all of them, are
in domain/assessment/regimes.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import EUROS_PER_HOUR, MINIMUM_WAGES, YES, FloorExclusion, PayBelowMinimumWage, Yes
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.words import Words

_CONTINUITY = Words(
    "le code du travail national s'applique à Mayotte depuis le 1er janvier 2018 sans montant propre avant le 7 novembre ; montants de 2016 maintenus par continuité",
    "the national labour code applies in Mayotte since 1 January 2018, without amounts of its own before 7 November; those of 2016 kept by continuity",
)


def _flat_in_mayotte(amount: str) -> tuple[Entry[HourlyPay], ...]:
    """The same amount before and after the labour code of Mayotte ended."""
    return (
        Entry(
            Span(date(2016, 11, 26), date(2017, 12, 31)),
            HourlyPay.parse(amount),
            texts.DECREE_2016_1583,
            Confidence.MEDIUM,
            article="décret n° 2016-1583",
        ),
        Entry(
            Span(date(2018, 1, 1)),
            HourlyPay.parse(amount),
            texts.DECREE_2016_1583,
            Confidence.LOW,
            article="décret n° 2016-1583",
            dispute=_CONTINUITY,
        ),
    )


FLAT_UP_TO_250: tuple[DatedTable[HourlyPay], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_FLAT_UP_TO_250,
        Category.GENERAL,
        "D. 5122-13",
        EUROS_PER_HOUR,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), HourlyPay.parse("7.74"), texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLAT_UP_TO_250,
        Category.MAYOTTE,
        "D. 5522-87",
        EUROS_PER_HOUR,
        ARTICLES_COMPARED,
        (
            *_flat_in_mayotte("5.84"),
            Entry(Span(date(2018, 11, 7)), HourlyPay.parse("5.84"), texts.DECREE_2018_953),
            Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325),
        ),
    ),
)
"""Firms of 1 to 250 employees."""

FLAT_ABOVE_250: tuple[DatedTable[HourlyPay], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_FLAT_ABOVE_250,
        Category.GENERAL,
        "D. 5122-13",
        EUROS_PER_HOUR,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), HourlyPay.parse("7.23"), texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLAT_ABOVE_250,
        Category.MAYOTTE,
        "D. 5522-87",
        EUROS_PER_HOUR,
        ARTICLES_COMPARED,
        (
            *_flat_in_mayotte("5.46"),
            Entry(Span(date(2018, 11, 7)), HourlyPay.parse("5.46"), texts.DECREE_2018_953),
            Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325),
        ),
    ),
)
"""Firms of more than 250 employees."""

CAPS: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_CAP,
        Category.GENERAL,
        "D. 5122-13",
        MINIMUM_WAGES,
        ARTICLES_COMPARED,
        (Entry(Span(date(2020, 3, 1)), Share.parse("4.5"), texts.DECREE_2020_325),),
    ),
)
"""The long-term schemes share the cap of the ordinary scheme."""

FLOOR_EXCLUSIONS: tuple[DatedTable[FloorExclusion], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_FLOOR_EXCLUSION,
        Category.GENERAL,
        "D. 5122-13, al. 2",
        Unit("rule", FloorExclusion),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2020, 3, 1)), FloorExclusion.APPRENTICES, texts.DECREE_2020_325),
            Entry(Span(date(2022, 1, 1)), FloorExclusion.LISTED_BELOW_MINIMUM_WAGE, texts.DECREE_2021_1918),
        ),
    ),
)

OWN_SHARES: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_OWN_SHARE,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 7",
        YES,
        ARTICLES_COMPARED,
        (Entry(Span(date(2020, 11, 1)), Yes.YES, texts.DECREE_2020_1316),),
    ),
)
"""The long-term scheme pays at least the share the employer would have in the ordinary one."""

OWN_PAY_LIMITS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_OWN_PAY_LIMIT,
        Category.GENERAL,
        "D. 5122-13, dernier al.",
        YES,
        ARTICLES_COMPARED,
        (Entry(Span(date(2013, 7, 1)), Yes.YES, texts.DECREE_2013_551), Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325)),
    ),
    DatedTable(
        Parameter.ALLOWANCE_OWN_PAY_LIMIT,
        Category.MAYOTTE,
        "D. 5522-87, al. 2",
        YES,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2018, 11, 7)),
                Yes.YES,
                texts.DECREE_2018_953,
                Confidence.MEDIUM,
                note="the wording of 2018 was not read: that of 2013 and that of 2026 agree",
            ),
            Entry(Span(date(2020, 3, 1)), Special.NONE, texts.DECREE_2020_325),
            Entry(Span(date(2020, 9, 1)), Yes.YES, texts.DECREE_2020_1071),
        ),
    ),
)
"""A pay set as a percentage of the minimum wage where no collective agreement applies: the allowance
is limited to the gross hourly pay. Mayotte keeps the rule."""

PAY_BELOW_MINIMUM_WAGE: tuple[DatedTable[PayBelowMinimumWage], ...] = (
    DatedTable(
        Parameter.PAY_BELOW_MINIMUM_WAGE,
        Category.APPRENTICE,
        "L. 5122-5",
        Unit("rule", PayBelowMinimumWage),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), PayBelowMinimumWage.ALLOWANCE_WITHIN_INDEMNITY, texts.DECREE_2013_551, article="R. 5122-18, al. 3"),
            Entry(Span(date(2020, 3, 12)), PayBelowMinimumWage.OWN_PAY, texts.ORDINANCE_2020_346, article="ordonnance n° 2020-346, art. 4"),
            Entry(Span(date(2022, 1, 1)), PayBelowMinimumWage.OWN_PAY, texts.LAW_2021_1900),
        ),
    ),
)
"""Apprentices and vocational contracts alike."""
