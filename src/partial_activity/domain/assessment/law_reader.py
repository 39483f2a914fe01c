"""Looking the law up for one day of one case, and keeping what each value rests on."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from partial_activity.domain.assessment.cases import APPRENTICES, Territory
from partial_activity.domain.assessment.question import Question
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.consultation import doubts
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.statements import Citation, Statement, cite, value_text
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
        self.answered_by: set[AnyCategory] = set()
        self.minimum_wage: Fraction | None = None
        """Gross, in euros an hour; None where no source gives it and no amount needs it."""
        self._own: tuple[Found[Any], str, Mapping[str, Words]] | None = None

    def look(self, tables: Tables[Value], chained: tuple[AnyCategory, ...]) -> Found[Value] | None:
        """What the law says, without resting on it."""
        return find(tables, chained, self.day, self.asked.known_on)

    def held(self, tables: Tables[Value], chained: tuple[AnyCategory, ...]) -> Found[Value] | None:
        """The same, where the law says a value; None where it says none, or nothing."""
        found = self.look(tables, chained)
        return None if found is None or isinstance(found.entry.value, Special) else found

    def rest_on(self, found: Found[Value]) -> Found[Value]:
        """Cite a value that was looked up."""
        self.citations.append(cite(found))
        self.warnings.extend(doubts(found, self.until, self.asked.known_on))
        self.answered_by.add(found.table.category)
        return found

    def maybe(self, tables: Tables[Value], chained: tuple[AnyCategory, ...]) -> Value | None:
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

    def need(self, tables: Tables[Value], chained: tuple[AnyCategory, ...]) -> Value:
        """The value, cited.

        Raises:
            NoRuleInForce: the law says none or nothing.
        """
        value = self.maybe(tables, chained)
        if value is None:
            raise self._none_in_force(tables, chained)
        return value

    def need_found(self, tables: Tables[Value], chained: tuple[AnyCategory, ...]) -> Found[Value]:
        """The value with its entry and table, not yet rested on.

        Raises:
            NoRuleInForce: the law says none or nothing.
        """
        found = self.held(tables, chained)
        if found is None:
            raise self._none_in_force(tables, chained)
        return found

    def cite_own_by(self, found: Found[Value], regime: str, words: Mapping[str, Words]) -> None:
        """Cite the amounts that the regime of the day holds itself by the text that planned it."""
        self._own = found, regime, words

    def own(self, amount: str, value: Value) -> Value:
        """An amount that the regime holds itself, cited by the text that planned the regime.

        Args:
            amount: its name among the regime's fields and words.
            value: the amount.
        """
        assert self._own is not None, "regimes are asked once they were found"
        found, regime, words = self._own
        self.citations.append(
            attrs.evolve(
                cite(found),
                parameter=f"{regime}.{amount}",
                value=value_text(value),
                label=words.get(amount),
            )
        )
        self.warnings.extend(doubts(found, self.until, self.asked.known_on))
        self.answered_by.add(found.table.category)
        return value

    def read_minimum_wage(self) -> None:
        """Look the minimum wage of the territory up, which a pay that is a share of it needs."""
        asked = self.asked
        found = self.maybe(self.law.minimum_wage_hourly, (_category_of(asked),))
        if found is None and (asked.category in APPRENTICES or asked.without_agreement):
            raise self._no_minimum_wage()
        self.minimum_wage = None if found is None else found.exact

    def need_minimum_wage(self) -> Fraction:
        """The minimum wage, which an amount rests on.

        Raises:
            NoRuleInForce: no source gives it.
        """
        if self.minimum_wage is None:
            raise self._no_minimum_wage()
        return self.minimum_wage

    def in_euros(self, cap: Share | None) -> Fraction | None:
        """A cap in minimum wages, as the highest reference pay in euros an hour."""
        return None if cap is None else cap.exact * self.need_minimum_wage()

    def warn(self, code: str, **values: object) -> None:
        """Tell the reader of the answer."""
        self.warnings.append(Statement(code, values))

    def dispute(self, subject: str, reason: Words) -> None:
        """Tell the reader that sources disagree on a rule, and how it was answered."""
        self.warn("disputed", subject=subject, reason=reason)

    def _none_in_force(
        self, tables: Tables[Value], chained: tuple[AnyCategory, ...]
    ) -> NoRuleInForce:
        parameter = next(iter(tables.values())).parameter.value
        return NoRuleInForce(parameter, chained[0].value, self.day, self.asked.known_on)

    def _no_minimum_wage(self) -> NoRuleInForce:
        category = _category_of(self.asked).value
        parameter = Parameter.MINIMUM_WAGE.value
        return NoRuleInForce(parameter, category, self.day, self.asked.known_on)


def _category_of(asked: Question) -> Category:
    return Category.MAYOTTE if asked.territory is Territory.MAYOTTE else Category.NATIONAL
