"""Identities at the hub, and what is believed of a certification that came through it."""

from typing import Any

import attrs
import pytest

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.identities import CERTIFICATION, Arrival, check_certification
from partial_activity.domain.people.sessions import Means
from partial_activity.testing import samples

STATE = "the state's own"
CERTIFIED = Arrival(
    issuer="https://hub.example",
    subject="sub",
    email=EmailAddress("ana@example.fr"),
    name="Ana Martin",
    siret=samples.siret(),
    idp_id=STATE,
    acr=CERTIFICATION,
    amr=("pwd", "mfa"),
    proof="once",
)


def test_a_certification_of_the_state_s_provider_is_believed() -> None:
    """Of any establishment of the firm: it is about the firm."""
    check_certification(CERTIFIED, samples.siret().siren, STATE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"acr": "eidas3"}, "of another level"),
        ({"idp_id": "another"}, "of another provider"),
        ({"idp_id": ""}, "of another provider"),
        ({"amr": ()}, "without a second factor"),
        ({"siret": None}, "of another firm"),
        ({"siret": samples.siret(2)}, "of another firm"),
    ],
)
def test_a_certification_that_is_not_that_is_not_believed(change: dict[str, Any], why: str) -> None:
    """The hub hands on what any provider asserts, with a SIRET that it may have put there."""
    with pytest.raises(NotAllowed, match=why):
        check_certification(attrs.evolve(CERTIFIED, **change), samples.siret().siren, STATE)


def test_without_a_provider_that_is_believed_none_is() -> None:
    """Even where the provider was not told either: nothing is equal to nothing."""
    with pytest.raises(NotAllowed, match="of another provider"):
        check_certification(attrs.evolve(CERTIFIED, idp_id=""), samples.siret().siren, "")


def test_a_session_of_the_hub_is_never_a_proof_of_a_moment_ago() -> None:
    """It lets in who signed in there hours before, and says that it was now."""
    session = samples.session()
    assert session.fresh(session.opened_at)
    assert not attrs.evolve(session, means=Means.PROCONNECT).fresh(session.opened_at)


def test_an_arrival_does_not_print_what_opens_a_session() -> None:
    assert "once" not in repr(CERTIFIED)


def test_an_identity_is_confirmed_by_the_mailbox() -> None:
    assert samples.identity().confirm().confirmed
