"""The ports of a use case as one value: what is left out is named when it is asked for."""

import ast
from pathlib import Path
from typing import Any

import attrs
import pytest

from partial_activity import FRENCH_LAW, usecases
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.context import Context, PortMissing

NO_PORTS = ("law", "cooling_off", "payment_limits")
"""What the service goes by, which has a value where none is given."""
PORTS = [each.name for each in attrs.fields(Context) if each.name not in NO_PORTS]


@pytest.mark.parametrize("port", PORTS)
def test_a_port_that_was_left_out_is_named_when_it_is_asked_for(port: str) -> None:
    absent: Any = getattr(Context(), port)
    with pytest.raises(PortMissing, match=rf"Context\({port}=") as missing:
        absent.now()
    assert missing.value.port == port


def test_units_that_were_left_out_are_named_when_one_is_begun() -> None:
    with pytest.raises(PortMissing, match="units"):
        Context().units()


def test_a_use_case_says_which_port_it_lacks() -> None:
    world = World()
    ana = world.contact()
    without = Context(units=world.units, clock=world.clock)
    with pytest.raises(PortMissing, match="ids"):
        requests.draft_request(BAKERY, world.form(), actor=ana, context=without)
    assert requests.requests_of(BAKERY, actor=ana, context=without) == ()


def test_a_context_tells_which_ports_it_has() -> None:
    world = World()
    assert [port for port in PORTS if not world.context.has(port)] == [
        "security_keys",
        "scanner",
        "mailer",
    ]
    assert not any(Context().has(port) for port in PORTS)
    assert Context(units=world.units).has("units")


def test_the_law_is_the_french_one_unless_another_is_given() -> None:
    assert Context().law is FRENCH_LAW


def test_a_context_shows_nothing_of_its_ports() -> None:
    """A log that prints one tells no key."""
    assert "SealedLinks" not in repr(World().context)


def test_use_cases_are_handed_the_context_and_not_its_ports_one_by_one() -> None:
    """What goes on inside one, in a unit of work, may be handed the single port it needs."""
    types = {Context.__annotations__[port].__name__ for port in PORTS}
    assert {"UnitsOfWork", "Clock", "Ids"} <= types
    taken_apart = [
        f"{path.name}: {function.name}"
        for path in sorted(Path(usecases.__path__[0]).rglob("*.py"))
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if (given := {ast.unparse(each.annotation) for each in _parameters(function)}) & types
        and "UnitOfWork" not in given
    ]
    assert taken_apart == []


def _parameters(function: ast.FunctionDef) -> list[Any]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
