"""A store does, step by step, what the stores in memory do: the same answers, the same refusals.

Hypothesis makes up the steps; both are given the same ones, and what they keep is compared whenever
it is committed or undone::

    def test_my_store_does_what_memory_does() -> None:
        check_against_memory(lambda: MyUnitsOfWork())  # an empty one, each time it is called
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from partial_activity.adapters.memory import MemoryUnitsOfWork
from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import LINES_NOT_READ, ClaimState
from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.letters.notices import Delivery
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import first_broken
from partial_activity.domain.office.queue import QueueFilter, QueueKind, QueuePlace
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import AccountState, Person
from partial_activity.ports.office import FileHead
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.testing import samples

_FEW = st.integers(1, 2)
"""The number is so low that steps meet."""
_VERSIONS = st.integers(1, 2)
_MINUTES = st.integers(0, 5)
_REVISIONS = st.integers(0, 2)
_REFUSALS = (Conflict, NotAllowed, NotFound)


def check_against_memory(
    fresh: Callable[[], UnitsOfWork], *, steps: int = 40, tries: int | None = None
) -> None:
    """Look for steps after which a store and memory no longer agree.

    Args:
        fresh: an empty store, each time.
        steps: how many at most in one try.
        tries: how many tries; a quarter of Hypothesis' examples unless said.
    """

    class Machine(StoreMachine):
        def __init__(self) -> None:
            super().__init__(fresh())

    asked = settings(
        stateful_step_count=steps, max_examples=tries or settings().max_examples // 4 or 1
    )
    run_state_machine_as_test(Machine, settings=asked)


class StoreMachine(RuleBasedStateMachine):
    """Two stores that are told the same; a unit of work is always open in both."""

    def __init__(self, candidate: UnitsOfWork) -> None:
        """Compare a store with a fresh one in memory."""
        super().__init__()
        self.all_units: tuple[UnitsOfWork, UnitsOfWork] = (MemoryUnitsOfWork(), candidate)
        self.open: list[UnitOfWork] = []

    @initialize()
    def start(self) -> None:
        """Begin with something of each kind: there is then something to change."""
        for units in self.all_units:
            with units() as uow:
                _settle(uow)
                uow.commit()
        self.begin()

    def begin(self) -> None:
        """Open a unit of work in both."""
        self.open = [units().__enter__() for units in self.all_units]

    def both(self, step: Callable[[UnitOfWork], object]) -> None:
        """Do the same in both, and compare what they answer."""
        oracle, candidate = (_answer(step, uow) for uow in self.open)
        assert candidate == oracle

    @rule(keep=st.booleans())
    def end(self, *, keep: bool) -> None:
        """Commit or undo, compare all that is kept, and begin again."""
        self.close(keep=keep)
        self.begin()

    @rule()
    def look(self) -> None:
        """Compare all that the open units of work see, which is what they wrote too."""
        self.compare(self.open)

    def teardown(self) -> None:
        """Keep the last steps, and compare."""
        if self.open:
            self.close(keep=True)

    def close(self, *, keep: bool) -> None:
        """Leave both units of work, and compare what one who reads sees then."""
        open_units, self.open = self.open, []
        try:
            if keep:
                for uow in open_units:
                    uow.commit()
        finally:
            for uow in open_units:
                uow.__exit__(None, None, None)
        with ExitStack() as stack:
            self.compare([stack.enter_context(units.reading()) for units in self.all_units])

    def compare(self, seen_by: Sequence[UnitOfWork]) -> None:
        """All that two units of work see."""
        oracle, candidate = (list(_everything(uow)) for uow in seen_by)
        assert candidate == oracle

    @rule(number=_FEW, address=_FEW, revision=_REVISIONS, saved=st.booleans())
    def keep_person(self, number: int, address: int, revision: int, *, saved: bool) -> None:
        """Sign up, or change one's address."""
        person = attrs.evolve(
            samples.person(number), email=samples.person(address).email, revision=revision
        )
        self.both(lambda uow: uow.people.save(person) if saved else uow.people.add(person))

    @rule(number=_FEW, state=st.sampled_from(AccountState), revision=_REVISIONS)
    def save_establishment(self, number: int, state: AccountState, revision: int) -> None:
        """A new state, by one who read some revision."""
        value = attrs.evolve(samples.establishment(number), state=state, revision=revision)
        self.both(lambda uow: uow.establishments.save(value))

    @rule(number=_FEW)
    def add_establishment(self, number: int) -> None:
        """An account."""
        self.both(lambda uow: uow.establishments.add(samples.establishment(number)))

    @rule(at=_FEW, of=_FEW, principal=st.booleans(), minutes=_MINUTES, saved=st.booleans())
    def keep_member(self, at: int, of: int, minutes: int, *, principal: bool, saved: bool) -> None:
        """Join, or change places."""
        value = samples.membership(at, of, principal=principal, minutes=minutes)
        self.both(
            lambda uow: (
                uow.establishments.save_member if saved else uow.establishments.add_member
            )(value)
        )

    @rule(
        number=_FEW,
        at=_FEW,
        version=_VERSIONS,
        state=st.sampled_from(RequestState),
        minutes=st.none() | _MINUTES,
        revision=st.none() | _REVISIONS,
    )
    def keep_request(
        self,
        *,
        number: int,
        at: int,
        version: int,
        state: RequestState,
        minutes: int | None,
        revision: int | None,
    ) -> None:
        """File a version, or change it."""
        filed_at = None if minutes is None else samples.later(minutes)
        value = samples.request(number, at=at, version=version, state=state, filed_at=filed_at)
        self.both(
            lambda uow: (
                uow.requests.add(value)
                if revision is None
                else uow.requests.save(attrs.evolve(value, revision=revision))
            )
        )

    @rule(number=_FEW, at=_FEW, of=_FEW, version=_VERSIONS)
    def decide(self, number: int, at: int, of: int, version: int) -> None:
        """Decide a version."""
        value = samples.decision(number, at=at, of=of, version=version)
        self.both(lambda uow: uow.requests.add_decision(value))

    @rule(number=_FEW, at=_FEW, minutes=st.none() | _MINUTES, edited=st.booleans())
    def withdraw(self, number: int, at: int, minutes: int | None, *, edited: bool) -> None:
        """Withdraw a decision, or try to edit it."""

        def save(uow: UnitOfWork) -> None:
            made = uow.requests.decision(samples.siret(at), f"DA-{number:04d}")
            at_instant = None if minutes is None else samples.later(minutes)
            asked = attrs.evolve(made, withdrawn_at=at_instant)
            uow.requests.save_decision(attrs.evolve(asked, message="edited") if edited else asked)

        self.both(save)

    @rule(
        number=_FEW,
        at=_FEW,
        version=_VERSIONS,
        state=st.sampled_from(ClaimState),
        weeks=st.lists(st.tuples(_FEW, _FEW), max_size=3),
        minutes=st.none() | _MINUTES,
    )
    def add_claim(
        self,
        *,
        number: int,
        at: int,
        version: int,
        state: ClaimState,
        weeks: list[tuple[int, int]],
        minutes: int | None,
    ) -> None:
        """A version, with lines of some employees and weeks."""
        lines = tuple(
            samples.claim_line(line, employee=employee, week=week)
            for line, (employee, week) in enumerate(weeks, start=1)
        )
        submitted_at = None if minutes is None else samples.later(minutes)
        value = samples.claim(
            number, at=at, version=version, state=state, lines=lines, submitted_at=submitted_at
        )
        self.both(lambda uow: uow.claims.add(value))

    @rule(
        number=_FEW,
        at=_FEW,
        state=st.sampled_from(ClaimState),
        lines=st.sampled_from(["as read", "not read", "one", "none"]),
        revision=st.none() | _REVISIONS,
    )
    def save_claim(
        self, number: int, at: int, state: ClaimState, lines: str, revision: int | None
    ) -> None:
        """Another state, other lines or the same, by one who read now or before."""

        def save(uow: UnitOfWork) -> None:
            claim = attrs.evolve(uow.claims.get(samples.siret(at), f"claim-{number}"), state=state)
            if lines == "not read":
                claim = attrs.evolve(claim, lines=LINES_NOT_READ)
            elif lines != "as read":
                claim = attrs.evolve(claim, lines=(samples.claim_line(),) if lines == "one" else ())
            uow.claims.save(claim if revision is None else attrs.evolve(claim, revision=revision))

        self.both(save)

    @rule(number=_FEW, at=_FEW, version=_VERSIONS)
    def screen(self, number: int, at: int, version: int) -> None:
        """Keep what was checked, and a basis."""
        key = (samples.siret(at), f"claim-{number}", version)
        self.both(lambda uow: uow.claims.keep_screening(*key, samples.screening()))
        self.both(lambda uow: uow.claims.keep_basis(f"basis-{number}", "rules"))

    @rule(number=_FEW, at=_FEW, attempt=st.integers(1, 2), minutes=_MINUTES)
    def order(self, number: int, at: int, attempt: int, minutes: int) -> None:
        """Order a payment."""
        value = samples.payment(number, at=at, attempt=attempt, minutes=minutes)
        self.both(lambda uow: uow.payments.add(value))

    @rule(
        number=_FEW,
        at=_FEW,
        kind=st.sampled_from(QueueKind),
        days=st.integers(0, 1),
        held=st.booleans(),
    )
    def wait(self, number: int, at: int, kind: QueueKind, days: int, *, held: bool) -> None:
        """Put a file into the officer's queue, or take it out."""
        value = samples.queued(number, at=at, kind=kind, days=days)
        self.both(lambda uow: uow.office.hold(value) if held else uow.office.release(value.key))

    @rule(number=_FEW, minutes=_MINUTES)
    def close_file(self, number: int, minutes: int) -> None:
        """Keep the head of a payment file."""
        value = FileHead(f"file-{number}", samples.later(minutes), number, Euros(number))
        self.both(lambda uow: uow.office.add_file(value))

    @rule(number=_FEW, at=_FEW, event=st.sampled_from(PaymentEvent), reference=_FEW)
    def record(self, number: int, at: int, event: PaymentEvent, reference: int) -> None:
        """Something happens to a payment."""
        value = samples.payment_record(samples.payment(number, at=at), event)
        named = attrs.evolve(value, reference=f"file-{reference}")
        self.both(lambda uow: uow.payments.record(named))

    @rule(
        number=_FEW,
        at=_FEW,
        delivery=st.sampled_from(Delivery),
        minutes=_MINUTES,
        next_minutes=st.none() | _MINUTES,
        saved=st.booleans(),
    )
    def keep_message(
        self,
        number: int,
        at: int,
        delivery: Delivery,
        minutes: int,
        next_minutes: int | None,
        *,
        saved: bool,
    ) -> None:
        """Tell, or say what became of it."""
        value = attrs.evolve(
            samples.message(number, at=at, minutes=minutes),
            delivery=delivery,
            next_attempt_at=None if next_minutes is None else samples.later(next_minutes),
        )
        self.both(lambda uow: uow.outbox.save(value) if saved else uow.outbox.add(value))

    @rule(number=st.integers(1, 5), chain=st.sampled_from(["service", "99000001000019"]))
    def note(self, number: int, chain: str) -> None:
        """Write into the journal."""
        self.both(lambda uow: uow.journal.add(samples.entry(number, chain=chain)))

    @rule(limit=st.integers(0, 4))
    def seal(self, limit: int) -> None:
        """Seal some entries."""
        self.both(lambda uow: uow.journal.seal(limit))

    @rule(limit=st.integers(0, 4), minutes=_MINUTES)
    def take(self, limit: int, minutes: int) -> None:
        """What a worker takes, inside the unit that writes."""
        self.both(lambda uow: list(uow.outbox.due(samples.later(minutes), limit)))
        self.both(lambda uow: list(uow.payments.to_send(limit)))


