"""What is wrong with a request: beside which field it is told, and what to do about it."""

from collections.abc import Mapping, Sequence

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.filing import Filing, fact_needed
from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.law.statements import Refusal, with_article
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import unbroken
from partial_activity.entrypoints.flask_app.pages.forms import Form

_FIELDS: Mapping[str, Words] = {
    "motive": Words("Choisissez le motif de recours", "Choose the motive"),
    "circumstances": Words(
        "Décrivez ce qui s'est passé, en quelques phrases",
        "Describe what happened, in a few sentences",
    ),
    "headcount": Words(
        "Indiquez combien de salariés sont concernés, au moins 1",
        "Say how many employees are concerned, 1 at least",
    ),
    "forecast_hours": Words(
        "Indiquez les heures chômées prévues : salariés × semaines × heures par semaine",
        "Give the unworked hours forecast: employees × weeks × hours a week",
    ),
}
"""What to write in a field that is lacking: shorter than the sentence of the law."""
_AGAINST: Mapping[str, str] = {
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
"""The field that a refusal speaks of; that of a need is the fact it asks for."""
_OF_DAYS = {"first_day": "first", "last_day": "last"}
_TODO: Mapping[str, Words] = {
    "motives": Words(
        "Choisissez le motif et décrivez ce qui s'est passé, en quelques phrases.",
        "Choose the motive and describe what happened, in a few sentences.",
    ),
    "employees": Words(
        "Indiquez combien de salariés sont concernés, au moins 1.",
        "Say how many employees are concerned, 1 at least.",
    ),
    "opinion": Words(
        "Indiquez l'avis rendu par le comité, ou choisissez « Pas de comité dans l'entreprise ».",
        "Give the council's opinion, or choose “The firm has no council”.",
    ),
    "commitments": Words(
        "Des salariés ont déjà été placés en activité partielle : écrivez au moins un engagement, "
        "par exemple le maintien des emplois concernés pendant l'autorisation.",
        "Employees were placed before: write one commitment at least, for instance to keep the "
        "jobs concerned during the authorisation.",
    ),
    "account_outside_sepa": Words(
        "Ce compte est hors de la zone SEPA : donnez l'IBAN d'un compte que nos virements "
        "atteignent.",
        "This account is outside the SEPA area: give the IBAN of one that our transfers reach.",
    ),
    "forecast_missing": Words(
        "Comptez : salariés × semaines × heures non travaillées par semaine.",
        "Count: employees × weeks × hours not worked a week.",
    ),
    "foundation_missing": Words(
        "Dites si la demande repose sur un accord ou sur un document.",
        "Say whether it rests on an agreement or on a document.",
    ),
    "agreement_day_missing": Words(
        "Indiquez le jour où l'accord ou le document a été transmis.",
        "Give the day on which the agreement or document was sent.",
    ),
    "request_too_late": Words(
        "Choisissez un premier jour à partir d'aujourd'hui, ou un motif pour lequel la demande "
        "peut suivre le placement.",
        "Choose a first day from today on, or a motive for which the request may follow.",
    ),
    "authorisation_too_long": Words(
        "Avancez le dernier jour ; une autre demande pourra prendre la suite.",
        "Bring the last day forward; another request can follow.",
    ),
    "six_months_used": Words(
        "Avancez le dernier jour, ou attendez que les mois déjà autorisés sortent de la période.",
        "Bring the last day forward, or wait until months authorised before leave the window.",
    ),
    "scheme_not_open": Words(
        "Choisissez le droit commun ou un autre dispositif.",
        "Choose the ordinary scheme or another.",
    ),
    "long_term_not_open": Words(
        "Vérifiez le jour d'envoi de l'accord ou du document, ou choisissez un autre dispositif.",
        "Check the day the agreement or document was sent, or choose another scheme.",
    ),
    "single_request_too_few": Words(
        "Retirez les autres établissements, et déposez une demande pour chacun.",
        "Take the other establishments out, and file a request for each.",
    ),
    "single_request_one_department": Words(
        "Retirez les autres établissements, et déposez une demande pour chacun.",
        "Take the other establishments out, and file a request for each.",
    ),
}
"""What to do about a need or a refusal, by the item of the law's list or by its code."""


def problems(filing: Filing) -> Sequence[Refusal]:
    """All that stands against filing, needs first."""
    return (*filing.needs, *filing.refusals)


def tell_lacks(form: Form, request: AuthorisationRequest, refusals: Sequence[Refusal]) -> None:
    """Put each thing the law asks for beside the field that gives it, with its article."""
    for one in refusals:
        for name in fields_of(one, request):
            form.wrong(name, lack(one, name))


def fields_of(refusal: Refusal, request: AuthorisationRequest) -> Sequence[str]:
    """The fields that a need or a refusal speaks of; "" where it is none of the form's."""
    if refusal.values.get("item") == "motives":
        ordinary = request.scheme is Scheme.ORDINARY
        lacking = ["motive"] if ordinary and request.motive is None else []
        return [*lacking, *(["circumstances"] if not request.circumstances.strip() else [])]
    fact = fact_needed(refusal)
    return (_OF_DAYS.get(fact, fact) or _AGAINST.get(refusal.code, ""),)


def advice(refusal: Refusal) -> Words | None:
    """What to do about it; None where the sentence says it all."""
    return _TODO.get(str(refusal.values.get("item", refusal.code)))


def reason(refusal: Refusal) -> Words:
    """The sentence, and its article."""
    values = {
        key: NAMED.get(held, held) if isinstance(held, str) else held
        for key, held in refusal.values.items()
    }
    told = Refusal(refusal.code, refusal.article, values)
    article = unbroken(refusal.article)
    return Words(with_article(told.french, article), with_article(told.english, article))


def error_message(refusal: Refusal) -> Words:
    """The sentence, its article, and what to do."""
    told, todo = reason(refusal), advice(refusal)
    if todo is None:
        return told
    return Words(f"{told.french} {todo.french}", f"{told.english} {todo.english}")


def lack(refusal: Refusal, field: str) -> Words:
    """The same beside the field it speaks of, which need not be named again."""
    if refusal.code not in _LACKS or field not in _FIELDS:
        return error_message(refusal)
    asked = _FIELDS[field]
    return Words(f"{asked.french}{_of(refusal)}.", f"{asked.english}{_of(refusal)}.")


_LACKS = frozenset({"content_missing", "forecast_missing"})


def _of(refusal: Refusal) -> str:
    """The article, which no line cuts in two."""
    return f" ({unbroken(refusal.article)})" if refusal.article else ""
