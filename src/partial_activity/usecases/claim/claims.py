"""Monthly claims: opened from a decision, seen, corrected by a new version, withdrawn."""

from collections.abc import Sequence
from datetime import date

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.assessment import terms_of
from partial_activity.domain.claim.claims import (
    LINES_NOT_READ,
    AddedEuros,
    Claim,
    ClaimState,
    claim_id_of,
    summed,
)
from partial_activity.domain.claim.differences import Differences, differences
from partial_activity.domain.claim.openings import ClaimOpening, opening_of_claim
from partial_activity.domain.claim.redaction import SeenLine, seen_line
from partial_activity.domain.claim.replay import Erratum, Replayed, errata, replay
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.domain.screening.outcome import Screening
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.filing_history import version_decided
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, expect, saved


@frozen
class ClaimFile:
    """One version of a claim, for one person's eyes."""

    claim: Claim
    """The claim, without its lines."""
    lines: tuple[SeenLine, ...]
    screening: Screening | None
    """The screening, for officers alone: what trips a check is not told to who is checked."""


def open_claim(
    siret: Siret, decision_number: str, month: date, *, actor: Person, context: Context
) -> Claim:
    """The claim of a month under a decision; a draft is made where there is none.

    Nothing is typed again: all but the lines comes from the decision. A claim that was withdrawn
    begins anew as its next version. A draft stays for as long as nobody submits or withdraws it.

    Raises:
        NotFound: no such establishment or decision for this person.
        NotAllowed: the person may not claim for it, or the decision refuses or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        opening = opening_under(uow, siret, decision_number, month)
        claim_id = claim_id_of(siret, decision_number, opening.month)
        known = latest_version(uow, siret, claim_id)
        if known is not None and known.state is not ClaimState.WITHDRAWN:
            return known
        opened = blank_claim(opening, actor, 1 if known is None else known.version + 1)
        uow.claims.add(opened)
        Record(uow, siret, context.clock.now(), actor.id).note(
            "claim.opened", claim_id, version=str(opened.version), decision=decision_number
        )
        uow.commit()
    return opened


def see_claim(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, version: int | None = None
) -> ClaimFile:
    """A version of a claim, the latest unless one is named; the NIR only for who may see it.

    Raises:
        NotFound: no such establishment or claim for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        claim = uow.claims.get(siret, claim_id, version)
        screening = uow.claims.screening_of(siret, claim_id, claim.version)
    return ClaimFile(
        attrs.evolve(claim, lines=()),
        tuple(seen_line(line, actor, membership) for line in claim.lines),
        screening if may(actor, Action.DECIDE) else None,
    )


def claims_of(siret: Siret, *, actor: Person, context: Context) -> Sequence[Claim]:
    """The latest version of each claim, without lines, the latest month first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return uow.claims.of(siret)


def correct_claim(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Claim:
    """Begin a new version of a paid or refused claim, with its lines, as a draft.

    The version before stays as it is; what was paid is compared with the new one once it is
    submitted.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is on its way: only a paid or a
            refused one is corrected.
        Conflict: somebody else changed it, since it was ``seen``.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        before = uow.claims.get(siret, claim_id)
        expect(seen, Seen.of(before), "claim", claim_id)
        before.moved_to(ClaimState.DRAFT)
        corrected = Claim(
            siret=siret,
            id=claim_id,
            version=before.version + 1,
            decision_number=before.decision_number,
            month=before.month,
            state=ClaimState.DRAFT,
            created_by=actor.id,
            lines=tuple(attrs.evolve(line, assessed=None) for line in before.lines),
        )
        uow.claims.add(corrected)
        Record(uow, siret, context.clock.now(), actor.id).note(
            "claim.corrected", claim_id, version=str(corrected.version)
        )
        uow.commit()
    return corrected


def withdraw_claim(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Claim:
    """Withdraw a draft, or a claim that nobody has begun to decide; given back without its lines.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or it is too late to withdraw.
        Conflict: somebody else changed it, since it was ``seen``.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        claim = uow.claims.head(siret, claim_id)
        expect(seen, Seen.of(claim), "claim", claim_id)
        withdrawn = claim.moved_to(ClaimState.WITHDRAWN)
        uow.claims.save(withdrawn)
        Record(uow, siret, context.clock.now(), actor.id).note(
            "claim.withdrawn", claim_id, version=str(claim.version)
        )
        uow.commit()
    return saved(withdrawn)


def compare_versions(
    siret: Siret, claim_id: str, older: int, newer: int, *, actor: Person, context: Context
) -> Differences:
    """What changed between two versions, line by line; for who may see the NIR of the lines.

    Raises:
        NotFound: no such establishment, claim or version for this person.
        NotAllowed: the person may not see the NIR.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_NIR, siret)
        old = uow.claims.get(siret, claim_id, older)
        new = uow.claims.get(siret, claim_id, newer)
    return differences(old, new)


