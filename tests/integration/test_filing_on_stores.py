"""From sign-up to decisions on each database: the same story ends as it ends in memory."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import attrs
import pytest
from sqlalchemy import Engine

from partial_activity.adapters.registers.company_register import METADATA, SqlCompanyRegister
from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import Opinion
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.people.people import Role
from partial_activity.testing.stories import BAKERY, OTHER_IBAN, World, registered
from partial_activity.usecases.authorisation import (
    automatic_decisions,
    decisions,
    filing,
    request_files,
    requests,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.people import membership
from partial_activity.usecases.revisions import Seen

GARAGE = Siret("40483304800022")


def tell(world: World) -> None:
    """Two people, four requests: accepted and amended, held and refused, tacit, withdrawn."""
    world.register.put(registered(GARAGE, "Garage Dupont"))
    ana, bob = world.contact("ana"), world.contact("bob", GARAGE, language="en")
    membership.ask_to_join(BAKERY, Role.DECLARANT, actor=bob, context=world.context)
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    officer = world.officer()

    draft = world.draft(ana, workforce=50, opinion=Opinion.NOT_GIVEN, motive=Motive.EXCEPTIONAL)
    request_files.attach(BAKERY, draft.id, "a.pdf", b"%PDF-1", actor=ana, context=world.context)
    world.submit(ana, draft)
    (screened,) = world.screen()
    assert screened.decision is not None
    filing.send_opinion(BAKERY, draft.id, Opinion.FAVOURABLE, actor=ana, context=world.context)
    amended = requests.amend_request(BAKERY, draft.id, actor=bob, context=world.context)
    requests.edit_request(
        BAKERY,
        draft.id,
        world.form(iban=OTHER_IBAN, commitments=("Maintien dans l'emploi", "Formation")),
        seen=Seen.of(amended),
        actor=bob,
        context=world.context,
    )
    world.submit(ana, amended)
    world.screen()
    decisions.withdraw_decision(
        BAKERY,
        screened.decision.number,
        WithdrawalReason.ILLEGAL,
        "Erreur",
        actor=officer,
        context=world.context,
    )

    held = world.file(bob, GARAGE, headcount=16)
    world.screen()
    decisions.decide(
        GARAGE, held.id, accepted=False, message="Non", actor=officer, context=world.context
    )
    world.file(bob, GARAGE, span=Span(date(2024, 5, 1), date(2024, 5, 31)))
    gone = world.file(bob, GARAGE, span=Span(date(2024, 6, 1), date(2024, 6, 30)))
    requests.withdraw_request(GARAGE, gone.id, actor=bob, context=world.context)
    world.file(bob, GARAGE, opinion=Opinion.NOT_GIVEN, workforce=50, motive=Motive.DISASTER)
    world.clock.set(datetime(2024, 4, 22, 9, tzinfo=UTC))
    automatic_decisions.approve_by_silence(context=world.context)
    automatic_decisions.remind_opinions(context=world.context)


def ending(world: World) -> Mapping[str, object]:
    """All that is left of the story, but for the tokens, which are never the same."""
    left: dict[str, object] = {}
    with world.units.reading() as uow:
        for siret in (BAKERY, GARAGE):
            left[f"{siret} establishment"] = uow.establishments.get(siret)
            left[f"{siret} members"] = list(uow.establishments.members(siret))
            left[f"{siret} requests"] = [
                list(uow.requests.versions(siret, request.id)) for request in uow.requests.of(siret)
            ]
            left[f"{siret} decisions"] = list(uow.requests.decisions(siret))
            left[f"{siret} journal"] = [
                # What is keyed has the key of its store, and no two writings the same tag.
                attrs.evolve(entry, tag="", facts={**entry.facts, "content": ""})
                for entry in uow.journal.entries(str(siret))
            ]
            left[f"{siret} told"] = sorted(
                (message.id, {**message.values, "token": ""})
                for message in uow.outbox.about(str(siret))
            )
    return left


def test_the_same_story_ends_alike_on_every_store(units: SqlUnitsOfWork) -> None:
    """Requests, decisions, letters and journal, value by value."""
    memory, stored = World(), World(units=units)
    for world in (memory, stored):
        tell(world)
    expected, found = ending(memory), ending(stored)
    for what, values in expected.items():
        assert found[what] == values, what
    assert len(expected) == len(found)


def test_of_two_officers_who_decide_at_once_one_wins(units: SqlUnitsOfWork) -> None:
    """The other is told so, and nothing of what they wrote is kept."""
    world = World(units=units)
    ana = world.contact("ana")
    officer = world.officer()
    filed = world.file(ana)

    def decide(accepted: bool) -> str:  # noqa: FBT001  what the two differ in
        try:
            decision = decisions.decide(
                BAKERY,
                filed.id,
                accepted=accepted,
                message="Décidé",
                actor=officer,
                context=world.context,
            )
        except (Conflict, NotAllowed):
            return "too late"
        return decision.number

    with ThreadPoolExecutor(2) as both:
        outcomes = sorted(both.map(decide, (True, False)))
    assert outcomes.count("too late") == 1
    file = requests.read_request(BAKERY, filed.id, actor=ana, context=Context(units=units))
    assert len(file.decisions) == 1
    decided = [entry for entry in world.journal() if entry.action == "request.decided"]
    assert len(decided) == 1


@pytest.fixture
def stored_register(engine: Engine) -> Iterator[SqlCompanyRegister]:
    """The register in the same database as the stores."""
    yield SqlCompanyRegister(engine)
    METADATA.drop_all(engine)


def test_the_register_may_live_beside_the_stores(
    stored_register: SqlCompanyRegister, units: SqlUnitsOfWork
) -> None:
    """Asked while a unit of work is open, on both databases."""
    stored_register.replace([registered(BAKERY, "Boulangerie", since=date(2015, 3, 1))])
    with units() as uow:
        found = stored_register.find([BAKERY, GARAGE])
        uow.commit()
    assert found == {BAKERY: registered(BAKERY, "Boulangerie", since=date(2015, 3, 1))}
