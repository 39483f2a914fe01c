"""How long every page takes: each address that answers, opened again and again by who may see it.

The firm has a hundred employees, a year of claims paid month by month, and a draft; the office has
some hundred claims of others in its queue. What nobody could open with what there is is named.
"""

import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import attrs
import requests
from benchmarks.filled import MONTH, draft_of, employer, links_of
from benchmarks.served import processor_seconds

from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.adapters.system import SystemClock
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import OF_SERVICE, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing import samples
from partial_activity.testing.stories import World, registered
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.people.sign_in import link_for
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims

FIRM, OTHERS = 1, range(2, 302)
MONTHS, EMPLOYEES = 12, 100
TIMES = 30
CLOCK = SystemClock()
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_TEXT = re.compile(r'href="/law/texts/([^"?#]+)"')


class Opened(NamedTuple):
    """What opening a page took, of the clock and of the processor, in milliseconds."""

    median: float
    p95: float
    processor: float
    rule: str
    who: str


def time_pages(
    address: str, units: SqlUnitsOfWork, link_key: str, *, processes: Sequence[int]
) -> None:
    """Fill, sign everybody in, open every page; the slowest last."""
    people = _fill(units)
    browsers = {name: _browser(address, one, link_key) for name, one in people.items()}
    known = _known(address, units)
    opened, unopened = [], []
    for rule in sorted(_rules()):
        found = _first_that_answers(address, rule, browsers, known)
        if found is None:
            unopened.append(rule)
        else:
            opened.append(_open(*found, rule, processes))
    for one in sorted(opened, key=lambda one: one.p95):
        print(
            f"{one.median:7.1f} ms median {one.p95:7.1f} ms p95 {one.processor:6.1f} ms of "
            f"processor   {one.rule} ({one.who})"
        )
    slow = [one.rule for one in opened if one.p95 >= 50]  # noqa: PLR2004  the promise
    print(f"{len(opened)} addresses, {len(slow)} at 50 ms or more; not opened: {unopened}")


def _fill(units: SqlUnitsOfWork) -> Mapping[str, Person | None]:
    """Claims of every state; who opens pages: a visitor, the employer, each role of the service."""
    service = [
        attrs.evolve(samples.person(90_000 + place), service_role=role)
        for place, role in enumerate(OF_SERVICE)
    ]
    with units() as uow:
        for person in service:
            uow.people.add(person)
        firm = employer(uow, FIRM, EMPLOYEES, months=MONTHS)
        for back in range(1, MONTHS):
            uow.claims.add(draft_of(FIRM, MONTH.plus(-back).first, EMPLOYEES))
        for other in OTHERS:
            employer(uow, other, 2)
        uow.commit()
    with units.reading() as uow:
        own = uow.claims.of(firm.siret)
        of_others = [one for other in OTHERS for one in uow.claims.of(samples.siret(other))]
    agent = next(one for one in service if one.service_role is Role.PAYING_AGENT)
    _submit(units, [one for one in own if one.month != MONTH.first])
    _decide(units, held="0")
    order_payments(actor=agent, context=Context(units=units, clock=CLOCK), proof=Proof.FRESH)
    _submit(units, of_others)
    _decide(units, held="0.5")
    roles = {str(one.service_role and one.service_role.value): one for one in service}
    return {"visitor": None, "employer": firm.person, **roles}


def _submit(units: SqlUnitsOfWork, drafts: Sequence[Claim]) -> None:
    for draft in drafts:
        with units.reading() as uow:
            actor = uow.people.get(draft.created_by)
        done = submit_claim(
            draft.siret,
            draft.id,
            seen=Seen.of(draft),
            actor=actor,
            context=Context(units=units, clock=CLOCK),
        )
        assert not done.problems, done.problems[:3]


def _decide(units: SqlUnitsOfWork, held: str) -> None:
    """All that wait; a share of them is held for an officer."""
    register = MemoryCompanyRegister([registered(samples.siret(n)) for n in (FIRM, *OTHERS)])
    facts = GatheredFacts(register, InsolvencyFile())
    policy = ScreeningPolicy(10_000, Share.parse(held), "seed", 15)
    while decide_claims(100, context=Context(units=units, clock=CLOCK, facts=facts, policy=policy)):
        pass


def _browser(address: str, person: Person | None, link_key: str) -> requests.Session:
    browser = requests.Session()
    if person is not None:
        context = Context(clock=CLOCK, links=links_of(link_key))
        there = f"{address}/sign-in/{link_for(person, context=context)}"
        token = _TOKEN.search(browser.get(there, timeout=60).text)
        assert token, "a link leads to a form"
        browser.post(there, data={"csrf_token": token[1]}, timeout=60).raise_for_status()
    return browser


def _known(address: str, units: SqlUnitsOfWork) -> Mapping[str, Sequence[str]]:
    """What may stand in an address, by the name it has there."""
    siret = samples.siret(FIRM)
    with units.reading() as uow:
        claims = [one.id for one in uow.claims.of(siret)][:2]
        message = uow.outbox.about(siret.digits)[0].id
    text = _TEXT.search(requests.get(f"{address}/law/texts", timeout=60).text)
    assert text, "there are texts"
    return {
        "siret": [siret.digits],
        "claim_id": claims,
        "request_id": [f"request-{FIRM}"],
        "message_id": [message],
        "person_id": [samples.person(FIRM).id, samples.person(90_000).id],
        "line": ["1"],
        "version": ["1"],
        "slug": [text[1]],
        "filename": ["pages.css"],
    }


def _rules() -> Iterator[str]:
    """Every address but the API's, as the application knows them."""
    world = World()
    services = Services(world.context)
    app = create_app(services, WebConfig(secret=bytes(32)))
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            yield rule.rule


def _first_that_answers(
    address: str,
    rule: str,
    browsers: Mapping[str, requests.Session],
    known: Mapping[str, Sequence[str]],
) -> tuple[str, requests.Session, str] | None:
    """Whoever is shown the page, and where."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
    if not set(names) <= known.keys():
        return None
    for values in product(*(known[name] for name in names)):
        there = address + rule
        for name, value in zip(names, values, strict=True):
            there = re.sub(rf"<(\w+:)?{name}>", value, there)
        for who, browser in browsers.items():
            if browser.get(there, allow_redirects=False, timeout=60).ok:
                answer = browser.get(there, allow_redirects=False, timeout=60)
                if answer.status_code == requests.codes.ok:
                    return there, browser, who
    return None


def _open(
    there: str, browser: requests.Session, who: str, rule: str, processes: Sequence[int]
) -> Opened:
    taken = []
    before = processor_seconds(processes)
    for _ in range(TIMES):
        start = time.perf_counter()
        browser.get(there, allow_redirects=False, timeout=60)
        taken.append(1000 * (time.perf_counter() - start))
    spent = 1000 * (processor_seconds(processes) - before) / TIMES
    p95 = statistics.quantiles(taken, n=20)[-1]
    return Opened(statistics.median(taken), p95, spent, rule, who)
