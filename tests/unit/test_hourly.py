"""The two hourly amounts: which of share, cap and floor decides, and the one rounding."""

from datetime import date
from fractions import Fraction

import pytest

from partial_activity import (
    FRENCH_LAW,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.hourly import DecidedBy, HourlyAmount
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.assessment.regimes.regime import HourFacts
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.money import Euros


def rules(
    day: date = date(2025, 3, 1),
    category: EmployeeCategory = EmployeeCategory.STANDARD,
    *,
    training: bool = False,
) -> ResolvedRules:
    """The rules of an ordinary firm of up to 250."""
    asked = Question(
        scheme=Scheme.ORDINARY,
        situation=Situation.GENERAL,
        territory=Territory.NATIONAL,
        category=category,
        training=training,
        indemnity_floor=IndemnityFloor.HOURLY,
        small_firm=True,
        agreement_sent_on=None,
        known_on=None,
    )
    found = rules_of_period(FRENCH_LAW, asked, day, day)
    assert isinstance(found, tuple)
    return found[0]


def amounts(of_day: ResolvedRules, pay: str) -> tuple[HourlyAmount, HourlyAmount]:
    """Indemnity and allowance of an hour."""
    hourly = of_day.of_regime.hourly(of_day.hour(Fraction(pay)))
    return hourly.indemnity, hourly.allowance


def test_a_half_cent_goes_up() -> None:
    """0.70 x 30.75 is 21.525, which the ministry prints as 21.53."""
    indemnity, _ = amounts(rules(date(2020, 4, 1)), "30.75")
    assert indemnity.euros == Euros.parse("21.53")


def test_the_cap_is_rounded_once() -> None:
    """0.70 x 4.5 x 10.15 is 31.9725: 31.97, not 31.98 by way of 45.68."""
    _, allowance = amounts(rules(date(2020, 4, 1)), "60")
    assert allowance.euros == Euros.parse("31.97")
    assert allowance.decided_by is DecidedBy.CAP


def test_a_pay_at_the_cap_is_still_a_share() -> None:
    """53.46 is 4.5 x 11.88; a cent more is capped to the same amount."""
    at, _ = amounts(rules(), "53.46")
    above, _ = amounts(rules(), "53.47")
    assert (at.euros, at.decided_by) == (Euros.parse("32.08"), DecidedBy.SHARE)
    assert (above.euros, above.decided_by) == (Euros.parse("32.08"), DecidedBy.CAP)


@pytest.mark.parametrize(
    ("pay", "decided_by"),
    [("15.66", DecidedBy.FLOOR), ("15.665", DecidedBy.FLOOR), ("15.67", DecidedBy.SHARE)],
)
def test_the_floor_is_compared_with_the_exact_product(pay: str, decided_by: DecidedBy) -> None:
    """60 % of 15.665 is 9.399, which would round to the floor: the floor decides all the same."""
    indemnity, _ = amounts(rules(), pay)
    assert (indemnity.euros, indemnity.decided_by) == (Euros.parse("9.40"), decided_by)


def test_a_pay_of_exactly_the_minimum_wage_is_not_below_it() -> None:
    """The test is on the exact pay."""
    wage = Fraction("11.88")
    assert not HourFacts(wage, wage).below_minimum_wage
    assert HourFacts(Fraction("11.8799"), wage).below_minimum_wage
    assert not HourFacts(Fraction(1), None).below_minimum_wage


def test_the_flat_amount_does_not_look_at_the_pay() -> None:
    """7.74 an hour up to 250 employees, before March 2020."""
    for pay in ("3", "300"):
        _, allowance = amounts(rules(date(2019, 3, 1)), pay)
        assert (allowance.euros, allowance.decided_by) == (Euros.parse("7.74"), DecidedBy.FLAT)


def test_the_own_pay_of_an_apprentice_is_paid_back_whole() -> None:
    """5.1084 rounds once; the allowance is that amount, not another rounding."""
    apprentice = rules(category=EmployeeCategory.APPRENTICE)
    indemnity, allowance = amounts(apprentice, "5.1084")
    assert (indemnity.euros, indemnity.decided_by) == (Euros.parse("5.11"), DecidedBy.OWN_PAY)
    assert (allowance.euros, allowance.decided_by) == (Euros.parse("5.11"), DecidedBy.INDEMNITY)


def test_an_allowance_within_the_indemnity_keeps_its_own_reason_when_it_is_lower() -> None:
    """Limited only where it would be higher."""
    journalist = rules(category=EmployeeCategory.FREELANCE_JOURNALIST)
    _, limited = amounts(journalist, "12.00")  # floor 8.46 above 7.20
    _, lower = amounts(journalist, "30.00")
    assert (str(limited.euros), limited.decided_by) == ("7.20", DecidedBy.INDEMNITY)
    assert (str(lower.euros), lower.decided_by) == ("10.80", DecidedBy.SHARE)


def test_training_takes_the_contributions_off_and_rounds_once() -> None:
    """20.00 less 20.84 % is 15.832."""
    of_day = rules(training=True)
    hour = of_day.hour(Fraction(20), Fraction("0.2084"))
    amount = of_day.of_regime.hourly(hour).indemnity
    assert (str(amount.euros), amount.decided_by) == ("15.83", DecidedBy.TRAINING)


def test_every_amount_shows_its_working() -> None:
    """Product first, then the floor that raised it."""
    indemnity, _ = amounts(rules(), "12")
    assert [step.code for step in indemnity.steps] == ["indemnity_share", "indemnity_floor"]
    assert indemnity.steps[0].values["exact"] == Fraction("7.2")
    assert indemnity.steps[-1].values["rounded"] == Euros.parse("9.40")
