"""A payslip while it is written: its facts, its lines, and what they rest on."""

from fractions import Fraction
from typing import TypeVar

import attrs

from partial_activity.domain.assessment.cases import Case
from partial_activity.domain.assessment.month_pay import Pay
from partial_activity.domain.assessment.payslip_rules import PayslipRules, Rule
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.statements import Citation, Statement
from partial_activity.domain.money import Euros
from partial_activity.domain.values import frozen
from partial_activity.domain.words import Words

Value = TypeVar("Value")

NO_VALUE_KNOWN = Words(
    "aucun texte connu ne donne de valeur pour ces jours",
    "no text as known gives a value for these days",
)


@frozen
class Payslip:
    """The lines of the month; one that cannot be given is None, and a warning says why."""

    guaranteed_monthly_pay: Euros | None = None
    """Rémunération mensuelle minimale, net (L. 3232-1 and following)."""
    complementary_allowance: Euros | None = None
    """Allocation complémentaire: what brings the month up to the guaranteed pay (L. 3232-5)."""
    csg_deductible: Euros | None = None
    csg_non_deductible: Euros | None = None
    crds: Euros | None = None
    sickness_levy: Euros | None = None
    """Cotisation maladie: Alsace-Moselle, Mayotte, employees resident abroad for tax."""
    net_indemnity: Euros | None = None
    complement: Euros | None = None
    """What the employer adds to the indemnity by agreement or by its own will."""
    complement_as_salary: Euros | None = None
    """The part of the complement that bears contributions as pay does."""


@attrs.frozen  # made by the assessment alone
class PayslipFacts:
    """What the payslip is made from: the case, and what the assessment found before."""

    case: Case
    pay: Pay
    """What the case says of the month's pay; each fact is optional, and its lines need it."""
    hourly_pay: Fraction
    """Gross reference pay in euros an hour, exact, without the cap."""
    hourly_indemnity: Euros
    indemnity: Euros
    hours: Hours
    """Compensable hours."""
    known_minimum_wage: Fraction | None
    """Gross, of the case's territory, in euros an hour. The caller cites it."""

    @property
    def minimum_wage(self) -> Fraction:
        """The minimum wage, for the lines that are given only where it is known."""
        assert self.known_minimum_wage is not None, "known where a line needs it"
        return self.known_minimum_wage


@attrs.frozen
class PayslipPart:
    """A payslip, the values it rests on, and what a reader should know of it."""

    payslip: Payslip | None
    """The payslip, where the case asks for one."""
    citations: tuple[Citation, ...]
    warnings: tuple[Statement, ...]
    steps: tuple[Statement, ...]


class Page:
    """The payslip of one day's law, being written: what it rests on gathers here."""

    def __init__(self, facts: PayslipFacts, rules: PayslipRules) -> None:
        self.facts = facts
        self.rules = rules
        self.citations: list[Citation] = []
        self.warnings: list[Statement] = []
        self.steps: list[Statement] = []

    def rest_on(self, rule: Rule[Value]) -> Value:
        """The value, cited, with what is doubtful about it."""
        assert rule.value is not None, "asked before"
        self.citations += rule.citations
        self.warnings += rule.warnings
        return rule.value

    def step(self, code: str, **values: object) -> None:
        """One line of the reckoning."""
        self.steps.append(Statement(code, values))

    def warn(self, code: str, **values: object) -> None:
        """Tell the reader of the payslip."""
        self.warnings.append(Statement(code, values))

    def lacks(self, key: str) -> None:
        """Lines are absent for want of a fact of the case."""
        self.warn("payslip_incomplete", missing=f"pay.{key}")

    def cannot_say(self, line: str, reason: Words) -> None:
        """Lines are absent for want of a rule."""
        self.warn("payslip_not_modelled", line=line, reason=reason)
