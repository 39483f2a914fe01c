"""The command line says amounts and counts here, in English."""

from partial_activity.adapters.formatting import ENGLISH, formatter
from partial_activity.domain.money import Euros

_WRITE = formatter(ENGLISH)


def counted(count: int, noun: str) -> str:
    """``1 claim``, ``1,200 claims``: a count and a noun that takes an s."""
    return f"{_WRITE.number(count)} {_WRITE.plural(count, noun, f'{noun}s')}"


def euros(amount: Euros) -> str:
    """``€1,234.50``."""
    return _WRITE.euros(amount)
