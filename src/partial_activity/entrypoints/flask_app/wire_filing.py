"""The shapes of establishments, requests, decisions, claims and payments."""

from datetime import date, datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.authorisations import DecisionKind, RequestState
from partial_activity.domain.cases import EmployeeCategory, Scheme, Situation, Territory
from partial_activity.domain.payments import PaymentEvent
from partial_activity.domain.people import AccountState, Role
from partial_activity.entrypoints.flask_app.wire_cases import Hours, Money, Refusal

SiretDigits = Annotated[str, Meta(pattern="^[0-9]{14}$", description="SIRET, fourteen digits.")]
RequestId = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,64}$")]
ClaimId = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,64}$")]
Version = Annotated[int, Meta(ge=1, le=999_999)]
Change = Annotated[str, Meta(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="More than before.")]
Cursor = Annotated[
    str | None, Meta(description="The cursor of the page that follows; null on the last one.")
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
class Request:
    """The latest version of a request for authorisation."""

    id: RequestId
    version: Version
    state: RequestState
    scheme: Scheme
    situation: Situation
    territory: Territory
    motive: str | None
    circumstances: str
    first_day: date
    last_day: date
    headcount: int
    forecast_hours: Hours
    workforce: int
    filed_at: datetime | None
    opinion_due_on: date | None


@frozen
class RequestPage:
    """Some of the requests: drafts first, then the last filed first."""

    items: list[Request]
    next: Cursor


@frozen
class Decision:
    """What was decided on one version of a request."""

    number: str
    request_version: Version
    kind: DecisionKind
    accepted: bool
    decided_at: datetime
    reasons: list[Refusal]
    message: str
    withdrawn_at: datetime | None


@frozen
class RequestWithDecisions:
    """A request, its versions, and the decisions on them, the last first."""

    request: Request
    versions: list[Version]
    decisions: list[Decision]


@frozen
class ClaimStanding:
    """Where a claim stands: the public code, and its name here."""

    code: int
    name: str


@frozen
class Claim:
    """One version of the claim of a month."""

    id: ClaimId
    version: Version
    decision_number: str
    month: Annotated[str, Meta(examples=["2024-04"])]
    state: ClaimStanding
    submitted_at: datetime | None
    known_on: date | None


@frozen
class ClaimPage:
    """Some of the claims, the latest month first."""

    items: list[Claim]
    next: Cursor


@frozen
class ClaimWithTotals:
    """A version of a claim, and what its assessed lines add up to."""

    claim: Claim
    lines: int
    hours: Hours
    indemnity: Money
    allowance: Money


@frozen
class LineAmounts:
    """What a line was found to be worth."""

    compensable_hours: Hours
    hourly_indemnity: Money
    indemnity: Money
    hourly_allowance: Money
    allowance: Money
    warnings: list[str]


@frozen
class Line:
    """One employee and one week, or a slice of it; without the NIR for who may not see it."""

    number: int
    nir: str | None
    last_name: str
    first_name: str
    week: str
    first_day: date
    last_day: date
    contract_hours: Hours
    worked_hours: Hours
    assimilated_hours: Hours
    unworked_hours: Hours
    hourly_pay: str | None
    category: EmployeeCategory
    assessed: LineAmounts | None


@frozen
class LinePage:
    """Some of the lines, by number."""

    items: list[Line]
    next: Cursor


@frozen
class ChangedLine:
    """A line as it was and as it is; null where it was not, or is no more."""

    old: Line | None
    new: Line | None
    hours: Change
    indemnity: Change
    allowance: Change


@frozen
class VersionDifferences:
    """From one version of a claim to another."""

    older: Version
    newer: Version
    added: list[ChangedLine]
    changed: list[ChangedLine]
    removed: list[ChangedLine]
    hours: Change
    indemnity: Change
    allowance: Change


@frozen
class PaymentStep:
    """One event in the life of a payment."""

    event: PaymentEvent
    at: datetime
    reason: Annotated[str, Meta(description="Of a rejection: the bank's code.")]


@frozen
class Payment:
    """The order to pay the allowance of a claim version."""

    id: Annotated[str, Meta(description="The EndToEndId the bank knows it by.")]
    claim: ClaimId
    claim_version: Version
    amount: Money
    ordered_at: datetime
    standing: PaymentEvent
    events: list[PaymentStep]


@frozen
class PaymentPage:
    """Some of the payments, the first ordered first."""

    items: list[Payment]
    next: Cursor
