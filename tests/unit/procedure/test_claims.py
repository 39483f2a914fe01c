"""After the decision: time-bar, quota, recovery, retention, withdrawal and appeals."""

from datetime import date
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.authorisation.remedies import WithdrawalReason, appeal, withdrawal
from partial_activity.domain.claim.quota import YearHours, hours_above_quota, yearly_quota
from partial_activity.domain.claim.time_bar import claim_window, late_claim
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.procedure_units import Motive, RecoveryGround
from partial_activity.domain.payment.recovery import overtime_mistake, recovery, retention


class AsKnown(TypedDict):
    """A law, and the day of knowledge."""

    law: Law
    known_on: date | None


NOW: AsKnown = {"law": FRENCH_LAW, "known_on": None}


def as_known(day: date) -> AsKnown:
    """The law as published up to a day."""
    return {"law": FRENCH_LAW, "known_on": day}


@pytest.mark.parametrize(
    ("requested", "end", "last"),
    [
        (date(2018, 9, 23), date(2019, 1, 31), None),
        (date(2018, 9, 24), date(2018, 8, 31), date(2019, 8, 31)),
        (date(2018, 9, 24), date(2019, 1, 31), date(2020, 1, 31)),
        (date(2020, 3, 26), date(2020, 6, 30), date(2021, 6, 30)),
        (date(2020, 3, 26), date(2020, 7, 1), date(2021, 6, 30)),
        (date(2020, 3, 26), date(2020, 12, 31), date(2021, 6, 30)),
        (date(2020, 10, 1), date(2021, 1, 1), date(2021, 7, 1)),
        (date(2020, 10, 1), date(2021, 8, 31), date(2022, 2, 28)),
        (date(2026, 1, 5), date(2026, 4, 4), date(2026, 10, 4)),
    ],
)
def test_a_claim_is_barred_some_months_after_the_authorised_period(
    requested: date, end: date, last: date | None
) -> None:
    """Twelve months, the fixed day of the second half of 2020, then six."""
    assert claim_window(end, requested, **NOW).last_day == last


def test_the_time_bar_was_not_known_before_its_law() -> None:
    """The law of 30 December 2018 reached back to requests of 24 September."""
    window = claim_window(date(2018, 11, 30), date(2018, 10, 1), **as_known(date(2018, 12, 29)))
    assert window.last_day is None
    assert [warning.code for warning in window.basis.warnings] == ["no_own_time_bar"]
    then = claim_window(date(2021, 1, 31), date(2020, 11, 2), **as_known(date(2020, 12, 29)))
    since = claim_window(date(2021, 1, 31), date(2020, 11, 2), **as_known(date(2020, 12, 30)))
    assert (then.last_day, since.last_day) == (date(2022, 1, 31), date(2021, 7, 31))


@pytest.mark.parametrize(
    ("end", "reference", "until"),
    [
        (date(2023, 3, 31), None, None),
        (date(2023, 3, 31), 6, None),
        (date(2023, 3, 31), 12, date(2024, 3, 30)),
        (date(2020, 12, 31), 12, None),
        (date(2020, 6, 30), 24, None),
    ],
)
def test_a_long_reference_period_gives_six_more_months_to_regularise(
    end: date, reference: int | None, until: date | None
) -> None:
    """Longer than the time-bar itself, since the law of 2021."""
    window = claim_window(end, date(2020, 4, 1), **NOW, reference_months=reference)
    assert window.regularise_until == until


def test_a_late_claim_is_refused_the_day_after_the_last() -> None:
    """A regularisation has its own last day, where there is one."""
    window = claim_window(date(2023, 3, 31), date(2023, 1, 2), **NOW, reference_months=12)
    assert late_claim(window, date(2023, 9, 30), regularises=False) is None
    late = late_claim(window, date(2023, 10, 1), regularises=False)
    assert late is not None
    assert (late.code, late.article) == ("claim_time_barred", "L. 5122-1, IV")
    assert late_claim(window, date(2024, 3, 30), regularises=True) is None
    assert late_claim(window, date(2024, 3, 31), regularises=True) is not None
    short = claim_window(date(2023, 3, 31), date(2023, 1, 2), **NOW)
    assert late_claim(short, date(2023, 10, 1), regularises=True) is not None
    free = claim_window(date(2018, 3, 31), date(2018, 1, 2), **NOW)
    assert late_claim(free, date(2021, 1, 1), regularises=False) is None


