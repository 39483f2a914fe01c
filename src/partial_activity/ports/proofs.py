"""Proofs of firms and what is frozen are kept here, by the rules of ``ports.stores``."""

from collections.abc import Sequence
from typing import Protocol

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.people.evidence import Evidence, ProofRequest, ProvenAccount


class ProofStore(Protocol):
    """Who asked to be proven for a firm, what proved it, and the accounts they gave."""

    def add_request(self, request: ProofRequest) -> None: ...
    def request(self, siret: Siret, request_id: str) -> ProofRequest: ...
    def last_request(self, siret: Siret, person_id: str) -> ProofRequest | None:
        """The last one that a person asked."""

    def save_request(self, request: ProofRequest) -> None: ...
    def waiting(self, limit: int) -> Sequence[ProofRequest]:
        """Give those of all establishments that wait for the service, the first first."""

    def add(self, evidence: Evidence) -> None: ...
    def of(self, siret: Siret) -> Sequence[Evidence]:
        """The first first."""

    def add_account(self, account: ProvenAccount) -> None: ...
    def accounts(self, siret: Siret) -> Sequence[ProvenAccount]:
        """The first given first: the last is the one in use."""


class FreezeStore(Protocol):
    """What was frozen, and what still is."""

    def add(self, freeze: Freeze) -> None: ...
    def find(self, what: Frozen, key: str) -> Freeze | None:
        """The one that holds something, if it is frozen."""

    def save(self, freeze: Freeze) -> None: ...
    def held(self) -> Sequence[Freeze]:
        """All that is frozen, the last first."""
