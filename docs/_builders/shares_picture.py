"""The timeline: ordinary and protected shares, then floors and minimum wage, 2019 to 2026."""

from collections.abc import Iterator

from partial_activity.adapters.pictures import shares
from partial_activity.domain.assessment.french_law import FRENCH_LAW


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    yield "pictures/shares.svg", shares.draw(FRENCH_LAW, "en")
