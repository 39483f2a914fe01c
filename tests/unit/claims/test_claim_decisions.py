"""Submitted claims decided without an officer, held for one, or refused with every reason."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from partial_activity import Hours
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Share
from partial_activity.domain.office.queue import Queued, QueueFilter, QueueKey, QueueKind
from partial_activity.domain.people.people import Person
from partial_activity.domain.screening.claim_signs import SCREENING_CHECKS
from partial_activity.domain.screening.facts import ClaimFacts
from partial_activity.domain.screening.outcome import Outcome, drawn_for_control
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.claim import claims
from partial_activity.usecases.office.queue import officer_queue
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims, decide_held_claim

from .conftest import (
    ANNE,
    BEN,
    IBAN,
    NUMBER,
    OTHER_FIRM,
    OTHER_IBAN,
    POLICY,
    SIRET,
    Firm,
    authorised,
    line,
    nir,
    registered,
)


def state(firm: Firm) -> ClaimState:
    """Where the firm's only claim stands."""
    (claim,) = claims.claims_of(SIRET, actor=firm.anne, context=firm.context)
    return claim.state


def test_a_sound_claim_is_validated_without_an_officer(firm: Firm) -> None:
    firm.submitted(line(), line(BEN))
    (decided,) = firm.decide()
    assert decided.claim.state is ClaimState.VALIDATED
    assert state(firm) is ClaimState.VALIDATED
    assert [f.code for f in decided.screening.findings] == []
    assert firm.journal()[-1] == "claim.screened"


def test_a_decided_claim_is_not_decided_again(firm: Firm) -> None:
    firm.submitted(line())
    firm.decide()
    assert list(firm.decide()) == []


def test_every_check_leaves_its_result_with_the_claim(firm: Firm) -> None:
    claim = firm.submitted(line())
    firm.decide()
    with firm.units.reading() as uow:
        kept = uow.claims.screening_of(SIRET, claim.id, 1)
    assert kept is not None
    assert len(kept.results) == len(SCREENING_CHECKS)
    assert kept == kept.as_kept()


def test_a_claim_beyond_its_authorisation_is_refused_and_told_why(firm: Firm) -> None:
    with firm.units() as uow:
        short = authorised(id="short", span=Span(date(2020, 4, 1), date(2020, 4, 8)))
        firm.authorise(uow, short, "DA-2")
        uow.commit()
    claim = firm.submitted(line(), number="DA-2")
    (decided,) = firm.decide()
    assert decided.claim.state is ClaimState.REJECTED
    assert [(r.code, r.article) for r in decided.screening.reasons] == [
        ("outside_authorisation", "R. 5122-5")
    ]
    assert "claim_refused" in firm.told()
    with firm.units.reading() as uow:
        letters = uow.outbox.about(str(SIRET))
    letter = next(each for each in letters if each.kind.value == "claim_refused")
    assert "hors de la période autorisée" in letter.values["reasons"]
    assert letter.values["claim_id"] == claim.id


def test_a_refused_claim_is_corrected_and_claimed_again(firm: Firm) -> None:
    with firm.units() as uow:
        short = authorised(id="short", span=Span(date(2020, 4, 1), date(2020, 4, 8)))
        firm.authorise(uow, short, "DA-2")
        uow.commit()
    claim = firm.submitted(line(), number="DA-2")
    firm.decide()
    draft = claims.correct_claim(SIRET, claim.id, actor=firm.anne, context=firm.context)
    assert draft.lines[0].assessed is None


def queue(firm: Firm, actor: Person) -> tuple[Queued, ...]:
    """What waits for an officer, as somebody may see it."""
    return officer_queue(QueueFilter(), actor=actor, context=firm.context).files


def test_a_claim_that_trips_enough_checks_waits_for_an_officer(firm: Firm) -> None:
    firm.register.registered[SIRET] = registered(SIRET, active=False)
    claim = firm.submitted(line())
    firm.decide()
    assert state(firm) is ClaimState.UNDER_INSTRUCTION
    (queued,) = queue(firm, firm.officer)
    assert (queued.id, queued.decide_by) == (claim.id, date(2020, 5, 14))
    assert (queued.name, queued.employees, queued.threshold) == ("Atelier", 1, 100)
    assert (queued.hours, queued.allowance) == (Hours.parse("35"), queued.allowance)
    assert [f.code for f in queued.screening.findings] == ["establishment_closed"]
    with pytest.raises(NotAllowed):
        queue(firm, firm.anne)


def test_the_queue_gives_the_first_to_be_answered_first(firm: Firm) -> None:
    for siret in (SIRET, OTHER_FIRM):
        firm.register.registered.pop(siret)
    with firm.units() as uow:
        firm.authorise(uow, authorised(siret=OTHER_FIRM, id="other", iban=OTHER_IBAN), "DA-OTHER")
        uow.commit()
    later = firm.clock.now() + timedelta(days=3)
    first = firm.submitted(line(), siret=OTHER_FIRM, number="DA-OTHER")
    firm.clock.set(later)
    second = firm.submitted(line(BEN))
    firm.decide()
    assert [each.id for each in queue(firm, firm.officer)] == [first.id, second.id]


