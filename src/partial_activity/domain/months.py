"""Months of hours, apart from days on the clock: reading a case needs no time zone."""

from datetime import date, timedelta


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, month, 1)
    december = month == 12  # noqa: PLR2004  the last month
    eve = date(year, 12, 31) if december else date(year, month + 1, 1) - timedelta(days=1)
    return first, eve
