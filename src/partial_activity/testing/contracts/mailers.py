"""Contract of mailers and of letters."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Sequence

import attrs
import pytest

from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.ports.letters import Letters, Unwritable
from partial_activity.ports.outbox import Letter, Mailer
from partial_activity.testing import samples
from partial_activity.testing.sample_notices import sample_message

Arrived = Callable[[], Sequence[tuple[str, str, str]]]
"""Gives the message id (without ``<`` and the domain), address and subject of each letter."""


def sample_letter(number: int = 1) -> Letter:
    """A letter with everything a mailer has to carry, accents in every place."""
    return Letter(
        message_id=f"{number:032x}",
        to=samples.person(number).email,
        subject="Boulangerie Égré : récépissé de votre demande",
        text="Bonjour,\n\nÀ bientôt.\n",
        html='<!DOCTYPE html>\n<html lang="fr"><body><p>À bientôt.</p></body></html>\n',
        attachments=(("reçu.pdf", "application/pdf", b"%PDF-1.7\r\n\x00"),),
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
        """How to ask what has arrived of what the mailer sent."""

    def test_what_was_sent_has_arrived(self, mailer: Mailer, arrived: Arrived) -> None:
        """Once ``send`` has returned, with its id, its address and its subject."""
        letter = sample_letter()
        mailer.send(letter)
        assert list(arrived()) == [(letter.message_id, str(letter.to), letter.subject)]
        mailer.close()

    def test_a_repeat_has_the_same_id_and_another_letter_has_not(
        self, mailer: Mailer, arrived: Arrived
    ) -> None:
        """However a mailer shows a repeat, once or twice, it can be told for one."""
        for number in (1, 1, 2):
            mailer.send(sample_letter(number))
        ids = Counter(identifier for identifier, _, _ in arrived())
        assert set(ids) == {sample_letter(1).message_id, sample_letter(2).message_id}
        assert ids[sample_letter(2).message_id] == 1
        mailer.close()

    def test_letters_go_again_after_a_close(self, mailer: Mailer, arrived: Arrived) -> None:
        """And closing twice is no fault."""
        mailer.close()
        mailer.send(sample_letter(1))
        mailer.close()
        mailer.close()
        mailer.send(sample_letter(2))
        assert len(arrived()) == 2
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
        """In both languages and both forms, to who was to be told, on one line of subject."""
        message = sample_message(kind, language)
        letter = letters.write(message)
        assert (letter.message_id, letter.to) == (message.id, message.to)
        assert letter.subject
        assert "\n" not in letter.subject
        assert letter.text.strip()
        assert letter.html.strip()

    def test_a_nir_in_a_message_is_not_written(self, letters: Letters) -> None:
        """Whoever typed it there."""
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
