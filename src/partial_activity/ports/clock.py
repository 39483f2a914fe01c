"""The time of day, and fresh identifiers: the two things the domain refuses to make itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of day."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC; it may jump, and never decides an order of facts."""


class Ids(Protocol):
    """Makes new identifiers."""

    def new(self) -> str:
        """A fresh identifier: 32 lower-case hexadecimal characters, not guessable, never again."""
