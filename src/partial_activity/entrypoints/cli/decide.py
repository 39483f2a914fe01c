"""``partial-activity decide``: what screening and silence decide, now."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.cli.progress import waiting


@click.command()
@config_option
def decide(config: Path | None) -> None:
    """Screen all that waits: authorised, refused, held for an officer, or approved by silence."""
    with opened(config) as service, waiting(_("Screening")):
        requests = claims = 0
        while done := service.decide_requests():
            requests += done
        while done := service.decide_claims():
            claims += done
    told = _("{requests} and {claims} decided or held.").format(
        requests=counted(requests, "{count} request", "{count} requests"),
        claims=counted(claims, "{count} claim", "{count} claims"),
    )
    click.echo(told, err=True)
