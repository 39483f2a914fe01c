"""Security keys: where they are kept, and who checks what they sign; see also ``ports.stores``."""

from collections.abc import Sequence
from typing import Protocol

from partial_activity.domain.people.people import Person
from partial_activity.domain.people.security_keys import NewKey, SecurityKey


class KeyRefused(Exception):
    """What came from a browser is no sound answer of the key that was asked."""


class SecurityKeyStore(Protocol):
    """Security keys of people; a name of a credential belongs to one of them."""

    def add(self, key: SecurityKey) -> None: ...
    def find(self, key_id: str) -> SecurityKey | None: ...
    def of(self, person_id: str) -> Sequence[SecurityKey]:
        """List a person's keys, the first added first."""

    def save(self, key: SecurityKey) -> None: ...
    def remove(self, key_id: str) -> None:
        """Forget a key; one that is not there is no fault."""


class KeyChecker(Protocol):
    """Asks keys through a browser, and believes of their answers what holds.

    Texts are JSON, as browsers read and write them. A challenge is drawn for one asking.
    """

    def to_make(self, person: Person, known: Sequence[SecurityKey], challenge: bytes) -> str:
        """Write what a browser is asked, to make a key that the person has not."""

    def made(self, answer: str, challenge: bytes) -> NewKey:
        """Read the key that was made, its user verified.

        Raises:
            KeyRefused: it was not made here, for this asking, or for nobody who was verified.
        """

    def to_sign(self, known: Sequence[SecurityKey], challenge: bytes) -> str:
        """Write what a browser is asked, for one of the keys to sign."""

    def signer(self, answer: str) -> str:
        """Read which key is said to have signed.

        Raises:
            KeyRefused: it is not told.
        """

    def signed(self, answer: str, challenge: bytes, key: SecurityKey) -> int:
        """Check that the key signed, its user verified; the count it gives.

        Raises:
            KeyRefused: it did not, not here, not this asking, or for another person.
        """
