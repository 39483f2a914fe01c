"""Scene of the authorisation: requested, receipted, decided."""

from collections.abc import Mapping
from datetime import date, timedelta

from demo.people import CHARACTERS, FACTORY, Cast, Character
from demo.service import Service
from demo.telling import say, tell, title, told_day, told_hour
from partial_activity.domain.assessment.cases import Situation
from partial_activity.domain.authorisation.requests import (
    Decision,
    EarlierUse,
    Opinion,
    Perimeter,
    RequestFacts,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.claim_summary import grouped
from partial_activity.usecases.authorisation.filing import send_opinion, submit_request
from partial_activity.usecases.authorisation.requests import draft_request

_ASKED = Span(date(2020, 3, 16), date(2020, 6, 30))
_WEEKS, _WEEK = 16, 35
_SITUATIONS = {"PROTEGE": Situation.PROTECTED, "DROIT_COMMUN": Situation.GENERAL}


def be_authorised(service: Service, cast: Cast) -> Mapping[str, Decision]:
    """Scene: each firm asks, has its receipt, and is decided on by screening."""
    service.clock.tick(timedelta(days=1))
    title(f"They ask for an authorisation ({told_hour(service.clock.now())})")
    for one in CHARACTERS:
        _file(service, one, cast.contacts[one.name])
    say("")
    tell(
        "The first day asked for is past: in exceptional circumstances the law gives thirty days "
        "to ask (R. 5122-3), and two months for the works council's opinion (R. 5122-2)."
    )
    service.clock.tick(timedelta(minutes=20))
    decisions = {}
    say("")
    for screened in service.decide_requests():
        (one,) = (each for each in CHARACTERS if each.siret == screened.request.siret)
        decision = screened.decision
        assert decision is not None, screened.screening.findings
        assert decision.accepted, decision.reasons
        decisions[one.name] = decision
        say(
            f"  {one.name}: authorised by screening, decision {decision.number}, from "
            f"{told_day(screened.request.span.first)} to {told_day(screened.request.last_day)}."
        )
    _send_the_opinion(service, cast, decisions[FACTORY.name])
    service.send_letters()
    return decisions


def _file(service: Service, one: Character, contact: Person) -> None:
    draft = draft_request(one.siret, _form(one), actor=contact, context=service.context)
    submission = submit_request(
        one.siret, draft.id, actor=contact, context=service.context, proof=Proof.FRESH
    )
    receipt = submission.receipt
    assert receipt is not None, (submission.filing.needs, submission.filing.refusals)
    say(
        f"  {one.name}: {one.employees} employees, {grouped(_form(one).forecast_hours)} hours "
        f"foreseen, paid to {one.iban.masked}; silence approves from "
        f"{told_day(receipt.tacit_from)}."
    )


def _form(one: Character) -> RequestFacts:
    return RequestFacts(
        span=_ASKED,
        iban=one.iban,
        situation=_SITUATIONS[one.firm.situation],
        motive=Motive.EXCEPTIONAL,
        circumstances="Mesures prises contre l'épidémie de covid-19",
        headcount=one.employees,
        forecast_hours=Hours(one.employees * _WEEKS * _WEEK * 100),
        workforce=one.firm.workforce,
        opinion=Opinion.NOT_GIVEN if one is FACTORY else Opinion.NOT_APPLICABLE,
        perimeter=Perimeter.WHOLE_REDUCED,
        earlier_use=EarlierUse.NONE,
    )


def _send_the_opinion(service: Service, cast: Cast, decision: Decision) -> None:
    service.clock.tick(timedelta(days=14))
    late = send_opinion(
        FACTORY.siret,
        decision.request_id,
        Opinion.FAVOURABLE,
        actor=cast.contacts[FACTORY.name],
        context=service.context,
    ).refusal
    assert late is None, late
    say(f"  {FACTORY.name}: the works council's opinion followed on {told_day(_today(service))}.")


def _today(service: Service) -> date:
    return service.clock.now().date()
