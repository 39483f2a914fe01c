"""Hours and counts as people write them: ``1 200``, ``1 200,50``; ``1,200.50`` in English."""

from partial_activity.domain.hours import Hours
from partial_activity.entrypoints.flask_app.language import FRENCH, language
from partial_activity.entrypoints.flask_app.pages.shown import NARROW


def hours(held: Hours) -> str:
    """Hours, without the hundredths where there are none."""
    whole, rest = divmod(held.hundredths, 100)
    if language() == FRENCH:
        return count(whole) + (f",{rest:02d}" if rest else "")
    return count(whole) + (f".{rest:02d}" if rest else "")


def count(number: int) -> str:
    """A whole number, in groups of three digits."""
    return f"{number:,}".replace(",", NARROW if language() == FRENCH else ",")
