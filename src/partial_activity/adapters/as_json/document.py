"""A JSON document is read here to its entries, with the line and column of what is not JSON."""

import codecs
import json

from partial_activity.adapters.as_json.fields import RepeatedKey
from partial_activity.domain.words import Words

LARGEST = 100 * 1024 * 1024
"""The largest document, in bytes: a quarter of a million cases. More belongs in a claim file, read
line by line."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableDocument(Exception):
    """The document as a whole cannot be read; the message is one sentence with the mend.

    Attributes:
        words: the sentence in both languages.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.english)
        self.words = words

    def __reduce__(self) -> tuple[type["UnreadableDocument"], tuple[Words]]:
        return type(self), (self.words,)


def entries(document: bytes) -> list[object]:
    """The entries of a JSON list; a single object is a list of one.

    An object that repeats a key becomes a :class:`RepeatedKey`, so that one bad entry does not
    stop the others.

    Raises:
        UnreadableDocument: too large, not UTF-8, empty, not JSON, or neither list nor object.
    """
    if len(document) > LARGEST:
        megabytes = LARGEST // 1024**2
        raise UnreadableDocument(
            Words(
                f"il dépasse {megabytes} Mo : coupez-le en plusieurs fichiers, ou mettez les "
                "heures dans un fichier pour assess-file",
                f"it is larger than {megabytes} MB: cut it into several files, or put the hours "
                "into a claim file for assess-file",
            )
        )
    read = _parse(_text(document))
    if isinstance(read, list):
        return read
    if isinstance(read, dict):
        return [read]
    raise UnreadableDocument(
        Words(
            "une liste JSON de cas est attendue : mettez-les entre [ et ], séparés par des "
            "virgules",
            "a JSON list of cases is expected: put them between [ and ], separated by commas",
        )
    )


def _text(document: bytes) -> str:
    if document.startswith(_UTF_16) or b"\x00" in document[:4]:
        raise UnreadableDocument(
            Words(
                "il est en UTF-16 ou en UTF-32 : enregistrez-le en UTF-8",
                "it is in UTF-16 or UTF-32: save it as UTF-8",
            )
        )
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        byte = f"0x{document[error.start]:02x}"
        words = Words(
            f"ligne {line} : l'octet {byte} n'est pas de l'UTF-8 (du Windows-1252 ou du Latin-1, "
            "peut-être) : enregistrez le fichier en UTF-8",
            f"line {line}: the byte {byte} is not UTF-8 (Windows-1252 or Latin-1, perhaps): save "
            "the file as UTF-8",
        )
        raise UnreadableDocument(words) from error
    if not text.strip():
        raise UnreadableDocument(
            Words(
                "il est vide : une liste JSON de cas est attendue, par exemple [] ou [{…}, {…}]",
                "it is empty: a JSON list of cases is expected, for instance [] or [{…}, {…}]",
            )
        )
    return text


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        said = _said(error)
        words = Words(
            f"ligne {error.lineno}, colonne {error.colno} : {said.french}",
            f"line {error.lineno}, column {error.colno}: {said.english}",
        )
        raise UnreadableDocument(words) from error
    except RecursionError as error:
        raise UnreadableDocument(_TOO_DEEP) from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise UnreadableDocument(_TOO_LONG) from error


_TOO_DEEP = Words(
    "ses listes ou ses objets s'emboîtent par centaines : aucun cas n'est ainsi fait",
    "its lists or objects stand hundreds deep in each other: no case is like that",
)
_TOO_LONG = Words(
    "un nombre y a des milliers de chiffres : vérifiez les nombres",
    "a number in it has thousands of digits: check the figures",
)


def _said(error: json.JSONDecodeError) -> Words:
    """What Python says of the fault, and the mend where the fault is a usual one."""
    rest = error.doc[error.pos :].lstrip()
    if error.msg == "Extra data":
        return Words(
            "le JSON finit ici, et le texte continue : mettez tous les cas entre un seul [ et ]",
            "the JSON ends here, but the text goes on: put all cases between one [ and ]",
        )
    if not rest:
        return Words(
            "le texte finit avant le JSON : le fichier est-il coupé ?",
            "the text ends before the JSON does: is the file cut short?",
        )
    if rest.startswith(("//", "/*", "#")):
        return Words(
            "le JSON n'a pas de commentaires : retirez-les", "JSON has no comments: take them out"
        )
    if rest[0] in "}]":
        return Words(
            "rien ne peut finir ici : y a-t-il une virgule de trop avant ?",
            "nothing can end here: is there a comma too many before it?",
        )
    if rest[0] == "'":
        return Words(
            "le JSON s'écrit avec des guillemets doubles", "JSON is written with double quotes"
        )
    python = f"{error.msg[0].lower()}{error.msg[1:]}"
    return Words(f"ce n'est pas du JSON ({python})", f"this is not JSON ({python})")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return RepeatedKey(key, members)
        seen.add(key)
    raise AssertionError(pairs)
