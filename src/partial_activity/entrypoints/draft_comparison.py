"""Cases assessed with and without a draft decree, line by line and in total."""

import sys
from collections.abc import Callable, Iterable, Sequence
from gettext import gettext as _
from pathlib import Path

import click
from attrs import frozen

from partial_activity.adapters.as_json import case as case_json
from partial_activity.adapters.as_json import document
from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, read_draft
from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case
from partial_activity.domain.assessment.resolution import case_under
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.law.book import Draft, Law
from partial_activity.domain.law.doubts import new_doubts
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.entrypoints.language import told

Answer = Assessment | CannotAnswer


@frozen
class Line:
    """One case, answered twice."""

    case_id: str | int | None
    without: Answer
    with_draft: Answer

    @property
    def answered(self) -> bool:
        """Whether both laws answer: only such a line counts in the totals."""
        return isinstance(self.without, Assessment) and isinstance(self.with_draft, Assessment)


@frozen
class Totals:
    """Indemnity and allowance of some cases, in euros."""

    indemnity: Euros
    allowance: Euros

    @property
    def remaining_cost(self) -> Euros:
        """Reste à charge."""
        return self.indemnity - self.allowance

    def __sub__(self, other: "Totals") -> "Totals":
        return Totals(self.indemnity - other.indemnity, self.allowance - other.allowance)


@frozen
class Comparison:
    """The cases of a file under the law, and under the law with a draft laid over it."""

    draft: Draft
    lines: tuple[Line, ...]
    doubts: tuple[Statement, ...]
    """What can be doubted of the law with the draft, and not of the law."""

    @property
    def unanswered(self) -> int:
        """Cases that one of the two laws, or both, could not answer."""
        return sum(not line.answered for line in self.lines)

    @property
    def without(self) -> Totals:
        """The totals, without the draft, of the cases that both laws answer."""
        return totals_of(line.without for line in self.lines if line.answered)

    @property
    def with_draft(self) -> Totals:
        """The totals, with the draft, of the cases that both laws answer."""
        return totals_of(line.with_draft for line in self.lines if line.answered)


Watch = Callable[[Sequence[object]], Iterable[object]]


def _unwatched(given: Sequence[object]) -> Sequence[object]:
    return given


def compare(draft_path: str, cases_path: str, law: Law, *, watch: Watch = _unwatched) -> Comparison:
    """Read the draft and the cases, and assess each case twice.

    A case that cannot be read or answered stays in its line, and does not stop the others.

    Args:
        draft_path: of the draft, in TOML.
        cases_path: of the cases, in JSON; ``-`` for stdin.
        law: that the draft would change.
        watch: sees the cases pass, to show how far they are.

    Raises:
        click.ClickException: the draft, or the file of cases as a whole, cannot be read.
    """
    try:
        draft = read_draft(_bytes(draft_path).decode("utf-8-sig"), law)
    except UnreadableDraft as error:
        msg = _("{where}: {why}").format(where=draft_path, why=told(error))
        raise click.ClickException(msg) from error
    except UnicodeDecodeError as error:
        msg = _("{where}: it is not UTF-8: save it as UTF-8").format(where=draft_path)
        raise click.ClickException(msg) from error
    try:
        given = document.entries(_bytes(cases_path))
    except document.UnreadableDocument as error:
        where = _("stdin") if cases_path == "-" else cases_path
        msg = _("{where}: {why}").format(where=where, why=told(error))
        raise click.ClickException(msg) from error
    return compare_entries(draft, watch(given), law)


def compare_entries(draft: Draft, given: Iterable[object], law: Law) -> Comparison:
    """Assess each case twice, without the draft and with it; cases are as JSON gives them."""
    changed = law.with_texts(draft)
    lines = tuple(_line(entry, law, changed) for entry in given)
    return Comparison(draft, lines, new_doubts(law, changed))


def as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison for machines: each case with both answers, and the totals."""
    text = comparison.draft.text
    return {
        "text": {"name": text.name, "published": text.published and text.published.isoformat()},
        "warnings": case_json.statements(comparison.doubts),
        "cases": [_line_json(line) for line in comparison.lines],
        "total": {
            "cases": len(comparison.lines) - comparison.unanswered,
            "without": _amounts(comparison.without),
            "with": _amounts(comparison.with_draft),
            "change": _amounts(comparison.with_draft - comparison.without),
        },
    }


def _line(entry: object, law: Law, changed: Law) -> Line:
    try:
        case = case_json.read_case(entry, changed)
    except CannotAnswer as error:
        return Line(case_json.id_of(entry), error, error)
    return Line(case.id, _answer(case_under(case, law, changed), law), _answer(case, changed))


def _answer(case: Case, law: Law) -> Answer:
    try:
        return assess(case, law)
    except CannotAnswer as error:
        return error


def totals_of(answers: Iterable[Answer]) -> Totals:
    """Add up the answers that are assessments."""
    indemnity = allowance = ZERO_EUROS
    for answer in answers:
        assert isinstance(answer, Assessment)
        indemnity += answer.indemnity
        allowance += answer.allowance
    return Totals(indemnity, allowance)


def _line_json(line: Line) -> dict[str, object]:
    said: dict[str, object] = {
        "id": line.case_id,
        "without": _answer_json(line.case_id, line.without),
        "with": _answer_json(line.case_id, line.with_draft),
    }
    if line.answered:
        before, after = (totals_of([side]) for side in (line.without, line.with_draft))
        said["change"] = _amounts(after - before)
    return said


def _answer_json(case_id: str | int | None, answer: Answer) -> dict[str, object]:
    if isinstance(answer, Assessment):
        return case_json.answer(answer)
    return case_json.error_answer(case_id, answer)


def _amounts(totals: Totals) -> dict[str, str]:
    return {
        "indemnity": str(totals.indemnity),
        "allowance": str(totals.allowance),
        "remaining_cost": str(totals.remaining_cost),
    }


def _bytes(path: str) -> bytes:
    """What a file, or stdin, holds, up to a little more than is accepted."""
    limit = document.LARGEST + 1
    try:
        if path == "-":
            return sys.stdin.buffer.read(limit)
        with Path(path).open("rb") as file:
            return file.read(limit)
    except OSError as error:
        msg = _("{where}: it cannot be read ({why}): check the path").format(
            where=path, why=_(error.strerror or "unknown error")
        )
        raise click.ClickException(msg) from error
