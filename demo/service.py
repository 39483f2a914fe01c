"""The service as the story uses it: composed as ever, but for a clock moved by hand.

Identifiers are numbered, so that the story ends alike wherever it is played. The keys are drawn
from nothing and good for nothing else.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs
from attrs import field, frozen

from partial_activity.adapters.memory import HandClock, NumberedIds
from partial_activity.adapters.registers.company_register import SqlCompanyRegister, import_register
from partial_activity.adapters.sql import upgrade
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints import composition
from partial_activity.entrypoints.settings import FILE_NAME, read_settings
from partial_activity.entrypoints.watched_bank import WatchedBank
from partial_activity.usecases.authorisation.automatic_decisions import (
    Screened,
    approve_by_silence,
    remind_opinions,
    screen_requests,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import send_due
from partial_activity.usecases.screening.screen_claims import Decided, decide_claims


def _key(purpose: str) -> str:
    return hashlib.sha256(f"make demo: {purpose}".encode()).hexdigest()


KEYS = {"nir_key": _key("social security numbers"), "link_key": _key("links")}
"""Whoever reads this has them: what is kept under them is a sandbox."""
BEGINS = datetime(2020, 3, 26, 8, 30, tzinfo=UTC)
"""A Thursday, the day on which décret n° 2020-325 was printed; half past nine in Paris."""
_AT_ONCE = 1_000


@frozen(eq=False)
class Service:
    """The composed service, and what of it the scenes speak of."""

    composed: composition.Service
    clock: HandClock
    ids: NumberedIds
    bank: WatchedBank
    folder: Path = field()
    """Where letters, payment files and the register are."""

    @folder.default
    def _data_folder(self) -> Path:
        return self.composed.settings.data_folder

    @property
    def context(self) -> Context:
        """Every port of the use cases."""
        return self.composed.context

    @property
    def letters_folder(self) -> Path:
        """Where the letters lie, as ``.eml`` files."""
        return self.folder / "mail"

    @property
    def bank_folder(self) -> Path:
        """Where the payment files lie."""
        return self.folder / "payments"

    def decide_requests(self) -> Sequence[Screened]:
        """What the worker does about requests: screening, silence, reminders."""
        approve_by_silence(context=self.context)
        remind_opinions(context=self.context)
        return screen_requests(context=self.context)

    def decide_claims(self) -> Sequence[Decided]:
        """What the worker does about claims."""
        return decide_claims(_AT_ONCE, context=self.context)

    def send_letters(self) -> int:
        """What the worker does about the outbox; how many letters went."""
        sent = 0
        while True:
            done = send_due(context=self.context)
            sent += done.sent
            if not done.handled:
                return sent

    def paying_agent(self, email: str, name: str) -> Person:
        """Somebody of the paying agency; people of the service do not sign up."""
        agent = Person(
            self.ids.new(),
            EmailAddress(email),
            name,
            "fr",
            AccountState.ACTIVE,
            self.clock.now(),
            Role.PAYING_AGENT,
        )
        with self.context.units() as uow:
            uow.people.add(agent)
            uow.commit()
        return agent


def open_service(folder: Path, register: str, database_url: str | None = None) -> Service:
    """The service on an empty database, with a register of firms read from a stock file.

    Args:
        folder: made where it is missing; settings and all that the service writes go there.
        register: lines of a Sirene stock file.
        database_url: None: SQLite in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = read_settings({}, _write_settings(folder, database_url))
    engine = composition.engine_of(settings)
    upgrade(engine)
    engine.dispose()
    clock, ids = HandClock(BEGINS), NumberedIds()
    opened = composition.open_service(settings, clock)
    context = attrs.evolve(opened.context, ids=ids)
    composed = attrs.evolve(opened, context=context)
    mailer = composed.mailer()
    composed = attrs.evolve(opened, context=attrs.evolve(context, mailer=mailer))
    stock = folder / "register.csv"
    stock.write_text(register, encoding="utf-8")
    import_register(stock, SqlCompanyRegister(composed.engine))
    return Service(composed, clock, ids, composed.bank())


def _write_settings(folder: Path, database_url: str | None) -> Path:
    """As a person would write them, so that every command can be tried on what the story left."""
    settings = {
        "data_folder": str(folder.resolve()),
        **KEYS,
        "mail_from": "activite-partielle@demo.example",
        "payer_name": "Agence de paiement (demo)",
        "payer_iban": "FR7630001007941234567890185",
        "control_share": "0",
        **({"database_url": database_url} if database_url else {}),
    }
    path = folder / FILE_NAME
    path.touch(mode=0o600)
    lines = (f"{name} = '{value}'\n" for name, value in settings.items())
    path.write_text("".join(lines), encoding="utf-8")
    return path
