"""What is said beside a field of the simulator that is at fault, with the mend."""

import re
from collections.abc import Mapping

from partial_activity.adapters.formatting import ENGLISH, FRENCH, formatter
from partial_activity.domain.assessment.facts import AskedFact
from partial_activity.domain.errors import CannotAnswer, LawChangesInsidePeriod, NoRuleInForce
from partial_activity.domain.words import Words

_FIELDS: Mapping[str, str] = {
    "days": "first",
    "days.first": "first",
    "days.last": "last",
    "employee": "pay_kind",
    "employee.hourly_pay": "hourly_pay",
    "employee.loss.mean_pay": "mean_pay",
    "employee.loss.pay_received": "pay_received",
    "employee.loss.scale_minimum": "scale_minimum",
    "employee.monthly_hours": "monthly_hours",
    "employee.monthly_pay": "monthly_pay",
    "employee.share_of_minimum_wage": "minimum_wage_share",
    "employer.agreement_sent_on": "agreement_sent_on",
    "employer.situation": "situation",
    "employer.workforce": "workforce",
    "month": "month",
    "pay.employee_contribution_share": "contribution_share",
    "unworked_hours": "hours",
}
_LABELS: Mapping[str, Words] = {
    "month": Words("Mois", "Month"),
    "first": Words("Premier jour", "First day"),
    "last": Words("Dernier jour", "Last day"),
    "situation": Words("Situation", "Situation"),
    "workforce": Words("Effectif", "Workforce"),
    "category": Words("Catégorie", "Category"),
    "pay_kind": Words("Rémunération", "Pay"),
    "hourly_pay": Words("Rémunération horaire", "Hourly pay"),
    "monthly_pay": Words("Rémunération mensuelle", "Monthly pay"),
    "monthly_hours": Words("Heures que paie ce salaire", "Hours that this pay is for"),
    "minimum_wage_share": Words("Part du SMIC", "Share of the minimum wage"),
    "mean_pay": Words("Rémunération moyenne", "Mean pay"),
    "pay_received": Words("Rémunération reçue", "Pay received"),
    "scale_minimum": Words("Minimum du barème", "Minimum of the scale"),
    "hours": Words("Heures du mois", "Hours of the month"),
    "agreement_sent_on": Words("Accord envoyé le", "Agreement sent on"),
    "contribution_share": Words("Cotisations salariales", "Employee's contributions"),
    "known_on": Words("Tel que connu le", "As known on"),
}
_MISSING: Mapping[str, Words] = {
    "month": Words("Indiquez le mois des heures non travaillées.", "Give the month of the hours."),
    "hourly_pay": Words(
        "Indiquez la rémunération horaire brute, par exemple 15,00.",
        "Give the gross hourly pay, for instance 15.00.",
    ),
    "monthly_pay": Words(
        "Indiquez la rémunération mensuelle brute, par exemple 2 275,05.",
        "Give the gross monthly pay, for instance 2275.05.",
    ),
    "monthly_hours": Words(
        "Indiquez les heures que paie ce salaire : 151,67 à temps plein.",
        "Give the hours that this pay is for: 151.67 full time.",
    ),
    "minimum_wage_share": Words(
        "Indiquez le pourcentage du SMIC, par exemple 43.",
        "Give the percentage of the minimum wage, for instance 43.",
    ),
    "mean_pay": Words(
        "Indiquez la moyenne mensuelle brute des douze mois civils d'avant.",
        "Give the gross monthly mean of the twelve civil months before.",
    ),
    "pay_received": Words(
        "Indiquez la rémunération brute réellement reçue ce mois ; 0 si aucune.",
        "Give the gross pay really received this month; 0 if there was none.",
    ),
    "scale_minimum": Words(
        "Indiquez le minimum mensuel du barème.", "Give the monthly minimum of the scale."
    ),
    "hours": Words(
        "Indiquez les heures non travaillées du mois, par exemple 70.",
        "Give the hours not worked in the month, for instance 70.",
    ),
    "workforce": Words(
        "Avant mars 2020, l'allocation dépend de l'effectif (jusqu'à 250 salariés, ou plus) : "
        "indiquez-le.",
        "Before March 2020 the allowance depends on the workforce (up to 250 employees, or more): "
        "give it.",
    ),
    "agreement_sent_on": Words(
        "Tel que connu à cette date, le taux dépend du jour d'envoi de l'accord : indiquez-le.",
        "As known on that day, the share depends on the day the agreement was sent: give it.",
    ),
    "contribution_share": Words(
        "Ces heures de formation sont payées à 100 % du net : indiquez la part des cotisations "
        "salariales, par exemple 20,84.",
        "These hours of training are paid at 100 % of the net pay: give the share of the "
        "employee's contributions, for instance 20.84.",
    ),
}
_OUT_OF_RANGE: Mapping[str, Words] = {
    "monthly_hours": Words(
        "Les heures payées doivent être au-dessus de zéro : 151,67 à temps plein, moins à temps "
        "partiel.",
        "The hours paid must be above zero: 151.67 full time, less for part-time.",
    ),
    "situation": Words(
        "Cette situation n'existe qu'à Mayotte : choisissez ce territoire plus bas.",
        "This situation exists in Mayotte only: choose that territory below.",
    ),
}
_BY_CODE: Mapping[str, Words] = {
    "missing": Words("Remplissez ce champ.", "Fill this field in."),
    "not_a_number": Words(
        "Ce n'est pas un nombre : écrivez des chiffres, par exemple 1234,56.",
        "This is not a number: write digits, for instance 1234.56.",
    ),
    "not_hours": Words(
        "Ce ne sont pas des heures : écrivez 7,5, 7h30 ou 7:30.",
        "These are no hours: write 7.5, 7h30 or 7:30.",
    ),
    "too_precise": Words(
        "Trop de décimales : deux suffisent, rien n'est arrondi à votre place.",
        "Too many decimals: two are enough, nothing is rounded for you.",
    ),
    "out_of_range": Words(
        "Ce nombre est hors limites : il doit être positif et vraisemblable.",
        "This number is out of range: it must be positive and plausible.",
    ),
    "unknown_value": Words(
        "Cette valeur n'est pas reconnue : choisissez-la dans la liste ou le calendrier.",
        "This value is not known: choose it from the list or the calendar.",
    ),
    "not_modelled": Words(
        "Aucune source lue ne donne la règle de ce cas.",
        "No source we could read gives the rule of this case.",
    ),
}
_MONTH_FORM = Words("Écrivez le mois comme 2021-07.", "Write the month as 2021-07.")
_DAY_FORM = Words(
    "Ce jour n'existe pas : écrivez-le comme 2021-07-31.",
    "There is no such day: write it as 2021-07-31.",
)
_DAYS = frozenset({"first", "last", "known_on", "agreement_sent_on"})
OUTSIDE_MONTH = Words(
    "Ce jour est hors du mois choisi : faites une simulation par mois.",
    "This day is outside the month chosen: make one simulation a month.",
)
LAST_BEFORE_FIRST = Words(
    "Le dernier jour est avant le premier : échangez-les.",
    "The last day is before the first: swap them.",
)
WHOLE_NUMBER = Words(
    "Écrivez un nombre entier de salariés, au moins 1.",
    "Write a whole number of employees, 1 at least.",
)
PRIVATE_EMPLOYER = Words(
    "Le simulateur ne traite pas les particuliers employeurs, dont le dispositif est à part.",
    "The simulator does not answer for private employers, who have a scheme of their own.",
)
SHARE_FOR_APPRENTICES = Words(
    "Seuls les apprentis et les contrats de professionnalisation sont payés en pourcentage du "
    "SMIC : choisissez une autre rémunération, ou la catégorie.",
    "Only apprentices and vocational contracts are paid a share of the minimum wage: choose "
    "another pay, or the category.",
)


