"""What to do about a need or a refusal, beside the sentence of the law."""

from collections.abc import Mapping

from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import WIDE

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
_CONTENT: Mapping[str, Words] = {
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
}
_BY_CODE: Mapping[str, Words] = {
    "forecast_missing": Words(
        "Comptez : salariés × semaines × heures non travaillées par semaine.",
        "Count: employees × weeks × hours not worked a week.",
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
    "foundation_missing": Words(
        "Dites si la demande repose sur un accord ou sur un document.",
        "Say whether it rests on an agreement or on a document.",
    ),
    "agreement_day_missing": Words(
        "Indiquez le jour où l'accord ou le document a été transmis.",
        "Give the day on which the agreement or document was sent.",
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


def advice(found: Refusal) -> Words | None:
    """What to do about it; None where the sentence says it all."""
    if found.code == "content_missing":
        return _CONTENT.get(str(found.values["item"]))
    return _BY_CODE.get(found.code)


def reason(found: Refusal) -> Words:
    """The sentence, and its article."""
    values = {
        key: NAMED.get(held, held) if isinstance(held, str) else held
        for key, held in found.values.items()
    }
    told = Refusal(found.code, found.article, values)
    return Words(
        f"{told.french.rstrip('.')}{_of(found)}.", f"{told.english.rstrip('.')}{_of(found)}."
    )


def mend(found: Refusal) -> Words:
    """The sentence, its article, and what to do."""
    told, todo = reason(found), advice(found)
    if todo is None:
        return told
    return Words(f"{told.french} {todo.french}", f"{told.english} {todo.english}")


def lack(found: Refusal, field: str) -> Words:
    """The same beside the field it speaks of, which need not be named again."""
    if found.code not in _LACKS or field not in _FIELDS:
        return mend(found)
    asked = _FIELDS[field]
    return Words(f"{asked.french}{_of(found)}.", f"{asked.english}{_of(found)}.")


_LACKS = frozenset({"content_missing", "forecast_missing"})


def _of(found: Refusal) -> str:
    """The article, which no line cuts in two."""
    return f" ({found.article.replace('. ', f'.{WIDE}')})" if found.article else ""
