"""What every regime promises, tried on a few hours before a case rests on it; all faults at once.

Ours are held to it by their tests. One from outside is tried where it first answers, and by
``law check``: its own words in both languages, every amount cited, the same answer twice, rules
that can be kept and read back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import TypeVar

import attrs

from partial_activity.domain.assessment.facts import Fact, Facts
from partial_activity.domain.assessment.hourly import HourlyAmount
from partial_activity.domain.assessment.regimes.flat_rate import FlatRate
from partial_activity.domain.assessment.regimes.kept_values import read_values, value_lines
from partial_activity.domain.assessment.regimes.long_term import LongTerm, LongTermRebound
from partial_activity.domain.assessment.regimes.regime import (
    Addition,
    HourFacts,
    Hourly,
    Regime,
    Rules,
)
from partial_activity.domain.assessment.regimes.share_of_pay import ShareOfPay
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.errors import CannotAnswer, UnsoundRegime
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.money import ZERO_EUROS
from partial_activity.domain.words import Words

OURS: tuple[type[Regime], ...] = (FlatRate, ShareOfPay, LongTerm, LongTermRebound)
TOLD_KEYS = frozenset(
    (
        *("id", "compensable_hours", "unworked_hours", "hourly_pay", "hourly_indemnity"),
        *("indemnity", "indemnity_decided_by", "hourly_allowance", "allowance"),
        *("allowance_decided_by", "remaining_cost", "texts", "warnings", "refusals", "payslip"),
        *("steps", "error", "law_revision", "package_version"),
    )
)
"""Keys of an answer, which no addition may take."""
_PAYS = tuple(Fraction(pay) for pay in ("4.00", "12.345", "20.00", "100.00"))
_CONTRIBUTIONS = Fraction(1, 5)
_HOURS = Hours(1234)
Answer = TypeVar("Answer")


@lru_cache(maxsize=16)
def check_names(law: Law) -> None:
    """Refuse two regimes of one name and two kinds of rules: what one kept, neither could read.

    Raises:
        UnsoundRegime: of the name.
    """
    kinds: dict[str, type[Rules]] = {}
    for regime in law.regimes():
        if kinds.setdefault(regime.name, regime.rules) is not regime.rules:
            fault = "another regime has that name, and other rules: give it a name of its own"
            raise UnsoundRegime(regime.name, (fault,))


def check_sound(resolved: ResolvedRules, again: ResolvedRules) -> None:
    """Refuse a regime that breaks what every regime promises.

    Args:
        resolved: what it found for a question and a day.
        again: the same, asked a second time.

    Raises:
        UnsoundRegime: with every fault found.
    """
    faults = tuple(dict.fromkeys(_faults(resolved, again)))
    if faults:
        raise UnsoundRegime(resolved.regime.name, faults)


def _faults(resolved: ResolvedRules, again: ResolvedRules) -> Iterator[str]:
    regime = resolved.regime
    yield from _word_faults(regime)
    rules = resolved.of_regime
    lacking = [name for name in _OF_RULES if not callable(getattr(rules, name, None))]
    if lacking:
        yield f"its rules have no {', no '.join(lacking)}"
    if lacking or not all(fact.examples for fact in regime.facts):
        return
    yield from (_MUTABLE.format(part) for part in (regime, rules) if not _is_frozen(part))
    if (resolved, resolved.citations) != (again, again.citations):
        yield "it is impure: resolved twice for the same question, its rules differ"
    cited = {citation.parameter for citation in resolved.citations}
    for amount in _amounts_of(regime):
        if f"{regime.name}.{amount}" not in cited:
            yield f'the amount {amount} is not cited: read it by reader.own("{amount}", …)'
    yield from _keeping_faults(resolved)
    yield from _statement_faults(rules.told())
    for warning in resolved.warnings:
        yield from _statement_faults(warning)
    for pay, facts in product(_PAYS, _samples(regime)):
        hour = resolved.hour(pay, _CONTRIBUTIONS, facts)
        yield from _hour_faults(resolved, hour, cited)


_OF_RULES = ("hourly", "additions", "told")
_MUTABLE = "{0.__class__.__name__} is not frozen: declare it with attrs' frozen"


def _is_frozen(part: Regime | Rules) -> bool:
    """What holds its values for good can be hashed by them."""
    return type(part).__hash__ is not None


def _samples(regime: Regime) -> Iterator[Facts]:
    """The first examples of a regime's facts together, then the second ones, and so on."""
    for place in range(max((len(fact.examples) for fact in regime.facts), default=1)):
        yield Facts.of(
            {fact.name: fact.examples[place % len(fact.examples)] for fact in regime.facts}
        )


