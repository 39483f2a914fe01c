"""``partial-activity journal``: whether anybody changed what was written."""

from pathlib import Path

import click

from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.usecases.oversight.journal import verify_journal


@click.group()
def journal() -> None:
    """The journal of what happened, sealed so that a change is seen."""


@journal.command()
@config_option
def verify(config: Path | None) -> None:
    """Go through every chain; exit status 1 where one is broken, with the entry at fault."""
    with opened(config) as service:
        found = verify_journal(context=service.context)
    click.echo(
        f"{found.chains} chains, {found.entries} entries, {found.unsealed} of them not sealed yet.",
        err=True,
    )
    for entry in found.broken:
        click.echo(f"{entry.chain} {entry.number}")
    if found.broken:
        msg = f"{len(found.broken)} chains do not hold, from these entries on"
        raise click.ClickException(msg)
    click.echo("Every seal holds.", err=True)
