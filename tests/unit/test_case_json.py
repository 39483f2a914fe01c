"""A case read from JSON: strictly, with the path at fault and the mend; and the answer written."""

import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partial_activity import (
    CannotAnswer,
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    Household,
    HouseholdSituation,
    IndemnityFloor,
    InvalidValue,
    Levies,
    Loss,
    MonthlyPay,
    Pay,
    PeriodUnit,
    Scheme,
    Share,
    Situation,
    Territory,
    VariablePay,
    WorkedPeriod,
    assess,
)
from partial_activity.adapters.as_json.case import answer, error_answer, id_of, read_case
from partial_activity.adapters.as_json.fields import FaultyDocument, RepeatedKey

Json = dict[str, Any]

AMOUNTS = (
    "compensable_hours",
    "hourly_indemnity",
    "indemnity",
    "hourly_allowance",
    "allowance",
    "remaining_cost",
)


def ordinary(**changes: object) -> Json:
    """An ordinary case, with some of its keys changed."""
    case: Json = {
        "id": "A",
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "standard", "hourly_pay": "30.75"},
        "unworked_hours": "20.00",
    }
    return case | changes


def paid(**pay: object) -> Json:
    """An ordinary case whose employee has these facts beside a category."""
    return ordinary(employee={"category": "standard"} | pay)


def counted(*periods: object) -> Json:
    """An ordinary case whose hours are counted from periods."""
    case = ordinary(periods=list(periods))
    del case["unworked_hours"]
    return case


def without(*path: str) -> Json:
    """An ordinary case that lacks a key."""
    case = ordinary()
    inside = case
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return case


def refused(given: object) -> InvalidValue:
    """Why a case is refused."""
    with pytest.raises(InvalidValue) as caught:
        read_case(given)
    return caught.value


def test_the_contract_of_a_private_employer_is_read() -> None:
    """Net pay, minimum of the agreement, and the situation since November 2020."""
    household = {
        "net_hourly_pay": "12.50",
        "collective_minimum": "8.03",
        "situation": "vulnerable",
    }
    case = read_case(ordinary(employee={"category": "household_employee", "household": household}))
    assert case.employee == Employee(
        EmployeeCategory.HOUSEHOLD_EMPLOYEE,
        household=Household(
            HourlyPay.parse("12.50"), HourlyPay.parse("8.03"), HouseholdSituation.VULNERABLE
        ),
    )


