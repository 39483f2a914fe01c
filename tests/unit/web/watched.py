"""A service with something to watch over: claims of several months, a queue, letters given up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import attrs
from tests.unit.claims.conftest import line, nir

from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import Delivery
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.outcome import CheckResult, Finding, Outcome, Screening
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World, written
from partial_activity.usecases.claim import claims, submit_claim
from partial_activity.usecases.claim import lines as claim_lines
from partial_activity.usecases.payment import payments
from partial_activity.usecases.people import service_people
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims

MARCH = date(2024, 3, 1)
IN_APRIL, IN_MAY = datetime(2024, 4, 2, 9, tzinfo=UTC), datetime(2024, 4, 30, 9, tzinfo=UTC)
FAILED = "message-1"
AGENTS = 55


class Watched:
    """The bakery with a claim that was paid; around it, as much as a page can show."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ana = world.contact("ana")
        self.officer = world.officer(Role.OFFICER)
        self.agent = world.officer(Role.PAYING_AGENT)
        self.auditor = world.officer(Role.AUDITOR)
        self.administrator = world.officer(Role.ADMINISTRATOR)
        self.decision = world.authorisation(self.ana)
        self.claim = self._paid_claim()
        world.clock.set(IN_MAY)

    def of_service(self) -> dict[Role, Person]:
        """One person of each role."""
        people = (self.officer, self.agent, self.auditor, self.administrator)
        return {person.service_role: person for person in people if person.service_role}

    def crowded(self) -> "Watched":
        """With months of claims, many people, a queue, letters that failed."""
        with self.world.units() as uow:
            for claim in self._claims():
                uow.claims.add(claim)
                uow.claims.keep_screening(claim.siret, claim.id, 1, _screening(claim))
            for number in range(1, 7):
                kind = QueueKind.REQUEST if number % 2 else QueueKind.CLAIM
                held = samples.queued(number, kind=kind)
                decide_by = IN_MAY.date() + timedelta(days=number - 2)
                uow.office.hold(attrs.evolve(held, decide_by=decide_by))
            failed = attrs.evolve(
                samples.message(1),
                about=str(BAKERY),
                to=EmailAddress("compta@boulangerie.example"),
                delivery=Delivery.FAILED,
                attempts=34,
                last_error="550 5.1.1 <compta@boulangerie.example>: mailbox not found",
            )
            uow.outbox.add(failed)
            uow.commit()
        for number in range(AGENTS):
            email = EmailAddress(f"agent{number:02d}@ddets.example")
            service_people.add_person(
                service_people.Newcomer(email, f"Agente {number:02d}", Role.OFFICER),
                actor=self.administrator,
                context=self.world.context,
                proof=Proof.FRESH,
            )
        return self

    def suspended(self) -> Person:
        """Somebody of the service who is kept out."""
        with self.world.units() as uow:
            uow.people.save(uow.people.get(self.officer.id).moved_to(AccountState.SUSPENDED))
            person = uow.people.get(self.officer.id)
            uow.commit()
        return person

    def _claims(self) -> Iterator[Claim]:
        """The paid claim again, for a year of months, submitted in April."""
        for number in range(1, 37):
            yield attrs.evolve(
                self.claim,
                siret=samples.siret(number),
                id=f"claim-{number}",
                month=CivilMonth.of(MARCH).plus(-(number % 11)).first,
                state=ClaimState.VALIDATED,
                submitted_at=IN_APRIL + timedelta(days=number * 7 % 27),
                revision=0,
            )

    def _paid_claim(self) -> Claim:
        world = self.world
        world.clock.set(IN_APRIL)
        draft = claims.open_claim(
            BAKERY, self.decision.number, MARCH, actor=self.ana, context=world.context
        )
        week = [each.week for each in slices_of(MARCH)][-2]
        lines = [line(nir(number), week, MARCH) for number in (1, 2, 3)]
        draft = claim_lines.write_lines(
            BAKERY, draft.id, lines, seen=Seen.of(draft), actor=self.ana, context=world.context
        )
        done = submit_claim.submit_claim(
            BAKERY, draft.id, seen=Seen.of(draft), actor=self.ana, context=world.context
        )
        assert not done.problems, done.problems
        screen_claims.decide_claims(10, context=world.context)
        payments.order_payments(actor=self.agent, context=world.context, proof=Proof.FRESH)
        world.clock.set(IN_APRIL + timedelta(hours=53))
        written(attrs.evolve(world.context, bank=MemoryBank()), self.agent)
        with world.units.reading() as uow:
            return uow.claims.get(BAKERY, draft.id)


def _screening(claim: Claim) -> Screening:
    """A third is held by its score, some are drawn, one in twelve is refused."""
    number = int(claim.id.partition("-")[2])
    if number % 12 == 0:
        found = Finding(Outcome.REFUSE, "late_claim", "L. 5122-1", {"days": "3"})
        return Screening((CheckResult("late", (found,)),), Outcome.REFUSE, 0, drawn=False)
    score = 120 if number % 3 == 0 else 40
    outcome = Outcome.HOLD if score > 100 or number % 7 == 0 else Outcome.ACCEPT
    finding = Finding(Outcome.ACCEPT, "late_claim", "", {"days": "3"}, score)
    drawn = outcome is Outcome.HOLD and score < 100
    return Screening((CheckResult("late", (finding,)),), outcome, score, drawn)
