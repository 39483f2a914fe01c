"""The payslip: levies within their limit, guaranteed monthly pay, the employer's complement."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import (
    Case,
    Employee,
    EmployeeCategory,
    Loss,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.assessment.payslip import payslip
from partial_activity.domain.assessment.payslip_page import Payslip, PayslipFacts, PayslipPart
from partial_activity.domain.hours import LEGAL_MONTH_EXACT, Hours
from partial_activity.domain.law.book import Draft, Law, Plan
from partial_activity.domain.law.dated import Entry, Span, Special, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.money import ZERO_EUROS, Euros, HourlyPay, Share
from partial_activity.domain.months import month_bounds
from partial_activity.domain.words import Words

MARCH_2025 = date(2025, 3, 1)


def minimum_wage(day: date, territory: Territory = Territory.NATIONAL) -> Fraction:
    """The gross hourly minimum wage of a day."""
    entry = FRENCH_LAW.minimum_wage_hourly[Category(territory.value)].on(day)
    assert entry
    assert not isinstance(entry.value, Special)
    return entry.value.exact


def facts(
    first: date = MARCH_2025,
    *,
    last: date | None = None,
    known_on: date | None = None,
    territory: Territory = Territory.NATIONAL,
    category: EmployeeCategory = EmployeeCategory.STANDARD,
    net_pay: str | None = None,
    maintained: str | None = None,
    borne: Levies = Levies.ORDINARY,
    suspended: str = "0",
    hourly_pay: str = "20",
    hourly_indemnity: str = "12.00",
    indemnity: str | None = None,
    hours: str = "100",
) -> PayslipFacts:
    """The facts of a month, by default March 2025: 100 hours at 12 euros of indemnity."""
    executive = category is EmployeeCategory.SENIOR_EXECUTIVE
    return PayslipFacts(
        case=Case(
            scheme=Scheme.ORDINARY,
            first=first,
            last=last or month_bounds(first.year, first.month)[1],
            employee=Employee(
                category,
                hourly_pay=None if executive else HourlyPay.parse(hourly_pay),
                loss=Loss(mean_pay=Euros.parse("9000")) if executive else None,
            ),
            unworked_hours=Hours.parse(hours),
            known_on=known_on,
            territory=territory,
        ),
        pay=Pay(
            net_pay_for_work=None if net_pay is None else Euros.parse(net_pay),
            maintained_share=None if maintained is None else Share.parse(maintained),
            levies=borne,
            suspended_hours=Hours.parse(suspended),
        ),
        hourly_pay=HourlyPay.parse(hourly_pay).exact,
        hourly_indemnity=Euros.parse(hourly_indemnity),
        indemnity=Euros.rounded(Euros.parse(hourly_indemnity).exact * Hours.parse(hours).exact)
        if indemnity is None
        else Euros.parse(indemnity),
        hours=Hours.parse(hours),
        known_minimum_wage=minimum_wage(first, territory),
    )


def lines(given_facts: PayslipFacts, law: Law = FRENCH_LAW) -> Payslip:
    """The payslip alone."""
    written = payslip(given_facts, law).payslip
    assert written
    return written


def levies(written: Payslip) -> tuple[str, ...]:
    """Deductible CSG, non-deductible CSG, CRDS, net indemnity, as printed."""
    return (
        str(written.csg_deductible),
        str(written.csg_non_deductible),
        str(written.crds),
        str(written.net_indemnity),
    )


def full_levies(part: PayslipPart) -> list[str]:
    """What each levy would take without the limit."""
    return [str(step.values["full"]) for step in part.steps if "full" in step.values]


def codes(part: PayslipPart) -> list[str]:
    """The codes of the warnings."""
    return [warning.code for warning in part.warnings]


def reasons(part: PayslipPart, code: str = "payslip_not_modelled") -> list[tuple[object, ...]]:
    """What the warnings of a code speak of."""
    return [tuple(found.values.values()) for found in part.warnings if found.code == code]


# Levies


@pytest.mark.parametrize(
    ("net_pay", "indemnity", "expected"),
    [
        ("0", "1850.00", ("48.20", "0.00", "0.00", "1801.80")),
        ("0", "1900.00", ("70.94", "27.26", "0.00", "1801.80")),
        ("900", "1000.00", ("37.34", "23.58", "4.91", "934.17")),
        ("700", "1000.00", ("0.00", "0.00", "0.00", "1000.00")),
    ],
)
def test_levies_stop_at_the_gross_monthly_minimum_wage(
    net_pay: str, indemnity: str, expected: tuple[str, ...]
) -> None:
    """2025, 1,801.80 a month: all, part or none of the levies is taken, deductible CSG first."""
    assert levies(lines(facts(net_pay=net_pay, indemnity=indemnity))) == expected


@pytest.mark.parametrize(
    ("first", "net_pay", "levy", "net"),
    [
        (MARCH_2025, "900", "13.00", "921.17"),  # 1.30 % of the whole indemnity; 65.83 before it
        (MARCH_2025, "871.80", "4.17", "930.00"),  # a margin of 70.00: what the others leave
        (MARCH_2025, "830", "0.00", "971.80"),  # 28.20, all of it deductible CSG
        (date(2022, 3, 1), "900", "15.00", "919.17"),  # 1.50 % until 31 March 2022
        (date(2022, 4, 1), "900", "13.00", "921.17"),
    ],
)
def test_in_alsace_moselle_a_sickness_levy_comes_last(
    first: date, net_pay: str, levy: str, net: str
) -> None:
    """After CSG and CRDS, within the same limit."""
    given_facts = facts(first, net_pay=net_pay, indemnity="1000", borne=Levies.ALSACE_MOSELLE)
    written = lines(given_facts)
    assert (str(written.sickness_levy), str(written.net_indemnity)) == (levy, net)
    assert written.csg_deductible is not None


@pytest.mark.parametrize(
    ("first", "net_pay", "threshold", "levy", "net"),
    [
        (MARCH_2025, "900", "1802.00", "28.00", "972.00"),
        (MARCH_2025, "820", "1802.00", "18.00", "982.00"),  # a margin of 18.00
        (date(2026, 6, 1), "0", "1868.00", "0.00", "1000.00"),  # 1,867.02, to the next euro
        (date(2019, 3, 1), "900", "1522.00", "28.00", "972.00"),
    ],
)
def test_who_resides_abroad_for_tax_bears_a_sickness_levy_alone(
    first: date, net_pay: str, threshold: str, levy: str, net: str
) -> None:
    """2.80 %, neither CSG nor CRDS; a limit rounded up to the euro (CSS, art. D. 242-13)."""
    given_facts = facts(first, net_pay=net_pay, indemnity="1000", borne=Levies.NON_RESIDENT)
    part = payslip(given_facts, FRENCH_LAW)
    assert part.payslip
    assert part.payslip.csg_deductible is part.payslip.crds is None
    assert (str(part.payslip.sickness_levy), str(part.payslip.net_indemnity)) == (levy, net)
    (margin,) = [step for step in part.steps if step.code == "payslip_sickness_margin"]
    assert str(margin.values["threshold"]) == threshold


@pytest.mark.parametrize(
    ("first", "net_pay", "levy"),
    [
        (date(2020, 6, 1), "900", "23.50"),  # 2.35 %
        (date(2020, 6, 1), "170", "8.23"),  # a margin of 8.23 above 7.66 x 35 x 52 / 12 = 1,161.77
        (date(2021, 2, 1), "900", "27.10"),  # 2.71 %, disputed
    ],
)
def test_in_mayotte_a_sickness_levy_stands_in_place_of_csg_and_crds(
    first: date, net_pay: str, levy: str
) -> None:
    """Within what the month has above the minimum wage of Mayotte."""
    part = payslip(
        facts(first, territory=Territory.MAYOTTE, net_pay=net_pay, indemnity="1000"), FRENCH_LAW
    )
    assert part.payslip
    assert part.payslip.csg_deductible is None
    assert str(part.payslip.sickness_levy) == levy
    assert ("disputed" in codes(part)) is (first.year > 2020)


def test_a_levy_of_mayotte_that_no_source_gives_is_absent_and_said_so() -> None:
    """Before 12 March 2020."""
    part = payslip(facts(date(2019, 3, 1), territory=Territory.MAYOTTE, net_pay="900"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.net_indemnity is None
    assert "sickness_levy, net_indemnity" in [each[0] for each in reasons(part)]


def test_without_a_minimum_wage_the_limit_of_the_levies_is_not_known() -> None:
    """Mayotte 2020, as known years before: its minimum wage has no text yet."""
    known = facts(date(2020, 4, 1), territory=Territory.MAYOTTE, net_pay="900")
    part = payslip(evolve(known, known_minimum_wage=None), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.net_indemnity is part.payslip.sickness_levy is None
    assert "sickness_levy, net_indemnity" in [each[0] for each in reasons(part)]


def test_each_levy_bears_on_the_rounded_base_before_the_limit() -> None:
    """Sage, 2020: 26.47, 16.72 and 3.48 before the limit, which leaves 12.49 of them."""
    part = payslip(facts(date(2020, 6, 1), net_pay="842.82", indemnity="709.09"), FRENCH_LAW)
    assert full_levies(part) == ["26.47", "16.72", "3.48"]
    assert part.payslip
    assert levies(part.payslip) == ("12.49", "0.00", "0.00", "696.60")


def test_levies_are_whole_where_the_month_is_well_paid() -> None:
    """A payroll course, 2024: 970.20 less 59.10 of CSG and 4.77 of CRDS is 906.33."""
    written = lines(facts(date(2024, 3, 1), net_pay="2000", indemnity="970.20"))
    assert levies(written) == ("36.22", "22.88", "4.77", "906.33")


def test_the_limit_is_not_reduced_for_part_time() -> None:
    """Half-time at 900 euros in all: the whole monthly minimum wage shields it."""
    half_time = facts(category=EmployeeCategory.PART_TIME, net_pay="600", indemnity="300")
    assert levies(lines(half_time)) == ("0.00", "0.00", "0.00", "300.00")


def test_without_the_net_pay_for_work_levies_are_absent_and_said_so() -> None:
    """The limit cannot be checked without it; the complementary allowance neither."""
    part = payslip(facts(maintained="1"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.csg_deductible is None
    assert part.payslip.net_indemnity is None
    assert part.payslip.complementary_allowance is None
    assert part.payslip.guaranteed_monthly_pay == Euros.parse("1426.30")
    assert reasons(part, "payslip_incomplete") == [("pay.net_pay_for_work",)]


def test_levies_that_no_published_text_fixes_are_absent() -> None:
    """As known in November 2020 the crisis levies ended with the year."""
    part = payslip(facts(date(2021, 1, 1), known_on=date(2020, 11, 1), net_pay="900"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.csg_deductible is None
    assert part.payslip.complementary_allowance is None
    [(line, reason)] = reasons(part)
    assert line == "csg_deductible, csg_non_deductible, crds, net_indemnity"
    assert "no text as known" in str(reason)
    assert not any(citation.parameter.startswith("levies") for citation in part.citations)


def test_levies_before_the_crisis_are_given_as_disputed() -> None:
    """Exemptions by tax income may have applied until 11 March 2020."""
    part = payslip(facts(date(2019, 5, 1), net_pay="2000"), FRENCH_LAW)
    assert codes(part).count("disputed") == 3
    assert "disputed" not in codes(payslip(facts(net_pay="2000"), FRENCH_LAW))


def test_two_texts_with_the_same_levies_are_both_cited() -> None:
    """March 2020 is under the code to the 11th, under the ordinance from the 12th."""
    part = payslip(facts(date(2020, 3, 1), net_pay="2000"), FRENCH_LAW)
    cited = {c.text for c in part.citations if c.parameter == "levies.crds"}
    assert cited == {"code de la sécurité sociale", "ordonnance n° 2020-346"}
    assert [c for c in part.citations if c.parameter == "levies.base_share"] == [part.citations[0]]


def test_a_doubt_about_later_days_alone_is_told_too() -> None:
    """A disputed text with the same CRDS from the 12th leaves the lines, and is said."""
    [table] = FRENCH_LAW.levies_crds.values()
    disputed = Entry(
        Span(date(2025, 3, 12)),
        Share.parse("0.005"),
        Text("question-réponse", date(2025, 3, 12)),
        dispute=Words("discuté", "disputed"),
    )
    doubtful = evolve(
        FRENCH_LAW,
        levies_crds={table.category: evolve(table, entries=(*table.entries, disputed))},
    )
    part = payslip(facts(net_pay="2000"), doubtful)
    assert reasons(part, "disputed") == [("levies.crds (national)", Words("discuté", "disputed"))]


def test_a_month_checked_only_in_part_is_warned_of() -> None:
    """The levies were read up to 27 March 2026."""
    assert "law_not_checked" in codes(payslip(facts(date(2026, 3, 1), net_pay="900"), FRENCH_LAW))
    to_the_27th = facts(date(2026, 3, 1), last=date(2026, 3, 27), net_pay="900")
    assert "law_not_checked" not in codes(payslip(to_the_27th, FRENCH_LAW))


def test_every_value_of_the_law_is_cited_once() -> None:
    """Base, three levies, deduction, regime and limit of the complement."""
    part = payslip(
        facts(date(2022, 2, 1), net_pay="900", maintained="1", hourly_pay="40"), FRENCH_LAW
    )
    assert [citation.parameter for citation in part.citations] == [
        "levies.base_share",
        "levies.csg_deductible",
        "levies.csg_non_deductible",
        "levies.crds",
        "guaranteed_pay.deduction_share",
        "complement.regime",
        "complement.limit",
    ]


euros = st.integers(0, 800_000).map(Euros)
months = st.sampled_from([date(2020, 6, 1), date(2022, 9, 1), date(2024, 11, 1), date(2026, 6, 1)])


@given(months, euros, euros)
def test_levies_never_bring_the_month_below_the_minimum_wage(
    month: date, net_pay: Euros, indemnity: Euros
) -> None:
    """Whatever the month was worth."""
    levies_stop_at_the_threshold(month, net_pay, indemnity)


@given(months, st.integers(0, 100_000).map(Euros), st.integers(-5_000, 20_000).map(Euros))
def test_levies_are_cut_one_after_another_near_the_minimum_wage(
    month: date, indemnity: Euros, above: Euros
) -> None:
    """The window in which some are taken, one is cut and the others are not."""
    threshold = Euros.rounded(minimum_wage(month) * LEGAL_MONTH_EXACT)
    levies_stop_at_the_threshold(month, threshold + above - indemnity, indemnity)


def levies_stop_at_the_threshold(month: date, net_pay: Euros, indemnity: Euros) -> None:
    """They add up, take nothing below the threshold, and go in the ministry's order."""
    part = payslip(facts(month, net_pay=str(net_pay), indemnity=str(indemnity)), FRENCH_LAW)
    written = part.payslip
    assert written
    assert written.csg_deductible is not None
    assert written.csg_non_deductible is not None
    assert written.crds is not None
    assert written.net_indemnity is not None
    taken = (written.csg_deductible, written.csg_non_deductible, written.crds)
    assert written.net_indemnity == indemnity - Euros(sum(levy.cents for levy in taken))
    assert all(levy >= ZERO_EUROS for levy in taken)
    threshold = Euros.rounded(minimum_wage(month) * LEGAL_MONTH_EXACT)
    assert net_pay + written.net_indemnity >= min(threshold, net_pay + indemnity)
    full = [Euros.parse(amount) for amount in full_levies(part)]
    assert all(levy <= most for levy, most in zip(taken, full, strict=True))
    # What stands above the threshold is there to be taken from, in the order of the levies.
    room = max(0, (net_pay + indemnity - threshold).cents)
    for levy, most in zip(taken, full, strict=True):
        assert levy.cents == min(most.cents, room)
        room -= levy.cents


