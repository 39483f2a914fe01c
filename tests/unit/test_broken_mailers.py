"""The public suites find what is wrong with a mailer, by the tests named here."""

import smtplib
from collections.abc import Callable
from types import MappingProxyType

import attrs
import pytest
from tests.unit.test_broken_stores import fails

from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.ports.outbox import Deferred, Letter, NotNow, Undeliverable
from partial_activity.testing.contracts import MailerContract, RefusalContract
from partial_activity.testing.contracts.mailers import Refusal, sample_letter

SOUND = MappingProxyType(
    {
        Refusal.NEVER: Undeliverable("550 no such mailbox"),
        Refusal.LATER: Deferred("451 greylisted"),
        Refusal.CONTENT: Undeliverable("554 spam"),
        Refusal.OURSELVES: NotNow("530 authentication required"),
        Refusal.BREAKS: Deferred("went away"),
        Refusal.NOBODY: NotNow("nobody there"),
    }
)
LONGEST = 998


class Carrying(MailerContract):
    """The suite itself: its fixtures are not asked for here."""

    mailer = arrived = None  # type: ignore[assignment]


class Refused(RefusalContract):
    """The same, of refusals."""

    mailer = arrived = refuse = None  # type: ignore[assignment]


class Changing(MemoryMailer):
    """Hands over another letter than it was given."""

    def __init__(self, change: Callable[[Letter], Letter]) -> None:
        """Change each letter."""
        super().__init__()
        self._change = change

    def send(self, letter: Letter) -> None:
        """Keep the changed one."""
        super().send(self._change(letter))


class Saying(MemoryMailer):
    """Says something of its own to refusals, or nothing."""

    def __init__(self, said: dict[Refusal, Exception | None]) -> None:
        """Say what is given, and what is sound to the other refusals."""
        super().__init__()
        self._said: dict[Refusal, Exception | None] = {**SOUND, **said}
        self.now: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """From the next letter on."""
        self.now = refusal

    def send(self, letter: Letter) -> None:
        """Keep the letter, or refuse it."""
        if self.now is None:
            super().send(letter)
        elif (said := self._said[self.now]) is not None:
            raise said


def carries(mailer: MemoryMailer) -> None:
    """What the suite asks of what a letter holds."""
    suite = Carrying()
    for test in (
        suite.test_what_was_sent_has_arrived,
        suite.test_a_letter_without_attachments_arrives_too,
        suite.test_a_long_letter_arrives_whole,
    ):
        mailer.letters.clear()
        test(mailer, lambda: mailer.letters)


def _attached(change: Callable[[str, str, bytes], tuple[str, str, bytes]]) -> Changing:
    return Changing(
        lambda letter: attrs.evolve(
            letter, attachments=tuple(change(*one) for one in letter.attachments)
        )
    )


CHANGES: dict[str, Callable[[], Changing]] = {
    "text_dropped": lambda: Changing(lambda letter: attrs.evolve(letter, text="")),
    "html_dropped": lambda: Changing(lambda letter: attrs.evolve(letter, html="")),
    "html_sent_as_text": lambda: Changing(lambda letter: attrs.evolve(letter, text=letter.html)),
    "accents_lost": lambda: Changing(
        lambda letter: attrs.evolve(letter, text=letter.text.encode("ascii", "replace").decode())
    ),
    "long_lines_cut": lambda: Changing(
        lambda letter: attrs.evolve(
            letter, text="\n".join(line[:LONGEST] for line in letter.text.split("\n"))
        )
    ),
    "ends_at_a_dot": lambda: Changing(
        lambda letter: attrs.evolve(letter, text=letter.text.partition("\n.\n")[0])
    ),
    "attachments_dropped": lambda: Changing(lambda letter: attrs.evolve(letter, attachments=())),
    "first_attachment_only": lambda: Changing(
        lambda letter: attrs.evolve(letter, attachments=letter.attachments[:1])
    ),
    "attachment_renamed": lambda: _attached(lambda _, kind, content: ("file", kind, content)),
    "attachment_s_type_lost": lambda: _attached(
        lambda name, _, content: (name, "application/octet-stream", content)
    ),
    "attachment_as_text": lambda: _attached(
        lambda name, kind, content: (name, kind, content.replace(b"\r\n", b"\n"))
    ),
    "attachment_cut_at_a_nul": lambda: _attached(
        lambda name, kind, content: (name, kind, content.partition(b"\0")[0])
    ),
    "to_somebody_else": lambda: Changing(
        lambda letter: attrs.evolve(letter, to=sample_letter(9).to)
    ),
    "subject_lost": lambda: Changing(lambda letter: attrs.evolve(letter, subject="")),
}


@pytest.mark.parametrize("mailer", CHANGES.values(), ids=CHANGES)
def test_a_mailer_that_changes_letters_does_not_pass(mailer: Callable[[], Changing]) -> None:
    """Whatever of a letter it loses."""
    assert fails(lambda: carries(mailer()))
    carries(MemoryMailer())


TOLD = {refusal: type(error) for refusal, error in SOUND.items()}


def refused(mailer: Saying, refusal: Refusal) -> None:
    """What the suite asks of a refusal."""
    suite = Refused()
    arrived, told = (lambda: mailer.letters), TOLD[refusal]
    suite.test_a_refusal_is_told(mailer, arrived, mailer.refuse, refusal, told, before=True)


WRONG: tuple[Exception | None, ...] = (
    None,
    smtplib.SMTPRecipientsRefused({}),
    smtplib.SMTPDataError(554, b"spam"),
    smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
    ConnectionRefusedError(),
    TimeoutError(),
)


@pytest.mark.parametrize("refusal", Refusal)
@pytest.mark.parametrize("said", WRONG, ids=repr)
def test_a_mailer_that_swallows_a_refusal_or_lets_its_library_speak_does_not_pass(
    said: Exception | None, refusal: Refusal
) -> None:
    """Of each kind of refusal."""
    assert fails(lambda: refused(Saying({refusal: said}), refusal))
    refused(Saying({}), refusal)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal.NEVER, Deferred("tried for ever")),
        (Refusal.CONTENT, Deferred("tried for ever")),
        (Refusal.LATER, Undeliverable("given up at once")),
        (Refusal.LATER, NotNow("stops all letters")),
        (Refusal.BREAKS, Undeliverable("given up at once")),
        (Refusal.BREAKS, NotNow("stops all letters")),
        (Refusal.OURSELVES, Undeliverable("costs people their letters")),
        (Refusal.NOBODY, Deferred("counts an attempt")),
        (Refusal.NOBODY, Undeliverable("costs people their letters")),
    ],
)
def test_a_refusal_taken_for_another_does_not_pass(refusal: Refusal, said: Exception) -> None:
    """Each has another end."""
    assert fails(lambda: refused(Saying({refusal: said}), refusal))
