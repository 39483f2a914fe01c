"""The grid of a draft: employees by weeks, saved at any time, with totals and what is wrong."""

from collections.abc import Mapping
from http import HTTPStatus

import attrs
from attrs import frozen
from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.people.people import Action
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.json_bytes import encoded
from partial_activity.entrypoints.flask_app.pages.claims import addresses, words
from partial_activity.entrypoints.flask_app.pages.claims.grid_form import (
    Contract,
    Grid,
    days_to_cut_at,
    shown,
)
from partial_activity.entrypoints.flask_app.pages.claims.grid_reader import THERE, typed
from partial_activity.entrypoints.flask_app.pages.claims.grid_unread import given_back, unread
from partial_activity.entrypoints.flask_app.pages.employer.addresses import place_to
from partial_activity.entrypoints.flask_app.pages.formatting import euros, number, say
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.claim.lines import change_lines, copy_last_month, try_lines, typed_in
from partial_activity.usecases.claim.pages import ClaimPage, claim_page
from partial_activity.usecases.revisions import Seen

AT_ONCE = 20
"""Employees of a page: some five hundred fields."""
_MOST_BLANK = 20
_SAVED = Words("Le brouillon est enregistré.", "The draft is saved.")
_CHANGED = Words(
    "Quelqu'un d'autre a changé cette demande entre-temps. Ce que vous avez saisi est encore là : "
    "relisez, puis enregistrez pour le garder.",
    "Somebody else changed this claim meanwhile. What you typed is still here: read it again, then "
    "save to keep it.",
)
_COPIED = Words(
    "Les salariés du mois précédent sont repris, sans leurs heures.",
    "The employees of the month before are copied, without their hours.",
)
_NOTHING_TO_COPY = Words(
    "Il n'y a pas de demande du mois précédent à reprendre.",
    "There is no claim of the month before to copy.",
)


@frozen
class _Reckoned:
    """What an employee of the grid comes to."""

    hours: Hours
    indemnity: Euros
    allowance: Euros


def show(siret: str, claim_id: str) -> str | Response:
    """A page of the grid."""
    at, key = addresses.here(siret), addresses.id_of(claim_id)
    place_to(Action.FILE_CLAIM, at)
    page = _found(at, key)
    if page.claim.state is not ClaimState.DRAFT or page.opening is None:
        return redirect(addresses.of_claim(at, key), HTTPStatus.SEE_OTHER)
    another_of = addresses.query_integer("another")
    blank = addresses.query_integer("add") or (0 if page.employees and not another_of else 1)
    grid = shown(
        page.claim.month,
        page.opening.period,
        page.employees,
        min(blank, _MOST_BLANK),
        law=context().law,
        another_of=another_of,
    )
    text = typed_in(at, key, actor=actor(), context=context())
    grid = given_back(grid, text, page.employees, context().law, first_page=_first_page())
    return _page(at, page, grid, _kept(page, grid))


def save(siret: str, claim_id: str) -> Response | tuple[str, int]:
    """Keep what can be kept; what is at fault is shown again, as it was typed."""
    at, key = addresses.here(siret), addresses.id_of(claim_id)
    place_to(Action.FILE_CLAIM, at)
    page = _found(at, key)
    if page.opening is None:
        raise NotAllowed("decision", "withdrawn", "claimed")
    form = Form(request.form)
    grid = typed(form, page.claim.month, page.employees, context().law)
    before = typed_in(at, key, actor=actor(), context=context())
    try:
        done = change_lines(
            at,
            key,
            grid.lines,
            removed=grid.removed,
            newcomers=grid.newcomers,
            typed=unread(grid, before, first_page=_first_page()),
            seen=Seen(page.claim.version, _revision(form)),
            actor=actor(),
            context=context(),
        )
    except Conflict:
        form.errors[""] = _CHANGED
        return _page(at, page, grid, {}), HTTPStatus.CONFLICT
    for contract in done.already_there:
        block = grid.newcomers[contract]
        field = "number" if form.has(f"{block}-of") else "nir"
        form.wrong(f"{block}-{field}", THERE)
    if form.sound and form.has("then_copy"):
        return copy(siret, claim_id)
    if form.sound:
        flash(say(_SAVED))
        return redirect(_where_next(at, form, page, done.claim), HTTPStatus.SEE_OTHER)
    saved = attrs.evolve(page, claim=done.claim)
    return _page(at, saved, grid, _tried(at, key, grid)[0]), HTTPStatus.UNPROCESSABLE_ENTITY


def reckon(siret: str, claim_id: str) -> FlaskResponse:
    """The totals of what is typed, for the page to show at once; nothing is kept."""
    at, key = addresses.here(siret), addresses.id_of(claim_id)
    place_to(Action.FILE_CLAIM, at)
    page = _found(at, key)
    if page.opening is None:
        raise NotAllowed("decision", "withdrawn", "claimed")
    grid = typed(Form(request.form), page.claim.month, page.employees, context().law)
    reckoned, problems = _tried(at, key, grid)
    told = {
        "blocks": {name: _wire(one) for name, one in reckoned.items()},
        "page": _wire(_sum(reckoned)),
        "faults": {name: say(said) for name, said in grid.form.errors.items()},
        "problems": {
            name: [say(words.problem(one)) for one in some] for name, some in problems.items()
        },
    }
    return FlaskResponse(encoded(told), mimetype="application/json")


