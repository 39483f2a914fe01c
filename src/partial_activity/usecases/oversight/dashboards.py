"""Figures of the whole service: counts and sums, about nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby

from attrs import frozen

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.bases import cited_in
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import QueueKind
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.ports.figures import MonthSum
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.authorisation.decisions import tacit_day
from partial_activity.usecases.context import Context

DAYS = 30
"""The days, up to today, that the daily figures cover."""
MONTHS = 12
LONGEST = 36
"""Months that can be asked for at once."""
_A_DAY = timedelta(days=1)
_PART = {
    Parameter.ALLOWANCE_SHARE.value: 0,
    Parameter.ALLOWANCE_FLAT_UP_TO_250.value: 1,
    Parameter.ALLOWANCE_FLAT_ABOVE_250.value: 1,
}


@frozen
class Sum:
    """Hours and euros of some lines."""

    lines: int
    hours: Hours
    indemnity: Euros
    allowance: Euros


@frozen
class TimeToPayment:
    """The time from the submission of a claim to the file for the bank, in whole hours."""

    claims: int
    median: int
    nine_in_ten: int
    """The hours that were enough for nine claims in ten."""


@frozen
class Waiting:
    """Files that an officer has to decide by a day."""

    decide_by: date
    requests: int
    claims: int


@frozen
class Dashboard:
    """All the figures, in one consistent state."""

    at: datetime
    first_day: date
    last_day: date
    claims_by_day: tuple[tuple[date, int], ...]
    """Every day between them."""
    first_month: CivilMonth
    last_month: CivilMonth
    by_month: tuple[tuple[date, Sum], ...]
    """Every month between them."""
    by_text: tuple[tuple[str, Sum], ...]
    """The sums by the text that fixes the share of pay that is paid back; most euros first."""
    payment: TimeToPayment | None
    """The time to payment; None: nothing was sent to the bank in these days."""
    screened: Mapping[tuple[Outcome, bool], int]
    """The second part tells those drawn for control."""
    waiting: tuple[Waiting, ...]
    letters_waiting: int
    oldest_letter: datetime | None
    letters_failed: int

    @property
    def submitted(self) -> int:
        """The number of claims submitted in these days."""
        return sum(count for _, count in self.claims_by_day)

    @property
    def whole(self) -> Sum:
        """All of the months."""
        return _added(total for _, total in self.by_month)


def see_dashboard(
    *, actor: Person, context: Context, first: date | None = None, last: date | None = None
) -> Dashboard:
    """The figures of the last days, and of the months between two.

    Without months, the twelve that end with the latest month claimed.

    Raises:
        NotAllowed: the actor is not of the service.
        InvalidValue: the months are in the wrong order, or too many.
    """
    require(actor, Action.SEE_FIGURES)
    now = context.clock.now()
    today = legal_day(now)
    days = (today - (DAYS - 1) * _A_DAY, today)
    with context.units.reading() as uow:
        months = _months(first, last, uow.figures.last_month() or today)
        sums = uow.figures.sums_by_month(months[0].first, months[1].last)
        counts = uow.figures.submitted_by_day(*days)
        return Dashboard(
            at=now,
            first_day=days[0],
            last_day=days[1],
            claims_by_day=tuple(
                (day, counts.get(day, 0)) for day in (days[0] + n * _A_DAY for n in range(DAYS))
            ),
            first_month=months[0],
            last_month=months[1],
            by_month=_by_month(sums, months),
            by_text=_by_text(uow, sums),
            payment=time_to_payment(uow.figures.hours_to_payment(*days)),
            screened=uow.figures.screened(*days),
            waiting=_waiting(uow.figures.waiting_by_day()),
            letters_waiting=uow.outbox.waiting(),
            oldest_letter=uow.outbox.oldest_waiting(),
            letters_failed=len(uow.outbox.failed()),
        )


def time_to_payment(counted: Mapping[int, int]) -> TimeToPayment | None:
    """Median and ninth decile of hours, each counted so many times; None where there are none."""
    claims = sum(counted.values())
    if not claims:
        return None
    return TimeToPayment(claims, _reached(counted, claims, 5), _reached(counted, claims, 9))


def _reached(counted: Mapping[int, int], claims: int, tenths: int) -> int:
    """The hours within which at least so many tenths of the claims lie."""
    wanted, seen = -(-claims * tenths // 10), 0
    for hours in sorted(counted):
        seen += counted[hours]
        if seen >= wanted:
            break
    return hours


def _months(first: date | None, last: date | None, latest: date) -> tuple[CivilMonth, CivilMonth]:
    end = CivilMonth.of(last or latest)
    start = CivilMonth.of(first) if first else end.plus(1 - MONTHS)
    if start > end:
        raise InvalidValue(
            "out_of_range",
            "last",
            "the last month comes after the first",
            "le dernier mois vient après le premier",
        )
    if start.plus(LONGEST) <= end:
        raise InvalidValue(
            "out_of_range",
            "first",
            f"{LONGEST} months at most at once",
            f"{LONGEST} mois au plus à la fois",
        )
    return start, end


def _by_month(
    sums: Iterable[MonthSum], months: tuple[CivilMonth, CivilMonth]
) -> tuple[tuple[date, Sum], ...]:
    grouped = {month: _added(same) for month, same in groupby(sums, key=lambda one: one.month)}
    none = _added(())
    return tuple((month.first, grouped.get(month.first, none)) for month in months[0].to(months[1]))


def _by_text(uow: UnitOfWork, sums: Iterable[MonthSum]) -> tuple[tuple[str, Sum], ...]:
    of_text: dict[str, list[MonthSum]] = {}
    texts: dict[str, str] = {}
    for one in sums:
        if one.basis not in texts:
            texts[one.basis] = _text_of(uow.claims.basis(one.basis))
        of_text.setdefault(texts[one.basis], []).append(one)
    by_text = [(text, _added(same)) for text, same in of_text.items()]
    return tuple(sorted(by_text, key=lambda pair: (-pair[1].allowance.cents, pair[0])))


def _text_of(basis: str) -> str:
    """The text that fixes the share that is paid back, or the flat amount where there is none."""
    cited = cited_in(basis)
    return min(cited, key=lambda citation: _PART.get(citation.parameter, len(_PART))).text


def _waiting(counted: Mapping[tuple[date, QueueKind], int]) -> tuple[Waiting, ...]:
    days = sorted({day for day, _ in counted})
    return tuple(
        Waiting(
            day,
            counted.get((day, QueueKind.REQUEST), 0),
            counted.get((day, QueueKind.CLAIM), 0),
        )
        for day in days
    )


def _added(sums: Iterable[MonthSum | Sum]) -> Sum:
    lines = hours = indemnity = allowance = 0
    for one in sums:
        lines += one.lines
        hours += one.hours.hundredths
        indemnity += one.indemnity.cents
        allowance += one.allowance.cents
    return Sum(lines, Hours(hours), Euros(indemnity), Euros(allowance))


@frozen
class Status:
    """What waits. No name and no address: it can be shown on a wall."""

    at: datetime
    requests_submitted: int
    """Wait to be screened."""
    requests_held: int
    """Wait for an officer."""
    requests_by_deadline: Mapping[date, int]
    """Requests of both kinds, by the day from which silence approves them, the first first."""
    claims: Mapping[ClaimState, int]
    """Versions by state."""
    letters_waiting: int
    oldest_letter: datetime | None
    """The instant since which the oldest of them waits."""
    letters_failed: int
    """The letters given up: somebody has to mend an address or the relay."""
    unsent_files: tuple[str, ...]
    """Payment files that were listed and not written: the next ``pay`` does it, once signed."""
    files_to_transmit: tuple[str, ...]
    """Payment files that were written and have not gone to the bank, as far as anybody said."""
    oldest_unsealed: datetime | None
    """The instant since which an entry of the journal waits for its seal; None: all are sealed."""


def status(*, context: Context) -> Status:
    """Show how the service stands now, read in one consistent state."""
    now = context.clock.now()
    states: Counter[RequestState] = Counter()
    deadlines: Counter[date] = Counter()
    with context.units.reading() as uow:
        for request in uow.requests.undecided(now):
            states[request.state] += 1
            deadlines[tacit_day(request, context.law)] += 1
        return Status(
            at=now,
            requests_submitted=states[RequestState.SUBMITTED],
            requests_held=states[RequestState.HELD],
            requests_by_deadline=dict(sorted(deadlines.items())),
            claims=uow.claims.counts(),
            letters_waiting=uow.outbox.waiting(),
            oldest_letter=uow.outbox.oldest_waiting(),
            letters_failed=len(uow.outbox.failed()),
            unsent_files=tuple(uow.payments.unsent_files()),
            files_to_transmit=tuple(one.reference for one in uow.office.files_to_transmit()),
            oldest_unsealed=uow.journal.oldest_unsealed(),
        )
