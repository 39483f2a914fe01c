"""The long-term schemes (APLD, APLD rebond): access, delays, durations and the maximum reduction.

Décret n° 2020-926 and décret n° 2025-338. The rebound was opened by law on 1 March 2025, but nobody
could file before the decree: its tables begin with the decree.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Driver, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import (
    AUTHORISATION_START,
    REDUCTION_BASE,
    USE_MONTHS,
    WHOLE_MONTHS,
    AuthorisationStart,
    ReductionBase,
    UseInWindow,
)
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import DAYS, SHARE, YES, Yes
from partial_activity.domain.money import Share

_CHECKED = date(2026, 6, 30)
_FIRST = date(2020, 7, 31)
_FIRST_REBOUND = date(2025, 4, 16)

ACCESS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.LONG_TERM_ACCESS,
        Category.LONG_TERM,
        "loi n° 2020-734, art. 53",
        YES,
        _CHECKED,
        (
            Entry(Span(_FIRST, date(2022, 6, 30)), Yes.YES, texts.DECREE_2020_926),
            Entry(Span(date(2022, 7, 1), date(2022, 12, 31)), Yes.YES, texts.ORDINANCE_2022_543, Confidence.MEDIUM),
            Entry(Span(date(2023, 1, 1)), Special.NONE, texts.ORDINANCE_2022_543, Confidence.MEDIUM, note="no new entry: amendments only"),
        ),
        Driver.AGREEMENTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_ACCESS,
        Category.LONG_TERM_REBOUND,
        "loi n° 2025-127, art. 193, VIII",
        YES,
        _CHECKED,
        (
            Entry(
                Span(_FIRST_REBOUND, date(2026, 2, 28)),
                Yes.YES,
                texts.DECREE_2025_338,
                note="the law says 1 March 2025; filing opened with the decree",
            ),
            Entry(
                Span(date(2026, 3, 1)),
                Special.NONE,
                texts.DECREE_2025_338,
                Confidence.MEDIUM,
                note="no new entry, amendments only; no prolongation was found",
            ),
        ),
        Driver.AGREEMENTS,
    ),
)
"""Days on which a first agreement, or a first unilateral document, can be sent."""

AMENDMENTS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.LONG_TERM_AMENDMENTS,
        Category.LONG_TERM,
        "décret n° 2020-926",
        YES,
        _CHECKED,
        (Entry(Span(_FIRST, date(2026, 12, 31)), Yes.YES, texts.DECREE_2020_926),),
        Driver.AGREEMENTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_AMENDMENTS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        YES,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND, date(2028, 4, 30)), Yes.YES, texts.DECREE_2025_338),),
        Driver.AGREEMENTS,
    ),
)
"""Amendments of what was validated go on after new entries have ended, while the scheme is open."""


def _tacit(parameter: Parameter, days: int) -> tuple[DatedTable[int], ...]:
    return (
        DatedTable(
            parameter,
            Category.LONG_TERM,
            "loi n° 2020-734, art. 53",
            DAYS,
            _CHECKED,
            (Entry(Span(_FIRST), days, texts.DECREE_2020_926),),
            Driver.REQUESTS,
        ),
        DatedTable(
            parameter,
            Category.LONG_TERM_REBOUND,
            "décret n° 2025-338",
            DAYS,
            _CHECKED,
            (
                Entry(
                    Span(_FIRST_REBOUND),
                    days,
                    texts.DECREE_2025_338,
                    note="read for further authorisations; commentaries give the same for the first",
                ),
            ),
            Driver.REQUESTS,
        ),
    )


TACIT_DAYS_AGREEMENT = _tacit(Parameter.LONG_TERM_TACIT_DAYS_AGREEMENT, 15)
"""Silence on a collective agreement; the delay runs from a complete file."""
TACIT_DAYS_DOCUMENT = _tacit(Parameter.LONG_TERM_TACIT_DAYS_DOCUMENT, 21)
"""Silence on a unilateral document; the delay runs from a complete file."""

START_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.LONG_TERM_START_MONTHS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 3",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(_FIRST), Special.NONE, texts.DECREE_2020_926, note="no latest day; not before the first day of the month of the request"),),
        Driver.REQUESTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_START_MONTHS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND), 3, texts.DECREE_2025_338, note="not before the first day of the month of the request"),),
        Driver.REQUESTS,
    ),
)
"""The latest start is the first day of the month that comes so many months after the request's."""

AUTHORISATION_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.LONG_TERM_AUTHORISATION_MONTHS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 5",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(_FIRST), 6, texts.DECREE_2020_926),),
        Driver.STARTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_AUTHORISATION_MONTHS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 12",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND), 6, texts.DECREE_2025_338),),
        Driver.STARTS,
    ),
)
"""Length of one authorisation; renewed on the report (bilan)."""

