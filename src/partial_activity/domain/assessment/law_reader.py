"""Looking the law up for one day of one case, and keeping what each value rests on."""

from datetime import date
from fractions import Fraction
from typing import TypeVar

from partial_activity.domain.assessment.cases import APPRENTICES, Territory
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.consultation import doubts
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Citation, Statement, cite
from partial_activity.domain.money import Share
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
            self.warn(
                "floor_unknown",
                parameter=found.table.parameter.value,
                category=found.table.category.value,
            )
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


def minimum_wage_of(reader: Reader) -> Fraction | None:
    """Gross, in euros an hour; None where no source gives it and no amount needs it."""
    chained = (_category_of(reader.asked),)
    found = reader.maybe(reader.law.minimum_wage_hourly, chained)
    asked = reader.asked
    if found is None and (asked.category in APPRENTICES or asked.without_agreement):
        raise no_minimum_wage(reader)
    return None if found is None else found.exact


def _category_of(asked: Question) -> Category:
    return Category.MAYOTTE if asked.territory is Territory.MAYOTTE else Category.NATIONAL


def no_minimum_wage(reader: Reader) -> NoRuleInForce:
    """What to raise where an amount needs the minimum wage that no source gives."""
    asked = reader.asked
    return NoRuleInForce(
        Parameter.MINIMUM_WAGE.value,
        _category_of(asked).value,
        reader.day,
        asked.known_on,
    )


def in_euros(reader: Reader, cap: Share | None, minimum_wage: Fraction | None) -> Fraction | None:
    """A cap in minimum wages, as the highest reference pay in euros an hour."""
    if cap is None:
        return None
    if minimum_wage is None:
        raise no_minimum_wage(reader)
    return cap.exact * minimum_wage
