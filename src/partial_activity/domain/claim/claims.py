"""A monthly claim (DI): its versions, its lines, and which step may follow which."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Self

import attrs

from partial_activity.domain.assessment.regimes.regime import Addition, Regime
from partial_activity.domain.claim.line_facts import LineFacts
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.money import Euros
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import Words

CONTRACT_NUMBER_LENGTH = 20
"""Characters at most of the number of a contract, as in payroll declarations (DSN, S21.G00.40.009).
"""


class ClaimState(Choice):
    """The thirteen public states, by their code in the ministry's statistics."""

    DRAFT = 8
    AWAITING_VALIDATION = 19
    UNDER_INSTRUCTION = 20
    AWAITING_VISA = 16
    VALIDATED = 9
    REJECTED = 17
    WITHDRAWN = 26
    PAYMENT_REQUESTED = 10
    PAID = 11
    PAYMENT_INVALIDATED = 12
    RECOVERY_DUE = 13
    RECOVERY_ISSUED = 14
    RECOVERY_INVALIDATED = 15


def state_of_code(code: int) -> ClaimState | None:
    """The state of a public code; None for one that is not in the published list."""
    try:
        return ClaimState(code)
    except ValueError:
        return None


CLAIM_STEPS: Mapping[ClaimState, frozenset[ClaimState]] = MappingProxyType(
    {
        ClaimState.DRAFT: frozenset({ClaimState.AWAITING_VALIDATION, ClaimState.WITHDRAWN}),
        ClaimState.AWAITING_VALIDATION: frozenset(
            {
                ClaimState.VALIDATED,
                ClaimState.UNDER_INSTRUCTION,
                ClaimState.AWAITING_VISA,
                ClaimState.REJECTED,
                ClaimState.WITHDRAWN,
            }
        ),
        ClaimState.UNDER_INSTRUCTION: frozenset(
            {ClaimState.VALIDATED, ClaimState.AWAITING_VISA, ClaimState.REJECTED}
        ),
        ClaimState.AWAITING_VISA: frozenset({ClaimState.VALIDATED, ClaimState.REJECTED}),
        ClaimState.VALIDATED: frozenset(
            {
                ClaimState.PAYMENT_REQUESTED,
                ClaimState.AWAITING_VISA,
                ClaimState.PAID,
                ClaimState.RECOVERY_DUE,
            }
        ),
        ClaimState.REJECTED: frozenset({ClaimState.DRAFT}),
        ClaimState.WITHDRAWN: frozenset(),
        ClaimState.PAYMENT_REQUESTED: frozenset({ClaimState.PAID, ClaimState.PAYMENT_INVALIDATED}),
        ClaimState.PAYMENT_INVALIDATED: frozenset({ClaimState.PAYMENT_REQUESTED}),
        ClaimState.PAID: frozenset(
            {ClaimState.DRAFT, ClaimState.RECOVERY_DUE, ClaimState.PAYMENT_INVALIDATED}
        ),
        ClaimState.RECOVERY_DUE: frozenset({ClaimState.RECOVERY_ISSUED}),
        ClaimState.RECOVERY_ISSUED: frozenset({ClaimState.RECOVERY_INVALIDATED}),
        ClaimState.RECOVERY_INVALIDATED: frozenset(),
    }
)
"""Codes are public; the steps between them are ours, inferred from the labels. From PAID or
REJECTED back to DRAFT is a correction: a new version. From VALIDATED straight to PAID or to
RECOVERY_DUE goes a version whose allowance was paid before, or more than it. From PAID to
PAYMENT_INVALIDATED goes one whose transfer came back."""


@frozen
class AddedEuros:
    """What the regime of a line's days added beside its hours, as it was told then."""

    key: str
    words: Words
    euros: Euros
    paid_back: bool
    """Whether the allowance has it too; else the indemnity alone."""

    @classmethod
    def of(cls, addition: Addition, regime: Regime) -> Self:
        """An addition of a regime, with its words."""
        words = regime.words.get(addition.key) or NAMED[addition.key]
        return cls(addition.key, words, addition.euros, addition.paid_back)


def summed(additions: Iterable[AddedEuros]) -> tuple[AddedEuros, ...]:
    """The additions of several lines, each kind once, in the words of the first of it."""
    sums: dict[tuple[str, bool], AddedEuros] = {}
    for one in additions:
        kind = one.key, one.paid_back
        known = sums.get(kind)
        sums[kind] = one if known is None else attrs.evolve(known, euros=known.euros + one.euros)
    return tuple(sums.values())


@frozen
class AssessedLine:
    """The amounts found for a line, and the rules they follow, so that it can be replayed."""

    compensable_hours: Hours
    hourly_indemnity: Euros
    indemnity: Euros
    hourly_allowance: Euros
    allowance: Euros
    basis: str
    """Digest of the resolved rules, kept once in the store of bases."""
    warnings: tuple[str, ...] = ()
    """Codes."""
    additions: tuple[AddedEuros, ...] = ()
    """The additions, in both totals already or in the indemnity alone; none under our law."""


@frozen
class ClaimLine(LineFacts[Nir]):
    """What is stated of one slice, and what it was found to be worth."""

    number: int = 0
    """The number of the line in its claim; 0: a claim gives it one when it takes the line."""
    assessed: AssessedLine | None = None

    @property
    def compensable_hours(self) -> Hours:
        """What was counted; none before it is assessed."""
        return self.assessed.compensable_hours if self.assessed else ZERO_HOURS


class _NotRead(tuple[ClaimLine, ...]):
    """The lines were not read: counting or adding them up would say zero where there are some."""

    __slots__ = ()

    def __iter__(self) -> Iterator[ClaimLine]:
        msg = "this claim was read without its lines: get it, or ask for its totals"
        raise AssertionError(msg)

    def __len__(self) -> int:
        return len(list(self))


LINES_NOT_READ: tuple[ClaimLine, ...] = _NotRead()
"""Lines of a claim that a store gave without them; saving such a claim leaves its lines alone."""


@frozen
class Claim:
    """One version of the claim of a month; a correction is the next version."""

    siret: Siret
    id: str
    version: int
    decision_number: str
    month: date
    """First day of the month."""
    state: ClaimState
    created_by: str
    lines: tuple[ClaimLine, ...] = ()
    submitted_at: datetime | None = None
    known_on: date | None = None
    """Legal day on which it was assessed: the law as known then."""
    law_revision: str = ""
    """Revision of our tables at that moment."""
    revision: int = 0

    @property
    def hours(self) -> Hours:
        """Compensable hours of all assessed lines."""
        return Hours(
            sum(line.assessed.compensable_hours.hundredths for line in self.lines if line.assessed)
        )

    @property
    def indemnity(self) -> Euros:
        """Indemnity of all assessed lines."""
        return Euros(sum(line.assessed.indemnity.cents for line in self.lines if line.assessed))

    @property
    def allowance(self) -> Euros:
        """Allowance of all assessed lines: what is to be paid."""
        return Euros(sum(line.assessed.allowance.cents for line in self.lines if line.assessed))

    def moved_to(self, state: ClaimState) -> "Claim":
        """The claim in its next state.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        if state not in CLAIM_STEPS[self.state]:
            raise NotAllowed("claim", self.state.name, state.name)
        return attrs.evolve(self, state=state)


def claim_id_of(siret: Siret, decision_number: str, month: date) -> str:
    """The id of the claim of a month under a decision: there is one claim, in versions.

    The same facts give the same id, so that two people who open it at once cannot make two.
    """
    text = f"{siret}|{len(decision_number)}:{decision_number}|{month:%Y-%m}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
