"""What the commands of the running service share: settings, the service, errors as sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.errors import Altered, Conflict, NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints.addresses import read_address
from partial_activity.entrypoints.cli import extras
from partial_activity.entrypoints.composition import SchemaBehind, Service, open_service
from partial_activity.entrypoints.language import told
from partial_activity.entrypoints.settings import Settings, SettingsRefused, read_settings
from partial_activity.entrypoints.upkeep import WrongKey
from partial_activity.ports.unit_of_work import Unavailable

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings; else $PARTIAL_ACTIVITY_CONFIG, else partial-activity.toml here.",
)

_OUTSIDE = (
    *(SettingsRefused, SchemaBehind, WrongKey, Unavailable),
    *(NotFound, NotAllowed, Conflict, Altered),
)
"""The outside, or who asks, is at fault."""


@contextmanager
def as_sentences() -> Iterator[None]:
    """End the command with one sentence where the outside, or who asks, is at fault."""
    try:
        yield
    except _OUTSIDE as error:
        raise click.ClickException(_sentence(error)) from error


def settings_of(config: Path | None) -> Settings:
    """The settings of this process, for which all that they need is installed."""
    settings = read_settings(os.environ, config)
    wanted = {
        "postgres": settings.url.startswith("postgres"),
        "oidc": bool(settings.oidc_issuer or settings.proconnect_issuer),
    }
    if lacking := extras.missing([extra for extra, is_wanted in wanted.items() if is_wanted]):
        raise extras.asking_for(lacking, _("what the settings name"))
    return settings


@contextmanager
def opened(config: Path | None) -> Iterator[Service]:
    """The service, let go of at the end."""
    with as_sentences():
        service = open_service(settings_of(config))
        try:
            yield service
        finally:
            service.engine.dispose()


def operator(service: Service, role: Role) -> Person:
    """Who types commands on the machine of the service, in some role.

    Whoever can start a command reads the database anyway. The journal calls them ``operator``.
    """
    return Person(
        id="operator",
        email=EmailAddress("operator@localhost.example"),
        name="operator",
        language="en",
        state=AccountState.ACTIVE,
        created_at=service.context.clock.now(),
        service_role=role,
    )


def person_named(service: Service, email: str) -> Person:
    """Somebody who has an account.

    Raises:
        NotFound: nobody has that address.
        click.BadParameter: it is no address.
    """
    try:
        address = read_address(email)
    except ValueError as error:
        raise not_an_address(email) from error
    with service.context.units.reading() as uow:
        person = uow.people.by_email(address)
    if person is None:
        raise NotFound("person", str(address))
    return person


def not_an_address(text: str) -> click.BadParameter:
    """What ends a command that was given an address at which nobody can receive."""
    return click.BadParameter(
        _("{text!r} is not an e-mail address that can receive a letter").format(text=text)
    )


def _sentence(error: Exception) -> str:
    match error:
        case NotFound():
            return _("no {kind} {key}").format(kind=_(error.kind), key=error.key)
        case NotAllowed():
            return _("a {what} that is {now} cannot become, or do, {asked}").format(
                what=_(error.what), now=_(error.now), asked=_(error.asked)
            )
        case Conflict():
            return _("{kind} {key} was changed or made by somebody else: read it again").format(
                kind=_(error.kind), key=error.key
            )
        case Altered():
            return _(
                "{kind} {key} is not as it was written: it was changed behind the service; run "
                "`partial-activity journal verify`"
            ).format(kind=_(error.kind), key=error.key)
    return told(error)


WORDS = (
    # Kinds of things that may not be there, or may not become what is asked.
    *("account", "anchor", "basis", "claim", "claim_file", "decision", "employee", "establishment"),
    *("file", "freeze", "letter", "line", "link", "membership", "message", "operation", "page"),
    *("parameter", "payment", "payment_file", "person", "policy", "proof", "receipt", "request"),
    *("session", "text", "token", "upload", "workbook"),
    # What they are, and what is asked of them.
    *("active", "pending", "suspended", "restored", "revoked", "frozen", "lifted", "withdrawn"),
    *("of the service", "the last administrator", "issue a token", "ordered again", "decided"),
)
"""Looked up by what they are in English."""
