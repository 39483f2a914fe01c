"""``partial-activity journal``: whether anybody changed what was written."""

from collections.abc import Iterator
from datetime import timedelta
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.cli.progress import with_progress
from partial_activity.entrypoints.language import said
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
    number, _colon, seal = text.partition(":")
    if not number.isdecimal() or not seal:
        msg = _("as the letter has it: 1204:3fa91c07:9b74…")
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
        found = verify_journal(
            context=service.context,
            told=anchor,
            watch=lambda chains: with_progress(chains, _("Verifying")),
        )
        now = service.context.clock.now()
    for line in _summary(found):
        click.echo(line, err=True)
    if found.unanchored_since is not None and now - found.unanchored_since > _LATE:
        click.echo(_("The oldest of these is late: is `partial-activity work` running?"), err=True)
    for fault in found.faults:
        number = "-" if fault.number is None else fault.number
        click.echo(f"{fault.chain} {number} {said(fault.what)}")
    if found.faults:
        msg = counted(
            len(found.faults),
            "{count} fault: what is named is not as it was written",
            "{count} faults: what is named is not as it was written",
        )
        raise click.ClickException(msg)
    click.echo(_("Every seal holds, and every row that the journal binds."), err=True)


def _summary(found: Verified) -> Iterator[str]:
    yield _("{chains}, {entries}, {unsealed} of them not sealed yet, {anchors}.").format(
        chains=counted(found.chains, "{count} chain", "{count} chains"),
        entries=counted(found.entries, "{count} entry", "{count} entries"),
        unsealed=found.unsealed,
        anchors=counted(found.anchors, "{count} anchor", "{count} anchors"),
    )
    open_end = found.unsealed + found.unanchored
    if found.unanchored_since is not None:
        yield _(
            "Not proven: that none is missing after the last anchor. {entries}, the oldest of "
            "{since} UTC, could have been more: a change of one is seen, its removal is not."
        ).format(
            entries=counted(open_end, "{count} entry", "{count} entries"),
            since=f"{found.unanchored_since:%Y-%m-%d %H:%M:%S}",
        )
    if not found.files_read:
        yield _("Payment files were not looked at: payer_name and payer_iban are not set.")
