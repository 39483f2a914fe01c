"""A claim from its opening to its correction."""

from datetime import UTC, date, datetime

import attrs
import pytest

from partial_activity import Euros, HourlyPay, Hours
from partial_activity.domain.claim.claims import ClaimState, state_of_code
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.law.dated import Span
from partial_activity.usecases.claim import claims, lines, submit_claim
from partial_activity.usecases.revisions import Seen

from .conftest import ANNE, APRIL, BEN, MARCH, MAY, NUMBER, SIRET, Firm, authorised, line


def test_a_claim_opens_from_a_decision_with_nothing_to_type_again(firm: Firm) -> None:
    draft = firm.open()
    assert (draft.state, draft.version, draft.month) == (ClaimState.DRAFT, 1, APRIL)
    assert draft.decision_number == NUMBER
    assert firm.journal() == ["claim.opened"]


def test_opening_a_claim_twice_gives_the_same_claim(firm: Firm) -> None:
    assert firm.open() == firm.open(date(2020, 4, 17))
    assert firm.journal() == ["claim.opened"]


def test_a_month_without_an_authorised_day_opens_no_claim(firm: Firm) -> None:
    with pytest.raises(InvalidValue, match="no day of 2020-07"):
        firm.open(date(2020, 7, 1))


def test_a_withdrawn_decision_opens_no_claim(firm: Firm) -> None:
    with firm.units() as uow:
        decision = uow.requests.decision(SIRET, NUMBER)
        uow.requests.save_decision(
            attrs.evolve(decision, withdrawn_at=datetime(2020, 4, 1, tzinfo=UTC))
        )
        uow.commit()
    with pytest.raises(NotAllowed):
        firm.open()


def test_a_stranger_sees_no_claim_at_all(firm: Firm) -> None:
    draft = firm.open()
    with pytest.raises(NotFound):
        claims.see_claim(SIRET, draft.id, actor=firm.stranger, context=firm.context)
    with pytest.raises(NotFound):
        claims.open_claim(SIRET, NUMBER, APRIL, actor=firm.stranger, context=firm.context)


def test_an_officer_sees_lines_without_social_security_numbers(firm: Firm) -> None:
    claim = firm.submitted(line())
    seen = claims.see_claim(SIRET, claim.id, actor=firm.officer, context=firm.context)
    own = claims.see_claim(SIRET, claim.id, actor=firm.anne, context=firm.context)
    assert [each.nir for each in seen.lines] == [None]
    assert [each.nir for each in own.lines] == [ANNE]
    with pytest.raises(NotAllowed):
        claims.compare_versions(SIRET, claim.id, 1, 1, actor=firm.officer, context=firm.context)


def test_a_draft_is_kept_incomplete_for_as_long_as_nobody_submits_it(firm: Firm) -> None:
    draft = firm.write(firm.open(), line(unworked="0", worked="0"))
    firm.clock.set(datetime(2021, 6, 1, tzinfo=UTC))
    again = firm.write(draft, line(unworked="35"))
    assert [each.unworked_hours for each in again.lines] == [Hours.parse("35")]
    assert again.state is ClaimState.DRAFT


def test_a_draft_that_somebody_else_changed_is_not_overwritten(firm: Firm) -> None:
    draft = firm.open()
    firm.write(draft, line())
    with pytest.raises(Conflict):
        firm.write(draft, line(BEN))


def test_a_line_of_another_month_is_refused(firm: Firm) -> None:
    with pytest.raises(InvalidValue, match="in its month"):
        firm.write(firm.open(), line(week="2020-W11", month=MARCH))


def test_a_removal_that_read_an_older_draft_is_refused(firm: Firm) -> None:
    draft = firm.write(firm.open(), line())
    firm.write(draft, line(BEN))
    with pytest.raises(Conflict):
        lines.remove_lines(
            SIRET, draft.id, [1], seen=Seen.of(draft), actor=firm.anne, context=firm.context
        )


