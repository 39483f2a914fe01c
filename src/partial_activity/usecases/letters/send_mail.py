"""Letters go from the outbox to the mail server, each in units of work of its own.

A letter is reserved, sent while nothing is held, then marked. A crash in between repeats that one
letter, with its Message-ID, once the reservation has run out.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import attrs
from attrs import frozen

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import LONGEST_WAIT, Delivery, OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.ports.clock import Clock
from partial_activity.ports.letters import Unwritable
from partial_activity.ports.outbox import Deferred, NotNow, Undeliverable
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.access import establishment_for, require
from partial_activity.usecases.context import Context

_log = logging.getLogger(__name__)

RESERVED_FOR = timedelta(minutes=5)
"""The time for which a letter that is being sent is left to who sends it."""
FIRST_RETRY = timedelta(minutes=1)
_PAGE = 50
_SHOWN = 200
"""Characters of an error that are kept."""
_SERVICE = "service"
MOST_ATTEMPTS = 34
"""The most attempts: with these waits, five days (RFC 5321, 4.5.4.1: four to five); time without a
server is none."""


@frozen
class Sending:
    """What came of one round."""

    sent: int = 0
    deferred: int = 0
    """The letters to be tried again later."""
    failed: int = 0
    """The letters that failed for good."""
    stopped_by: str = ""
    """Why no more letters went at all; empty: nothing stopped it."""

    @property
    def handled(self) -> int:
        """Letters that are not due any more."""
        return self.sent + self.deferred + self.failed


def send_due(
    *, context: Context, limit: int = 50, stopping: Callable[[], bool] = lambda: False
) -> Sending:
    """Send up to ``limit`` letters that are due, the oldest first.

    ``stopping`` is asked before each letter; what was not sent is given back. Where no letter goes
    at all (``NotNow``) none of them counts an attempt: they wait as they are, however long it is.
    """
    try:
        due, ours_until = _reserve(context, limit)
    except Conflict:
        # Another worker has just taken the same letters: they are its to send.
        return Sending()
    done = Sending()
    for place, message in enumerate(due):
        if stopping() or context.clock.now() >= ours_until:
            _keep(context.units, due[place:])
            return done
        try:
            context.mailer.send(context.letters.write(message))
        except NotNow as error:
            seen = attrs.evolve(message, last_error=str(error))
            _keep(context.units, (seen, *due[place + 1 :]))
            return attrs.evolve(done, stopped_by=str(error))
        except Deferred as error:
            after = _deferred(message, context.clock.now(), str(error))
        except (Undeliverable, Unwritable) as error:
            after = _ended(message, Delivery.FAILED, str(error))
        except Exception as error:  # noqa: BLE001  whatever it is, it ends this letter alone
            _log.exception("a letter could not be sent")
            after = _ended(message, Delivery.FAILED, _unforeseen(error))
        else:
            after = _ended(message, Delivery.SENT)
        _keep(context.units, (after,))
        done = _tally(done, after)
    return done


def failed_letters(siret: Siret, *, actor: Person, context: Context) -> tuple[OutboxMessage, ...]:
    """The letters about an establishment that never arrived, the last first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        everybody = may(actor, Action.SEE_FILED, uow.establishments.member(siret, actor.id))
        about = uow.outbox.about(str(siret))
    return tuple(
        message
        for message in about
        if message.delivery is Delivery.FAILED and (everybody or message.to == actor.email)
    )


@frozen
class GivenUp:
    """One page of the letters that never arrived, of all establishments."""

    letters: tuple[OutboxMessage, ...]
    number: int
    """The number of the page, from 1."""
    pages: int
    found: int


def letters_given_up(*, actor: Person, context: Context, page: int = 1) -> GivenUp:
    """The letters that never arrived, the oldest first.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(actor, Action.ADMINISTER)
    with context.units.reading() as uow:
        failed = uow.outbox.failed()
    pages = max(1, -(-len(failed) // _PAGE))
    number = min(max(page, 1), pages)
    shown = failed[(number - 1) * _PAGE : number * _PAGE]
    return GivenUp(tuple(shown), number, pages, len(failed))


def send_again(message_id: str, *, actor: Person, context: Context) -> None:
    """Let a letter that was given up go once more, as when the relay or the address was mended.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: no letter of that id was given up.
    """
    require(actor, Action.ADMINISTER)
    with context.units() as uow:
        for message in uow.outbox.failed():
            if message.id == message_id:
                _let_go_again(uow, message, actor, context.clock)
                uow.commit()
                return
    raise NotFound("letter", message_id)


def send_all_again(*, actor: Person, context: Context) -> int:
    """Let all that was given up go once more, as after a relay was down for days; how many.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(actor, Action.ADMINISTER)
    with context.units() as uow:
        failed = uow.outbox.failed()
        for message in failed:
            _let_go_again(uow, message, actor, context.clock)
        uow.commit()
    return len(failed)


def _let_go_again(uow: UnitOfWork, message: OutboxMessage, actor: Person, clock: Clock) -> None:
    now = clock.now()
    waiting = attrs.evolve(message, delivery=Delivery.WAITING, attempts=0, next_attempt_at=now)
    uow.outbox.save(waiting)
    chain = message.about or _SERVICE
    uow.journal.add(JournalEntry(chain, 0, now, actor.id, "letter.sent_again", message.id))


def _reserve(context: Context, limit: int) -> tuple[Sequence[OutboxMessage], datetime]:
    """Take letters, as they are, out of other workers' sight; and until when to begin sending one.

    That is half the reservation: the other half is for the letter begun last.
    """
    now = context.clock.now()
    with context.units() as uow:
        due = uow.outbox.due(now, limit)
        for message in due:
            uow.outbox.save(attrs.evolve(message, next_attempt_at=now + RESERVED_FOR))
        uow.commit()
    return due, now + RESERVED_FOR / 2


def _keep(units: UnitsOfWork, messages: Sequence[OutboxMessage]) -> None:
    with units() as uow:
        for message in messages:
            uow.outbox.save(message)
        uow.commit()


def _ended(message: OutboxMessage, delivery: Delivery, error: str = "") -> OutboxMessage:
    return attrs.evolve(
        message,
        delivery=delivery,
        attempts=message.attempts + 1,
        next_attempt_at=None,
        last_error=error,
    )


def _unforeseen(error: Exception) -> str:
    said = " ".join(str(error).split())[:_SHOWN]
    return f"it cannot be sent: {type(error).__name__}: {said}"


def _deferred(message: OutboxMessage, now: datetime, error: str) -> OutboxMessage:
    attempts = message.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        return _ended(message, Delivery.FAILED, f"given up after {attempts} attempts: {error}")
    return attrs.evolve(
        message, attempts=attempts, next_attempt_at=now + wait_after(attempts), last_error=error
    )


def wait_after(attempts: int) -> timedelta:
    """The time a letter waits after some attempts: a minute, then four times as long each."""
    return min(FIRST_RETRY * (1 << min(2 * (attempts - 1), 8)), LONGEST_WAIT)


def _tally(done: Sending, after: OutboxMessage) -> Sending:
    match after.delivery:
        case Delivery.SENT:
            return attrs.evolve(done, sent=done.sent + 1)
        case Delivery.FAILED:
            return attrs.evolve(done, failed=done.failed + 1)
        case Delivery.WAITING:
            return attrs.evolve(done, deferred=done.deferred + 1)
