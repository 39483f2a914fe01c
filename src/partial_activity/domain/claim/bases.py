"""Resolved rules as text: kept once for each digest, and read back years later to replay a line.

One block for each set of rules of a line's days: the regime, a value a line, then a citation a
line. The day is left out, so that weeks under the same rules share one basis. A regime's own values
are written and read by the class of its rules, found by its name in a law that has it.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from partial_activity.domain.assessment.regimes.kept_values import (
    Lines,
    read_value,
    read_values,
    value_lines,
)
from partial_activity.domain.assessment.regimes.regime import Regime
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.claim.first_bases import read_first_form
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.law.statements import Citation
from partial_activity.domain.words import Words

_REGIME = "regime"
_MINIMUM_WAGE = "minimum_wage"
_CITES = "cites"
_NONE = "none"
_BETWEEN_FIELDS = " | "
_BETWEEN_BLOCKS = "\n\n"


def basis_text(rules_of_days: Iterable[ResolvedRules]) -> str:
    """The rules of a line's days as text: the same rules and texts give the same text."""
    return _BETWEEN_BLOCKS.join(map(_block, rules_of_days))


def digest_of(basis: str) -> str:
    """What a basis is kept under."""
    return hashlib.sha256(basis.encode()).hexdigest()


def read_basis(text: str, law: Law) -> tuple[ResolvedRules, ...]:
    """The rules that a text holds; their day is not kept, nor are the warnings.

    Args:
        text: as ``basis_text`` wrote it, now or in an earlier version.
        law: where the regimes are found by their names; its values are not read.

    Raises:
        ValueError: a regime that the law does not have; not a basis of ours, or one of a future
            version.
    """
    return tuple(_rules(block, law) for block in text.split(_BETWEEN_BLOCKS))


def cited_in(text: str) -> tuple[Citation, ...]:
    """The citations that a basis holds, each once; its regime need not be known.

    Raises:
        ValueError: not a basis of ours.
    """
    lines = (line for block in text.split(_BETWEEN_BLOCKS) for line in block.split("\n"))
    cited = (line.partition("=") for line in lines)
    return tuple(dict.fromkeys(_citation(held) for name, _, held in cited if name == _CITES))


def _block(rules: ResolvedRules) -> str:
    lines = {_REGIME: rules.regime.name}
    lines |= value_lines(rules.minimum_wage, _MINIMUM_WAGE)
    lines |= value_lines(rules.of_regime, _REGIME)
    cites = [f"{_CITES}={_citation_text(citation)}" for citation in rules.citations]
    return "\n".join([*(f"{name}={held}" for name, held in lines.items()), *cites])


def _rules(block: str, law: Law) -> ResolvedRules:
    lines: Lines = {}
    for line in block.split("\n"):
        key, _, held = line.partition("=")
        if key != _CITES:
            lines[key] = held
    name = lines.pop(_REGIME, None)
    if name is None:
        minimum_wage, of_regime, regime = read_first_form(lines)
    else:
        minimum_wage = read_value(Fraction | None, lines.pop(_MINIMUM_WAGE, ""), _MINIMUM_WAGE)
        regime = _regime(name, law)
        of_regime = read_values(regime.rules, lines, _REGIME)
    return ResolvedRules(
        minimum_wage,
        of_regime,
        regime,
        day=date.min,
        citations=cited_in(block),
        warnings=(),
    )


def _regime(name: str, law: Law) -> Regime:
    regimes = {regime.name: regime for regime in law.regimes()}
    if name not in regimes:
        msg = (
            f"these rules were kept by the regime {name}, and the law in use has only "
            f"{', '.join(sorted(regimes))}: name the law that has it"
        )
        raise ValueError(msg)
    return regimes[name]


def _citation_text(citation: Citation) -> str:
    fields = (
        citation.parameter,
        citation.category,
        citation.value,
        citation.text,
        citation.article,
        _day_text(citation.published),
        _day_text(citation.hours_from),
        _day_text(citation.hours_to),
        citation.confidence.value,
        *((citation.label.french, citation.label.english) if citation.label else ()),
    )
    assert not any(_BETWEEN_FIELDS in each or "\n" in each for each in fields), fields
    return _BETWEEN_FIELDS.join(fields)


def _citation(text: str) -> Citation:
    parameter, category, value, name, article, published, first, last, sure, *label = text.split(
        _BETWEEN_FIELDS
    )
    return Citation(
        parameter,
        category,
        value,
        name,
        article,
        _day(published),
        date.fromisoformat(first),
        _day(last),
        Confidence(sure),
        Words(*label) if label else None,
    )


def _day_text(day: date | None) -> str:
    return _NONE if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return None if text == _NONE else date.fromisoformat(text)
