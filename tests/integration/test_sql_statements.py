"""How many statements each hot use case runs: so many, however many lines, claims or letters.

A ceiling is what the use case needs today. One more is sometimes right; one for each line never is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http import HTTPStatus

import attrs
import pytest
from sqlalchemy import Engine, event, text
from tests.unit.web.api_calls import Program, secret_of

from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.memory import HandClock
from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.sql import NirVault, SqlUnitsOfWork, open_engine
from partial_activity.adapters.system import RandomIds
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import BAKERY, World, registered, sign_all, written
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import send_due
from partial_activity.usecases.payment.payments import order_payments
from partial_activity.usecases.people import sign_up
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.facts import GatheredFacts
from partial_activity.usecases.screening.screen_claims import decide_claims

APRIL = date(2020, 4, 1)
NOW = datetime(2020, 5, 4, 9, tzinfo=UTC)
CLERK = samples.person(1)
AGENT = attrs.evolve(samples.person(2), service_role=Role.PAYING_AGENT)
FORM = {
    "first_day": "2024-03-11",
    "last_day": "2024-05-31",
    "iban": "FR7630006000011234567890189",
    "motive": "economic",
    "circumstances": "Baisse des commandes",
    "headcount": 10,
    "forecast_hours": "1200",
    "workforce": 12,
    "opinion": "not_applicable",
}
LINE = {
    "nir": "255081416802538",
    "last_name": "Durand",
    "first_name": "Luc",
    "week": "2024-W12",
    "contract_hours": "35.00",
    "worked_hours": "20.00",
    "unworked_hours": "15.00",
    "hourly_pay": "15.20",
}
Counting = Callable[[], int]


@pytest.fixture
def counting(engine: Engine) -> Iterator[Counting]:
    """How many statements were run since it was asked last; beginning and ending are none."""
    run: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def keep(*given: object) -> None:
        if not str(given[2]).startswith("BEGIN"):
            run.append(str(given[2]))

    def count() -> int:
        number = len(run)
        run.clear()
        return number

    yield count
    event.remove(engine, "before_cursor_execute", keep)


@contextmanager
def at_most(ceiling: int, counting: Counting) -> Iterator[None]:
    counting()
    yield
    assert counting() <= ceiling


def test_signing_up_asks_as_much_whoever_signed_up_before(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    world = World(units=units)
    with at_most(10, counting):
        signs_up(world, "ana")
    # One asks who speaks for the firm.
    with at_most(15, counting):
        world.follow(EmailAddress("ana@boulangerie.example"))
    signs_up(world, "bob")
    for others, newcomer in ((0, "chloe"), (12, "zoe")):
        for number in range(others):
            signs_up(world, f"other{number}")
        with at_most(7, counting):
            signs_up(world, newcomer)


def test_a_link_is_asked_for_again_without_reading_what_was_told(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    world = World(units=units)
    for number in range(9):
        signs_up(world, f"somebody{number}")
    # The last keeps something for a day, as a letter would be kept.
    with at_most(4, counting):
        signs_up(world, "somebody1")
    assert len(world.told(NoticeKind.CONFIRMATION)) == 9


def test_a_change_of_a_request_asks_once_who_may_and_reads_it_once(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    """Beside what is written: two for the token, one for who may, one for it, one for decisions."""
    world = World(units=units)
    ana = world.contact()
    client = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    program = Program(client, secret_of(world, ana))
    with at_most(7, counting):
        drafted = program.post(f"/establishments/{BAKERY}/requests", FORM, status=201)
    of = f"/establishments/{BAKERY}/requests/{drafted['request']['id']}"

    def changed(ceiling: int, method: str, path: str, body: object = None) -> None:
        tag = program.tag(of)
        with at_most(ceiling, counting):
            answer = program.ask(method, of + path, body, tag=tag)
        assert answer.status_code == HTTPStatus.OK, answer.text

    changed(7, "PUT", "", FORM)
    # One asks for the account that was proven.
    changed(16, "POST", "/submit", {})
    changed(9, "POST", "/withdraw")
    tag = program.tag(of)
    with at_most(7, counting):
        assert program.ask("POST", f"{of}/amend", tag=tag).status_code == HTTPStatus.CREATED


def test_a_change_of_lines_asks_once_who_may_reads_once_and_writes_what_changed(
    units: SqlUnitsOfWork, counting: Counting, engine: Engine
) -> None:
    """Two for the token, one for who may, two for the claim and its lines; the rest is written."""
    world = World(units=units)
    ana = world.contact()
    number = world.authorisation(ana).number
    world.clock.set(datetime(2024, 4, 2, 9, tzinfo=UTC))
    client = create_app(Services(world.context), WebConfig(secret=bytes(32))).test_client()
    program = Program(client, secret_of(world, ana))
    asked = {"decision_number": number, "month": "2024-03"}
    with at_most(9, counting):
        opened = program.post(f"/establishments/{BAKERY}/claims", asked, status=201)
    of = f"/establishments/{BAKERY}/claims/{opened['claim']['id']}"

    def changed(ceiling: int, method: str, path: str, body: object = None) -> None:
        tag = program.tag(of)
        with at_most(ceiling, counting):
            answer = program.ask(method, of + path, body, tag=tag)
        assert answer.status_code == HTTPStatus.OK, answer.text

    def sealed() -> dict[int, bytes]:
        """Of each line: sealed anew, a number never looks the same."""
        with engine.connect() as connection:
            return dict(connection.execute(text("SELECT number, nir_sealed FROM claim_line")).all())

    changed(8, "PATCH", "/lines", {"lines": [LINE, {**LINE, "week": "2024-W13"}]})
    before = sealed()
    changed(5, "PATCH", "/lines", {"lines": [LINE]})
    assert sealed() == before
    changed(9, "PATCH", "/lines", {"lines": [{**LINE, "unworked_hours": "14.00"}]})
    after = sealed()
    assert (after[1] != before[1], after[2] == before[2]) == (True, True)
    changed(8, "DELETE", "/lines?numbers=1")
    assert sealed() == {2: before[2]}
    # One asks who speaks for the firm.
    changed(20, "POST", "/submit", {})
    changed(9, "POST", "/withdraw")


def test_a_claim_is_submitted_in_as_many_statements_whatever_its_lines(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    """On SQLite the amounts of lines are one statement run for each."""
    firms = Firms(units, (1, 1, 60))
    with at_most(18, counting):
        firms.submits(1)  # the first under these rules, which are kept
    for firm in (2, 3):
        with at_most(15, counting):
            firms.submits(firm)


def test_a_claim_is_decided_in_as_many_statements_whatever_its_lines_and_their_number(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    firms = Firms(units, (1, 60, 1, 1, 1, 1))
    for firm in (1, 2):
        firms.submits(firm)
        with at_most(19, counting):
            assert firms.decide() == 1
    for firm in range(3, 7):
        firms.submits(firm)
    with at_most(4 * 16, counting):
        assert firms.decide() == 4


def test_a_past_of_many_requests_asks_no_more_of_a_decision(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    firms = Firms(units, (1,), past=12)
    firms.submits(1)
    with at_most(19, counting):
        assert firms.decide() == 1


def test_a_payment_is_ordered_and_sent_in_few_statements(
    units: SqlUnitsOfWork, counting: Counting
) -> None:
    firms = Firms(units, (1, 30, 1, 1, 1, 1, 1, 1))
    for firm in range(1, 9):
        firms.submits(firm)
    firms.decide()
    # Five ask what is frozen and suspended, and which visas nobody gave in time; three for each
    # claim, what the journal says of its earlier payments, and what makes it out of the ordinary.
    with at_most(8 * 13 + 8, counting):
        ordered = order_payments(actor=AGENT, context=firms.context, proof=Proof.FRESH)
    # One account of the samples is of two firms: somebody looks.
    assert sign_all(firms.context) == len(ordered.held) == 1
    ordered += order_payments(actor=AGENT, context=firms.context, proof=Proof.FRESH)
    assert ordered.lines == 8
    # Three look whether what is sent is what was ordered; the visa of the list is asked for, given
    # and looked at, however many lines there are.
    with at_most(8 + 84, counting):
        sent = written(attrs.evolve(firms.context, bank=MemoryBank()), AGENT)
        assert sent.lines == 8


def test_a_letter_goes_in_two_statements(units: SqlUnitsOfWork, counting: Counting) -> None:
    """One to reserve it, one to mark it; and one for all, to find them."""
    world = World(units=units)
    for number in range(12):
        signs_up(world, f"somebody{number}")
    letters = TemplateLetters(Letterhead("https://a.example", EmailAddress("a@a.example")))
    with at_most(2 * 12 + 1, counting):
        sent = send_due(context=attrs.evolve(world.context, letters=letters, mailer=MemoryMailer()))
    assert sent.sent == 12


@pytest.mark.postgres
def test_a_query_asked_again_is_prepared(postgres_engine: Engine, vault: NirVault) -> None:
    """What only reads undoes nothing: the driver would forget what it prepared."""
    engine = open_engine(postgres_engine.url)
    units = SqlUnitsOfWork(engine, vault)
    for _ in range(10):
        with units.reading() as uow:
            assert uow.establishments.find(BAKERY) is None
    with engine.connect() as connection:
        prepared = text("SELECT count(*) FROM pg_prepared_statements")
        assert connection.execute(prepared).scalar() == 1
    engine.dispose()


def signs_up(world: World, name: str) -> None:
    newcomer = sign_up.Newcomer(EmailAddress(f"{name}@boulangerie.example"), name, "fr")
    sign_up.sign_up(BAKERY, newcomer, context=world.context)


class Firms:
    """Establishments that were authorised, each with a draft of some employees."""

    def __init__(self, units: SqlUnitsOfWork, employees: tuple[int, ...], *, past: int = 0) -> None:
        self.units, self.clock = units, HandClock(NOW)
        self.register = MemoryCompanyRegister()
        with units() as uow:
            uow.people.add(CLERK)
            uow.people.add(AGENT)
            for firm, number in enumerate(employees, start=1):
                self.register.put(registered(samples.siret(firm)))
                uow.establishments.add(samples.establishment(firm))
                uow.proofs.add_account(samples.proven_account(firm))
                uow.establishments.add_member(samples.membership(firm, 1, principal=True))
                for earlier in range(firm, firm + past + 1):
                    request = samples.request(earlier, at=firm, state=RequestState.DECIDED)
                    wide = attrs.evolve(request, headcount=100, forecast_hours=Hours(10**9))
                    keep(uow, wide)
                    keep(uow, samples.decision(earlier, at=firm, of=earlier))
                uow.claims.add(draft(firm, number))
            uow.commit()

    @property
    def context(self) -> Context:
        return Context(
            units=self.units,
            clock=self.clock,
            ids=RandomIds(),
            facts=GatheredFacts(self.register, InsolvencyFile()),
            policy=ScreeningPolicy(100, Share.parse("0"), "seed", 15),
        )

    def submits(self, firm: int) -> None:
        done = submit_claim(
            samples.siret(firm), f"claim-{firm}", seen=Seen(1, 0), actor=CLERK, context=self.context
        )
        assert not done.problems

    def decide(self) -> int:
        decided = decide_claims(100, context=self.context)
        assert {one.claim.state for one in decided} == {ClaimState.VALIDATED}
        return len(decided)


def draft(firm: int, employees: int) -> Claim:
    """Every employee, the first whole week of April."""
    week = slices_of(APRIL)[1]
    lines = tuple(
        attrs.evolve(
            samples.claim_line(number, employee=100 * firm + number),
            week=week.week,
            span=week.span,
            assessed=None,
        )
        for number in range(1, employees + 1)
    )
    made = samples.claim(firm, at=firm, state=ClaimState.DRAFT, lines=lines, submitted_at=None)
    return attrs.evolve(made, decision_number=samples.decision(firm).number)
