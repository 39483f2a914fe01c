"""The hours of a calendar year that an employee may still be paid for (R. 5122-6, R. 5122-7)."""

from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen

_INDIVIDUAL = frozenset({Scheme.CHILDCARE, Scheme.VULNERABLE})


@frozen
class YearHours:
    """Hours of one employee and calendar year, those of motive 4 among them."""

    total: Hours = ZERO_HOURS
    motive_4: Hours = ZERO_HOURS

    def __attrs_post_init__(self) -> None:
        if not ZERO_HOURS <= self.motive_4 <= self.total:
            msg = f"the hours of motive 4 ({self.motive_4}) are part of the total ({self.total})"
            raise ValueError(msg)


@frozen
class Quota:
    """The hours that are left of the year."""

    limit: Hours | None
    """Hours of the year; None: no quota applies, or it was not read (a warning says so)."""
    remaining: Hours | None
    """What the next claim may hold: the lower of what both quotas leave."""
    motive_4_decides: bool
    """The quota of motive 4 leaves less than the general one."""
    basis: Basis


def yearly_quota(
    day: date,
    scheme: Scheme,
    motive: Motive | None,
    used: YearHours,
    *,
    law: Law,
    known_on: date | None,
    granted: Hours = ZERO_HOURS,
    granted_motive_4: Hours = ZERO_HOURS,
) -> Quota:
    """What an employee has left for the year of a day of hours.

    The hundred hours of motive 4 are inside the general quota, not on top of it. Hours that the
    authorities granted beyond come in ``granted`` (both ministers) and ``granted_motive_4`` (the
    prefect and public finances).

    Raises:
        NoRuleInForce: before 1 July 2013, or before the scheme existed.
    """
    read = Consultation(law, known_on)
    category = category_of(scheme)
    if scheme in _INDIVIDUAL:
        read.warn("quota_of_individual_placements")
        category = Category.GENERAL
    value = read.answer(law.quota_hours, category, day)
    if not isinstance(value, Hours):
        return Quota(None, None, motive_4_decides=False, basis=read.basis())
    limit = value + granted
    remaining = max(ZERO_HOURS, limit - used.total)
    if motive is not Motive.RESTRUCTURING:
        return Quota(limit, remaining, motive_4_decides=False, basis=read.basis())
    inside = read.need(law.quota_hours_motive_4, Category.GENERAL, day) + granted_motive_4
    left_inside = max(ZERO_HOURS, inside - used.motive_4)
    return Quota(limit, min(remaining, left_inside), left_inside < remaining, read.basis())


def hours_above_quota(quota: Quota, hours: Hours) -> Refusal | None:
    """Why some hours cannot all be paid; None: the quota holds them."""
    if quota.remaining is None or hours <= quota.remaining:
        return None
    article = "R. 5122-7" if quota.motive_4_decides else "R. 5122-6"
    return Refusal(
        "quota_exceeded",
        article,
        {"hours": hours, "remaining": quota.remaining, "above": hours - quota.remaining},
    )
