"""The web for any WSGI server: ``partial_activity.entrypoints.wsgi:application`` is a factory.

``front`` is another, for the server that ``serve`` runs.

Each process opens the service for itself, from the settings of its environment.
"""

import gc
import hmac
import logging
import os
from urllib.parse import urlsplit

from flask import Flask

from partial_activity.adapters.sql import revision
from partial_activity.adapters.sql.migrate import is_behind, newest
from partial_activity.entrypoints import logs
from partial_activity.entrypoints.composition import SchemaBehind, Service, open_service
from partial_activity.entrypoints.flask_app import Check, Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.pages.account import oidc, proconnect
from partial_activity.entrypoints.flask_app.services import MEGABYTE, HubDoor, Provider
from partial_activity.entrypoints.front import Front, Patience
from partial_activity.entrypoints.limit_storage import StorageRefused
from partial_activity.entrypoints.settings import SettingsRefused, read_settings
from partial_activity.entrypoints.upkeep import WrongKey
from partial_activity.ports.unit_of_work import Unavailable

_log = logging.getLogger(__name__)
THREADS = "PARTIAL_ACTIVITY_THREADS"
"""Requests that one process answers at once, as ``serve`` tells its processes."""
_FEWEST_THREADS = 2
_NEW_OBJECTS = 20_000
"""The objects made between two collections of the young; a page makes some thousands and leaves few
rings."""


def application() -> Flask:
    """The application of this process.

    Raises:
        SettingsRefused: the settings cannot be used.
        SchemaBehind: ``db upgrade`` was not run.
        StorageRefused: the rate limits cannot be counted there.
        Unavailable: the database is not there.
        WrongKey: the numbers in it are sealed under another key.
    """
    logs.begin()
    try:
        app = application_of(open_service(read_settings(os.environ)))
    except (SettingsRefused, SchemaBehind, StorageRefused, Unavailable, WrongKey) as error:
        # Of other errors the log has no message; these are written for who runs the service.
        _log.critical("%s", error)
        raise
    _set_aside_what_stays()
    return app


def front() -> Front:
    """The application behind what takes requests in, for a server that speaks RSGI (granian)."""
    app = application()
    return Front(
        app,
        threads=int(os.environ.get(THREADS, _FEWEST_THREADS)),
        patience=Patience(body_seconds=read_settings(os.environ).body_seconds),
    )


def _set_aside_what_stays() -> None:
    """Keep the collector from walking, again and again, through what lives as long as the process.

    The tables of the law alone are a hundred thousand objects: looking at them all is what made
    one answer in twenty late.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def _provider(service: Service) -> Provider | None:
    """Who signs people of the service in, beside the links.

    Raises:
        SettingsRefused: a part of what it needs is missing.
    """
    settings = service.settings
    identity = service.identity_provider(settings.base_url.rstrip("/") + oidc.RETURN)
    if identity is None:
        return None
    return Provider(
        identity, settings.oidc_label or urlsplit(settings.oidc_issuer or "").hostname or ""
    )


def _hub(service: Service) -> HubDoor | None:
    """ProConnect, where it is configured.

    Raises:
        SettingsRefused: a part of what it needs is missing.
    """
    settings = service.settings
    base_url = settings.base_url.rstrip("/")
    hub = service.hub(base_url + proconnect.RETURN)
    return None if hub is None else HubDoor(hub, settings.proconnect_certifier or "", base_url)


def application_of(service: Service) -> Flask:
    """The application over a service that is open."""

    def tables() -> str | None:
        """What is wrong when they were never moved to where this version needs them."""
        try:
            now_at = revision(service.engine)
        except Unavailable:
            return "not known"
        return f"at {now_at}, this version needs {newest()}" if is_behind(now_at) else None

    services = Services(
        service.with_security_keys(),
        checks=(Check("tables", tables),),
        faults=service.upkeep.faults,
    )
    settings = service.settings
    address = urlsplit(settings.base_url)
    config = WebConfig(
        # Of its own: who learns one of the two keys has not learnt the other.
        secret=hmac.digest(settings.link_key.reveal.encode(), b"sessions of the web", "sha256"),
        hosts=tuple(dict.fromkeys([address.hostname or "", "127.0.0.1", "localhost"]))
        + settings.hosts,
        https=address.scheme == "https",
        proxies=settings.proxies,
        theme=settings.theme_folder,
        publisher=settings.publisher,
        contact=settings.contact,
        provider=_provider(service),
        keys_for_service=settings.service_proof == "key",
        proconnect=_hub(service),
        limits=settings.limits,
        largest_claim_file=settings.largest_claim_file * MEGABYTE,
        limit_storage=settings.limit_storage.reveal,
    )
    return create_app(services, config)
