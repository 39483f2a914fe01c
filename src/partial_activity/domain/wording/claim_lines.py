"""The sentences about a claim line: what is wrong with it, by stable code.

What stands after a point in a key only chooses the sentence: the code stands before it. A sentence
never holds a value that was read: a value can be a social security number, and sentences end up in
logs.
"""

from collections.abc import Mapping

from partial_activity.domain.words import Words

LINE_RULES: Mapping[str, Words] = {
    "hours_above_count": Words(
        "{claimed:heure chômée demandée|heures chômées demandées}, {count} au plus : contrat moins "
        "heures travaillées et assimilées (R. 5122-11).",
        "{claimed:unworked hour claimed|unworked hours claimed}, {count} at most: contract less "
        "hours worked or assimilated (R. 5122-11).",
    ),
    "negative_hours": Words(
        "Des heures ne peuvent pas être négatives : {key}.",
        "Hours cannot be negative: {key}.",
    ),
    "no_contract_hours": Words(
        "L'horaire du contrat, pour la semaine entière, est supérieur à zéro.",
        "The hours of the contract, for the whole week, are above zero.",
    ),
    "days_do_not_make_hours": Words(
        "{days:jour chômé fait|jours chômés font} {hours:heure|heures}, à sept heures par jour ; "
        "la ligne en dit {claimed}.",
        "{days:unworked day makes|unworked days make} {hours:hour|hours}, at seven hours a day; "
        "the line says {claimed}.",
    ),
    "duplicate_line": Words(
        "Ces jours de ce salarié, au titre de ce contrat, sont déjà demandés par une autre ligne.",
        "These days of this employee, under this contract, are claimed already by another line.",
    ),
    "slice_outside_month": Words(
        "Les jours d'une ligne sont ceux de sa semaine et du mois de la demande : {reason}",
        "The days of a line are those of its week and of the claim's month: {reason}",
    ),
    "not_assessed": Words(
        "Ligne sans réponse ({code}, {path}) : {reason}",
        "A line without an answer ({code}, {path}): {reason}",
    ),
    "nothing_due": Words(
        "Rien n'est dû pour ces jours ({article}) : {reason}",
        "Nothing is due for these days ({article}): {reason}",
    ),
    "law_changes_inside_period": Words(
        "Les montants changent le {day} : faire deux lignes, l'une jusqu'à la veille, l'autre à "
        "partir de ce jour (dans un fichier : premier_jour et dernier_jour).",
        "The amounts change on {day}: make two lines, one up to the day before and one from that "
        "day (in a file: premier_jour and dernier_jour).",
    ),
    "no_rule_in_force": Words(
        "Aucune règle connue pour ces jours ({parameter}).",
        "No rule is known for these days ({parameter}).",
    ),
    "missing.facts.": Words(
        "Il manque {fact}, dont dépendent les montants de ces jours.",
        "{fact} is missing, on which the amounts of these days depend.",
    ),
    "unknown_value.facts.": Words(
        "La valeur de {fact} ne se lit pas.",
        "The value of {fact} cannot be read: {reason}",
    ),
    "unknown_key.facts.": Words(
        "Le droit en usage ne demande pas {fact} : laissez-le vide.",
        "The law in use does not ask for {fact}: leave it empty.",
    ),
    "missing.employee.hourly_pay": Words(
        "Il manque le taux horaire.",
        "The hourly pay is missing.",
    ),
    "missing.employer.workforce": Words(
        "Il manque l'effectif, dont dépend l'allocation forfaitaire (dans un fichier : la colonne "
        "effectif, ou --workforce).",
        "The workforce is missing, on which the flat allowance depends (in a file: the column "
        "effectif, or --workforce).",
    ),
    "missing.employer.agreement_sent_on": Words(
        "Il manque la date d'envoi de l'accord d'activité partielle de longue durée, qui décide du "
        "taux tel que connu ce jour-là ; un fichier ne la porte pas.",
        "The day the long-term agreement was sent is missing; it decides the share as known on "
        "that day, and a file does not carry it.",
    ),
    "out_of_range.hours": Words(
        "une semaine n'a que 168 heures", "a week has no more than 168 hours"
    ),
    "out_of_range.hours_of_days": Words(
        "plus de 24 heures par jour : {most} au plus pour les jours de cette ligne",
        "more than 24 hours a day: {most} at most for the days of this line",
    ),
    "days_to_come": Words(
        "Des jours de cette ligne ne sont pas encore passés (nous sommes le {today}) : une demande "
        "ne se dépose que pour des jours passés, celui-ci compris.",
        "Days of this line are still to come (today is {today}): a claim is filed for days past, "
        "today included.",
    ),
    "contract_of_part": Words(
        "L'horaire du contrat est celui de la semaine entière, même pour une partie de semaine : "
        "les semaines entières de ce salarié disent {usual:heure|heures}.",
        "The hours of the contract are those of the whole week, for a part of it too: the whole "
        "weeks of this employee say {usual:hour|hours}.",
    ),
    "unknown_authorisation": Words(
        "Aucune autorisation en vigueur sous ce numéro pour cet établissement et ce mois.",
        "No authorisation stands under this number for this establishment and month.",
    ),
    "claim_not_draft": Words(
        "La demande de ce mois est déjà déposée ({state}) : corrigez-la par une nouvelle version.",
        "The claim of this month is filed already ({state}): correct it by a new version.",
    ),
    "lines_apart": Words(
        "Les lignes de cette demande sont éparpillées dans un très grand fichier : triez-le par "
        "établissement, autorisation et mois, puis renvoyez ces lignes.",
        "The lines of this claim are scattered over a very large file: sort it by establishment, "
        "authorisation and month, then send these lines again.",
    ),
}
"""Why a line that was read cannot be claimed as it is."""