def officer_decides(
    firm: Firm, *, accepted: bool, reasons: tuple[Refusal, ...] = (), message: str = ""
) -> ClaimState:
    """What the officer decides on the firm's only claim."""
    (claim,) = claims.claims_of(SIRET, actor=firm.anne, context=firm.context)
    return decide_held_claim(
        SIRET,
        claim.id,
        accepted=accepted,
        reasons=reasons,
        message=message,
        seen=Seen.of(claim),
        actor=firm.officer,
        context=firm.context,
    ).state


def test_an_officer_validates_a_held_claim(firm: Firm) -> None:
    firm.register.insolvent[SIRET] = "redressement"
    firm.submitted(line())
    firm.decide()
    assert officer_decides(firm, accepted=True) is ClaimState.VALIDATED
    with firm.units.reading() as uow:
        entry = list(uow.journal.entries(str(SIRET)))[-1]
        (claim,) = uow.claims.of(SIRET)
        assert uow.office.held([QueueKey(QueueKind.CLAIM, SIRET, claim.id, 1)]) == {}
    assert (entry.action, entry.subject, entry.actor, entry.facts) == (
        "claim.validated",
        claim.id,
        firm.officer.id,
        {"version": "1"},
    )
    with pytest.raises(NotAllowed):
        officer_decides(firm, accepted=True)


def test_an_officer_refuses_with_reasons_and_never_without(firm: Firm) -> None:
    firm.register.insolvent[SIRET] = "redressement"
    firm.submitted(line())
    firm.decide()
    with pytest.raises(InvalidValue):
        officer_decides(firm, accepted=False)
    with pytest.raises(InvalidValue):
        officer_decides(firm, accepted=True, message="no reason to refuse")
    reason = Refusal("no_authorisation", "R. 5122-5", {"number": NUMBER})
    assert officer_decides(firm, accepted=False, reasons=(reason,)) is ClaimState.REJECTED
    assert firm.journal()[-1] == "claim.refused"


def test_nobody_but_an_officer_decides(firm: Firm) -> None:
    firm.register.insolvent[SIRET] = "redressement"
    firm.submitted(line())
    firm.decide()
    firm.officer = firm.anne
    with pytest.raises(NotAllowed):
        officer_decides(firm, accepted=True)


def test_a_share_of_sound_claims_is_held_by_chance_and_always_the_same(firm: Firm) -> None:
    firm.submitted(line())
    policy = attrs.evolve(POLICY, control_share=Share.parse("1"))
    (decided,) = firm.decide(policy=policy)
    assert decided.claim.state is ClaimState.UNDER_INSTRUCTION
    assert decided.screening.drawn
    chosen = [drawn_for_control("s", str(key), Share.parse("0.10")) for key in range(5000)]
    assert chosen == [drawn_for_control("s", str(key), Share.parse("0.10")) for key in range(5000)]
    assert 400 < sum(chosen) < 600


def test_the_registers_are_asked_once_for_a_whole_set(firm: Firm) -> None:
    with firm.units() as uow:
        firm.authorise(uow, authorised(siret=OTHER_FIRM, id="other", iban=OTHER_IBAN), "DA-OTHER")
        uow.commit()
    firm.submitted(line())
    firm.submitted(line(BEN), siret=OTHER_FIRM, number="DA-OTHER")
    firm.register.asked.clear()
    assert len(firm.decide()) == 2
    assert firm.register.asked == [2]


def test_one_account_for_two_firms_holds_both(firm: Firm) -> None:
    with firm.units() as uow:
        firm.authorise(uow, authorised(siret=OTHER_FIRM, id="other"), "DA-OTHER")
        uow.commit()
    firm.submitted(line())
    firm.submitted(line(BEN), siret=OTHER_FIRM, number="DA-OTHER")
    decided = firm.decide()
    assert {each.claim.state for each in decided} == {ClaimState.UNDER_INSTRUCTION}
    assert {each.screening.findings[0].code for each in decided} == {"iban_shared"}


def test_an_employee_of_two_firms_on_the_same_days_is_for_an_officer(firm: Firm) -> None:
    with firm.units() as uow:
        firm.authorise(uow, authorised(siret=OTHER_FIRM, id="other", iban=OTHER_IBAN), "DA-OTHER")
        uow.commit()
    firm.submitted(line(ANNE))
    firm.decide()
    firm.submitted(line(ANNE), siret=OTHER_FIRM, number="DA-OTHER")
    (decided,) = firm.decide()
    (finding,) = decided.screening.findings
    assert finding.code == "employees_claimed_elsewhere"
    assert finding.figures == {"employees": "1", "where": SIRET.digits}