def test_every_key_of_the_contract_is_read() -> None:
    """The sample of docs/cli.md, with one pay and one way to give the hours."""
    case = read_case(
        {
            "id": "any text",
            "scheme": "long_term",
            "month": "2021-07",
            "days": {"first": "2021-07-01", "last": "2021-07-11"},
            "known_on": "2021-08-15",
            "territory": "mayotte",
            "employer": {
                "workforce": 40,
                "agreement_sent_on": "2020-11-20",
                "situation": "protected",
            },
            "employee": {
                "category": "apprentice",
                "monthly_pay": "2500.0000000001",
                "monthly_hours": "151.67",
                "share_of_minimum_wage": "0.43",
                "without_agreement": True,
                "variable_pay": {"sum": "3600.00", "months": 12},
            },
            "indemnity_floor": "monthly",
            "training": True,
            "periods": [
                {
                    "unit": "week",
                    "contract_hours": "42",
                    "worked_hours": "20",
                    "leave_hours": "0",
                    "structural_overtime": True,
                    "overtime_agreed_on": "2019-05-02",
                    "equivalence": True,
                },
                {"unit": "month", "planned_hours": "140.5"},
                {
                    "unit": "days",
                    "unworked_days": "15",
                    "leave_days": "2",
                    "rest_days": "0.5",
                    "holidays": "1",
                    "contract_hours": "35",
                    "guaranteed_days": "3",
                    "structural_overtime": True,
                    "overtime_agreed_on": "2019-05-02",
                    "equivalence": True,
                },
            ],
            "pay": {
                "net_pay_for_work": "799.25",
                "employee_contribution_share": "0.2084",
                "maintained_share": "1.00",
                "levies": "ordinary",
                "suspended_hours": "21.50",
            },
        }
    )
    assert case == Case(
        id="any text",
        scheme=Scheme.LONG_TERM,
        first=date(2021, 7, 1),
        last=date(2021, 7, 11),
        known_on=date(2021, 8, 15),
        territory=Territory.MAYOTTE,
        employer=Employer(Situation.PROTECTED, 40, date(2020, 11, 20)),
        employee=Employee(
            EmployeeCategory.APPRENTICE,
            monthly_pay=MonthlyPay(Fraction("2500.0000000001"), Fraction("151.67")),
            variable_pay=VariablePay(Fraction(3600), 12),
            share_of_minimum_wage=Share.parse("0.43"),
            without_agreement=True,
        ),
        indemnity_floor=IndemnityFloor.MONTHLY,
        training=True,
        periods=(
            WorkedPeriod(
                PeriodUnit.WEEK,
                contract_hours=Hours.parse("42"),
                worked_hours=Hours.parse("20"),
                structural_overtime=True,
                overtime_agreed_on=date(2019, 5, 2),
                equivalence=True,
            ),
            WorkedPeriod(PeriodUnit.MONTH, planned_hours=Hours.parse("140.5")),
            DayPeriod(
                Days.parse("15"),
                leave_days=Days.parse("2"),
                rest_days=Days.parse("0.5"),
                holidays=Days.parse("1"),
                contract_hours=Hours.parse("35"),
                guaranteed_days=Days.parse("3"),
                structural_overtime=True,
                overtime_agreed_on=date(2019, 5, 2),
                equivalence=True,
            ),
        ),
        pay=Pay(
            Euros.parse("799.25"),
            Share.parse("0.2084"),
            Share.parse("1.00"),
            Levies.ORDINARY,
            Hours.parse("21.50"),
        ),
    )


def test_facts_of_a_loss_of_pay_are_read() -> None:
    """A journalist's hours come from the loss, so neither pay nor hours are given."""
    loss = {"mean_pay": "2000.00", "pay_received": "800.00", "scale_minimum": "1500.00"}
    case = ordinary(employee={"category": "freelance_journalist", "loss": loss})
    del case["unworked_hours"]
    amounts = Euros.parse("2000.00"), Euros.parse("800.00"), Euros.parse("1500.00")
    assert read_case(case).employee.loss == Loss(*amounts)


def test_what_is_left_out_is_the_ordinary_thing() -> None:
    """The defaults of the contract: the whole month, national, general, no training, hourly."""
    case = read_case(without("id"))
    assert case == Case(
        scheme=Scheme.ORDINARY,
        first=date(2025, 3, 1),
        last=date(2025, 3, 31),
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("30.75")),
        unworked_hours=Hours.parse("20"),
        territory=Territory.NATIONAL,
        employer=Employer(situation=Situation.GENERAL),
        training=False,
        indemnity_floor=IndemnityFloor.HOURLY,
    )


