"""A small firm with an authorisation for March to May 2020, on stores in memory and on SQLite."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

from partial_activity import FRENCH_LAW, HourlyPay, Hours, Scheme
from partial_activity.adapters.memory import HandClock, MemoryUnitsOfWork
from partial_activity.adapters.sql import (
    NirKeys,
    NirVault,
    SqlUnitsOfWork,
    open_engine,
    upgrade,
)
from partial_activity.domain.assessment.cases import Situation, Territory
from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.claim import claims, submit_claim
from partial_activity.usecases.claim import lines as claim_lines
from partial_activity.usecases.claim.submit_claim import Submission
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import Decided

SIRET = Siret("73282932000074")
OTHER_FIRM = Siret("44306184100047")
IBAN = Iban("FR7630006000011234567890189")
OTHER_IBAN = Iban("FR1420041010050500013M02606")
NUMBER = "DA-2020-0001"
MARCH, APRIL, MAY = date(2020, 3, 1), date(2020, 4, 1), date(2020, 5, 1)
LONG_AGO = datetime(2019, 1, 7, 9, tzinfo=UTC)
FILED = datetime(2020, 3, 2, 9, tzinfo=UTC)


def nir(serial: int) -> Nir:
    """The serial's social security number, with its key."""
    body = f"1800275{serial:06d}"
    return Nir(f"{body}{97 - int(body) % 97:02d}")


ANNE, BEN = nir(1), nir(2)


def line(
    who: Nir = ANNE,
    week: str = "2020-W15",
    month: date = APRIL,
    *,
    unworked: str = "35",
    worked: str = "0",
    assimilated: str = "0",
    contract: str = "35",
    pay: str = "15",
    span: Span | None = None,
) -> ClaimLine:
    """A line for a whole slice of a week, unless other days are given."""
    days = {each.week: each.span for each in slices_of(month)}
    return ClaimLine(
        number=0,
        nir=who,
        last_name="Martin",
        first_name="Anne",
        week=week,
        span=span or days[week],
        contract_hours=Hours.parse(contract),
        worked_hours=Hours.parse(worked),
        assimilated_hours=Hours.parse(assimilated),
        unworked_hours=Hours.parse(unworked),
        hourly_pay=HourlyPay.parse(pay),
    )


def authorised(**facts: object) -> AuthorisationRequest:
    """The request of March to May 2020, decided."""
    request = AuthorisationRequest(
        siret=SIRET,
        id="request-1",
        version=1,
        scheme=Scheme.ORDINARY,
        situation=Situation.GENERAL,
        territory=Territory.NATIONAL,
        motive=Motive.EXCEPTIONAL,
        circumstances="closed by order",
        span=Span(MARCH, date(2020, 5, 31)),
        headcount=10,
        forecast_hours=Hours.parse("4000"),
        workforce=12,
        iban=IBAN,
        opinion=Opinion.NOT_APPLICABLE,
        filed_by="anne",
        state=RequestState.DECIDED,
        filed_at=FILED,
    )
    return attrs.evolve(request, **facts)  # type: ignore[arg-type]


def person(name: str, role: Role | None = None, email: str = "") -> Person:
    """Somebody who is confirmed."""
    address = EmailAddress(email or f"{name}@example.fr")
    return Person(name, address, name.title(), "fr", AccountState.ACTIVE, LONG_AGO, role)


class Register:
    """What a test says the registers know."""

    def __init__(self) -> None:
        self.registered: dict[Siret, RegisteredEstablishment] = {}
        self.insolvent: dict[Siret, str] = {}
        self.declared: dict[Nir, Hours] = {}
        self.asked: list[int] = []

    def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
        self.asked.append(len(sirets))
        return {siret: self.registered[siret] for siret in sirets if siret in self.registered}

    def open_on(self, sirets: Sequence[Siret], day: date) -> Mapping[Siret, str]:
        del day
        return {siret: self.insolvent[siret] for siret in sirets if siret in self.insolvent}

    def hours(self, siret: Siret, nirs: Sequence[Nir], month: date) -> Mapping[Nir, Hours]:
        del siret, month
        return {each: self.declared[each] for each in nirs if each in self.declared}


def registered(siret: Siret, **facts: object) -> RegisteredEstablishment:
    """An establishment that the register knows as open."""
    known = RegisteredEstablishment(
        siret=siret,
        name="Atelier",
        active=True,
        state_since=date(2010, 1, 1),
        workforce_at_least=10,
        workforce_at_most=19,
        activity="25.11Z",
        postcode="75011",
        town="Paris",
    )
    return attrs.evolve(known, **facts)  # type: ignore[arg-type]


