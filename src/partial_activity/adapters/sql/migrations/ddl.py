"""The words that steps are written in. What a released step uses of them is never changed."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

KEY: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT: Final = sa.DateTime(timezone=True)
TEXT, DAY, BOOLEAN, BYTES = sa.Text(), sa.Date(), sa.Boolean(), sa.LargeBinary()
BIG, INTEGER, SMALL = sa.BigInteger(), sa.Integer(), sa.SmallInteger()

Names = Iterable[str]


def needed(kind: sa.types.TypeEngine[Any], *names: str) -> Iterator[sa.Column[Any]]:
    """Columns that always hold something."""
    return (sa.Column(name, kind, nullable=False) for name in names)


def optional(kind: sa.types.TypeEngine[Any], *names: str) -> Iterator[sa.Column[Any]]:
    """Columns that may hold nothing."""
    return (sa.Column(name, kind, nullable=True) for name in names)


def refers(
    table: str, columns: Names, other: str, theirs: Names, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    """A foreign key, named after both tables."""
    referred = [f"{other}.{column}" for column in theirs]
    name = f"fk_{table}_{other}"
    return sa.ForeignKeyConstraint(list(columns), referred, name=name, ondelete=ondelete)


def table(
    name: str,
    *parts: sa.schema.SchemaItem,
    key: Names,
    unique: Iterable[Names] = (),
    indexes: Iterable[Names] = (),
) -> None:
    """Make a table; its constraints and indexes are named after their columns."""
    op.create_table(
        name,
        *parts,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        *(sa.UniqueConstraint(*each, name=f"uq_{name}_{'_'.join(each)}") for each in unique),
    )
    for each in indexes:
        op.create_index(f"ix_{name}_{'_'.join(each)}", name, list(each))


def index_where(name: str, table: str, columns: list[str], condition: str) -> None:
    """Make an index of some rows only."""
    where = sa.text(condition)
    op.create_index(name, table, columns, postgresql_where=where, sqlite_where=where)


def on_postgresql() -> bool:
    """Whether it is PostgreSQL; else it is SQLite."""
    return op.get_bind().dialect.name == "postgresql"


def append_only(table: str, unless: str = "", columns: Names = ()) -> None:
    """Make the triggers that refuse to change or delete a row.

    Args:
        table: whose rows stay as they were written.
        unless: the condition on which an update goes through all the same; empty, none does.
        columns: those that such an update may change; every other one stays, NULL included.
    """
    postgresql, when = on_postgresql(), ""
    if unless:
        same = "IS NOT DISTINCT FROM" if postgresql else "IS"
        there = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        kept = [f'NEW."{name}" {same} OLD."{name}"' for name in there if name not in columns]
        when = f"WHEN (({' AND '.join((unless, *kept))}) IS NOT TRUE) "
    kinds = [("update", "ROW", when), ("delete", "ROW", "")]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    if postgresql:
        kinds.append(("truncate", "STATEMENT", ""))
        refuse = "EXECUTE FUNCTION refuse_change()"
    for kind, each, condition in kinds:
        op.execute(
            f"CREATE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
            f"FOR EACH {each} {condition}{refuse}"
        )
