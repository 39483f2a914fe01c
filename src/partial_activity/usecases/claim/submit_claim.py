"""A draft looked at before it is submitted, and submitted: assessed, receipted, kept for replay."""

import hashlib
from collections.abc import Iterator
from datetime import date
from enum import Enum

import attrs
from attrs import frozen

from partial_activity.domain.claim.assessment import assess_lines, terms_of
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.line_facts import LineFacts
from partial_activity.domain.claim.possible_hours import contracts_of_parts, days_to_come
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Action, Establishment, Person
from partial_activity.domain.screening.likely_mistakes import findings_before_filing
from partial_activity.domain.screening.outcome import Finding
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.lines import draft_at, draft_for
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, saved
from partial_activity.usecases.screening.facts import other_lines


@frozen(eq=False)
class Submission:
    """What came of submitting a draft."""

    claim: Claim
    """Submitted; or the draft as it is, where lines have problems."""
    problems: tuple[LineProblem, ...]
    sha256: str = ""
    """The hash of what was submitted: the same lines and amounts give the same."""


@frozen(eq=False)
class Preview:
    """A draft as it would be assessed today, and what may stand against it."""

    claim: Claim
    """The claim with its lines, assessed where they can be; nothing is kept."""
    problems: tuple[LineProblem, ...]
    """The problems that stand in the way of submission."""
    findings: tuple[Finding, ...]
    """What would have it refused, or looked at by an officer."""


def preview_claim(siret: Siret, claim_id: str, *, actor: Person, context: Context) -> Preview:
    """What submitting a draft today would give.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
    """
    with context.units.reading() as uow:
        draft = draft_for(uow, actor, siret, claim_id)
        claim, _, problems = _assessed(uow, draft, context.law, legal_day(context.clock.now()))
        (gathered,) = context.facts.gather(uow, [claim], context.law)
    return Preview(claim, problems, findings_before_filing(gathered))


def submit_claim(
    siret: Siret, claim_id: str, *, seen: Seen, actor: Person, context: Context
) -> Submission:
    """Submit a draft: assessed under the law as known on the legal day, with the rules kept.

    A claim whose lines cannot all be assessed stays a draft, with every problem told. What stands
    against the claim as a whole (period, quota, time-bar) does not stop it: the answer is owed to
    who files, and correction is open to them.

    Args:
        siret: establishment.
        claim_id: the claim.
        seen: the draft as it was read, so that nobody submits what they did not see.
        actor: who submits.
        context: its clock gives the instant of submission, whose day in Paris is that of knowledge.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it or is not proven, or the claim is no draft.
        Conflict: somebody else changed it.
        InvalidValue: it has no lines, or something typed in it could not be read.
    """
    with context.units() as uow:
        establishment, draft = draft_at(
            uow, actor, siret, claim_id, seen, action=Action.SUBMIT_CLAIM
        )
        if not draft.lines:
            raise InvalidValue(
                "missing",
                "lines",
                "a claim has at least one line",
                "une demande d'indemnisation a au moins une ligne",
            )
        if uow.claims.typed(siret, claim_id, draft.version):
            raise InvalidValue(
                "unreadable",
                "typed",
                "what was typed in the grid cannot be read",
                "une saisie de la grille ne peut être lue : corrigez-la, puis déposez",
            )
        now = context.clock.now()
        claim, bases, problems = _assessed(uow, draft, context.law, legal_day(now))
        if problems:
            return Submission(draft, problems)
        submitted = attrs.evolve(
            claim.moved_to(ClaimState.AWAITING_VALIDATION),
            created_by=actor.id,
            submitted_at=now,
        )
        for digest, text in bases.items():
            uow.claims.keep_basis(digest, text)
        uow.claims.save(submitted)
        sha256 = content_hash(submitted)
        _tell(Record(uow, siret, now, actor.id, establishment.called), submitted, sha256)
        uow.commit()
    return Submission(saved(submitted), (), sha256)


def content_hash(claim: Claim) -> str:
    """SHA-256, in hexadecimal, of what was submitted: lines and amounts, without any identity.

    One text a line: its number, week, first and last day, hours, pay, hours counted and amounts.
    """
    digest = hashlib.sha256()
    for part in _content(claim):
        digest.update(f"{len(part)}:{part}\x1f".encode())
    return digest.hexdigest()


