"""Kill −9 at any operation of submit, decide, pay, send: what comes after ends as if nothing was.

Fifty deaths in CI; ``make soak`` asks for many more, at other places.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from partial_activity.testing.mail_server import Answers, served

DEATHS = int(os.environ.get("PARTIAL_ACTIVITY_DEATHS", "50"))
SEED = int(os.environ.get("PARTIAL_ACTIVITY_SEED", "2020"))
SIGKILL = 9


class Host:
    """The process that forks those who die."""

    def __init__(self) -> None:
        """Start it; it imports everything once."""
        script = Path(__file__).with_name("killed_steps.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, **order: object) -> Any:  # noqa: ANN401  JSON
        """Give an order, and wait for the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def stop(self) -> None:
        """No more orders."""
        self._process.communicate(timeout=30)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """One for all the deaths."""
    running = Host()
    yield running
    running.stop()


class World:
    """A fresh copy of the database for each round, and the mail server."""

    def __init__(self, host: Host, place: Path, port: int, answers: Answers) -> None:
        """Prepare the database once."""
        self.host, self.place, self.port, self.answers = host, place, port, answers
        self.template = place / "template.db"
        host.tell(do="prepare", database=str(self.template), folder=str(place))

    def begin(self) -> None:
        """As prepared."""
        for path in self.place.glob("round*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        shutil.copy(self.template, self.place / "round.db")
        (self.place / "round-bank").mkdir()
        self.answers.taken.clear()
        self.lives = 0

    def live(self, kill_at: int | None) -> Any:  # noqa: ANN401  JSON
        """One life, of its own length or cut."""
        self.lives += 1
        return self._tell("live", kill_at=kill_at, lives_before=self.lives)

    def look(self) -> Any:  # noqa: ANN401  JSON
        """What is kept."""
        return self._tell("look")

    def letters(self) -> Counter[tuple[str, str, str]]:
        """Message-ID, address and subject of each letter taken over."""
        return Counter(
            (str(letter["Message-ID"]), str(letter["To"]), str(letter["Subject"]))
            for letter in self.answers.taken
        )

    def _tell(self, do: str, **more: object) -> Any:  # noqa: ANN401  JSON
        database, folder = str(self.place / "round.db"), str(self.place / "round-bank")
        return self.host.tell(do=do, database=database, folder=folder, port=self.port, **more)


@pytest.fixture(scope="module")
def world(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """With a real mail server."""
    answers = Answers()
    with served(answers) as port:
        yield World(host, tmp_path_factory.mktemp("kill"), port, answers)


@pytest.fixture(scope="module")
def undisturbed(world: World) -> tuple[int, Any, set[tuple[str, str, str]]]:
    """How many operations a whole life has, what is kept at its end, and what was told."""
    world.begin()
    lived = world.live(None)
    assert lived["exit"] == 0
    kept, told = world.look(), world.letters()
    assert set(told.values()) == {1}
    assert [claim.split()[2] for claim in kept["claims"]] == ["PAID", "PAID"]
    assert (kept["waiting"], kept["failed"], kept["broken"]) == (0, 0, [])
    return lived["operations"], kept, set(told)


def test_wherever_it_is_killed_nothing_is_lost_and_nothing_is_paid_twice(
    world: World, undisturbed: tuple[int, Any, set[tuple[str, str, str]]]
) -> None:
    """And a letter comes twice only with the same Message-ID.

    The places are drawn without repeat; after every second death the next life is cut, too.
    """
    operations, kept, told = undisturbed
    chance = random.Random(SEED)  # noqa: S311  where to die is no secret
    places = chance.sample(range(1, operations + 1), min(DEATHS, operations))
    deaths = 0
    while deaths < DEATHS:
        place = places[deaths % len(places)]
        world.begin()
        ended = world.live(place)
        assert ended == {"signal": SIGKILL}, place
        deaths += 1
        if deaths % 2:
            again = chance.randrange(1, operations)
            deaths += world.live(again) == {"signal": SIGKILL}
        assert world.live(None)["exit"] == 0, f"after a death at operation {place}"
        assert world.look() == kept, f"after a death at operation {place}"
        assert set(world.letters()) == told, f"after a death at operation {place}"


def test_a_life_after_the_end_changes_nothing(
    world: World, undisturbed: tuple[int, Any, set[tuple[str, str, str]]]
) -> None:
    """No payment, no letter, no entry of the journal more."""
    _, kept, told = undisturbed
    world.begin()
    world.live(None)
    assert world.live(None)["exit"] == 0
    assert world.look() == kept
    assert world.letters() == Counter(told)
