"""The command line says counts and amounts here, in the language spoken."""

from gettext import ngettext

from partial_activity.domain.money import Euros
from partial_activity.entrypoints.language import writer


def counted(count: int, one: str, several: str) -> str:
    """A count in its sentence: ``{count} claim`` or ``{count} claims``, of the catalogue."""
    return ngettext(one, several, count).format(count=writer().number(count))


def euros(amount: Euros) -> str:
    """``€1,234.50``, ``1 234,50 €``."""
    return writer().euros(amount)
