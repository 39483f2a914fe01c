"""Hours declared by payroll (DSN) from a file ``siret;nir;month;hours``: ``2021-03``, ``70.00``."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from partial_activity.adapters.registers.semicolon_file import lines_of, reading
from partial_activity.domain.as_written import hours_as_written
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret


class PayrollDeclarationsFile:
    """The ``PayrollDeclarations`` port over a file that was read; lines of one month add up."""

    def __init__(self) -> None:
        self._hours: dict[tuple[Siret, CivilMonth], dict[Nir, Hours]] = {}

    @classmethod
    def read(cls, path: Path) -> "PayrollDeclarationsFile":
        """Read a file whole.

        Raises:
            InvalidValue: a column is missing, or a line cannot be read.
        """
        declared = cls()
        for number, line in lines_of(path, ("siret", "nir", "month", "hours")):
            with reading(path, number):
                month = CivilMonth.of(date.fromisoformat(f"{line['month']}-01"))
                hours = hours_as_written(line["hours"]).hours
                declared.add(Siret(line["siret"]), Nir.as_written(line["nir"]), month, hours)
        return declared

    def add(self, siret: Siret, nir: Nir, month: CivilMonth, hours: Hours) -> None:
        """Declare hours, on top of those of the same employee and month."""
        declared = self._hours.setdefault((siret, month), {})
        declared[nir] = declared.get(nir, ZERO_HOURS) + hours

    def hours(self, siret: Siret, nirs: Sequence[Nir], month: date) -> Mapping[Nir, Hours]:
        """Hours declared for the month, for those of the employees who have any."""
        declared = self._hours.get((siret, CivilMonth.of(month)), {})
        return {nir: declared[nir] for nir in nirs if nir in declared}
