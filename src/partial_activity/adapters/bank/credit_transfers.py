"""A payment file as banks take it: SEPA credit transfers, ISO 20022 pain.001, checked by the XSD.

Sources: EPC132-08 (customer-to-bank implementation guidelines), whose section 1.4 has the
characters; EPC153-22 on addresses, which are refused unstructured since 15 November 2026: none is
written, inside the EEA none is asked for. ISO 20022 external code ``ExternalPurpose1Code``: GOVT, a
payment by a government (SUBS is a subscription, not a subsidy).
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from attrs import frozen
from lxml import etree  # type: ignore[import-untyped]
from lxml.builder import ElementMaker  # type: ignore[import-untyped]
from text_unidecode import unidecode  # type: ignore[import-untyped]

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import Iban, spoken
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.payments import LARGEST_TRANSFER, PaymentLine
from partial_activity.ports.bank import PaymentFile

PURPOSE = "GOVT"
LONGEST_NAME, LONGEST_IDENTIFIER, LONGEST_REMITTANCE = 70, 35, 140
_NOT_SEPA = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")
_IDENTIFIER = re.compile(
    rf"(?!/)(?!.*//)[A-Za-z0-9/?:().,'+ -]{{1,{LONGEST_IDENTIFIER}}}(?<!/)", re.ASCII
)


class Format(Enum):
    """Versions of pain.001 a bank may ask for."""

    PAIN_03 = "pain.001.001.03"
    PAIN_09 = "pain.001.001.09"
    """The message of the rulebooks in force since November 2023."""
    PAIN_10 = "pain.001.001.10"
    PAIN_11 = "pain.001.001.11"


@frozen
class Payer:
    """The payer, whose account is debited."""

    name: str
    iban: Iban
    bic: str | None = None
    """The BIC, where the bank still asks for it."""


def credit_transfers(file: PaymentFile, payer: Payer, pain: Format = Format.PAIN_09) -> bytes:
    """Write the file as XML, in one line: the same list is the same file, byte by byte.

    Raises:
        InvalidValue: an identifier, an amount or the payer's name is none that a bank takes; the
            path names the line. Nothing is cut to fit but the name of a payee (``payee_name``).
    """
    _check(file, payer)
    document = _Writer(pain).document(file, payer)
    _schema(pain).assertValid(document)
    # Signatures leave out line breaks where there are some (EBICS 3.0, chapter 14): there are none.
    body: bytes = etree.tostring(document, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>' + body


def sepa_text(text: str) -> str:
    """Write a text in the characters that every bank takes: letters without accents.

    Empty where no letter and no digit is left.
    """
    plain = " ".join(_NOT_SEPA.sub(" ", unidecode(text)).split())
    return plain.strip("/ ") if any(character.isalnum() for character in plain) else ""


def payee_name(line: PaymentLine) -> str:
    """Write the payee's name as the file has it, at most seventy characters.

    A longer name ends after its last whole word that fits. One of which no letter is left is the
    number of the establishment: the bank goes by the account, and somebody is to be named.
    """
    name = sepa_text(line.payee) or f"SIRET {line.siret}"
    if len(name) <= LONGEST_NAME:
        return name
    words, _, _ = name[: LONGEST_NAME + 1].rpartition(" ")
    return words.rstrip("/ ") or name[:LONGEST_NAME]


def remittance(line: PaymentLine) -> str:
    """Write what the payee reads on the statement: what is paid, for which month and claim."""
    month = f" {line.month:%m/%Y}" if line.month else ""
    number = f"{spoken(line.claim_id)} v{line.claim_version}"
    return f"Activite partielle{month} demande {number} SIRET {line.siret}"


def _check(file: PaymentFile, payer: Payer) -> None:
    if not 0 < len(sepa_text(payer.name)) <= LONGEST_NAME:
        why = f"write it in at most {LONGEST_NAME} letters, of which a bank takes some"
        raise InvalidValue(
            "refused_by_banks",
            "payer.name",
            why,
            f"écrivez-le en {LONGEST_NAME} lettres au plus, dont une banque prend une partie",
        )
    _check_identifier("reference", file.reference)
    for number, line in enumerate(file.lines):
        path = f"lines[{number}]"
        _check_identifier(f"{path}.end_to_end_id", line.end_to_end_id)
        if line.amount > LARGEST_TRANSFER:
            why = f"{line.amount}: a transfer takes at most {LARGEST_TRANSFER}"
            raise InvalidValue(
                "out_of_range",
                f"{path}.amount",
                why,
                f"{line.amount} : un virement prend {LARGEST_TRANSFER} au plus",
            )
        text = remittance(line)
        if text != sepa_text(text) or len(text) > LONGEST_REMITTANCE:
            why = f"{text!r}: banks take {LONGEST_REMITTANCE} characters without accents"
            raise InvalidValue(
                "refused_by_banks",
                f"{path}.claim_id",
                why,
                f"{text!r} : les banques prennent {LONGEST_REMITTANCE} caractères sans accents",
            )


def _check_identifier(path: str, identifier: str) -> None:
    if not _IDENTIFIER.fullmatch(identifier):
        why = (
            f"{identifier!r}: banks take {LONGEST_IDENTIFIER} letters, digits and /?:().,'+- "
            "without a slash at an end or two together"
        )
        french = (
            f"{identifier!r} : les banques prennent {LONGEST_IDENTIFIER} lettres, chiffres et "
            "/?:().,'+- sans barre à un bout ni deux de suite"
        )
        raise InvalidValue("refused_by_banks", path, why, french)


@frozen
class _Writer:
    """Writes the elements of one version."""

    pain: Format

    def document(self, file: PaymentFile, payer: Payer) -> Any:  # noqa: ANN401  lxml has no types
        space = f"urn:iso:std:iso:20022:tech:xsd:{self.pain.value}"
        e = ElementMaker(namespace=space, nsmap={None: space})
        created = file.listed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        name = sepa_text(payer.name)
        day = e.Dt(file.execute_on.isoformat())
        count = str(len(file.lines))
        total = _decimal(sum((line.amount for line in file.lines), ZERO_EUROS))
        return e.Document(
            e.CstmrCdtTrfInitn(
                e.GrpHdr(
                    e.MsgId(file.reference),
                    e.CreDtTm(created),
                    e.NbOfTxs(count),
                    e.CtrlSum(total),
                    e.InitgPty(e.Nm(name)),
                ),
                e.PmtInf(
                    e.PmtInfId(file.reference),
                    e.PmtMtd("TRF"),
                    e.BtchBookg("true"),
                    e.NbOfTxs(count),
                    e.CtrlSum(total),
                    e.PmtTpInf(e.SvcLvl(e.Cd("SEPA"))),
                    e.ReqdExctnDt(day.text) if self._is_older else e.ReqdExctnDt(day),
                    e.Dbtr(e.Nm(name)),
                    e.DbtrAcct(e.Id(e.IBAN(payer.iban.text)), e.Ccy("EUR")),
                    e.DbtrAgt(e.FinInstnId(self._institution(e, payer))),
                    e.ChrgBr("SLEV"),
                    *self._transfers(e, file),
                ),
            )
        )

    @property
    def _is_older(self) -> bool:
        return self.pain is Format.PAIN_03

    def _institution(self, e: Any, payer: Payer) -> Any:  # noqa: ANN401  lxml has no types
        """The guidelines want one or the other."""
        if payer.bic is None:
            return e.Othr(e.Id("NOTPROVIDED"))
        return e.BIC(payer.bic) if self._is_older else e.BICFI(payer.bic)

    def _transfers(self, e: Any, file: PaymentFile) -> Iterator[Any]:  # noqa: ANN401  lxml
        for line in file.lines:
            yield e.CdtTrfTxInf(
                e.PmtId(e.EndToEndId(line.end_to_end_id)),
                e.Amt(e.InstdAmt(_decimal(line.amount), Ccy="EUR")),
                e.Cdtr(e.Nm(payee_name(line))),
                e.CdtrAcct(e.Id(e.IBAN(line.iban.text))),
                e.Purp(e.Cd(PURPOSE)),
                e.RmtInf(e.Ustrd(remittance(line))),
            )


def _decimal(amount: Euros) -> str:
    return f"{amount.cents // 100}.{amount.cents % 100:02}"


@cache
def _schema(pain: Format) -> etree.XMLSchema:
    with as_file(files("sepaxml") / "schemas" / f"{pain.value}.xsd") as path:
        return etree.XMLSchema(file=str(path))
