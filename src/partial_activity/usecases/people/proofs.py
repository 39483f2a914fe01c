"""Showing that one speaks for a firm: a code posted to its seat, a certification, or a visa.

Until then requests are filed and claims prepared; nothing is submitted or paid, and nobody sees
what others filed. An accountant who proves it speaks as a declarant, and never as the employer.
"""

from collections.abc import Sequence

from attrs import field, frozen

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.free_text import check_words
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.letters.documents import Document, issued
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.letters.proof_letter import proof_letter
from partial_activity.domain.people.evidence import (
    MOST_TRIES,
    ProofRequest,
    ProvenAccount,
    Source,
    code_of,
)
from partial_activity.domain.people.people import (
    Action,
    Establishment,
    Membership,
    Person,
)
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.registers import RegisteredSeat
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import (
    require,
    require_apart,
    require_proof,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.accounts import has_lapsed
from partial_activity.usecases.people.proving import (
    accounts_filed,
    check_stands,
    check_unproven,
    evidence_of,
    keep_accounts,
    place_of,
    take,
    tell_others,
)
from partial_activity.usecases.recording import Record

WAITING_AT_ONCE = 200


@frozen
class Standing:
    """The state of somebody in the proof of a firm."""

    establishment: Establishment
    membership: Membership
    seat: RegisteredSeat | None
    """The address a letter would go to; None: the register gives none, an officer looks."""
    asked: ProofRequest | None
    """The last that was asked."""
    may_ask: bool
    code_awaited: bool
    """A letter was printed, and its code may be typed."""
    accounts: tuple[ProvenAccount, ...]
    unproven: tuple[Iban, ...]
    """Accounts of what they filed that nobody has proven."""
    lapsed: bool
    """They speak for the firm by a certification that is too old to give an account by."""


def standing_of(siret: Siret, *, actor: Person, context: Context) -> Standing:
    """Show where the person stands, for the page on which they prove it.

    Raises:
        NotFound: the person has no place there, or it was taken away.
        NotAllowed: the account of the person or of the establishment is not active.
    """
    now = context.clock.now()
    with context.units.reading() as uow:
        establishment, membership = place_of(uow, actor, siret)
        asked = uow.proofs.last_request(siret, actor.id)
        accounts = tuple(uow.proofs.accounts(siret))
        unproven = accounts_filed(uow, siret, actor)
        lapsed = has_lapsed(uow, siret, actor, now)
    known = {account.iban for account in accounts}
    return Standing(
        establishment,
        membership,
        _seat(context, siret),
        asked,
        (lapsed or not membership.proven) and (asked is None or asked.may_be_replaced(now)),
        asked is not None and asked.printed_at is not None and asked.open(now),
        accounts,
        tuple(iban for iban in unproven if iban not in known),
        lapsed,
    )


def ask_proof(siret: Siret, *, actor: Person, context: Context) -> ProofRequest:
    """Ask for a letter with a code to the registered seat; for a visa where there is no address.

    Every other member is told. Asked again while a letter is on its way, it is the one asked.

    Raises:
        NotFound: the person has no place there, or it was taken away.
        NotAllowed: they are proven already, or the establishment is suspended.
    """
    now = context.clock.now()
    seat = _seat(context, siret)
    with context.units() as uow:
        _, membership = place_of(uow, actor, siret)
        check_unproven(uow, membership, actor, now)
        last = uow.proofs.last_request(siret, actor.id)
        if last is not None and not last.may_be_replaced(now):
            return last
        if last is not None and last.closed_at is None:
            uow.proofs.save_request(last.closed(now))
        asked = ProofRequest(
            siret=siret,
            id=context.ids.new(),
            person_id=actor.id,
            asked_at=now,
            address=seat.lines if seat else (),
            address_source=_REGISTER if seat else "",
        )
        uow.proofs.add_request(asked)
        record = Record(uow, siret, now, actor.id)
        record.note("membership.proof_asked", asked.id, source=asked.address_source or "visa")
        tell_others(record, NoticeKind.PROOF_ASKED, actor, membership, asked.id)
        uow.commit()
    return asked


@frozen(eq=False)
class Waiting:
    """Somebody who asks, for who prints the letters or looks."""

    asked: ProofRequest
    establishment: Establishment
    person: Person
    membership: Membership


def waiting_proofs(*, actor: Person, context: Context) -> Sequence[Waiting]:
    """Who asks and was not answered, the first first.

    Raises:
        NotAllowed: the actor does not decide.
    """
    require(actor, Action.DECIDE)
    with context.units.reading() as uow:
        return [_waiting(uow, one) for one in uow.proofs.waiting(WAITING_AT_ONCE)]


def asked_proof(siret: Siret, request_id: str, *, actor: Person, context: Context) -> Waiting:
    """One of them, printed or not.

    Raises:
        NotAllowed: the actor does not decide.
        NotFound: there is none.
    """
    require(actor, Action.DECIDE)
    with context.units.reading() as uow:
        return _waiting(uow, uow.proofs.request(siret, request_id))


@frozen(eq=False)
class Printed:
    """A letter just printed. Its code is in it, and nowhere else."""

    document: Document = field(repr=False)
    file: bytes = field(repr=False)
    code: str = field(repr=False)


def print_letter(
    siret: Siret, request_id: str, *, actor: Person, context: Context, proof: Proof
) -> Printed:
    """Print the letter, with a code that was drawn just now; one printed before is of no use.

    Raises:
        NotFound: nobody asked that.
        NotAllowed: the actor does not decide or is a party to it; it is over; there is no address.
        ProofNeeded: the actor has not shown a moment ago that they are there.
        DocumentsMissing: what writes documents is not installed.
    """
    require(actor, Action.DECIDE)
    require_proof(proof)
    now = context.clock.now()
    code = code_of(context.ids.new() + context.ids.new())
    with context.units() as uow:
        waiting = _waiting(uow, uow.proofs.request(siret, request_id))
        require_apart(uow, actor, siret, waiting.person.id)
        printed = waiting.asked.printed(code, now)
        uow.proofs.save_request(printed)
        role = waiting.membership.role
        document = proof_letter(printed, waiting.establishment, waiting.person, role, code)
        file = context.documents.write(document)
        uow.documents.add(issued(document, file, now))
        Record(uow, siret, now, actor.id).note("membership.letter_printed", request_id)
        uow.commit()
    return Printed(document, file, code)


@frozen
class Tried:
    """What came of a code that was typed."""

    membership: Membership
    tries_left: int
    """The tries that are left, where the code was the wrong one."""


def prove_by_code(
    siret: Siret, code: str, *, actor: Person, context: Context, proof: Proof
) -> Tried:
    """Type the code of the letter: the right one proves its person, and the accounts they filed.

    Raises:
        NotFound: the person has no place there, or asked for no letter.
        NotAllowed: no letter was printed, its code is too old, or too many wrong ones were typed.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        _, membership = place_of(uow, actor, siret)
        asked = uow.proofs.last_request(siret, actor.id)
        if asked is None:
            raise NotFound("proof", str(siret))
        tried = asked.tried(code, now)
        uow.proofs.save_request(tried)
        record = Record(uow, siret, now, actor.id)
        if tried.closed_at is None:
            record.note("membership.wrong_code", asked.id, tries=str(tried.tries))
        else:
            evidence = evidence_of(record, context.ids.new(), actor, Source.LETTER)
            uow.proofs.add(evidence)
            membership = take(record, membership, actor, evidence)
            keep_accounts(record, context, membership, actor)
        uow.commit()
    return Tried(membership, tries_left(tried))


def tries_left(asked: ProofRequest) -> int:
    """The number of wrong codes that may still be typed."""
    return max(0, MOST_TRIES - asked.tries)


def give_visa(
    siret: Siret,
    request_id: str,
    reason: str,
    *,
    actor: Person,
    context: Context,
    proof: Proof,
) -> Membership:
    """An officer says that somebody speaks for the firm, and why.

    Raises:
        NotFound: nobody asked that.
        NotAllowed: the actor does not decide or is a party to it; or it is over.
        InvalidValue: no reason, or no plain words.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.DECIDE)
    require_proof(proof)
    check_words(reason, "reason")
    now = context.clock.now()
    with context.units() as uow:
        waiting = _waiting(uow, uow.proofs.request(siret, request_id))
        require_apart(uow, actor, siret, waiting.person.id)
        if waiting.asked.closed_at is not None:
            raise NotAllowed("proof", "over", "visa")
        check_stands(waiting.establishment, waiting.person, waiting.membership)
        record = Record(uow, siret, now, actor.id)
        evidence = evidence_of(record, context.ids.new(), waiting.person, Source.VISA, reason)
        uow.proofs.add(evidence)
        uow.proofs.save_request(waiting.asked.closed(now))
        membership = take(record, waiting.membership, waiting.person, evidence)
        uow.commit()
    return membership


_REGISTER = "register"


def _seat(context: Context, siret: Siret) -> RegisteredSeat | None:
    return context.seats.seat(siret.siren) if context.has("seats") else None


def _waiting(uow: UnitOfWork, asked: ProofRequest) -> Waiting:
    membership = uow.establishments.member(asked.siret, asked.person_id)
    assert membership is not None, "only who has a place asks"
    return Waiting(
        asked,
        uow.establishments.get(asked.siret),
        uow.people.get(asked.person_id),
        membership,
    )
