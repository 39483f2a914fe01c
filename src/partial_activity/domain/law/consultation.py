"""This is how a question of the procedure reads the law, and keeps what its answer rests on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.dated import Confidence, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Citation, Refusal, Statement, cite, value_text
from partial_activity.domain.values import frozen
from partial_activity.domain.words import Words

Value = TypeVar("Value")
_TOLERATED = frozenset(
    {Parameter.SCHEME_OPEN, Parameter.REQUEST_WINDOW_TOLERANCE, Parameter.HOUSEHOLD_OPEN}
)
"""What no practice can give, but by tolerance."""


@frozen
class Basis:
    """What an answer rests on: the values read, and what a reader should know of them."""

    citations: tuple[Citation, ...]
    warnings: tuple[Statement, ...]


@frozen
class Checked:
    """Whether something is allowed: every reason why it is not."""

    refusals: tuple[Refusal, ...]
    basis: Basis

    @property
    def allowed(self) -> bool:
        """Whether no reason was found against it."""
        return not self.refusals


class Consultation:
    """Looks values up in one law as known on one day, and keeps what each rests on."""

    def __init__(self, law: Law, known_on: date | None) -> None:
        self.law = law
        self.known_on = known_on
        self._citations: list[Citation] = []
        self._warnings: list[Statement] = []

    def look(self, tables: Tables[Value], category: Category, day: date) -> Value | None:
        """The value, not cited: to see whether the answer will rest on it."""
        found = find(tables, (category,), day, self.known_on)
        return None if found is None or isinstance(found.entry.value, Special) else found.value

    def find(self, tables: Tables[Value], category: Category, day: date) -> Found[Value] | None:
        """The entry in force, cited; it may say that there is none, or be unknown."""
        found = find(tables, (category,), day, self.known_on)
        if found is None:
            return None
        self._citations.append(cite(found))
        self._warnings.extend(doubts(found, day, self.known_on))
        if found.entry.value is Special.UNKNOWN:
            self.warn("value_not_found", parameter=found.table.parameter, article=found.article)
        return found

    def answer(self, tables: Tables[Value], category: Category, day: date) -> Value | Special:
        """The value, cited, or the law's own word that there is none, or ours that we do not know.

        Raises:
            NoRuleInForce: no text known on that day says anything.
        """
        found = self.find(tables, category, day)
        if found is None:
            raise NoRuleInForce(parameter_of(tables), category.value, day, self.known_on)
        return found.entry.value

    def maybe(self, tables: Tables[Value], category: Category, day: date) -> Value | None:
        """The value, cited; None where the law says none, says nothing, or was not read."""
        found = self.find(tables, category, day)
        return None if found is None or isinstance(found.entry.value, Special) else found.value

    def need(self, tables: Tables[Value], category: Category, day: date) -> Value:
        """The value, cited.

        Raises:
            NoRuleInForce: no text known on that day gives one.
        """
        value = self.maybe(tables, category, day)
        if value is None:
            raise NoRuleInForce(parameter_of(tables), category.value, day, self.known_on)
        return value

    def warn(self, code: str, **values: object) -> None:
        """Tell the reader of the answer."""
        self._warnings.append(Statement(code, values))

    def dispute(self, subject: str, reason: Words) -> None:
        """Tell the reader that a point is open, and how it was answered."""
        self.warn("disputed", subject=subject, reason=reason)

    def basis(self) -> Basis:
        """What was read so far."""
        return Basis(tuple(self._citations), tuple(self._warnings))


def parameter_of(tables: Tables[Any]) -> str:
    """The name of the parameter that some tables hold."""
    return next(iter(tables.values())).parameter.value


def doubts(found: Found[Any], day: date, known_on: date | None) -> Iterator[Statement]:
    """What a reader should know of a value before trusting it."""
    entry, table = found.entry, found.table
    parameter, category = table.parameter.value, table.category.value
    if entry.dispute:
        yield Statement(
            "disputed", {"subject": f"{parameter} ({category})", "reason": entry.dispute}
        )
    elif entry.confidence is not Confidence.HIGH:
        yield Statement(
            "unconfirmed_value",
            {
                "parameter": parameter,
                "category": category,
                "value": value_text(entry.value),
                "confidence": entry.confidence.value,
            },
        )
    if not entry.text.official and table.parameter in _TOLERATED:
        yield Statement("no_text", {"parameter": parameter, "text": entry.text.name})
    if known_on is not None and entry.text.published is None and known_on < entry.span.first:
        yield Statement("known_on_not_modelled", {"parameter": parameter, "known_on": known_on})
    if day > table.checked_until:
        yield Statement(
            "law_not_checked", {"parameter": parameter, "checked_until": table.checked_until}
        )


def merged(warnings: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each warning once, and one for all the tables that were not checked that far."""
    kept: list[Statement] = []
    unchecked: list[Mapping[str, object]] = []
    for warning in warnings:
        if warning.code == "law_not_checked":
            unchecked.append(warning.values)
        elif warning not in kept:
            kept.append(warning)
    if unchecked:
        parameters = ", ".join(dict.fromkeys(str(values["parameter"]) for values in unchecked))
        earliest = min(str(values["checked_until"]) for values in unchecked)
        kept.append(
            Statement(
                "law_not_checked",
                {"parameter": parameters, "checked_until": date.fromisoformat(earliest)},
            )
        )
    return tuple(kept)
