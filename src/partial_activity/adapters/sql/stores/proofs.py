"""Proofs of firms, in SQL."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from partial_activity.adapters.sql.schema import proofs as rows
from partial_activity.adapters.sql.schema.proofs import EVIDENCE, PROOF_REQUEST, PROVEN_ACCOUNT
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.evidence import Evidence, ProofRequest, ProvenAccount

_REQUEST = select(PROOF_REQUEST).where(
    PROOF_REQUEST.c.siret == bindparam("siret"), PROOF_REQUEST.c.id == bindparam("id")
)
_LAST_REQUEST = (
    select(PROOF_REQUEST)
    .where(
        PROOF_REQUEST.c.siret == bindparam("siret"),
        PROOF_REQUEST.c.person_id == bindparam("person_id"),
    )
    .order_by(PROOF_REQUEST.c.asked_at.desc(), PROOF_REQUEST.c.id.desc())
    .limit(1)
)
_EVIDENCE = (
    select(EVIDENCE)
    .where(EVIDENCE.c.siret == bindparam("siret"))
    .order_by(EVIDENCE.c.at, EVIDENCE.c.id)
)
_ACCOUNTS = (
    select(PROVEN_ACCOUNT)
    .where(PROVEN_ACCOUNT.c.siret == bindparam("siret"))
    .order_by(PROVEN_ACCOUNT.c.at, PROVEN_ACCOUNT.c.id)
)


class SqlProofs:
    """See :class:`~partial_activity.ports.proofs.ProofStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add_request(self, request: ProofRequest) -> None:
        """Keep a new one."""
        self._transaction.add(PROOF_REQUEST, rows.request_row(request), "proof", request.id)

    def request(self, siret: Siret, request_id: str) -> ProofRequest:
        """The one of that id, or ``NotFound``."""
        row = self._transaction.first(_REQUEST, siret=siret, id=request_id)
        if row is None:
            raise NotFound("proof", request_id)
        return rows.request(row)

    def last_request(self, siret: Siret, person_id: str) -> ProofRequest | None:
        """The last one that a person asked."""
        row = self._transaction.first(_LAST_REQUEST, siret=siret, person_id=person_id)
        return rows.request(row) if row else None

    def save_request(self, request: ProofRequest) -> None:
        """Keep a change."""
        self._transaction.save(PROOF_REQUEST, rows.request_row(request), "proof", request.id)

    def waiting(self, limit: int) -> Sequence[ProofRequest]:
        """Give those that wait for somebody of the service."""
        query = (
            select(PROOF_REQUEST)
            .where(PROOF_REQUEST.c.closed_at.is_(None), PROOF_REQUEST.c.printed_at.is_(None))
            .order_by(PROOF_REQUEST.c.asked_at, PROOF_REQUEST.c.id)
            .limit(limit)
        )
        return [rows.request(row) for row in self._transaction.rows(query)]

    def add(self, evidence: Evidence) -> None:
        """Keep a proof."""
        self._transaction.add(EVIDENCE, rows.evidence_row(evidence), "evidence", evidence.id)

    def of(self, siret: Siret) -> Sequence[Evidence]:
        """The first first."""
        return [rows.evidence(row) for row in self._transaction.rows(_EVIDENCE, siret=siret)]

    def add_account(self, account: ProvenAccount) -> None:
        """Keep an account that was given."""
        self._transaction.add(PROVEN_ACCOUNT, rows.account_row(account), "account", account.id)

    def accounts(self, siret: Siret) -> Sequence[ProvenAccount]:
        """The first given first."""
        return [rows.account(row) for row in self._transaction.rows(_ACCOUNTS, siret=siret)]
