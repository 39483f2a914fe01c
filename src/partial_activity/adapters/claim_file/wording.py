"""The sentences of a claim file: why a line is refused, why a file is; by stable code.

What is wrong with a line is told in French, to the people who keep the file. A sentence never holds
the value that was read: a value can be a social security number, and sentences end up in logs.
"""

LINE_ERRORS: dict[str, str] = {
    "missing": "valeur manquante",
    "missing.pay": "salaire manquant : remplir taux_horaire (ou part_smic pour un APPRENTI ou un "
    "contrat de PROFESSIONNALISATION)",
    "missing.workforce": "effectif manquant : l'allocation forfaitaire en dépend ; remplir la "
    "colonne effectif, ou donner --workforce",
    "missing.agreement": "la date d'envoi de l'accord d'activité partielle de longue durée décide "
    "du taux tel que connu ce jour-là, et le fichier ne la porte pas",
    "not_a_number": "un nombre est attendu, par exemple 35 ou 35,50 (ni espace, ni unité)",
    "not_a_number.whole": "un nombre entier est attendu, sans décimale",
    "too_precise": "deux décimales au plus",
    "too_precise.pay": "dix décimales au plus",
    "out_of_range.negative": "un nombre négatif n'est pas possible",
    "out_of_range.zero": "doit être supérieur à zéro",
    "out_of_range.hours": "une semaine n'a que 168 heures",
    "out_of_range.days": "une semaine n'a que 7 jours",
    "out_of_range.size": "nombre trop grand",
    "out_of_range.length": "texte trop long : {length} caractères au plus",
    "out_of_range.days_of_line": "les jours doivent se suivre, dans la semaine et dans le mois de "
    "la ligne, du {first} au {last}",
    "not_a_day": "une date est attendue : 2020-04-06 ou 06/04/2020",
    "not_a_month": "un mois est attendu : 2020-04 ou 04/2020",
    "not_a_week": "une semaine ISO est attendue : 2020-W15",
    "invalid_siret": "ce n'est pas un SIRET : 14 chiffres, clé comprise",
    "invalid_nir": "ce n'est pas un numéro de sécurité sociale : 15 caractères, clé comprise",
    "number_as_shown": "nombre abrégé par le tableur (E+) : mettre la colonne au format texte et "
    "reprendre la valeur d'origine",
    "unknown_value": "valeur inconnue ; valeurs possibles : {possible}",
    "conflicting_keys.week": "la semaine n'a aucun jour dans le mois de la ligne",
    "conflicting_keys.unworked_days": "les jours chômés sont ceux d'un FORFAIT_JOURS : remplir "
    "amenagement, ou donner heures_chomees",
    "conflicting_keys.both_counts": "jours_chomes et heures_chomees se contredisent (7 heures par "
    "jour) : n'en remplir qu'un",
    "conflicting_keys.share": "part_smic n'existe que pour un APPRENTI ou un contrat de "
    "PROFESSIONNALISATION",
    "conflicting_keys.cyclone": "la situation CYCLONE n'existe qu'à Mayotte : territoire MAYOTTE",
    "hours_above_count": "plus que contrat − travaillées − assimilées ({count} heures)",
    "duplicate_line": "ces jours de ce salarié sont déjà sur une autre ligne de cette décision",
    "law_changes_inside_period": "le droit change le {day} : faire deux lignes, avec premier_jour "
    "et dernier_jour",
    "no_rule_in_force": "aucune règle connue pour ces jours ({parameter})",
    "not_modelled.PIGISTE": "les heures d'un pigiste viennent de sa perte de revenu, que le "
    "fichier ne porte pas : passer par la commande assess",
    "not_modelled.VRP": "les heures d'un VRP viennent de sa perte de revenu, que le fichier ne "
    "porte pas : passer par la commande assess",
    "not_modelled.ASSISTANT_MATERNEL": "un particulier employeur est remboursé par l'Urssaf, pas "
    "par une demande d'allocation : passer par la commande assess",
    "not_modelled.EMPLOYE_A_DOMICILE": "un particulier employeur est remboursé par l'Urssaf, pas "
    "par une demande d'allocation : passer par la commande assess",
    "not_modelled": "aucune source n'en donne la formule",
    "refused_case": "cas refusé",
    "cell_count": "{found} cellules au lieu de {expected} : un séparateur dans un texte sans "
    "guillemets, ou une ligne coupée",
    "unbalanced_quotes": "guillemets mal fermés ; une cellule ne contient pas de retour à la ligne",
    "line_too_long": "ligne de plus de {limit} octets",
    "unreadable_text": "caractères illisibles : ni UTF-8, ni Windows-1252, ou un mélange des deux",
}
"""What is wrong with a line, in French. The stable code is what stands before the point."""

