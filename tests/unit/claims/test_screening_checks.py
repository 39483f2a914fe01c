"""Every check of a claim: a case that trips it, and the nearest one that does not."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from partial_activity import FRENCH_LAW, Euros, HourlyPay, Hours, Scheme
from partial_activity.adapters.registers.disposable_domains import DISPOSABLE_DOMAINS
from partial_activity.adapters.registers.public_holidays import public_holidays as calendar
from partial_activity.domain.assessment.cases import EmployeeCategory, Employer, Territory
from partial_activity.domain.authorisation.requests import Decision, DecisionKind
from partial_activity.domain.claim.assessment import ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.rest_days import days_to_work, public_holidays
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.money import Share
from partial_activity.domain.screening.claim_against_decision import CLAIM_CHECKS
from partial_activity.domain.screening.claim_signs import SCREENING_CHECKS
from partial_activity.domain.screening.disposable_addresses import is_disposable
from partial_activity.domain.screening.facts import ClaimFacts, Tolerances
from partial_activity.domain.screening.likely_mistakes import findings_before_filing
from partial_activity.domain.screening.outcome import Finding, Outcome, screen

from .conftest import (
    ANNE,
    APRIL,
    BEN,
    FILED,
    IBAN,
    MARCH,
    NUMBER,
    OTHER_FIRM,
    OTHER_IBAN,
    SIRET,
    authorised,
    line,
    nir,
    registered,
)

FILED_ON = date(2020, 5, 4)
DECISION = Decision(
    SIRET,
    "request-1",
    1,
    NUMBER,
    DecisionKind.AUTOMATIC,
    accepted=True,
    decided_at=FILED,
    decided_by=None,
)


def claim_of(*lines: ClaimLine, others: tuple[ClaimLine, ...] = ()) -> Claim:
    """A claim for April, assessed."""
    numbered = [attrs.evolve(each, number=place) for place, each in enumerate(lines, start=1)]
    found = assess_lines(
        numbered,
        others,
        ClaimTerms(Scheme.ORDINARY, Territory.NATIONAL, Employer(workforce=12)),
        month=APRIL,
        law=FRENCH_LAW,
        known_on=FILED_ON,
    )
    assert not found.problems
    return Claim(
        SIRET,
        "c" * 32,
        1,
        NUMBER,
        APRIL,
        ClaimState.AWAITING_VALIDATION,
        "anne",
        lines=found.lines,
        submitted_at=datetime(2020, 5, 4, 9, tzinfo=UTC),
        known_on=FILED_ON,
    )


def facts_of(*lines: ClaimLine, **known: Any) -> ClaimFacts:  # noqa: ANN401  facts of every kind
    """A sound claim's facts, but for what a test says."""
    facts = ClaimFacts(
        claim=claim_of(*(lines or (line(),)), others=known.get("other_lines", ())),
        decision=DECISION,
        request=authorised(),
        requested_on=date(2020, 3, 2),
        filed_on=FILED_ON,
        law=FRENCH_LAW,
        account_created_on=date(2019, 1, 7),
        addresses=(EmailAddress("anne@example.fr"),),
        disposable_domains=DISPOSABLE_DOMAINS,
        registered=registered(SIRET),
        declared_hours={},
    )
    return attrs.evolve(facts, **known)


def found(check: str, facts: ClaimFacts) -> list[Finding]:
    """What one check found."""
    return list(SCREENING_CHECKS[check](facts))


def codes(check: str, facts: ClaimFacts) -> list[str]:
    """The codes of what one check found; every sentence can be read."""
    findings = found(check, facts)
    for finding in findings:
        assert finding.statement.french
        assert finding.statement.english
    return [finding.code for finding in findings]


def test_a_sound_claim_trips_nothing() -> None:
    facts = facts_of()
    assert [name for name in SCREENING_CHECKS if found(name, facts)] == []


def other_slice(*, unworked: str, assimilated: str = "0") -> ClaimLine:
    """The March slice of the week of 30 March, counted as claimed."""
    march = line(week="2020-W14", month=MARCH, unworked=unworked, assimilated=assimilated)
    kept = claim_of(line()).lines[0].assessed
    assert kept is not None
    return attrs.evolve(march, assessed=attrs.evolve(kept, compensable_hours=march.unworked_hours))


