"""Claim files that were sent, and the lines refused of them, until they are done with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from attrs import frozen

from partial_activity.domain.claim.file_lines import ReadLine
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import FiledLine, FileFault
from partial_activity.domain.words import Words

MOST_IN_WORKBOOK = 10_000
"""Refused lines that are handed out as a workbook, which is made in memory: a second, and 60 MB."""
CLAIM_FILE = "claim_file"
"""What ``NotFound`` calls a file that is kept no more."""


class FileTooLarge(Exception):
    """The file that was sent is longer than is taken.

    Attributes:
        most: bytes that are taken.
    """

    def __init__(self, most: int) -> None:
        super().__init__(f"a claim file has {most} bytes at most")
        self.most = most


class UnreadableClaimFile(Exception):
    """A file of which no line can be read.

    Attributes:
        code: stable code.
        french: one sentence, with the mend.
        english: the same.
    """

    def __init__(self, code: str, french: str, english: str) -> None:
        super().__init__(english)
        self.code = code
        self.french = french
        self.english = english


@frozen
class KeptFile:
    """A file as it was received."""

    name: str
    """The name under which it is read again."""
    size: int
    """The size of the file, in bytes."""


@frozen
class FaultsPage:
    """Some faults of a file, in the order of its lines."""

    faults: tuple[FileFault, ...]
    following: int | None
    """The place where the next page begins; None: these are the last."""


class ClaimFiles(Protocol):
    """Keeps claim files; what names people is encrypted where it rests.

    A file is read as it comes, a line at a time: nothing is held of it in memory.
    """

    def keep(self, content: Iterable[bytes], most: int) -> KeptFile:
        """Keep a file as it arrives; on disk before it returns.

        Raises:
            FileTooLarge: it has more bytes than ``most``; nothing is kept.
            Unavailable: the disk is full, or cannot be written to.
        """

    def lines(self, name: str, called: str) -> Iterator[FiledLine | Sequence[FileFault]]:
        """Each line, read, or with all its faults.

        Args:
            name: under which it is kept.
            called: what its owner calls it, for the sentences.

        Raises:
            UnreadableClaimFile: it is no claim file.
            NotFound: it is kept no more.
        """

    def how_read(self, name: str) -> Sequence[Words]:
        """What was decided while its lines were read: encoding, sheet, what was passed over.

        Nothing of a file in which nothing was to be decided.

        Raises:
            NotFound: it was not read to its end, or is kept no more.
        """

    def keep_refused(
        self, name: str, called: str, report: str, faults: Mapping[int, Sequence[FileFault]]
    ) -> None:
        """Keep the lines that have faults, with their columns as they were, under a new name.

        By the number of the line. Keeping it again under that name replaces it.
        """

    def refused(self, report: str) -> Iterator[bytes]:
        """The refused lines as a CSV, to be mended and sent again; ``NotFound`` if kept no more."""

    def refused_workbook(self, report: str) -> bytes:
        """The same as a workbook (.xlsx), with a colour on the cells to be mended.

        Raises:
            NotFound: kept no more, or what writes workbooks is not installed.
        """

    def faults(self, report: str, after: int, limit: int) -> FaultsPage:
        """Some faults, from the place ``after`` on; 0 is the first. ``NotFound`` as above."""

    def remove(self, *names: str) -> None:
        """Forget files, or what was refused; what is not there is no fault."""


class FileToImport(Protocol):
    """One claim file to be imported, and where its refused lines go."""

    def lines(self) -> Iterator[FiledLine | Sequence[FileFault]]:
        """Each line, read, or with all its faults.

        Raises:
            UnreadableClaimFile: it is no claim file.
        """

    def keep_refused(self, faults: Mapping[int, Sequence[FileFault]]) -> None:
        """Keep the lines that have faults, by number, where the owner asked for them."""


class NumberedLine(Protocol):
    """A line as it lies in its file."""

    @property
    def number(self) -> int:
        """The number of the line in the file."""


Line = TypeVar("Line", bound=NumberedLine)


class LineRefused(Exception):
    """A line that cannot be read.

    Attributes:
        faults: all that was found wrong.
    """

    def __init__(self, faults: tuple[FileFault, ...]) -> None:
        super().__init__(", ".join(f"{fault.column} {fault.code}" for fault in faults))
        self.faults = faults


class RefusedLine(NamedTuple, Generic[Line]):
    """A line that cannot be read, or claimed, and why."""

    line: Line
    faults: tuple[FileFault, ...]


class ClaimLines(Protocol[Line]):
    """The lines of one open file, which can be read from the first more than once."""

    def lines(self) -> Iterator[Line]:
        """The lines, from the first, in their order."""

    def facts(self, line: Line) -> ReadLine:
        """What a line says.

        Raises:
            LineRefused: it cannot be read.
        """

    def fault(self, line: Line, problem: LineProblem) -> FileFault:
        """A problem of a line, with the column and the value it was read from."""


class NotedLine(NamedTuple):
    """What is remembered of a line between two readings of its file: whole numbers only."""

    number: int
    month: int
    """The first day of the month; days are ordinals."""
    first: int
    last: int
    contract: int
    """Hours are in hundredths."""
    present: int
    claimed: int
    counted: int
    cut: int
    """What cut it, or that another line has its days; by a number of whoever notes it."""
    indemnity: int
    """The indemnity of one hour, in cents."""
    allowance: int
    grounds: int
    """What the amounts rest on, which lines share; by a number of whoever notes it."""


class LineLedger(Protocol):
    """Remembers the lines of one file, of any size, in bounded memory."""

    def note(self, week: str, line: NotedLine) -> None:
        """Remember a line, under a name for the week it shares; numbers grow."""

    def shared_weeks(self) -> Iterator[Sequence[NotedLine]]:
        """The lines of each week that has several."""

    def recount(self, number: int, counted: int, cut: int) -> None:
        """What counts of a line after all; also while the shared weeks are gone through."""

    def lines(self) -> Iterator[NotedLine]:
        """The lines in the order of their numbers, as they count after all."""
