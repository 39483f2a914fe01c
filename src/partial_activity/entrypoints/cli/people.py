"""``partial-activity people``: who is of the service; the first administrator comes from here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.errors import InvalidValue, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import OF_SERVICE, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.addresses import read_address
from partial_activity.entrypoints.cli.formatting import counted
from partial_activity.entrypoints.cli.options import (
    as_sentences,
    config_option,
    not_an_address,
    opened,
    operator,
    person_named,
)
from partial_activity.entrypoints.composition import Service
from partial_activity.entrypoints.language import said
from partial_activity.usecases.people import security_keys, service_people

_ROLE = click.Choice([role.value for role in OF_SERVICE])


@click.group()
def people() -> None:
    """Officers, paying agents, auditors and administrators. Employers sign up by themselves."""


@people.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As letters and the journal's readers call them.")
@click.option("--role", type=_ROLE, required=True, help="What they may do.")
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Of the letters they are sent.",
)
@config_option
def add(email: str, name: str, role: str, language: str, config: Path | None) -> None:
    """Let somebody in; a letter tells them how to sign in."""
    with opened(config) as service, as_sentences(), _refusals():
        person = service_people.add_person(
            service_people.Newcomer(_address(email), name, Role(role), language),
            actor=operator(service, Role.ADMINISTRATOR),
            context=service.context,
            proof=Proof.FRESH,
        )
    told = _("{email} is {role}; a letter waits in the outbox.").format(
        email=person.email, role=_(role)
    )
    click.echo(told, err=True)


@people.command("list")
@config_option
def list_people(config: Path | None) -> None:
    """Who is of the service: address, role, state, name; by name."""
    with opened(config) as service, as_sentences():
        actor, page = operator(service, Role.ADMINISTRATOR), 1
        while True:
            found = service_people.service_people(actor=actor, context=service.context, page=page)
            for one in found.people:
                click.echo(_line(one))
            if page == found.pages:
                break
            page += 1


@people.command("role")
@click.argument("email")
@click.argument("role", type=_ROLE)
@config_option
def role(email: str, role: str, config: Path | None) -> None:
    """Give somebody another role, from now on."""
    person = _changed(config, email, service_people.change_role, role=Role(role), proof=Proof.FRESH)
    click.echo(_line(person), err=True)


@people.command("suspend")
@click.argument("email")
@config_option
def suspend(email: str, config: Path | None) -> None:
    """Keep somebody out, at once."""
    click.echo(_line(_changed(config, email, service_people.suspend_person)), err=True)


@people.command("restore")
@click.argument("email")
@config_option
def restore(email: str, config: Path | None) -> None:
    """Let somebody who was suspended in again."""
    click.echo(
        _line(_changed(config, email, service_people.restore_person, proof=Proof.FRESH)), err=True
    )


@people.command("take-keys")
@click.argument("email")
@config_option
def take_keys(email: str, config: Path | None) -> None:
    """Take away the security keys of somebody who lost them; they add another with a link."""
    with opened(config) as service, as_sentences(), _refusals():
        taken = security_keys.take_keys(
            _of_service(service, email).id,
            actor=operator(service, Role.ADMINISTRATOR),
            context=service.context,
            proof=Proof.FRESH,
        )
    told = counted(taken, "{count} key taken away", "{count} keys taken away")
    click.echo(_("{where}: {why}").format(where=email, why=told), err=True)


def _changed(
    config: Path | None, email: str, step: Callable[..., Person], **more: Role | Proof
) -> Person:
    with opened(config) as service, as_sentences(), _refusals():
        return step(
            _of_service(service, email).id,
            actor=operator(service, Role.ADMINISTRATOR),
            context=service.context,
            **more,
        )


def _of_service(service: Service, email: str) -> Person:
    person = person_named(service, email)
    if person.service_role is None:
        raise NotFound("person", email)
    return person


def _address(email: str) -> EmailAddress:
    try:
        return read_address(email)
    except ValueError as error:
        raise not_an_address(email) from error


@contextmanager
def _refusals() -> Iterator[None]:
    """What the use case refuses, as one sentence."""
    try:
        yield
    except InvalidValue as error:
        raise click.ClickException(said(error)) from error


def _line(person: Person) -> str:
    assert person.service_role is not None
    role, state = _(person.service_role.value), _(person.state.value)
    return f"{person.email} {role:<14}{state:<10}{person.name}"
