"""Shares of the reference pay that the State pays to the employer (allowance).

What each text planned on the day it was published, postponed steps included.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import SHARE
from partial_activity.domain.money import Share

_CHECKED = date(2026, 8, 20)

_VULNERABLE_AND_CHILDCARE: tuple[Entry[Share], ...] = (
    Entry(Span(date(2021, 2, 1)), Share.parse("0.60"), texts.DECREE_2020_1786),
    Entry(
        Span(date(2021, 2, 1), date(2021, 2, 28)),
        Special.INHERIT,
        texts.DECREE_2021_89,
        Confidence.MEDIUM,
    ),
    Entry(Span(date(2021, 3, 1)), Share.parse("0.60"), texts.DECREE_2021_89, Confidence.MEDIUM),
    Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), Special.INHERIT, texts.DECREE_2021_225),
    Entry(Span(date(2021, 4, 1)), Share.parse("0.60"), texts.DECREE_2021_225),
    Entry(
        Span(date(2021, 4, 1), date(2021, 4, 30)),
        Special.INHERIT,
        texts.DECREE_2021_348,
        Confidence.MEDIUM,
        note="PAINVIN: 60 or 70 % according to sector in April; 2021-435 cites art. 11 (entry into force): move to 1 May inferred",
    ),
    Entry(
        Span(date(2021, 5, 1)),
        Share.parse("0.60"),
        texts.DECREE_2021_348,
        Confidence.MEDIUM,
        note="inferred",
    ),
    Entry(Span(date(2021, 4, 1)), Share.parse("0.70"), texts.DECREE_2021_435),
)
"""One plan for both, as long as both schemes were open."""

TABLES: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.GENERAL,
        "D. 5122-13",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2020, 3, 1)), Share.parse("0.70"), texts.DECREE_2020_325),
            Entry(
                Span(date(2020, 6, 1), date(2020, 9, 30)),
                Share.parse("0.60"),
                texts.DECREE_2020_810,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(
                Span(date(2020, 10, 1), date(2020, 10, 31)),
                Share.parse("0.60"),
                texts.DECREE_2020_1170,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(
                Span(date(2020, 11, 1), date(2020, 12, 31)),
                Share.parse("0.60"),
                texts.DECREE_2020_1319,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(
                Span(date(2021, 1, 1)),
                Share.parse("0.36"),
                texts.DECREE_2020_1319,
                note="announced, never applied (share on 2021-07-01 only, floor never)",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 1, 31)),
                Share.parse("0.60"),
                texts.DECREE_2020_1786,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 2, 1)), Share.parse("0.36"), texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 2, 1), date(2021, 2, 28)),
                Share.parse("0.60"),
                texts.DECREE_2021_89,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 3, 1)), Share.parse("0.36"), texts.DECREE_2021_89),
            Entry(
                Span(date(2021, 3, 1), date(2021, 3, 31)),
                Share.parse("0.60"),
                texts.DECREE_2021_225,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 4, 1)), Share.parse("0.36"), texts.DECREE_2021_225),
            Entry(
                Span(date(2021, 4, 1), date(2021, 4, 30)),
                Share.parse("0.60"),
                texts.DECREE_2021_348,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 5, 1)), Share.parse("0.36"), texts.DECREE_2021_348),
            Entry(
                Span(date(2021, 5, 1), date(2021, 5, 31)),
                Share.parse("0.60"),
                texts.DECREE_2021_509,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 6, 1)), Share.parse("0.36"), texts.DECREE_2021_509),
            Entry(
                Span(date(2021, 6, 1), date(2021, 6, 30)),
                Share.parse("0.52"),
                texts.DECREE_2021_674,
                article="décret n° 2020-810, art. 1",
            ),
            Entry(Span(date(2021, 7, 1)), Share.parse("0.36"), texts.DECREE_2021_674),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.PROTECTED,
        "décret n° 2020-810, art. 1; décret n° 2020-1786, art. 7",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 6, 1), date(2020, 9, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_810,
            ),
            Entry(
                Span(date(2020, 10, 1), date(2020, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2020_1170,
            ),
            Entry(
                Span(date(2020, 11, 1), date(2020, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2020_1319,
            ),
            Entry(
                Span(date(2021, 1, 1)),
                Special.INHERIT,
                texts.DECREE_2020_1319,
                note="no raised rate planned beyond 31 Dec 2020",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 1, 31)),
                Share.parse("0.70"),
                texts.DECREE_2020_1786,
            ),
            Entry(
                Span(date(2021, 2, 1), date(2021, 3, 31)),
                Share.parse("0.60"),
                texts.DECREE_2020_1786,
                note="floor of the 60 % step: 8.11 by the Q/R of 2021-03-04 for the later postponed step",
            ),
            Entry(Span(date(2021, 4, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 2, 1), date(2021, 2, 28)), Share.parse("0.70"), texts.DECREE_2021_89
            ),
            Entry(
                Span(date(2021, 3, 1), date(2021, 3, 31)),
                Share.parse("0.60"),
                texts.DECREE_2021_89,
                Confidence.MEDIUM,
            ),
            Entry(Span(date(2021, 4, 1)), Special.INHERIT, texts.DECREE_2021_89, Confidence.MEDIUM),
            Entry(
                Span(date(2021, 3, 1), date(2021, 3, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_225,
            ),
            Entry(
                Span(date(2021, 4, 1), date(2021, 4, 30)),
                Share.parse("0.60"),
                texts.DECREE_2021_225,
            ),
            Entry(
                Span(date(2021, 5, 1)),
                Special.INHERIT,
                texts.DECREE_2021_225,
                note="Q/R of 2021-03-04 prints 36 % with floor 8.11 for the sectors from 1 May; code floor 7.30: conflict, 7.30 kept",
            ),
            Entry(
                Span(date(2021, 4, 1), date(2021, 4, 30)),
                Share.parse("0.70"),
                texts.DECREE_2021_348,
            ),
            Entry(
                Span(date(2021, 5, 1), date(2021, 5, 31)),
                Share.parse("0.60"),
                texts.DECREE_2021_348,
            ),
            Entry(Span(date(2021, 6, 1)), Special.INHERIT, texts.DECREE_2021_348),
            Entry(
                Span(date(2021, 5, 1), date(2021, 5, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_509,
            ),
            Entry(
                Span(date(2021, 6, 1), date(2021, 6, 30)),
                Share.parse("0.60"),
                texts.DECREE_2021_509,
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2021_509),
            Entry(
                Span(date(2021, 6, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2021_674,
            ),
            Entry(
                Span(date(2021, 7, 1), date(2021, 7, 31)),
                Share.parse("0.60"),
                texts.DECREE_2021_674,
            ),
            Entry(
                Span(date(2021, 8, 1), date(2021, 8, 31)),
                Share.parse("0.52"),
                texts.DECREE_2021_674,
            ),
            Entry(Span(date(2021, 9, 1)), Special.INHERIT, texts.DECREE_2021_674),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.PROTECTED_HEAVY_LOSS,
        "décret n° 2020-1786, art. 8",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2021, 4, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2021_225,
            ),
            Entry(
                Span(date(2021, 7, 1), date(2021, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_674,
            ),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(
                Span(date(2021, 11, 1), date(2021, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1383,
            ),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(
                Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_78
            ),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.CLOSED,
        "décret n° 2020-810, art. 1; décret n° 2020-1786, art. 8",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 6, 1), date(2020, 9, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_810,
            ),
            Entry(
                Span(date(2020, 10, 1), date(2020, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2020_1170,
            ),
            Entry(
                Span(date(2020, 11, 1), date(2020, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2020_1319,
            ),
            Entry(
                Span(date(2021, 1, 1)),
                Special.INHERIT,
                texts.DECREE_2020_1319,
                note="no raised rate planned beyond 31 Dec 2020",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_1786,
                note="closed: January through 2020-810 as prolonged, then art. 8 I from 1 Feb",
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 7, 1), date(2021, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_674,
            ),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(
                Span(date(2021, 11, 1), date(2021, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1383,
            ),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(
                Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_78
            ),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
            Entry(
                Span(date(2022, 3, 1), date(2022, 3, 31)),
                Share.parse("0.70"),
                texts.DECREE_2022_242,
            ),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_242),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.RESTRICTED_TERRITORY,
        "décret n° 2020-1786, art. 8",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2021, 1, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_1786,
                note="closed: January through 2020-810 as prolonged, then art. 8 I from 1 Feb",
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 7, 1), date(2021, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_674,
            ),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(
                Span(date(2021, 11, 1), date(2021, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1383,
            ),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
            Entry(
                Span(date(2022, 1, 1), date(2022, 1, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1817,
                note="floor as it stood in art. 8 that day; 8.37 came two days later",
            ),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1817),
            Entry(
                Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_78
            ),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_78),
            Entry(
                Span(date(2022, 3, 1), date(2022, 3, 31)),
                Share.parse("0.70"),
                texts.DECREE_2022_242,
            ),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_242),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.SKI_AREA,
        "décret n° 2020-1786, art. 8 III",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 12, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_1786,
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1786),
            Entry(
                Span(date(2021, 7, 1), date(2021, 10, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_674,
            ),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_674),
            Entry(
                Span(date(2021, 11, 1), date(2021, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1383,
            ),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1383),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.VULNERABLE,
        "décret n° 2020-1786, art. 9",
        SHARE,
        _CHECKED,
        (
            *_VULNERABLE_AND_CHILDCARE,
            Entry(
                Span(date(2022, 8, 1), date(2022, 8, 31)),
                Share.parse("0.70"),
                texts.ANSWERS_2022_08_02,
                Confidence.MEDIUM,
                article="tolérance, sans texte",
            ),
            Entry(
                Span(date(2022, 9, 1), date(2023, 1, 31)),
                Share.parse("0.60"),
                texts.DECREE_2022_1195,
                article="décret n° 2022-1195, art. 1",
            ),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.CHILDCARE,
        "décret n° 2020-1786, art. 9",
        SHARE,
        _CHECKED,
        _VULNERABLE_AND_CHILDCARE,
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 7",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2020, 7, 31)), Share.parse("0.60"), texts.DECREE_2020_926),),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.LONG_TERM_SENT_FROM_2020_10_01,
        "décret n° 2020-926, art. 7",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 10, 1)),
                Share.parse("0.56"),
                texts.DECREE_2020_926,
                note="driver: date the agreement or document was sent; hours cannot precede it",
            ),
            Entry(Span(date(2020, 10, 1)), Special.INHERIT, texts.DECREE_2020_1188),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 18",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2025, 4, 16)), Share.parse("0.60"), texts.DECREE_2025_338),),
    ),
    DatedTable(
        Parameter.ALLOWANCE_SHARE,
        Category.CYCLONE,
        "décret n° 2025-254, art. 1",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2024, 12, 14), date(2025, 3, 31)),
                Share.parse("0.70"),
                texts.DECREE_2025_254,
            ),
            Entry(
                Span(date(2025, 4, 1), date(2025, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2025_314,
            ),
            Entry(
                Span(date(2025, 7, 1), date(2025, 9, 30)),
                Share.parse("0.70"),
                texts.DECREE_CHIDO_2025_07,
            ),
        ),
    ),
)
"""One table a category; a category without a value of its own falls back (see fallback.py)."""