# Name of the check, code, facts that trip it, facts that nearly do.
CASES: list[tuple[str, str, ClaimFacts, ClaimFacts]] = [
    (
        "decision",
        "no_authorisation",
        facts_of(decision=attrs.evolve(DECISION, withdrawn_at=FILED)),
        facts_of(),
    ),
    (
        "decision",
        "no_authorisation",
        facts_of(decision=attrs.evolve(DECISION, accepted=False, message="no")),
        facts_of(),
    ),
    (
        "period",
        "outside_authorisation",
        facts_of(request=authorised(span=Span(MARCH, date(2020, 4, 11)))),
        facts_of(request=authorised(span=Span(MARCH, date(2020, 4, 12)))),
    ),
    (
        "headcount",
        "headcount_above_decision",
        facts_of(line(), line(BEN), request=authorised(headcount=1)),
        facts_of(line(), line(week="2020-W16"), request=authorised(headcount=1)),
    ),
    (
        "decision_hours",
        "hours_above_decision",
        facts_of(hours_under_decision=Hours.parse("3965.01")),
        facts_of(hours_under_decision=Hours.parse("3965")),
    ),
    (
        "quota",
        "employees_above_quota",
        facts_of(hours_in_year={ANNE: Hours.parse("1572.01")}),
        facts_of(hours_in_year={ANNE: Hours.parse("1572")}),
    ),
    (
        "quota",
        "employees_above_quota",
        facts_of(
            request=authorised(motive=Motive.RESTRUCTURING),
            hours_in_year={ANNE: Hours.parse("66")},
            hours_in_year_motive_4={ANNE: Hours.parse("66")},
        ),
        facts_of(
            request=authorised(motive=Motive.RESTRUCTURING),
            hours_in_year={ANNE: Hours.parse("66")},
            hours_in_year_motive_4={ANNE: Hours.parse("65")},
        ),
    ),
    (
        "time_bar",
        "claim_time_barred",
        facts_of(filed_on=date(2021, 6, 1)),
        facts_of(filed_on=date(2021, 5, 31)),
    ),
    (
        "same_employee_elsewhere",
        "employees_claimed_elsewhere",
        facts_of(elsewhere=((ANNE, OTHER_FIRM, date(2020, 4, 6), date(2020, 4, 6)),)),
        facts_of(elsewhere=()),
    ),
    ("register", "establishment_not_registered", facts_of(registered=None), facts_of()),
    (
        "register",
        "establishment_closed",
        facts_of(registered=registered(SIRET, active=False, state_since=date(2020, 4, 30))),
        facts_of(registered=registered(SIRET, active=False, state_since=date(2020, 5, 1))),
    ),
    (
        "register",
        "establishment_closed_undated",
        facts_of(registered=registered(SIRET, active=False, state_since=None)),
        facts_of(registered=registered(SIRET, state_since=None)),
    ),
    ("insolvency", "insolvency_open", facts_of(insolvency="redressement"), facts_of()),
    (
        "contract_hours",
        "weeks_above_contract",
        facts_of(line(week="2020-W14", unworked="30"), other_lines=(other_slice(unworked="6"),)),
        facts_of(line(week="2020-W14", unworked="29"), other_lines=(other_slice(unworked="6"),)),
    ),
    (
        "leave",
        "leave_claimed",
        facts_of(
            line(week="2020-W14", unworked="21"),
            other_lines=(other_slice(unworked="0", assimilated="15"),),
        ),
        facts_of(
            line(week="2020-W14", unworked="20"),
            other_lines=(other_slice(unworked="0", assimilated="15"),),
        ),
    ),
    (
        "pay_jump",
        "pay_jumped",
        facts_of(line(pay="18.01"), last_pays={ANNE: HourlyPay.parse("15")}),
        facts_of(line(pay="18"), line(BEN), last_pays={ANNE: HourlyPay.parse("15")}),
    ),
    (
        "pay_of_a_month",
        "pay_of_a_month",
        facts_of(line(pay="101.51")),
        facts_of(line(pay="101.50")),
    ),
    (
        "rest_days",
        "hours_on_rest_days",
        facts_of(line(week="2020-W16", unworked="28.01")),
        facts_of(line(week="2020-W16", unworked="28")),
    ),
    (
        "two_names",
        "number_of_two_names",
        facts_of(line(), attrs.evolve(line(week="2020-W16"), last_name="Martinet")),
        facts_of(line(), attrs.evolve(line(week="2020-W16"), last_name="MARTÍN")),
    ),
    (
        "pay_under_minimum",
        "pay_under_minimum_wage",
        facts_of(line(pay="10.14")),
        facts_of(line(pay="10.15")),
    ),
    (
        "pay_over_cap",
        "pay_over_cap",
        facts_of(line(pay="60"), line(BEN, pay="60"), line(nir(3))),
        facts_of(line(pay="60"), line(nir(3))),
    ),
    (
        "iban_changed",
        "iban_changed",
        facts_of(ibans_since=((OTHER_IBAN, MARCH), (IBAN, date(2020, 3, 5)))),
        facts_of(ibans_since=((OTHER_IBAN, date(2020, 1, 1)), (IBAN, date(2020, 3, 4)))),
    ),
    ("iban_shared", "iban_shared", facts_of(other_sirens=("443061841",)), facts_of()),
    (
        "fresh_account",
        "fresh_account_large_sum",
        facts_of(
            account_created_on=date(2020, 4, 4), tolerances=Tolerances(large_sum=Euros(367_50))
        ),
        facts_of(
            account_created_on=date(2020, 4, 4), tolerances=Tolerances(large_sum=Euros(367_51))
        ),
    ),
    (
        "disposable_address",
        "disposable_address",
        facts_of(addresses=(EmailAddress("quick@inbox.yopmail.com"),)),
        facts_of(addresses=(EmailAddress("quick@notyopmail.com"),)),
    ),
    (
        "payroll",
        "hours_far_from_payroll",
        facts_of(declared_hours={ANNE: Hours.parse("27.99")}),
        facts_of(declared_hours={ANNE: Hours.parse("28")}),
    ),
    ("payroll", "fact_not_known", facts_of(declared_hours=None), facts_of()),
]


