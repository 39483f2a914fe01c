"""The days on which a scheme is open at all, and the tests of turnover that situations require."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import SHARE, YES, Yes
from partial_activity.domain.money import Share

_CHECKED = date(2026, 8, 20)
_COMMON_TO_BOTH = (
    Entry(Span(date(2020, 5, 1), date(2020, 12, 31)), Yes.YES, texts.LAW_2020_473, Confidence.MEDIUM),
    Entry(Span(date(2021, 1, 1), date(2021, 12, 31)), Yes.YES, texts.ORDINANCE_2020_1639),
    Entry(Span(date(2022, 1, 1), date(2022, 7, 31)), Yes.YES, texts.LAW_2021_1465),
)

OPEN: tuple[DatedTable[Yes], ...] = (
    DatedTable(Parameter.SCHEME_OPEN, Category.GENERAL, "L. 5122-1", YES, _CHECKED, (Entry(Span(date(2013, 7, 1)), Yes.YES, texts.DECREE_2013_551),)),
    DatedTable(
        Parameter.SCHEME_OPEN,
        Category.MAYOTTE,
        "ordonnance n° 2016-1579",
        YES,
        _CHECKED,
        (Entry(Span(date(2016, 11, 26)), Yes.YES, texts.ORDINANCE_2016_1579, note="the island had no activité partielle before"),),
    ),
    DatedTable(
        Parameter.SCHEME_OPEN,
        Category.VULNERABLE,
        "loi n° 2020-473, art. 20",
        YES,
        _CHECKED,
        (
            *_COMMON_TO_BOTH,
            Entry(Span(date(2022, 8, 1), date(2022, 8, 31)), Yes.YES, texts.ANSWERS_2022_08_02, Confidence.MEDIUM, article="tolérance, sans texte"),
            Entry(Span(date(2022, 9, 1), date(2023, 1, 31)), Yes.YES, texts.LAW_2022_1157, article="loi n° 2022-1157, art. 33"),
        ),
    ),
    DatedTable(Parameter.SCHEME_OPEN, Category.CHILDCARE, "loi n° 2020-473, art. 20", YES, _CHECKED, _COMMON_TO_BOTH),
    DatedTable(
        Parameter.SCHEME_OPEN,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 3",
        YES,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 7, 31), date(2026, 12, 31)),
                Yes.YES,
                texts.DECREE_2020_926,
                note="last possible day of the last agreement, as service-public.fr gives it",
            ),
        ),
    ),
    DatedTable(
        Parameter.SCHEME_OPEN,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        YES,
        _CHECKED,
        (
            Entry(
                Span(date(2025, 4, 16), date(2028, 4, 30)),
                Yes.YES,
                texts.DECREE_2025_338,
                note="last day computed: filed in February 2026, begun on 1 May 2026, 24 months",
            ),
        ),
    ),
)

TURNOVER_DROPS: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.TURNOVER_DROP,
        Category.PROTECTED_HEAVY_LOSS,
        "décret n° 2020-1786, art. 8",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 4, 1)), Share.parse("0.80"), texts.DECREE_2021_674, note="same threshold in decree 2021-225"),
            Entry(Span(date(2021, 12, 1)), Share.parse("0.65"), texts.DECREE_2021_1817),
            Entry(Span(date(2022, 3, 1)), Special.NONE, texts.DECREE_2022_78),
        ),
    ),
    DatedTable(
        Parameter.TURNOVER_DROP,
        Category.RESTRICTED_TERRITORY,
        "décret n° 2020-1786, art. 8",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2021, 1, 1)), Share.parse("0.60"), texts.DECREE_2020_1786),
            Entry(Span(date(2022, 4, 1)), Special.NONE, texts.DECREE_2022_242),
        ),
    ),
    DatedTable(
        Parameter.TURNOVER_DROP,
        Category.SKI_AREA,
        "décret n° 2020-1786, art. 8 III",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2020, 12, 1)), Share.parse("0.50"), texts.DECREE_2020_1786),
            Entry(Span(date(2022, 1, 1)), Special.NONE, texts.DECREE_2021_1383),
        ),
    ),
)
"""Loss of turnover that opens the raised share. Carried for information: the situation of a case is
taken as declared."""