def _content(claim: Claim) -> Iterator[str]:
    yield f"{claim.siret} {claim.id} {claim.version} {claim.decision_number} {claim.month}"
    for line in claim.lines:
        facts = (line.number, *_said_first(line), *_said_since(line))
        amounts: tuple[object, ...] = ()
        if line.assessed is not None:
            assessed = line.assessed
            added = (f"{one.key}={one.euros}" for one in assessed.additions)
            amounts = (
                assessed.compensable_hours,
                assessed.indemnity,
                assessed.allowance,
                assessed.basis,
                *added,
            )
        yield " ".join(map(str, (*facts, *amounts)))


def _said_first(line: ClaimLine) -> Iterator[object]:
    """What every receipt covers, in the order of the first."""
    for name in _HASHED:
        stated = getattr(line, name)
        yield stated.value if isinstance(stated, Enum) else stated
    if line.contract_number:
        yield line.contract_number


def _said_since(line: ClaimLine) -> Iterator[str]:
    """Facts declared since, by name, of lines that state them: receipts issued keep their hash."""
    for name, unsaid in _SINCE.items():
        if (stated := getattr(line, name)) != unsaid:
            yield f"{name}={stated.value if isinstance(stated, Enum) else stated}"


_HASHED = (
    "week", "first_day", "last_day", "contract_hours", "worked_hours", "assimilated_hours",
    "unworked_hours", "hourly_pay", "share_of_minimum_wage", "category",
)  # fmt: skip
_NOT_HASHED = ("nir", "last_name", "first_name", "unworked_days")
"""An identity; and what the hours claimed follow from."""
_SINCE = {
    each.name: each.default
    for each in attrs.fields(LineFacts)
    if each.name not in (*_HASHED, *_NOT_HASHED, "span", "contract_number")
}


def _assessed(
    uow: UnitOfWork, draft: Claim, law: Law, known_on: date
) -> tuple[Claim, dict[str, str], tuple[LineProblem, ...]]:
    """The draft with its amounts, the rules they rest on, and what keeps lines from having any."""
    _, request = uow.requests.decided(draft.siret, draft.decision_number)
    assessed = assess_lines(
        draft.lines,
        other_lines(uow, draft, draft.lines),
        terms_of(request),
        month=draft.month,
        law=law,
        known_on=known_on,
    )
    claim = attrs.evolve(draft, lines=assessed.lines, known_on=known_on, law_revision=law.revision)
    more = (*days_to_come(draft.lines, known_on), *contracts_of_parts(draft.lines))
    problems = tuple(sorted((*assessed.problems, *more), key=lambda one: one.line))
    return claim, dict(assessed.bases), problems


def _tell(record: Record, claim: Claim, sha256: str) -> None:
    """The journal's entry, and the receipt to who filed and to the principal contact."""
    version = str(claim.version)
    figures = {
        "version": version,
        "hours": str(claim.hours),
        "indemnity": str(claim.indemnity),
        "allowance": str(claim.allowance),
    }
    assert claim.known_on is not None, "a submitted claim has its day of knowledge"
    record.note(
        "claim.submitted",
        claim.id,
        lines=str(len(claim.lines)),
        known_on=claim.known_on.isoformat(),
        law_revision=claim.law_revision,
        sha256=sha256,
        **figures,
    )
    values = {
        "claim_id": claim.id,
        "number": claim.decision_number,
        "month": str(CivilMonth.of(claim.month)),
        "employees": str(len({line.nir for line in claim.lines})),
        "submitted_at": record.at.isoformat(),
        **figures,
    }
    record.tell_filers(NoticeKind.CLAIM_RECEIPT, record.actor, f"{claim.id} {version}", values)


@frozen(eq=False)
class ClaimReceipt:
    """What proves that a version was submitted."""

    establishment: Establishment
    claim: Claim
    """The claim, without its lines."""
    totals: ClaimTotals
    filed_by: str
    """Who submitted, as the account names them."""
    sha256: str
    """The hash of the lines and amounts submitted."""


def claim_receipt(
    siret: Siret, claim_id: str, version: int | None = None, *, actor: Person, context: Context
) -> ClaimReceipt:
    """The receipt of a version, the latest unless one is named.

    Raises:
        NotFound: no such establishment or claim for this person, or it was never submitted.
    """
    with context.units.reading() as uow:
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.get(siret, claim_id, version)
        if claim.submitted_at is None:
            raise NotFound("receipt", f"{claim_id} {claim.version}")
        return ClaimReceipt(
            establishment,
            attrs.evolve(claim, lines=LINES_NOT_READ),
            uow.claims.totals(siret, claim_id, claim.version),
            uow.people.get(claim.created_by).name,
            content_hash(claim),
        )