@frozen(eq=False)
class Replay:
    """A claim replayed from what was kept with it, and what our corrections would change."""

    lines: tuple[Replayed, ...]
    errata: tuple[Erratum, ...]

    @property
    def additions(self) -> tuple[AddedEuros, ...]:
        """What the regimes of the days added beside the hours, as kept; in the amounts already."""
        return summed(added for line in self.lines for added in line.kept.additions)


def replay_claim(
    siret: Siret, claim_id: str, version: int, *, actor: Person, context: Context
) -> Replay:
    """The amounts of a version again, from its own rules; and the errata of our tables since.

    Raises:
        NotFound: no such establishment, claim or version for this person.
        ValueError: what was kept was changed.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.get(siret, claim_id, version)
        request = version_decided(uow, uow.requests.decision(siret, claim.decision_number))
        lines = replay(claim, uow.claims.basis, context.law)
    return Replay(lines, errata(claim, terms_of(request), context.law))


def authorisation(
    uow: UnitOfWork, siret: Siret, decision_number: str, month: date
) -> tuple[ClaimOpening, AuthorisationRequest]:
    """What a decision fixes for a month, and the version of the request that was decided.

    Raises:
        NotFound: no such decision.
        NotAllowed: it refuses, or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    decision, request = uow.requests.decided(siret, decision_number)
    assert request.filed_at is not None
    return opening_of_claim(decision, request, legal_day(request.filed_at), month), request


def latest_version(uow: UnitOfWork, siret: Siret, claim_id: str) -> Claim | None:
    """The latest version of a claim, with its lines; None where there is none."""
    try:
        return uow.claims.get(siret, claim_id)
    except NotFound:
        return None


def blank_claim(opening: ClaimOpening, actor: Person, version: int) -> Claim:
    """A draft without lines."""
    return Claim(
        siret=opening.siret,
        id=claim_id_of(opening.siret, opening.decision_number, opening.month),
        version=version,
        decision_number=opening.decision_number,
        month=opening.month,
        state=ClaimState.DRAFT,
        created_by=actor.id,
    )


def claim_opening(
    siret: Siret, number: str, month: date, *, actor: Person, context: Context
) -> ClaimOpening:
    """What the decision of a number fixes for the claim of a month.

    Raises:
        NotFound: no such establishment or decision for this person.
        NotAllowed: the person may not claim for it, or the decision refuses or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        return opening_under(uow, siret, number, month)


def opening_under(uow: UnitOfWork, siret: Siret, number: str, month: date) -> ClaimOpening:
    """The same, inside a unit of work, for who was let in already.

    Raises:
        NotFound: no such decision.
        NotAllowed: it refuses or was withdrawn.
        InvalidValue: no day of the month is authorised.
    """
    return authorisation(uow, siret, number, month)[0]


@frozen
class ClaimStanding:
    """A version of a claim, and its totals."""

    claim: Claim
    """The claim, without its lines."""
    totals: ClaimTotals


def claim_standing(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, version: int | None = None
) -> ClaimStanding:
    """A version of a claim, the latest unless one is named.

    Raises:
        NotFound: no such establishment, claim or version for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.head(siret, claim_id, version)
        return ClaimStanding(claim, uow.claims.totals(siret, claim_id, claim.version))


def standing_of(claim: Claim, *, context: Context) -> ClaimStanding:
    """A version of a claim and its totals, for who was just given it."""
    if claim.lines is not LINES_NOT_READ:
        return ClaimStanding(claim, ClaimTotals.of(claim))
    with context.units.reading() as uow:
        return ClaimStanding(claim, uow.claims.totals(claim.siret, claim.id, claim.version))


def claim_versions(
    siret: Siret, claim_id: str, *, actor: Person, context: Context
) -> Sequence[Claim]:
    """Every version of a claim, without lines, the first first.

    Raises:
        NotFound: no such establishment or claim for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        versions = uow.claims.versions(siret, claim_id)
    if not versions:
        raise NotFound("claim", claim_id)
    return versions