FILE_WARNINGS: dict[str, str] = {
    "week_limit_reached": "heures réduites : les lignes de la semaine partagent une seule limite "
    "de 35 heures",
    "overtime_of_contract_not_counted": "forfait en heures : les heures au-delà de 35 ne sont pas "
    "comptées, le fichier ne porte pas la date de la convention",
}
"""Warnings that only a claim file gives, in French, beside those of an assessment."""

FILE_REFUSALS: dict[str, tuple[str, str]] = {
    "not_found": ("{path} : fichier introuvable.", "{path}: no such file."),
    "a_folder": (
        "{path} est un dossier : donner un fichier CSV.",
        "{path} is a folder: give a CSV file.",
    ),
    "not_readable": ("{path} : lecture refusée ({why}).", "{path}: cannot be read ({why})."),
    "empty": (
        "{path} est vide : une ligne d'en-tête et au moins une ligne sont attendues.",
        "{path} is empty: a header and at least one line are expected.",
    ),
    "spreadsheet": (
        (
            "{path} est un classeur, et l'extra « sheets » qui les lit n'est pas installé : "
            "enregistrer sous « CSV UTF-8 »."
        ),
        (
            "{path} is a workbook, and the extra “sheets”, which reads them, is not installed: "
            "save it as “CSV UTF-8”."
        ),
    ),
    "broken_sheet": (
        (
            "{path} ressemble à un classeur et ne peut pas être lu (abîmé, ou protégé par mot de "
            "passe) : enregistrer sa première feuille sous « CSV UTF-8 »."
        ),
        (
            "{path} looks like a workbook and cannot be read (damaged, or protected by a "
            "password): save its first sheet as “CSV UTF-8”."
        ),
    ),
    "large_sheet": (
        (
            "{path} est un classeur trop grand, ou dont des cellules sont très loin des autres : "
            "supprimer ce qui dépasse du tableau, ou enregistrer sa première feuille sous "
            "« CSV UTF-8 »."
        ),
        (
            "{path} is a workbook that is too large, or has cells very far from the others: delete "
            "what lies beyond the table, or save its first sheet as “CSV UTF-8”."
        ),
    ),
    "columnar": (
        "{path} est un fichier Parquet, qui n'est pas lu : donner un CSV.",
        "{path} is a Parquet file, which is not read: give a CSV.",
    ),
    "utf_16": (
        "{path} est en UTF-16 (« texte Unicode ») : enregistrer sous « CSV UTF-8 ».",
        "{path} is in UTF-16 (“Unicode text”): save it as “CSV UTF-8”.",
    ),
    "not_text": (
        "{path} n'est pas un fichier texte : donner un CSV.",
        "{path} is not a text file: give a CSV.",
    ),
    "header_too_long": (
        "{path} : la première ligne dépasse {limit} octets ; ce n'est pas un en-tête.",
        "{path}: the first line is over {limit} bytes; that is no header.",
    ),
    "header_unreadable": (
        "{path} : l'en-tête est illisible ({why}).",
        "{path}: the header cannot be read ({why}).",
    ),
    "missing_columns": (
        "{path} : colonne manquante : {columns}.",
        "{path}: missing column: {columns}.",
    ),
    "duplicate_columns": (
        "{path} : colonne en double : {columns}. N'en garder qu'une.",
        "{path}: duplicate column: {columns}. Keep one.",
    ),
}
"""Why a whole file is refused: the sentence in French, and in English."""


def line_error_sentence(key: str, **values: object) -> tuple[str, str]:
    """The stable code and the French sentence of an error such as ``out_of_range.negative``."""
    return key.partition(".")[0], LINE_ERRORS[key].format_map(values)