# Guaranteed monthly pay


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 1, 1), "1204.20"),
        (date(2020, 1, 1), "1218.60"),
        (date(2021, 1, 1), "1230.61"),
        (date(2021, 10, 1), "1258.22"),
        (date(2022, 1, 1), "1269.03"),
        (date(2022, 5, 1), "1302.64"),
        (date(2022, 8, 1), "1329.06"),
        (date(2023, 1, 1), "1353.07"),
        (date(2023, 5, 1), "1383.08"),
        (date(2024, 1, 1), "1398.69"),
        (date(2024, 11, 1), "1426.30"),
        (date(2026, 1, 1), "1443.11"),
        (date(2026, 6, 1), "1477.93"),
    ],
)
def test_guaranteed_pay_is_the_net_of_the_legal_month(day: date, expected: str) -> None:
    """Minimum wage × 35 × 52 / 12 × (1 - 20.84 %), at each rise since 2019."""
    assert str(lines(facts(day)).guaranteed_monthly_pay) == expected


@pytest.mark.parametrize(
    ("suspended", "expected"),
    [
        ("0", "1426.30"),
        ("70", "768.01"),  # 81.67 hours exactly 245/3: 11.88 x 245 / 3 x 0.7916
        ("0.01", "1426.21"),
        ("151.66", "0.06"),
        ("151.67", "0.00"),  # a hair more than the exact legal month
    ],
)
def test_guaranteed_pay_is_reduced_for_a_suspension_an_entry_or_an_exit(
    suspended: str, expected: str
) -> None:
    """L. 3232-4: in proportion to the hours of the legal month, 35 x 52 / 12."""
    part = payslip(facts(suspended=suspended), FRENCH_LAW)
    assert part.payslip
    assert str(part.payslip.guaranteed_monthly_pay) == expected
    cited = {citation.article for citation in part.citations}
    assert ("L. 3232-4" in cited) is (suspended != "0")


