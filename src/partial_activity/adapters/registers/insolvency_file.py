"""Insolvency proceedings from a file ``siret;from;to;kind``: days are ISO, ``to`` may be empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import frozen

from partial_activity.adapters.registers.semicolon_file import lines_of, reading
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span


@frozen
class Proceedings:
    """Proceedings against the firm of an establishment."""

    siret: Siret
    span: Span
    """The days from the judgment that opens them to the one that ends them, if there is one."""
    kind: str


class InsolvencyFile:
    """The ``InsolvencyRegister`` port over proceedings that were read."""

    def __init__(self, proceedings: Iterable[Proceedings] = ()) -> None:
        self._known: dict[Siret, list[Proceedings]] = {}
        for one in proceedings:
            self._known.setdefault(one.siret, []).append(one)

    @classmethod
    def read(cls, path: Path) -> "InsolvencyFile":
        """Read a file whole.

        Raises:
            InvalidValue: a column is missing, or a line cannot be read.
        """
        return cls(_proceedings(path))

    def open_on(self, sirets: Sequence[Siret], day: date) -> Mapping[Siret, str]:
        """Kind of the proceedings open that day; of several, the last opened."""
        kinds: dict[Siret, str] = {}
        for siret in sirets:
            current = [one for one in self._known.get(siret, ()) if day in one.span]
            if current:
                kinds[siret] = max(current, key=lambda one: one.span.first).kind
        return kinds


def _proceedings(path: Path) -> Iterable[Proceedings]:
    for number, line in lines_of(path, ("siret", "from", "to", "kind")):
        with reading(path, number):
            last = date.fromisoformat(line["to"]) if line["to"] else None
            span = Span(date.fromisoformat(line["from"]), last)
            known = Proceedings(Siret(line["siret"]), span, line["kind"])
        yield known
