"""The authorisation request: motives, window, channel, content, opinion of the council.

All of it is driven by the day of the request, but for the council's information at the end.
"""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Driver, Entry, Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import (
    CHANNEL,
    CONTENT,
    EMPLOYEES,
    ENERGY_EVIDENCE,
    ESTABLISHMENTS,
    LAST_DAY,
    MOTIVES,
    OPINION_DUTY,
    WHOLE_MONTHS,
    Channel,
    ContentItem,
    EnergyEvidence,
    Motive,
    OpinionDuty,
    Several,
    several,
)
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED
from partial_activity.domain.law.units import DAYS
from partial_activity.domain.words import Words

_CHECKED = date(2026, 3, 27)
_START = date(2013, 7, 1)
_DISASTER_OR_EXCEPTIONAL = several(Motive, "3, 5")

MOTIVES_ADMITTED: tuple[DatedTable[Several[Motive]], ...] = (
    DatedTable(
        Parameter.REQUEST_MOTIVES,
        Category.GENERAL,
        "R. 5122-1",
        MOTIVES,
        _CHECKED,
        (Entry(Span(_START), Several(tuple(Motive)), texts.DECREE_2013_551),),
        Driver.REQUESTS,
    ),
)

STRIKE_CLOSURE_DAYS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.REQUEST_STRIKE_CLOSURE_DAYS,
        Category.GENERAL,
        "R. 5122-8",
        DAYS,
        _CHECKED,
        (
            Entry(Span(_START), 3, texts.DECREE_2013_551, Confidence.MEDIUM, note="the wording before 26 March 2020 was not read in full"),
            Entry(Span(date(2020, 3, 26)), 3, texts.DECREE_2020_325),
        ),
        Driver.REQUESTS,
    ),
)
"""A closure after a strike must last longer than that to be authorised, by the minister."""

ENERGY: tuple[DatedTable[EnergyEvidence], ...] = (
    DatedTable(
        Parameter.REQUEST_ENERGY_EVIDENCE,
        Category.GENERAL,
        "questions-réponses du ministère",
        ENERGY_EVIDENCE,
        date(2023, 12, 31),
        (
            Entry(Span(date(2022, 3, 16), date(2022, 10, 3)), EnergyEvidence.LINK_WITH_WAR, texts.ANSWERS_2022_03_16),
            Entry(
                Span(date(2022, 10, 4)),
                EnergyEvidence.ENERGY_COSTS,
                texts.ANSWERS_2022_10_04,
                note="no text; no end was found",
                dispute=Words(
                    "exigence du ministère sans texte ; période de comparaison des coûts et de l'EBE différente selon les sources en 2023",
                    "asked by the ministry without a text; sources give different periods of comparison for costs and surplus in 2023",
                ),
            ),
        ),
        Driver.REQUESTS,
    ),
)

WINDOW_MOTIVES: tuple[DatedTable[Several[Motive]], ...] = (
    DatedTable(
        Parameter.REQUEST_WINDOW_MOTIVES,
        Category.GENERAL,
        "R. 5122-3",
        MOTIVES,
        ARTICLES_COMPARED,
        (
            Entry(Span(_START), several(Motive, "3"), texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 26)), _DISASTER_OR_EXCEPTIONAL, texts.DECREE_2020_325),
        ),
        Driver.REQUESTS,
    ),
)
WINDOW_DAYS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.REQUEST_WINDOW_DAYS,
        Category.GENERAL,
        "R. 5122-3",
        DAYS,
        ARTICLES_COMPARED,
        (Entry(Span(_START), 30, texts.DECREE_2013_551),),
        Driver.REQUESTS,
    ),
)
"""Days from the placement of the employees."""
WINDOW_TOLERANCES: tuple[DatedTable[date], ...] = (
    DatedTable(
        Parameter.REQUEST_WINDOW_TOLERANCE,
        Category.GENERAL,
        "questions-réponses du ministère, question 9",
        LAST_DAY,
        _CHECKED,
        (Entry(Span(date(2020, 3, 1), date(2020, 3, 31)), date(2020, 4, 30), texts.ANSWERS_2020_04_09, Confidence.MEDIUM),),
        Driver.STARTS,
    ),
)
"""The tolerance is for placements that began in these days, where a request may follow one at
all."""

CHANNELS: tuple[DatedTable[Channel], ...] = (
    DatedTable(
        Parameter.REQUEST_CHANNEL,
        Category.GENERAL,
        "R. 5122-2",
        CHANNEL,
        _CHECKED,
        (
            Entry(Span(_START), Channel.ANY_WITH_CERTAIN_DATE, texts.DECREE_2013_551),
            Entry(
                Span(date(2014, 10, 1)),
                Channel.ONLINE,
                texts.DECREE_2014_740,
                article="R. 5122-26",
                note="in the code from 2 July 2014, in general use from 1 October",
            ),
        ),
        Driver.REQUESTS,
    ),
)