def test_the_complementary_allowance_follows_the_reduced_guaranteed_pay() -> None:
    """Entered in the middle of the month: 768.01 guaranteed, 300 + 400 received."""
    entered = facts(suspended="70", net_pay="300", indemnity="400")
    assert str(lines(entered).complementary_allowance) == "68.01"


def test_a_draft_that_takes_the_reduction_away_leaves_the_line_absent() -> None:
    """Nothing is guessed where no text says how an entry counts."""
    plan = Plan(
        Parameter.GUARANTEED_PAY_PRO_RATA, Category.NATIONAL, "none", Span(date(2013, 7, 1))
    )
    law = FRENCH_LAW.with_texts(Draft(Text("projet", date(2026, 12, 1)), (plan,)))
    assert lines(facts(suspended="70"), law).guaranteed_monthly_pay is None
    assert str(lines(facts(), law).guaranteed_monthly_pay) == "1426.30"


def test_the_complementary_allowance_fills_the_month_up_to_the_guaranteed_pay() -> None:
    """March 2025: 1,426.30 guaranteed, 300 for work and 900 of indemnity, no levy so low."""
    written = lines(facts(net_pay="300", indemnity="900"))
    assert str(written.complementary_allowance) == "226.30"


def test_nothing_is_added_to_a_month_above_the_guaranteed_pay() -> None:
    """The complementary allowance is never negative."""
    assert lines(facts(net_pay="1000", indemnity="900")).complementary_allowance == ZERO_EUROS


