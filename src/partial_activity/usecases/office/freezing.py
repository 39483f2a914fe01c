"""Stopping a firm, a person, a bank account or a payment run, at once; and letting it go again."""

from collections.abc import Callable, Mapping, Sequence

from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.free_text import check_words
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import AccountState, Action, Establishment, Person, may
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import is_frozen, require, require_apart, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_in import end_sessions

_MAY_FREEZE = (Action.DECIDE, Action.RUN_PAYMENTS, Action.ADMINISTER)
_CHAIN = "service"
_SIREN = 9
_BEFORE = {
    AccountState.SUSPENDED: AccountState.ACTIVE,
    AccountState.ACTIVE: AccountState.SUSPENDED,
}
"""What is suspended by a freeze was active, and the other way round."""
_SUSPENDED = f"establishment.{AccountState.SUSPENDED.value}"
_RESTORED = f"establishment.{AccountState.ACTIVE.value}"
"""Actions of an administrator who stops an establishment without freezing it, and lets it go."""


def freeze(what: Frozen, key: str, reason: str, *, actor: Person, context: Context) -> Freeze:
    """Stop something at once; whoever works for the service may, for a wrong stop is soon undone.

    A firm by SIREN or SIRET: nothing is filed or paid. A person: their sessions end, their tokens
    are of no use. An account: nothing is ordered or handed over towards it. A run: its file is
    neither handed over nor downloaded. What is frozen already stays so.

    Raises:
        NotAllowed: the actor neither decides, pays nor administers, or is a party to it.
        NotFound: there is no such firm, person or run.
        InvalidValue: the key is none, or the reason is missing or no plain words.
    """
    if not any(may(actor, action) for action in _MAY_FREEZE):
        require(actor, Action.ADMINISTER)
    check_words(reason, "reason")
    now = context.clock.now()
    with context.units() as uow:
        known = uow.freezes.find(what, key := _key(uow, what, key))
        if known is not None:
            return known
        made = Freeze(
            id=context.ids.new(), what=what, key=key, reason=reason.strip(), at=now, by=actor.id
        )
        _ACTS[what](uow, made, actor, AccountState.SUSPENDED)
        uow.freezes.add(made)
        _note(uow, made, actor, context, _FROZEN[what])
        uow.commit()
    return made


def unfreeze(what: Frozen, key: str, *, actor: Person, context: Context, proof: Proof) -> Freeze:
    """Let go what was stopped; an administrator does, and nobody what is theirs.

    What another freeze or an administrator stopped besides stays stopped.

    Raises:
        NotAllowed: the actor is no administrator, or is a party to it.
        NotFound: it is not frozen.
        InvalidValue: the key is none.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.ADMINISTER)
    require_proof(proof)
    with context.units() as uow:
        known = uow.freezes.find(what, key := _key(uow, what, key))
        if known is None:
            raise NotFound("freeze", key)
        lifted = known.lifted(context.clock.now(), actor.id)
        uow.freezes.save(lifted)
        _ACTS[what](uow, known, actor, AccountState.ACTIVE)
        _note(uow, lifted, actor, context, _UNFROZEN[what])
        uow.commit()
    return lifted


def frozen_now(*, actor: Person, context: Context) -> Sequence[Freeze]:
    """All that is frozen, the last first.

    Raises:
        NotAllowed: the actor neither decides, pays nor administers.
    """
    if not any(may(actor, action) for action in _MAY_FREEZE):
        require(actor, Action.ADMINISTER)
    with context.units.reading() as uow:
        return uow.freezes.held()


def _key(uow: UnitOfWork, what: Frozen, key: str) -> str:
    """The key as it is kept: without spaces, checked; of a person, not their address."""
    plain = "".join(key.split())
    if what is Frozen.PERSON and "@" in plain:
        person = uow.people.by_email(EmailAddress.kept(plain.lower()))
        if person is None:
            raise NotFound("person", "of that address")
        return person.id
    try:
        if what is Frozen.FIRM and len(plain) != _SIREN:
            return Siret(plain).digits
        if what is Frozen.ACCOUNT:
            return Iban(plain.upper()).text
    except ValueError as error:
        raise InvalidValue(
            "unknown_value",
            "key",
            "no such number: check its digits",
            "ce numéro n'existe pas : vérifiez ses chiffres",
        ) from error
    if not plain:
        raise InvalidValue("missing", "key", "say what is to be frozen", "dites ce qui est à geler")
    return plain


def _firm(uow: UnitOfWork, made: Freeze, actor: Person, state: AccountState) -> None:
    establishments: Sequence[Establishment]
    if len(made.key) == _SIREN:
        establishments = uow.establishments.of_firm(made.key)
    else:
        one = uow.establishments.find(Siret(made.key))
        establishments = [one] if one else []
    if not establishments:
        raise NotFound("establishment", made.key)
    for each in establishments:
        require_apart(uow, actor, each.siret)
        if each.state is not _BEFORE[state]:
            # What waits for an address to answer goes on waiting: ``let_in`` looks here.
            continue
        if state is AccountState.SUSPENDED or _goes_on(uow, each.siret):
            uow.establishments.save(each.moved_to(state))


def _goes_on(uow: UnitOfWork, siret: Siret) -> bool:
    """Whether nothing else stops an establishment: another freeze, or an administrator before."""
    chain = str(siret)
    entries = uow.journal.about([(chain, chain)])[chain, chain]
    stops = [one.action for one in entries if one.action in (_SUSPENDED, _RESTORED)]
    return not is_frozen(uow, siret) and stops[-1:] != [_SUSPENDED]


def _person(uow: UnitOfWork, made: Freeze, actor: Person, state: AccountState) -> None:
    person = uow.people.get(made.key)
    if person.id == actor.id or person.service_role is not None:
        # People of the service are let in and out by an administrator, with rules of their own.
        raise NotAllowed("person", "of the service", "frozen")
    if person.state is _BEFORE[state]:
        uow.people.save(person.moved_to(state))
    if state is AccountState.SUSPENDED:
        end_sessions(uow, person.id, made.at)


def _run(uow: UnitOfWork, made: Freeze, *_: object) -> None:
    """Move nothing, for payments look whether it is frozen; but the file has to be there."""
    if uow.office.file(made.key) is None:
        raise NotFound("file", made.key)


def _account(*_: object) -> None:
    """Move nothing: payments look whether it is frozen."""


_ACTS: Mapping[Frozen, Callable[[UnitOfWork, Freeze, Person, AccountState], None]] = {
    Frozen.FIRM: _firm,
    Frozen.PERSON: _person,
    Frozen.ACCOUNT: _account,
    Frozen.RUN: _run,
}
_FROZEN: Mapping[Frozen, str] = {
    Frozen.FIRM: "establishment.firm_frozen",
    Frozen.PERSON: "person.frozen",
    Frozen.ACCOUNT: "payment.account_frozen",
    Frozen.RUN: "payment.run_frozen",
}
_UNFROZEN: Mapping[Frozen, str] = {
    Frozen.FIRM: "establishment.firm_unfrozen",
    Frozen.PERSON: "person.unfrozen",
    Frozen.ACCOUNT: "payment.account_unfrozen",
    Frozen.RUN: "payment.run_unfrozen",
}


def _note(uow: UnitOfWork, made: Freeze, actor: Person, context: Context, action: str) -> None:
    now = context.clock.now()
    uow.journal.add(JournalEntry(_CHAIN, 0, now, actor.id, action, made.id, {}))
