"""``partial-activity import``: the register of firms, and claim files."""

import sys
from pathlib import Path

import click

from partial_activity.adapters.claim_file.file import FileRefused
from partial_activity.adapters.registers.company_register import SqlCompanyRegister, import_register
from partial_activity.entrypoints.cli.claim_import import import_file
from partial_activity.entrypoints.cli.options import config_option, opened, person_named

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def import_files() -> None:
    """Put a file into the service: the register of firms, or lines of claims."""


@import_files.command()
@click.argument("file", type=_existing)
@config_option
def register(file: Path, config: Path | None) -> None:
    """Replace the register of firms with FILE, the stock file of Sirene as CSV."""
    with opened(config) as service:
        stock = import_register(file, SqlCompanyRegister(service.engine))
    click.echo(f"{stock.read} establishments read, {stock.refused} lines not.", err=True)


@import_files.command()
@click.argument("file", type=_existing)
@click.option("--as", "email", required=True, help="Whose claims they are: an e-mail address.")
@click.option("--errors", type=click.Path(path_type=Path), help="Where refused lines go.")
@click.option("--dry-run", is_flag=True, help="Tell everything, keep nothing.")
@click.option("--whole", is_flag=True, help="Keep all the lines, or none.")
@config_option
def claims(
    file: Path, *, email: str, errors: Path | None, dry_run: bool, whole: bool, config: Path | None
) -> None:
    """Put the lines of FILE into the drafts of their claims; the same file again changes nothing.

    Exit status 1 when a line was refused.
    """
    with opened(config) as service:
        try:
            imported = import_file(
                file,
                errors=errors,
                actor=person_named(service, email),
                context=service.context,
                dry_run=dry_run,
                whole=whole,
            )
        except FileRefused as error:
            raise click.ClickException(str(error)) from error
    for claim in imported.report.claims:
        click.echo(
            f"{claim.claim.siret} {claim.claim.month:%Y-%m}: {claim.added} added, "
            f"{claim.changed} changed, {claim.unchanged} unchanged",
            err=True,
        )
    kept = "kept" if imported.report.written else "nothing kept"
    click.echo(f"{imported.read} lines read, {imported.refused_lines} refused; {kept}.", err=True)
    if imported.refused_lines:
        sys.exit(1)