CONTENTS: tuple[DatedTable[Several[ContentItem]], ...] = (
    DatedTable(
        Parameter.REQUEST_CONTENT,
        Category.GENERAL,
        "R. 5122-2",
        CONTENT,
        _CHECKED,
        (
            Entry(
                Span(_START),
                several(ContentItem, "motives, period, employees"),
                texts.DECREE_2013_551,
                note="no longer the usual working time of each employee",
            ),
            Entry(
                Span(date(2014, 10, 1)),
                several(ContentItem, "motives, period, employees, bank_details"),
                texts.DECREE_2014_740,
                article="R. 5122-2 et R. 5122-26, II",
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""What every request holds; the opinion and the commitments come on top where they are due."""

SINGLE_REQUEST_FROM: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.REQUEST_SINGLE_FROM,
        Category.GENERAL,
        "R. 5122-2",
        ESTABLISHMENTS,
        ARTICLES_COMPARED,
        (
            Entry(Span(_START), Special.NONE, texts.DECREE_2013_551, Confidence.MEDIUM, note="one request for each establishment"),
            Entry(
                Span(date(2020, 6, 29), date(2020, 12, 31)),
                Special.UNKNOWN,
                texts.DECREE_2020_794,
                article="décret n° 2020-794, art. 4",
                note="a grouped request for employees placed from 12 March to 31 December 2020; its threshold was not read",
            ),
            Entry(Span(date(2020, 11, 1)), 50, texts.DECREE_2020_1316),
        ),
        Driver.REQUESTS,
    ),
)
"""Establishments, in several departments, from which one request may stand for all."""

OPINION_DUTIES: tuple[DatedTable[OpinionDuty], ...] = (
    DatedTable(
        Parameter.OPINION_DUTY,
        Category.GENERAL,
        "R. 5122-2",
        OPINION_DUTY,
        ARTICLES_COMPARED,
        (
            Entry(
                Span(_START),
                OpinionDuty.WITH_REPRESENTATIVES,
                texts.DECREE_2013_551,
                note="works council or, failing one, staff delegates; the CSE as it replaces them",
            ),
            Entry(Span(date(2020, 3, 26)), OpinionDuty.WITH_REPRESENTATIVES, texts.DECREE_2020_325),
            Entry(Span(date(2020, 6, 29)), OpinionDuty.BY_WORKFORCE, texts.DECREE_2020_794),
        ),
        Driver.REQUESTS,
    ),
    *(
        DatedTable(
            Parameter.OPINION_DUTY,
            category,
            "loi n° 2020-473, art. 20",
            OPINION_DUTY,
            _CHECKED,
            (
                Entry(
                    Span(date(2020, 5, 1)),
                    Special.NONE,
                    texts.LAW_2020_473,
                    article="questions-réponses du ministère du 4 mars 2021",
                    note="individual placements: neither motive nor consultation",
                ),
            ),
            Driver.REQUESTS,
        )
        for category in (Category.VULNERABLE, Category.CHILDCARE)
    ),
)

OPINION_FROM_WORKFORCE: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.OPINION_FROM_WORKFORCE,
        Category.GENERAL,
        "R. 5122-2",
        EMPLOYEES,
        ARTICLES_COMPARED,
        (Entry(Span(_START), Special.NONE, texts.DECREE_2013_551, note="no threshold"), Entry(Span(date(2020, 6, 29)), 50, texts.DECREE_2020_794)),
        Driver.REQUESTS,
    ),
)

OPINION_LATER_MOTIVES: tuple[DatedTable[Several[Motive]], ...] = (
    DatedTable(
        Parameter.OPINION_LATER_MOTIVES,
        Category.GENERAL,
        "R. 5122-2",
        MOTIVES,
        ARTICLES_COMPARED,
        (
            Entry(Span(_START), Special.NONE, texts.DECREE_2013_551),
            Entry(
                Span(date(2020, 3, 26)),
                _DISASTER_OR_EXCEPTIONAL,
                texts.DECREE_2020_325,
                dispute=Words(
                    "le ministère ajoute que le comité n'a pas pu être réuni ; l'article ne le dit pas, l'article est suivi",
                    "the ministry adds that the council could not meet; the article does not say so, the article is followed",
                ),
            ),
        ),
        Driver.REQUESTS,
    ),
)
"""Motives for which the opinion may follow the request."""
OPINION_LATER_MONTHS: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.OPINION_LATER_MONTHS,
        Category.GENERAL,
        "R. 5122-2",
        WHOLE_MONTHS,
        ARTICLES_COMPARED,
        (Entry(Span(_START), Special.NONE, texts.DECREE_2013_551), Entry(Span(date(2020, 3, 26)), 2, texts.DECREE_2020_325)),
        Driver.REQUESTS,
    ),
)
"""Months from the request in which it must then be sent."""

OPINION_REPORT_FROM_WORKFORCE: tuple[DatedTable[int], ...] = (
    DatedTable(
        Parameter.OPINION_REPORT_FROM_WORKFORCE,
        Category.GENERAL,
        "R. 5122-2",
        EMPLOYEES,
        ARTICLES_COMPARED,
        (Entry(Span(_START), Special.NONE, texts.DECREE_2013_551), Entry(Span(date(2020, 11, 1)), 50, texts.DECREE_2020_1316)),
        Driver.ENDS,
    ),
)
"""Workforce from which the council is told, at the end of each authorisation, how it was used."""
