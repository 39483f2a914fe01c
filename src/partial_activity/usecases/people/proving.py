"""Every kind of proof of a firm has in common who may be proven, and what follows from it."""

from datetime import datetime

import attrs

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.evidence import Evidence, Source
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require_stranger
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.accounts import has_lapsed, keep_account
from partial_activity.usecases.recording import Record

_METHODS = {
    Source.LETTER: "posted_code",
    Source.PROCONNECT: "certification",
    Source.VISA: "officer_visa",
}


def place_of(uow: UnitOfWork, actor: Person, siret: Siret) -> tuple[Establishment, Membership]:
    """Give the person's place, active or asked for; nobody of the service has one."""
    establishment, membership = uow.establishments.with_member(siret, actor.id)
    gone = membership is None or membership.state is AccountState.SUSPENDED
    if establishment is None or membership is None or gone or actor.service_role is not None:
        raise NotFound("establishment", str(siret))
    check_stands(establishment, actor, membership)
    return establishment, membership


def check_stands(establishment: Establishment, person: Person, membership: Membership) -> None:
    """Refuse whoever is not active, and people of the service.

    Raises:
        NotAllowed: one of them is not.
    """
    require_stranger(person, "proven")
    if person.state is not AccountState.ACTIVE:
        raise NotAllowed("person", person.state.value, "proven")
    if establishment.state is not AccountState.ACTIVE:
        raise NotAllowed("establishment", establishment.state.value, "proven")
    if membership.state is AccountState.SUSPENDED:
        raise NotAllowed("membership", membership.state.value, "proven")


def accounts_filed(uow: UnitOfWork, siret: Siret, person: Person) -> tuple[Iban, ...]:
    """List the accounts of what the person filed there, the last filed last, each once."""
    filed = [
        (one.filed_at, one.iban)
        for one in uow.requests.all_versions(siret)
        if one.filed_at is not None and one.filed_by == person.id
    ]
    filed.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(iban for _, iban in filed))


def evidence_of(
    record: Record, evidence_id: str, person: Person, source: Source, reason: str = ""
) -> Evidence:
    """Make a proof of the person, given by who acts; it is not kept yet."""
    return Evidence(
        id=evidence_id,
        siret=record.siret,
        person_id=person.id,
        source=source,
        method=_METHODS[source],
        siren=record.siret.siren,
        at=record.at,
        given_by=record.actor,
        reason=reason.strip(),
    )


def check_unproven(uow: UnitOfWork, membership: Membership, actor: Person, now: datetime) -> None:
    """Refuse who speaks for the firm already, by something that still holds.

    Raises:
        NotAllowed: they do.
    """
    if membership.speaks and not has_lapsed(uow, membership.siret, actor, now):
        raise NotAllowed("membership", "proven", "proven again")


def keep_accounts(record: Record, context: Context, membership: Membership, actor: Person) -> None:
    """Keep the accounts of what a contact filed: they are proven with them."""
    if membership.role is Role.CONTACT:
        for iban in accounts_filed(record.uow, record.siret, actor):
            keep_account(record, context, iban)


def take(record: Record, membership: Membership, person: Person, evidence: Evidence) -> Membership:
    """Let the person speak for the firm; those who are not proven wait to be let in."""
    store = record.uow.establishments
    others = [one for one in store.members(record.siret) if one.person_id != person.id]
    spoken_for = any(one.speaks and one.principal for one in others)
    for other in others:
        if other.state is AccountState.ACTIVE and not other.proven:
            store.save_member(other.set_back())
            record.note("membership.set_back", other.person_id)
    store.save_member(
        attrs.evolve(
            membership,
            state=AccountState.ACTIVE,
            proven=True,
            principal=membership.role is Role.CONTACT and not spoken_for,
        )
    )
    source = evidence.source.value
    record.note("membership.proven", person.id, source=source, method=evidence.method)
    tell_others(record, NoticeKind.PROOF_GIVEN, person, membership, evidence.id)
    kept = store.member(record.siret, person.id)
    assert kept is not None
    return kept


def tell_others(
    record: Record, kind: NoticeKind, person: Person, membership: Membership, fact: str
) -> None:
    """Tell every other member whose address has answered: whoever it is, they hear of it."""
    for other in record.uow.establishments.members(record.siret):
        known = record.uow.people.get(other.person_id)
        if (
            other.person_id == person.id
            or other.state is AccountState.SUSPENDED
            or known.state is not AccountState.ACTIVE
        ):
            continue
        values = {
            "joiner": person.name,
            "email": str(person.email),
            "role": membership.role.value,
        }
        record.tell(kind, known, fact, values)
