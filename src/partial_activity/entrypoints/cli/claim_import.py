"""``partial-activity import claims``: a claim file put into the drafts of its claims."""

import sys
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened, person_named
from partial_activity.entrypoints.cli.progress import waiting
from partial_activity.entrypoints.language import said
from partial_activity.ports.claim_files import UnreadableClaimFile
from partial_activity.usecases.claim.import_file import import_file


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
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
    with opened(config) as service, waiting(_("Reading and keeping the lines")):
        try:
            imported = import_file(
                service.claim_file(file, errors),
                actor=person_named(service, email),
                context=service.context,
                dry_run=dry_run,
                whole=whole,
            )
        except UnreadableClaimFile as error:
            raise click.ClickException(said(error)) from error
    for claim in imported.report.claims:
        told = _("{siret} {month}: {added} added, {changed} changed, {same} unchanged").format(
            siret=claim.claim.siret,
            month=f"{claim.claim.month:%Y-%m}",
            added=claim.added,
            changed=claim.changed,
            same=claim.unchanged,
        )
        click.echo(told, err=True)
    told = _("{read}, {refused} refused; {kept}.").format(
        read=counted(imported.read, "{count} line read", "{count} lines read"),
        refused=imported.refused_lines,
        kept=_("kept") if imported.report.written else _("nothing kept"),
    )
    click.echo(told, err=True)
    if imported.refused_lines:
        sys.exit(1)
