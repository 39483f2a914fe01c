"""The rules of a line as text: kept today or kept before, they give the same cents."""

import json
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from partial_activity import (
    FRENCH_LAW,
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    Scheme,
    Share,
)
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.regimes.kept_values import read_values, value_lines
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.claim.bases import basis_text, cited_in, digest_of, read_basis
from partial_activity.domain.law.statements import Refusal

FIRST_FORM: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "data" / "first_bases.json").read_text(encoding="utf-8")
)
"""Kept before regimes had values of their own, with the amounts that were paid under them."""


def rules_of(
    day: date,
    scheme: Scheme = Scheme.ORDINARY,
    category: EmployeeCategory = EmployeeCategory.STANDARD,
) -> tuple[ResolvedRules, ...]:
    case = Case(
        scheme=scheme,
        first=day,
        last=day,
        employee=Employee(category, hourly_pay=HourlyPay.parse("15")),
        unworked_hours=Hours.parse("7"),
        employer=Employer(workforce=12),
    )
    rules = rules_of_period(FRENCH_LAW, question(case), day, day)
    assert not isinstance(rules, Refusal)
    return rules


@given(
    st.one_of(
        st.tuples(st.just(Scheme.ORDINARY), st.dates(date(2013, 7, 1), date(2026, 6, 30))),
        st.tuples(st.just(Scheme.LONG_TERM), st.dates(date(2020, 8, 1), date(2022, 6, 30))),
    ),
    st.sampled_from(list(EmployeeCategory)[:5]),
)
def test_resolved_rules_come_back_from_their_text(
    when: tuple[Scheme, date], category: EmployeeCategory
) -> None:
    rules = rules_of(when[1], when[0], category)
    text = basis_text(rules)
    again = read_basis(text, FRENCH_LAW)
    assert again == rules
    assert [each.citations for each in again] == [each.citations for each in rules]
    assert cited_in(text) == rules[0].citations
    assert basis_text(again) == text
    assert len(digest_of(text)) == 64


@pytest.mark.parametrize("kept", FIRST_FORM)
def test_what_was_kept_in_the_first_form_gives_the_same_cents(kept: dict[str, Any]) -> None:
    (rules,) = read_basis("\n".join(kept["basis"]), FRENCH_LAW)
    for paid in kept["amounts"]:
        owed, back = rules.of_regime.hourly(rules.hour(Fraction(paid["pay"]))).euros
        assert (str(owed), str(back)) == (paid["indemnity"], paid["allowance"])
    assert rules.citations == cited_in("\n".join(kept["basis"]))


def test_a_basis_kept_before_a_rule_was_known_is_read_as_it_was() -> None:
    """Own pay below the minimum wage: a claim paid before the rule was kept is told apart."""
    (kept,) = (each for each in FIRST_FORM if "part_time | yes" in str(each["basis"]))
    older = [line for line in kept["basis"] if "own_pay_below_minimum_wage=true" not in line]
    (now,), (then,) = (read_basis("\n".join(lines), FRENCH_LAW) for lines in (kept["basis"], older))
    owed = [rules.of_regime.hourly(rules.hour(Fraction(9))).euros[0] for rules in (now, then)]
    assert [str(each) for each in owed] == ["9.00", "8.03"]


def test_a_basis_names_its_regime_and_each_of_its_values() -> None:
    lines = basis_text(rules_of(date(2019, 3, 1))).split("\n")
    assert lines[:3] == ["regime=flat_rate", "minimum_wage=1003/100", "regime.indemnity.share=7/10"]
    assert "regime.amount=387/50" in lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("minimum_wage=1/1", "another version: it holds"),
        ("regime=of_mars\nminimum_wage=none", "regime of_mars, and the law in use has only"),
        ("regime=flat_rate\nminimum_wage=none", "does not hold regime.indemnity.share"),
    ],
)
def test_a_basis_that_cannot_be_read_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_basis(text, FRENCH_LAW)


def test_a_line_that_the_rules_do_not_have_is_refused() -> None:
    text = basis_text(rules_of(date(2019, 3, 1)))
    with pytest.raises(ValueError, match=r"FlatRateRules has no regime\.bonus"):
        read_basis(f"{text}\nregime.bonus=1.00", FRENCH_LAW)


class Colour(Enum):
    """A regime may hold its own names."""

    RED = "red"


@frozen
class Inner:
    """A value within a value."""

    share: Share
    pay: HourlyPay | None


@frozen
class Kept:
    """One of each kind."""

    inner: Inner
    euros: Euros
    hours: Hours
    since: date
    count: int
    yes: bool
    colour: Colour
    absent: Fraction | None


def test_every_kind_of_value_that_a_regime_may_hold_is_kept() -> None:
    kept = Kept(
        Inner(Share(Fraction(1, 3)), HourlyPay(Fraction(100, 7))),
        Euros(-12),
        Hours(700),
        date(2027, 1, 1),
        3,
        yes=False,
        colour=Colour.RED,
        absent=None,
    )
    lines = value_lines(kept, "regime")
    assert lines["regime.inner.pay"] == "100/7"
    assert lines["regime.colour"] == "red"
    assert read_values(Kept, lines, "regime") == kept


@frozen
class Unkept:
    """No kind that can be read back."""

    name: object


def test_what_a_basis_cannot_keep_is_told_with_its_place() -> None:
    with pytest.raises(TypeError, match=r"regime\.name: a basis cannot keep a list"):
        value_lines(Unkept([]), "regime")
    with pytest.raises(ValueError, match=r"regime\.name: a basis cannot keep"):
        read_values(Unkept, {"regime.name": "x"}, "regime")


def test_a_truth_that_is_neither_is_refused() -> None:
    lines = {**value_lines(rules_of(date(2025, 3, 1))[0].of_regime, "regime")}
    lines["regime.indemnity.training"] = "perhaps"
    with pytest.raises(ValueError, match="neither true nor false"):
        read_values(type(rules_of(date(2025, 3, 1))[0].of_regime), lines, "regime")
