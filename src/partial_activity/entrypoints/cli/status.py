"""``partial-activity status``: what waits, for people or as JSON."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.entrypoints.cli.screen import fault
from partial_activity.entrypoints.language import writer
from partial_activity.usecases.context import Context
from partial_activity.usecases.oversight import dashboards as usecase
from partial_activity.usecases.oversight.dashboards import Status

_LABEL = 11
"""Columns of what a line is about."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a monitor.")
@config_option
def status(*, as_json: bool, config: Path | None) -> None:
    """What waits: requests by deadline, claims by state, letters, payment files, seals.

    And what is wrong with the database, the disk, the key, the clock or the worker: exit status 1.
    """
    with opened(config) as service:
        faults = service.upkeep.faults()
        compared = service.upkeep.watch.compared
        scanner = _scanner(service.context)
        found = usecase.status(context=service.context)
    if as_json:
        health = {"faults": dict(faults), "clock_compared": compared, "scanner": scanner}
        click.echo(json.dumps(_document(found) | health, indent=2))
    else:
        for line in (*_lines(found), *_health(faults, compared=compared)):
            click.echo(line)
        click.echo(f"Scanner    {_SCANNER[scanner]}")
    if faults:
        raise click.exceptions.Exit(1)


_SCANNER = {
    "none": "none configured: attachments are given out as they came (setting scanner)",
    "answers": "it answers: attachments are given out once it called them clean",
    "silent": "it does not answer: new attachments wait",
}


def _scanner(context: Context) -> str:
    if not context.has("scanner"):
        return "none"
    return "answers" if context.scanner.answers() else "silent"


def _document(found: Status) -> dict[str, object]:
    return {
        "at": found.at.isoformat(),
        "requests": {
            "submitted": found.requests_submitted,
            "held": found.requests_held,
            "by_deadline": {
                day.isoformat(): count for day, count in found.requests_by_deadline.items()
            },
        },
        "claims": {
            state.name: found.claims[state] for state in ClaimState if state in found.claims
        },
        "letters": {
            "waiting": found.letters_waiting,
            "oldest": _instant(found.oldest_letter),
            "failed": found.letters_failed,
        },
        "payments": {
            "unsent_files": list(found.unsent_files),
            "files_to_transmit": list(found.files_to_transmit),
        },
        "journal": {"oldest_unsealed": _instant(found.oldest_unsealed)},
    }


def _lines(found: Status) -> Iterator[str]:
    waiting = found.requests_submitted + found.requests_held
    told = ngettext(
        "{count} waits, {held} of them for an officer",
        "{count} wait, {held} of them for an officer",
        waiting,
    )
    yield _row(_("Requests"), told.format(count=waiting, held=found.requests_held))
    today = legal_day(found.at)
    for day, count in found.requests_by_deadline.items():
        told = _("{count:>7} approved by silence from {day}").format(
            count=count, day=writer().day(day)
        )
        late = fault(_("silence has approved them: run `work`")) if day <= today else ""
        yield _row("", f"{told}  {late}".rstrip())
    if not found.claims:
        yield _row(_("Claims"), _("none"))
    for place, state in enumerate(state for state in ClaimState if state in found.claims):
        label = _("Claims") if place == 0 else ""
        name = _(state.name.lower().replace("_", " "))
        yield _row(label, f"{found.claims[state]:>7} {name}")
    told = ngettext(
        "{count} waits{since}, {failed} given up",
        "{count} wait{since}, {failed} given up",
        found.letters_waiting,
    )
    since = _since(found.oldest_letter, found.at)
    letters = told.format(count=found.letters_waiting, since=since, failed=found.letters_failed)
    yield _row(_("Letters"), letters)
    files = len(found.unsent_files)
    told = ngettext(
        "{count} file listed and not written", "{count} files listed and not written", files
    )
    gone = len(found.files_to_transmit)
    also = ngettext(
        "{count} written and not handed over to the bank",
        "{count} written and not handed over to the bank",
        gone,
    )
    yield _row(_("Payments"), f"{told.format(count=files)}, {also.format(count=gone)}")
    unsealed = found.oldest_unsealed is not None
    sealed = _("entries wait for their seal") if unsealed else _("all sealed")
    yield _row(_("Journal"), f"{sealed}{_since(found.oldest_unsealed, found.at)}")


def _health(faults: Mapping[str, str], *, compared: bool) -> Iterator[str]:
    for name, why in faults.items():
        yield _row(fault(_("FAULT")), _("{where}: {why}").format(where=name, why=why))
    if not faults:
        well = _("database, disk, key, clock and worker: nothing is wrong")
        yield _row(_("Health"), well)
    if not compared:
        given = _("given to the service, not the machine's: compared with nothing")
        yield _row(_("Clock"), given)


def _row(label: str, told: str) -> str:
    return f"{label}{' ' * (_LABEL - len(click.unstyle(label)))}{told}"


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _since(oldest: datetime | None, now: datetime) -> str:
    """The time since an instant; a clock that was set back gives none."""
    if oldest is None:
        return ""
    seconds = int(max(now - oldest, timedelta()).total_seconds())
    return _(", the oldest for {time}").format(time=timedelta(seconds=seconds))
