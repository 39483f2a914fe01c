"""The revision of a thing: what somebody read before they change it, and what a change leaves.

A use case that is told what was read looks at it on what it has loaded, in the unit of work of the
change: nobody comes between, and nothing is read twice.
"""

from typing import Protocol, Self, TypeVar

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.uploads import Upload
from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.tokens import ApiToken


class Versioned(Protocol):
    """What has versions, each of which is changed under a revision of its own."""

    @property
    def version(self) -> int:
        """The number of the version, from 1 on."""

    @property
    def revision(self) -> int:
        """The revision of this version; it grows with each change."""


@frozen
class Seen:
    """The version and the revision of a thing, as it was read."""

    version: int | None
    """1 for what has no versions; None where only the revision of the latest was read."""
    revision: int

    @classmethod
    def of(cls, thing: Versioned) -> Self:
        """Note the thing as it is now."""
        return cls(thing.version, thing.revision)


def expect(seen: Seen | None, now: Seen, kind: str, key: str) -> None:
    """Go on only if a thing is as it was read; with None, as it is.

    Raises:
        Conflict: somebody else changed it.
    """
    if seen is not None and (seen.version or now.version, seen.revision) != (
        now.version,
        now.revision,
    ):
        raise Conflict(kind, key)


Thing = TypeVar("Thing", ApiToken, AuthorisationRequest, Claim, Upload)


def saved(thing: Thing) -> Thing:
    """What a store gives back of a thing that was just saved in it."""
    return attrs.evolve(thing, revision=thing.revision + 1)
