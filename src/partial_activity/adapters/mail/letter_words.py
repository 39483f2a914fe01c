"""What the templates of letters call: the values of a letter in its language, codes in words."""

import textwrap
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from partial_activity.adapters.formatting import ENGLISH, FRENCH, Formatter, formatter
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import spoken
from partial_activity.domain.money import Euros
from partial_activity.domain.wording.bank_reasons import BANK_REASONS, NOT_SAID
from partial_activity.domain.words import Words

_WIDTH = 76
_DAYS = MappingProxyType({FRENCH: ("jour", "jours"), ENGLISH: ("day", "days")})

_ROLES = MappingProxyType(
    {
        "contact": Words("contact de l'employeur", "contact of the employer"),
        "declarant": Words(
            "déclarant (expert-comptable ou service de paie)",
            "declarant (accountant or payroll office)",
        ),
        "officer": Words("agent instructeur", "officer"),
        "paying_agent": Words("agent de l'organisme payeur", "agent of the paying agency"),
        "auditor": Words("auditeur", "auditor"),
        "administrator": Words("administrateur du service", "administrator of the service"),
    }
)


def bank_reason(code: str, language: str) -> str:
    """What a bank's code says, in words, with the code."""
    known = formatter(language).say(BANK_REASONS.get(code, NOT_SAID))
    return f"{known} (code {code})" if code else known


@pass_context
def wrapped(context: Context, text: str, indent: str = "") -> str:
    """Lines of a width that every mail reader shows; an address is never cut."""
    return textwrap.fill(
        formatter(context["language"]).typeset(text.replace("\n", " ").strip(" ")),
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _shown(show: Callable[[Formatter, str], str]) -> Callable[[Context, str], str]:
    """A filter that writes as the language of the letter it is used in does."""

    @pass_context
    def shown(context: Context, value: str) -> str:
        return show(formatter(context["language"]), value)

    return shown


def _month(to: Formatter, month: str) -> str:
    return to.month(date.fromisoformat(f"{month}-01"))


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "bank_reason": _shown(lambda to, code: bank_reason(code, to.language)),
        "day": _shown(lambda to, day: to.long_day(date.fromisoformat(day))),
        "days": _shown(
            lambda to, count: to.count(
                int(count), *(("jour", "jours") if to.french else ("day", "days"))
            )
        ),
        "euros": _shown(lambda to, amount: to.euros(Euros.parse(amount))),
        "eve": _eve,
        "instant": _shown(lambda to, at: to.instant(datetime.fromisoformat(at), long=True)),
        "lines": lambda text: [line for line in text.splitlines() if line.strip()],
        "month": _shown(_month),
        "months": _shown(
            lambda to, months: ", ".join(_month(to, month) for month in months.splitlines())
        ),
        "number": _shown(lambda to, number: to.hours(Hours.parse(number))),
        "role": _shown(lambda to, role: to.say(_ROLES[role])),
        "siret": _shown(lambda to, siret: to.siret(siret)),
        "weekday": _shown(lambda to, day: to.long_day(date.fromisoformat(day), weekday=True)),
        "spoken": spoken,
        "wrapped": wrapped,
    }
)
"""What the templates call, by name."""