def _settle(uow: UnitOfWork) -> None:
    uow.people.add(samples.person())
    uow.establishments.add(samples.establishment())
    uow.establishments.add_member(samples.membership())
    for number in (1, 2):
        uow.requests.add(samples.request(number))
        uow.payments.add(samples.payment(number, minutes=number))
        uow.outbox.add(samples.message(number, minutes=number))
        uow.journal.add(samples.entry(number))
    uow.requests.add_decision(samples.decision())
    lines = tuple(samples.claim_line(n, employee=1 + n % 2, week=n) for n in (1, 2, 3))
    uow.claims.add(samples.claim(lines=lines))
    uow.claims.add(samples.claim(version=2, state=ClaimState.DRAFT, lines=lines[:2]))
    uow.claims.add(samples.claim(1, at=2, state=ClaimState.DRAFT, submitted_at=None))


def _answer(step: Callable[[UnitOfWork], object], uow: UnitOfWork) -> object:
    """What a step gave, or the kind of its refusal."""
    try:
        return step(uow)
    except _REFUSALS as refusal:
        return type(refusal)


def _everything(uow: UnitOfWork) -> Iterator[Any]:
    """All that a unit of work can be asked for."""
    for number in range(1, 3):
        yield _answer(partial(_person, number), uow)
        yield uow.people.by_email(samples.person(number).email)
        yield list(uow.establishments.memberships_of(f"person-{number}"))
        yield from _of_establishment(uow, number)
        yield _answer(partial(_basis, number), uow)
        yield list(uow.payments.lines_of_file(f"file-{number}"))
        yield list(uow.office.requests_with_id(f"request-{number}", 9))
        yield list(uow.office.claims_with_id(f"claim-{number}", 9))
        yield list(uow.office.decisions_numbered(f"DA-{number:04d}"))
        page = uow.office.lines_in_file(f"file-{number}", 1, number - 1)
        yield [(line, list(records)) for line, records in page]
    yield from _of_office(uow)
    yield list(uow.payments.unsent_files())
    yield list(uow.requests.undecided(samples.later(3)))
    ibans = [samples.iban(1), samples.iban(2)]
    for by_account in (uow.requests.filers_with(ibans), uow.payments.payees_with(ibans)):
        yield {iban: sorted(sirets) for iban, sirets in by_account.items()}
    yield [list(uow.claims.in_state(state, 5)) for state in ClaimState]
    yield list(uow.payments.to_send(9))
    yield [uow.outbox.waiting(), uow.outbox.oldest_waiting(), list(uow.outbox.failed())]
    yield list(uow.outbox.due(samples.later(2), 9))
    # Tags are drawn and keys are each store's own: what is said, and what is sealed, is the same.
    for chain in uow.journal.chains():
        entries = list(uow.journal.entries(chain))
        yield [(attrs.evolve(entry, tag="", seal=""), bool(entry.seal)) for entry in entries]
        yield first_broken(entries, uow.journal.keys)
    yield {chain: head.number for chain, head in uow.journal.heads().items()}


