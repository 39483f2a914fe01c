"""People, their sessions, tokens and kept answers; establishments and who belongs to them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from partial_activity.adapters.sql.schema.columns import (
    EMAIL,
    KEY,
    METADATA,
    SIRET,
    TEXT_BY_NAME,
    Converted,
    Instant,
    Read,
    Row,
    key,
    needed,
    one_of,
    revision,
    row_of,
    value_of,
)
from partial_activity.domain.people.idempotency import KeptAnswer, KeyedRequest
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.domain.people.sessions import Means, Session
from partial_activity.domain.people.tokens import ApiToken, Scope

_OF_SERVICE = text("service_role IS NOT NULL")
_SUSPENDED = text("state = 'suspended'")
_SCOPES = Converted(
    Text(),
    lambda scopes: " ".join(scope.value for scope in scopes),
    lambda kept: tuple(map(Scope, kept.split())),
)

PERSON = Table(
    "person",
    METADATA,
    key("id"),
    needed("email", EMAIL),
    needed("name", Text),
    needed("language", Text),
    needed("state", one_of(AccountState)),
    needed("created_at", Instant),
    Column("service_role", one_of(Role)),
    revision(),
    UniqueConstraint("email"),
    # The few who are of the service, among the many who are of an employer.
    Index("ix_person_service_role", "id", postgresql_where=_OF_SERVICE, sqlite_where=_OF_SERVICE),
)

API_TOKEN = Table(
    "api_token",
    METADATA,
    key("id"),
    needed("person_id", KEY, index=True),
    needed("name", Text),
    needed("digest", KEY),
    needed("scopes", _SCOPES),
    needed("created_at", Instant),
    needed("expires_at", Instant),
    Column("revoked_at", Instant),
    revision(),
    UniqueConstraint("digest"),
)

WEB_SESSION = Table(
    "web_session",
    METADATA,
    key("id"),
    needed("person_id", KEY, index=True),
    needed("digest", KEY),
    needed("opened_by", KEY),
    needed("opened_at", Instant),
    needed("expires_at", Instant, index=True),
    Column("means", one_of(Means), nullable=False, server_default=Means.LINK.value),
    Column("ended_at", Instant),
    revision(),
    UniqueConstraint("digest"),
    UniqueConstraint("opened_by"),
)

KEPT_ANSWER = Table(
    "kept_answer",
    METADATA,
    key("person_id"),
    key("route"),
    key("key"),
    needed("digest", KEY),
    needed("status", SmallInteger),
    needed("headers", TEXT_BY_NAME),
    needed("body", LargeBinary),
    needed("created_at", Instant),
    needed("expires_at", Instant, index=True),
)

ESTABLISHMENT = Table(
    "establishment",
    METADATA,
    key("siret", SIRET),
    needed("name", Text),
    needed("state", one_of(AccountState)),
    needed("created_at", Instant),
    Column("workforce", BigInteger),
    revision(),
    CheckConstraint("length(siret) = 14", name="siret"),
    Index(
        "ix_establishment_suspended",
        "siret",
        postgresql_where=_SUSPENDED,
        sqlite_where=_SUSPENDED,
    ),
)

ESTABLISHMENT_WORD = Table(
    "establishment_word",
    METADATA,
    key("siret", SIRET),
    key("word"),
    ForeignKeyConstraint(["siret"], ["establishment.siret"]),
    Index(None, "word", "siret"),
)
"""The words of its name, without accents, in small letters; could be made again from the names."""

MEMBERSHIP = Table(
    "membership",
    METADATA,
    key("siret", SIRET),
    key("person_id"),
    needed("role", one_of(Role)),
    needed("principal", Boolean),
    needed("state", one_of(AccountState)),
    needed("since", Instant),
    Column("proven", Boolean, nullable=False, server_default=false()),
    revision(),
    Index(None, "person_id"),
)


def person_row(person: Person) -> Row:
    """A row of ``person``."""
    return row_of(PERSON, person)


def person(row: Read) -> Person:
    """The value of a row of ``person``."""
    return value_of(Person, row)


def token_row(token: ApiToken) -> Row:
    """A row of ``api_token``."""
    return row_of(API_TOKEN, token)


def token(row: Read) -> ApiToken:
    """The value of a row of ``api_token``."""
    return value_of(ApiToken, row)


def session_row(session: Session) -> Row:
    """A row of ``web_session``."""
    return row_of(WEB_SESSION, session)


def session(row: Read) -> Session:
    """The value of a row of ``web_session``."""
    return value_of(Session, row)


def answer_row(answer: KeptAnswer) -> Row:
    """A row of ``kept_answer``: what was asked, and what was answered."""
    asked = {name: getattr(answer.request, name) for name in _ASKED}
    return row_of(KEPT_ANSWER, answer, **asked)


def answer(row: Read) -> KeptAnswer:
    """The value of a row of ``kept_answer``."""
    return value_of(KeptAnswer, row, request=value_of(KeyedRequest, row))


def establishment_row(establishment: Establishment) -> Row:
    """A row of ``establishment``."""
    return row_of(ESTABLISHMENT, establishment)


def establishment(row: Read) -> Establishment:
    """The value of a row of ``establishment``."""
    return value_of(Establishment, row)


def membership_row(membership: Membership) -> Row:
    """A row of ``membership``."""
    return row_of(MEMBERSHIP, membership)


def membership(row: Read) -> Membership:
    """The value of a row of ``membership``."""
    return value_of(Membership, row)


_ASKED = ("person_id", "route", "key", "digest")