@pytest.mark.parametrize(("check", "code", "trips", "nearly"), CASES)
def test_a_check_trips_on_its_case_and_not_on_the_nearest_other(
    check: str, code: str, trips: ClaimFacts, nearly: ClaimFacts
) -> None:
    assert codes(check, trips) == [code]
    assert codes(check, nearly) == []


def test_every_check_has_a_case_that_trips_it() -> None:
    assert {check for check, *_ in CASES} == set(SCREENING_CHECKS)


def test_only_the_law_refuses_and_always_with_its_article() -> None:
    refusing = {
        check
        for check, _, trips, _ in CASES
        for finding in found(check, trips)
        if finding.outcome is Outcome.REFUSE
    }
    assert refusing == {"decision", "period", "quota", "time_bar"}
    for check, _, trips, _ in CASES:
        for finding in found(check, trips):
            assert bool(finding.article) is (finding.outcome is Outcome.REFUSE)


def test_no_figure_names_a_person() -> None:
    """Figures are of these kinds alone: numbers, days, codes, and what names a firm."""
    told = [
        figure
        for check, _, trips, _ in CASES
        for finding in found(check, trips)
        for figure in finding.figures.values()
    ]
    assert {type(figure) for figure in told} == {str, int, date, Hours, Euros, HourlyPay, Share}
    names = {NUMBER, "redressement", "443061841", "inbox.yopmail.com", "payroll", str(OTHER_FIRM)}
    assert {figure for figure in told if isinstance(figure, str)} == names


def outcome(facts: ClaimFacts) -> Outcome:
    """What the checks come to, at the ordinary threshold."""
    return screen(facts, SCREENING_CHECKS, threshold=100, drawn=False).outcome


