"""Memory, a folder and a real mail server keep every promise of a mailer; templates of letters."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
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
from partial_activity.ports.outbox import Mailer
from partial_activity.testing.contracts import LettersContract, MailerContract
from partial_activity.testing.contracts.mailers import Arrived
from partial_activity.testing.mail_server import HOST, Answers, served

SENDER = Sender(EmailAddress("notifications@activite-partielle.example"), "Activité partielle")


def shown(message: EmailMessage) -> tuple[str, str, str]:
    """Id, address and subject of a letter that travelled."""
    identifier = str(message["Message-ID"]).removeprefix("<").partition("@")[0]
    return identifier, str(message["To"]), str(message["Subject"])


class TestMemoryMailer(MailerContract):
    """In memory."""

    @pytest.fixture
    def mailer(self) -> MemoryMailer:
        """Empty."""
        return MemoryMailer()

    @pytest.fixture
    def arrived(self, mailer: Mailer) -> Arrived:
        """As they were handed over."""
        assert isinstance(mailer, MemoryMailer)
        letters = mailer.letters
        return lambda: [(one.message_id, str(one.to), one.subject) for one in letters]


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
            shown(message_from_bytes(one.read_bytes(), policy=SMTP))
            for one in sorted((tmp_path / "mail").iterdir())
        ]


class TestSmtpMailer(MailerContract):
    """On a real mail server."""

    @pytest.fixture
    def answers(self) -> Answers:
        """It takes everything over."""
        return Answers()

    @pytest.fixture
    def mailer(self, answers: Answers) -> Iterator[SmtpMailer]:
        """It listens while the test lasts."""
        with served(answers) as port:
            yield SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, SystemClock())

    @pytest.fixture
    def arrived(self, answers: Answers) -> Arrived:
        """As it took them over."""
        return lambda: [shown(one) for one in answers.taken]


class TestTemplateLetters(LettersContract):
    """Out of templates."""

    @pytest.fixture
    def letters(self) -> Letters:
        """With a letterhead."""
        return TemplateLetters(Letterhead("https://activite-partielle.example", SENDER.address))