def _of_office(uow: UnitOfWork) -> Iterator[Any]:
    day = samples.queued().decide_by
    waiting = list(uow.office.queue(QueueFilter(), 9))
    yield waiting
    yield list(uow.office.queue(QueueFilter(QueueKind.CLAIM, "quota", day), 9))
    if waiting:
        end = QueuePlace(waiting[0].decide_by, waiting[0].key)
        yield list(uow.office.queue(QueueFilter(), 1, end))
    yield uow.office.counts(QueueFilter(), day, day)
    yield dict(uow.office.counts_by_check(QueueKind.REQUEST))
    yield [uow.office.worth(state) for state in ClaimState]
    yield [uow.office.to_send(), list(uow.office.files(9))]
    yield list(uow.office.files_to_transmit())
    events = uow.office.file_events(["file-1", "file-2"])
    yield {reference: dict(counts) for reference, counts in events.items()}
    yield list(uow.office.establishments_named("café", 9))
    keys = [(samples.siret(at), f"claim-{number}", 1) for at in (1, 2) for number in (1, 2)]
    yield [(line, list(records)) for line, records in uow.office.lines_of_claims(keys)]


def _person(number: int, uow: UnitOfWork) -> Person:
    return uow.people.get(f"person-{number}")


def _basis(number: int, uow: UnitOfWork) -> str:
    return uow.claims.basis(f"basis-{number}")


