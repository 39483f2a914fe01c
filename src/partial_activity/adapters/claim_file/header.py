"""The header of a claim file: found below titles, cut by its separator, its columns named."""

import csv
import difflib
from collections.abc import Mapping
from pathlib import Path

from attrs import define, frozen

from partial_activity.adapters.claim_file.cells import bare
from partial_activity.adapters.claim_file.columns import KNOWN, REQUIRED
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.sheet import MOST_TITLES
from partial_activity.adapters.claim_file.sheet_child import plain
from partial_activity.domain.assessment.facts import AskedFact
from partial_activity.domain.assessment.resolution import facts_of, may_add
from partial_activity.domain.law.book import Law, sectors_of
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.words import Words

RESULT_COLUMNS = (
    "heures_indemnisables", "indemnite_horaire", "indemnite", "allocation_horaire", "allocation",
    "reste_a_charge", "avertissements", "textes",
)  # fmt: skip
ERROR_COLUMNS = ("erreur_code", "erreur_message")
ADDED_COLUMN = "ajouts_du_regime"
"""What the regime of the day adds beside the hours; where the law in use may add something."""
OURS = frozenset((*RESULT_COLUMNS, ADDED_COLUMN, *ERROR_COLUMNS))
"""Columns of our own answers: a file that comes back with them is read without them."""
_QUOTES = Words("guillemets mal fermés", "quotes that are not closed")
_SEPARATORS = (";", ",", "\t")


@frozen
class Header:
    """The columns of a file, and how its lines are cut."""

    names: tuple[str, ...]
    """The names as written, in the file's order."""
    positions: Mapping[str, int]
    """The positions of the columns this format knows, by their name."""
    separator: str
    unknown: tuple[str, ...]
    """Columns that are kept in the results and not read."""
    left_out: frozenset[int]
    """Positions of columns of our own answers."""
    facts: Mapping[str, AskedFact]
    """Columns of the file that are facts which only the law in use asks for."""
    sectors: tuple[Sector, ...]
    """Situations of an employer that only the law in use knows."""
    adds: bool
    """Whether the law in use may add euros beside the hours."""

    def kept(self, cells: list[str]) -> list[str]:
        """The cells of a line, without those of our own answers."""
        if not self.left_out:
            return cells
        return [cell for place, cell in enumerate(cells) if place not in self.left_out]


@frozen
class _Candidate:
    """A line that may be the header, cut by the separator that suits it best."""

    names: tuple[str, ...]
    plain: tuple[str, ...]
    separator: str

    @property
    def known(self) -> int:
        return len(KNOWN.intersection(self.plain))

    @property
    def whole(self) -> bool:
        return set(REQUIRED) <= set(self.plain)


@define
class HeaderSearch:
    """Looks at line after line until one is the header."""

    path: Path
    law: Law
    """The law in use; a fact that a regime of it asks for is a column of that name."""
    _nearest: _Candidate | None = None
    _looked_at: int = 0
    _spoilt: bool = False

    def found(self, text: str) -> Header | None:
        """The header, if a line is it: it has every column that is needed.

        Raises:
            FileRefused: too many lines were none, or the header has a column twice.
        """
        candidate = _candidate(text)
        if candidate is None:
            self._spoilt = True
        elif candidate.whole:
            return self._header(candidate)
        elif self._nearest is None or candidate.known > self._nearest.known:
            self._nearest = candidate
        self._looked_at += 1
        if self._looked_at > MOST_TITLES:
            raise self.refusal()
        return None

    def refusal(self) -> FileRefused:
        """Why no line is the header, by what the nearest lacks."""
        if self._nearest is None:
            if self._spoilt:
                return FileRefused("header_unreadable", path=self.path, why=_QUOTES)
            return FileRefused("empty", path=self.path)
        return self._twice(self._nearest) or self._lacking(self._nearest)

    def _header(self, candidate: _Candidate) -> Header:
        twice = self._twice(candidate)
        if twice is not None:
            raise twice
        asked = facts_of(self.law)
        taken = sorted((KNOWN | OURS).intersection(asked))
        if taken:
            raise FileRefused("column_of_two", path=self.path, columns=", ".join(taken))
        names, known = candidate.plain, KNOWN.union(asked)
        positions = {name: place for place, name in enumerate(names) if name in known}
        left_out = frozenset(place for place, name in enumerate(names) if name in OURS)
        unknown = tuple(name for name in names if name and name not in known | OURS)
        facts = {name: fact for name, fact in asked.items() if name in positions}
        return Header(
            candidate.names,
            positions,
            candidate.separator,
            unknown,
            left_out,
            facts,
            tuple(sectors_of(self.law).values()),
            adds=may_add(self.law),
        )

    def _twice(self, candidate: _Candidate) -> FileRefused | None:
        names = candidate.plain
        twice = sorted({name for name in names if name and names.count(name) > 1})
        if not (twice and candidate.known):
            return None
        return FileRefused("duplicate_columns", path=self.path, columns=", ".join(twice))

    def _lacking(self, candidate: _Candidate) -> FileRefused:
        if not candidate.known:
            return FileRefused("no_header", path=self.path)
        unknown = [name for name in candidate.plain if name and name not in KNOWN | OURS]
        missing = [name for name in REQUIRED if name not in candidate.plain]
        columns = ", ".join(_with_nearest(name, unknown) for name in missing)
        return FileRefused("missing_columns", path=self.path, columns=columns)


def cut(text: str, separator: str) -> list[str]:
    """The cells of a line.

    Raises:
        csv.Error: quotes are not balanced.
    """
    if '"' not in text:
        return text.split(separator)
    return next(csv.reader([text], delimiter=separator, strict=True))


def _candidate(text: str) -> _Candidate | None:
    """The header by one separator; None where quotes are not closed, whichever is the right one."""
    candidates: list[_Candidate] = []
    for separator in _SEPARATORS:
        try:
            names = tuple(cut(text, separator))
        except csv.Error:
            continue  # Quotes that close before another separator; the right one is still to come.
        candidates.append(_Candidate(names, tuple(plain(bare(name)) for name in names), separator))
    best = max(candidates, key=lambda one: one.known, default=None)
    return None if best and not best.known and len(candidates) < len(_SEPARATORS) else best


def _with_nearest(name: str, unknown: list[str]) -> str:
    nearest = difflib.get_close_matches(name, unknown, n=1)
    return f"{name} (« {nearest[0]} » ?)" if nearest else name
