"""How the help page answers: figures and articles are read from the law of the day, never typed."""

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from partial_activity.domain.law.book import Law, find
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.words import Words, folded
from partial_activity.entrypoints.flask_app.pages.formatting import choose, name, say, value

_FIGURE = re.compile(r"\{([a-z_.]+\.[a-z_0-9]+)\}")
"""A parameter of the law, whose value of the day stands in a sentence."""
_EVERYBODY = (Category.GENERAL, Category.NATIONAL)


@frozen
class Question:
    """What people ask, what is answered, what it rests on, and where one does it."""

    anchor: str
    """Of the page; it stays, for people send each other links to it."""
    asked: Words
    answer: Words
    """With ``{allowance.share}`` for a value of the law; figures of the law are nowhere typed."""
    way: tuple[str, Words]
    """The address of the page where one does it, and what it is called."""
    articles: tuple[str, ...] = ()
    """What it rests on beside the values that it names."""


@frozen
class Source:
    """An article, and the page of the rule where there is one."""

    article: str
    name: str = ""
    """Of the rule."""
    address: str = ""


@frozen
class Answered:
    """A question as the page shows it."""

    anchor: str
    asked: str
    answer: str
    way: tuple[str, Words]
    sources: tuple[Source, ...]

    def has(self, words: list[str]) -> bool:
        """Whether every word that is looked for is in it."""
        articles = " ".join(one.article for one in self.sources)
        text = folded(f"{self.asked} {self.answer} {articles} {say(self.way[1])}")
        return all(word in text for word in words)


def answered(question: Question, law: Law, today: date) -> Answered:
    """The question with the values of the day, in the language of the page."""
    text = say(question.answer)
    sources = [Source(article) for article in question.articles]
    sources += [
        Source(_article(law, parameter, today), name(parameter), f"/law/parameters/{parameter}")
        for parameter in parameters_of(question)
    ]
    return Answered(
        question.anchor,
        say(question.asked),
        _FIGURE.sub(lambda found: _value(law, Parameter(found[1]), today), text),
        question.way,
        tuple(sources),
    )


def parameters_of(question: Question) -> Iterator[Parameter]:
    """The rules whose values an answer names, each once."""
    yield from (Parameter(name) for name in dict.fromkeys(_FIGURE.findall(question.answer.french)))


def _value(law: Law, parameter: Parameter, today: date) -> str:
    found = find(law.tables_of(parameter), _EVERYBODY, today, None)
    if found is None or isinstance(found.entry.value, Special):
        return choose("(aucune valeur en vigueur)", "(no value in force)")
    return value(found.entry, found.table)


def _article(law: Law, parameter: Parameter, today: date) -> str:
    found = find(law.tables_of(parameter), _EVERYBODY, today, None)
    if found is None:
        return next(iter(law.tables_of(parameter).values())).article
    return found.article
