"""A situation of the employer that a text introduces: a category that the code does not know."""

import re
from typing import Any, Self

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.names import Category
from partial_activity.domain.words import Words

FOLLOWED = (
    Category.GENERAL,
    Category.PROTECTED,
    Category.PROTECTED_HEAVY_LOSS,
    Category.CLOSED,
    Category.RESTRICTED_TERRITORY,
    Category.SKI_AREA,
)
"""Situations of an employer, anywhere in France."""
_IN_FRENCH = {"french": "français", "english": "anglais"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class Sector(str):  # noqa: SLOT000  it has words beside its text
    """A category of its own, by its name; it follows another wherever it has no value.

    A text, as every category is: it stands where they do, as a key and in what is printed.
    """

    words: Words
    article: str
    """Cited by what is planned for it."""
    follows: Category

    def __new__(
        cls, name: str, words: Words, article: str, follows: Category = Category.GENERAL
    ) -> Self:
        """Introduce a sector.

        Raises:
            InvalidValue: it is not named as categories are, or as one that there is; words or the
                article are missing, or not of their type; it follows no situation.
        """
        given = (("name", name, str), ("words", words, Words), ("article", article, str))
        for field, value, kind in given:
            if not isinstance(value, kind):
                message = f"a sector's {field} is of type {kind.__name__}, not {value!r}"
                raise InvalidValue(
                    "wrong_type",
                    field,
                    message,
                    f"{field} d'un secteur est de type {kind.__name__}, et non {value!r}",
                )
        if not _NAME.fullmatch(name):
            raise InvalidValue(
                "unknown_key",
                "name",
                f"{name!r}: write small letters, as wine_growers",
                f"{name!r} : écrivez en minuscules, comme wine_growers",
            )
        if name in set(Category):
            raise InvalidValue(
                "conflicting_keys",
                "name",
                f"{name} is a category already",
                f"{name} est déjà une catégorie",
            )
        for language, said in (("french", words.french), ("english", words.english)):
            if not said.strip():
                message = f"the {language.title()} words of {name} are missing"
                raise InvalidValue(
                    "missing",
                    language,
                    message,
                    f"le nom de {name} en {_IN_FRENCH[language]} manque",
                )
        if not article.strip():
            message = f"{name} is not cited: name the article that its values will be cited by"
            raise InvalidValue(
                "missing",
                "article",
                message,
                f"{name} n'est pas cité : nommez l'article par lequel ses valeurs le seront",
            )
        if follows not in FOLLOWED:
            message = f"{name} cannot follow {follows}: a sector follows {', '.join(FOLLOWED)}"
            raise InvalidValue(
                "unknown_value",
                "follows",
                message,
                f"{name} ne peut suivre {follows} : un secteur suit {', '.join(FOLLOWED)}",
            )
        made = super().__new__(cls, name)
        made.words, made.article, made.follows = words, article, Category(follows)
        return made

    @property
    def value(self) -> str:
        """The name, as every category has it."""
        return str(self)

    def __getnewargs__(self) -> tuple[Any, ...]:
        """What a copy is made of."""
        return str(self), self.words, self.article, self.follows


AnyCategory = Category | Sector
