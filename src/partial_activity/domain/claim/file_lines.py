"""A claim line as a file has it: its facts in groups that lines share.

A file says for each line what a claim has from its authorisation, and lines of equal cells share a
group: millions of lines are read, and few groups made.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from partial_activity.domain.claim.answers import LineTerms
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.week_hours import ClaimedHours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.values import frozen


@frozen(eq=False)
class LineIdentity:
    """The employee a line is for, and the decision and the contract it is under."""

    siret: Siret
    decision_number: str
    nir: Nir
    stated: Mapping[str, Any]
    """Facts of which nothing is reckoned, by name; those left out are as they usually are."""

    @property
    def contract_number(self) -> str:
        """Tells two contracts of the employee apart."""
        number: str = self.stated.get("contract_number", "")
        return number


@frozen(eq=False)
class LineDays:
    """The days that a line speaks of."""

    month: date
    """The first day of the month."""
    week: str
    """ISO: ``2020-W15``."""
    span: Span
    last: date
    """The last day of the span."""


class ReadLine(NamedTuple):
    """All that a file says in a line."""

    identity: LineIdentity
    days: LineDays
    terms: LineTerms
    hours: ClaimedHours

    def claim_line(self, number: int) -> ClaimLine:
        """The line as a claim has it, whose scheme, territory and employer are its decision's."""
        who, days, hours, employee = self.identity, self.days, self.hours, self.terms.employee
        return ClaimLine(
            number=number,
            nir=who.nir,
            week=days.week,
            span=days.span,
            contract_hours=hours.contract,
            worked_hours=hours.worked,
            assimilated_hours=hours.assimilated,
            unworked_hours=hours.unworked,
            hourly_pay=employee.hourly_pay,
            category=employee.category,
            share_of_minimum_wage=employee.share_of_minimum_wage,
            unworked_days=hours.unworked_days,
            facts=self.terms.facts,
            **who.stated,
        )
