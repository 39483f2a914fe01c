"""Bank accounts that somebody proven gave, with a proof of a moment ago."""

from datetime import datetime

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.people.evidence import ProvenAccount
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record


def confirm_account(
    siret: Siret, iban: Iban, *, actor: Person, context: Context, proof: Proof
) -> ProvenAccount:
    """Say that an account is the firm's: payments may go there, and programs file towards it.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person is no proven contact, or by a certification that is too old.
        ProofNeeded: they have not shown a moment ago that they are there.
    """
    require_proof(proof)
    with context.units() as uow:
        establishment_for(uow, actor, Action.CHANGE_ACCOUNT, siret)
        require_unlapsed(uow, siret, actor, context.clock.now())
        given = keep_account(Record(uow, siret, context.clock.now(), actor.id), context, iban)
        uow.commit()
    return given


def has_lapsed(uow: UnitOfWork, siret: Siret, person: Person, now: datetime) -> bool:
    """Tell whether all that ever proved the person is too old; who was let in never lapses."""
    theirs = [one for one in uow.proofs.of(siret) if one.person_id == person.id]
    return bool(theirs) and not any(one.holds(now) for one in theirs)


def require_unlapsed(uow: UnitOfWork, siret: Siret, actor: Person, now: datetime) -> None:
    """Refuse an account of who was certified as in charge too long ago: they prove it again.

    Raises:
        NotAllowed: all that ever proved them is too old.
    """
    if has_lapsed(uow, siret, actor, now):
        raise NotAllowed("evidence", "lapsed", "account given")


def keep_account(record: Record, context: Context, iban: Iban) -> ProvenAccount:
    """Keep that an account was given by who may, in the unit of work of the record; once."""
    known = record.uow.proofs.accounts(record.siret)
    if known and known[-1].iban == iban:
        return known[-1]
    given = ProvenAccount(
        siret=record.siret,
        id=context.ids.new(),
        iban=iban,
        person_id=record.actor,
        at=record.at,
    )
    record.uow.proofs.add_account(given)
    record.note("establishment.account_proven", given.id)
    return given
