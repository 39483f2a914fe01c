"""``partial-activity db``: the tables, brought to where the code needs them."""

from pathlib import Path

import click

from partial_activity.adapters.sql import revision, upgrade
from partial_activity.adapters.sql.migrate import newest
from partial_activity.entrypoints.cli.options import as_sentences, config_option, settings_of
from partial_activity.entrypoints.composition import engine_of, journal_keys_of, upkeep_of
from partial_activity.entrypoints.faults import GOES_ON


@click.group()
def db() -> None:
    """The tables: make them, bring them up to date, see whether they are."""


@db.command("upgrade")
@config_option
def upgrade_tables(config: Path | None) -> None:
    """Make the tables, or bring them up to date; nothing is done where they are."""
    with as_sentences():
        settings = settings_of(config)
        engine = engine_of(settings)
        before = revision(engine)
        upgrade(engine, journal_keys=journal_keys_of(settings))
        engine.dispose()
    done = "already there" if before == newest() else f"from {before or 'nothing'}"
    click.echo(f"The tables are at {newest()} ({done}).", err=True)


@db.command()
@config_option
def check(config: Path | None) -> None:
    """Whether the tables are those the code needs and keep what is written; else exit status 1.

    It writes and reads back, reads the whole file of SQLite, and knows the key, the disk, the clock
    and whether the worker works.
    """
    with as_sentences():
        settings = settings_of(config)
        engine = engine_of(settings)
        now_at = revision(engine)
        engine.dispose()
    if now_at != newest():
        msg = f"the tables are at {now_at or 'nothing yet'}, the code needs {newest()}"
        raise click.ClickException(msg)
    faults = upkeep_of(settings).faults(whole=True)
    for name, fault in faults.items():
        click.echo(f"{name}: {fault}", err=True)
    if faults.keys() - GOES_ON:
        raise click.exceptions.Exit(1)
    click.echo(f"The tables are at {now_at}, as the code needs.", err=True)
