"""Texts of some form, as several shapes have them, and who reads each."""

from collections.abc import Callable
from enum import Enum
from typing import Annotated

from msgspec import Meta

from partial_activity.adapters.as_json import fields
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import check_words
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.words import Words
from partial_activity.entrypoints.addresses import read_address
from partial_activity.entrypoints.flask_app.wire.reader import Reads


def made_by(make: Callable[[str], object], mend: Words) -> Reads:
    """A text that a constructor of ours takes; what it refuses may be personal: never repeated."""

    def reader(value: object, path: str) -> object:
        try:
            return make(str(value))
        except ValueError as error:
            raise InvalidValue("unknown_value", path, mend.english, mend.french) from error

    return Reads(reader)


def names(members: type[Enum]) -> list[str]:
    """The names of an enumeration whose values are codes, as the wire has them."""
    return [member.name.lower() for member in members]


def named(members: type[Enum]) -> Meta:
    """A schema of those names."""
    return Meta(extra_json_schema={"enum": names(members)})


def reads_name(members: type[Enum]) -> Reads:
    """A reader of those names."""

    def reader(value: object, path: str) -> object:
        if value not in names(members):
            raise fields.not_one_of(fields.kind(value), names(members), path)
        return value

    return Reads(reader)


def _address(text: str) -> EmailAddress:
    """Read an address, in lower case, as it will be told back."""
    if text != text.lower():
        msg = "it has capital letters"
        raise ValueError(msg)
    return read_address(text)


SiretDigits = Annotated[
    str,
    Meta(pattern="^[0-9]{14}$", description="SIRET, fourteen digits."),
    made_by(
        Siret,
        Words(
            "ce n'est pas un SIRET : quatorze chiffres, dont le dernier contrôle les autres",
            "no SIRET: fourteen digits, the last of which checks the others",
        ),
    ),
]
NirText = Annotated[
    str,
    Meta(pattern="^[0-9AB]{15}$", description="Social security number, with its key."),
    made_by(
        Nir,
        Words(
            "ce n'est pas un numéro de sécurité sociale : quinze caractères, dont les deux "
            "derniers sont la clé",
            "no social security number: fifteen characters, the last two are the key",
        ),
    ),
]
IbanText = Annotated[
    str,
    Meta(pattern="^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", description="Account, without spaces."),
    made_by(
        Iban.payable,
        Words(
            "ce n'est pas un IBAN de la zone SEPA : vérifiez le pays, la longueur et les deux "
            "chiffres de contrôle, sans espaces",
            "no IBAN of the SEPA area: check the country, the length and the two check digits, no "
            "spaces",
        ),
    ),
]
Email = Annotated[
    str,
    Meta(max_length=254, examples=["ana@example.fr"], description="In lower case."),
    made_by(
        _address,
        Words(
            "ce n'est pas une adresse électronique en minuscules, comme nom@exemple.fr",
            "no e-mail address in lower case, such as name@example.fr",
        ),
    ),
]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256, in hexadecimal.")]
Id = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,64}$")]
Cursor = Annotated[
    str | None, Meta(description="The cursor of the page that follows; null on the last one.")
]
GivenHours = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$",
        description="Hours in quotes, with at most two decimals.",
        examples=["35.00"],
    ),
    Reads(fields.hours),
]
GivenDays = Annotated[
    str,
    Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", description="Days; half a day is 0.50."),
    Reads(fields.days),
]
GivenPay = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,15}(\.[0-9]{1,10})?$",
        description="Euros an hour in quotes, with at most ten decimals.",
        examples=["15.20"],
    ),
    Reads(fields.hourly_pay),
]
GivenShare = Annotated[
    str, Meta(pattern=r"^[01](\.[0-9]{1,10})?$", examples=["0.43"]), Reads(fields.share)
]
GivenMonth = Annotated[
    str,
    Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$", description="A month.", examples=["2025-03"]),
    Reads(fields.month),
]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
ShortText = Annotated[str, Meta(max_length=200), Reads(check_words)]
LongText = Annotated[str, Meta(max_length=10_000), Reads(check_words)]