FAULTS: list[tuple[object, str, str, str]] = [
    # not an object
    (7, "not_an_object", "", "between { and }"),
    ([], "not_an_object", "", "a list"),
    (None, "not_an_object", "", "null"),
    # unknown keys, each with the nearest known one
    (ordinary(mont="2025-03"), "unknown_key", "mont", "did you mean month?"),
    (paid(hourly_pai="12"), "unknown_key", "employee.hourly_pai", "did you mean hourly_pay?"),
    (ordinary(pay={"net": "1.00", "x": "y"}), "unknown_key", "pay.net", "net_pay_for_work"),
    (ordinary(employer={"zzz": 1}), "unknown_key", "employer.zzz", "the keys here are workforce"),
    (ordinary(hourly_pay="12"), "unknown_key", "hourly_pay", "belongs to employee"),
    (ordinary(**{"k" * 99: 1}), "unknown_key", "k" * 40 + "…", "unknown key"),
    # missing facts
    (without("scheme"), "missing", "scheme", "ordinary"),
    (without("month"), "missing", "month", "2021-07"),
    (without("employee"), "missing", "employee", "category"),
    (without("employee", "category"), "missing", "employee.category", "standard"),
    (without("employee", "hourly_pay"), "missing", "employee.hourly_pay", "monthly_pay"),
    (without("unworked_hours"), "missing", "unworked_hours", "periods"),
    (paid(monthly_pay="2500"), "missing", "employee.monthly_hours", "151.67"),
    (paid(monthly_hours="151.67"), "missing", "employee.monthly_pay", "leave monthly_hours out"),
    (paid(variable_pay={"months": 12}), "missing", "employee.variable_pay.sum", "3600.00"),
    (paid(variable_pay={"sum": "1"}), "missing", "employee.variable_pay.months", "12"),
    (ordinary(days={"first": "2025-03-02"}), "missing", "days.last", "2021-07-11"),
    (ordinary(employee={"category": "apprentice"}), "missing", "employee.hourly_pay", "share_of"),
    (counted(), "missing", "periods", "unworked_hours instead"),
    (counted({"contract_hours": "35"}), "missing", "periods[0].unit", "week"),
    (counted({"unit": "days"}), "missing", "periods[0].unworked_days", "15"),
    # wrong types, each with the mend
    (paid(hourly_pay=30.75), "wrong_type", "employee.hourly_pay", 'in quotes, as "30.75"'),
    (ordinary(unworked_hours=20), "wrong_type", "unworked_hours", "in quotes"),
    (ordinary(unworked_hours=True), "wrong_type", "unworked_hours", "in quotes"),
    (ordinary(training="true"), "wrong_type", "training", "without quotes"),
    (ordinary(training=0), "wrong_type", "training", "true or false"),
    (ordinary(employer={"workforce": "40"}), "wrong_type", "employer.workforce", "without quotes"),
    (ordinary(employer={"workforce": True}), "wrong_type", "employer.workforce", "whole number"),
    (ordinary(employer={"workforce": 4.5}), "wrong_type", "employer.workforce", "whole number"),
    (ordinary(employer=[]), "wrong_type", "employer", "between { and }"),
    (ordinary(days="2025-03-01"), "wrong_type", "days", "between { and }"),
    (ordinary(scheme=None), "wrong_type", "scheme", "or be left out"),
    (ordinary(known_on=20250301), "wrong_type", "known_on", '"2021-07-01"'),
    (ordinary(month=202503), "wrong_type", "month", '"2021-07"'),
    (ordinary(id=7), "wrong_type", "id", "in quotes"),
    (ordinary(periods={}), "wrong_type", "periods", "between [ and ]"),
    (counted("week"), "wrong_type", "periods[0]", "between { and }"),
    (counted({"unit": 1}), "wrong_type", "periods[0].unit", "in quotes"),
    # numbers that are not plain decimals
    (paid(hourly_pay="12,5"), "not_a_number", "employee.hourly_pay", "point, not a comma"),
    (ordinary(unworked_hours="1 000"), "not_a_number", "unworked_hours", "spaces out"),
    (ordinary(unworked_hours="20\n"), "not_a_number", "unworked_hours", "spaces out"),
    (ordinary(unworked_hours=""), "not_a_number", "unworked_hours", "empty"),
    (ordinary(unworked_hours=" "), "not_a_number", "unworked_hours", "empty"),
    (ordinary(unworked_hours="1e3"), "not_a_number", "unworked_hours", "without an exponent"),
    (ordinary(unworked_hours="NaN"), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours="Infinity"), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours="vingt"), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours="+20"), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours=".5"), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours="5."), "not_a_number", "unworked_hours", "write digits"),
    (ordinary(unworked_hours="٢٠"), "not_a_number", "unworked_hours", "write digits"),
    # too many decimals: refused, never rounded
    (paid(hourly_pay="1.00000000001"), "too_precise", "employee.hourly_pay", "at most 10"),
    (ordinary(unworked_hours="20.005"), "too_precise", "unworked_hours", "at most 2"),
    (counted({"unit": "days", "unworked_days": "1.005"}), "too_precise", "periods[0].unworked_days",
     "at most 2"),
    (ordinary(pay={"net_pay_for_work": "1.234"}), "too_precise", "pay.net_pay_for_work", "at most"),
    # out of range
    (ordinary(unworked_hours="-1"), "out_of_range", "unworked_hours", "negative"),
    (ordinary(unworked_hours="9" * 5000), "out_of_range", "unworked_hours", "far too large"),
    (paid(hourly_pay="-12"), "out_of_range", "employee.hourly_pay", "negative"),
    (paid(hourly_pay="0"), "out_of_range", "employee.hourly_pay", "above zero"),
    (paid(monthly_pay="1", monthly_hours="0"), "out_of_range", "employee.monthly_hours", "above"),
    (ordinary(employer={"workforce": 0}), "out_of_range", "employer.workforce", "at least 1"),
    (ordinary(employee={"category": "apprentice", "share_of_minimum_wage": "43"}), "out_of_range",
     "employee.share_of_minimum_wage", "0.43 for 43 %"),
    (ordinary(pay={"employee_contribution_share": "20.84"}), "out_of_range",
     "pay.employee_contribution_share", "0.43 for 43 %"),
    (ordinary(days={"first": "2025-02-28", "last": "2025-03-02"}), "out_of_range", "days.first",
     "outside the month"),
    (ordinary(days={"first": "2025-03-01", "last": "2025-04-01"}), "out_of_range", "days.last",
     "outside the month"),
    (ordinary(days={"first": "2025-03-09", "last": "2025-03-02"}), "out_of_range", "days",
     "follow each other"),
    (counted({"unit": "week", "contract_hours": "35", "worked_hours": "-1"}), "out_of_range",
     "periods[0].worked_hours", "negative"),
    # values that do not exist
    (ordinary(scheme="ordinaire"), "unknown_value", "scheme", "ordinary, long_term"),
    (ordinary(month="2021-13"), "unknown_value", "month", "from 01 to 12"),
    (ordinary(month="2021-7"), "unknown_value", "month", "year-month"),
    (ordinary(month="0000-01"), "unknown_value", "month", "year-month"),
    (ordinary(month="juillet 2021"), "unknown_value", "month", "year-month"),
    (ordinary(known_on="2021-02-29"), "unknown_value", "known_on", "year-month-day"),
    (ordinary(known_on="20210701"), "unknown_value", "known_on", "year-month-day"),
    (ordinary(known_on="01/07/2021"), "unknown_value", "known_on", "year-month-day"),
    (
        ordinary(employee={"category": "childminder", "household": {"net_hourly_pay": "3.50"}}),
        "missing",
        "employee.household.collective_minimum",
        "8.00",
    ),
    (
        ordinary(
            employee={
                "category": "childminder",
                "household": {
                    "net_hourly_pay": "3.50",
                    "collective_minimum": "2.23",
                    "situation": "closed",
                },
            }
        ),
        "unknown_value",
        "employee.household.situation",
        "employer_stopped",
    ),
    (ordinary(pay={"levies": "abroad"}), "unknown_value", "pay.levies", "non_resident"),
    (counted({"unit": "day"}), "unknown_value", "periods[0].unit", "week, month, days"),
    # facts that contradict each other
    (ordinary(periods=[{"unit": "week", "contract_hours": "35"}]), "conflicting_keys", "periods",
     "not both"),
    (paid(hourly_pay="12", monthly_pay="2500", monthly_hours="151.67"), "conflicting_keys",
     "employee", "not both"),
    (paid(hourly_pay="12", share_of_minimum_wage="0.43"), "conflicting_keys",
     "employee.share_of_minimum_wage", "apprentices"),
    (paid(hourly_pay="12", loss={}), "conflicting_keys", "employee.loss", "standard"),
    (ordinary(employer={"situation": "cyclone"}), "conflicting_keys", "employer.situation",
     "mayotte"),
    (counted({"unit": "days", "unworked_days": "1", "worked_hours": "2"}), "conflicting_keys",
     "periods[0].worked_hours", "week or month"),
    (counted({"unit": "week", "unworked_days": "1"}), "conflicting_keys",
     "periods[0].unworked_days", "a period in days"),
    (RepeatedKey("month", ordinary()), "conflicting_keys", "month", "keep one"),
    (ordinary(employee=RepeatedKey("hourly_pay", {})), "conflicting_keys", "employee.hourly_pay",
     "given twice"),
    (counted(RepeatedKey("unit", {})), "conflicting_keys", "periods[0].unit", "given twice"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "code", "path", "mend"), FAULTS)
