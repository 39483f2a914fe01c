"""A claim as people look at it: where it stands, employee by employee, every euro explained."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import attrs
from attrs import frozen

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.claim.assessment import (
    AssessedClaim,
    ClaimTerms,
    case_of,
    terms_of,
)
from partial_activity.domain.claim.bases import cited_in
from partial_activity.domain.claim.claims import (
    AddedEuros,
    AssessedLine,
    Claim,
    ClaimLine,
    ClaimState,
    summed,
)
from partial_activity.domain.claim.openings import ClaimOpening, opening_of_claim
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.redaction import SeenLine, seen_line
from partial_activity.domain.claim.time_bar import last_day_to_claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import CannotAnswer, NotFound
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Citation
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.letters.said_of_decisions import Contesting, contesting
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.people.people import Action, Establishment, Membership, Person, may
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.stores import BasisTotals, ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.authorisation.filing_history import version_decided
from partial_activity.usecases.claim.lines import assess_draft
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import Payment
from partial_activity.usecases.screening.screen_claims import policy_in_force

NO_LINES = ClaimTotals(0, 0, ZERO_HOURS, ZERO_EUROS, ZERO_EUROS)
RECKONED_AT_ONCE = 300
"""Lines of a draft of which the totals are reckoned while somebody waits for the page."""


@frozen(eq=False)
class SeenEmployee:
    """The lines of an employee in a claim, added up: of all their contracts, or of one."""

    number: int
    """The lowest of the numbers of the lines."""
    nir: Nir | None
    """The NIR; None: it is not for this person."""
    last_name: str
    first_name: str
    lines: tuple[SeenLine, ...]
    """The lines, by contract, then by day."""

    @property
    def contract_number(self) -> str:
        """The contract number of the last line; empty where the employee has one contract."""
        return self.lines[-1].contract_number

    @property
    def unworked_hours(self) -> Hours:
        """The unworked hours, as claimed."""
        return Hours(sum(line.unworked_hours.hundredths for line in self.lines))

    @property
    def hours(self) -> Hours:
        """Compensable, of the assessed lines."""
        return Hours(sum(one.compensable_hours.hundredths for one in self._assessed))

    @property
    def indemnity(self) -> Euros:
        """The indemnity of the assessed lines."""
        return Euros(sum(one.indemnity.cents for one in self._assessed))

    @property
    def allowance(self) -> Euros:
        """The allowance of the assessed lines."""
        return Euros(sum(one.allowance.cents for one in self._assessed))

    @property
    def additions(self) -> tuple[AddedEuros, ...]:
        """What the regimes of the days added beside the hours; in the amounts already."""
        return summed(added for one in self._assessed for added in one.additions)

    @property
    def _assessed(self) -> Sequence[AssessedLine]:
        return [line.assessed for line in self.lines if line.assessed]


@frozen(eq=False)
class RulesTotals:
    """What the lines under the same rules add up to, and the texts behind these rules."""

    totals: BasisTotals
    citations: tuple[Citation, ...]
    """The citations; there are none where a version of ours kept the rules in another way."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(citation.text for citation in self.citations))


@frozen(eq=False)
class ToldRefusal:
    """A refusal, as who filed was told of it."""

    because: str
    """In their language."""
    taken_by: str
    """With title and authority, in their language; empty in letters of earlier versions."""
    contested: Contesting
    """How it can be contested."""


@frozen(eq=False)
class ClaimPage:
    """A version of a claim, for one person's eyes, with one page of its employees."""

    establishment: Establishment
    claim: Claim
    """The claim, without its lines."""
    versions: tuple[Claim, ...]
    """All of them, without their lines, the first first."""
    opening: ClaimOpening | None
    """What the decision fixes; None: it was withdrawn since."""
    totals: ClaimTotals | None
    """The totals; None: a draft with more lines than are reckoned at once."""
    lines: int
    """The number of lines of the version."""
    employed: int
    """Employees of the version, counted."""
    problems: tuple[LineProblem, ...]
    """The problems of a draft: of its lines if all were reckoned, else of those of the page."""
    by_rules: tuple[RulesTotals, ...]
    employees: tuple[SeenEmployee, ...]
    following: int | None
    """What to ask for employees ``after``; None: these are the last."""
    payments: tuple[Payment, ...]
    """The payments of all versions, the first ordered first; none where the person may not see
    them."""
    closes_on: date | None
    """Last day to file; None: no time-bar of its own, or none that a known text fixes."""
    answer_by: date | None
    """Day an officer is to answer by, while one examines it: our promise, no delay of the law."""
    refusal: ToldRefusal | None
    """None: it is not refused."""
    may_file: bool
    may_change_account: bool
    """Of the bank: for contacts."""

    @property
    def latest(self) -> bool:
        """It is the version that holds."""
        return self.claim.version == self.versions[-1].version


