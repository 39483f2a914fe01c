"""The register of firms, in memory."""

from collections.abc import Iterable, Mapping, Sequence

from partial_activity.domain.authorisation.registered import RegisteredEstablishment, RegisteredSeat
from partial_activity.domain.identifiers import Siret


class MemoryCompanyRegister:
    """See :class:`~partial_activity.ports.registers.CompanyRegister`."""

    def __init__(self, establishments: Iterable[RegisteredEstablishment] = ()) -> None:
        """Start with some establishments."""
        self._known = {one.siret: one for one in establishments}
        self._seats: dict[str, RegisteredSeat] = {}

    def put(self, establishment: RegisteredEstablishment) -> None:
        """Add an establishment, or replace what was said of it."""
        self._known[establishment.siret] = establishment

    def put_seat(self, seat: RegisteredSeat) -> None:
        """Say where the seat of a firm is, or replace what was said of it."""
        self._seats[seat.siren] = seat

    def seat(self, siren: str) -> RegisteredSeat | None:
        """The seat of a firm, where it was said."""
        return self._seats.get(siren)

    def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
        """Give those of the establishments that are registered."""
        return {siret: self._known[siret] for siret in sirets if siret in self._known}