def test_hours_far_from_payroll_never_hold_a_claim_alone() -> None:
    facts = facts_of(declared_hours={ANNE: Hours(0)})
    assert codes("payroll", facts) == ["hours_far_from_payroll"]
    assert outcome(facts) is Outcome.ACCEPT


def test_two_ordinary_signs_hold_a_claim_and_one_does_not() -> None:
    jump = {"last_pays": {ANNE: HourlyPay.parse("10")}}
    assert outcome(facts_of(**jump)) is Outcome.ACCEPT
    fresh = {"addresses": (EmailAddress("quick@yopmail.com"),)}
    assert outcome(facts_of(**fresh)) is Outcome.ACCEPT
    assert outcome(facts_of(**jump, **fresh)) is Outcome.HOLD


def test_a_payroll_that_was_not_asked_is_said_and_weighs_nothing() -> None:
    facts = facts_of(declared_hours=None)
    assert outcome(facts) is Outcome.ACCEPT
    (finding,) = found("payroll", facts)
    assert finding.score == 0


def test_the_hours_of_a_month_are_compared_with_payroll_all_claims_together() -> None:
    other = attrs.evolve(
        other_slice(unworked="7"), week="2020-W16", span=Span(date(2020, 4, 13), date(2020, 4, 19))
    )
    facts = facts_of(declared_hours={ANNE: Hours.parse("50")}, other_lines=(other,))
    (finding,) = found("payroll", facts)
    assert finding.figures["claimed"] == Hours.parse("42")


def test_lines_of_other_months_and_people_are_not_hours_of_the_month() -> None:
    others = (other_slice(unworked="7"), attrs.evolve(line(BEN), number=9))
    facts = facts_of(declared_hours={ANNE: Hours.parse("35")}, other_lines=others)
    assert codes("payroll", facts) == []


def test_an_employee_that_payroll_did_not_declare_is_not_compared() -> None:
    assert codes("payroll", facts_of(declared_hours={BEN: Hours.parse("35")})) == []


def test_an_account_named_again_is_as_old_as_its_first_request() -> None:
    since = ((IBAN, date(2019, 1, 1)), (OTHER_IBAN, date(2020, 4, 1)))
    assert codes("iban_changed", facts_of(ibans_since=since)) == []
    assert codes("iban_changed", facts_of(ibans_since=((OTHER_IBAN, MARCH),))) == []


def test_firms_beyond_the_first_five_are_counted() -> None:
    sirens = tuple(f"44306184{last}" for last in range(7))
    (finding,) = found("iban_shared", facts_of(other_sirens=sirens))
    assert finding.figures["firms"] == 7
    assert str(finding.figures["sirens"]).endswith(", …")


def test_establishments_beyond_the_first_five_are_counted() -> None:
    days = date(2020, 4, 6), date(2020, 4, 6)
    sirets = [registered(OTHER_FIRM).siret, *map(_establishment, range(6))]
    facts = facts_of(elsewhere=tuple((ANNE, siret, *days) for siret in sirets))
    (finding,) = found("same_employee_elsewhere", facts)
    assert finding.figures["employees"] == 1
    assert str(finding.figures["where"]).endswith(", …")


def _establishment(number: int) -> Siret:
    body = f"4430618410{number:03d}"
    return Siret(body + luhn.calc_check_digit(body))


def test_where_the_law_gives_no_answer_an_officer_is_asked() -> None:
    early = facts_of()
    early = attrs.evolve(early, claim=attrs.evolve(early.claim, month=date(2012, 4, 1)))
    (finding,) = found("quota", early)
    assert (finding.outcome, finding.code) == (Outcome.HOLD, "law_without_answer")


def test_what_stands_against_a_draft_is_told_before_it_is_filed() -> None:
    facts = facts_of(line(), line(BEN), request=authorised(headcount=1))
    assert [finding.code for finding in findings_before_filing(facts)] == [
        "headcount_above_decision"
    ]
    assert set(CLAIM_CHECKS) <= set(SCREENING_CHECKS)


