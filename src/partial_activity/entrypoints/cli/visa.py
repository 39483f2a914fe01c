"""``partial-activity visa``: what waits for a second person, read and signed on the machine."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.office.visas import SIGNERS, Signed
from partial_activity.domain.people.people import ALLOWED, OF_SERVICE, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.options import config_option, opened, operator
from partial_activity.entrypoints.composition import Service
from partial_activity.entrypoints.language import said
from partial_activity.usecases.office import visas


@click.group()
def visa() -> None:
    """What one person asks for and another signs.

    Who types commands here is one person, the operator: what they asked for, somebody signs on the
    pages.
    """


@visa.command("list")
@config_option
def list_visas(config: Path | None) -> None:
    """What waits: identifier, what it is, who asked; the first asked first."""
    with opened(config) as service:
        seen = visas.visa_desk(actor=operator(service, Role.AUDITOR), context=service.context)
    for one in seen.waiting:
        asked = one.visa
        click.echo(f"{asked.id} {_(asked.what.value):<12}{asked.key} {one.name(asked.asked_by)}")


@visa.command("show")
@click.argument("visa_id")
@config_option
def show(visa_id: str, config: Path | None) -> None:
    """All that a visa shows, and the digest that signs it."""
    with opened(config) as service:
        actor = operator(service, Role.AUDITOR)
        seen = visas.see_visa(visa_id, actor=actor, context=service.context)
    asked = seen.visa
    told = _("{what} {key}: {state}").format(
        what=_(asked.what.value), key=asked.key, state=_(seen.state.value)
    )
    click.echo(told)
    told = _("asked by {who}, {when} UTC").format(
        who=seen.name(asked.asked_by), when=f"{asked.asked_at:%Y-%m-%d %H:%M}"
    )
    click.echo(told)
    for name in sorted(asked.shown):
        click.echo(f"{name}: {asked.shown[name]}")
    click.echo(_("digest: {digest}").format(digest=asked.digest))


@visa.command("give")
@click.argument("visa_id")
@click.argument("digest")
@click.option("--reason", default="", help="What you add, if anything.")
@config_option
def give(visa_id: str, digest: str, reason: str, config: Path | None) -> None:
    """Sign what ``visa show`` showed, by its digest."""
    with opened(config) as service:
        try:
            given = visas.give_visa(
                visa_id,
                digest,
                reason=reason,
                actor=_signer(service, visa_id),
                context=service.context,
                proof=Proof.FRESH,
            )
        except InvalidValue as error:
            raise click.ClickException(said(error)) from error
    told = _("{what} {key} is signed.").format(what=_(given.what.value), key=given.key)
    click.echo(told, err=True)
    if given.what is Signed.RUN:
        click.echo(_("The next `partial-activity pay` writes the file."), err=True)


@visa.command("refuse")
@click.argument("visa_id")
@click.argument("digest")
@click.option("--reason", required=True, help="Why: kept with it, and shown to who asked.")
@config_option
def refuse(visa_id: str, digest: str, reason: str, config: Path | None) -> None:
    """Refuse to sign it: what was asked for does not happen."""
    with opened(config) as service:
        try:
            refused = visas.refuse_visa(
                visa_id,
                digest,
                reason,
                actor=_signer(service, visa_id),
                context=service.context,
                proof=Proof.FRESH,
            )
        except InvalidValue as error:
            raise click.ClickException(said(error)) from error
    told = _("{what} {key} is refused.").format(what=_(refused.what.value), key=refused.key)
    click.echo(told, err=True)


def _signer(service: Service, visa_id: str) -> Person:
    """Who types, in a role whose duty it is."""
    with service.context.units.reading() as uow:
        what = uow.visas.get(visa_id).what
    duty = SIGNERS[what]
    return operator(service, next(role for role in OF_SERVICE if ALLOWED[role] & duty))
