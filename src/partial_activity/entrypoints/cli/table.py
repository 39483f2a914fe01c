"""Assessments as a table for people, in English or in French, as wide as they have room."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from partial_activity.adapters.formatting import ENGLISH, FRENCH, formatter
from partial_activity.domain.assessment.assess import Assessment
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import ZERO_HOURS
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.entrypoints.cli.screen import aside, doubt, fault, head

_INDENT = "    "
_COLUMNS = (14, 9, 8, 11, 8, 11, 11)
"""Widths: the case on the left, then figures on the right; what decided takes the rest."""
_FIGURES = sum(_COLUMNS) + len(_COLUMNS) - 1
_WHOLE = 100
"""Columns from which what decided stands beside the figures; with fewer, below them."""
_LONGEST_NAME = 40

_ENGLISH = {
    "above": ("", "", "", "indemnity", "", "allowance", "remaining", ""),
    "head": ("case", "hours", "an hour", "total", "an hour", "total", "cost", "decided by"),
    "figures": (
        "hours",
        "indemnity an hour",
        "indemnity",
        "allowance an hour",
        "allowance",
        "remaining cost",
    ),
    "decided": "decided by",
    "share": "share",
    "cap": "cap",
    "floor": "floor",
    "own_pay": "own pay",
    "training": "training",
    "flat": "flat rate",
    "indemnity": "indemnity",
    "total": "total",
    "counted": "{answered} of {cases} cases answered, {errors} with an error, {refused} not due",
    "how": "How it was reached:",
    "texts": "Texts:",
    "published": "published {day}",
    "not_published": "day of publication not known",
    "since": "hours from {day}",
}
_FRENCH = {
    "above": ("", "", "", "indemnité", "", "allocation", "reste", ""),
    "head": ("cas", "heures", "horaire", "totale", "horaire", "totale", "à charge", "décidé par"),
    "figures": (
        "heures",
        "indemnité horaire",
        "indemnité",
        "allocation horaire",
        "allocation",
        "reste à charge",
    ),
    "decided": "décidé par",
    "share": "taux",
    "cap": "plafond",
    "floor": "plancher",
    "own_pay": "sa paie",
    "training": "formation",
    "flat": "forfait",
    "indemnity": "indemnité",
    "total": "total",
    "counted": "{answered} cas sur {cases} traités, {errors} en erreur, {refused} sans droit",
    "how": "Comment on y arrive :",
    "texts": "Textes :",
    "published": "publié le {day}",
    "not_published": "date de publication inconnue",
    "since": "heures à partir du {day}",
}


class Table:
    """The lines of the table, case after case; the totals gather on the way.

    Args:
        french: French words and decimal commas; else English and points.
        explain: below each case, the steps and the texts.
        room: columns there are; with few, the figures of a case stand below each other.
    """

    def __init__(self, *, french: bool, explain: bool, room: int = _WHOLE) -> None:
        self.room = room
        names = min(_LONGEST_NAME, _COLUMNS[0] + max(0, room - _WHOLE))
        self.columns = (names, *_COLUMNS[1:])
        self.write = formatter(FRENCH if french else ENGLISH)
        self.explain = explain
        self.words = _FRENCH if french else _ENGLISH
        self.colon = " : " if french else ": "
        self.cases = self.errors = self.refused = 0
        self.hours, self.indemnity, self.allowance = ZERO_HOURS, ZERO_EUROS, ZERO_EUROS

    def head(self) -> Iterator[str]:
        """Two lines of column names, and a rule."""
        if self.room >= _FIGURES:
            for kind in ("above", "head"):
                *names, decided = self.words[kind]
                shown = decided if self.room >= _WHOLE else ""
                yield head(self._line((*names, shown)))
        yield self._rule()

    def assessed(self, found: Assessment) -> Iterator[str]:
        """The line of a case, then what should be known of it."""
        self.cases += 1
        self.refused += bool(found.refusals)
        self.hours += found.compensable_hours
        self.indemnity += found.indemnity
        self.allowance += found.allowance
        deciders = [found.indemnity_decided_by, found.allowance_decided_by]
        figures = (
            found.compensable_hours,
            found.hourly_indemnity,
            found.indemnity,
            found.hourly_allowance,
            found.allowance,
            found.remaining_cost,
        )
        decided = ", ".join(str(self.words[by.value]) for by in deciders if by is not None)
        name = self._name(found.case.id)
        yield from self._case(name, tuple(map(self._figure, figures)), decided)
        for refusal in found.refusals:
            yield from map(fault, self._note(f"{refusal.code}{self.colon}", refusal))
        for warning in found.warnings:
            yield from map(doubt, self._note(f"{warning.code}{self.colon}", warning))
        if self.explain:
            yield from self._explained(found)

    def failed(self, case_id: str | int | None, error: CannotAnswer) -> Iterator[str]:
        """The line of a case that cannot be answered."""
        self.cases += 1
        self.errors += 1
        place = f" {error.path}" if error.path else ""
        why = error.message
        if self.write.french:
            why = error.french.removeprefix(f"{error.path} : ")
        yield self._name(case_id)
        yield from map(fault, self._wrapped(f"! {error.code}{place}{self.colon}", why))

    def foot(self) -> Iterator[str]:
        """The totals, and how many cases they are of."""
        yield self._rule()
        sums = (self.hours, "", self.indemnity, "", self.allowance, self.indemnity - self.allowance)
        total = str(self.words["total"])
        yield from map(head, self._case(total, tuple(map(self._figure, sums)), ""))
        yield str(self.words["counted"]).format(
            answered=self.cases - self.errors,
            cases=self.cases,
            errors=self.errors,
            refused=self.refused,
        )

    def _name(self, case_id: str | int | None) -> str:
        """The id on one line, cut when long; its place in the list when it has none."""
        name = f"#{self.cases}" if case_id is None else str(case_id)
        name = "".join(sign if sign.isprintable() else " " for sign in name)
        room = self.columns[0] if self.room >= _FIGURES else self.room
        return name if len(name) <= room else name[: room - 1] + "…"

    def _case(self, name: str, figures: tuple[str, ...], decided: str) -> Iterator[str]:
        if self.room >= _WHOLE:
            yield self._line((name, *figures, decided))
            return
        if self.room >= _FIGURES:
            yield self._line((name, *figures, ""))
        else:
            yield name
            labels = self.words["figures"]
            longest = max(map(len, labels))
            for label, figure in zip(labels, figures, strict=True):
                if figure:
                    yield f"{_INDENT}{label:<{longest}} {figure:>{_COLUMNS[-1]}}"
        if decided:
            yield from self._wrapped(f"{self.words['decided']}{self.colon}", decided)

    def _line(self, cells: Sequence[str]) -> str:
        name, *figures, last = cells
        widths = iter(self.columns)
        aligned = [
            name.ljust(next(widths)),
            *(figure.rjust(width) for figure, width in zip(figures, widths, strict=True)),
        ]
        return f"{' '.join(aligned)}  {last}".rstrip()

    def _rule(self) -> str:
        return "-" * min(self.room, _WHOLE + _LONGEST_NAME - _COLUMNS[0])

    def _figure(self, value: object) -> str:
        return self.write.figure(value)

    def _day(self, day: date) -> str:
        return self.write.day(day)

    def _note(self, mark: str, said: Statement | Refusal) -> Iterator[str]:
        yield from self._wrapped(mark, self.write.say(said))

    def _explained(self, found: Assessment) -> Iterator[str]:
        if found.steps:
            yield _INDENT + str(self.words["how"])
        for number, step in enumerate(found.steps, start=1):
            yield from self._note(f"{number:>3}. ", step)
        if found.citations:
            yield _INDENT + str(self.words["texts"])
        for citation in found.citations:
            yield from map(aside, self._wrapped("  - ", self._cited(citation)))
        yield ""

    def _named(self, citation: Citation) -> str:
        names = (str(citation.parameter), str(citation.category))
        parameter, category = map(self.write.bare, names) if self.write.french else names
        return f"{parameter} ({category})"

    def _cited(self, citation: Citation) -> str:
        published = str(self.words["published" if citation.published else "not_published"])
        facts = (
            f"{self._named(citation)} = {self._figure(citation.value)}",
            citation.article,
            citation.text,
            published.format(day=citation.published and self._day(citation.published)),
            str(self.words["since"]).format(day=self._day(citation.hours_from)),
        )
        return ", ".join(facts)

    def _wrapped(self, mark: str, sentence: str) -> list[str]:
        """A sentence below its case, the next lines under the first word."""
        return textwrap.wrap(
            sentence,
            self.room,
            initial_indent=_INDENT + mark,
            subsequent_indent=_INDENT + " " * min(len(mark), 5),
            break_on_hyphens=False,
        )
