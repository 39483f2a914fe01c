"""The whole service as the story uses it: real parts, a clock moved by hand, letters in a folder.

Identifiers are numbered, so that the story ends alike wherever it is played. The keys are drawn
from nothing and good for nothing else.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen
from sqlalchemy import Engine

from partial_activity.adapters.company_register import SqlCompanyRegister, import_register
from partial_activity.adapters.email_message import Sender
from partial_activity.adapters.eml_folder import EmlFolder
from partial_activity.adapters.insolvency_file import InsolvencyFile
from partial_activity.adapters.letters import Letterhead, TemplateLetters
from partial_activity.adapters.memory import HandClock, NumberedIds
from partial_activity.adapters.sealed_links import SealedLinks
from partial_activity.adapters.sepa import Payer, SepaFolder
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, upgrade
from partial_activity.domain.identifiers import EmailAddress, Iban
from partial_activity.domain.law.book import FRENCH_LAW, Law
from partial_activity.domain.money import Share
from partial_activity.domain.people import AccountState, Person, Role
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.automatic_decisions import (
    Screened,
    approve_by_silence,
    remind_opinions,
    screen_requests,
)
from partial_activity.usecases.screen_claims import Decided, ScreeningPolicy, decide_claims
from partial_activity.usecases.screening_facts import GatheredFacts
from partial_activity.usecases.send_mail import send_due

BEGINS = datetime(2020, 3, 26, 8, 30, tzinfo=UTC)
"""A Thursday, the day on which décret n° 2020-325 was printed; half past nine in Paris."""
_BASE_URL = "http://127.0.0.1:8000"
_SECRET = hashlib.sha256(b"the story of make demo").digest()
_SERVICE_ADDRESS = EmailAddress("activite-partielle@demo.example")
_PAYER = Payer("Agence de paiement (demo)", Iban("FR7630001007941234567890185"))
_AT_ONCE = 1_000


@frozen(eq=False)
class Service:
    """Every port, each with a real adapter."""

    folder: Path
    """Where letters, payment files and the register are."""
    units: UnitsOfWork
    register: SqlCompanyRegister
    clock: HandClock
    mailer: EmlFolder
    bank: SepaFolder
    ids: NumberedIds = field(factory=NumberedIds)
    links: SealedLinks = field(factory=lambda: SealedLinks(_SECRET))
    letters: TemplateLetters = field(
        factory=lambda: TemplateLetters(Letterhead(_BASE_URL, _SERVICE_ADDRESS))
    )
    insolvencies: InsolvencyFile = field(factory=InsolvencyFile)
    law: Law = FRENCH_LAW
    policy: ScreeningPolicy = field(
        factory=lambda: ScreeningPolicy(100, Share.parse("0"), "demo", answer_within_days=15)
    )

    @property
    def letters_folder(self) -> Path:
        """Where the letters lie, as ``.eml`` files."""
        return self.folder / "mail"

    @property
    def bank_folder(self) -> Path:
        """Where the payment files lie."""
        return self.folder / "bank"

    @property
    def facts(self) -> GatheredFacts:
        """Where the facts of a screening come from."""
        return GatheredFacts(self.register, self.insolvencies)

    def decide_requests(self) -> Sequence[Screened]:
        """What the worker does about requests: screening, silence, reminders."""
        approve_by_silence(units=self.units, clock=self.clock, law=self.law)
        remind_opinions(units=self.units, clock=self.clock)
        return screen_requests(
            units=self.units,
            clock=self.clock,
            register=self.register,
            insolvencies=self.insolvencies,
            law=self.law,
        )

    def decide_claims(self) -> Sequence[Decided]:
        """What the worker does about claims."""
        return decide_claims(
            _AT_ONCE,
            units=self.units,
            clock=self.clock,
            law=self.law,
            facts=self.facts,
            policy=self.policy,
        )

    def send_letters(self) -> int:
        """What the worker does about the outbox; how many letters went."""
        sent = 0
        while True:
            done = send_due(
                units=self.units, clock=self.clock, letters=self.letters, mailer=self.mailer
            )
            sent += done.sent
            if not done.handled:
                return sent

    def seal_journal(self) -> int:
        """What the worker does about the journal; how many entries were sealed."""
        with self.units() as uow:
            sealed = uow.journal.seal(_AT_ONCE)
            uow.commit()
        return sealed

    def paying_agent(self) -> Person:
        """Somebody of the paying agency; people of the service do not sign up."""
        agent = Person(
            self.ids.new(),
            EmailAddress("paie@demo.example"),
            "Camille Roy",
            "fr",
            AccountState.ACTIVE,
            self.clock.now(),
            Role.PAYING_AGENT,
        )
        with self.units() as uow:
            uow.people.add(agent)
            uow.commit()
        return agent


def open_service(engine: Engine, folder: Path, register: str) -> Service:
    """The service on an empty database, with a register of firms read from a stock file.

    Args:
        engine: of ``open_engine``.
        folder: made where it is missing; what the service writes goes there.
        register: lines of a Sirene stock file.
    """
    upgrade(engine)
    folder.mkdir(parents=True, exist_ok=True)
    stock = folder / "register.csv"
    stock.write_text(register, encoding="utf-8")
    firms = SqlCompanyRegister(engine)
    import_register(stock, firms)
    clock = HandClock(BEGINS)
    return Service(
        folder=folder,
        units=SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(_SECRET))),
        register=firms,
        clock=clock,
        mailer=EmlFolder(folder / "mail", Sender(_SERVICE_ADDRESS, "Activité partielle"), clock),
        bank=SepaFolder(folder / "bank", _PAYER),
    )
