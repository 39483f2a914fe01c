"""These rules hold after the decision: time-bar, recovery, retention, withdrawal and appeals."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Driver, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import GROUNDS, TIME_BAR, WHOLE_MONTHS, YEARS, RecoveryGround, Several, TimeBar, several
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import DAYS, YES, Yes

_CHECKED = date(2026, 3, 27)
_START = date(2013, 7, 1)

TIME_BARS: tuple[DatedTable[TimeBar], ...] = (
    DatedTable(
        Parameter.CLAIM_TIME_BAR,
        Category.GENERAL,
        "L. 5122-1, IV",
        TIME_BAR,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(date(2018, 8, 25)),
                TimeBar.parse("12 months"),
                texts.LAW_2018_1317,
                note="from the earliest end that a request of 24 September 2018 can have (thirty days back)",
            ),
            Entry(
                Span(date(2020, 7, 1), date(2020, 12, 31)),
                TimeBar.parse("2021-06-30"),
                texts.LAW_2020_1721,
                note="before 1 July 2021: questions and answers of the ministry, 4 March 2021",
            ),
            Entry(Span(date(2021, 1, 1)), TimeBar.parse("6 months"), texts.LAW_2020_1721),
        ),
        Driver.ENDS,
    ),
)
"""The time-bar runs from the end of the period authorised, not from that of the month claimed."""

TIME_BAR_REQUESTS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.CLAIM_TIME_BAR_REQUESTS,
        Category.GENERAL,
        "loi n° 2018-1317, art. 272, II",
        YES,
        _CHECKED,
        (Entry(Span(date(2018, 9, 24)), Yes.YES, texts.LAW_2018_1317),),
        Driver.REQUESTS,
    ),
)
"""Requests filed earlier have no time-bar of their own: the general one of debts of the State."""

REGULARISATION_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.CLAIM_REGULARISATION_MONTHS,
        Category.GENERAL,
        "L. 5122-1, IV, al. 2",
        WHOLE_MONTHS,
        ARTICLES_COMPARED,
        (Entry(Span(date(2021, 1, 1)), 6, texts.LAW_2020_1721),),
        Driver.ENDS,
    ),
)
"""Months after the time-bar, where working time is arranged over a longer period than it."""

RECOVERY_GROUNDS: tuple[DatedTable[Several[RecoveryGround]], ...] = (
    DatedTable(
        Parameter.RECOVERY_GROUNDS,
        Category.GENERAL,
        "R. 5122-10",
        GROUNDS,
        _CHECKED,
        (
            Entry(Span(_START), several(RecoveryGround, "commitments"), texts.DECREE_2013_551),
            Entry(Span(date(2020, 6, 29)), several(RecoveryGround, "commitments, overpayment"), texts.DECREE_2020_794),
            Entry(Span(date(2022, 12, 29)), several(RecoveryGround, "commitments, overpayment, conditions"), texts.DECREE_2022_1665),
        ),
        Driver.DECISIONS,
    ),
    DatedTable(
        Parameter.RECOVERY_GROUNDS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 2",
        GROUNDS,
        _CHECKED,
        (
            Entry(
                Span(date(2020, 7, 31)),
                several(RecoveryGround, "dismissal"),
                texts.DECREE_2020_926,
                note="from 30 September 2020 a dismissal pronounced, not any contract ended; not due where prospects have worsened",
            ),
            Entry(
                Span(date(2022, 12, 29)),
                several(RecoveryGround, "dismissal, overpayment, hours_above_cap"),
                texts.DECREE_2022_1665,
                article="décret n° 2020-926, art. 2, 4 et 8 bis",
            ),
        ),
        Driver.DECISIONS,
    ),
    DatedTable(
        Parameter.RECOVERY_GROUNDS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 21",
        GROUNDS,
        _CHECKED,
        (
            Entry(
                Span(date(2025, 4, 16)), several(RecoveryGround, "dismissal, overpayment, hours_above_cap"), texts.DECREE_2025_338, Confidence.MEDIUM
            ),
        ),
        Driver.DECISIONS,
    ),
)

RECOVERY_DAYS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.RECOVERY_DAYS,
        Category.GENERAL,
        "R. 5122-10",
        DAYS,
        _CHECKED,
        (Entry(Span(_START), Special.UNKNOWN, texts.DECREE_2013_551, Confidence.LOW), Entry(Span(date(2020, 6, 29)), 30, texts.DECREE_2020_794)),
        Driver.DECISIONS,
    ),
    DatedTable(
        Parameter.RECOVERY_DAYS,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 8 bis",
        DAYS,
        _CHECKED,
        (
            Entry(Span(date(2020, 7, 31)), Special.UNKNOWN, texts.DECREE_2020_926, Confidence.LOW),
            Entry(Span(date(2022, 12, 29)), 30, texts.DECREE_2022_1665),
        ),
        Driver.DECISIONS,
    ),
    DatedTable(
        Parameter.RECOVERY_DAYS,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 21",
        DAYS,
        _CHECKED,
        (
            Entry(
                Span(date(2025, 4, 16)),
                30,
                texts.DECREE_2025_338,
                Confidence.LOW,
                note="by analogy with the general rule; the delay was not read in the decree",
            ),
        ),
        Driver.DECISIONS,
    ),
)
"""Shortest delay, in days, that a demand for repayment may give."""

RECOVERY_WAIVERS: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.RECOVERY_WAIVER,
        Category.GENERAL,
        "R. 5122-10",
        YES,
        _CHECKED,
        (Entry(Span(date(2020, 6, 29)), Yes.YES, texts.DECREE_2020_794),),
        Driver.DECISIONS,
    ),
    DatedTable(
        Parameter.RECOVERY_WAIVER,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 2",
        YES,
        _CHECKED,
        (Entry(Span(date(2020, 9, 30)), Yes.YES, texts.DECREE_2020_1188),),
        Driver.DECISIONS,
    ),
)
"""The authority may not ask for what the firm's situation cannot bear."""

