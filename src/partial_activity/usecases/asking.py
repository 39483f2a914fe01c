"""Asking a second person to sign: what every use case does that one alone may not do."""

from collections.abc import Mapping
from datetime import datetime

from partial_activity.domain.errors import Altered
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.bound import visa_stands
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.visas import (
    LONGEST_WAIT,
    Answer,
    Signed,
    Visa,
    VisaState,
    of_visa,
)
from partial_activity.ports.clock import Ids
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.recording import SERVICE


def ask_visa(
    uow: UnitOfWork,
    what: Signed,
    key: str,
    shown: Mapping[str, str],
    *,
    by: str,
    now: datetime,
    ids: Ids,
    siret: Siret | None = None,
) -> Visa:
    """Ask for a visa, in the unit of work of what needs it; the one that waits, if it shows that.

    Raises:
        Conflict: somebody else asked for it at the same time.
    """
    asked = uow.visas.about(what, key)
    if asked and asked[0].state(now) is VisaState.WAITS and asked[0].shown == shown:
        return asked[0]
    visa = Visa(
        id=ids.new(),
        what=what,
        key=key,
        number=len(asked) + 1,
        siret=siret,
        shown=shown,
        asked_at=now,
        asked_by=by,
        expires_at=now + LONGEST_WAIT,
    )
    uow.visas.add(visa)
    note_visa(uow, visa, "visa.asked", by, now)
    return visa


def signed(
    uow: UnitOfWork, what: Signed, key: str, shown: Mapping[str, str], now: datetime
) -> bool:
    """Whether the last visa asked for a thing was given, for exactly this, and is not too old.

    Raises:
        Altered: its row is not what the journal says was signed.
    """
    visa = last_visa(uow, what, key)
    if visa is None or visa.answer is not Answer.GIVEN:
        return False
    chain = chain_of(visa)
    entries = uow.journal.about([(chain, visa.id)])[chain, visa.id]
    if not visa_stands(visa, entries, uow.journal.keys):
        raise Altered("visa", visa.id)
    return visa.shown == shown and now < visa.expires_at


def last_visa(uow: UnitOfWork, what: Signed, key: str) -> Visa | None:
    """The last visa that was asked for a thing."""
    return next(iter(uow.visas.about(what, key)), None)


def chain_of(visa: Visa) -> str:
    """The chain of the journal that tells of a visa."""
    return str(visa.siret) if visa.siret else SERVICE


def note_visa(uow: UnitOfWork, visa: Visa, action: str, by: str, now: datetime) -> None:
    """Write into the journal what was asked or answered, with what binds the row."""
    facts = {
        "what": visa.what.value,
        "key": visa.key,
        "content": uow.journal.keys.keyed(*of_visa(visa)),
    }
    uow.journal.add(JournalEntry(chain_of(visa), 0, now, by, action, visa.id, facts))
