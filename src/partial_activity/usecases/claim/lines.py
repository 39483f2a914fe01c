"""The lines of a claim: read page by page; of a draft, written or copied from the month before."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

import attrs
from attrs import frozen

from partial_activity.domain.assessment.facts import NO_FACTS
from partial_activity.domain.claim.assessment import (
    AssessedClaim,
    ClaimTerms,
    assess_lines,
    terms_of,
)
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.differences import merged
from partial_activity.domain.claim.possible_hours import contracts_of_parts, days_to_come
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.redaction import SeenLine, seen_line
from partial_activity.domain.claim.weeks import check_slice, slices_of
from partial_activity.domain.days import CivilMonth, Period, legal_day
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.hours import ZERO_HOURS
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span
from partial_activity.domain.people.people import Action, Establishment, Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.filing_history import version_decided
from partial_activity.usecases.claim.claims import authorisation
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, expect, saved
from partial_activity.usecases.screening.facts import other_lines

_SIX_DAYS = timedelta(days=6)
"""The time from the first to the last day of a whole week."""


@frozen(eq=False)
class LinesPage:
    """Some lines of a version of a claim, for one person's eyes."""

    claim: Claim
    """The claim, without its lines."""
    lines: tuple[SeenLine, ...]
    following: int | None
    """What to ask for lines ``after``, for the next page; None: these are the last."""


def claim_lines_page(
    siret: Siret,
    claim_id: str,
    *,
    actor: Person,
    context: Context,
    version: int | None = None,
    after: int = 0,
    limit: int = 50,
) -> LinesPage:
    """Some lines of a claim by number, those above ``after``; only these are read.

    Of the latest version unless one is named; the NIR only for who may see it.

    Raises:
        NotFound: no such establishment, claim or version for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        membership = uow.establishments.member(siret, actor.id)
        claim = uow.claims.head(siret, claim_id, version)
        page = uow.claims.lines_page(siret, claim_id, claim.version, after, limit + 1)
    lines = tuple(seen_line(line, actor, membership) for line in page[:limit])
    return LinesPage(claim, lines, lines[-1].number if len(page) > limit else None)


def write_lines(
    siret: Siret,
    claim_id: str,
    lines: Sequence[ClaimLine],
    *,
    seen: Seen,
    actor: Person,
    context: Context,
) -> Claim:
    """Save lines of a draft; a line for the same employee, week and days takes its place.

    What is written may be incomplete or too much: a draft is saved as it is, and told on submission
    what is wrong. Numbers are given here. ``seen`` is the claim as it was read.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
        Conflict: somebody else changed it.
        InvalidValue: days that are not of the line's week and of the claim's month.
    """
    return write_lines_of(siret, claim_id, lambda _: lines, seen=seen, actor=actor, context=context)


def write_lines_of(
    siret: Siret,
    claim_id: str,
    lines_of: Callable[[date], Sequence[ClaimLine]],
    *,
    seen: Seen,
    actor: Person,
    context: Context,
) -> Claim:
    """``write_lines`` for lines that are made once the month of the claim is known."""
    with context.units() as uow:
        draft = draft_for(uow, actor, siret, claim_id, seen)
        lines = lines_of(draft.month)
        for line in lines:
            check_slice(line, draft.month)
        written = _written(Record(uow, siret, context.clock.now(), actor.id), draft, lines)
        uow.commit()
    return written


@frozen(eq=False)
class ChangedLines:
    """What came of changing a draft."""

    claim: Claim
    """The claim with its lines, as it is now."""
    already_there: tuple[tuple[Nir, str], ...]
    """Newcomers, each with their contract number, who are in the claim: nothing is saved of them,
    they would take another's place."""


def change_lines(
    siret: Siret,
    claim_id: str,
    lines: Sequence[ClaimLine],
    *,
    removed: Collection[int],
    newcomers: Collection[tuple[Nir, str]],
    typed: str,
    seen: Seen,
    actor: Person,
    context: Context,
) -> ChangedLines:
    """Save lines of a draft and take others out, in one step; as ``write_lines`` for each.

    ``typed`` is what was typed and cannot be read yet, as whoever reads it wants it back.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
        Conflict: somebody else changed it.
        InvalidValue: days that are not of the line's week and of the claim's month.
    """
    with context.units() as uow:
        draft = draft_for(uow, actor, siret, claim_id, seen)
        for line in lines:
            check_slice(line, draft.month)
        known = {(line.nir, line.contract_number) for line in draft.lines}
        there = tuple(one for one in dict.fromkeys(newcomers) if one in known)
        told = [line for line in lines if (line.nir, line.contract_number) not in there]
        record = Record(uow, siret, context.clock.now(), actor.id)
        changed = _written(record, draft, told, removed)
        if typed != uow.claims.typed(siret, claim_id, draft.version):
            uow.claims.keep_typed(siret, claim_id, draft.version, typed)
        uow.commit()
    return ChangedLines(changed, there)


