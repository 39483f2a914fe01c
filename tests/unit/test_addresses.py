"""E-mail addresses: what can receive is taken, what cannot is refused before a letter waits."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.adapters.mail.message import Sender, message_of
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.entrypoints.addresses import read_address
from partial_activity.ports.outbox import Letter, Undeliverable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = Sender(EmailAddress("service@example.fr"), "Service")
ATEXT = "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-"
REFUSED = (
    "ana..paie@example.fr",
    ".a@example.fr",
    "a.@example.fr",
    "a@@example.fr",
    "a@b@example.fr",
    "a@example..fr",
    "a:b@example.fr",
    "ana@-example.fr",
    "ana@example-.fr",
    "ana@exa_mple.fr",
    "ana@.example.fr",
    "ana@example.fr.",
    "ana@example.123",
    "ana@127.0.0.1",
    "ana@[127.0.0.1]",
    "a" * 65 + "@example.fr",
    "ana@" + "a" * 64 + ".fr",
    "=?utf-8?q?x?=@example.fr",
    '"ana paie"@example.fr',
    "ana(paie)@example.fr",
    "ana@example.fr\r\nbcc:x@example.fr",
    "ana\u202e@example.fr",
    "aña@example.fr",
)


@pytest.mark.parametrize("text", REFUSED)
def test_an_address_that_no_server_takes_is_refused(text: str) -> None:
    """By the value, and at the door."""
    for make in (EmailAddress, read_address):
        with pytest.raises(ValueError, match=r"."):
            make(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jean.o'connor@example.fr", "jean.o'connor@example.fr"),
        ("Ana+Paie@Example.FR", "ana+paie@example.fr"),
        (" ana@société.fr ", "ana@xn--socit-esab.fr"),
        ("ana@xn--socit-esab.fr", "ana@xn--socit-esab.fr"),
        ("a" * 64 + "@example.fr", "a" * 64 + "@example.fr"),
        ("ana@1and1.example", "ana@1and1.example"),
    ],
)
def test_an_address_people_have_is_taken(typed: str, kept: str) -> None:
    """In lower case, its domain in ASCII."""
    assert str(read_address(typed)) == kept
    assert EmailAddress(kept).sound


@given(
    local=st.lists(st.text(ATEXT, min_size=1, max_size=10), min_size=1, max_size=4),
    host=st.lists(
        st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True), min_size=1, max_size=3
    ),
)
def test_a_letter_can_be_addressed_to_whatever_is_taken(local: list[str], host: list[str]) -> None:
    """Its address comes back from the letter as it went in."""
    text = f"{'.'.join(local)}@{'.'.join(host)}.fr"
    try:
        to = EmailAddress(text)
    except ValueError:
        assert "=?" in text
        return
    taken = message_from_bytes(
        message_of(Letter("1", to, "Objet", "Bonjour", "<p>Bonjour"), SENDER, NOON), policy=SMTP
    )
    assert taken["To"] == text


def test_an_address_kept_under_an_older_rule_is_read_and_its_letter_ends_alone() -> None:
    """It is matched as it stands; no letter is made for it."""
    old = EmailAddress.kept("ana..paie@example.fr")
    assert (str(old), old.domain, old.sound) == ("ana..paie@example.fr", "example.fr", False)
    assert EmailAddress.kept("ana@example.fr") == EmailAddress("ana@example.fr")
    with pytest.raises(Undeliverable, match="nobody can receive"):
        message_of(Letter("1", old, "Objet", "Bonjour", "<p>Bonjour"), SENDER, NOON)


def test_a_letter_that_cannot_be_made_into_an_e_mail_is_undeliverable() -> None:
    """Nothing that the standard library raises reaches the worker."""
    with pytest.raises(Undeliverable, match="no e-mail can be made"):
        message_of(
            Letter("1", EmailAddress("ana@example.fr"), "Objet\nBcc: x", "", ""), SENDER, NOON
        )
