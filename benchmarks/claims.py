"""How fast a claim goes from lines to a decision, through the use cases, on stores in memory.

    .venv/bin/python -m benchmarks.claims            # one claim of 140,000 lines
    .venv/bin/python -m benchmarks.claims 1500 150   # 150 claims of 1,500 lines

Prints one line a step: seconds, lines a second, and the peak of memory at the end. Of 140,000 lines
of 35 hours, the hours are 4.9 million; nothing here knows a limit.
"""

import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from time import perf_counter

from partial_activity import HourlyPay, Hours, Scheme
from partial_activity.adapters.memory import HandClock, MemoryUnitsOfWork
from partial_activity.domain.assessment.cases import Situation, Territory
from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.uploads import FiledLine
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
from partial_activity.usecases.claim.claims import open_claim
from partial_activity.usecases.claim.import_claims import import_claims
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims

SIRET = Siret("73282932000074")
APRIL = date(2020, 4, 1)
FILED = datetime(2020, 3, 2, 9, tzinfo=UTC)
ANNE = Person("anne", EmailAddress("anne@example.fr"), "Anne", "fr", AccountState.ACTIVE, FILED)


class Registers:
    """Registers in which all is well."""

    def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
        """Every establishment, open."""
        return {
            siret: RegisteredEstablishment(siret, "", True, None, 1, None, "", "75011", "Paris")  # noqa: FBT003
            for siret in sirets
        }

    def open_on(self, sirets: Sequence[Siret], day: date) -> Mapping[Siret, str]:
        """No proceedings."""
        del sirets, day
        return {}


def main(lines: int, claims: int) -> None:
    """Run the steps on some claims of some lines each."""
    units, clock = MemoryUnitsOfWork(), HandClock(datetime(2020, 5, 4, 9, tzinfo=UTC))
    numbers = [f"DA-{number}" for number in range(claims)]
    settle(units, numbers, lines)
    context = Context(
        units=units,
        clock=clock,
        facts=GatheredFacts(Registers(), Registers()),
        policy=ScreeningPolicy(100, Share.parse("0"), "seed", 10),
    )
    filed = [each for number in numbers for each in lines_of(number, lines)]
    with Step("import", len(filed)):
        report = import_claims(filed, actor=ANNE, context=context, dry_run=False, whole=True)
        assert report.written, report.problems[:3]
    with Step("submit", len(filed)):
        for number in numbers:
            draft = open_claim(SIRET, number, APRIL, actor=ANNE, context=context)
            done = submit_claim(SIRET, draft.id, seen=Seen.of(draft), actor=ANNE, context=context)
            assert not done.problems, done.problems[:3]
    with Step("decide", len(filed)):
        decided = decide_claims(claims, context=context)
        assert len(decided) == claims
    hours = sum(done.hundredths for done in hours_of(units)) // 100
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{claims} claims, {len(filed):,} lines, {hours:,} hours; peak {peak:,} MiB")


class Step:
    """Times what is done inside."""

    def __init__(self, name: str, lines: int) -> None:
        """Name it, and say how many lines it treats."""
        self.name, self.lines = name, lines

    def __enter__(self) -> None:
        """Start."""
        self.start = perf_counter()

    def __exit__(self, *_: object) -> None:
        """Print."""
        seconds = perf_counter() - self.start
        print(f"{self.name:8} {seconds:6.2f} s  {self.lines / seconds:10,.0f} lines/s")


def lines_of(number: str, lines: int) -> Iterator[FiledLine]:
    """Lines of as many employees as it takes, each for every week of April, by decision."""
    slices = slices_of(APRIL)
    first = 1 + 200_000 * int(number.removeprefix("DA-"))
    for place in range(lines):
        employee, week = divmod(place, len(slices))
        each = slices[week]
        days = (each.span.last or each.span.first).toordinal() - each.span.first.toordinal() + 1
        line = ClaimLine(
            number=0,
            nir=nir(first + employee),
            last_name="Martin",
            first_name="Anne",
            week=each.week,
            span=each.span,
            contract_hours=Hours.parse("35"),
            worked_hours=Hours(0),
            assimilated_hours=Hours(0),
            unworked_hours=Hours(min(35_00, 7_00 * days)),
            hourly_pay=HourlyPay.parse(f"{12 + employee % 400 / 10:.2f}"),
        )
        yield FiledLine(place + 2, SIRET, number, APRIL, line)


def nir(serial: int) -> Nir:
    """A social security number for each serial."""
    year, rest = divmod(serial, 10_000_000)
    body = f"1{50 + year:02d}{1 + rest % 12:02d}75{rest // 12:06d}"
    return Nir(f"{body}{97 - int(body) % 97:02d}")


def settle(units: MemoryUnitsOfWork, numbers: Sequence[str], lines: int) -> None:
    """One establishment, its contact, and an authorisation for each claim."""
    with units() as uow:
        uow.people.add(ANNE)
        uow.establishments.add(Establishment(SIRET, "Atelier", AccountState.ACTIVE, FILED))
        uow.establishments.add_member(
            Membership(SIRET, ANNE.id, Role.CONTACT, True, AccountState.ACTIVE, FILED, True)  # noqa: FBT003
        )
        for number in numbers:
            uow.requests.add(
                AuthorisationRequest(
                    siret=SIRET,
                    id=number,
                    version=1,
                    scheme=Scheme.ORDINARY,
                    situation=Situation.GENERAL,
                    territory=Territory.NATIONAL,
                    motive=Motive.EXCEPTIONAL,
                    circumstances="",
                    span=Span(date(2020, 3, 1), date(2020, 5, 31)),
                    headcount=lines,
                    forecast_hours=Hours(35_00 * lines),
                    workforce=max(1, lines),
                    iban=Iban("FR7630006000011234567890189"),
                    opinion=Opinion.FAVOURABLE,
                    filed_by=ANNE.id,
                    state=RequestState.DECIDED,
                    filed_at=FILED,
                )
            )
            uow.requests.add_decision(
                Decision(SIRET, number, 1, number, DecisionKind.AUTOMATIC, True, FILED, None)  # noqa: FBT003
            )
        uow.commit()


def hours_of(units: MemoryUnitsOfWork) -> Iterator[Hours]:
    """Hours of every claim."""
    with units.reading() as uow:
        for claim in uow.claims.of(SIRET):
            yield uow.claims.totals(SIRET, claim.id, claim.version).hours


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given or [140_000, 1]))
