"""How a name is looked for: by its words, without accents, in small letters."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def sought_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are looked for, each once, in order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(dict.fromkeys(_WORD.findall(letters)))