def _word_faults(regime: Regime) -> Iterator[str]:
    """The words that a regime lacks, in either language, for its name, amounts and facts."""
    names = [regime.name, *_amounts_of(regime), *(fact.name for fact in regime.facts)]
    for name in names:
        yield from _lacks_words(name, regime.words)
    for fact in regime.facts:
        yield from _fact_faults(fact)
    asked = [fact.name for fact in regime.facts]
    yield from (f"its fact {name} is there twice" for name in asked if asked.count(name) > 1)


def _lacks_words(name: str, words: Mapping[str, Words]) -> Iterator[str]:
    said = words.get(name) or NAMED.get(name)
    if said is None:
        yield f"the words of {name} are missing"
    else:
        for language, text in (("French", said.french), ("English", said.english)):
            if not text.strip():
                yield f"the {language} words of {name} are missing"


def _fact_faults(fact: Fact[object]) -> Iterator[str]:
    if not fact.examples:
        yield f"its fact {fact.name} has no example"
    for example in fact.examples:
        try:
            fact.of(Facts.of({fact.name: example}))
        except CannotAnswer as error:
            yield f"its fact {fact.name} does not read its own example: {error.message}"


def _amounts_of(regime: Regime) -> list[str]:
    """Each field of a regime is an amount that its text fixes."""
    kind = type(regime)
    return [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []


def _keeping_faults(resolved: ResolvedRules) -> Iterator[str]:
    rules, kind = resolved.of_regime, resolved.regime.rules
    if type(rules) is not kind:
        yield f"it resolves to {type(rules).__name__}, and says {kind.__name__}"
        return
    try:
        kept = read_values(kind, value_lines(rules, "regime"), "regime")
    except (TypeError, ValueError) as error:
        yield f"its rules cannot be kept and read back: {error}"
    else:
        if kept != rules:
            yield "its rules are not the same when they were kept and read back"


def _hour_faults(resolved: ResolvedRules, hour: HourFacts, cited: set[str]) -> Iterator[str]:
    """An hour's amounts and what comes beside them, asked twice."""
    rules, regime = resolved.of_regime, resolved.regime
    try:
        hourly = _asked(lambda: rules.hourly(hour))
        additions = _asked(lambda: rules.additions(hour, _HOURS))
    except Exception as error:  # noqa: BLE001  of whoever wrote the regime: it is told, by name
        yield f"its rules raise {type(error).__name__}: {error}"
        return
    if hourly != _asked(lambda: rules.hourly(hour)):
        yield "it is impure: asked twice for the same hour, its amounts differ"
    if additions != _asked(lambda: rules.additions(hour, _HOURS)):
        yield "it is impure: asked twice for the same case, its additions differ"
    for name, given, kind in (("hourly", hourly, Hourly), ("additions", additions, tuple)):
        if not isinstance(given, kind | str):
            yield f"its {name} gives {type(given).__name__}, not {kind.__name__}"
    if isinstance(hourly, Hourly):
        for name, amount in (("indemnity", hourly.indemnity), ("allowance", hourly.allowance)):
            yield from _amount_faults(name, amount, cited)
    if isinstance(additions, tuple):
        for addition in additions:
            yield from _addition_faults(addition, regime, cited)


def _asked(answer: Callable[[], Answer]) -> Answer | str:
    """An answer, or the text of the regime's own refusal: such an hour may not be answered."""
    try:
        return answer()
    except CannotAnswer as error:
        return error.message


def _amount_faults(name: str, amount: HourlyAmount, cited: set[str]) -> Iterator[str]:
    if amount.euros < ZERO_EUROS:
        yield f"the {name} is negative: {amount.euros} an hour"
    if not cited.intersection(amount.rests_on):
        yield f"the {name} is not cited: it rests on {_listed(amount.rests_on)}"
    if not amount.steps:
        yield f"the {name} has no step that tells how it was reached"
    for statement in (*amount.steps, *amount.warnings):
        yield from _statement_faults(statement)


def _addition_faults(addition: Addition, regime: Regime, cited: set[str]) -> Iterator[str]:
    key = addition.key
    if key in TOLD_KEYS:
        yield f"the addition {key} takes a key that every answer has"
    yield from _lacks_words(key, regime.words)
    if not cited.intersection(addition.rests_on):
        yield f"the addition {key} is not cited: it rests on {_listed(addition.rests_on)}"
    yield from _statement_faults(addition.step)


def _statement_faults(statement: Statement) -> Iterator[str]:
    """A sentence in each language, with nothing missing in it."""
    if statement.words is not None:
        yield from _lacks_words(statement.code, {statement.code: statement.words})
    try:
        _ = statement.french, statement.english
    except KeyError as error:
        missing = str(error.args[0])
        if missing == statement.code:
            yield f"the words of {statement.code} are missing"
        else:
            yield f"the words of {statement.code} speak of {missing}, which it does not give"


def _listed(rests_on: Iterable[str]) -> str:
    return ", ".join(rests_on) or "nothing"
