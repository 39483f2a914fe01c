"""What the journal binds: a row that is kept elsewhere, held against the entry that wrote it.

The entry of a decision or of an order to pay bears the keyed hash of all that is in the row; the
entry of a filing, the hash of its receipt and the amounts.
"""

from collections.abc import Iterator, Sequence

from partial_activity.domain.authorisation.requests import Decision
from partial_activity.domain.office.journal import JournalEntry, JournalKeys
from partial_activity.domain.office.visas import Visa, of_visa
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord

NOTED = frozenset(PaymentEvent) - {PaymentEvent.ORDERED, PaymentEvent.LISTED}
"""Events of a payment that have an entry of their own."""


def of_payment(line: PaymentLine) -> tuple[str, ...]:
    """All that is in an order to pay."""
    return (
        "payment",
        str(line.siret),
        line.claim_id,
        str(line.claim_version),
        str(line.attempt),
        str(line.amount.cents),
        line.iban.text,
        line.payee,
        line.ordered_at.isoformat(),
        # Entries of before these were kept bind a row that has none.
        *((line.month.isoformat(),) if line.month else ()),
        *((f"replaces {line.replaces.cents}",) if line.replaces.cents else ()),
    )


def of_decision(decision: Decision) -> tuple[str, ...]:
    """All that is in a decision as it was taken; its withdrawal has an entry of its own."""
    return (
        "decision",
        str(decision.siret),
        decision.request_id,
        str(decision.request_version),
        decision.number,
        decision.kind.value,
        str(decision.accepted),
        decision.decided_at.isoformat(),
        decision.decided_by or "",
        *(f"{reason.code} {reason.article}" for reason in decision.reasons),
        decision.message,
    )


def payment_stands(line: PaymentLine, entries: Sequence[JournalEntry], keys: JournalKeys) -> bool:
    """Whether one entry ordered exactly that payment."""
    bound = [entry for entry in entries if entry.action == "payment.ordered"]
    return len(bound) == 1 and _binds(bound[0], of_payment(line), keys)


def events_stand(records: Sequence[PaymentRecord], entries: Sequence[JournalEntry]) -> bool:
    """Whether what happened to a payment is what the journal tells of it."""
    kept = sorted(
        (record.event.value, record.reason) for record in records if record.event in NOTED
    )
    told = {
        (event.value, entry.facts.get("reason", ""))
        for entry in entries
        for event in NOTED
        if entry.action == f"payment.{event.value}"
    }
    return kept == sorted(told)


def visa_stands(visa: Visa, entries: Sequence[JournalEntry], keys: JournalKeys) -> bool:
    """Whether one entry answered exactly that visa so, and another asked for it."""
    answered = [entry for entry in entries if entry.action in ("visa.given", "visa.refused")]
    return (
        visa.answer is not None
        and len(answered) == 1
        and answered[0].action == f"visa.{visa.answer.value}"
        and answered[0].actor == visa.answered_by != visa.asked_by
        and [entry.actor for entry in entries if entry.action == "visa.asked"] == [visa.asked_by]
        and _binds(answered[0], of_visa(visa), keys)
    )


def decision_stands(decision: Decision, entries: Sequence[JournalEntry], keys: JournalKeys) -> bool:
    """Whether one entry took exactly that decision, and another withdrew it if it is withdrawn.

    Args:
        decision: as it is kept.
        entries: on its request, and on its number.
        keys: those of the journal.
    """
    taken = [
        entry
        for entry in entries
        if entry.action == "request.decided" and entry.facts.get("number") == decision.number
    ]
    withdrawn = [entry.at for entry in entries if entry.action == "decision.withdrawn"]
    if withdrawn != ([decision.withdrawn_at] if decision.withdrawn_at else []):
        return False
    return len(taken) == 1 and _binds(taken[0], of_decision(decision), keys)


def filing_stands(
    version: int, facts: dict[str, str], entries: Sequence[JournalEntry], action: str
) -> bool:
    """Whether one entry filed that version of a request or claim, with these facts."""
    filed = [entry for entry in _of_version(entries, version) if entry.action == action]
    return len(filed) == 1 and facts.items() <= dict(filed[0].facts).items()


def accepted(version: int, entries: Sequence[JournalEntry]) -> bool:
    """Whether an entry accepted that version of a claim: the screening's, or an officer's."""
    return any(
        entry.action == "claim.validated"
        or (entry.action == "claim.screened" and entry.facts.get("outcome") == "accept")
        for entry in _of_version(entries, version)
    )


def _of_version(entries: Sequence[JournalEntry], version: int) -> Iterator[JournalEntry]:
    return (entry for entry in entries if entry.facts.get("version") == str(version))


def _binds(entry: JournalEntry, content: tuple[str, ...], keys: JournalKeys) -> bool:
    return keys.holds(entry.facts.get("content", ""), *content)