LINE_READING: Mapping[str, Words] = {
    "missing": Words("valeur manquante", "a value is missing"),
    "missing.pay": Words(
        "salaire manquant : remplir taux_horaire (ou part_smic pour un APPRENTI ou un contrat de "
        "PROFESSIONNALISATION)",
        "pay missing: fill in taux_horaire (or part_smic for APPRENTI or PROFESSIONNALISATION)",
    ),
    "not_a_number": Words(
        "un nombre est attendu, par exemple 35 ou 35,50 (ni espace, ni unité)",
        "a number is expected, such as 35 or 35,50 (no space, no unit)",
    ),
    "not_a_number.hours": Words(
        "des heures sont attendues, par exemple 35, 35,50, 7h30 ou 7:30 (minutes de 00 à 59)",
        "hours are expected, such as 35, 35,50, 7h30 or 7:30 (minutes from 00 to 59)",
    ),
    "not_a_number.whole": Words(
        "un nombre entier est attendu, sans décimale",
        "a whole number is expected, without decimals",
    ),
    "too_precise": Words("deux décimales au plus", "two decimals at most"),
    "too_precise.pay": Words("dix décimales au plus", "ten decimals at most"),
    "out_of_range.negative": Words(
        "un nombre négatif n'est pas possible", "a negative number is not possible"
    ),
    "out_of_range.zero": Words("doit être supérieur à zéro", "must be above zero"),
    "out_of_range.share": Words(
        "une part est supérieure à 0 et d'au plus 100 %",
        "a share is above 0 and at most 100 %",
    ),
    "unknown_value.share": Words(
        "1 se lit 1 % ou 100 % : écrire le signe %",
        "1 reads as 1 % or as 100 %: write the sign %",
    ),
    "out_of_range.part_time": Words(
        "un temps partiel est inférieur à 35 h par semaine (L. 3123-1)",
        "part-time is below 35 h a week (L. 3123-1)",
    ),
    "out_of_range.days": Words("une semaine n'a que 7 jours", "a week has no more than 7 days"),
    "out_of_range.size": Words("nombre trop grand", "the number is too large"),
    "out_of_range.length": Words(
        "texte trop long : {length:caractère|caractères} au plus",
        "the text is too long: {length:character|characters} at most",
    ),
    "out_of_range.days_of_line": Words(
        "les jours doivent se suivre, dans la semaine et dans le mois de la ligne, du {first} au "
        "{last}",
        "the days must follow one another, in the week and in the month of the line, from {first} "
        "to {last}",
    ),
    "not_a_day": Words(
        "une date est attendue : 2020-04-06 ou 06/04/2020",
        "a day is expected: 2020-04-06 or 06/04/2020",
    ),
    "not_a_month": Words(
        "un mois est attendu : 2020-04 ou 04/2020", "a month is expected: 2020-04 or 04/2020"
    ),
    "not_a_week": Words(
        "une semaine ISO est attendue : 2020-W15", "an ISO week is expected: 2020-W15"
    ),
    "invalid_siret": Words(
        "ce n'est pas un SIRET : 14 chiffres, clé comprise",
        "this is no SIRET: 14 digits with their key",
    ),
    "invalid_siret.zeros": Words(
        "SIRET sans son zéro de tête, que le tableur a enlevé : avec lui, le numéro est bon ; "
        'mettre la colonne au format texte, ou y écrire =TEXTE(A2;"00000000000000")',
        "SIRET without its leading zero, which the spreadsheet took off: with it the number is "
        'good; make the column text, or write =TEXT(A2;"00000000000000") in it',
    ),
    "invalid_nir": Words(
        "ce n'est pas un numéro de sécurité sociale : 15 caractères avec la clé, ou 13 sans elle ; "
        "ni sexe 0, 5, 6 ou 9, ni mois ou département 00",
        "this is no social security number: 15 characters with the key, or 13 without; neither sex "
        "0, 5, 6 or 9, nor month or department 00",
    ),
    "number_as_shown": Words(
        "nombre abrégé par le tableur (E+) : mettre la colonne au format texte et reprendre la "
        "valeur d'origine",
        "the spreadsheet shortened the number (E+): make the column text and take the original "
        "value",
    ),
    "unknown_value": Words(
        "valeur inconnue ; valeurs possibles : {possible}",
        "unknown value; possible values: {possible}",
    ),
    "conflicting_keys.week": Words(
        "la semaine n'a aucun jour dans le mois de la ligne",
        "the week has no day in the month of the line",
    ),
    "conflicting_keys.unworked_days": Words(
        "les jours chômés sont ceux d'un FORFAIT_JOURS : remplir amenagement, ou donner "
        "heures_chomees",
        "unworked days are those of a FORFAIT_JOURS: fill in amenagement, or give heures_chomees",
    ),
    "conflicting_keys.both_counts": Words(
        "jours_chomes et heures_chomees se contredisent (7 heures par jour) : n'en remplir qu'un",
        "jours_chomes and heures_chomees contradict each other (7 hours a day): fill in one",
    ),
    "conflicting_keys.share": Words(
        "part_smic n'existe que pour un APPRENTI ou un contrat de PROFESSIONNALISATION",
        "part_smic exists for APPRENTI and PROFESSIONNALISATION only",
    ),
    "conflicting_keys.cyclone": Words(
        "la situation CYCLONE n'existe qu'à Mayotte : territoire MAYOTTE",
        "the situation CYCLONE exists in Mayotte only: territoire MAYOTTE",
    ),
    "not_modelled.PIGISTE": Words(
        "les heures d'un pigiste viennent de sa perte de revenu, que le fichier ne porte pas : "
        "passer par la commande assess",
        "the hours of a freelance journalist come from a loss of pay, which the file does not "
        "carry: use the command assess",
    ),
    "not_modelled.VRP": Words(
        "les heures d'un VRP viennent de sa perte de revenu, que le fichier ne porte pas : passer "
        "par la commande assess",
        "the hours of a sales representative come from a loss of pay, which the file does not "
        "carry: use the command assess",
    ),
    "not_modelled.ASSISTANT_MATERNEL": Words(
        "un particulier employeur est remboursé par l'Urssaf, pas par une demande d'allocation : "
        "passer par la commande assess",
        "a private person who employs is repaid by the Urssaf, not by a claim: use the command "
        "assess",
    ),
    "not_modelled.EMPLOYE_A_DOMICILE": Words(
        "un particulier employeur est remboursé par l'Urssaf, pas par une demande d'allocation : "
        "passer par la commande assess",
        "a private person who employs is repaid by the Urssaf, not by a claim: use the command "
        "assess",
    ),
    "not_plain": Words(
        "un caractère qui ne se voit pas (copié d'ailleurs) : le retirer",
        "a character that is not seen (copied from elsewhere): take it out",
    ),
    "nir_not_here": Words(
        "un numéro de sécurité sociale figure dans ce texte : il va dans la colonne nir seulement",
        "a social security number stands in this text: it goes into the column nir only",
    ),
    "cell_count": Words(
        "{found:cellule|cellules} au lieu de {expected} : un séparateur dans un texte sans "
        "guillemets, ou une ligne coupée",
        "{found:cell|cells} in place of {expected}: a separator in a text without quotes, or a "
        "line that was cut",
    ),
    "unbalanced_quotes": Words(
        "guillemets mal fermés ; une cellule ne contient pas de retour à la ligne",
        "quotes are not closed; a cell holds no line break",
    ),
    "line_too_long": Words(
        "ligne de plus de {limit:octet|octets}", "the line is longer than {limit:byte|bytes}"
    ),
    "unreadable_text": Words(
        "caractères illisibles : ni UTF-8, ni Windows-1252, ou un mélange des deux",
        "characters that cannot be read: neither UTF-8 nor Windows-1252, or a mix of both",
    ),
}
"""Why a line of a file cannot be read."""

LINE_PROBLEMS: Mapping[str, Words] = {**LINE_RULES, **LINE_READING}
