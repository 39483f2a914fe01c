"""The regimes of our law, in the dated table ``allowance.regime``."""

from datetime import date

from attrs import frozen

from partial_activity.domain.assessment.regimes.flat_rate import FlatRate
from partial_activity.domain.assessment.regimes.long_term import LongTerm, LongTermRebound
from partial_activity.domain.assessment.regimes.regime import Regime
from partial_activity.domain.assessment.regimes.share_of_pay import ShareOfPay
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.tables.sources import ARTICLES_COMPARED


def named(*regimes: Regime) -> Unit[Regime]:
    """The unit of a table that may hold these regimes, each read from its name."""
    return Unit("rule", _Among(regimes), tuple(regime.name for regime in regimes))


@frozen
class _Among:
    """Reads the name of one of some regimes."""

    regimes: tuple[Regime, ...]

    def __call__(self, name: str) -> Regime:
        for regime in self.regimes:
            if regime.name == name:
                return regime
        msg = f"{name!r} is no regime of this table"
        raise ValueError(msg)


REGIMES: tuple[DatedTable[Regime], ...] = (
    DatedTable(
        Parameter.ALLOWANCE_REGIME,
        Category.GENERAL,
        "D. 5122-13",
        named(FlatRate(), ShareOfPay()),
        ARTICLES_COMPARED,
        (
            Entry(Span(date(2013, 7, 1)), FlatRate(), texts.DECREE_2013_551),
            Entry(Span(date(2020, 3, 1)), ShareOfPay(), texts.DECREE_2020_325),
        ),
    ),
    DatedTable(
        Parameter.ALLOWANCE_REGIME,
        Category.LONG_TERM,
        "décret n° 2020-926, art. 7",
        named(FlatRate(), LongTerm()),
        ARTICLES_COMPARED,
        (Entry(Span(date(2020, 7, 31)), LongTerm(), texts.DECREE_2020_926),),
    ),
    DatedTable(
        Parameter.ALLOWANCE_REGIME,
        Category.LONG_TERM_REBOUND,
        "décret n° 2025-338, art. 18",
        named(FlatRate(), LongTermRebound()),
        ARTICLES_COMPARED,
        (Entry(Span(date(2025, 4, 16)), LongTermRebound(), texts.DECREE_2025_338),),
    ),
)
"""Childcare and vulnerable employees follow the ordinary scheme."""
