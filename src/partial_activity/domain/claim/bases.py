"""Resolved rules as text: kept once for each digest, and read back years later to replay a line.

One block for each set of rules of a line's days: a value a line, then a citation a line. The day is
left out, so that weeks under the same rules share one basis.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from partial_activity.domain.assessment.resolution import ResolvedRules
from partial_activity.domain.law.dated import Confidence
from partial_activity.domain.law.statements import Citation

_Value = Fraction | bool | None
_CITES = "cites"
_NONE = "none"
_BETWEEN_FIELDS = " | "
_BETWEEN_BLOCKS = "\n\n"
_BEFORE_THEY_WERE_KEPT: dict[str, _Value] = {
    "floor_is_own_pay_below_minimum_wage": False,
    "allowance_within_own_pay": False,
}
"""Values that an older basis lacks, and what the amounts rested on in their place."""
_VALUES = tuple(field for field in attrs.fields(ResolvedRules) if field.eq)
"""What the amounts rest on; the day, the citations and the warnings are beside it."""


def basis_text(rules_of_days: Iterable[ResolvedRules]) -> str:
    """The rules of a line's days as text: the same rules and texts give the same text."""
    return _BETWEEN_BLOCKS.join(map(_block, rules_of_days))


def digest_of(basis: str) -> str:
    """What a basis is kept under."""
    return hashlib.sha256(basis.encode()).hexdigest()


def read_basis(text: str) -> tuple[ResolvedRules, ...]:
    """The rules that a text holds; their day is not kept, nor are the warnings.

    Raises:
        ValueError: not a basis of ours, or one of a future version.
    """
    return tuple(map(_rules, text.split(_BETWEEN_BLOCKS)))


def _block(rules: ResolvedRules) -> str:
    lines = [f"{field.name}={_shown(getattr(rules, field.name))}" for field in _VALUES]
    lines += [f"{_CITES}={_citation_text(citation)}" for citation in rules.citations]
    return "\n".join(lines)


def _rules(block: str) -> ResolvedRules:
    values = dict(_BEFORE_THEY_WERE_KEPT)
    citations: list[Citation] = []
    for line in block.split("\n"):
        name, _, text = line.partition("=")
        if name == _CITES:
            citations.append(_citation(text))
        else:
            values[name] = _value(text)
    if values.keys() != {field.name for field in _VALUES}:
        msg = f"a basis of another version: it holds {', '.join(sorted(values))}"
        raise ValueError(msg)
    return ResolvedRules(**values, day=date.min, citations=tuple(citations), warnings=())  # type: ignore[arg-type]


def _shown(value: _Value) -> str:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return _NONE if value is None else str(value).lower()


def _value(text: str) -> _Value:
    if text == _NONE:
        return None
    return text == "true" if text in ("true", "false") else Fraction(text)


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
    )
    assert not any(_BETWEEN_FIELDS in each or "\n" in each for each in fields), fields
    return _BETWEEN_FIELDS.join(fields)


def _citation(text: str) -> Citation:
    parameter, category, value, name, article, published, first, last, sure = text.split(
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
    )


def _day_text(day: date | None) -> str:
    return _NONE if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return None if text == _NONE else date.fromisoformat(text)
