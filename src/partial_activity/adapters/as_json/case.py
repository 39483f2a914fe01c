"""A case read from JSON, and its assessment written as JSON.

The names and shapes are a public contract (docs/cli.md): strict on the way in, stable on the way
out. Values are plain ``dict``, ``list``, ``str``: what json.loads gives and json.dumps takes.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import attrs

from partial_activity.adapters.as_json import fields
from partial_activity.adapters.as_json.fields import (
    Faults,
    Keys,
    Reader,
    faults_of,
    for_instance,
    read_object,
)
from partial_activity.domain.assessment.assess import Assessment
from partial_activity.domain.assessment.cases import (
    Case,
    DayPeriod,
    Employee,
    EmployeeCategory,
    Employer,
    IndemnityFloor,
    Loss,
    MonthlyPay,
    Period,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    VariablePay,
    WorkedPeriod,
)
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.household_facts import Household
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.assessment.payslip_page import Payslip
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.errors import CannotAnswer, InvalidValue, NotModelled
from partial_activity.domain.law.book import Law, sectors_of
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.law.tables.gaps import CATEGORIES_WITHOUT_FORMULA
from partial_activity.domain.law.units import HouseholdSituation
from partial_activity.domain.values import check_is
from partial_activity.domain.words import Words


def read_case(given: object, law: Law = FRENCH_LAW) -> Case:
    """The case that a JSON object describes.

    Args:
        given: as JSON gives it.
        law: in use; the situation of an employer may be one that a text of it introduced.

    Raises:
        InvalidValue: what is wrong, with its path and the mend; a ``FaultyDocument``, which is one
            too, where several things are.
    """
    facts = read_object(given, "", _keys_under(law), _ELSEWHERE, _CASE_NEEDS)
    first, last = facts.pop("month")
    if "days" in facts:
        first, last = _inside(facts.pop("days"), first, last)
    return Case(first=first, last=last, **facts)


@lru_cache(maxsize=16)
def _keys_under(law: Law) -> Keys:
    """The keys of a case, whose employer may be of a sector of the law."""
    if not sectors_of(law):
        return _CASE
    keys = {**_EMPLOYER, "situation": fields.named(situations_of(law))}
    return {**_CASE, "employer": lambda value, path: Employer(**read_object(value, path, keys))}


def id_of(given: object) -> str | int | None:
    """The id to repeat in the answer to a case that may be unreadable."""
    name = given.get("id") if isinstance(given, dict) else None
    return name if type(name) in {str, int} else None


def answer(assessment: Assessment, *, explain: bool = False) -> dict[str, object]:
    """The assessment, with amounts and hours as texts of two decimals.

    Args:
        assessment: what was found.
        explain: add the steps, which a person can check by hand.
    """
    check_is(assessment, Assessment, "assessment")
    pay = assessment.hourly_pay
    indemnity_by, allowance_by = assessment.indemnity_decided_by, assessment.allowance_decided_by
    document: dict[str, object] = {
        "id": assessment.case.id,
        "compensable_hours": str(assessment.compensable_hours),
    }
    if assessment.unworked_hours is not None:
        document["unworked_hours"] = str(assessment.unworked_hours)
    document |= {
        "hourly_pay": pay and str(pay),
        "hourly_indemnity": str(assessment.hourly_indemnity),
        "indemnity": str(assessment.indemnity),
        "indemnity_decided_by": indemnity_by and indemnity_by.value,
        "hourly_allowance": str(assessment.hourly_allowance),
        "allowance": str(assessment.allowance),
        "allowance_decided_by": allowance_by and allowance_by.value,
        "remaining_cost": str(assessment.remaining_cost),
        **{addition.key: str(addition.euros) for addition in assessment.additions},
        "texts": [_text(citation) for citation in assessment.citations],
        "warnings": statements(assessment.warnings),
        "refusals": [_refusal(refusal) for refusal in assessment.refusals],
        "law_revision": assessment.law_revision,
        "package_version": assessment.package_version,
    }
    if assessment.payslip is not None:
        document["payslip"] = _payslip(assessment.payslip)
    if explain:
        document["steps"] = statements(assessment.steps)
    return document


def error_answer(case_id: str | int | None, error: CannotAnswer) -> dict[str, object]:
    """What stands in the list for a case that cannot be answered."""
    first, *others = [
        {"code": one.code, "path": one.path, "message": one.message, "french": one.french}
        for one in faults_of(error)
    ]
    return {"id": case_id, "error": {**first, "others": others} if others else first}


def statements(said_of: Iterable[Statement]) -> list[dict[str, object]]:
    """Sentences in both languages, with their codes."""
    return [{"code": said.code, "french": said.french, "english": said.english} for said in said_of]


def _refusal(refusal: Refusal) -> dict[str, object]:
    return {
        "code": refusal.code,
        "article": refusal.article,
        "french": refusal.french,
        "english": refusal.english,
    }


def _payslip(payslip: Payslip) -> dict[str, object]:
    """The payslip, with the lines that could be given and no others."""
    lines = attrs.asdict(payslip, recurse=False)
    return {line: str(due) for line, due in lines.items() if due is not None}


_MOST_KEPT = 8192
_written: dict[int, tuple[Citation, dict[str, object]]] = {}
"""The citations as written, by identity: the rules of a day are kept, and thousands of cases share
them."""


def _text(citation: Citation) -> dict[str, object]:
    kept = _written.get(id(citation))
    if kept is None:
        if len(_written) >= _MOST_KEPT:
            _written.clear()
        # The citation is kept with its text, so that its identity stays its own.
        kept = _written[id(citation)] = (citation, _citation(citation))
    return kept[1].copy()


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "parameter": citation.parameter,
        "category": citation.category,
        "value": citation.value,
        "text": citation.text,
        "article": citation.article,
        "published": citation.published and citation.published.isoformat(),
        "hours_from": citation.hours_from.isoformat(),
        "confidence": citation.confidence.value,
    }


def _case_id(value: object, path: str) -> str | None:
    """Null is what an answer says of a case without id, so it reads as none."""
    return None if value is None else fields.text(value, path)


def _days(value: object, path: str) -> tuple[date, date]:
    facts = read_object(value, path, _DAYS, needed=_DAYS_NEED)
    return facts["first"], facts["last"]


def _inside(days: tuple[date, date], first: date, last: date) -> tuple[date, date]:
    for key, day in zip(("first", "last"), days, strict=True):
        if not first <= day <= last:
            raise InvalidValue(
                "out_of_range",
                f"days.{key}",
                f"{day} is outside the month, {first} to {last}: make one case a month",
                f"le {day:%d/%m/%Y} est hors du mois, du {first:%d/%m/%Y} au {last:%d/%m/%Y} : "
                "faites un cas par mois",
            )
    return days


def _employer(value: object, path: str) -> Employer:
    return Employer(**read_object(value, path, _EMPLOYER))


_read_category = fields.one_of(EmployeeCategory)


def _category(value: object, path: str) -> EmployeeCategory:
    if isinstance(value, str) and value in CATEGORIES_WITHOUT_FORMULA:
        rule = CATEGORIES_WITHOUT_FORMULA[value]
        raise NotModelled(
            path,
            f"{value}: {rule.subject}: {rule.reason} ({rule.source})",
            f"{value} : {rule.french} ({rule.source})",
        )
    return _read_category(value, path)


def _employee(value: object, path: str) -> Employee:
    facts = read_object(value, path, _EMPLOYEE, needed=_EMPLOYEE_NEEDS)
    pay, divisor = facts.pop("monthly_pay", None), facts.pop("monthly_hours", None)
    if pay is not None and divisor is not None:
        facts["monthly_pay"] = MonthlyPay(pay, divisor)
    elif pay is not None:
        raise InvalidValue(
            "missing",
            f"{path}.monthly_hours",
            'monthly_pay needs the hours it pays: give monthly_hours, for instance "151.67"',
            "monthly_pay demande les heures qu'il paie : donnez monthly_hours, par exemple "
            '"151.67"',
        )
    elif divisor is not None:
        raise InvalidValue(
            "missing",
            f"{path}.monthly_pay",
            "monthly_hours divides a monthly_pay: give it, or leave monthly_hours out",
            "monthly_hours divise un monthly_pay : donnez-le, ou retirez monthly_hours",
        )
    return Employee(**facts)


def _variable_pay(value: object, path: str) -> VariablePay:
    return VariablePay(**read_object(value, path, _VARIABLE_PAY, needed=_VARIABLE_PAY_NEEDS))


def _loss(value: object, path: str) -> Loss:
    return Loss(**read_object(value, path, _LOSS))


def _household(value: object, path: str) -> Household:
    return Household(**read_object(value, path, _HOUSEHOLD, needed=_HOUSEHOLD_NEEDS))


def _pay(value: object, path: str) -> Pay:
    return Pay(**read_object(value, path, _PAY))


def _facts(value: object, path: str) -> Facts:
    """Read the facts; which names there are is the matter of the law in use."""
    given = fields.as_object(value, path)
    return Facts.of({name: fields.text(held, f"{path}.{name}") for name, held in given.items()})


def _periods(value: object, path: str) -> tuple[Period, ...]:
    if type(value) is not list:
        found = fields.kind(value)
        raise InvalidValue(
            "wrong_type",
            path,
            f"{path} must be a list, between [ and ], even of one; it is {found.english}",
            f"{path} doit être une liste, entre [ et ], même d'un seul élément ; ici, c'est "
            f"{found.french}",
        )
    if not value:
        raise InvalidValue(
            "missing",
            path,
            "the list is empty: give a period, or unworked_hours instead",
            "la liste est vide : donnez une période, ou unworked_hours à la place",
        )
    periods, faults = [], Faults()
    for place, period in enumerate(value):
        try:
            periods.append(_period(period, f"{path}[{place}]"))
        except InvalidValue as error:
            faults.add(error)
    faults.refuse()
    return tuple(periods)


def _period(value: object, path: str) -> Period:
    unit = value.get("unit") if type(value) is dict else None
    keys, others = (_DAY_PERIOD, _PERIOD) if unit == "days" else (_PERIOD, _DAY_PERIOD)
    if type(value) is dict and value.keys() & others.keys() - keys.keys():
        _refuse_mixed(value, path, keys, others)
    needed = _DAY_PERIOD_NEEDS if unit == "days" else _PERIOD_NEEDS
    facts = read_object(value, path, keys, needed=needed)
    if unit == "days":
        del facts["unit"]
        return DayPeriod(**facts)
    return WorkedPeriod(**facts)


def _refuse_mixed(value: dict[str, object], path: str, keys: Keys, others: Keys) -> None:
    """Days in a week or hours in days: say which unit the key is for, when the unit is known."""
    unit = value.get("unit")
    if isinstance(unit, str) and unit in _UNITS:
        key = next(key for key in value if key in others and key not in keys)
        wanted = (
            Words("days", "days")
            if others is _DAY_PERIOD
            else Words("week ou month", "week or month")
        )
        raise InvalidValue(
            "conflicting_keys",
            f"{path}.{key}",
            f"{key} belongs to a period in {wanted.english}; this one is in {unit}",
            f"{key} va dans une période en {wanted.french} ; celle-ci est en {unit}",
        )


def _unit(value: object, path: str) -> PeriodUnit | None:
    """Week or month; None for days, whose period is another kind of value."""
    if type(value) is str and value in _UNITS:
        return _UNITS[value]
    if type(value) is not str:
        fields.text(value, path)
    raise fields.not_one_of(fields.quoted(value), _UNITS, path)


_UNITS = {"week": PeriodUnit.WEEK, "month": PeriodUnit.MONTH, "days": None}

_DAYS: dict[str, Reader] = {"first": fields.day, "last": fields.day}
_EMPLOYER: dict[str, Reader] = {
    "workforce": fields.whole,
    "agreement_sent_on": fields.day,
    "situation": fields.one_of(Situation),
}
_VARIABLE_PAY: dict[str, Reader] = {"sum": fields.ratio, "months": fields.whole}
_LOSS: dict[str, Reader] = {
    "mean_pay": fields.amount,
    "pay_received": fields.amount,
    "scale_minimum": fields.amount,
}
_EMPLOYEE: dict[str, Reader] = {
    "category": _category,
    "hourly_pay": fields.hourly_pay,
    "monthly_pay": fields.ratio,
    "monthly_hours": fields.ratio,
    "share_of_minimum_wage": fields.share,
    "without_agreement": fields.flag,
    "variable_pay": _variable_pay,
    "loss": _loss,
    "household": _household,
}
_HOUSEHOLD: dict[str, Reader] = {
    "net_hourly_pay": fields.hourly_pay,
    "collective_minimum": fields.hourly_pay,
    "situation": fields.one_of(HouseholdSituation),
}
_PERIOD: dict[str, Reader] = {
    "unit": _unit,
    "contract_hours": fields.hours,
    "worked_hours": fields.hours,
    "leave_hours": fields.hours,
    "structural_overtime": fields.flag,
    "overtime_agreed_on": fields.day,
    "equivalence": fields.flag,
    "planned_hours": fields.hours,
}
_DAY_PERIOD: dict[str, Reader] = {
    "unit": _unit,
    "unworked_days": fields.days,
    "leave_days": fields.days,
    "rest_days": fields.days,
    "holidays": fields.days,
    "contract_hours": fields.hours,
    "guaranteed_days": fields.days,
    "structural_overtime": fields.flag,
    "overtime_agreed_on": fields.day,
    "equivalence": fields.flag,
}
_PAY: dict[str, Reader] = {
    "net_pay_for_work": fields.amount,
    "employee_contribution_share": fields.share,
    "maintained_share": fields.share,
    "levies": fields.one_of(Levies),
    "suspended_hours": fields.hours,
}
_CASE: dict[str, Reader] = {
    "id": _case_id,
    "scheme": fields.one_of(Scheme),
    "month": fields.month,
    "days": _days,
    "known_on": fields.day,
    "territory": fields.one_of(Territory),
    "employer": _employer,
    "employee": _employee,
    "indemnity_floor": fields.one_of(IndemnityFloor),
    "training": fields.flag,
    "unworked_hours": fields.hours,
    "periods": _periods,
    "pay": _pay,
    "facts": _facts,
}
_CASE_NEEDS = {
    "scheme": for_instance('"ordinary"'),
    "month": for_instance('"2021-07"'),
    "employee": Words(" : sa catégorie, et une rémunération", ": its category, and a pay"),
}
_DAYS_NEED = {"first": for_instance('"2021-07-01"'), "last": for_instance('"2021-07-11"')}
_EMPLOYEE_NEEDS = {"category": for_instance('"standard"')}
_VARIABLE_PAY_NEEDS = {"sum": for_instance('"3600.00"'), "months": for_instance("12")}
_HOUSEHOLD_NEEDS = {
    "net_hourly_pay": for_instance('"10.00"'),
    "collective_minimum": for_instance('"8.00"'),
}
_PERIOD_NEEDS = {"unit": for_instance('"week"')}
_DAY_PERIOD_NEEDS = _PERIOD_NEEDS | {"unworked_days": for_instance('"15"')}
"""What an object cannot do without, and how the message goes on."""
_IN_PERIODS = _PERIOD | _DAY_PERIOD
_ELSEWHERE = {
    key: Words("chaque élément de periods", home) if keys is _IN_PERIODS else Words(home, home)
    for home, keys in (
        ("each of the periods", _IN_PERIODS),
        ("days", _DAYS),
        ("employee.loss", _LOSS),
        ("employee.variable_pay", _VARIABLE_PAY),
        ("employee.household", _HOUSEHOLD),
        ("employee", _EMPLOYEE),
        ("employer", _EMPLOYER),
        ("pay", _PAY),
    )
    for key in keys
}
"""The place of a key that was written beside ``employee`` instead of inside an object."""
