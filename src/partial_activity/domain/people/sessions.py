"""Sessions: a person who proved who they are, in one browser, for a working day at most."""

from datetime import datetime, timedelta

import attrs

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.values import Choice, frozen

LIFE = timedelta(hours=12)
"""The life of a session: then the person proves again who they are, whatever they do meanwhile."""
FRESH = timedelta(minutes=15)
"""The time for which a proof is good for what moves money."""


class Means(Choice):
    """The means by which a session was opened."""

    LINK = "link"
    """A link to the mailbox."""
    PROVIDER = "provider"
    """The identity provider of an administration."""
    KEY = "key"
    """A security key of the person, who unlocked it."""
    PROCONNECT = "proconnect"
    """The State's hub: it lets in who signed in there this morning, and never shows that they are
    there now."""


class Proof(Choice):
    """The way in which somebody who acts has shown that they are there, now."""

    FRESH = "fresh"
    """A link, a key or a provider's answer of a moment ago; or they type on the machine itself."""
    OLD = "old"
    """A session opened a while ago: a browser left alone may speak."""
    TOKEN = "token"  # noqa: S105  the kind of proof, no secret
    """A program acts for them."""


@frozen
class Session:
    """A session as it is kept: of the secret in the browser there is only the digest."""

    id: str
    person_id: str
    digest: str
    opened_by: str
    """Digest of what proved who it is (a link, a provider's answer): each opens one session."""
    opened_at: datetime
    expires_at: datetime
    means: Means
    ended_at: datetime | None = None
    revision: int = 0

    def usable(self, now: datetime) -> bool:
        """Whether the session is neither ended nor too old."""
        return self.ended_at is None and now < self.expires_at

    def fresh(self, now: datetime, *, by_key: bool = False) -> bool:
        """Opened a moment ago by what shows that they are there: good for what moves money."""
        shown = self.means is Means.KEY if by_key else self.means is not Means.PROCONNECT
        return shown and self.usable(now) and now - self.opened_at < FRESH

    def ended(self, now: datetime) -> "Session":
        """The session, of no use from now on.

        Raises:
            NotAllowed: it was ended before.
        """
        if self.ended_at is not None:
            raise NotAllowed("session", "ended", "ended")
        return attrs.evolve(self, ended_at=now)
