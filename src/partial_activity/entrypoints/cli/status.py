"""``partial-activity status``: what waits, for people or as JSON."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import click

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.entrypoints.cli.options import config_option, opened
from partial_activity.usecases.context import Context
from partial_activity.usecases.oversight import dashboards as usecase
from partial_activity.usecases.oversight.dashboards import Status


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
        "payments": {"unsent_files": list(found.unsent_files)},
        "journal": {"oldest_unsealed": _instant(found.oldest_unsealed)},
    }


def _lines(found: Status) -> Iterator[str]:
    waiting = found.requests_submitted + found.requests_held
    yield f"Requests   {waiting} wait, {found.requests_held} of them for an officer"
    today = legal_day(found.at)
    for day, count in found.requests_by_deadline.items():
        late = "  silence has approved them: run `work`" if day <= today else ""
        yield f"           {count:>7} approved by silence from {day}{late}"
    if not found.claims:
        yield "Claims     none"
    for place, state in enumerate(state for state in ClaimState if state in found.claims):
        label = "Claims" if place == 0 else ""
        yield f"{label:<11}{found.claims[state]:>7} {state.name.lower().replace('_', ' ')}"
    yield (
        f"Letters    {found.letters_waiting} wait{_since(found.oldest_letter, found.at)}, "
        f"{found.letters_failed} given up"
    )
    yield f"Payments   {len(found.unsent_files)} files listed and not written"
    sealed = "all sealed" if found.oldest_unsealed is None else "entries wait for their seal"
    yield f"Journal    {sealed}{_since(found.oldest_unsealed, found.at)}"


def _health(faults: Mapping[str, str], *, compared: bool) -> Iterator[str]:
    for name, fault in faults.items():
        yield f"FAULT      {name}: {fault}"
    if not faults:
        yield "Health     database, disk, key, clock and worker: nothing is wrong"
    if not compared:
        yield "Clock      given to the service, not the machine's: compared with nothing"


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _since(oldest: datetime | None, now: datetime) -> str:
    """The time since an instant; a clock that was set back gives none."""
    if oldest is None:
        return ""
    seconds = int(max(now - oldest, timedelta()).total_seconds())
    return f", the oldest for {timedelta(seconds=seconds)}"
