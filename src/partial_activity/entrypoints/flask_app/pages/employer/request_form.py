"""The form of a request for authorisation: what is read, and beside which field a fault is told."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.authorisation.requests import (
    FACTS,
    AuthorisationRequest,
    RequestFacts,
    asks_for,
)
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.book import Law, Tables
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive, Several
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.people.people import Establishment
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form

LONGEST_TEXT = 4000
"""Characters of the circumstances, and of the commitments together."""
MOST_EMPLOYEES = 1_000_000
_MOST_HOURS = Hours(10**12)

LABELS: Mapping[str, Words] = {
    "scheme": Words("Dispositif", "Scheme"),
    "territory": Words("Territoire", "Territory"),
    "situation": Words("Situation de l'entreprise", "Situation of the firm"),
    "foundation": Words("Fondement", "What it rests on"),
    "agreement_sent_on": Words("Accord ou document transmis le", "Agreement or document sent on"),
    "motive": Words("Motif de recours", "Motive"),
    "circumstances": Words("Circonstances", "Circumstances"),
    "first": Words("Premier jour", "First day"),
    "last": Words("Dernier jour", "Last day"),
    "perimeter": Words("Ce qui est concerné", "What is concerned"),
    "headcount": Words("Salariés concernés", "Employees concerned"),
    "forecast_hours": Words("Heures chômées prévues", "Unworked hours forecast"),
    "workforce": Words("Effectif de l'entreprise", "Workforce of the firm"),
    "opinion": Words("Avis du comité social et économique", "Works council's opinion"),
    "earlier_use": Words("Recours dans les 36 mois", "Use in the 36 months before"),
    "commitments": Words("Engagements", "Commitments"),
    "iban": Words("Compte bancaire (IBAN)", "Bank account (IBAN)"),
    "truth": Words("Déclaration", "Declaration"),
    "insist": Words("Déposer malgré tout", "File all the same"),
}
"""What a field is called, beside it and in lists, in the order of what a request says."""
NAMES = tuple(name for name in LABELS if name not in ("truth", "insist"))
"""The fields of the form; the others are asked for when it is filed."""

_LAST_BEFORE_FIRST = Words(
    "Le dernier jour est avant le premier : échangez-les.",
    "The last day is before the first: swap them.",
)
_IBAN = Words(
    "Indiquez l'IBAN : la décision le reprend (R. 5122-4). En attendant, ce que vous avez écrit "
    "est gardé.",
    "Give the IBAN: the decision states it (R. 5122-4). Meanwhile what you wrote is kept.",
)


def blank(
    establishment: Establishment, known: AuthorisationRequest | None, territory: Territory
) -> Form:
    """What a new request begins with.

    Args:
        establishment: whose request it is.
        known: the one before, whose account, territory and workforce are taken; None: the first.
        territory: of a first one.
    """
    usual = {field.name: field.default for field in attrs.fields(RequestFacts)}
    # Where a fact has no usual value, attrs says so with a member of an enumeration of its own.
    stated = {name: held for name, held in usual.items() if held is not attrs.NOTHING}
    typed = {name: _typed(name, held) for name, held in stated.items() if isinstance(held, Enum)}
    if establishment.workforce:
        typed["workforce"] = str(establishment.workforce)
    if known is None:
        typed["territory"] = territory.value
    else:
        typed |= {"iban": spaced(known.iban), "territory": known.territory.value}
        typed |= {"workforce": str(known.workforce)} if known.workforce else {}
    return Form(typed)


def like(known: AuthorisationRequest) -> Form:
    """What a request begins with that is made like another: all but its days."""
    typed = {key: held for key, held in typed_of(known).items() if key not in ("first", "last")}
    return Form(typed)


def typed_of(facts: RequestFacts) -> dict[str, str]:
    """The fields that a draft fills."""
    days = {"first": facts.span.first.isoformat(), "last": facts.last_day.isoformat()}
    stated = facts.by_name().items()
    return days | {name: _typed(name, held) for name, held in stated if name != "span"}


def read(form: Form, law: Law) -> RequestFacts | None:
    """What was written; None where a field is at fault, which the form then tells."""
    scheme = form.choice("scheme", Scheme)
    first, last = form.day("first"), form.day("last")
    if first and last and last < first:
        form.wrong("last", _LAST_BEFORE_FIRST)
    iban = form.iban("iban") if form.has("iban") else None
    if not form.has("iban"):
        form.wrong("iban", _IBAN)
    names = [name for name in FACTS if name not in ("scheme", "span", "iban")]
    # What the scheme does not ask for is kept in case it is changed back, and hinders nobody.
    aside = Form(form.typed)
    read_so = {name: _read(form if asks_for(scheme, name) else aside, name, law) for name in names}
    if not form.sound or scheme is None or first is None or last is None or iban is None:
        return None
    stated: dict[str, Any] = {name: held for name, held in read_so.items() if held is not None}
    return RequestFacts(scheme=scheme, span=Span(first, last), iban=iban, **stated)


@frozen
class Guide:
    """The figures of the law that the form's help speaks of; None where no text gives one."""

    months: int | None
    """Longest authorisation."""
    tacit_days: int | None
    opinion_from: int | None
    """Workforce from which the council's opinion is due."""
    opinion_months: int | None
    """The months in which it may follow, for the motives that let it."""
    late_days: int | None
    """The days in which the request itself may follow, for the motives that let it."""
    commitment_months: int | None
    single_from: int | None
    """Establishments from which one request stands for all."""
    late_motives: str
    """Numbers of the motives for which the request may follow the placement."""
    opinion_motives: str
    """Numbers of those for which the opinion may follow the request."""


