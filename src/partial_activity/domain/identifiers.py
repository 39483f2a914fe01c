"""Identifiers that other people give: validated once, in the constructor, by python-stdnum."""

from functools import lru_cache

from attrs import field, frozen
from stdnum import iban as _iban
from stdnum.fr import nir as _nir
from stdnum.fr import siret as _siret


@lru_cache(maxsize=4096)
def _is_siret(value: str) -> bool:
    """The same few come again, and again: checked once."""
    return bool(_siret.is_valid(value)) and _siret.compact(value) == value


def _valid_siret(_instance: object, _attribute: object, value: str) -> None:
    if not _is_siret(value):
        msg = f"{value!r} is not a SIRET: 14 digits with a valid check digit, no spaces"
        raise ValueError(msg)


def _valid_nir(_instance: object, _attribute: object, value: str) -> None:
    if not _nir.is_valid(value) or _nir.compact(value) != value:
        msg = "not a social security number: 15 characters with a valid key, no spaces"
        raise ValueError(msg)


def _valid_iban(_instance: object, _attribute: object, value: str) -> None:
    if not _iban.is_valid(value) or _iban.compact(value) != value:
        msg = "not an IBAN: check the country, the length and the two check digits, no spaces"
        raise ValueError(msg)


_LONGEST_EMAIL = 254


def _valid_email(_instance: object, _attribute: object, value: str) -> None:
    local, at, host = value.rpartition("@")
    sound = at and local and "." in host and not host.startswith(".") and not host.endswith(".")
    printable = value.isascii() and value.isprintable() and not set(value) & set(" ,;<>\"'()[]\\")
    if not (sound and printable and len(value) <= _LONGEST_EMAIL and value == value.lower()):
        msg = f"{value!r} is not an e-mail address in lower case, such as name@example.fr"
        raise ValueError(msg)


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

    def __str__(self) -> str:
        return "***"


@frozen
class Iban:
    """Bank account, compact and valid."""

    text: str = field(validator=_valid_iban)

    def __str__(self) -> str:
        return self.text

    @property
    def masked(self) -> str:
        """The account with all but its ends hidden, for notices: ``FR76…0185``."""
        return f"{self.text[:4]}…{self.text[-4:]}"


@frozen(order=True)
class EmailAddress:
    """An address, in lower case; whether it receives is known by the confirmation link only."""

    text: str = field(validator=_valid_email)

    def __str__(self) -> str:
        return self.text

    @property
    def domain(self) -> str:
        """What follows the @."""
        return self.text.rpartition("@")[2]
