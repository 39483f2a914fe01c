"""The long-term schemes: access, start, months used, maximum reduction."""

from datetime import date
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.authorisation.long_term_access import (
    check_access,
    long_term_authorisation,
    long_term_start,
)
from partial_activity.domain.authorisation.long_term_months import (
    Agreement,
    LongTermUse,
    long_term_use,
    neutralised_months,
)
from partial_activity.domain.authorisation.reduction_cap import (
    ReductionCap,
    WeeklyDurations,
    check_reduction,
    reduction_cap,
)
from partial_activity.domain.days import CivilMonth, Period
from partial_activity.domain.errors import InvalidValue, NoRuleInForce
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law

APLD, REBOUND = Scheme.LONG_TERM, Scheme.LONG_TERM_REBOUND


class AsKnown(TypedDict):
    """A law, and the day of knowledge."""

    law: Law
    known_on: date | None


NOW: AsKnown = {"law": FRENCH_LAW, "known_on": None}


@pytest.mark.parametrize(
    ("scheme", "sent", "amends", "allowed"),
    [
        (APLD, date(2020, 7, 30), False, False),
        (APLD, date(2020, 7, 31), False, True),
        (APLD, date(2022, 12, 31), False, True),
        (APLD, date(2023, 1, 1), False, False),
        (APLD, date(2023, 1, 1), True, True),
        (APLD, date(2027, 1, 1), True, False),
        (REBOUND, date(2025, 4, 15), False, False),
        (REBOUND, date(2025, 4, 16), False, True),
        (REBOUND, date(2026, 2, 28), False, True),
        (REBOUND, date(2026, 3, 1), False, False),
        (REBOUND, date(2026, 3, 1), True, True),
    ],
)
def test_agreements_are_sent_while_the_scheme_admits_them(
    scheme: Scheme, sent: date, *, amends: bool, allowed: bool
) -> None:
    """Amendments go on after new entries have ended."""
    checked = check_access(scheme, sent, **NOW, amends=amends)
    assert checked.allowed is allowed
    if not allowed:
        code = "long_term_amendment_too_late" if amends else "long_term_not_open"
        assert [refusal.code for refusal in checked.refusals] == [code]


def test_access_to_apld_ended_in_june_2022_as_known_before_the_ordinance() -> None:
    """Ordinance 2022-543, published on 14 April 2022, moved it to December."""
    sent = date(2022, 9, 1)
    then = check_access(APLD, sent, law=FRENCH_LAW, known_on=date(2022, 4, 13), amends=False)
    since = check_access(APLD, sent, law=FRENCH_LAW, known_on=date(2022, 4, 14), amends=False)
    assert (then.allowed, since.allowed) == (False, True)


@pytest.mark.parametrize(
    ("scheme", "start", "code"),
    [
        (APLD, date(2021, 1, 31), "long_term_start_too_early"),
        (APLD, date(2021, 2, 1), None),
        (APLD, date(2021, 12, 1), None),
    ],
)
def test_apld_begins_from_the_month_of_the_request(
    scheme: Scheme, start: date, code: str | None
) -> None:
    """Filed on 20 February 2021; no latest day."""
    answer = long_term_start(scheme, date(2021, 2, 20), start, **NOW)
    assert answer.latest is None
    assert [refusal.code for refusal in answer.refusals] == ([code] if code else [])


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (date(2026, 1, 31), "long_term_start_too_early"),
        (date(2026, 2, 1), None),
        (date(2026, 5, 1), None),
        (date(2026, 5, 2), "long_term_start_too_late"),
    ],
)
def test_the_rebound_begins_within_three_months(start: date, code: str | None) -> None:
    """Filed in February 2026: 1 May at the latest, so 30 April 2028 is the last day of all."""
    answer = long_term_start(REBOUND, date(2026, 2, 28), start, **NOW)
    assert answer.latest == date(2026, 5, 1)
    assert [refusal.code for refusal in answer.refusals] == ([code] if code else [])