def test_the_quota_of_the_year_counts_the_claims_before(firm: Firm) -> None:
    firm.submitted(
        *(line(week=f"2020-W{week}") for week in (15, 16, 17)),
    )
    firm.decide()
    firm.clock.set(datetime(2020, 6, 2, 8, tzinfo=UTC))
    claim = firm.submitted(line(week="2020-W19", month=date(2020, 5, 1)), month=date(2020, 5, 1))
    with firm.units.reading() as uow:
        (facts,) = firm.context.facts.gather(uow, [claim], firm.law)
    assert facts.hours_in_year == {ANNE: Hours.parse("105")}
    assert facts.hours_under_decision == Hours.parse("105")
    assert {key: str(pay) for key, pay in facts.last_pays.items()} == {ANNE: "15.00"}


class Taken(GatheredFacts):
    """Somebody else decides the first firm's claim, just before we do."""

    def gather(self, uow: UnitOfWork, claims: Sequence[Claim], law: Law) -> Sequence[ClaimFacts]:
        for claim in claims:
            if claim.siret == SIRET:
                raise Conflict("claim", claim.id)
        return super().gather(uow, claims, law)


def test_a_conflict_leaves_one_claim_to_somebody_else_and_decides_the_others(firm: Firm) -> None:
    firm.submitted(line())
    with firm.units() as uow:
        firm.authorise(uow, authorised(siret=OTHER_FIRM, id="other", iban=OTHER_IBAN), "DA-OTHER")
        uow.commit()
    other = firm.submitted(line(BEN), siret=OTHER_FIRM, number="DA-OTHER")
    taken = Taken(firm.register, firm.register, firm.register)
    decided = decide_claims(10, context=attrs.evolve(firm.context, facts=taken, policy=POLICY))
    assert [each.claim.id for each in decided] == [other.id]
    assert state(firm) is ClaimState.AWAITING_VALIDATION


def test_a_policy_out_of_range_is_refused() -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"control_share": Share.parse("1.01")},
        {"threshold": 0},
        {"answer_within_days": -1},
    )
    for one in wrong:
        with pytest.raises(ValueError, match="1"):
            attrs.evolve(POLICY, **one)
    edge = attrs.evolve(POLICY, control_share=Share.parse("1"), threshold=1, answer_within_days=0)
    assert edge.threshold == 1


def test_the_seed_of_the_draw_shows_nowhere() -> None:
    policy = ScreeningPolicy(100, Share.parse("0.05"), "secret-seed", 10)
    assert "secret-seed" not in repr(policy)


def test_an_officer_sees_why_a_claim_was_held_and_the_firm_does_not(firm: Firm) -> None:
    firm.register.insolvent[SIRET] = "redressement"
    claim = firm.submitted(line(nir(7)))
    firm.decide()
    seen = claims.see_claim(SIRET, claim.id, actor=firm.officer, context=firm.context)
    own = claims.see_claim(SIRET, claim.id, actor=firm.anne, context=firm.context)
    assert seen.screening is not None
    assert seen.screening.outcome is Outcome.HOLD
    assert own.screening is None


def test_a_late_claim_is_refused_with_the_day_it_was_due(firm: Firm) -> None:
    firm.clock.set(datetime(2021, 6, 1, 9, tzinfo=UTC))
    firm.submitted(line())
    (decided,) = firm.decide()
    (reason,) = decided.screening.reasons
    assert (reason.code, reason.article) == ("claim_time_barred", "L. 5122-1, IV")
    assert "31/05/2021" in reason.french or "2021-05-31" in reason.french


def test_an_account_that_changed_a_while_ago_is_remembered_with_its_day(firm: Firm) -> None:
    with firm.units() as uow:
        before = authorised(id="old", iban=OTHER_IBAN, filed_at=datetime(2020, 1, 6, tzinfo=UTC))
        firm.authorise(uow, before, "DA-OLD")
        uow.requests.add(
            authorised(id="draft", filed_at=None, state=RequestState.DRAFT, iban=OTHER_IBAN)
        )
        uow.commit()
    claim = firm.submitted(line())
    with firm.units.reading() as uow:
        (facts,) = firm.context.facts.gather(uow, [claim], firm.law)
    assert facts.ibans_since == ((OTHER_IBAN, date(2020, 1, 6)), (IBAN, date(2020, 3, 2)))


def test_hours_of_motive_4_are_counted_apart(firm: Firm) -> None:
    with firm.units() as uow:
        firm.authorise(uow, authorised(id="motive-4", motive=Motive.RESTRUCTURING), "DA-4")
        uow.commit()
    firm.submitted(line(unworked="30"), number="DA-4")
    claim = firm.submitted(line(week="2020-W16"))
    with firm.units.reading() as uow:
        (facts,) = firm.context.facts.gather(uow, [claim], firm.law)
    assert facts.hours_in_year == {ANNE: Hours.parse("30")}
    assert facts.hours_in_year_motive_4 == {ANNE: Hours.parse("30")}