def test_what_is_likely_a_mistake_is_told_to_who_types() -> None:
    """2,500 in the hourly field, a Sunday, a pay cut in half, one number with two names."""
    sunday = Span(date(2020, 4, 12), date(2020, 4, 12))
    facts = facts_of(
        line(pay="2500"),
        attrs.evolve(line(week="2020-W16"), first_name="Bea"),
        line(BEN, pay="7.50", span=sunday, unworked="7"),
        last_pays={BEN: HourlyPay.parse("15")},
    )
    assert [finding.code for finding in findings_before_filing(facts)] == [
        "pay_jumped",
        "pay_of_a_month",
        "hours_on_rest_days",
        "number_of_two_names",
    ]


def test_what_an_apprentice_is_paid_of_the_minimum_wage_is_no_pay_of_a_month() -> None:
    share = attrs.evolve(
        line(),
        hourly_pay=None,
        category=EmployeeCategory.APPRENTICE,
        share_of_minimum_wage=Share.parse("0.43"),
    )
    assert codes("pay_of_a_month", facts_of(share)) == []
    mayotte = attrs.evolve(
        facts_of(line(pay="76.61")), request=authorised(territory=Territory.MAYOTTE)
    )
    assert codes("pay_of_a_month", mayotte) == ["pay_of_a_month"]


@pytest.mark.parametrize("year", range(2013, 2040))
def test_public_holidays_are_those_of_the_labour_code(year: int) -> None:
    """The same as a library that is kept knows them."""
    library = {one.day for one in calendar(date(year, 1, 1), date(year, 12, 31))}
    assert public_holidays(year) == library


def test_days_that_are_likely_to_be_worked() -> None:
    """A Saturday may be one of the five; a holiday of the week is one less."""
    assert days_to_work(date(2020, 4, 6), date(2020, 4, 12)) == 5
    assert days_to_work(date(2020, 4, 13), date(2020, 4, 19)) == 4
    assert days_to_work(date(2020, 4, 11), date(2020, 4, 12)) == 1
    assert days_to_work(date(2020, 4, 12), date(2020, 4, 12)) == 0
    assert days_to_work(date(2020, 4, 30), date(2020, 5, 1)) == 1


def test_an_unsubmitted_claim_is_looked_at_with_the_law_of_the_day() -> None:
    facts = facts_of()
    draft = attrs.evolve(facts, claim=attrs.evolve(facts.claim, known_on=None))
    assert draft.known_on == FILED_ON


@given(st.sampled_from(sorted(DISPOSABLE_DOMAINS)), st.sampled_from(["", "a.", "x.y."]))
def test_a_domain_under_a_disposable_one_is_disposable(host: str, before: str) -> None:
    assert is_disposable(before + host, DISPOSABLE_DOMAINS)
    assert not is_disposable(f"my{host}", {host})


