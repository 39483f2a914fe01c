"""Contract of the unit of work for two who work at the same moment."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TypeVar

import attrs

from partial_activity.domain.errors import Conflict
from partial_activity.domain.letters.notices import Delivery, OutboxMessage
from partial_activity.domain.office.journal import first_broken
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.changes import ADDITIONS, CHANGES, Addition, settle
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_MEANWHILE = 0.1
"""Seconds one waits for the other to have taken its share, where units do not wait for each other.

Where they do, the other comes after: the wait is in vain, and nothing is proven wrongly.
"""
_WAITING = 4
_NEW = 2
"""Number of what both add."""
_SAME = "claims.save"
"""The change that both make."""

Taken = TypeVar("Taken")


class AtOnceContract(NeedsUnits):
    """See :class:`~partial_activity.ports.unit_of_work.UnitOfWork`; threads share the store."""

    def test_two_workers_never_take_the_same_message(self, units: UnitsOfWork) -> None:
        """A letter is sent once, and none is left out."""

        def take(uow: UnitOfWork) -> Sequence[OutboxMessage]:
            return uow.outbox.due(samples.later(9), _WAITING // 2)

        def keep(uow: UnitOfWork, messages: Sequence[OutboxMessage], _: int) -> None:
            for message in messages:
                uow.outbox.save(attrs.evolve(message, delivery=Delivery.SENT))

        _fill(units)
        taken = [message.id for some in _at_once(units, take, keep) for message in some]
        assert [message for message, times in Counter(taken).items() if times > 1] == []
        with units() as uow:
            left = [message.id for message in uow.outbox.due(samples.later(9), _WAITING)]
        assert sorted(taken + left) == [f"message-{n}" for n in range(1, _WAITING + 1)]

    def test_two_payment_runs_never_list_the_same_line(self, units: UnitsOfWork) -> None:
        """It is in one file, and paid once."""

        def take(uow: UnitOfWork) -> Sequence[PaymentLine]:
            return uow.payments.to_send(_WAITING // 2)

        def keep(uow: UnitOfWork, lines: Sequence[PaymentLine], place: int) -> None:
            listed = [samples.payment_record(line, PaymentEvent.LISTED) for line in lines]
            uow.payments.record_all(
                [attrs.evolve(record, reference=f"run-{place}") for record in listed]
            )

        _fill(units)
        taken = [line.claim_id for some in _at_once(units, take, keep) for line in some]
        assert [line for line, times in Counter(taken).items() if times > 1] == []
        with units() as uow:
            files = [uow.payments.lines_of_file(f"run-{place}") for place in (0, 1)]
            listed = [line.claim_id for lines in files for line in lines]
            left = [line.claim_id for line in uow.payments.to_send(_WAITING)]
        assert sorted(listed) == sorted(taken)
        assert sorted(taken + left) == [f"claim-{n}" for n in range(1, _WAITING + 1)]

    def test_two_workers_seal_one_chain(self, units: UnitsOfWork) -> None:
        """Each entry once, one after another: it is whole whoever was first."""

        def take(uow: UnitOfWork) -> int:
            return uow.journal.seal(_WAITING // 2)

        _fill(units)
        sealed = sum(_at_once(units, take, lambda *_: None))
        with units() as uow:
            assert sealed + uow.journal.seal(_WAITING) == _WAITING
            uow.commit()
        with units.reading() as uow:
            entries = list(uow.journal.entries("service"))
            assert first_broken(entries, uow.journal.keys) is None
        assert all(entry.seal for entry in entries)

    def test_who_comes_second_keeps_nothing_in_any_store(self, units: UnitsOfWork) -> None:
        """One changes all there is, while another changes one of the same things and is first."""
        with units() as uow:
            settle(uow)
            uow.commit()
        before = _looks(units)
        began, was_first = Event(), Event()

        def change_all() -> Mapping[str, object] | None:
            try:
                with units() as uow:
                    uow.claims.head(samples.siret(), "claim-1")
                    began.set()
                    was_first.wait(_MEANWHILE)
                    for change in sorted(CHANGES, key=lambda change: change.name == _SAME):
                        change.make(uow)
                    made = {change.name: change.look(uow) for change in CHANGES}
                    uow.commit()
            except Conflict:
                return None
            return made

        def change_one() -> bool:
            began.wait()
            try:
                with units() as uow:
                    uow.claims.save(attrs.evolve(samples.claim(version=2), law_revision="other"))
                    uow.commit()
            except Conflict:
                return False
            finally:
                was_first.set()
            return True

        with ThreadPoolExecutor(2) as pool:
            slow, quick = pool.submit(change_all), pool.submit(change_one)
            made, first = slow.result(), quick.result()
        assert (made is None) is first, "one of them is told"
        whole = before if made is None else made
        after = _looks(units)
        kept = [name for name in before if after[name] != whole[name]]
        assert kept == ([_SAME] if first else [])

    def test_of_two_that_add_the_same_thing_at_once_one_is_told(self, units: UnitsOfWork) -> None:
        """The thing of the other is there, once, whatever it is."""
        with units() as uow:
            settle(uow)
            uow.commit()
        told = [one.name for one in ADDITIONS if one.name not in _AGAIN_IS_GOOD]
        for one in ADDITIONS:
            kept = _at_once(units, partial(_look_for, one), partial(_add, one))
            if len(kept) == 1 and one.name in told:
                told.remove(one.name)
        assert told == []


_AGAIN_IS_GOOD = frozenset(
    {"claims.keep_basis", "requests.keep_typed", "uploads.keep_claim", "journal.add"}
)
"""Changes that, made again, take the place of what was said, are the same, or stand beside it."""


def _looks(units: UnitsOfWork) -> Mapping[str, object]:
    with units.reading() as uow:
        return {change.name: change.look(uow) for change in CHANGES}


def _look_for(one: Addition, uow: UnitOfWork) -> object:
    return one.find(uow, _NEW)


def _add(one: Addition, uow: UnitOfWork, _looked: object, _place: int) -> None:
    one.add(uow, _NEW)


def _fill(units: UnitsOfWork) -> None:
    with units() as uow:
        for number in range(1, _WAITING + 1):
            uow.outbox.add(samples.message(number, minutes=number))
            uow.payments.add(samples.payment(number, minutes=number))
            uow.journal.add(samples.entry(number))
        uow.commit()


def _at_once(
    units: UnitsOfWork,
    take: Callable[[UnitOfWork], Taken],
    keep: Callable[[UnitOfWork, Taken, int], object],
) -> list[Taken]:
    """What two took who began together and kept it; who met the other and kept nothing is out."""
    took = (Event(), Event())

    def work(place: int) -> list[Taken]:
        try:
            with units() as uow:
                mine = take(uow)
                took[place].set()
                took[1 - place].wait(_MEANWHILE)
                keep(uow, mine, place)
                uow.commit()
        except Conflict:
            return []
        return [mine]

    with ThreadPoolExecutor(2) as pool:
        return [mine for some in pool.map(work, (0, 1)) for mine in some]
