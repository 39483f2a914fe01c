"""Each control of the grid states a fact here, with how it is written there and read again."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs

from partial_activity.domain.as_written import share_as_written
from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.assessment.facts import AskedFact, Facts
from partial_activity.domain.claim.line_facts import FACTS, LineFacts
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import WHOLE_WEEK, ZERO_HOURS, Hours
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import number
from partial_activity.entrypoints.flask_app.pages.forms import Form

EMPLOYEE: Mapping[str, str] = MappingProxyType(
    {
        "last_name": "last_name",
        "first_name": "first_name",
        "category": "category",
        "pay": "hourly_pay",
        "share": "share_of_minimum_wage",
    }
)
"""Controls that stand once for all weeks of an employee, and the fact that each states."""
WEEK: Mapping[str, str] = MappingProxyType(
    {
        "contract": "contract_hours",
        "worked": "worked_hours",
        "assimilated": "assimilated_hours",
        "unworked": "unworked_hours",
        "days": "unworked_days",
    }
)
"""Controls of a week; what they state is not that of the week before."""
OWN = "fact_"
"""What the name of a control begins with that states a fact only the law in use asks for."""
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UNREADABLE = Words(
    "Cette valeur ne se lit pas : écrivez-la comme {}.",
    "This value cannot be read: write it as {}.",
)
_NEEDED = frozenset({"last_name", "first_name", "category"})
_LONGEST = 100
_ONE_PER_CENT = Fraction(1, 100)
_NO_SHARE = Words(
    "Une part du SMIC s'écrit 43 %, 43 ou 0,43, jusqu'à 100 % ; pour 1, écrivez 1 % ou 100 %.",
    "A share of the minimum wage is written 43 %, 43 or 0.43, up to 100 %; for 1, write 1 % or "
    "100 %.",
)
_NO_SUCH_WEEK = Words("Une semaine n'a que 168 heures.", "A week has no more than 168 hours.")
UNSAID: Mapping[str, Any] = MappingProxyType(
    {
        each.name: None if each.default is attrs.NOTHING else each.default
        for each in attrs.fields(LineFacts)
    }
    | dict.fromkeys(("worked_hours", "assimilated_hours", "unworked_hours"), ZERO_HOURS)
)
"""What a control that is left empty states."""


def text_of(stated: object) -> str:
    """A fact as a control shows it: ``35``, ``24,5``."""
    if stated is None:
        return ""
    if isinstance(stated, Enum):
        return str(stated.value)
    return _WRITERS[type(stated)](stated)


def read(form: Form, name: str, fact: str) -> Any:  # noqa: ANN401  as the fact is declared
    """The fact that a control states; None where it is empty, or a fault was told."""
    kind, needed = FACTS[fact], fact in _NEEDED
    if issubclass(kind, Enum):
        return form.choice(name, kind, needed=needed)
    return _READERS[kind](form, name, needed)


def own_control(name: str) -> str:
    """The control of a fact that only the law in use asks for."""
    return f"{OWN}{name}"


def own_text(facts: Facts, name: str) -> str:
    """Such a fact as its control shows it: a number as people write one."""
    text = facts.get(name) or ""
    return _shortest(text) if _PLAIN_NUMBER.fullmatch(text) else text


def read_own(form: Form, row: str, asked: Mapping[str, AskedFact], before: Facts) -> Facts:
    """The facts that the controls of a week state, over those that the line has already.

    A control says the fact that was shown in it; one that the page did not have says nothing.
    """
    stated = dict(before.given)
    for name, fact in asked.items():
        control = f"{row}-{own_control(name)}"
        if control not in form.given or form.given[control] == own_text(before, name):
            continue
        typed = fact.written(form.given[control])
        if not typed:
            stated.pop(name, None)
            continue
        try:
            stated |= dict(Facts.of({name: typed}).given)
            fact.fact.of(Facts.of(stated))
        except InvalidValue:
            example = fact.fact.examples[0]
            said = _UNREADABLE.french.format(number(example)), _UNREADABLE.english.format(example)
            form.wrong(control, Words(*said))
    return Facts.of(stated)


def as_shown(form: Form, name: str, fact: str, shown: object) -> bool:
    """Whether a control says what was shown in it: that may be less than the fact itself."""
    if name not in form.given:
        return True
    typed, before = Form({name: form.given[name]}), Form({name: text_of(shown)})
    same = read(typed, name, fact) == read(before, name, fact)
    return same and typed.errors == before.errors


def _shortest(stated: object) -> str:
    text = str(stated)
    return number(text.rstrip("0").rstrip(".") if "." in text else text)


def _percent(share: Share) -> str:
    """The share in per cent; with the sign where the bare number would be read otherwise."""
    text = _shortest(Share(share.exact * 100))
    return text if share.exact > _ONE_PER_CENT else f"{text} %"


def _share(form: Form, name: str, needed: bool) -> Share | None:  # noqa: FBT001  as each reader
    return form.read(name, share_as_written, _NO_SHARE, needed=needed)


def _week_hours(form: Form, name: str, needed: bool) -> Hours | None:  # noqa: FBT001  as all
    hours = form.hours(name, needed=needed)
    if hours is not None and hours > WHOLE_WEEK:
        form.wrong(name, _NO_SUCH_WEEK)
        return None
    return hours


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    Hours: _shortest,
    Days: _shortest,
    HourlyPay: lambda pay: number(str(pay)),
    Share: _percent,
}
_READERS: Mapping[type, Callable[[Form, str, bool], object]] = {
    str: lambda form, name, needed: form.text(name, needed=needed, longest=_LONGEST),
    Hours: _week_hours,
    Days: lambda form, name, needed: form.days(name, needed=needed),
    HourlyPay: lambda form, name, needed: form.hourly_pay(name, needed=needed),
    Share: _share,
}