RECOVERY_OVERTIME_WAIVED: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.RECOVERY_OVERTIME_WAIVED,
        Category.GENERAL,
        "décret n° 2020-794",
        YES,
        _CHECKED,
        (
            Entry(Span(date(2020, 3, 1), date(2020, 4, 30)), Yes.YES, texts.DECREE_2020_794),
            Entry(Span(date(2020, 5, 1)), Special.NONE, texts.DECREE_2020_794),
        ),
    ),
)
"""Overtime claimed by mistake for these hours is not asked back, except fraud."""

RETENTION_YEARS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.RETENTION_YEARS,
        Category.GENERAL,
        "R. 5122-24",
        YEARS,
        _CHECKED,
        (Entry(Span(date(2014, 7, 2)), 5, texts.DECREE_2014_740),),
        Driver.REQUESTS,
    ),
)
"""Longest time for which the paying agency keeps personal data; longer while a dispute is open."""

WITHDRAWAL_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.WITHDRAWAL_MONTHS,
        Category.GENERAL,
        "CRPA, art. L. 242-1",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(date(2016, 6, 1)), 4, texts.ORDINANCE_2015_1341),),
        Driver.DECISIONS,
    ),
)
"""An illegal decision that created rights can be withdrawn for that long."""

APPEAL_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.APPEAL_MONTHS,
        Category.GENERAL,
        "CJA, art. R. 421-1 et R. 421-2",
        WHOLE_MONTHS,
        date(2020, 12, 31),
        (Entry(Span(_START), 2, texts.ADMINISTRATIVE_COURTS_CODE, note="wording of 2020"),),
        Driver.DECISIONS,
    ),
)
"""Months to go before the administrative court, from notification or from an implicit rejection."""
APPEAL_SILENCE_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.APPEAL_SILENCE_MONTHS,
        Category.GENERAL,
        "CRPA, art. L. 411-7",
        WHOLE_MONTHS,
        _CHECKED,
        (Entry(Span(date(2016, 1, 1)), 2, texts.ORDINANCE_2015_1341),),
        Driver.DECISIONS,
    ),
)
"""Silence on a gracious or hierarchical appeal is a rejection after that."""
