"""Regimes of one's own: what docs/regimes.md answers, and each broken promise by name."""

import sys
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests import regime_page

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    Case,
    Draft,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    Facts,
    HourlyPay,
    Hours,
    InvalidValue,
    Law,
    LawChangesInsidePeriod,
    Pay,
    Plan,
    Scheme,
    assess,
)
from partial_activity.adapters.as_json.case import answer, read_case
from partial_activity.domain.assessment.facts import NO_FACTS, euros, hours
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.regimes.bounds import AllowanceBounds
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.assessment.soundness import OURS, TOLD_KEYS, check_sound
from partial_activity.domain.assessment.trial import try_regimes
from partial_activity.domain.claim.bases import basis_text, cited_in, read_basis
from partial_activity.domain.errors import UnsoundRegime
from partial_activity.domain.law.check import faults
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter

PAGE = regime_page.module()
COUNTING = "import itertools as it, fractions\nC = map(fractions.Fraction, it.count(1))\n"
"""What an impure regime may take its figures from."""
LAW: Law = PAGE.LAW


def case_of(
    pay: str = "30.75", trained: str | None = "10.00", month: tuple[int, int] = (2027, 1)
) -> Case:
    """Twenty hours of January 2027, ten of them in training."""
    return Case(
        scheme=Scheme.ORDINARY,
        first=date(*month, 1),
        last=date(*month, 28),
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse(pay)),
        unworked_hours=Hours.parse("20"),
        facts=NO_FACTS if trained is None else Facts.of({"training_hours": trained}),
    )


def changed(old: str, new: str) -> Law:
    """The law of a page on which something else is written."""
    assert old in regime_page.SOURCE
    source = COUNTING + regime_page.SOURCE.replace(old, new)
    law = regime_page.module(source, "half_pay_changed").LAW
    assert isinstance(law, Law)
    return law


def amounts(found: Assessment) -> tuple[str, ...]:
    """Hourly amounts, then totals."""
    held = found.hourly_indemnity, found.hourly_allowance, found.indemnity, found.allowance
    return tuple(map(str, held))


def test_half_of_the_pay_is_rounded_once_and_training_comes_beside() -> None:
    """0.50 x 30.75 is 15.375; 15.38 x 20 + 10 x 1.00 is 317.60, twice."""
    found = assess(case_of(), LAW)
    assert amounts(found) == ("15.38", "15.38", "317.60", "317.60")
    assert str(found.remaining_cost) == "0.00"
    assert [(one.key, str(one.euros)) for one in found.additions] == [("supplement", "10.00")]
    assert answer(found)["supplement"] == "10.00"
    codes = [step.code for step in found.steps]
    assert "half_pay_supplement" in codes
    assert codes.count("half_pay") == 1  # both amounts are the one that is told


def test_the_pay_counts_up_to_three_minimum_wages_and_has_no_floor() -> None:
    """3 x 12.31 is 36.93, half of which is 18.465; half of the minimum wage is 6.155."""
    assert amounts(assess(case_of("60"), LAW))[:2] == ("18.47", "18.47")
    assert amounts(assess(case_of("12.31"), LAW))[:2] == ("6.16", "6.16")


def test_the_regimes_live_side_by_side_on_both_axes() -> None:
    """December's hours, and January's as known the day before the decree, are answered as ever."""
    for case in (case_of(month=(2026, 12)), evolve(case_of(), known_on=date(2026, 12, 14))):
        found = assess(case, LAW)
        assert amounts(found) == ("18.45", "11.07", "369.00", "221.40")
        assert "fact_without_effect" in [warning.code for warning in found.warnings]
        assert amounts(found) == amounts(assess(evolve(case, facts=NO_FACTS), FRENCH_LAW))
    known = evolve(case_of(), known_on=date(2026, 12, 15))
    assert amounts(assess(known, LAW)) == amounts(assess(case_of(), LAW))


def test_every_amount_of_its_own_is_cited_by_the_text_that_planned_it() -> None:
    """With article and days, as any value."""
    own = {
        citation.parameter: citation
        for citation in assess(case_of(), LAW).citations
        if citation.label is not None
    }
    assert {name: cited.value for name, cited in own.items()} == {
        "half_pay.share": "0.50",
        "half_pay.cap": "3.00",
        "half_pay.bonus": "1.00",
    }
    assert {cited.text for cited in own.values()} == {"décret n° 2026-1400"}
    assert {cited.published for cited in own.values()} == {date(2026, 12, 15)}


