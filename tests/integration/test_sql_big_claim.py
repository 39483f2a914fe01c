"""The biggest claim there could be: 140,000 employees, twenty million hours, on both databases."""

import attrs

from partial_activity.adapters.sql import SqlUnitsOfWork
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.testing import samples

_EMPLOYEES = 140_000
_HOURS_EACH = 14_300
"""Hundredths: a month without work."""


def test_a_claim_of_twenty_million_hours_goes_through(units: SqlUnitsOfWork) -> None:
    """Submitted, found again, decided and paid; nothing is cut off or rounded."""
    one = samples.claim_line()
    assert one.assessed is not None
    assessed = attrs.evolve(
        one.assessed, compensable_hours=Hours(_HOURS_EACH), allowance=Euros(803 * 143)
    )
    line = attrs.evolve(one, unworked_hours=Hours(_HOURS_EACH), assessed=assessed)
    lines = tuple(
        attrs.evolve(line, number=number, nir=samples.nir(number))
        for number in range(1, _EMPLOYEES + 1)
    )
    with units() as uow:
        uow.claims.add(samples.claim(lines=lines))
        uow.commit()
    with units() as uow:
        totals = uow.claims.totals(samples.siret(), "claim-1", 1)
        assert totals.employees == _EMPLOYEES
        assert totals.hours == Hours(20_020_000_00)
        assert totals.allowance == Euros(_EMPLOYEES * 803 * 143)
        (listed,) = uow.claims.in_state(ClaimState.AWAITING_VALIDATION, 10)
        uow.claims.save(listed.moved_to(ClaimState.VALIDATED))
        uow.payments.add(attrs.evolve(samples.payment(), amount=totals.allowance))
        uow.commit()
    with units.reading() as uow:
        kept = uow.claims.get(samples.siret(), "claim-1")
        assert kept.state is ClaimState.VALIDATED
        assert kept.lines == lines
        nirs = [line.nir for line in lines]
        assert len(uow.claims.hours_in_year(samples.siret(), nirs, 2020, but="")) == _EMPLOYEES
