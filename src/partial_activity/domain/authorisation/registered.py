"""What the national register says of an establishment, and what it leaves unsaid."""

from datetime import date

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.values import frozen


@frozen
class RegisteredEstablishment:
    """An establishment as the national register of firms knows it."""

    siret: Siret
    name: str
    """Empty for those who asked not to be published."""
    active: bool
    state_since: date | None
    workforce_at_least: int | None
    """Band of the workforce; None where the register does not know."""
    workforce_at_most: int | None
    """The highest workforce of the band; None where the register does not know, or it has no
    end."""
    activity: str
    postcode: str
    town: str

    def workforce_reaches(self, threshold: int) -> bool | None:
        """Whether the workforce is at a threshold or above; None: the band does not tell."""
        if self.workforce_at_least is not None and self.workforce_at_least >= threshold:
            return True
        if self.workforce_at_most is not None and self.workforce_at_most < threshold:
            return False
        return None

    @property
    def department(self) -> str:
        """Number of the department, from the postcode: ``75``, ``2A``, ``976``; empty if unknown.

        A few communes have a postcode of the neighbouring department.
        """
        if self.postcode.startswith("20"):
            return "2A" if self.postcode[:3] in _SOUTHERN_CORSICA else "2B"
        length = 3 if self.postcode.startswith(_OVERSEAS) else 2
        return self.postcode[:length]

    @property
    def territory(self) -> Territory:
        """Where the establishment is, as far as the law has amounts of its own there."""
        return Territory.MAYOTTE if self.department == _MAYOTTE else Territory.NATIONAL


@frozen
class RegisteredSeat:
    """The address at which the register says that a firm is to be written to: its seat (siège)."""

    siren: str
    """Nine digits."""
    siret: Siret
    """The establishment that is the seat."""
    name: str
    lines: tuple[str, ...]
    """The lines of the address, as on an envelope, without the name."""


_OVERSEAS = ("97", "98")
_MAYOTTE = "976"
_SOUTHERN_CORSICA = ("200", "201")
