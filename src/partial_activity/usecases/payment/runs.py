"""What a second person signs of a payment run: its list, as it would go to the bank."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.office.bound import of_payment
from partial_activity.domain.office.visas import Signed, Visa, VisaState
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.clock import Ids
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import A_PARTY, require, require_proof
from partial_activity.usecases.asking import ask_visa, last_visa, signed
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.held import as_ordered


def shown_of(lines: Sequence[PaymentLine]) -> Mapping[str, str]:
    """What is shown of a list: how many, how much, and a digest of every payee and account."""
    told = hashlib.sha256()
    for line in lines:
        for part in of_payment(line):
            told.update(f"{len(part)}:{part}".encode())
    return {
        "lines": str(len(lines)),
        "cents": str(sum(line.amount.cents for line in lines)),
        "list": told.hexdigest(),
    }


def ask_for_run(
    uow: UnitOfWork,
    reference: str,
    lines: Sequence[PaymentLine],
    *,
    by: str,
    now: datetime,
    ids: Ids,
) -> Visa:
    """Ask for the visa of a list that was closed."""
    return ask_visa(uow, Signed.RUN, reference, shown_of(lines), by=by, now=now, ids=ids)


def run_signed(
    uow: UnitOfWork, reference: str, lines: Sequence[PaymentLine], now: datetime
) -> bool:
    """Whether a second person signed exactly this list.

    Raises:
        Altered: the visa is not what the journal says was signed.
    """
    return signed(uow, Signed.RUN, reference, shown_of(lines), now)


def ask_again(reference: str, *, actor: Person, context: Context, proof: Proof) -> Visa:
    """Ask again for the visa of a run: it was refused, or nobody answered in time.

    Raises:
        NotAllowed: the person does not run payments or is a party to one; or a visa of it waits
            or was given, or the file was handed over.
        NotFound: no such file.
        Altered: a line is not what was ordered.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require(actor, Action.RUN_PAYMENTS)
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        lines = waiting_lines(uow, reference)
        require_no_party(uow, actor, lines)
        last = last_visa(uow, Signed.RUN, reference)
        state = last.state(now) if last else VisaState.EXPIRED
        if state is VisaState.WAITS or run_signed(uow, reference, lines, now):
            raise NotAllowed("visa", state.value, "asked again")
        visa = ask_for_run(uow, reference, lines, by=actor.id, now=now, ids=context.ids)
        uow.commit()
    return visa


def waiting_lines(uow: UnitOfWork, reference: str) -> Sequence[PaymentLine]:
    """The lines of a file that was not handed over, held against the entries that ordered them.

    Raises:
        NotFound: no such file.
        NotAllowed: it was handed over.
        Altered: a line is not what was ordered.
    """
    if uow.office.file(reference) is None:
        raise NotFound("file", reference)
    if reference not in uow.payments.unsent_files():
        raise NotAllowed("file", "handed over", "signed")
    lines = uow.payments.lines_of_file(reference)
    as_ordered(uow, lines)
    return lines


def require_no_party(uow: UnitOfWork, actor: Person, lines: Sequence[PaymentLine]) -> None:
    """Refuse who belongs to an establishment that is paid.

    Raises:
        NotAllowed: the person does.
    """
    own = {one.siret for one in uow.establishments.memberships_of(actor.id)}
    if any(line.siret in own for line in lines):
        raise NotAllowed("person", A_PARTY, "handed over by themselves")