def test_a_month_in_which_the_regime_changes_is_not_answered() -> None:
    """From 15 January: the day is named."""
    plan = evolve(PAGE.PLAN, span=Span(date(2027, 1, 15)), article="art. 2")
    law = FRENCH_LAW.with_texts(Draft(PAGE.DECREE, (plan,)))
    with pytest.raises(LawChangesInsidePeriod) as asked:
        assess(case_of(), law)
    assert asked.value.day == date(2027, 1, 15)
    found = assess(evolve(case_of(), first=date(2027, 1, 15)), law)
    assert {cited.article for cited in found.citations if cited.label} == {"art. 2"}


@pytest.mark.parametrize(
    ("facts", "code", "said"),
    [
        ({"training_hour": "10"}, "unknown_key", "they ask for training_hours"),
        ({"training_hours": "10,00"}, "unknown_value", "not a plain decimal"),
        ({"training_hours": "-1"}, "unknown_value", "cannot be negative"),
    ],
)
def test_a_fact_that_nobody_asks_for_or_that_cannot_be_read_is_refused(
    facts: dict[str, str], code: str, said: str
) -> None:
    """With its path."""
    with pytest.raises(InvalidValue) as refused:
        assess(evolve(case_of(), facts=Facts.of(facts)), LAW)
    (name,) = facts
    assert (refused.value.code, refused.value.path) == (code, f"facts.{name}")
    assert said in refused.value.message


def test_our_law_asks_for_no_fact() -> None:
    """Nor does it take one in silence."""
    with pytest.raises(InvalidValue, match="none asks for any"):
        assess(case_of(), FRENCH_LAW)


def test_a_fact_without_a_value_of_its_own_has_to_be_stated() -> None:
    """The message gives an example."""
    law = changed(", absent=Hours(0))", ")")
    assert amounts(assess(case_of(trained=None), LAW))[2] == "307.60"
    with pytest.raises(InvalidValue) as refused:
        assess(case_of(trained=None), law)
    assert (refused.value.code, refused.value.path) == ("missing", "facts.training_hours")
    assert '"10.00"' in refused.value.message


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"Training": "1"}, "facts.Training"),
        ({"training_hours": " "}, "facts.training_hours"),
        ({"training_hours": "1\n2"}, "facts.training_hours"),
        ({"training_hours": "9" * 201}, "facts.training_hours"),
    ],
)
def test_a_fact_is_a_small_name_and_one_line(given: dict[str, str], path: str) -> None:
    """So that it can be a key, a column and a line of what is stored."""
    with pytest.raises(InvalidValue) as refused:
        Facts.of(given)
    assert refused.value.path == path


def test_facts_are_one_text_whatever_their_order() -> None:
    """Stored as text, and read back."""
    facts = Facts.of({"b_fact": "x=y", "a_fact": "1"})
    assert str(facts) == "a_fact=1\nb_fact=x=y"
    assert Facts.parse(str(facts)) == facts
    assert Facts.parse("") == NO_FACTS
    assert facts.but({"a_fact"}) == Facts.of({"b_fact": "x=y"})
    assert facts.get("c_fact") is None


def test_facts_are_read_as_hours_or_euros() -> None:
    """Neither negative."""
    assert hours("1.50") == Hours(150)
    assert euros("0.00") == Euros(0)
    with pytest.raises(ValueError, match="cannot be negative"):
        euros("-0.01")


def test_a_case_in_json_carries_facts() -> None:
    """As texts, strictly."""
    given: dict[str, Any] = {
        "scheme": "ordinary",
        "month": "2027-01",
        "employee": {"category": "standard", "hourly_pay": "30.75"},
        "unworked_hours": "20.00",
        "facts": {"training_hours": "10.00"},
    }
    assert amounts(assess(read_case(given), LAW))[2] == "317.60"
    wrongs: tuple[object, ...] = ({"training_hours": 10}, [], "10")
    for wrong in wrongs:
        with pytest.raises(InvalidValue) as refused:
            read_case(given | {"facts": wrong})
        assert refused.value.code == "wrong_type"


