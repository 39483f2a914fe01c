"""Claim lines that come by thousands, from a file: checked line by line, put into their drafts.

Whoever reads the file gives the lines (an adapter); here each finds its claim by establishment,
decision and month. The same lines twice change nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.assessment import (
    AssessedClaim,
    assess_lines,
    lines_twice,
    terms_of,
)
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState, claim_id_of
from partial_activity.domain.claim.differences import Merge, key_of, merged, same_line
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import COLUMN_OF, FiledLine, FileFault
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.clock import Clock
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.claims import authorisation, blank_claim, latest_version
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record
from partial_activity.usecases.screening.facts import other_lines


@frozen
class ImportedClaim:
    """What became of the lines of one claim."""

    claim: Claim
    """The claim without its lines; as it would be, in a dry run."""
    added: int
    changed: int
    unchanged: int


@frozen
class ImportReport:
    """What was done with the lines, or would be."""

    claims: tuple[ImportedClaim, ...]
    problems: tuple[LineProblem, ...]
    """The problems by the places of the lines, in their order."""
    written: bool
    """Whether anything was kept."""


@frozen(eq=False)
class _Import:
    """What every line of one import shares."""

    uow: UnitOfWork
    actor: Person
    law: Law
    today: date


class Target(NamedTuple):
    """The claim that a line is for."""

    siret: Siret
    decision_number: str
    month: date
    """First day."""


@frozen(eq=False)
class _Group:
    """The good lines of one claim, merged into it; and the problems of the others."""

    problems: tuple[LineProblem, ...]
    claim: Claim | None = None
    """The claim with the lines merged."""
    merge: Merge | None = None
    known: bool = False
    """The claim was there before."""


def import_claims(
    lines: Iterable[FiledLine], *, actor: Person, context: Context, dry_run: bool, whole: bool
) -> ImportReport:
    """Put lines into the drafts of their claims, opening those that are not there.

    All in one unit of work. Lines with a problem are left out and told; with ``whole``, one problem
    keeps everything out. A line for the same employee, week and days replaces the one before; lines
    that are not among these stay. Of a claim that is filed already, a line may only say what it
    said.

    Args:
        lines: as read; faults of reading are the reader's to tell.
        actor: who imports, and may claim for every establishment named.
        context: its law, as known today, checks the lines.
        dry_run: tell everything, keep nothing.
        whole: keep all the lines, or none.
    """
    groups: dict[Target, list[FiledLine]] = {}
    for each in lines:
        groups.setdefault(target_of(each), []).append(each)
    with context.units.reading() if dry_run else context.units() as uow:
        shared = _Import(uow, actor, context.law, legal_day(context.clock.now()))
        done = [_group(shared, target, filed) for target, filed in groups.items()]
        problems = [problem for group in done for problem in group.problems]
        news = [group for group in done if group.merge is not None and group.merge.changes]
        written = bool(news) and not dry_run and not (whole and problems)
        if written:
            for group in news:
                _keep(uow, group, actor, context.clock)
            uow.commit()
    return _report(done, written=written)


def import_group(
    target: Target,
    filed: Sequence[FiledLine],
    *,
    uow: UnitOfWork,
    actor: Person,
    context: Context,
    dry_run: bool,
) -> ImportReport:
    """The same for the lines of one claim, inside a unit of work that is not committed here.

    Args:
        target: the claim they are for.
        filed: as read, in their order.
        uow: where claims are kept; a reading one will do in a dry run.
        actor: who imports.
        context: its law, as known today, checks the lines.
        dry_run: tell everything, write nothing.
    """
    group = _group(_Import(uow, actor, context.law, legal_day(context.clock.now())), target, filed)
    written = group.merge is not None and group.merge.changes and not dry_run
    if written:
        _keep(uow, group, actor, context.clock)
    return _report([group], written=written)


def target_of(filed: FiledLine) -> Target:
    """The claim that a line is for."""
    return Target(filed.siret, filed.decision_number, CivilMonth.of(filed.month).first)


def fault_of(problem: LineProblem, filed: FiledLine | None = None) -> FileFault:
    """A problem of a line, by the column of a claim file that it was read from.

    With the value, where the line is given and the column is a number.
    """
    column = COLUMN_OF.get(problem.path, "")
    value = getattr(filed.line, problem.path, None) if filed is not None and column else None
    return FileFault.of(problem, problem.line, column, "" if value is None else str(value))


def _report(done: Sequence[_Group], *, written: bool) -> ImportReport:
    problems = [problem for group in done for problem in group.problems]
    return ImportReport(
        tuple(_told(group) for group in done if group.claim is not None),
        tuple(sorted(problems, key=lambda problem: problem.line)),
        written,
    )


def _group(shared: _Import, target: Target, filed: Sequence[FiledLine]) -> _Group:
    uow = shared.uow
    try:
        establishment_for(uow, shared.actor, Action.FILE_CLAIM, target.siret)
        opening, request = authorisation(uow, *target)
    except (NotFound, NotAllowed, InvalidValue):
        # One answer for all: who may not see an establishment does not learn what it has.
        problems = (_problem("unknown_authorisation", each) for each in filed)
        return _Group(tuple(problems))
    claim_id = claim_id_of(target.siret, target.decision_number, target.month)
    known = latest_version(uow, target.siret, claim_id)
    if known is None or known.state is ClaimState.WITHDRAWN:
        claim = blank_claim(opening, shared.actor, 1 if known is None else known.version + 1)
    else:
        claim = known
    if claim.state is not ClaimState.DRAFT:
        return _filed_already(claim, filed)
    return _checked(shared, claim, filed, request, known=claim is known)


def _filed_already(claim: Claim, filed: Sequence[FiledLine]) -> _Group:
    """A claim on its way is not changed; told the same again, it says nothing."""
    problems = {one.line: one for one in lines_twice(_by_place(filed))}
    said = {key_of(line): line for line in claim.lines}
    same: list[int] = []
    for each in filed:
        before = said.get(key_of(each.line))
        if each.place in problems:
            continue
        if before is not None and same_line(before, each.line, amounts=False):
            same.append(before.number)
        else:
            problems[each.place] = _problem("claim_not_draft", each, state=claim.state.name)
    unchanged = Merge(claim.lines, (), (), tuple(same), tuple(same))
    return _Group(tuple(problems.values()), claim, unchanged, known=True)


def _checked(
    shared: _Import,
    claim: Claim,
    filed: Sequence[FiledLine],
    request: AuthorisationRequest,
    *,
    known: bool,
) -> _Group:
    """The draft with the good lines only: what it said before stands where a new line is faulty."""
    said = {key_of(line): line for line in claim.lines}
    news = [each for each in filed if not _says_the_same(said.get(key_of(each.line)), each.line)]
    told = {key_of(each.line) for each in filed}
    stay = [line for key, line in said.items() if key not in told]
    problems: dict[int, LineProblem] = {}
    for problem in _assess(shared, claim, _by_place(filed), stay, request).problems:
        problems.setdefault(problem.line, problem)
    places = {each.place for each in news}
    refused = tuple(
        one for place, one in problems.items() if place in places or one.code == "duplicate_line"
    )
    bad = {one.line for one in refused}
    kept = merged(claim.lines, [each.line for each in filed if each.place not in bad])
    return _Group(refused, attrs.evolve(claim, lines=kept.lines), kept, known=known)


def _says_the_same(before: ClaimLine | None, now: ClaimLine) -> bool:
    return before is not None and same_line(before, now, amounts=False)


def _by_place(filed: Sequence[FiledLine]) -> list[ClaimLine]:
    """The lines, numbered by where they stand in the file."""
    return [attrs.evolve(each.line, number=each.place) for each in filed]


def _assess(
    shared: _Import,
    claim: Claim,
    lines: Sequence[ClaimLine],
    stay: Sequence[ClaimLine],
    request: AuthorisationRequest,
) -> AssessedClaim:
    """Lines put into a draft beside those that stay: these keep their days."""
    try:
        others = other_lines(shared.uow, claim, lines)
    except InvalidValue:
        # A week that is none: told with its line, by the assessment.
        others = ()
    return assess_lines(
        lines,
        (*others, *stay),
        terms_of(request),
        month=claim.month,
        law=shared.law,
        known_on=shared.today,
    )


def _keep(uow: UnitOfWork, group: _Group, actor: Person, clock: Clock) -> None:
    claim, merge = group.claim, group.merge
    assert claim is not None, "only groups with a claim have news"
    assert merge is not None, "only groups with a claim have news"
    (uow.claims.save if group.known else uow.claims.add)(claim)
    record = Record(uow, claim.siret, clock.now(), actor.id)
    record.note(
        "claim.lines_imported",
        claim.id,
        version=str(claim.version),
        added=str(len(merge.added)),
        changed=str(len(merge.changed)),
    )


def _told(group: _Group) -> ImportedClaim:
    assert group.claim is not None, "only groups with a claim are told"
    assert group.merge is not None, "only groups with a claim are told"
    merge = group.merge
    return ImportedClaim(
        attrs.evolve(group.claim, lines=()),
        len(merge.added),
        len(merge.changed),
        len(merge.unchanged),
    )


def _problem(code: str, filed: FiledLine, **values: object) -> LineProblem:
    return LineProblem.of(code, **values).at(filed.place)
