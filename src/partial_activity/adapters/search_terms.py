"""A name is looked for by its words, without accents, in small letters."""

import re

from partial_activity.domain.words import folded

_WORD = re.compile(r"[^\W_]+")


def search_terms(text: str) -> tuple[str, ...]:
    """The words of a text as they are looked for, each once, in order."""
    return tuple(dict.fromkeys(_WORD.findall(folded(text))))
