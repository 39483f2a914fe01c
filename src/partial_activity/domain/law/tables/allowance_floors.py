"""Lowest hourly allowance, by category.

The floor does not follow the share: 60 % and 52 % of early 2021 keep 8.11.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import EUROS_PER_HOUR
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.words import Words

_DECREE_2020_810_ART_1 = "décret n° 2020-810, art. 1"
_CHECKED = date(2026, 8, 20)

_VULNERABLE_AND_CHILDCARE: tuple[Entry[HourlyPay], ...] = (
    Entry(Span(date(2021, 2, 1)), HourlyPay.parse("7.30"), texts.DECREE_2020_1786),
    Entry(Span(date(2021, 2, 1), date(2021, 2, 28)), Special.INHERIT, texts.DECREE_2021_89, Confidence.MEDIUM),
    Entry(Span(date(2021, 3, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_89, Confidence.MEDIUM),
    Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), Special.INHERIT, texts.DECREE_2021_225),
    Entry(Span(date(2021, 4, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_225),
    Entry(
        Span(date(2021, 4, 1), date(2021, 4, 30)),
        Special.INHERIT,
        texts.DECREE_2021_348,
        Confidence.MEDIUM,
        note="PAINVIN: 60 or 70 % according to sector in April; 2021-435 cites art. 11 (entry into force): move to 1 May inferred",
    ),
    Entry(Span(date(2021, 5, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_348, Confidence.MEDIUM, note="inferred"),
    Entry(Span(date(2021, 4, 1)), HourlyPay.parse("8.11"), texts.DECREE_2021_435),
    Entry(Span(date(2021, 10, 1)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
    Entry(Span(date(2022, 1, 1)), HourlyPay.parse("8.37"), texts.DECREE_2021_1878),
    Entry(Span(date(2022, 5, 1)), HourlyPay.parse("8.59"), texts.DECREE_2022_654),
)
"""One plan for both, as long as both schemes were open."""

TABLES: tuple[DatedTable[HourlyPay], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.GENERAL,
        "D. 5122-13",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2020, 3, 1)), HourlyPay.parse("8.03"), texts.DECREE_2020_325),
            Entry(
                Span(date(2020, 6, 1), date(2020, 9, 30)), HourlyPay.parse("8.03"), texts.DECREE_2020_810, article=_DECREE_2020_810_ART_1
            ),
            Entry(
                Span(date(2020, 10, 1), date(2020, 10, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1170, article=_DECREE_2020_810_ART_1
            ),
            Entry(
                Span(date(2020, 11, 1), date(2020, 12, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1319, article=_DECREE_2020_810_ART_1
            ),
            Entry(
                Span(date(2021, 1, 1)),
                HourlyPay.parse("7.23"),
                texts.DECREE_2020_1319,
                note="announced, never applied (share on 2021-07-01 only, floor never)",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 1, 31)), HourlyPay.parse("8.11"), texts.DECREE_2020_1786, article=_DECREE_2020_810_ART_1
            ),
            Entry(Span(date(2021, 2, 1)), HourlyPay.parse("7.30"), texts.DECREE_2020_1786),
            Entry(Span(date(2021, 2, 1), date(2021, 2, 28)), HourlyPay.parse("8.11"), texts.DECREE_2021_89, article=_DECREE_2020_810_ART_1),
            Entry(Span(date(2021, 3, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_89),
            Entry(
                Span(date(2021, 3, 1), date(2021, 3, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_225, article=_DECREE_2020_810_ART_1
            ),
            Entry(Span(date(2021, 4, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_225),
            Entry(
                Span(date(2021, 4, 1), date(2021, 4, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_348, article=_DECREE_2020_810_ART_1
            ),
            Entry(Span(date(2021, 5, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_348),
            Entry(
                Span(date(2021, 5, 1), date(2021, 5, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_509, article=_DECREE_2020_810_ART_1
            ),
            Entry(Span(date(2021, 6, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_509),
            Entry(
                Span(date(2021, 6, 1), date(2021, 6, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_674, article=_DECREE_2020_810_ART_1
            ),
            Entry(Span(date(2021, 7, 1)), HourlyPay.parse("7.30"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("7.47"), texts.DECREE_2021_1252),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("7.53"), texts.DECREE_2021_1878),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("7.73"), texts.DECREE_2022_654),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("7.88"), texts.DECREE_2022_1072),
            Entry(Span(date(2023, 1, 1)), HourlyPay.parse("8.03"), texts.DECREE_2022_1632),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("8.21"), texts.DECREE_2023_322),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("8.30"), texts.DECREE_2023_1305),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("8.46"), texts.DECREE_2024_1149),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("8.57"), texts.DECREE_2026_35),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.PROTECTED,
        "décret n° 2020-810, art. 1; décret n° 2020-1786, art. 7",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2020, 6, 1), date(2020, 9, 30)), HourlyPay.parse("8.03"), texts.DECREE_2020_810),
            Entry(Span(date(2020, 10, 1), date(2020, 10, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1170),
            Entry(Span(date(2020, 11, 1), date(2020, 12, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1319),
            Entry(Span(date(2021, 1, 1)), Special.INHERIT, texts.DECREE_2020_1319, note="no raised rate planned beyond 31 Dec 2020"),
            Entry(Span(date(2021, 1, 1), date(2021, 1, 31)), HourlyPay.parse("8.11"), texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 2, 1), date(2021, 3, 31)),
                HourlyPay.parse("8.11"),
                texts.DECREE_2020_1786,
                note="floor of the 60 % step: 8.11 by the Q/R of 2021-03-04 for the later postponed step",
            ),
            Entry(Span(date(2021, 4, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(Span(date(2021, 2, 1), date(2021, 2, 28)), HourlyPay.parse("8.11"), texts.DECREE_2021_89),
            Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_89, Confidence.MEDIUM),
            Entry(Span(date(2021, 4, 1)), Special.INHERIT, texts.DECREE_2021_89, Confidence.MEDIUM),
            Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_225),
            Entry(Span(date(2021, 4, 1), date(2021, 4, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_225),
            Entry(
                Span(date(2021, 5, 1)),
                Special.INHERIT,
                texts.DECREE_2021_225,
                note="Q/R of 2021-03-04 prints 36 % with floor 8.11 for the sectors from 1 May; code floor 7.30: conflict, 7.30 kept",
            ),
            Entry(Span(date(2021, 4, 1), date(2021, 4, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_348),
            Entry(Span(date(2021, 5, 1), date(2021, 5, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_348),
            Entry(Span(date(2021, 6, 1)), Special.INHERIT, texts.DECREE_2021_348),
            Entry(Span(date(2021, 5, 1), date(2021, 5, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_509),
            Entry(Span(date(2021, 6, 1), date(2021, 6, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_509),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2021_509),
            Entry(Span(date(2021, 6, 1), date(2021, 6, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 7, 1), date(2021, 7, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 8, 1), date(2021, 8, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 9, 1)), Special.INHERIT, texts.DECREE_2021_674),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.PROTECTED_HEAVY_LOSS,
        "décret n° 2020-1786, art. 8",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2021, 4, 1), date(2021, 6, 30)), HourlyPay.parse("8.11"), texts.DECREE_2021_225),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1), date(2021, 10, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1383),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                HourlyPay.parse("8.30"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), HourlyPay.parse("8.37"), texts.DECREE_2021_1878),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), HourlyPay.parse("8.37"), texts.DECREE_2022_78),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.CLOSED,
        "décret n° 2020-810, art. 1; décret n° 2020-1786, art. 8",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2020, 6, 1), date(2020, 9, 30)), HourlyPay.parse("8.03"), texts.DECREE_2020_810),
            Entry(Span(date(2020, 10, 1), date(2020, 10, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1170),
            Entry(Span(date(2020, 11, 1), date(2020, 12, 31)), HourlyPay.parse("8.03"), texts.DECREE_2020_1319),
            Entry(Span(date(2021, 1, 1)), Special.INHERIT, texts.DECREE_2020_1319, note="no raised rate planned beyond 31 Dec 2020"),
            Entry(
                Span(date(2021, 1, 1), date(2021, 6, 30)),
                HourlyPay.parse("8.11"),
                texts.DECREE_2020_1786,
                note="closed: January through 2020-810 as prolonged, then art. 8 I from 1 Feb",
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1), date(2021, 10, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1383),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                HourlyPay.parse("8.30"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), HourlyPay.parse("8.37"), texts.DECREE_2021_1878),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), HourlyPay.parse("8.37"), texts.DECREE_2022_78),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
            Entry(Span(date(2022, 3, 1), date(2022, 3, 31)), HourlyPay.parse("8.37"), texts.DECREE_2022_242),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_242),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.RESTRICTED_TERRITORY,
        "décret n° 2020-1786, art. 8",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(
                Span(date(2021, 1, 1), date(2021, 6, 30)),
                HourlyPay.parse("8.11"),
                texts.DECREE_2020_1786,
                note="closed: January through 2020-810 as prolonged, then art. 8 I from 1 Feb",
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1), date(2021, 10, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1383),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                HourlyPay.parse("8.30"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), HourlyPay.parse("8.37"), texts.DECREE_2021_1878),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), HourlyPay.parse("8.37"), texts.DECREE_2022_78),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
            Entry(Span(date(2022, 3, 1), date(2022, 3, 31)), HourlyPay.parse("8.37"), texts.DECREE_2022_242),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_242),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.SKI_AREA,
        "décret n° 2020-1786, art. 8 III",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 12, 1), date(2020, 12, 31)),
                HourlyPay.parse("8.11"),
                texts.DECREE_2020_1786,
                Confidence.MEDIUM,
                dispute=Words(
                    "l'article 8 III n'a été lu qu'en partie : 8,11 comme aux I et II, ou 8,03 comme dans le code",
                    "art. 8 III was read only in part: 8.11 as in I and II, or 8.03 as in the code",
                ),
            ),
            Entry(Span(date(2021, 1, 1), date(2021, 6, 30)), HourlyPay.parse("8.11"), texts.DECREE_2020_1786),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1), date(2021, 10, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), HourlyPay.parse("8.30"), texts.DECREE_2021_1383),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.VULNERABLE,
        "décret n° 2020-1786, art. 9",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            *_VULNERABLE_AND_CHILDCARE,
            Entry(
                Span(date(2022, 8, 1), date(2022, 8, 31)),
                HourlyPay.parse("8.76"),
                texts.ANSWERS_2022_08_02,
                Confidence.MEDIUM,
                article="tolérance, sans texte",
            ),
            Entry(
                Span(date(2022, 9, 1), date(2023, 1, 31)),
                HourlyPay.parse("8.76"),
                texts.DECREE_2022_1195,
                article="décret n° 2022-1195, art. 1",
            ),
            Entry(Span(date(2023, 1, 1), date(2023, 1, 31)), HourlyPay.parse("8.92"), texts.DECREE_2022_1632),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR, Category.CHILDCARE, "décret n° 2020-1786, art. 9", EUROS_PER_HOUR, _CHECKED, _VULNERABLE_AND_CHILDCARE
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 7",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2020, 7, 31)), HourlyPay.parse("7.23"), texts.DECREE_2020_926),
            Entry(Span(date(2021, 1, 1)), HourlyPay.parse("7.30"), texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 5, 30), date(2021, 5, 31)),
                HourlyPay.parse("8.11"),
                texts.DECREE_2021_674,
                Confidence.MEDIUM,
                dispute=Words(
                    "8,11 dès le 30 mai 2021 (entrée en vigueur) ou le 1er juin : le premier jour n'a pas été lu dans le décret",
                    "8.11 from 30 May 2021 (entry into force) or from 1 June: the first day was not read in the decree",
                ),
            ),
            Entry(Span(date(2021, 6, 1)), HourlyPay.parse("8.11"), texts.DECREE_2021_674),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("8.30"), texts.DECREE_2021_1252),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("8.37"), texts.DECREE_2021_1878),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("8.59"), texts.DECREE_2022_654),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("8.76"), texts.DECREE_2022_1072),
            Entry(Span(date(2023, 1, 1)), HourlyPay.parse("8.92"), texts.DECREE_2022_1632),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("9.12"), texts.DECREE_2023_322),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("9.22"), texts.DECREE_2023_1305),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("9.40"), texts.DECREE_2024_1149),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("9.52"), texts.DECREE_2026_35),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 18",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2025, 4, 16), date(2025, 12, 31)), HourlyPay.parse("9.40"), texts.DECREE_2025_338),
            Entry(
                Span(date(2026, 1, 1)),
                HourlyPay.parse("9.40"),
                texts.DECREE_2025_338,
                Confidence.MEDIUM,
                dispute=Words(
                    "9,40 est écrit dans le décret et aucun texte ne l'a changé ; des commentateurs attendent 9,52 au 1er janvier 2026",
                    "9.40 is written in the decree and no text changed it; commentators expect 9.52 from 1 January 2026",
                ),
            ),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.MAYOTTE,
        "D. 5522-87",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2020, 9, 1)), HourlyPay.parse("7.05"), texts.DECREE_2020_1071),
            Entry(Span(date(2021, 1, 1)), HourlyPay.parse("6.35"), texts.DECREE_2020_1318, note="stillborn"),
            Entry(Span(date(2021, 1, 1)), HourlyPay.parse("7.09"), texts.DECREE_MAYOTTE_2021_02, Confidence.MEDIUM),
            Entry(Span(date(2021, 7, 1)), HourlyPay.parse("6.38"), texts.DECREE_2021_808, Confidence.MEDIUM),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("6.52"), texts.DECREE_2021_1390),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("6.54"), texts.DECREE_2022_40),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("6.71"), texts.DECREE_2022_940),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("6.85"), texts.DECREE_2022_1241),
            Entry(Span(date(2023, 1, 1)), HourlyPay.parse("6.94"), texts.DECREE_2023_34),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("7.09"), texts.DECREE_2023_438),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("7.14"), texts.DECREE_2024_125),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("7.29"), texts.DECREE_2024_1150),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("7.50"), texts.DECREE_2026_52),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.MAYOTTE_RAISED,
        "décret n° 2020-1318, art. 2",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 11, 1)),
                Special.UNKNOWN,
                texts.DECREE_2020_1318,
                Confidence.LOW,
                note="art. 2 first amount not found (consolidated copy shows later amounts)",
            ),
            Entry(Span(date(2021, 7, 1)), HourlyPay.parse("7.09"), texts.DECREE_2021_808, Confidence.MEDIUM),
            Entry(Span(date(2021, 10, 1)), HourlyPay.parse("7.24"), texts.DECREE_2021_1390),
            Entry(Span(date(2022, 1, 1)), HourlyPay.parse("7.27"), texts.DECREE_2022_40),
            Entry(Span(date(2022, 5, 1)), HourlyPay.parse("7.46"), texts.DECREE_2022_940),
            Entry(Span(date(2022, 8, 1)), HourlyPay.parse("7.61"), texts.DECREE_2022_1241),
            Entry(Span(date(2023, 1, 1)), Special.UNKNOWN, texts.DECREE_2023_34, Confidence.LOW, note="amount not found"),
            Entry(Span(date(2023, 5, 1)), HourlyPay.parse("7.88"), texts.DECREE_2023_438),
            Entry(Span(date(2024, 1, 1)), HourlyPay.parse("7.93"), texts.DECREE_2024_125),
            Entry(Span(date(2024, 11, 1)), HourlyPay.parse("8.10"), texts.DECREE_2024_1150),
            Entry(Span(date(2026, 1, 1)), HourlyPay.parse("8.33"), texts.DECREE_2026_52),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_FLOOR,
        Category.CYCLONE,
        "décret n° 2025-254, art. 1",
        EUROS_PER_HOUR,
        _CHECKED,
        (
            Entry(Span(date(2024, 12, 14), date(2025, 3, 31)), HourlyPay.parse("8.10"), texts.DECREE_2025_254),
            Entry(Span(date(2025, 4, 1), date(2025, 6, 30)), HourlyPay.parse("8.10"), texts.DECREE_2025_314),
            Entry(Span(date(2025, 7, 1), date(2025, 9, 30)), HourlyPay.parse("8.10"), texts.DECREE_CHIDO_2025_07),
        ),
    ),
)
"""One table a category; Mayotte has its own (D. 5522-87)."""
