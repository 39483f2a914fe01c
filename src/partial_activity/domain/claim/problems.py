"""What is wrong with a claim line: one value, whichever door the line came by.

A file, the grid, the API and the submission tell the same problems. A file adds where it read the
line: its number, the column and the value (:class:`~.uploads.FileFault`).
"""

from collections.abc import Mapping
from typing import Self

from attrs import evolve, field

from partial_activity.domain.errors import CannotAnswer, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.law.statements import Refusal, fill
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.claim_lines import LINE_PROBLEMS
from partial_activity.domain.words import Words

NOTHING_DUE = "nothing_due"
_NOT_ASSESSED = "not_assessed"
_OF_A_REGIME = "facts."
"""What the path of a regime's own fact begins with, and the keys of its sentences end with."""


@frozen
class LineProblem:
    """Why a line cannot be claimed as it is."""

    line: int
    """The number of the line in the claim, or in the file; 0 while it has none."""
    path: str
    """The fact at fault, as ``unworked_hours``; empty for the line as a whole."""
    code: str
    """Stable."""
    sentence: str
    """Key of the sentence: the code; or one of several for a code, as ``out_of_range.zero``."""
    values: Mapping[str, object] = field(factory=dict)

    @classmethod
    def of(cls, sentence: str, path: str = "", /, **values: object) -> Self:
        """A problem whose code is what stands before the point in the key of its sentence."""
        return cls(0, path, sentence.partition(".")[0], sentence, values)

    def at(self, line: int) -> Self:
        """The same, of the line with a number."""
        return evolve(self, line=line)

    @property
    def templates(self) -> Words:
        """The two sentences, before the values are put in."""
        return LINE_PROBLEMS[self.sentence]

    @property
    def french(self) -> str:
        """The sentence, in French."""
        return fill(self.templates.french, self.values, "fr")

    @property
    def english(self) -> str:
        """The sentence, in English."""
        return fill(self.templates.english, self.values, "en")

    @property
    def words(self) -> Words:
        """The two sentences, with the values in them."""
        return Words(self.french, self.english)


def nothing_due(refusal: Refusal) -> LineProblem:
    """A line that can be answered, and of which nothing is due."""
    values = {"article": refusal.article, "reason": refusal}
    return LineProblem(0, "span", refusal.code, NOTHING_DUE, values)


def unanswered(error: CannotAnswer) -> LineProblem:
    """A line that no text answers, or whose facts do not go together."""
    values: dict[str, object] = {"code": error.code, "path": error.path, "reason": error.message}
    match error:
        case LawChangesInsidePeriod():
            sentence, values = error.code, {"day": error.day}
        case NoRuleInForce():
            sentence, values = error.code, {"parameter": error.parameter}
        case _:
            before, own, fact = error.path.partition(_OF_A_REGIME)
            values["fact"] = fact
            named = f"{error.code}.{own or before}"
            sentence = named if named in LINE_PROBLEMS else _NOT_ASSESSED
    return LineProblem(0, error.path, error.code, sentence, values)