def test_the_mailboxes_that_the_french_throw_away_are_known() -> None:
    """And not those that they keep."""
    thrown_away = ("yopmail.com", "yopmail.fr", "jetable.org", "10minutesmail.fr", "trashmail.com")
    kept = ("orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "gmail.com", "sfr.fr", "ovh.fr")
    assert all(is_disposable(one, DISPOSABLE_DOMAINS) for one in thrown_away)
    assert not any(is_disposable(one, DISPOSABLE_DOMAINS) for one in kept)


def test_a_share_of_lines_over_the_cap_is_a_matter_of_configuration() -> None:
    facts = facts_of(
        line(pay="60"), line(BEN), tolerances=Tolerances(lines_over_cap=Share.parse("0.40"))
    )
    assert codes("pay_over_cap", facts) == ["pay_over_cap"]


FIGURES: dict[str, dict[str, str]] = {
    "no_authorisation": {"number": NUMBER},
    "outside_authorisation": {"lines": "1", "first": "2020-03-01", "last": "2020-04-11"},
    "headcount_above_decision": {"claimed": "2", "authorised": "1"},
    "hours_above_decision": {"claimed": "35.00", "before": "3965.01", "authorised": "4000.00"},
    "claim_time_barred": {"end": "2020-05-31", "last": "2021-05-31"},
    "employees_claimed_elsewhere": {"employees": "1", "where": str(OTHER_FIRM)},
    "establishment_not_registered": {},
    "establishment_closed": {"since": "2020-04-30"},
    "establishment_closed_undated": {},
    "insolvency_open": {"kind": "redressement"},
    "weeks_above_contract": {"weeks": "1", "above": "1.00"},
    "leave_claimed": {"weeks": "1", "above": "1.00"},
    "pay_jumped": {"employees": "1", "share": "0.20", "before": "15.00", "now": "18.01"},
    "pay_of_a_month": {"lines": "1", "times": "10", "highest": "101.51"},
    "hours_on_rest_days": {"lines": "1", "hours": "0.01"},
    "number_of_two_names": {"employees": "1"},
    "pay_under_minimum_wage": {"lines": "1"},
    "pay_over_cap": {"lines": "2", "of": "3"},
    "iban_changed": {"changed": "2020-03-05", "days": "60"},
    "iban_shared": {"firms": "1", "sirens": "443061841"},
    "fresh_account_large_sum": {"created": "2020-04-04", "days": "30", "allowance": "367.50"},
    "disposable_address": {"domains": "inbox.yopmail.com"},
    "hours_far_from_payroll": {"employees": "1", "claimed": "35.00", "declared": "27.99"},
    "fact_not_known": {"fact": "payroll"},
}
"""What an officer, and an employer who is refused, read of each finding of the cases above."""
SCORES = {
    "pay_of_a_month": 50, "hours_on_rest_days": 30, "number_of_two_names": 50,
    "weeks_above_contract": 50, "leave_claimed": 50, "pay_jumped": 50, "pay_under_minimum_wage": 30,
    "pay_over_cap": 30, "iban_changed": 60, "fresh_account_large_sum": 60, "disposable_address": 60,
    "hours_far_from_payroll": 30,
}  # fmt: skip


def test_each_finding_says_its_figures_and_weighs_what_it_weighs() -> None:
    for check, code, trips, _ in CASES:
        if code == "employees_above_quota":
            continue  # the next test, with several employees
        (finding,) = found(check, trips)
        assert {name: str(figure) for name, figure in finding.figures.items()} == FIGURES[code]
        assert finding.score == SCORES.get(code, 0)


def test_the_quota_names_how_many_are_above_it_by_how_much_and_the_most() -> None:
    """1,607 hours a year (R. 5122-6): 35 more each than 1,572.01, 1,580 and, not above, 1,000."""
    hours = {ANNE: "1572.01", BEN: "1580", nir(3): "1000"}
    facts = facts_of(
        line(),
        line(BEN),
        line(nir(3)),
        hours_in_year={who: Hours.parse(used) for who, used in hours.items()},
    )
    (finding,) = found("quota", facts)
    figures = {name: str(figure) for name, figure in finding.figures.items()}
    assert figures == {"employees": "2", "year": "2020", "above": "8.01", "most": "8.00"}
    assert finding.article == "R. 5122-6"


def test_the_largest_jump_of_pay_is_the_one_that_is_shown() -> None:
    """In euros, not in proportion; those that stayed are not counted."""
    before = {ANNE: "10", BEN: "20", nir(3): "15"}
    facts = facts_of(
        line(pay="13"),
        line(BEN, pay="25"),
        line(nir(3), pay="15"),
        last_pays={who: HourlyPay.parse(pay) for who, pay in before.items()},
    )
    (finding,) = found("pay_jump", facts)
    figures = {name: str(figure) for name, figure in finding.figures.items()}
    assert figures == {"employees": "2", "share": "0.20", "before": "20.00", "now": "25.00"}


def test_who_files_is_not_told_which_other_employer_claims() -> None:
    """Another firm's number is between that firm and the officer."""
    facts = facts_of(elsewhere=((ANNE, OTHER_FIRM, date(2020, 4, 6), date(2020, 4, 6)),))
    (finding,) = findings_before_filing(facts)
    assert finding.code == "employees_claimed_by_others"
    assert OTHER_FIRM.digits not in finding.statement.french + finding.statement.english
