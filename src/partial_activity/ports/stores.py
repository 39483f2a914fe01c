"""Where things are kept. Every key starts with the establishment.

All stores of one unit of work see one consistent state, and nothing is seen by others before the
commit. ``add`` refuses a key that exists; ``save`` refuses a thing that somebody else changed since
it was read (its ``revision``); both with ``Conflict``. What is saved comes back equal, but for the
revision, which grows by one. ``get`` raises ``NotFound``.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from partial_activity.domain.authorisations import AuthorisationRequest, Decision
from partial_activity.domain.claims import Claim, ClaimState
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people import Establishment, Membership, Person


class EstablishmentStore(Protocol):
    """Establishments that have an account, and who belongs to them."""

    def add(self, establishment: Establishment) -> None: ...
    def get(self, siret: Siret) -> Establishment: ...
    def find(self, siret: Siret) -> Establishment | None: ...
    def save(self, establishment: Establishment) -> None: ...
    def add_member(self, membership: Membership) -> None: ...
    def member(self, siret: Siret, person_id: str) -> Membership | None: ...
    def members(self, siret: Siret) -> Sequence[Membership]:
        """The principal first, then by date."""

    def memberships_of(self, person_id: str) -> Sequence[Membership]: ...
    def save_member(self, membership: Membership) -> None: ...


class PersonStore(Protocol):
    """People with an account; one person an e-mail address."""

    def add(self, person: Person) -> None: ...
    def get(self, person_id: str) -> Person: ...
    def by_email(self, email: EmailAddress) -> Person | None: ...
    def save(self, person: Person) -> None: ...


class RequestStore(Protocol):
    """Requests for authorisation, every version, and their decisions."""

    def add(self, request: AuthorisationRequest) -> None:
        """A new request, or the next version of one: key (siret, id, version)."""

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """The latest version."""

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]: ...
    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """The latest version of each, the last filed first."""

    def save(self, request: AuthorisationRequest) -> None: ...
    def undecided(self, received_until: datetime) -> Iterator[AuthorisationRequest]:
        """Submitted or held, of all establishments, received up to an instant, oldest first."""

    def add_decision(self, decision: Decision) -> None:
        """One decision for a version of a request, ever: ``Conflict`` for a second."""

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """The last first."""

    def decision(self, siret: Siret, number: str) -> Decision: ...
    def save_decision(self, decision: Decision) -> None:
        """Only a withdrawal can be added to a decision."""


class ClaimStore(Protocol):
    """Claims, every version with its lines. NIR are encrypted where they rest."""

    def add(self, claim: Claim) -> None:
        """A new claim, or the next version of one: key (siret, id, version)."""

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """With its lines; the latest version unless one is named."""

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Without their lines, the first first."""

    def of(self, siret: Siret) -> Sequence[Claim]:
        """The latest version of each, without lines, the latest month first."""

    def save(self, claim: Claim) -> None:
        """The lines are replaced by those of the claim; no limit on their number."""

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Of all establishments, without lines, the first submitted first."""

    def hours_of(self, siret: Siret, nir: Nir, year: int, but: str) -> int:
        """Hundredths of compensable hours of an employee in a calendar year.

        Counts the latest versions of claims submitted and neither rejected nor withdrawn, but the
        claim ``but``.
        """

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where."""

    def keep_basis(self, digest: str, rules: str) -> None:
        """Resolved rules as text, once for each digest; keeping them again changes nothing."""

    def basis(self, digest: str) -> str: ...


class PaymentStore(Protocol):
    """Payment lines and what happened to them: added to, never changed."""

    def add(self, line: PaymentLine) -> None:
        """``Conflict`` when that claim version and attempt was ordered before."""

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine: ...
    def find(self, end_to_end_id: str) -> PaymentLine | None: ...
    def lines(self, siret: Siret) -> Sequence[PaymentLine]: ...
    def record(self, record: PaymentRecord) -> None:
        """The same event of the same line twice changes nothing."""

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]: ...
    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Ordered and not yet in a file, the first ordered first."""

    def payees_of(self, iban: Iban) -> Sequence[Siret]:
        """Establishments ever paid, or to be paid, on an account."""
