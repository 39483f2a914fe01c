"""The form of a request for authorisation: what is read, and beside which field a fault is told."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from attrs import frozen

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.filing import LONG_TERM, Filing
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    EarlierUse,
    Opinion,
    Perimeter,
)
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.law.book import Law, Tables
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive, Several
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.people.people import Establishment
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.request_errors import lack
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.usecases.authorisation.requests import RequestForm

Member = TypeVar("Member", bound=Enum)

LONGEST_TEXT = 4000
"""Characters of the circumstances, and of the commitments together."""
MOST_EMPLOYEES = 1_000_000
_MOST_HOURS = Hours(10**12)

LABELS: Mapping[str, Words] = {
    "scheme": Words("Dispositif", "Scheme"),
    "territory": Words("Territoire", "Territory"),
    "situation": Words("Situation de l'entreprise", "Situation of the firm"),
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
    "foundation": Words("Fondement", "What it rests on"),
    "agreement_sent_on": Words("Accord ou document transmis le", "Agreement or document sent on"),
    "iban": Words("Compte bancaire (IBAN)", "Bank account (IBAN)"),
    "truth": Words("Déclaration", "Declaration"),
    "insist": Words("Déposer malgré tout", "File in spite of it"),
}
"""What a field is called, beside it and in lists."""
NAMES = tuple(name for name in LABELS if name not in ("truth", "insist"))
"""The fields of the form; the others are asked for when it is filed."""

_LAST_BEFORE_FIRST = Words(
    "Le dernier jour est avant le premier : échangez-les.",
    "The last day is before the first: swap them.",
)
_HOURS = Words(
    "Écrivez un nombre d'heures positif, par exemple 560.",
    "Write a positive number of hours, for instance 560.",
)
_CHOOSE = Words("Choisissez une des propositions.", "Choose one of those proposed.")
_IBAN = Words(
    "Indiquez l'IBAN : la décision le reprend (R. 5122-4). En attendant, ce que vous avez écrit "
    "est gardé.",
    "Give the IBAN: the decision states it (R. 5122-4). Meanwhile what you wrote is kept.",
)


def blank(establishment: Establishment, known: AuthorisationRequest | None) -> Form:
    """What a new request begins with: the account and workforce of the one before, if any."""
    typed = {
        "scheme": Scheme.ORDINARY.value,
        "situation": Situation.GENERAL.value,
        "territory": Territory.NATIONAL.value,
        "opinion": str(Opinion.NOT_GIVEN.value),
        "perimeter": str(Perimeter.WHOLE_REDUCED.value),
        "earlier_use": str(EarlierUse.UNKNOWN.value),
    }
    if establishment.workforce:
        typed["workforce"] = str(establishment.workforce)
    if known is not None:
        typed |= {"iban": spaced(known.iban), "territory": known.territory.value}
        typed |= {"workforce": str(known.workforce)} if known.workforce else {}
    return Form(typed)


def like(known: AuthorisationRequest) -> Form:
    """What a request begins with that is made like another: all but its days."""
    typed = {key: held for key, held in typed_of(known).items() if key not in ("first", "last")}
    return Form(typed)


def typed_of(request: AuthorisationRequest) -> dict[str, str]:
    """The fields that a draft fills."""
    agreement = request.agreement_sent_on
    return {
        "scheme": request.scheme.value,
        "situation": request.situation.value,
        "territory": request.territory.value,
        "motive": str(request.motive.value) if request.motive else "",
        "circumstances": request.circumstances,
        "first": request.span.first.isoformat(),
        "last": request.last_day.isoformat(),
        "headcount": str(request.headcount or ""),
        "forecast_hours": _plain(request.forecast_hours),
        "workforce": str(request.workforce or ""),
        "opinion": str(request.opinion.value),
        "commitments": "\n".join(request.commitments),
        "perimeter": str(request.perimeter.value),
        "earlier_use": str(request.earlier_use.value),
        "foundation": request.foundation.value if request.foundation else "",
        "agreement_sent_on": agreement.isoformat() if agreement else "",
        "iban": spaced(request.iban),
    }


def read(form: Form) -> RequestForm | None:
    """What was written; None where a field is at fault, which the form then tells."""
    scheme = form.choice("scheme", Scheme)
    first, last = form.day("first"), form.day("last")
    if first and last and last < first:
        form.wrong("last", _LAST_BEFORE_FIRST)
    iban = form.iban("iban") if form.has("iban") else None
    if not form.has("iban"):
        form.wrong("iban", _IBAN)
    written = {
        "situation": form.choice("situation", Situation, needed=False) or Situation.GENERAL,
        "territory": form.choice("territory", Territory, needed=False) or Territory.NATIONAL,
        "circumstances": form.text("circumstances", needed=False, longest=LONGEST_TEXT) or "",
        "headcount": form.whole("headcount", needed=False, most=MOST_EMPLOYEES) or 0,
        "forecast_hours": _hours(form),
        "workforce": form.whole("workforce", needed=False, most=MOST_EMPLOYEES) or 0,
        "opinion": _numbered(form, "opinion", Opinion) or Opinion.NOT_GIVEN,
        "commitments": _commitments(form),
        "perimeter": _numbered(form, "perimeter", Perimeter) or Perimeter.WHOLE_REDUCED,
        "earlier_use": _numbered(form, "earlier_use", EarlierUse) or EarlierUse.UNKNOWN,
    }
    if scheme is Scheme.ORDINARY:
        written["motive"] = _numbered(form, "motive", Motive)
    elif scheme in LONG_TERM:
        written["foundation"] = form.choice("foundation", Foundation, needed=False)
        written["agreement_sent_on"] = form.day("agreement_sent_on", needed=False)
    if not form.sound or scheme is None or first is None or last is None or iban is None:
        return None
    return RequestForm(span=Span(first, last), iban=iban, scheme=scheme, **written)  # type: ignore[arg-type]  # each read as its field says


def tell_lacks(form: Form, request: AuthorisationRequest, found: Sequence[Refusal]) -> None:
    """Put each thing the law asks for beside the field that gives it, with its article."""
    for one in found:
        for name in fields_of(one, request):
            form.wrong(name, lack(one, name))


def fields_of(found: Refusal, request: AuthorisationRequest) -> Sequence[str]:
    """The fields that a need or a refusal speaks of; "" where it is none of the form's."""
    if found.code != "content_missing":
        return (_FIELDS.get(found.code, ""),)
    item = str(found.values["item"])
    if item != "motives":
        return (_OF_CONTENT.get(item, ""),)
    ordinary = request.scheme is Scheme.ORDINARY
    lacking = ["motive"] if ordinary and request.motive is None else []
    return [*lacking, *(["circumstances"] if not request.circumstances.strip() else [])]