@pytest.mark.parametrize(
    ("scheme", "asked", "filed", "decided", "authorised"),
    [
        # As asked, before February 2023 and for the rebound.
        (
            APLD,
            date(2021, 3, 1),
            date(2021, 3, 8),
            date(2021, 3, 20),
            Period(date(2021, 3, 1), date(2021, 8, 31)),
        ),
        (
            REBOUND,
            date(2025, 6, 1),
            date(2025, 6, 10),
            date(2025, 6, 20),
            Period(date(2025, 6, 1), date(2025, 11, 30)),
        ),
        # From the decision, or on request from the first day of the month of the request.
        (
            APLD,
            date(2023, 2, 13),
            date(2023, 2, 6),
            date(2023, 2, 13),
            Period(date(2023, 2, 13), date(2023, 8, 12)),
        ),
        (
            APLD,
            date(2023, 2, 1),
            date(2023, 2, 6),
            date(2023, 2, 13),
            Period(date(2023, 2, 1), date(2023, 7, 31)),
        ),
        # A day asked before the decision is taken as that request, whichever it is.
        (
            APLD,
            date(2023, 2, 10),
            date(2023, 2, 6),
            date(2023, 2, 13),
            Period(date(2023, 2, 1), date(2023, 7, 31)),
        ),
        (
            APLD,
            date(2023, 2, 20),
            date(2023, 2, 6),
            date(2023, 3, 3),
            Period(date(2023, 2, 1), date(2023, 7, 31)),
        ),
        # A later one is not waited for: six months run from the decision.
        (
            APLD,
            date(2023, 3, 1),
            date(2023, 2, 6),
            date(2023, 2, 13),
            Period(date(2023, 2, 13), date(2023, 8, 12)),
        ),
        (
            APLD,
            date(2023, 1, 31),
            date(2023, 1, 6),
            date(2023, 2, 13),
            Period(date(2023, 1, 31), date(2023, 7, 30)),
        ),
    ],
)
def test_a_decision_authorises_six_months(
    scheme: Scheme, asked: date, filed: date, decided: date, authorised: Period
) -> None:
    """From 1 February 2023 on, from the decision or the month of the request."""
    assert long_term_authorisation(scheme, asked, filed, decided, **NOW).period == authorised


def months(first: str, last: str) -> list[CivilMonth]:
    """Civil months from one to another, both included."""
    begin, end = (CivilMonth(int(text[:4]), int(text[5:])) for text in (first, last))
    return list(begin.to(end))


SINCE_2021 = Agreement(date(2021, 1, 11), date(2021, 1, 1))


def use(
    asked: CivilMonth,
    claimed: list[CivilMonth],
    agreement: Agreement = SINCE_2021,
    scheme: Scheme = APLD,
    known_on: date | None = None,
) -> LongTermUse:
    """A month asked for after others."""
    return long_term_use(scheme, agreement, claimed, asked, law=FRENCH_LAW, known_on=known_on)


def codes(answer: LongTermUse) -> list[str]:
    """The codes of the refusals."""
    return [refusal.code for refusal in answer.refusals]


def test_neutralised_months_are_not_used() -> None:
    """January to June 2021 leave thirty-six whole months: July 2021 to June 2024."""
    claimed = months("2021-01", "2024-05")
    answer = use(CivilMonth(2024, 6), claimed)
    assert (answer.used, answer.maximum, answer.remaining) == (36, 36, 0)
    assert list(answer.neutralised) == months("2021-01", "2021-06")
    assert not answer.refusals
    assert codes(use(CivilMonth(2024, 7), [*claimed, CivilMonth(2024, 6)])) == [
        "long_term_months_used"
    ]


def test_a_neutralised_month_can_be_claimed_whatever_was_used() -> None:
    """It is not counted."""
    claimed = months("2021-07", "2024-06")
    assert not use(CivilMonth(2021, 3), claimed).refusals


