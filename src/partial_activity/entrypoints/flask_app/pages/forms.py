"""A form as it was sent: what was typed is kept, and every fault is told beside its field.

Numbers are read as people write them: ``1 234,56``, ``1234.56``, ``30,75 €``; hours ``7h30`` too.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from partial_activity.domain.as_written import TooPrecise, hours_as_written, number_as_written
from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.days import day_given, day_written
from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.free_text import LONGEST_NAME, check_name, check_words
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.words import Words
from partial_activity.entrypoints.addresses import read_address

Value = TypeVar("Value")
Member = TypeVar("Member", bound=Enum | Sector)

LONGEST = 200
"""Characters of a plain field."""

MISSING = Words("Remplissez ce champ.", "Fill this field in.")
_NOT_WORDS = {
    "nir_not_here": Words(
        "Un numéro de sécurité sociale figure dans ce texte : retirez-le. Il ne s'indique que dans "
        "les lignes d'une demande d'indemnisation.",
        "There is a social security number in this text: take it out. It goes into the lines of a "
        "claim only.",
    ),
    "not_plain": Words(
        "Ce texte contient un caractère invisible : saisissez-le à nouveau, sans le copier.",
        "This text holds a character that is not seen: type it again, without copying it.",
    ),
}
_NO_NAME = Words(
    "Indiquez un nom de personne : des lettres, sans adresse ni signe particulier.",
    "Give a person's name: letters, without an address or a special sign.",
)
_TOO_LONG = Words("C'est trop long : {} caractères au plus.", "Too long: {} characters at most.")
_NO_DAY = Words(
    "Ce jour n'existe pas : écrivez-le comme 31/07/2021.",
    "There is no such day: write it as 2021-07-31.",
)
_NO_MONTH = Words("Écrivez le mois comme 07/2021.", "Write the month as 2021-07.")
_NO_WHOLE = Words("Écrivez un nombre entier.", "Write a whole number.")
_NO_NUMBER = Words(
    "Ce n'est pas un nombre : écrivez des chiffres, par exemple 1234,56.",
    "This is not a number: write digits, for instance 1234.56.",
)
NO_HOURS = Words(
    "Ce ne sont pas des heures : écrivez 7,5, 7h30 ou 7:30.",
    "These are no hours: write 7.5, 7h30 or 7:30.",
)
_TOO_PRECISE = Words(
    "Trop de décimales : deux suffisent, rien n'est arrondi à votre place.",
    "Too many decimals: two are enough, nothing is rounded for you.",
)
_POSITIVE_HOURS = Words(
    "Écrivez un nombre d'heures positif, par exemple 560.",
    "Write a positive number of hours, for instance 560.",
)
_NO_CHOICE = Words("Choisissez une des propositions.", "Choose one of those proposed.")
_NO_SIRET = Words(
    "Ce n'est pas un SIRET : 14 chiffres, que vous trouvez sur un extrait Kbis ou une facture.",
    "This is not a SIRET: 14 digits, which stand on an extract of the register or an invoice.",
)
_NO_EMAIL = Words(
    "Cette adresse n'est pas complète : écrivez-la comme nom@exemple.fr.",
    "This address is not complete: write it as name@example.fr.",
)
_NO_IBAN = Words(
    "Ce n'est pas un IBAN de la zone SEPA : recopiez les 27 caractères de votre RIB, FR compris.",
    "This is no IBAN of the SEPA area: copy all characters from your bank details, FR included.",
)


class Form:
    """What was sent, read field by field. A reader gives None where it told a fault."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        """Take what was sent, or what a page begins with."""
        self.given: MultiDict[str, str] = MultiDict(given or {})
        self.errors: dict[str, Words] = {}
        self.rounded: set[str] = set()
        """Fields of hours whose minutes were rounded to hundredths."""

    @property
    def typed(self) -> Mapping[str, str]:
        """The texts by name, the first where there are several."""
        return self.given

    @property
    def sound(self) -> bool:
        """Whether no fault was told."""
        return not self.errors

    def wrong(self, name: str, words: Words) -> None:
        """Tell a fault beside a field; the first one told of a field stays."""
        self.errors.setdefault(name, words)

    def refused(self, error: CannotAnswer, names: Mapping[str, str] | None = None) -> None:
        """Tell what the domain refused, beside the field that its path stands for."""
        words = Words(error.french, error.message)
        self.wrong((names or {}).get(error.path, error.path), words)

    def has(self, name: str) -> bool:
        """Whether anything was typed there, or a box is ticked."""
        return bool(self.given.get(name, "").strip())

    def several(self, name: str) -> Sequence[str]:
        """All that was chosen under a name."""
        return [text for text in self.given.getlist(name) if text.strip()]

    def text(
        self, name: str, *, needed: bool = True, longest: int = LONGEST, missing: Words = MISSING
    ) -> str | None:
        """Words on one or more lines, plain, without what surrounds them."""
        text = self.written(name, needed=needed, longest=longest, missing=missing)
        if text is None:
            return None
        try:
            check_words(text, name)
        except InvalidValue as error:
            self.wrong(name, _NOT_WORDS[error.code])
            return None
        return text

    def person_name(self, name: str) -> str | None:
        """A person's name."""
        text = self.text(name, longest=LONGEST_NAME)
        if text is None:
            return None
        try:
            check_name(text, name)
        except InvalidValue:
            self.wrong(name, _NO_NAME)
            return None
        return text

    def written(
        self, name: str, *, needed: bool = True, longest: int = LONGEST, missing: Words = MISSING
    ) -> str | None:
        """What was written, whatever it is for: nobody reads it as words."""
        text = self.given.get(name, "").replace("\r\n", "\n").strip()
        if not text:
            if needed:
                self.wrong(name, missing)
            return None
        if len(text) > longest:
            told = (said.format(longest) for said in (_TOO_LONG.french, _TOO_LONG.english))
            self.wrong(name, Words(*told))
            return None
        return text

    def read(
        self,
        name: str,
        reader: Callable[[str], Value],
        fault: Words,
        *,
        needed: bool = True,
        missing: Words = MISSING,
    ) -> Value | None:
        """A field by a reader that raises ``ValueError``."""
        text = self.written(name, needed=needed, missing=missing)
        if text is None:
            return None
        try:
            return reader(text)
        except (ValueError, CannotAnswer):
            self.wrong(name, fault)
            return None

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A day: ``2021-07-31`` as a calendar sends it, or ``31/07/2021``."""
        return self.read(name, day_of, _NO_DAY, needed=needed)

    def month(self, name: str, *, needed: bool = True) -> date | None:
        """The first day of a month: ``2021-07`` or ``07/2021``."""
        return self.read(name, month_of, _NO_MONTH, needed=needed)

    def whole(
        self, name: str, *, needed: bool = True, least: int = 0, most: int | None = None
    ) -> int | None:
        """A whole number."""
        number = self.read(name, whole_of, _NO_WHOLE, needed=needed)
        if number is not None and (number < least or (most is not None and number > most)):
            if most is None:
                words = Words(f"Au moins {least}.", f"{least} at least.")
            else:
                words = Words(f"Entre {least} et {most}.", f"Between {least} and {most}.")
            self.wrong(name, words)
            return None
        return number

    def lines(self, name: str, *, longest: int = LONGEST) -> tuple[str, ...]:
        """One thing a line, which may all be empty."""
        text = self.text(name, needed=False, longest=longest) or ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def hours(self, name: str, *, needed: bool = True, most: Hours | None = None) -> Hours | None:
        """Hours, to the hundredth; below zero only where nothing says how many there may be."""
        hours = self._hours(name, needed=needed)
        if hours is not None and most is not None and not ZERO_HOURS <= hours <= most:
            self.wrong(name, _POSITIVE_HOURS)
            return None
        return hours

    def days(self, name: str, *, needed: bool = True) -> Days | None:
        """Days, to the hundredth."""
        return self._decimal(name, Days.parse, "j", needed=needed)

    def euros(self, name: str, *, needed: bool = True) -> Euros | None:
        """An amount, to the cent."""
        return self._decimal(name, Euros.parse, "€", needed=needed)

    def hourly_pay(self, name: str, *, needed: bool = True) -> HourlyPay | None:
        """Euros an hour."""
        return self._decimal(name, HourlyPay.parse, "€/h", "€", needed=needed)

    def percent(self, name: str, *, needed: bool = True) -> Share | None:
        """A number of per cent."""
        return self._decimal(name, Share.parse, "%", needed=needed)

    def siret(self, name: str) -> Siret | None:
        """The number of an establishment, spaces or not."""
        return self.read(name, lambda text: Siret(re.sub(r"\s", "", text)), _NO_SIRET)

    def email(self, name: str) -> EmailAddress | None:
        """An address, in whatever case."""
        return self.read(name, read_address, _NO_EMAIL)

    def iban(self, name: str, *, needed: bool = True) -> Iban | None:
        """A bank account, spaces or not."""
        return self.read(
            name,
            lambda text: Iban.payable(re.sub(r"\s", "", text).upper()),
            _NO_IBAN,
            needed=needed,
        )

    def choice(self, name: str, members: Iterable[Member], *, needed: bool = True) -> Member | None:
        """One of some members, as those of an enumeration, whose values are texts or numbers."""
        by_text = {str(member.value): member for member in members}

        def member_of(text: str) -> Member:
            if text not in by_text:
                raise ValueError(text)
            return by_text[text]

        return self.read(name, member_of, _NO_CHOICE, needed=needed, missing=_NO_CHOICE)

    def note_hours(self, name: str, text: str) -> Hours:
        """Hours that stand for a field; whether its minutes were rounded is remembered.

        Raises:
            ValueError: the text is no hours.
        """
        written = hours_as_written(text)
        if written.rounded:
            self.rounded.add(name)
        return written.hours

    def _hours(self, name: str, *, needed: bool) -> Hours | None:
        text = self.text(name, needed=needed)
        if text is None:
            return None
        try:
            return self.note_hours(name, text)
        except TooPrecise:
            self.wrong(name, _TOO_PRECISE)
        except ValueError:
            self.wrong(name, NO_HOURS)
        return None

    def _decimal(
        self, name: str, reader: Callable[[str], Value], *units: str, needed: bool
    ) -> Value | None:
        number = self.read(
            name, lambda text: number_as_written(text, *units), _NO_NUMBER, needed=needed
        )
        if number is None:
            return None
        try:
            return reader(number)
        except (ValueError, CannotAnswer):
            self.wrong(name, _TOO_PRECISE)
            return None


def day_of(text: str) -> date:
    """A day, as a calendar or as a French hand writes it.

    Raises:
        ValueError: there is no such day.
    """
    if match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        return day_given(int(match[3]), int(match[2]), int(match[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return day_written(text)
    raise ValueError(text)


def month_of(text: str) -> date:
    """The first day of a month: ``2021-07``, or as it is spoken, ``07/2021``.

    Raises:
        ValueError: there is no such month.
    """
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{4})", text, re.ASCII):
        return day_given(int(match[2]), int(match[1]), 1)
    return day_of(f"{text}-01")


def whole_of(text: str) -> int:
    """A whole number, its thousands apart or not.

    Raises:
        ValueError: it is none, or longer than any that is meant.
    """
    return int(number_as_written(text))
