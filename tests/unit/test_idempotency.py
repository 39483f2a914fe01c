"""A key that its sender gives a request, and what tells two requests apart."""

import pytest

from partial_activity.adapters.memory.clock import HandClock
from partial_activity.adapters.memory.unit_of_work import MemoryUnitsOfWork
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.idempotency import LONGEST_KEY, KeyedRequest, digest_of
from partial_activity.testing import samples
from partial_activity.usecases.context import Context
from partial_activity.usecases.idempotency import Answer, once, together


def keyed(key: str) -> KeyedRequest:
    return KeyedRequest("person-1", "draftRequest", key, digest_of(b"/requests", b"{}"))


@pytest.mark.parametrize("key", ["1", "8e03978e-40d5-43dd-bc93-6894a57f9324", "k" * LONGEST_KEY])
def test_a_key_is_any_plain_word(key: str) -> None:
    """Most senders give a UUID."""
    assert keyed(key).key == key


@pytest.mark.parametrize("key", ["", "two words", "clé", "tab\there", "k" * (LONGEST_KEY + 1)])
def test_a_key_that_a_log_or_a_header_would_change_is_refused(key: str) -> None:
    """The sender could not give the same one again."""
    with pytest.raises(InvalidValue) as caught:
        keyed(key)
    assert (caught.value.code, caught.value.path) == ("out_of_range", "Idempotency-Key")


def test_what_moves_from_one_part_to_the_next_is_another_request() -> None:
    """The address ends where the body begins."""
    digests = {digest_of(b"ab", b"c"), digest_of(b"a", b"bc"), digest_of(b"abc"), digest_of()}
    assert len(digests) == 4
    assert digest_of(b"ab", b"c") in digests


@pytest.fixture
def context() -> Context:
    """An empty service."""
    return Context(units=MemoryUnitsOfWork(), clock=HandClock(samples.NOON))


def _written(context: Context, *, commit: bool) -> Answer:
    with context.units() as uow:
        uow.people.add(samples.person(1))
        if commit:
            uow.commit()
    return Answer(200, {}, b"done")


def _is_there(context: Context) -> bool:
    with context.units.reading() as uow:
        return uow.people.by_email(samples.person(1).email) is not None


@pytest.mark.parametrize("commit", [True, False])
def test_what_was_asked_is_kept_with_its_answer_if_it_was_to_be_kept(
    context: Context, *, commit: bool
) -> None:
    """An answer is kept either way: asked again, it is the same; a trial leaves nothing else."""
    for again in (False, True):
        answered = once(
            keyed("key-1"),
            lambda inside: _written(inside, commit=commit),
            context=context,
            still_allowed=lambda _: None,
        )
        assert (answered.again, answered.kept.body) == (again, b"done")
        assert _is_there(context) is commit


@pytest.mark.parametrize("commit", [True, False])
def test_steps_done_together_are_kept_only_if_each_was_to_be_kept(
    context: Context, *, commit: bool
) -> None:
    """A step that ends without its commit undoes nothing less than the whole."""
    together(lambda inside: _written(inside, commit=commit), context=context)
    assert _is_there(context) is commit
