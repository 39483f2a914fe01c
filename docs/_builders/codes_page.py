"""docs/codes.md: every code an answer can carry, with its sentences."""

from collections.abc import Iterator, Mapping

from _builders import wording
from partial_activity.adapters.claim_file.wording import FILE_REFUSALS
from partial_activity.domain.wording.assessment import REFUSALS, WARNINGS
from partial_activity.domain.wording.claim_lines import LINE_READING, LINE_RULES
from partial_activity.domain.wording.steps import STEPS
from partial_activity.domain.words import Words, in_number

ERRORS: Mapping[str, tuple[str, str]] = {
    "not_an_object": (
        "Un objet JSON était attendu.",
        "A JSON object was expected.",
    ),
    "unknown_key": (
        "La clé n'existe pas : les clés proches sont proposées.",
        "The key does not exist: the nearest ones are proposed.",
    ),
    "missing": (
        "Un fait nécessaire manque.",
        "A fact that is needed is missing.",
    ),
    "wrong_type": (
        "La valeur n'est pas du type attendu (texte, liste, vrai ou faux…).",
        "The value is not of the expected kind (text, list, true or false …).",
    ),
    "not_a_number": (
        "Un nombre décimal était attendu, avec un point et sans exposant.",
        "A decimal number was expected, with a point and without exponent.",
    ),
    "too_precise": (
        "Trop de décimales : rien n'est arrondi à l'entrée.",
        "Too many decimals: nothing is rounded on the way in.",
    ),
    "out_of_range": (
        "La valeur est hors des limites possibles.",
        "The value is outside what is possible.",
    ),
    "unknown_value": (
        "La valeur n'est pas une de celles qui existent.",
        "The value is not one of those that exist.",
    ),
    "conflicting_keys": (
        "Deux faits se contredisent, ou l'un n'a pas sa place avec l'autre.",
        "Two facts contradict each other, or one has no place beside the other.",
    ),
    "no_rule_in_force": (
        "Aucun texte publié ne répond pour ce jour, tel que connu.",
        "No published text answers for that day, as known.",
    ),
    "law_changes_inside_period": (
        "Les montants horaires changent à l'intérieur du cas : en faire deux.",
        "The hourly amounts change inside the case: make two.",
    ),
    "not_modelled": (
        "Le droit a peut-être une réponse, mais aucune source lue ne la donne.",
        "The law may have an answer, but no source that was read gives it.",
    ),
    "file_empty": (
        "Le fichier joint est vide.",
        "The attached file is empty.",
    ),
    "file_too_large": (
        "Le fichier joint dépasse la taille admise.",
        "The attached file is larger than what is taken.",
    ),
    "file_infected": (
        "L'analyse antivirus a trouvé un virus dans le fichier joint, qui n'est pas gardé.",
        "The scanner found a virus in the attached file, which is not kept.",
    ),
    "file_type_refused": (
        "Le contenu du fichier joint n'est ni PDF, ni PNG, ni JPEG.",
        "The content of the attached file is neither PDF, PNG nor JPEG.",
    ),
    "too_many_files": (
        "La demande compte déjà autant de pièces qu'il en est admis.",
        "The request has as many files as are taken already.",
    ),
    "nir_not_here": (
        "Un numéro de sécurité sociale figure dans un texte libre.",
        "There is a social security number in free text.",
    ),
    "not_plain": (
        "Le texte contient un caractère invisible, ou le nom autre chose que des lettres.",
        "The text holds a character that is not seen, or the name something else than letters.",
    ),
}
"""What each code of an error means; its message names the place at fault and the mend."""


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    lines = [wording.GENERATED, "", *_head()]
    lines += _section("Errors", "The case cannot be answered; nothing is guessed.", ERRORS)
    said = "The amounts stand, and the reader should know this."
    lines += _section("Warnings", said, WARNINGS)
    said = "Nothing is due: an answer, with its article; the amounts are 0.00."
    lines += _section("Refusals", said, REFUSALS)
    lines += _section("Steps", "The calculation, line by line (`--explain`).", STEPS)
    said = "Why a claim line cannot be claimed, by whichever door it came ([claims](claims.md))."
    lines += _lines("Claim lines: problems", said, LINE_RULES)
    said = "Why a line of a file cannot be read ([its format](claim-file.md))."
    lines += _lines("Claim file: lines that cannot be read", said, LINE_READING)
    said = "The file cannot be read at all ([its format](claim-file.md))."
    lines += _section("Claim file: files refused", said, FILE_REFUSALS)
    yield "codes.md", "\n".join(lines).rstrip("\n") + "\n"


def _head() -> Iterator[str]:
    yield "# Codes"
    yield ""
    yield (
        "Programs read the code, people the sentence. A code is stable: it is removed, or changes "
        "its meaning, only with a new version. Words between braces are filled in."
    )
    yield ""


def _plain(template: str) -> str:
    """A template with the plural of what it counts."""
    return in_number(template, lambda _: False)


def _section(name: str, told: str, codes: Mapping[str, tuple[str, str]]) -> list[str]:
    rows = [wording.row(f"`{code}`", *map(_plain, said)) for code, said in codes.items()]
    head = ("code", "French", "English")
    return [f"## {name}", "", told, "", *wording.table(head, rows)]


def _lines(name: str, said: str, sentences: Mapping[str, Words]) -> list[str]:
    """What follows a point in the key only chooses the sentence: the code stands before it."""
    rows = [
        wording.row(f"`{key.partition('.')[0]}`", _plain(words.french), _plain(words.english))
        for key, words in sentences.items()
    ]
    return [f"## {name}", "", said, "", *wording.table(("code", "French", "English"), rows)]
