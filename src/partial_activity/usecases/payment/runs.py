"""What a second person signs of a payment run: its list, as it would go to the bank."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.money import Euros
from partial_activity.domain.office.bound import of_payment
from partial_activity.domain.office.visas import WHO_SIGNED, Signed, Visa, VisaState
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.payment.weighing import PaymentLimits
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.office import FileHead
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import A_PARTY, require, require_proof
from partial_activity.usecases.asking import ask_visa, last_visa, signed
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.held import as_ordered

_OTHER: Mapping[Signed, Signed] = {Signed.RUN: Signed.ABOVE_LIMIT, Signed.ABOVE_LIMIT: Signed.RUN}
_HEADS = 50
"""Of files, read at once."""


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


def signatures_of(
    uow: UnitOfWork, reference: str, lines: Sequence[PaymentLine], payment_limits: PaymentLimits
) -> Mapping[Signed, Mapping[str, str]]:
    """What has to be signed of a list that was closed: the list; above a limit, by a third too.

    The limit of a day counts all that was listed that day, up to this list.
    """
    shown = shown_of(lines)
    head = uow.office.file(reference)
    assert head is not None, "a list that was closed has its head"
    today = _listed_up_to(uow, head)
    above = {"a_run": head.amount > payment_limits.a_run, "a_day": today > payment_limits.a_day}
    why = " ".join(name for name, holds in above.items() if holds)
    needed: dict[Signed, Mapping[str, str]] = {Signed.RUN: shown}
    if why:
        needed[Signed.ABOVE_LIMIT] = {**shown, "above": why, "day_cents": str(today.cents)}
    return needed


def ask_for_run(
    uow: UnitOfWork,
    reference: str,
    lines: Sequence[PaymentLine],
    *,
    by: str,
    now: datetime,
    context: Context,
) -> Sequence[Visa]:
    """Ask for every visa that a list needs and has not; what waits already is not asked for."""
    needed = signatures_of(uow, reference, lines, context.payment_limits)
    return [
        ask_visa(uow, what, reference, shown, by=by, now=now, ids=context.ids)
        for what, shown in needed.items()
        if not signed(uow, what, reference, shown, now)
    ]


def run_signed(
    uow: UnitOfWork,
    reference: str,
    lines: Sequence[PaymentLine],
    now: datetime,
    payment_limits: PaymentLimits,
) -> bool:
    """Whether exactly this list was signed by all whom it needs.

    Raises:
        Altered: a visa is not what the journal says was signed.
    """
    needed = signatures_of(uow, reference, lines, payment_limits)
    return all(signed(uow, what, reference, shown, now) for what, shown in needed.items())


def require_another(uow: UnitOfWork, actor: Person, visa: Visa) -> None:
    """Refuse who signed the same list before in another quality: three are three.

    Raises:
        NotAllowed: the person did.
    """
    if has_signed(uow, actor, visa):
        raise NotAllowed("person", WHO_SIGNED, "signed")


def has_signed(uow: UnitOfWork, actor: Person, visa: Visa) -> bool:
    """Whether somebody asked for or signed the other visa of the same list."""
    other = _OTHER.get(visa.what)
    before = last_visa(uow, other, visa.key) if other else None
    return before is not None and actor.id in (before.asked_by, before.answered_by)


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
        waits = [
            last.state(now) is VisaState.WAITS
            for last in (
                last_visa(uow, what, reference) for what in (Signed.RUN, Signed.ABOVE_LIMIT)
            )
            if last is not None
        ]
        asked = ask_for_run(uow, reference, lines, by=actor.id, now=now, context=context)
        if not asked or any(waits):
            state = VisaState.GIVEN if not asked else VisaState.WAITS
            raise NotAllowed("visa", state.value, "asked again")
        uow.commit()
    return asked[0]


def _listed_up_to(uow: UnitOfWork, last: FileHead) -> Euros:
    """Add up what was listed on the day of a list, up to it and with it."""
    day, total, before = legal_day(last.listed_at), last.amount, last
    while heads := uow.office.files(_HEADS, before):
        for head in heads:
            if legal_day(head.listed_at) != day:
                return total
            total += head.amount
        before = heads[-1]
    return total


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
