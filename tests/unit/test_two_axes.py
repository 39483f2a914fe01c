"""The same hours on both sides of a publication: what was known the day before, and the day itself.

Worked by hand from what each text planned on the day it was published. At 30 euros an hour the
shares show (70 % is 21.00, 60 % is 18.00, 52 % is 15.60, 36 % is 10.80); at 10 euros, the floor of
the allowance.
"""

from datetime import date, timedelta

import pytest
from attrs import evolve, frozen

from partial_activity import (
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    HourlyPay,
    Hours,
    Scheme,
    Situation,
    Territory,
    assess,
)

ORDINARY, LONG_TERM, VULNERABLE = Scheme.ORDINARY, Scheme.LONG_TERM, Scheme.VULNERABLE
CHILDCARE, REBOUND = Scheme.CHILDCARE, Scheme.LONG_TERM_REBOUND
GENERAL, PROTECTED, CLOSED = Situation.GENERAL, Situation.PROTECTED, Situation.CLOSED
HEAVY_LOSS, SKI, RESTRICTED = (
    Situation.PROTECTED_HEAVY_LOSS,
    Situation.SKI_AREA,
    Situation.RESTRICTED_TERRITORY,
)
NOT_OPEN = "scheme_not_open"


@frozen
class Point:
    """What an hour gives before and from a publication.

    ``before`` and ``after`` read: indemnity and allowance at 30 euros, floor of the allowance.
    """

    text: str
    published: str
    hours: str
    before: str
    after: str
    situation: Situation = GENERAL
    scheme: Scheme = ORDINARY
    territory: Territory = Territory.NATIONAL
    agreement_sent_on: date | None = None


def mayotte(  # noqa: PLR0917  reads as a line of a table
    text: str, published: str, hours: str, before: str, after: str, scheme: Scheme = ORDINARY
) -> Point:
    """A decree that moves a floor of Mayotte, late as a rule."""
    shares = "21.00 18.00" if scheme is LONG_TERM else "18.00 10.80"
    return Point(
        text,
        published,
        hours,
        f"{shares} {before}",
        f"{shares} {after}",
        scheme=scheme,
        territory=Territory.MAYOTTE,
    )


