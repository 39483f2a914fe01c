"""What tables are made of: columns that hold values of the domain, and rows as a whole.

A column converts its value both ways, so that a row is its value, attribute by attribute. Amounts
are whole cents and hours whole hundredths in 64 bits; an hourly pay or a share is an exact ratio,
as text; nothing is NUMERIC, which SQLite keeps as a float.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import attrs
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    func,
    type_coerce,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import TypeDecorator, TypeEngine

from partial_activity.adapters.sql.schema import documents
from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.money import Euros, HourlyPay, Share

Row = dict[str, Any]
Read = Mapping[str, Any]
Value = TypeVar("Value")
AnyType = TypeEngine[Any] | type[TypeEngine[Any]]

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware instant; kept in UTC, and given back in UTC, by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an instant to UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        assert value.tzinfo is not None, "an instant has a time zone"
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an instant its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Converted(TypeDecorator[Any]):
    """A value of the domain, kept as a number or a text that both databases have."""

    impl = Text
    cache_ok = True

    def __init__(
        self, kind: TypeEngine[Any], write: Callable[[Any], Any], read: Callable[[Any], object]
    ) -> None:
        """Say what it is kept as, how it is written, and how it is read again."""
        super().__init__()
        self.kind, self.write, self.read = kind, write, read

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: ARG002  SQLAlchemy's
        """What it is kept as."""
        return self.kind

    # The processors themselves, not what SQLAlchemy builds them from: called for every cell.
    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002  SQLAlchemy's
        """Write a value; nothing stays nothing."""
        write = self.write
        return lambda value: None if value is None else write(value)

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy's
        coltype: object,  # noqa: ARG002  as above
    ) -> Callable[[Any], Any]:
        """Read a value; nothing stays nothing."""
        read = self.read
        return lambda kept: None if kept is None else read(kept)


KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorted by character, as Python and SQLite do, whatever the language of the database."""
_TEXT, _WHOLE = Text(), BigInteger()


def _of_ratio(kind: Callable[[Fraction], object]) -> Callable[[str], object]:
    return lru_cache(maxsize=4096)(lambda ratio: kind(Fraction(ratio)))


# The same few identifiers, ratios and documents come again, row after row.
EUROS = Converted(_WHOLE, attrgetter("cents"), Euros)
HOURS = Converted(_WHOLE, attrgetter("hundredths"), Hours)
DAYS = Converted(_WHOLE, attrgetter("hundredths"), Days)
HOURLY_PAY = Converted(_TEXT, lambda pay: str(pay.exact), _of_ratio(HourlyPay))
SHARE = Converted(_TEXT, lambda share: str(share.exact), _of_ratio(Share))
SIRET = Converted(KEY, attrgetter("digits"), lru_cache(maxsize=4096)(Siret))
IBAN = Converted(KEY, attrgetter("text"), lru_cache(maxsize=1024)(Iban))
EMAIL = Converted(KEY, attrgetter("text"), EmailAddress.kept)
TEXTS = Converted(_TEXT, lru_cache(256)(documents.texts_document), lru_cache(256)(documents.texts))
FACTS = Converted(_TEXT, lru_cache(256)(str), lru_cache(256)(Facts.parse))
ADDITIONS = Converted(
    _TEXT, lru_cache(256)(documents.additions_document), lru_cache(256)(documents.additions)
)
TEXT_BY_NAME = Converted(_TEXT, documents.mapping_document, documents.mapping)
SITUATION = Converted(
    _TEXT, documents.situation_document, lru_cache(maxsize=256)(documents.situation)
)
SIRETS = Converted(_TEXT, documents.sirets_document, documents.sirets)
ATTACHMENTS = Converted(_TEXT, documents.attachments_document, documents.attachments)
REFUSALS = Converted(_TEXT, documents.refusals_document, documents.refusals)
CHECK_RESULTS = Converted(_TEXT, documents.results_document, documents.results)


def one_of(enumeration: type[Enum], kind: TypeEngine[Any] = _TEXT) -> Converted:
    """One of an enumeration, by its value."""
    by_value = {each.value: each for each in enumeration}
    return Converted(kind, attrgetter("value"), by_value.__getitem__)


def sum_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The sum of a column, which is of its type; PostgreSQL makes a decimal of whole numbers."""
    return sql_cast(func.sum(column), column.type)


def as_kept(column: Column[Any]) -> ColumnElement[Any]:
    """A column in a query, with its values as they are kept: for who reads millions of them."""
    kind = column.type.kind if isinstance(column.type, Converted) else column.type
    return type_coerce(column, kind).label(column.name)


def read_again(table: Table, kept: Read) -> Row:
    """A row that was read with ``as_kept``, converted: what its columns refuse is raised here."""
    return {
        column.name: column.type.read(cell) if isinstance(column.type, Converted) else cell
        for column in table.columns
        for cell in (kept[column.name],)
    }


def converted(
    cells: Iterable[Any], convert: Callable[[Any], Any], column: Column[Any]
) -> Iterable[Any]:
    """The cells of a column, converted; nothing stays nothing."""
    if not column.nullable:
        return map(convert, cells)
    return [None if cell is None else convert(cell) for cell in cells]


def key(name: str, kind: TypeEngine[Any] = KEY) -> Column[Any]:
    """A part of the primary key."""
    return Column(name, kind, primary_key=True)


def version(name: str = "version") -> Column[Any]:
    """A part of the primary key that counts from one."""
    return Column(name, Integer, primary_key=True)


def needed(name: str, kind: AnyType, *, index: bool = False) -> Column[Any]:
    """A column that always holds something."""
    return Column(name, kind, nullable=False, index=index)


def revision() -> Column[Any]:
    """The number of times the row was saved, which tells whether it changed since it was read."""
    return Column("revision", BigInteger, nullable=False)


def row_of(table: Table, value: object, **others: object) -> Row:
    """The row of a value: each column holds the attribute of its name, but for the others."""
    return {
        name: others[name] if name in others else getattr(value, name) for name in _columns(table)
    }


def value_of(kind: type[Value], row: Read, **others: object) -> Value:
    """The value of a row: each field is the column of its name, but for the others."""
    names = _fields(cast("Any", kind))
    return kind(**{name: row[name] for name in names if name not in others}, **others)


@cache
def _columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def _fields(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))
