"""The rules of one day for one kind of case: every value the amounts need, already looked up.

This is the only place that reads the law for the amounts; what follows is arithmetic. The rules of
a day depend on few facts (the question), so they are looked up once and kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from attrs import field, frozen

from partial_activity.domain.cases import (
    APPRENTICES,
    Case,
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.errors import InvalidValue, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.law.book import Found, Law, Tables, find
from partial_activity.domain.law.dated import Confidence, Special
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.units import (
    AllowanceRegime,
    FloorExclusion,
    FloorKind,
    PayBelowMinimumWage,
    TrainingRule,
)
from partial_activity.domain.money import Share
from partial_activity.domain.statements import Citation, Refusal, Statement, cite, value_text
from partial_activity.domain.wording import (
    JOURNALIST_FLOOR,
    REBOUND_IN_MAYOTTE,
    TRAINING_IN_LONG_TERM,
)
from partial_activity.domain.words import Words

Value = TypeVar("Value")

SMALL_FIRM = 250
"""Largest workforce of the higher flat amount (D. 5122-13, 2013 to 2020)."""

_SCHEME_CATEGORY = {
    Scheme.ORDINARY: Category.GENERAL,
    Scheme.LONG_TERM: Category.LONG_TERM,
    Scheme.LONG_TERM_REBOUND: Category.LONG_TERM_REBOUND,
    Scheme.CHILDCARE: Category.CHILDCARE,
    Scheme.VULNERABLE: Category.VULNERABLE,
}
_SCHEME_ARTICLE = {
    Scheme.ORDINARY: "L. 5122-1",
    Scheme.LONG_TERM: "loi n° 2020-734, art. 53",
    Scheme.LONG_TERM_REBOUND: "loi n° 2025-127, art. 193",
    Scheme.CHILDCARE: "loi n° 2020-473, art. 20",
    Scheme.VULNERABLE: "loi n° 2020-473, art. 20",
}
_LONG_TERM = frozenset({Scheme.LONG_TERM, Scheme.LONG_TERM_REBOUND})
_WITH_STANDARD_FLOOR = frozenset({EmployeeCategory.STANDARD, EmployeeCategory.AIRCREW})
_WITH_PART_TIME_FLOOR = frozenset({EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY})
_LISTED = APPRENTICES | {
    EmployeeCategory.FREELANCE_JOURNALIST,
    EmployeeCategory.SALES_REPRESENTATIVE,
}
"""Employees named by D. 5122-13, al. 2, since 2022."""


@frozen
class Question:
    """The facts of a case that select rules."""

    scheme: Scheme
    situation: Situation
    territory: Territory
    category: EmployeeCategory
    training: bool
    indemnity_floor: IndemnityFloor
    small_firm: bool | None
    agreement_sent_on: date | None
    known_on: date | None


@frozen
class ResolvedRules:
    """The rules of one day, in exact euros an hour and shares.

    Two days have the same rules when these are equal, whatever the texts they come from.
    """

    minimum_wage: Fraction | None
    """None only where no amount rests on it and no source gives it (Mayotte, some years)."""
    indemnity_share: Fraction
    indemnity_cap: Fraction | None
    """Highest reference pay, in euros an hour."""
    indemnity_floor: Fraction | None
    floor_within_own_pay: bool
    """The floor of the indemnity never exceeds the own pay."""
    floor_from_minimum_wage: bool
    """Apprentices: the floor of the indemnity only for a pay at or above the minimum wage."""
    training: bool
    """100 % of the net pay is due."""
    net_limit: bool
    """The net indemnity may not exceed the usual net pay."""
    own_pay_below_minimum_wage: bool
    """Apprentices below the minimum wage: own pay, wholly paid back."""
    flat_allowance: Fraction | None
    allowance_share: Fraction
    allowance_cap: Fraction | None
    allowance_floor: Fraction | None
    no_allowance_floor_below_minimum_wage: bool
    allowance_within_indemnity: bool
    day: date = field(eq=False)
    citations: tuple[Citation, ...] = field(eq=False)
    warnings: tuple[Statement, ...] = field(eq=False)


def question(case: Case) -> Question:
    """What a case asks of the law."""
    employer = case.employer
    return Question(
        case.scheme,
        employer.situation,
        case.territory,
        case.employee.category,
        case.training,
        case.indemnity_floor,
        None if employer.workforce is None else employer.workforce <= SMALL_FIRM,
        employer.agreement_sent_on,
        case.known_on,
    )


@lru_cache(maxsize=4096)
def rules_of_period(
    law: Law, asked: Question, first: date, last: date
) -> tuple[ResolvedRules, ...] | Refusal:
    """The rules of the first day, then of each day on which one of them changes; or a refusal.

    Raises:
        NoRuleInForce: no text answers for one of the days, as known.
        InvalidValue: the rules of a day need a fact that is missing.
        LawChangesInsidePeriod: the scheme is open on some of the days only.
    """
    found: list[ResolvedRules] = []
    refused: Refusal | None = None
    starts = (first, *sorted(day for day in change_days(law) if first < day <= last))
    untils = (*(start - timedelta(days=1) for start in starts[1:]), last)
    for day, until in zip(starts, untils, strict=True):
        rules = _rules(law, asked, day, until)
        if isinstance(rules, Refusal):
            refused = refused or rules
        elif not found or _said(rules) != _said(found[-1]):
            found.append(rules)
        if refused and found:
            raise LawChangesInsidePeriod(day)
    return refused or tuple(found)


def _said(rules: ResolvedRules) -> tuple[object, ...]:
    return rules.citations, rules.warnings


@lru_cache(maxsize=16)
def change_days(law: Law) -> frozenset[date]:
    """Every day on which a table of the law may give another value than the day before."""
    return frozenset(day for table in law.tables() for day in table.change_days())


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


class _Reader:
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


def _rules(law: Law, asked: Question, day: date, until: date) -> ResolvedRules | Refusal:
    reader = _Reader(law, asked, day, until)
    if not _open(reader):
        return Refusal(
            "scheme_not_open",
            _SCHEME_ARTICLE[asked.scheme],
            {"scheme": asked.scheme.value, "day": day},
        )
    minimum_wage = _minimum_wage(reader)
    share_chain = _share_chain(asked)
    indemnity_share = reader.need(law.indemnity_share, share_chain).exact
    cap = reader.maybe(law.indemnity_cap, chain(_SCHEME_CATEGORY[asked.scheme], Category.GENERAL))
    floor = _indemnity_floor(reader, minimum_wage)
    training = _training(reader)
    below = _pay_below_minimum_wage(reader)
    allowance = _allowance(reader, share_chain, minimum_wage)
    _check_effect(reader)
    return ResolvedRules(
        minimum_wage=minimum_wage,
        indemnity_share=indemnity_share,
        indemnity_cap=_in_euros(reader, cap, minimum_wage),
        indemnity_floor=floor,
        floor_within_own_pay=asked.category not in _WITH_STANDARD_FLOOR,
        floor_from_minimum_wage=asked.category in APPRENTICES,
        training=training,
        net_limit=_net_limit(reader),
        own_pay_below_minimum_wage=below is PayBelowMinimumWage.OWN_PAY,
        allowance_within_indemnity=below is not None
        or asked.category is EmployeeCategory.FREELANCE_JOURNALIST,
        day=day,
        citations=tuple(reader.citations),
        warnings=merged(reader.warnings),
        **allowance,
    )


def _open(reader: _Reader) -> bool:
    """Ordinary: always, once it exists. Others: only while a text keeps them open (L. 5122-1 …)."""
    asked = reader.asked
    category = _SCHEME_CATEGORY[asked.scheme]
    found = reader.held(reader.law.scheme_open, (category,))
    if asked.scheme is Scheme.ORDINARY:
        if found is None:
            raise NoRuleInForce(
                Parameter.SCHEME_OPEN.value, category.value, reader.day, asked.known_on
            )
        return True
    if found is None:
        return False
    reader.rest_on(found)
    return True


def _minimum_wage(reader: _Reader) -> Fraction | None:
    chained = (_minimum_wage_category(reader.asked),)
    found = reader.maybe(reader.law.minimum_wage_hourly, chained)
    if found is None and reader.asked.category in APPRENTICES:
        raise _no_minimum_wage(reader)
    return None if found is None else found.exact


def _minimum_wage_category(asked: Question) -> Category:
    return Category.MAYOTTE if asked.territory is Territory.MAYOTTE else Category.NATIONAL


def _no_minimum_wage(reader: _Reader) -> NoRuleInForce:
    asked = reader.asked
    return NoRuleInForce(
        Parameter.MINIMUM_WAGE.value,
        _minimum_wage_category(asked).value,
        reader.day,
        asked.known_on,
    )


def _in_euros(reader: _Reader, cap: Share | None, minimum_wage: Fraction | None) -> Fraction | None:
    """A cap in minimum wages, as the highest reference pay in euros an hour."""
    if cap is None:
        return None
    if minimum_wage is None:
        raise _no_minimum_wage(reader)
    return cap.exact * minimum_wage


def _share_chain(asked: Question) -> tuple[Category, ...]:
    """Which categories answer for shares: the scheme's, else the employer's situation."""
    situation = Category(asked.situation.value)
    if asked.scheme is Scheme.ORDINARY:
        return chain(situation)
    return chain(_SCHEME_CATEGORY[asked.scheme], situation)


def _indemnity_floor(reader: _Reader, minimum_wage: Fraction | None) -> Fraction | None:
    asked, law = reader.asked, reader.law
    if asked.category in _WITH_STANDARD_FLOOR:
        if asked.indemnity_floor is IndemnityFloor.MONTHLY:
            reader.warn("monthly_floor")
            return None
        return _net_floor(reader)
    if asked.category in _WITH_PART_TIME_FLOOR:
        kind = reader.maybe(law.indemnity_part_time_floor, (Category(asked.category.value),))
        if kind is None:
            return None
    elif asked.category in APPRENTICES:
        kind = reader.maybe(law.indemnity_apprentice_floor, (Category.APPRENTICE,))
    else:
        kind = None
    if kind is FloorKind.GROSS_MINIMUM_WAGE:
        if minimum_wage is None:
            raise _no_minimum_wage(reader)
        return minimum_wage
    if kind is FloorKind.NET_MINIMUM_WAGE:
        return _net_floor(reader)
    reader.warn("floor_not_modelled")
    return None


def _net_floor(reader: _Reader) -> Fraction | None:
    """The net hourly minimum wage: sourced from March 2020, and not in Mayotte."""
    floor = None
    if reader.asked.territory is Territory.NATIONAL:
        floor = reader.maybe(reader.law.indemnity_floor, (Category.GENERAL,))
    if floor is None:
        reader.warn("floor_not_modelled")
        return None
    return floor.exact


def _training(reader: _Reader) -> bool:
    """Whether 100 % of the net pay is due. The long-term scheme: sources disagree (ordinary)."""
    asked = reader.asked
    if not asked.training:
        return False
    if asked.scheme is Scheme.LONG_TERM:
        reader.dispute("indemnity.training", TRAINING_IN_LONG_TERM)
        return False
    rebound = asked.scheme is Scheme.LONG_TERM_REBOUND
    category = Category.LONG_TERM_REBOUND if rebound else Category.GENERAL
    rule = reader.maybe(reader.law.indemnity_training, (category,))
    return rule is TrainingRule.NET_PAY


def _net_limit(reader: _Reader) -> bool:
    """Looked up for a warning only: the usual net pay is not known, so no amount rests on it."""
    return reader.held(reader.law.indemnity_net_limit, (Category.GENERAL,)) is not None


def _pay_below_minimum_wage(reader: _Reader) -> PayBelowMinimumWage | None:
    if reader.asked.category not in APPRENTICES:
        return None
    return reader.maybe(reader.law.apprentice_pay_below_minimum_wage, (Category.APPRENTICE,))


def _allowance(
    reader: _Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    asked, law = reader.asked, reader.law
    regime_chain = (
        (_SCHEME_CATEGORY[asked.scheme],) if asked.scheme in _LONG_TERM else (Category.GENERAL,)
    )
    regime = reader.held(law.allowance_regime, regime_chain)
    if regime is None:
        raise NoRuleInForce(
            Parameter.ALLOWANCE_REGIME.value,
            regime_chain[0].value,
            reader.day,
            asked.known_on,
        )
    return REGIMES[regime.value](reader, share_chain, minimum_wage)


def _flat_rate(
    reader: _Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    """A fixed amount an hour by workforce, whatever the pay (D. 5122-13 of 2013)."""
    del share_chain, minimum_wage
    asked, law = reader.asked, reader.law
    if asked.small_firm is None:
        raise InvalidValue(
            "missing",
            "employer.workforce",
            f"on {reader.day} the allowance depends on the workforce (up to {SMALL_FIRM}, or "
            "more): give employer.workforce",
        )
    tables = law.allowance_flat_up_to_250 if asked.small_firm else law.allowance_flat_above_250
    mayotte = asked.territory is Territory.MAYOTTE
    amount = reader.need(tables, chain(Category.MAYOTTE if mayotte else Category.GENERAL))
    return {
        "flat_allowance": amount.exact,
        "allowance_share": Fraction(0),
        "allowance_cap": None,
        "allowance_floor": None,
        "no_allowance_floor_below_minimum_wage": False,
    }


def _share_of_pay(
    reader: _Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    """A share of the reference pay, between a floor and a cap (D. 5122-13 since March 2020)."""
    share, floor_chain = _allowance_share(reader, share_chain)
    cap = reader.maybe(reader.law.allowance_cap, (Category.GENERAL,))
    exclusion = reader.held(reader.law.allowance_floor_exclusion, (Category.GENERAL,))
    excluded, only_below = False, False
    if exclusion is not None and reader.asked.category in _LISTED:
        apprentices_only = exclusion.value is FloorExclusion.APPRENTICES
        excluded = apprentices_only and reader.asked.category in APPRENTICES
        only_below = not apprentices_only
        if excluded or only_below:
            reader.rest_on(exclusion)
    if reader.asked.category is EmployeeCategory.FREELANCE_JOURNALIST:
        reader.dispute("allowance.floor", JOURNALIST_FLOOR)
    floor = None if excluded else reader.maybe(reader.law.allowance_floor, floor_chain)
    return {
        "flat_allowance": None,
        "allowance_share": share,
        "allowance_cap": _in_euros(reader, cap, minimum_wage),
        "allowance_floor": None if floor is None else floor.exact,
        "no_allowance_floor_below_minimum_wage": only_below,
    }


REGIMES = {
    AllowanceRegime.FLAT_RATE: _flat_rate,
    AllowanceRegime.SHARE_OF_PAY: _share_of_pay,
}
"""How each regime of the table ``allowance.regime`` makes the allowance."""


def _allowance_share(
    reader: _Reader, share_chain: tuple[Category, ...]
) -> tuple[Fraction, tuple[Category, ...]]:
    """The share, and the categories that answer for its floor."""
    asked, law = reader.asked, reader.law
    found = reader.held(law.allowance_share, _scheme_share_chain(reader, share_chain))
    if found is None:
        raise NoRuleInForce(
            Parameter.ALLOWANCE_SHARE.value, share_chain[0].value, reader.day, asked.known_on
        )
    own = _own_share(reader)
    if own is not None and own.value > found.value:
        reader.rest_on(own)
        share_chain = chain(Category(asked.situation.value))
        share = own.value
    else:
        share = reader.rest_on(found).value
        own = found
    return share.exact, _floor_chain(reader, share_chain, own.table.category)


def _scheme_share_chain(reader: _Reader, share_chain: tuple[Category, ...]) -> tuple[Category, ...]:
    """Long-term agreements sent from 1 October 2020 had a share of their own, as known for a time.

    56 % was planned by decree 2020-926 and repealed by decree 2020-1188 before it applied.
    """
    asked = reader.asked
    if asked.scheme is not Scheme.LONG_TERM:
        return share_chain
    sent_later = chain(Category.LONG_TERM_SENT_FROM_2020_10_01)
    planned = reader.held(reader.law.allowance_share, sent_later)
    if planned is None or planned.table.category is Category.LONG_TERM:
        return share_chain
    if asked.agreement_sent_on is None:
        raise InvalidValue(
            "missing",
            "employer.agreement_sent_on",
            f"as known on {asked.known_on}, the share depends on the day the agreement was sent "
            f"(from {planned.entry.span.first} or before): give employer.agreement_sent_on",
        )
    return sent_later if asked.agreement_sent_on >= planned.entry.span.first else share_chain


def _own_share(reader: _Reader) -> Found[Any] | None:
    """The employer's share in the ordinary scheme, where the long-term one pays at least that."""
    asked, law = reader.asked, reader.law
    if asked.scheme is not Scheme.LONG_TERM:
        return None
    rule = reader.held(law.allowance_own_share, (Category.LONG_TERM,))
    if rule is None:
        return None
    own = reader.held(law.allowance_share, chain(Category(asked.situation.value)))
    scheme = reader.held(law.allowance_share, (Category.LONG_TERM,))
    if own is not None and scheme is not None and own.value > scheme.value:
        reader.rest_on(rule)
    return own


def _floor_chain(
    reader: _Reader, share_chain: tuple[Category, ...], answered: Category
) -> tuple[Category, ...]:
    """Mayotte has floors of its own: raised where the share is not the ordinary one."""
    asked = reader.asked
    if asked.territory is not Territory.MAYOTTE:
        return share_chain
    if asked.scheme is Scheme.LONG_TERM_REBOUND:
        reader.dispute("allowance.floor", REBOUND_IN_MAYOTTE)
    raised = asked.scheme in _LONG_TERM or answered is not Category.GENERAL
    mayotte = chain(Category.MAYOTTE_RAISED if raised else Category.MAYOTTE)
    return (Category.CYCLONE, *mayotte) if answered is Category.CYCLONE else mayotte


def _check_effect(reader: _Reader) -> None:
    """Say it when the situation changed nothing."""
    asked = reader.asked
    if asked.situation is Situation.GENERAL:
        return
    own = set(chain(Category(asked.situation.value))) - {Category.GENERAL, Category.MAYOTTE}
    scheme_answers = reader.answered_by & {Category.VULNERABLE, Category.CHILDCARE}
    if not own & reader.answered_by and not scheme_answers:
        reader.warn("situation_without_effect", situation=asked.situation.value)


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
