"""A sentence, or a part of one, in French and in English."""

from attrs import frozen


@frozen
class Words:
    """The same words in both languages."""

    french: str
    english: str
