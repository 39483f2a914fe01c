"""What was planned when: each row a day of knowledge, along it the days of the hours."""

from collections.abc import Iterator

from partial_activity.adapters.pictures import postponed
from partial_activity.domain.assessment.french_law import FRENCH_LAW


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    yield "pictures/postponed.svg", postponed.draw(FRENCH_LAW, "en")
