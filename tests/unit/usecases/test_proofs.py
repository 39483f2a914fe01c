"""Who speaks for a firm: a code posted to its seat, or an officer's visa; until then, little."""

from datetime import timedelta

import pytest

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.evidence import CODE_LIFE, MOST_TRIES, Source
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.testing.stories import BAKERY, IBAN, OTHER_IBAN, SEAT, VISA, World, registered
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.authorisation import filing, requests
from partial_activity.usecases.claim import claims, submit_claim
from partial_activity.usecases.letters import documents
from partial_activity.usecases.letters.send_mail import failed_letters
from partial_activity.usecases.oversight.history import history_of
from partial_activity.usecases.oversight.overview import overview_of
from partial_activity.usecases.oversight.statistics import statistics_of
from partial_activity.usecases.people import accounts, membership, proofs
from partial_activity.usecases.revisions import Seen


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def ana(world: World) -> Person:
    """Somebody who signed up, and has proven nothing."""
    return world.newcomer("ana")


def printed(world: World, person: Person, siret: Siret = BAKERY) -> proofs.Printed:
    """The letter to the seat, asked for and printed."""
    asked = proofs.ask_proof(siret, actor=person, context=world.context)
    return proofs.print_letter(
        siret, asked.id, actor=VISA, context=world.context, proof=Proof.FRESH
    )


def typed(world: World, person: Person, code: str, proof: Proof = Proof.FRESH) -> proofs.Tried:
    return proofs.prove_by_code(BAKERY, code, actor=person, context=world.context, proof=proof)


def test_who_is_not_proven_files_requests_and_their_delay_runs(world: World, ana: Person) -> None:
    """The receipt is given, screening decides, the account is kept and not proven."""
    filed = world.submit(ana, world.draft(ana))
    assert filed.receipt is not None
    assert filed.request.state is RequestState.SUBMITTED
    assert len(world.told(NoticeKind.REQUEST_RECEIPT)) == 1
    with world.units.reading() as uow:
        assert not uow.proofs.accounts(BAKERY)


def test_who_is_not_proven_prepares_a_claim_and_submits_none(world: World, ana: Person) -> None:
    decision = world.authorisation(ana)
    claim = claims.open_claim(
        BAKERY, decision.number, world.form().span.first, actor=ana, context=world.context
    )
    with pytest.raises(NotAllowed, match="not proven"):
        submit_claim.submit_claim(
            BAKERY, claim.id, seen=Seen.of(claim), actor=ana, context=world.context
        )


def test_each_who_is_not_proven_is_in_a_room_of_their_own(world: World, ana: Person) -> None:
    """A stranger who signs up for the same firm sees nothing of hers, and reaches nothing."""
    decision = world.authorisation(ana)
    claim = claims.open_claim(
        BAKERY, decision.number, world.form().span.first, actor=ana, context=world.context
    )
    eve, context = world.newcomer("eve"), world.context
    assert requests.requests_of(BAKERY, actor=eve, context=context) == ()
    assert claims.claims_of(BAKERY, actor=eve, context=context) == []
    seen = overview_of(BAKERY, actor=eve, context=context)
    assert (seen.requests, seen.claims, seen.months) == ((), (), ())
    told = history_of(BAKERY, actor=eve, context=context)
    assert [fact.key for fact in told.facts if fact.key] == []
    assert {letter.to for letter in told.letters} <= {eve.email}
    assert failed_letters(BAKERY, actor=eve, context=context) == ()
    members = membership.members_of(BAKERY, actor=eve, context=context)
    assert [one.person.id for one in members] == [eve.id]
    with pytest.raises(NotAllowed):
        statistics_of(BAKERY, actor=eve, context=context)
    for reach in (
        lambda: requests.read_request(BAKERY, decision.request_id, actor=eve, context=context),
        lambda: requests.withdraw_request(BAKERY, decision.request_id, actor=eve, context=context),
        lambda: requests.amend_request(BAKERY, decision.request_id, actor=eve, context=context),
        lambda: claims.see_claim(BAKERY, claim.id, actor=eve, context=context),
        lambda: claims.claim_versions(BAKERY, claim.id, actor=eve, context=context),
        lambda: claims.withdraw_claim(BAKERY, claim.id, actor=eve, context=context),
        lambda: claims.open_claim(
            BAKERY, decision.number, world.form().span.first, actor=eve, context=context
        ),
        lambda: documents.issue_decision(
            BAKERY, decision.request_id, 1, actor=eve, context=context
        ),
    ):
        with pytest.raises(NotFound):
            reach()
    assert claims.claims_of(BAKERY, actor=ana, context=context)
    assert len(requests.requests_of(BAKERY, actor=ana, context=context)) == 1