def guide(law: Law, today: date) -> Guide:
    """What the law of the day says, as known on it."""
    read = Consultation(law, today)

    def of(tables: Tables[int]) -> int | None:
        return read.maybe(tables, Category.GENERAL, today)

    def motives(tables: Tables[Several[Motive]]) -> str:
        motives = read.maybe(tables, Category.GENERAL, today)
        return "" if motives is None else ", ".join(str(one.value) for one in motives.members)

    longest = read.maybe(law.authorisation_maximum_months, Category.GENERAL, today)
    return Guide(
        months=longest.months if longest is not None else None,
        tacit_days=of(law.authorisation_tacit_days),
        opinion_from=of(law.opinion_from_workforce),
        opinion_months=of(law.opinion_later_months),
        late_days=of(law.request_window_days),
        commitment_months=of(law.authorisation_commitments_months),
        single_from=of(law.request_single_from_establishments),
        late_motives=motives(law.request_window_motives),
        opinion_motives=motives(law.opinion_later_motives),
    )


def spaced(iban: Iban) -> str:
    """The IBAN in fours, as banks print it."""
    return " ".join(iban.text[at : at + 4] for at in range(0, len(iban.text), 4))


def _read(form: Form, name: str, law: Law) -> object:
    """A fact as its kind is read; None: nothing is written, or it is at fault."""
    kind = FACTS[name]
    if kind is Situation:
        return form.choice(name, situations_of(law).values(), needed=False)
    if issubclass(kind, Enum):
        return form.choice(name, kind, needed=False)
    return _READERS[kind](form, name)


def _typed(name: str, held: object) -> str:
    """A fact as its field holds it."""
    if held is None:
        return ""
    if isinstance(held, Enum | Sector):
        return str(held.value)
    return _TYPED[FACTS[name]](held)


def _plain(hours: Hours) -> str:
    if not hours.hundredths:
        return ""
    return str(hours).removesuffix(".00").replace(".", ",")  # as a field is typed: no group


_READERS: Mapping[type, Callable[[Form, str], Any]] = {
    str: lambda form, name: form.text(name, needed=False, longest=LONGEST_TEXT),
    int: lambda form, name: form.whole(name, needed=False, most=MOST_EMPLOYEES),
    Hours: lambda form, name: form.hours(name, needed=False, most=_MOST_HOURS),
    date: lambda form, name: form.day(name, needed=False),
    tuple: lambda form, name: form.lines(name, longest=LONGEST_TEXT),
}
_TYPED: Mapping[type, Callable[[Any], str]] = {
    str: str,
    int: lambda number: str(number or ""),
    Hours: _plain,
    date: date.isoformat,
    tuple: "\n".join,
    Iban: spaced,
}
