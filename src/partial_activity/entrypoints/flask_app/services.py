"""What the web is given: the ports its views hand to use cases, and how it is served."""

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import field, frozen
from flask import Flask, current_app

from partial_activity.entrypoints.rates import Limits
from partial_activity.ports.identity_provider import Hub, IdentityProvider
from partial_activity.usecases.context import Context

MEGABYTE = 1024 * 1024
_SHORTEST_SECRET = 32


@frozen
class Check:
    """Something that has to be in order before requests are sent here."""

    name: str
    fault: Callable[[], str | None]
    """What is wrong, in a sentence that names no person and no secret; None when nothing is."""


@frozen(eq=False)
class Services:
    """What the application is given: the ports of its use cases, and what only the web asks."""

    context: Context
    checks: tuple[Check, ...] = ()
    """The checks beside the database and the outbox, which are always looked at."""
    faults: Callable[[], Mapping[str, str]] = dict
    """What else is wrong, by name, looked for each time; named only where it is."""


_EXTENSION = "partial_activity"


def install(app: Flask, services: Services) -> None:
    """Hand the ports to the views of an application."""
    app.extensions[_EXTENSION] = services


def services() -> Services:
    """What was given to the application that answers this request."""
    found: Services = current_app.extensions[_EXTENSION]
    return found


def context() -> Context:
    """The ports of the application that answers this request, for a use case."""
    return services().context


def largest_claim_file() -> int:
    """The largest claim file that is taken, in bytes."""
    most: int = current_app.config["LARGEST_CLAIM_FILE"]
    return most


@frozen(eq=False)
class Provider:
    """An identity provider, and what people of the service know it by."""

    identity: IdentityProvider
    label: str


@frozen(eq=False)
class HubDoor:
    """The door that ProConnect is, as it is configured here."""

    hub: Hub
    certifier: str
    """The State's own provider there, whose certification of the person in charge is believed;
    empty: none is, and nobody is sent for one."""
    base_url: str
    """The address of this service, as people reach it."""


@frozen
class WebConfig:
    """The way in which the application is served."""

    secret: bytes = field(repr=False)
    """Signs sessions; the same in every process."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    """Names it answers to, without port; ``.example.fr`` stands for all names below."""
    https: bool = False
    """Reached over TLS: cookies are secure, and browsers are told to stay on TLS."""
    theme: Path | None = None
    """A folder that changes the look: its ``templates`` go before ours, its ``static`` beside."""
    publisher: str = ""
    """Who publishes the service; empty: the page of legal notices says that nobody is named."""
    contact: str = ""
    """The place where people who use it find help."""
    provider: Provider | None = None
    """Through whom people of the service may sign in, beside the links."""
    keys_for_service: bool = False
    """People of the service come in by a link and a security key; the key alone shows that they are
    there."""
    proconnect: HubDoor | None = None
    """The hub through which anybody may sign in, beside the links."""
    proxies: int = 0
    """The number of proxies before it that say for whom they ask; further ones are not believed."""
    limits: Limits = Limits()  # noqa: RUF009  frozen
    """The limits of how often one address or account may ask."""
    limit_storage: str = field(default="memory://", repr=False)
    """The store where that is counted; the URI may hold a password."""
    largest_body: int = 8 * MEGABYTE
    """The largest body in bytes; more is refused before it is read. Uploads have their own
    limit."""
    largest_claim_file: int = 500 * MEGABYTE
    """The largest claim file in bytes; people are told before they choose a file."""

    def __attrs_post_init__(self) -> None:
        if len(self.secret) < _SHORTEST_SECRET:
            msg = f"the secret of the web needs {_SHORTEST_SECRET} bytes at least"
            raise ValueError(msg)
