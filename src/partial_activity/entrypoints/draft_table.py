"""A draft decree's effect as a table for people, in English or in French."""

import textwrap
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

_FIGURES = 15
_NAMES = 24
"""Columns of the case where the room is as usual; then indemnity, allowance, remaining cost."""
_BESIDE = 18
"""Columns of what may stand after the figures."""
_ROOM = _NAMES + 3 * (_FIGURES + 1) + _BESIDE
_SHORTEST_NAME, _LONGEST_NAME = 12, 60
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

    def __init__(self, *, french: bool, room: int = _ROOM) -> None:
        """In French or in English, on so many columns."""
        self.french = french
        self.room = room
        self.names = max(_SHORTEST_NAME, min(_LONGEST_NAME, room - _ROOM + _NAMES))
        self.write = formatter(FRENCH if french else ENGLISH)

    def lines(self, comparison: Comparison) -> Iterator[str]:
        """All of them, in order."""
        yield from self._wrapped("", self._say(_TITLE).format(text=comparison.draft.text.name))
        yield ""
        if comparison.doubts:
            yield self._say(_DOUBTED)
            for doubt in comparison.doubts:
                said = self.write.say(doubt) if self.french else doubt.english
                yield from self._wrapped("  - ", said)
            yield ""
        yield self._row(*map(self._say, _HEAD))
        for place, line in enumerate(comparison.lines, start=1):
            yield from self._case(line, place)
        yield "-" * (self.names + _ROOM - _NAMES - _BESIDE)
        total = self._say(_TOTAL).format(cases=len(comparison.lines) - comparison.unanswered)
        yield from self._three(total, comparison.without, comparison.with_draft)

    def _case(self, line: Line, place: int) -> Iterator[str]:
        name = f"#{place}" if line.case_id is None else str(line.case_id)
        sides = ((_WITHOUT, line.without), (_WITH, line.with_draft))
        if line.answered:
            before, after = (totals_of([side]) for _, side in sides)
            if before == after:
                same, row = self._say(_NO_CHANGE), self._row(name, *self._amounts(before))
                yield from [f"{row}  {same}"] if self.room >= _ROOM else [row, f"  {same}"]
            else:
                yield from self._three(name, before, after)
        else:
            yield name
            for side, answer in sides:
                yield from self._wrapped(f"  {self._say(side)} ", self._answer(answer))
        for side, answer in sides:
            if isinstance(answer, Assessment):
                for refusal in answer.refusals:
                    said = refusal.french if self.french else refusal.english
                    colon = " : " if self.french else ": "
                    yield from self._wrapped(f"  {self._say(side)} ", refusal.code + colon + said)

    def _three(self, name: str, before: Totals, after: Totals) -> Iterator[str]:
        yield self._row(name, *self._amounts(before))
        yield self._row(f"  {self._say(_WITH_DRAFT)}", *self._amounts(after))
        change = self._amounts(after - before, signed=True)
        yield self._row(f"  {self._say(_CHANGE)}", *change)

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
        if self.french:
            return f"{answer.code}{place} : {answer.french.removeprefix(f'{answer.path} : ')}"
        return f"{answer.code}{place}: {answer.message}"

    def _say(self, words: Words) -> str:
        return words.french if self.french else words.english

    def _row(self, name: str, *figures: str) -> str:
        cut = name if len(name) <= self.names else f"{name[: self.names - 1]}…"
        return " ".join([cut.ljust(self.names), *(figure.rjust(_FIGURES) for figure in figures)])

    def _wrapped(self, mark: str, sentence: str) -> list[str]:
        """A sentence after its mark, the next lines a little to the right."""
        return textwrap.wrap(
            sentence,
            self.room,
            initial_indent=mark,
            subsequent_indent=" " * min(len(mark), 4),
            break_on_hyphens=False,
        )
