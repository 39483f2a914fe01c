"""Claim files that were sent, and the lines refused of them, until they are done with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from partial_activity.domain.claim.uploads import FiledLine, FileFault

CLAIM_FILE = "claim_file"
"""What ``NotFound`` calls a file that is kept no more."""


class FileTooLarge(Exception):
    """More was sent than is taken.

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
    """Under which it is read again."""
    size: int
    """In bytes."""


@frozen
class FaultsPage:
    """Some faults of a file, in the order of its lines."""

    faults: tuple[FileFault, ...]
    following: int | None
    """Where the next page begins; None: these are the last."""


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

    def keep_refused(
        self, name: str, called: str, report: str, faults: Mapping[int, Sequence[FileFault]]
    ) -> None:
        """Keep the lines that have faults, with their columns as they were, under a new name.

        By the number of the line. Keeping it again under that name replaces it.
        """

    def refused(self, report: str) -> Iterator[bytes]:
        """The refused lines as a CSV, to be mended and sent again; ``NotFound`` if kept no more."""

    def faults(self, report: str, after: int, limit: int) -> FaultsPage:
        """Some faults, from the place ``after`` on; 0 is the first. ``NotFound`` as above."""

    def remove(self, *names: str) -> None:
        """Forget files, or what was refused; what is not there is no fault."""
