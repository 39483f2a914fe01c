"""A folder of ``.eml`` files in place of a mail server: any mail reader opens them."""

from datetime import timedelta
from pathlib import Path

from partial_activity.adapters.files.atomic_write import write_whole
from partial_activity.adapters.mail.message import Sender, message_of
from partial_activity.ports.clock import Clock
from partial_activity.ports.outbox import Letter, NotNow

_TICK = timedelta(microseconds=1)


class EmlFolder:
    """See :class:`~partial_activity.ports.outbox.Mailer`.

    Names sort by time: ``20261123T141700.000000Z-<id>.eml``. A letter that comes again takes the
    place of its file. A file is there whole or not at all.
    """

    def __init__(self, folder: Path, sender: Sender, clock: Clock) -> None:
        """Keep letters in a folder, made when first needed."""
        self._folder, self._sender, self._clock = folder, sender, clock

    def send(self, letter: Letter) -> None:
        """Write the file; on disk before it returns.

        Raises:
            NotNow: the disk is full, or the folder cannot be written to.
        """
        now = self._clock.now()
        content = message_of(letter, self._sender, now)
        try:
            write_whole(self._path(letter), (content,))
        except OSError as error:
            msg = f"the letter could not be written to the folder: {error.strerror}"
            raise NotNow(msg) from error

    def close(self) -> None:
        """Do nothing: nothing is held."""

    def _path(self, letter: Letter) -> Path:
        assert letter.message_id.isalnum(), "it becomes the name of a file"
        for written in self._folder.glob(f"*-{letter.message_id}.eml"):
            return written
        at = self._clock.now()
        # Letters of one instant, as a clock that is moved by hand has them, stay in their order.
        while any(self._folder.glob(f"{at:%Y%m%dT%H%M%S.%fZ}-*.eml")):
            at += _TICK
        return self._folder / f"{at:%Y%m%dT%H%M%S.%fZ}-{letter.message_id}.eml"
