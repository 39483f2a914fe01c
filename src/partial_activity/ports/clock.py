"""The time of day, and fresh identifiers: the two things the domain refuses to make itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where "now" comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC; it may jump, and never decides an order of facts."""


class Ids(Protocol):
    """Where new identifiers come from."""

    def new(self) -> str:
        """A fresh identifier: 32 lower-case hexadecimal characters, not guessable, never again."""
