"""What a document looks like to the person who reads it."""

from typing import Protocol

from partial_activity.domain.letters.documents import Document, Printout


class DocumentsMissing(Exception):
    """What writes documents is not installed: the service runs without."""


class DocumentWriter(Protocol):
    """Writes documents as files."""

    def write(self, document: Document | Printout) -> bytes:
        """An accessible PDF (PDF/UA-1), in French; the same document is the same bytes.

        It tells its number, its day and its code, and where the code is confirmed; a printout, its
        day and its note. Any thread may ask for one.

        Raises:
            DocumentsMissing: what writes them is not installed.
        """
