"""The folder in which payment files lie for the bank's own transfer program."""

from pathlib import Path

from partial_activity.adapters.bank.credit_transfers import (
    Format,
    Payer,
    credit_transfers,
    payee_name,
)
from partial_activity.adapters.files.atomic_write import write_whole
from partial_activity.domain.errors import NotFound
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable


class SepaFolder:
    """The ``Bank`` port: a folder that the bank's own transfer program empties."""

    def __init__(self, folder: Path, payer: Payer, pain: Format = Format.PAIN_09) -> None:
        """Write files to a folder, made when first needed."""
        self._folder, self._payer, self._pain = folder, payer, pain

    def send(self, file: PaymentFile) -> None:
        """Write ``<reference>.xml``; one that is there is whole, and stays as it is."""
        path = self.path_of(file.reference)
        try:
            if not path.exists():
                write_whole(path, (credit_transfers(file, self._payer, self._pain),))
        except OSError as error:
            msg = f"the payment file could not be written: {error.strerror}"
            raise Unavailable(msg) from error

    def content(self, reference: str) -> bytes:
        """The file, while it is in the folder."""
        try:
            return self.path_of(reference).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("file", reference) from error
        except OSError as error:
            msg = f"the payment file could not be read: {error.strerror}"
            raise Unavailable(msg) from error

    def payee_name(self, line: PaymentLine) -> str:
        """The name of the payee, as pain.001 takes it."""
        return payee_name(line)

    def path_of(self, reference: str) -> Path:
        """The path where a file is, or will be."""
        return self._folder / f"{reference}.xml"