NOTHING = YearHours()


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2013, 7, 1), "1000"),
        (date(2019, 12, 31), "1000"),
        (date(2020, 1, 1), "1607"),
        (date(2021, 12, 31), "1607"),
        (date(2022, 1, 1), "1000"),
        (date(2026, 6, 30), "1000"),
    ],
)
def test_the_quota_is_of_the_calendar_year(day: date, hours: str) -> None:
    """1,607 hours in 2020 and 2021, else 1,000."""
    quota = yearly_quota(day, Scheme.ORDINARY, Motive.EXCEPTIONAL, NOTHING, **NOW)
    assert quota.limit == quota.remaining == Hours.parse(hours)


@pytest.mark.parametrize(
    ("known_on", "hours"), [(date(2021, 5, 12), "1000"), (date(2021, 5, 13), "1607")]
)
def test_the_quota_of_2021_was_mended_in_may(known_on: date, hours: str) -> None:
    """The order of 10 May 2021 governs the whole year."""
    quota = yearly_quota(
        date(2021, 2, 1), Scheme.ORDINARY, Motive.ECONOMIC, NOTHING, **as_known(known_on)
    )
    assert quota.limit == Hours.parse(hours)


def test_the_hundred_hours_of_motive_4_are_inside_the_quota() -> None:
    """Whichever leaves less decides, and is named."""
    day, four = date(2024, 6, 1), Motive.RESTRUCTURING
    inside = yearly_quota(
        day, Scheme.ORDINARY, four, YearHours(Hours.parse("400"), Hours.parse("60")), **NOW
    )
    assert inside.remaining == Hours.parse("40")
    refusal = hours_above_quota(inside, Hours.parse("45"))
    assert refusal is not None
    assert (refusal.code, refusal.article) == ("quota_exceeded", "R. 5122-7")
    assert refusal.values["above"] == Hours.parse("5")
    assert hours_above_quota(inside, Hours.parse("40")) is None
    full = yearly_quota(
        day, Scheme.ORDINARY, four, YearHours(Hours.parse("980"), Hours.parse("10")), **NOW
    )
    assert full.remaining == Hours.parse("20")
    general = hours_above_quota(full, Hours.parse("21"))
    assert general is not None
    assert general.article == "R. 5122-6"


def test_hours_granted_beyond_the_quota_raise_it() -> None:
    """Both ministers for the general one; prefect and public finances for motive 4."""
    quota = yearly_quota(
        date(2024, 6, 1),
        Scheme.ORDINARY,
        Motive.RESTRUCTURING,
        YearHours(Hours.parse("1000"), Hours.parse("100")),
        **NOW,
        granted=Hours.parse("50"),
        granted_motive_4=Hours.parse("30"),
    )
    assert quota.remaining == Hours.parse("30")


def test_the_long_term_schemes_have_no_quota_we_can_hold_against_them() -> None:
    """None for APLD; for the rebound the list of articles was not read: a warning."""
    apld = yearly_quota(date(2021, 6, 1), Scheme.LONG_TERM, None, NOTHING, **NOW)
    rebound = yearly_quota(date(2025, 6, 2), Scheme.LONG_TERM_REBOUND, None, NOTHING, **NOW)
    assert apld.remaining is None
    assert not apld.basis.warnings
    assert rebound.remaining is None
    assert "value_not_found" in {warning.code for warning in rebound.basis.warnings}
    assert hours_above_quota(rebound, Hours.parse("5000")) is None


def test_individual_placements_are_counted_with_a_warning() -> None:
    """No source says whether their hours fall under the quota."""
    quota = yearly_quota(date(2021, 6, 1), Scheme.CHILDCARE, None, NOTHING, **NOW)
    assert quota.limit == Hours.parse("1607")
    assert [warning.code for warning in quota.basis.warnings] == ["quota_of_individual_placements"]


