"""What a claim file comes to: by month, and by the text that decides the allowance."""

from collections import Counter
from collections.abc import Iterable

from attrs import define, field

from partial_activity.adapters.claim_assessment import AssessedLine, RefusedLine
from partial_activity.adapters.claim_lines import LineError
from partial_activity.domain.assessment import Assessment
from partial_activity.domain.hourly import DecidedBy
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.money import Euros

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
    hundredths: int = 0
    indemnity_cents: int = 0
    allowance_cents: int = 0

    @property
    def hours(self) -> Hours:
        """Heures indemnisables."""
        return Hours(self.hundredths)

    @property
    def indemnity(self) -> Euros:
        """What employers owe."""
        return Euros(self.indemnity_cents)

    @property
    def allowance(self) -> Euros:
        """What the State pays."""
        return Euros(self.allowance_cents)

    @property
    def remaining_cost(self) -> Euros:
        """Indemnity less allowance."""
        return self.indemnity - self.allowance

    def add(self, assessment: Assessment) -> None:
        """Add one line."""
        self.lines += 1
        self.hundredths += assessment.compensable_hours.hundredths
        self.indemnity_cents += assessment.indemnity.cents
        self.allowance_cents += assessment.allowance.cents

    def merge(self, other: "Sum") -> None:
        """Add another sum."""
        self.lines += other.lines
        self.hundredths += other.hundredths
        self.indemnity_cents += other.indemnity_cents
        self.allowance_cents += other.allowance_cents


@define
class Totals:
    """The totals of one file, in memory that grows with its months and texts only."""

    by_month_and_text: dict[tuple[str, str], Sum] = field(factory=dict)
    refused_lines: int = 0
    refused: dict[str, tuple[int, LineError]] = field(factory=dict)
    """By code: how many errors, and the first of them."""
    _warned: Counter[tuple[str, ...]] = field(factory=Counter)

    def add(self, answer: AssessedLine | RefusedLine) -> None:
        """Add a line."""
        if isinstance(answer, RefusedLine):
            self._add_refused(answer.errors)
            return
        assessment = answer.answer.assessment
        key = answer.claim.slice.month, deciding_text(assessment)
        self.by_month_and_text.setdefault(key, Sum()).add(assessment)
        self._warned[answer.warnings] += 1

    @property
    def assessed(self) -> Sum:
        """All lines that have amounts."""
        whole = Sum()
        for part in self.by_month_and_text.values():
            whole.merge(part)
        return whole

    @property
    def warnings(self) -> dict[str, int]:
        """How many lines carry each warning."""
        counts: Counter[str] = Counter()
        for codes, lines in self._warned.items():
            for code in codes:
                counts[code] += lines
        return dict(counts)

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
        merged.setdefault(key, Sum()).merge(part)
    return dict(sorted(merged.items()))
