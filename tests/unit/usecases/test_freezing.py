"""A firm, a person, an account or a run is frozen at once, and lifted by another act."""

import pytest
from tests.unit.office_town import Town

from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.domain.errors import InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing.stories import BAKERY, IBAN, World, registered, written
from partial_activity.usecases.access import ProofNeeded
from partial_activity.usecases.office.freezing import freeze, frozen_now, unfreeze
from partial_activity.usecases.payment.desk import file_content
from partial_activity.usecases.payment.held import HeldBack
from partial_activity.usecases.payment.payments import (
    order_payments,
)
from partial_activity.usecases.people import membership, sign_in, sign_up, tokens

NIR = "2.55.08.14.168.025.38"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def chief(world: World) -> Person:
    return world.officer(Role.ADMINISTRATOR)


def stop(world: World, what: Frozen, key: str, actor: Person) -> None:
    freeze(what, key, "fraude", actor=actor, context=world.context)


def let_go(world: World, what: Frozen, key: str, actor: Person) -> None:
    unfreeze(what, key, actor=actor, context=world.context, proof=Proof.FRESH)


@pytest.mark.parametrize("number", [BAKERY.siren, str(BAKERY), f"{BAKERY.siren} 00074"])
def test_a_frozen_firm_files_nothing(world: World, chief: Person, number: str) -> None:
    ana = world.contact()
    stop(world, Frozen.FIRM, number, chief)
    with pytest.raises(NotAllowed, match="suspended"):
        world.draft(ana)
    stop(world, Frozen.FIRM, number, chief)
    assert len(frozen_now(actor=chief, context=world.context)) == 1
    let_go(world, Frozen.FIRM, number, chief)
    assert world.draft(ana).siret == BAKERY
    assert frozen_now(actor=chief, context=world.context) == []


def test_a_frozen_firm_opens_no_other_establishment(world: World, chief: Person) -> None:
    """Neither one of which the account waited, nor one whose address is known."""
    ana, other = world.contact(), Siret("73282932000090")
    stop(world, Frozen.FIRM, BAKERY.siren, chief)
    world.register.put(registered(other, "Boulangerie Martin"))
    with pytest.raises(NotAllowed, match="suspended"):
        world.newcomer("eve", other)
    with pytest.raises(NotAllowed, match="suspended"):
        sign_up.open_or_join(other, Role.CONTACT, actor=ana, context=world.context)
    let_go(world, Frozen.FIRM, BAKERY.siren, chief)
    with world.units.reading() as uow:
        waiting = uow.establishments.find(other)
    assert waiting is not None
    assert waiting.state is AccountState.PENDING
    opened = sign_up.open_or_join(other, Role.CONTACT, actor=ana, context=world.context)
    assert opened.membership is not None
    assert opened.membership.state is AccountState.ACTIVE


def test_what_is_stopped_twice_is_let_go_twice(world: World, chief: Person) -> None:
    ana = world.contact()
    stop(world, Frozen.FIRM, str(BAKERY), chief)
    stop(world, Frozen.FIRM, BAKERY.siren, chief)
    let_go(world, Frozen.FIRM, BAKERY.siren, chief)
    with pytest.raises(NotAllowed, match="suspended"):
        world.draft(ana)
    with pytest.raises(NotAllowed, match="frozen"):
        membership.restore_establishment(BAKERY, actor=chief, context=world.context)
    let_go(world, Frozen.FIRM, str(BAKERY), chief)
    assert world.draft(ana).siret == BAKERY


def test_what_an_administrator_suspended_before_stays_so(world: World, chief: Person) -> None:
    ana = world.contact()
    membership.suspend_establishment(BAKERY, actor=chief, context=world.context)
    stop(world, Frozen.FIRM, BAKERY.siren, chief)
    let_go(world, Frozen.FIRM, BAKERY.siren, chief)
    with pytest.raises(NotAllowed, match="suspended"):
        world.draft(ana)
    membership.restore_establishment(BAKERY, actor=chief, context=world.context)
    assert world.draft(ana).siret == BAKERY


def test_freezing_opens_no_address_that_never_answered(world: World, chief: Person) -> None:
    email = EmailAddress("eve@boulangerie.example")
    newcomer = sign_up.Newcomer(email, "Eve Martin", "fr")
    sign_up.sign_up(BAKERY, newcomer, context=world.context)
    stop(world, Frozen.PERSON, str(email), chief)
    with pytest.raises(NotAllowed, match="suspended"):
        world.follow(email)
    let_go(world, Frozen.PERSON, str(email), chief)
    with world.units.reading() as uow:
        eve = uow.people.by_email(email)
    assert eve is not None
    assert eve.state is AccountState.PENDING
    assert world.follow(email).person.state is AccountState.ACTIVE