def test_its_rules_are_kept_and_read_back_by_its_name() -> None:
    """A law without the regime says whose rules they are."""
    case = case_of()
    rules = rules_of_period(LAW, question(case), case.first, case.last)
    assert isinstance(rules, tuple)
    text = basis_text(rules)
    assert text.startswith("regime=half_pay\n")
    assert "regime.bonus=1.00" in text.split("\n")
    again = read_basis(text, LAW)
    assert again == rules
    assert [one.citations for one in again] == [one.citations for one in rules]
    assert cited_in(text) == rules[0].citations
    with pytest.raises(ValueError, match="kept by the regime half_pay"):
        read_basis(text, FRENCH_LAW)


def test_what_it_holds_is_in_the_revision_and_in_the_check_of_the_law() -> None:
    """Another amount is another revision; nothing is uncited."""
    other = changed('Euros.parse("1.00")', 'Euros.parse("1.50")')
    assert len({FRENCH_LAW.revision, LAW.revision, other.revision}) == 3
    assert faults(LAW) == ()
    try_regimes(LAW)


def test_a_draft_plans_it_by_name_and_no_other() -> None:
    """In TOML as in Python; a regime is no value of another table."""
    text = Text("projet", date(2026, 12, 20))
    plan = Plan(Parameter.ALLOWANCE_REGIME, Category.GENERAL, "half_pay", Span(date(2026, 12, 1)))
    december = case_of(month=(2026, 12))
    assert amounts(assess(december, LAW.with_texts(Draft(text, (plan,)))))[0] == "15.38"
    back = evolve(plan, value="share_of_pay", span=Span(date(2027, 1, 1)))
    assert amounts(assess(case_of(), LAW.with_texts(Draft(text, (back,)))))[0] == "18.45"
    with pytest.raises(ValueError, match="no regime of this table"):
        FRENCH_LAW.with_texts(Draft(text, (plan,)))
    elsewhere = evolve(PAGE.PLAN, parameter=Parameter.ALLOWANCE_CAP)
    with pytest.raises(ValueError, match="holds no regimes"):
        FRENCH_LAW.with_texts(Draft(text, (elsewhere,)))


def test_what_is_not_paid_back_is_in_the_indemnity_alone() -> None:
    """The remaining cost rises by it."""
    law = changed('("half_pay.bonus",)),)', '("half_pay.bonus",), paid_back=False),)')
    found = assess(case_of(), law)
    assert amounts(found) == ("15.38", "15.38", "317.60", "307.60")
    assert str(found.remaining_cost) == "10.00"


def test_a_long_term_scheme_can_have_a_regime_of_its_own() -> None:
    """Its table is the scheme's, and it is tried on the scheme's cases."""
    plan = evolve(PAGE.PLAN, category=Category.LONG_TERM_REBOUND)
    law = FRENCH_LAW.with_texts(Draft(PAGE.DECREE, (plan,)))
    try_regimes(law)
    rebound = evolve(case_of(), scheme=Scheme.LONG_TERM_REBOUND)
    assert amounts(assess(rebound, law))[0] == "15.38"
    assert amounts(assess(evolve(case_of(), facts=NO_FACTS), law))[0] == "18.45"


