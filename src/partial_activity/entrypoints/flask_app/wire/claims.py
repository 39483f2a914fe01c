"""The shapes of claims, their lines and versions."""

from datetime import date, datetime
from typing import Annotated

from attrs import field, frozen
from msgspec import Meta

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import CONTRACT_NUMBER_LENGTH
from partial_activity.domain.free_text import check_words
from partial_activity.entrypoints.flask_app.wire.cases import Hours, Money
from partial_activity.entrypoints.flask_app.wire.reader import Reads
from partial_activity.entrypoints.flask_app.wire.requests import Version
from partial_activity.entrypoints.flask_app.wire.values import (
    Cursor,
    Digest,
    GivenDays,
    GivenHours,
    GivenMonth,
    GivenPay,
    GivenShare,
    Id,
    NirText,
)

MOST_LINES = 1_000
Change = Annotated[str, Meta(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="More than before.")]
Week = Annotated[
    str, Meta(pattern="^[0-9]{4}-W[0-9]{2}$", description="ISO week.", examples=["2025-W11"])
]
PersonName = Annotated[str, Meta(min_length=1, max_length=200), Reads(check_words)]
OwnFacts = Annotated[
    dict[str, str],
    Meta(description="Those that a regime of the law in use asks for; others are refused."),
]
LineNumber = Annotated[int, Meta(ge=1, le=999_999_999)]


@frozen
class OpenClaim:
    """The month to claim, and the decision that authorises it."""

    decision_number: Annotated[str, Meta(min_length=1, max_length=32)]
    month: GivenMonth


@frozen
class ClaimStanding:
    """The standing of a claim: the public code, and its name here."""

    code: int
    name: str


@frozen
class Claim:
    """One version of the claim of a month."""

    id: Id
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
    additions: Annotated[
        dict[str, Money],
        Meta(description="What a regime of the law in use adds beside the hours, by its key."),
    ]


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
    share_of_minimum_wage: str | None
    unworked_days: str | None
    contract_number: Annotated[str, Meta(description="Empty where the employee has one contract.")]
    facts: OwnFacts
    assessed: LineAmounts | None


@frozen
class LinePage:
    """Some of the lines, by number."""

    items: list[Line]
    next: Cursor


@frozen
class GivenLine:
    """One employee and one week; of a week in two months, the days in the claim's month."""

    nir: NirText
    last_name: PersonName
    first_name: PersonName
    week: Week
    contract_hours: Annotated[GivenHours, Meta(description="Of the whole week.")]
    unworked_hours: GivenHours
    hourly_pay: GivenPay | None = None
    worked_hours: GivenHours = "0.00"
    assimilated_hours: GivenHours = "0.00"
    first_day: Annotated[date | None, Meta(description="Else the first of the week and month.")] = (
        None
    )
    last_day: Annotated[date | None, Meta(description="Else the last of the week and month.")] = (
        None
    )
    category: EmployeeCategory = EmployeeCategory.STANDARD
    share_of_minimum_wage: GivenShare | None = None
    unworked_days: Annotated[
        GivenDays | None, Meta(description="Of a contract in days: seven hours each.")
    ] = None
    contract_number: Annotated[
        str,
        Meta(
            max_length=CONTRACT_NUMBER_LENGTH,
            description="Tells two contracts of one employee apart; each has its own week.",
        ),
        Reads(check_words),
    ] = ""
    facts: OwnFacts = field(factory=dict)


@frozen
class GivenLines:
    """Lines to put into a draft; one for the same employee, week and days takes its place."""

    lines: Annotated[list[GivenLine], Meta(min_length=1, max_length=MOST_LINES)]


@frozen
class LineProblem:
    """Why a line cannot be claimed as it is."""

    line: int
    path: str
    code: str
    french: str
    english: str


@frozen
class Finding:
    """What may stand against the claim as a whole."""

    outcome: Annotated[str, Meta(description="accept: told only; hold: an officer; refuse.")]
    code: str
    article: str
    french: str
    english: str


@frozen
class Preview:
    """What submitting the draft today would give."""

    claim: Claim
    lines: int
    hours: Hours
    indemnity: Money
    allowance: Money
    submittable: bool
    problems: list[LineProblem]
    findings: list[Finding]


@frozen
class Submitted:
    """The claim as submitted."""

    claim: Claim
    lines: int
    hours: Hours
    indemnity: Money
    allowance: Money
    sha256: Annotated[Digest, Meta(description="Of its lines and amounts.")]


@frozen
class VersionPage:
    """The versions of a claim, the first first."""

    items: list[Claim]
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
    """The differences between two versions of a claim."""

    older: Version
    newer: Version
    added: list[ChangedLine]
    changed: list[ChangedLine]
    removed: list[ChangedLine]
    hours: Change
    indemnity: Change
    allowance: Change