def claim_page(
    siret: Siret,
    claim_id: str,
    *,
    actor: Person,
    context: Context,
    version: int | None = None,
    after: int = 0,
    limit: int = 50,
    whole: bool = True,
) -> ClaimPage:
    """A version of a claim, the latest unless one is named; a draft is reckoned as of today.

    Without ``whole``, only the employees of the page are reckoned, not the draft.

    Raises:
        NotFound: no such establishment, claim or version for this person.
    """
    with context.units.reading() as uow:
        look = _Look.of(
            uow,
            siret,
            claim_id,
            version,
            actor=actor,
            law=context.law,
            today=legal_day(context.clock.now()),
        )
        key = (siret, claim_id, look.claim.version)
        kept = uow.claims.totals(*key)
        lines = uow.claims.employees_page(*key, after, limit + 1)
        assessed = look.assessed(lines)
        people = look.employees(assessed.lines)
        totals, problems, by_rules = look.added_up(kept, whole=whole)
        return ClaimPage(
            establishment=look.establishment,
            claim=look.claim,
            versions=tuple(uow.claims.versions(siret, claim_id)),
            opening=look.opening,
            totals=totals,
            lines=kept.lines,
            employed=kept.employees,
            problems=assessed.problems if problems is None else problems,
            by_rules=by_rules,
            employees=tuple(one for contracts in people[:limit] for one in contracts),
            following=_place(people[limit - 1]) if len(people) > limit else None,
            payments=look.payments(),
            closes_on=look.closes_on(),
            answer_by=look.answer_by(context.policy),
            refusal=look.refusal(),
            may_file=may(actor, Action.FILE_CLAIM, look.membership),
            may_change_account=may(actor, Action.CHANGE_ACCOUNT, look.membership),
        )


@frozen(eq=False)
class ExplainedLine:
    """A line with the reckoning behind its amounts."""

    line: SeenLine
    answer: Assessment | None
    """The reckoning, under the law as known when the claim was submitted; today's of a draft."""
    problem: LineProblem | None
    """Why there is none."""
    erratum: bool
    """Our tables were corrected since: the reckoning gives other amounts than those kept."""


@frozen(eq=False)
class ExplainedEmployee:
    """The lines of one employee, each explained."""

    claim: Claim
    """The claim, without its lines."""
    establishment: Establishment
    employee: SeenEmployee
    lines: tuple[ExplainedLine, ...]
    may_file: bool


def explain_employee(
    siret: Siret,
    claim_id: str,
    number: int,
    *,
    actor: Person,
    context: Context,
    version: int | None = None,
) -> ExplainedEmployee:
    """Every line of the employee who has the line of a number.

    Raises:
        NotFound: no such establishment, claim, version or line for this person.
    """
    with context.units.reading() as uow:
        look = _Look.of(
            uow,
            siret,
            claim_id,
            version,
            actor=actor,
            law=context.law,
            today=legal_day(context.clock.now()),
        )
        lines = uow.claims.lines_beside(siret, claim_id, look.claim.version, number)
        if not lines:
            raise NotFound("line", str(number))
        assessed = look.assessed(lines)
        problems = {problem.line: problem for problem in reversed(assessed.problems)}
        employee = look.employee(assessed.lines)
        explained = tuple(look.explained(line, problems) for line in assessed.lines)
        may_file = may(actor, Action.FILE_CLAIM, look.membership)
    return ExplainedEmployee(look.claim, look.establishment, employee, explained, may_file)


