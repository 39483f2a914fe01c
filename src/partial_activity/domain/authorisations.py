"""From the request for authorisation (DAP) to its decision, and which step may follow which."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

import attrs
from attrs import frozen

from partial_activity.domain.cases import Scheme, Situation, Territory
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.statements import Refusal


class Opinion(Enum):
    """The works council's (CSE), with the codes of the ministry's export."""

    NOT_GIVEN = 0
    FAVOURABLE = 1
    UNFAVOURABLE = 2
    NOT_APPLICABLE = 3


@frozen
class Attachment:
    """A file joined to a request; its bytes are in the file store under ``sha256``."""

    name: str
    media_type: str
    size: int
    sha256: str


class RequestState(Enum):
    """Where a request stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    HELD = "held"
    """Waits for an officer; silence still approves on the deadline."""
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


REQUEST_STEPS: Mapping[RequestState, frozenset[RequestState]] = MappingProxyType(
    {
        RequestState.DRAFT: frozenset({RequestState.SUBMITTED, RequestState.WITHDRAWN}),
        RequestState.SUBMITTED: frozenset(
            {RequestState.HELD, RequestState.DECIDED, RequestState.WITHDRAWN}
        ),
        RequestState.HELD: frozenset({RequestState.DECIDED, RequestState.WITHDRAWN}),
        RequestState.DECIDED: frozenset(),
        RequestState.WITHDRAWN: frozenset(),
    }
)


@frozen
class AuthorisationRequest:
    """One version of a request (R. 5122-2); an amendment is the next version, decided anew."""

    siret: Siret
    """The establishment that files; ``covers`` lists the others of a grouped request."""
    id: str
    version: int
    scheme: Scheme
    situation: Situation
    territory: Territory
    motive: Motive
    circumstances: str
    span: Span
    """First and last day asked for; the last day is always set."""
    headcount: int
    """Employees concerned."""
    forecast_hours: Hours
    workforce: int
    iban: Iban
    opinion: Opinion
    filed_by: str
    state: RequestState = RequestState.DRAFT
    filed_at: datetime | None = None
    """Instant of receipt, UTC."""
    opinion_due_on: date | None = None
    commitments: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    covers: tuple[Siret, ...] = ()
    revision: int = 0

    def moved_to(self, state: RequestState) -> "AuthorisationRequest":
        """The request in its next state.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        if state not in REQUEST_STEPS[self.state]:
            raise NotAllowed("request", self.state.value, state.value)
        return attrs.evolve(self, state=state)


class DecisionKind(Enum):
    """Who decided: express and tacit decisions are different facts."""

    AUTOMATIC = "automatic"
    OFFICER = "officer"
    TACIT = "tacit"


@frozen
class Decision:
    """What was decided on one version of a request; never edited, a later one may replace it."""

    siret: Siret
    request_id: str
    request_version: int
    number: str
    """Public number, which claims quote (numero_decision)."""
    kind: DecisionKind
    accepted: bool
    decided_at: datetime
    decided_by: str | None
    """The officer; None for automatic and tacit decisions."""
    reasons: tuple[Refusal, ...] = ()
    """Of a refusal: at least one (R. 5122-4)."""
    message: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.accepted and not (self.reasons or self.message):
            msg = "a refusal states its reasons (R. 5122-4)"
            raise ValueError(msg)
        if self.kind is DecisionKind.TACIT and not self.accepted:
            msg = "silence approves, it never refuses (R. 5122-4)"
            raise ValueError(msg)
