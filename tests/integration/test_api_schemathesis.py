"""The API against its own description: requests that nobody would write by hand.

Schemathesis draws requests that fit the OpenAPI document and requests that do not, and looks for
crashes, for statuses, shapes and headers that are not described, and for what should be refused.
"""

from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.api import OPERATIONS, PREFIX
from partial_activity.entrypoints.flask_app.api.operations import Operation
from partial_activity.entrypoints.rates import Limits
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.people.tokens import issue_token

_EXAMPLES = 12
"""For each operation and mode: enough to have found faults, few enough for every run."""
_OURS = 500
_ANSWERED_ONE_BY_ONE = {"assessCases", "tryDraft"}
"""A faulty case has its error at its place in the answer: it is refused, but not by a status."""

_BEYOND_A_SHAPE = {
    "lawHistory",
    "lawOfDay",
    "tryDraft",
    "signUp",
    "resendConfirmation",
    "confirm",
} | {
    operation.name
    for operation in OPERATIONS
    if (operation.method != "GET" and operation.scope)
    or any(parameter.name in {"cursor", "older", "version"} for parameter in operation.parameters)
}
"""A category without that parameter, a year nobody means, a cursor of no page, a SIRET that nobody
has, a step that the state of a thing does not allow: refused, though each fits its shape."""
_NOT_THERE = {"checkRequest", "previewClaim", "requestReceipt", "attachment", "member", "upload"}
_NOT_THERE |= {"uploadFaults", "refusedLines", "queue"}
"""Only of a draft, of what was filed or checked, of what is still there, or for officers."""

THEIRS = {
    "siret": samples.siret().digits,
    "request": "request-1",
    "claim": "claim-1",
    "person": "person-1",
    "upload": "upload-1",
    "token": "token-1",
}


@pytest.fixture(scope="module")
def world() -> World:
    """A firm that has filed, so that there is something to read."""
    world = World()
    with world.units() as uow:
        uow.people.add(samples.person())
        uow.establishments.add(samples.establishment())
        uow.establishments.add_member(samples.membership())
        uow.requests.add(samples.request())
        uow.requests.add_decision(samples.decision())
        uow.claims.add(samples.claim())
        uow.payments.add(samples.payment())
        uow.uploads.add(samples.upload())
        uow.tokens.add(samples.token())
        uow.commit()
    return world


@pytest.fixture(scope="module")
def secret(world: World) -> str:
    return issue_token(
        "schemathesis",
        tuple(Scope),
        30,
        actor=samples.person(),
        context=world.context,
        proof=Proof.FRESH,
    ).secret


@pytest.fixture(scope="module")
def schema(world: World) -> schemathesis.BaseSchema:
    load_all_checks()
    services = Services(world.context)
    limits = Limits(asks_by_address=None, asks_by_email=None, anonymous=None, account=None)
    app = create_app(services, WebConfig(secret=bytes(32), limits=limits))
    return schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("asked_for", OPERATIONS, ids=lambda operation: operation.name)
def test_an_operation_does_what_it_says(
    schema: schemathesis.BaseSchema, secret: str, asked_for: Operation, mode: GenerationMode
) -> None:
    operation = schema[asked_for.path][asked_for.method]
    excluded: list[Any] = []
    if asked_for.name in _ANSWERED_ONE_BY_ONE:
        excluded.append(negative_data_rejection)
    if asked_for.revised:
        # It may be refused for its revision (412), which is no fault of its data.
        excluded.append(negative_data_rejection)
    if asked_for.name in _BEYOND_A_SHAPE | _NOT_THERE:
        excluded.append(positive_data_acceptance)

    @settings(max_examples=_EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: schemathesis.Case[Any]) -> None:
        # Schemathesis does not unpack what a WSGI application pressed.
        headers = {"Accept-Encoding": "identity"}
        if asked_for.scope:
            headers["Authorization"] = f"Bearer {secret}"
        if mode.is_positive:
            # Any number would do for the shape, and nearly all are nobody's.
            theirs = {name: THEIRS[name] for name in case.path_parameters if name in THEIRS}
            case.path_parameters.update(theirs)
            if asked_for.revised:
                # So that some changes are done; most revisions that fit the shape are nobody's.
                headers["If-Match"] = '"1-0-00000000"'
        answer = case.call_and_validate(excluded_checks=excluded, headers=headers)
        if asked_for.revised and mode.is_negative:
            assert HTTPStatus.BAD_REQUEST <= answer.status_code < _OURS

    asked()
