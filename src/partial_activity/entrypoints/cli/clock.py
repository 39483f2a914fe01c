"""``partial-activity clock``: whether the machine's clock can be believed, and a person's word."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.cli.options import config_option, opened, operator


@click.group()
def clock() -> None:
    """The clock: what silence approves and what is paid waits while it is in doubt."""


@clock.command()
@config_option
def check(config: Path | None) -> None:
    """Whether it can be believed; exit status 1 where it is in doubt."""
    with opened(config) as service:
        now, doubt = service.context.clock.now(), service.upkeep.clock_doubt()
    click.echo(_("It is {now}.").format(now=now.isoformat(timespec="seconds")), err=True)
    if doubt is not None:
        msg = _("the clock is in doubt: {why}").format(why=doubt)
        raise click.ClickException(msg)


@clock.command()
@config_option
def confirm(config: Path | None) -> None:
    """Say, having looked, that it is right as it is now: what waited goes on."""
    with opened(config) as service:
        actor = operator(service, Role.ADMINISTRATOR)
        service.upkeep.watch.confirm()
        now = service.context.clock.now()
        with service.context.units() as uow:
            uow.journal.add(JournalEntry("service", 0, now, actor.id, "clock.confirmed", "clock"))
            uow.commit()
    told = _("Noted: {now} is right.").format(now=now.isoformat(timespec="seconds"))
    click.echo(told, err=True)
