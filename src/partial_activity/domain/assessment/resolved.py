"""The rules of one day, found by the regime of that day, with the texts they come from."""

from datetime import date
from fractions import Fraction

from attrs import field, frozen

from partial_activity.domain.assessment.facts import NO_FACTS, Facts
from partial_activity.domain.assessment.regimes.regime import HourFacts, Regime, Rules
from partial_activity.domain.law.statements import Citation, Statement


@frozen
class ResolvedRules:
    """The rules of one day, whatever the regime, and the texts they come from.

    Two days have the same rules when these are equal, whatever the texts behind.
    """

    minimum_wage: Fraction | None
    """The minimum wage; None only where no amount rests on it and no source gives it (Mayotte, some
    years)."""
    of_regime: Rules
    """What the regime of the day looked up: a value of its own kind."""
    regime: Regime = field(eq=False)
    day: date = field(eq=False)
    citations: tuple[Citation, ...] = field(eq=False)
    warnings: tuple[Statement, ...] = field(eq=False)

    def hour(
        self, pay: Fraction, contribution_share: Fraction | None = None, facts: Facts = NO_FACTS
    ) -> HourFacts:
        """What the amounts of an hour are reckoned from.

        Args:
            pay: gross hourly reference pay, exact.
            contribution_share: the employee's contributions; needed only where training is paid
                in full.
            facts: those of the regime's own.
        """
        return HourFacts(pay, self.minimum_wage, contribution_share, facts)
