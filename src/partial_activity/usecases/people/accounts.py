"""Bank accounts that somebody proven gave, with a proof of a moment ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.evidence import ProvenAccount
from partial_activity.domain.people.links import Link, Purpose
from partial_activity.domain.people.people import AccountState, Action, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import SERVICE, Record

OBJECTION_LIFE = timedelta(days=60)
"""How long after an account is in effect the link that stops it is good."""


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
    """Keep that an account was given by who may, in the unit of work of the record; once.

    One that takes the place of another is paid on only after ``context.cooling_off``: those who
    knew the other are told before, and whoever does not know this one stops it.
    """
    known = record.uow.proofs.accounts(record.siret)
    if known and known[-1].iban == iban:
        return known[-1]
    given = ProvenAccount(
        siret=record.siret,
        id=context.ids.new(),
        iban=iban,
        person_id=record.actor,
        at=record.at,
        takes_effect=record.at + context.cooling_off if known else None,
    )
    record.uow.proofs.add_account(given)
    record.note("establishment.account_proven", given.id)
    if known:
        _tell_change(record, context, known, given)
    return given


def objected_account(token: str, *, context: Context) -> ProvenAccount:
    """Read which account a link of a letter is about, before it is stopped.

    Raises:
        NotFound: the link was not made by us, or says something else.
        NotAllowed: it is too old.
    """
    with context.units.reading() as uow:
        return _of_link(uow, context, token)[1]


def object_to_account(token: str, *, context: Context) -> Freeze:
    """Stop an account that somebody does not know, by the link of their letter; at once.

    Whoever reads the mail of a member, old or new, may: a wrong stop is soon undone.

    Raises:
        NotFound: the link was not made by us, or says something else.
        NotAllowed: it is too old.
    """
    now = context.clock.now()
    with context.units() as uow:
        link, account = _of_link(uow, context, token)
        stopped = uow.freezes.find(Frozen.ACCOUNT, account.iban.text)
        if stopped is None:
            stopped = Freeze(
                id=context.ids.new(),
                what=Frozen.ACCOUNT,
                key=account.iban.text,
                reason=f"Opposition d'une personne de l'établissement {account.siret}",
                at=now,
                by=link.person_id,
            )
            uow.freezes.add(stopped)
            facts: dict[str, str] = {}
            who, what = link.person_id, "payment.account_frozen"
            uow.journal.add(JournalEntry(SERVICE, 0, now, who, what, stopped.id, facts))
        record = Record(uow, account.siret, now, link.person_id)
        record.note("establishment.account_objected", account.id)
        uow.commit()
    return stopped


def _of_link(uow: UnitOfWork, context: Context, token: str) -> tuple[Link, ProvenAccount]:
    link = context.links.open(token)
    if link.purpose is not Purpose.OBJECT or link.siret is None:
        raise NotFound("link", link.purpose.value)
    if link.expired(context.clock.now()):
        raise NotAllowed("link", "expired", "followed")
    accounts = uow.proofs.accounts(link.siret)
    account = next((one for one in accounts if one.id == link.id), None)
    if account is None:
        raise NotFound("account", link.id)
    return link, account


def _tell_change(
    record: Record, context: Context, known: Sequence[ProvenAccount], given: ProvenAccount
) -> None:
    """Tell every member, and who gave the accounts before, whoever they are now."""
    uow = record.uow
    assert given.takes_effect is not None, "a change takes effect later"
    members = uow.establishments.members(record.siret)
    told = [one.person_id for one in members if one.state is AccountState.ACTIVE]
    told += [one.person_id for one in known]
    values = {
        "old_iban": known[-1].iban.masked,
        "new_iban": given.iban.masked,
        "changed_by": uow.people.get(record.actor).name,
        "changed_at": record.at.isoformat(),
        "takes_effect": given.takes_effect.isoformat(),
    }
    expires = given.takes_effect + OBJECTION_LIFE
    for person_id in dict.fromkeys(told):
        link = Link(given.id, person_id, record.siret, Purpose.OBJECT, expires)
        told_them = {**values, "token": context.links.seal(link)}
        record.tell(NoticeKind.ACCOUNT_CHANGE, uow.people.get(person_id), given.id, told_them)
