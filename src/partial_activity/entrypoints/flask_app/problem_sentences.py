"""What is said in French of a value that is refused, by its code, where nothing closer is said."""

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    "claim_not_draft": "La demande de ce mois est déjà déposée : corrigez-la par une version.",
    "conflicting_keys": "Deux valeurs pour la même chose : n'en gardez qu'une.",
    "duplicate_line": "Ces jours de ce salarié sont déjà demandés.",
    "file_empty": "Le fichier est vide.",
    "file_too_large": "Le fichier est trop volumineux : 10 Mo au plus.",
    "file_type_refused": "Le fichier n'est ni un PDF, ni une image PNG ou JPEG : convertissez-le.",
    "law_changes_inside_period": "Le droit change pendant ces jours : séparez-les.",
    "missing": "Cette valeur est nécessaire.",
    "no_rule_in_force": "Aucune règle en vigueur ce jour-là : vérifiez la date.",
    "not_a_number": "Un nombre décimal est attendu, entre guillemets, avec un point : « 30.75 ».",
    "not_an_object": "Un objet JSON est attendu ici, entre { et }.",
    "not_modelled": "Le service ne connaît pas encore la règle de ce cas.",
    "not_storable": "Cette valeur ne peut pas être conservée : retirez les signes invisibles.",
    "other_file": "Ce n'est pas le fichier qui a été écrit : ne le transmettez pas.",
    "out_of_range": "Cette valeur est hors des limites.",
    "refused_by_banks": "Les banques refuseraient cette valeur : trop longue, ou avec un signe "
    "qu'elles ne prennent pas.",
    "same_account": "C'est le compte que la banque vient de refuser.",
    "taken": "Cela appartient déjà à quelqu'un d'autre.",
    "taken_by_employer": "Cette adresse est déjà celle d'un employeur ou d'un déclarant.",
    "too_many_files": "Trop de fichiers : 20 au plus.",
    "too_precise": "Trop de décimales ; rien n'est arrondi à votre place.",
    "unchanged": "C'est déjà la valeur en vigueur.",
    "unknown_key": "Cette clé n'est pas connue ici.",
    "unknown_value": "Cette valeur n'est pas connue ici.",
    "unreadable_draft": "Cette valeur du projet de décret ne peut pas être lue.",
    "unreadable_file": "Ce fichier ne peut pas être lu.",
    "unreadable_line": "Cette ligne ne peut pas être lue.",
    "wrong_type": "Ce n'est pas le type de valeur attendu ici.",
    "nir_not_here": "Un numéro de sécurité sociale n'a pas sa place ici : retirez-le.",
    "not_plain": "Un signe qui n'a pas sa place ici, ou qui ne se voit pas : retapez ce texte.",
    "unreadable": "Une saisie de la grille ne peut être lue : corrigez-la, puis déposez.",
}
