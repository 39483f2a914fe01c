"""Letters handed to a real mail server: taken over, refused, deferred, cut off, encrypted."""

import gc
import re
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from smtplib import SMTP, SMTP_SSL

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from partial_activity.adapters.mail.eml_folder import EmlFolder
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.memory import HandClock
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.ports.outbox import Deferred, Letter, NotNow, Undeliverable
from partial_activity.testing.mail_server import (
    HOST,
    PASSWORD,
    USER,
    Answers,
    free_port,
    hang_up,
    served,
)
from partial_activity.testing.sample_notices import sample_message

SENDER = Sender(EmailAddress("notifications@activite-partielle.example"), "Activité partielle")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LETTERS = TemplateLetters(
    Letterhead(
        "https://activite-partielle.example", EmailAddress("contact@activite-partielle.example")
    )
)


def letter(number: int = 1) -> Letter:
    """A receipt, told apart by its request."""
    return LETTERS.write(
        sample_message(NoticeKind.REQUEST_RECEIPT, "fr", request_id=f"{number:032x}")
    )


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate we made for this machine: what the server shows, and who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    here = x509.IPAddress(IPv4Address(HOST))
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)  # noqa: TID251  the certificate has to be good now
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(path)
    return shown, ssl.create_default_context(cafile=str(path))


TO = str(letter().to)


@pytest.fixture
def answers() -> Answers:
    """A server that takes everything over."""
    return Answers()


@pytest.fixture
def port(answers: Answers) -> Iterator[int]:
    """It listens, in the clear."""
    with served(answers) as port:
        yield port


@pytest.fixture
def clock() -> HandClock:
    """Moved by hand."""
    return HandClock(NOON)


@pytest.fixture
def mailer(port: int, clock: HandClock) -> Iterator[SmtpMailer]:
    """Talks to the server."""
    mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, clock)
    yield mailer
    mailer.close()


def test_a_letter_arrives_whole(answers: Answers, mailer: SmtpMailer) -> None:
    """Headers, text and HTML, accents included, to the one address."""
    mailer.send(letter())
    (taken,) = answers.taken
    assert answers.envelopes == [(str(SENDER.address), [TO])]
    assert taken["Message-ID"] == f"<{letter().message_id}@activite-partielle.example>"
    assert taken["Subject"] == letter().subject
    assert taken["From"] == "Activité partielle <notifications@activite-partielle.example>"
    assert taken["To"] == TO
    assert taken["Date"].datetime == NOON
    assert taken["Auto-Submitted"] == "auto-generated"
    text, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == letter().text
    assert html.get_content().replace("\r\n", "\n") == letter().html


def test_the_same_letter_twice_has_the_same_message_id(
    answers: Answers, mailer: SmtpMailer, clock: HandClock
) -> None:
    """Another letter has another."""
    mailer.send(letter(1))
    clock.tick(timedelta(hours=1))
    mailer.send(letter(1))
    mailer.send(letter(2))
    first, repeated, other = (taken["Message-ID"] for taken in answers.taken)
    assert first == repeated != other


def test_an_attachment_goes_along(answers: Answers, mailer: SmtpMailer) -> None:
    """With its name and its type."""
    mailer.send(attrs.evolve(letter(), attachments=(("reçu.pdf", "application/pdf", b"%PDF-"),)))
    (attached,) = answers.taken[0].iter_attachments()
    assert attached.get_filename() == "reçu.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_payload(decode=True) == b"%PDF-"


def test_one_connection_carries_many_letters(answers: Answers, mailer: SmtpMailer) -> None:
    """And is left with a goodbye."""
    for number in range(1, 6):
        mailer.send(letter(number))
    assert len(answers.taken) == 5
    assert len(answers.peers) == 1


def test_a_refused_address_is_undeliverable_and_the_next_letter_goes(
    answers: Answers, mailer: SmtpMailer
) -> None:
    """550: never; over the same connection."""
    answers.to_recipient[TO] = "550 5.1.1 no such mailbox"
    with pytest.raises(Undeliverable, match=re.escape("550 5.1.1 no such mailbox")):
        mailer.send(letter())
    mailer.send(attrs.evolve(letter(), to=EmailAddress("other@example.fr")))
    assert len(answers.peers) == 1


def test_a_deferred_address_is_tried_later(answers: Answers, mailer: SmtpMailer) -> None:
    """451: this letter, not the others."""
    answers.to_recipient[TO] = "451 4.7.1 greylisted"
    with pytest.raises(Deferred, match=re.escape("451 4.7.1 greylisted")) as raised:
        mailer.send(letter())
    assert not isinstance(raised.value, NotNow)
    answers.to_recipient.clear()
    mailer.send(letter())
    assert len(answers.taken) == 1


