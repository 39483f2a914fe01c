"""The visa of a second person: something is asked by one and signed by another, or it waits.

What is signed is what was shown: a visa bears the digest of all that it shows, its reader names
that digest when they sign, and the entries of the journal bind it.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action
from partial_activity.domain.values import Choice, frozen

LONGEST_WAIT = timedelta(days=14)
"""How long a visa may be given; then it is asked again, of what is true then."""


class Signed(Choice):
    """What takes a second person, and what it is known by."""

    RUN = "run"
    """A list of payments, before it goes to the bank; by the reference of its file."""
    ABOVE_LIMIT = "above_limit"
    """The same list, where it is above the limit of a run or of a day: a third person signs."""
    PAY_AGAIN = "pay_again"
    """A payment that the bank rejected, on the same account; by its EndToEndId."""
    PAYMENT = "payment"
    """A payment out of the ordinary, before it is ordered; by its claim and version."""


SIGNERS: Mapping[Signed, frozenset[Action]] = {
    Signed.RUN: frozenset({Action.RUN_PAYMENTS}),
    Signed.ABOVE_LIMIT: frozenset({Action.RUN_PAYMENTS, Action.DECIDE}),
    Signed.PAY_AGAIN: frozenset({Action.RUN_PAYMENTS}),
    Signed.PAYMENT: frozenset({Action.RUN_PAYMENTS, Action.DECIDE}),
}
"""Whose duty it is to sign: who may do one of these."""


class Answer(Choice):
    """What was answered to who asked for a visa."""

    GIVEN = "given"
    REFUSED = "refused"


class VisaState(Choice):
    """Where a visa stands, at an instant."""

    WAITS = "waits"
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    """Nobody answered in time."""


@frozen(kw_only=True)
class Visa:
    """One thing that somebody asked a second person to sign. It takes one answer, once."""

    id: str
    what: Signed
    key: str
    """Of what is signed, as ``Signed`` says."""
    number: int = 1
    """So many visas were asked for the same thing, with this one."""
    siret: Siret | None = None
    """The establishment it is about; None: it belongs to the service."""
    shown: Mapping[str, str]
    """All that the second person is shown, by name: what they sign."""
    asked_at: datetime
    asked_by: str
    """A person's id: they never sign it."""
    expires_at: datetime
    answer: Answer | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    reason: str = ""
    """Why it was refused; or what the signer added."""
    revision: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of what is signed: what it is, whose, and all that is shown."""
        said = (self.id, self.what.value, self.key, str(self.siret or ""), *_told(self.shown))
        # Each part with its length before it, so that no two lists of parts read alike.
        return hashlib.sha256("".join(f"{len(one)}:{one}" for one in said).encode()).hexdigest()

    def state(self, now: datetime) -> VisaState:
        """Where it stands; what was answered in time stays answered."""
        if self.answer is not None:
            return VisaState(self.answer.value)
        return VisaState.EXPIRED if now >= self.expires_at else VisaState.WAITS

    def answered(
        self, answer: Answer, by: str, digest: str, now: datetime, reason: str = ""
    ) -> "Visa":
        """The visa with its answer, of somebody who read what it shows.

        Raises:
            NotAllowed: it does not wait any more, or who asked for it answers.
            InvalidValue: ``other_content``: they read something else; ``missing``: it is refused
                without a reason.
        """
        if (state := self.state(now)) is not VisaState.WAITS:
            raise NotAllowed("visa", state.value, answer.value)
        if by == self.asked_by:
            raise NotAllowed("person", WHO_ASKED, answer.value)
        if digest != self.digest:
            raise InvalidValue(
                "other_content",
                "digest",
                "this is not what was shown: read again",
                "ce n'est plus ce qui était montré : relisez",
            )
        if answer is Answer.REFUSED and not reason.strip():
            raise InvalidValue(
                "missing", "reason", "say why it is refused", "dites pourquoi elle est refusée"
            )
        return attrs.evolve(
            self, answer=answer, answered_at=now, answered_by=by, reason=reason.strip()
        )


WHO_SIGNED = "who signed it before"
"""What a person is who would sign twice where three are needed."""
WHO_ASKED = "who asked for it"
"""What a person is who would sign what they asked for."""


def of_visa(visa: Visa) -> tuple[str, ...]:
    """All that is in a visa: what its entries of the journal bind."""
    return (
        "visa",
        visa.id,
        visa.what.value,
        visa.key,
        str(visa.number),
        str(visa.siret or ""),
        *_told(visa.shown),
        visa.asked_at.isoformat(),
        visa.asked_by,
        visa.expires_at.isoformat(),
        visa.answer.value if visa.answer else "",
        visa.answered_at.isoformat() if visa.answered_at else "",
        visa.answered_by,
        visa.reason,
    )


def _told(shown: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(part for name in sorted(shown) for part in (name, shown[name]))