def test_who_is_not_proven_is_not_told_how_many_wait(world: World, ana: Person) -> None:
    eve = world.newcomer("eve")
    with world.units() as uow:
        place = uow.establishments.member(BAKERY, ana.id)
        assert place is not None
        uow.establishments.save_member(place.set_back())
        uow.commit()
    assert overview_of(BAKERY, actor=eve, context=world.context).joiners == 0


def test_nobody_is_told_of_what_others_filed_before_a_proof(world: World, ana: Person) -> None:
    """Not even who came first: a fraudster would read the receipts of the firm."""
    eve = world.newcomer("eve")
    world.file(eve)
    assert {letter.to for letter in world.told(NoticeKind.REQUEST_RECEIPT)} == {eve.email}
    assert ana.email not in {one.to for one in world.told(NoticeKind.DECISION)}


def test_a_code_posted_to_the_seat_proves_its_person(world: World, ana: Person) -> None:
    """And the account of what they filed; the evidence says how, and until when."""
    world.file(ana)
    letter = printed(world, ana)
    done = typed(world, ana, f" {letter.code.lower().replace('-', ' ')} ")
    assert (done.membership.proven, done.membership.principal) == (True, True)
    with world.units.reading() as uow:
        (evidence,) = uow.proofs.of(BAKERY)
        (account,) = uow.proofs.accounts(BAKERY)
    assert (evidence.source, evidence.method, evidence.siren) == (
        Source.LETTER,
        "posted_code",
        BAKERY.siren,
    )
    assert (account.iban, account.person_id) == (IBAN, ana.id)


def test_the_letter_goes_to_the_register_s_address_and_the_code_is_nowhere_else(
    world: World, ana: Person
) -> None:
    letter = printed(world, ana)
    assert letter.file.startswith(b"%PDF")
    with world.units.reading() as uow:
        asked = uow.proofs.last_request(BAKERY, ana.id)
        about = uow.outbox.about(str(BAKERY))
    assert asked is not None
    assert (asked.address, asked.address_source) == (SEAT.lines, "register")
    plain = letter.code.replace("-", "")
    for kept in (repr(asked), repr(about), repr(world.journal()), repr(letter)):
        assert letter.code not in kept
        assert plain not in kept


def test_a_code_is_good_once_for_its_person_for_sixty_days(world: World, ana: Person) -> None:
    eve = world.newcomer("eve")
    code = printed(world, ana).code
    printed(world, eve)
    assert not typed(world, eve, code).membership.proven
    world.clock.tick(CODE_LIFE - timedelta(seconds=1))
    assert typed(world, ana, code).membership.proven
    with pytest.raises(NotAllowed):
        typed(world, ana, code)


def test_a_code_is_too_old_after_sixty_days(world: World, ana: Person) -> None:
    code = printed(world, ana).code
    world.clock.tick(CODE_LIFE)
    with pytest.raises(NotAllowed, match="over"):
        typed(world, ana, code)


def test_a_few_wrong_codes_end_the_right_one(world: World, ana: Person) -> None:
    """Another letter is asked for then, and its code is another."""
    code = printed(world, ana).code
    for left in range(MOST_TRIES - 1, -1, -1):
        assert typed(world, ana, "AAAA-AAAA-AAAA").tries_left == left
    with pytest.raises(NotAllowed, match="over"):
        typed(world, ana, code)
    again = printed(world, ana).code
    assert again != code
    assert not typed(world, ana, code).membership.proven
    assert typed(world, ana, again).membership.proven


