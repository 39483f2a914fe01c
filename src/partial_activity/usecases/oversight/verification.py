"""The journal verified: every entry, every end of a chain, and every row that an entry binds."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from partial_activity.domain.authorisation.receipts import content_hash as request_hash
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office import bound
from partial_activity.domain.office.anchors import Anchor, first_broken_anchor
from partial_activity.domain.office.journal import Head, JournalEntry, first_broken
from partial_activity.domain.words import Words
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.claim.submit_claim import content_hash as claim_hash
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.payments import FILE_WRITTEN
from partial_activity.usecases.recording import SERVICE


@frozen
class Fault:
    """Something that is not as it was written."""

    chain: str
    number: int | None
    """The number of the entry at fault, or of the first that is missing; None: the fault is of a
    row, not of an entry."""
    what: Words
    """The fault, in one line."""


@frozen
class Verified:
    """What a verification of all chains found."""

    chains: int
    entries: int
    unsealed: int
    """The entries at the ends of their chains: that one of them was taken away cannot be seen."""
    unanchored: int
    """Sealed since the last anchor: nor can it of these."""
    unanchored_since: datetime | None
    """The instant at which the oldest of both was written; None: there is none."""
    anchors: int
    files_read: bool
    """Whether payment files were there to be looked at: nobody pays here otherwise."""
    faults: tuple[Fault, ...]


Watch = Callable[[Sequence[str]], Iterable[str]]


def _unwatched(chains: Sequence[str]) -> Sequence[str]:
    return chains


def verify_journal(
    *, context: Context, told: tuple[int, str] | None = None, watch: Watch = _unwatched
) -> Verified:
    """Go through every chain, and through what its entries bind.

    Args:
        context: where the journal, what it binds and its anchors are kept.
        told: number and seal of an anchor, as a letter to the auditor: it has to be there.
        watch: sees the chains pass, to show how far they are.
    """
    anchors = list(context.anchors.all())
    with context.units.reading() as uow:
        faults = [*_anchor_faults(anchors, told, uow)]
        ends = _ends(anchors)
        chains = sorted({*uow.journal.chains(), *uow.journal.heads(), *ends})
        heads = uow.journal.heads()
        entries = unsealed = unanchored = 0
        since: list[datetime] = []
        for chain in watch(chains):
            kept = list(uow.journal.entries(chain))
            anchored = ends[chain].number if chain in ends else 0
            open_end = [entry for entry in kept if not entry.seal or entry.number > anchored]
            entries += len(kept)
            unsealed += sum(1 for entry in kept if not entry.seal)
            unanchored += sum(1 for entry in open_end if entry.seal)
            since += [entry.at for entry in open_end]
            faults += _chain_faults(uow, chain, kept, [heads.get(chain), ends.get(chain)])
            faults += _bound_faults(context, uow, chain, kept)
    return Verified(
        len(chains),
        entries,
        unsealed,
        unanchored,
        min(since, default=None),
        len(anchors),
        context.has("bank"),
        tuple(faults),
    )


def _ends(anchors: Sequence[Anchor]) -> Mapping[str, Head]:
    """The place where each chain ended, as the anchors have it last."""
    return {chain: head for anchor in anchors for chain, head in anchor.heads.items()}


def _anchor_faults(
    anchors: Sequence[Anchor], told: tuple[int, str] | None, uow: UnitOfWork
) -> Iterator[Fault]:
    broken = first_broken_anchor(anchors, uow.journal.keys)
    if broken is not None:
        yield Fault("anchors", broken, _ANCHOR_CHANGED)
    if told is not None and told not in [(anchor.number, anchor.shown) for anchor in anchors]:
        yield Fault("anchors", told[0], _ANCHOR_GONE)


def _chain_faults(
    uow: UnitOfWork, chain: str, kept: Sequence[JournalEntry], ends: Sequence[Head | None]
) -> Iterator[Fault]:
    """The first entry at fault, and the end of the chain held against where it ended before."""
    broken = first_broken(kept, uow.journal.keys)
    if broken is not None:
        yield Fault(chain, broken.number, _ENTRY_CHANGED)
    sealed = {entry.number: entry.seal for entry in kept if entry.seal}
    for end in ends:
        if end is None:
            continue
        if end.number not in sealed:
            last = max(sealed, default=0)
            why = _TAKEN_AWAY if len(kept) < end.number else _SEAL_TAKEN_OFF
            missing = Words(
                f"il en manque jusqu'au n° {end.number} : {why.french}",
                f"missing up to {end.number}: {why.english}",
            )
            yield Fault(chain, last + 1, missing)
            return
        if sealed[end.number] != end.seal:
            yield Fault(chain, end.number, _SEALED_AGAIN)
            return


def _bound_faults(
    context: Context, uow: UnitOfWork, chain: str, kept: Sequence[JournalEntry]
) -> Iterator[Fault]:
    written = [entry for entry in kept if uow.journal.keys.wrote(entry)]
    if chain == SERVICE:
        yield from _file_faults(context, written)
        return
    try:
        siret = Siret(chain)
    except ValueError:
        return
    about: dict[str, list[JournalEntry]] = {}
    for entry in written:
        about.setdefault(entry.subject, []).append(entry)
    for number, what in (
        *_payment_faults(uow, siret, about),
        *_decision_faults(uow, siret, about),
        *_request_faults(uow, siret, about),
        *_claim_faults(uow, siret, about),
    ):
        yield Fault(chain, number, what)


_Found = Iterator[tuple[int | None, Words]]
_About = Mapping[str, Sequence[JournalEntry]]

_PAYMENT, _PAYMENT_FILE = Words("paiement", "payment"), Words("fichier de paiement", "payment file")
_DECISION, _REQUEST = Words("décision", "decision"), Words("demande", "request")
_CLAIM = Words("demande d'indemnisation", "claim")

_ANCHOR_CHANGED = Words(
    "cette ancre a été modifiée, ou une ancre antérieure a été retirée",
    "this anchor was changed, or one before it taken away",
)
_ANCHOR_GONE = Words(
    "cette ancre, dont une lettre fait état, n'existe pas",
    "this anchor, which a letter told of, is not there",
)
_ENTRY_CHANGED = Words(
    "modifiée, ajoutée, déplacée, ou placée après une écriture retirée",
    "changed, added, moved, or follows one taken out",
)
_SEALED_AGAIN = Words("scellée à nouveau depuis son ancrage", "sealed again since it was anchored")
_TAKEN_AWAY = Words("ne s'y trouve plus", "taken away")
_SEAL_TAKEN_OFF = Words("le sceau a été retiré", "its seal was taken off")
_NOT_ORDERED = Words("différent de ce qui a été ordonné", "not what was ordered")
_NOT_TOLD = Words(
    "ce qui lui est arrivé diffère de ce qui est affiché",
    "what happened to it is not what is told",
)
_NOT_DECIDED = Words("différente de ce qui a été décidé", "not what was decided")
_NOT_FILED = Words("différente de ce qui a été déposé", "not what was filed")
_SUMS_CHANGED = Words("ses totaux ont été modifiés", "its sums were changed")
_NOT_SUBMITTED = Words("différente de ce qui a été déposé", "not what was submitted")
_CHANGED_ON_DISK = Words("modifié sur le disque", "changed on the disk")


def _about(kind: Words, key: str, what: Words) -> Words:
    return Words(f"{kind.french} {key} : {what.french}", f"{kind.english} {key}: {what.english}")


def _first(entries: Sequence[JournalEntry]) -> int | None:
    return entries[0].number if entries else None


def _payment_faults(uow: UnitOfWork, siret: Siret, about: _About) -> _Found:
    lines = uow.payments.lines(siret)
    for line in lines:
        key = line.end_to_end_id
        entries = about.get(key, ())
        if not bound.payment_stands(line, entries, uow.journal.keys):
            yield _first(entries), _about(_PAYMENT, key, _NOT_ORDERED)
        elif not bound.events_stand(uow.payments.records(siret, key), entries):
            yield _first(entries), _about(_PAYMENT, key, _NOT_TOLD)
    there = {line.end_to_end_id for line in lines}
    yield from _gone(about, "payment.ordered", there, _PAYMENT)


def _decision_faults(uow: UnitOfWork, siret: Siret, about: _About) -> _Found:
    decisions = uow.requests.decisions(siret)
    for decision in decisions:
        both = [*about.get(decision.request_id, ()), *about.get(decision.number, ())]
        if not bound.decision_stands(decision, both, uow.journal.keys):
            yield _first(both), _about(_DECISION, decision.number, _NOT_DECIDED)
    numbers = {decision.number for decision in decisions}
    for subject, entries in about.items():
        for entry in entries:
            number = entry.facts.get("number", "")
            if entry.action == "request.decided" and number not in numbers:
                yield entry.number, _about(_DECISION, f"{number} ({subject})", _TAKEN_AWAY)


def _request_faults(uow: UnitOfWork, siret: Siret, about: _About) -> _Found:
    filed = [one for one in uow.requests.all_versions(siret) if one.filed_at is not None]
    for one in filed:
        facts = {"sha256": request_hash(one)}
        entries = about.get(one.id, ())
        if not bound.filing_stands(one.version, facts, entries, "request.submitted"):
            yield _first(entries), _about(_REQUEST, f"{one.id} {one.version}", _NOT_FILED)
    yield from _gone(about, "request.submitted", {one.id for one in filed}, _REQUEST)


def _claim_faults(uow: UnitOfWork, siret: Siret, about: _About) -> _Found:
    there = set()
    for head in uow.claims.of(siret):
        for one in uow.claims.versions(siret, head.id):
            if one.submitted_at is None:
                continue
            there.add(one.id)
            totals = uow.claims.totals(siret, one.id, one.version)
            facts = {
                "hours": str(totals.hours),
                "indemnity": str(totals.indemnity),
                "allowance": str(totals.allowance),
                "sha256": claim_hash(uow.claims.get(siret, one.id, one.version)),
            }
            entries = about.get(one.id, ())
            by_rules = uow.claims.totals_by_basis(siret, one.id, one.version)
            sums = {
                each.basis: (each.lines, each.hours, each.indemnity, each.allowance)
                for each in by_rules
            }
            if sums != uow.claims.kept_sums(siret, one.id, one.version):
                yield _first(entries), _about(_CLAIM, f"{one.id} {one.version}", _SUMS_CHANGED)
            if not bound.filing_stands(one.version, facts, entries, "claim.submitted"):
                yield _first(entries), _about(_CLAIM, f"{one.id} {one.version}", _NOT_SUBMITTED)
    yield from _gone(about, "claim.submitted", there, _CLAIM)


def _gone(about: _About, action: str, there: set[str], kind: Words) -> _Found:
    """What an entry wrote and is not there."""
    for subject, entries in about.items():
        for entry in entries:
            if entry.action == action and subject not in there:
                yield entry.number, _about(kind, subject, _TAKEN_AWAY)


def _file_faults(context: Context, written: Sequence[JournalEntry]) -> Iterator[Fault]:
    if not context.has("bank"):
        return
    for entry in written:
        if entry.action != FILE_WRITTEN:
            continue
        try:
            content = context.bank.content(entry.subject)
        except NotFound:
            # Somebody may have carried it to the bank: what is gone says nothing wrong.
            continue
        if hashlib.sha256(content).hexdigest() != entry.facts["sha256"]:
            changed = _about(_PAYMENT_FILE, entry.subject, _CHANGED_ON_DISK)
            yield Fault(SERVICE, entry.number, changed)