def test_a_line_said_again_writes_nothing(firm: Firm) -> None:
    draft = firm.write(firm.open(), line())
    assert firm.write(draft, line()) == draft
    assert firm.journal() == ["claim.opened", "claim.lines_saved"]


def test_a_draft_without_lines_can_be_looked_at(firm: Firm) -> None:
    preview = submit_claim.preview_claim(
        SIRET, firm.open().id, actor=firm.anne, context=firm.context
    )
    assert (preview.problems, preview.findings) == ((), ())


def test_only_authorised_days_are_copied(firm: Firm) -> None:
    with firm.units() as uow:
        short = authorised(id="short", span=Span(MARCH, date(2020, 5, 6)))
        firm.authorise(uow, short, "DA-2")
        uow.commit()
    firm.submitted(line(), number="DA-2")
    draft = firm.open(MAY, number="DA-2")
    copied = lines.copy_last_month(SIRET, draft.id, actor=firm.anne, context=firm.context)
    assert [each.span for each in copied.lines] == [
        Span(date(2020, 5, 1), date(2020, 5, 3)),
        Span(date(2020, 5, 4), date(2020, 5, 6)),
    ]


def test_lines_are_taken_out_by_their_number(firm: Firm) -> None:
    draft = firm.write(firm.open(), line(), line(BEN))
    left = lines.remove_lines(
        SIRET, draft.id, [1], seen=Seen.of(draft), actor=firm.anne, context=firm.context
    )
    assert [(each.number, each.nir) for each in left.lines] == [(2, BEN)]
    with pytest.raises(NotFound):
        lines.remove_lines(
            SIRET, draft.id, [1], seen=Seen.of(left), actor=firm.anne, context=firm.context
        )


def test_last_months_employees_are_copied_and_none_of_their_hours(firm: Firm) -> None:
    firm.submitted(line(pay="15"), line(BEN, pay="40", contract="28", unworked="28"))
    draft = firm.open(MAY)
    copied = lines.copy_last_month(SIRET, draft.id, actor=firm.anne, context=firm.context)
    assert {each.week for each in copied.lines} == {f"2020-W{week}" for week in range(18, 23)}
    assert {
        (each.nir, str(each.contract_hours), str(each.hourly_pay)) for each in copied.lines
    } == {
        (ANNE, "35.00", "15.00"),
        (BEN, "28.00", "40.00"),
    }
    assert {each.unworked_hours for each in copied.lines} == {Hours(0)}
    assert all(each.assessed is None for each in copied.lines)


def test_nothing_is_copied_where_the_month_before_has_no_claim(firm: Firm) -> None:
    draft = firm.open()
    with pytest.raises(NotFound, match="of 2020-03"):
        lines.copy_last_month(SIRET, draft.id, actor=firm.anne, context=firm.context)


def test_submitting_assesses_under_the_law_known_on_the_legal_day_in_paris(firm: Firm) -> None:
    firm.clock.set(datetime(2020, 5, 4, 22, 30, tzinfo=UTC))
    claim = firm.submitted(line())
    assert claim.state is ClaimState.AWAITING_VALIDATION
    assert claim.known_on == date(2020, 5, 5)
    assert (claim.indemnity, claim.allowance) == (Euros.parse("367.50"), Euros.parse("367.50"))
    assert claim.law_revision


def test_submission_is_told_with_its_receipt(firm: Firm) -> None:
    firm.submitted(line())
    assert firm.told() == ["claim_receipt"]
    assert firm.journal()[-1] == "claim.submitted"
    with firm.units.reading() as uow:
        (message,) = uow.outbox.about(str(SIRET))
    assert message.values["allowance"] == "367.50"
    assert message.values["number"] == NUMBER
    assert ANNE.digits not in "".join(message.values.values())


def test_a_claim_without_lines_is_not_submitted(firm: Firm) -> None:
    with pytest.raises(InvalidValue, match="at least one line"):
        firm.submit(firm.open())


