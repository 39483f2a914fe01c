"""What a regime is: a frozen value of the table ``allowance.regime``, from facts to hourly amounts.

A regime looks the law up for one day, and what it found is a frozen value too: rules, which turn
the pay of an hour into indemnity and allowance. Whoever writes a regime writes these two classes;
docs/regimes.md has a whole one.
"""

from fractions import Fraction
from typing import Protocol

from attrs import frozen

from partial_activity.domain.assessment.hourly import HourlyAmount
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros


@frozen
class HourFacts:
    """The facts of a case that the amounts of an hour are reckoned from."""

    pay: Fraction
    """Gross hourly reference pay, exact."""
    minimum_wage: Fraction | None
    """Gross, of the territory, in euros an hour; None where no source gives it."""
    contribution_share: Fraction | None = None
    """The employee's contributions; needed only where training is paid in full."""

    @property
    def below_minimum_wage(self) -> bool:
        """Whether the exact pay is below the minimum wage."""
        return self.minimum_wage is not None and self.pay < self.minimum_wage


@frozen
class Hourly:
    """What an hour is: owed by the employer, and paid back by the State."""

    indemnity: HourlyAmount
    allowance: HourlyAmount

    @property
    def euros(self) -> tuple[Euros, Euros]:
        """Both amounts."""
        return self.indemnity.euros, self.allowance.euros


class Rules(Protocol):
    """What a regime found in the law of one day: a frozen value, in exact euros and shares.

    Two days have the same rules when these are equal, whatever the texts they come from.
    """

    def hourly(self, hour: HourFacts) -> Hourly:
        """Both amounts of an hour, from the same facts always the same.

        Raises:
            InvalidValue: a fact that these rules need is missing.
        """

    def told(self) -> Statement:
        """What the rules are, in a few words: ``indemnité de … ; allocation de …``."""


class Regime(Protocol):
    """How indemnity and allowance follow from the facts of a case."""

    @property
    def name(self) -> str:
        """As ``law on`` prints it and a draft decree writes it; stored with what it answered."""

    @property
    def rules(self) -> type[Rules]:
        """What it resolves to; regimes of one name resolve to the same."""

    @property
    def needs(self) -> tuple[Parameter, ...]:
        """The tables it cannot do without while a scheme is open."""

    def resolve(self, reader: Reader) -> Rules:
        """Look the law of a day up, and cite every value that the amounts rest on.

        Raises:
            NoRuleInForce: a value that is needed is not there.
            InvalidValue: a fact that selects the rules is missing.
        """
