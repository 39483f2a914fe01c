"""The rules of one day for one kind of case: every value the amounts need, already looked up.

The law is read for the amounts here, and by the regime of the day (regimes/); what follows is
arithmetic. The rules of a day depend on few facts (the question), so they are looked up once and
kept.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from attrs import evolve

from partial_activity.domain.assessment.cases import Case, Scheme, Situation, Territory
from partial_activity.domain.assessment.facts import AskedFact, Facts
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.question import (
    LONG_TERM_SCHEMES,
    SCHEME_CATEGORY,
    Question,
    check_situation,
    situation_category,
)
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.assessment.soundness import OURS, check_names, check_sound
from partial_activity.domain.errors import InvalidValue, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.law.book import Law, sectors_of
from partial_activity.domain.law.consultation import merged
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.law.words import NAMED

_SCHEME_ARTICLE = {
    Scheme.LONG_TERM: "loi n° 2020-734, art. 53",
    Scheme.LONG_TERM_REBOUND: "loi n° 2025-127, art. 193",
    Scheme.CHILDCARE: "loi n° 2020-473, art. 20",
    Scheme.VULNERABLE: "loi n° 2020-473, art. 20",
}


@lru_cache(maxsize=4096)
def rules_of_period(
    law: Law, asked: Question, first: date, last: date
) -> tuple[ResolvedRules, ...] | Refusal:
    """The rules of the first day, then of each day on which one of them changes; or a refusal.

    Raises:
        NoRuleInForce: no text answers for one of the days, as known.
        InvalidValue: the rules of a day need a fact that is missing.
        LawChangesInsidePeriod: the scheme is open on some of the days only.
        UnsoundRegime: a regime that is not ours breaks what every regime promises.
    """
    by_change: list[ResolvedRules] = []
    refused: Refusal | None = None
    starts = (first, *sorted(day for day in change_days(law) if first < day <= last))
    untils = (*(start - timedelta(days=1) for start in starts[1:]), last)
    for day, until in zip(starts, untils, strict=True):
        rules = _sound_rules(law, asked, day, until)
        if isinstance(rules, Refusal):
            refused = refused or rules
        elif not by_change or _said(rules) != _said(by_change[-1]):
            by_change.append(rules)
        if refused and by_change:
            raise LawChangesInsidePeriod(day)
    return refused or tuple(by_change)


def _said(rules: ResolvedRules) -> tuple[object, ...]:
    return rules, rules.citations, rules.warnings


@lru_cache(maxsize=16)
def change_days(law: Law) -> frozenset[date]:
    """Every day on which a table of the law may give another value than the day before."""
    return frozenset(day for table in law.tables() for day in table.change_days())


@lru_cache(maxsize=16)
def facts_of(law: Law) -> Mapping[str, AskedFact]:
    """Every fact that some regime of the law asks for, on whatever day, by name."""
    return MappingProxyType(
        {
            fact.name: AskedFact(fact, regime.words.get(fact.name) or NAMED[fact.name])
            for regime in law.regimes()
            for fact in regime.facts
        }
    )


def check_asked(facts: Facts, law: Law) -> None:
    """Refuse a fact that no regime of the law asks for.

    Raises:
        InvalidValue: of the first such fact.
    """
    known = facts_of(law)
    for name, _ in facts.given:
        if name not in known:
            listed = ", ".join(sorted(known))
            mend = f"they ask for {listed}" if known else "none asks for any"
            french = f"ils demandent {listed}" if known else "aucun n'en demande"
            raise InvalidValue(
                "unknown_key",
                f"facts.{name}",
                f"no regime of the law in use asks for the fact {name}: {mend}",
                f"aucun régime de la loi en vigueur ne demande le fait {name} : {french}",
            )


def case_under(case: Case, law: Law, wider: Law) -> Case:
    """A case of one law, as another sees it that lacks some texts of the first.

    A fact that no regime of it asks for says nothing to it, and a sector that it does not have is
    what the sector follows. A fact that neither asks for stays, to be refused.

    Args:
        case: of the wider law.
        law: which sees it.
        wider: the same law with more texts.
    """
    unasked = facts_of(wider).keys() - facts_of(law).keys()
    situation, employer = case.employer.situation, case.employer
    if isinstance(situation, Sector) and situation not in sectors_of(law):
        employer = evolve(employer, situation=Situation(situation.follows.value))
    return evolve(case, facts=case.facts.but(unasked), employer=employer)


@lru_cache(maxsize=16)
def may_add(law: Law) -> bool:
    """Whether a regime of the law may add euros beside the hours: none of ours does."""
    return any(type(regime) not in OURS for regime in law.regimes())


def _sound_rules(law: Law, asked: Question, day: date, until: date) -> ResolvedRules | Refusal:
    """The rules of a day, of a regime that keeps its promises; ours are held to them by tests."""
    rules = _rules(law, asked, day, until)
    if not isinstance(rules, Refusal) and type(rules.regime) not in OURS:
        check_names(law)
        again = _rules(law, asked, day, until)
        assert not isinstance(again, Refusal), "a scheme is open or is not, whatever the regime"
        check_sound(rules, again)
    return rules


def _rules(law: Law, asked: Question, day: date, until: date) -> ResolvedRules | Refusal:
    check_situation(asked.situation, law, "employer.situation")
    reader = Reader(law, asked, day, until)
    article = _why_closed(reader)
    if article is not None:
        values = {"scheme": asked.scheme.value, "day": day}
        return Refusal("scheme_not_open", article, values)
    reader.read_minimum_wage()
    found = reader.need_found(law.allowance_regime, _regime_chain(asked))
    regime = found.value
    reader.cite_own_by(found, regime.name, regime.words)
    rules = regime.resolve(reader)
    _check_effect(reader)
    return ResolvedRules(
        minimum_wage=reader.minimum_wage,
        of_regime=rules,
        regime=regime,
        day=day,
        citations=tuple(reader.citations),
        warnings=merged(reader.warnings),
    )


def _regime_chain(asked: Question) -> tuple[Category, ...]:
    """The long-term schemes have regimes of their own; the others follow the ordinary scheme."""
    of_its_own = asked.scheme in LONG_TERM_SCHEMES
    return (SCHEME_CATEGORY[asked.scheme] if of_its_own else Category.GENERAL,)


def _why_closed(reader: Reader) -> str | None:
    """The article under which the scheme is not open that day; None: it is.

    Ordinary: always open once it exists, in Mayotte later than elsewhere. Others: only while a text
    keeps them open (L. 5122-1 …).
    """
    asked, opened = reader.asked, reader.law.scheme_open
    category = SCHEME_CATEGORY[asked.scheme]
    found = reader.held(opened, (category,))
    if asked.scheme is not Scheme.ORDINARY:
        if found is None:
            return _SCHEME_ARTICLE[asked.scheme]
        reader.rest_on(found)
        return None
    if found is None:
        raise NoRuleInForce(Parameter.SCHEME_OPEN.value, category.value, reader.day, asked.known_on)
    if asked.territory is not Territory.MAYOTTE or reader.held(opened, (Category.MAYOTTE,)):
        return None
    return opened[Category.MAYOTTE].article


def _check_effect(reader: Reader) -> None:
    """Say it when the situation changed nothing."""
    asked = reader.asked
    if asked.situation is Situation.GENERAL:
        return
    own = set(chain(situation_category(asked.situation))) - {Category.GENERAL, Category.MAYOTTE}
    scheme_answers = reader.answered_by & {Category.VULNERABLE, Category.CHILDCARE}
    if not own & reader.answered_by and not scheme_answers:
        reader.warn("situation_without_effect", situation=asked.situation.value)
