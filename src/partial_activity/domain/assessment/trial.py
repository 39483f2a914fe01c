"""Every regime of a law tried before any case comes: on its first day, as known when published."""

from itertools import product

from partial_activity.domain.assessment.cases import (
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.assessment.regimes.regime import Regime
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.assessment.soundness import OURS, check_names
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Entry, Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.sectors import AnyCategory


def try_regimes(law: Law) -> None:
    """Ask each regime that is not ours for the usual cases; what it cannot answer is no fault.

    Raises:
        UnsoundRegime: of the first that breaks what every regime promises.
    """
    check_names(law)
    for category, table in law.allowance_regime.items():
        for entry in table.entries:
            if not isinstance(entry.value, Special) and type(entry.value) not in OURS:
                _try(law, category, entry)


def _try(law: Law, category: AnyCategory, entry: Entry[Regime]) -> None:
    scheme = Scheme.ORDINARY if category is Category.GENERAL else Scheme(category.value)
    day = entry.span.first
    for kind, territory, training in product(EmployeeCategory, Territory, (False, True)):
        asked = Question(
            scheme=scheme,
            situation=Situation.GENERAL,
            territory=territory,
            category=kind,
            training=training,
            indemnity_floor=IndemnityFloor.HOURLY,
            small_firm=True,
            agreement_sent_on=day,
            known_on=entry.text.published,
        )
        try:
            rules_of_period(law, asked, day, day)
        except CannotAnswer:
            continue
