"""What must hold of any law, whatever its figures: for the law as it is, and for a draft decree.

Each property takes a law, looks for a case that breaks it, and fails with the smallest one found::

    def test_the_draft_is_sound() -> None:
        properties.check(FRENCH_LAW.with_texts(draft))

Another implementation than ours is held to them by ``properties.check(law, other_assess)``. How
long each looks is up to Hypothesis' settings. What is found is read from the answer itself:
its citations, its steps and its amounts, never from the tables it was made from.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Protocol

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from partial_activity.domain.assessment.assess import Assessment, assess
from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    Case,
    EmployeeCategory,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.assessment.resolution import case_under
from partial_activity.domain.errors import CannotAnswer, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Draft, Law
from partial_activity.domain.law.dated import DatedTable, Span, Text
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Citation
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.testing import strategies
from partial_activity.testing.payslip_properties import (
    complement_is_what_was_promised,
    guaranteed_pay_is_reached,
    levies_leave_the_minimum_wage,
)
from partial_activity.testing.plausible_law import (
    a_better_paid_apprentice_is_owed_no_less,
    texts_mean_what_they_plan,
)
from partial_activity.testing.reading_answers import (
    OF_ALLOWANCE,
    OF_INDEMNITY,
    PARAMETERS,
    Assess,
    amounts,
    answered,
    as_published_by,
    cases_with_counted_hours,
    cited_euros,
    for_hours,
    highest_euros,
    indemnity_floor,
    is_listed,
    is_owed_own_pay,
    is_sure,
    may_be_below_allowance_floor,
    parameter_of,
    said,
    sentences,
)


class Property(Protocol):
    """Looks for a case that a law gets wrong, and fails with the smallest."""

    __name__: str

    def __call__(self, law: Law, assess: Assess = ...) -> None:
        """Look for the case."""


HALF_A_CENT = Fraction(1, 200)


def check(law: Law, assess: Assess = assess) -> None:
    """Look for a case that breaks any of the properties.

    Raises:
        ExceptionGroup: one failure for each property that does not hold.
    """
    failures: dict[str, Exception] = {}
    for holds in PROPERTIES:
        try:
            holds(law, assess)
        except Exception as failure:  # noqa: BLE001  raised again below, with the others
            failure.add_note(f"property: {holds.__name__}")
            failures[holds.__name__] = failure
    if failures:
        msg = f"the law breaks {', '.join(failures)}"
        raise ExceptionGroup(msg, list(failures.values()))


def every_case_is_answered(law: Law, assess: Assess = assess) -> None:
    """A complete case of one day gets amounts or a refusal.

    Exceptions: the gaps listed in docs/coverage.md, and the categories whose loss of pay, or whose
    days, no text turned into hours before 12 March 2020 (D. 5122-15 and décret n° 2020-435).
    """

    @given(strategies.complete_cases(law))
    def holds(case: Case) -> None:
        answer = answered(case, law, assess)
        if isinstance(answer, CannotAnswer):
            assert isinstance(answer, NoRuleInForce), answer.message
            assert is_listed(answer), f"{answer.message}: not a gap that is listed"

    holds()


def allowance_lies_between_floor_and_cap(law: Law, assess: Assess = assess) -> None:
    """The hourly allowance reaches its floor and does not pass its cap (D. 5122-13).

    Exceptions: flat amounts (before March 2020) have neither; what is limited to the indemnity may
    lie below the floor; the floor is not for apprentices, vocational contracts, freelance
    journalists and sales representatives paid below the minimum wage (D. 5122-13, al. 2).
    """

    @given(strategies.answerable_cases(law))
    def holds(case: Case) -> None:
        answer = assess(case, law)
        if answer.allowance_decided_by is DecidedBy.FLAT:
            return
        floor = cited_euros(answer, Parameter.ALLOWANCE_FLOOR)
        highest = highest_euros(answer, Parameter.ALLOWANCE_SHARE, Parameter.ALLOWANCE_CAP)
        if highest is not None and answer.allowance_decided_by is not DecidedBy.INDEMNITY:
            assert answer.hourly_allowance <= max(highest, floor or highest)
        if floor is not None and not may_be_below_allowance_floor(answer):
            assert answer.hourly_allowance >= floor

    holds()


def indemnity_lies_between_floor_and_cap(law: Law, assess: Assess = assess) -> None:
    """The hourly indemnity reaches its floor and does not pass its cap (R. 5122-18).

    Exceptions: 100 % of the net pay in training, and the own pay of an apprentice paid below the
    minimum wage, have no cap; the floor of a part-time or temporary employee is never above the own
    pay; nor is, from 2022, that of an apprentice.
    """

    @given(strategies.answerable_cases(law))
    def holds(case: Case) -> None:
        answer = assess(case, law)
        if answer.indemnity_decided_by is DecidedBy.OWN_PAY:
            return
        floor = indemnity_floor(answer)
        highest = highest_euros(answer, Parameter.INDEMNITY_SHARE, Parameter.INDEMNITY_CAP)
        in_training = any(step.code == "indemnity_training" for step in answer.steps)
        if highest is not None and not in_training:
            assert answer.hourly_indemnity <= max(highest, floor or highest)
        if floor is not None:
            assert answer.hourly_indemnity >= floor

    holds()


def allowance_never_exceeds_the_indemnity(law: Law, assess: Assess = assess) -> None:
    """The State pays back no more than what is owed, and remaining cost is what is left.

    Exceptions, each with the warning ``allowance_above_indemnity``: flat amounts near the minimum
    wage (before March 2020), and indemnities that have no hourly floor of their own: Mayotte on
    some days, part of the special categories, part-time and apprentices within their own pay, the
    floor by the month. So no exception for a full-time employee outside Mayotte under a share
    of pay, but where the floor of the allowance is itself inferred (ski areas, December 2020).
    """

    @given(strategies.answerable_cases(law))
    def holds(case: Case) -> None:
        answer = assess(case, law)
        above = answer.hourly_allowance > answer.hourly_indemnity
        warned = any(warning.code == "allowance_above_indemnity" for warning in answer.warnings)
        assert above == warned
        assert answer.remaining_cost == answer.indemnity - answer.allowance
        full_time = case.employee.category is EmployeeCategory.STANDARD
        if (
            full_time
            and is_sure(answer, Parameter.ALLOWANCE_FLOOR)
            and answer.allowance_decided_by is not DecidedBy.FLAT
        ):
            has_floor = indemnity_floor(answer) is not None
            assert not (above and has_floor), "the floor of the allowance is above the indemnity's"

    holds()


def amounts_are_rounded_once(law: Law, assess: Assess = assess) -> None:
    """An hourly amount is half a cent at most from its exact product, the hours from their own.

    What a regime adds beside the hours is rounded for itself.

    No article fixes the rounding: it is the one of the ministry's published examples.
    """

    @given(strategies.answerable_cases(law))
    def holds(case: Case) -> None:
        answer = assess(case, law)
        for step in answer.steps:
            exact, rounded = step.values.get("exact"), step.values.get("rounded")
            raised_to_floor = step.code in ("indemnity_floor", "allowance_floor")
            if isinstance(exact, Fraction) and isinstance(rounded, Euros) and not raised_to_floor:
                assert abs(exact - rounded.exact) <= HALF_A_CENT
        owed, paid = for_hours(answer)
        for hourly, total in ((answer.hourly_indemnity, owed), (answer.hourly_allowance, paid)):
            exact = hourly.exact * answer.compensable_hours.exact
            assert -HALF_A_CENT < total.exact - exact <= HALF_A_CENT

    holds()


def more_hours_never_pay_less(law: Law, assess: Assess = assess) -> None:
    """With more hours, neither indemnity nor allowance goes down, hour for hour the same."""

    @given(cases_with_counted_hours(law), strategies.hours())
    def holds(case: Case, more: Hours) -> None:
        assert case.unworked_hours is not None
        less, longer = (
            assess(evolve(case, unworked_hours=hours), law)
            for hours in (case.unworked_hours, case.unworked_hours + more)
        )
        assert less.hourly_indemnity == longer.hourly_indemnity
        assert less.hourly_allowance == longer.hourly_allowance
        assert less.indemnity <= longer.indemnity
        assert less.allowance <= longer.allowance

    holds()


def higher_pay_never_pays_less(law: Law, assess: Assess = assess) -> None:
    """With a higher hourly pay, neither hourly amount goes down: a share between two bounds.

    Exceptions: apprentices and vocational contracts, who are owed their whole pay below the minimum
    wage and a share of it above (L. 5122-5); part-time and temporary employees, owed the same below
    it and the net minimum wage at it, from 2020 to 2022.
    """
    cases = strategies.answerable_cases(law).filter(
        lambda case: (
            case.employee.hourly_pay is not None and case.employee.category not in APPRENTICES
        )
    )

    @given(cases, strategies.hourly_pays())
    def holds(case: Case, more: HourlyPay) -> None:
        assert case.employee.hourly_pay is not None
        pay = HourlyPay(case.employee.hourly_pay.exact + more.exact)
        lower = assess(case, law)
        if is_owed_own_pay(lower):
            return
        higher = assess(evolve(case, employee=evolve(case.employee, hourly_pay=pay)), law)
        assert lower.hourly_indemnity <= higher.hourly_indemnity
        assert lower.hourly_allowance <= higher.hourly_allowance

    holds()


def splitting_a_case_pays_the_same(law: Law, assess: Assess = assess) -> None:
    """Claimed in parts, hours and days pay the same, up to a cent a part.

    What a regime adds beside the hours is claimed once, with one of the parts. Each total is
    rounded once, so that each part may differ from its exact product by half a cent.
    """

    @given(cases_with_counted_hours(law), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        assert case.unworked_hours is not None
        whole = assess(case, law)
        parts = data.draw(st.integers(2, 5), label="parts")
        hundredths = case.unworked_hours.hundredths
        cuts = sorted(data.draw(st.integers(0, hundredths)) for _ in range(parts - 1))
        bounds = [0, *cuts, hundredths]
        answers = [
            assess(evolve(case, unworked_hours=Hours(end - start)), law)
            for start, end in pairwise(bounds)
        ]
        for total, *of_parts in zip(for_hours(whole), *map(for_hours, answers), strict=True):
            assert abs(total.cents - sum(part.cents for part in of_parts)) <= parts

    holds()


def a_month_pays_as_its_days(law: Law, assess: Assess = assess) -> None:
    """A case that is answered for a month is answered alike for each part of the month.

    Where the hourly amounts change inside the month the whole is not answered, and the change is
    named by its day.
    """

    @given(strategies.cases(law), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        day = data.draw(st.integers(0, (case.last - case.first).days), label="day of the cut")
        cut = case.first + timedelta(days=day)
        case = evolve(case, pay=None, training=False)  # the payslip is that of a whole month
        whole = answered(case, law, assess)
        if isinstance(whole, LawChangesInsidePeriod):
            assert case.first < whole.day <= case.last
        assume(isinstance(whole, Assessment))
        assert isinstance(whole, Assessment)
        for part in (evolve(case, last=cut), evolve(case, first=cut)):
            answer = assess(part, law)
            assert amounts(answer) == amounts(whole)
            assert set(answer.citations) <= set(whole.citations)

    holds()


def knowing_more_changes_nothing_known_before(law: Law, assess: Assess = assess) -> None:
    """What was known on a day stays: a text published later changes no answer as known then."""

    @given(strategies.complete_cases(law), strategies.days_of_knowledge(law), st.data())
    def holds(case: Case, day: date, data: st.DataObject) -> None:
        known = evolve(case, known_on=day)
        before = answered(known, law, assess)
        assume(isinstance(before, Assessment) and before.citations)
        assert isinstance(before, Assessment)
        tables = [_table_of(citation, law) for citation in before.citations]
        about_the_case = strategies.plans(law, st.sampled_from(tables), st.just(Span(case.first)))
        later = Text("draft", day + timedelta(days=1))
        draft = Draft(later, (data.draw(about_the_case, label="plan"),))
        assert said(before) == said(answered(known, law.with_texts(draft), assess))

    holds()


def _table_of(citation: Citation, law: Law) -> DatedTable[Any]:
    """The table that a citation comes from."""
    tables = law.tables_of(parameter_of(citation))
    (cited,) = (table for category, table in tables.items() if category == citation.category)
    return cited


def no_future_leaks_into_known_on(law: Law, assess: Assess = assess) -> None:
    """An answer as known on a day is the answer of a law that holds nothing published later."""

    @given(strategies.complete_cases(law), strategies.days_of_knowledge(law))
    def holds(case: Case, day: date) -> None:
        then = answered(evolve(case, known_on=day), law, assess)
        published = as_published_by(law, day)
        alone = answered(case_under(case, published, law), published, assess)
        assert type(then) is type(alone)
        if isinstance(then, Assessment):
            assert isinstance(alone, Assessment)
            assert (amounts(then), then.citations) == (amounts(alone), alone.citations)
            for citation in then.citations:
                assert citation.published is None or citation.published <= day

    holds()


def same_case_same_answer(law: Law, assess: Assess = assess) -> None:
    """The same facts give the same answer, whatever was asked before and whatever is remembered."""

    @given(strategies.cases(law))
    def holds(case: Case) -> None:
        first = answered(case, law, assess)
        again = answered(evolve(case), evolve(law), assess)
        assert said(first) == said(again)

    holds()


def every_amount_rests_on_a_text(law: Law, assess: Assess = assess) -> None:
    """An answer cites the value behind each amount, with text, article and days; a refusal is zero.

    Each cited value governs the day of the case, and was published if a day of publication is
    known.
    """

    @given(strategies.answerable_cases(law))
    def holds(case: Case) -> None:
        answer = assess(case, law)
        cited = {citation.parameter for citation in answer.citations}
        for decided_by, owner, rests_on in (
            (answer.indemnity_decided_by, OF_INDEMNITY, answer.indemnity_rests_on),
            (answer.allowance_decided_by, OF_ALLOWANCE, answer.allowance_rests_on),
        ):
            assert decided_by is not None
            ours = {parameter.value for parameter in owner.get(decided_by, ())}
            own = {name for name in rests_on if name not in PARAMETERS}
            assert (ours | own) & cited, f"{decided_by} cites none of {ours | own}"
        for addition in answer.additions:
            assert cited.intersection(addition.rests_on), f"{addition.key} cites nothing"
        for citation in answer.citations:
            assert citation.text
            assert citation.article
            assert citation.hours_from <= case.first
            assert citation.hours_to is None or case.last <= citation.hours_to

    holds()


def statements_read_in_both_languages(law: Law, assess: Assess = assess) -> None:
    """Warnings, refusals and steps make a French and an English sentence, without a gap in it."""

    @given(strategies.cases(law))
    def holds(case: Case) -> None:
        answer = answered(case, law, assess)
        if not isinstance(answer, Assessment):
            return
        for statement in (*answer.warnings, *sentences(answer.refusals), *answer.steps):
            for sentence in (statement.french, statement.english):
                assert sentence.endswith("."), sentence
                assert not set("{}") & set(sentence), sentence

    holds()


PROPERTIES: tuple[Property, ...] = (
    every_case_is_answered,
    allowance_lies_between_floor_and_cap,
    indemnity_lies_between_floor_and_cap,
    allowance_never_exceeds_the_indemnity,
    amounts_are_rounded_once,
    more_hours_never_pay_less,
    higher_pay_never_pays_less,
    splitting_a_case_pays_the_same,
    a_month_pays_as_its_days,
    knowing_more_changes_nothing_known_before,
    no_future_leaks_into_known_on,
    same_case_same_answer,
    every_amount_rests_on_a_text,
    statements_read_in_both_languages,
    texts_mean_what_they_plan,
    a_better_paid_apprentice_is_owed_no_less,
    levies_leave_the_minimum_wage,
    guaranteed_pay_is_reached,
    complement_is_what_was_promised,
)
"""All of them, as :func:`check` tries them."""