AUTHORISATION_STARTS: tuple[DatedTable[AuthorisationStart], ...] = (
    DatedTable(
        Parameter.LONG_TERM_AUTHORISATION_START,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 5",
        AUTHORISATION_START,
        _CHECKED,
        (
            Entry(Span(_FIRST), AuthorisationStart.AS_ASKED, texts.DECREE_2020_926),
            Entry(Span(date(2023, 2, 1)), AuthorisationStart.DECISION_OR_MONTH_OF_REQUEST, texts.DECREE_2022_1665),
        ),
        Driver.STARTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_AUTHORISATION_START,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        AUTHORISATION_START,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND), AuthorisationStart.AS_ASKED, texts.DECREE_2025_338),),
        Driver.STARTS,
    ),
)

MAXIMUM_MONTHS: tuple[DatedTable[UseInWindow], ...] = (
    DatedTable(
        Parameter.LONG_TERM_MAXIMUM_MONTHS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 3",
        USE_MONTHS,
        _CHECKED,
        (
            Entry(Span(_FIRST), UseInWindow.parse("24 in 36"), texts.DECREE_2020_926),
            Entry(Span(date(2022, 4, 10)), UseInWindow.parse("36 in 48"), texts.DECREE_2022_508, note="also for agreements then running"),
        ),
        Driver.AGREEMENTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_MAXIMUM_MONTHS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338",
        USE_MONTHS,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND), UseInWindow.parse("18 in 24"), texts.DECREE_2025_338),),
        Driver.AGREEMENTS,
    ),
)
"""Longest use, in civil months, from the first day of the first authorised period."""

NEUTRALISED: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.LONG_TERM_NEUTRALISED,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 9",
        YES,
        _CHECKED,
        (
            Entry(Span(date(2021, 4, 1), date(2021, 6, 30)), Yes.YES, texts.ORDER_2021_04_09, note="as décret n° 2021-361 allows"),
            Entry(Span(date(2021, 7, 1)), Special.NONE, texts.ORDER_2021_04_09),
            Entry(Span(date(2020, 11, 1), date(2021, 3, 31)), Yes.YES, texts.ORDER_2021_02_10),
        ),
    ),
)
"""Days left out of the months used and of the maximum reduction."""

NEUTRALISED_WITHOUT_AMENDMENT: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.LONG_TERM_NEUTRALISED_FREELY,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 9",
        YES,
        _CHECKED,
        (Entry(Span(date(2020, 12, 16)), Yes.YES, texts.DECREE_2020_1579),),
        Driver.AGREEMENTS,
    ),
)
"""Agreements validated from that day; an earlier one needs an amendment, unless the firm receives the
public and is closed."""


def _caps(parameter: Parameter, share: str, article: str, rebound_article: str) -> tuple[DatedTable[Share], ...]:
    value = Share.parse(share)
    return (
        DatedTable(parameter, Category.LONG_TERM, article, SHARE, _CHECKED, (Entry(Span(_FIRST), value, texts.DECREE_2020_926),), Driver.AGREEMENTS),
        DatedTable(
            parameter,
            Category.LONG_TERM_REBOUND,
            rebound_article,
            SHARE,
            _CHECKED,
            (Entry(Span(_FIRST_REBOUND), value, texts.DECREE_2025_338),),
            Driver.AGREEMENTS,
        ),
    )


REDUCTION_CAPS = _caps(Parameter.LONG_TERM_REDUCTION_CAP, "0.40", "décret n° 2020-926, art. 4", "décret n° 2025-338, art. 4")
"""Part of the duration that may go unworked, on average over the application of the agreement."""
REDUCTION_CAPS_EXCEPTIONAL = _caps(Parameter.LONG_TERM_REDUCTION_CAP_EXCEPTIONAL, "0.50", "décret n° 2020-926, art. 4", "décret n° 2025-338, art. 4")
"""The same by decision of the authority, where the agreement foresees it."""

REDUCTION_BASES: tuple[DatedTable[ReductionBase], ...] = (
    DatedTable(
        Parameter.LONG_TERM_REDUCTION_BASE,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 4",
        REDUCTION_BASE,
        _CHECKED,
        (Entry(Span(_FIRST), ReductionBase.LEGAL, texts.DECREE_2020_926),),
        Driver.AGREEMENTS,
    ),
    DatedTable(
        Parameter.LONG_TERM_REDUCTION_BASE,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 4",
        REDUCTION_BASE,
        _CHECKED,
        (Entry(Span(_FIRST_REBOUND), ReductionBase.LEGAL_OR_LOWER, texts.DECREE_2025_338),),
        Driver.AGREEMENTS,
    ),
)
