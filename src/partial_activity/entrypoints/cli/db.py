"""``partial-activity db``: the tables, brought to where the code needs them."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.adapters.sql import revision, upgrade
from partial_activity.adapters.sql.migrate import newest
from partial_activity.entrypoints.cli.options import as_sentences, config_option, settings_of
from partial_activity.entrypoints.cli.progress import waiting
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
        with waiting(_("Bringing the tables up to date")):
            upgrade(engine, journal_keys=journal_keys_of(settings))
        engine.dispose()
    if before == newest():
        done = _("already there")
    else:
        done = _("from {revision}").format(revision=before or _("nothing"))
    told = _("The tables are at {revision} ({done}).").format(revision=newest(), done=done)
    click.echo(told, err=True)


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
        msg = _("the tables are at {revision}, the code needs {newest}").format(
            revision=now_at or _("nothing yet"), newest=newest()
        )
        raise click.ClickException(msg)
    with waiting(_("Reading the database")):
        faults = upkeep_of(settings).faults(whole=True)
    for name, fault in faults.items():
        click.echo(_("{where}: {why}").format(where=name, why=fault), err=True)
    if faults.keys() - GOES_ON:
        raise click.exceptions.Exit(1)
    told = _("The tables are at {revision}, as the code needs.").format(revision=now_at)
    click.echo(told, err=True)