def test_a_claim_with_a_faulty_line_stays_a_draft_and_every_problem_is_told(firm: Firm) -> None:
    draft = firm.write(
        firm.open(),
        line(unworked="36"),
        line(BEN, worked="-1", unworked="0"),
        line(week="2020-W16"),
    )
    done = firm.submit(draft)
    assert [(each.line, each.code) for each in done.problems] == [
        (1, "hours_above_count"),
        (2, "negative_hours"),
    ]
    assert "35,00 au plus" in done.problems[0].french
    assert "35.00 at most" in done.problems[0].english
    assert done.claim.state is ClaimState.DRAFT
    assert firm.told() == []


def test_nobody_submits_a_draft_they_did_not_read(firm: Firm) -> None:
    draft = firm.write(firm.open(), line())
    firm.write(draft, line(BEN))
    with pytest.raises(Conflict):
        firm.submit(draft)
    assert firm.told() == []


def test_a_submitted_claim_takes_no_line(firm: Firm) -> None:
    claim = firm.submitted(line())
    with pytest.raises(NotAllowed):
        firm.write(claim, line(BEN))


def test_a_preview_tells_amounts_and_objections_and_keeps_nothing(firm: Firm) -> None:
    with firm.units() as uow:
        firm.authorise(uow, authorised(id="request-2", headcount=1), "DA-2")
        uow.commit()
    draft = firm.write(firm.open(number="DA-2"), line(), line(BEN))
    preview = submit_claim.preview_claim(SIRET, draft.id, actor=firm.anne, context=firm.context)
    assert preview.claim.allowance == Euros.parse("735.00")
    assert [finding.code for finding in preview.findings] == ["headcount_above_decision"]
    assert (
        claims.claims_of(SIRET, actor=firm.anne, context=firm.context)[0].state is ClaimState.DRAFT
    )


def test_the_slices_of_a_week_share_one_limit_across_two_months_claims(firm: Firm) -> None:
    march = firm.submitted(line(week="2020-W14", month=MARCH, unworked="14"), month=MARCH)
    april = firm.submitted(line(week="2020-W14", month=APRIL, unworked="35"))
    assert march.hours == Hours.parse("14")
    assert april.hours == Hours.parse("21")
    assessed = april.lines[0].assessed
    assert assessed is not None
    assert "week_limit" in assessed.warnings


def test_a_claim_that_is_refused_gives_its_hours_of_the_week_back(firm: Firm) -> None:
    march = firm.submitted(line(week="2020-W14", month=MARCH, unworked="14"), month=MARCH)
    firm.move(march, ClaimState.REJECTED)
    april = firm.submitted(line(week="2020-W14", month=APRIL, unworked="35"))
    assert april.hours == Hours.parse("35")


def test_copying_last_month_keeps_each_contract_of_an_employee(firm: Firm) -> None:
    second = attrs.evolve(
        line(week="2020-W11", month=MARCH, contract="20", unworked="20"), contract_number="00002"
    )
    firm.submitted(line(week="2020-W11", month=MARCH), second, month=MARCH)
    draft = firm.open()
    copied = lines.copy_last_month(SIRET, draft.id, actor=firm.anne, context=firm.context)
    contracts = {(each.contract_number, str(each.contract_hours)) for each in copied.lines}
    assert contracts == {("", "35.00"), ("00002", "20.00")}
    assert len(copied.lines) == 10


def test_the_same_days_are_not_claimed_twice_under_two_decisions(firm: Firm) -> None:
    firm.submitted(line())
    with firm.units() as uow:
        firm.authorise(uow, authorised(id="request-2"), "DA-2")
        uow.commit()
    done = firm.submit(firm.write(firm.open(number="DA-2"), line(), line(week="2020-W16")))
    assert [(each.line, each.code) for each in done.problems] == [(1, "duplicate_line")]


