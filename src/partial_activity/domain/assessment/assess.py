"""The assessment of a case: what is owed, what is paid back, and the text behind every euro.

Start reading here. A case asks a question (question.py) of the law of its days (resolution.py),
where the regime of the day answers (regimes/); its pay and its hours are worked out
(reference_pay.py, counting.py); the rules turn them into hourly amounts, then come the totals.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol, TypeVar

from attrs import field

from partial_activity.domain.assessment.cases import PRIVATE_EMPLOYERS, Case
from partial_activity.domain.assessment.counting import Counted, count
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.hourly import DecidedBy, HourlyAmount, total_of
from partial_activity.domain.assessment.household import household_amounts
from partial_activity.domain.assessment.payslip import payslip
from partial_activity.domain.assessment.payslip_page import Payslip, PayslipFacts, PayslipPart
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.assessment.regimes.regime import Addition, HourFacts, Hourly
from partial_activity.domain.assessment.resolution import check_asked, rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.errors import LawChangesInsidePeriod
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import merged
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.money import ZERO_EUROS, Euros, HourlyPay, less
from partial_activity.domain.release import VERSION
from partial_activity.domain.values import check_is, frozen

Answer = TypeVar("Answer")


@frozen
class Assessment:
    """The answer to a case. With a refusal, nothing is due: every amount is zero."""

    case: Case
    compensable_hours: Hours
    """Heures indemnisables: hours that open a right."""
    unworked_hours: Hours | None
    """Hours really lost, when they were counted from periods."""
    hourly_pay: HourlyPay | None
    """Reference pay, gross, exact."""
    hourly_indemnity: Euros
    """What the employer owes the employee for an hour."""
    indemnity: Euros
    indemnity_decided_by: DecidedBy | None
    hourly_allowance: Euros
    """What the State pays the employer for an hour."""
    allowance: Euros
    allowance_decided_by: DecidedBy | None
    citations: tuple[Citation, ...]
    """Every value of the law that the amounts rest on."""
    warnings: tuple[Statement, ...]
    refusals: tuple[Refusal, ...]
    steps: tuple[Statement, ...]
    """The reckoning, line by line, for a reader with a pencil."""
    payslip: Payslip | None
    additions: tuple[Addition, ...] = ()
    """What the regime of the day adds to the totals beside the hours; nothing under our law."""
    indemnity_rests_on: tuple[str, ...] = ()
    """Parameters whose values fix the hourly indemnity, the one that decides first."""
    allowance_rests_on: tuple[str, ...] = ()
    law_revision: str = field(default="", eq=False)
    """The revision of the law that was read.

    Answers that say the same are equal, whatever it is.
    """
    package_version: str = field(default=VERSION, eq=False)

    @property
    def remaining_cost(self) -> Euros:
        """Reste à charge: indemnity less allowance; negative where the allowance is higher."""
        return self.indemnity - self.allowance


def assess(case: Case, law: Law = FRENCH_LAW) -> Assessment:
    """What is owed for a case, under the law as known on ``case.known_on``.

    Args:
        case: one employee, one month; without ``known_on``, all that ``law`` holds is known.
        law: the tables to read; :data:`FRENCH_LAW`, or that with a draft decree laid over it.

    Raises:
        InvalidValue: a fact that the law asks for on that day is missing; or ``case`` is no case,
            ``law`` no law.
        NoRuleInForce: no published text answers for that day, as known.
        LawChangesInsidePeriod: the hourly amounts differ between two days of the case.
        NotModelled: no source gives the formula.

    Examples:
        >>> from datetime import date
        >>> from partial_activity import Case, Employee, EmployeeCategory, HourlyPay, Hours, Scheme
        >>> march = Case(
        ...     scheme=Scheme.ORDINARY,
        ...     first=date(2025, 3, 1),
        ...     last=date(2025, 3, 31),
        ...     employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("30.75")),
        ...     unworked_hours=Hours.parse("20"),
        ... )
        >>> answer = assess(march)
        >>> print(answer.hourly_indemnity, answer.indemnity, answer.allowance)
        18.45 369.00 221.40
        >>> [citation.text for citation in answer.citations if citation.category == "general"][:2]
        ['décret n° 2021-671', 'décret n° 2020-1316']
    """
    check_is(case, Case, "case")
    check_is(law, Law, "law")
    return _assessed(case, law, additions_of)


def assess_hours(case: Case, law: Law) -> Assessment:
    """The same of the hours alone: without what the regime adds for the case as a whole.

    What it adds may depend on how many hours count, which whoever asks does not know yet.

    Raises:
        CannotAnswer: as ``assess`` does.
    """
    return _assessed(case, law, lambda *_: ())


_Added = Callable[[Case, tuple[ResolvedRules, ...], Fraction, Hours], tuple[Addition, ...]]


def _assessed(case: Case, law: Law, added: _Added) -> Assessment:
    if case.employee.category in PRIVATE_EMPLOYERS:
        return _of_private_employer(case, law)
    rules_of_days = rules_of_period(law, question(case), case.first, case.last)
    if isinstance(rules_of_days, Refusal):
        return _refused(case, law, rules_of_days)
    rules = rules_of_days[0]
    reference = hourly_reference_pay(case.employee, rules.minimum_wage)
    counted = count(case, reference.hourly_pay, law)
    about_facts = fact_warnings(case.facts, law, rules_of_days)
    hourly = _hourly(case, rules_of_days, reference.hourly_pay)
    additions = added(case, rules_of_days, reference.hourly_pay, counted.compensable_hours)
    indemnity, allowance = hourly.indemnity, hourly.allowance
    owed, paid = with_additions(*hourly.euros, counted.compensable_hours, additions)
    part = _payslip_part(
        case,
        law,
        rules,
        indemnity,
        hourly_pay=reference.hourly_pay,
        counted=counted,
        owed=owed,
    )
    return Assessment(
        case=case,
        compensable_hours=counted.compensable_hours,
        unworked_hours=counted.unworked_hours,
        hourly_pay=HourlyPay(reference.hourly_pay),
        hourly_indemnity=indemnity.euros,
        indemnity=owed,
        indemnity_decided_by=indemnity.decided_by,
        hourly_allowance=allowance.euros,
        allowance=paid,
        allowance_decided_by=allowance.decided_by,
        citations=_citations(rules_of_days) + counted.citations + part.citations,
        warnings=merged(
            (
                *(warning for day in rules_of_days for warning in day.warnings),
                *reference.warnings,
                *counted.warnings,
                *about_facts,
                *_warnings(rules, reference.hourly_pay, indemnity, allowance),
                *part.warnings,
            )
        ),
        refusals=(),
        steps=(
            *reference.steps,
            *counted.steps,
            *indemnity.steps,
            # A regime may make both the same amount: how it was reached is told once.
            *(() if allowance == indemnity else allowance.steps),
            *_total_steps(hourly, additions, owed, paid, counted.compensable_hours),
            *part.steps,
        ),
        payslip=part.payslip,
        law_revision=law.revision,
        additions=additions,
        indemnity_rests_on=indemnity.rests_on,
        allowance_rests_on=allowance.rests_on,
    )


def _of_private_employer(case: Case, law: Law) -> Assessment:
    due = household_amounts(case, law)
    if isinstance(due, Refusal):
        return _refused(case, law, due)
    indemnity, allowance, hours = (
        due.hourly.indemnity,
        due.hourly.allowance,
        due.hours,
    )
    owed, paid = with_additions(*due.hourly.euros, hours, ())
    warnings = [*fact_warnings(case.facts, law, ()), Statement("household_net_pay")]
    if indemnity.decided_by is DecidedBy.FLOOR:
        warnings.append(Statement("indemnity_floor_applied", {"floor": indemnity.euros}))
    return Assessment(
        case=case,
        compensable_hours=hours,
        unworked_hours=None,
        hourly_pay=due.net_pay,
        hourly_indemnity=indemnity.euros,
        indemnity=owed,
        indemnity_decided_by=indemnity.decided_by,
        hourly_allowance=allowance.euros,
        allowance=paid,
        allowance_decided_by=allowance.decided_by,
        citations=tuple(dict.fromkeys(each for one in due.bases for each in one.citations)),
        warnings=merged((*(each for one in due.bases for each in one.warnings), *warnings)),
        refusals=(),
        steps=(
            *indemnity.steps,
            *allowance.steps,
            *_total_steps(due.hourly, (), owed, paid, hours),
        ),
        payslip=None,
        law_revision=law.revision,
        indemnity_rests_on=indemnity.rests_on,
        allowance_rests_on=allowance.rests_on,
    )


def _refused(case: Case, law: Law, refusal: Refusal) -> Assessment:
    return Assessment(
        case=case,
        compensable_hours=ZERO_HOURS,
        unworked_hours=None,
        hourly_pay=None,
        hourly_indemnity=ZERO_EUROS,
        indemnity=ZERO_EUROS,
        indemnity_decided_by=None,
        hourly_allowance=ZERO_EUROS,
        allowance=ZERO_EUROS,
        allowance_decided_by=None,
        citations=(),
        warnings=(),
        refusals=(refusal,),
        steps=(),
        payslip=None,
        law_revision=law.revision,
    )


def fact_warnings(
    facts: Facts, law: Law, rules_of_days: tuple[ResolvedRules, ...]
) -> tuple[Statement, ...]:
    """What to say of facts that another regime of the law asks for, and that of the days does not.

    Raises:
        InvalidValue: no regime of the law asks for one of them.
    """
    if not facts.given:
        return ()
    check_asked(facts, law)
    asked = {fact.name for rules in rules_of_days for fact in rules.regime.facts}
    return tuple(
        Statement("fact_without_effect", {"fact": name})
        for name, _ in facts.given
        if name not in asked
    )


def _hourly(case: Case, rules_of_days: tuple[ResolvedRules, ...], pay: Fraction) -> Hourly:
    """The hourly amounts, which must be the same on every day of the case."""
    return _same(
        rules_of_days,
        lambda rules: rules.of_regime.hourly(_hour(case, rules, pay)),
        lambda hourly: hourly.euros,
    )


def additions_of(
    case: Case, rules_of_days: tuple[ResolvedRules, ...], pay: Fraction, hours: Hours
) -> tuple[Addition, ...]:
    """What the regime adds beside the hours, which must be the same on every day of the case.

    Args:
        case: whose hours are not read.
        rules_of_days: of its days.
        pay: gross hourly reference pay, exact.
        hours: that count.

    Raises:
        InvalidValue: a fact that the regime needs is missing, or cannot be.
        LawChangesInsidePeriod: two days of the case add other amounts.
    """
    return _same(
        rules_of_days,
        lambda rules: rules.of_regime.additions(_hour(case, rules, pay), hours),
        lambda additions: [(one.key, one.euros, one.paid_back) for one in additions],
    )


def _hour(case: Case, rules: ResolvedRules, pay: Fraction) -> HourFacts:
    share = case.pay.employee_contribution_share if case.pay else None
    return rules.hour(pay, None if share is None else share.exact, case.facts)


def _same(
    rules_of_days: tuple[ResolvedRules, ...],
    answer: Callable[[ResolvedRules], Answer],
    euros: Callable[[Answer], object],
) -> Answer:
    """What the rules of the first day answer, where those of the others answer the same euros."""
    first = answer(rules_of_days[0])
    for rules in rules_of_days[1:]:
        if euros(answer(rules)) != euros(first):
            raise LawChangesInsidePeriod(rules.day)
    return first


class InTotals(Protocol):
    """Euros beside the hours, of a case or of a claim line."""

    @property
    def euros(self) -> Euros:
        """The amount, in euros."""

    @property
    def paid_back(self) -> bool:
        """Whether the allowance has them too."""


def with_additions(
    indemnity: Euros, allowance: Euros, hours: Hours, additions: Iterable[InTotals]
) -> tuple[Euros, Euros]:
    """The two totals of a case: its hours at the amounts of one, and what it has beside them."""
    owed, paid = total_of(indemnity, hours), total_of(allowance, hours)
    for addition in additions:
        owed += addition.euros
        if addition.paid_back:
            paid += addition.euros
    return owed, paid


def _citations(rules_of_days: tuple[ResolvedRules, ...]) -> tuple[Citation, ...]:
    if len(rules_of_days) == 1:
        return rules_of_days[0].citations
    return tuple(dict.fromkeys(cited for rules in rules_of_days for cited in rules.citations))


def _warnings(
    rules: ResolvedRules, pay: Fraction, indemnity: HourlyAmount, allowance: HourlyAmount
) -> list[Statement]:
    warnings: list[Statement] = []
    for subject, amount in (("indemnity", indemnity), ("allowance", allowance)):
        if amount.decided_by is DecidedBy.FLOOR:
            warnings.append(Statement(f"{subject}_floor_applied", {"floor": amount.euros}))
        elif amount.decided_by is DecidedBy.CAP:
            warnings.append(Statement(f"{subject}_cap_applied", {"cap": amount.euros}))
    if rules.minimum_wage is not None and less(pay, rules.minimum_wage):
        warnings.append(
            Statement("pay_below_minimum_wage", {"pay": pay, "minimum_wage": rules.minimum_wage})
        )
    if allowance.euros.cents > indemnity.euros.cents:
        warnings.append(Statement("allowance_above_indemnity"))
    warnings += indemnity.warnings
    warnings += allowance.warnings
    return warnings


def _total_steps(
    hourly: Hourly, additions: tuple[Addition, ...], owed: Euros, paid: Euros, hours: Hours
) -> tuple[Statement, ...]:
    return (
        _total_step("indemnity_total", hourly.indemnity.euros, hours),
        _total_step("allowance_total", hourly.allowance.euros, hours),
        *(addition.step for addition in additions),
        Statement(
            "remaining_cost",
            {"indemnity": owed, "allowance": paid, "remaining": owed - paid},
        ),
    )


def _total_step(code: str, hourly: Euros, hours: Hours) -> Statement:
    return Statement(code, {"hourly": hourly, "hours": hours, "total": total_of(hourly, hours)})


_NO_PAYSLIP = PayslipPart(None, (), (), ())


def _payslip_part(
    case: Case,
    law: Law,
    rules: ResolvedRules,
    indemnity: HourlyAmount,
    *,
    hourly_pay: Fraction,
    counted: Counted,
    owed: Euros,
) -> PayslipPart:
    if case.pay is None:
        return _NO_PAYSLIP
    return payslip(
        PayslipFacts(
            case=case,
            pay=case.pay,
            hourly_pay=hourly_pay,
            hourly_indemnity=indemnity.euros,
            indemnity=owed,
            hours=counted.compensable_hours,
            known_minimum_wage=rules.minimum_wage,
        ),
        law,
    )
