"""Memory, a folder and a real mail server keep every promise of a mailer; templates of letters."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from partial_activity.adapters.mail.eml_folder import EmlFolder
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.system import SystemClock
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.ports.letters import Letters
from partial_activity.ports.outbox import Deferred, Mailer, NotNow, Undeliverable
from partial_activity.testing.contracts import LettersContract, MailerContract, RefusalContract
from partial_activity.testing.contracts.mailers import (
    Arrived,
    Refusal,
    Refuse,
    letter_of,
    sample_letter,
)
from partial_activity.testing.mail_server import HOST, Answers, served

SENDER = Sender(EmailAddress("notifications@activite-partielle.example"), "Activité partielle")


class TestMemoryMailer(MailerContract, RefusalContract):
    """In memory."""

    @pytest.fixture
    def mailer(self) -> MemoryMailer:
        """Empty."""
        return MemoryMailer()

    @pytest.fixture
    def arrived(self, mailer: Mailer) -> Arrived:
        """As they were handed over."""
        assert isinstance(mailer, MemoryMailer)
        return lambda: mailer.letters

    @pytest.fixture
    def refuse(self, mailer: Mailer) -> Refuse:
        """As it is told to play a server."""
        assert isinstance(mailer, MemoryMailer)
        said: Mapping[Refusal, Deferred | Undeliverable] = {
            Refusal.NEVER: Undeliverable("550 no such mailbox"),
            Refusal.LATER: Deferred("451 greylisted"),
            Refusal.CONTENT: Undeliverable("554 spam"),
            Refusal.OURSELVES: NotNow("530 authentication required"),
            Refusal.BREAKS: Deferred("went away"),
            Refusal.NOBODY: NotNow("no mail server"),
        }
        return lambda refusal: mailer.answers.update({sample_letter().to: said[refusal]})


class TestEmlFolder(MailerContract):
    """In a folder."""

    @pytest.fixture
    def mailer(self, tmp_path: Path) -> EmlFolder:
        """One that is not there yet."""
        return EmlFolder(tmp_path / "mail", SENDER, SystemClock())

    @pytest.fixture
    def arrived(self, tmp_path: Path) -> Arrived:
        """As a mail reader finds them."""
        return lambda: [
            letter_of(message_from_bytes(one.read_bytes(), policy=SMTP))
            for one in sorted((tmp_path / "mail").iterdir())
        ]


class TestSmtpMailer(MailerContract, RefusalContract):
    """On a real mail server."""

    @pytest.fixture
    def answers(self) -> Answers:
        """It takes everything over."""
        return Answers()

    @pytest.fixture
    def server(self) -> Iterator[ExitStack]:
        """What ends the server, once."""
        with ExitStack() as server:
            yield server

    @pytest.fixture
    def mailer(self, answers: Answers, server: ExitStack) -> SmtpMailer:
        """It listens while the test lasts, or until it is ended."""
        port = server.enter_context(served(answers))
        return SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, SystemClock())

    @pytest.fixture
    def arrived(self, answers: Answers) -> Arrived:
        """As it took them over."""
        return lambda: [letter_of(one) for one in answers.taken]

    @pytest.fixture
    def refuse(self, answers: Answers, server: ExitStack) -> Refuse:
        """As it is told."""

        def refuse(refusal: Refusal) -> None:
            match refusal:
                case Refusal.NEVER:
                    answers.to_recipient[str(sample_letter().to)] = "550 5.1.1 no such mailbox"
                case Refusal.LATER:
                    answers.to_recipient[str(sample_letter().to)] = "451 4.7.1 greylisted"
                case Refusal.CONTENT:
                    answers.to_data.append("554 5.7.1 spam")
                case Refusal.OURSELVES:
                    answers.to_sender.append("530 5.7.0 authentication required")
                case Refusal.BREAKS:
                    answers.to_data.append("abort")
                case Refusal.NOBODY:
                    server.close()

        return refuse


class TestTemplateLetters(LettersContract):
    """Out of templates."""

    @pytest.fixture
    def letters(self) -> Letters:
        """With a letterhead."""
        return TemplateLetters(Letterhead("https://activite-partielle.example", SENDER.address))
