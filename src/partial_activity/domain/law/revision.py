"""The revision of our tables: one digest of everything that can change an answer."""

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from partial_activity.domain.law.dated import DatedTable


def revision_of(tables: Iterable[DatedTable[Any]]) -> str:
    """Digest of every table of a law; another revision may answer otherwise, the same never does.

    A correction of ours moves it without any text: what it changes is an erratum.
    """
    digest = hashlib.sha256()
    for table in tables:
        digest.update(
            canonical(
                (
                    table.parameter.value,
                    table.category.value,
                    table.article,
                    table.unit.name,
                    table.checked_until,
                    table.driver,
                    *(
                        (
                            entry.span,
                            entry.value,
                            entry.text.name,
                            entry.text.published,
                            entry.text.official,
                            entry.confidence,
                            entry.article,
                            entry.dispute,
                        )
                        for entry in table.entries
                    ),
                )
            ).encode()
        )
    return digest.hexdigest()


def canonical(value: object) -> str:
    """A value as text that no other value has.

    Raises:
        TypeError: a kind of value that no table holds.
    """
    kind = type(value)
    if attrs.has(kind):
        fields = (getattr(value, field.name) for field in attrs.fields(kind))
        return f"{kind.__name__}{canonical(tuple(fields))}"
    match value:
        case None | bool() | int():
            text = str(value)
        case Enum():
            text = f"{kind.__name__}.{value.name}"
        case str():
            text = f"{len(value)}:{value}"
        case date():
            text = value.isoformat()
        case Fraction():
            text = f"{value.numerator}/{value.denominator}"
        case tuple():
            text = f"({','.join(map(canonical, value))})"
        case frozenset():
            text = f"{{{','.join(sorted(map(canonical, value)))}}}"
        case _:
            msg = f"{kind.__name__} has no canonical form"
            raise TypeError(msg)
    return text
