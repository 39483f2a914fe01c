"""A request for authorisation (DAP), to its decision, and which step may follow which."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.facts import kinds_of
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import Choice, frozen


class Opinion(Choice):
    """The works council's (CSE), with the codes of the ministry's export."""

    NOT_GIVEN = 0
    FAVOURABLE = 1
    UNFAVOURABLE = 2
    NOT_APPLICABLE = 3


class Perimeter(Choice):
    """The part of the establishment concerned, with the codes of the ministry's export."""

    WHOLE_REDUCED = 1
    PART_REDUCED = 2
    WHOLE_CLOSED = 3
    PART_CLOSED = 4


class EarlierUse(Choice):
    """Employees placed in the 36 months before, as declared; codes of the ministry's export."""

    NONE = 1
    YES = 2
    UNKNOWN = 3
    """What we know ourselves decides whether commitments are due."""


@frozen
class Attachment:
    """A file joined to a request; its bytes are in the file store under ``sha256``."""

    name: str
    media_type: str
    size: int
    sha256: str


class RequestState(Choice):
    """The state of a request."""

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


@frozen(kw_only=True)
class RequestFacts:
    """The facts an employer states in a request: the one list of them, whatever the door.

    A file or a database column, a field of the wire, a row of a page and a control of the form are
    written out where they are; a test holds each to this list. What has a value here already may
    be left out of a draft.
    """

    PLACE: ClassVar[str] = ""

    scheme: Scheme = Scheme.ORDINARY
    situation: Situation | Sector = Situation.GENERAL
    territory: Territory = Territory.NATIONAL
    motive: Motive | None = None
    """The motive; None: individual placements and long-term schemes have none, a draft may lack
    one."""
    circumstances: str = ""
    span: Span
    """First and last day asked for; the last day is always set."""
    headcount: int = 0
    """Employees concerned."""
    forecast_hours: Hours = ZERO_HOURS
    workforce: int = 0
    """The workforce of the firm, all establishments together: thresholds are read on it."""
    iban: Iban
    opinion: Opinion = Opinion.NOT_GIVEN
    perimeter: Perimeter = Perimeter.WHOLE_REDUCED
    earlier_use: EarlierUse = EarlierUse.UNKNOWN
    foundation: Foundation | None = None
    """The agreement or the document that a long-term request, and no other, rests on."""
    agreement_sent_on: date | None = None
    """The day the agreement or document of a long-term request was sent."""
    commitments: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.span.last is None:
            raise InvalidValue(
                "missing",
                "span.last",
                "a request says until which day",
                "une demande dit jusqu'à quel jour",
            )
        for key in ("headcount", "workforce"):
            if getattr(self, key) < 0:
                raise InvalidValue(
                    "out_of_range", key, f"{key} cannot be negative", f"{key} ne peut être négatif"
                )
        if self.forecast_hours.hundredths < 0:
            raise InvalidValue(
                "out_of_range",
                "forecast_hours",
                "hours cannot be negative",
                "des heures ne peuvent être négatives",
            )

    @property
    def last_day(self) -> date:
        """Last day asked for."""
        assert self.span.last is not None
        return self.span.last

    def by_name(self) -> dict[str, Any]:
        """Each fact that is stated, by its name, in the order of the list."""
        return {name: getattr(self, name) for name in FACTS}


FACTS: Mapping[str, type[Any]] = kinds_of(RequestFacts)
"""The facts by name, in order, and what each is where it is stated."""
LONG_TERM = frozenset({Scheme.LONG_TERM, Scheme.LONG_TERM_REBOUND})
_ASKED_UNDER: Mapping[str, frozenset[Scheme]] = {
    "motive": frozenset({Scheme.ORDINARY}),
    "foundation": LONG_TERM,
    "agreement_sent_on": LONG_TERM,
}
"""The schemes that ask for a fact, where not all do; what no scheme asks for is None."""


def asks_for(scheme: Scheme | None, name: str) -> bool:
    """Whether a request under a scheme states that fact; under none yet, only what all do."""
    return name not in _ASKED_UNDER or scheme in _ASKED_UNDER[name]


@frozen(kw_only=True)
class AuthorisationRequest(RequestFacts):
    """One version of a request (R. 5122-2); an amendment is the next version, decided anew."""

    siret: Siret
    """The establishment that files; ``covers`` lists the others of a grouped request."""
    id: str
    version: int
    filed_by: str
    state: RequestState = RequestState.DRAFT
    filed_at: datetime | None = None
    """Instant of receipt, UTC."""
    opinion_due_on: date | None = None
    attachments: tuple[Attachment, ...] = ()
    covers: tuple[Siret, ...] = ()
    """Each has a request of its own under the same id, with its own figures and decision."""
    late_opinion: Opinion | None = None
    """The opinion sent after the request, where the law allows; ``opinion`` stays as filed."""
    late_opinion_on: date | None = None
    """Legal day on which it was received."""
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if (self.late_opinion is None) is not (self.late_opinion_on is None):
            raise InvalidValue(
                "missing",
                "late_opinion",
                "an opinion goes with its day",
                "un avis va avec son jour",
            )

    def as_asked(self) -> "AuthorisationRequest":
        """The request without what its scheme does not ask for.

        A draft keeps it, in case the scheme is changed back; what is filed does not state it.
        """
        unasked: dict[str, Any] = {
            name: None for name in _ASKED_UNDER if not asks_for(self.scheme, name)
        }
        return attrs.evolve(self, **unasked)

    def moved_to(self, state: RequestState) -> "AuthorisationRequest":
        """The request in its next state.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        if state not in REQUEST_STEPS[self.state]:
            raise NotAllowed("request", self.state.value, state.value)
        return attrs.evolve(self, state=state)


class DecisionKind(Choice):
    """The author of a decision: express and tacit decisions are different facts."""

    AUTOMATIC = "automatic"
    OFFICER = "officer"
    TACIT = "tacit"


@frozen
class Decision:
    """The decision on one version of a request; never edited, a later one may replace it."""

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
    """The reasons of a refusal: at least one (R. 5122-4)."""
    message: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.accepted and not (self.reasons or self.message):
            raise InvalidValue(
                "missing",
                "decision.reasons",
                "a refusal states its reasons (R. 5122-4)",
                "un refus est motivé (R. 5122-4)",
            )
        if self.kind is DecisionKind.TACIT and not self.accepted:
            raise InvalidValue(
                "conflicting_keys",
                "decision.kind",
                "silence approves, it never refuses (R. 5122-4)",
                "le silence accepte, il ne refuse jamais (R. 5122-4)",
            )


_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two signs that no reader takes for another (Crockford's base 32)."""
_NUMBER_LENGTH = 11


def decision_number(siret: Siret, request_id: str, version: int) -> str:
    """The public number of the decision on a version: eleven signs, as the ministry's have.

    It tells nothing of how many decisions there are, and follows from an identifier that nobody
    can guess.
    """
    digest = hashlib.sha256(f"decision|{siret}|{request_id}|{version}".encode()).digest()
    value = int.from_bytes(digest)
    return "".join(_DIGITS[value >> (5 * place) & 31] for place in range(_NUMBER_LENGTH))
