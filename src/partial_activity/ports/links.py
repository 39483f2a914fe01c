"""Links sent by e-mail: sealed so that nobody can make, change or read one."""

from typing import Protocol

from partial_activity.domain.people.links import Link


class Links(Protocol):
    """Seals links and opens them."""

    def seal(self, link: Link) -> str:
        """A token for a URL: letters, digits, ``-`` and ``_`` only; nothing can be read in it."""

    def open(self, token: str) -> Link:
        """The link that was sealed, expired or not.

        Raises:
            NotFound: the token was not made by us, or was changed.
        """
