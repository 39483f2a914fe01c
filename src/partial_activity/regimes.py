"""All that a regime of one's own is written with; docs/regimes.md has a whole one."""

from partial_activity.domain.assessment.facts import NO_FACTS, Fact, Facts, euros, hours
from partial_activity.domain.assessment.hourly import (
    DecidedBy,
    HourlyAmount,
    at_least,
    limited_to,
    rounded,
    share_of,
)
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.regimes.regime import (
    Addition,
    HourFacts,
    Hourly,
    Regime,
    Rules,
)
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.words import Words

__all__ = [
    "NO_FACTS",
    "Addition",
    "Category",
    "DecidedBy",
    "Fact",
    "Facts",
    "HourFacts",
    "Hourly",
    "HourlyAmount",
    "Parameter",
    "Reader",
    "Regime",
    "Rules",
    "Sector",
    "Span",
    "Statement",
    "Text",
    "Words",
    "at_least",
    "euros",
    "hours",
    "limited_to",
    "rounded",
    "share_of",
]