def typed_in(siret: Siret, claim_id: str, *, actor: Person, context: Context) -> str:
    """What was typed in a draft and cannot be read yet; empty where there is nothing.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        claim = uow.claims.head(siret, claim_id)
        if claim.state is not ClaimState.DRAFT:
            return ""
        return uow.claims.typed(siret, claim_id, claim.version)


def forget_typed(
    siret: Siret, claim_id: str, version: int, *, actor: Person, context: Context
) -> None:
    """Forget what was typed in a version and never read: it is filed, or withdrawn, without it.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it.
    """
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        if uow.claims.typed(siret, claim_id, version):
            uow.claims.keep_typed(siret, claim_id, version, "")
            uow.commit()


@frozen(eq=False)
class TriedLines:
    """Lines as they would be assessed today, if they were in the draft."""

    lines: tuple[ClaimLine, ...]
    problems: tuple[LineProblem, ...]


def try_lines(
    siret: Siret, claim_id: str, lines: Sequence[ClaimLine], *, actor: Person, context: Context
) -> TriedLines:
    """What lines would be worth, all of each employee's; nothing is kept.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        draft = uow.claims.head(siret, claim_id)
        _require_draft(draft)
        request = version_decided(uow, uow.requests.decision(siret, draft.decision_number))
        tried = assess_draft(
            uow,
            draft,
            lines,
            terms_of(request),
            law=context.law,
            known_on=legal_day(context.clock.now()),
        )
    today = legal_day(context.clock.now())
    more = (*days_to_come(lines, today), *contracts_of_parts(lines))
    return TriedLines(tried.lines, (*tried.problems, *more))


def remove_lines(
    siret: Siret,
    claim_id: str,
    numbers: Iterable[int],
    *,
    seen: Seen,
    actor: Person,
    context: Context,
) -> Claim:
    """Take lines out of a draft; the others keep their numbers.

    Raises:
        NotFound: no such establishment, claim or line for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
        Conflict: somebody else changed it.
    """
    gone = frozenset(numbers)
    with context.units() as uow:
        draft = draft_for(uow, actor, siret, claim_id, seen)
        missing = gone - {line.number for line in draft.lines}
        if missing:
            raise NotFound("line", str(min(missing)))
        left = _written(Record(uow, siret, context.clock.now(), actor.id), draft, (), gone)
        uow.commit()
    return left