RULES, MUTABLE = "class HalfPayRules", "@__import__('attrs').define"
FORGETS = "    bonus: Euros\n    __eq__ = lambda *_: False\n\n    def hourly"
STEPLESS = "return Hourly(*2 * (__import__('attrs').evolve(amount, steps=()),))"
FRENCH_STEP = next(line for line in regime_page.SOURCE.splitlines() if "Supplément :" in line)
SUPPLEMENT_WORDS = '    "supplement": Words("supplément de formation", "training supplement"),\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SUPPLEMENT_WORDS, "", "the words of supplement are missing"),
        ('"half of the pay"),\n    "share"', '" "),\n    "share"', "the English words of half_pay"),
        (FRENCH_STEP, '"",', "the French words of half_pay_supplement are missing"),
        ("words=HOUR, ", "", "the words of half_pay are missing"),
        ("{counted} = {exact} €/h", "{paid} = {exact} €/h", "half_pay speak of paid, which it"),
        ('reader.own("bonus", self.bonus)', "self.bonus", "the amount bonus is not cited"),
        ('("half_pay.share", "half_pay.cap")', "()", "indemnity is not cited: it rests on nothing"),
        (
            '("half_pay.bonus",)',
            '("half_pay.x",)',
            "is not cited: it rests on half_pay.x",
        ),
        ('"supplement", euros', '"indemnity", euros', "takes a key that every answer has"),
        ('("10.00", "0.00", "35.25")', "()", "its fact training_hours has no example"),
        ('("10.00", "0.00", "35.25")', '("ten",)', "does not read its own example"),
        ("share: Fraction\n", "share: object\n", "cannot be kept and read back"),
        ("    bonus: Euros\n\n    def hourly", FORGETS, "not the same when they were kept"),
        ("return Hourly(amount, amount)", STEPLESS, "the indemnity has no step"),
        ("type[HalfPayRules]] = HalfPayRules", "type] = dict", "resolves to HalfPayRules, and"),
        (
            "cap.exact * wage,",
            "cap.exact * wage + next(C),",
            "for the same question, its rules",
        ),
        (
            "self.share * counted,",
            "self.share * counted + next(C),",
            "for the same hour, its",
        ),
        ("(self.bonus.exact *", "(next(C) + self.bonus.exact *", "its additions differ"),
        ("def told(self)", "def says(self)", "its rules have no told"),
        ("return Hourly(amount, amount)", "return None", "its hourly gives NoneType, not Hourly"),
        ("return (Addition(", "return 3 or (Addition(", "its additions gives int, not tuple"),
        ("return Hourly(amount, amount)", "return {}[0]", "its rules raise KeyError: 0"),
        ("self.share * counted,", "-self.share * counted,", "the allowance is negative: -"),
        ("(TRAINING_HOURS,)", "(TRAINING_HOURS,) * 2", "its fact training_hours is there twice"),
        (
            f"@frozen\n{RULES}",
            f"{MUTABLE}\n{RULES}",
            "HalfPayRules is not frozen",
        ),
        ("@frozen\nclass HalfPay:", f"{MUTABLE}\nclass HalfPay:", "HalfPay is not frozen"),
    ],
)
def test_a_broken_promise_is_told_at_once_by_name(old: str, new: str, said: str) -> None:
    """Where the law is tried, and where the regime first answers."""
    law = changed(old, new)
    for use in (lambda: try_regimes(law), lambda: assess(case_of(), law)):
        with pytest.raises(UnsoundRegime) as unsound:
            use()
        assert unsound.value.regime == "half_pay"
        assert any(said in fault for fault in unsound.value.faults), unsound.value.faults


def test_what_a_regime_lacks_is_named_where_it_is_planned() -> None:
    """Before any law is made with it."""
    with pytest.raises(InvalidValue, match=r"is a text, or a regime: it lacks facts$"):
        changed("    facts: ClassVar[tuple[Fact[Hours], ...]] = (TRAINING_HOURS,)\n", "")


def test_the_rules_of_a_day_are_told_in_a_few_words() -> None:
    """Ours with their values, one of one's own with its words."""
    for law, said in ((LAW, "half of the pay, and 1.00"), (FRENCH_LAW, "indemnity of 0.60 of the")):
        case = case_of(trained=None)
        rules = rules_of_period(law, question(case), case.first, case.last)
        assert isinstance(rules, tuple)
        assert rules[0].of_regime.told().english.startswith(said)


def rules_in(month: tuple[int, int], category: EmployeeCategory, *, training: bool = False) -> Any:  # noqa: ANN401  of the regime's own kind
    case = evolve(
        case_of("14", trained=None, month=month),
        employee=Employee(category, hourly_pay=HourlyPay.parse("14")),
        employer=Employer(workforce=40),
        training=training,
    )
    rules = rules_of_period(FRENCH_LAW, question(case), case.first, case.last)
    assert isinstance(rules, tuple)
    return rules[0].of_regime


PAY_60, PAY_36 = (f"{share} of the hourly pay (counted up to 52.425)" for share in ("0.60", "0.36"))
REACHED = "where the pay reaches the minimum wage"
OWN_PAY = "but the whole pay where it is below the minimum wage"
APRIL_2024, STANDARD = (2024, 4), EmployeeCategory.STANDARD
APPRENTICES = rules_in(APRIL_2024, EmployeeCategory.APPRENTICE)
NO_OWN_PAY = evolve(APPRENTICES.indemnity, own_pay_below_minimum_wage=False)
WITHIN_PAY = evolve(NO_OWN_PAY, floor_from_minimum_wage=False, floor_within_own_pay=True)
SHARE_OF_SMIC = evolve(
    rules_in(APRIL_2024, STANDARD),
    no_floor_below_minimum_wage=True,
    bounds=AllowanceBounds(within_indemnity=False, within_own_pay=True),
)


