"""What is asked of claims and their lines, each made once: values are given when it is asked."""

from collections.abc import Sequence
from typing import Any

from attrs import Factory, frozen
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Executable,
    FromClause,
    LargeBinary,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    column,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.types import TypeEngine

from partial_activity.adapters.sql.schema.claim_lines import AMOUNTS, CLAIM_LINE, LINE_COLUMNS
from partial_activity.adapters.sql.schema.claims import BASIS, CLAIM, CLAIM_KEY, CLAIM_SUM
from partial_activity.adapters.sql.schema.columns import Converted, as_kept, sum_of
from partial_activity.adapters.sql.schema.screening import CLAIM_SCREENING
from partial_activity.adapters.store_rules import NOT_STANDING

_NOT_STANDING = [literal_column(str(state.value), CLAIM.c.state.type) for state in NOT_STANDING]


def follows(later: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Another version of the same claim, after it."""
    return (
        later.c.siret == CLAIM.c.siret,
        later.c.id == CLAIM.c.id,
        later.c.version > CLAIM.c.version,
    )


def latest_standing() -> tuple[ColumnElement[bool], ...]:
    """The claim version stands, and no later one does."""
    later = CLAIM.alias("later")
    return (
        CLAIM.c.state.not_in(_NOT_STANDING),
        ~exists().where(*follows(later), later.c.state.not_in(_NOT_STANDING)),
    )


_ONE = select(CLAIM).where(CLAIM.c.siret == bindparam("siret"), CLAIM.c.id == bindparam("id"))
VERSION = _ONE.where(CLAIM.c.version == bindparam("version"))
VERSIONS = _ONE.order_by(CLAIM.c.version)
LATEST = _ONE.order_by(CLAIM.c.version.desc()).limit(1)
CLAIMS = (
    select(CLAIM)
    .where(CLAIM.c.siret == bindparam("siret"), ~exists().where(*follows(CLAIM.alias("later"))))
    .order_by(CLAIM.c.month.desc(), CLAIM.c.id.desc())
)
RULES = select(BASIS.c.rules).where(BASIS.c.digest == bindparam("digest"))
SCREENING = select(CLAIM_SCREENING).where(
    *(CLAIM_SCREENING.c[name] == bindparam(name) for name in CLAIM_KEY)
)

LINE = tuple(as_kept(CLAIM_LINE.c[name]) for name in LINE_COLUMNS)
"""The columns of a line, as ``claim_lines`` takes them."""
_OF_CLAIM = tuple(CLAIM_LINE.c[name] == bindparam(name) for name in CLAIM_KEY)
LINES = select(*LINE).where(*_OF_CLAIM).order_by(CLAIM_LINE.c.number)
WITHOUT_LINES = delete(CLAIM_LINE).where(*_OF_CLAIM)
WITHOUT_SOME_LINES = delete(CLAIM_LINE).where(
    *_OF_CLAIM, CLAIM_LINE.c.number.in_(bindparam("numbers", expanding=True))
)
WITHOUT_SUMS = delete(CLAIM_SUM).where(
    *(CLAIM_SUM.c[name] == bindparam(name) for name in CLAIM_KEY)
)
TOTALS = select(
    func.count(),
    func.count(CLAIM_LINE.c.nir_hash.distinct()),
    *(
        func.coalesce(sum_of(CLAIM_LINE.c[name]), literal_column("0"))
        for name in ("compensable_hours", "indemnity", "allowance")
    ),
).where(*_OF_CLAIM)


def _given(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type of a value as it is given: without the collation of a key, for an array has none."""
    written = kind.kind if isinstance(kind, Converted) else kind
    return Text() if isinstance(written, Text) else written


_GIVEN = {name: _given(CLAIM_LINE.c[name].type) for name in (*CLAIM_KEY, "number", *AMOUNTS)}
_OF_LINE = tuple(
    CLAIM_LINE.c[name] == bindparam(f"of_{name}", type_=_GIVEN[name]) for name in CLAIM_KEY
)
_NEW_NAMES = ("number", *AMOUNTS)
AMOUNTS_OF_A_LINE = (
    f"UPDATE {CLAIM_LINE} SET {', '.join(f'{name} = ?' for name in AMOUNTS)} "  # noqa: S608  our names
    f"WHERE {' AND '.join(f'{name} = ?' for name in (*CLAIM_KEY, 'number'))}"
)
"""Run for each line, on SQLite."""
_NEW = (
    func.unnest(*(bindparam(f"new_{name}", type_=ARRAY(_GIVEN[name])) for name in _NEW_NAMES))
    .table_valued(*(column(name, _GIVEN[name]) for name in _NEW_NAMES), name="new")
    .render_derived()
)
AMOUNTS_OF_LINES = (
    update(CLAIM_LINE)
    .where(*_OF_LINE, CLAIM_LINE.c.number == _NEW.c.number)
    .values({name: _NEW.c[name] for name in AMOUNTS})
)
"""The statement that writes the amounts of all lines at once, from arrays, on PostgreSQL."""


@frozen(eq=False)
class OfEmployees:
    """A query of lines, asked for some employees: by an array where there are arrays."""

    query: Select[*tuple[Any, ...]]
    by_array: Executable = Factory(
        lambda self: self.query.where(
            CLAIM_LINE.c.nir_hash == any_(bindparam("nir_hashes", type_=ARRAY(LargeBinary)))
        ),
        takes_self=True,
    )
    by_list: Executable = Factory(
        lambda self: self.query.where(
            CLAIM_LINE.c.nir_hash.in_(bindparam("nir_hashes", expanding=True))
        ),
        takes_self=True,
    )


_OTHERS = (
    *(CLAIM.c.siret == bindparam("siret"), CLAIM.c.id != bindparam("but")),
    *latest_standing(),
)
"""The versions of the establishment's claims that count, but for one claim."""
_OVERLAPPING = (
    CLAIM_LINE.c.first_day <= bindparam("last"),
    CLAIM_LINE.c.last_day >= bindparam("first"),
)
_HOURS = sum_of(CLAIM_LINE.c.compensable_hours)


def _of_lines(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    same = and_(
        CLAIM_LINE.c.siret == CLAIM.c.siret,
        CLAIM_LINE.c.claim_id == CLAIM.c.id,
        CLAIM_LINE.c.version == CLAIM.c.version,
    )
    return select(*columns).select_from(CLAIM_LINE.join(CLAIM, same))


def _columns(names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [CLAIM_LINE.c[name] for name in names]


HOURS_UNDER = _of_lines(_HOURS).where(
    *_OTHERS, CLAIM.c.decision_number == bindparam("decision_number")
)
_IN_YEAR = (
    _of_lines(CLAIM_LINE.c.nir_hash, _HOURS.label("hours"))
    .where(*_OTHERS, CLAIM.c.month.between(bindparam("first"), bindparam("last")))
    .group_by(CLAIM_LINE.c.nir_hash)
    .having(func.sum(CLAIM_LINE.c.compensable_hours) > literal_column("0"))
)
HOURS_IN_YEAR = OfEmployees(_IN_YEAR)
HOURS_IN_YEAR_UNDER = OfEmployees(
    _IN_YEAR.where(CLAIM.c.decision_number.in_(bindparam("decisions", expanding=True)))
)
LINES_BETWEEN = OfEmployees(_of_lines(CLAIM_LINE.c.claim_id, *LINE).where(*_OTHERS, *_OVERLAPPING))
_AGE = func.rank().over(partition_by=CLAIM_LINE.c.nir_hash, order_by=CLAIM.c.month.desc())
LAST_PAYS = OfEmployees(
    _of_lines(*_columns(("nir_hash", "hourly_pay")), _AGE.label("age"))
    .where(*_OTHERS, CLAIM.c.month < bindparam("before"), CLAIM_LINE.c.hourly_pay.is_not(None))
    .distinct()
)
ELSEWHERE = OfEmployees(
    _of_lines(*_columns(("nir_hash", "siret", "first_day", "last_day"))).where(
        CLAIM.c.id != bindparam("but"), *_OVERLAPPING, *latest_standing()
    )
)
