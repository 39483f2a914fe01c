"""Filing a request: motive, window, channel, content, single request, opinion, time to decide."""

from datetime import UTC, date, datetime, timedelta
from typing import TypedDict

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.content import (
    Establishments,
    check_content,
    check_single_request,
    filing_channel,
    filing_window,
)
from partial_activity.domain.authorisation.deadlines import (
    Foundation,
    long_term_time_to_decide,
    time_to_decide,
)
from partial_activity.domain.authorisation.motives import Strike, check_motive, energy_case
from partial_activity.domain.authorisation.opinion import (
    Firm,
    check_opinion,
    council_report,
    works_council_opinion,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import FRENCH_LAW, Law
from partial_activity.domain.law.procedure_units import (
    Channel,
    ContentItem,
    EnergyEvidence,
    Motive,
    Several,
)


class AsKnown(TypedDict):
    """A law, and the day of knowledge."""

    law: Law
    known_on: date | None


NOW: AsKnown = {"law": FRENCH_LAW, "known_on": None}
FIFTY = Establishments(50, 2, same_motive=True, same_period=True)


@pytest.mark.parametrize("motive", Motive)
def test_the_five_motives_have_been_admitted_since_2013(motive: Motive) -> None:
    """And before July 2013 the law of today has no answer."""
    checked = check_motive(motive, date(2013, 7, 1), **NOW)
    assert checked.allowed
    assert checked.basis.citations[0].article == "R. 5122-1"
    with pytest.raises(NoRuleInForce):
        check_motive(motive, date(2013, 6, 30), **NOW)


def test_a_motive_that_no_text_admits_is_refused() -> None:
    """Should a decree ever shorten the list."""
    tables = FRENCH_LAW.request_motives
    category, table = next(iter(tables.items()))
    entry = attrs.evolve(table.entries[0], value=Several((Motive.DISASTER,)))
    law = attrs.evolve(
        FRENCH_LAW, request_motives={category: attrs.evolve(table, entries=(entry,))}
    )
    checked = check_motive(Motive.SUPPLY, date(2024, 1, 1), law=law, known_on=None)
    assert [refusal.code for refusal in checked.refusals] == ["motive_not_admitted"]


@pytest.mark.parametrize(
    ("strike", "allowed"),
    [
        (Strike(4, in_the_establishment=True, authorised_by_minister=True), True),
        (Strike(3, in_the_establishment=True, authorised_by_minister=True), False),
        (Strike(4, in_the_establishment=True, authorised_by_minister=False), False),
        (Strike(0, in_the_establishment=True, authorised_by_minister=False), False),
        (Strike(0, in_the_establishment=False, authorised_by_minister=False), True),
    ],
)
def test_a_strike_opens_no_right_unless_the_minister_says_so(
    strike: Strike, *, allowed: bool
) -> None:
    """Only a closure of more than three days, after a strike in the establishment."""
    checked = check_motive(Motive.EXCEPTIONAL, date(2024, 1, 1), **NOW, strike=strike)
    assert checked.allowed is allowed
    assert [refusal.article for refusal in checked.refusals] == ([] if allowed else ["R. 5122-8"])


@pytest.mark.parametrize(
    ("filed", "evidence"),
    [
        (date(2022, 3, 15), None),
        (date(2022, 3, 16), EnergyEvidence.LINK_WITH_WAR),
        (date(2022, 10, 3), EnergyEvidence.LINK_WITH_WAR),
        (date(2022, 10, 4), EnergyEvidence.ENERGY_COSTS),
    ],
)
def test_energy_prices_ask_for_evidence(filed: date, evidence: EnergyEvidence | None) -> None:
    """By the ministry's answers, as they changed on 4 October 2022."""
    assert energy_case(filed, **NOW).evidence is evidence


def test_the_evidence_on_energy_is_told_to_rest_on_no_text() -> None:
    """And the earlier answer is what was known before."""
    now = energy_case(date(2022, 11, 1), **NOW)
    assert [warning.code for warning in now.basis.warnings] == ["disputed"]
    then = energy_case(date(2022, 11, 1), law=FRENCH_LAW, known_on=date(2022, 9, 30))
    assert then.evidence is None


@pytest.mark.parametrize(
    ("motive", "filed", "last"),
    [
        (Motive.DISASTER, date(2013, 7, 1), date(2013, 7, 31)),
        (Motive.DISASTER, date(2020, 2, 29), date(2020, 3, 30)),
        (Motive.EXCEPTIONAL, date(2020, 4, 1), date(2020, 5, 1)),
        (Motive.EXCEPTIONAL, date(2022, 3, 16), date(2022, 4, 15)),
    ],
)
def test_some_requests_may_follow_the_placement_by_thirty_days(
    motive: Motive, filed: date, last: date
) -> None:
    """The day of the placement is not counted."""
    window = filing_window(motive, filed, filed, **NOW)
    assert (window.last_day, window.after_placement) == (last, True)


def test_thirty_days_after_the_placement_is_the_last_day() -> None:
    """The next day is too late, and the refusal names its article."""
    first = date(2020, 4, 17)
    on_time = filing_window(Motive.EXCEPTIONAL, first, date(2020, 5, 17), **NOW)
    late = filing_window(Motive.EXCEPTIONAL, first, date(2020, 5, 18), **NOW)
    assert not on_time.refusals
    assert [(r.code, r.article) for r in late.refusals] == [("request_too_late", "R. 5122-3")]
    assert "17/05/2020" in late.refusals[0].french
    assert "2020-05-17" in late.refusals[0].english


@pytest.mark.parametrize("motive", [Motive.DISASTER, Motive.EXCEPTIONAL])
@pytest.mark.parametrize(
    ("first", "last", "tolerated"),
    [
        (date(2020, 2, 29), date(2020, 3, 30), False),
        (date(2020, 3, 1), date(2020, 4, 30), True),
        (date(2020, 3, 30), date(2020, 4, 30), True),
        (date(2020, 3, 31), date(2020, 4, 30), False),  # thirty days, without help
        (date(2020, 4, 1), date(2020, 5, 1), False),
    ],
)
def test_placements_of_march_2020_could_be_asked_for_until_30_april(
    motive: Motive, first: date, last: date, *, tolerated: bool
) -> None:
    """The ministry's answers of 9 April 2020, question 9: applied, and said to have no text."""
    window = filing_window(motive, first, date(2020, 4, 30), **NOW)
    assert window.last_day == last
    assert bool(window.refusals) is (last < date(2020, 4, 30))
    warned = {warning.code for warning in window.basis.warnings}
    assert ("no_text" in warned) is tolerated
    cited = {citation.text for citation in window.basis.citations}
    assert ("questions-réponses du ministère du 9 avril 2020" in cited) is tolerated
    assert filing_window(motive, first, date(2020, 5, 2), **NOW).refusals


def test_the_tolerance_of_april_2020_is_known_with_the_answers() -> None:
    """Placed on 1 March: thirty days end on 31 March, as known to 8 April; then on 30 April."""
    first, filed = date(2020, 3, 1), date(2020, 4, 20)
    eve, day = (
        filing_window(Motive.EXCEPTIONAL, first, filed, law=FRENCH_LAW, known_on=known_on)
        for known_on in (date(2020, 4, 8), date(2020, 4, 9))
    )
    assert (eve.last_day, [each.code for each in eve.refusals]) == (
        date(2020, 3, 31),
        ["request_too_late"],
    )
    assert (day.last_day, day.refusals) == (date(2020, 4, 30), ())


def test_the_tolerance_does_not_help_what_must_be_asked_for_before() -> None:
    """The other motives have no window to prolong."""
    late = filing_window(Motive.ECONOMIC, date(2020, 3, 2), date(2020, 4, 20), **NOW)
    assert [refusal.code for refusal in late.refusals] == ["request_too_late"]


def test_exceptional_circumstances_had_no_window_before_26_march_2020() -> None:
    """The day of the request decides, as known."""
    first = date(2020, 3, 17)
    before = filing_window(Motive.EXCEPTIONAL, first, date(2020, 3, 25), **NOW)
    assert [refusal.code for refusal in before.refusals] == ["request_too_late"]
    after = filing_window(Motive.EXCEPTIONAL, first, date(2020, 3, 26), **NOW)
    assert not after.refusals
    unknown = filing_window(
        Motive.EXCEPTIONAL, first, date(2020, 3, 26), law=FRENCH_LAW, known_on=date(2020, 3, 25)
    )
    assert unknown.refusals


@pytest.mark.parametrize("motive", [Motive.ECONOMIC, Motive.SUPPLY, Motive.RESTRUCTURING])
def test_other_motives_are_filed_before_the_placement(motive: Motive) -> None:
    """The first day itself is accepted with a warning: no text settles it."""
    first = date(2024, 5, 13)
    assert not filing_window(motive, first, date(2024, 5, 12), **NOW).basis.warnings
    same = filing_window(motive, first, first, **NOW)
    assert not same.refusals
    assert [warning.code for warning in same.basis.warnings] == ["disputed"]
    late = filing_window(motive, first, date(2024, 5, 14), **NOW)
    assert [(r.code, r.article) for r in late.refusals] == [("request_too_late", "R. 5122-2")]


@pytest.mark.parametrize(
    ("filed", "channel"),
    [
        (date(2014, 9, 30), Channel.ANY_WITH_CERTAIN_DATE),
        (date(2014, 10, 1), Channel.ONLINE),
    ],
)
def test_requests_are_filed_online_since_october_2014(filed: date, channel: Channel) -> None:
    """Before, by any means with a certain date."""
    assert filing_channel(filed, **NOW).channel is channel


def test_a_request_lacks_each_item_it_does_not_hold() -> None:
    """Bank details since October 2014; opinion and commitments where they are due."""
    given_items = frozenset({ContentItem.MOTIVES, ContentItem.PERIOD, ContentItem.EMPLOYEES})
    before = check_content(given_items, frozenset(), date(2014, 9, 30), **NOW)
    assert before.allowed
    on_top = frozenset({ContentItem.OPINION, ContentItem.COMMITMENTS})
    after = check_content(given_items, on_top, date(2014, 10, 1), **NOW)
    missing = [refusal.values["item"] for refusal in after.refusals]
    assert missing == ["bank_details", "opinion", "commitments"]


@pytest.mark.parametrize(
    ("asked", "filed", "codes"),
    [
        (FIFTY, date(2020, 11, 1), []),
        (FIFTY, date(2020, 6, 28), ["single_request_unknown_to_law"]),
        (
            Establishments(49, 1, same_motive=True, same_period=False),
            date(2020, 11, 1),
            [
                "single_request_too_few",
                "single_request_one_department",
                "single_request_not_the_same",
            ],
        ),
        (
            Establishments(50, 2, same_motive=False, same_period=True),
            date(2024, 1, 1),
            ["single_request_not_the_same"],
        ),
    ],
)
def test_one_request_may_stand_for_fifty_establishments(
    asked: Establishments, filed: date, codes: list[str]
) -> None:
    """In several departments, for the same motive and period: every reason against it is told."""
    checked = check_single_request(asked, filed, **NOW)
    assert [refusal.code for refusal in checked.refusals] == codes


def test_the_threshold_of_the_summer_of_2020_is_not_guessed() -> None:
    """A grouped request existed: nothing is refused for its number, and a warning says why."""
    few = Establishments(3, 2, same_motive=True, same_period=True)
    checked = check_single_request(few, date(2020, 10, 31), **NOW)
    assert checked.allowed
    assert [warning.code for warning in checked.basis.warnings] == ["value_not_found"]


@pytest.mark.parametrize(
    ("filed", "workforce", "council", "required"),
    [
        (date(2020, 3, 25), 8, True, True),
        (date(2020, 3, 25), 8, False, False),
        (date(2020, 6, 28), 49, True, True),
        (date(2020, 6, 29), 49, True, False),
        (date(2020, 6, 29), 50, True, True),
        (date(2024, 1, 1), 49, False, False),
    ],
)
def test_who_owes_the_opinion_of_the_council(
    filed: date, workforce: int, *, council: bool, required: bool
) -> None:
    """Firms with representatives, then firms of fifty employees from 29 June 2020."""
    opinion = works_council_opinion(
        filed, Motive.ECONOMIC, Firm(workforce, has_council=council), **NOW
    )
    assert opinion.required is required
    assert opinion.due_by == (filed if required else None)


@pytest.mark.parametrize(
    ("motive", "filed", "due", "after"),
    [
        (Motive.EXCEPTIONAL, date(2020, 3, 25), date(2020, 3, 25), False),
        (Motive.EXCEPTIONAL, date(2020, 3, 26), date(2020, 5, 26), True),
        (Motive.DISASTER, date(2020, 12, 31), date(2021, 2, 28), True),
        (Motive.SUPPLY, date(2020, 12, 31), date(2020, 12, 31), False),
    ],
)
def test_the_opinion_may_follow_some_requests_by_two_months(
    motive: Motive, filed: date, due: date, *, after: bool
) -> None:
    """For disasters and exceptional circumstances, since 26 March 2020."""
    opinion = works_council_opinion(filed, motive, Firm(80, has_council=True), **NOW)
    assert (opinion.due_by, opinion.after_request) == (due, after)


def test_the_ministrys_extra_condition_on_a_later_opinion_is_told() -> None:
    """The article is followed; the answer says that it is discussed."""
    opinion = works_council_opinion(
        date(2024, 1, 1), Motive.DISASTER, Firm(80, has_council=True), **NOW
    )
    assert [warning.code for warning in opinion.basis.warnings] == ["disputed"]


def test_a_firm_of_fifty_without_a_council_still_owes_the_opinion() -> None:
    """No text read says what replaces it: a warning."""
    opinion = works_council_opinion(
        date(2024, 1, 1), Motive.ECONOMIC, Firm(50, has_council=False), **NOW
    )
    assert opinion.required
    assert [warning.code for warning in opinion.basis.warnings] == ["council_missing"]


@pytest.mark.parametrize("scheme", [Scheme.CHILDCARE, Scheme.VULNERABLE])
def test_individual_placements_need_no_opinion(scheme: Scheme) -> None:
    """Neither motive nor consultation; before the scheme, no answer."""
    firm = Firm(500, has_council=True)
    assert not works_council_opinion(date(2021, 1, 4), None, firm, **NOW, scheme=scheme).required
    with pytest.raises(NoRuleInForce):
        works_council_opinion(date(2020, 4, 30), None, firm, **NOW, scheme=scheme)


def test_an_opinion_is_missing_or_late_from_its_day_on() -> None:
    """A request that needs it at once cannot go without; one that may wait has two months."""
    firm, filed = Firm(80, has_council=True), date(2024, 1, 10)
    at_once = works_council_opinion(filed, Motive.ECONOMIC, firm, **NOW)
    later = works_council_opinion(filed, Motive.DISASTER, firm, **NOW)
    none = works_council_opinion(filed, Motive.ECONOMIC, Firm(10, has_council=True), **NOW)
    assert check_opinion(none, None, filed) is None
    missing = check_opinion(at_once, None, filed)
    assert missing is not None
    assert missing.code == "opinion_missing"
    assert check_opinion(at_once, filed, filed) is None
    assert check_opinion(later, None, date(2024, 3, 10)) is None
    assert check_opinion(later, None, date(2024, 3, 11)) is not None
    assert check_opinion(later, date(2024, 3, 10), date(2024, 3, 11)) is None
    late = check_opinion(later, date(2024, 3, 11), date(2024, 3, 11))
    assert late is not None
    assert late.code == "opinion_late"


@pytest.mark.parametrize(
    ("end", "workforce", "required"),
    [
        (date(2020, 10, 31), 80, False),
        (date(2020, 11, 1), 49, False),
        (date(2020, 11, 1), 50, True),
    ],
)
def test_the_council_is_told_at_the_end_since_november_2020(
    end: date, workforce: int, *, required: bool
) -> None:
    """In firms of fifty employees."""
    assert council_report(end, workforce, **NOW).required is required


@pytest.mark.parametrize(
    ("received", "tacit_from"),
    [
        (date(2020, 3, 25), date(2020, 4, 10)),
        (date(2020, 3, 26), date(2020, 3, 29)),
        (date(2020, 9, 30), date(2020, 10, 3)),
        (date(2020, 10, 1), date(2020, 10, 17)),
        (date(2026, 3, 1), date(2026, 3, 17)),
    ],
)
def test_silence_is_approval_from_the_day_after_the_delay(received: date, tacit_from: date) -> None:
    """Fifteen days; two from 26 March to 30 September 2020."""
    deadline = time_to_decide(received, **NOW)
    assert deadline.tacit_from == tacit_from
    assert not deadline.tacit_on(deadline.last_day)
    assert deadline.tacit_on(tacit_from)


def test_two_days_were_to_last_until_december_as_known_in_september_2020() -> None:
    """Decree 2020-1188, published on 30 September, brought fifteen days back."""
    received = date(2020, 11, 2)
    then = time_to_decide(received, law=FRENCH_LAW, known_on=date(2020, 9, 29))
    since = time_to_decide(received, law=FRENCH_LAW, known_on=date(2020, 9, 30))
    assert then.tacit_from == date(2020, 11, 5)
    assert since.tacit_from == date(2020, 11, 18)
    assert since.basis.citations[0].text == "décret n° 2020-1188"


def test_the_hour_of_receipt_can_decide_the_rule() -> None:
    """On 30 September 2020 at 21:59 UTC two days; one minute later it is October in Paris."""
    evening = legal_day(datetime(2020, 9, 30, 21, 59, tzinfo=UTC))
    midnight = legal_day(datetime(2020, 9, 30, 22, 0, tzinfo=UTC))
    assert time_to_decide(evening, **NOW).tacit_from == date(2020, 10, 3)
    assert time_to_decide(midnight, **NOW).tacit_from == date(2020, 10, 17)


@given(st.dates(date(2013, 7, 1), date(2030, 12, 31)))
def test_no_request_waits_longer_than_fifteen_days(received: date) -> None:
    """Nor less than two."""
    wait = time_to_decide(received, **NOW).last_day - received
    assert timedelta(days=2) <= wait <= timedelta(days=15)


@pytest.mark.parametrize(
    ("foundation", "last"),
    [(Foundation.AGREEMENT, date(2025, 5, 16)), (Foundation.DOCUMENT, date(2025, 5, 22))],
)
@pytest.mark.parametrize("scheme", [Scheme.LONG_TERM, Scheme.LONG_TERM_REBOUND])
def test_a_document_takes_longer_to_decide_than_an_agreement(
    scheme: Scheme, foundation: Foundation, last: date
) -> None:
    """Fifteen days against twenty-one, in both long-term schemes."""
    deadline = long_term_time_to_decide(date(2025, 5, 1), scheme, foundation, **NOW)
    assert deadline.last_day == last


def test_an_ordinary_request_has_no_long_term_deadline() -> None:
    """The question does not arise."""
    with pytest.raises(NoRuleInForce):
        long_term_time_to_decide(date(2025, 5, 1), Scheme.ORDINARY, Foundation.AGREEMENT, **NOW)
