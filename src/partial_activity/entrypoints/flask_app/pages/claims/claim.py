"""A claim: where it stands, what comes next, every euro; corrected, withdrawn, compared."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from flask import current_app, flash, redirect, render_template
from werkzeug.wrappers import Response

from partial_activity.domain.assessment.resolution import facts_of
from partial_activity.domain.claim.claims import CLAIM_STEPS, ClaimLine, ClaimState
from partial_activity.domain.claim.differences import LineChange
from partial_activity.domain.claim.line_facts import LineFacts
from partial_activity.domain.errors import NotFound
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.claims import addresses, words
from partial_activity.entrypoints.flask_app.pages.claims.grid_controls import own_text
from partial_activity.entrypoints.flask_app.pages.employer.words import CLAIMS
from partial_activity.entrypoints.flask_app.pages.formatting import choose, hourly, number, say
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices
from partial_activity.entrypoints.flask_app.services import context
from partial_activity.entrypoints.flask_app.signed_in import actor
from partial_activity.usecases.claim.claims import (
    compare_versions,
    correct_claim,
    replay_claim,
    withdraw_claim,
)
from partial_activity.usecases.claim.lines import forget_typed
from partial_activity.usecases.claim.pages import claim_page, explain_employee

AT_ONCE = 50
_CORRECTABLE = frozenset(state for state, steps in CLAIM_STEPS.items() if ClaimState.DRAFT in steps)
_WITHDRAWABLE = frozenset(
    state for state, steps in CLAIM_STEPS.items() if ClaimState.WITHDRAWN in steps
)
_CORRECTED = Words(
    "Une nouvelle version est ouverte, avec toutes les lignes de la précédente. Changez ce qui "
    "doit l'être, puis déposez-la.",
    "A new version is open, with all lines of the one before. Change what has to be changed, then "
    "file it.",
)
_WITHDRAWN = Words("La demande est retirée.", "The claim is withdrawn.")


def show(siret: str, claim_id: str) -> str:
    """One version, a page of its employees."""
    at = addresses.here(siret)
    found = claim_page(
        at,
        addresses.id_of(claim_id),
        actor=actor(),
        context=context(),
        version=addresses.query_version(),
        after=addresses.query_integer("after"),
        limit=AT_ONCE,
    )
    state = found.claim.state
    return render_template(
        "claims/claim.html",
        found=found,
        claim=found.claim,
        badge=CLAIMS[state],
        badges=CLAIMS,
        next=words.next_of(state, may_change_account=found.may_change_account),
        answer_by=found.answer_by,
        draft=state is ClaimState.DRAFT,
        correctable=found.may_file and found.latest and state in _CORRECTABLE,
        withdrawable=found.may_file and found.latest and state in _WITHDRAWABLE,
        mendable=found.may_change_account and state is ClaimState.PAYMENT_INVALIDATED,
        submitted=found.claim.submitted_at is not None,
        statement=has_page("/statement.pdf"),
        payments=words.PAYMENTS,
        masked=words.masked,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def employee(siret: str, claim_id: str, line: str) -> str:
    """Every line of one employee, with the reckoning behind its amounts."""
    at = addresses.here(siret)
    if not line.isascii() or not line.isdigit():
        raise NotFound("line", line)
    found = explain_employee(
        at,
        addresses.id_of(claim_id),
        int(line),
        actor=actor(),
        context=context(),
        version=addresses.query_version(),
    )
    return render_template(
        "claims/employee.html",
        found=found,
        claim=found.claim,
        draft=found.claim.state is ClaimState.DRAFT,
        categories=words.CATEGORIES,
        choices=simulator_choices,
        problem=words.problem,
        masked=words.masked,
        statement=has_page("/employees/<>/statement.pdf"),
        own_facts=_own_facts,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def differences(siret: str, claim_id: str) -> str:
    """What changed between two versions, line by line."""
    at = addresses.here(siret)
    key = addresses.id_of(claim_id)
    newer = addresses.query_integer("newer", 2)
    older = addresses.query_integer("older", max(1, newer - 1))
    found = compare_versions(at, key, older, newer, actor=actor(), context=context())
    page = max(1, addresses.query_integer("page", 1))
    changes = found.all
    some = changes[(page - 1) * AT_ONCE : page * AT_ONCE]
    return render_template(
        "claims/differences.html",
        found=found,
        changes=[(change, _changed(change)) for change in some],
        older=older,
        newer=newer,
        number=page,
        pages=max(1, -(-len(changes) // AT_ONCE)),
        claim_id=key,
        masked=words.masked,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def replayed(siret: str, claim_id: str) -> str:
    """The amounts made again from the rules kept with them."""
    at = addresses.here(siret)
    key, version = addresses.id_of(claim_id), addresses.query_version() or 1
    found = replay_claim(at, key, version, actor=actor(), context=context())
    return render_template(
        "claims/replay.html",
        found=found,
        others=[one for one in found.lines if not one.same][:AT_ONCE],
        errata=found.errata[:AT_ONCE],
        version=version,
        claim_id=key,
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def correct(siret: str, claim_id: str) -> Response:
    """Begin a new version."""
    at = addresses.here(siret)
    key = addresses.id_of(claim_id)
    correct_claim(at, key, actor=actor(), context=context())
    flash(say(_CORRECTED))
    return redirect(addresses.of_claim(at, key, "grid"), HTTPStatus.SEE_OTHER)


def ask_to_withdraw(siret: str, claim_id: str) -> str:
    """What withdrawing means, before it is done."""
    at = addresses.here(siret)
    found = claim_page(
        at, addresses.id_of(claim_id), actor=actor(), context=context(), limit=1, whole=False
    )
    return render_template(
        "claims/withdraw.html",
        found=found,
        claim=found.claim,
        withdrawable=found.may_file and found.claim.state in _WITHDRAWABLE,
        badge=CLAIMS[found.claim.state],
        at=at,
        of=addresses.of_claims,
        of_claim=addresses.of_claim,
    )


def withdraw(siret: str, claim_id: str) -> Response:
    """Withdraw it."""
    at = addresses.here(siret)
    key = addresses.id_of(claim_id)
    gone = withdraw_claim(at, key, actor=actor(), context=context())
    forget_typed(at, key, gone.version, actor=actor(), context=context())
    flash(say(_WITHDRAWN))
    return redirect(addresses.of_claim(at, key), HTTPStatus.SEE_OTHER)


ROUTES = (
    ("GET", addresses.CLAIM, show),
    ("GET", f"{addresses.CLAIM}/employees/<line>", employee),
    ("GET", f"{addresses.CLAIM}/differences", differences),
    ("GET", f"{addresses.CLAIM}/replay", replayed),
    ("POST", f"{addresses.CLAIM}/correct", correct),
    ("GET", f"{addresses.CLAIM}/withdraw", ask_to_withdraw),
    ("POST", f"{addresses.CLAIM}/withdraw", withdraw),
)
"""Method, address, view."""


def has_page(ending: str) -> bool:
    """Whether this service makes the document of a claim with that address."""
    wanted = f"/claims/<>{ending}"
    rules = (addresses.bare(rule.rule) for rule in current_app.url_map.iter_rules())
    return any(rule.endswith(wanted) for rule in rules)


_HOURS = {
    "contract_hours": Words("heures du contrat", "contract hours"),
    "worked_hours": Words("heures travaillées", "worked hours"),
    "assimilated_hours": Words("heures assimilées", "assimilated hours"),
    "unworked_hours": Words("heures chômées", "unworked hours"),
}


def _changed(change: LineChange) -> Sequence[str]:
    """What differs in a line, in words."""
    old, new = change.old, change.new
    if old is None:
        return [choose("ligne ajoutée", "line added")]
    if new is None:
        return [choose("ligne retirée", "line removed")]
    return [*_facts(old, new), *_amounts(old, new)]


def _facts(old: ClaimLine, new: ClaimLine) -> list[str]:
    said = [
        f"{say(what)} : {number(getattr(old, name))} → {number(getattr(new, name))}"
        for name, what in _HOURS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    if old.hourly_pay != new.hourly_pay:
        pays = (hourly(each) if each else "—" for each in (old.hourly_pay, new.hourly_pay))
        said.append(choose("taux horaire : ", "hourly pay: ") + " → ".join(pays))
    if old.category is not new.category:
        kinds = (say(simulator_choices.CATEGORIES[each.category]) for each in (old, new))
        said.append(choose("contrat : ", "contract: ") + " → ".join(kinds))
    before, after = (dict(_own_facts(line)) for line in (old, new))
    said += (
        f"{called} : {before.get(called, '—')} → {after.get(called, '—')}"
        for called in sorted(before.keys() | after.keys())
        if before.get(called) != after.get(called)
    )
    if (old.last_name, old.first_name) != (new.last_name, new.first_name):
        said.append(choose("nom", "name"))
    return said


def _own_facts(line: LineFacts[Any]) -> Iterator[tuple[str, str]]:
    """What only a regime asks for, as a page says it; one that no regime asks for by its key."""
    asked = facts_of(context().law)
    for name, _ in line.facts.given:
        yield say(asked[name].words) if name in asked else name, own_text(line.facts, name)


def _amounts(old: ClaimLine, new: ClaimLine) -> list[str]:
    """Amounts may differ where no fact of the line does: another line, or a text, changed them."""
    if _facts(old, new):
        return []
    return [choose("montants", "amounts")]
