"""A claim file at a path, to be imported; its refused lines go to another."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from partial_activity.adapters.claim_file.file import ClaimFile, open_claim_file
from partial_activity.adapters.claim_file.reader import read_claim_lines
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import RefusedLines, mark_utf_8, replacing
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.claim.uploads import FiledLine, FileFault
from partial_activity.domain.law.book import Law
from partial_activity.ports.claim_files import RefusedLine, UnreadableClaimFile


@frozen
class ClaimFileOnDisk:
    """See :class:`~partial_activity.ports.claim_files.FileToImport`."""

    path: Path
    errors: Path | None
    """The file for refused lines, with their columns and what to mend; None: they go nowhere."""
    law: Law = FRENCH_LAW
    """The law in use; a fact that a regime of it asks for is a column of that name."""

    def lines(self) -> Iterator[FiledLine | Sequence[FileFault]]:
        """Each line, read, or with all its faults."""
        with _opened(self.path, self.law) as file:
            for line in read_claim_lines(file):
                yield line.faults if isinstance(line, RefusedLine) else line

    def keep_refused(self, faults: Mapping[int, Sequence[FileFault]]) -> None:
        """The refused lines as they stand in the file, read a second time, not remembered."""
        if self.errors is None:
            return
        with _opened(self.path, self.law) as file, replacing(self.errors) as out:
            mark_utf_8(out, file)
            writer = RefusedLines(out, file.header)
            for line in file.lines():
                if line.number in faults:
                    writer.write(RefusedLine(line, tuple(faults[line.number])))


@contextmanager
def _opened(path: Path, law: Law) -> Iterator[ClaimFile]:
    try:
        with open_claim_file(path, law=law) as file:
            yield file
    except FileRefused as error:
        raise UnreadableClaimFile(error.code, error.french, error.english) from error
