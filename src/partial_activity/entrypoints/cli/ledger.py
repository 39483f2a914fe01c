"""``partial-activity ledger``: the accounts of what was paid."""

from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import IO

import click

from partial_activity.domain.days import legal_day
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.cli.options import config_option, opened, operator
from partial_activity.entrypoints.ledger_file import ledger_file
from partial_activity.usecases.payment.ledger import ledger_balances, ledger_entries

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def ledger() -> None:
    """Balance the accounts of what was paid, and export their entries."""


@ledger.command()
@click.option(
    "--day", type=_DAY, metavar="DAY", help="The last day that counts; today where none is given."
)
@config_option
def balance(day: datetime | None, config: Path | None) -> None:
    """Print what was debited and credited to each account, to the end of a day.

    All accounts together are zero; exit status 1 if they were not.
    """
    with opened(config) as service:
        actor = operator(service, Role.AUDITOR)
        on = _given(day) or legal_day(service.context.clock.now())
        accounts = ledger_balances(on, actor=actor, context=service.context)
    heads = (_("debit"), _("credit"), _("balance"))
    click.echo(f"{'':<12} " + " ".join(f"{head:>18}" for head in heads))
    for account, found in accounts.items():
        figures = (found.debit, found.credit, found.difference)
        click.echo(f"{account.value:<12} " + " ".join(f"{figure!s:>18}" for figure in figures))
    if sum(found.difference.cents for found in accounts.values()):
        raise click.ClickException(_("The accounts do not balance."))


@ledger.command()
@click.argument("file", type=click.File("wb", atomic=True))
@click.option("--from", "first", type=_DAY, metavar="DAY", required=True, help="The first day.")
@click.option(
    "--to", "last", type=_DAY, metavar="DAY", required=True, help="The last day, included."
)
@config_option
def export(file: IO[bytes], first: datetime, last: datetime, config: Path | None) -> None:
    """Write the entries between two days to FILE, as CSV: a posting a line, two for each entry."""
    with opened(config) as service:
        actor = operator(service, Role.AUDITOR)
        entries = ledger_entries(first.date(), last.date(), actor=actor, context=service.context)
        for piece in ledger_file(entries):
            file.write(piece)


def _given(day: datetime | None) -> date | None:
    return day.date() if day else None
