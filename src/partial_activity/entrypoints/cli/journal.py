"""``partial-activity journal``: whether anybody changed what was written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.usecases.oversight.verification import Verified, verify_journal

_LATE = timedelta(minutes=5)
"""The worker seals within seconds and anchors within a minute."""


@click.group()
def journal() -> None:
    """The journal of what happened, keyed, sealed and anchored so that a change is seen."""


def _told(_context: click.Context, _option: click.Parameter, text: str | None) -> (
    tuple[int, str] | None
):  # fmt: skip
    if text is None:
        return None
    number, _, seal = text.partition(":")
    if not number.isdecimal() or not seal:
        msg = "as the letter has it: 1204:3fa91c07:9b74…"
        raise click.BadParameter(msg)
    return int(number), seal


@journal.command()
@click.option("--anchor", callback=_told, help="Number and seal of an anchor, from a letter.")
@config_option
def verify(anchor: tuple[int, str] | None, config: Path | None) -> None:
    """Go through every chain and all that its entries bind; exit status 1 where anything changed.

    On standard output, what is at fault: the chain, the number of the entry, and what.
    """
    with opened(config) as service:
        found = verify_journal(context=service.context, told=anchor)
        now = service.context.clock.now()
    for line in _summary(found):
        click.echo(line, err=True)
    if found.unanchored_since is not None and now - found.unanchored_since > _LATE:
        click.echo("The oldest of these is late: is `partial-activity work` running?", err=True)
    for fault in found.faults:
        number = "-" if fault.number is None else fault.number
        click.echo(f"{fault.chain} {number} {fault.what}")
    if found.faults:
        msg = f"{len(found.faults)} faults: what is named is not as it was written"
        raise click.ClickException(msg)
    click.echo("Every seal holds, and every row that the journal binds.", err=True)


def _summary(found: Verified) -> Iterator[str]:
    yield (
        f"{found.chains} chains, {found.entries} entries, {found.unsealed} of them not sealed yet, "
        f"{found.anchors} anchors."
    )
    open_end = found.unsealed + found.unanchored
    if found.unanchored_since is not None:
        yield (
            f"Not proven: that none is missing after the last anchor. {open_end} entries, the "
            f"oldest of {found.unanchored_since:%Y-%m-%d %H:%M:%S} UTC, could have been more: a "
            "change of one is seen, its removal is not."
        )
    if not found.files_read:
        yield "Payment files were not looked at: payer_name and payer_iban are not set."
