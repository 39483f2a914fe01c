"""``partial-activity import``: the register of firms, and claim files."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.adapters.registers.company_register import SqlCompanyRegister, import_register
from partial_activity.entrypoints.cli.claim_import import claims
from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.cli.progress import waiting

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def import_files() -> None:
    """Put a file into the service: the register of firms, or lines of claims."""


@import_files.command()
@click.argument("file", type=_existing)
@config_option
def register(file: Path, config: Path | None) -> None:
    """Replace the register of firms with FILE, the stock file of Sirene as CSV."""
    with opened(config) as service, waiting(_("Reading the register")):
        stock = import_register(file, SqlCompanyRegister(service.engine))
    told = _("{read} read, {refused} not.").format(
        read=counted(stock.read, "{count} establishment", "{count} establishments"),
        refused=counted(stock.refused, "{count} line", "{count} lines"),
    )
    click.echo(told, err=True)


import_files.add_command(claims)
