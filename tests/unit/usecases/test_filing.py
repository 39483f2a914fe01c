"""Filing a request: needs and refusals of the request's day, receipt, late opinion, account."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from stdnum import luhn

from partial_activity import FRENCH_LAW, Draft, Plan
from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.filing import Filing, fact_needed
from partial_activity.domain.authorisation.receipts import content_hash
from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import (
    Attachment,
    AuthorisationRequest,
    EarlierUse,
    Opinion,
    RequestState,
)
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person
from partial_activity.regimes import Parameter, Sector, Text, Words
from partial_activity.testing.stories import BAKERY, IBAN, OTHER_IBAN, World, registered
from partial_activity.usecases.authorisation import (
    automatic_decisions,
    decisions,
    filing,
    grouped_requests,
    requests,
)
from partial_activity.usecases.revisions import Seen

FIRST = date(2024, 3, 15)


@pytest.fixture
def world() -> World:
    """A firm the register knows."""
    return World()


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    return world.contact("ana")


def check(world: World, request: AuthorisationRequest, actor: Person) -> Filing:
    """What filing now would meet."""
    return filing.check_request(request.siret, request.id, actor=actor, context=world.context)


def codes(refusals: tuple[Refusal, ...]) -> list[str]:
    """The codes, with the item where one is named."""
    return [" ".join([one.code, *map(str, one.values.values())][:2]) for one in refusals]


def send_opinion(
    world: World, request: AuthorisationRequest, actor: Person, opinion: Opinion
) -> Refusal | None:
    """Send the opinion after the request."""
    taken = filing.send_opinion(BAKERY, request.id, opinion, actor=actor, context=world.context)
    return taken.refusal


def test_all_that_a_request_lacks_is_told_at_once_and_nothing_is_filed(
    world: World, ana: Person
) -> None:
    """Not the first thing only; and insisting does not help."""
    draft = world.draft(
        ana,
        motive=None,
        circumstances=" ",
        headcount=0,
        forecast_hours=ZERO_HOURS,
        workforce=60,
        opinion=Opinion.NOT_GIVEN,
        earlier_use=EarlierUse.YES,
    )
    draft = attrs.evolve(draft, iban=Iban("TN5910006035183598478831"))  # as one kept of before
    with world.units() as uow:
        uow.requests.save(draft)
        uow.commit()
        draft = uow.requests.get(draft.siret, draft.id)
    submission = world.submit(ana, draft, insist=True)
    assert codes(submission.filing.needs) == [
        "content_missing motives",
        "content_missing employees",
        "content_missing opinion",
        "content_missing commitments",
        "forecast_missing",
        "account_outside_sepa",
    ]
    asked = [fact_needed(need) for need in submission.filing.needs]
    assert asked == ["motive", "headcount", "opinion", "commitments", "forecast_hours", "iban"]
    assert submission.receipt is None
    assert submission.request == draft
    assert not world.told(NoticeKind.REQUEST_RECEIPT)


@pytest.mark.parametrize(
    "account",
    ["TN5910006035183598478831", "SA0380000000608010167519", "TR330006100519786457841326"],
)
def test_an_account_that_no_transfer_reaches_is_refused_where_it_is_given(account: str) -> None:
    with pytest.raises(ValueError, match="outside SEPA"):
        Iban.payable(account)
    assert Iban.payable("MC5811222000010123456789030").in_sepa


def test_what_the_law_would_refuse_is_told_before_and_filed_only_on_insistence(
    world: World, ana: Person
) -> None:
    """An employer has a right to a decision with its reasons (R. 5122-4)."""
    draft = world.draft(ana, span=Span(date(2024, 2, 1), date(2024, 6, 30)))
    told = check(world, draft, ana)
    assert codes(told.refusals) == ["request_too_late 2024-02-01", "authorisation_too_long 3"]
    assert world.submit(ana, draft).receipt is None
    assert world.submit(ana, draft, insist=True).request.state is RequestState.SUBMITTED


def test_checking_changes_nothing(world: World, ana: Person) -> None:
    """The journal is as it was."""
    draft = world.draft(ana)
    journal = world.journal()
    filing_now = check(world, draft, ana)
    assert (filing_now.needs, filing_now.refusals) == ((), ())
    assert world.journal() == journal
    assert requests.requests_of(BAKERY, actor=ana, context=world.context) == (draft,)


def test_the_receipt_says_who_when_and_from_which_day_silence_is_approval(
    world: World, ana: Person
) -> None:
    """R. 5122-26: fifteen days, the day of receipt not counted, then the next day."""
    submission = world.submit(ana, world.draft(ana))
    receipt = submission.receipt
    assert receipt is not None
    assert (receipt.filed_by, receipt.filed_at) == ("ana", world.clock.now())
    assert receipt.tacit_from == date(2024, 3, 20)
    (message,) = world.told(NoticeKind.REQUEST_RECEIPT)
    assert message.to == ana.email
    assert message.values["tacit_from"] == "2024-03-20"
    assert message.values["sha256"] == receipt.sha256
    downloaded = filing.receipt_for(BAKERY, receipt.request_id, 1, actor=ana, context=world.context)
    assert downloaded == receipt


@pytest.mark.parametrize(
    ("filed_at", "tacit_from"),
    [
        (datetime(2024, 3, 4, 22, 59, tzinfo=UTC), date(2024, 3, 20)),
        (datetime(2024, 3, 4, 23, 30, tzinfo=UTC), date(2024, 3, 21)),
        (datetime(2024, 3, 30, 23, 30, tzinfo=UTC), date(2024, 4, 16)),
        (datetime(2024, 10, 26, 22, 30, tzinfo=UTC), date(2024, 11, 12)),
        (datetime(2020, 4, 6, 9, 0, tzinfo=UTC), date(2020, 4, 9)),
    ],
)
def test_the_day_of_receipt_is_the_day_in_paris(
    world: World, ana: Person, filed_at: datetime, tacit_from: date
) -> None:
    """Half past eleven in the evening UTC, both clock changes, and the two days of spring 2020."""
    world.clock.set(filed_at)
    receipt = world.submit(ana, world.draft(ana)).receipt
    assert receipt is not None
    assert receipt.tacit_from == tacit_from


def test_a_receipt_is_only_for_what_was_filed_and_for_who_may_see_it(
    world: World, ana: Person
) -> None:
    """Not for a draft; not for strangers."""
    draft = world.draft(ana)
    with pytest.raises(NotFound):
        filing.receipt_for(BAKERY, draft.id, 1, actor=ana, context=world.context)
    garage = Siret("40483304800022")
    world.register.put(registered(garage, "Garage"))
    bob = world.contact("bob", garage)
    world.submit(ana, draft)
    with pytest.raises(NotFound, match="establishment"):
        filing.receipt_for(BAKERY, draft.id, 1, actor=bob, context=world.context)


def test_the_hash_changes_with_anything_that_was_filed_and_nothing_else(
    world: World, ana: Person
) -> None:
    """Every field of the content; neither the state nor an opinion sent later."""
    filed = world.file(ana)
    sha256 = content_hash(filed)
    after = attrs.evolve(
        filed,
        state=RequestState.DECIDED,
        late_opinion=Opinion.FAVOURABLE,
        late_opinion_on=date(2024, 4, 1),
        revision=9,
    )
    assert content_hash(after) == sha256
    changed = [
        attrs.evolve(filed, headcount=11),
        attrs.evolve(filed, forecast_hours=Hours.parse("1200.01")),
        attrs.evolve(filed, iban=OTHER_IBAN),
        attrs.evolve(filed, span=Span(FIRST, date(2024, 4, 29))),
        attrs.evolve(filed, circumstances=filed.circumstances + "."),
        attrs.evolve(filed, commitments=("a", "b")),
        attrs.evolve(filed, commitments=("ab",)),
        attrs.evolve(filed, motive=Motive.SUPPLY),
        attrs.evolve(filed, attachments=(Attachment("a", "image/png", 1, "0" * 64),)),
        attrs.evolve(filed, version=2),
        attrs.evolve(filed, filed_at=world.clock.now() + timedelta(microseconds=1)),
        attrs.evolve(filed, covers=(Siret("73282932000082"),)),
    ]
    hashes = {content_hash(request) for request in changed}
    assert len(hashes | {sha256}) == len(changed) + 1


def test_the_opinion_comes_with_the_request_from_fifty_employees_on(
    world: World, ana: Person
) -> None:
    """Forty-nine need none; motives 3 and 5 may send it within two months (R. 5122-2)."""
    form: dict[str, Any] = {"opinion": Opinion.NOT_GIVEN, "workforce": 50}
    assert codes(check(world, world.draft(ana, **form), ana).needs) == ["content_missing opinion"]
    assert not check(world, world.draft(ana, **(form | {"workforce": 49})), ana).needs
    later = world.submit(ana, world.draft(ana, **form, motive=Motive.EXCEPTIONAL))
    assert later.request.opinion_due_on == date(2024, 5, 4)
    given = world.file(ana, workforce=50, opinion=Opinion.FAVOURABLE, motive=Motive.EXCEPTIONAL)
    assert given.opinion_due_on is None


def test_an_opinion_sent_in_time_ends_the_wait(world: World, ana: Person) -> None:
    """Once; the request as filed keeps its hash."""
    filed = world.file(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    with pytest.raises(InvalidValue):
        send_opinion(world, filed, ana, Opinion.NOT_APPLICABLE)
    world.clock.set(datetime(2024, 5, 4, 21, 59, tzinfo=UTC))
    assert send_opinion(world, filed, ana, Opinion.UNFAVOURABLE) is None
    kept = requests.read_request(BAKERY, filed.id, actor=ana, context=world.context).request
    assert (kept.late_opinion, kept.late_opinion_on) == (Opinion.UNFAVOURABLE, date(2024, 5, 4))
    assert content_hash(kept) == content_hash(filed)
    with pytest.raises(NotAllowed):
        send_opinion(world, filed, ana, Opinion.FAVOURABLE)


def test_an_opinion_sent_too_late_is_kept_and_said_to_be_late(world: World, ana: Person) -> None:
    """Two minutes later it is the next day in Paris."""
    filed = world.file(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    world.clock.set(datetime(2024, 5, 4, 22, 1, tzinfo=UTC))
    refusal = send_opinion(world, filed, ana, Opinion.FAVOURABLE)
    assert refusal is not None
    assert refusal.code == "opinion_late"


def test_no_opinion_is_awaited_of_a_draft_or_where_none_is_due(world: World, ana: Person) -> None:
    """Nor of a request that does not exist."""
    draft = world.draft(ana)
    for request in (draft, world.file(ana)):
        with pytest.raises(NotAllowed):
            send_opinion(world, request, ana, Opinion.FAVOURABLE)
    with pytest.raises(NotFound):
        send_opinion(world, attrs.evolve(draft, id="0" * 32), ana, Opinion.FAVOURABLE)


def test_an_opinion_is_taken_for_the_version_that_stands_alone(world: World, ana: Person) -> None:
    """Not for one that another has taken the place of, whose opinion is not awaited any more."""
    small: dict[str, Any] = {"workforce": 50, "motive": Motive.EXCEPTIONAL}
    first = world.file(ana, opinion=Opinion.NOT_GIVEN, **small)
    world.screen()
    amended = requests.amend_request(BAKERY, first.id, actor=ana, context=world.context)
    edited = requests.edit_request(
        BAKERY,
        amended.id,
        world.form(opinion=Opinion.FAVOURABLE, **small),
        seen=Seen.of(amended),
        actor=ana,
        context=world.context,
    )
    assert world.submit(ana, edited, insist=True).receipt is not None
    with pytest.raises(NotAllowed):
        send_opinion(world, first, ana, Opinion.UNFAVOURABLE)
    with world.units.reading() as uow:
        assert {one.late_opinion for one in uow.requests.versions(BAKERY, first.id)} == {None}


def test_an_amendment_in_the_making_does_not_hide_whose_opinion_is_awaited(
    world: World, ana: Person
) -> None:
    """It was not filed: the opinion is that of the version before, which it leaves as it is."""
    first = world.file(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    world.screen()
    amended = requests.amend_request(BAKERY, first.id, actor=ana, context=world.context)
    assert send_opinion(world, first, ana, Opinion.UNFAVOURABLE) is None
    with world.units.reading() as uow:
        sent = {one.version: one.late_opinion for one in uow.requests.versions(BAKERY, first.id)}
    assert sent == {first.version: Opinion.UNFAVOURABLE, amended.version: None}


def test_an_opinion_that_is_due_is_asked_for_once_two_weeks_before(
    world: World, ana: Person
) -> None:
    """Not before, not twice, not once it was sent, not when it is too late."""

    def remind() -> int:
        return automatic_decisions.remind_opinions(context=world.context)

    filed = world.file(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    world.clock.set(datetime(2024, 4, 19, 12, tzinfo=UTC))
    assert remind() == 0
    world.clock.tick(timedelta(days=1))
    assert (remind(), remind()) == (1, 0)
    (message,) = world.told(NoticeKind.OPINION_DUE)
    assert (message.to, message.values["due_on"]) == (ana.email, "2024-05-04")
    sent = world.file(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    send_opinion(world, sent, ana, Opinion.FAVOURABLE)
    world.clock.tick(timedelta(days=60))
    assert remind() == 0
    assert filed.late_opinion is None


def test_thirty_days_after_the_placement_for_exceptional_circumstances(
    world: World, ana: Person
) -> None:
    """R. 5122-3; the ordinary motive is late the next day."""
    span = Span(date(2024, 2, 3), date(2024, 3, 31))
    exceptional = world.draft(ana, span=span, motive=Motive.EXCEPTIONAL)
    assert not check(world, exceptional, ana).refusals
    world.clock.tick(timedelta(days=1))
    assert codes(check(world, exceptional, ana).refusals) == ["request_too_late 2024-02-03"]


def test_six_months_in_twelve_count_what_was_authorised_before(world: World, ana: Person) -> None:
    """R. 5122-9: the authorisation that is amended does not count against itself."""
    world.authorisation(ana, span=Span(FIRST, date(2024, 6, 14)))
    world.clock.set(datetime(2024, 6, 3, 9, tzinfo=UTC))
    second = world.authorisation(
        ana, span=Span(date(2024, 6, 15), date(2024, 9, 14)), commitments=("maintien",)
    )
    third = world.draft(ana, span=Span(date(2024, 9, 15), date(2024, 9, 30)))
    assert codes(check(world, third, ana).refusals) == ["six_months_used 6"]
    amended = requests.amend_request(BAKERY, second.request_id, actor=ana, context=world.context)
    assert not check(world, amended, ana).refusals


def test_an_amendment_takes_the_place_of_what_it_amends(world: World, ana: Person) -> None:
    """Moved by two weeks: its own earlier days are not counted beside its new ones."""
    world.authorisation(ana, span=Span(FIRST, date(2024, 6, 14)))
    second = world.authorisation(ana, span=Span(date(2024, 6, 15), date(2024, 9, 14)))
    moved = Span(date(2024, 7, 1), date(2024, 9, 30))
    assert codes(check(world, world.draft(ana, span=moved), ana).refusals) == ["six_months_used 6"]
    amended = requests.amend_request(BAKERY, second.request_id, actor=ana, context=world.context)
    edited = requests.edit_request(
        BAKERY,
        amended.id,
        world.form(span=moved),
        seen=Seen.of(amended),
        actor=ana,
        context=world.context,
    )
    assert not check(world, edited, ana).refusals


def test_an_authorisation_that_was_withdrawn_does_not_count(world: World, ana: Person) -> None:
    """Its months are free again."""
    world.authorisation(ana, span=Span(FIRST, date(2024, 6, 14)))
    second = world.authorisation(ana, span=Span(date(2024, 6, 15), date(2024, 9, 14)))
    third = world.draft(ana, span=Span(date(2024, 9, 15), date(2024, 9, 30)))
    assert codes(check(world, third, ana).refusals) == ["six_months_used 6"]
    decisions.withdraw_decision(
        BAKERY,
        second.number,
        WithdrawalReason.ILLEGAL,
        "Erreur",
        actor=world.officer(),
        context=world.context,
    )
    assert not check(world, third, ana).refusals


@pytest.mark.parametrize(
    ("month", "state", "due"),
    [
        (date(2023, 5, 1), ClaimState.PAID, True),
        (date(2023, 5, 1), ClaimState.AWAITING_VALIDATION, True),
        (date(2021, 3, 1), ClaimState.PAID, True),
        (date(2021, 2, 1), ClaimState.PAID, False),
        (date(2023, 5, 1), ClaimState.DRAFT, False),
        (date(2023, 5, 1), ClaimState.REJECTED, False),
        (date(2023, 5, 1), ClaimState.WITHDRAWN, False),
    ],
)
def test_commitments_are_due_where_employees_were_placed_in_thirty_six_months(
    world: World, ana: Person, month: date, state: ClaimState, *, due: bool
) -> None:
    """R. 5122-9, II: our own claims tell, whatever the employer declares."""
    with world.units() as uow:
        claim = Claim(BAKERY, "c" * 32, 1, "A" * 11, month, state, ana.id)
        uow.claims.add(claim)
        uow.commit()
    without = world.draft(ana, earlier_use=EarlierUse.NONE)
    assert codes(check(world, without, ana).needs) == (
        ["content_missing commitments"] if due else []
    )
    promised = world.draft(ana, commitments=("Maintien dans l'emploi",))
    assert not check(world, promised, ana).needs


def test_an_amendment_may_be_filed_after_the_first_day(world: World, ana: Person) -> None:
    """It keeps the first day of the authorisation it amends."""
    decision = world.authorisation(ana)
    world.clock.set(datetime(2024, 4, 2, 9, tzinfo=UTC))
    amended = requests.amend_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    submission = world.submit(ana, amended)
    assert submission.receipt is not None
    assert (submission.request.version, submission.receipt.version) == (2, 2)
    assert submission.receipt.tacit_from == date(2024, 4, 18)


def test_another_account_is_told_to_those_who_knew_the_old_one(world: World, ana: Person) -> None:
    """Masked, to the filer of before and the principal contact; the same account tells nobody."""
    decision = world.authorisation(ana)
    world.file(ana, span=Span(date(2024, 5, 1), date(2024, 5, 31)))
    assert not world.told(NoticeKind.IBAN_CHANGED)
    amended = requests.amend_request(BAKERY, decision.request_id, actor=ana, context=world.context)
    requests.edit_request(
        BAKERY,
        amended.id,
        world.form(iban=OTHER_IBAN),
        seen=Seen.of(amended),
        actor=ana,
        context=world.context,
    )
    world.submit(ana, amended)
    (message,) = world.told(NoticeKind.IBAN_CHANGED)
    assert message.to == ana.email
    assert (message.values["old_iban"], message.values["new_iban"]) == (
        IBAN.masked,
        OTHER_IBAN.masked,
    )
    assert OTHER_IBAN.text not in str(world.told(NoticeKind.IBAN_CHANGED))


def test_a_long_term_request_rests_on_an_agreement_or_a_document(world: World, ana: Person) -> None:
    """Fifteen days for an agreement, twenty-one for a document; neither council nor motive."""
    world.clock.set(datetime(2025, 6, 2, 9, tzinfo=UTC))
    form: dict[str, Any] = {
        "scheme": Scheme.LONG_TERM_REBOUND,
        "motive": None,
        "span": Span(date(2025, 7, 1), date(2025, 12, 31)),
    }
    needs = world.submit(ana, world.draft(ana, **form), insist=True).filing.needs
    assert codes(needs) == ["foundation_missing", "agreement_day_missing"]
    form |= {"agreement_sent_on": date(2025, 6, 2)}
    for foundation, tacit_from in (
        (Foundation.AGREEMENT, date(2025, 6, 18)),
        (Foundation.DOCUMENT, date(2025, 6, 24)),
    ):
        submission = world.submit(ana, world.draft(ana, **form, foundation=foundation))
        assert submission.receipt is not None, submission.filing.refusals
        assert submission.receipt.tacit_from == tacit_from
    longer = form | {"span": Span(date(2025, 7, 1), date(2026, 1, 1))}
    draft = world.draft(ana, **longer, foundation=Foundation.AGREEMENT)
    (refusal,) = check(world, draft, ana).refusals
    assert (refusal.code, refusal.values) == (
        "authorisation_too_long",
        {"months": 6, "last": date(2025, 12, 31)},
    )
    rule = world.law.long_term_authorisation_months[Category.LONG_TERM_REBOUND]
    assert refusal.article == rule.article


def test_a_draft_says_whose_account_it_would_change(world: World, ana: Person) -> None:
    """Against the account that was proven last."""

    def changes(draft: AuthorisationRequest) -> tuple[Siret, ...]:
        changed = filing.account_changes(BAKERY, draft.id, actor=ana, context=world.context)
        return tuple(changed)

    assert changes(world.draft(ana)) == ()
    world.file(ana)
    assert changes(world.draft(ana)) == ()
    assert changes(world.draft(ana, iban=OTHER_IBAN)) == (BAKERY,)
    world.file(ana, iban=OTHER_IBAN)
    assert changes(world.draft(ana, iban=OTHER_IBAN)) == ()
    assert changes(world.draft(ana)) == (BAKERY,)


def test_individual_placements_need_a_scheme_that_is_open(world: World, ana: Person) -> None:
    """Childcare: open in spring 2021, closed since."""
    form: dict[str, Any] = {"scheme": Scheme.CHILDCARE, "motive": None}
    closed = check(world, world.draft(ana, **form), ana)
    assert codes(closed.refusals) == ["scheme_not_open childcare"] * 2
    world.clock.set(datetime(2021, 4, 6, 9, tzinfo=UTC))
    open_then = world.draft(ana, **form)
    assert not check(world, open_then, ana).refusals


def annexes(number: int) -> list[Siret]:
    """Establishments of the bakery's firm: every one whose check digit is right."""
    candidates = (f"{BAKERY.siren}{nic:05d}" for nic in range(100, 2000))
    return [Siret(digits) for digits in candidates if luhn.is_valid(digits)][:number]


