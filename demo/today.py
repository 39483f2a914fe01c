"""What happens today, after the story: something for each of its people to find on the pages.

The story is of 2020 and ends there; who walks through the pages does so today.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import frozen

from demo.people import ACCOUNTANT, FACTORY, RESTAURANT, Character
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    EarlierUse,
    Opinion,
    RequestFacts,
)
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.weeks import WeekSlice, slices_of
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import EmailAddress, Nir
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.options import operator
from partial_activity.entrypoints.composition import Service
from partial_activity.usecases.authorisation.filing import submit_request
from partial_activity.usecases.authorisation.requests import draft_request
from partial_activity.usecases.claim.claims import open_claim
from partial_activity.usecases.claim.lines import write_lines
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.people.service_people import Newcomer, add_person
from partial_activity.usecases.revisions import Seen

_STORY_ENDS = date(2021, 12, 31)
_OF_SERVICE = (
    Newcomer(EmailAddress("claire@ddets.example"), "Claire Vidal", Role.OFFICER),
    Newcomer(EmailAddress("paie@demo.example"), "Camille Roy", Role.PAYING_AGENT),
    Newcomer(EmailAddress("visa@demo.example"), "Dominique Faure", Role.PAYING_AGENT),
    Newcomer(EmailAddress("audit@demo.example"), "Noé Perrin", Role.AUDITOR),
    Newcomer(EmailAddress("admin@demo.example"), "Alix Moreau", Role.ADMINISTRATOR),
)
_EMPLOYEES = (("MERCIER", "Louise"), ("NGUYEN", "Marc"), ("PETIT", "Samir"), ("ROUX", "Inès"))
_MONDAY_TO_SUNDAY = 6
_TOO_MANY_HOURS, _HOURS = Hours.parse("68000.00"), Hours.parse("30000.00")


@frozen
class Somebody:
    """Somebody to sign in as."""

    what: str
    person: Person


def people(service: Service) -> tuple[Somebody, ...]:
    """Those of the story, and those of the service, who are let in where they are not yet."""
    admin = operator(service, Role.ADMINISTRATOR)
    for one in _OF_SERVICE:
        if _known(service, one.email) is None:
            add_person(one, actor=admin, context=service.context, proof=Proof.FRESH)
    addresses = (
        (f"employer, {RESTAURANT.name}", RESTAURANT.contact.email),
        (f"employer, {FACTORY.name}", FACTORY.contact.email),
        ("accountant of both", ACCOUNTANT.email),
        *((_WHAT[one.role], one.email) for one in _OF_SERVICE),
    )
    people = ((what, _known(service, email)) for what, email in addresses)
    return tuple(Somebody(what, person) for what, person in people if person is not None)


def file_today(service: Service) -> None:
    """One request that is authorised at once, one that an officer has to look at, and a claim.

    After a fire the factory asks for the weeks since then, and claims the first of them. The
    restaurant asks for more hours than its employees can work. Done once: what is there stays.
    """
    today = legal_day(service.context.clock.now())
    fire = today - timedelta(days=28)
    later = today + timedelta(days=11)
    after_the_fire = _file(
        service,
        FACTORY,
        RequestFacts(
            span=Span(fire, CivilMonth.of(today).plus(2).last),
            iban=FACTORY.iban,
            motive=Motive.DISASTER,
            circumstances="Incendie de l'atelier de peinture",
            headcount=150,
            forecast_hours=_HOURS,
            workforce=FACTORY.employees,
            opinion=Opinion.FAVOURABLE,
            earlier_use=EarlierUse.NONE,
        ),
    )
    _file(
        service,
        RESTAURANT,
        RequestFacts(
            span=Span(later, CivilMonth.of(later).plus(2).last),
            iban=RESTAURANT.iban,
            motive=Motive.ECONOMIC,
            circumstances="Travaux dans la rue : la terrasse est fermée, la salle presque vide",
            headcount=RESTAURANT.employees,
            forecast_hours=_TOO_MANY_HOURS,
            workforce=RESTAURANT.employees,
            opinion=Opinion.NOT_APPLICABLE,
            earlier_use=EarlierUse.NONE,
        ),
    )
    service.decide_requests()
    if after_the_fire is not None:
        _claim(service, after_the_fire, fire, today)
        service.decide_claims()


def _claim(service: Service, request: AuthorisationRequest, fire: date, today: date) -> None:
    """Claim what is over of the month of the fire."""
    contact = _known(service, FACTORY.contact.email)
    assert contact is not None
    with service.context.units.reading() as uow:
        decisions = uow.requests.decisions(FACTORY.siret)
    number = next(one.number for one in decisions if one.request_id == request.id)
    draft = open_claim(FACTORY.siret, number, fire, actor=contact, context=service.context)
    weeks = [
        week
        for week in slices_of(draft.month)
        if fire <= week.span.first and week.span.last is not None and week.span.last < today
    ]
    lines = [_line(place, week) for place in range(len(_EMPLOYEES)) for week in weeks]
    draft = write_lines(
        FACTORY.siret,
        draft.id,
        lines,
        seen=Seen.of(draft),
        actor=contact,
        context=service.context,
    )
    submit_claim(
        FACTORY.siret,
        draft.id,
        seen=Seen.of(draft),
        actor=contact,
        context=service.context,
    )


def _line(place: int, week: WeekSlice) -> ClaimLine:
    """A day of work in each week, the rest without; one day without in a part of a week."""
    assert week.span.last is not None
    whole = (week.span.last - week.span.first).days == _MONDAY_TO_SUNDAY
    last_name, first_name = _EMPLOYEES[place]
    return ClaimLine(
        number=0,
        nir=_nir(place),
        last_name=last_name,
        first_name=first_name,
        week=week.week,
        span=week.span,
        contract_hours=Hours.parse("35.00"),
        worked_hours=Hours.parse("7.00") if whole else ZERO_HOURS,
        assimilated_hours=ZERO_HOURS,
        unworked_hours=Hours.parse("28.00") if whole else Hours.parse("7.00"),
        hourly_pay=HourlyPay.parse(f"{14 + place}.50"),
    )


def _nir(place: int) -> Nir:
    """Of nobody: a commune that never was."""
    body = f"1850699{990_001 + place}"
    return Nir(f"{body}{97 - int(body) % 97:02d}")


def _file(service: Service, one: Character, form: RequestFacts) -> AuthorisationRequest | None:
    """File it, unless it was on an earlier day."""
    contact = _known(service, one.contact.email)
    assert contact is not None, "the story let them in"
    with service.context.units.reading() as uow:
        if any(request.span.first > _STORY_ENDS for request in uow.requests.of(one.siret)):
            return None
    draft = draft_request(one.siret, form, actor=contact, context=service.context)
    return submit_request(
        one.siret, draft.id, actor=contact, context=service.context, insist=True, proof=Proof.FRESH
    ).request


def _known(service: Service, email: EmailAddress) -> Person | None:
    with service.context.units.reading() as uow:
        return uow.people.by_email(email)


_WHAT: Mapping[Role, str] = {
    Role.OFFICER: "officer of the authority",
    Role.PAYING_AGENT: "agent of the paying agency",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}