def test_the_hours_of_motive_4_are_part_of_the_years() -> None:
    """More of them than hours at all cannot be."""
    with pytest.raises(ValueError, match="part of the total"):
        YearHours(Hours.parse("10"), Hours.parse("11"))


@given(st.integers(0, 300_000), st.integers(0, 300_000))
def test_what_is_left_never_grows_with_what_is_used(one: int, more: int) -> None:
    """And is never below zero."""

    def left(used: int) -> Hours:
        answer = yearly_quota(
            date(2024, 1, 1), Scheme.ORDINARY, Motive.SUPPLY, YearHours(Hours(used)), **NOW
        )
        assert answer.remaining is not None
        return answer.remaining

    assert Hours(0) <= left(one + more) <= left(one)


@pytest.mark.parametrize(
    ("ground", "scheme", "asked", "allowed"),
    [
        (RecoveryGround.COMMITMENTS, Scheme.ORDINARY, date(2013, 7, 1), True),
        (RecoveryGround.OVERPAYMENT, Scheme.ORDINARY, date(2020, 6, 28), False),
        (RecoveryGround.OVERPAYMENT, Scheme.ORDINARY, date(2020, 6, 29), True),
        (RecoveryGround.CONDITIONS, Scheme.ORDINARY, date(2022, 12, 28), False),
        (RecoveryGround.CONDITIONS, Scheme.VULNERABLE, date(2022, 12, 29), True),
        (RecoveryGround.DISMISSAL, Scheme.LONG_TERM, date(2020, 7, 31), True),
        (RecoveryGround.HOURS_ABOVE_CAP, Scheme.LONG_TERM, date(2022, 12, 28), False),
        (RecoveryGround.HOURS_ABOVE_CAP, Scheme.LONG_TERM, date(2022, 12, 29), True),
        (RecoveryGround.DISMISSAL, Scheme.LONG_TERM_REBOUND, date(2025, 4, 16), True),
        (RecoveryGround.DISMISSAL, Scheme.ORDINARY, date(2025, 4, 16), False),
    ],
)
def test_sums_are_asked_back_on_the_grounds_of_the_day(
    ground: RecoveryGround, scheme: Scheme, asked: date, *, allowed: bool
) -> None:
    """A ground no text gives is a refusal."""
    answer = recovery(ground, scheme, asked, **NOW)
    assert [refusal.code for refusal in answer.refusals] == (
        [] if allowed else ["no_ground_for_recovery"]
    )


@pytest.mark.parametrize(
    ("scheme", "asked", "earliest", "waived"),
    [
        (Scheme.ORDINARY, date(2020, 6, 28), None, False),
        (Scheme.ORDINARY, date(2020, 6, 29), date(2020, 7, 29), True),
        (Scheme.LONG_TERM, date(2020, 9, 29), None, False),
        (Scheme.LONG_TERM, date(2020, 9, 30), None, True),
        (Scheme.LONG_TERM, date(2022, 12, 29), date(2023, 1, 28), True),
        (Scheme.LONG_TERM_REBOUND, date(2025, 5, 1), date(2025, 5, 31), False),
    ],
)
def test_a_demand_leaves_at_least_thirty_days(
    scheme: Scheme, asked: date, earliest: date | None, *, waived: bool
) -> None:
    """Where the delay was not read, none is given, with a warning."""
    answer = recovery(RecoveryGround.OVERPAYMENT, scheme, asked, **NOW)
    assert (answer.earliest_due, answer.may_be_waived) == (earliest, waived)
    warned = "value_not_found" in {warning.code for warning in answer.basis.warnings}
    assert warned is (earliest is None)