@pytest.mark.parametrize(
    ("said", "meaning"), [("554 5.7.1 spam", Undeliverable), ("452 4.3.1 full", Deferred)]
)
def test_an_answer_to_the_content_is_about_the_letter(
    answers: Answers, mailer: SmtpMailer, said: str, meaning: type[Exception]
) -> None:
    """And the next one goes over the same connection."""
    answers.to_data.append(said)
    with pytest.raises(meaning, match=said[:3]):
        mailer.send(letter())
    mailer.send(letter())
    assert len(answers.peers) == 1


@pytest.mark.parametrize("said", ["550 5.7.1 not you", "451 4.3.0 not now"])
def test_a_refusal_of_our_own_address_is_about_no_letter(
    answers: Answers, mailer: SmtpMailer, said: str
) -> None:
    """A relay that does not know us must not cost people their letters."""
    answers.to_sender.append(said)
    with pytest.raises(NotNow, match=said[:3]):
        mailer.send(letter())


def test_a_relay_that_wants_a_login_is_about_no_letter(
    answers: Answers, mailer: SmtpMailer
) -> None:
    """530 to a recipient, as some say it."""
    answers.to_recipient[TO] = "530 5.7.0 authentication required"
    with pytest.raises(NotNow, match="530"):
        mailer.send(letter())


@pytest.mark.parametrize("said", ["421 4.7.0 not this one", "abort"])
def test_a_server_that_hangs_up_at_one_recipient_defers_that_letter_alone(
    answers: Answers, mailer: SmtpMailer, said: str
) -> None:
    """On a fresh connection too; the next letter goes over another."""
    answers.to_recipient[TO] = said
    with pytest.raises(Deferred, match="at this recipient") as raised:
        mailer.send(letter())
    assert not isinstance(raised.value, NotNow)
    mailer.send(attrs.evolve(letter(), to=EmailAddress("other@example.fr")))
    assert len(answers.taken) == 1


@pytest.mark.parametrize("how", ["abort", "abort after taking over"])
def test_a_connection_that_breaks_in_the_letter_defers_it(
    answers: Answers, mailer: SmtpMailer, how: str
) -> None:
    """Nobody knows whether it went; the repeat has its Message-ID."""
    answers.to_data.append(how)
    with pytest.raises(Deferred, match="went away") as raised:
        mailer.send(letter())
    assert not isinstance(raised.value, NotNow)
    mailer.send(letter())
    assert len(answers.peers) == 2
    assert len({taken["Message-ID"] for taken in answers.taken}) == 1


def test_a_connection_closed_while_idle_is_opened_again(
    answers: Answers, mailer: SmtpMailer
) -> None:
    """The letter goes at once: nothing of it had been handed over."""
    mailer.send(letter(1))
    hang_up(answers)
    mailer.send(letter(2))
    assert len(answers.taken) == 2
    assert len(answers.peers) == 2


def test_a_server_that_hangs_up_after_so_many_letters_is_called_again(
    answers: Answers, mailer: SmtpMailer
) -> None:
    """421 on a connection that was used; on a fresh one it is taken at its word."""
    mailer.send(letter(1))
    answers.to_sender.append("421 4.7.0 too many messages")
    mailer.send(letter(2))
    assert len(answers.taken) == 2
    answers.to_sender += ["421 4.7.0 no more", "421 4.7.0 no more"]
    with pytest.raises(NotNow, match=re.escape("421 4.7.0 no more")):
        mailer.send(letter(3))


def test_without_a_server_no_letter_goes_and_with_it_they_go_again(clock: HandClock) -> None:
    """The server was started later."""
    port, answers = free_port(), Answers()
    mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, clock)
    with pytest.raises(NotNow, match="no mail server"):
        mailer.send(letter())
    with served(answers, port=port):
        mailer.send(letter())
        mailer.close()
    assert len(answers.taken) == 1


def test_a_server_that_says_nothing_is_not_waited_for_too_long(clock: HandClock) -> None:
    """It accepts the connection and stays silent."""
    with socket.create_server((HOST, 0)) as silent:
        relay = Relay(HOST, silent.getsockname()[1], Encryption.NONE, timeout_seconds=0.05)
        with pytest.raises(NotNow, match="no mail server"):
            SmtpMailer(relay, SENDER, clock).send(letter())


