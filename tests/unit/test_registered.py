"""What the register says and leaves unsaid."""

import pytest

from partial_activity.domain.assessment.cases import Territory
from partial_activity.testing.stories import BAKERY, registered


@pytest.mark.parametrize(
    ("postcode", "department"),
    [
        *(("75011", "75"), ("01000", "01"), ("", "")),
        *(("20000", "2A"), ("20137", "2A"), ("20200", "2B"), ("97600", "976"), ("98800", "988")),
    ],
)
def test_the_department_is_read_from_the_postcode(postcode: str, department: str) -> None:
    """Corsica has two, overseas three digits."""
    assert registered(BAKERY, postcode=postcode).department == department


def test_the_territory_is_mayotte_where_the_department_is() -> None:
    assert registered(BAKERY, postcode="97600").territory is Territory.MAYOTTE
    assert registered(BAKERY, postcode="97400").territory is Territory.NATIONAL


@pytest.mark.parametrize(
    ("at_least", "at_most", "reached"),
    [(50, 99, True), (49, 99, None), (20, 49, False), (50, None, True), (None, None, None)],
)
def test_a_threshold_is_reached_or_not_or_nobody_knows(
    at_least: int | None, at_most: int | None, *, reached: bool | None
) -> None:
    """To the employee."""
    known = registered(BAKERY, at_least=at_least, at_most=at_most)
    assert known.workforce_reaches(50) is reached
