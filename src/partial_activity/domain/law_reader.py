"""Looking the law up for one day of one case, and keeping what each value rests on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.dated import Confidence, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.question import Question
from partial_activity.domain.statements import Citation, Statement, cite, value_text
from partial_activity.domain.words import Words

Value = TypeVar("Value")


class Reader:
    """Looks values up for one day, and keeps what each rests on."""

    def __init__(self, law: Law, asked: Question, day: date, until: date) -> None:
        self.law = law
        self.asked = asked
        self.day = day
        self.until = until
        """Last day on which the same values hold: it may lie past what was checked."""
        self.citations: list[Citation] = []
        self.warnings: list[Statement] = []
        self.answered_by: set[Category] = set()

    def look(self, tables: Tables[Value], chained: tuple[Category, ...]) -> Found[Value] | None:
        """What the law says, without resting on it."""
        return find(tables, chained, self.day, self.asked.known_on)

    def held(self, tables: Tables[Value], chained: tuple[Category, ...]) -> Found[Value] | None:
        """The same, where the law says a value; None where it says none, or nothing."""
        found = self.look(tables, chained)
        return None if found is None or isinstance(found.entry.value, Special) else found

    def rest_on(self, found: Found[Value]) -> Found[Value]:
        """Cite a value that was looked up."""
        self.citations.append(cite(found))
        self.warnings.extend(doubts(found, self.until, self.asked.known_on))
        self.answered_by.add(found.table.category)
        return found

    def maybe(self, tables: Tables[Value], chained: tuple[Category, ...]) -> Value | None:
        """The value, cited; None where the law says none or nothing."""
        found = self.look(tables, chained)
        if found is None:
            return None
        self.rest_on(found)
        if Category.MAYOTTE in chained and found.table.category is Category.GENERAL:
            self.warn("mayotte_national_value", parameter=found.table.parameter.value)
        if found.entry.value is Special.UNKNOWN:
            self.warn("floor_unknown", category=found.table.category.value)
            return None
        return None if found.entry.value is Special.NONE else found.value

    def need(self, tables: Tables[Value], chained: tuple[Category, ...]) -> Value:
        """The value, cited.

        Raises:
            NoRuleInForce: the law says none or nothing.
        """
        value = self.maybe(tables, chained)
        if value is None:
            parameter = next(iter(tables.values())).parameter
            raise NoRuleInForce(parameter.value, chained[0].value, self.day, self.asked.known_on)
        return value

    def warn(self, code: str, **values: object) -> None:
        """Tell the reader of the answer."""
        self.warnings.append(Statement(code, values))

    def dispute(self, subject: str, reason: Words) -> None:
        """Tell the reader that sources disagree on a rule, and how it was answered."""
        self.warn("disputed", subject=subject, reason=reason)


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
    if not entry.text.official and table.parameter is Parameter.SCHEME_OPEN:
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