def test_a_fault_is_told_with_its_code_its_path_and_the_mend(
    case: object, code: str, path: str, mend: str
) -> None:
    """One sentence that a person can act on."""
    error = refused(case)
    assert (error.code, error.path) == (code, path)
    assert mend in error.message
    assert "\n" not in error.message
    assert len(error.message) < 300


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "null"),
        (True, "true or false"),
        (3, "a bare number"),
        (1.5, "a bare number"),
        ([], "a list"),
        ("standard", 'the text "standard"'),
        (3j, "a Python complex"),
    ],
    ids=repr,
)
def test_a_value_of_another_kind_is_named_as_json_names_it(given: object, told: str) -> None:
    """Whoever writes JSON looks for that, and not for the name of a type of Python."""
    must = "employee must be a JSON object, between { and }, not "
    assert str(refused(ordinary(employee=given))).endswith(must + told)
    if not isinstance(given, str):
        assert str(refused(ordinary(unworked_hours=given))).endswith(f"; it is {told}")


def test_a_key_at_fault_later_in_the_list_is_found_by_its_place() -> None:
    """``periods[1]`` is the second period."""
    week = {"unit": "week", "contract_hours": "35"}
    error = refused(counted(week, week | {"worked_hours": "trente"}))
    assert error.path == "periods[1].worked_hours"


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (ordinary(month="2012-05"), "no_rule_in_force"),
        (ordinary(known_on="2013-01-01"), "no_rule_in_force"),
        (
            ordinary(month="2020-03", employee={"category": "part_time", "hourly_pay": "10.15"}),
            "law_changes_inside_period",
        ),
        (ordinary(employee={"category": "umbrella_worker", "hourly_pay": "20"}), "not_modelled"),
    ],
)
def test_what_the_law_cannot_answer_is_told_with_its_code(case: Json, code: str) -> None:
    """Well written, but before the scheme, before any text, or across a change of the law."""
    with pytest.raises(CannotAnswer) as caught:
        assess(read_case(case))
    assert caught.value.code == code


