"""Childminders and household employees of private persons: a scheme of its own, on the net pay.

Ordonnance n° 2020-346, art. 7: from 12 March to 31 August 2020 for all; from 1 November 2020 in three
situations. Minimum amounts are those of the collective agreements, which the tables do not hold.
"""

from datetime import date
from functools import partial
from typing import TypeVar

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import Several, several
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import SHARE, YES, HouseholdSituation, Yes
from partial_activity.domain.money import Share
from partial_activity.domain.words import Words

Value = TypeVar("Value")

_CHECKED = date(2021, 12, 31)
_FIRST_SPRING = Span(date(2020, 3, 12), date(2020, 12, 31))
"""The days that the ordinance planned: to a day fixed by decree, at most to the end of 2020."""
_NOVEMBER = Span(date(2020, 11, 1), date(2020, 11, 30))
_AGAIN = Span(date(2020, 11, 1), date(2021, 12, 31))
_END = Words(
    "fin non lue : au plus tard le dernier jour du mois de la fin de l'état d'urgence (quatre mois après pour les personnes vulnérables), annoncée au 31 décembre 2021",
    "end not read: at the latest the last day of the month in which the emergency ended (four months later for vulnerable persons), announced for 31 December 2021",
)
_THREE = several(HouseholdSituation, "employer_stopped, vulnerable, activity_restricted")


def _tables(parameter: Parameter, unit: Unit[Value], *entries: Entry[Value]) -> tuple[DatedTable[Value], ...]:
    """The same rules for both kinds of employees."""
    return tuple(
        DatedTable(parameter, category, "ordonnance n° 2020-346, art. 7", unit, _CHECKED, entries)
        for category in (Category.CHILDMINDER, Category.HOUSEHOLD_EMPLOYEE)
    )


OPEN: tuple[DatedTable[Yes], ...] = _tables(
    Parameter.HOUSEHOLD_OPEN,
    YES,
    Entry(_FIRST_SPRING, Yes.YES, texts.ORDINANCE_2020_346),
    Entry(Span(date(2020, 9, 1), date(2020, 12, 31)), Special.NONE, texts.DECREE_2020_1059),
    Entry(_NOVEMBER, Yes.YES, texts.ANNOUNCEMENT_2020_11_20, Confidence.MEDIUM, article="communiqué de presse, sans texte"),
    Entry(_AGAIN, Yes.YES, texts.ORDINANCE_2020_1639, Confidence.MEDIUM, dispute=_END),
)

SITUATIONS: tuple[DatedTable[Several[HouseholdSituation]], ...] = _tables(
    Parameter.HOUSEHOLD_SITUATIONS,
    Unit("situations", partial(several, HouseholdSituation)),
    Entry(_NOVEMBER, _THREE, texts.ANNOUNCEMENT_2020_11_20, Confidence.MEDIUM),
    Entry(_AGAIN, _THREE, texts.ORDINANCE_2020_1639, article="ordonnance n° 2020-346, art. 7, IV"),
)

INDEMNITY_SHARES: tuple[DatedTable[Share], ...] = _tables(
    Parameter.HOUSEHOLD_INDEMNITY_SHARE,
    SHARE,
    Entry(_FIRST_SPRING, Share.parse("0.80"), texts.ORDINANCE_2020_346, article="ordonnance n° 2020-346, art. 7, III"),
    Entry(_NOVEMBER, Share.parse("0.80"), texts.ANNOUNCEMENT_2020_11_20, Confidence.MEDIUM),
    Entry(Span(date(2020, 12, 1), date(2021, 12, 31)), Special.UNKNOWN, texts.ORDINANCE_2020_1639, note="the ordinance leaves the share to a decree"),
    Entry(_AGAIN, Share.parse("0.80"), texts.DECREE_2021_429, article="décret n° 2021-429"),
)

REPAID_IN_FULL: tuple[DatedTable[Yes], ...] = _tables(
    Parameter.HOUSEHOLD_REPAID_IN_FULL,
    YES,
    Entry(_FIRST_SPRING, Yes.YES, texts.ORDINANCE_2020_346),
    Entry(_NOVEMBER, Special.NONE, texts.ANNOUNCEMENT_2020_11_20, Confidence.MEDIUM),
    Entry(_AGAIN, Special.NONE, texts.ORDINANCE_2020_1639),
)

ALLOWANCE_SHARES: tuple[DatedTable[Share], ...] = _tables(
    Parameter.HOUSEHOLD_ALLOWANCE_SHARE,
    SHARE,
    Entry(_NOVEMBER, Share.parse("0.65"), texts.ANNOUNCEMENT_2020_11_20, Confidence.MEDIUM),
    Entry(_AGAIN, Share.parse("0.65"), texts.DECREE_2021_429, article="décret n° 2021-429"),
)
"""What is paid back where the indemnity is not paid back in full."""
