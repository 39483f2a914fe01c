"""Every kind of case, on every day around a change of the law: an answer, or a listed reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from partial_activity import (
    FRENCH_LAW,
    EmployeeCategory,
    IndemnityFloor,
    NoRuleInForce,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.assessment.resolution import change_days, rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.law.dated import Span

# Thousands of cases, for what they answer; each line they walk through has a test of its own.
pytestmark = pytest.mark.unmeasured

FIRST_DAY = date(2013, 7, 1)
OPEN = {
    Scheme.ORDINARY: Span(FIRST_DAY),
    # decree 2020-926 from the day after its publication; last day of the last agreement
    Scheme.LONG_TERM: Span(date(2020, 7, 31), date(2026, 12, 31)),
    # decree 2025-338; filed in February 2026, begun on 1 May 2026, 24 months
    Scheme.LONG_TERM_REBOUND: Span(date(2025, 4, 16), date(2028, 4, 30)),
    Scheme.CHILDCARE: Span(date(2020, 5, 1), date(2022, 7, 31)),
    # August 2022 by tolerance, then law 2022-1157
    Scheme.VULNERABLE: Span(date(2020, 5, 1), date(2023, 1, 31)),
}
"""Written again from the texts, not read from the tables."""
MAYOTTE_FROM = date(2016, 11, 26)
"""Ordonnance 2016-1579, published the day before: the island had no ordinary scheme earlier."""


def days() -> list[date]:
    """The first and the last day of every stretch of law."""
    edges = {day - timedelta(days=shift) for day in change_days(FRENCH_LAW) for shift in (0, 1)}
    return sorted(day for day in edges if day >= FIRST_DAY)


def questions(scheme: Scheme) -> Iterator[Question]:
    """Every situation, territory and category, with each fact that a rule could ask for."""
    for situation, territory, category in product(Situation, Territory, EmployeeCategory):
        if situation is Situation.CYCLONE and territory is not Territory.MAYOTTE:
            continue  # no such case can be made
        yield Question(
            scheme=scheme,
            situation=situation,
            territory=territory,
            category=category,
            training=False,
            indemnity_floor=IndemnityFloor.HOURLY,
            small_firm=True,
            agreement_sent_on=None,
            known_on=None,
        )


def outcome(question: Question, day: date) -> str:
    """``rules``, the code of the refusal, or what the law does not say."""
    try:
        found = rules_of_period(FRENCH_LAW, question, day, day)
    except NoRuleInForce as gap:
        return gap.message
    if isinstance(found, tuple):
        (rules,) = found
        assert isinstance(rules, ResolvedRules)
        assert rules.citations
        return "rules"
    return found.code


@pytest.mark.parametrize("scheme", Scheme, ids=lambda scheme: scheme.value)
def test_every_kind_of_case_has_rules_or_a_listed_reason(scheme: Scheme) -> None:
    """Rules while the scheme is open, and never after; no gap is met on the way."""
    for day in days():
        for question in questions(scheme):
            found = outcome(question, day)
            assert found == expected(question, day), f"{day}, {question}: {found}"


def expected(question: Question, day: date) -> str:
    """Rules while the scheme is open where the employer is; the law of the day has no hole."""
    late = question.territory is Territory.MAYOTTE and day < MAYOTTE_FROM
    return "rules" if day in OPEN[question.scheme] and not late else "scheme_not_open"


def _gap(question: Question, day: date) -> NoRuleInForce | None:
    try:
        rules_of_period(FRENCH_LAW, question, day, day)
    except NoRuleInForce as gap:
        return gap
    return None


@pytest.mark.parametrize("shift", [-1, 1])
def test_the_day_beside_the_life_of_a_scheme_is_refused(shift: int) -> None:
    """The eve of the first day, and the day after the last."""
    for scheme, span in OPEN.items():
        beside = span.first if shift < 0 else span.last
        if scheme is Scheme.ORDINARY or beside is None:
            continue
        question = next(questions(scheme))
        assert outcome(question, beside) == "rules"
        assert outcome(question, beside + timedelta(days=shift)) == "scheme_not_open"


def test_nothing_is_answered_before_the_reform_of_2013() -> None:
    """The ordinary scheme itself has no rule before 1 July 2013."""
    gap = _gap(next(questions(Scheme.ORDINARY)), FIRST_DAY - timedelta(days=1))
    assert gap is not None
    assert gap.code == "no_rule_in_force"
