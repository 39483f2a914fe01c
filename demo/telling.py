"""How the story is told on the terminal: titles, paragraphs, lines."""

import sys
import textwrap
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

_WIDTH = 100
_PARIS = ZoneInfo("Europe/Paris")
_numbers = [count(1)]


def start_over() -> None:
    """Number the scenes from one."""
    _numbers[0] = count(1)


def title(text: str) -> None:
    """Begin a scene, with the next number."""
    numbered = f"{next(_numbers[0])}. {text}"
    say("", numbered, "=" * len(numbered), "")


def tell(text: str) -> None:
    """Write a paragraph."""
    say(textwrap.fill(text, _WIDTH))


def say(*lines: str) -> None:
    """Write lines as they are."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def told_day(day: date) -> str:
    """``20 March 2020``."""
    return f"{day.day} {day:%B %Y}"


def told_hour(instant: datetime) -> str:
    """``23 March 2020, 09:30``, in Paris."""
    local = instant.astimezone(_PARIS)
    return f"{told_day(local.date())}, {local:%H:%M}"
