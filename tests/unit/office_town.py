"""A town of small firms whose requests and claims wait for an officer, made by the use cases."""

from datetime import date, timedelta

import attrs

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.testing import samples
from partial_activity.testing.stories import World, registered
from partial_activity.usecases.claim import claims, submit_claim
from partial_activity.usecases.claim import lines as claim_lines
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims

TRADES = ("Boulangerie", "Garage", "Librairie", "Menuiserie", "Imprimerie", "Hôtel", "Fleuriste")
NAMES = ("Martin", "Éluard", "Nguyen", "Ben Saïd", "Le Goff", "Dupont", "Oliveira", "Keller")
HOURS = Hours.parse("35")


class Town:
    """Firms by number, each with one contact."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.contacts: dict[int, Person] = {}

    def siret(self, number: int) -> Siret:
        return samples.siret(number)

    def name(self, number: int) -> str:
        return f"{TRADES[number % len(TRADES)]} {NAMES[number % len(NAMES)]}"

    def contact(self, number: int) -> Person:
        """The contact of a firm, who signs up the first time."""
        if number not in self.contacts:
            siret = self.siret(number)
            self.world.register.put(registered(siret, self.name(number)))
            self.contacts[number] = self.world.contact(
                f"contact{number}", siret, iban=samples.iban(number)
            )
        return self.contacts[number]

    def request(self, number: int, **changes: object) -> AuthorisationRequest:
        """A request that screening holds: more employees than the firm has."""
        asked = {"headcount": 16, "iban": samples.iban(number), **changes}
        contact = self.contact(number)
        filed = self.world.file(contact, self.siret(number), **asked)
        (screened,) = [one for one in self.world.screen() if one.request.id == filed.id]
        return screened.request

    def authorisation(self, number: int, **changes: object) -> str:
        """The number of a decision that authorises the firm."""
        asked = {"iban": samples.iban(number), **changes}
        return self.world.authorisation(self.contact(number), self.siret(number), **asked).number

    def claim(self, number: int, *, employees: int = 2, decision: str | None = None) -> Claim:
        """A claim of last month that screening holds: of more employees than were authorised."""
        held = self.submitted(number, employees=employees, decision=decision, headcount=1)
        self.screen_claims()
        with self.world.units.reading() as uow:
            kept = uow.claims.head(held.siret, held.id)
        assert kept.state is ClaimState.UNDER_INSTRUCTION
        return kept

    def validated(self, number: int, *, employees: int = 2) -> Claim:
        """A claim of last month that screening accepts."""
        claim = self.submitted(number, employees=employees)
        self.screen_claims()
        with self.world.units.reading() as uow:
            kept = uow.claims.head(claim.siret, claim.id)
        assert kept.state is ClaimState.VALIDATED
        return kept

    def submitted(
        self,
        number: int,
        *,
        employees: int = 2,
        decision: str | None = None,
        headcount: int = 10,
    ) -> Claim:
        """A claim of the month after the request, submitted once the month is over."""
        world, contact, siret = self.world, self.contact(number), self.siret(number)
        now = world.clock.now()
        month = CivilMonth.of(now.date()).plus(1)
        if decision is None:
            decision = self.authorisation(
                number,
                headcount=headcount,
                forecast_hours=Hours(14_000 * headcount),
                span=Span(month.first, month.last),
            )
        world.clock.set(
            now.replace(year=month.last.year, month=month.last.month, day=month.last.day)
        )
        lines = tuple(
            self.line(1 + employee * 4 + week, number, employee, month.first + timedelta(7 * week))
            for employee in range(employees)
            for week in range(4)
        )
        draft = claims.open_claim(
            siret, decision, month.first, actor=contact, context=world.context
        )
        written = claim_lines.write_lines(
            siret, draft.id, lines, seen=Seen.of(draft), actor=contact, context=world.context
        )
        submission = submit_claim.submit_claim(
            siret, draft.id, seen=Seen.of(written), actor=contact, context=world.context
        )
        world.clock.set(now)
        assert not submission.problems, submission.problems
        return submission.claim

    def line(self, number: int, firm: int, employee: int, monday: date) -> ClaimLine:
        """A whole week without work, or what of it lies in the month."""
        year, week, day = monday.isocalendar()
        first = monday - timedelta(days=day - 1)
        last = first + timedelta(days=6)
        inside = CivilMonth.of(monday)
        return ClaimLine(
            number=number,
            nir=samples.nir(firm * 50 + employee),
            last_name=NAMES[employee % len(NAMES)],
            first_name=f"Camille {employee}",
            week=f"{year}-W{week:02d}",
            span=Span(max(first, inside.first), min(last, inside.last)),
            contract_hours=HOURS,
            worked_hours=Hours(0),
            assimilated_hours=Hours(0),
            unworked_hours=Hours(700),
            hourly_pay=HourlyPay.parse("15.50"),
            category=EmployeeCategory.STANDARD,
        )

    def screen_claims(self) -> None:
        """Let the worker screen what was submitted."""
        world = self.world
        while screen_claims.decide_claims(100, context=world.context):
            pass

    def colleague(self, name: str, role: Role = Role.OFFICER) -> Person:
        """One more person of the service."""
        person = attrs.evolve(
            samples.person(),
            id=f"colleague-{name}",
            email=EmailAddress(f"{name}@ddets.example"),
            name=name.title(),
            state=AccountState.ACTIVE,
            service_role=role,
        )
        with self.world.units() as uow:
            uow.people.add(person)
            uow.commit()
        return person
