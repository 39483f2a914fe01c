"""What stands on a page can be done by who reads it: no link or button ends in a refusal."""

import html
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

import attrs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.access_table import TABLE
from tests.unit.web.bakery import Bakery
from werkzeug.exceptions import HTTPException

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.people.people import Person
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import decisions

Enter = Callable[[Person], FlaskClient]
ROLES = ("ana", "dora", "officer", "agent", "auditor", "administrator")
FORM = re.compile(r"<form\b[^>]*>")
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')


@pytest.fixture
def bakery(world: World) -> Bakery:
    return Bakery(world)


@pytest.mark.parametrize("state", ClaimState)
def test_a_claim_in_any_state_leads_nobody_to_a_refusal(
    app: Flask, bakery: Bakery, signed_in: Enter, state: ClaimState
) -> None:
    """À faire sent a declarant to the account of the bank, which is for contacts to change."""
    with bakery.world.units() as uow:
        claim = uow.claims.head(BAKERY, bakery.paid_claim.id)
        uow.claims.save(attrs.evolve(claim, state=state))
        uow.commit()
    for who in ROLES:
        assert not list(refusals(app, bakery, signed_in, who)), who


def test_a_withdrawn_decision_leads_nobody_to_a_refusal(
    app: Flask, bakery: Bakery, signed_in: Enter
) -> None:
    """Its drafts were offered a template that they could no longer fill in."""
    with bakery.world.units() as uow:
        decision = uow.requests.decision(BAKERY, bakery.decision.number)
        withdrawn = attrs.evolve(decision, withdrawn_at=bakery.world.clock.now())
        uow.requests.save_decision(withdrawn)
        uow.commit()
    for who in ROLES:
        assert not list(refusals(app, bakery, signed_in, who)), who


def test_a_refused_request_leads_nobody_to_a_refusal(
    app: Flask, bakery: Bakery, signed_in: Enter
) -> None:
    """Held for an officer first, then refused."""
    world = bakery.world
    held = world.file(bakery.ana, headcount=80, commitments=("Maintien des emplois",))
    world.screen()
    assert not list(refusals(app, bakery, signed_in, "dora"))
    decisions.decide(
        BAKERY,
        held.id,
        accepted=False,
        message="L'effectif ne concorde pas.",
        actor=bakery.officer,
        context=world.context,
    )
    for who in ROLES:
        assert not list(refusals(app, bakery, signed_in, who)), who


def refusals(app: Flask, bakery: Bakery, signed_in: Enter, who: str) -> Iterator[str]:
    """Where somebody is led and not let: every page that they find, its links and its buttons."""
    person = bakery.everybody()[who]
    assert person is not None
    client = signed_in(person)
    map_ = app.url_map.bind("localhost")
    waiting, seen = [("/account", "")], set()
    while waiting:
        path, found_on = waiting.pop()
        rule, values = map_.match(path.partition("?")[0], return_rule=True)
        key = (rule.rule, *(values.get(one) for one in ("claim_id", "request_id")))
        if key in seen or rule.rule.startswith(("/law", "/simulator", "/help", "/api")):
            continue
        seen.add(key)
        answer = client.get(path, follow_redirects=True)
        if answer.status_code != HTTPStatus.OK:
            yield f"{path} from {found_on}: {answer.status_code}"
            continue
        if answer.mimetype != "text/html":
            continue
        waiting += [(html.unescape(one), path) for one in LINK.findall(answer.text)]
        for form in FORM.findall(answer.text):
            if 'method="post"' not in form:
                continue
            action = re.search(r'action="([^"]*)"', form)
            to = html.unescape(action[1]) if action and action[1] else path
            try:
                asked = map_.match(to.partition("?")[0], method="POST", return_rule=True)[0]
            except HTTPException as error:
                yield f"POST {to} on {path}: {error.code}"
                continue
            allowed = TABLE.get(f"POST {asked.rule}")
            own = asked.rule.startswith("/account/")
            if allowed is not None and who not in allowed and not own:
                yield f"POST {asked.rule} on {path}"
    assert len(seen) > 8, seen
