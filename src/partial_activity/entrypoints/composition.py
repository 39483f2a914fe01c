"""The settings become the whole service here: which adapter stands behind which port."""

import hmac
import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from gettext import gettext as _
from pathlib import Path

from attrs import evolve, frozen
from sqlalchemy import Engine

from partial_activity.adapters.bank.answers import read_answers
from partial_activity.adapters.bank.credit_transfers import Format, Payer
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.adapters.bank.statements import read_statements
from partial_activity.adapters.claim_file.on_disk import ClaimFileOnDisk
from partial_activity.adapters.claim_file.uploads import FolderShelf, ShelvedClaimFiles
from partial_activity.adapters.documents import TypstDocuments
from partial_activity.adapters.files.anchor_file import AnchorFile
from partial_activity.adapters.files.file_store import FolderFileStore
from partial_activity.adapters.identity.sealed_links import SealedLinks
from partial_activity.adapters.mail.eml_folder import EmlFolder
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.registers.company_register import SqlCompanyRegister
from partial_activity.adapters.registers.disposable_domains import DISPOSABLE_DOMAINS
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.registers.payroll_declarations_file import PayrollDeclarationsFile
from partial_activity.adapters.scanning.clamd import Clamd
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork, open_engine, revision
from partial_activity.adapters.sql.marks import SqlMarks
from partial_activity.adapters.sql.migrate import is_behind
from partial_activity.adapters.system import RandomIds, SystemClock
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import Law
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import JournalKeys
from partial_activity.domain.payment.weighing import PaymentLimits
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.entrypoints.clock_watch import ClockWatch
from partial_activity.entrypoints.named_law import LawRefused, named_law
from partial_activity.entrypoints.setting_readers import Secret
from partial_activity.entrypoints.settings import Settings, SettingsRefused
from partial_activity.entrypoints.upkeep import Upkeep, check_value
from partial_activity.entrypoints.watched_bank import WatchedBank
from partial_activity.entrypoints.worker import Job
from partial_activity.ports.claim_files import FileToImport
from partial_activity.ports.clock import Clock
from partial_activity.ports.identity_provider import Hub, IdentityProvider
from partial_activity.ports.outbox import Mailer
from partial_activity.usecases import idempotency
from partial_activity.usecases.authorisation import automatic_decisions, request_files
from partial_activity.usecases.claim import uploads
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters import reminders, send_mail
from partial_activity.usecases.office import queue
from partial_activity.usecases.oversight import journal
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.screening import screen_claims
from partial_activity.usecases.screening.facts import GatheredFacts

ENTRIES_AT_ONCE = 1_000
CLAIMS_AT_ONCE = 100
_CENTS = 100
_PROBE_SECONDS = 2.0
"""A probe waits for a database that another program holds."""
FILES_AT_ONCE = 1
"""Each may take minutes: the other jobs have their turn between two."""

_log = logging.getLogger(__name__)


class SchemaBehind(Exception):
    """The tables are not those the code needs."""


