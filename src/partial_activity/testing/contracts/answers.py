"""Contract of the store of kept answers, and of what the use case makes of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import attrs
import pytest

from partial_activity.adapters.memory.clock import HandClock
from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.people.idempotency import KEPT_FOR, KeyedRequest, KeyReused
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits
from partial_activity.usecases.context import Context
from partial_activity.usecases.idempotency import Answer, Answered, forget_answers, once

_ASKED = KeyedRequest("person-1", "addPerson", "key-1", "digest")


class AnswerContract(NeedsUnits):
    """See ``AnswerStore`` in :mod:`partial_activity.ports.stores`, and ``usecases.idempotency``."""

    def test_an_answer_is_found_by_its_person_route_and_key(self, units: UnitsOfWork) -> None:
        """Byte for byte, and by no other."""
        with units() as uow:
            uow.answers.add(samples.answer(1))
            uow.answers.add(samples.answer(1, of=2))
            uow.commit()
        with units.reading() as uow:
            assert uow.answers.find("person-1", "draftRequest", "key-1") == samples.answer(1)
            assert uow.answers.find("person-1", "draftRequest", "key-2") is None
            assert uow.answers.find("person-1", "submitRequest", "key-1") is None

    def test_a_key_has_one_answer(self, units: UnitsOfWork) -> None:
        """The key keeps its answer until it is taken away."""
        with units() as uow:
            uow.answers.add(samples.answer())
            with pytest.raises(Conflict):
                uow.answers.add(attrs.evolve(samples.answer(), status=200))
            uow.answers.remove(samples.answer())
            uow.answers.add(attrs.evolve(samples.answer(), status=200))
            uow.commit()

    def test_old_answers_are_forgotten(self, units: UnitsOfWork) -> None:
        """The answers that expired before the instant are forgotten, and no other."""
        with units() as uow:
            uow.answers.add(samples.answer(1))
            uow.answers.add(samples.answer(2))
            uow.commit()
        clock = HandClock(samples.answer(2).expires_at)
        assert forget_answers(context=Context(units=units, clock=clock)) == 1
        with units.reading() as uow:
            assert uow.answers.find("person-1", "draftRequest", "key-1") is None
            assert uow.answers.find("person-1", "draftRequest", "key-2") is not None

    def test_a_request_sent_twice_is_done_once(self, units: UnitsOfWork) -> None:
        """The request is answered twice, the same."""
        first, second = _ask(units), _ask(units)
        assert (first.again, second.again) == (False, True)
        assert first.kept == second.kept
        with units.reading() as uow:
            assert uow.people.get("person-1") == samples.person()

    def test_what_fails_keeps_neither_fact_nor_answer(self, units: UnitsOfWork) -> None:
        """The key is free: the request can be sent again."""

        def dies(inner: Context) -> Answer:
            _add(inner)
            raise InterruptedError

        with pytest.raises(InterruptedError):
            once(
                _ASKED,
                dies,
                context=Context(units=units, clock=HandClock(samples.later(0))),
                still_allowed=_anybody,
            )
        with units.reading() as uow:
            assert uow.people.by_email(samples.person().email) is None
        assert not _ask(units).again

    def test_what_a_use_case_undid_is_not_kept_with_the_answer(self, units: UnitsOfWork) -> None:
        """It left its unit of work without a commit, and an answer was given all the same."""

        def declines(inner: Context) -> Answer:
            with inner.units() as uow:
                uow.people.add(samples.person())
            return Answer(202, {}, b"")

        def ask() -> Answered:
            return once(
                _ASKED,
                declines,
                context=Context(units=units, clock=HandClock(samples.later(0))),
                still_allowed=_anybody,
            )

        assert (ask().again, ask().again) == (False, True)
        with units.reading() as uow:
            assert uow.people.by_email(samples.person().email) is None

    def test_a_key_is_not_taken_for_another_request(self, units: UnitsOfWork) -> None:
        """The sender of another request would take the one answer for the other."""
        _ask(units)
        with pytest.raises(KeyReused):
            _ask(units, attrs.evolve(_ASKED, digest="another"))

    def test_a_key_is_new_again_after_a_day(self, units: UnitsOfWork) -> None:
        """Whether its answer was forgotten or not."""
        _ask(units)
        late = HandClock(samples.later(0) + KEPT_FOR + timedelta(seconds=1))

        def other(inner: Context) -> Answer:
            with inner.units() as uow:
                uow.people.add(samples.person(2))
                uow.commit()
            return Answer(201, {}, b"2")

        asked = attrs.evolve(_ASKED, digest="another")
        context = Context(units=units, clock=late)
        kept = once(asked, other, context=context, still_allowed=_anybody).kept
        assert kept.body == b"2"

    def test_a_kept_answer_is_not_for_who_was_let_go(self, units: UnitsOfWork) -> None:
        """Whoever asks again is looked at again: they may no longer be allowed to ask."""
        _ask(units)

        def nobody(_: UnitOfWork) -> None:
            raise NotAllowed("person", "gone", "ask")

        context = Context(units=units, clock=HandClock(samples.later(0)))
        with pytest.raises(NotAllowed):
            once(_ASKED, _add, context=context, still_allowed=nobody)

    def test_of_two_at_once_one_is_done(self, units: UnitsOfWork) -> None:
        """The other has its answer, or is told that somebody was first."""
        barrier = Barrier(2)

        def ask() -> bytes | None:
            barrier.wait()
            try:
                return _ask(units).kept.body
            except Conflict:
                return None

        with ThreadPoolExecutor(2) as pool:
            answers = [one.result() for one in [pool.submit(ask), pool.submit(ask)]]
        assert b"1" in answers
        assert set(answers) <= {b"1", None}


def _ask(units: UnitsOfWork, asked: KeyedRequest = _ASKED) -> Answered:
    context = Context(units=units, clock=HandClock(samples.later(0)))
    return once(asked, _add, context=context, still_allowed=_anybody)


def _anybody(_: UnitOfWork) -> None:
    """Nobody was let go."""


def _add(inner: Context) -> Answer:
    with inner.units() as uow:
        uow.people.add(samples.person())
        uow.commit()
    return Answer(201, {"Location": "/people/1"}, b"1")
