"""What looks for viruses in the files that people send."""

from typing import Protocol

from partial_activity.domain.authorisation.attachments import Verdict


class ScannerSilent(Exception):
    """The scanner gave no verdict: it is not there, takes too long, or says what is none.

    The file waits, and is given to nobody.
    """


class Scanner(Protocol):
    """Judges files; what it does not call clean in so many words is not."""

    def scan(self, content: bytes) -> Verdict:
        """Judge the bytes of a file.

        Raises:
            ScannerSilent: no verdict; ask again later.
        """

    def answers(self) -> bool:
        """Tell whether the scanner is there."""