def test_fifty_establishments_in_several_departments_file_once(world: World, ana: Person) -> None:
    """R. 5122-2: fewer do not; each then has a request, a receipt and a decision of its own."""
    draft = world.draft(ana)
    told = check(world, draft, ana)
    for siret in annexes(49):
        told = check(world, draft, ana)
        world.register.put(registered(siret, "Annexe", postcode="13001"))
        world.contact("ana", siret)
        grouped_requests.add_establishment(
            BAKERY,
            draft.id,
            siret,
            headcount=5,
            forecast_hours=Hours.parse("100.00"),
            actor=ana,
            context=world.context,
        )
    assert codes(told.refusals) == ["single_request_too_few 49"]
    submission = world.submit(ana, draft)
    assert submission.receipt is not None, submission.filing.refusals
    other = submission.request.covers[0]
    own = requests.read_request(other, draft.id, actor=ana, context=world.context).request
    assert (own.state, own.headcount, own.circumstances, own.covers) == (
        RequestState.SUBMITTED,
        5,
        "Baisse des commandes",
        (),
    )
    assert len(world.told(NoticeKind.REQUEST_RECEIPT, other)) == 1
    screened = world.screen()
    assert len(screened) == 50
    decisions = {one.decision.number for one in screened if one.decision}
    assert len(decisions) == 50


def test_a_sector_that_the_law_in_use_lacks_is_to_be_chosen_anew() -> None:
    """The draft was made under a law that had it; whoever insists does not file it either."""
    growers = Sector("wine_growers", Words("viticulteurs", "wine growers"), "art. 2")
    plan = Plan(Parameter.ALLOWANCE_SHARE, growers, "0.55", Span(date(2027, 1, 1)))
    law = FRENCH_LAW.with_texts(Draft(Text("projet", date(2026, 12, 15)), (plan,)))
    world = World(law=law)
    ana = world.contact()
    draft = world.draft(ana, situation=growers)
    world.law = FRENCH_LAW
    submission = world.submit(ana, draft, insist=True)
    assert submission.receipt is None
    (need,) = submission.filing.needs
    assert need.code == "situation_unknown"
    assert "wine_growers" in need.french
