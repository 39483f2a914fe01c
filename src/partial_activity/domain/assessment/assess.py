"""The assessment of a case: what is owed, what is paid back, and the text behind every euro.

Start reading here. A case asks a question (question.py) of the law of its days (resolution.py);
its pay and its hours are worked out (reference_pay.py, counting.py); the hourly amounts follow
(hourly.py), then the totals.
"""

from fractions import Fraction

from attrs import frozen

from partial_activity.domain.assessment.cases import PRIVATE_EMPLOYERS, Case, EmployeeCategory
from partial_activity.domain.assessment.counting import Counted, count
from partial_activity.domain.assessment.hourly import (
    DecidedBy,
    HourlyAmount,
    hourly_allowance,
    hourly_indemnity,
    pay_below_minimum_wage,
)
from partial_activity.domain.assessment.household import household_amounts
from partial_activity.domain.assessment.payslip import payslip
from partial_activity.domain.assessment.payslip_page import Payslip, PayslipFacts, PayslipPart
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.assessment.resolution import ResolvedRules, rules_of_period
from partial_activity.domain.errors import InvalidValue, LawChangesInsidePeriod
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import FRENCH_LAW, Law
from partial_activity.domain.law.consultation import merged
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.money import ZERO_EUROS, Euros, HourlyPay
from partial_activity.domain.wording.disputed_points import (
    SALES_REPRESENTATIVE_FLOOR,
    TRAINING_ABOVE_CAP,
)


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
        InvalidValue: a fact that the law asks for on that day is missing.
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
    if case.employee.category in PRIVATE_EMPLOYERS:
        return _of_private_employer(case, law)
    rules_of_days = rules_of_period(law, question(case), case.first, case.last)
    if isinstance(rules_of_days, Refusal):
        return _refused(case, rules_of_days)
    rules = rules_of_days[0]
    reference = hourly_reference_pay(case.employee, rules.minimum_wage)
    counted = count(case, reference.hourly_pay, law)
    contributions = _contribution_share(case, rules_of_days)
    indemnity, allowance = _hourly_amounts(rules_of_days, reference.hourly_pay, contributions)
    part = _payslip_part(
        case, law, rules, indemnity, hourly_pay=reference.hourly_pay, counted=counted
    )
    owed = total_of(indemnity.euros, counted.compensable_hours)
    paid = total_of(allowance.euros, counted.compensable_hours)
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
                *_warnings(rules, reference.hourly_pay, indemnity, allowance),
                *_disputed(case.employee.category, indemnity, allowance),
                *_net_limit(rules, reference.hourly_pay, indemnity, contributions),
                *part.warnings,
            )
        ),
        refusals=(),
        steps=(
            *reference.steps,
            *counted.steps,
            *indemnity.steps,
            *allowance.steps,
            *_total_steps(indemnity, allowance, owed, paid, counted.compensable_hours),
            *part.steps,
        ),
        payslip=part.payslip,
    )


def _of_private_employer(case: Case, law: Law) -> Assessment:
    found = household_amounts(case, law)
    if isinstance(found, Refusal):
        return _refused(case, found)
    indemnity, allowance, hours = found.indemnity, found.allowance, found.hours
    owed, paid = total_of(indemnity.euros, hours), total_of(allowance.euros, hours)
    warnings = [Statement("household_net_pay")]
    if indemnity.decided_by is DecidedBy.FLOOR:
        warnings.append(Statement("indemnity_floor_applied", {"floor": indemnity.euros}))
    return Assessment(
        case=case,
        compensable_hours=hours,
        unworked_hours=None,
        hourly_pay=found.net_pay,
        hourly_indemnity=indemnity.euros,
        indemnity=owed,
        indemnity_decided_by=indemnity.decided_by,
        hourly_allowance=allowance.euros,
        allowance=paid,
        allowance_decided_by=allowance.decided_by,
        citations=tuple(dict.fromkeys(each for one in found.bases for each in one.citations)),
        warnings=merged((*(each for one in found.bases for each in one.warnings), *warnings)),
        refusals=(),
        steps=(
            *indemnity.steps,
            *allowance.steps,
            *_total_steps(indemnity, allowance, owed, paid, hours),
        ),
        payslip=None,
    )


def _refused(case: Case, refusal: Refusal) -> Assessment:
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
    )


def _hourly_amounts(
    rules_of_days: tuple[ResolvedRules, ...], pay: Fraction, contributions: Fraction | None
) -> tuple[HourlyAmount, HourlyAmount]:
    """The hourly amounts, which must be the same on every day of the case."""
    first: tuple[HourlyAmount, HourlyAmount] | None = None
    for rules in rules_of_days:
        indemnity = hourly_indemnity(rules, pay, contributions)
        allowance = hourly_allowance(rules, pay, indemnity)
        if first is None:
            first = indemnity, allowance
        elif (indemnity.euros, allowance.euros) != (first[0].euros, first[1].euros):
            raise LawChangesInsidePeriod(rules.day)
    assert first is not None
    return first


