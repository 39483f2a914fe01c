"""The ledger as a file for an auditor: CSV, a posting a line, two for each entry.

With ``;``, a decimal comma and a BOM, as French spreadsheets expect; the columns are told in
``docs/payments.md``.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from partial_activity.domain.days import legal_day
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.ledger import LedgerAccount, NumberedEntry

COLUMNS = (
    "ecriture",
    "date",
    "compte",
    "debit",
    "credit",
    "fait",
    "siret",
    "demande",
    "version",
    "mois",
    "virement",
    "fichier",
)
_ENTRIES_AT_ONCE = 500


def ledger_file(entries: Iterable[NumberedEntry]) -> Iterator[bytes]:
    """Write the file in pieces, each of whole entries."""
    yield b"\xef\xbb\xbf" + _rows([COLUMNS])
    rows: list[tuple[str, ...]] = []
    for one in entries:
        rows += _postings(one)
        if len(rows) >= 2 * _ENTRIES_AT_ONCE:
            yield _rows(rows)
            rows = []
    yield _rows(rows)


def _postings(one: NumberedEntry) -> Iterator[tuple[str, ...]]:
    entry = one.entry
    line, amount = entry.line, _with_comma(entry.amount)
    about = (
        entry.fact.value,
        str(line.siret),
        line.claim_id,
        str(line.claim_version),
        f"{line.month:%Y-%m}" if line.month else "",
        line.end_to_end_id,
        entry.file,
    )
    sides: tuple[tuple[LedgerAccount, str, str], ...] = (
        (entry.debit, amount, ""),
        (entry.credit, "", amount),
    )
    for account, debit, credit in sides:
        day = legal_day(entry.at).isoformat()
        yield (one.number, day, account.value, debit, credit, *about)


def _with_comma(amount: Euros) -> str:
    return str(amount).replace(".", ",")


def _rows(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
