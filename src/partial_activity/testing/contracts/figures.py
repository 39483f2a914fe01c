"""Contract of the counts and sums over all establishments."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import attrs

from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.ports.figures import MonthSum
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_APRIL, _MAY = date(2020, 4, 1), date(2020, 5, 1)
_SPRING = (date(2020, 3, 1), date(2020, 6, 1))
_LATE_IN_MARCH = datetime(2020, 3, 31, 21, 59, tzinfo=UTC)
"""A minute before April begins in Paris."""


class FiguresContract(NeedsUnits):
    """See :class:`~partial_activity.ports.figures.Figures`."""

    def test_a_fresh_store_counts_nothing(self, units: UnitsOfWork) -> None:
        """The store says so without a fault."""
        with units.reading() as uow:
            assert not uow.figures.submitted_by_day(*_SPRING)
            assert uow.figures.last_month() is None
            assert list(uow.figures.sums_by_month(*_SPRING)) == []
            assert not uow.figures.hours_to_payment(*_SPRING)
            assert not uow.figures.screened(*_SPRING)
            assert not uow.figures.waiting_by_day()
            assert list(uow.figures.last_screened(5)) == []

    def test_claims_are_counted_by_their_day_in_paris(self, units: UnitsOfWork) -> None:
        """Every version that was submitted, drafts left out; both days of the question count."""
        minute = timedelta(minutes=1)
        instants = (_LATE_IN_MARCH, _LATE_IN_MARCH + minute, _LATE_IN_MARCH + 60 * minute)
        with units() as uow:
            for number, at in enumerate(instants, start=1):
                uow.claims.add(samples.claim(number, at=number, submitted_at=at))
            uow.claims.add(samples.claim(4, state=ClaimState.DRAFT, submitted_at=None))
            uow.commit()
        with units.reading() as uow:
            count = uow.figures.submitted_by_day
            assert dict(count(*_SPRING)) == {date(2020, 3, 31): 1, _APRIL: 2}
            assert dict(count(_APRIL, _APRIL)) == {_APRIL: 2}
            assert dict(count(date(2020, 3, 31), date(2020, 3, 31))) == {date(2020, 3, 31): 1}

    def test_hours_and_euros_add_up_by_month_and_rules(self, units: UnitsOfWork) -> None:
        """The sums are of versions that count, in the months asked for, of assessed lines."""
        lines = (samples.claim_line(1), samples.claim_line(2, week=2), _under("basis-2", 3))
        bare = attrs.evolve(samples.claim_line(4, week=4), assessed=None)
        with units() as uow:
            uow.claims.add(samples.claim(1, lines=lines))
            uow.claims.add(samples.claim(2, lines=(samples.claim_line(), bare)))
            uow.claims.add(samples.claim(2, version=2, state=ClaimState.REJECTED))
            uow.claims.add(samples.claim(3, at=2, month=_MAY))
            uow.claims.add(samples.claim(4, at=2, month=date(2020, 7, 1)))
            draft = samples.claim(6, month=date(2020, 9, 1), state=ClaimState.DRAFT)
            uow.claims.add(draft)
            uow.claims.add(samples.claim(5, at=2, version=1))
            uow.claims.add(samples.claim(5, at=2, version=2, lines=(_under("basis-2", 1),)))
            uow.commit()
        with units.reading() as uow:
            assert list(uow.figures.sums_by_month(*_SPRING)) == [
                MonthSum(_APRIL, "basis-1", 3, *_times(3)),
                MonthSum(_APRIL, "basis-2", 2, *_times(2)),
                MonthSum(_MAY, "basis-1", 1, *_times(1)),
            ]
            assert uow.figures.last_month() == date(2020, 7, 1)

    def test_sums_follow_every_change_of_the_lines(self, units: UnitsOfWork) -> None:
        """Other lines, other amounts, a correction; what was undone counts nowhere."""
        with units() as uow:
            uow.claims.add(samples.claim(lines=()))
            uow.commit()
        for basis, lines in (("basis-1", 2), ("basis-2", 2), ("basis-2", 1)):
            with units() as uow:
                kept = uow.claims.get(samples.siret(), "claim-1")
                new = tuple(_under(basis, number) for number in range(1, lines + 1))
                uow.claims.save(attrs.evolve(kept, lines=new))
                uow.commit()
            with units.reading() as uow:
                sums = uow.figures.sums_by_month(*_SPRING)
                assert list(sums) == [MonthSum(_APRIL, basis, lines, *_times(lines))]
        with units() as uow:
            (head,) = uow.claims.of(samples.siret())
            uow.claims.save(head.moved_to(ClaimState.VALIDATED))
            uow.claims.add(samples.claim(version=2, lines=(_under("basis-3", 1),)))
        with units.reading() as uow:
            last = MonthSum(_APRIL, "basis-2", 1, *_times(1))
            assert list(uow.figures.sums_by_month(*_SPRING)) == [last]

    def test_time_to_payment_ends_with_the_first_file(self, units: UnitsOfWork) -> None:
        """The time is in whole hours; a payment that was only listed has no time yet."""
        times = ((1, 1, 90), (1, 2, 600), (2, 1, 60), (3, 1, None))
        with units() as uow:
            for number in (1, 2, 3):
                uow.claims.add(samples.claim(number, state=ClaimState.VALIDATED))
            for number, attempt, minutes in times:
                line = samples.payment(number, attempt=attempt)
                uow.payments.add(line)
                listed = samples.payment_record(line, PaymentEvent.LISTED)
                uow.payments.record(listed)
                if minutes is not None:
                    sent = samples.payment_record(line, PaymentEvent.SENT)
                    uow.payments.record(attrs.evolve(sent, at=samples.later(minutes)))
            uow.commit()
        with units.reading() as uow:
            noon = samples.NOON.date()
            assert dict(uow.figures.hours_to_payment(noon, noon)) == {1: 2}
            assert not uow.figures.hours_to_payment(
                noon + timedelta(days=1), noon + timedelta(days=9)
            )

    def test_screenings_are_counted_by_outcome(self, units: UnitsOfWork) -> None:
        """The claims drawn are counted apart; the claims are those submitted in time."""
        kept = samples.screening()
        accepted = attrs.evolve(kept, outcome=Outcome.ACCEPT, drawn=False)
        with units() as uow:
            for claim, screening in zip(_three(), (kept, accepted, accepted), strict=True):
                uow.claims.add(claim)
                uow.claims.keep_screening(claim.siret, claim.id, claim.version, screening)
            uow.commit()
        with units.reading() as uow:
            noon = samples.NOON.date()
            counted = uow.figures.screened(noon, noon)
            assert dict(counted) == {(Outcome.HOLD, True): 1, (Outcome.ACCEPT, False): 2}
            assert not uow.figures.screened(noon + timedelta(days=1), noon + timedelta(days=2))

    def test_the_last_submitted_are_the_last_screened(self, units: UnitsOfWork) -> None:
        """The screenings come with what was found, whole."""
        with units() as uow:
            for claim in _three():
                uow.claims.add(claim)
                uow.claims.keep_screening(claim.siret, claim.id, 1, samples.screening())
            uow.commit()
        with units.reading() as uow:
            screened = uow.figures.last_screened(2)
            assert [one.claim_id for one in screened] == ["claim-3", "claim-2"]
            assert screened[0].siret == samples.siret(3)
            assert screened[0].screening == samples.screening()

    def test_what_waits_is_counted_by_its_last_day(self, units: UnitsOfWork) -> None:
        """Requests and claims apart."""
        with units() as uow:
            for number, kind, days in (
                (1, QueueKind.REQUEST, 0),
                (2, QueueKind.REQUEST, 0),
                (3, QueueKind.REQUEST, 2),
                (4, QueueKind.CLAIM, 0),
            ):
                uow.office.hold(samples.queued(number, kind=kind, days=days))
            uow.commit()
        with units.reading() as uow:
            first = samples.queued().decide_by
            assert dict(uow.figures.waiting_by_day()) == {
                (first, QueueKind.REQUEST): 2,
                (first, QueueKind.CLAIM): 1,
                (first + timedelta(days=2), QueueKind.REQUEST): 1,
            }


def _three() -> Iterator[Claim]:
    for number in (1, 2, 3):
        yield samples.claim(number, at=number, submitted_at=samples.later(number))


def _under(basis: str, number: int) -> ClaimLine:
    line = samples.claim_line(number, week=number)
    assert line.assessed is not None
    return attrs.evolve(line, assessed=attrs.evolve(line.assessed, basis=basis))


def _times(count: int) -> tuple[Hours, Euros, Euros]:
    return (Hours(count * 3_500), Euros(count * 28_105), Euros(count * 28_105))
