"""Identities that the State's hub (ProConnect) vouches for, and whose account each belongs to.

An identity is known by who vouches for it and by its subject there, never by its address: two
providers may both say ``ana@example.fr``, and an address changes hands. Its SIRET is a hint, which
fills a field in and gives no right.
"""

from datetime import datetime

import attrs
from attrs import field

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.values import Choice, frozen

CERTIFICATION = "https://proconnect.gouv.fr/assurance/certification-dirigeant"
"""The level that says: this human stands in a register as holding a power in this firm."""
WITH_SECOND_FACTOR = ("eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3")
"""Levels with a second factor. A private firm reaches ``eidas1-mfa`` at best: to ask for more would
lock all of them out."""


class Wanted(Choice):
    """The purpose for which a browser is sent to the hub."""

    SIGN_IN = "sign_in"
    CERTIFICATION = "certification"
    """The certification of the person in charge, asked for alone."""


@frozen
class Identity:
    """An identity at the hub that signs a person in."""

    issuer: str
    """The one who vouches for it."""
    subject: str
    person_id: str
    email: EmailAddress
    """The address as the provider gave it; what is written to is that of the account."""
    linked_at: datetime
    confirmed: bool
    """The mailbox of the account has answered in a browser that was signed in by it, or it was
    linked with such a proof. One that opened an account stays unconfirmed until then."""
    revision: int = 0

    def confirm(self) -> "Identity":
        """Give the identity as it is once the mailbox has answered beside it."""
        return attrs.evolve(self, confirmed=True)


@frozen(kw_only=True)
class Arrival:
    """An arrival holds what the hub has proven of somebody who just came from it."""

    issuer: str
    subject: str
    email: EmailAddress
    name: str
    """The first and usual name; empty where the provider gives none."""
    siret: Siret | None
    """A hint: the hub may have put the usual one of the provider in its place."""
    idp_id: str
    """The provider behind the hub; empty where it was not told."""
    acr: str
    amr: tuple[str, ...]
    """The ways in which they showed who they are, where they were told."""
    proof: str = field(repr=False)
    """The proof, different for each asking: it opens one session."""


def check_certification(arrival: Arrival, siren: str, believed: str) -> None:
    """Refuse a certification of the person in charge that is not the State's, or not of the firm.

    The hub hands a level on from whatever provider asserts it: it is believed of one alone.

    Args:
        arrival: what the hub says.
        siren: the firm that somebody wants to be proven for.
        believed: identifier of the State's own provider at the hub; empty: none is believed.

    Raises:
        NotAllowed: ``certification``, and which of these does not hold.
    """
    wrong = {
        "of another level": arrival.acr != CERTIFICATION,
        "of another provider": not believed or arrival.idp_id != believed,
        "without a second factor": "mfa" not in arrival.amr,
        "of another firm": arrival.siret is None or arrival.siret.siren != siren,
    }
    if at_fault := [what for what, is_wrong in wrong.items() if is_wrong]:
        raise NotAllowed("certification", at_fault[0], "believed")
