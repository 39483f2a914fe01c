"""The values of the procedure's tables, as a text writes them, and their sentences."""

import string
from collections.abc import Callable

import pytest

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.procedure_units import (
    AuthorisationLength,
    Motive,
    TimeBar,
    UseInWindow,
    several,
)
from partial_activity.domain.law.statements import value_text
from partial_activity.domain.wording import assessment, procedure
from partial_activity.domain.words import Words


def test_every_value_is_read_back_as_it_is_written() -> None:
    """So that a draft decree can set any of them."""
    for table in FRENCH_LAW.tables():
        for entry in table.entries:
            if not isinstance(entry.value, Special):
                assert table.unit.parse(value_text(entry.value)) == entry.value, table.parameter


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (UseInWindow.parse, "6 of 12"),
        (UseInWindow.parse, "0 in 12"),
        (AuthorisationLength.parse, "three"),
        (AuthorisationLength.parse, "0"),
        (AuthorisationLength.parse, "3 (6 in 12)"),
        (TimeBar.parse, "6 weeks"),
        (lambda text: several(Motive, text), "3, 6"),
    ],
)
def test_a_value_in_no_known_form_is_refused(parse: Callable[[str], object], text: str) -> None:
    """Never half read."""
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_both_sentences_of_a_statement_speak_of_the_same_values() -> None:
    """A value told in one language is told in the other."""
    formatter = string.Formatter()
    for code, sentences in (procedure.WARNINGS | procedure.REFUSALS).items():
        french, english = (
            {name for _, name, _, _ in formatter.parse(sentence) if name} for sentence in sentences
        )
        assert french == english, code
        assert assessment.SENTENCES[code] == Words(*sentences)
