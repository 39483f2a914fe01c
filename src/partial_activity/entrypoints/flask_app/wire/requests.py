"""The shapes of requests for authorisation, and of the decisions on them."""

from datetime import date, datetime
from typing import Annotated, Literal

from attrs import Factory, frozen
from msgspec import Meta

from partial_activity.domain.assessment.cases import Scheme, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.requests import (
    DecisionKind,
    EarlierUse,
    Opinion,
    Perimeter,
    RequestState,
)
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.entrypoints.flask_app.wire.cases import (
    Hours,
    Refusal,
    SituationName,
    Statement,
)
from partial_activity.entrypoints.flask_app.wire.values import (
    Count,
    Cursor,
    Digest,
    GivenHours,
    IbanText,
    Id,
    LongText,
    SiretDigits,
    named,
    reads_name,
)

Version = Annotated[int, Meta(ge=1, le=999_999)]
MotiveName = Annotated[str, named(Motive), reads_name(Motive)]
OpinionName = Annotated[str, named(Opinion), reads_name(Opinion)]
PerimeterName = Annotated[str, named(Perimeter), reads_name(Perimeter)]
EarlierUseName = Annotated[str, named(EarlierUse), reads_name(EarlierUse)]


@frozen
class RequestForm:
    """What the employer writes; a draft may lack all that has a value here already."""

    first_day: date
    last_day: date
    iban: IbanText
    scheme: Scheme = Scheme.ORDINARY
    situation: SituationName = "general"
    territory: Territory = Territory.NATIONAL
    motive: MotiveName | None = None
    circumstances: LongText = ""
    headcount: Annotated[Count, Meta(description="Employees concerned.")] = 0
    forecast_hours: GivenHours = "0.00"
    workforce: Annotated[Count, Meta(description="Of the firm, all establishments together.")] = 0
    opinion: OpinionName = "not_given"
    commitments: Annotated[list[LongText], Meta(max_length=20)] = Factory(list)
    perimeter: PerimeterName = "whole_reduced"
    earlier_use: EarlierUseName = "unknown"
    foundation: Foundation | None = None
    agreement_sent_on: date | None = None


@frozen
class Attachment:
    """A file joined to a request."""

    name: str
    media_type: str
    size: int
    sha256: Digest


@frozen
class Request:
    """The latest version of a request for authorisation."""

    id: Id
    version: Version
    state: RequestState
    scheme: Scheme
    situation: SituationName
    territory: Territory
    motive: MotiveName | None
    circumstances: str
    first_day: date
    last_day: date
    headcount: int
    forecast_hours: Hours
    workforce: int
    iban: Annotated[str, Meta(description="Masked: its ends only.")]
    opinion: OpinionName
    late_opinion: OpinionName | None
    commitments: list[str]
    perimeter: PerimeterName
    earlier_use: EarlierUseName
    foundation: Foundation | None
    agreement_sent_on: date | None
    attachments: list[Attachment]
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
class Filing:
    """What filing the draft now would meet."""

    fileable: Annotated[bool, Meta(description="Nothing is lacking.")]
    needs: Annotated[list[Refusal], Meta(description="What it lacks: not filed without.")]
    refusals: Annotated[
        list[Refusal], Meta(description="Why it would be refused; filed only if one insists.")
    ]
    warnings: list[Statement]
    tacit_from: Annotated[
        date | None, Meta(description="Filed today, silence approves it from that day.")
    ]
    opinion_due_on: Annotated[
        date | None, Meta(description="Last day to send an opinion that may follow.")
    ]


@frozen
class Submit:
    """Whether to file even what the law would refuse: a decision with its reasons is owed."""

    insist: bool = False


@frozen
class Receipt:
    """Who filed what and when; the hash covers the whole content."""

    siret: SiretDigits
    request: Id
    version: Version
    filed_by: str
    filed_at: datetime
    tacit_from: Annotated[date, Meta(description="Silence is approval from that day.")]
    sha256: Digest


@frozen
class Filed:
    """The request as filed, with its receipt."""

    request: Request
    receipt: Receipt
    warnings: list[Statement]


@frozen
class LateOpinion:
    """The works council's opinion, where it may follow the request."""

    opinion: Literal["favourable", "unfavourable"]


@frozen
class OpinionTaken:
    """The request with its opinion; late, it is kept all the same."""

    request: Request
    late: Annotated[Refusal | None, Meta(description="That it came too late; null: in time.")]


@frozen
class Waiting:
    """A request held for an officer."""

    siret: SiretDigits
    request: Request
    tacit_from: Annotated[date, Meta(description="The day from which silence approves it.")]


@frozen
class WaitingPage:
    """Some of the requests held, the first to be approved by silence first."""

    items: list[Waiting]
    next: Cursor


@frozen
class Decide:
    """What an officer decides; a refusal states its reasons (R. 5122-4)."""

    accepted: bool
    message: Annotated[LongText, Meta(description="The reasons of a refusal, in words.")] = ""
