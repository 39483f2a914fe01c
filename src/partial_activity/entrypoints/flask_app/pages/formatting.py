"""A page writes amounts, hours, days, values of the law and sentences here, in its language.

What is written is decided in ``adapters/formatting.py``; a page only chooses the language.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup, escape

from partial_activity.adapters.as_json.law import text_id
from partial_activity.adapters.formatting import (
    ENGLISH,
    FRENCH,
    WIDE,
    Formatter,
    Sentence,
    formatter,
)
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret, spoken
from partial_activity.domain.law.book import Law, sectors_of
from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special, Text
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.procedure_units import AuthorisationLength, Several, UseInWindow
from partial_activity.domain.law.statements import Citation, Refusal, Statement, value_text
from partial_activity.domain.law.units import EUROS_PER_HOUR, SHARE
from partial_activity.domain.law.words import NAMED, UNITS
from partial_activity.domain.letters.notices import NOTICES, NoticeKind
from partial_activity.domain.money import Euros, HourlyPay, Share, parse_decimal
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.tokens import Scope
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.language import language
from partial_activity.entrypoints.flask_app.services import context

LEGIFRANCE = "https://www.legifrance.gouv.fr/"
_CONFIDENCES = {
    Confidence.HIGH: Words("sûr", "high"),
    Confidence.MEDIUM: Words("moyenne", "medium"),
    Confidence.LOW: Words("faible", "low"),
}


def choose(french: str, english: str) -> str:
    """One of two texts that say the same."""
    return french if language() == FRENCH else english


def written() -> Formatter:
    """What writes values in the language of the page."""
    return formatter(language())


def say(words: Words | Statement | Refusal) -> str:
    """Words, or the sentence of a statement, in the language of the page."""
    return written().say(words)


def in_both(said: Refusal | Sentence) -> Words:
    """The sentence in both languages, with its values as each writes them."""
    return Words(formatter(FRENCH).say(said), formatter(ENGLISH).say(said))


def letter_title(kind: NoticeKind) -> str:
    """What a list of letters calls one of a kind."""
    return say(NOTICES[kind].title)


def euros(amount: Euros) -> str:
    """An amount, with its sign; never broken over two lines."""
    return written().euros(amount)


def number(held: object) -> str:
    """A plain number: hours, a share, a count."""
    return written().figure(held)


def percent(share: Fraction) -> str:
    """A share in per cent."""
    return written().percent(share)


def hourly(pay: HourlyPay) -> str:
    """An hourly pay; cut after four decimals where it goes on, with a mark."""
    return written().hourly(pay)


def hours(held: Hours) -> str:
    """Hours, without the hundredths where there are none."""
    return written().hours(held)


def count(number: int) -> str:
    """A whole number, in groups of three digits."""
    return written().number(number)


def counted(number: int, french: tuple[str, str], english: tuple[str, str]) -> str:
    """A count and what is counted, in the form that goes with it: ``1 demande``, ``2 claims``."""
    return written().count(number, *(french if language() == FRENCH else english))


def plural(number: int, french: tuple[str, str], english: tuple[str, str]) -> str:
    """What is counted, without its count."""
    return written().plural(number, *(french if language() == FRENCH else english))


def siret(held: Siret | str) -> str:
    """A SIRET in its groups."""
    return written().siret(held)


def day(when: date) -> str:
    """A day."""
    return written().day(when)


def instant(when: datetime) -> str:
    """An instant, as the clocks of Paris show it."""
    return written().instant(when)


def month(when: date) -> str:
    """A month, with its year."""
    return written().month(when)


def short_month(when: date) -> str:
    """A month cut short, without its year: ``oct.``."""
    return written().short_month(when)


def of_month(when: date) -> str:
    """``d’octobre 2024``, ``of October 2024``."""
    return written().of_month(when)


def span(days: Span) -> str:
    """The days of a value, both included."""
    return written().span(days)


def value(entry: Entry[Any], table: DatedTable[Any]) -> str:
    """What an entry says, as people read it: per cent, euros, months, the name of a rule."""
    held = entry.value
    match held:
        case Share() if table.unit is SHARE:
            text = percent(held.exact)
        case HourlyPay() if table.unit is EUROS_PER_HOUR:
            text = hourly(held)
        case date():
            text = day(held)
        case AuthorisationLength() | UseInWindow():
            text = _length(held)
        case Several():
            names = (str(member.value) for member in held.members)
            text = ", ".join(say(NAMED[name]) if name in NAMED else name for name in names)
        case _:
            text = _counted(held, table)
    return text


def cited(citation: Citation) -> str:
    """A citation's value, which is a text already, by the kind of parameter it is for."""
    text = citation.value
    if citation.label is not None:
        return number(text)
    tables = FRENCH_LAW.tables_of(Parameter(citation.parameter))
    table = next(iter(tables.values()))
    if text in NAMED:
        return say(NAMED[text])
    special = {special.value for special in Special}
    if text in special or table.unit.name not in {"share", "EUR/h", *UNITS}:
        return number(text)
    return value(Entry(Span(date.min), table.unit.parse(text), _NO_TEXT), table)


