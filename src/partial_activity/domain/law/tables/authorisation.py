"""Quotas of hours, lengths of authorisation and delays: rules driven by the request or the year."""

from datetime import date

from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Confidence, DatedTable, Driver, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import AUTHORISATION_MONTHS, FIRST_DAY, WHOLE_MONTHS, AuthorisationLength
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import DAYS, HOURS
from partial_activity.domain.words import Words

_CHECKED = date(2026, 6, 30)


def _quota_in_mayotte(parameter: Parameter, hours: str) -> DatedTable[Hours]:
    """The quota of Mayotte to the end of its labour code: its own, and as high as elsewhere."""
    return DatedTable(
        parameter,
        Category.MAYOTTE,
        "décret n° 2016-1583",
        HOURS,
        _CHECKED,
        (Entry(Span(date(2016, 11, 26), date(2017, 12, 31)), Hours.parse(hours), texts.DECREE_2016_1583, Confidence.MEDIUM),),
    )


QUOTAS: tuple[DatedTable[Hours], ...] = (
    DatedTable(
        Parameter.QUOTA,
        Category.GENERAL,
        "R. 5122-6",
        HOURS,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2013, 7, 1)), Hours.parse("1000"), texts.ORDER_2013_08_26, note="earlier orders had the same value before 6 September 2013"
            ),
            Entry(Span(date(2020, 1, 1), date(2020, 12, 31)), Hours.parse("1607"), texts.ORDER_2020_03_31),
            Entry(Span(date(2021, 1, 1), date(2021, 12, 31)), Hours.parse("1607"), texts.ORDER_2021_05_10),
        ),
    ),
    _quota_in_mayotte(Parameter.QUOTA, "1000"),
    DatedTable(
        Parameter.QUOTA,
        Category.LONG_TERM,
        "décret n° 2020-926",
        HOURS,
        _CHECKED,
        (Entry(Span(date(2020, 7, 31)), Special.NONE, texts.DECREE_2020_926),),
    ),
    DatedTable(
        Parameter.QUOTA,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 24",
        HOURS,
        _CHECKED,
        (
            Entry(
                Span(date(2025, 4, 16)),
                Special.UNKNOWN,
                texts.DECREE_2025_338,
                Confidence.LOW,
                note="art. 24 sets some general articles aside; its list was not read",
            ),
        ),
    ),
)
"""Hours an employee and a calendar year; none for the long-term scheme, not read for the rebound.

Those of Mayotte are for information: an answer reads the national ones, which are the same."""

QUOTAS_MOTIVE_4: tuple[DatedTable[Hours], ...] = (
    DatedTable(
        Parameter.QUOTA_MOTIVE_4,
        Category.GENERAL,
        "R. 5122-7",
        HOURS,
        _CHECKED,
        (Entry(Span(date(2013, 7, 1)), Hours.parse("100"), texts.ORDER_2013_08_26),),
    ),
    _quota_in_mayotte(Parameter.QUOTA_MOTIVE_4, "100"),
)
"""Part of the quota open to transformation, restructuring or modernisation (motive 4)."""

_SIX_MONTHS = AuthorisationLength.parse("6")
_TWELVE_MONTHS = AuthorisationLength.parse("12")
_THREE_MONTHS = AuthorisationLength.parse("3 (6 in 12; motive 3: 6)")

MAXIMUM_MONTHS: tuple[DatedTable[AuthorisationLength], ...] = (
    DatedTable(
        Parameter.MAXIMUM_MONTHS,
        Category.GENERAL,
        "R. 5122-9, I",
        AUTHORISATION_MONTHS,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), _SIX_MONTHS, texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 26)), _TWELVE_MONTHS, texts.DECREE_2020_325),
            Entry(Span(date(2021, 1, 1)), _THREE_MONTHS, texts.DECREE_2020_1316),
            Entry(Span(date(2021, 1, 1), date(2021, 2, 28)), _TWELVE_MONTHS, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 3, 1)), _THREE_MONTHS, texts.DECREE_2020_1681),
            Entry(Span(date(2021, 3, 1), date(2021, 6, 30)), _TWELVE_MONTHS, texts.DECREE_2021_221),
            Entry(Span(date(2021, 7, 1)), _THREE_MONTHS, texts.DECREE_2021_221),
            Entry(
                Span(date(2022, 1, 1), date(2022, 3, 31)),
                _THREE_MONTHS,
                texts.DECREE_2021_1816,
                article="décret n° 2021-1816, art. 2",
                note="periods before 31 December 2021 not counted: see authorisation.counted_from",
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""Longest authorisation, by the day of the request (not by the day of the code's version)."""

COUNTED_FROM: tuple[DatedTable[date], ...] = (
    DatedTable(
        Parameter.COUNTED_FROM,
        Category.GENERAL,
        "R. 5122-9, I",
        FIRST_DAY,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2021, 1, 1)),
                date(2021, 1, 1),
                texts.DECREE_2020_1316,
                Confidence.MEDIUM,
                article="questions-réponses du ministère, décembre 2020",
            ),
            Entry(
                Span(date(2021, 3, 1)), date(2021, 3, 1), texts.DECREE_2020_1681, Confidence.LOW, note="inferred from the answers before and after it"
            ),
            Entry(Span(date(2021, 7, 1)), date(2021, 7, 1), texts.DECREE_2021_221, article="questions-réponses du ministère du 4 mars 2021"),
            Entry(
                Span(date(2022, 1, 1), date(2022, 3, 31)),
                date(2022, 1, 1),
                texts.DECREE_2021_1816,
                Confidence.MEDIUM,
                article="décret n° 2021-1816, art. 2",
                note="for periods between 1 January and 31 March 2022",
            ),
            Entry(
                Span(date(2022, 4, 1), date(2022, 12, 30)),
                date(2021, 7, 1),
                texts.DECREE_2021_1816,
                Confidence.MEDIUM,
                article="questions-réponses du ministère du 27 février 2023",
                note="to the last day from which twelve months still reach back into 2021",
                dispute=Words(
                    "aucun texte ne dit si les périodes de 2021 comptent de nouveau après le 31 mars 2022 ; comptées",
                    "no text says whether the periods of 2021 count again after 31 March 2022; counted",
                ),
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""First day of the earlier periods that count, by the day of the request."""

COMMITMENTS_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.COMMITMENTS_MONTHS,
        Category.GENERAL,
        "R. 5122-9, II",
        WHOLE_MONTHS,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2013, 7, 1)),
                36,
                texts.DECREE_2013_551,
                note="waived in the health crisis, then required again, by administrative practice: the days were not found",
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""Months before the request in which an earlier placement asks for commitments."""

TACIT_DAYS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.TACIT_DAYS,
        Category.GENERAL,
        "R. 5122-4",
        DAYS,
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), 15, texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 26), date(2020, 12, 31)), 2, texts.DECREE_2020_325),
            Entry(Span(date(2020, 10, 1)), 15, texts.DECREE_2020_1188),
        ),
        Driver.REQUESTS,
    ),
)
"""Days after which silence is approval, by the day of the request."""
