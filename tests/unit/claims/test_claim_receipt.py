"""The hash on a claim's receipt: what was submitted is what was assessed, to the cent."""

import hashlib
from collections.abc import Callable

import attrs
import pytest

from partial_activity.domain.claim.claims import AddedEuros, AssessedLine, Claim, ClaimState
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.domain.words import Words
from partial_activity.testing import samples
from partial_activity.usecases.claim.submit_claim import content_hash


def assessed(**changes: object) -> Claim:
    """A claim whose only line was assessed a little otherwise."""
    line = samples.claim_line()
    assert line.assessed is not None
    other = attrs.evolve(line.assessed, **changes)  # type: ignore[arg-type]  # of its fields
    return samples.claim(lines=(attrs.evolve(line, assessed=other),))


HASHED: dict[str, object] = {
    "compensable_hours": Hours(3_499),
    "indemnity": Euros(28_106),
    "allowance": Euros(28_104),
    "basis": "basis-2",
    "additions": (
        AddedEuros("supplement", Words("Complément", "Supplement"), Euros(100), paid_back=True),
    ),
}
FOLLOWS = {"hourly_indemnity", "hourly_allowance", "warnings"}
"""From the hours, the pay and the basis: they cannot differ alone."""


def test_each_figure_of_a_line_is_hashed_or_follows_from_those_that_are() -> None:
    assert {field.name for field in attrs.fields(AssessedLine)} == HASHED.keys() | FOLLOWS


@pytest.mark.parametrize("name", HASHED)
def test_another_figure_is_another_receipt(name: str) -> None:
    assert content_hash(assessed(**{name: HASHED[name]})) != content_hash(samples.claim())


CLAIMS: list[Callable[[], Claim]] = [
    lambda: samples.claim(2),
    lambda: samples.claim(at=2),
    lambda: samples.claim(version=2),
    lambda: samples.claim(lines=()),
    lambda: samples.claim(lines=(samples.claim_line(), samples.claim_line(2))),
    lambda: samples.claim(month=samples.APRIL.replace(month=5)),
    lambda: attrs.evolve(samples.claim(), decision_number="DA-0002"),
    lambda: samples.claim(lines=(attrs.evolve(samples.claim_line(), assessed=None),)),
]


def test_another_claim_is_another_receipt() -> None:
    hashes = {content_hash(claim()) for claim in (samples.claim, *CLAIMS)}
    assert len(hashes) == len(CLAIMS) + 1


def test_what_becomes_of_a_claim_leaves_its_receipt_as_it_is() -> None:
    moved = attrs.evolve(samples.claim(state=ClaimState.VALIDATED), revision=7, known_on=None)
    assert content_hash(moved) == content_hash(samples.claim())


def test_the_hash_is_of_this_text() -> None:
    """Whoever holds the file of a claim can make it again."""
    claim = f"{samples.siret()} claim-1 1 DA-0001 2020-04-01"
    line = (
        "1 2020-W14 2020-04-01 2020-04-07 35.00 0.00 0.00 35.00 "
        f"{samples.claim_line().hourly_pay} None standard 00001 35.00 281.05 281.05 basis-1"
    )
    text = "".join(f"{len(part)}:{part}\x1f" for part in (claim, line))
    assert content_hash(samples.claim()) == hashlib.sha256(text.encode()).hexdigest()
