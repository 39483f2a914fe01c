"""Security keys of people: added, removed, and asked to show that their person is there now."""

from collections.abc import Sequence
from datetime import datetime

from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.free_text import check_words
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage, message_id_of
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.people.security_keys import LONGEST_NAME, MOST_KEYS, SecurityKey
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require, require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.sign_in import Opened, begin_session, end_sessions
from partial_activity.usecases.recording import SERVICE


def keys_of(*, actor: Person, context: Context) -> Sequence[SecurityKey]:
    """List the person's keys, the first added first."""
    with context.units.reading() as uow:
        return uow.security_keys.of(actor.id)


def add_key(
    answer: str, challenge: bytes, name: str, *, actor: Person, context: Context, proof: Proof
) -> SecurityKey:
    """Keep a key that the person just made; their mailbox is told.

    Raises:
        KeyRefused: the browser's answer does not hold.
        InvalidValue: the name is none, too long, or no plain words.
        NotAllowed: the key is somebody's already, or the person has too many.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require_proof(proof)
    check_words(name, "name")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise InvalidValue(
            "out_of_range",
            "name",
            f"a name has 1 to {LONGEST_NAME} characters",
            f"un nom a de 1 à {LONGEST_NAME} caractères",
        )
    made = context.security_keys.made(answer, challenge)
    now = context.clock.now()
    key = SecurityKey(
        id=made.id,
        person_id=actor.id,
        name=name.strip(),
        public_key=made.public_key,
        sign_count=made.sign_count,
        synced=made.synced,
        added_at=now,
    )
    with context.units() as uow:
        if len(uow.security_keys.of(actor.id)) >= MOST_KEYS:
            raise NotAllowed("security_key", "too many", "added")
        try:
            uow.security_keys.add(key)
        except Conflict as error:
            raise NotAllowed("security_key", "known", "added") from error
        _note(uow, actor, actor, now, "security_key.added")
        _tell(uow, actor, now, "added", key.id)
        uow.commit()
    return key


def remove_key(key_id: str, *, actor: Person, context: Context, proof: Proof) -> None:
    """Forget a key of the person; their mailbox is told.

    Raises:
        NotFound: the person has no such key.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        key = uow.security_keys.find(key_id)
        if key is None or key.person_id != actor.id:
            raise NotFound("security_key", "")
        uow.security_keys.remove(key_id)
        _note(uow, actor, actor, now, "security_key.removed")
        _tell(uow, actor, now, "removed", key_id)
        uow.commit()


def take_keys(person_id: str, *, actor: Person, context: Context, proof: Proof) -> int:
    """Forget all keys of somebody of the service who lost them; how many there were.

    What a key has opened ends too: somebody may have found it. They add another with a link to
    their mailbox, which is told.

    Raises:
        NotFound: nobody of the service is of that id.
        NotAllowed: the actor is no administrator, or they are the one.
        ProofNeeded: the actor has not shown a moment ago that they are there.
    """
    require(actor, Action.ADMINISTER)
    require_proof(proof)
    now = context.clock.now()
    with context.units() as uow:
        person = uow.people.get(person_id)
        if person.service_role is None:
            raise NotFound("person", person_id)
        if person.id == actor.id:
            raise NotAllowed("person", "themselves", "keys taken")
        keys = uow.security_keys.of(person.id)
        for key in keys:
            uow.security_keys.remove(key.id)
        end_sessions(uow, person.id, now, opened_by=Means.KEY)
        if keys:
            _note(uow, person, actor, now, "security_key.removed")
            _tell(uow, person, now, "removed", *(key.id for key in keys))
        uow.commit()
    return len(keys)


def show_key(answer: str, challenge: bytes, *, actor: Person, context: Context) -> Opened:
    """Open a session for who is signed in, by a signature of one of their keys; once.

    Raises:
        KeyRefused: the answer does not hold.
        NotAllowed: it is not theirs; the challenge has opened a session before; or the key has
            signed less often than before: there are two of it.
    """
    now = context.clock.now()
    checker = context.security_keys
    key_id = checker.signer(answer)
    with context.units.reading() as uow:
        key = uow.security_keys.find(key_id)
    if key is None or key.person_id != actor.id:
        raise NotAllowed("security_key", "another's", "shown")
    used = key.used(checker.signed(answer, challenge, key), now)
    with context.units() as uow:
        # Who shows the same count at once comes second here.
        uow.security_keys.save(used)
        uow.commit()
    proof = f"security key {challenge.hex()}"
    return begin_session(actor.id, proof, means=Means.KEY, context=context)


def _note(uow: UnitOfWork, person: Person, actor: Person, now: datetime, action: str) -> None:
    uow.journal.add(JournalEntry(SERVICE, 0, now, actor.id, action, person.id, {}))


def _tell(uow: UnitOfWork, person: Person, now: datetime, change: str, *key_ids: str) -> None:
    """Tell the mailbox, whoever did it; not the name of the key, which somebody chose."""
    kind = NoticeKind.KEYS_CHANGED
    uow.outbox.add(
        OutboxMessage(
            id=message_id_of(kind, person.id, change, *key_ids, now.isoformat()),
            about="",
            kind=kind,
            to=person.email,
            language=person.language,
            values={
                "name": person.name,
                "change": change,
                "changed_at": now.isoformat(timespec="minutes"),
            },
            created_at=now,
        )
    )