_OF_CONTENT: Mapping[str, str] = {
    "period": "first",
    "employees": "headcount",
    "bank_details": "iban",
    "opinion": "opinion",
    "commitments": "commitments",
}
_FIELDS: Mapping[str, str] = {
    "forecast_missing": "forecast_hours",
    "foundation_missing": "foundation",
    "agreement_day_missing": "agreement_sent_on",
    "request_too_late": "first",
    "authorisation_too_long": "last",
    "six_months_used": "last",
    "motive_not_admitted": "motive",
    "scheme_not_open": "scheme",
    "long_term_not_open": "agreement_sent_on",
    "long_term_amendment_too_late": "agreement_sent_on",
    "long_term_start_too_early": "first",
    "long_term_start_too_late": "first",
}


@frozen
class Guide:
    """The figures of the law that the form's help speaks of; None where no text gives one."""

    months: int | None
    """Longest authorisation."""
    tacit_days: int | None
    opinion_from: int | None
    """Workforce from which the council's opinion is due."""
    opinion_months: int | None
    """In which it may follow, for the motives that let it."""
    late_days: int | None
    """In which the request itself may follow, for the motives that let it."""
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
        found = read.maybe(tables, Category.GENERAL, today)
        return "" if found is None else ", ".join(str(one.value) for one in found.members)

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


def problems(filing: Filing) -> Sequence[Refusal]:
    """All that stands against filing, needs first."""
    return (*filing.needs, *filing.refusals)


def spaced(iban: Iban) -> str:
    """In fours, as banks print it."""
    return " ".join(iban.text[at : at + 4] for at in range(0, len(iban.text), 4))


def _numbered(form: Form, name: str, members: type[Member]) -> Member | None:
    """One of an enumeration whose values are numbers."""
    return form.read(name, lambda text: members(int(text)), _CHOOSE, needed=False)


def _hours(form: Form) -> Hours:
    hours = form.hours("forecast_hours", needed=False)
    if hours is not None and not ZERO_HOURS <= hours <= _MOST_HOURS:
        form.wrong("forecast_hours", _HOURS)
    return hours or ZERO_HOURS


def _commitments(form: Form) -> tuple[str, ...]:
    text = form.text("commitments", needed=False, longest=LONGEST_TEXT) or ""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _plain(hours: Hours) -> str:
    if not hours.hundredths:
        return ""
    text = str(hours)
    return text.removesuffix(".00").replace(".", ",")