def copy_last_month(
    siret: Siret, claim_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Claim:
    """Give a draft the employees of the month before: contract, pay and category, week by week.

    Hours stay at zero: nothing is claimed that nobody wrote. Lines that are there already stay.

    Raises:
        NotFound: no such establishment or claim for this person, or none of the month before.
        NotAllowed: the person may not claim for it, or the claim is no draft.
        Conflict: somebody else changed it, since it was ``seen``.
    """
    with context.units() as uow:
        draft = draft_for(uow, actor, siret, claim_id, seen)
        before = _of_the_month_before(uow, draft)
        opening, _ = authorisation(uow, siret, draft.decision_number, draft.month)
        known = {_week(line) for line in draft.lines}
        lines = [
            line for line in _copied(before, draft, opening.period) if _week(line) not in known
        ]
        copied = _written(Record(uow, siret, context.clock.now(), actor.id), draft, lines)
        uow.commit()
    return copied


def lines_to_fill(
    siret: Siret, claim_id: str, *, actor: Person, context: Context
) -> tuple[Claim, tuple[ClaimLine, ...]]:
    """A draft, and the lines that :func:`copy_last_month` would give it, for a file to fill in.

    Nothing is kept.

    Raises:
        NotFound: no such establishment or claim for this person, or none of the month before.
        NotAllowed: the person may not claim for it, or the claim is no draft.
    """
    with context.units.reading() as uow:
        draft = draft_for(uow, actor, siret, claim_id)
        before = _of_the_month_before(uow, draft)
        opening, _ = authorisation(uow, siret, draft.decision_number, draft.month)
        return draft, tuple(_copied(before, draft, opening.period))


def draft_for(
    uow: UnitOfWork, actor: Person, siret: Siret, claim_id: str, seen: Seen | None = None
) -> Claim:
    """The draft, with its lines, for somebody who may claim; as it was ``seen``, if that is told.

    Raises:
        NotFound: no such establishment or claim for this person.
        NotAllowed: the person may not claim for it, or the claim is no draft.
        Conflict: somebody else changed it.
    """
    return draft_at(uow, actor, siret, claim_id, seen)[1]


def draft_at(
    uow: UnitOfWork,
    actor: Person,
    siret: Siret,
    claim_id: str,
    seen: Seen | None = None,
    *,
    action: Action = Action.FILE_CLAIM,
) -> tuple[Establishment, Claim]:
    """The draft, with where it is filed; as :func:`draft_for`, for who may do an action there."""
    establishment = establishment_for(uow, actor, action, siret)
    claim = uow.claims.get(siret, claim_id)
    expect(seen, Seen.of(claim), "claim", claim_id)
    _require_draft(claim)
    return establishment, claim


def _require_draft(claim: Claim) -> None:
    if claim.state is not ClaimState.DRAFT:
        raise NotAllowed("claim", claim.state.name, ClaimState.DRAFT.name)


def assess_draft(
    uow: UnitOfWork,
    claim: Claim,
    lines: Sequence[ClaimLine],
    terms: ClaimTerms,
    *,
    law: Law,
    known_on: date,
) -> AssessedClaim:
    """Lines of a draft, all of each employee's, as they would be assessed on a day."""
    try:
        others: Iterable[ClaimLine] = other_lines(uow, claim, lines) if lines else ()
    except InvalidValue:
        # A week that is none: told with its line, by the assessment.
        others = ()
    return assess_lines(lines, others, terms, month=claim.month, law=law, known_on=known_on)


def _written(
    record: Record, draft: Claim, lines: Sequence[ClaimLine], removed: Collection[int] = ()
) -> Claim:
    """The draft with the lines in it and others out; where that is nothing new, as it was."""
    left = tuple(line for line in draft.lines if line.number not in removed)
    merge = merged(left, lines)
    gone = len(draft.lines) - len(left)
    if not (gone or merge.changes):
        return draft
    written = attrs.evolve(draft, lines=merge.lines)
    record.uow.claims.save(written)
    if gone:
        record.note("claim.lines_removed", draft.id, lines=str(gone))
    if merge.changes:
        added, changed = str(len(merge.added)), str(len(merge.changed))
        record.note("claim.lines_saved", draft.id, added=added, changed=changed)
    return saved(written)


def _of_the_month_before(uow: UnitOfWork, draft: Claim) -> Claim:
    """The claim of the month before: under the same decision if there is one."""
    month = CivilMonth.of(draft.month).plus(-1).first
    candidates = [
        claim
        for claim in uow.claims.of(draft.siret)
        if claim.month == month and claim.state is not ClaimState.WITHDRAWN
    ]
    if not candidates:
        raise NotFound("claim", f"of {CivilMonth.of(month)}")
    same = [claim for claim in candidates if claim.decision_number == draft.decision_number]
    return uow.claims.get(draft.siret, (same or candidates)[0].id)


def _week(line: ClaimLine) -> tuple[Nir, str, str]:
    return line.nir, line.contract_number, line.week


def _latest(before: Claim) -> Iterator[ClaimLine]:
    """The last line of each contract, which says the week's hours as the last whole week does.

    A part of a week may have been given the hours of its days: they would stand for whole weeks.
    """
    latest: dict[tuple[Nir, str], ClaimLine] = {}
    whole: dict[tuple[Nir, str], ClaimLine] = {}
    for line in before.lines:
        key = line.nir, line.contract_number
        latest[key] = line
        if line.last_day - line.first_day == _SIX_DAYS:
            whole[key] = line
    for key, line in latest.items():
        yield attrs.evolve(line, contract_hours=whole.get(key, line).contract_hours)


def _copied(before: Claim, draft: Claim, authorised: Period) -> Iterator[ClaimLine]:
    for line in _latest(before):
        for each in slices_of(draft.month):
            assert each.span.last is not None, "a slice ends"
            days = Period(each.span.first, each.span.last).within(authorised)
            if days is None:
                continue
            yield attrs.evolve(
                line,
                week=each.week,
                span=Span(days.first, days.last),
                worked_hours=ZERO_HOURS,
                assimilated_hours=ZERO_HOURS,
                unworked_hours=ZERO_HOURS,
                unworked_days=None,
                facts=NO_FACTS,
                assessed=None,
            )
