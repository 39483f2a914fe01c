"""The sentences of statements, in French and in English, by stable code."""

from collections.abc import Mapping

from partial_activity.domain.wording import claim, decisions, filing, office, procedure
from partial_activity.domain.wording.steps import STEPS
from partial_activity.domain.words import Words

WARNINGS: dict[str, tuple[str, str]] = {
    "fact_without_effect": (
        "Le fait « {fact} » est sans effet : le régime de ces jours ne le demande pas.",
        "The fact “{fact}” has no effect: the regime of these days does not ask for it.",
    ),
    "situation_without_effect": (
        "La situation « {situation} » n'a pas de règle propre ce jour-là : droit commun appliqué.",
        "The situation “{situation}” has no rule of its own that day: ordinary rules applied.",
    ),
    "no_text": (
        "{parameter} : appliqué sans texte, par tolérance ({text}).",
        "{parameter}: applied without a text, by tolerance ({text}).",
    ),
    "disputed": (
        "Point discuté, {subject} : {reason}.",
        "Disputed point, {subject}: {reason}.",
    ),
    "mayotte_national_value": (
        "{parameter} : aucun texte propre à Mayotte trouvé ce jour-là ; valeur nationale, déduite.",
        "{parameter}: no text of Mayotte's own found for that day; national value, inferred.",
    ),
    "unconfirmed_value": (
        "{parameter} ({category}) = {value} : confiance {confidence}, source unique ou déduction.",
        "{parameter} ({category}) = {value}: confidence {confidence}, one source or an inference.",
    ),
    "known_on_not_modelled": (
        "{parameter} : la date de publication n'est pas connue ; la valeur est celle connue "
        "aujourd'hui, pas celle connue le {known_on}.",
        "{parameter}: the day of publication is not known; the value is the one known today, not "
        "the one known on {known_on}.",
    ),
    "law_not_checked": (
        "{parameter} : droit vérifié jusqu'au {checked_until} seulement ; un texte plus récent a "
        "pu changer la valeur.",
        "{parameter}: law checked up to {checked_until} only; a later text may have changed the "
        "value.",
    ),
    "floor_not_modelled": (
        "Aucun plancher horaire de l'indemnité n'a de source pour ce cas : taux seul appliqué.",
        "No hourly floor of the indemnity has a source for this case: share alone applied.",
    ),
    "floor_unknown": (
        "{parameter} ({category}) : le plancher existe mais son montant n'a pas été trouvé ; aucun "
        "plancher appliqué.",
        "{parameter} ({category}): the floor exists but its amount was not found; no floor "
        "applied.",
    ),
    "indemnity_floor_applied": (
        "Le plancher s'applique à l'indemnité : {floor} €/h.",
        "The floor applies to the indemnity: €{floor} an hour.",
    ),
    "indemnity_cap_applied": (
        "Le plafond de rémunération décide de l'indemnité : {cap} €/h.",
        "The cap on pay decides the indemnity: €{cap} an hour.",
    ),
    "allowance_floor_applied": (
        "Le plancher décide de l'allocation : {floor} €/h.",
        "The floor decides the allowance: €{floor} an hour.",
    ),
    "allowance_cap_applied": (
        "Le plafond de rémunération décide de l'allocation : {cap} €/h.",
        "The cap on pay decides the allowance: €{cap} an hour.",
    ),
    "pay_below_minimum_wage": (
        "La rémunération horaire ({pay} €) est inférieure au SMIC ({minimum_wage} €).",
        "The hourly pay (€{pay}) is below the minimum wage (€{minimum_wage}).",
    ),
    "allowance_above_indemnity": (
        "L'allocation dépasse l'indemnité : le reste à charge est négatif.",
        "The allowance is above the indemnity: the remaining cost is negative.",
    ),
    "net_limit_not_checked": (
        "L'indemnité nette ne peut dépasser la rémunération nette habituelle (R. 5122-18) : "
        "non vérifié, le net habituel n'est pas connu.",
        "The net indemnity may not exceed the usual net pay (R. 5122-18): not checked, the usual "
        "net pay is not known.",
    ),
    "net_limit_exceeded": (
        "L'indemnité de {indemnity} €/h dépasse la rémunération nette horaire habituelle, {pay} × "
        "(1 − {share}) = {limit} €, à laquelle l'indemnité nette est limitée (R. 5122-18, al. 6) ; "
        "aucune source ne dit comment cette limite joue avec le plancher et les prélèvements : "
        "montant inchangé.",
        "The indemnity of €{indemnity} an hour is above the usual net hourly pay, {pay} × (1 − "
        "{share}) = €{limit}, to which the net indemnity is limited (R. 5122-18, al. 6); no source "
        "says how this limit acts beside the floor and the levies: amount unchanged.",
    ),
    "household_net_pay": (
        "Particulier employeur : la rémunération horaire et les montants sont nets ; durée et "
        "minimum de la convention collective pris tels que donnés.",
        "Private employer: the hourly pay and the amounts are net; duration and minimum of the "
        "collective agreement are taken as given.",
    ),
    "monthly_floor": (
        "Plancher mensuel choisi : l'heure reste au taux, la rémunération mensuelle minimale "
        "complète le mois.",
        "Monthly floor chosen: the hour stays at the share, the guaranteed monthly pay completes "
        "the month.",
    ),
    "closure_only": (
        "Ces salariés n'y ont droit qu'en cas de fermeture de l'établissement ou d'une partie : "
        "à vérifier.",
        "These employees have a right only when the establishment or a part of it is closed: to "
        "be checked.",
    ),
    "no_hours": (
        "Aucune heure : les montants horaires sont donnés, les totaux sont nuls.",
        "No hours: hourly amounts are given, totals are zero.",
    ),
    "more_than_a_month": (
        "{hours:heure dépasse|heures dépassent} un mois légal (151,67) : le cas est compté tel "
        "quel.",
        "{hours:hour is|hours are} more than a legal month (151.67): the case is taken as it is.",
    ),
    "structural_overtime_not_counted": (
        "Les heures au-delà de la durée légale ne sont pas indemnisables à cette date.",
        "Hours above the legal duration do not count on that day.",
    ),
    "equivalence_not_counted": (
        "Les heures d'équivalence ne sont pas indemnisables à cette date.",
        "Hours of equivalence do not count on that day.",
    ),
    "payslip_incomplete": (
        "Bulletin : {missing} à indiquer ; les lignes qui en dépendent sont absentes.",
        "Payslip: {missing} to be given; the lines that need it are absent.",
    ),
    "payslip_not_modelled": (
        "Bulletin : {line} n'est pas modélisé ({reason}).",
        "Payslip: {line} is not modelled ({reason}).",
    ),
    "payslip_rule_changes": (
        "Bulletin : la règle de {line} change le {day}, la ligne est absente ; faire deux cas, "
        "jusqu'à la veille et à partir de ce jour.",
        "Payslip: the rule of {line} changes on {day}, the line is absent; make two cases, up to "
        "the day before and from that day.",
    ),
    "payslip_for_part_of_month": (
        "Bulletin : le cas couvre du {first} au {last} seulement ; les lignes comptent la seule "
        "indemnité de ces jours, alors que SMIC mensuel et rémunération minimale sont du mois.",
        "Payslip: the case covers {first} to {last} only; the lines count the indemnity of these "
        "days alone, while minimum wage and guaranteed pay are those of the month.",
    ),
    "complement_levies_apart": (
        "Bulletin : {amount} € de complément suivent le régime de l'indemnité ; CSG et CRDS sont "
        "ici celles de l'indemnité seule.",
        "Payslip: €{amount} of the complement are treated as the indemnity is; CSG and CRDS are "
        "here those on the indemnity alone.",
    ),
    "complement_not_taken_off": (
        "Bulletin : le complément, dont le net n'est pas connu, n'est pas déduit de l'allocation "
        "complémentaire.",
        "Payslip: the complement, whose net is not known, is not taken off the complementary "
        "allowance.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "scheme_not_open": (
        "Le dispositif « {scheme} » n'est pas ouvert au {day}, en l'état des textes.",
        "The scheme “{scheme}” is not open on {day}, as the texts stand.",
    ),
}

