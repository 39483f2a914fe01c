"""The shapes of sign-ups, establishments, members and tokens."""

from datetime import date, datetime
from typing import Annotated, Literal

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.free_text import LONGEST_NAME, check_name
from partial_activity.domain.people.people import AccountState, Role
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app.wire.reader import Reads
from partial_activity.entrypoints.flask_app.wire.values import (
    Count,
    Cursor,
    Email,
    Id,
    ShortText,
    SiretDigits,
)
from partial_activity.usecases.oversight.overview import Task

Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME), Reads(check_name)]
Place = Annotated[
    Literal["contact", "declarant"],
    Meta(description="A contact is of the employer; a declarant files for it."),
]


@frozen
class SignUp:
    """Who signs up, and for which establishment."""

    siret: SiretDigits
    email: Email
    name: Name
    language: Literal["fr", "en"] = "fr"
    role: Place = "contact"
    workforce: Annotated[Count | None, Meta(description="Of the establishment.")] = None


@frozen
class SignUpTaken:
    """The same whether the address was known before or not."""

    siret: SiretDigits
    email: Email
    next: Annotated[str, Meta(description="What to do now.")]


@frozen
class Resend:
    """The person for whom a fresh link is asked."""

    siret: SiretDigits
    email: Email


@frozen
class Confirmation:
    """What the link in the letter carries."""

    token: Annotated[
        str, Meta(min_length=1, max_length=500, description="What follows /confirm/ in the link.")
    ]


@frozen
class Confirmed:
    """What the link has opened."""

    siret: SiretDigits
    establishment: AccountState
    role: Role
    principal: bool
    membership: Annotated[
        AccountState, Meta(description="active: able to file; pending: the contact was asked.")
    ]


@frozen
class Establishment:
    """An establishment the person belongs to, or waits to."""

    siret: SiretDigits
    name: str
    state: AccountState
    workforce: Annotated[int | None, Meta(description="As declared.")]
    role: Role
    principal: bool
    membership: AccountState


@frozen
class EstablishmentPage:
    """Some of the establishments."""

    items: list[Establishment]
    next: Cursor


@frozen
class Todo:
    """Something the person can do."""

    task: Task
    about: Annotated[
        str | None,
        Meta(description="Of the request, claim, decision (to claim) or person it is about."),
    ]
    month: str | None
    until: Annotated[date | None, Meta(description="Last day to do it.")]


@frozen
class MonthToClaim:
    """A month that is authorised and not claimed yet."""

    decision_number: str
    month: Annotated[str, Meta(examples=["2026-12"])]
    over: Annotated[bool, Meta(description="All its hours can be claimed.")]
    closes_on: Annotated[date | None, Meta(description="Last day to claim, where a text has one.")]
    claim: Annotated[str | None, Meta(description="The draft, or what was refused or withdrawn.")]


@frozen
class EstablishmentStanding:
    """The standing of an establishment, for one person's eyes."""

    siret: SiretDigits
    name: str
    state: AccountState
    workforce: Annotated[int | None, Meta(description="As declared.")]
    role: Annotated[Role | None, Meta(description="Null: the person has a role in the service.")]
    months: list[MonthToClaim]
    todo: Annotated[list[Todo], Meta(description="The nearest last day first.")]


@frozen
class Join:
    """The role in which to belong to the establishment."""

    role: Place


@frozen
class Member:
    """Somebody who belongs to an establishment, or waits to."""

    person: Id
    name: str
    email: str
    role: Role
    principal: bool
    state: AccountState
    since: datetime


@frozen
class MemberPage:
    """Some of the members, the principal contact first."""

    items: list[Member]
    next: Cursor


@frozen
class Membership:
    """One's own place in an establishment."""

    siret: SiretDigits
    person: Id
    role: Role
    principal: bool
    state: AccountState
    since: datetime


@frozen
class Token:
    """A token of the person; its secret was shown once and is not kept."""

    id: Id
    name: ShortText
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    usable: bool
    this: Annotated[bool, Meta(description="The one this was asked with.")]


@frozen
class TokenPage:
    """Some of the tokens, the last issued first."""

    items: list[Token]
    next: Cursor