def copy(siret: str, claim_id: str) -> Response:
    """The employees of the month before."""
    at, key = addresses.here(siret), addresses.id_of(claim_id)
    try:
        copy_last_month(at, key, actor=actor(), context=context())
    except NotFound as error:
        if not error.key.startswith("of "):
            raise
        flash(say(_NOTHING_TO_COPY))
    else:
        flash(say(_COPIED))
    return redirect(addresses.of_claim(at, key, "grid"), HTTPStatus.SEE_OTHER)


_GRID = f"{addresses.CLAIM}/grid"
ROUTES = (
    ("GET", _GRID, show),
    ("POST", _GRID, save),
    ("POST", f"{_GRID}/reckon", reckon),
    ("POST", f"{addresses.CLAIM}/copy", copy),
)
"""Method, address, view."""


def _found(at: Siret, key: str) -> ClaimPage:
    return claim_page(
        at,
        key,
        actor=actor(),
        context=context(),
        after=addresses.query_integer("after"),
        limit=AT_ONCE,
        whole=False,
    )


def _first_page() -> bool:
    return addresses.query_integer("after") == 0


def _revision(form: Form) -> int:
    text = form.given.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def _where_next(at: Siret, form: Form, page: ClaimPage, saved: Claim) -> str:
    """The page that the button pressed leads to."""
    after = addresses.query_integer("after")
    grid = addresses.of_claim(at, saved.id, "grid")
    if form.has("then_check"):
        return addresses.of_claim(at, saved.id, "check")
    if form.has("then_add"):
        # A browser puts the cursor where the address says: in the first field of the newcomer.
        field = f"e{_employees_after(saved, after)}-nir"
        return f"{grid}?after={after}&add=1#{field}" if after else f"{grid}?add=1#{field}"
    if number := form.given.get("then_another", ""):
        field = f"e{_employees_after(saved, after)}-number"
        return f"{grid}?after={after}&another={number}#{field}"
    if form.has("then_next") and page.following is not None:
        return f"{grid}?after={page.following}"
    return f"{grid}?after={after}" if after else grid


def _employees_after(claim: Claim, after: int) -> int:
    """The number of rows the page shows: the contracts of the employees of the page."""
    places: dict[Nir, int] = {}
    contracts: set[Contract] = set()
    for line in claim.lines:
        places[line.nir] = min(line.number, places.get(line.nir, line.number))
        contracts.add((line.nir, line.contract_number))
    there = sorted((place, nir.digits) for nir, place in places.items() if place > after)[:AT_ONCE]
    return sum(digits == nir.digits for _, digits in there for nir, _ in contracts)


def _page(at: Siret, page: ClaimPage, grid: Grid, reckoned: Mapping[str, _Reckoned]) -> str:
    rows = {row.number: row for block in grid.blocks for row in block.rows if row.number}
    problems: dict[str, list[Words]] = {}
    cuts = {}
    for one in page.problems:
        if one.line in rows:
            row = rows[one.line]
            problems.setdefault(row.name, []).append(words.problem(one))
            if one.code == "law_changes_inside_period":
                cuts[row.name] = days_to_cut_at(row, context().law)
    return render_template(
        "claims/grid.html",
        found=page,
        claim=page.claim,
        grid=grid,
        form=grid.form,
        reckoned=reckoned,
        page=_sum(reckoned),
        problems=problems,
        cuts=cuts,
        categories=words.CATEGORIES,
        after=addresses.query_integer("after"),
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def _kept(page: ClaimPage, grid: Grid) -> dict[str, _Reckoned]:
    """What the employees of a page come to, as the draft is."""
    return {
        block.name: _Reckoned(employee.hours, employee.indemnity, employee.allowance)
        for block, employee in zip(grid.blocks, page.employees, strict=False)
    }


def _tried(
    at: Siret, key: str, grid: Grid
) -> tuple[dict[str, _Reckoned], dict[str, list[LineProblem]]]:
    """What the lines of the blocks without a fault would come to."""
    numbered = [attrs.evolve(line, number=n) for n, line in enumerate(grid.lines, start=1)]
    tried = try_lines(at, key, numbered, actor=actor(), context=context())
    by_block: dict[str, list[ClaimLine]] = {}
    for place, line in zip(grid.filled, tried.lines, strict=True):
        by_block.setdefault(place.block, []).append(line)
    problems: dict[str, list[LineProblem]] = {}
    for one in tried.problems:
        problems.setdefault(grid.filled[one.line - 1].row, []).append(one)
    return {name: _added(lines) for name, lines in by_block.items()}, problems


def _added(lines: list[ClaimLine]) -> _Reckoned:
    amounts = [line.assessed for line in lines if line.assessed]
    return _Reckoned(
        Hours(sum(one.compensable_hours.hundredths for one in amounts)),
        sum((one.indemnity for one in amounts), ZERO_EUROS),
        sum((one.allowance for one in amounts), ZERO_EUROS),
    )


def _sum(reckoned: Mapping[str, _Reckoned]) -> _Reckoned:
    each = reckoned.values()
    return _Reckoned(
        Hours(sum(one.hours.hundredths for one in each)),
        sum((one.indemnity for one in each), ZERO_EUROS),
        sum((one.allowance for one in each), ZERO_EUROS),
    )


def _wire(one: _Reckoned) -> dict[str, str]:
    return {
        "hours": number(one.hours),
        "indemnity": euros(one.indemnity),
        "allowance": euros(one.allowance),
    }
