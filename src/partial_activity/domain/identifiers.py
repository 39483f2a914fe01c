"""Identifiers that other people give: validated once, in the constructor.

Numbers by python-stdnum; addresses by the rule of RFC 5322 that mail servers follow.
"""

import re
from functools import lru_cache
from typing import Self

from attrs import field
from stdnum import iban as _iban
from stdnum.fr import nir as _nir
from stdnum.fr import siret as _siret

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.values import frozen

_SPOKEN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is heard or read as a digit."""
_MISHEARD = str.maketrans("OIL", "011")
_HEXADECIMAL = re.compile(r"[0-9a-f]{10,}")
_SPOKEN_BITS, _BITS_OF_ONE, _GROUP = 40, 5, 4


def spoken(key: str) -> str:
    """A key of thirty-two hexadecimal digits as people read it out: ``3F7K-9Q2M``.

    Its last forty bits: enough to tell the files of an establishment apart, not a key itself. A key
    of another form, as a store of somebody's own may give, is read out as it is.
    """
    if not _HEXADECIMAL.fullmatch(key):
        return key
    rest = int(key, 16) & ((1 << _SPOKEN_BITS) - 1)
    signs = [
        _SPOKEN[rest >> shift & (1 << _BITS_OF_ONE) - 1]
        for shift in range(_SPOKEN_BITS - _BITS_OF_ONE, -1, -_BITS_OF_ONE)
    ]
    return f"{''.join(signs[:_GROUP])}-{''.join(signs[_GROUP:])}"


def heard(text: str) -> str | None:
    """The end of the key that somebody read out, in hexadecimal; None: it is no such reference.

    Spaces and hyphens do not count, nor capitals; O is heard as 0, I and L as 1.
    """
    signs = re.sub(r"[\s-]", "", text).upper().translate(_MISHEARD)
    if len(signs) * _BITS_OF_ONE != _SPOKEN_BITS or not set(signs) <= set(_SPOKEN):
        return None
    value = sum(_SPOKEN.index(sign) << _BITS_OF_ONE * at for at, sign in enumerate(signs[::-1]))
    return f"{value:0{_SPOKEN_BITS // 4}x}"


@lru_cache(maxsize=4096)
def _is_siret(value: str) -> bool:
    """The same few come again, and again: checked once."""
    return bool(_siret.is_valid(value)) and _siret.compact(value) == value


def _valid_siret(_instance: object, _attribute: object, value: str) -> None:
    if not _is_siret(value):
        raise InvalidValue(
            "unknown_value",
            "siret",
            f"{value!r} is not a SIRET: 14 digits with a valid check digit, no spaces",
            f"{value!r} n'est pas un SIRET : 14 chiffres dont la clé est juste, sans espace",
        )


_NIR = re.compile(
    r"[123478]\d\d"
    r"(?:0[1-9]|1[0-2]|20|3\d|4[0-2]|[5-9]\d)"
    r"(?:0[1-9]|[1-9]\d|2[AB])\d{6}",
    re.ASCII,
)
"""What stands before the key: sex (3, 4, 7 and 8 of numbers given for a while); year; month, or 20,
30 to 42 and 50 to 99 where none is known; department, which is never 00; commune and rank."""


def _valid_nir(_instance: object, _attribute: object, value: str) -> None:
    shaped = _nir.is_valid(value) and _nir.compact(value) == value
    if not (shaped and _NIR.fullmatch(value[:-_NIR_KEY])):
        raise InvalidValue(
            "unknown_value",
            "nir",
            "not a social security number: 15 characters with a valid key, no spaces",
            "ce n'est pas un numéro de sécurité sociale : 15 signes dont la clé est juste, sans "
            "espace",
        )


_NIR_KEY = 2
"""Digits of the key."""


def _valid_iban(_instance: object, _attribute: object, value: str) -> None:
    if not _iban.is_valid(value) or _iban.compact(value) != value:
        raise InvalidValue(
            "unknown_value",
            "iban",
            "not an IBAN: check the country, the length and the two check digits, no spaces",
            "ce n'est pas un IBAN : vérifiez le pays, la longueur et la clé, sans espace",
        )


_LONGEST_EMAIL, _LONGEST_LOCAL = 254, 64
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOT_ATOM_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")
"""RFC 5322, 3.2.3, without quotes or comments; the domain as RFC 1123 writes it, never a number."""
_ENCODED_WORD = "=?"
"""A mail reader would show something else in its place (RFC 2047)."""


def _valid_email(_instance: object, _attribute: object, value: str) -> None:
    address = _DOT_ATOM_ADDRESS.fullmatch(value) if len(value) <= _LONGEST_EMAIL else None
    if address is None or len(address[1]) > _LONGEST_LOCAL or _ENCODED_WORD in value:
        raise InvalidValue(
            "unknown_value",
            "email",
            f"{value!r} is not an e-mail address in lower case, such as name@example.fr",
            f"{value!r} n'est pas une adresse en minuscules telle que nom@example.fr",
        )


@frozen(order=True)
class Siret:
    """Number of an establishment: fourteen digits (La Poste's exception included)."""

    digits: str = field(validator=_valid_siret)

    @property
    def siren(self) -> str:
        """Number of the firm the establishment belongs to."""
        return self.digits[:9]

    def __str__(self) -> str:
        return self.digits


@frozen
class Nir:
    """Social security number. It never prints itself: logs, errors and reprs show nothing."""

    digits: str = field(validator=_valid_nir, repr=False)

    @classmethod
    def as_written(cls, text: str) -> Self:
        """Read as people and payroll programs write it: in groups, with or without its key.

        Payroll declarations have thirteen characters: the key is then computed, and proves nothing.

        Raises:
            ValueError: it is no such number, or its key is another.
        """
        digits = re.sub(r"[\s.]", "", text).upper()
        if _NIR.fullmatch(digits):
            digits += str(_nir.calc_check_digits(digits))
        return cls(digits)

    def __str__(self) -> str:
        return "***"


SEPA_COUNTRIES = frozenset(
    {
        "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
        "GI", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK",
        "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "VA",
    }
)  # fmt: skip
"""Countries whose accounts a SEPA credit transfer reaches (EPC409-09, list of SEPA scheme
countries)."""


@frozen
class Iban:
    """Bank account, compact and valid."""

    text: str = field(validator=_valid_iban)

    @classmethod
    def payable(cls, text: str) -> Self:
        """An account that can be paid: one that a SEPA credit transfer reaches.

        Raises:
            ValueError: it is no account, or lies outside SEPA.
        """
        account = cls(text)
        if not account.in_sepa:
            msg = "an IBAN of a country outside SEPA, which our transfers do not reach"
            raise ValueError(msg)
        return account

    @property
    def in_sepa(self) -> bool:
        """Whether a SEPA credit transfer reaches it; one outside has a bank refuse a whole file."""
        return self.text[:2] in SEPA_COUNTRIES

    def __str__(self) -> str:
        return self.text

    @property
    def masked(self) -> str:
        """The account with all but its ends hidden, for notices: ``FR76…0185``."""
        return f"{self.text[:4]}…{self.text[-4:]}"


@frozen(order=True)
class EmailAddress:
    """An address, in lower case; whether it receives is known by the confirmation link only.

    A domain with other letters than these is in its ASCII form (``xn--…``).
    """

    text: str = field(validator=_valid_email)

    @classmethod
    def kept(cls, text: str) -> Self:
        """An address as a store kept it, under whatever rule was in force that day.

        It is shown and matched as it is. No letter can be written to one that today's rule
        refuses: that letter ends by itself, and what is read beside it is read all the same.
        """
        address = cls.__new__(cls)
        object.__setattr__(address, "text", text)
        return address

    @property
    def sound(self) -> bool:
        """Whether a letter can be addressed to it; what was read from a store may not be."""
        try:
            type(self)(self.text)
        except ValueError:
            return False
        return True

    def __str__(self) -> str:
        return self.text

    @property
    def domain(self) -> str:
        """What follows the @."""
        return self.text.rpartition("@")[2]
