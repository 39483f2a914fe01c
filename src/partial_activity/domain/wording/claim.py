"""The sentences of claims, in French and in English, by stable code (see wording.py).

Figures are counts, hours, euros, days and numbers of establishments: never a person's name or
number.
"""

WARNINGS: dict[str, tuple[str, str]] = {
    "week_limit": (
        "La semaine n'ouvre droit qu'à 35 heures, ou à la durée du contrat si elle est plus "
        "courte, moins les heures travaillées ou assimilées dans toutes ses parties "
        "(R. 5122-19) : le reste demandé n'est pas compté.",
        "The week opens a right to 35 hours, or to the contract's if they are fewer, less the "
        "hours worked or assimilated in all its slices (R. 5122-19): the rest that is claimed is "
        "not counted.",
    ),
    "slice_limit": (
        "Une partie de semaine n'ouvre droit qu'à un cinquième de l'horaire du contrat pour chacun "
        "de ses jours, cinq jours au plus (R. 5122-19) : le reste demandé n'est pas compté.",
        "A slice of a week opens a right to a fifth of the contract's hours for each of its days, "
        "five days at most (R. 5122-19): the rest that is claimed is not counted.",
    ),
    "overtime_of_contract_not_counted": (
        "Forfait en heures : les heures au-delà de 35 ne sont pas comptées, la ligne ne porte pas "
        "la date de la convention (L. 5122-3).",
        "Contract in hours: the hours above 35 are not counted, for the line does not carry the "
        "day of the agreement (L. 5122-3).",
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
        "{claimed:salarié demandé|salariés demandés}, {authorised} dans l'autorisation.",
        "{claimed:employee claimed|employees claimed}, {authorised} in the authorisation.",
    ),
    "hours_above_decision": (
        "{claimed:heure demandée|heures demandées} et {before} déjà demandées, {authorised} "
        "prévues par l'autorisation.",
        "{claimed:hour claimed|hours claimed} and {before} claimed before, {authorised} foreseen "
        "by the authorisation.",
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
        "{employees:salarié demandé|salariés demandés} ailleurs pour les mêmes jours : {where}.",
        "{employees:employee claimed|employees claimed} elsewhere for the same days: {where}.",
    ),
    "employees_claimed_by_others": (
        "{employees:salarié est aussi demandé|salariés sont aussi demandés} par un autre "
        "établissement pour les mêmes jours : un agent vérifiera.",
        "{employees:employee is|employees are} claimed by another establishment too, for the same "
        "days: an officer will check.",
    ),
    "weeks_above_contract": (
        "{weeks:semaine|semaines} où travail et chômage dépassent le contrat, de "
        "{above:heure|heures}.",
        "{weeks:week|weeks} in which worked and unworked hours exceed the contract, by "
        "{above:hour|hours}.",
    ),
    "leave_claimed": (
        "{weeks:semaine|semaines} avec congés ou maladie où les heures chômées en prennent "
        "{above}.",
        "{weeks:week|weeks} with leave or sickness of which {above:hour is|hours are} claimed as "
        "unworked.",
    ),
    "pay_jumped": (
        "{employees:salarié|salariés} dont le taux horaire s'écarte de plus de {share} de celui "
        "du dernier mois demandé ; le plus grand écart : {before} € puis {now} €.",
        "{employees:employee|employees} whose hourly pay is more than {share} away from that of "
        "the last month claimed; the furthest: €{before}, then €{now}.",
    ),
    "pay_of_a_month": (
        "{lines:ligne|lignes} à un taux horaire de plus de {times} SMIC, jusqu'à {highest} € : "
        "serait-ce un salaire mensuel ?",
        "{lines:line|lines} at an hourly pay above {times} minimum wages, up to €{highest}: is it "
        "the pay of a month?",
    ),
    "hours_on_rest_days": (
        "{lines:ligne|lignes} où {hours:heure chômée tombe|heures chômées tombent} un dimanche ou "
        "un jour férié, que l'employeur paie.",
        "{lines:line|lines} of which {hours:unworked hour falls|unworked hours fall} on a Sunday "
        "or a public holiday, which the employer pays.",
    ),
    "number_of_two_names": (
        "{employees:numéro|numéros} de sécurité sociale sous deux noms : l'un d'eux a sans doute "
        "le numéro d'un autre.",
        "{employees:social security number|social security numbers} under two names: one of them "
        "probably has another's number.",
    ),
    "pay_under_minimum_wage": (
        "{lines:ligne|lignes} à un taux horaire inférieur au SMIC.",
        "{lines:line|lines} at an hourly pay under the minimum wage.",
    ),
    "pay_over_cap": (
        "{lines:ligne|lignes} sur {of} à un taux horaire au-dessus du plafond.",
        "{lines:line|lines} of {of} at an hourly pay over the cap.",
    ),
    "iban_changed": (
        "Coordonnées bancaires changées le {changed}, il y a {days:jour|jours}.",
        "Bank account changed on {changed}, {days:day|days} ago.",
    ),
    "iban_shared": (
        "Le même compte sert à d'autres entreprises : {firms} (SIREN {sirens}).",
        "The same account serves other firms: {firms} (SIREN {sirens}).",
    ),
    "fresh_account_large_sum": (
        "Compte créé le {created}, il y a {days:jour|jours} ; allocation demandée : {allowance} €.",
        "Account created on {created}, {days:day|days} ago; allowance claimed: €{allowance}.",
    ),
    "disposable_address": (
        "Adresse électronique jetable : {domains}.",
        "Disposable e-mail address: {domains}.",
    ),
    "hours_far_from_payroll": (
        "{employees:salarié|salariés} dont les heures s'écartent de la paie déclarée : {claimed} "
        "demandées, {declared} déclarées.",
        "{employees:employee|employees} whose hours are far from declared payroll: {claimed} "
        "claimed, {declared} declared.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "no_authorisation": (
        "L'autorisation {number} a été refusée ou retirée.",
        "The authorisation {number} was refused or withdrawn.",
    ),
    "outside_authorisation": (
        "{lines:ligne|lignes} hors de la période autorisée, du {first} au {last}.",
        "{lines:line|lines} outside the authorised days, from {first} to {last}.",
    ),
    "employees_above_quota": (
        "{employees:salarié|salariés} au-delà du contingent de {year} : {above:heure|heures} de "
        "trop, le plus grand dépassement étant de {most}.",
        "{employees:employee|employees} above the quota of {year}: {above:hour|hours} too many, "
        "{most} for the one furthest above.",
    ),
}
