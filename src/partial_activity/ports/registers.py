"""Registers of others: firms, insolvencies, payroll declarations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from partial_activity.domain.authorisation.registered import RegisteredEstablishment, RegisteredSeat
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret

__all__ = [
    "CompanyRegister",
    "InsolvencyRegister",
    "PayrollDeclarations",
    "RegisteredEstablishment",
    "RegisteredSeat",
    "SeatRegister",
]


class CompanyRegister(Protocol):
    """National register of firms (Sirene)."""

    def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
        """Find which of the establishments are registered."""


class SeatRegister(Protocol):
    """The addresses at which firms are written to, as the register and nobody else says."""

    def seat(self, siren: str) -> RegisteredSeat | None:
        """The seat of a firm; None: unknown, closed, or without an address that was published."""


class InsolvencyRegister(Protocol):
    """Register of insolvency proceedings."""

    def open_on(self, sirets: Sequence[Siret], day: date) -> Mapping[Siret, str]:
        """Find the kind of the proceedings open that day, for those that have any."""


class PayrollDeclarations(Protocol):
    """Hours declared by payroll (DSN), to compare with a tolerance."""

    def hours(self, siret: Siret, nirs: Sequence[Nir], month: date) -> Mapping[Nir, Hours]:
        """Read the hours of short-time work declared for the month, where any were."""