@pytest.mark.parametrize(
    ("category", "guaranteed"),
    [
        (EmployeeCategory.STANDARD, True),
        (EmployeeCategory.AIRCREW, True),
        (EmployeeCategory.PART_TIME, False),
        (EmployeeCategory.TEMPORARY_AGENCY, False),
        (EmployeeCategory.APPRENTICE, False),
        (EmployeeCategory.VOCATIONAL_TRAINING, False),
        (EmployeeCategory.SENIOR_EXECUTIVE, False),
    ],
)
def test_only_full_time_employees_have_a_guaranteed_pay(
    category: EmployeeCategory, *, guaranteed: bool
) -> None:
    """The others have no such line, and nothing to be warned of."""
    part = payslip(facts(category=category, net_pay="900", maintained="0.01"), FRENCH_LAW)
    assert part.payslip
    assert (part.payslip.guaranteed_monthly_pay is not None) is guaranteed
    assert (part.payslip.complementary_allowance is not None) is guaranteed
    assert not part.warnings


def test_guaranteed_pay_before_its_table_begins_is_absent_and_said_so() -> None:
    """The deduction of 20.84 % is known from 2019."""
    part = payslip(facts(date(2018, 12, 1), net_pay="300"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.guaranteed_monthly_pay is None
    assert part.payslip.complementary_allowance is None
    assert [line for line, _ in reasons(part)] == ["guaranteed_monthly_pay"]


def test_in_mayotte_the_guaranteed_pay_is_not_modelled() -> None:
    """No source says how it applies there; the levy and the complement are given all the same."""
    part = payslip(facts(territory=Territory.MAYOTTE, net_pay="900", maintained="0.80"), FRENCH_LAW)
    assert part.payslip == Payslip(
        sickness_levy=Euros.parse("32.52"),
        net_indemnity=Euros.parse("1167.48"),
        complement=Euros.parse("400"),
        complement_as_salary=Euros.parse("400"),
    )
    assert reasons(part)[0][0] == "guaranteed_monthly_pay"


def test_a_part_of_a_month_is_warned_of() -> None:
    """The indemnity of eleven days meets the minimum wage of the whole month."""
    part = payslip(facts(last=date(2025, 3, 11), net_pay="900", maintained="0.01"), FRENCH_LAW)
    assert codes(part) == ["payslip_for_part_of_month"]


# The employer's complement


@pytest.mark.parametrize(
    ("day", "hourly_pay", "hourly_indemnity", "complement", "as_pay"),
    [
        # The ministry's answers of 6 January 2021, 3.15 × 10.15 = 31.97.
        (date(2020, 6, 1), "40.60", "28.42", "12.18", "8.63"),
        (date(2020, 6, 1), "60.90", "42.63", "18.27", "18.27"),
        # The ministry's answers of 9 February 2023: pay from the first euro.
        (date(2023, 1, 1), "40.60", "24.36", "16.24", "16.24"),
        # January 2022, 3.15 × 10.57 = 33.30.
        (date(2022, 1, 1), "40.00", "24.00", "16.00", "6.70"),
        (date(2022, 1, 1), "50.00", "28.54", "21.46", "16.70"),
        # April 2020: no limit yet.
        (date(2020, 4, 1), "60.90", "42.63", "18.27", "0.00"),
        # Below the limit, nothing is pay.
        (date(2022, 1, 1), "20.00", "12.00", "8.00", "0.00"),
    ],
)
def test_the_part_of_the_complement_that_is_pay_by_period(
    day: date, hourly_pay: str, hourly_indemnity: str, complement: str, as_pay: str
) -> None:
    """For one hour with all the gross pay maintained."""
    written = lines(
        facts(
            day,
            maintained="1.00",
            hourly_pay=hourly_pay,
            hourly_indemnity=hourly_indemnity,
            hours="1",
        )
    )
    assert (str(written.complement), str(written.complement_as_salary)) == (complement, as_pay)


def test_hourly_amounts_are_rounded_before_the_hours() -> None:
    """January 2022, 40.00 an hour: 6.70 × 70.25 h of the 16.00 × 70.25 h."""
    written = lines(
        facts(
            date(2022, 1, 1),
            maintained="1",
            hourly_pay="40",
            hourly_indemnity="24.00",
            hours="70.25",
        )
    )
    assert (str(written.complement), str(written.complement_as_salary)) == ("1124.00", "470.68")


def test_an_indemnity_above_the_maintained_pay_leaves_no_complement() -> None:
    """A floor can be above what the employer would maintain; even then nothing is negative."""
    written = lines(facts(date(2019, 6, 1), maintained="0.50", hourly_indemnity="12.00"))
    assert written.complement == ZERO_EUROS
    assert written.complement_as_salary == ZERO_EUROS


def test_without_a_maintained_share_there_is_no_line_for_the_complement() -> None:
    """Nobody maintains pay by accident: the key is named."""
    part = payslip(facts(net_pay="900"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.complement is None
    assert part.payslip.complement_as_salary is None
    assert reasons(part, "payslip_incomplete") == [("pay.maintained_share",)]


def test_before_12_march_2020_the_regime_of_the_complement_is_not_known() -> None:
    """Sources disagree: the complement is given, what is pay in it is not."""
    part = payslip(facts(date(2019, 6, 1), net_pay="900", maintained="1"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.complement == Euros.parse("800")
    assert part.payslip.complement_as_salary is None
    [(line, reason)] = reasons(part)
    assert line == "complement_as_salary"
    assert "sources disagree" in str(reason)


def test_a_line_whose_rule_changes_inside_the_month_is_absent_and_says_when() -> None:
    """March 2020: unknown to the 11th, as the indemnity from the 12th; the other lines stand."""
    part = payslip(facts(date(2020, 3, 1), maintained="1"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.complement == Euros.parse("800")
    assert part.payslip.complement_as_salary is None
    said = [warning for warning in part.warnings if warning.code == "payslip_rule_changes"]
    assert [warning.values for warning in said] == [
        {"line": "complement_as_salary", "day": date(2020, 3, 12)}
    ]


def test_a_regime_that_no_published_text_fixes_leaves_the_line_absent() -> None:
    """As known in June 2020, nothing was said of the complement of February 2021."""
    part = payslip(facts(date(2021, 2, 1), known_on=date(2020, 6, 1), maintained="1"), FRENCH_LAW)
    assert part.payslip
    assert part.payslip.complement == Euros.parse("800")
    assert part.payslip.complement_as_salary is None
    assert [line for line, _ in reasons(part)] == ["complement_as_salary"]


def test_a_draft_that_takes_the_limit_away_leaves_the_line_absent() -> None:
    """A limit announced by the regime and fixed by no table is a gap, not a zero."""
    draft = Draft(
        Text("projet de décret", date(2022, 1, 31)),
        (Plan(Parameter.COMPLEMENT_LIMIT, Category.NATIONAL, "none", Span(date(2022, 2, 1))),),
    )
    part = payslip(facts(date(2022, 2, 1), maintained="1"), FRENCH_LAW.with_texts(draft))
    assert part.payslip
    assert part.payslip.complement_as_salary is None
    assert [line for line, _ in reasons(part)] == ["complement_as_salary"]


def test_a_complement_treated_as_the_indemnity_is_warned_of() -> None:
    """It bears the same levies, which these lines do not count."""
    part = payslip(
        facts(date(2022, 2, 1), net_pay="2000", maintained="1", hourly_pay="20"), FRENCH_LAW
    )
    assert reasons(part, "complement_levies_apart") == [(Euros.parse("800"),)]
    wholly_pay = payslip(facts(net_pay="2000", maintained="1"), FRENCH_LAW)
    assert "complement_levies_apart" not in codes(wholly_pay)


def test_a_complement_beside_a_complementary_allowance_is_warned_of() -> None:
    """Its net would reduce what the month lacks, and is not known."""
    low = facts(net_pay="0", maintained="0.70", hours="100", hourly_indemnity="9.00")
    assert codes(payslip(low, FRENCH_LAW)) == ["complement_not_taken_off"]


@given(
    st.sampled_from([date(2020, 4, 1), date(2020, 6, 1), date(2022, 9, 1), date(2023, 1, 1)]),
    st.integers(900, 9_000).map(Euros),
    st.integers(803, 6_000).map(Euros),
    st.integers(1, 100).map(lambda hundredths: str(Euros(hundredths))),
    st.integers(0, 20_000).map(Hours),
)
def test_the_part_that_is_pay_lies_between_nothing_and_the_complement(
    day: date, hourly_pay: Euros, hourly_indemnity: Euros, maintained: str, hours: Hours
) -> None:
    """Whatever the period, and wherever the limit falls."""
    written = lines(
        facts(
            day,
            maintained=maintained,
            hourly_pay=str(hourly_pay),
            hourly_indemnity=str(hourly_indemnity),
            hours=str(hours),
        )
    )
    assert written.complement is not None
    assert written.complement_as_salary is not None
    assert ZERO_EUROS <= written.complement_as_salary <= written.complement


def test_each_step_can_be_checked_by_hand_in_both_languages() -> None:
    """A reader with a pencil finds the figures in the sentences."""
    part = payslip(
        facts(
            date(2022, 1, 1),
            net_pay="900",
            maintained="1",
            hourly_pay="40",
            hourly_indemnity="24.00",
            hours="70",
        ),
        FRENCH_LAW,
    )
    english = "\n".join(step.english for step in part.steps)
    french = "\n".join(step.french for step in part.steps)
    assert "0.9825 × 1680.00 = €1650.60" in english
    assert "10.57 × 35 × 52 / 12 = €1603.12" in english
    assert "10,57 × 35 × 52 / 12 × (1 − 0,2084) = 1269,03 €" in french
    assert "3,15 × 10,57 = 33,30 €/h" in french
    assert "6,70 €/h ; × 70,00 h = 469,00 €" in french


@pytest.mark.parametrize("day", [date(2020, 4, 1), date(2022, 1, 1), date(2025, 3, 1)])
def test_every_sentence_can_be_written(day: date) -> None:
    """Each regime of the complement has a sentence in each language, with all its values."""
    part = payslip(
        facts(day, last=date(day.year, day.month, 20), net_pay="900", maintained="1"), FRENCH_LAW
    )
    for statement in (*part.steps, *part.warnings):
        assert "{" not in statement.french
        assert "{" not in statement.english
