"""The long-term schemes' limit on unworked hours, as the ministry's examples give it."""

from fractions import Fraction

import pytest

from partial_activity.domain.authorisation.reduction_cap import (
    average_reduction,
    maximum_unworked_hours,
)
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Share


@pytest.mark.parametrize(
    ("share", "hours"),
    [
        # Ministry, questions and answers on APLD (17/06/2021 and 19/01/2023):
        # https://travail-emploi.gouv.fr/le-ministere-en-action/relance-activite/preserver-les-emplois-et-former-les-salaries/faq-apld
        ("0.40", "14.00"),
        # https://www.ascent-avocats.fr/en/flash-info-covid-19-n9-lapld/
        ("0.50", "17.50"),
    ],
)
def test_a_share_of_the_legal_week_may_go_unworked(share: str, hours: str) -> None:
    """40 % of 35 hours, or 50 % where the authority allows it."""
    assert maximum_unworked_hours(Hours.parse("35"), Share.parse(share)) == Hours.parse(hours)


def test_the_limit_bears_on_the_duration_given() -> None:
    """APLD rebond: a contract of 28 hours has a limit of its own."""
    assert maximum_unworked_hours(Hours.parse("28"), Share.parse("0.40")) == Hours.parse("11.20")


def test_a_limit_is_never_rounded_up() -> None:
    """40 % of 31.04 hours is 12.416: 12.42 would pass it."""
    assert maximum_unworked_hours(Hours.parse("31.04"), Share.parse("0.40")) == Hours.parse("12.41")


def test_a_closed_semester_is_allowed_within_the_mean() -> None:
    """Ministry's sheet: 100, 40, 20 and 0 % of four semesters make 40 %.

    https://travail-emploi.gouv.fr/lactivite-partielle-de-longue-duree-apld
    """
    shares = [Share.parse(text) for text in ("1.0", "0.4", "0.2", "0.0")]
    assert average_reduction(shares) == Share.parse("0.40")


def test_the_mean_is_exact() -> None:
    """A third has no last decimal."""
    shares = [Share.parse(text) for text in ("1", "0", "0")]
    assert average_reduction(shares) == Share(Fraction(1, 3))


def test_a_mean_of_nothing_is_refused() -> None:
    """No period, no mean."""
    with pytest.raises(InvalidValue) as error:
        average_reduction([])
    assert (error.value.code, error.value.path) == ("missing", "shares")
