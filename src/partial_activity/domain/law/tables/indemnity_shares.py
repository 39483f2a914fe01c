"""Shares of the reference pay that the employer owes to the employee (indemnity).

The fall from 70 to 60 % was planned for 1 January 2021 and postponed six times, to 1 July.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import SHARE
from partial_activity.domain.money import Share
from partial_activity.domain.words import Words

_CHECKED = date(2026, 6, 30)

TABLES: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.GENERAL,
        "R. 5122-18, al. 1",
        SHARE,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), Share.parse("0.70"), texts.DECREE_2013_551),
            Entry(Span(date(2021, 1, 1)), Share.parse("0.60"), texts.DECREE_2020_1316),
            Entry(Span(date(2021, 1, 1), date(2021, 1, 31)), Share.parse("0.70"), texts.DECREE_2020_1681),
            Entry(Span(date(2021, 2, 1)), Share.parse("0.60"), texts.DECREE_2020_1681),
            Entry(Span(date(2021, 2, 1), date(2021, 2, 28)), Share.parse("0.70"), texts.DECREE_2021_88),
            Entry(Span(date(2021, 3, 1)), Share.parse("0.60"), texts.DECREE_2021_88),
            Entry(Span(date(2021, 3, 1), date(2021, 3, 31)), Share.parse("0.70"), texts.DECREE_2021_221),
            Entry(Span(date(2021, 4, 1)), Share.parse("0.60"), texts.DECREE_2021_221),
            Entry(Span(date(2021, 4, 1), date(2021, 4, 30)), Share.parse("0.70"), texts.DECREE_2021_347),
            Entry(Span(date(2021, 5, 1)), Share.parse("0.60"), texts.DECREE_2021_347),
            Entry(Span(date(2021, 5, 1), date(2021, 5, 31)), Share.parse("0.70"), texts.DECREE_2021_508),
            Entry(Span(date(2021, 6, 1)), Share.parse("0.60"), texts.DECREE_2021_508),
            Entry(Span(date(2021, 6, 1), date(2021, 6, 30)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 7, 1)), Share.parse("0.60"), texts.DECREE_2021_671),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.PROTECTED,
        "décret n° 2020-1316, art. 4 V",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 2, 1), date(2021, 3, 31)), Share.parse("0.70"), texts.DECREE_2020_1681),
            Entry(Span(date(2021, 4, 1)), Special.INHERIT, texts.DECREE_2020_1681),
            Entry(
                Span(date(2021, 2, 1), date(2021, 3, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_88,
                Confidence.MEDIUM,
                note="unchanged from 2020-1681; text not read",
            ),
            Entry(Span(date(2021, 3, 1), date(2021, 4, 30)), Share.parse("0.70"), texts.DECREE_2021_221),
            Entry(Span(date(2021, 5, 1)), Special.INHERIT, texts.DECREE_2021_221),
            Entry(Span(date(2021, 4, 1), date(2021, 5, 31)), Share.parse("0.70"), texts.DECREE_2021_347),
            Entry(Span(date(2021, 6, 1)), Special.INHERIT, texts.DECREE_2021_347),
            Entry(Span(date(2021, 5, 1), date(2021, 6, 30)), Share.parse("0.70"), texts.DECREE_2021_508),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2021_508),
            Entry(Span(date(2021, 6, 1), date(2021, 8, 31)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 9, 1)), Special.INHERIT, texts.DECREE_2021_671),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.PROTECTED_HEAVY_LOSS,
        "décret n° 2020-1316, art. 4 VI",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 4, 1), date(2021, 6, 30)), Share.parse("0.70"), texts.DECREE_2021_221),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), Share.parse("0.70"), texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), Share.parse("0.70"), texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_77),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_77),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.CLOSED,
        "décret n° 2020-1316, art. 4 VI",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 2, 1), date(2021, 6, 30)), Share.parse("0.70"), texts.DECREE_2020_1681),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), Share.parse("0.70"), texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), Share.parse("0.70"), texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_77),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_77),
            Entry(Span(date(2022, 3, 1), date(2022, 3, 31)), Share.parse("0.70"), texts.DECREE_2022_241),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_241),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.RESTRICTED_TERRITORY,
        "décret n° 2020-1316, art. 4 VI",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 2, 1), date(2021, 6, 30)), Share.parse("0.70"), texts.DECREE_2020_1681),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1), date(2021, 12, 31)), Share.parse("0.70"), texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1389),
            Entry(Span(date(2022, 1, 1), date(2022, 1, 31)), Share.parse("0.70"), texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1)), Special.INHERIT, texts.DECREE_2021_1816),
            Entry(Span(date(2022, 2, 1), date(2022, 2, 28)), Share.parse("0.70"), texts.DECREE_2022_77),
            Entry(Span(date(2022, 3, 1)), Special.INHERIT, texts.DECREE_2022_77),
            Entry(Span(date(2022, 3, 1), date(2022, 3, 31)), Share.parse("0.70"), texts.DECREE_2022_241),
            Entry(Span(date(2022, 4, 1)), Special.INHERIT, texts.DECREE_2022_241),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.SKI_AREA,
        "décret n° 2020-1316, art. 4 VI",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2021, 2, 1), date(2021, 6, 30)),
                Share.parse("0.70"),
                texts.DECREE_2020_1681,
                Confidence.MEDIUM,
                note="3° assumed with 1° and 2°; PAINVIN confirms 70 % for ski zones in April 2021",
            ),
            Entry(Span(date(2021, 7, 1)), Special.INHERIT, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 7, 1), date(2021, 10, 31)), Share.parse("0.70"), texts.DECREE_2021_671),
            Entry(Span(date(2021, 11, 1)), Special.INHERIT, texts.DECREE_2021_671),
            Entry(
                Span(date(2021, 11, 1), date(2021, 12, 31)),
                Share.parse("0.70"),
                texts.DECREE_2021_1389,
                Confidence.MEDIUM,
                dispute=Words(
                    "les sources divergent : 70 % maintenus après le 31 octobre 2021 pour les zones de ski, ou 60 %",
                    "sources disagree whether ski areas kept 70 % after 31 October 2021 or fell to 60 %",
                ),
            ),
            Entry(Span(date(2022, 1, 1)), Special.INHERIT, texts.DECREE_2021_1389),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.VULNERABLE,
        "décret n° 2020-1786, art. 9 I",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 2, 1)), Share.parse("0.70"), texts.DECREE_2020_1786),
            Entry(
                Span(date(2022, 8, 1), date(2022, 8, 31)),
                Share.parse("0.70"),
                texts.ANSWERS_2022_08_02,
                Confidence.MEDIUM,
                article="tolérance, sans texte",
            ),
            Entry(Span(date(2022, 9, 1), date(2023, 1, 31)), Share.parse("0.70"), texts.DECREE_2022_1195, article="décret n° 2022-1195, art. 1"),
        ),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.CHILDCARE,
        "décret n° 2020-1786, art. 9 I",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2021, 2, 1)), Share.parse("0.70"), texts.DECREE_2020_1786),),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 8",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2020, 7, 31)), Share.parse("0.70"), texts.DECREE_2020_926),),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 17",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2025, 4, 16)), Share.parse("0.70"), texts.DECREE_2025_338),),
    ),
    DatedTable(
        Parameter.INDEMNITY_SHARE,
        Category.CYCLONE,
        "décret n° 2025-254, art. 1",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2024, 12, 14), date(2025, 3, 31)), Share.parse("0.70"), texts.DECREE_2025_254),
            Entry(Span(date(2025, 4, 1), date(2025, 6, 30)), Share.parse("0.70"), texts.DECREE_2025_314),
            Entry(Span(date(2025, 7, 1), date(2025, 9, 30)), Share.parse("0.70"), texts.DECREE_CHIDO_2025_07),
        ),
    ),
)
"""One table a category; a category without a value of its own falls back (see fallback.py)."""
