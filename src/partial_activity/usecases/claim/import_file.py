"""One claim file put into the drafts of its claims; the lines left out are handed back to it."""

from collections.abc import Sequence

from attrs import frozen

from partial_activity.domain.claim.uploads import FiledLine, FileFault
from partial_activity.domain.people.people import Person
from partial_activity.ports.claim_files import FileToImport
from partial_activity.usecases.claim.import_claims import ImportReport, fault_of, import_claims
from partial_activity.usecases.context import Context


@frozen
class ImportedFile:
    """What became of the lines of a file."""

    report: ImportReport
    read: int
    """Lines of the file, the header and blank lines left out."""
    refused: tuple[FileFault, ...]
    """What was wrong, in the order of the lines; a line may have several faults."""

    @property
    def refused_lines(self) -> int:
        """The number of lines that were left out."""
        return len({fault.line for fault in self.refused})


def import_file(
    file: FileToImport,
    *,
    actor: Person,
    context: Context,
    dry_run: bool = False,
    whole: bool = False,
) -> ImportedFile:
    """Import a claim file: the good lines are kept, the others told and handed back to the file.

    The same file again changes nothing.

    Args:
        file: its lines, and who keeps those that are refused.
        actor: who imports, and may claim for every establishment named.
        context: its law, as known today, checks the lines.
        dry_run: tell everything, keep nothing.
        whole: keep all the lines, or none.

    Raises:
        UnreadableClaimFile: not a claim file.
    """
    # Nothing is known of the last line when the first is kept: one pass to read, then one to keep.
    filed: list[FiledLine] = []
    refused: list[FileFault] = []
    read = 0
    for read, line in enumerate(file.lines(), start=1):  # noqa: B007  counted past the loop
        if isinstance(line, FiledLine):
            filed.append(line)
        else:
            refused += line
    report = import_claims(
        filed,
        actor=actor,
        context=context,
        dry_run=dry_run or (whole and bool(refused)),
        whole=whole,
    )
    refused += map(fault_of, report.problems)
    refused.sort(key=lambda fault: fault.line)
    file.keep_refused(_by_line(refused))
    return ImportedFile(report, read, tuple(refused))


def _by_line(faults: Sequence[FileFault]) -> dict[int, list[FileFault]]:
    by_line: dict[int, list[FileFault]] = {}
    for fault in faults:
        by_line.setdefault(fault.line, []).append(fault)
    return by_line