def _of_establishment(uow: UnitOfWork, number: int) -> Iterator[Any]:
    siret, nirs = samples.siret(number), [samples.nir(n) for n in range(1, 3)]
    week = samples.claim_line(week=2).span
    yield uow.establishments.find(siret)
    yield list(uow.establishments.members(siret))
    yield list(uow.requests.of(siret))
    yield list(uow.requests.decisions(siret))
    yield list(uow.claims.of(siret))
    for claim in (f"claim-{n}" for n in range(1, 3)):
        for version in (v.version for v in uow.claims.versions(siret, claim)):
            yield uow.claims.get(siret, claim, version)
            yield uow.claims.totals(siret, claim, version)
            yield uow.claims.screening_of(siret, claim, version)
        yield list(uow.claims.elsewhere(nirs, week.first, week.first, claim))
        yield list(uow.claims.lines_between(siret, nirs, week.first, week.first, claim))
        yield uow.claims.hours_in_year(siret, nirs, samples.APRIL.year, claim)
        yield uow.claims.hours_under(siret, "DA-0001", claim)
    yield uow.claims.last_pays(siret, nirs, week.first)
    yield list(uow.payments.lines(siret))
    for line in uow.payments.lines(siret):
        yield list(uow.payments.records(siret, line.end_to_end_id))
    yield list(uow.outbox.about(siret.digits))