def test_twenty_four_months_in_thirty_six_as_known_before_april_2022() -> None:
    """The decree of 9 April 2022 gave running agreements thirty-six in forty-eight."""
    asked = CivilMonth(2022, 5)
    then = use(asked, [], known_on=date(2022, 4, 8))
    since = use(asked, [], known_on=date(2022, 4, 9))
    assert (then.maximum, since.maximum) == (24, 36)
    assert then.window == Period(date(2021, 1, 1), date(2023, 12, 31))
    assert since.window == Period(date(2021, 1, 1), date(2024, 12, 31))


def test_a_month_outside_the_window_is_refused() -> None:
    """Neutralised months may or may not prolong it: a warning tells."""
    last = use(CivilMonth(2024, 12), [])
    after = use(CivilMonth(2025, 1), months("2021-02", "2021-06"))
    before = use(CivilMonth(2020, 12), [], Agreement(date(2021, 1, 11), date(2021, 1, 4)))
    assert not last.refusals
    assert codes(after) == ["long_term_outside_window"]
    assert len([w for w in after.basis.warnings if w.code == "disputed"]) == 2
    assert codes(before) == ["long_term_outside_window"]
    assert before.used == 0


@pytest.mark.parametrize(
    ("validated", "amended", "closed", "left_out"),
    [
        (date(2020, 12, 15), False, False, 0),
        (date(2020, 12, 15), True, False, 8),
        (date(2020, 12, 15), False, True, 8),
        (date(2020, 12, 16), False, False, 8),
    ],
)
def test_an_earlier_agreement_needs_an_amendment_for_the_neutralised_months(
    validated: date, *, amended: bool, closed: bool, left_out: int
) -> None:
    """Unless the firm receives the public and was closed; November 2020 to June 2021."""
    agreement = Agreement(
        validated,
        date(2020, 10, 1),
        amended_for_neutralised=amended,
        closed_to_the_public=closed,
    )
    asked = months("2020-10", "2021-07")
    answer = neutralised_months(APLD, agreement, asked, **NOW)
    assert list(answer.months) == (months("2020-11", "2021-06") if left_out else [])
    warned = "neutralised_by_amendment_only" in {w.code for w in answer.basis.warnings}
    assert warned is not bool(left_out)


def test_the_months_from_april_2021_rest_on_an_order_whose_day_is_not_known() -> None:
    """An answer as known earlier says so; those before rest on the order of 14 February."""
    agreement = Agreement(date(2020, 12, 20), date(2020, 11, 1))
    asked = months("2020-11", "2021-06")
    early = neutralised_months(APLD, agreement, asked, law=FRENCH_LAW, known_on=date(2021, 2, 13))
    assert list(early.months) == months("2021-04", "2021-06")
    assert "known_on_not_modelled" in {warning.code for warning in early.basis.warnings}
    late = neutralised_months(APLD, agreement, asked, law=FRENCH_LAW, known_on=date(2021, 2, 14))
    assert list(late.months) == asked


def test_the_rebound_has_eighteen_months_in_twenty_four_and_none_neutralised() -> None:
    """Filed in February 2026 and begun in May: to April 2028."""
    agreement = Agreement(date(2026, 3, 10), date(2026, 5, 1))
    claimed = months("2026-05", "2027-09")
    assert use(CivilMonth(2027, 10), claimed, agreement, REBOUND).used == 18
    refused = use(CivilMonth(2028, 4), [*claimed, CivilMonth(2027, 10)], agreement, REBOUND)
    assert codes(refused) == ["long_term_months_used"]
    assert refused.window.last == date(2028, 4, 30)
    assert refused.neutralised == ()
    closed = use(CivilMonth(2028, 5), [], agreement, REBOUND)
    assert codes(closed) == ["long_term_outside_window", "scheme_not_open"]


