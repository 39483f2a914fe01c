"""Requests for authorisation and their decisions, in SQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, select

from partial_activity.adapters.sql.schema import authorisation as rows
from partial_activity.adapters.sql.schema.authorisation import DECISION, REQUEST, REQUEST_TYPED
from partial_activity.adapters.sql.schema.nir import NirVault
from partial_activity.adapters.sql.transaction import Transaction, of_accounts
from partial_activity.adapters.store_rules import refuse_edited_decision
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    RequestState,
)
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Iban, Siret

_UNDECIDED = (RequestState.SUBMITTED, RequestState.HELD)
_NOT_FILED = (RequestState.DRAFT, RequestState.WITHDRAWN)

_ONE = (REQUEST.c.siret == bindparam("siret"), REQUEST.c.id == bindparam("id"))
_VERSIONS = select(REQUEST).where(*_ONE).order_by(REQUEST.c.version)
_LATEST = select(REQUEST).where(*_ONE).order_by(REQUEST.c.version.desc()).limit(1)
_VERSION = select(REQUEST.c.id).where(*_ONE, REQUEST.c.version == bindparam("version"))
_LATER = REQUEST.alias("later")
_REQUESTS = (
    select(REQUEST)
    .where(
        REQUEST.c.siret == bindparam("siret"),
        REQUEST.c.version
        == select(func.max(_LATER.c.version))
        .where(_LATER.c.siret == REQUEST.c.siret, _LATER.c.id == REQUEST.c.id)
        .scalar_subquery(),
    )
    .order_by(REQUEST.c.filed_at.desc().nulls_first(), REQUEST.c.id.desc())
)
_FILERS = (
    select(REQUEST.c.iban, REQUEST.c.siret)
    .where(
        REQUEST.c.iban.in_(bindparam("ibans", expanding=True)),
        REQUEST.c.state != RequestState.DRAFT,
    )
    .distinct()
)
_ALL_VERSIONS = (
    select(REQUEST)
    .where(REQUEST.c.siret == bindparam("siret"))
    .order_by(REQUEST.c.id, REQUEST.c.version)
)
_DECISIONS = (
    select(DECISION)
    .where(DECISION.c.siret == bindparam("siret"))
    .order_by(DECISION.c.decided_at.desc(), DECISION.c.number.desc())
)
_DECISION = select(DECISION).where(
    DECISION.c.siret == bindparam("siret"), DECISION.c.number == bindparam("number")
)

_DECIDED = (
    select(*DECISION.c, *REQUEST.c)
    .join_from(DECISION, REQUEST)
    .where(DECISION.c.siret == bindparam("siret"), DECISION.c.number == bindparam("number"))
)

_OF_REQUEST = (
    REQUEST_TYPED.c.siret == bindparam("at"),
    REQUEST_TYPED.c.request_id == bindparam("of"),
)
_BY_PERSON = (*_OF_REQUEST, REQUEST_TYPED.c.person_id == bindparam("by"))
_TYPED = select(REQUEST_TYPED.c.sealed).where(*_BY_PERSON)
_FORGET_TYPED = delete(REQUEST_TYPED).where(*_BY_PERSON)
_FORGET_ALL_TYPED = delete(REQUEST_TYPED).where(*_OF_REQUEST)


class SqlRequests:
    """See :class:`~partial_activity.ports.stores.RequestStore`."""

    def __init__(self, transaction: Transaction, vault: NirVault) -> None:
        """Work in one transaction, with the keys that seal what was typed."""
        self._transaction, self._vault = transaction, vault

    def add(self, request: AuthorisationRequest) -> None:
        """Keep a new version."""
        self._transaction.add(REQUEST, rows.request_row(request), "request", _request_key(request))

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """The latest version, or ``NotFound``."""
        row = self._transaction.first(_LATEST, siret=siret, id=request_id)
        if row is None:
            raise NotFound("request", request_id)
        return rows.request(row)

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]:
        """The first first."""
        versions = self._transaction.rows(_VERSIONS, siret=siret, id=request_id)
        return [rows.request(row) for row in versions]

    def all_versions(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """Every version of every request, by id and version."""
        versions = self._transaction.rows(_ALL_VERSIONS, siret=siret)
        return [rows.request(row) for row in versions]

    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """The latest version of each, drafts first, then the last filed first."""
        requests = self._transaction.rows(_REQUESTS, siret=siret)
        return [rows.request(row) for row in requests]

    def save(self, request: AuthorisationRequest) -> None:
        """Keep a change of a version."""
        self._transaction.save(REQUEST, rows.request_row(request), "request", _request_key(request))

    def undecided(self, received_until: datetime) -> Iterator[AuthorisationRequest]:
        """Submitted or held, received up to an instant, oldest first."""
        query = (
            select(REQUEST)
            .where(REQUEST.c.state.in_(_UNDECIDED), REQUEST.c.filed_at <= received_until)
            .order_by(REQUEST.c.filed_at, REQUEST.c.siret, REQUEST.c.id, REQUEST.c.version)
        )
        return iter([rows.request(row) for row in self._transaction.rows(query)])

    def opinions_due(self, until: date) -> Iterator[AuthorisationRequest]:
        """Give those filed and not withdrawn whose opinion, due up to a day, was not sent."""
        request = REQUEST.c
        query = (
            select(REQUEST)
            .where(
                request.opinion_due_on <= until,
                request.late_opinion.is_(None),
                request.state.not_in(_NOT_FILED),
            )
            .order_by(request.opinion_due_on, request.siret, request.id, request.version)
        )
        return iter([rows.request(row) for row in self._transaction.rows(query)])

    def decided_ending(self, first: date, last: date) -> Iterator[AuthorisationRequest]:
        """Decided, whose last day asked for lies between two days, in order."""
        request = REQUEST.c
        query = (
            select(REQUEST)
            .where(
                request.state == RequestState.DECIDED,
                request.last_day.between(first, last),
            )
            .order_by(request.last_day, request.siret, request.id, request.version)
        )
        return iter([rows.request(row) for row in self._transaction.rows(query)])

    def add_decision(self, decision: Decision) -> None:
        """Keep the one decision of a version."""
        request = {"siret": decision.siret, "id": decision.request_id}
        if not self._transaction.rows(_VERSION, **request, version=decision.request_version):
            raise NotFound("request", decision.request_id)
        self._transaction.add(DECISION, rows.decision_row(decision), "decision", decision.number)

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """The last first."""
        decisions = self._transaction.rows(_DECISIONS, siret=siret)
        return [rows.decision(row) for row in decisions]

    def decision(self, siret: Siret, number: str) -> Decision:
        """The decision, or ``NotFound``."""
        row = self._transaction.first(_DECISION, siret=siret, number=number)
        if row is None:
            raise NotFound("decision", number)
        return rows.decision(row)

    def decided(self, siret: Siret, number: str) -> tuple[Decision, AuthorisationRequest]:
        """The decision and what it decides, or ``NotFound``."""
        of = {"siret": siret, "number": number}
        for decision, request in self._transaction.pairs(_DECIDED, DECISION, REQUEST, **of):
            assert decision, "both are there, or neither"
            assert request, "both are there, or neither"
            return rows.decision(decision), rows.request(request)
        raise NotFound("decision", number)

    def save_decision(self, decision: Decision) -> None:
        """Add a withdrawal, and nothing else."""
        made = self.decision(decision.siret, decision.number)
        if made.revision != decision.revision:
            raise Conflict("decision", decision.number)
        refuse_edited_decision(made, decision)
        self._transaction.save(DECISION, rows.decision_row(decision), "decision", decision.number)

    def filers_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments that filed a request with an account, drafts left out, by account."""
        return of_accounts(self._transaction, _FILERS, ibans)

    def keep_typed(self, siret: Siret, request_id: str, person_id: str, typed: str) -> None:
        """What a person typed that makes no draft yet."""
        whose = {"at": siret, "of": request_id, "by": person_id}
        key = f"{siret} {request_id} {person_id}"
        self._transaction.run(_FORGET_TYPED, "typed", key, whose)
        if typed:
            row = {
                "siret": siret,
                "request_id": request_id,
                "person_id": person_id,
                "sealed": self._vault.seal_text(typed, siret),
            }
            self._transaction.add(REQUEST_TYPED, row, "typed", key)

    def typed(self, siret: Siret, request_id: str, person_id: str) -> str:
        """Give the text as it was kept."""
        row = self._transaction.first(_TYPED, at=siret, of=request_id, by=person_id)
        return self._vault.open_text(row["sealed"], siret) if row else ""

    def forget_typed(self, siret: Siret, request_id: str) -> None:
        """What anybody typed for a request."""
        of_request = {"at": siret, "of": request_id}
        self._transaction.run(_FORGET_ALL_TYPED, "typed", request_id, of_request)


def _request_key(request: AuthorisationRequest) -> str:
    return f"{request.siret} {request.id} {request.version}"
