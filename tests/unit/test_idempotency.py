"""A key that its sender gives a request, and what tells two requests apart."""

import pytest

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.idempotency import LONGEST_KEY, KeyedRequest, digest_of


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
