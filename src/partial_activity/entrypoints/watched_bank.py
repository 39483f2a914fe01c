"""A bank that is handed nothing while the clock is in doubt."""

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable


@frozen(eq=False)
class WatchedBank:
    """See :class:`~partial_activity.ports.bank.Bank`; over another."""

    folder: SepaFolder
    doubt: Callable[[], str | None]
    """Why the clock cannot be believed; None: it can."""

    def ready(self) -> None:
        """Say so before anything is ordered.

        Raises:
            Unavailable: the clock is in doubt.
        """
        doubt = self.doubt()
        if doubt is not None:
            msg = (
                f"nothing is paid while the clock is in doubt ({doubt}): set it, then "
                "`partial-activity clock confirm`"
            )
            raise Unavailable(msg)

    def send(self, file: PaymentFile) -> None:
        """Hand a file over, unless the clock is in doubt."""
        self.ready()
        self.folder.send(file)

    def content(self, reference: str) -> bytes:
        """A file as it was handed over."""
        return self.folder.content(reference)

    def payee_name(self, line: PaymentLine) -> str:
        """The name of the payee as a file has it."""
        return self.folder.payee_name(line)

    def path_of(self, reference: str) -> Path:
        """The path where a file lies."""
        return self.folder.path_of(reference)
