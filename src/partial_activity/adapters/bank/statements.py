"""Statements of a bank: ISO 20022 camt.053 and camt.054, of any version, read tolerantly.

What counts is booked (``BOOK``); pending, future and informative entries are passed over. A return
is told by its reason (``RtrInf``), by the sub-family ``RRTN``, or by the indicator of a reversal,
in this order, whatever its direction is called: banks differ. Sums are checked where the statement
has both balances: one that was cut moves nothing.

Sources: ISO 20022, messages camt.053 (BankToCustomerStatement) and camt.054
(BankToCustomerDebitCreditNotification), external code sets ``ExternalEntryStatus1Code``,
``ExternalBankTransactionSubFamily1Code``, ``ExternalReturnReason1Code`` and
``ExternalBalanceType1Code``.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from partial_activity.adapters.bank.xml import child, children, parsed, text
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.money import Euros
from partial_activity.domain.words import Words
from partial_activity.ports.bank import OtherMessage, UnreadableAnswers
from partial_activity.ports.statements import Movement, Statement

_NONE = frozenset({"", "NOTPROVIDED"})
"""What stands where the bank gives back no reference."""
_RETURN = "RRTN"
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read_statements(document: bytes, *, account: Iban | None = None) -> tuple[Statement, ...]:
    """Read the statements and notifications in a document, in its order.

    Args:
        document: the bytes.
        account: the one that is debited; a statement of another is refused. None: of any.

    Raises:
        OtherMessage: it is a document, and neither a camt.053 nor a camt.054.
        UnreadableAnswers: it is no document, it is about another account, a booked amount is in
            another currency or cannot be read, or the movements do not lead from one balance to
            the other.
    """
    root = parsed(document, "camt.053")
    reports = [*root.iter("{*}Stmt"), *root.iter("{*}Ntfctn")]
    if not reports:
        name = etree.QName(root).localname
        raise OtherMessage(
            Words(
                "Ce n'est ni la réponse d'une banque (pain.002), ni un relevé de compte (camt.053 "
                f"ou camt.054) : {name!r} n'a ni OrgnlGrpInfAndSts, ni Stmt, ni Ntfctn.",
                f"{name!r} is neither a bank's answer (pain.002) nor an account statement "
                "(camt.053 or camt.054): it has no OrgnlGrpInfAndSts, Stmt or Ntfctn.",
            )
        )
    statements = tuple(_statement(report) for report in reports)
    for one in statements:
        if account is not None and one.account not in (None, account):
            assert one.account is not None
            raise UnreadableAnswers(
                Words(
                    f"Le relevé {one.number} est celui du compte {one.account.masked}, et non du "
                    f"compte débité {account.masked}. Rien n'a été suivi.",
                    f"Statement {one.number} is of account {one.account.masked}, not of the one "
                    f"that is debited, {account.masked}. Nothing was followed.",
                )
            )
    return statements


def _statement(report: Any) -> Statement:  # noqa: ANN401  lxml has no types
    booked = [entry for entry in children(report, "Ntry") if _is_booked(entry)]
    statement = Statement(
        text(report, "Id"),
        _account(report, "Acct"),
        tuple(movement for entry in booked for movement in _movements(entry)),
        _balance(report, _OPENING),
        _balance(report, _CLOSING),
    )
    if statement.opening is not None and statement.closing is not None:
        moved = Euros(sum(_signed(_amount(entry), entry) for entry in booked))
        if statement.opening + moved != statement.closing:
            raise _cut(statement, moved)
    return statement


def _cut(statement: Statement, moved: Euros) -> UnreadableAnswers:
    opening, closing = statement.opening, statement.closing
    return UnreadableAnswers(
        Words(
            f"Relevé {statement.number} : le solde initial {opening} et les mouvements {moved} ne "
            f"font pas le solde final {closing}. Il est incomplet : demandez-le à nouveau à la "
            "banque. Rien n'a été suivi.",
            f"Statement {statement.number}: the opening balance {opening} and the movements "
            f"{moved} do not make the closing balance {closing}. It is cut: ask the bank for it "
            "again. Nothing was followed.",
        )
    )


def _is_booked(entry: Any) -> bool:  # noqa: ANN401  lxml has no types
    """Since version .08 the status is a code in an element; before, it was the text."""
    return "BOOK" in (text(entry, "Sts/Cd"), text(entry, "Sts"))


def _movements(entry: Any) -> Iterator[Movement]:  # noqa: ANN401  lxml has no types
    """Give the transfers of an entry that are named; all of it where none is."""
    credit = text(entry, "CdtDbtInd") == "CRDT"
    details = list(children(entry, "NtryDtls/TxDtls"))
    batch = child(entry, "NtryDtls/Btch")
    file = _first(batch, "PmtInfId", "MsgId") if batch is not None else None
    reference = text(entry, "AcctSvcrRef") or text(entry, "NtryRef")
    named = [each for each in details if _one(each, entry)]
    if not named:
        file = file or next(
            (found for each in details if (found := _first(each, "Refs/PmtInfId", "Refs/MsgId"))),
            None,
        )
        count = text(batch, "NbOfTxs") if batch is not None else ""
        yield Movement(
            _amount(entry),
            _day(entry),
            reference,
            credit=credit,
            file=file,
            lines=int(count) if count.isdecimal() else None,
            returned="" if _reversed(entry) else None,
            other_account=_other(details[0], credit=credit) if len(details) == 1 else None,
        )
        return
    for each in named:
        indicator = text(each, "CdtDbtInd") or text(entry, "CdtDbtInd")
        came_in = indicator == "CRDT"
        yield Movement(
            _amount_of(each, entry, alone=len(details) == 1),
            _day(entry),
            text(each, "Refs/AcctSvcrRef") or reference,
            credit=came_in,
            end_to_end_id=_given(text(each, "Refs/EndToEndId")),
            file=file or _first(each, "Refs/PmtInfId", "Refs/MsgId"),
            returned=_return_reason(each, entry),
            other_account=_other(each, credit=came_in),
        )


def _one(details: Any, entry: Any) -> bool:  # noqa: ANN401  lxml has no types
    """Whether details are about one transfer: it is named, or came back."""
    named = _given(text(details, "Refs/EndToEndId")) is not None
    return named or _return_reason(details, entry) is not None


def _return_reason(details: Any, entry: Any) -> str | None:  # noqa: ANN401  lxml has no types
    if child(details, "RtrInf") is not None:
        return text(details, "RtrInf/Rsn/Cd") or text(details, "RtrInf/Rsn/Prtry")
    family = "BkTxCd/Domn/Fmly/SubFmlyCd"
    if _RETURN in (text(details, family), text(entry, family)) or _reversed(entry):
        return ""
    return None


def _reversed(entry: Any) -> bool:  # noqa: ANN401  lxml has no types
    return text(entry, "RvslInd") in ("true", "1")


def _first(node: Any, *paths: str) -> str | None:  # noqa: ANN401  lxml has no types
    return next((given for path in paths if (given := _given(text(node, path)))), None)


def _given(reference: str) -> str | None:
    return None if reference in _NONE else reference


def _amount_of(details: Any, entry: Any, *, alone: bool) -> Euros:  # noqa: ANN401  lxml
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        there = child(details, path)
        if there is not None:
            return _euros(there)
    if alone:
        return _amount(entry)
    raise _unreadable(text(details, "Refs/EndToEndId"))


def _amount(entry: Any) -> Euros:  # noqa: ANN401  lxml has no types
    there = child(entry, "Amt")
    if there is None:
        raise _unreadable(text(entry, "AcctSvcrRef"))
    return _euros(there)


def _euros(amount: Any) -> Euros:  # noqa: ANN401  lxml has no types
    given = (amount.text or "").strip()
    currency = amount.get("Ccy")
    if currency != "EUR":
        said = f"{given} {currency}"
        raise _unreadable(said)
    whole, _, decimals = given.partition(".")
    # Some banks write five decimals; what is finer than a cent is refused, never rounded.
    plain = f"{whole}.{decimals[:2].ljust(2, '0')}" if not decimals[2:].strip("0") else given
    try:
        return Euros.parse(plain)
    except ValueError as error:
        raise _unreadable(given) from error


def _unreadable(what: str) -> UnreadableAnswers:
    return UnreadableAnswers(
        Words(
            f"Un montant du relevé ne peut pas être lu en euros : {what!r}. Rien n'a été suivi.",
            f"An amount of the statement cannot be read in euros: {what!r}. Nothing was followed.",
        )
    )


def _signed(amount: Euros, node: Any) -> int:  # noqa: ANN401  lxml has no types
    return amount.cents if text(node, "CdtDbtInd") == "CRDT" else -amount.cents


def _balance(report: Any, kinds: tuple[str, ...]) -> Euros | None:  # noqa: ANN401  lxml
    by_kind = {text(each, "Tp/CdOrPrtry/Cd"): each for each in children(report, "Bal")}
    there = next((by_kind[kind] for kind in kinds if kind in by_kind), None)
    if there is None:
        return None
    return Euros(_signed(_amount(there), there))


def _account(node: Any, path: str) -> Iban | None:  # noqa: ANN401  lxml has no types
    try:
        return Iban(text(node, f"{path}/Id/IBAN"))
    except ValueError:
        return None


def _other(details: Any, *, credit: bool) -> Iban | None:  # noqa: ANN401  lxml has no types
    """Who was paid is the creditor; of a return some banks tell it the other way round."""
    parties = ("DbtrAcct", "CdtrAcct") if credit else ("CdtrAcct", "DbtrAcct")
    accounts = (_account(details, f"RltdPties/{party}") for party in parties)
    return next((account for account in accounts if account is not None), None)


def _day(entry: Any) -> date | None:  # noqa: ANN401  lxml has no types
    given = text(entry, "BookgDt/Dt") or text(entry, "BookgDt/DtTm")
    try:
        return date.fromisoformat(given[:10])
    except ValueError:
        return None