@frozen(eq=False)
class Service:
    """The service as its settings compose it: an adapter behind every port."""

    settings: Settings
    engine: Engine
    context: Context
    """The ports: no bank where nobody is named who pays, and no mailer, which ``jobs`` are
    given."""
    upkeep: Upkeep

    def mailer(self) -> Mailer:
        """One conversation with the mail server; a folder where none is set."""
        settings = self.settings
        sender = Sender(settings.mail_from, settings.mail_from_name)
        if settings.smtp_host is None:
            return EmlFolder(settings.data_folder / "mail", sender, self.context.clock)
        relay = Relay(
            host=settings.smtp_host,
            port=settings.smtp_port,
            encryption=Encryption(settings.smtp_encryption),
            user=settings.smtp_user or "",
            password=settings.smtp_password.reveal if settings.smtp_password else "",
            per_minute=settings.smtp_per_minute,
        )
        return SmtpMailer(relay, sender, self.context.clock)

    def bank(self) -> WatchedBank:
        """The folder payment files are written to; nothing is while the clock is in doubt.

        Raises:
            SettingsRefused: nobody is named who pays.
        """
        bank = _bank(self.settings, self.upkeep)
        if bank is None:
            msg = _("payer_name and payer_iban: must be given to pay")
            raise SettingsRefused(msg)
        return bank

    def claim_file(self, path: Path, errors: Path | None) -> FileToImport:
        """A claim file at a path, and where its refused lines go; None for nowhere."""
        return ClaimFileOnDisk(path, errors, self.context.law)

    def identity_provider(self, return_address: str) -> IdentityProvider | None:
        """Who signs people of the service in, beside the links; None: only the links do.

        Raises:
            SettingsRefused: a part of what it needs is missing.
        """
        given = _all_or_none(self.settings, "oidc")
        if given is None:
            return None
        # Only where one is configured: its libraries are an extra of their own.
        from partial_activity.adapters.identity.openid_client import (  # noqa: PLC0415  as above
            Registration,
        )
        from partial_activity.adapters.identity.openid_provider import (  # noqa: PLC0415  as above
            OpenIdProvider,
        )

        registration = Registration(*given, return_address)
        return OpenIdProvider(registration, self.context.clock, self.context.ids)

    def with_security_keys(self) -> Context:
        """Add who checks security keys, where browsers ask them: under a name, not a number.

        Raises:
            SettingsRefused: people of the service need keys, and no browser asks any.
        """
        # Of the web alone: no command asks a key.
        from partial_activity.adapters.identity.webauthn_keys import (  # noqa: PLC0415  as above
            WebAuthnKeys,
            can_be_asked,
        )

        base_url = self.settings.base_url
        if can_be_asked(base_url):
            return evolve(self.context, security_keys=WebAuthnKeys(base_url))
        if self.settings.service_proof == "key":
            msg = (
                f"service_proof is key, and no browser asks a security key for {base_url}: use a "
                "name"
            )
            raise SettingsRefused(msg)
        return self.context

    def hub(self, return_address: str) -> Hub | None:
        """ProConnect; None: nobody comes through it.

        Raises:
            SettingsRefused: a part of what it needs is missing.
        """
        given = _all_or_none(self.settings, "proconnect")
        if given is None:
            return None
        # Only where it is configured: its libraries are an extra of their own.
        from partial_activity.adapters.identity.openid_client import (  # noqa: PLC0415  as above
            Registration,
        )
        from partial_activity.adapters.identity.proconnect import (  # noqa: PLC0415  as above
            ProConnect,
        )

        registration = Registration(
            *given,
            return_address,
            secret_in_body=True,
            algorithms=(self.settings.proconnect_algorithm,),
        )
        return ProConnect(registration, self.context.clock, self.context.ids)

    def decide_requests(self) -> int:
        """Screen requests, and record what silence approved; how many were decided or held.

        What silence approves is approved for good: it waits while the clock is in doubt.
        """
        screened = automatic_decisions.screen_requests(context=self.context)
        doubt = self.upkeep.clock_doubt()
        if doubt is not None:
            _log.warning("nothing is approved by silence while the clock is in doubt: %s", doubt)
            return len(screened)
        approved = automatic_decisions.approve_by_silence(context=self.context)
        return len(screened) + len(approved)

    def decide_claims(self) -> int:
        """Screen claims; how many were decided or held."""
        return len(screen_claims.decide_claims(CLAIMS_AT_ONCE, context=self.context))

    def read_claim_files(self) -> int:
        """Check and import claim files that were sent; how many were brought to an end."""
        return uploads.run_uploads(FILES_AT_ONCE, context=self.context)

    def scan_attachments(self) -> int:
        """Seal attachments of an earlier version, and scan those that wait; how many it did."""
        sealed = attachments_of(self.settings).seal_clear()
        return sealed + request_files.scan_waiting(CLAIMS_AT_ONCE, context=self.context)

    def forget_claim_files(self) -> int:
        """Remove claim files that ended long ago; how many."""
        return uploads.forget_uploads(CLAIMS_AT_ONCE, context=self.context)

    def queue_what_is_held(self) -> int:
        """Repair the officers' queue; how many files were missing."""
        return queue.queue_what_is_held(context=self.context)

    def remind(self) -> int:
        """Tell of opinions that are due and of months whose time to claim ends."""
        opinions = automatic_decisions.remind_opinions(context=self.context)
        windows = reminders.remind_closing_windows(context=self.context)
        return opinions + windows

    def seal(self) -> int:
        """Seal entries of the journal."""
        return journal.seal_entries(ENTRIES_AT_ONCE, context=self.context)

    def anchor(self) -> int:
        """Note outside the database how far the journal has come, and tell the auditor."""
        return journal.anchor_journal(self.settings.auditor_email, context=self.context)

    def forget_answers(self) -> int:
        """Forget the answers kept for requests that may have been sent again."""
        return idempotency.forget_answers(context=self.context)

    def forget_sessions(self) -> int:
        """Remove sessions that ended long ago."""
        return sign_in.forget_old_sessions(context=self.context)

    def jobs(self, mailer: Mailer) -> Sequence[Job]:
        """What the worker does. Paying is not among them: a person starts it."""

        def send() -> int:
            return send_mail.send_due(context=evolve(self.context, mailer=mailer)).handled

        return (
            Job("decide requests", self.decide_requests, timedelta(seconds=10)),
            Job("decide claims", self.decide_claims, timedelta(seconds=10)),
            Job("read claim files", self.read_claim_files, timedelta(seconds=2)),
            Job("scan attachments", self.scan_attachments, timedelta(seconds=30)),
            Job("forget claim files", self.forget_claim_files, timedelta(hours=1)),
            Job("remind", self.remind, timedelta(hours=1)),
            Job("send letters", send, timedelta(seconds=2)),
            Job("seal the journal", self.seal, timedelta(seconds=10)),
            Job("anchor the journal", self.anchor, timedelta(minutes=1)),
            Job("queue what is held", self.queue_what_is_held, timedelta(hours=1)),
            Job("forget sessions", self.forget_sessions, timedelta(hours=1)),
            Job("forget answers", self.forget_answers, timedelta(hours=1)),
        )


