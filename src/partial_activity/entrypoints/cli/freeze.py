"""``partial-activity freeze`` and ``unfreeze``: stop a firm, a person, an account or a run."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.options import (
    config_option,
    opened,
    operator,
    person_named,
)
from partial_activity.entrypoints.composition import Service
from partial_activity.entrypoints.language import said
from partial_activity.usecases.office import freezing

_WHAT = click.argument("what", type=click.Choice([what.value for what in Frozen]))


@click.command()
@_WHAT
@click.argument("key")
@click.option("--reason", required=True, help="Why: kept with it, and shown to who lifts it.")
@config_option
def freeze(what: str, key: str, reason: str, config: Path | None) -> None:
    """Stop something at once.

    KEY is the SIREN or SIRET of a firm, the address of an employer's person, an IBAN, or the
    reference of a payment file.
    """
    with opened(config) as service:
        try:
            freezing.freeze(
                Frozen(what),
                _key(service, what, key),
                reason,
                actor=operator(service, Role.ADMINISTRATOR),
                context=service.context,
            )
        except InvalidValue as error:
            raise click.ClickException(said(error)) from error
    click.echo(_("Frozen: {what}.").format(what=_(what)), err=True)


@click.command()
@_WHAT
@click.argument("key")
@config_option
def unfreeze(what: str, key: str, config: Path | None) -> None:
    """Let go what was stopped."""
    with opened(config) as service:
        try:
            freezing.unfreeze(
                Frozen(what),
                _key(service, what, key),
                actor=operator(service, Role.ADMINISTRATOR),
                context=service.context,
                proof=Proof.FRESH,
            )
        except InvalidValue as error:
            raise click.ClickException(said(error)) from error
    click.echo(_("Frozen no more: {what}.").format(what=_(what)), err=True)


def _key(service: Service, what: str, key: str) -> str:
    return person_named(service, key).id if what == Frozen.PERSON.value else key