def _contribution_share(case: Case, rules_of_days: tuple[ResolvedRules, ...]) -> Fraction | None:
    """The employee's contributions: 100 % of the net pay cannot be had without them."""
    share = case.pay.employee_contribution_share if case.pay else None
    if share is None and any(rules.training for rules in rules_of_days):
        raise InvalidValue(
            "missing",
            "pay.employee_contribution_share",
            "hours in training are paid at 100 % of the net pay on that day: give "
            "pay.employee_contribution_share (for example 0.2084)",
        )
    return None if share is None else share.exact


def total_of(hourly: Euros, hours: Hours) -> Euros:
    """Hourly amount times hours, rounded half-up to the cent: the one rounding of a total."""
    return Euros((2 * hourly.cents * hours.hundredths + 100) // 200)


def _citations(rules_of_days: tuple[ResolvedRules, ...]) -> tuple[Citation, ...]:
    if len(rules_of_days) == 1:
        return rules_of_days[0].citations
    return tuple(dict.fromkeys(cited for rules in rules_of_days for cited in rules.citations))


def _warnings(
    rules: ResolvedRules, pay: Fraction, indemnity: HourlyAmount, allowance: HourlyAmount
) -> list[Statement]:
    found: list[Statement] = []
    for subject, amount in (("indemnity", indemnity), ("allowance", allowance)):
        if amount.decided_by is DecidedBy.FLOOR:
            found.append(Statement(f"{subject}_floor_applied", {"floor": amount.euros}))
        elif amount.decided_by is DecidedBy.CAP:
            found.append(Statement(f"{subject}_cap_applied", {"cap": amount.euros}))
    if pay_below_minimum_wage(rules, pay):
        found.append(
            Statement("pay_below_minimum_wage", {"pay": pay, "minimum_wage": rules.minimum_wage})
        )
    if rules.training and rules.indemnity_cap is not None and pay > rules.indemnity_cap:
        found.append(
            Statement("disputed", {"subject": "indemnity.training", "reason": TRAINING_ABOVE_CAP})
        )
    if allowance.euros > indemnity.euros:
        found.append(Statement("allowance_above_indemnity"))
    return found


def _disputed(
    category: EmployeeCategory, indemnity: HourlyAmount, allowance: HourlyAmount
) -> tuple[Statement, ...]:
    """The allowance of a low-paid sales representative: the amounts stand."""
    excess = allowance.euros > indemnity.euros
    if not excess or category is not EmployeeCategory.SALES_REPRESENTATIVE:
        return ()
    values = {"subject": "allowance.floor", "reason": SALES_REPRESENTATIVE_FLOOR}
    return (Statement("disputed", values),)


def _net_limit(
    rules: ResolvedRules, pay: Fraction, indemnity: HourlyAmount, contributions: Fraction | None
) -> tuple[Statement, ...]:
    """The usual net hourly pay, which the net indemnity may not exceed (R. 5122-18, al. 6).

    A warning only: no source gives the arithmetic beside a floor and the levies. Not said of the
    own pay that the law itself gives apprentices below the minimum wage (L. 5122-5, al. 1).
    """
    if not rules.net_limit:
        return ()
    own_pay = indemnity.decided_by is DecidedBy.OWN_PAY
    if contributions is None:
        unsure = own_pay or indemnity.decided_by is DecidedBy.FLOOR
        return (Statement("net_limit_not_checked"),) if unsure else ()
    limit = Euros.rounded(pay * (1 - contributions))
    if own_pay or indemnity.euros <= limit:
        return ()
    values = {"indemnity": indemnity.euros, "pay": pay, "share": contributions, "limit": limit}
    return (Statement("net_limit_exceeded", values),)


def _total_steps(
    indemnity: HourlyAmount, allowance: HourlyAmount, owed: Euros, paid: Euros, hours: Hours
) -> tuple[Statement, ...]:
    return (
        Statement("indemnity_total", {"hourly": indemnity.euros, "hours": hours, "total": owed}),
        Statement("allowance_total", {"hourly": allowance.euros, "hours": hours, "total": paid}),
        Statement(
            "remaining_cost",
            {"indemnity": owed, "allowance": paid, "remaining": owed - paid},
        ),
    )


_NO_PAYSLIP = PayslipPart(None, (), (), ())


def _payslip_part(
    case: Case,
    law: Law,
    rules: ResolvedRules,
    indemnity: HourlyAmount,
    *,
    hourly_pay: Fraction,
    counted: Counted,
) -> PayslipPart:
    if case.pay is None:
        return _NO_PAYSLIP
    hours = counted.compensable_hours
    return payslip(
        PayslipFacts(
            case=case,
            pay=case.pay,
            hourly_pay=hourly_pay,
            hourly_indemnity=indemnity.euros,
            indemnity=total_of(indemnity.euros, hours),
            hours=hours,
            known_minimum_wage=rules.minimum_wage,
        ),
        law,
    )