def open_service(settings: Settings, clock: Clock | None = None) -> Service:
    """The service, on tables that are up to date.

    Args:
        settings: of the service.
        clock: of a demo or a test, compared with nothing; None: the machine's.

    Raises:
        SettingsRefused: the law cannot be used, or the database is of a kind we do not keep things
            in.
        SchemaBehind: ``db upgrade`` was not run.
        WrongKey: the numbers in it are sealed under another key.
        Unavailable: the database is not there.
        InvalidValue: a file of insolvencies or payroll declarations cannot be read.
    """
    law = law_of(settings)
    engine = engine_of(settings)
    now_at = revision(engine)
    if is_behind(now_at):
        msg = _("the database is at {revision}: run `partial-activity db upgrade`").format(
            revision=now_at or _("nothing yet")
        )
        raise SchemaBehind(msg)
    upkeep = upkeep_of(settings, clock)
    upkeep.begin()
    register, insolvencies = SqlCompanyRegister(engine), _insolvencies(settings.insolvency_file)
    link_key = _bytes(settings.link_key)
    context = Context(
        units=SqlUnitsOfWork(engine, vault_of(settings), journal_keys_of(settings)),
        anchors=AnchorFile(settings.anchor_file or settings.data_folder / "anchors.jsonl"),
        clock=clock or SystemClock(),
        ids=RandomIds(),
        links=SealedLinks(link_key),
        letters=TemplateLetters(Letterhead(settings.base_url, settings.mail_from)),
        documents=TypstDocuments(settings.base_url),
        files=attachments_of(settings),
        claim_files=ShelvedClaimFiles(
            FolderShelf(
                settings.data_folder / "uploads",
                hmac.digest(_bytes(settings.nir_key), b"claim files", "sha256"),
            ),
            law,
        ),
        read_answers=partial(read_answers, settles=not settings.bank_statements),
        register=register,
        seats=register,
        insolvencies=insolvencies,
        facts=GatheredFacts(
            register,
            insolvencies,
            _payroll(settings.payroll_file),
            disposable_domains=DISPOSABLE_DOMAINS,
        ),
        policy=ScreeningPolicy(
            threshold=settings.screening_threshold,
            control_share=settings.control_share,
            seed=hmac.digest(link_key, b"who is drawn for control", "sha256").hex(),
            answer_within_days=settings.answer_within_days,
        ),
        cooling_off=timedelta(days=settings.account_cooling_off_days),
        payment_limits=_payment_limits(settings),
        law=law,
    )
    bank = _bank(settings, upkeep)
    if bank is not None:
        context = evolve(context, bank=bank)
    if settings.bank_statements:
        reader = partial(read_statements, account=settings.payer_iban)
        context = evolve(context, read_statements=reader)
    if settings.scanner is not None:
        context = evolve(context, scanner=Clamd(settings.scanner))
    return Service(settings, engine, context, upkeep)


