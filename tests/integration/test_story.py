"""The story of ``make demo`` ends alike wherever it is kept: SQLite, PostgreSQL."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from demo.people import CHARACTERS, FACTORY, RESTAURANT
from demo.play import Ending, play

from partial_activity.adapters.registers.company_register import METADATA as REGISTER
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.money import Euros

if TYPE_CHECKING:
    from sqlalchemy import Engine

Play = Callable[[str], Ending]


@pytest.fixture(scope="module")
def _played() -> dict[str, Ending]:
    """Each is played once."""
    return {}


@pytest.fixture
def ending(request: pytest.FixtureRequest, _played: dict[str, Ending], tmp_path: Path) -> Play:
    """How the story ends on a database."""

    def on(database: str) -> Ending:
        if database not in _played:
            engine: Engine = request.getfixturevalue(f"{database}_engine")
            REGISTER.drop_all(engine)
            url = engine.url.render_as_string(hide_password=False)
            _played[database] = play(tmp_path / "service", url)
        return _played[database]

    return on


DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.mark.parametrize("database", DATABASES)
def test_what_is_approved_is_paid_to_the_cent(ending: Play, database: str) -> None:
    """After one rejection by the bank, too."""
    claims = ending(database).claims
    assert claims.keys() == {one.name for one in CHARACTERS}
    for end in claims.values():
        assert end.state is ClaimState.PAID
        assert end.paid == end.allowance > Euros(0)
    assert claims[FACTORY.name].lines + claims[RESTAURANT.name].lines == 4_950


@pytest.mark.parametrize("database", DATABASES)
def test_everybody_is_told_once(ending: Play, database: str) -> None:
    """In their own language, and nothing waits."""
    played = ending(database)
    assert set(played.letters.values()) == {1}
    assert played.waiting_letters == 0
    subjects = {to: {s for t, s in played.letters if t == to} for to, _ in played.letters}
    english = subjects["sarah@delmas.example"]
    assert "Ateliers Delmas: confirm your e-mail address" in english
    french = subjects["anne@halles.example"]
    assert "Restaurant des Halles\N{NO-BREAK SPACE}: confirmez votre adresse électronique" in french


@pytest.mark.postgres
def test_the_story_ends_alike_on_both(ending: Play) -> None:
    """The same states, amounts, letters and facts of the journal."""
    assert ending("sqlite") == ending("postgres")
