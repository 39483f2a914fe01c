"""What proves that somebody speaks for a firm: kept by type, so that no right hangs on a source.

A SIRET that somebody types, or that a provider hands on, proves nothing. A code posted to the
registered seat does; so do the certification of the person in charge by the State's own provider,
and the visa of an officer who says why.
"""

import hashlib
from datetime import datetime, timedelta

import attrs

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.values import Choice, frozen

CODE_LIFE = timedelta(days=60)
"""The life of a posted code, from the day it was printed: that of the tax portal."""
MOST_TRIES = 5
"""Wrong codes that may be typed before the right one is of no use."""
CERTIFICATION_LIFE = timedelta(days=365)
"""The time for which a certification lets the person in charge give accounts: people in charge
change, and the register is read on the day of the certification alone."""
ASK_AGAIN_AFTER = timedelta(days=7)
"""A letter that was printed is on its way for so long before another may be asked for."""


class Source(Choice):
    """The place that a proof comes from."""

    LETTER = "letter"
    """A code in a letter to the registered seat, typed back."""
    PROCONNECT = "proconnect"
    """The State's own identity provider certified the person in charge."""
    VISA = "visa"
    """An officer looked at what was shown, and says why it proves it."""


@frozen(kw_only=True)
class Evidence:
    """One proof that a person speaks for a firm. Written once, never changed."""

    id: str
    siret: Siret
    person_id: str
    source: Source
    method: str
    """The method, in a word: ``posted_code``, ``certification``, ``officer_visa``."""
    acr: str = ""
    """Level or role that a provider asserted; empty where none did."""
    idp_id: str = ""
    """The provider that asserted it; empty where none did."""
    siren: str
    """The firm it is about."""
    at: datetime
    expires_at: datetime | None = None
    """The instant at which it expires; None: it is good until it is taken back."""
    given_by: str
    """Who typed the code or gave the visa."""
    reason: str = ""
    """The reason of a visa: what was shown, and why it proves it."""

    def __attrs_post_init__(self) -> None:
        if self.source is Source.VISA and not self.reason.strip():
            raise InvalidValue(
                "missing", "reason", "a visa says what was shown", "un visa dit ce qui a été montré"
            )

    def holds(self, now: datetime) -> bool:
        """Whether it is still good."""
        return self.expires_at is None or now < self.expires_at


@frozen(kw_only=True)
class ProofRequest:
    """Somebody asks to be proven; a letter with a code is printed and posted, or an officer looks.

    Of the code there is only the digest, and none before it is printed: no screen, no backup and no
    reader of the database has it.
    """

    siret: Siret
    id: str
    person_id: str
    asked_at: datetime
    address: tuple[str, ...]
    """Lines of the registered seat as they were then; empty: the register gives none."""
    address_source: str
    """The source of the address, never who asks: ``register``; empty without an address."""
    digest: str = ""
    printed_at: datetime | None = None
    expires_at: datetime | None = None
    tries: int = 0
    """Wrong codes that were typed."""
    closed_at: datetime | None = None
    """It was proven, or another was asked for."""
    revision: int = 0

    @property
    def waits(self) -> bool:
        """Whether somebody of the service has something to do: print the letter, or look."""
        return self.closed_at is None and self.printed_at is None

    def open(self, now: datetime) -> bool:
        """Whether its code may still be typed, or printed."""
        dead = self.expires_at is not None and now >= self.expires_at
        return self.closed_at is None and not dead and self.tries < MOST_TRIES

    def may_be_replaced(self, now: datetime) -> bool:
        """Whether another may be asked for: its code is dead, or the letter must be lost."""
        if not self.open(now):
            return True
        return self.printed_at is not None and now - self.printed_at >= ASK_AGAIN_AFTER

    def printed(self, code: str, now: datetime) -> "ProofRequest":
        """The request with the code of the letter just printed; an earlier one is of no use now.

        Raises:
            NotAllowed: it is over, or there is no address to post it to.
        """
        if not self.open(now) or not self.address:
            raise NotAllowed("proof", "without an address" if self.open(now) else "over", "printed")
        return attrs.evolve(
            self, digest=self._digest(code), printed_at=now, expires_at=now + CODE_LIFE
        )

    def tried(self, code: str, now: datetime) -> "ProofRequest":
        """The request after a code was typed: closed if it is the one, else with one try less.

        Raises:
            NotAllowed: no letter was printed, or its code is of no use any more.
        """
        if not self.open(now) or self.printed_at is None:
            raise NotAllowed("proof", "over" if self.printed_at else "not printed", "tried")
        if self._digest(code) == self.digest:
            return attrs.evolve(self, closed_at=now)
        return attrs.evolve(self, tries=self.tries + 1)

    def closed(self, now: datetime) -> "ProofRequest":
        """The request once it is of no use any more."""
        return attrs.evolve(self, closed_at=now)

    def _digest(self, code: str) -> str:
        said = f"{self.siret}|{self.id}|{self.person_id}|{plain_code(code)}"
        return hashlib.sha256(said.encode()).hexdigest()


@frozen(kw_only=True)
class ProvenAccount:
    """A bank account that a proven contact gave with a proof of a moment ago. Written once."""

    siret: Siret
    id: str
    iban: Iban
    person_id: str
    at: datetime
    takes_effect: datetime | None = None
    """Nothing is paid on it before, for who had the account before may object; None: at once."""

    def in_effect(self, now: datetime) -> bool:
        """Tell whether payments may go there by now."""
        return self.takes_effect is None or now >= self.takes_effect


_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two signs that no reader takes for another (Crockford's base 32)."""
_LENGTH, _GROUP = 12, 4


def code_of(drawn: str) -> str:
    """A code to post, sixty bits of what was drawn at random: ``7K3M-9Q2R-5TXD``."""
    value = int.from_bytes(hashlib.sha256(drawn.encode()).digest())
    signs = "".join(_SIGNS[value >> (5 * place) & 31] for place in range(_LENGTH))
    return "-".join(signs[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def plain_code(typed: str) -> str:
    """A code as it is compared: in capitals, without what separates, O read as 0, I and L as 1."""
    return "".join(
        sign.translate(_READ_AS) for sign in typed.upper() if sign.isascii() and sign.isalnum()
    )


_READ_AS = str.maketrans("OIL", "011")
