"""Proofs of firms, in memory."""

from collections.abc import Sequence
from typing import Final

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.evidence import Evidence, ProofRequest, ProvenAccount

REQUESTS: Final = TableName[tuple[Siret, str], ProofRequest]("proof requests")
EVIDENCE: Final = TableName[tuple[Siret, str], Evidence]("evidence")
ACCOUNTS: Final = TableName[tuple[Siret, str], ProvenAccount]("proven accounts")


class MemoryProofs:
    """See :class:`~partial_activity.ports.proofs.ProofStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._requests, self._evidence = tables[REQUESTS], tables[EVIDENCE]
        self._accounts = tables[ACCOUNTS]

    def add_request(self, request: ProofRequest) -> None:
        """Keep a new one."""
        self._requests.add("proof", (request.siret, request.id), request)

    def request(self, siret: Siret, request_id: str) -> ProofRequest:
        """The one of that id, or ``NotFound``."""
        return found(self._requests.find((siret, request_id)), "proof", request_id)

    def last_request(self, siret: Siret, person_id: str) -> ProofRequest | None:
        """The last one that a person asked."""
        theirs = (
            one
            for one in self._requests.values()
            if (one.siret, one.person_id) == (siret, person_id)
        )
        return max(theirs, key=lambda one: (one.asked_at, one.id), default=None)

    def save_request(self, request: ProofRequest) -> None:
        """Keep a change."""
        key = (request.siret, request.id)
        check_revision(self._requests, "proof", key, request.revision)
        self._requests.put(key, next_revision(request))

    def waiting(self, limit: int) -> Sequence[ProofRequest]:
        """Give those that wait for somebody of the service."""
        waiting = (one for one in self._requests.values() if one.waits)
        return sorted(waiting, key=lambda one: (one.asked_at, one.id))[:limit]

    def add(self, evidence: Evidence) -> None:
        """Keep a proof."""
        self._evidence.add("evidence", (evidence.siret, evidence.id), evidence)

    def of(self, siret: Siret) -> Sequence[Evidence]:
        """The first first."""
        of_firm = (one for one in self._evidence.values() if one.siret == siret)
        return sorted(of_firm, key=lambda one: (one.at, one.id))

    def add_account(self, account: ProvenAccount) -> None:
        """Keep an account that was given."""
        self._accounts.add("account", (account.siret, account.id), account)

    def accounts(self, siret: Siret) -> Sequence[ProvenAccount]:
        """The first given first."""
        of_firm = (one for one in self._accounts.values() if one.siret == siret)
        return sorted(of_firm, key=lambda one: (one.at, one.id))
