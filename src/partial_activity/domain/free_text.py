"""What people write in their own words: plain, bounded, and without any social security number.

A number that is written where nobody looks for it rests in clear and is shown to who may not see it
(R. 5122-22): it is refused where it is written, and masked in what goes further.
"""

import re
import unicodedata
from collections.abc import Iterator

from stdnum.fr import nir

from partial_activity.domain.errors import InvalidValue

LONGEST_NAME = 100
"""The name of a person has at most these characters."""
_LONGEST_FILE_NAME = 120
_BETWEEN = r"[^0-9A-Za-z]{0,8}"
"""The signs that somebody may write between two characters of a number: spaces, stops, strokes."""
_KEY_WORD = rf"(?:(?:CLEF?|CLxF?|KEY){_BETWEEN})?"
"""The word that may stand before the key, as it is folded: ``clé``, ``cle``, ``clef``."""
_SHAPE = _BETWEEN.join(
    ["[1-478]", *[r"\d"] * 4, rf"(?:\d{_BETWEEN}\d|2{_BETWEEN}[AB])", *[r"\d"] * 6]
)
_WHOLE = re.compile(rf"(?=(({_SHAPE}){_BETWEEN}{_KEY_WORD}(\d{_BETWEEN}\d)))")
_WITHOUT_KEY = re.compile(rf"(?=({_SHAPE}))")
_TYPED = re.compile(r"[1-478]\d{4}[0-9AB]\d{7}(?:\d\d)?")
_MONTHS = frozenset({*range(1, 13), *range(20, 43), *range(50, 100)})
"""Months of birth, with the codes of those whose month is not known."""
_MASK = "***"
_LINES = frozenset("\n\t")
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Categories of characters that are not seen, or that change how the others are seen."""
_OF_NAMES = frozenset(" -'’.,()&·/")


def check_words(text: str, path: str) -> None:
    """See that words are plain and hold no social security number.

    Raises:
        InvalidValue: a character nobody sees, or one that turns the direction of writing
            (``not_plain``); or a social security number, however it is written (``nir_not_here``).
    """
    for sign in text.replace("\r\n", "\n"):
        if sign not in _LINES and unicodedata.category(sign) in _REFUSED:
            message = f"it holds a character that is not seen (U+{ord(sign):04X}): take it out"
            raise InvalidValue(
                "not_plain",
                path,
                message,
                f"ce texte contient un caractère invisible (U+{ord(sign):04X}) : retirez-le",
            )
    if any(_whole_numbers(_folded(text))):
        message = "it holds a social security number: it goes into the lines of a claim only"
        raise InvalidValue(
            "nir_not_here",
            path,
            message,
            "ce texte contient un numéro de sécurité sociale : il ne va que dans les lignes d'une "
            "demande d'indemnisation",
        )


def check_name(text: str, path: str) -> None:
    """See that a person's name is one: letters, and what stands between them.

    It goes into letters that the State sends to an address somebody typed, so that it must carry
    neither a link nor a message.

    Raises:
        InvalidValue: another character, too many, or a social security number.
    """
    check_words(text, path)
    if not 0 < len(text.strip()) <= len(text) <= LONGEST_NAME:
        raise InvalidValue(
            "out_of_range",
            path,
            f"a name has 1 to {LONGEST_NAME} characters",
            f"un nom a de 1 à {LONGEST_NAME} caractères",
        )
    for sign in text:
        if sign not in _OF_NAMES and unicodedata.category(sign)[0] not in "LMN":
            raise InvalidValue(
                "not_plain",
                path,
                f"a name has letters, not {sign!r}",
                f"un nom a des lettres, et non {sign!r}",
            )
    if re.search(r"//|\w\.\w{2,}", text):
        raise InvalidValue(
            "not_plain",
            path,
            "a name is no address of a page",
            "un nom n'est pas l'adresse d'une page",
        )


def without_nirs(text: str) -> str:
    """The text with ``***`` for each social security number, and for what has the shape of one."""
    folded = _folded(text)
    numbers = sorted([*_whole_numbers(folded), *_thirteen(folded)])
    shown, last = [], 0
    for begin, end in numbers:
        if begin >= last:
            shown += [text[last:begin], _MASK]
            last = end
        else:
            last = max(last, end)
    return "".join((*shown, text[last:]))


def is_nir_typed(text: str) -> bool:
    """Whether a text is a social security number and nothing else, whatever its key.

    Typed wrong, it is still one that somebody looks for.
    """
    return _TYPED.fullmatch(_compact(_folded(text))) is not None


def plain_file_name(name: str) -> str:
    """The last part of a path, without what could mislead whoever saves it, nor any number.

    Empty where nothing is left.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    return without_nirs(shown).replace(_MASK, "NIR").strip(". ")[-_LONGEST_FILE_NAME:]


def _folded(text: str) -> str:
    """Character by character: digits of any script as ours, letters of full width as ours."""
    return "".join(map(_fold, text))


def _fold(sign: str) -> str:
    if sign.isascii():
        return sign.upper()
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign).upper()
    if len(plain) == 1 and plain.isascii():
        return plain
    return "x" if sign.isalpha() else " "


def _whole_numbers(folded: str) -> Iterator[tuple[int, int]]:
    """The places of numbers that have their key."""
    for number in _WHOLE.finditer(folded):
        begin, end = number.span(1)
        alone = not (folded[begin - 1 : begin].isdigit() or folded[end : end + 1].isalnum())
        if alone and nir.is_valid(_compact(number[2] + number[3])):
            yield begin, end


def _thirteen(folded: str) -> Iterator[tuple[int, int]]:
    """The places where numbers without their key may stand: in no longer number, and in no word."""
    for number in _WITHOUT_KEY.finditer(folded):
        begin, end = number.span(1)
        beside = folded[max(begin - 1, 0) : begin] + folded[end : end + 1]
        near = folded[max(begin - 2, 0) : begin] + folded[end : end + 2]
        if beside.isspace() or not any(map(str.isalnum, beside)):
            longer = any(map(str.isdigit, near))
            if not longer and int(_compact(number[1])[3:5]) in _MONTHS:
                yield begin, end


def _compact(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
