"""What happens today, after the story: something for each of its people to find on the pages.

The story is of 2020 and ends there; who walks through the pages does so today.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import frozen

from partial_activity.domain.authorisations import EarlierUse, Opinion
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.people import Person, Role
from partial_activity.entrypoints.composition import Service
from partial_activity.entrypoints.service_options import operator
from partial_activity.entrypoints.story.people import ACCOUNTANT, FACTORY, RESTAURANT, Character
from partial_activity.usecases.filing import submit_request
from partial_activity.usecases.requests import RequestForm, draft_request
from partial_activity.usecases.service_people import Newcomer, add_person

_STORY_ENDS = date(2021, 12, 31)
_OF_SERVICE = (
    Newcomer(EmailAddress("claire@ddets.example"), "Claire Vidal", Role.OFFICER),
    Newcomer(EmailAddress("paie@demo.example"), "Camille Roy", Role.PAYING_AGENT),
    Newcomer(EmailAddress("audit@demo.example"), "Noé Perrin", Role.AUDITOR),
    Newcomer(EmailAddress("admin@demo.example"), "Alix Moreau", Role.ADMINISTRATOR),
)
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
            add_person(one, actor=admin, units=service.units, clock=service.clock, ids=service.ids)
    addresses = {
        f"employer, {RESTAURANT.name}": RESTAURANT.contact.email,
        f"employer, {FACTORY.name}": FACTORY.contact.email,
        "accountant of both": ACCOUNTANT.email,
        **{_WHAT[one.role]: one.email for one in _OF_SERVICE},
    }
    found = ((what, _known(service, email)) for what, email in addresses.items())
    return tuple(Somebody(what, person) for what, person in found if person is not None)


def file_requests(service: Service) -> None:
    """One request that is authorised at once, one that an officer has to look at; once.

    After a fire the factory asks for the days since then, so that it can claim them now. The
    restaurant asks for more hours than its employees can work.
    """
    today = legal_day(service.clock.now())
    fire = today - timedelta(days=20)
    later = today + timedelta(days=11)
    _file(
        service,
        FACTORY,
        RequestForm(
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
        RequestForm(
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


def _file(service: Service, one: Character, form: RequestForm) -> None:
    """File it, unless it was on an earlier day."""
    contact = _known(service, one.contact.email)
    assert contact is not None, "the story let them in"
    with service.units.reading() as uow:
        if any(request.span.first > _STORY_ENDS for request in uow.requests.of(one.siret)):
            return
    draft = draft_request(
        one.siret, form, actor=contact, units=service.units, clock=service.clock, ids=service.ids
    )
    submit_request(
        one.siret,
        draft.id,
        actor=contact,
        units=service.units,
        clock=service.clock,
        register=service.register,
        law=service.law,
        insist=True,
    )


def _known(service: Service, email: EmailAddress) -> Person | None:
    with service.units.reading() as uow:
        return uow.people.by_email(email)


_WHAT: Mapping[Role, str] = {
    Role.OFFICER: "officer of the authority",
    Role.PAYING_AGENT: "agent of the paying agency",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}
