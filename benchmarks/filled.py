"""A database with employers in it, for who loads a service: people, tokens, requests, claims."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

import attrs
from attrs import frozen
from sqlalchemy import Engine

from partial_activity import HourlyPay, Hours
from partial_activity.adapters.identity.sealed_links import SealedLinks
from partial_activity.adapters.registers.company_register import SqlCompanyRegister
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork
from partial_activity.adapters.system import SystemClock
from partial_activity.domain.assessment.cases import Situation
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState, claim_id_of
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.people.people import Person
from partial_activity.domain.people.tokens import ApiToken, Scope, digest_of
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.testing import samples
from partial_activity.testing.stories import registered

NOW = SystemClock().now()
MONTH = CivilMonth.of(legal_day(NOW)).plus(-1)
"""The last whole month: what is claimed."""
SIRETS = 60_000
_BIG = 1
"""The firm of more than ten employees."""
_FIRMS_AT_ONCE = 100


@frozen
class Employer:
    """An establishment whose contact has a token, and a draft that is ready."""

    siret: Siret
    person: Person
    secret: str
    claim_id: str
    revision: int


def units_of(engine: Engine, nir_key: str) -> SqlUnitsOfWork:
    """The units of work of a service with that key."""
    return SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(bytes.fromhex(nir_key))))


def links_of(link_key: str) -> SealedLinks:
    """The links of a service with that key."""
    return SealedLinks(bytes.fromhex(link_key)[:32])


def register_all(engine: Engine) -> None:
    """Let the register know every establishment there may be."""
    lines = (registered(samples.siret(firm), f"Atelier {firm}") for firm in range(1, SIRETS))
    SqlCompanyRegister(engine).replace(lines)


def employers(units: SqlUnitsOfWork, firms: Sequence[int], employees: int) -> list[Employer]:
    """Employers, each authorised, with a draft of so many employees for every week of the month."""
    made: list[Employer] = []
    for start in range(0, len(firms), _FIRMS_AT_ONCE):
        with units() as uow:
            made += [employer(uow, firm, employees) for firm in firms[start:][:_FIRMS_AT_ONCE]]
            uow.commit()
    return made


def employer(uow: UnitOfWork, firm: int, employees: int, *, months: int = 1) -> Employer:
    """One of them; its authorisation covers so many months."""
    siret, person = samples.siret(firm), samples.person(firm)
    secret = f"pa_{firm:064d}"
    uow.people.add(person)
    uow.establishments.add(samples.establishment(firm))
    uow.proofs.add_account(samples.proven_account(firm))
    uow.establishments.add_member(samples.membership(firm, firm, principal=True))
    uow.tokens.add(
        ApiToken(
            f"token-{firm}",
            person.id,
            "payroll",
            digest_of(secret),
            tuple(Scope),
            NOW,
            NOW + timedelta(days=30),
        )
    )
    first = MONTH.plus(1 - months).first
    request = attrs.evolve(
        samples.request(firm, at=firm, state=RequestState.DECIDED),
        situation=Situation.GENERAL,
        span=Span(first, MONTH.last),
        filed_at=NOW - timedelta(days=30 * months + 10),
        filed_by=person.id,
        headcount=employees,
        workforce=employees,
        forecast_hours=Hours(10**9),
    )
    uow.requests.add(request)
    uow.requests.add_decision(samples.decision(firm, at=firm, of=firm))
    draft = draft_of(firm, MONTH.first, employees)
    uow.claims.add(draft)
    return Employer(siret, person, secret, draft.id, draft.revision)


def draft_of(firm: int, month: date, employees: int) -> Claim:
    """Every employee, every week of the month, no two of the same pay in a claim."""
    number = samples.decision(firm).number
    return attrs.evolve(
        samples.claim(at=firm, month=month, state=ClaimState.DRAFT, submitted_at=None),
        id=claim_id_of(samples.siret(firm), number, month),
        decision_number=number,
        created_by=samples.person(firm).id,
        lines=tuple(_lines(firm, month, employees)),
        known_on=None,
        law_revision="",
    )


def _lines(firm: int, month: date, employees: int) -> Iterator[ClaimLine]:
    slices, number = slices_of(month), 0
    for employee in range(employees):
        pay = HourlyPay(Fraction(1_250 + 17 * (employee % 200) + firm % 300, 100))
        for each in slices:
            number += 1
            assert each.span.last is not None, "a slice ends"
            days = (each.span.last - each.span.first).days + 1
            yield attrs.evolve(
                samples.claim_line(number, employee=_nir_of(firm, employee)),
                week=each.week,
                span=each.span,
                unworked_hours=Hours(min(35_00, 7_00 * days)),
                hourly_pay=pay,
                assessed=None,
            )


def _nir_of(firm: int, employee: int) -> int:
    """Nobody works for two of the firms; the first has more employees than the others."""
    return firm * 10 + employee if firm > _BIG else 900_000 + employee
