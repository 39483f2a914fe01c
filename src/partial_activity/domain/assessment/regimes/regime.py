"""What a regime is: a frozen value of the table ``allowance.regime``, from facts to hourly amounts.

A regime looks the law up for one day, and what it found is a frozen value too: rules, which turn
the pay of an hour into indemnity and allowance. Whoever writes a regime writes these two classes;
docs/regimes.md has a whole one.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Protocol

from partial_activity.domain.assessment.facts import NO_FACTS, Fact, Facts
from partial_activity.domain.assessment.hourly import HourlyAmount
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros, less
from partial_activity.domain.values import frozen
from partial_activity.domain.words import Words


@frozen
class HourFacts:
    """The facts of a case that the amounts of an hour are reckoned from."""

    pay: Fraction
    """Gross hourly reference pay, exact."""
    minimum_wage: Fraction | None
    """Gross, of the territory, in euros an hour; None where no source gives it."""
    contribution_share: Fraction | None = None
    """The employee's contributions; needed only where training is paid in full."""
    facts: Facts = NO_FACTS
    """The facts that the regime alone asks for."""

    @property
    def below_minimum_wage(self) -> bool:
        """Whether the exact pay is below the minimum wage."""
        return self.minimum_wage is not None and less(self.pay, self.minimum_wage)


@frozen
class Hourly:
    """What an hour is: owed by the employer, and paid back by the State."""

    indemnity: HourlyAmount
    allowance: HourlyAmount

    @property
    def euros(self) -> tuple[Euros, Euros]:
        """The indemnity and the allowance, in euros."""
        return self.indemnity.euros, self.allowance.euros


@frozen
class Addition:
    """Euros of a case as a whole, beside its hours, in both totals; rounded once."""

    key: str
    """The key under which an answer tells it."""
    euros: Euros
    step: Statement
    rests_on: tuple[str, ...]
    """Parameters whose values fix it."""
    paid_back: bool = True
    """Whether it is in the allowance too; else in the indemnity alone."""


class Rules(Protocol):
    """What a regime found in the law of one day: a frozen value, in exact euros and shares.

    Two days have the same rules when these are equal, whatever the texts they come from.
    """

    def hourly(self, hour: HourFacts) -> Hourly:
        """Give the indemnity and the allowance of an hour, from the same facts always the same.

        Raises:
            InvalidValue: a fact that these rules need is missing.
        """

    def additions(self, hour: HourFacts, hours: Hours) -> tuple[Addition, ...]:
        """What the case is owed beside its hours; nothing under the regimes of our law.

        Args:
            hour: as for the hourly amounts.
            hours: that open a right.

        Raises:
            InvalidValue: a fact that these rules need is missing.
        """

    def told(self) -> Statement:
        """What the rules are, in a few words: ``indemnité de … ; allocation de …``."""


class Regime(Protocol):
    """A regime says how indemnity and allowance follow from the facts of a case."""

    @property
    def name(self) -> str:
        """The name that ``law on`` prints and a draft decree writes, stored with each answer."""

    @property
    def rules(self) -> type[Rules]:
        """What it resolves to; regimes of one name resolve to the same."""

    @property
    def facts(self) -> tuple[Fact[Any], ...]:
        """The facts that it alone asks for."""

    @property
    def words(self) -> Mapping[str, Words]:
        """The regime's own words, for its name, its amounts, its facts and its additions."""

    @property
    def needs(self) -> tuple[Parameter, ...]:
        """The tables it cannot do without while a scheme is open."""

    def resolve(self, reader: Reader) -> Rules:
        """Look the law of a day up, and cite every value that the amounts rest on.

        Raises:
            NoRuleInForce: a value that is needed is not there.
            InvalidValue: a fact that selects the rules is missing.
        """
