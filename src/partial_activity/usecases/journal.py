"""The journal is sealed by the worker, and anybody who may run the service can verify it."""

from attrs import frozen

from partial_activity.domain.journal import first_broken
from partial_activity.ports.unit_of_work import UnitsOfWork


def seal_entries(limit: int, *, units: UnitsOfWork) -> int:
    """Seal up to so many entries in order; how many were.

    Raises:
        Conflict: another worker sealed the same; nothing is lost.
    """
    with units() as uow:
        sealed = uow.journal.seal(limit)
        uow.commit()
    return sealed


@frozen
class BrokenEntry:
    """The first entry of a chain that does not follow from the one before it."""

    chain: str
    number: int


@frozen
class Verified:
    """What a verification of every chain found."""

    chains: int
    entries: int
    unsealed: int
    """At the ends of their chains: nothing guards them until the worker seals them."""
    broken: tuple[BrokenEntry, ...]


def verify_journal(*, units: UnitsOfWork) -> Verified:
    """Go through every chain: a changed byte, a missing or a moved entry breaks its seal.

    That the end of a chain was cut off cannot be seen in the chain itself: keep the number of
    entries, or a copy, elsewhere.
    """
    chains = entries = unsealed = 0
    broken = []
    with units.reading() as uow:
        for chain in uow.journal.chains():
            kept = list(uow.journal.entries(chain))
            chains += 1
            entries += len(kept)
            unsealed += sum(1 for entry in kept if not entry.seal)
            if (first := first_broken(kept)) is not None:
                broken.append(BrokenEntry(chain, first.number))
    return Verified(chains, entries, unsealed, tuple(broken))
