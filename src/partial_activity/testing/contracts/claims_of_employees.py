"""Contract of the store of claims: what is asked about employees, over claims and versions."""

from collections.abc import Sequence
from datetime import date, timedelta

import attrs
import pytest

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import HourlyPay
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_SIRET = samples.siret()
_NIR = samples.nir()
_MAY = date(2020, 5, 1)
_VERSIONS = [
    ([ClaimState.AWAITING_VALIDATION], True),
    ([ClaimState.DRAFT], False),
    ([ClaimState.REJECTED], False),
    ([ClaimState.WITHDRAWN], False),
    ([ClaimState.PAID, ClaimState.DRAFT], True),
    ([ClaimState.PAID, ClaimState.REJECTED], True),
    ([ClaimState.REJECTED, ClaimState.VALIDATED], True),
]


def _versions(states: Sequence[ClaimState]) -> list[Claim]:
    return [samples.claim(version=n, state=state) for n, state in enumerate(states, start=1)]


class EmployeeContract(NeedsUnits):
    """See ``ClaimStore`` in :mod:`partial_activity.ports.stores`."""

    @pytest.mark.parametrize(("states", "counts"), _VERSIONS)
    def test_the_latest_version_that_stands_counts_once(
        self, units: UnitsOfWork, states: Sequence[ClaimState], *, counts: bool
    ) -> None:
        """A correction in the making, or refused, hides nothing and adds nothing."""
        with units() as uow:
            for claim in _versions(states):
                uow.claims.add(claim)
            last = date(2020, 4, 30)
            hours = uow.claims.hours_in_year(_SIRET, [_NIR], 2020, but="")
            assert hours == ({_NIR: Hours(3_500)} if counts else {})
            under = uow.claims.hours_under(_SIRET, "DA-0001", but="")
            assert under == Hours(3_500 if counts else 0)
            elsewhere = uow.claims.elsewhere([_NIR], samples.APRIL, last, but="")
            assert len(elsewhere) == counts
            between = list(uow.claims.lines_between(_SIRET, [_NIR], samples.APRIL, last, but=""))
            assert len(between) == counts
            assert len(uow.claims.last_pays(_SIRET, [_NIR], before=_MAY)) == counts

    def test_the_latest_of_two_versions_that_stand_counts(self, units: UnitsOfWork) -> None:
        """The earlier version does not count beside it."""
        line = samples.claim_line(employee=2)
        with units() as uow:
            uow.claims.add(samples.claim(state=ClaimState.PAID))
            uow.claims.add(samples.claim(version=2, lines=(line,)))
            hours = uow.claims.hours_in_year(_SIRET, [_NIR, line.nir], 2020, but="")
            assert hours == {line.nir: Hours(3_500)}

    def test_hours_of_a_year_are_added_up_for_each_employee(self, units: UnitsOfWork) -> None:
        """The hours are those of that establishment and year, but for one claim."""
        two_weeks = (samples.claim_line(1), samples.claim_line(2, week=2))
        other = (samples.claim_line(1, employee=2),)
        with units() as uow:
            uow.claims.add(samples.claim(1, lines=two_weeks))
            uow.claims.add(samples.claim(2, lines=other))
            uow.claims.add(samples.claim(3, month=_MAY))
            uow.claims.add(samples.claim(4, month=date(2021, 1, 1)))
            uow.claims.add(samples.claim(5, month=date(2019, 12, 1)))
            uow.claims.add(samples.claim(6, at=2))
            asked = [_NIR, samples.nir(2), samples.nir(3)]
            hours = uow.claims.hours_in_year(_SIRET, asked, 2020, but="claim-3")
            assert hours == {_NIR: Hours(7_000), samples.nir(2): Hours(3_500)}
            assert uow.claims.hours_in_year(_SIRET, [], 2020, but="") == {}

    def test_hours_can_be_those_under_some_decisions_only(self, units: UnitsOfWork) -> None:
        """A quota of one motive, say."""
        with units() as uow:
            uow.claims.add(samples.claim(1))
            uow.claims.add(attrs.evolve(samples.claim(2), decision_number="DA-0002"))
            for decisions, hours in (({"DA-0002"}, 3_500), ({"DA-0001", "DA-0002"}, 7_000)):
                by_employee = uow.claims.hours_in_year(_SIRET, [_NIR], 2020, "", decisions)
                assert by_employee == {_NIR: Hours(hours)}
            assert uow.claims.hours_in_year(_SIRET, [_NIR], 2020, "", set()) == {}
            assert uow.claims.hours_under(_SIRET, "DA-0002", but="") == Hours(3_500)
            assert uow.claims.hours_under(_SIRET, "DA-0002", but="claim-2") == Hours(0)

    def test_an_employee_claimed_elsewhere_is_found(self, units: UnitsOfWork) -> None:
        """The days overlap, at whatever establishment; each place is found once."""
        first, last = date(2020, 4, 7), date(2020, 4, 8)
        with units() as uow:
            for number in (3, 2, 1):
                both_weeks = tuple(samples.claim_line(week, week=week) for week in (1, 2))
                uow.claims.add(samples.claim(number, at=number, lines=both_weeks))
            again = samples.claim(4, at=3, lines=(samples.claim_line(week=2),))
            uow.claims.add(again)
            places = uow.claims.elsewhere([_NIR, samples.nir(2)], first, last, but="claim-1")
            weeks = [(samples.APRIL, first), (last, date(2020, 4, 14))]
            assert list(places) == [
                (_NIR, samples.siret(at), *week) for at in (2, 3) for week in weeks
            ]
            assert list(uow.claims.elsewhere([samples.nir(2)], first, last, but="")) == []

    def test_lines_of_the_neighbouring_months_are_found(self, units: UnitsOfWork) -> None:
        """The lines are whole, of the establishment's other claims, and come by day."""
        lines = tuple(samples.claim_line(week, week=week) for week in (1, 2, 3))
        with units() as uow:
            uow.claims.add(samples.claim(1, lines=lines))
            uow.claims.add(samples.claim(2, lines=lines))
            uow.claims.add(samples.claim(1, at=2, lines=lines))
            first = samples.APRIL + timedelta(days=7)
            neighbours = uow.claims.lines_between(_SIRET, [_NIR], first, first, but="claim-2")
            assert list(neighbours) == [lines[1]]

    def test_the_last_pay_is_the_highest_of_the_latest_month_before(
        self, units: UnitsOfWork
    ) -> None:
        """Employees without an hourly pay, or never claimed before, are left out."""

        def paid(number: int, pay: str | None, employee: int = 1) -> Claim:
            line = samples.claim_line(number, employee=employee)
            hourly_pay = HourlyPay.parse(pay) if pay else None
            return samples.claim(number, lines=(attrs.evolve(line, hourly_pay=hourly_pay),))

        with units() as uow:
            uow.claims.add(attrs.evolve(paid(1, "50"), month=date(2020, 3, 1)))
            uow.claims.add(paid(2, "9.5"))
            uow.claims.add(paid(3, "10.25"))
            uow.claims.add(attrs.evolve(paid(4, "99"), month=_MAY))
            uow.claims.add(paid(5, None, employee=2))
            asked = [_NIR, samples.nir(2), samples.nir(3)]
            pays = uow.claims.last_pays(_SIRET, asked, before=_MAY)
            assert pays == {_NIR: HourlyPay.parse("10.25")}
            assert uow.claims.last_pays(samples.siret(2), asked, before=_MAY) == {}