def _payment_limits(settings: Settings) -> PaymentLimits:
    """The sums above which somebody looks; a setting is in whole euros."""
    return PaymentLimits(
        a_run=Euros(settings.visa_above_run * _CENTS),
        a_day=Euros(settings.visa_above_day * _CENTS),
        a_firm=Euros(settings.visa_above_firm * _CENTS),
        first_payment=Euros(settings.visa_above_first * _CENTS),
        new_account=Euros(settings.visa_above_new_account * _CENTS),
    )


def upkeep_of(settings: Settings, clock: Clock | None = None) -> Upkeep:
    """What looks after the database, the disk, the key and the clock; nothing is asked yet."""
    engine = open_engine(settings.url, wait_seconds=_PROBE_SECONDS, connections=0)
    marks = SqlMarks(engine)
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return Upkeep(
        marks,
        ClockWatch(marks, clock or SystemClock(), compared=clock is None),
        settings.data_folder,
        Path(file) if file else None,
        check_value(_bytes(settings.nir_key)),
    )


def law_of(settings: Settings) -> Law:
    """The law to assess under.

    Raises:
        SettingsRefused: the one that is named is not there, or cannot be used.
    """
    if settings.law is None:
        return FRENCH_LAW
    try:
        return named_law(settings.law)
    except LawRefused as error:
        msg = _("{where}: {why}").format(where="law", why=error)
        raise SettingsRefused(msg) from error


def engine_of(settings: Settings) -> Engine:
    """The database, not connected yet.

    Raises:
        SettingsRefused: of a kind we do not keep things in.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return open_engine(settings.url)
    except ValueError as error:
        msg = _("{where}: {why}").format(where="database_url", why=error)
        raise SettingsRefused(msg) from error


def _bank(settings: Settings, upkeep: Upkeep) -> WatchedBank | None:
    if settings.payer_name is None or settings.payer_iban is None:
        return None
    payer = Payer(settings.payer_name, settings.payer_iban, settings.payer_bic)
    folder = settings.data_folder / "payments"
    sepa = SepaFolder(folder, payer, Format(settings.payment_format))
    return WatchedBank(sepa, upkeep.clock_doubt)


def vault_of(settings: Settings) -> NirVault:
    """What seals social security numbers."""
    return NirVault(NirKeys.of_secret(_bytes(settings.nir_key)))


def attachments_of(settings: Settings) -> FolderFileStore:
    """The files joined to requests, sealed under a key drawn from ``nir_key``."""
    key = hmac.digest(_bytes(settings.nir_key), b"attachments", "sha256")
    return FolderFileStore(settings.data_folder / "files", key)


def journal_keys_of(settings: Settings) -> JournalKeys:
    """What entries of the journal are keyed with; one drawn from ``nir_key`` stays good."""
    drawn = vault_of(settings).drawn(b"journal")
    if settings.journal_key is None:
        return JournalKeys(drawn)
    return JournalKeys(_bytes(settings.journal_key), (drawn,))


def _bytes(key: Secret) -> bytes:
    digits = key.reveal
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _insolvencies(path: Path | None) -> InsolvencyFile:
    return InsolvencyFile() if path is None else InsolvencyFile.read(path)


def _payroll(path: Path | None) -> PayrollDeclarationsFile | None:
    return None if path is None else PayrollDeclarationsFile.read(path)


def _all_or_none(settings: Settings, prefix: str) -> tuple[str, str, str] | None:
    """Issuer, client and secret of a provider; None where none of them is set."""
    issuer: str | None = getattr(settings, f"{prefix}_issuer")
    client: str | None = getattr(settings, f"{prefix}_client_id")
    secret: Secret | None = getattr(settings, f"{prefix}_client_secret")
    if issuer is None and client is None and secret is None:
        return None
    if issuer is None or client is None or secret is None:
        names = ", ".join(f"{prefix}_{name}" for name in ("issuer", "client_id", "client_secret"))
        msg = _("{names}: all of them, or none").format(names=names)
        raise SettingsRefused(msg)
    return issuer, client, secret.reveal
