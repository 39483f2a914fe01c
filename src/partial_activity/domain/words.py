"""A sentence, or a part of one, in French and in English."""

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

from partial_activity.domain.values import frozen

_FORMS = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")

_LETTERS_APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})
"""Letters that Unicode does not take apart; those of European names."""


@frozen
class Words:
    """The same words in both languages.

    A value has its name in braces; one that is counted also has the two forms of what follows it,
    ``{hours:heure|heures}``, of which ``in_number`` keeps one.
    """

    french: str
    english: str


def folded(text: str) -> str:
    """The text without accents, capitals or joined letters: how names are sorted and looked for.

    ŒUVRARD stands between ODET and PETIT, and ``zoe`` finds Zoé.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_APART))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def in_number(template: str, is_one: Callable[[str], bool]) -> str:
    """The template with the form that goes with each value that is counted.

    Args:
        template: words with ``{hours:heure|heures}`` in them; ``{hours} heures`` comes of it.
        is_one: whether the value of a name takes the first form.
    """
    if "|" not in template:
        return template
    return _FORMS.sub(
        lambda counted: f"{{{counted[1]}}} {counted[2] if is_one(counted[1]) else counted[3]}",
        template,
    )


def counts_as_one(value: object, language: str) -> bool:
    """Whether a value is singular: below two in French (``0 heure``), one alone in English."""
    exact: object = getattr(value, "exact", value)
    if not isinstance(exact, int | Fraction):
        return False
    return -2 < exact < 2 if language == "fr" else exact == 1  # noqa: PLR2004  the rule of French