def test_a_claim_can_be_withdrawn_and_begun_anew(firm: Firm) -> None:
    claim = firm.submitted(line())
    withdrawn = claims.withdraw_claim(SIRET, claim.id, actor=firm.anne, context=firm.context)
    assert withdrawn.state is ClaimState.WITHDRAWN
    again = firm.open()
    assert (again.version, again.state, again.lines) == (2, ClaimState.DRAFT, ())
    with pytest.raises(NotAllowed):
        claims.correct_claim(
            SIRET,
            claims.withdraw_claim(SIRET, claim.id, actor=firm.anne, context=firm.context).id,
            actor=firm.anne,
            context=firm.context,
        )


def test_a_validated_claim_is_neither_corrected_nor_withdrawn(firm: Firm) -> None:
    claim = firm.move(firm.submitted(line()), ClaimState.VALIDATED)
    for act in (claims.correct_claim, claims.withdraw_claim):
        with pytest.raises(NotAllowed):
            act(SIRET, claim.id, actor=firm.anne, context=firm.context)


def test_a_paid_claim_is_corrected_as_a_new_version_and_the_difference_shown(firm: Firm) -> None:
    claim = firm.submitted(line(), line(BEN), line(week="2020-W16"))
    paid = firm.move(claim, ClaimState.VALIDATED, ClaimState.PAYMENT_REQUESTED, ClaimState.PAID)
    draft = claims.correct_claim(SIRET, paid.id, actor=firm.anne, context=firm.context)
    assert (draft.version, draft.state, len(draft.lines)) == (2, ClaimState.DRAFT, 3)
    draft = firm.write(draft, line(unworked="20", worked="15"), line(BEN, week="2020-W17"))
    draft = lines.remove_lines(
        SIRET, draft.id, [3], seen=Seen.of(draft), actor=firm.anne, context=firm.context
    )
    assert not firm.submit(draft).problems
    found = claims.compare_versions(SIRET, paid.id, 1, 2, actor=firm.anne, context=firm.context)
    (changed,) = found.changed
    assert changed.old is not None
    assert changed.new is not None
    assert (changed.old.compensable_hours, changed.new.compensable_hours) == (
        Hours.parse("35"),
        Hours.parse("20"),
    )
    assert changed.allowance == Euros.parse("-157.50")
    assert [each.new and each.new.week for each in found.added] == ["2020-W17"]
    assert [each.old and each.old.week for each in found.removed] == ["2020-W16"]
    assert found.allowance == Euros.parse("-157.50")
    assert (found.hours, found.indemnity) == (Hours.parse("-15"), Euros.parse("-157.50"))
    before = claims.see_claim(SIRET, paid.id, actor=firm.anne, context=firm.context, version=1)
    assert before.claim.state is ClaimState.PAID


def test_a_kept_claim_is_replayed_to_the_cent_from_its_own_rules(firm: Firm) -> None:
    claim = firm.submitted(line(pay="15"), line(BEN, pay="60"), line(week="2020-W16", pay="8"))
    found = claims.replay_claim(SIRET, claim.id, 1, actor=firm.anne, context=firm.context)
    assert [each.same for each in found.lines] == [True, True, True]
    assert found.errata == ()
    assert "décret n° 2020-325" in found.lines[0].texts


def test_every_public_code_has_its_state_and_an_unknown_one_crashes_nothing() -> None:
    codes = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 26)
    states = [state_of_code(code) for code in codes]
    assert None not in states
    assert len(set(states)) == len(codes) == len(ClaimState)
    assert [state_of_code(code) for code in (0, 18, 21, 99, -1)] == [None] * 5


def test_what_was_paid_by_the_hour_is_seen_in_the_claim(firm: Firm) -> None:
    claim = firm.submitted(line(pay="15.00"))
    assessed = claim.lines[0].assessed
    assert assessed is not None
    assert assessed.hourly_allowance == Euros.parse("10.50")
    assert claim.lines[0].hourly_pay == HourlyPay.parse("15")
