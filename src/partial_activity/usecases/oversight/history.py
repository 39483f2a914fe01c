"""The history of an establishment: what was filed and decided, and what was told."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from attrs import frozen

from partial_activity.domain.authorisation.requests import DecisionKind
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import CivilMonth, starts_at
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NOTICES, OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import Action, Membership, Person, may
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.context import Context


class Happened(Enum):
    """What a fact of the history is."""

    OPENED = "opened"
    """The account."""
    FILED = "filed"
    """A version of a request."""
    OPINION = "opinion"
    """The works council's, sent after the request."""
    ACCEPTED = "accepted"
    APPROVED_BY_SILENCE = "approved_by_silence"
    REFUSED = "refused"
    DECISION_WITHDRAWN = "decision_withdrawn"
    CLAIMED = "claimed"
    """A version of a claim was submitted."""
    PAID = "paid"
    PAYMENT_REJECTED = "payment_rejected"


@frozen
class Fact:
    """One thing that happened, as the records have it."""

    at: datetime
    what: Happened
    key: str = ""
    """The key of the request or claim."""
    version: int = 0
    by: str = ""
    """Name of the person; empty: nobody in particular, or not told."""
    month: CivilMonth | None = None
    """The month of a claim."""
    number: str = ""
    """The number of a decision."""


@frozen
class History:
    """All of it, for one person's eyes."""

    facts: tuple[Fact, ...]
    """The last first."""
    letters: tuple[OutboxMessage, ...]
    """The last first."""
    journal: tuple[JournalEntry, ...]
    """The last first; only for those who may read it."""


def history_of(siret: Siret, *, actor: Person, context: Context) -> History:
    """What happened, and the letters that told it.

    A letter that holds a link which lets somebody in is never shown.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        facts = [Fact(establishment.created_at, Happened.OPENED)]
        facts += _requests(uow, siret)
        facts += _claims(uow, siret)
        if may(actor, Action.SEE_PAYMENTS, membership):
            facts += _payments(uow, siret)
        letters = _letters(uow, siret, actor, membership)
        journal = list(uow.journal.entries(str(siret))) if may(actor, Action.READ_JOURNAL) else []
    # Of one instant, what follows from another comes after it.
    in_order = sorted(facts, key=lambda fact: fact.at)
    return History(
        tuple(reversed(in_order)),
        letters,
        tuple(reversed(journal)),
    )


def letter_of(siret: Siret, message_id: str, *, actor: Person, context: Context) -> OutboxMessage:
    """One of those letters.

    Raises:
        NotFound: no such establishment, or no such letter for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        for message in _letters(uow, siret, actor, membership):
            if message.id == message_id:
                return message
    raise NotFound("letter", message_id)


def _letters(
    uow: UnitOfWork, siret: Siret, actor: Person, membership: Membership | None
) -> tuple[OutboxMessage, ...]:
    return tuple(
        message
        for message in uow.outbox.about(str(siret))
        if "token" not in (notice := NOTICES[message.kind]).values
        and (
            message.to == actor.email
            or may(actor, notice.seen_with or Action.SEE_FILED, membership)
        )
    )


def _requests(uow: UnitOfWork, siret: Siret) -> Iterator[Fact]:
    for latest in uow.requests.of(siret):
        for request in uow.requests.versions(siret, latest.id):
            if request.filed_at is None:
                continue
            name = uow.people.get(request.filed_by).name
            yield Fact(request.filed_at, Happened.FILED, request.id, request.version, name)
            if request.late_opinion_on is not None:
                at = max(request.filed_at, starts_at(request.late_opinion_on))
                yield Fact(at, Happened.OPINION, request.id, request.version)
    for decision in uow.requests.decisions(siret):
        what = Happened.ACCEPTED if decision.accepted else Happened.REFUSED
        if decision.kind is DecisionKind.TACIT:
            what = Happened.APPROVED_BY_SILENCE
        about = (decision.request_id, decision.request_version)
        yield Fact(decision.decided_at, what, *about, number=decision.number)
        if decision.withdrawn_at is not None:
            what = Happened.DECISION_WITHDRAWN
            yield Fact(decision.withdrawn_at, what, *about, number=decision.number)


def _claims(uow: UnitOfWork, siret: Siret) -> Iterator[Fact]:
    for latest in uow.claims.of(siret):
        for claim in uow.claims.versions(siret, latest.id):
            if claim.submitted_at is None or claim.state is ClaimState.DRAFT:
                continue
            yield Fact(
                claim.submitted_at,
                Happened.CLAIMED,
                claim.id,
                claim.version,
                uow.people.get(claim.created_by).name,
                CivilMonth.of(claim.month),
            )


_OF_PAYMENTS = {
    PaymentEvent.SETTLED: Happened.PAID,
    PaymentEvent.REJECTED: Happened.PAYMENT_REJECTED,
    PaymentEvent.RETURNED: Happened.PAYMENT_REJECTED,
}


def _payments(uow: UnitOfWork, siret: Siret) -> Iterator[Fact]:
    for line in uow.payments.lines(siret):
        for record in uow.payments.records(siret, line.end_to_end_id):
            if what := _OF_PAYMENTS.get(record.event):
                yield Fact(record.at, what, line.claim_id, line.claim_version)
