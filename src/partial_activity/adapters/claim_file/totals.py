"""What a claim file comes to: by month, and by the text that decides the allowance."""

from collections import Counter
from collections.abc import Iterable

from attrs import define, field

from partial_activity.adapters.claim_file.assessment import Answer, AssessedLine
from partial_activity.adapters.claim_file.reader import LineError, RefusedLine
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros


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

    def add(self, answer: Answer) -> None:
        """Add one line."""
        self.lines += 1
        self.hundredths += answer.hours.hundredths
        self.indemnity_cents += answer.indemnity.cents
        self.allowance_cents += answer.allowance.cents

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
        key = answer.claim.slice.month, answer.answer.hourly.deciding_text
        self.by_month_and_text.setdefault(key, Sum()).add(answer.answer)
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


def _merged(sums: Iterable[tuple[str, Sum]]) -> dict[str, Sum]:
    merged: dict[str, Sum] = {}
    for key, part in sums:
        merged.setdefault(key, Sum()).merge(part)
    return dict(sorted(merged.items()))
