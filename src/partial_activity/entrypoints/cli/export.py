"""``partial-activity export``: the ministry's monthly columns, as two CSV files."""

import csv
import os
from collections.abc import Sequence
from contextlib import ExitStack
from gettext import gettext as _
from pathlib import Path
from typing import Self

import click

from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.cli.progress import waiting
from partial_activity.usecases.oversight.statistics import (
    CONSUMPTION_COLUMNS,
    REQUEST_COLUMNS,
    Row,
    statistics,
)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@config_option
def export(folder: Path, config: Path | None) -> None:
    """Write DEMANDES.csv and CONSOMMATIONS.csv to FOLDER, over those of the month before.

    Every authorisation in force, and every month that was paid: a full export, no difference.
    """
    requests = consumption = 0
    folder.mkdir(parents=True, exist_ok=True)
    with opened(config) as service, waiting(_("Writing")), ExitStack() as files:
        to_requests = files.enter_context(_Sheet(folder / "DEMANDES.csv", REQUEST_COLUMNS))
        to_months = files.enter_context(_Sheet(folder / "CONSOMMATIONS.csv", CONSUMPTION_COLUMNS))
        for of_one in statistics(context=service.context):
            requests += to_requests.write(of_one.requests)
            consumption += to_months.write(of_one.consumption)
    told = _("{requests}, {months} paid.").format(
        requests=counted(requests, "{count} authorisation", "{count} authorisations"),
        months=counted(consumption, "{count} month", "{count} months"),
    )
    click.echo(told, err=True)


class _Sheet:
    """A CSV file as the ministry's are: commas, every value quoted; put in place when whole."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path, self._columns = path, columns
        self._aside = path.with_name(f".{path.name}.aside")

    def __enter__(self) -> Self:
        self._file = self._aside.open("w", encoding="utf-8", newline="")
        self._rows = csv.DictWriter(self._file, self._columns, quoting=csv.QUOTE_ALL)
        self._rows.writeheader()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if kind is None:
            self._aside.replace(self._path)
        else:
            self._aside.unlink()

    def write(self, rows: Sequence[Row]) -> int:
        """Write rows; how many."""
        self._rows.writerows(rows)
        return len(rows)