def test_a_frozen_person_is_out_at_once(world: World, chief: Person) -> None:
    """Sessions end, tokens are of no use; of the service, only an administrator suspends."""
    ana = world.contact()
    opened = sign_in.begin_session(ana.id, "a proof", means=Means.LINK, context=world.context)
    issued = tokens.issue_token(
        "p", [Scope.READ_CLAIMS], 1, actor=ana, context=world.context, proof=Proof.FRESH
    )
    stop(world, Frozen.PERSON, f" {ana.email} ", chief)
    assert sign_in.session_of(opened.secret, context=world.context) is None
    assert tokens.holder_of(issued.secret, context=world.context) is None
    let_go(world, Frozen.PERSON, ana.id, chief)
    assert sign_in.session_of(opened.secret, context=world.context) is None
    assert tokens.holder_of(issued.secret, context=world.context) is not None
    for colleague in (world.officer(), chief):
        with pytest.raises(NotAllowed):
            stop(world, Frozen.PERSON, colleague.id, chief)


def test_nothing_goes_to_a_frozen_account(world: World, chief: Person) -> None:
    """Neither ordered, nor handed over once ordered; the others go through."""
    town, agent = Town(world), world.officer(Role.PAYING_AGENT)
    first, second = town.validated(1), town.validated(2)
    with world.units.reading() as uow:
        (account,) = {one.iban for one in uow.proofs.accounts(first.siret)} - {IBAN}
    stop(world, Frozen.ACCOUNT, account.text, agent)
    ordered = order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    assert [(one.siret, one.why) for one in ordered.held] == [
        (first.siret, HeldBack.ACCOUNT_FROZEN)
    ]
    let_go(world, Frozen.ACCOUNT, account.text, chief)
    order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    stop(world, Frozen.ACCOUNT, account.text, agent)
    sent = written(world.context, agent)
    assert sent.lines == 1
    (file,) = world.bank.files.values()
    assert [line.siret for line in file.lines] == [second.siret]


def test_a_firm_frozen_after_the_order_is_not_paid(world: World, chief: Person) -> None:
    town, agent = Town(world), world.officer(Role.PAYING_AGENT)
    claim = town.validated(1)
    order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    stop(world, Frozen.FIRM, claim.siret.siren, chief)
    assert written(world.context, agent).lines == 0
    let_go(world, Frozen.FIRM, claim.siret.siren, chief)
    assert written(world.context, agent).lines == 1


def test_a_frozen_run_is_neither_handed_over_nor_downloaded(world: World, chief: Person) -> None:
    town, agent = Town(world), world.officer(Role.PAYING_AGENT)
    town.validated(1)

    class Closed(MemoryBank):
        def send(self, file: PaymentFile) -> None:
            raise Unavailable(file.reference)

    order_payments(actor=agent, context=world.context, proof=Proof.FRESH)
    open_bank, world.bank = world.bank, Closed()
    with pytest.raises(Unavailable):
        written(world.context, agent)
    world.bank = open_bank
    with world.units.reading() as uow:
        (reference,) = uow.payments.unsent_files()
    with pytest.raises(NotFound):
        stop(world, Frozen.RUN, "APNONE", agent)
    stop(world, Frozen.RUN, reference, agent)
    sent = written(world.context, agent)
    assert (sent.lines, sent.stopped) == (0, (reference,))
    assert not world.bank.files
    with pytest.raises(NotAllowed, match="frozen"):
        file_content(reference, actor=agent, context=world.context)
    let_go(world, Frozen.RUN, reference, chief)
    assert written(world.context, agent).lines == 1


def test_who_may_freeze_and_who_may_lift(world: World, chief: Person) -> None:
    ana, auditor = world.contact(), world.officer(Role.AUDITOR)
    for nobody in (ana, auditor):
        with pytest.raises(NotAllowed):
            stop(world, Frozen.ACCOUNT, IBAN.text, nobody)
        with pytest.raises(NotAllowed):
            frozen_now(actor=nobody, context=world.context)
    officer = world.officer()
    stop(world, Frozen.ACCOUNT, IBAN.text, officer)
    with pytest.raises(NotAllowed):
        let_go(world, Frozen.ACCOUNT, IBAN.text, officer)
    with pytest.raises(ProofNeeded):
        unfreeze(Frozen.ACCOUNT, IBAN.text, actor=chief, context=world.context, proof=Proof.OLD)
    let_go(world, Frozen.ACCOUNT, IBAN.text, chief)
    with pytest.raises(NotFound):
        let_go(world, Frozen.ACCOUNT, IBAN.text, chief)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        (Frozen.ACCOUNT, "FR00"),
        (Frozen.FIRM, "73282932000075"),
        (Frozen.RUN, " "),
    ],
)
def test_a_number_that_is_none_is_told(world: World, chief: Person, what: Frozen, key: str) -> None:
    with pytest.raises(InvalidValue):
        stop(world, what, key, chief)
    with pytest.raises(InvalidValue, match="why"):
        freeze(Frozen.ACCOUNT, IBAN.text, " ", actor=chief, context=world.context)
    with pytest.raises(InvalidValue, match="social security"):
        freeze(Frozen.ACCOUNT, IBAN.text, f"fraude de {NIR}", actor=chief, context=world.context)
