"""The sentences of claims, in French and in English, by stable code (see wording.py).

Figures are counts, hours, euros, days and numbers of establishments: never a person's name or
number.
"""

LINE_PROBLEMS: dict[str, tuple[str, str]] = {
    "hours_above_count": (
        "{claimed} heures chômées demandées, {count} au plus : contrat moins heures travaillées et "
        "assimilées (R. 5122-11).",
        "{claimed} unworked hours claimed, {count} at most: contract less hours worked or "
        "assimilated (R. 5122-11).",
    ),
    "negative_hours": (
        "Des heures ne peuvent pas être négatives : {key}.",
        "Hours cannot be negative: {key}.",
    ),
    "no_contract_hours": (
        "L'horaire du contrat, pour la semaine entière, est supérieur à zéro.",
        "The hours of the contract, for the whole week, are above zero.",
    ),
    "days_do_not_make_hours": (
        "{days} jours chômés font {hours} heures, à sept heures par jour ; la ligne en dit "
        "{claimed}.",
        "{days} unworked days make {hours} hours, at seven hours a day; the line says {claimed}.",
    ),
    "duplicate_line": (
        "Ces jours de ce salarié sont déjà demandés, dans cette demande ou dans une autre.",
        "These days of this employee are claimed already, in this claim or in another.",
    ),
    "slice_outside_month": (
        "Les jours d'une ligne sont ceux de sa semaine et du mois de la demande : {reason}",
        "The days of a line are those of its week and of the claim's month: {reason}",
    ),
    "not_assessed": (
        "Ligne sans réponse ({code}, {path}) : {reason}",
        "A line without an answer ({code}, {path}): {reason}",
    ),
    "nothing_due": (
        "Rien n'est dû pour ces jours ({article}) : {motif}",
        "Nothing is due for these days ({article}): {reason}",
    ),
    "unknown_authorisation": (
        "Aucune autorisation en vigueur sous ce numéro pour cet établissement et ce mois.",
        "No authorisation stands under this number for this establishment and month.",
    ),
    "claim_not_draft": (
        "La demande de ce mois est déjà déposée ({state}) : corrigez-la par une nouvelle version.",
        "The claim of this month is filed already ({state}): correct it by a new version.",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "week_limit_reached": (
        "Les autres parties de la semaine laissent moins d'heures que demandé : durée légale "
        "partagée.",
        "The other slices of the week leave fewer hours than claimed: one legal duration shared.",
    ),
    "fact_not_known": (
        "Non vérifié, faute de : {fact}.",
        "Not checked, for lack of: {fact}.",
    ),
    "law_without_answer": (
        "Le droit connu ne répond pas : {reason}.",
        "The law as known gives no answer: {reason}.",
    ),
    "headcount_above_decision": (
        "{claimed} salariés demandés, {authorised} dans l'autorisation.",
        "{claimed} employees claimed, {authorised} in the authorisation.",
    ),
    "hours_above_decision": (
        "{claimed} heures demandées et {before} déjà demandées, {authorised} prévues par "
        "l'autorisation.",
        "{claimed} hours claimed and {before} claimed before, {authorised} foreseen by the "
        "authorisation.",
    ),
    "establishment_not_registered": (
        "L'établissement n'est pas au répertoire Sirene.",
        "The establishment is not in the national register.",
    ),
    "establishment_closed": (
        "L'établissement est fermé au répertoire depuis le {since}.",
        "The establishment is closed in the register since {since}.",
    ),
    "establishment_closed_undated": (
        "L'établissement est fermé au répertoire, sans date.",
        "The establishment is closed in the register, without a day.",
    ),
    "insolvency_open": (
        "Procédure collective ouverte : {kind}.",
        "Insolvency proceedings are open: {kind}.",
    ),
    "employees_claimed_elsewhere": (
        "{employees} salariés demandés ailleurs pour les mêmes jours : {where}.",
        "{employees} employees claimed elsewhere for the same days: {where}.",
    ),
    "weeks_above_contract": (
        "{weeks} semaines où travail et chômage dépassent le contrat, de {above} heures.",
        "{weeks} weeks in which worked and unworked hours exceed the contract, by {above} hours.",
    ),
    "leave_claimed": (
        "{weeks} semaines avec congés ou maladie où les heures chômées en prennent {above}.",
        "{weeks} weeks with leave or sickness of which {above} hours are claimed as unworked.",
    ),
    "pay_jumped": (
        "{employees} salariés dont le taux horaire dépasse de plus de {share} celui du dernier "
        "mois demandé ; le plus fort : {before} € puis {now} €.",
        "{employees} employees whose hourly pay is more than {share} above that of the last month "
        "claimed; the highest: €{before}, then €{now}.",
    ),
    "pay_under_minimum_wage": (
        "{lines} lignes à un taux horaire inférieur au SMIC.",
        "{lines} lines at an hourly pay under the minimum wage.",
    ),
    "pay_over_cap": (
        "{lines} lignes sur {of} à un taux horaire au-dessus du plafond.",
        "{lines} lines of {of} at an hourly pay over the cap.",
    ),
    "iban_changed": (
        "Coordonnées bancaires changées le {changed}, il y a {days} jours.",
        "Bank account changed on {changed}, {days} days ago.",
    ),
    "iban_shared": (
        "Le même compte sert à d'autres entreprises : {firms} (SIREN {sirens}).",
        "The same account serves other firms: {firms} (SIREN {sirens}).",
    ),
    "fresh_account_large_sum": (
        "Compte créé le {created}, il y a {days} jours ; allocation demandée : {allowance} €.",
        "Account created on {created}, {days} days ago; allowance claimed: €{allowance}.",
    ),
    "disposable_address": (
        "Adresse électronique jetable : {domains}.",
        "Disposable e-mail address: {domains}.",
    ),
    "hours_far_from_payroll": (
        "{employees} salariés dont les heures s'écartent de la paie déclarée : {claimed} "
        "demandées, {declared} déclarées.",
        "{employees} employees whose hours are far from declared payroll: {claimed} claimed, "
        "{declared} declared.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "no_authorisation": (
        "L'autorisation {number} a été refusée ou retirée.",
        "The authorisation {number} was refused or withdrawn.",
    ),
    "outside_authorisation": (
        "{lines} lignes hors de la période autorisée, du {first} au {last}.",
        "{lines} lines outside the authorised days, from {first} to {last}.",
    ),
    "employees_above_quota": (
        "{employees} salariés au-delà du contingent de {year} : {above} heures de trop, le plus "
        "grand dépassement étant de {most}.",
        "{employees} employees above the quota of {year}: {above} hours too many, {most} for the "
        "one furthest above.",
    ),
}