def test_the_ordinary_scheme_has_no_such_months() -> None:
    """The question does not arise."""
    with pytest.raises(NoRuleInForce):
        use(CivilMonth(2024, 6), [], scheme=Scheme.ORDINARY)


def cap(
    scheme: Scheme = APLD,
    durations: WeeklyDurations | None = None,
    *,
    exceptional: bool = False,
) -> ReductionCap:
    """Of an agreement sent in 2021, or 2025 for the rebound."""
    sent = date(2025, 6, 2) if scheme is REBOUND else date(2021, 1, 4)
    return reduction_cap(
        scheme, sent, durations or WeeklyDurations(), **NOW, exceptional=exceptional
    )


@pytest.mark.parametrize(
    ("durations", "apld", "rebound"),
    [
        (WeeklyDurations(), "14.00", "14.00"),
        (WeeklyDurations(contract=Hours.parse("28")), "14.00", "11.20"),
        (WeeklyDurations(collective=Hours.parse("32")), "14.00", "12.80"),
        (WeeklyDurations(own=Hours.parse("39")), "15.60", "14.00"),
    ],
)
def test_forty_per_cent_of_which_duration(
    durations: WeeklyDurations, apld: str, rebound: str
) -> None:
    """The legal one in APLD, 14 hours a week; the lower one in the rebound."""
    assert cap(APLD, durations).hours_a_week == Hours.parse(apld)
    assert cap(REBOUND, durations).hours_a_week == Hours.parse(rebound)


def test_an_exceptional_situation_allows_half() -> None:
    """By decision of the authority."""
    assert cap(exceptional=True).hours_a_week == Hours.parse("17.50")
    assert cap(exceptional=True).basis.citations[0].value == "0.50"


MONTH = Hours.parse("151.67")


@pytest.mark.parametrize(("closed", "refused"), [(8, []), (9, ["reduction_above_cap"])])
def test_twenty_months_allow_eight_closed(closed: int, refused: list[str]) -> None:
    """The average over the whole agreement counts, not the month."""
    first = CivilMonth(2021, 7)
    unworked = {first.plus(n): MONTH for n in range(closed)}
    answer = check_reduction(cap(), unworked, first, first.plus(19), ())
    assert [refusal.code for refusal in answer.refusals] == refused
    assert answer.above == (MONTH if closed == 9 else Hours(0))


def test_neutralised_months_are_out_of_the_average() -> None:
    """Closed from November 2020 to June 2021, and eight months of the twenty others."""
    first = CivilMonth(2020, 10)
    agreement = Agreement(date(2020, 12, 20), first.first)
    months_of_it = list(first.to(first.plus(27)))
    left_out = neutralised_months(APLD, agreement, months_of_it, **NOW).months
    closed = [*left_out, *[month for month in months_of_it if month not in left_out][:8]]
    unworked = dict.fromkeys(closed, MONTH)
    assert not check_reduction(cap(), unworked, first, first.plus(27), left_out).refusals
    refused = check_reduction(cap(), unworked, first, first.plus(27), ()).refusals
    assert [(refusal.code, refusal.article) for refusal in refused] == [
        ("reduction_above_cap", "décret n° 2020-926, art. 4")
    ]


def test_an_average_needs_a_month() -> None:
    """Where all are neutralised there is nothing to compare."""
    month = CivilMonth(2021, 1)
    with pytest.raises(InvalidValue):
        check_reduction(cap(), {}, month, month, (month,))


@given(st.lists(st.integers(0, 15167), min_size=1, max_size=24))
def test_hours_are_above_the_cap_exactly_when_they_are_refused(hours: list[int]) -> None:
    """One hundredth is enough."""
    first = CivilMonth(2021, 7)
    unworked = {first.plus(n): Hours(amount) for n, amount in enumerate(hours)}
    answer = check_reduction(cap(), unworked, first, first.plus(len(hours) - 1), ())
    assert bool(answer.refusals) is (answer.above > Hours(0))
    assert answer.unworked - answer.above <= answer.allowed
