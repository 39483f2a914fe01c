"""The option ``--law``: which law a command reads."""

import click

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import Law
from partial_activity.entrypoints.language import told


def _named(_context: click.Context, _parameter: click.Parameter, name: str | None) -> Law:
    if name is None:
        return FRENCH_LAW
    from partial_activity.entrypoints.named_law import (  # noqa: PLC0415  most commands name none
        LawRefused,
        named_law,
    )

    try:
        return named_law(name)
    except LawRefused as error:
        raise click.ClickException(told(error)) from error


law_option = click.option(
    "--law",
    "in_use",
    metavar="MODULE:NAME",
    envvar="PARTIAL_ACTIVITY_LAW",
    callback=_named,
    is_eager=True,  # what other options may name depends on it
    help="The law to read; else the French law as it is (docs/regimes.md).",
)
