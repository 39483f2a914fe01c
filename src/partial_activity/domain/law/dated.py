"""The whole dating mechanism: texts, spans, entries, and tables of them.

Two days select a value. The day of the hours (or of the request, or of the agreement: the table's
driver) must lie in the entry's span; the text must have been published by the day of knowledge. Of
the entries left, the last published wins; of two published the same day, the higher number.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from attrs import field

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import Words


class Confidence(Choice):
    """The certainty that the sources give of a value or of a day of publication."""

    HIGH = "high"
    """The text itself, or two independent official sources."""
    MEDIUM = "medium"
    """One source, or an inference from two."""
    LOW = "low"
    """Inferred or recalled; shown as such wherever it is used."""


class Special(Choice):
    """A plan of an entry that is no value."""

    INHERIT = "inherit"
    """Back to the parent category (a protected firm after its own share ends)."""
    NONE = "none"
    """The text says there is none (no cap, no flat amount)."""
    UNKNOWN = "unknown"
    """A text fixed a value that no source gave us."""


class Driver(Choice):
    """The day that selects an entry."""

    HOURS = "hours"
    REQUESTS = "requests"
    """The day the request was filed."""
    AGREEMENTS = "agreements"
    """The day the agreement was sent, or validated where the table says so."""
    STARTS = "starts"
    """The first day of the authorised period."""
    ENDS = "ends"
    """The last day of the authorised period."""
    DECISIONS = "decisions"
    """The day of the decision, or of the demand for repayment."""


_NUMBER = re.compile(r"(\d{4})-(\d+)")
_AFTER_NUMBERED = (9999, 0)


@frozen
class Text:
    """A law, ordinance, decree or order, once, as it is cited.

    ``published`` is the day of the Journal officiel, or None where no source gave it: such a text
    is taken as always known, and an assessment made as known on an earlier day says so.
    """

    name: str
    published: date | None
    title: str = ""
    signed: date | None = None
    jorf: str = ""
    published_confidence: Confidence = Confidence.HIGH
    applies: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    official: bool = True
    """False for what was never in the Journal officiel (questions and answers, practice)."""

    @property
    def order(self) -> tuple[date, int, int]:
        """Day of publication, then year and number: the order in which texts replace each other.

        A text without a number (an order, a draft) comes after the numbered ones of its day.
        """
        number = _NUMBER.search(self.name)
        year, serial = (int(number[1]), int(number[2])) if number else _AFTER_NUMBERED
        return (self.published or date.min, year, serial)


@frozen(order=True)
class Span:
    """Days from ``first`` to ``last``, both included, as the law writes; no last day: still open."""

    first: date
    last: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise InvalidValue(
                "out_of_range",
                "span.last",
                f"a span cannot end ({self.last}) before it begins ({self.first})",
                f"des jours ne peuvent finir ({self.last}) avant de commencer ({self.first})",
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: "Span") -> bool:
        """Whether a day belongs to both."""
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


Value = TypeVar("Value")


@frozen
class Unit(Generic[Value]):
    """What the values of a table are, and how one is read from a text (a draft decree)."""

    name: str
    parse: Callable[[str], Value] = field(eq=False)
    """Raises ValueError for a text that is no such value."""
    known: tuple[str, ...] = ()
    """The names that can be read, where the values are no numbers and no enumeration."""

    @property
    def kind(self) -> type[Any] | None:
        """The class of its values, where what reads them is that class or of it."""
        read = self.parse if isinstance(self.parse, type) else getattr(self.parse, "__self__", None)
        return read if isinstance(read, type) else None


@frozen
class Entry(Generic[Value]):
    """A plan of one text, made on the day it was published, for some days."""

    span: Span
    value: Value | Special
    text: Text
    confidence: Confidence = Confidence.HIGH
    article: str = ""
    """The article, where it differs from the table's."""
    note: str = ""
    dispute: Words | None = None
    """Why serious sources disagree; shown in every assessment that uses the value."""

    def known(self, known_on: date | None) -> bool:
        """Whether the text was published by that day; None means all that the library knows."""
        return known_on is None or self.text.published is None or self.text.published <= known_on


@frozen
class DatedTable(Generic[Value]):
    """One parameter for one category: every value any text ever planned for it."""

    parameter: Parameter
    category: AnyCategory
    article: str
    unit: Unit[Value]
    checked_until: date
    """Last day for which a source was seen; a later day is answered with a warning."""
    entries: tuple[Entry[Value], ...]
    """The entries, in order of publication of their texts."""
    driver: Driver = Driver.HOURS

    def __attrs_post_init__(self) -> None:
        orders = [entry.text.order for entry in self.entries]
        if orders != sorted(orders):
            raise InvalidValue(
                "conflicting_keys",
                "dated_table.entries",
                f"{self.parameter} ({self.category}): entries are not in order of publication",
                f"{self.parameter} ({self.category}) : les valeurs ne sont pas dans l'ordre de "
                "publication",
            )
        kind = self.unit.kind
        for place, entry in enumerate(self.entries):
            special = isinstance(entry.value, Special)
            if not special and kind is not None and not isinstance(entry.value, kind):
                raise InvalidValue(
                    "wrong_type",
                    f"dated_table.entries[{place}].value",
                    f"{self.parameter} ({self.category}) holds values of type {kind.__name__}, "
                    f"not {type(entry.value).__name__}",
                    f"{self.parameter} ({self.category}) a des valeurs de type {kind.__name__}, et "
                    f"non {type(entry.value).__name__}",
                )

    def on(self, day: date, known_on: date | None = None) -> Entry[Value] | None:
        """The last published entry that covers the day, or None."""
        for entry in reversed(self.entries):
            if day in entry.span and entry.known(known_on):
                return entry
        return None

    def change_days(self) -> Iterator[date]:
        """Every day on which the value may differ from the day before."""
        for entry in self.entries:
            yield entry.span.first
            if entry.span.last is not None:
                yield entry.span.last + timedelta(days=1)
