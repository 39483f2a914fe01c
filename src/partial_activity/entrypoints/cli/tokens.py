"""``partial-activity token``: with what a program acts for somebody over HTTP."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import LONGEST_DAYS, Scope
from partial_activity.entrypoints.cli.options import (
    as_sentences,
    config_option,
    opened,
    person_named,
)
from partial_activity.entrypoints.language import said, writer
from partial_activity.usecases.people import tokens

_as_option = click.option(
    "--as", "email", required=True, metavar="EMAIL", help="Address of the person it acts for."
)


@click.group()
def token() -> None:
    """Tokens with which programs act for people over HTTP; never for more than the person may."""


@token.command()
@_as_option
@click.option("--name", required=True, help="What it will be known by.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it may do; again for more.",
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=365,
    show_default=True,
    help="How long it is of use.",
)
@config_option
def issue(email: str, name: str, scopes: tuple[str, ...], days: int, config: Path | None) -> None:
    """Make a token. Its secret goes to stdout, once: nobody can be shown it again."""
    wanted = tuple(Scope(scope) for scope in dict.fromkeys(scopes))
    with opened(config) as service, as_sentences():
        try:
            issued = tokens.issue_token(
                name,
                wanted,
                days,
                actor=person_named(service, email),
                context=service.context,
                proof=Proof.FRESH,
            )
        except InvalidValue as error:
            raise click.ClickException(said(error)) from error
    click.echo(issued.secret)
    told = _("Token {id}, until {day}.").format(
        id=issued.token.id, day=writer().day(issued.token.expires_at.date())
    )
    click.echo(told, err=True)


@token.command("list")
@_as_option
@config_option
def list_tokens(email: str, config: Path | None) -> None:
    """Somebody's tokens: id, state, last day, scopes, name."""
    with opened(config) as service, as_sentences():
        found = tokens.tokens_of(actor=person_named(service, email), context=service.context)
        now = service.context.clock.now()
    for one in found:
        state = _("revoked") if one.revoked_at else _("in use") if one.usable(now) else _("expired")
        scopes = ",".join(scope.value for scope in one.scopes)
        click.echo(f"{one.id} {state:<8}{one.expires_at:%Y-%m-%d} {scopes} {one.name}")


@token.command()
@click.argument("token_id")
@_as_option
@config_option
def revoke(token_id: str, email: str, config: Path | None) -> None:
    """End a token, at once."""
    with opened(config) as service, as_sentences():
        actor = person_named(service, email)
        tokens.revoke_token(token_id, actor=actor, context=service.context)
    click.echo(_("Token {id} is of no use any more.").format(id=token_id), err=True)
