"""Where visas of a second person are kept; the rules are those of ``ports.stores``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from partial_activity.domain.office.visas import Signed, Visa


class VisaStore(Protocol):
    """What was asked to be signed, and the answers; a visa takes its answer once."""

    def add(self, visa: Visa) -> None:
        """Keep a new one; ``Conflict`` when that number of the same thing was asked before."""

    def get(self, visa_id: str) -> Visa: ...
    def save(self, visa: Visa) -> None:
        """Keep its answer; ``NotAllowed`` for any other change, or for another answer."""

    def about(self, what: Signed, key: str) -> Sequence[Visa]:
        """All that were asked for one thing, the last first."""

    def waiting(self, now: datetime, limit: int) -> Sequence[Visa]:
        """Those that may still be answered, the first asked first."""

    def answered(self, limit: int) -> Sequence[Visa]:
        """Those that were answered, the last first."""