POLICY = ScreeningPolicy(
    threshold=100, control_share=Share.parse("0"), seed="seed", answer_within_days=10
)


class Firm:
    """The firm, its people, and the use cases with everything they need."""

    def __init__(self, units: UnitsOfWork) -> None:
        self.units = units
        self.clock = HandClock(datetime(2020, 5, 4, 9, tzinfo=UTC))
        self.register = Register()
        self.anne = person("anne")
        self.officer = person("odile", Role.OFFICER)
        self.stranger = person("paul")
        self.law = FRENCH_LAW
        with self.units() as uow:
            for each in (self.anne, self.officer, self.stranger):
                uow.people.add(each)
            self._settle(uow, SIRET)
            self._settle(uow, OTHER_FIRM)
            self.authorise(uow, authorised(), NUMBER)
            uow.commit()

    def _settle(self, uow: UnitOfWork, siret: Siret) -> None:
        uow.establishments.add(
            Establishment(siret, "Atelier", AccountState.ACTIVE, LONG_AGO, workforce=12)
        )
        uow.establishments.add_member(
            Membership(
                siret,
                "anne",
                Role.CONTACT,
                principal=True,
                state=AccountState.ACTIVE,
                since=FILED,
                proven=True,
            )
        )
        self.register.registered[siret] = registered(siret)

    @staticmethod
    def authorise(uow: UnitOfWork, request: AuthorisationRequest, number: str) -> None:
        uow.requests.add(request)
        uow.requests.add_decision(
            Decision(
                request.siret,
                request.id,
                request.version,
                number,
                DecisionKind.AUTOMATIC,
                accepted=True,
                decided_at=FILED,
                decided_by=None,
            )
        )

    @property
    def context(self) -> Context:
        return Context(
            units=self.units,
            clock=self.clock,
            law=self.law,
            register=self.register,
            facts=GatheredFacts(self.register, self.register, self.register),
            policy=POLICY,
        )

    def open(self, month: date = APRIL, siret: Siret = SIRET, number: str = NUMBER) -> Claim:
        return claims.open_claim(siret, number, month, actor=self.anne, context=self.context)

    def write(self, draft: Claim, *lines: ClaimLine) -> Claim:
        return claim_lines.write_lines(
            draft.siret,
            draft.id,
            lines,
            seen=Seen.of(draft),
            actor=self.anne,
            context=self.context,
        )

    def submit(self, draft: Claim) -> Submission:
        return submit_claim.submit_claim(
            draft.siret,
            draft.id,
            seen=Seen.of(draft),
            actor=self.anne,
            context=self.context,
        )

    def submitted(
        self, *lines: ClaimLine, month: date = APRIL, siret: Siret = SIRET, number: str = NUMBER
    ) -> Claim:
        """A claim with some lines, submitted without a problem."""
        done = self.submit(self.write(self.open(month, siret, number), *lines))
        assert not done.problems
        return done.claim

    def decide(self, limit: int = 100, policy: ScreeningPolicy = POLICY) -> Sequence[Decided]:
        return screen_claims.decide_claims(limit, context=attrs.evolve(self.context, policy=policy))

    def move(self, claim: Claim, *states: object) -> Claim:
        """Take a claim through states that other parts of the service bring about."""
        with self.units() as uow:
            moved = uow.claims.get(claim.siret, claim.id)
            for state in states:
                moved = moved.moved_to(state)  # type: ignore[arg-type]
            uow.claims.save(moved)
            kept = uow.claims.get(claim.siret, claim.id)
            uow.commit()
        return kept

    def journal(self, siret: Siret = SIRET) -> list[str]:
        with self.units.reading() as uow:
            return [entry.action for entry in uow.journal.entries(str(siret))]

    def told(self, siret: Siret = SIRET) -> list[str]:
        with self.units.reading() as uow:
            return [message.kind.value for message in uow.outbox.about(str(siret))]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them: made once, copied for each test."""
    path = tmp_path_factory.mktemp("claims") / "empty.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["memory", "sqlite"])
def firm(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[Firm]:
    """The firm, on each of the stores that need no server."""
    if request.param == "memory":
        yield Firm(MemoryUnitsOfWork())
        return
    path = tmp_path / "claims.sqlite"
    shutil.copy(empty_database, path)
    engine = open_engine(f"sqlite:///{path}")
    yield Firm(SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(b"0" * 32))))
    engine.dispose()