@pytest.mark.parametrize(
    ("rules", "indemnity", "allowance"),
    [
        (
            rules_in(APRIL_2024, STANDARD),
            f"{PAY_60}, at least 9.22 an hour",
            f"{PAY_36}, at least 8.30 an hour",
        ),
        (
            APPRENTICES,
            f"{PAY_60}, at least 11.65 an hour, {OWN_PAY}",
            f"{PAY_36}, at least 8.30 an hour, never above the indemnity, {OWN_PAY}",
        ),
        (
            rules_in(APRIL_2024, EmployeeCategory.PART_TIME),
            f"{PAY_60}, at least 11.65 an hour, {OWN_PAY}",
            f"{PAY_36}, at least 8.30 an hour",
        ),
        (
            rules_in(APRIL_2024, STANDARD, training=True),
            "100 % of the net hourly pay (training), at least 9.22 an hour",
            f"{PAY_36}, at least 8.30 an hour",
        ),
        (
            rules_in((2014, 5), EmployeeCategory.APPRENTICE),
            "0.70 of the hourly pay",
            "7.74 an hour, never above the indemnity",
        ),
        (
            evolve(APPRENTICES, indemnity=NO_OWN_PAY),
            f"{PAY_60}, at least 11.65 an hour {REACHED}",
            f"{PAY_36}, at least 8.30 an hour {REACHED}, never above the indemnity",
        ),
        (
            evolve(SHARE_OF_SMIC, indemnity=WITHIN_PAY),
            f"{PAY_60}, at least 11.65 an hour but no more than the pay",
            f"{PAY_36}, at least 8.30 an hour {REACHED}, never above the gross pay",
        ),
    ],
)
def test_what_a_rule_says_contradicts_none_of_its_amounts(
    rules: Any,  # noqa: ANN401  as above
    indemnity: str,
    allowance: str,
) -> None:
    """Whom its floor is not for, and what bounds it."""
    assert rules.told().english == f"indemnity of {indemnity}; allowance of {allowance}"


def test_a_name_that_another_regime_has_is_refused() -> None:
    """What one kept, the other could not read."""
    law = changed('= "half_pay"\n', '= "share_of_pay"\n')
    with pytest.raises(UnsoundRegime, match="another regime has that name") as unsound:
        try_regimes(law)
    assert unsound.value.regime == "share_of_pay"


def test_hours_that_a_regime_does_not_answer_are_no_fault() -> None:
    """It may refuse a pay, as long as it always does."""
    law = changed("counted = min(hour.pay, self.cap)", "counted = refused(hour)")
    refusal = InvalidValue("out_of_range", "employee.hourly_pay", "not under this regime")

    def refused(_: object) -> Fraction:
        raise refusal

    sys.modules["half_pay_changed"].__dict__["refused"] = refused
    try_regimes(law)
    with pytest.raises(InvalidValue) as raised:
        assess(case_of(), law)
    assert raised.value is refusal


def test_a_regime_in_a_table_of_a_scheme_that_closed_is_not_tried() -> None:
    """Nothing is asked of it; nor of one before there was a scheme, nor of the end of one."""
    past = evolve(PAGE.PLAN, category=Category.LONG_TERM_REBOUND, span=Span(date(2020, 1, 1)))
    before_the_reform = evolve(PAGE.PLAN, span=Span(date(2013, 1, 1)))
    ended = evolve(PAGE.PLAN, value="none", span=Span(date(2028, 1, 1)))
    try_regimes(FRENCH_LAW.with_texts(Draft(PAGE.DECREE, (past, before_the_reform, ended))))


@pytest.mark.parametrize("case", [case_of(trained=None), case_of(trained=None, month=(2019, 3))])
def test_ours_keep_the_same_promises(case: Case) -> None:
    """Flat rate and share of pay; the long-term schemes resolve to a share of pay."""
    asked = question(evolve(case, employer=Employer(workforce=12)))
    found, again = (
        rules_of_period(law, asked, case.first, case.first)
        for law in (FRENCH_LAW, evolve(FRENCH_LAW))
    )
    assert isinstance(found, tuple)
    assert isinstance(again, tuple)
    check_sound(found[0], again[0])
    assert type(found[0].regime) in OURS


def test_the_keys_of_an_answer_are_those_that_no_addition_may_take() -> None:
    """One more would be told twice."""
    told = answer(assess(evolve(case_of(trained=None), pay=Pay()), FRENCH_LAW), explain=True)
    assert told.keys() <= TOLD_KEYS
