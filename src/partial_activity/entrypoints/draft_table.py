"""A draft decree's effect as a table for people, in English or in French."""

from collections.abc import Iterator

from partial_activity.adapters.formatting import ENGLISH, FRENCH, formatter
from partial_activity.domain.assessment.assess import Assessment
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.words import Words
from partial_activity.entrypoints.draft_comparison import (
    Answer,
    Comparison,
    Line,
    Totals,
    totals_of,
)

_COLUMNS = (24, 15, 15, 15)
"""Widths: the case, then indemnity, allowance, remaining cost."""
_TITLE = Words("Cas selon le droit, et avec : {text}", "Cases under the law, and with: {text}")
_HEAD = (
    Words("cas", "case"),
    Words("indemnité", "indemnity"),
    Words("allocation", "allowance"),
    Words("reste à charge", "remaining cost"),
)
_DOUBTED = Words("À vérifier dans le projet :", "To look at in the draft:")
_WITHOUT, _WITH = Words("sans :", "without:"), Words("avec :", "with:")
_WITH_DRAFT = Words("avec le projet", "with the draft")
_CHANGE, _NO_CHANGE = Words("écart", "change"), Words("sans changement", "no change")
_TOTAL = Words("total de {cases}", "total of {cases}")
_ANSWERED = Words(
    "indemnité {indemnity}, allocation {allowance}", "indemnity {indemnity}, allowance {allowance}"
)


class DraftTable:
    """The lines of the table: what is doubted of the draft, three lines a case, then the totals."""

    def __init__(self, *, french: bool) -> None:
        self.french = french
        self.write = formatter(FRENCH if french else ENGLISH)

    def lines(self, comparison: Comparison) -> Iterator[str]:
        """All of them, in order."""
        yield self._say(_TITLE).format(text=comparison.draft.text.name)
        yield ""
        if comparison.doubts:
            yield self._say(_DOUBTED)
            for doubt in comparison.doubts:
                yield f"  - {doubt.french if self.french else doubt.english}"
            yield ""
        yield _row(*map(self._say, _HEAD))
        for place, line in enumerate(comparison.lines, start=1):
            yield from self._case(line, place)
        yield "-" * sum((*_COLUMNS, len(_COLUMNS) - 1))
        total = self._say(_TOTAL).format(cases=len(comparison.lines) - comparison.unanswered)
        yield from self._three(total, comparison.without, comparison.with_draft)

    def _case(self, line: Line, place: int) -> Iterator[str]:
        name = f"#{place}" if line.case_id is None else str(line.case_id)
        sides = ((_WITHOUT, line.without), (_WITH, line.with_draft))
        if line.answered:
            before, after = (totals_of([side]) for _, side in sides)
            if before == after:
                yield f"{_row(name, *self._amounts(before))}  {self._say(_NO_CHANGE)}"
            else:
                yield from self._three(name, before, after)
        else:
            yield name
            for side, answer in sides:
                yield f"  {self._say(side)} {self._answer(answer)}"
        for side, answer in sides:
            if isinstance(answer, Assessment):
                for refusal in answer.refusals:
                    said = refusal.french if self.french else refusal.english
                    yield f"  {self._say(side)} {refusal.code}: {said}"

    def _three(self, name: str, before: Totals, after: Totals) -> Iterator[str]:
        yield _row(name, *self._amounts(before))
        yield _row(f"  {self._say(_WITH_DRAFT)}", *self._amounts(after))
        change = self._amounts(after - before, signed=True)
        yield _row(f"  {self._say(_CHANGE)}", *change)

    def _amounts(self, totals: Totals, *, signed: bool = False) -> Iterator[str]:
        for amount in (totals.indemnity, totals.allowance, totals.remaining_cost):
            sign = "+" if signed and amount > ZERO_EUROS else ""
            yield sign + self.write.figure(amount)

    def _answer(self, answer: Answer) -> str:
        if isinstance(answer, Assessment):
            amounts = {"indemnity": answer.indemnity, "allowance": answer.allowance}
            return self._say(_ANSWERED).format(
                **{name: self.write.figure(amount) for name, amount in amounts.items()}
            )
        place = f" {answer.path}" if answer.path else ""
        return f"{answer.code}{place}: {answer.message}"

    def _say(self, words: Words) -> str:
        return words.french if self.french else words.english


def _row(name: str, *figures: str) -> str:
    cut = name if len(name) <= _COLUMNS[0] else f"{name[: _COLUMNS[0] - 1]}…"
    aligned = (figure.rjust(width) for figure, width in zip(figures, _COLUMNS[1:], strict=True))
    return " ".join([cut.ljust(_COLUMNS[0]), *aligned])
