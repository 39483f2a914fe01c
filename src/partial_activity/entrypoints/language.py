"""In which language operators are spoken to: English as it stands in the code, or French.

Whatever people read is looked up with gettext, as click looks up its own sentences: one catalogue,
``locale/fr/LC_MESSAGES/messages.po``, which a person writes and ``make docs`` compiles.
"""

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from partial_activity.adapters.formatting import Formatter

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = (FRENCH, ENGLISH)
LOCALES = Path(__file__).parent / "locale"
DOMAIN = "messages"
"""The one that click's sentences are of."""
OPTION = "--lang"
"""What asks for one, of any command."""
_VARIABLE = "LANGUAGE"
_SPOKEN = [ENGLISH]
"""Where the command line does not run (the demo borrows its tables), English."""
_VARIABLES = (_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
"""Which of them says it, as gettext has it: the first that is set."""


class InBoth(Protocol):
    """What is told in both languages."""

    @property
    def french(self) -> str:
        """One sentence."""

    @property
    def english(self) -> str:
        """The same."""


@contextmanager
def spoken(arguments: Sequence[str]) -> Iterator[None]:
    """Speak the language that the arguments ask for, else the one of the environment.

    It is known before they are parsed, so that what is wrong with them is told in it too.
    """
    before = os.environ.get(_VARIABLE)
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    _SPOKEN.append(_asked_for(arguments) or _of_environment())
    os.environ[_VARIABLE] = _SPOKEN[-1]
    try:
        yield
    finally:
        _SPOKEN.pop()
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before


def is_french() -> bool:
    """Whether French is spoken."""
    return _SPOKEN[-1] == FRENCH


def writer() -> "Formatter":
    """What writes amounts, days and sentences of the law in the language spoken."""
    # Babel, which who asks for JSON does not wait for.
    from partial_activity.adapters.formatting import formatter  # noqa: PLC0415

    return formatter(FRENCH if is_french() else ENGLISH)


def said(told: InBoth) -> str:
    """What is told in both languages, in the one spoken."""
    return told.french if is_french() else told.english


def told(error: Exception) -> str:
    """What is wrong, in the language spoken; in English, of an error that has no other."""
    french = getattr(getattr(error, "words", error), "french", "")
    return french if french and is_french() else str(error)


def _asked_for(arguments: Sequence[str]) -> str | None:
    """The last that is named; what is no language is refused where the command is parsed."""
    found = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION:
            following = arguments[place + 1 : place + 2]
            asked = value if equals else "".join(following)
            found = asked if asked in LANGUAGES else found
    return found


def _of_environment() -> str:
    for name in _VARIABLES:
        if told := os.environ.get(name):
            return FRENCH if told.lower().startswith(FRENCH) else ENGLISH
    return ENGLISH