def fact_field(name: str) -> str:
    """The field of a fact that only a regime of the law in use asks for."""
    return f"{_FACT}{name}"


def of_fact(error: CannotAnswer, asked: AskedFact) -> Words:
    """What is said beside such a field: the regime knows what the fact looks like."""
    french, english = (
        formatter(language).figure(asked.fact.examples[0]) for language in (FRENCH, ENGLISH)
    )
    if error.code == "missing":
        return Words(
            f"À remplir, par exemple {french}.", f"To be filled in, for instance {english}."
        )
    return Words(
        f"Cette valeur ne se lit pas : écrivez-la comme {french}.",
        f"This value cannot be read: write it as {english}.",
    )


_FACT, _FACT_PATH = "fact_", "facts."


def field_of(path: str) -> str:
    """The field for a place in the case; "" where it is the case as a whole."""
    if match := re.fullmatch(r"periods\[(\d+)\]\.(contract|worked|leave)_hours", path):
        return f"week{int(match[1]) + 1}_{match[2]}"
    if path.startswith(_FACT_PATH):
        return fact_field(path.removeprefix(_FACT_PATH))
    return _FIELDS.get(path, "")


def label(name: str) -> Words:
    """What the list of faults calls a field; the case, where it is no field's alone."""
    if name.startswith("week"):
        return Words(f"Semaine {name[4]}", f"Week {name[4]}")
    return _LABELS.get(name, Words("Le cas", "The case"))


def missing(name: str) -> Words:
    """What to write in a field that is empty."""
    if name.startswith("week"):
        return Words(
            "Indiquez les heures du contrat pour cette semaine, par exemple 35.",
            "Give the hours of the contract for this week, for instance 35.",
        )
    return _MISSING.get(name, _BY_CODE["missing"])


NO_SHARE = Words(
    "Une part s'écrit 43 %, 43 ou 0,43, jusqu'à 100 % ; pour 1, écrivez 1 % ou 100 %.",
    "A share is written 43 %, 43 or 0.43, up to 100 %; for 1, write 1 % or 100 %.",
)


def error_message(error: CannotAnswer, name: str) -> Words:
    """What is said of an error beside the field of that name."""
    if isinstance(error, LawChangesInsidePeriod):
        return Words(
            f"Le droit change le {formatter(FRENCH).day(error.day)}, au milieu de ces jours : "
            "faites une simulation jusqu'à la veille et une autre à partir de ce jour.",
            f"The law changes on {error.day}, inside these days: make one simulation up to the "
            "day before and another from that day.",
        )
    if isinstance(error, NoRuleInForce):
        return _no_rule(error)
    return _of_field(error, name)


def _of_field(error: CannotAnswer, name: str) -> Words:
    if error.code == "missing":
        return missing(name)
    if error.code in {"out_of_range", "conflicting_keys"} and name in _OUT_OF_RANGE:
        return _OUT_OF_RANGE[name]
    if error.code == "unknown_value" and (name in _DAYS or name == "month"):
        return _DAY_FORM if name in _DAYS else _MONTH_FORM
    return _BY_CODE.get(error.code, Words(error.french, error.message))


def _no_rule(error: NoRuleInForce) -> Words:
    known = error.known_on
    return Words(
        f"Aucun texte publié ne répond pour le {formatter(FRENCH).day(error.day)}"
        + (f", tel que connu le {formatter(FRENCH).day(known)}" if known else "")
        + " : vérifiez le mois ; les règles sont connues à partir de juillet 2013.",
        f"No published text answers for {error.day}"
        + (f", as known on {known}" if known else "")
        + ": check the month; the rules are known from July 2013 on.",
    )
