"""The bars of the dashboards: to scale, named, without script or style."""

import re
from xml.etree import ElementTree as ET

import pytest

from partial_activity.adapters.pictures.bars import Bar, lying, upright

SVG = "{http://www.w3.org/2000/svg}"


def boxes(picture: str, colour: str = "#1d5fa8") -> list[tuple[float, float]]:
    """Width and height of the bars."""
    root = ET.fromstring(picture)  # noqa: S314  drawn by us
    found = (one for one in root.iter(f"{SVG}rect") if one.get("fill") == colour)
    return [(float(one.get("width", 0)), float(one.get("height", 0))) for one in found]


def words(picture: str) -> list[str]:
    root = ET.fromstring(picture)  # noqa: S314  drawn by us
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_upright_bars_are_as_high_as_their_values() -> None:
    picture = upright("Claims", [Bar("a", 10, "10"), Bar("b", 0, "0"), Bar("c", 5, "5")])
    (_, first), (_, last) = boxes(picture)
    assert first == pytest.approx(2 * last, abs=0.05)
    assert words(picture) == ["Claims", "10", "a", "b", "c"]


def test_only_the_first_of_the_highest_has_its_value_over_it() -> None:
    picture = upright("Claims", [Bar(str(n), 7, "seven") for n in range(3)])
    assert words(picture).count("seven") == 1
    assert len(boxes(picture)) == 3


def test_many_bars_have_few_labels() -> None:
    picture = upright("Days", [Bar(f"{n:02d}/04", n, str(n)) for n in range(30)])
    assert len([one for one in words(picture) if "/04" in one]) == 6


def test_lying_bars_are_as_long_as_their_values_and_have_them_all() -> None:
    picture = lying("Texts", [Bar("décret <1>", 300, "3,00 €"), Bar("x" * 99, 1, "0,01 €")])
    (longest, _), (shortest, _) = boxes(picture)
    assert longest == 452
    assert 0 < shortest < 3
    assert words(picture)[:3] == ["Texts", "décret <1>", "3,00 €"]
    assert words(picture)[3].endswith("…")


@pytest.mark.parametrize("draw", [upright, lying])
def test_nothing_to_draw_is_drawn_all_the_same(draw: object) -> None:
    assert callable(draw)
    for bars in ([], [Bar("a", 0, "0")]):
        picture = draw("Nothing", bars)
        assert not boxes(picture)
        assert not re.search(r"<script|style=|NaN", picture)
