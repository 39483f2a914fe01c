"""What was typed in the grid and cannot be read: kept with the draft, and given back."""

import json
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from partial_activity.domain.law.book import Law
from partial_activity.entrypoints.flask_app.pages.claims.grid_form import Grid
from partial_activity.entrypoints.flask_app.pages.claims.grid_reader import typed
from partial_activity.entrypoints.flask_app.pages.forms import LONGEST, Form
from partial_activity.usecases.claim.pages import SeenEmployee


def unread(grid: Grid, before: str, *, first_page: bool) -> str:
    """What was typed and is at fault, to be given back: that of this page, with that of others.

    Args:
        grid: as it was typed, with its faults.
        before: what was kept so.
        first_page: newcomers at fault come back on the first page.
    """
    here = {block.key for block in grid.blocks}
    kept = [
        one for one in _read(before) if (not first_page if not one.key else one.key not in here)
    ]
    kept += [
        _Unread(block.key, dict(_fields_of(grid.form, block.name)))
        for block in grid.blocks
        if _at_fault(grid.form, block.name)
    ]
    return json.dumps([[one.key, one.fields] for one in kept]) if kept else ""


def count_unread(text: str) -> int:
    """The number of employees who have something that cannot be read."""
    return len(_read(text))


def given_back(
    grid: Grid, text: str, employees: Sequence[SeenEmployee], law: Law, *, first_page: bool
) -> Grid:
    """The grid of a draft with what was typed and could not be read, and its faults."""
    given = grid.form.given.to_dict()
    places = {block.key: block.name for block in grid.blocks if block.key}
    free = [block.name for block in grid.blocks if not block.key]
    back: set[str] = set()
    for one in _read(text):
        if one.key:
            name = places.get(one.key, "")
        elif first_page:
            name = free.pop(0) if free else f"e{len(grid.blocks) + len(back)}"
        else:
            name = ""
        if name:
            back.add(name)
            given = {at: typed for at, typed in given.items() if not at.startswith(f"{name}-")}
            given |= {f"{name}-key": one.key}
            given |= {f"{name}-{field}": typed for field, typed in one.fields.items()}
    if not back:
        return grid
    again = typed(Form(given), grid.month, employees, law)
    errors = again.form.errors
    again.form.errors = {at: said for at, said in errors.items() if at.split("-")[0] in back}
    return again


@frozen
class _Unread:
    """An employee of whom something typed cannot be read."""

    key: str
    """Number of one of their lines; empty for a newcomer."""
    fields: Mapping[str, str]


def _read(text: str) -> list[_Unread]:
    return [_Unread(key, fields) for key, fields in json.loads(text)] if text else []


def _at_fault(form: Form, name: str) -> bool:
    return any(at.startswith(f"{name}-") for at in form.errors)


def _fields_of(form: Form, name: str) -> Iterator[tuple[str, str]]:
    for at, typed_text in form.given.items():
        if at.startswith(f"{name}-") and typed_text and at != f"{name}-key":
            yield at.removeprefix(f"{name}-"), typed_text[:LONGEST]