def test_a_letter_printed_again_makes_the_first_one_void(world: World, ana: Person) -> None:
    asked = proofs.ask_proof(BAKERY, actor=ana, context=world.context)
    officer = world.officer()
    first, second = (
        proofs.print_letter(
            BAKERY, asked.id, actor=officer, context=world.context, proof=Proof.FRESH
        )
        for _ in range(2)
    )
    assert not typed(world, ana, first.code).membership.proven
    assert typed(world, ana, second.code).membership.proven


def test_asked_again_while_a_letter_is_on_its_way_it_is_the_one_asked(
    world: World, ana: Person
) -> None:
    asked = proofs.ask_proof(BAKERY, actor=ana, context=world.context)
    assert proofs.ask_proof(BAKERY, actor=ana, context=world.context) == asked
    officer = world.officer()
    proofs.print_letter(BAKERY, asked.id, actor=officer, context=world.context, proof=Proof.FRESH)
    world.clock.tick(timedelta(days=6))
    assert proofs.ask_proof(BAKERY, actor=ana, context=world.context).id == asked.id
    world.clock.tick(timedelta(days=1))
    assert proofs.ask_proof(BAKERY, actor=ana, context=world.context).id != asked.id


def test_typing_a_code_and_printing_ask_for_a_proof_of_a_moment_ago(
    world: World, ana: Person
) -> None:
    asked = proofs.ask_proof(BAKERY, actor=ana, context=world.context)
    officer, context = world.officer(), world.context
    with pytest.raises(ProofNeeded):
        proofs.print_letter(BAKERY, asked.id, actor=officer, context=context, proof=Proof.OLD)
    with pytest.raises(ProofNeeded):
        proofs.give_visa(BAKERY, asked.id, "vu", actor=officer, context=context, proof=Proof.OLD)
    with pytest.raises(ProofNeeded):
        typed(world, ana, "AAAA-AAAA-AAAA", Proof.OLD)
    with pytest.raises(NotAllowed):
        typed(world, ana, "AAAA-AAAA-AAAA", Proof.TOKEN)


def test_others_of_the_firm_hear_of_who_asks_and_who_is_proven(world: World) -> None:
    ana = world.contact()
    eve = world.newcomer("eve")
    code = printed(world, eve).code
    assert [letter.to for letter in world.told(NoticeKind.PROOF_ASKED)] == [ana.email]
    typed(world, eve, code)
    assert [letter.to for letter in world.told(NoticeKind.PROOF_GIVEN)] == [ana.email]
    with world.units.reading() as uow:
        principal = uow.establishments.principal(BAKERY)
    assert principal is not None
    assert principal.person_id == ana.id, "one more contact, and no other principal"


def test_a_proof_sets_back_those_who_have_none(world: World, ana: Person) -> None:
    """Who squatted on the firm waits at its door, in no room at all."""
    eve = world.newcomer("eve")
    world.file(eve, iban=OTHER_IBAN)
    code = printed(world, ana).code
    typed(world, ana, code)
    with world.units.reading() as uow:
        place = uow.establishments.member(BAKERY, eve.id)
    assert place is not None
    assert (place.state, place.principal) == (AccountState.PENDING, False)
    with pytest.raises(NotFound):
        world.draft(eve)
    assert len(requests.requests_of(BAKERY, actor=ana, context=world.context)) == 1
    with world.units.reading() as uow:
        assert not uow.proofs.accounts(BAKERY), "what she filed proves no account of hers"


def test_who_is_let_in_by_who_speaks_for_the_firm_speaks_too(world: World) -> None:
    ana = world.contact()
    bob = world.newcomer("bob", role=Role.DECLARANT)
    let_in = membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    assert let_in.proven
    gone = membership.suspend_member(BAKERY, bob.id, actor=ana, context=world.context)
    assert not gone.proven


def test_an_accountant_who_types_the_code_speaks_as_a_declarant(world: World) -> None:
    """Never as the employer: no account is proven by them, and they are no principal."""
    bob = world.newcomer("bob", role=Role.DECLARANT)
    world.file(bob)
    done = typed(world, bob, printed(world, bob).code)
    assert (done.membership.role, done.membership.proven, done.membership.principal) == (
        Role.DECLARANT,
        True,
        False,
    )
    with world.units.reading() as uow:
        assert not uow.proofs.accounts(BAKERY)
    with pytest.raises(NotAllowed):
        accounts.confirm_account(BAKERY, IBAN, actor=bob, context=world.context, proof=Proof.FRESH)


