"""``/establishments/<siret>``: where it stands, what is to be done, and all that happened."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen
from flask import render_template, request

from partial_activity.domain.days import legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.employer.todos import todo_items
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.oversight.history import (
    Fact,
    Happened,
    History,
    history_of,
    letter_of,
)
from partial_activity.usecases.oversight.overview import overview_of, place_of

LAST = 6
"""Moments that the first page shows."""
AT_ONCE = 50


def show(siret: str) -> str:
    """The establishment."""
    person, at = actor(), addresses.siret_of(siret)
    place = place_of(at, actor=person, context=context())
    overview = overview_of(at, actor=person, context=context())
    moments = _moments(history_of(at, actor=person, context=context()), at)
    return render_template(
        "employer/overview.html",
        place=place,
        overview=overview,
        todos=todo_items(overview, legal_day(context().clock.now())),
        state=words.ACCOUNTS[place.establishment.state],
        requests=[(one, words.of_request(one)) for one in overview.requests],
        claims=[(one, words.CLAIMS[one.state]) for one in overview.claims],
        months=[one for one in overview.months if one.open],
        may_file=Action.FILE_REQUEST in place.allowed,
        may_claim=Action.FILE_CLAIM in place.allowed,
        sees_payments=Action.SEE_PAYMENTS in place.allowed,
        role=words.ROLES.get(place.membership.role) if place.membership else None,
        moments=moments[:LAST],
        more=len(moments) > LAST,
        words=words,
        at=at,
        of=addresses.of,
        new_claim=addresses.new_claim,
    )


def notices(siret: str) -> str:
    """All that happened, the last first."""
    person, at = actor(), addresses.siret_of(siret)
    place = place_of(at, actor=person, context=context())
    found = history_of(at, actor=person, context=context())
    moments = _moments(found, at)
    pages = max(1, -(-len(moments) // AT_ONCE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    return render_template(
        "employer/notices.html",
        place=place,
        moments=moments[(number - 1) * AT_ONCE : number * AT_ONCE],
        facts=_entries(found.journal, number),
        journal=bool(found.journal),
        number=number,
        pages=pages,
        words=words,
        at=at,
        of=addresses.of,
    )


def letter(siret: str, message_id: str) -> str:
    """One letter, as it was sent."""
    person, at = actor(), addresses.siret_of(siret)
    place = place_of(at, actor=person, context=context())
    message = letter_of(at, message_id, actor=person, context=context())
    return render_template(
        "employer/letter.html",
        place=place,
        message=message,
        written=context().letters.write(message),
        badge=words.DELIVERIES[message.delivery],
        words=words,
        at=at,
        of=addresses.of,
    )


ROUTES = (
    ("GET", addresses.AT, show),
    ("GET", f"{addresses.AT}/notices", notices),
    ("GET", f"{addresses.AT}/notices/<message_id>", letter),
)
"""Method, address, view."""


@frozen
class Moment:
    """Something that happened, with the letters that told it at once; or letters alone."""

    at: datetime
    words: Words | None
    """The words; None: there are letters only."""
    fact: Fact | None
    address: str | None
    bad: bool
    letters: tuple[OutboxMessage, ...]


_BAD = frozenset({Happened.REFUSED, Happened.DECISION_WITHDRAWN, Happened.PAYMENT_REJECTED})
_DECISION = frozenset({NoticeKind.DECISION})
_TOLD_BY = {
    Happened.FILED: frozenset({NoticeKind.REQUEST_RECEIPT, NoticeKind.IBAN_CHANGED}),
    Happened.ACCEPTED: _DECISION,
    Happened.REFUSED: _DECISION,
    Happened.DECISION_WITHDRAWN: _DECISION,
    Happened.APPROVED_BY_SILENCE: frozenset({NoticeKind.TACIT_APPROVAL}),
    Happened.CLAIMED: frozenset({NoticeKind.CLAIM_RECEIPT}),
    Happened.PAID: frozenset({NoticeKind.PAYMENT_SENT}),
    Happened.PAYMENT_REJECTED: frozenset({NoticeKind.BANK_REJECTION}),
}
_OF_CLAIMS = frozenset({Happened.CLAIMED, Happened.PAID, Happened.PAYMENT_REJECTED})


def _moments(history: History, at: Siret) -> Sequence[Moment]:
    """The last first; a letter written at the instant of a fact stands with it."""
    left = list(history.letters)
    moments = []
    for fact in history.facts:
        with_it = tuple(one for one in left if _tells(one, fact))
        left = [one for one in left if one not in with_it]
        moments.append(
            Moment(
                fact.at,
                words.FACTS[fact.what],
                fact,
                _address(at, fact),
                fact.what in _BAD,
                with_it,
            )
        )
    moments += _letters_alone(left)
    return sorted(moments, key=lambda one: one.at, reverse=True)


def _tells(letter: OutboxMessage, fact: Fact) -> bool:
    """Whether a letter was written with the fact, and about it."""
    about = letter.values.get("claim_id") or letter.values.get("request_id") or fact.key
    kinds = _TOLD_BY.get(fact.what, frozenset())
    return letter.created_at == fact.at and letter.kind in kinds and about == fact.key


def _letters_alone(letters: Sequence[OutboxMessage]) -> Iterator[Moment]:
    """Letters that tell no fact of the records, as reminders; those of one instant together."""
    by_instant: dict[datetime, list[OutboxMessage]] = {}
    for one in letters:
        if one.created_at is not None:
            by_instant.setdefault(one.created_at, []).append(one)
    for instant, together in by_instant.items():
        yield Moment(instant, None, None, None, bad=False, letters=tuple(together))


def _address(at: Siret, fact: Fact) -> str | None:
    if not fact.key:
        return None
    if fact.what in _OF_CLAIMS:
        return addresses.of(at, "claims", fact.key)
    if fact.what is Happened.FILED:
        return addresses.of_request(at, fact.key, f"receipt?version={fact.version}")
    if fact.number:
        return addresses.of_request(at, fact.key, f"decision?version={fact.version}")
    return addresses.of_request(at, fact.key)


def _entries(journal: Sequence[JournalEntry], number: int) -> Sequence[JournalEntry]:
    return journal[(number - 1) * AT_ONCE : number * AT_ONCE]
