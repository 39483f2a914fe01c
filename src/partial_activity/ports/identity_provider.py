"""Who says whose browser this is, beside our links: the identity provider of an administration."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from attrs import field, frozen

from partial_activity.domain.identifiers import EmailAddress

TIME_TO_RETURN = timedelta(minutes=10)
"""The time somebody may take to sign in over there."""


class NotProven(Exception):
    """The provider, or what came back from it, proves nothing.

    Attributes:
        code: ``state``, ``denied``, ``provider``, ``token`` or ``email``.
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
