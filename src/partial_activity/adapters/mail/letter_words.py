"""How the values of a letter are shown in French and in English: days, amounts, codes."""

import re
import textwrap
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context

from partial_activity.domain.money import parse_decimal
from partial_activity.domain.words import Words

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)

_NO_BREAK = "\u00a0"
_WIDTH = 76
_PARIS = "Europe/Paris"

_MONTHS = MappingProxyType(
    {
        FRENCH: (
            *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
            *("août", "septembre", "octobre", "novembre", "décembre"),
        ),
        ENGLISH: (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
    }
)
_WEEKDAYS = MappingProxyType(
    {
        FRENCH: ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ENGLISH: (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),),
    }
)
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
_BANK_REASONS = MappingProxyType(
    {
        "AC01": Words("le numéro de compte est inexact", "the account number is not correct"),
        "AC04": Words("le compte est clôturé", "the account is closed"),
        "AC06": Words("le compte est bloqué", "the account is blocked"),
        "AG01": Words(
            "ce compte ne peut pas recevoir de virement", "this account cannot receive transfers"
        ),
        "BE04": Words(
            "l'adresse du titulaire du compte manque",
            "the address of the account holder is missing",
        ),
        "MD07": Words("le titulaire du compte est décédé", "the account holder has died"),
        "RC01": Words(
            "l'identifiant de la banque est inexact", "the identifier of the bank is not correct"
        ),
    }
)
"""The reasons a payee can do something about (ISO 20022, external status reason codes)."""
_OTHER_REASON = Words("la banque n'a pas précisé pourquoi", "the bank did not say why")


def spaced(text: str, language: str) -> str:
    """The text with unbreakable spaces: in ``R. 5122-4``, and before French high punctuation."""
    text = re.sub(r"\b([DLR]\.) (?=\d)", rf"\1{_NO_BREAK}", text)
    if language == FRENCH:
        return re.sub(r" ([:;?!»€%])", rf"{_NO_BREAK}\1", text).replace("« ", f"«{_NO_BREAK}")
    return text


def day_text(day: date, language: str, *, weekday: bool = False) -> str:
    """``1er décembre 2026``, ``1 December 2026``; with its name of the week if asked."""
    number = "1er" if language == FRENCH and day.day == 1 else str(day.day)
    name = f"{_WEEKDAYS[language][day.weekday()]} " if weekday else ""
    return f"{name}{number} {_MONTHS[language][day.month - 1]} {day.year}"


def instant_text(instant: datetime, language: str) -> str:
    """The instant as the clocks of Paris show it, to the minute."""
    if instant.tzinfo is None:
        msg = f"an instant needs a time zone: {instant.isoformat()}"
        raise ValueError(msg)
    there = instant.astimezone(ZoneInfo(_PARIS))
    day = day_text(there.date(), language)
    if language == FRENCH:
        hour = f"{there.hour}{_NO_BREAK}h{_NO_BREAK}{there.minute:02d}"
        return f"{day} à {hour} (heure de Paris)"
    return f"{day} at {there.hour:02d}:{there.minute:02d} (Paris time)"


def month_text(month: str, language: str) -> str:
    """``décembre 2026`` for ``2026-12``."""
    day = date.fromisoformat(f"{month}-01")
    return f"{_MONTHS[language][day.month - 1]} {day.year}"


def number_text(number: str, language: str) -> str:
    """``1 234,50``, ``1,234.50``; a whole number has no decimals."""
    parse_decimal(number)
    whole, _, decimals = number.partition(".")
    decimals = decimals if decimals.strip("0") else ""
    grouped = f"{int(whole):,}"
    if language == FRENCH:
        grouped = grouped.replace(",", _NO_BREAK)
    mark = "," if language == FRENCH else "."
    return grouped + (mark + decimals if decimals else "")


def euros_text(amount: str, language: str) -> str:
    """``1 234,50 €``, ``€1,234.50``; always with its cents."""
    parse_decimal(amount)
    whole, _, cents = amount.partition(".")
    shown = number_text(whole, language)
    cents = (cents + "00")[:2]
    return f"{shown},{cents}{_NO_BREAK}€" if language == FRENCH else f"€{shown}.{cents}"


def days_text(count: str, language: str) -> str:
    """``30 jours``, ``1 day``."""
    unit = "jour" if language == FRENCH else "day"
    return f"{count} {unit}" + ("s" if int(count) > 1 else "")


def siret_text(siret: str) -> str:
    """``123 456 789 00012``, as it is printed on paper."""
    return _NO_BREAK.join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def bank_reason(code: str, language: str) -> str:
    """What a bank's code says, in words, with the code."""
    known = said(_BANK_REASONS.get(code, _OTHER_REASON), language)
    return f"{known} (code {code})" if code else known


def said(words: Words, language: str) -> str:
    """The words of one language."""
    return words.french if language == FRENCH else words.english


@pass_context
def wrapped(context: Context, text: str, indent: str = "") -> str:
    """Lines of a width that every mail reader shows; an address is never cut."""
    return textwrap.fill(
        spaced(text.replace("\n", " ").strip(" "), context["language"]),
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _in_language(show: Callable[[str, str], str]) -> Callable[[Context, str], str]:
    """A filter that knows the language of the letter it is used in."""

    @pass_context
    def shown(context: Context, value: str) -> str:
        return show(value, context["language"])

    return shown


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "bank_reason": _in_language(bank_reason),
        "day": _in_language(lambda day, to: day_text(date.fromisoformat(day), to)),
        "days": _in_language(days_text),
        "euros": _in_language(euros_text),
        "eve": _eve,
        "instant": _in_language(lambda at, to: instant_text(datetime.fromisoformat(at), to)),
        "lines": lambda text: [line for line in text.splitlines() if line.strip()],
        "month": _in_language(month_text),
        "months": _in_language(
            lambda months, to: ", ".join(month_text(month, to) for month in months.splitlines())
        ),
        "number": _in_language(number_text),
        "role": _in_language(lambda role, to: said(_ROLES[role], to)),
        "siret": siret_text,
        "weekday": _in_language(
            lambda day, to: day_text(date.fromisoformat(day), to, weekday=True)
        ),
        "wrapped": wrapped,
    }
)
"""What the templates call, by name."""
