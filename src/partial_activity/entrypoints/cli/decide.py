"""``partial-activity decide``: what screening and silence decide, now."""

from pathlib import Path

import click

from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened


@click.command()
@config_option
def decide(config: Path | None) -> None:
    """Screen all that waits: authorised, refused, held for an officer, or approved by silence."""
    with opened(config) as service:
        requests = claims = 0
        while done := service.decide_requests():
            requests += done
        while done := service.decide_claims():
            claims += done
    click.echo(
        f"{counted(requests, 'request')} and {counted(claims, 'claim')} decided or held.", err=True
    )