def test_without_an_address_only_an_officer_opens_the_door(world: World) -> None:
    """With a reason, which is kept; nobody is a judge of their own."""
    garage = Siret("44306184100047")
    world.register.put(registered(garage, "Garage du Port"))
    carl, context, officer = world.newcomer("carl", garage), world.context, world.officer()
    asked = proofs.ask_proof(garage, actor=carl, context=context)
    (waiting,) = proofs.waiting_proofs(actor=officer, context=context)
    assert (waiting.asked, waiting.person.id) == (asked, carl.id)
    with pytest.raises(NotAllowed, match="without an address"):
        proofs.print_letter(garage, asked.id, actor=officer, context=context, proof=Proof.FRESH)
    for reason, why in ((" ", "visa"), ("Kbis de 2.55.08.14.168.025.38", "social security")):
        with pytest.raises(InvalidValue, match=why):
            proofs.give_visa(
                garage, asked.id, reason, actor=officer, context=context, proof=Proof.FRESH
            )
    with pytest.raises(NotAllowed):
        proofs.give_visa(garage, asked.id, "moi", actor=carl, context=context, proof=Proof.FRESH)
    given = proofs.give_visa(
        garage, asked.id, "Kbis", actor=officer, context=context, proof=Proof.FRESH
    )
    assert given.proven
    with world.units.reading() as uow:
        (evidence,) = uow.proofs.of(garage)
    assert (evidence.source, evidence.given_by, evidence.reason) == (
        Source.VISA,
        officer.id,
        "Kbis",
    )
    assert proofs.waiting_proofs(actor=officer, context=context) == []


def test_a_stranger_asks_for_nothing(world: World, ana: Person) -> None:
    carl = world.officer(Role.ADMINISTRATOR)
    with pytest.raises(NotFound):
        proofs.ask_proof(BAKERY, actor=carl, context=world.context)
    with pytest.raises(NotAllowed):
        proofs.waiting_proofs(actor=ana, context=world.context)


def test_a_contact_gives_an_account_with_a_proof_of_a_moment_ago(world: World) -> None:
    """By filing towards it, or by confirming it; what is filed from an old session is not filed."""
    ana = world.contact()
    draft = world.draft(ana, iban=OTHER_IBAN)
    for proof, refusal in ((Proof.OLD, ProofNeeded), (Proof.TOKEN, NotAllowed)):
        with pytest.raises(refusal):
            filing.submit_request(BAKERY, draft.id, actor=ana, context=world.context, proof=proof)
    world.submit(ana, draft)
    with world.units.reading() as uow:
        assert [one.iban for one in uow.proofs.accounts(BAKERY)] == [IBAN, OTHER_IBAN]


def test_a_program_files_towards_the_account_in_use_and_no_other(world: World) -> None:
    """Not towards one that was proven before another was given."""
    ana = world.contact()
    world.file(ana, iban=OTHER_IBAN)
    back = world.draft(ana, iban=IBAN)
    with pytest.raises(NotAllowed, match="not proven"):
        filing.submit_request(BAKERY, back.id, actor=ana, context=world.context, proof=Proof.TOKEN)
    same = world.draft(ana, iban=OTHER_IBAN)
    filed = filing.submit_request(
        BAKERY, same.id, actor=ana, context=world.context, proof=Proof.TOKEN
    )
    assert filed.receipt is not None


def test_what_is_filed_is_what_was_read(world: World) -> None:
    """A declarant who swaps the account between reading and filing has it read again."""
    ana = world.contact()
    bob = world.newcomer("bob", role=Role.DECLARANT)
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    draft = world.draft(ana)
    read = filing.as_read(BAKERY, draft.id, actor=ana, context=world.context)
    requests.edit_request(
        BAKERY,
        draft.id,
        world.form(iban=OTHER_IBAN),
        seen=Seen.of(draft),
        actor=bob,
        context=world.context,
    )
    for said in (read, {}):
        with pytest.raises(Conflict):
            filing.submit_request(
                BAKERY, draft.id, actor=ana, context=world.context, proof=Proof.FRESH, read=said
            )