POINTS = (
    # Retroactive by a month: the flat rate becomes a share of pay.
    Point("2020-325", "2020-03-26", "2020-03-20", "21.00 7.74 7.74", "21.00 21.00 8.03"),
    # Published on the last day of the month it lowers.
    Point("2020-810", "2020-06-30", "2020-06-15", "21.00 21.00 8.03", "21.00 18.00 8.03"),
    Point(
        "2020-810", "2020-06-30", "2020-06-15", "21.00 21.00 8.03", "21.00 21.00 8.03", PROTECTED
    ),
    Point("2020-1170", "2020-09-26", "2020-10-15", "21.00 21.00 8.03", "21.00 18.00 8.03"),
    # 56 % for agreements sent from 1 October, repealed the day before.
    Point(
        "2020-1188",
        "2020-09-30",
        "2020-10-15",
        "21.00 16.80 7.23",
        "21.00 18.00 7.23",
        scheme=LONG_TERM,
        agreement_sent_on=date(2020, 10, 10),
    ),
    Point(
        "2020-1188",
        "2020-09-30",
        "2020-10-15",
        "21.00 18.00 7.23",
        "21.00 18.00 7.23",
        scheme=LONG_TERM,
        agreement_sent_on=date(2020, 9, 15),
    ),
    # The step to 60 and 36 %, announced for January 2021, then put off six times.
    Point("2020-1319", "2020-10-31", "2020-11-15", "21.00 21.00 8.03", "21.00 18.00 8.03"),
    Point(
        "2020-1316, 2020-1319",
        "2020-10-31",
        "2021-01-15",
        "21.00 21.00 8.03",
        "18.00 10.80 7.23",
    ),
    Point(
        "2020-1316, 2020-1319",
        "2020-10-31",
        "2021-01-15",
        "21.00 21.00 8.03",
        "18.00 10.80 7.23",
        PROTECTED,
    ),
    # The employer's own share in the long-term scheme, for hours of November.
    Point(
        "2020-1316",
        "2020-10-31",
        "2020-11-15",
        "21.00 18.00 7.23",
        "21.00 21.00 8.03",
        PROTECTED,
        LONG_TERM,
    ),
    Point(
        "ord. 2020-1639",
        "2020-12-23",
        "2021-01-15",
        NOT_OPEN,
        "18.00 10.80 7.23",
        scheme=VULNERABLE,
    ),
    Point("2020-1681", "2020-12-26", "2021-01-15", "18.00 10.80 7.23", "21.00 10.80 7.23"),
    Point("2020-1681", "2020-12-26", "2021-02-15", "18.00 10.80 7.23", "18.00 10.80 7.23"),
    Point(
        "2020-1681", "2020-12-26", "2021-02-15", "18.00 10.80 7.23", "21.00 10.80 7.23", PROTECTED
    ),
    Point("2020-1681", "2020-12-26", "2021-05-15", "18.00 10.80 7.23", "21.00 10.80 7.23", CLOSED),
    Point("2020-1786", "2020-12-31", "2021-01-15", "21.00 10.80 7.23", "21.00 18.00 8.11"),
    Point("2020-1786", "2020-12-31", "2021-02-15", "18.00 10.80 7.23", "18.00 10.80 7.30"),
    Point(
        "2020-1786", "2020-12-31", "2021-02-15", "21.00 10.80 7.23", "21.00 18.00 8.11", PROTECTED
    ),
    Point(
        "2020-1786", "2020-12-31", "2021-04-15", "21.00 10.80 7.23", "21.00 21.00 8.11", RESTRICTED
    ),
    # Retroactive to 1 December for ski areas.
    Point("2020-1786", "2020-12-31", "2020-12-15", "21.00 18.00 8.03", "21.00 21.00 8.11", SKI),
    Point(
        "2020-1786",
        "2020-12-31",
        "2021-02-15",
        "18.00 10.80 7.23",
        "21.00 18.00 7.30",
        scheme=CHILDCARE,
    ),
    Point(
        "2020-1786",
        "2020-12-31",
        "2021-01-15",
        "21.00 18.00 7.23",
        "21.00 18.00 7.30",
        scheme=LONG_TERM,
    ),
    Point("2021-88, 2021-89", "2021-01-30", "2021-02-15", "18.00 10.80 7.30", "21.00 18.00 8.11"),
    Point("2021-88, 2021-89", "2021-01-30", "2021-03-15", "18.00 10.80 7.30", "18.00 10.80 7.30"),
    Point("2021-89", "2021-01-30", "2021-02-15", "21.00 18.00 8.11", "21.00 21.00 8.11", PROTECTED),
    Point(
        "2021-89",
        "2021-01-30",
        "2021-02-15",
        "21.00 18.00 7.30",
        "21.00 18.00 8.11",
        scheme=VULNERABLE,
    ),
    Point("2021-221, 2021-225", "2021-02-27", "2021-03-15", "18.00 10.80 7.30", "21.00 18.00 8.11"),
    Point(
        "2021-225", "2021-02-27", "2021-03-15", "21.00 18.00 8.11", "21.00 21.00 8.11", PROTECTED
    ),
    Point(
        "2021-221, 2021-225",
        "2021-02-27",
        "2021-04-15",
        "18.00 10.80 7.30",
        "21.00 21.00 8.11",
        HEAVY_LOSS,
    ),
    Point(
        "2021-225",
        "2021-02-27",
        "2021-03-15",
        "21.00 18.00 7.30",
        "21.00 18.00 8.11",
        scheme=VULNERABLE,
    ),
    Point("2021-347, 2021-348", "2021-03-31", "2021-04-15", "18.00 10.80 7.30", "21.00 18.00 8.11"),
    Point(
        "2021-348", "2021-03-31", "2021-04-15", "21.00 18.00 8.11", "21.00 21.00 8.11", PROTECTED
    ),
    Point(
        "2021-347, 2021-348",
        "2021-03-31",
        "2021-05-15",
        "18.00 10.80 7.30",
        "21.00 18.00 8.11",
        PROTECTED,
    ),
    # Retroactive to 1 April.
    Point(
        "2021-435",
        "2021-04-14",
        "2021-04-10",
        "21.00 18.00 8.11",
        "21.00 21.00 8.11",
        scheme=VULNERABLE,
    ),
    Point(
        "2021-435",
        "2021-04-14",
        "2021-05-10",
        "21.00 18.00 7.30",
        "21.00 21.00 8.11",
        scheme=CHILDCARE,
    ),
    Point("2021-508, 2021-509", "2021-04-29", "2021-05-15", "18.00 10.80 7.30", "21.00 18.00 8.11"),
    Point(
        "2021-509", "2021-04-29", "2021-05-15", "21.00 18.00 8.11", "21.00 21.00 8.11", PROTECTED
    ),
    Point(
        "2021-508, 2021-509",
        "2021-04-29",
        "2021-06-15",
        "18.00 10.80 7.30",
        "21.00 18.00 8.11",
        PROTECTED,
    ),
    Point("2021-671, 2021-674", "2021-05-29", "2021-06-15", "18.00 10.80 7.30", "21.00 15.60 8.11"),
    Point("2021-671, 2021-674", "2021-05-29", "2021-07-15", "18.00 10.80 7.30", "18.00 10.80 7.30"),
    Point(
        "2021-671, 2021-674",
        "2021-05-29",
        "2021-07-15",
        "18.00 10.80 7.30",
        "21.00 18.00 8.11",
        PROTECTED,
    ),
    Point(
        "2021-671, 2021-674",
        "2021-05-29",
        "2021-08-15",
        "18.00 10.80 7.30",
        "21.00 15.60 8.11",
        PROTECTED,
    ),
    Point(
        "2021-671, 2021-674",
        "2021-05-29",
        "2021-09-15",
        "18.00 10.80 7.30",
        "18.00 10.80 7.30",
        PROTECTED,
    ),
    Point(
        "2021-671, 2021-674",
        "2021-05-29",
        "2021-09-15",
        "18.00 10.80 7.30",
        "21.00 21.00 8.11",
        CLOSED,
    ),
    Point(
        "2021-674",
        "2021-05-29",
        "2021-06-15",
        "21.00 18.00 7.30",
        "21.00 18.00 8.11",
        scheme=LONG_TERM,
    ),
    Point("2021-1252", "2021-09-30", "2021-10-15", "18.00 10.80 7.30", "18.00 10.80 7.47"),
    # For two days the allowance was prolonged and the indemnity was not.
    Point("2021-1383", "2021-10-26", "2021-11-15", "18.00 10.80 7.47", "18.00 21.00 8.30", CLOSED),
    Point("2021-1389", "2021-10-28", "2021-11-15", "18.00 21.00 8.30", "21.00 21.00 8.30", CLOSED),
    Point("2021-1389", "2021-10-28", "2021-11-15", "18.00 21.00 8.30", "21.00 21.00 8.30", SKI),
    Point(
        "loi 2021-1465",
        "2021-11-11",
        "2022-01-15",
        NOT_OPEN,
        "21.00 21.00 8.30",
        scheme=VULNERABLE,
    ),
    Point(
        "2021-1816, 2021-1817",
        "2021-12-28",
        "2022-01-15",
        "18.00 10.80 7.47",
        "21.00 21.00 8.30",
        HEAVY_LOSS,
    ),
    # Ski areas were dropped.
    Point(
        "2021-1816, 2021-1817",
        "2021-12-28",
        "2022-01-15",
        "18.00 10.80 7.47",
        "18.00 10.80 7.47",
        SKI,
    ),
    Point(
        "2021-1878", "2021-12-30", "2022-01-15", "21.00 21.00 8.30", "21.00 21.00 8.37", HEAVY_LOSS
    ),
    Point(
        "2022-77, 2022-78",
        "2022-01-29",
        "2022-02-15",
        "18.00 10.80 7.53",
        "21.00 21.00 8.37",
        CLOSED,
    ),
    Point(
        "2022-241, 2022-242",
        "2022-02-26",
        "2022-03-15",
        "18.00 10.80 7.53",
        "21.00 21.00 8.37",
        CLOSED,
    ),
    Point(
        "2022-241, 2022-242",
        "2022-02-26",
        "2022-03-15",
        "18.00 10.80 7.53",
        "18.00 10.80 7.53",
        HEAVY_LOSS,
    ),
    # The tolerance of August 2022, and the law that opened the scheme again.
    Point(
        "Q/R of 2 August 2022",
        "2022-08-02",
        "2022-08-15",
        NOT_OPEN,
        "21.00 21.00 8.76",
        scheme=VULNERABLE,
    ),
    Point(
        "loi 2022-1157",
        "2022-08-17",
        "2022-09-15",
        NOT_OPEN,
        "21.00 21.00 8.59",
        scheme=VULNERABLE,
    ),
    Point(
        "2022-1195",
        "2022-08-31",
        "2022-09-15",
        "21.00 21.00 8.59",
        "21.00 18.00 8.76",
        scheme=VULNERABLE,
    ),
    # Floors raised a month after the minimum wage.
    Point("2024-1149", "2024-12-05", "2024-11-15", "18.00 10.80 8.30", "18.00 10.80 8.46"),
    Point(
        "2024-1149",
        "2024-12-05",
        "2024-11-15",
        "21.00 18.00 9.22",
        "21.00 18.00 9.40",
        scheme=LONG_TERM,
    ),
    Point("2025-338", "2025-04-15", "2025-04-20", NOT_OPEN, "21.00 18.00 9.40", scheme=REBOUND),
    Point("2026-35", "2026-01-30", "2026-01-15", "18.00 10.80 8.46", "18.00 10.80 8.57"),
    Point(
        "2026-35",
        "2026-01-30",
        "2026-01-15",
        "21.00 18.00 9.40",
        "21.00 18.00 9.52",
        scheme=LONG_TERM,
    ),
    # Mayotte: nearly every floor came after the hours it governs.
    Point(
        "2020-1071",
        "2020-08-20",
        "2020-09-15",
        "21.00 18.00 8.03",
        "21.00 18.00 7.05",
        territory=Territory.MAYOTTE,
    ),
    Point(
        "2020-1318, 2020-1316, 2020-1319",
        "2020-10-31",
        "2021-01-15",
        "21.00 21.00 7.05",
        "18.00 10.80 6.35",
        territory=Territory.MAYOTTE,
    ),
    Point(
        "February 2021",
        "2021-02-02",
        "2021-01-15",
        "21.00 18.00 6.35",
        "21.00 18.00 7.09",
        territory=Territory.MAYOTTE,
    ),
    mayotte("2021-808", "2021-06-26", "2021-07-15", "7.09", "6.38"),
    mayotte("2021-1390", "2021-10-28", "2021-10-15", "6.38", "6.52"),
    mayotte("2021-1390", "2021-10-28", "2021-10-15", "7.09", "7.24", LONG_TERM),
    mayotte("2022-40", "2022-01-19", "2022-01-15", "6.52", "6.54"),
    mayotte("2022-40", "2022-01-19", "2022-01-15", "7.24", "7.27", LONG_TERM),
    mayotte("2022-940", "2022-06-28", "2022-05-15", "6.54", "6.71"),
    mayotte("2022-940", "2022-06-28", "2022-05-15", "7.27", "7.46", LONG_TERM),
    mayotte("2022-1241", "2022-09-21", "2022-08-15", "6.71", "6.85"),
    mayotte("2022-1241", "2022-09-21", "2022-08-15", "7.46", "7.61", LONG_TERM),
    mayotte("2023-34", "2023-01-27", "2023-01-15", "6.85", "6.94"),
    mayotte("2023-438", "2023-06-06", "2023-05-15", "6.94", "7.09"),
    mayotte("2024-125", "2024-02-22", "2024-01-15", "7.09", "7.14"),
    mayotte("2024-125", "2024-02-22", "2024-01-15", "7.88", "7.93", LONG_TERM),
    mayotte("2024-1150", "2024-12-05", "2024-11-15", "7.14", "7.29"),
    mayotte("2024-1150", "2024-12-05", "2024-11-15", "7.93", "8.10", LONG_TERM),
    mayotte("2026-52", "2026-02-04", "2026-01-15", "7.29", "7.50"),
    mayotte("2026-52", "2026-02-04", "2026-01-15", "8.10", "8.33", LONG_TERM),
    # After the cyclone: retroactive to 14 December 2024.
    Point(
        "2025-254",
        "2025-03-21",
        "2025-01-15",
        "18.00 10.80 7.29",
        "21.00 21.00 8.10",
        Situation.CYCLONE,
        territory=Territory.MAYOTTE,
    ),
    Point(
        "2025-314",
        "2025-04-05",
        "2025-04-02",
        "18.00 10.80 7.29",
        "21.00 21.00 8.10",
        Situation.CYCLONE,
        territory=Territory.MAYOTTE,
    ),
    Point(
        "third decree, July 2025",
        "2025-07-17",
        "2025-07-10",
        "18.00 10.80 7.29",
        "21.00 21.00 8.10",
        Situation.CYCLONE,
        territory=Territory.MAYOTTE,
    ),
)