@pytest.mark.parametrize("days", ["0.50", "15", "0", "00.5"])
def test_half_days_and_leading_zeros_are_plain_numbers(days: str) -> None:
    """Strict on meaning, not on how many zeros are written."""
    (period,) = read_case(counted({"unit": "days", "unworked_days": days})).periods or ()
    assert isinstance(period, DayPeriod)
    assert period.unworked_days.exact == Fraction(days)


DIGITS = st.integers(0, 10**8)


@given(DIGITS, st.integers(0, 10**10 - 1))
def test_a_pay_is_read_exactly_to_its_tenth_decimal(euros: int, decimals: int) -> None:
    """No float on the way: what is written is what is meant."""
    pay = f"{euros}.{decimals:010d}"
    if Fraction(pay) == 0:
        assert refused(paid(hourly_pay=pay)).code == "out_of_range"
    else:
        assert read_case(paid(hourly_pay=pay)).employee.hourly_pay == HourlyPay(Fraction(pay))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(
        ["ordinary", "2021-07", "2021-07-31", "1.5", "week", "days", "standard", "apprentice"]
    ),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)  # fmt: skip
KEYS = (
    "id", "scheme", "month", "days", "known_on", "territory", "employer", "employee",
    "indemnity_floor", "training", "unworked_hours", "periods", "pay",
)  # fmt: skip
INSIDE = (
    "category", "hourly_pay", "monthly_pay", "monthly_hours", "share_of_minimum_wage", "loss",
    "variable_pay", "sum", "months", "workforce", "situation", "first", "last", "unit",
    "contract_hours", "unworked_days",
)  # fmt: skip
NEARLY = JUNK | st.dictionaries(st.sampled_from(INSIDE), JUNK, max_size=4)


