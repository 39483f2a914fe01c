"""How a claim file was read, told to who sent it: characters, sheet, what was passed over."""

from collections.abc import Collection, Iterator
from itertools import islice

from partial_activity.adapters.claim_file.file import ClaimFile
from partial_activity.domain.words import Words

_NUMBERS = 20
"""Numbers of lines that a sentence names; the rest is counted."""


def how_read(file: ClaimFile) -> Iterator[Words]:
    """What is known once the lines have passed; nothing of a plain file."""
    if file.encoding.said is not None:
        yield file.encoding.said
    if file.encoding.bom:
        yield Words(
            "Lu en UTF-8 : le fichier le dit lui-même par une marque (BOM) à son début.",
            "Read as UTF-8: the file says so itself by a mark (BOM) at its beginning.",
        )
    if file.sheet is not None and file.sheet.others:
        others = ", ".join(file.sheet.others)
        yield Words(
            f"Feuille lue : {file.sheet.name}, qui a les colonnes. Non lues : {others}. Pour en "
            "faire lire une autre, donnez-lui les colonnes, masquez celle-ci et renvoyez le "
            "classeur.",
            f"Sheet read: {file.sheet.name}, which has the columns. Not read: {others}. To have "
            "another read, give it the columns, hide this one and send the workbook again.",
        )
    if file.header_number > 1:
        number = file.header_number
        yield Words(
            f"L'en-tête est à la ligne {number} : rien n'est lu au-dessus.",
            f"The header is on line {number}: nothing above is read.",
        )
    if file.totals:
        told = _numbers(file.totals)
        yield Words(
            f"Lignes de totaux non lues : {told.french}.",
            f"Rows of totals passed over: {told.english}.",
        )
    if file.headers:
        told = _numbers(file.headers)
        yield Words(
            f"En-tête répété, non lu : {told.french}.",
            f"Header again, passed over: {told.english}.",
        )


def _numbers(lines: Collection[int]) -> Words:
    named, rest = ", ".join(map(str, islice(lines, _NUMBERS))), len(lines) - _NUMBERS
    if rest <= 0:
        return Words(named, named)
    return Words(f"{named} et {rest} de plus", f"{named} and {rest} more")
