"""Tokens for programs: issued, listed and revoked by their person; used by who has the secret."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import field, frozen

from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import ApiToken, Scope, check_wish, digest_of
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen, expect, saved

PREFIX = "pa_"
"""The beginning of a secret, by which one in the wrong place is seen for what it is."""
_CHAIN = "service"


@frozen
class Issued:
    """A token, and its secret, which nobody can be shown again."""

    token: ApiToken
    secret: str = field(repr=False)


@frozen
class Holder:
    """A token, and the person for whom a program acts by it."""

    person: Person
    token: ApiToken


def issue_token(
    name: str,
    scopes: Sequence[Scope],
    days: int,
    *,
    actor: Person,
    context: Context,
    proof: Proof,
) -> Issued:
    """Make a token for the person, of use for so many days.

    Raises:
        ProofNeeded: the person has not shown a moment ago that they are there.
        InvalidValue: no name, no scope, or too long a life.
        NotAllowed: the person's account is not active.
    """
    require_proof(proof)
    check_wish(name, tuple(scopes), days)
    if actor.state is not AccountState.ACTIVE:
        raise NotAllowed("person", actor.state.value, "issue a token")
    now = context.clock.now()
    # Two identifiers of 128 bits each, neither of which is ever shown elsewhere.
    secret = PREFIX + context.ids.new() + context.ids.new()
    token = ApiToken(
        id=context.ids.new(),
        person_id=actor.id,
        name=name.strip(),
        digest=digest_of(secret),
        scopes=tuple(scopes),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    with context.units() as uow:
        uow.tokens.add(token)
        _note(uow, token, "token.issued", actor, context.clock)
        uow.commit()
    return Issued(token, secret)


def tokens_of(*, actor: Person, context: Context) -> Sequence[ApiToken]:
    """The person's tokens, the last issued first; those of no use any more too."""
    with context.units.reading() as uow:
        return uow.tokens.of(actor.id)


def revoke_token(
    token_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> ApiToken:
    """End a token of the person, at once; as it was ``seen``, if that is told.

    Raises:
        NotFound: the person has no such token.
        NotAllowed: it was revoked before.
        Conflict: somebody else changed it.
    """
    with context.units() as uow:
        token = next((one for one in uow.tokens.of(actor.id) if one.id == token_id), None)
        if token is None:
            raise NotFound("token", token_id)
        expect(seen, Seen(1, token.revision), "token", token_id)
        revoked = token.revoked(context.clock.now())
        uow.tokens.save(revoked)
        _note(uow, token, "token.revoked", actor, context.clock)
        uow.commit()
    return saved(revoked)


def holder_of(secret: str, *, context: Context) -> Holder | None:
    """The holder of a secret; None where it speaks for nobody, whatever the reason."""
    with context.units.reading() as uow:
        token = uow.tokens.by_digest(digest_of(secret))
        if token is None or not token.usable(context.clock.now()):
            return None
        person = uow.people.get(token.person_id)
    return Holder(person, token) if person.state is AccountState.ACTIVE else None


def _note(uow: UnitOfWork, token: ApiToken, action: str, actor: Person, clock: Clock) -> None:
    facts = {"scopes": " ".join(scope.value for scope in token.scopes)}
    uow.journal.add(JournalEntry(_CHAIN, 0, clock.now(), actor.id, action, token.id, facts))