def answered(point: Point, known_on: date | None) -> str:
    """Indemnity and allowance of an hour at 30 euros, then the floor of the allowance."""
    day = date.fromisoformat(point.hours)
    case = Case(
        scheme=point.scheme,
        first=day,
        last=day,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("30")),
        unworked_hours=Hours.parse("1"),
        known_on=known_on,
        territory=point.territory,
        employer=Employer(point.situation, 100, point.agreement_sent_on),
    )
    answer = assess(case)
    if answer.refusals:
        return answer.refusals[0].code
    low = Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("10"))
    floor = assess(evolve(case, employee=low)).hourly_allowance
    return f"{answer.hourly_indemnity} {answer.hourly_allowance} {floor}"


@pytest.mark.parametrize(
    "point",
    POINTS,
    ids=lambda point: (
        f"{point.text}: {point.scheme.value} {point.situation.value} {point.hours}"
        + (f", sent on {point.agreement_sent_on}" if point.agreement_sent_on else "")
    ),
)
def test_a_text_changes_the_answer_on_the_day_it_is_published_and_not_before(
    point: Point,
) -> None:
    """The eve, the day itself, and the day after where nothing else came out."""
    published = date.fromisoformat(point.published)
    assert answered(point, published - timedelta(days=1)) == point.before
    assert answered(point, published) == point.after
    assert answered(point, published + timedelta(days=1)) == point.after


