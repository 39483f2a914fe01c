"""Bars on the pages of the dashboard."""

from collections.abc import Iterable

from markupsafe import Markup

from partial_activity.adapters.pictures import bars, svg
from partial_activity.adapters.pictures.bars import Bar

__all__ = ["ALLOWANCE", "COUNTS", "HOURS", "Bar", "lying", "upright"]

ALLOWANCE, COUNTS, HOURS = svg.ALLOWANCE, svg.INDEMNITY, svg.PROTECTED
"""Colours, by what is counted."""


def upright(title: str, shown: Iterable[Bar], *, colour: str = COUNTS) -> Markup:
    """Bars side by side, in the order given."""
    return _drawn(bars.upright(title, list(shown), colour=colour))


def lying(title: str, shown: Iterable[Bar], *, colour: str = COUNTS) -> Markup:
    """Bars one below the other, each with its name."""
    return _drawn(bars.lying(title, list(shown), colour=colour))


def _drawn(picture: str) -> Markup:
    return Markup(picture)  # noqa: S704  every word in it is escaped where it is drawn