@given(JUNK)
def test_junk_is_refused_never_a_crash(junk: object) -> None:
    """Whatever JSON can hold."""
    with pytest.raises(CannotAnswer):
        read_case(junk)


@given(st.dictionaries(st.sampled_from(KEYS), NEARLY | st.lists(NEARLY, max_size=2)))
@example({"id": "\ud800"})
@example({"month": "9999-12"})
def test_a_case_with_junk_in_it_is_answered_or_refused(junk: Json) -> None:
    """A sound case, some keys of which hold anything at all."""
    try:
        found = answer(assess(read_case(ordinary() | junk)), explain=True)
    except CannotAnswer as error:
        found = error_answer(id_of(junk), error)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_the_answer_gives_each_amount_as_a_text_of_two_decimals() -> None:
    """30.75 × 0.60 = 18.45 an hour; 20 hours; 0.36 × 30.75 = 11.07 paid back."""
    found = answer(assess(read_case(ordinary())))
    assert {key: found[key] for key in AMOUNTS} == {
        "compensable_hours": "20.00",
        "hourly_indemnity": "18.45",
        "indemnity": "369.00",
        "hourly_allowance": "11.07",
        "allowance": "221.40",
        "remaining_cost": "147.60",
    }
    assert found["id"] == "A"
    assert (found["indemnity_decided_by"], found["allowance_decided_by"]) == ("share", "share")
    assert not {"payslip", "steps", "unworked_hours"} & found.keys()


def test_the_answer_cites_the_text_behind_each_value() -> None:
    """Parameter, value, text, article, days and confidence: enough to look it up."""
    texts: Any = answer(assess(read_case(ordinary())))["texts"]
    (share,) = [text for text in texts if text["parameter"] == "allowance.share"]
    assert share == {
        "parameter": "allowance.share",
        "category": "general",
        "value": "0.36",
        "text": "décret n° 2021-674",
        "article": "D. 5122-13",
        "published": "2021-05-29",
        "hours_from": "2021-07-01",
        "confidence": "high",
    }


def test_answers_share_no_text_that_one_reader_could_spoil() -> None:
    """Two answers cite the same decree; changing one leaves the other as it was."""
    first: Any = answer(assess(read_case(ordinary())))
    first["texts"][0].clear()
    second: Any = answer(assess(read_case(ordinary())))
    assert second["texts"][0]


def test_a_warning_is_told_in_both_languages() -> None:
    """Below the floor the amounts are the floors', and the answer says so."""
    found: Any = answer(assess(read_case(paid(hourly_pay="12.00"))))
    (said,) = [said for said in found["warnings"] if said["code"] == "allowance_floor_applied"]
    assert set(said) == {"code", "french", "english"}
    assert "8,46" in said["french"]
    assert "8.46" in said["english"]


def test_a_refusal_has_its_article_and_zero_amounts() -> None:
    """Childcare was not open in 2025: nothing is due, and the answer says under which text."""
    found: Any = answer(assess(read_case(ordinary(scheme="childcare"))))
    assert {found[key] for key in AMOUNTS} == {"0.00"}
    (refusal,) = found["refusals"]
    assert refusal["code"] == "scheme_not_open"
    assert set(refusal) == {"code", "article", "french", "english"}
    assert found["indemnity_decided_by"] is None


