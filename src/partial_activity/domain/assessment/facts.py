"""Facts that only some regime asks for: a case carries them as text, and the regime reads them."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, Self, TypeVar

from partial_activity.domain.errors import CannotAnswer, InvalidValue
from partial_activity.domain.free_text import check_words
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.domain.values import check_is, frozen
from partial_activity.domain.words import Words

Value = TypeVar("Value")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_MOST_SIGNS = 200
"""A fact has at most these characters, as text."""


@frozen
class Facts:
    """What a case states for regimes that ask for more than all others do: names and texts.

    Raises:
        InvalidValue: a name that is none, or a text that is empty, long, of several lines, or
            holds a social security number.
    """

    given: tuple[tuple[str, str], ...] = ()
    """The facts, in the order of their names, each once."""

    def __attrs_post_init__(self) -> None:
        names = [name for name, _ in self.given]
        if names != sorted(set(names)):
            raise InvalidValue(
                "conflicting_keys",
                "facts",
                "each fact once, in the order of their names: Facts.of puts them so",
                "chaque fait une fois, dans l'ordre de leurs noms : Facts.of les y met",
            )
        for name, text in self.given:
            path = f"facts.{name}"
            if not _NAME.fullmatch(name):
                raise InvalidValue(
                    "unknown_key",
                    path,
                    "a fact is named in small letters, as training_hours",
                    "un fait se nomme en minuscules, comme training_hours",
                )
            if not text.strip() or len(text) > _MOST_SIGNS or not text.isprintable():
                raise InvalidValue(
                    "out_of_range",
                    path,
                    f"a fact is one line of 1 to {_MOST_SIGNS} signs",
                    f"un fait est une ligne de 1 à {_MOST_SIGNS} signes",
                )
            check_words(text, path)

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Facts by name.

        Raises:
            InvalidValue: as the constructor.
        """
        try:
            return cls(tuple(sorted(given.items())))
        except (AttributeError, TypeError) as error:
            raise InvalidValue(
                "wrong_type",
                "facts",
                "facts are texts by name",
                "des faits sont des textes nommés",
            ) from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote.

        Raises:
            ValueError: a line without a name.
        """
        check_is(text, str, "facts")
        pairs = (line.partition("=") for line in text.split("\n") if line)
        return cls.of({name: held for name, _, held in pairs})

    def get(self, name: str) -> str | None:
        """A fact as it was given; None where it was not."""
        return dict(self.given).get(name)

    def but(self, names: Collection[str]) -> "Facts":
        """All but some."""
        return Facts(tuple(pair for pair in self.given if pair[0] not in names))

    def __str__(self) -> str:
        """One text for the same facts: a line each, as ``training_hours=10.00``."""
        return "\n".join(f"{name}={text}" for name, text in self.given)


NO_FACTS = Facts()


@frozen
class Fact(Generic[Value]):
    """A fact that a regime asks for: its key under ``facts``, and its column in a claim file."""

    name: str
    read: Callable[[str], Value]
    """Raises ValueError for a text that is no such fact, and says why."""
    examples: tuple[str, ...]
    """The first is told where the fact is missing; all are tried by those who test the regime."""
    absent: Value | None = None
    """What it is where a case does not state it; None: it has to be stated."""

    def of(self, facts: Facts) -> Value:
        """The fact, read.

        Raises:
            InvalidValue: it is missing, or cannot be read.
        """
        text, path = facts.get(self.name), f"facts.{self.name}"
        if text is None:
            if self.absent is None:
                raise InvalidValue(
                    "missing",
                    path,
                    f'{self.name} is needed on that day, for instance "{self.examples[0]}"',
                    f'{self.name} est nécessaire ce jour-là, par exemple "{self.examples[0]}"',
                )
            return self.absent
        try:
            return self.read(text)
        except ValueError as error:
            french = (
                error.french
                if isinstance(error, CannotAnswer)
                else f'{self.name} ne peut être lu : écrivez-le comme "{self.examples[0]}"'
            )
            raise InvalidValue("unknown_value", path, str(error), french) from error


@frozen
class AskedFact:
    """A fact that a law asks for, and what people call it."""

    fact: Fact[Any]
    words: Words

    def written(self, text: str) -> str:
        """A fact as people write it, in the way a case states it: with a point for a comma.

        A text that is no such fact either way stays as it is, for whoever reads it to say why.
        """
        with_point = text.strip().replace(",", ".")
        if with_point != text.strip() and not self._reads(text) and self._reads(with_point):
            return with_point
        return text.strip()

    def _reads(self, text: str) -> bool:
        try:
            self.fact.read(text)
        except ValueError:
            return False
        return True


def hours(text: str) -> Hours:
    """Hours, not negative, to the hundredth.

    Raises:
        ValueError: anything else.
    """
    return _not_negative(Hours.parse(text), text)


def euros(text: str) -> Euros:
    """Euros, not negative, to the cent.

    Raises:
        ValueError: anything else.
    """
    return _not_negative(Euros.parse(text), text)


Amount = TypeVar("Amount", Hours, Euros)


def _not_negative(amount: Amount, text: str) -> Amount:
    if text.startswith("-"):
        msg = f"{text} cannot be negative"
        raise ValueError(msg)
    return amount
