"""A letter as it travels (RFC 5322): the same bytes whoever hands it on."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from attrs import frozen

from partial_activity.domain.identifiers import EmailAddress
from partial_activity.ports.outbox import Letter


@frozen
class Sender:
    """Who a letter comes from, and who gets what could not be delivered."""

    address: EmailAddress
    name: str

    @property
    def header(self) -> Address:
        """For ``From``."""
        return Address(self.name, addr_spec=str(self.address))


def message_of(letter: Letter, sender: Sender, at: datetime) -> EmailMessage:
    """The letter with its headers; the text first, the HTML as its alternative."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = message_id(letter, sender)
    message["Date"] = at
    message["From"] = sender.header
    message["To"] = Address(addr_spec=str(letter.to))
    message["Subject"] = letter.subject
    # RFC 3834: nobody's holiday notice answers it, and no loop begins.
    message["Auto-Submitted"] = "auto-generated"
    # Seven bits: no relay on the way has to change a byte.
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for name, media_type, content in letter.attachments:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def message_id(letter: Letter, sender: Sender) -> str:
    """``<id@domain>``: the same for the same letter, so that a repeat is recognised."""
    return f"<{letter.message_id}@{sender.address.domain}>"
