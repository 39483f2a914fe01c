"""A bank in memory: it takes files, and keeps the first of each name."""

from partial_activity.domain.errors import NotFound
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.ports.bank import PaymentFile


class MemoryBank:
    """See :class:`~partial_activity.ports.bank.Bank`."""

    def __init__(self) -> None:
        """Start without files."""
        self.files: dict[str, PaymentFile] = {}

    def send(self, file: PaymentFile) -> None:
        """Take a file; one that is there stays as it is."""
        self.files.setdefault(file.reference, file)

    def content(self, reference: str) -> bytes:
        """The file: one payment a line, by its EndToEndId and its amount."""
        if reference not in self.files:
            raise NotFound("file", reference)
        lines = self.files[reference].lines
        return "".join(f"{line.end_to_end_id} {line.amount}\n" for line in lines).encode()

    def payee_name(self, line: PaymentLine) -> str:
        """The name of the payee as it is."""
        return line.payee