def with_unit(number: object, unit: str) -> str:
    """A figure and its unit, on one line."""
    return f"{number}{WIDE}{unit}"


def unbroken(article: str) -> str:
    """An article that no line cuts in two."""
    return article.replace(". ", f".{WIDE}")


def mail_address(held: object) -> Markup:
    """An e-mail address that a line breaks before a sign of its own, never inside a word."""
    return Markup(re.sub(r"(?=[@.])", "<wbr>", str(escape(str(held)))))  # noqa: S704  escaped


def cited_name(citation: Citation) -> str:
    """What a citation gives the value of: a parameter, or an amount of a regime's own."""
    return say(citation.label) if citation.label else name(citation.parameter)


def confidence(held: Confidence) -> str:
    """The confidence in a value, in words."""
    return say(_CONFIDENCES[held])


def name(held: object) -> str:
    """The words for a parameter, a category, or a rule; a sector has its own.

    What was cited under a law that is no longer in use goes by the name that it had there.
    """
    text = str(held)
    sector = sectors_of(context().law).get(text)
    return say(sector.words) if sector else say(NAMED[text]) if text in NAMED else text


def official(text: Text) -> str:
    """The text in the Journal officiel; empty where its number is not known."""
    return f"{LEGIFRANCE}jorf/id/{text.jorf}" if text.jorf else ""


@lru_cache(maxsize=16)
def addresses(law: Law) -> Mapping[str, str]:
    """The page of each text, by the text's name."""
    return {text.name: f"/law/texts/{text_id(text)}" for text in law.texts()}


def in_language(other: str) -> str:
    """This page's address in another language."""
    kept = [(key, held) for key, held in request.args.items(multi=True) if key != "lang"]
    # A browser takes what begins with two slashes, either way they lean, for another site.
    path = "/" + request.path.lstrip("/\\")
    return f"{path}?{urlencode([*kept, ('lang', other)])}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "say": say,
    "letter_title": letter_title,
    "euros": euros,
    "number": number,
    "hourly": hourly,
    "day": day,
    "instant": instant,
    "month": month,
    "of_month": of_month,
    "span": span,
    "hours": hours,
    "count": count,
    "counted": counted,
    "plural": plural,
    "siret": siret,
    "spoken": spoken,
    "mail_address": mail_address,
    "confidence": confidence,
    "name": name,
    "official": official,
}
"""The filters of templates, by the name they have there."""

_NO_TEXT = Text("", None)


def _counted(held: object, table: DatedTable[Any]) -> str:
    """A rule by its words; a number with its unit."""
    text = value_text(held)
    if text in NAMED:
        return say(NAMED[text])
    if table.unit.name not in UNITS:
        return _time_bar(text)
    one, several = UNITS[table.unit.name]
    exact = parse_decimal(text)
    return f"{written().number(exact)}{WIDE}{written().plural(exact, say(one), say(several))}"


def _length(held: AuthorisationLength | UseInWindow) -> str:
    if isinstance(held, UseInWindow):
        return choose(
            f"{held.months} mois sur {held.window}", f"{held.months} months in {held.window}"
        )
    months = choose(f"{held.months} mois", f"{held.months} months")
    if held.use is None:
        return months
    return choose(
        f"{months} ({_length(held.use)} ; motif 3 : {held.motive_3_months} mois)",
        f"{months} ({_length(held.use)}; motive 3: {held.motive_3_months} months)",
    )


def _time_bar(text: str) -> str:
    if match := re.fullmatch(r"(\d+) months", text):
        return choose(f"{match[1]} mois", text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return day(date.fromisoformat(text))
    return number(text)


ROLES: Mapping[Role, Words] = {
    Role.CONTACT: Words("contact de l'employeur", "contact of the employer"),
    Role.DECLARANT: Words("déclarant", "declarant"),
    Role.OFFICER: Words("agent instructeur", "officer"),
    Role.PAYING_AGENT: Words("agent payeur", "paying agent"),
    Role.AUDITOR: Words("auditeur", "auditor"),
    Role.ADMINISTRATOR: Words("administrateur", "administrator"),
}
_VERBS: Mapping[str, Words] = {"read": Words("lire", "read"), "write": Words("écrire", "write")}
_THINGS: Mapping[str, Words] = {
    "establishments": Words("les établissements et leurs membres", "establishments and members"),
    "requests": Words("les demandes d'autorisation", "requests for authorisation"),
    "claims": Words("les demandes d'indemnisation", "claims"),
    "payments": Words("les paiements", "payments"),
    "decisions": Words("les décisions", "decisions"),
    "notices": Words("les courriels envoyés", "letters sent"),
    "events": Words("ce qui change", "what changes"),
    "statistics": Words("les statistiques", "statistics"),
    "tokens": Words("les jetons", "tokens"),
}
"""The things a scope is about, by the two parts of its value."""


def scope_words(scope: Scope) -> Words:
    """What a program may do with it."""
    thing, _, verb = scope.value.partition(":")
    do, to = _VERBS.get(verb, Words(verb, verb)), _THINGS.get(thing, Words(thing, thing))
    return Words(f"{do.french} {to.french}", f"{do.english} {to.english}")