def test_the_payslip_has_only_the_lines_that_could_be_given() -> None:
    """Asked with nothing, it says what is missing; with all facts, it is whole."""
    bare: Any = answer(assess(read_case(ordinary(pay={}))))
    assert set(bare["payslip"]) == {"guaranteed_monthly_pay"}
    assert "payslip_incomplete" in {said["code"] for said in bare["warnings"]}
    facts = {"net_pay_for_work": "1500.00", "maintained_share": "1.00"}
    full: Any = answer(assess(read_case(ordinary(pay=facts))))
    assert set(full["payslip"]) == {
        "guaranteed_monthly_pay",
        "complementary_allowance",
        "csg_deductible",
        "csg_non_deductible",
        "crds",
        "net_indemnity",
        "complement",
        "complement_as_salary",
    }
    assert all(re.fullmatch(r"\d+\.\d\d", amount) for amount in full["payslip"].values())


def test_steps_come_when_asked_for() -> None:
    """Each a sentence in French and in English."""
    found: Any = answer(assess(read_case(ordinary())), explain=True)
    assert found["steps"]
    assert all(step["french"] and step["english"] for step in found["steps"])


def test_hours_not_worked_are_told_when_they_were_counted() -> None:
    """A week of 39 hours of which 10 were worked: 29 not worked, 25 within the legal week."""
    week = {"unit": "week", "contract_hours": "39", "worked_hours": "10"}
    found = answer(assess(read_case(counted(week))))
    assert (found["unworked_hours"], found["compensable_hours"]) == ("29.00", "25.00")


@pytest.mark.parametrize(
    ("given_id", "repeated"), [("x", "x"), (7, 7), (None, None), ([1], None), (float("nan"), None)]
)
def test_the_id_of_an_unreadable_case_is_repeated_when_it_can_be(
    given_id: object, repeated: object
) -> None:
    """So that the sender finds the case again; never what would break the JSON of the answer."""
    found = error_answer(id_of({"id": given_id}), refused(7))
    assert found["id"] == repeated
    assert set(found) == {"id", "error"}
    assert found["error"] == {
        "code": "not_an_object",
        "path": "",
        "message": "each case must be a JSON object, between { and }, not a bare number",
        "french": "chaque cas doit être un objet JSON, entre { et }, et non un nombre sans "
        "guillemets",
    }


def test_what_is_no_object_has_no_id() -> None:
    """A list, say."""
    assert id_of([{"id": "x"}]) is None


def test_every_fault_of_a_case_is_told_at_once() -> None:
    """Of objects within objects, of lists, and what is missing; the first is the error's own."""
    case = {
        "scheme": "ordinry",
        "employee": {"category": "standard", "hourly_pay": "12,50", "colour": "red"},
        "periods": [
            {"unit": "week", "contract_hours": "35", "worked_hours": "-1"},
            {"unit": "week", "contract_hours": "35", "worked_hours": "7"},
            {"unit": "days"},
        ],
    }
    with pytest.raises(FaultyDocument) as refused:
        read_case(case)
    places = [(one.code, one.path) for one in refused.value.faults]
    assert places == [
        ("unknown_value", "scheme"),
        ("not_a_number", "employee.hourly_pay"),
        ("unknown_key", "employee.colour"),
        ("out_of_range", "periods[0].worked_hours"),
        ("missing", "periods[2].unworked_days"),
        ("missing", "month"),
    ]
    error: Any = error_answer("a", refused.value)["error"]
    assert (error["code"], error["path"]) == places[0]
    assert [(one["code"], one["path"]) for one in error["others"]] == places[1:]


def test_one_fault_is_told_alone() -> None:
    with pytest.raises(InvalidValue) as refused:
        read_case(ordinary(month="2021-13"))
    assert type(refused.value) is InvalidValue
    error: Any = error_answer("a", refused.value)["error"]
    assert set(error) == {"code", "path", "message", "french"}
