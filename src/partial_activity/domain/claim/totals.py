"""What a claim file comes to: by month, and by the text that decides the allowance."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from attrs import define, field

from partial_activity.domain.claim.answers import LineAmounts
from partial_activity.domain.claim.uploads import FileFault
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros

_YEAR_AND_MONTH = len("2020-04")
_FIGURES = re.compile(r"\d")
"""The figures, left out of sentences to tell whether they are the same: a file has few of them,
then."""


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

    def add(self, amounts: LineAmounts) -> None:
        """Add one line."""
        self.lines += 1
        self.hundredths += amounts.hours.hundredths
        self.indemnity_cents += amounts.indemnity.cents
        self.allowance_cents += amounts.allowance.cents

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
    refused: dict[tuple[str, str, str], tuple[int, FileFault]] = field(factory=dict)
    """The number of faults and the first of them, by code, column and sentence, whatever its
    figures."""
    _warned: Counter[tuple[str, ...]] = field(factory=Counter)

    def add(self, month: date, deciding_text: str, amounts: LineAmounts) -> None:
        """Add a line that has amounts."""
        key = month.isoformat()[:_YEAR_AND_MONTH], deciding_text
        total = self.by_month_and_text.get(key)
        if total is None:
            total = self.by_month_and_text[key] = Sum()
        total.add(amounts)
        self._warned[amounts.warnings] += 1

    def refuse(self, faults: tuple[FileFault, ...]) -> None:
        """Count a line that has none."""
        self.refused_lines += 1
        for fault in faults:
            same = fault.code, fault.column, _FIGURES.sub("", fault.said.french)
            count, first = self.refused.get(same, (0, fault))
            self.refused[same] = count + 1, first

    @property
    def assessed(self) -> Sum:
        """All lines that have amounts."""
        whole = Sum()
        for part in self.by_month_and_text.values():
            whole.merge(part)
        return whole

    @property
    def warnings(self) -> dict[str, int]:
        """The number of lines that carry each warning."""
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


def _merged(sums: Iterable[tuple[str, Sum]]) -> dict[str, Sum]:
    merged: dict[str, Sum] = {}
    for key, part in sums:
        merged.setdefault(key, Sum()).merge(part)
    return dict(sorted(merged.items()))
