"""What another engine answered in its day, within two euros a month.

Snapshots kept in the history of mon-entreprise (Urssaf). It shows whole euros, rounds no hour,
counts 35 x 52 / 12 hours a month, and adds the employer's health cover (about 27 euros in 2020 and
2021, 20 later) to the cost: taken off here. Snapshots in which it is wrong are not used, see
NOT_USED in test_published_examples.py.
"""

from datetime import date
from fractions import Fraction

import pytest
from attrs import frozen

from partial_activity import (
    Assessment,
    Case,
    Employee,
    EmployeeCategory,
    Hours,
    MonthlyPay,
    Pay,
    PeriodUnit,
    Scheme,
    Share,
    WorkedPeriod,
    assess,
)
from partial_activity.domain.months import month_bounds

TWO_EUROS = 2
FIRST_DAY_OF_THE_CRISIS = date(2020, 3, 12)
HEALTH_COVER_2020 = Fraction("26.8")
HEALTH_COVER_2021 = 20
MAINTAINED_BY_SYNTEC = {"2000": "0.80", "6000": "0.75"}
COMMITS = "https://github.com/betagouv/mon-entreprise/commit/"
SNAPSHOTS = (
    "https://github.com/betagouv/mon-entreprise/blob/master/site/test/regressions/__snapshots__/"
    "salarié.test.ts.snap"
)


@frozen(kw_only=True)
class Snapshot:
    """A monthly pay in euros, and what the engine made of it: any of allowance and cost."""

    id: str
    source: str
    months: str
    monthly_pay: str
    weekly_hours: int = 35
    worked_hours: str = "0"
    syntec: bool = False
    allowance: int | None = None
    remaining_cost: Fraction | None = None
    """To the employer, complement of the branch included, health cover taken off."""


SECOND_OPINIONS = (
    Snapshot(
        id="F14",
        source=SNAPSHOTS,
        months="2023-06 2026-06",
        monthly_pay="4000",
        remaining_cost=Fraction(960),
    ),
    Snapshot(
        id="F18",
        source=SNAPSHOTS,
        months="2023-06 2026-06",
        monthly_pay="3000",
        weekly_hours=28,
        remaining_cost=Fraction(740 - HEALTH_COVER_2021),
    ),
    Snapshot(
        id="H01",
        source=COMMITS + "708ed141f",
        months="2020-03 2020-05",
        monthly_pay="1560",
        allowance=1218,
    ),
    Snapshot(
        id="H02",
        source=COMMITS + "708ed141f",
        months="2020-03 2020-05",
        monthly_pay="4000",
        allowance=2800,
        remaining_cost=27 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H05",
        source=COMMITS + "708ed141f",
        months="2020-03 2020-05",
        monthly_pay="4000",
        worked_hours="75.83",
        allowance=1400,
    ),
    Snapshot(
        id="H07",
        source=COMMITS + "708ed141f",
        months="2020-03 2020-05",
        monthly_pay="6000",
        syntec=True,
        allowance=4200,
        remaining_cost=327 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H08",
        source=COMMITS + "708ed141f",
        months="2020-03 2020-05",
        monthly_pay="2000",
        syntec=True,
        allowance=1400,
        remaining_cost=227 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H10",
        source=COMMITS + "202055ad8",
        months="2020-06 2020-12",
        monthly_pay="8000",
        remaining_cost=1470 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H11",
        source=COMMITS + "202055ad8",
        months="2020-06 2020-12",
        monthly_pay="3000",
        weekly_hours=28,
        remaining_cost=327 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H12",
        source=COMMITS + "202055ad8",
        months="2020-06 2020-12",
        monthly_pay="2000",
        syntec=True,
        remaining_cost=409 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H13",
        source=COMMITS + "cc39a9eb9",
        months="2021-01 2021-05",
        monthly_pay="4000",
        remaining_cost=427 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H15",
        source=COMMITS + "cc39a9eb9",
        months="2021-01 2021-05",
        monthly_pay="2000",
        syntec=True,
        remaining_cost=397 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H16",
        source=COMMITS + "1a3e924ee",
        months="2021-06 2021-06",
        monthly_pay="4000",
        remaining_cost=747 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H17",
        source=COMMITS + "1a3e924ee",
        months="2021-06 2021-06",
        monthly_pay="3000",
        weekly_hours=28,
        remaining_cost=567 - HEALTH_COVER_2020,
    ),
    Snapshot(
        id="H19",
        source=COMMITS + "9c0f29c62",
        months="2021-10 2021-12",
        monthly_pay="4000",
        remaining_cost=Fraction(980 - HEALTH_COVER_2021),
    ),
    Snapshot(
        id="H20",
        source=COMMITS + "9c0f29c62",
        months="2021-10 2021-12",
        monthly_pay="3000",
        weekly_hours=28,
        remaining_cost=Fraction(740 - HEALTH_COVER_2021),
    ),
)


def months(snapshot: Snapshot) -> list[tuple[int, int]]:
    """Each month of the range, as year and month."""
    start, end = (tuple(map(int, text.split("-"))) for text in snapshot.months.split())
    first, last = (year * 12 + month - 1 for year, month in (start, end))
    return [(number // 12, number % 12 + 1) for number in range(first, last + 1)]


def answer(snapshot: Snapshot, year: int, month: int) -> Assessment:
    """A whole month without work, or less the hours worked."""
    full_time = snapshot.weekly_hours == 35
    contract = "151.67" if full_time else "121.33"
    maintained = MAINTAINED_BY_SYNTEC[snapshot.monthly_pay] if snapshot.syntec else "0.01"
    period = WorkedPeriod(
        PeriodUnit.MONTH,
        contract_hours=Hours.parse(contract),
        worked_hours=Hours.parse(snapshot.worked_hours),
    )
    first, last = month_bounds(year, month)
    # How levies treat a complement is disputed up to 11 March 2020: a payslip cannot straddle it.
    first = max(first, FIRST_DAY_OF_THE_CRISIS)
    return assess(
        Case(
            scheme=Scheme.ORDINARY,
            first=first,
            last=last,
            employee=Employee(
                EmployeeCategory.STANDARD if full_time else EmployeeCategory.PART_TIME,
                monthly_pay=MonthlyPay(Fraction(snapshot.monthly_pay), Fraction(contract)),
            ),
            periods=(period,),
            pay=Pay(maintained_share=Share.parse(maintained)),
        )
    )


@pytest.mark.parametrize(
    ("snapshot", "year", "month"),
    [
        pytest.param(snapshot, year, month, id=f"{snapshot.id} {year}-{month:02d}")
        for snapshot in SECOND_OPINIONS
        for year, month in months(snapshot)
    ],
)
def test_the_other_engine_answers_the_same_within_two_euros(
    snapshot: Snapshot, year: int, month: int
) -> None:
    """Allowance, and what is left to the employer with the complement of the branch."""
    ours = answer(snapshot, year, month)
    assert ours.payslip is not None
    assert ours.payslip.complement is not None
    if snapshot.allowance is not None:
        assert abs(ours.allowance.exact - snapshot.allowance) <= TWO_EUROS
    if snapshot.remaining_cost is not None:
        cost = ours.remaining_cost + ours.payslip.complement
        assert abs(cost.exact - snapshot.remaining_cost) <= TWO_EUROS
