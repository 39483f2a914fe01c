"""Security keys: their count, their names, and which sessions they make fresh."""

import attrs
import pytest

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.people.sessions import Means
from partial_activity.testing import samples


def test_a_key_counts_its_signatures() -> None:
    """And says when it was used last."""
    used = samples.security_key().used(6, samples.later(3))
    assert (used.sign_count, used.used_at) == (6, samples.later(3))


@pytest.mark.parametrize("count", [0, 4, 5])
def test_a_key_that_signed_less_often_than_before_is_a_copy(count: int) -> None:
    with pytest.raises(NotAllowed, match="copied"):
        samples.security_key().used(count, samples.later(3))


def test_a_key_that_never_counts_is_no_copy() -> None:
    """Those that are copied to other devices on purpose count none."""
    synced = attrs.evolve(samples.security_key(), sign_count=0)
    assert synced.used(0, samples.later(3)).sign_count == 0


def test_where_a_key_is_needed_nothing_else_is_a_proof_of_a_moment_ago() -> None:
    opened = samples.session()
    by_key = attrs.evolve(opened, means=Means.KEY)
    assert by_key.fresh(opened.opened_at)
    assert by_key.fresh(opened.opened_at, by_key=True)
    for means in (Means.LINK, Means.PROVIDER, Means.PROCONNECT):
        assert not attrs.evolve(opened, means=means).fresh(opened.opened_at, by_key=True)


def test_neither_half_of_a_key_is_printed() -> None:
    assert "public_key" not in repr(samples.security_key())
