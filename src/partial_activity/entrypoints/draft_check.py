"""The public properties tried on the law with a draft: which it breaks, and by which case."""

from collections.abc import Iterator

from attrs import frozen
from hypothesis import HealthCheck, settings

from partial_activity.domain.law.book import Law
from partial_activity.testing.properties import PROPERTIES

_SMALLEST = "Failing test case"


@frozen
class Broken:
    """A property that a law lacks."""

    name: str
    says: str
    """What it promises, in English."""
    why: str
    """What was found instead."""
    case: str
    """The smallest case found that shows it; empty where the texts themselves do."""


def broken_properties(law: Law, cases: int) -> Iterator[Broken]:
    """Try each property in turn; the same cases each time, and nothing is written to a disk.

    A slow machine breaks no property; of a property that breaks in several ways one is told, with
    its case: Hypothesis would raise them as a group, which says neither why nor where.
    """
    before = settings.get_current_profile_name()
    settings.register_profile(
        "law draft",
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    settings.load_profile("law draft")
    try:
        for holds in PROPERTIES:
            try:
                holds(law)
            except Exception as failure:  # noqa: BLE001  told to who wrote the draft
                yield Broken(
                    holds.__name__,
                    (holds.__doc__ or "").strip().partition("\n")[0],
                    str(failure).strip().partition("\n")[0] or type(failure).__name__,
                    _case(failure),
                )
    finally:
        settings.load_profile(before)


def _case(failure: Exception) -> str:
    """What Hypothesis notes of the case, as it is written in Python."""
    notes = "\n".join(getattr(failure, "__notes__", ()))
    return notes[notes.index(_SMALLEST) :] if _SMALLEST in notes else ""
