"""A browser keeps three things between here and ProConnect: signed, for a while, read by us alone.

One cookie holds what was asked for, until the browser is back; one whom the hub said it is, until
an account is opened by that identity or linked to it; one what comes back from signing out there.
"""

from datetime import datetime, timedelta

from attrs import frozen
from werkzeug.wrappers import Response

from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.identities import Arrival, Wanted
from partial_activity.entrypoints.flask_app.pages.account import sealed_cookies
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.ports.identity_provider import TIME_TO_RETURN, Asking

PATH = "/sign-in/proconnect"
ASKED, ARRIVED, LEAVING = "proconnect", "proconnect_arrival", "proconnect_leaving"
TIME_TO_SETTLE = timedelta(minutes=30)
"""The time that somebody whom the hub sent has to open an account or to link theirs: a letter may
have to arrive meanwhile."""


@frozen
class Asked:
    """What was asked of the hub for a browser."""

    asking: Asking
    wanted: Wanted
    siret: Siret | None
    """The establishment that somebody wants to be proven for."""
    session_id: str
    """The session of who was signed in; empty: nobody was."""

    @property
    def at(self) -> datetime:
        """Tell when it left."""
        return self.asking.until - TIME_TO_RETURN


def keep_asked(answer: Response, asked: Asked) -> None:
    """Let the browser keep what it was sent for."""
    asking = asked.asking
    said = (
        *(asking.state, asking.nonce, asking.verifier, asking.until.isoformat()),
        *(asked.wanted.value, str(asked.siret or ""), asked.session_id),
    )
    sealed_cookies.keep(answer, ASKED, said, TIME_TO_RETURN, PATH)


def asked_before() -> Asked | None:
    """Read what it was sent for; None: it kept nothing, or something that is not ours."""
    said = sealed_cookies.kept(ASKED)
    if said is None:
        return None
    state, nonce, verifier, until, wanted, siret, session_id = said
    return Asked(
        Asking(state, nonce, verifier, datetime.fromisoformat(until)),
        Wanted(wanted),
        Siret(siret) if siret else None,
        session_id,
    )


def keep_arrival(answer: Response, arrival: Arrival) -> None:
    """Let the browser keep whom the hub said it is."""
    until = context().clock.now() + TIME_TO_SETTLE
    said = (
        *(arrival.issuer, arrival.subject, str(arrival.email), arrival.name),
        *(str(arrival.siret or ""), arrival.proof, until.isoformat()),
    )
    sealed_cookies.keep(answer, ARRIVED, said, TIME_TO_SETTLE, PATH)


def arrived_before() -> Arrival | None:
    """Read whom the hub said it is; None: nobody, or too long ago.

    Provider and level are not kept: a certification is used at once.
    """
    said = sealed_cookies.kept(ARRIVED)
    if said is None:
        return None
    issuer, subject, email, name, siret, proof, until = said
    if context().clock.now() >= datetime.fromisoformat(until):
        return None
    return Arrival(
        issuer=issuer,
        subject=subject,
        email=EmailAddress(email),
        name=name,
        siret=Siret(siret) if siret else None,
        idp_id="",
        acr="",
        amr=(),
        proof=proof,
    )


def keep_leaving(answer: Response, state: str) -> None:
    """Let the browser keep what it brings back from the end of its session at the hub."""
    sealed_cookies.keep(answer, LEAVING, (state,), TIME_TO_RETURN, PATH)


def left_before() -> str | None:
    """Read what it has to bring back; None: it did not leave."""
    said = sealed_cookies.kept(LEAVING)
    return None if said is None else str(said[0])


def forget(answer: Response, *names: str) -> Response:
    """Take cookies back."""
    return sealed_cookies.forget(answer, *names, path=PATH)
