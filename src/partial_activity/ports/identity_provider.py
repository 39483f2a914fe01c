"""Who says whose browser this is, beside our links: the provider of an administration, the hub."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from attrs import field, frozen

from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.people.identities import Arrival, Wanted

TIME_TO_RETURN = timedelta(minutes=10)
"""The time somebody may take to sign in over there."""


class NotProven(Exception):
    """The provider, or what came back from it, proves nothing.

    Attributes:
        code: ``state``, ``denied``, ``provider``, ``token``, ``level`` or ``email``.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@frozen
class Asking:
    """One asking, kept by the browser until it comes back."""

    state: str
    nonce: str
    verifier: str = field(repr=False)
    until: datetime


@frozen
class Proven:
    """What the provider has proven."""

    email: EmailAddress
    proof: str
    """Different for each asking: it opens one session."""


class IdentityProvider(Protocol):
    """Signs people in, in their browser."""

    def ask(self) -> tuple[str, Asking]:
        """Give the address to send the browser to, and what it has to bring back.

        Raises:
            NotProven: ``provider``: it is not there.
        """

    def answered(self, given: Mapping[str, str], asking: Asking | None) -> Proven:
        """What a browser that came back proves.

        Args:
            given: what stands in the address it came back to.
            asking: what the browser kept; None: nothing.

        Raises:
            NotProven: nothing.
        """


class Hub(Protocol):
    """The State's hub of identity providers: signs people in, and has them certified."""

    def ask(self, wanted: Wanted, siret: Siret | None = None) -> tuple[str, Asking]:
        """Give the address to send the browser to, and what it has to bring back.

        Args:
            wanted: what for.
            siret: of the establishment it is about, as a hint to the provider.

        Raises:
            NotProven: ``provider``: it is not there, or does not know the level that is needed.
        """

    def answered(self, given: Mapping[str, str], asking: Asking | None, wanted: Wanted) -> Arrival:
        """What a browser that came back proves.

        Args:
            given: what stands in the address it came back to.
            asking: what the browser kept; None: nothing.
            wanted: what it was sent for.

        Raises:
            NotProven: nothing; ``level``: it is not what was wanted.
        """

    def leave(self, state: str, back: str) -> str:
        """Give the address at which the hub signs a browser out too.

        Args:
            state: what it has to bring back.
            back: where it comes back to.

        Raises:
            NotProven: ``provider``: it is not there.
        """
