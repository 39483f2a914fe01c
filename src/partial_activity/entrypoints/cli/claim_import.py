"""A claim file put into the drafts of its claims; the lines left out are written to a file."""

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.reader import LineError, RefusedLine, read_claim_lines
from partial_activity.adapters.claim_file.results import RefusedLines, mark_utf_8, replacing
from partial_activity.domain.claim.uploads import FiledLine
from partial_activity.domain.people.people import Person
from partial_activity.usecases.claim.import_claims import (
    FiledProblem,
    ImportReport,
    fault_of,
    import_claims,
)
from partial_activity.usecases.context import Context


@frozen
class ImportedFile:
    """What became of the lines of a file."""

    report: ImportReport
    read: int
    """Lines of the file, the header and blank lines left out."""
    refused: tuple[LineError, ...]
    """What was wrong, in the order of the lines; a line may have several faults."""

    @property
    def refused_lines(self) -> int:
        """How many lines were left out."""
        return len({error.line for error in self.refused})


def import_file(
    path: Path,
    *,
    errors: Path | None,
    actor: Person,
    context: Context,
    dry_run: bool = False,
    whole: bool = False,
) -> ImportedFile:
    """Import a claim file: the good lines are kept, the others told and written to ``errors``.

    The same file again changes nothing.

    Args:
        path: of the file, which is read twice where ``errors`` are asked for.
        errors: where refused lines go, with their columns and what to mend; None for nowhere.
        actor: who imports, and may claim for every establishment named.
        context: its law, as known today, checks the lines.
        dry_run: tell everything, keep nothing.
        whole: keep all the lines, or none.

    Raises:
        FileRefused: not a claim file.
    """
    lines = _Lines(path)
    # Nothing is known of the last line when the first is kept: one pass to read, then one to keep.
    filed = list(lines)
    report = import_claims(
        filed,
        actor=actor,
        context=context,
        dry_run=dry_run or (whole and bool(lines.refused)),
        whole=whole,
    )
    refused = [*lines.refused, *map(_error, report.problems)]
    refused.sort(key=lambda error: error.line)
    if errors is not None:
        _write(path, errors, refused)
    return ImportedFile(report, lines.read, tuple(refused))


@define
class _Lines:
    """The good lines of a file; what is wrong with the others is remembered on the way."""

    path: Path
    read: int = 0
    refused: list[LineError] = field(factory=list)

    def __iter__(self) -> Iterator[FiledLine]:
        with open_claim_file(self.path) as file:
            for found in read_claim_lines(file):
                self.read += 1
                if isinstance(found, RefusedLine):
                    self.refused += found.errors
                else:
                    yield FiledLine(
                        found.line.number,
                        found.siret,
                        found.decision_number,
                        found.month,
                        found.line,
                    )


def _error(problem: FiledProblem) -> LineError:
    fault = fault_of(problem)
    return LineError(fault.line, fault.column, fault.code, fault.message, fault.value)


def _write(path: Path, errors: Path, refused: list[LineError]) -> None:
    """The refused lines as they stand in the file, read a second time rather than remembered."""
    by_line: dict[int, list[LineError]] = {}
    for error in refused:
        by_line.setdefault(error.line, []).append(error)
    with open_claim_file(path) as file, replacing(errors) as out:
        mark_utf_8(out, file)
        writer = RefusedLines(out, file.header)
        for line in file.lines():
            if line.number in by_line:
                writer.write(RefusedLine(line, tuple(by_line[line.number])))