RULES: dict[str, tuple[str, str]] = {
    "rule": (
        "indemnité de {indemnity} ; allocation de {allowance}",
        "indemnity of {indemnity}; allowance of {allowance}",
    ),
    "rule_flat": ("{euros} par heure", "{euros} an hour"),
    "rule_share": ("{share} de la rémunération horaire", "{share} of the hourly pay"),
    "rule_share_cap": (
        "{share} de la rémunération horaire (retenue jusqu'à {cap})",
        "{share} of the hourly pay (counted up to {cap})",
    ),
    "rule_training": (
        "100 % de la rémunération horaire nette (formation)",
        "100 % of the net hourly pay (training)",
    ),
    "rule_at_least": (
        "{rule}, au moins {floor} par heure",
        "{rule}, at least {floor} an hour",
    ),
    "rule_at_least_within_pay": (
        "{rule}, au moins {floor} par heure sans dépasser la rémunération",
        "{rule}, at least {floor} an hour but no more than the pay",
    ),
    "rule_at_least_from_minimum_wage": (
        "{rule}, au moins {floor} par heure si la rémunération atteint le SMIC",
        "{rule}, at least {floor} an hour where the pay reaches the minimum wage",
    ),
    "rule_own_pay": (
        "{rule}, mais toute la rémunération si elle est inférieure au SMIC",
        "{rule}, but the whole pay where it is below the minimum wage",
    ),
    "rule_within_indemnity": (
        "{rule}, sans dépasser l'indemnité",
        "{rule}, never above the indemnity",
    ),
    "rule_within_pay": (
        "{rule}, sans dépasser la rémunération brute",
        "{rule}, never above the gross pay",
    ),
}
"""What the rules of a day are, in a few words: parts of a sentence, one around the other."""

for _more in (procedure, filing, claim, office):
    WARNINGS |= _more.WARNINGS
    REFUSALS |= _more.REFUSALS

SENTENCES: Mapping[str, Words] = {
    code: Words(french, english)
    for code, (french, english) in {
        **WARNINGS,
        **REFUSALS,
        **STEPS,
        **RULES,
        **decisions.SAID,
    }.items()
}
"""The sentences, by the code of a statement."""
