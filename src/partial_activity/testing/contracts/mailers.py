"""Contract of mailers and of letters."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from enum import Enum

import attrs
import pytest

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.ports.letters import Letters, Unwritable
from partial_activity.ports.outbox import Deferred, Letter, Mailer, NotNow, Undeliverable
from partial_activity.testing import samples
from partial_activity.testing.sample_notices import sample_message

Arrived = Callable[[], Sequence[Letter]]
"""Gives what has arrived; the Message-ID without ``<`` and the domain, lines ended as in ours."""


class Refusal(Enum):
    """What the other end does to the next letter."""

    NEVER = "never"
    """The server says no for this address, for good: 550 of a mail server."""
    LATER = "later"
    """The server says no for this letter, for now: 451."""
    CONTENT = "content"
    """The server says no for what is in the letter, once all of it was heard: 554."""
    OURSELVES = "ourselves"
    """The server says no for who sends, whatever the letter: 530, our login or address."""
    BREAKS = "breaks"
    """The connection ends while the letter is handed over: nobody knows whether it went."""
    NOBODY = "nobody"
    """Nobody is there to hand letters to."""


Refuse = Callable[[Refusal], None]
"""A function that has the other end refuse the letters that come next, until the test ends."""


def sample_letter(number: int = 1) -> Letter:
    """A letter with everything a mailer has to carry, accents in every place."""
    return Letter(
        message_id=f"{number:032x}",
        to=samples.person(number).email,
        subject="Boulangerie Égré : récépissé de votre demande",
        text="Bonjour,\n\nÀ bientôt.\n",
        html='<!DOCTYPE html>\n<html lang="fr"><body><p>À bientôt.</p></body></html>\n',
        attachments=(
            ("reçu.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),
            ("lignes.csv", "text/csv", "nom\r\nLefèvre\r\n".encode()),
        ),
    )


def letter_of(message: EmailMessage) -> Letter:
    """The letter that an e-mail carries, as a mail reader finds it; for ``arrived``."""
    text, html = (message.get_body((form,)) for form in ("plain", "html"))
    attached = [
        (str(part.get_filename()), part.get_content_type(), content)
        for part in message.iter_attachments()
        if isinstance(content := part.get_payload(decode=True), bytes)
    ]
    return Letter(
        str(message["Message-ID"]).removeprefix("<").partition("@")[0],
        EmailAddress(str(message["To"])),
        str(message["Subject"]),
        "" if text is None else text.get_content().replace("\r\n", "\n"),
        "" if html is None else html.get_content().replace("\r\n", "\n"),
        tuple(attached),
    )


class MailerContract(ABC):
    """See :class:`~partial_activity.ports.outbox.Mailer`; give ``mailer`` and ``arrived``."""

    @pytest.fixture
    @abstractmethod
    def mailer(self) -> Mailer:
        """One that takes everything over."""

    @pytest.fixture
    @abstractmethod
    def arrived(self, mailer: Mailer) -> Arrived:
        """Give what tells which letters of the mailer have arrived."""

    def test_what_was_sent_has_arrived(self, mailer: Mailer, arrived: Arrived) -> None:
        """Once ``send`` has returned, id, address, subject, bodies and files have arrived."""
        letter = sample_letter()
        mailer.send(letter)
        assert list(arrived()) == [letter]
        mailer.close()

    def test_a_letter_without_attachments_arrives_too(
        self, mailer: Mailer, arrived: Arrived
    ) -> None:
        """Most letters have no attachments."""
        letter = attrs.evolve(sample_letter(), attachments=())
        mailer.send(letter)
        assert list(arrived()) == [letter]
        mailer.close()

    def test_a_long_letter_arrives_whole(self, mailer: Mailer, arrived: Arrived) -> None:
        """Lines longer than mail servers take, dots at their beginning, every byte attached."""
        text = "Établissement " * 200 + "\n.\n..\nFrom here on\n"
        letter = attrs.evolve(
            sample_letter(),
            text=text,
            html=f"<p>{text}</p>\n",
            attachments=(("tout.bin", "application/octet-stream", bytes(range(256)) * 500),),
        )
        mailer.send(letter)
        letters = list(arrived())
        assert len(letters) == 1
        # By name: what differs between letters of this length takes minutes to be shown.
        names = [field.name for field in attrs.fields(type(letter))]
        assert [name for name in names if getattr(letters[0], name) != getattr(letter, name)] == []
        mailer.close()

    def test_a_repeat_has_the_same_id_and_another_letter_has_not(
        self, mailer: Mailer, arrived: Arrived
    ) -> None:
        """However a mailer shows a repeat, once or twice, it can be told for one."""
        for number in (1, 1, 2):
            mailer.send(sample_letter(number))
        ids = Counter(letter.message_id for letter in arrived())
        assert set(ids) == {sample_letter(1).message_id, sample_letter(2).message_id}
        assert ids[sample_letter(2).message_id] == 1
        mailer.close()

    def test_letters_go_again_after_a_close(self, mailer: Mailer, arrived: Arrived) -> None:
        """A mailer may be closed twice, and that is no fault."""
        mailer.close()
        mailer.send(sample_letter(1))
        mailer.close()
        mailer.close()
        mailer.send(sample_letter(2))
        assert len(arrived()) == 2
        mailer.close()


class RefusalContract(ABC):
    """A mailer whose other end can say no: give ``mailer``, ``arrived`` and ``refuse``."""

    @pytest.fixture
    @abstractmethod
    def mailer(self) -> Mailer:
        """One that takes everything over, until it is told otherwise."""

    @pytest.fixture
    @abstractmethod
    def arrived(self, mailer: Mailer) -> Arrived:
        """Give what tells which letters of the mailer have arrived."""

    @pytest.fixture
    @abstractmethod
    def refuse(self, mailer: Mailer) -> Refuse:
        """Give what has the other end refuse."""

    @pytest.mark.parametrize("before", [False, True], ids=["first", "after_another"])
    @pytest.mark.parametrize(
        ("refusal", "told"),
        [
            (Refusal.NEVER, Undeliverable),
            (Refusal.LATER, Deferred),
            (Refusal.CONTENT, Undeliverable),
            (Refusal.OURSELVES, NotNow),
            (Refusal.BREAKS, Deferred),
            (Refusal.NOBODY, NotNow),
        ],
    )
    def test_a_refusal_is_told(
        self,
        mailer: Mailer,
        arrived: Arrived,
        refuse: Refuse,
        refusal: Refusal,
        told: type[Exception],
        *,
        before: bool,
    ) -> None:
        """The refusal is in the words of the port, on a connection that was used too."""
        if before:
            mailer.send(sample_letter(2))
        refuse(refusal)
        with pytest.raises((Deferred, Undeliverable)) as refused:
            mailer.send(sample_letter(1))
        assert isinstance(refused.value, told), f"{refusal}: {refused.value!r}"
        if refusal in {Refusal.LATER, Refusal.BREAKS}:
            assert not isinstance(refused.value, NotNow), "the other letters may go"
        if refusal is not Refusal.BREAKS:
            assert sample_letter(1).message_id not in [one.message_id for one in arrived()]
        mailer.close()


class LettersContract(ABC):
    """See :class:`~partial_activity.ports.letters.Letters`; give ``letters``."""

    @pytest.fixture
    @abstractmethod
    def letters(self) -> Letters:
        """Who writes."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("kind", NoticeKind)
    def test_every_notice_has_its_letter(
        self, letters: Letters, kind: NoticeKind, language: str
    ) -> None:
        """The letter is in both languages and forms, to who was to be told, its subject a line."""
        message = sample_message(kind, language)
        letter = letters.write(message)
        assert (letter.message_id, letter.to) == (message.id, message.to)
        assert letter.subject
        assert "\n" not in letter.subject
        assert letter.text.strip()
        assert letter.html.strip()

    def test_a_nir_in_a_message_is_not_written(self, letters: Letters) -> None:
        """The NIR is left out, whoever typed it there."""
        nir = samples.nir().digits
        letter = letters.write(
            sample_message(NoticeKind.CLAIM_REFUSED, "fr", message=f"Voir {nir}")
        )
        assert nir not in letter.text + letter.html + letter.subject

    def test_a_message_without_its_values_is_not_written(self, letters: Letters) -> None:
        """A letter with a hole in it is worse than none."""
        message = sample_message(NoticeKind.PAYMENT_SENT, "fr")
        with pytest.raises(Unwritable):
            letters.write(attrs.evolve(message, values={"name": "Ana"}))
