"""What somebody who is not proven sees of an establishment: what they filed, and nothing else.

Several strangers may file for one firm before anybody is proven; each is in a room of their own.
The stores of the unit of work are put behind a door for that establishment, so that no use case,
of today or tomorrow, has to think of it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.money import HourlyPay
from partial_activity.domain.people.people import Person
from partial_activity.ports.stores import ClaimStore, RequestStore
from partial_activity.ports.unit_of_work import UnitOfWork


def enter_own_room(uow: UnitOfWork, actor: Person, siret: Siret) -> None:
    """Let the unit of work show of an establishment only what the person filed."""
    behind: object = getattr(uow, "requests")  # noqa: B009  it may be a door already
    if isinstance(behind, OwnRequests) and behind.siret == siret:
        return
    requests = OwnRequests(uow.requests, siret, actor.id)
    # A unit of work hands its stores out; here it is given others, for as long as it lasts.
    setattr(uow, "requests", requests)  # noqa: B010  read only for everybody else
    setattr(uow, "claims", OwnClaims(uow.claims, requests, siret))  # noqa: B010  as above


class OwnRequests:
    """See ``RequestStore``: of one establishment only what one person filed."""

    def __init__(self, store: RequestStore, siret: Siret, person_id: str) -> None:
        self._store, self.siret, self._person_id = store, siret, person_id

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the store answers
        return getattr(self._store, name)

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """The latest version, if it is theirs."""
        request = self._store.get(siret, request_id)
        if not self._theirs(request):
            raise NotFound("request", request_id)
        return request

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]:
        """Theirs."""
        return [one for one in self._store.versions(siret, request_id) if self._theirs(one)]

    def all_versions(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """Theirs."""
        return [one for one in self._store.all_versions(siret) if self._theirs(one)]

    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """Theirs."""
        return [one for one in self._store.of(siret) if self._theirs(one)]

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """Give the decisions on what is theirs."""
        return [one for one in self._store.decisions(siret) if self._on_theirs(one)]

    def decision(self, siret: Siret, number: str) -> Decision:
        """The decision, if it is on what is theirs."""
        decision = self._store.decision(siret, number)
        if not self._on_theirs(decision):
            raise NotFound("decision", number)
        return decision

    def decided(self, siret: Siret, number: str) -> tuple[Decision, AuthorisationRequest]:
        """The decision and what it is on, if that is theirs."""
        decision, request = self._store.decided(siret, number)
        if not self._theirs(request):
            raise NotFound("decision", number)
        return decision, request

    def _theirs(self, request: AuthorisationRequest) -> bool:
        return request.siret != self.siret or request.filed_by == self._person_id

    def _on_theirs(self, decision: Decision) -> bool:
        if decision.siret != self.siret:
            return True
        versions = self._store.versions(decision.siret, decision.request_id)
        return any(self._theirs(one) for one in versions if one.version == decision.request_version)


class OwnClaims:
    """See ``ClaimStore``: of one establishment only claims under decisions on what is theirs."""

    def __init__(self, store: ClaimStore, requests: OwnRequests, siret: Siret) -> None:
        self._store, self._requests, self._siret = store, requests, siret

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the store answers
        answer = getattr(self._store, name)
        return self._asked_first(answer) if name in _OF_ONE_CLAIM else answer

    def of(self, siret: Siret) -> Sequence[Claim]:
        """Give the claims that they may see."""
        return [one for one in self._store.of(siret) if self._theirs(one)]

    def last_pays(self, siret: Siret, *asked: Any) -> Mapping[Nir, HourlyPay]:  # noqa: ANN401  as the store takes it
        """Give none of this establishment: others claimed them."""
        return {} if siret == self._siret else self._store.last_pays(siret, *asked)

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Give the versions that they may see."""
        return [one for one in self._store.versions(siret, claim_id) if self._theirs(one)]

    def _asked_first(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        def ask(siret: Siret, claim_id: str, *more: Any, **named: Any) -> Any:  # noqa: ANN401  as the store takes them
            if siret == self._siret and not self.versions(siret, claim_id):
                raise NotFound("claim", claim_id)
            return answer(siret, claim_id, *more, **named)

        return ask

    def _theirs(self, claim: Claim) -> bool:
        if claim.siret != self._siret:
            return True
        try:
            self._requests.decided(claim.siret, claim.decision_number)
        except NotFound:
            return False
        return True


_OF_ONE_CLAIM = frozenset(
    {
        *("get", "head", "lines_page", "employees_page", "lines_beside", "totals"),
        *("totals_by_basis", "typed", "keep_typed", "screening_of"),
    }
)
"""What is asked of one claim by its establishment and id."""