def test_the_limit_of_a_minute_is_kept(answers: Answers, port: int, clock: HandClock) -> None:
    """Three, then none until the first of them is a minute old; a clock set back blocks nothing."""
    relay = Relay(HOST, port, Encryption.NONE, per_minute=3)
    mailer = SmtpMailer(relay, SENDER, clock)
    for number in range(3):
        mailer.send(letter(number))
        clock.tick(timedelta(seconds=10))
    with pytest.raises(NotNow, match="3 letters"):
        mailer.send(letter(4))
    clock.tick(timedelta(seconds=29))
    with pytest.raises(NotNow):
        mailer.send(letter(4))
    clock.tick(timedelta(seconds=1))
    mailer.send(letter(4))
    with pytest.raises(NotNow):
        mailer.send(letter(5))
    clock.set(NOON - timedelta(days=1))
    mailer.send(letter(5))
    assert len(answers.taken) == 5
    mailer.close()


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_letter_goes_encrypted_and_logged_in(
    answers: Answers, clock: HandClock, tmp_path: Path, encryption: Encryption
) -> None:
    """Over a certificate that we trust."""
    shown, trusted = certificate(tmp_path)
    # aiosmtpd offers no login over TLS from the first byte.
    login = encryption is Encryption.STARTTLS
    with served(answers, encryption=encryption, shown=shown, login=login) as port:
        user = (USER, PASSWORD) if login else ("", "")
        mailer = SmtpMailer(Relay(HOST, port, encryption, *user), SENDER, clock, trusted)
        mailer.send(letter())
        mailer.close()
    assert len(answers.taken) == 1


def test_a_wrong_password_stops_all_letters_and_is_not_shown(
    answers: Answers, clock: HandClock, tmp_path: Path
) -> None:
    """535: ours to mend; nobody's letter fails for it."""
    shown, trusted = certificate(tmp_path)
    starttls = Encryption.STARTTLS
    with served(answers, encryption=starttls, shown=shown, login=True) as port:
        relay = Relay(HOST, port, Encryption.STARTTLS, USER, "not the password")
        with pytest.raises(NotNow, match="535") as raised:
            SmtpMailer(relay, SENDER, clock, trusted).send(letter())
    assert "not the password" not in str(raised.value) + repr(relay)


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_certificate_that_nobody_vouches_for_gets_no_letter(
    answers: Answers, clock: HandClock, tmp_path: Path, encryption: Encryption
) -> None:
    """It may be somebody else's server."""
    shown, _ = certificate(tmp_path)
    with (
        served(answers, encryption=encryption, shown=shown) as port,
        pytest.raises(NotNow, match=r"(?i)certificate"),
    ):
        SmtpMailer(Relay(HOST, port, encryption), SENDER, clock).send(letter())
    assert answers.taken == []


def test_the_server_of_the_tests_leaves_nothing_open(answers: Answers) -> None:
    """Connections made as it ends: left open, each would be a warning in some later test."""
    for _ in range(3):
        with served(answers) as port:
            for _ in range(5):
                socket.create_connection((HOST, port)).close()
    gc.collect()


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_the_server_of_the_tests_ends_before_its_clients(
    answers: Answers, tmp_path: Path, encryption: Encryption
) -> None:
    """An encrypted goodbye takes two, and nobody waits for it."""
    shown, trusted = certificate(tmp_path)
    with served(answers, encryption=encryption, shown=shown) as port:
        if encryption is Encryption.TLS:
            client: SMTP = SMTP_SSL(HOST, port, context=trusted)
        else:
            client = SMTP(HOST, port)
            client.starttls(context=trusted)
        client.ehlo()
    client.close()
    gc.collect()


def test_a_server_without_tls_gets_no_letter_in_the_clear(
    answers: Answers, port: int, clock: HandClock
) -> None:
    """STARTTLS was asked for: somebody on the way may have taken it out."""
    with pytest.raises(NotNow, match="STARTTLS"):
        SmtpMailer(Relay(HOST, port, Encryption.STARTTLS), SENDER, clock).send(letter())
    assert answers.taken == []


def test_a_password_is_never_sent_in_the_clear() -> None:
    """Nor does a limit of nothing make sense."""
    with pytest.raises(ValueError, match="in the clear"):
        Relay(HOST, 25, Encryption.NONE, USER, PASSWORD)
    with pytest.raises(ValueError, match="sends nothing"):
        Relay(HOST, 25, Encryption.NONE, per_minute=0)


def test_a_folder_keeps_letters_in_their_order_and_each_once(
    tmp_path: Path, clock: HandClock
) -> None:
    """Of one instant too; a repeat takes the place of its file."""
    folder = EmlFolder(tmp_path / "mail", SENDER, clock)
    for number in (3, 1, 2):
        folder.send(letter(number))
    clock.tick(timedelta(minutes=1))
    folder.send(letter(1))
    folder.send(letter(4))
    folder.close()
    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert [name.split("-")[1] for name in names] == [
        f"{letter(number).message_id}.eml" for number in (3, 1, 2, 4)
    ]


def test_a_folder_that_cannot_be_written_to_takes_no_letter(
    tmp_path: Path, clock: HandClock
) -> None:
    """It waits, as for a server that is not there."""
    (tmp_path / "mail").write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(NotNow, match="could not be written"):
        EmlFolder(tmp_path / "mail", SENDER, clock).send(letter())