@frozen(eq=False)
class _Look:
    """One person's look at one version, inside a unit of work."""

    uow: UnitOfWork
    establishment: Establishment
    actor: Person
    membership: Membership | None
    claim: Claim
    opening: ClaimOpening | None
    terms: ClaimTerms
    closing: tuple[date, date]
    """Last day authorised, and legal day of the request."""
    law: Law
    today: date

    @classmethod
    def of(
        cls,
        uow: UnitOfWork,
        siret: Siret,
        claim_id: str,
        version: int | None,
        *,
        actor: Person,
        law: Law,
        today: date,
    ) -> "_Look":
        """Raises ``NotFound``."""
        establishment = establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        claim = uow.claims.head(siret, claim_id, version)
        decision = uow.requests.decision(siret, claim.decision_number)
        request = version_decided(uow, decision)
        assert request.filed_at is not None, "it was decided"
        requested_on = legal_day(request.filed_at)
        stands = decision.accepted and decision.withdrawn_at is None
        return cls(
            uow,
            establishment,
            actor,
            uow.establishments.member(siret, actor.id),
            claim,
            opening_of_claim(decision, request, requested_on, claim.month) if stands else None,
            terms_of(request),
            (request.last_day, requested_on),
            law,
            today,
        )

    @property
    def draft(self) -> bool:
        return self.claim.state is ClaimState.DRAFT

    def assessed(self, lines: Sequence[ClaimLine]) -> AssessedClaim:
        """The lines assessed: as they were kept; of a draft, as today's law gives them."""
        if not self.draft:
            return AssessedClaim(tuple(lines), {}, ())
        return assess_draft(
            self.uow, self.claim, lines, self.terms, law=self.law, known_on=self.today
        )

    def employees(self, lines: Sequence[ClaimLine]) -> Sequence[Sequence[SeenEmployee]]:
        """Lines that come employee by employee: each employee, contract by contract."""
        return [
            [self.employee(tuple(of_one)) for _, of_one in groupby(by_contract, key=_contract)]
            for _, of_all in groupby(lines, key=lambda line: line.nir)
            for by_contract in [sorted(of_all, key=_contract)]
        ]

    def employee(self, lines: Sequence[ClaimLine]) -> SeenEmployee:
        """An employee, from lines of theirs."""
        seen = tuple(seen_line(line, self.actor, self.membership) for line in lines)
        last = seen[-1]
        number = min(line.number for line in lines)
        return SeenEmployee(number, last.nir, last.last_name, last.first_name, seen)

    def added_up(
        self, kept: ClaimTotals, *, whole: bool
    ) -> tuple[ClaimTotals | None, tuple[LineProblem, ...] | None, tuple[RulesTotals, ...]]:
        """Totals, problems, and totals by the rules; None where a draft is not reckoned whole."""
        claim = self.claim
        if not self.draft:
            sums = self.uow.claims.totals_by_basis(claim.siret, claim.id, claim.version)
            return kept, (), _by_rules(sums, self.uow.claims.basis)
        if not whole or kept.lines > RECKONED_AT_ONCE:
            return None, None, ()
        draft = self.uow.claims.get(claim.siret, claim.id, claim.version)
        assessed = self.assessed(draft.lines)
        reckoned = attrs.evolve(draft, lines=assessed.lines)
        totals = attrs.evolve(
            kept,
            hours=reckoned.hours,
            indemnity=reckoned.indemnity,
            allowance=reckoned.allowance,
        )
        by_rules = _by_rules(BasisTotals.of_lines(assessed.lines), assessed.bases.__getitem__)
        return totals, assessed.problems, by_rules

    def explained(self, line: ClaimLine, problems: Mapping[int, LineProblem]) -> ExplainedLine:
        """The line, with its reckoning made once more."""
        seen = seen_line(line, self.actor, self.membership)
        if line.assessed is None:
            return ExplainedLine(seen, None, problems.get(line.number), erratum=False)
        kept = line.assessed
        days = line.span.first, line.last_day
        known_on = self.today if self.draft else self.claim.known_on
        try:
            case = case_of(line, self.terms, kept.compensable_hours, days, known_on)
            answer = assess(case, self.law)
        except CannotAnswer:
            # It could be answered then: our tables changed, and what was kept stays what is owed.
            return ExplainedLine(seen, None, None, erratum=True)
        same = (answer.indemnity, answer.allowance) == (kept.indemnity, kept.allowance)
        return ExplainedLine(seen, answer, None, erratum=not same)

    def payments(self) -> tuple[Payment, ...]:
        """The payments of the claim, for who may see them."""
        if not may(self.actor, Action.SEE_PAYMENTS, self.membership):
            return ()
        siret, payments = self.claim.siret, self.uow.payments
        return tuple(
            Payment(line, tuple(payments.records(siret, line.end_to_end_id)))
            for line in payments.lines(siret)
            if line.claim_id == self.claim.id
        )

    def closes_on(self) -> date | None:
        """The last day to file."""
        return last_day_to_claim(*self.closing, law=self.law, known_on=self.today)

    def answer_by(self, policy: ScreeningPolicy | None) -> date | None:
        """The day promised, where one was and the policy is given."""
        submitted_at = self.claim.submitted_at
        waits = self.claim.state is ClaimState.UNDER_INSTRUCTION
        if policy is None or submitted_at is None or not waits:
            return None
        days = policy_in_force(self.uow, policy).answer_within_days
        return legal_day(submitted_at) + timedelta(days=days)

    def refusal(self) -> ToldRefusal | None:
        """What was told of a refusal, as it was told."""
        if self.claim.state is not ClaimState.REJECTED:
            return None
        claim = self.claim
        for message in self.uow.outbox.about(str(claim.siret)):
            values = message.values
            if (
                message.kind is NoticeKind.CLAIM_REFUSED
                and values["claim_id"] == claim.id
                and values["version"] == str(claim.version)
                and message.created_at is not None
            ):
                because = "\n".join(filter(None, (values["reasons"], values.get("message", ""))))
                told_on = legal_day(message.created_at)
                return ToldRefusal(
                    because, values.get("taken_by", ""), contesting(told_on, law=self.law)
                )
        return None


def _by_rules(sums: Iterable[BasisTotals], basis: Callable[[str], str]) -> tuple[RulesTotals, ...]:
    return tuple(RulesTotals(each, _citations(basis(each.basis))) for each in sums)


def _citations(text: str) -> tuple[Citation, ...]:
    try:
        return cited_in(text)
    except ValueError:
        # Kept by another version of ours: the sums hold, the page says that texts are not listed.
        return ()


def _contract(line: ClaimLine) -> str:
    return line.contract_number


def _place(contracts: Sequence[SeenEmployee]) -> int:
    """The lowest number of an employee's lines."""
    return min(one.number for one in contracts)
