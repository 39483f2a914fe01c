"""Social security numbers: sealed, opened, hashed, and never shown."""

import pytest

from partial_activity.adapters.sql.schema.nir import NirKeys, NirVault, SealBroken
from partial_activity.testing import samples

KEYS = NirKeys.of_secret(b"a secret of thirty-two bytes ...")


def test_a_number_opens_where_it_was_sealed() -> None:
    """And nowhere else; the same one is never sealed into the same bytes."""
    vault = NirVault(KEYS)
    first, second = (vault.seal(samples.nir(), samples.siret(1)) for _ in range(2))
    assert first != second
    assert vault.open(first, samples.siret(1)) == samples.nir()
    with pytest.raises(SealBroken):
        vault.open(first, samples.siret(2))


@pytest.mark.parametrize("place", [-1, 5, 20])
def test_a_changed_byte_does_not_open(place: int) -> None:
    """In the tag, the nonce or the text."""
    vault = NirVault(KEYS)
    sealed = bytearray(vault.seal(samples.nir(), samples.siret()))
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        vault.open(bytes(sealed), samples.siret())


def test_the_hash_of_a_number_needs_the_key() -> None:
    """The same with the same key, in every establishment; another with another key."""
    other = NirVault(NirKeys.of_secret(b"b" * 32))
    assert NirVault(KEYS).hash(samples.nir()) == NirVault(KEYS).hash(samples.nir())
    assert NirVault(KEYS).hash(samples.nir()) != other.hash(samples.nir())
    assert NirVault(KEYS).hash(samples.nir()) != NirVault(KEYS).hash(samples.nir(2))


def test_nothing_shows_a_number_or_a_key() -> None:
    """Neither a line, nor a claim, nor the keys, nor the vault, nor an error."""
    vault = NirVault(KEYS)
    shown = f"{samples.claim()!r} {samples.nir()} {KEYS!r} {vault!r}"
    try:
        vault.open(vault.seal(samples.nir(), samples.siret(1)), samples.siret(2))
    except SealBroken as error:
        shown += f"{error!r}"
    assert samples.nir().digits not in shown
    for key in (*KEYS.sealing.values(), KEYS.lookup):
        assert repr(key) not in shown
        assert key.hex() not in shown


def test_keys_that_are_too_short_are_refused() -> None:
    """Or named so that nothing could say which one sealed."""
    with pytest.raises(ValueError, match="at least"):
        NirKeys.of_secret(b"short")
    with pytest.raises(ValueError, match="current"):
        NirKeys("2026", {"2025": b"k" * 32}, b"l" * 32)
    with pytest.raises(ValueError, match="32 bytes"):
        NirKeys("2026", {"2026": b"k"}, b"l" * 32)
    with pytest.raises(ValueError, match="hash"):
        NirKeys("2026", {"2026": b"k" * 32}, b"l")
