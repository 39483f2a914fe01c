"""Requests for authorisation and their decisions, in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.adapters.store_rules import refuse_edited_decision
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    RequestState,
)
from partial_activity.domain.errors import Conflict
from partial_activity.domain.identifiers import Iban, Siret

REQUESTS: Final = TableName[tuple[Siret, str, int], AuthorisationRequest]("requests")
DECISIONS: Final = TableName[tuple[Siret, str], Decision]("decisions")
TYPED_REQUESTS: Final = TableName[tuple[Siret, str, str], str]("typed_requests")


class MemoryRequests:
    """See :class:`~partial_activity.ports.stores.RequestStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._requests, self._decisions = tables[REQUESTS], tables[DECISIONS]
        self._typed = tables[TYPED_REQUESTS]

    def add(self, request: AuthorisationRequest) -> None:
        """Keep a new version."""
        self._requests.add("request", _request_key(request), request)

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """The latest version, or ``NotFound``."""
        versions = self.versions(siret, request_id)
        return found(versions[-1] if versions else None, "request", request_id)

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]:
        """The first first."""
        return sorted(
            (r for r in self._requests.values() if (r.siret, r.id) == (siret, request_id)),
            key=lambda request: request.version,
        )

    def all_versions(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """Every version of every request, by id and version."""
        filed = (one for one in self._requests.values() if one.siret == siret)
        return sorted(filed, key=lambda one: (one.id, one.version))

    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """The latest version of each, drafts first, then the last filed first."""
        ids = {request.id for request in self._requests.values() if request.siret == siret}
        latest = sorted((self.get(siret, i) for i in ids), key=lambda r: r.id, reverse=True)
        drafts = [request for request in latest if request.filed_at is None]
        filed = [(request.filed_at, request) for request in latest if request.filed_at is not None]
        return [*drafts, *(r for _, r in sorted(filed, key=lambda pair: pair[0], reverse=True))]

    def save(self, request: AuthorisationRequest) -> None:
        """Keep a change of a version."""
        key = _request_key(request)
        check_revision(self._requests, "request", key, request.revision)
        self._requests.put(key, next_revision(request))

    def undecided(self, received_until: datetime) -> Iterator[AuthorisationRequest]:
        """Submitted or held, received up to an instant, oldest first."""
        waiting = [
            ((request.filed_at, *_request_key(request)), request)
            for request in self._requests.values()
            if request.state in (RequestState.SUBMITTED, RequestState.HELD)
            and request.filed_at is not None
            and request.filed_at <= received_until
        ]
        return iter([request for _, request in sorted(waiting, key=lambda pair: pair[0])])

    def opinions_due(self, until: date) -> Iterator[AuthorisationRequest]:
        """Give those filed whose opinion, due up to a day, was not sent, the first due first."""
        due = [
            ((request.opinion_due_on, *_request_key(request)), request)
            for request in self._requests.values()
            if request.state not in (RequestState.DRAFT, RequestState.WITHDRAWN)
            and request.opinion_due_on is not None
            and request.opinion_due_on <= until
            and request.late_opinion is None
        ]
        return iter([request for _, request in sorted(due, key=lambda pair: pair[0])])

    def decided_ending(self, first: date, last: date) -> Iterator[AuthorisationRequest]:
        """Decided, whose last day asked for lies between two days, in order."""
        ending = [
            ((request.last_day, *_request_key(request)), request)
            for request in self._requests.values()
            if request.state is RequestState.DECIDED and first <= request.last_day <= last
        ]
        return iter([request for _, request in sorted(ending, key=lambda pair: pair[0])])

    def add_decision(self, decision: Decision) -> None:
        """Keep the one decision of a version."""
        about = (decision.siret, decision.request_id, decision.request_version)
        found(self._requests.find(about), "request", decision.request_id)
        for made in self._decisions.values():
            if (made.siret, made.request_id, made.request_version) == about:
                raise Conflict("decision", decision.number)
        self._decisions.add("decision", (decision.siret, decision.number), decision)

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """The last first."""
        return sorted(
            (decision for decision in self._decisions.values() if decision.siret == siret),
            key=lambda decision: (decision.decided_at, decision.number),
            reverse=True,
        )

    def decision(self, siret: Siret, number: str) -> Decision:
        """The decision, or ``NotFound``."""
        return found(self._decisions.find((siret, number)), "decision", number)

    def decided(self, siret: Siret, number: str) -> tuple[Decision, AuthorisationRequest]:
        """The decision and what it decides, or ``NotFound``."""
        decision = self.decision(siret, number)
        key = (siret, decision.request_id, decision.request_version)
        return decision, found(self._requests.find(key), "request", decision.request_id)

    def save_decision(self, decision: Decision) -> None:
        """Add a withdrawal, and nothing else."""
        key = (decision.siret, decision.number)
        made = check_revision(self._decisions, "decision", key, decision.revision)
        refuse_edited_decision(made, decision)
        self._decisions.put(key, next_revision(decision))

    def filers_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments that filed a request with an account, drafts left out, by account."""
        filers: dict[Iban, set[Siret]] = {}
        for request in self._requests.values():
            if request.iban in ibans and request.state is not RequestState.DRAFT:
                filers.setdefault(request.iban, set()).add(request.siret)
        return filers

    def keep_typed(self, siret: Siret, request_id: str, person_id: str, typed: str) -> None:
        """What a person typed that makes no draft yet."""
        self._typed.put((siret, request_id, person_id), typed)

    def typed(self, siret: Siret, request_id: str, person_id: str) -> str:
        """Give the text as it was kept."""
        return self._typed.find((siret, request_id, person_id)) or ""

    def forget_typed(self, siret: Siret, request_id: str) -> None:
        """What anybody typed for a request."""
        for key in [key for key, _ in self._typed.items() if key[:2] == (siret, request_id)]:
            self._typed.put(key, "")


def _request_key(request: AuthorisationRequest) -> tuple[Siret, str, int]:
    return (request.siret, request.id, request.version)
