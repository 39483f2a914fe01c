"""Answers of a bank to payment files: ISO 20022 pain.002, read tolerantly.

Banks differ in the version they write, in the level they answer at (file, batch, payment) and in
what they leave out. Names are looked for in any namespace, what is not needed is passed over, and a
status that we do not know is given as it is: it moves no money.

Sources: ISO 20022, message pain.002 (CustomerPaymentStatusReport) and external code sets
``ExternalPaymentTransactionStatus1Code`` and ``ExternalStatusReason1Code``; EPC130-08 for how SEPA
banks use them.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

import attrs
from attrs import frozen
from lxml import etree  # type: ignore[import-untyped]

from partial_activity.adapters.bank.xml import child, children, parsed, text
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.words import Words
from partial_activity.ports.bank import BankAnswer, Control, OtherMessage, UnreadableAnswers

OUTCOMES: Mapping[str, PaymentEvent] = MappingProxyType(
    {
        "ACSC": PaymentEvent.SETTLED,  # settled on the debtor's account
        "ACCC": PaymentEvent.SETTLED,  # settled on the creditor's account
        "RJCT": PaymentEvent.REJECTED,
        "CANC": PaymentEvent.REJECTED,  # cancelled before it was carried out
    }
)
"""Statuses nothing follows; all others (received, accepted, pending, checks of the payee's name, a
code made tomorrow) leave a payment on its way."""
REPEATS = frozenset({"AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05"})
"""Reasons by which a bank refuses what it has had before: the first one stands, and may be paid."""


def read_answers(document: bytes, *, settles: bool = True) -> tuple[BankAnswer, ...]:
    """Read the answers in a document, in its order; those to a whole file last.

    Args:
        document: the bytes.
        settles: whether a status may say that a payment was paid; no, where statements say so.

    Raises:
        OtherMessage: it is a document, and not a pain.002.
        UnreadableAnswers: it is not XML, declares a document type, or speaks of a payment in
            another currency than the euro.
    """
    root = parsed(document, "pain.002")
    groups = [*root.iter("{*}OrgnlGrpInfAndSts")]
    if not groups:
        name = etree.QName(root).localname
        raise OtherMessage(
            Words(
                f"Ce n'est pas la réponse d'une banque (pain.002) : {name!r} n'a pas "
                "d'OrgnlGrpInfAndSts.",
                f"{name!r} is not a bank's answer (pain.002): it has no OrgnlGrpInfAndSts.",
            )
        )
    # One envelope may hold several reports, each with its own group.
    answers = [answer for group in groups for answer in _of_report(group)]
    told = answers if settles else [_told_alone(answer) for answer in answers]
    return tuple(sorted(told, key=lambda answer: answer.end_to_end_id is None))


def _told_alone(answer: BankAnswer) -> BankAnswer:
    """Leave a payment on its way that the bank says was executed: a booked debit will tell."""
    settled = answer.outcome is PaymentEvent.SETTLED
    return attrs.evolve(answer, outcome=None) if settled else answer


def _of_report(group: Any) -> tuple[BankAnswer, ...]:  # noqa: ANN401  lxml has no types
    """The answers of one report, by its group."""
    root = group.getparent()
    of_group = attrs.evolve(
        _Status.of(group, "GrpSts", file=text(group, "OrgnlMsgId")), control=(_control(group),)
    )
    batches = [
        (
            batch,
            attrs.evolve(
                _Status.of(batch, "PmtInfSts", file=of_group.file).after(of_group),
                batch=text(batch, "OrgnlPmtInfId"),
                control=(*of_group.control, _control(batch)),
            ),
        )
        for batch in children(root, "OrgnlPmtInfAndSts")
    ]
    # Version .02 has the payments beside the group.
    named = [
        _of_payment(payment, status)
        for parent, status in chain(batches, [(root, of_group)])
        for payment in children(parent, "TxInfAndSts")
    ]
    whole = [status for _, status in batches] or [of_group]
    return (*named, *(status.to_all() for status in whole if not status.only_of(named)))


@frozen
class _Status:
    """What is said at one level of the document."""

    file: str
    code: str
    reason: str
    told: str
    batch: str = ""
    control: tuple[Control, ...] = ()
    """Of the file and of its block."""

    @classmethod
    def of(cls, node: Any, name: str, file: str) -> "_Status":  # noqa: ANN401  lxml has no types
        """The status said at a level, empty where it says none."""
        given = list(children(node, "StsRsnInf"))
        codes = (text(each, path) for each in given for path in _REASONS)
        told = (
            line.text or "" for each in given for path in _TOLD for line in children(each, path)
        )
        return cls(file, text(node, name), _joined(codes), _joined(told))

    def after(self, above: "_Status") -> "_Status":
        """Take what the level above says where this one says nothing."""
        file, batch = self.file or above.file, self.batch or above.batch
        if self.code:
            return attrs.evolve(self, file=file, batch=batch, control=above.control)
        reason, told = self.reason or above.reason, self.told or above.told
        return _Status(file, above.code, reason, told, batch, above.control)

    def only_of(self, named: list[BankAnswer]) -> bool:
        """Whether it says nothing of payments that are not named."""
        return not self.code or (self.code == _IN_PART and bool(named))

    def to_all(self) -> BankAnswer:
        """The answer to every payment of the file that no other answer names."""
        return self._answer(None, None)

    def to_one(self, end_to_end_id: str, amount: Euros | None) -> BankAnswer:
        """The answer to one payment."""
        return self._answer(end_to_end_id, amount)

    def _answer(self, end_to_end_id: str | None, amount: Euros | None) -> BankAnswer:
        outcome = OUTCOMES.get(self.code)
        repeat = outcome is PaymentEvent.REJECTED and not REPEATS.isdisjoint(self.reason.split())
        return BankAnswer(
            file=self.file,
            end_to_end_id=end_to_end_id,
            code=self.code,
            outcome=None if repeat else outcome,
            reason=self.reason,
            told=self.told,
            amount=amount,
            batch=self.batch,
            repeat=repeat,
            control=tuple(one for one in self.control if one != Control()),
        )


# The latter of each pair in version .02.
_REASONS = ("Rsn/Cd", "Rsn/Prtry", "StsRsn/Cd", "StsRsn/Prtry")
_TOLD = ("AddtlInf", "AddtlStsRsnInf")
_IN_PART = "PART"
"""Some accepted, some not: each payment is named."""


def _of_payment(payment: Any, above: _Status) -> BankAnswer:  # noqa: ANN401  lxml has no types
    status = _Status.of(payment, "TxSts", file="").after(above)
    return status.to_one(text(payment, "OrgnlEndToEndId"), _amount(payment))


def _amount(payment: Any) -> Euros | None:  # noqa: ANN401  lxml has no types
    amount = child(payment, "OrgnlTxRef/Amt/InstdAmt")
    if amount is None:
        return None
    currency = amount.get("Ccy", "EUR")
    if currency != "EUR":
        payment_id = text(payment, "OrgnlEndToEndId")
        raise UnreadableAnswers(
            Words(
                f"La réponse sur {payment_id!r} est en {currency} : nous n'avons ordonné que des "
                "euros. Elle n'est pas de notre banque, ou pas sur ce fichier. Rien n'a été suivi.",
                f"The answer on {payment_id!r} is in {currency}: we ordered euros alone. It is not "
                "of our bank, or not on this file. Nothing was followed.",
            )
        )
    return _euros(amount.text)


def _euros(given: str | None) -> Euros | None:
    """An amount that repeats ours; None where it cannot be read: payments are known by their id."""
    try:
        return Euros.parse((given or "").strip())
    except ValueError:
        return None


def _count(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() else None


def _control(level: Any) -> Control:  # noqa: ANN401  lxml has no types
    return Control(_count(text(level, "OrgnlNbOfTxs")), _euros(text(level, "OrgnlCtrlSum")))


def _joined(parts: Iterator[str]) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