@pytest.mark.parametrize(
    ("text", "published", "hours", "before", "after"),
    [
        ("2016-1579, 2016-1583", "2016-11-25", "2016-12-15", "scheme_not_open", "5.84 certain"),
        # The continuity of 2018 ends as a doubt when a decree settles it.
        ("2018-953", "2018-11-06", "2018-11-15", "5.84 disputed", "5.84 certain"),
        ("2018-953", "2018-11-06", "2018-10-15", "5.84 disputed", "5.84 disputed"),
        ("2020-325", "2020-03-26", "2020-03-15", "5.84 certain", "8.03 certain"),
    ],
)
def test_the_flat_amount_of_mayotte_is_known_with_its_decree(
    text: str, published: str, hours: str, before: str, after: str
) -> None:
    """At 10 euros an hour: what the State pays a firm of ten employees, and whether it is sure."""
    day, out = date.fromisoformat(hours), date.fromisoformat(published)
    case = Case(
        scheme=ORDINARY,
        first=day,
        last=day,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("10")),
        unworked_hours=Hours.parse("1"),
        territory=Territory.MAYOTTE,
        employer=Employer(workforce=10),
    )

    def said(known_on: date) -> str:
        answer = assess(evolve(case, known_on=known_on))
        if answer.refusals:
            return answer.refusals[0].code
        doubt = any(warning.code == "disputed" for warning in answer.warnings)
        return f"{answer.hourly_allowance} {'disputed' if doubt else 'certain'}"

    assert (said(out - timedelta(days=1)), said(out)) == (before, after), text


