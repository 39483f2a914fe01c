"""What must hold of the lines of a payslip, read from the answer and from what it cites."""

from fractions import Fraction

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import Case, Territory
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.assessment.payslip_page import Payslip
from partial_activity.domain.hours import LEGAL_MONTH_EXACT, ZERO_HOURS
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.testing import strategies
from partial_activity.testing.reading_answers import Assess, cited_ratio

_HALF_A_CENT = Fraction(1, 200)
_CSG = {
    "csg_deductible": Parameter.CSG_DEDUCTIBLE,
    "csg_non_deductible": Parameter.CSG_NON_DEDUCTIBLE,
    "crds": Parameter.CRDS,
}
_BORNE_IN = {
    Territory.NATIONAL: tuple(Levies),
    Territory.MAYOTTE: (Levies.ORDINARY,),  # it has a levy of its own
}
_LEVIES = (*_CSG, "sickness_levy")
"""The levies, in the order in which they are taken."""


def with_pay(law: Law) -> SearchStrategy[Case]:
    """Answerable cases with what a payslip is made from; the month's pay near the minimum wage."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Case:
        case = draw(strategies.answerable_cases(law))
        near = st.integers(80_000, 220_000).map(Euros)
        pay = evolve(
            draw(strategies.pays()),
            net_pay_for_work=draw(st.none() | near | near | strategies.euros(most="6000.00")),
            levies=draw(st.sampled_from(_BORNE_IN[case.territory])),
        )
        share = case.pay.employee_contribution_share if case.pay else None
        return evolve(case, pay=evolve(pay, employee_contribution_share=share))

    return drawn()  # not a composite of the law: Hypothesis would write it out in each report


def levies_leave_the_minimum_wage(law: Law, assess: Assess = assess) -> None:
    """Each levy is its share, in its order, and none takes the month below the minimum wage.

    CSG and CRDS of the indemnity less its abatement, the sickness levy of the whole indemnity (CSS,
    art. L. 136-1-2, L. 136-8, D. 242-13). The limit of non-residents is rounded up to a whole euro.
    """

    @given(with_pay(law))
    def holds(case: Case) -> None:
        answer, pay, written = _payslip(case, law, assess)
        if written.net_indemnity is None or pay.net_pay_for_work is None:
            return
        owed = answer.indemnity
        taken = {name: getattr(written, name) for name in _LEVIES}
        levied = {name: levy for name, levy in taken.items() if levy is not None}
        total = Euros(sum(levy.cents for levy in levied.values()))
        assert written.net_indemnity == owed - total, "the lines do not add up"
        assert all(levy >= ZERO_EUROS for levy in levied.values())
        wage = cited_ratio(answer, Parameter.MINIMUM_WAGE)
        assert wage is not None
        month = wage * LEGAL_MONTH_EXACT
        before, after = pay.net_pay_for_work + owed, pay.net_pay_for_work + written.net_indemnity
        if total > ZERO_EUROS:
            assert after.exact >= month - _HALF_A_CENT, "the month falls below the minimum wage"
        left = max(Fraction(0), before.exact - month)
        for name, levy in levied.items():
            full = _full(answer, owed, name)
            assert levy.exact <= full + _HALF_A_CENT, f"{name} is more than its share"
            if left - 1 >= full:
                assert levy.exact >= full - _HALF_A_CENT, f"{name} is less than its share"
            left -= levy.exact

    holds()


def guaranteed_pay_is_reached(law: Law, assess: Assess = assess) -> None:
    """The month comes to the guaranteed pay, and no further by the complementary allowance.

    The net of the legal month at the minimum wage (L. 3232-3), less, in proportion, for hours of
    another suspension (L. 3232-4); the employer pays what lacks (L. 3232-5).
    """

    @given(with_pay(law))
    def holds(case: Case) -> None:
        answer, pay, written = _payslip(case, law, assess)
        guaranteed = written.guaranteed_monthly_pay
        if guaranteed is None:
            assert written.complementary_allowance is None
            return
        wage = cited_ratio(answer, Parameter.MINIMUM_WAGE)
        deduction = cited_ratio(answer, Parameter.GUARANTEED_PAY_DEDUCTION)
        assert wage is not None
        assert deduction is not None
        hours = max(Fraction(0), LEGAL_MONTH_EXACT - pay.suspended_hours.exact)
        exact = wage * (1 - deduction) * hours
        assert abs(guaranteed.exact - exact) <= _HALF_A_CENT
        if pay.suspended_hours == ZERO_HOURS:
            assert guaranteed > ZERO_EUROS
        more = written.complementary_allowance
        if more is None or pay.net_pay_for_work is None or written.net_indemnity is None:
            return
        month = pay.net_pay_for_work + written.net_indemnity
        assert more >= ZERO_EUROS
        assert month + more == max(guaranteed, month)

    holds()


def complement_is_what_was_promised(law: Law, assess: Assess = assess) -> None:
    """The complement brings an hour to the maintained share; part of it, at most, is pay."""

    @given(with_pay(law))
    def holds(case: Case) -> None:
        answer, pay, written = _payslip(case, law, assess)
        complement, as_pay = written.complement, written.complement_as_salary
        if pay.maintained_share is None:
            assert (complement, as_pay) == (None, None)
            return
        if complement is None or answer.hourly_pay is None:
            return
        promised = Euros.rounded(pay.maintained_share.exact * answer.hourly_pay.exact)
        hourly = max(Fraction(0), promised.exact - answer.hourly_indemnity.exact)
        assert abs(complement.exact - hourly * answer.compensable_hours.exact) <= _HALF_A_CENT
        if as_pay is not None:
            assert ZERO_EUROS <= as_pay <= complement

    holds()


PAYSLIP_PROPERTIES = (
    levies_leave_the_minimum_wage,
    guaranteed_pay_is_reached,
    complement_is_what_was_promised,
)
"""The properties of this file."""


def _payslip(case: Case, law: Law, assess: Assess) -> tuple[Assessment, Pay, Payslip]:
    answer = assess(case, law)
    assume(answer.payslip is not None)
    assert answer.payslip is not None
    assert case.pay is not None
    return answer, case.pay, answer.payslip


def _full(answer: Assessment, owed: Euros, name: str) -> Fraction:
    """What a levy takes where nothing limits it, exact but for the abated base."""
    share = cited_ratio(answer, _CSG.get(name, Parameter.LOCAL_LEVY))
    assert share is not None, f"{name} cites no share"
    base = cited_ratio(answer, Parameter.LEVY_BASE) if name in _CSG else Fraction(1)
    assert base is not None, f"{name} cites no base"
    return share * Euros.rounded(base * owed.exact).exact