@pytest.mark.parametrize(
    ("day", "fraud", "waived"),
    [
        (date(2020, 2, 29), False, False),
        (date(2020, 3, 1), False, True),
        (date(2020, 4, 30), False, True),
        (date(2020, 4, 30), True, False),
        (date(2020, 5, 1), False, False),
    ],
)
def test_overtime_of_march_and_april_2020_is_left_alone(
    day: date, *, fraud: bool, waived: bool
) -> None:
    """Except fraud."""
    assert overtime_mistake(day, **NOW, fraud=fraud).waived is waived


def test_personal_data_are_kept_five_years_at_most() -> None:
    """Until the end of a dispute while one is open."""
    assert retention(date(2020, 2, 29), **NOW, dispute_open=False).last_day == date(2025, 2, 28)
    assert retention(date(2020, 2, 29), **NOW, dispute_open=True).last_day is None
    with pytest.raises(NoRuleInForce):
        retention(date(2014, 7, 1), **NOW, dispute_open=False)


def test_an_illegal_authorisation_is_withdrawn_within_four_months() -> None:
    """Of 10 March 2026: to 10 July 2026; at any time after fraud, or conditions not kept."""
    decided = date(2026, 3, 10)
    illegal = withdrawal(decided, WithdrawalReason.ILLEGAL, **NOW)
    assert (illegal.last_day, illegal.article) == (date(2026, 7, 10), "CRPA, art. L. 242-1")
    fraud = withdrawal(decided, WithdrawalReason.FRAUD, **NOW)
    assert (fraud.last_day, fraud.article) == (None, "CRPA, art. L. 241-2")
    conditions = withdrawal(decided, WithdrawalReason.CONDITIONS_NOT_MET, **NOW)
    assert (conditions.last_day, conditions.article) == (None, "CRPA, art. L. 242-2")
    with pytest.raises(NoRuleInForce):
        withdrawal(date(2016, 5, 31), WithdrawalReason.ILLEGAL, **NOW)


def test_the_timeline_of_an_appeal() -> None:
    """Refused on 10 March 2026: court to 11 May; appealed on 20 April: silence, then 21 August."""
    notified = date(2026, 3, 10)
    direct = appeal(notified, **NOW, remedies_stated=True)
    assert (direct.court_until, direct.rejected_on) == (date(2026, 5, 11), None)
    silent = appeal(notified, **NOW, remedies_stated=True, appealed_on=date(2026, 4, 20))
    assert silent.rejected_on == date(2026, 6, 20)
    assert silent.court_until == date(2026, 8, 21)


def test_an_answer_before_the_silence_starts_the_delay_again() -> None:
    """One that comes after changes nothing: silence had rejected already."""
    notified, appealed = date(2026, 3, 10), date(2026, 4, 20)
    early = appeal(
        notified,
        **NOW,
        remedies_stated=True,
        appealed_on=appealed,
        answered_on=date(2026, 5, 4),
    )
    assert (early.rejected_on, early.court_until) == (date(2026, 5, 4), date(2026, 7, 5))
    assert "last_day_at_the_weekend" in {warning.code for warning in early.basis.warnings}
    late = appeal(
        notified,
        **NOW,
        remedies_stated=True,
        appealed_on=appealed,
        answered_on=date(2026, 7, 1),
    )
    assert late.rejected_on == date(2026, 6, 20)


def test_an_appeal_after_the_delay_interrupts_nothing() -> None:
    """11 May is the last day for it too."""
    notified = date(2026, 3, 10)
    on_time = appeal(notified, **NOW, remedies_stated=True, appealed_on=date(2026, 5, 11))
    late = appeal(notified, **NOW, remedies_stated=True, appealed_on=date(2026, 5, 12))
    assert on_time.rejected_on == date(2026, 7, 11)
    assert [refusal.code for refusal in late.refusals] == ["appeal_too_late"]
    assert late.court_until == date(2026, 5, 11)


def test_no_delay_runs_where_the_notification_states_no_remedy() -> None:
    """R. 421-5 of the code of the administrative courts."""
    answer = appeal(date(2026, 3, 10), **NOW, remedies_stated=False)
    assert answer.court_until is None
    assert "appeal_delay_does_not_run" in {warning.code for warning in answer.basis.warnings}
