"""A payment file goes to the bank: a person says so, who held it against its hash.

Between the file and the bank stands somebody else's program, or a person with a token: whoever
hands the file over says which bytes went. No answer is followed before (``record_answers``).
"""

import hashlib

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import PaymentEvent, PaymentRecord
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.usecases.access import A_PARTY, require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.desk import file_content
from partial_activity.usecases.payment.held import as_ordered
from partial_activity.usecases.payment.stopped import any_stopped
from partial_activity.usecases.recording import SERVICE, Record

FILE_TRANSMITTED = "payment.file_transmitted"
"""Action of the entry that says which bytes went to the bank."""
_GROUP = 4


def fingerprint(content: bytes) -> str:
    """Hash a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def in_groups(digits: str) -> str:
    """Write a hash so that two people can compare it by eye: ``3f7a 09c2 …``."""
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def hand_over(
    reference: str, sha256: str, *, actor: Person, context: Context, proof: Proof
) -> bool:
    """Keep that a file has gone to the bank; False: it was kept before, and nothing is changed.

    Args:
        reference: of the file.
        sha256: of the bytes that went, in hexadecimal digits; spaces between them are passed over.
        actor: who handed it over.
        context: the ports.
        proof: how lately the person has shown that they are there.

    Raises:
        NotAllowed: the person does not run payments or is a party to one; the file is frozen, or
            somebody whom it pays.
        NotFound: no such file, or it was not written.
        InvalidValue: other bytes went than were written.
        Altered: the file, or what was ordered, is not what was written.
        Unavailable: the file cannot be read now.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    content = file_content(reference, actor=actor, context=context)
    written = fingerprint(content)
    if "".join(sha256.split()).casefold() != written:
        raise InvalidValue(
            "other_file",
            "sha256",
            f"this is not the file {reference} as written",
            f"ce n'est pas le fichier {reference} tel qu'il a été écrit",
        )
    with context.units() as uow:
        now, lines = context.clock.now(), uow.payments.lines_of_file(reference)
        own = {one.siret for one in uow.establishments.memberships_of(actor.id)}
        if any(line.siret in own for line in lines):
            raise NotAllowed("person", A_PARTY, "handed over by themselves")
        if uow.freezes.find(Frozen.RUN, reference) or any_stopped(uow, lines):
            raise NotAllowed("file", "frozen", "handed over")
        as_ordered(uow, lines)
        if uow.office.file_events([reference])[reference].get(PaymentEvent.TRANSMITTED):
            return False
        facts = {"lines": str(len(lines)), "sha256": written}
        uow.journal.add(JournalEntry(SERVICE, 0, now, actor.id, FILE_TRANSMITTED, reference, facts))
        event = PaymentEvent.TRANSMITTED
        uow.payments.record_all(
            [PaymentRecord(one.siret, one.end_to_end_id, event, now, reference) for one in lines]
        )
        for line in lines:
            record = Record(uow, line.siret, now, actor.id)
            record.note("payment.transmitted", line.end_to_end_id, file=reference)
        uow.commit()
    return True
