"""Numbers and hours as people and spreadsheets write them: ``1 234,56``, ``7h30``, ``151:40``.

What is read is the whole text, or nothing: no character is passed over. A unit is read where it
belongs, behind the number; a space is read where it parts thousands. JSON has its own notation,
which is stricter (:func:`~partial_activity.domain.money.parse_decimal`).
"""

import re
from fractions import Fraction
from typing import NamedTuple

from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Share, parse_decimal

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
"""What French typography puts between thousands, and before a unit."""
MOST_DIGITS = 15
"""A whole part has at most these digits: far above any real figure, far below what is slow."""
_SPACE = f"[{SPACES}]"
_WHOLE = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+"
_NUMBER = re.compile(rf"(-?)({_WHOLE})(?:[.,](\d+))?", re.ASCII)
_CLOCK = re.compile(rf"({_WHOLE})(?:{_SPACE}?[hH]{_SPACE}?|:)([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_HOUR_UNITS = ("h", "H")
_PER_CENT = "%"
_SECONDS_OF_A_MINUTE = 60
_SECONDS_OF_AN_HOUR = 3600


class NotAsWritten(ValueError):
    """A text that is no number, or no hours, in any notation that is read."""


class TooLarge(NotAsWritten):
    """A figure has more digits than anybody means."""


class TooPrecise(NotAsWritten):
    """A decimal that is finer than a hundredth; it is never rounded."""


class ShareBeyond(NotAsWritten):
    """A share that is nothing, or more than the whole."""


class ShareInDoubt(NotAsWritten):
    """A bare 1: one per cent, or the whole."""


class WrittenHours(NamedTuple):
    """Hours as they were read."""

    hours: Hours
    rounded: bool
    """Whether minutes were rounded to hundredths: ``7h05`` is 7.08; ``7h30`` is 7.50 exactly."""


def number_as_written(text: str, *units: str) -> str:
    """A decimal number with a point, as :func:`~partial_activity.domain.money.parse_decimal` reads.

    Args:
        text: such as ``1 234,56``; with or without one of the units behind.
        units: such as ``€``.

    Raises:
        TooLarge: more than fifteen digits before the decimals.
        NotAsWritten: it is anything else.
    """
    number = _NUMBER.fullmatch(_without_unit(text.strip(), units))
    if number is None:
        msg = f"not a number: write digits, as 1234,56 {units[0] if units else ''}".rstrip()
        raise NotAsWritten(msg)
    sign, _, decimals = number.groups()
    whole = _whole(number[2])
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def hours_as_written(text: str) -> WrittenHours:
    """Hours, whichever way they are written: ``7,5``, ``7.5``, ``7h``, ``7 h 05``, ``7:30``.

    Minutes, and the seconds that a spreadsheet's duration has, are rounded half-up to the
    hundredth, once. Decimals are read with a comma or a point, and two of them at most.

    Raises:
        TooPrecise: decimals finer than a hundredth.
        NotAsWritten: it is anything else.
    """
    bare = text.strip()
    if clock := _CLOCK.fullmatch(bare):
        whole = int(_whole(clock[1]))
        seconds = int(clock[2]) * _SECONDS_OF_A_MINUTE + int(clock[3] or 0)
        exact = whole + Fraction(seconds, _SECONDS_OF_AN_HOUR)
        hours = Hours.rounded(exact)
        return WrittenHours(hours, hours.exact != exact)
    number = number_as_written(bare, *_HOUR_UNITS)
    try:
        return WrittenHours(Hours.parse(number), rounded=False)
    except ValueError as error:
        raise TooPrecise(str(error)) from error


def share_as_written(text: str) -> Share:
    """A share, above nothing and at most the whole: ``43 %``, ``43``, ``0,43``.

    Without a unit, a number above 1 is per cent and one between 0 and 1 a fraction.

    Raises:
        ShareInDoubt: a bare 1, which could be either.
        ShareBeyond: nothing, or more than the whole.
        NotAsWritten: no number.
    """
    number = parse_decimal(number_as_written(text, _PER_CENT))
    if number == 1 and not text.rstrip().endswith(_PER_CENT):
        msg = "1 is one per cent, or the whole: write 1 % or 100 %"
        raise ShareInDoubt(msg)
    per_cent = number > 1 or text.rstrip().endswith(_PER_CENT)
    share = number / 100 if per_cent else number
    if not 0 < share <= 1:
        msg = "a share is above 0 and at most 100 %"
        raise ShareBeyond(msg)
    return Share(share)


def _whole(digits: str) -> str:
    plain = re.sub(_SPACE, "", digits)
    if len(plain) > MOST_DIGITS:
        msg = "the number is too large"
        raise TooLarge(msg)
    return plain


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if text.endswith(unit):
            return text.removesuffix(unit).rstrip(SPACES)
    return text
