"""Establishments of the token's person, and who belongs to them."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from partial_activity.domain.errors import NotFound
from partial_activity.domain.people.people import Membership, Role
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.api.addresses import NOT_THEIRS, ONE, PERSON, SIRET
from partial_activity.entrypoints.flask_app.api.operations import (
    Call,
    Operation,
    read_body,
    reply,
    reply_made,
    reply_revised,
)
from partial_activity.entrypoints.flask_app.api.paging import PAGING, page
from partial_activity.entrypoints.flask_app.problems import BODY
from partial_activity.entrypoints.flask_app.wire import people as wire
from partial_activity.usecases.claim.months_to_claim import MonthToClaim
from partial_activity.usecases.oversight.overview import overview_of
from partial_activity.usecases.people import membership
from partial_activity.usecases.people.membership import Account, Member, accounts_of, members_of
from partial_activity.usecases.revisions import Seen


def establishments(call: Call) -> Response:
    """The establishments of the person."""
    accounts = accounts_of(call.actor, context=call.context)
    return reply(
        page([_establishment(one) for one in accounts], call.values, lambda one: one.siret)
    )


def establishment(call: Call) -> Response:
    """Where one stands, and what is to be done."""
    overview = overview_of(call.values["siret"], actor=call.actor, context=call.context)
    here, place = overview.establishment, overview.membership
    return reply(
        wire.EstablishmentStanding(
            siret=here.siret.digits,
            name=here.name,
            state=here.state,
            workforce=here.workforce,
            role=place.role if place else None,
            months=[_month(one) for one in overview.months if one.begun and not one.closed],
            todo=[
                wire.Todo(
                    one.task,
                    one.key or None,
                    str(one.month) if one.month is not None else None,
                    one.until,
                )
                for one in overview.todos
            ],
        )
    )


def members(call: Call) -> Response:
    """Who belongs to an establishment, and who waits to."""
    members = members_of(call.values["siret"], actor=call.actor, context=call.context)
    return reply(page([_member(one) for one in members], call.values, lambda one: one.person))


def member(call: Call) -> Response:
    """One of them."""
    member = _found(call)
    return reply_revised(_member(member), Seen(1, member.membership.revision))


def join(call: Call) -> Response:
    """Ask to belong to an establishment that has an account."""
    given = read_body(wire.Join)
    done = membership.ask_to_join(
        call.values["siret"], Role(given.role), actor=call.actor, context=call.context
    )
    siret, person = done.siret.digits, done.person_id
    return reply_made(
        wire.Membership(siret, person, done.role, done.principal, done.state, done.since),
        None,
        f"/establishments/{siret}/members/{person}",
    )


def _step(use_case: Callable[..., Membership]) -> Callable[[Call], Response]:
    """A view that takes a membership to its next state."""

    def view(call: Call) -> Response:
        siret, person = call.values["siret"], call.values["person"]
        before = _found(call)
        after = use_case(siret, person, actor=call.actor, context=call.context, seen=call.seen)
        # Who leaves sees nothing of the establishment any more, but this.
        return reply_revised(_member(Member(before.person, after)), Seen(1, after.revision))

    return view


def _found(call: Call) -> Member:
    members = members_of(call.values["siret"], actor=call.actor, context=call.context)
    for one in members:
        if one.person.id == call.values["person"]:
            return one
    raise NotFound("membership", call.values["person"])


def _establishment(account: Account) -> wire.Establishment:
    here, place = account.establishment, account.membership
    return wire.Establishment(
        here.siret.digits,
        here.name,
        here.state,
        here.workforce,
        place.role,
        place.principal,
        place.state,
    )


def _month(month: MonthToClaim) -> wire.MonthToClaim:
    return wire.MonthToClaim(
        decision_number=month.decision_number,
        month=str(month.month),
        over=month.over,
        closes_on=month.closes_on,
        claim=month.claim.id if month.claim else None,
    )


def _member(member: Member) -> wire.Member:
    place = member.membership
    return wire.Member(
        person=member.person.id,
        name=member.person.name,
        email=member.person.email.text,
        role=place.role,
        principal=place.principal,
        state=place.state,
        since=place.since,
    )


def _change(name: str, verb: str, summary: str, use_case: Callable[..., Membership]) -> Operation:
    return Operation(
        name=name,
        method="POST",
        path=f"{ONE}/members/{{person}}/{verb}",
        tag="establishments",
        summary=summary,
        view=_step(use_case),
        parameters=(SIRET, PERSON),
        answers=wire.Member,
        refuses=NOT_THEIRS,
        scope=Scope.WRITE_ESTABLISHMENTS,
        keyed=True,
        revised=True,
        tagged=True,
    )


OPERATIONS = (
    Operation(
        name="establishments",
        method="GET",
        path="/establishments",
        tag="establishments",
        summary="The establishments of the token's person",
        view=establishments,
        parameters=PAGING,
        answers=wire.EstablishmentPage,
        scope=Scope.READ_ESTABLISHMENTS,
    ),
    Operation(
        name="establishment",
        method="GET",
        path=ONE,
        tag="establishments",
        summary="Where an establishment stands: months to claim, and what is to be done",
        view=establishment,
        parameters=(SIRET,),
        answers=wire.EstablishmentStanding,
        refuses=NOT_THEIRS,
        scope=Scope.READ_ESTABLISHMENTS,
    ),
    Operation(
        name="members",
        method="GET",
        path=f"{ONE}/members",
        tag="establishments",
        summary="Who belongs to an establishment, and who asks to",
        view=members,
        parameters=(SIRET, *PAGING),
        answers=wire.MemberPage,
        refuses=NOT_THEIRS,
        scope=Scope.READ_ESTABLISHMENTS,
    ),
    Operation(
        name="member",
        method="GET",
        path=f"{ONE}/members/{{person}}",
        tag="establishments",
        summary="One of them",
        view=member,
        parameters=(SIRET, PERSON),
        answers=wire.Member,
        refuses=NOT_THEIRS,
        scope=Scope.READ_ESTABLISHMENTS,
        tagged=True,
    ),
    Operation(
        name="join",
        method="POST",
        path=f"{ONE}/members",
        tag="establishments",
        summary="Ask to belong to an establishment that has an account",
        description="Its principal contact is told. Asking again changes nothing.",
        view=join,
        parameters=(SIRET,),
        body=wire.Join,
        answers=wire.Membership,
        status=HTTPStatus.CREATED,
        refuses=(*NOT_THEIRS, *BODY),
        scope=Scope.WRITE_ESTABLISHMENTS,
        keyed=True,
        of_strangers=True,
        example={"role": "declarant"},
    ),
    _change("approveMember", "approve", "Let in somebody who asks", membership.approve_join),
    _change("declineMember", "decline", "Turn down somebody who asks", membership.decline_join),
    _change("suspendMember", "suspend", "Take a place away, or leave", membership.suspend_member),
    _change("restoreMember", "restore", "Give a place back", membership.restore_member),
)
