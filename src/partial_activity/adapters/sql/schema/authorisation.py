"""Requests for authorisation, their decisions, and what was typed that makes no request yet."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from partial_activity.adapters.sql.schema.columns import (
    ATTACHMENTS,
    HOURS,
    IBAN,
    KEY,
    METADATA,
    REFUSALS,
    SIRET,
    SIRETS,
    SITUATION,
    TEXTS,
    Instant,
    Read,
    Row,
    key,
    needed,
    one_of,
    revision,
    row_of,
    value_of,
    version,
)
from partial_activity.domain.assessment.cases import Scheme, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    EarlierUse,
    Opinion,
    Perimeter,
    RequestState,
)
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive

REQUEST = Table(
    "request",
    METADATA,
    key("siret", SIRET),
    key("id"),
    version(),
    needed("scheme", one_of(Scheme)),
    needed("situation", SITUATION),
    needed("territory", one_of(Territory)),
    Column("motive", one_of(Motive, SmallInteger())),
    needed("circumstances", Text),
    needed("first_day", Date),
    needed("last_day", Date),
    needed("headcount", BigInteger),
    needed("forecast_hours", HOURS),
    needed("workforce", BigInteger),
    needed("iban", IBAN),
    needed("opinion", one_of(Opinion, SmallInteger())),
    needed("filed_by", KEY),
    needed("state", one_of(RequestState)),
    Column("filed_at", Instant),
    Column("opinion_due_on", Date),
    needed("commitments", TEXTS),
    needed("attachments", ATTACHMENTS),
    needed("covers", SIRETS),
    needed("perimeter", one_of(Perimeter, SmallInteger())),
    needed("earlier_use", one_of(EarlierUse, SmallInteger())),
    Column("foundation", one_of(Foundation)),
    Column("agreement_sent_on", Date),
    Column("late_opinion", one_of(Opinion, SmallInteger())),
    Column("late_opinion_on", Date),
    revision(),
    CheckConstraint("last_day >= first_day", name="days"),
    Index(None, "state", "filed_at"),
    Index(None, "iban", "siret"),
    Index(None, "opinion_due_on"),
    # Whose it is is not known to who looks for it.
    Index(None, "id"),
)

DECISION = Table(
    "decision",
    METADATA,
    key("siret", SIRET),
    key("number"),
    needed("request_id", KEY),
    needed("request_version", Integer),
    needed("kind", one_of(DecisionKind)),
    needed("accepted", Boolean),
    needed("decided_at", Instant),
    Column("decided_by", KEY),
    needed("reasons", REFUSALS),
    needed("message", Text),
    Column("withdrawn_at", Instant),
    revision(),
    UniqueConstraint("siret", "request_id", "request_version"),
    ForeignKeyConstraint(
        ["siret", "request_id", "request_version"],
        ["request.siret", "request.id", "request.version"],
    ),
    # Whose it is is not known to who looks for it.
    Index(None, "number"),
)

REQUEST_TYPED = Table(
    "request_typed",
    METADATA,
    key("siret", SIRET),
    key("request_id"),
    key("person_id"),
    needed("sealed", LargeBinary),
)


def request_row(request: AuthorisationRequest) -> Row:
    """A row of ``request``."""
    return row_of(REQUEST, request, first_day=request.span.first)


def request(row: Read) -> AuthorisationRequest:
    """The value of a row of ``request``."""
    return value_of(AuthorisationRequest, row, span=Span(row["first_day"], row["last_day"]))


def decision_row(decision: Decision) -> Row:
    """A row of ``decision``."""
    return row_of(DECISION, decision)


def decision(row: Read) -> Decision:
    """The value of a row of ``decision``."""
    return value_of(Decision, row)
