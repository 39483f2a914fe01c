"""Payment files in the bank's format: SEPA credit transfers, ISO 20022 pain.001, by ``sepaxml``.

Every file is checked against the XSD that ``sepaxml`` ships. What ``sepaxml`` draws by chance or
from the clock (MessageId, creation time) is replaced by what the list says, so that the same list
is the same file, byte by byte.
"""

import re
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from attrs import frozen
from lxml import etree  # type: ignore[import-untyped]
from sepaxml import SepaTransfer  # type: ignore[import-untyped]
from text_unidecode import unidecode  # type: ignore[import-untyped]

from partial_activity.adapters.files.atomic_write import write_whole
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable


class Format(Enum):
    """Versions of pain.001 a bank may ask for."""

    PAIN_03 = "pain.001.001.03"
    PAIN_09 = "pain.001.001.09"
    """Of the rulebooks in force since November 2023."""
    PAIN_10 = "pain.001.001.10"
    PAIN_11 = "pain.001.001.11"


@frozen
class Payer:
    """Whose account is debited."""

    name: str
    iban: Iban
    bic: str | None = None
    """Where the bank still asks for it."""


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

    def path_of(self, reference: str) -> Path:
        """Where a file is, or will be."""
        return self._folder / f"{reference}.xml"


def credit_transfers(file: PaymentFile, payer: Payer, pain: Format = Format.PAIN_09) -> bytes:
    """The file as XML."""
    transfers = SepaTransfer(_payer(payer), schema=pain.value, clean=False)
    for line in file.lines:
        transfers.add_payment(_payment(line, file))
    document = etree.fromstring(transfers.export(validate=False))
    _name(document, file)
    _schema(pain).assertValid(document)
    xml: bytes = etree.tostring(document, xml_declaration=True, encoding="UTF-8")
    return xml


_LONGEST_NAME = 70
_NOT_SEPA = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")


def sepa_text(text: str) -> str:
    """A text in the characters that every bank takes (EPC217-08): letters without accents.

    Empty where no letter and no digit is left.
    """
    plain = " ".join(_NOT_SEPA.sub(" ", unidecode(text)).split())
    if not any(character.isalnum() for character in plain):
        return ""
    return plain.strip("/")[:_LONGEST_NAME].strip()


def _payer(payer: Payer) -> dict[str, Any]:
    bic = {"BIC": payer.bic} if payer.bic else {}
    account = {"IBAN": payer.iban.text, "currency": "EUR", "batch": True}
    return {"name": sepa_text(payer.name), **account, **bic}


def _payment(line: PaymentLine, file: PaymentFile) -> dict[str, Any]:
    return {
        # A name of which no letter is left is still a payee: the bank goes by the account.
        "name": sepa_text(line.payee) or f"SIRET {line.siret}",
        "IBAN": line.iban.text,
        "amount": line.amount.cents,
        "execution_date": file.execute_on,
        "description": f"Activite partielle {line.siret} demande {line.claim_id} "
        f"v{line.claim_version}",
        "endtoend_id": line.end_to_end_id,
    }


def _name(document: Any, file: PaymentFile) -> None:  # noqa: ANN401  lxml has no types
    """Put the list's own name and instant in place of those drawn by ``sepaxml``."""
    created = file.listed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for path, text in (
        ("GrpHdr/MsgId", file.reference),
        ("GrpHdr/CreDtTm", created),
        ("PmtInf/PmtInfId", file.reference),
    ):
        (node,) = document.iterfind("/".join(f"{{*}}{step}" for step in ("*", *path.split("/"))))
        node.text = text
    for institution in document.iterfind(".//{*}DbtrAgt/{*}FinInstnId"):
        if not len(institution):  # the implementation guidelines want one or the other
            space = etree.QName(institution).namespace
            other = etree.SubElement(institution, f"{{{space}}}Othr")
            etree.SubElement(other, f"{{{space}}}Id").text = "NOTPROVIDED"


@cache
def _schema(pain: Format) -> etree.XMLSchema:
    with as_file(files("sepaxml") / "schemas" / f"{pain.value}.xsd") as path:
        return etree.XMLSchema(file=str(path))
