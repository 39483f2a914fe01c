"""What a link sent by e-mail stands for, and until when."""

from datetime import datetime

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.values import Choice, frozen


class Purpose(Choice):
    """What following a link proves or asks."""

    CONFIRM_ADDRESS = "confirm_address"
    """The person reads the mail of the address, and means this establishment."""
    SIGN_IN = "sign_in"
    """The person reads the mail of the address: good for one session."""
    OBJECT = "object"
    """The person does not know a bank account that was given: it is stopped at once."""


@frozen
class Link:
    """The content of a link; what travels is sealed by the ``Links`` port."""

    id: str
    """The link's own identifier, so that two links that say the same are two."""
    person_id: str
    siret: Siret | None
    """The establishment; None for a link that is about the person alone."""
    purpose: Purpose
    expires_at: datetime

    @property
    def proof(self) -> str:
        """What is used up when it is followed: what it says, however it was written."""
        return f"link {self.id} {self.person_id} {self.purpose.value}"

    def expired(self, now: datetime) -> bool:
        """Whether it is too late to follow it."""
        return now >= self.expires_at