@pytest.mark.parametrize(
    ("text", "published", "hours", "before", "after"),
    [
        ("2021-1390", "2021-10-28", "2021-10-15", "4.80", "7.24"),
        ("2022-40", "2022-01-19", "2022-01-15", "7.24", "7.27"),
        ("2022-940", "2022-06-28", "2022-05-15", "7.27", "7.46"),
        ("2022-1241", "2022-09-21", "2022-08-15", "7.46", "7.61"),
        ("2023-34, amount not found", "2023-01-27", "2023-01-15", "7.61", "4.80"),
        ("2023-438", "2023-06-06", "2023-05-15", "4.80", "7.88"),
        ("2024-125", "2024-02-22", "2024-01-15", "7.88", "7.93"),
        ("2024-1150", "2024-12-05", "2024-11-15", "7.93", "8.10"),
        ("2026-52", "2026-02-04", "2026-01-15", "8.10", "8.33"),
        ("order of 22 May 2026, no amount since", "2026-05-24", "2026-06-15", "8.33", "4.80"),
    ],
)
def test_the_floor_of_the_indemnity_in_mayotte_is_known_with_each_decree(
    text: str, published: str, hours: str, before: str, after: str
) -> None:
    """At 8 euros an hour 60 % is 4.80: what remains where no amount is sourced."""
    day, out = date.fromisoformat(hours), date.fromisoformat(published)
    case = Case(
        scheme=ORDINARY,
        first=day,
        last=day,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("8")),
        unworked_hours=Hours.parse("1"),
        territory=Territory.MAYOTTE,
    )
    eve, same_day = (
        str(assess(evolve(case, known_on=known_on)).hourly_indemnity)
        for known_on in (out - timedelta(days=1), out)
    )
    assert (eve, same_day) == (before, after), text


