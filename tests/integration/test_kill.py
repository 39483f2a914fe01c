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
from itertools import cycle, islice, pairwise, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

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
        self._process.communicate(timeout=120)


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


class Undisturbed(NamedTuple):
    """A life that nobody cut."""

    ends: list[int]
    """After how many operations each step was done."""
    edges: set[int]
    """Operations beside a commit, a renaming, a word to the mail server."""
    kept: Any
    told: set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def undisturbed(world: World) -> Undisturbed:
    """What every other life is held to."""
    world.begin()
    lived = world.live(None)
    assert lived["exit"] == 0
    kept, told = world.look(), world.letters()
    assert set(told.values()) == {1}
    assert [claim.split()[2] for claim in kept["claims"]] == ["PAID", "PAID"]
    assert (kept["waiting"], kept["failed"], kept["broken"]) == (0, 0, [])
    return Undisturbed(lived["ends"], set(lived["edges"]), kept, set(told))


def places_to_die(life: Undisturbed, deaths: int) -> list[int]:
    """As many in each step, for a long step is not a more dangerous one; edges before the rest."""
    chance = random.Random(SEED)  # noqa: S311  where to die is no secret
    steps = [list(range(first + 1, last + 1)) for first, last in pairwise([0, *life.ends])]
    for step in steps:
        step.sort(key=lambda place: (place not in life.edges, chance.random()))
    in_turn = [place for row in zip_longest(*steps) for place in row if place is not None]
    return list(islice(cycle(in_turn), deaths))


def test_wherever_it_is_killed_nothing_is_lost_and_nothing_is_paid_twice(
    world: World, undisturbed: Undisturbed
) -> None:
    """And a letter comes twice only with the same Message-ID; every third life is cut twice."""
    chance = random.Random(SEED)  # noqa: S311  where to die is no secret
    for number, place in enumerate(places_to_die(undisturbed, DEATHS)):
        world.begin()
        assert world.live(place) == {"signal": SIGKILL}, place
        if number % 3 == 0:
            world.live(chance.randrange(1, place + 1))
        assert world.live(None)["exit"] == 0, f"after a death at operation {place}"
        assert world.look() == undisturbed.kept, f"after a death at operation {place}"
        assert set(world.letters()) == undisturbed.told, f"after a death at operation {place}"


def test_a_life_after_the_end_changes_nothing(world: World, undisturbed: Undisturbed) -> None:
    """No payment, no letter, no entry of the journal more."""
    world.begin()
    world.live(None)
    assert world.live(None)["exit"] == 0
    assert world.look() == undisturbed.kept
    assert world.letters() == Counter(undisturbed.told)
