"""What a claim file comes to: by month, and by the text that decides the allowance."""

from collections.abc import Iterable

from attrs import define, field

from partial_activity.adapters.claim_assessment import AssessedLine, RefusedLine
from partial_activity.adapters.claim_lines import LineError
from partial_activity.domain.assessment import Assessment
from partial_activity.domain.hourly import DecidedBy
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.money import ZERO_EUROS, Euros

_DECIDED_IN: dict[DecidedBy, tuple[Parameter, ...]] = {
    DecidedBy.FLOOR: (Parameter.ALLOWANCE_FLOOR,),
    DecidedBy.FLAT: (Parameter.ALLOWANCE_FLAT_UP_TO_250, Parameter.ALLOWANCE_FLAT_ABOVE_250),
    DecidedBy.INDEMNITY: (Parameter.PAY_BELOW_MINIMUM_WAGE,),
}
"""Where the text stands that decides an allowance; else with the share of pay."""


@define
class Sum:
    """Lines, hours and euros added up."""

    lines: int = 0
    hours: Hours = ZERO_HOURS
    indemnity: Euros = ZERO_EUROS
    allowance: Euros = ZERO_EUROS

    @property
    def remaining_cost(self) -> Euros:
        """Indemnity less allowance."""
        return self.indemnity - self.allowance

    def add(self, assessment: Assessment) -> None:
        """Add one line."""
        self.lines += 1
        self.hours += assessment.compensable_hours
        self.indemnity += assessment.indemnity
        self.allowance += assessment.allowance


@define
class Totals:
    """The totals of one file, in memory that grows with its months and texts only."""

    assessed: Sum = field(factory=Sum)
    by_month_and_text: dict[tuple[str, str], Sum] = field(factory=dict)
    refused_lines: int = 0
    refused: dict[str, tuple[int, LineError]] = field(factory=dict)
    """By code: how many errors, and the first of them."""
    warnings: dict[str, int] = field(factory=dict)

    def add(self, answer: AssessedLine | RefusedLine) -> None:
        """Add a line."""
        if isinstance(answer, RefusedLine):
            self._add_refused(answer.errors)
            return
        self.assessed.add(answer.assessment)
        month = f"{answer.claim.facts.first:%Y-%m}"
        key = month, deciding_text(answer.assessment)
        self.by_month_and_text.setdefault(key, Sum()).add(answer.assessment)
        for code in answer.warnings:
            self.warnings[code] = self.warnings.get(code, 0) + 1

    def by_month(self) -> dict[str, Sum]:
        """The sums of each month, in order."""
        return _merged((month, total) for (month, _), total in self.by_month_and_text.items())

    def by_text(self) -> dict[str, Sum]:
        """The sums of each text that decides an allowance."""
        return _merged((text, total) for (_, text), total in self.by_month_and_text.items())

    def _add_refused(self, errors: tuple[LineError, ...]) -> None:
        self.refused_lines += 1
        for error in errors:
            count, first = self.refused.get(error.code, (0, error))
            self.refused[error.code] = count + 1, first


def deciding_text(assessment: Assessment) -> str:
    """The text of the share, floor or flat amount that fixes the allowance of an hour.

    Each line has one, so that sums by text add up to the whole.
    """
    if assessment.refusals:
        return assessment.refusals[0].article
    decided_by = assessment.allowance_decided_by
    wanted = (*_DECIDED_IN.get(decided_by, ()), Parameter.ALLOWANCE_SHARE) if decided_by else ()
    for parameter in wanted:
        for citation in assessment.citations:
            if citation.parameter == parameter.value:
                return citation.text
    return "—"


def _merged(sums: Iterable[tuple[str, Sum]]) -> dict[str, Sum]:
    merged: dict[str, Sum] = {}
    for key, part in sums:
        whole = merged.setdefault(key, Sum())
        whole.lines += part.lines
        whole.hours += part.hours
        whole.indemnity += part.indemnity
        whole.allowance += part.allowance
    return dict(sorted(merged.items()))