@pytest.mark.parametrize(
    "category", [EmployeeCategory.PART_TIME, EmployeeCategory.TEMPORARY_AGENCY]
)
@pytest.mark.parametrize(
    ("text", "published", "hours", "amounts"),
    [
        # The day after décret 2020-325; hours of 12 March on, and none of 11 March.
        ("ord. 2020-346", "2020-03-28", "2020-03-12", "6.30 8.03, 9.00 8.03"),
        ("ord. 2020-346", "2020-03-28", "2020-03-11", "6.30 8.03, 6.30 8.03"),
        ("ord. 2020-1639", "2020-12-23", "2021-01-15", "5.40 7.23, 9.00 7.23"),
        ("ord. 2021-1214", "2021-09-23", "2022-01-15", "5.40 7.30, 9.00 7.30"),
        ("2022-1665", "2022-12-28", "2023-01-15", "5.40 8.03, 9.00 8.03"),
    ],
)
def test_a_part_timer_paid_below_the_minimum_wage_is_owed_the_own_pay_from_each_text(
    category: EmployeeCategory, text: str, published: str, hours: str, amounts: str
) -> None:
    """At 9 euros an hour: 70 % is 6.30 and 60 % is 5.40; the allowance stays the ordinary one."""
    day, out = date.fromisoformat(hours), date.fromisoformat(published)
    case = Case(
        scheme=ORDINARY,
        first=day,
        last=day,
        employee=Employee(category, hourly_pay=HourlyPay.parse("9")),
        unworked_hours=Hours.parse("1"),
        employer=Employer(workforce=10),
    )
    eve, same_day = (
        assess(evolve(case, known_on=known_on)) for known_on in (out - timedelta(days=1), out)
    )
    found = (f"{each.hourly_indemnity} {each.hourly_allowance}" for each in (eve, same_day))
    assert ", ".join(found) == amounts, text


@pytest.mark.parametrize(
    ("situation", "month", "today"),
    [
        (GENERAL, "2021-05-15", "21.00 18.00 8.11"),
        (GENERAL, "2021-06-15", "21.00 15.60 8.11"),
        (GENERAL, "2021-07-15", "18.00 10.80 7.30"),
        (PROTECTED, "2021-06-15", "21.00 21.00 8.11"),
        (PROTECTED, "2021-07-15", "21.00 18.00 8.11"),
        (PROTECTED, "2021-08-15", "21.00 15.60 8.11"),
        (PROTECTED, "2021-09-15", "18.00 10.80 7.30"),
    ],
)
def test_without_a_day_of_knowledge_every_text_counts(
    situation: Situation, month: str, today: str
) -> None:
    """After six postponements, the steps of summer 2021."""
    assert answered(Point("", "", month, "", today, situation), None) == today
