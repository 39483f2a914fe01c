"""Stores of everything that is kept. Every key starts with the establishment.

All stores of one unit of work see one consistent state, and nothing is seen by others before the
commit. ``add`` refuses a key that exists; ``save`` refuses a thing that somebody else changed since
it was read (its ``revision``); both with ``Conflict``. What is saved comes back equal, but for the
revision, which grows by one. ``get`` raises ``NotFound``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, Self

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadStep
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.letters.documents import IssuedDocument
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.payment.ledger import LedgerFact
from partial_activity.domain.payment.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people.idempotency import KeptAnswer
from partial_activity.domain.people.people import Establishment, Membership, Person
from partial_activity.domain.screening.outcome import Screening
from partial_activity.domain.screening.policy import PolicyVersion


class EstablishmentStore(Protocol):
    """Establishments that have an account, and the people who belong to them."""

    def add(self, establishment: Establishment) -> None: ...
    def get(self, siret: Siret) -> Establishment: ...
    def find(self, siret: Siret) -> Establishment | None: ...
    def of_firm(self, siren: str) -> Sequence[Establishment]:
        """Give the establishments of a firm that have an account, by number."""

    def suspended(self) -> Collection[Siret]:
        """Those that are suspended: few, read at once for all that is to be paid."""

    def save(self, establishment: Establishment) -> None: ...
    def add_member(self, membership: Membership) -> None: ...
    def member(self, siret: Siret, person_id: str) -> Membership | None: ...
    def with_member(
        self, siret: Siret, person_id: str
    ) -> tuple[Establishment | None, Membership | None]:
        """Read ``find`` and ``member`` at once; both are None where there is no account."""

    def members(self, siret: Siret) -> Sequence[Membership]:
        """List the members, the principal contact first, then by date of joining."""

    def principal(self, siret: Siret) -> Membership | None:
        """Find the active membership of the principal contact: the first of two."""

    def memberships_of(self, person_id: str) -> Sequence[Membership]: ...
    def save_member(self, membership: Membership) -> None: ...


class PersonStore(Protocol):
    """People with an account; an e-mail address belongs to one of them."""

    def add(self, person: Person) -> None: ...
    def get(self, person_id: str) -> Person: ...
    def by_email(self, email: EmailAddress) -> Person | None: ...
    def save(self, person: Person) -> None: ...
    def of_service(self) -> Sequence[Person]:
        """List who has a role in the service, in whatever state; by ``folded`` name, then by id."""


class AnswerStore(Protocol):
    """Answers to requests that may be sent again; one to a person, a route and a key."""

    def find(self, person_id: str, route: str, key: str) -> KeptAnswer | None:
        """Find the answer of a key, expired or not."""

    def add(self, answer: KeptAnswer) -> None:
        """Keep an answer; ``Conflict`` where the key has one, even one not committed yet."""

    def remove(self, answer: KeptAnswer) -> None: ...
    def forget(self, expired_before: datetime) -> int:
        """Remove the answers that expired before an instant, and count them."""


class RequestStore(Protocol):
    """Requests for authorisation, every version, and their decisions."""

    def add(self, request: AuthorisationRequest) -> None:
        """Keep a new request, or the next version of one, under (siret, id, version)."""

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """Read the latest version."""

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]: ...
    def all_versions(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """List every version of every request of an establishment, by id and version."""

    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """List the latest version of each request, drafts first, then the last filed first."""

    def save(self, request: AuthorisationRequest) -> None: ...
    def undecided(self, received_until: datetime) -> Iterator[AuthorisationRequest]:
        """List what is submitted or held and was received by an instant, the oldest first.

        Every version in such a state is listed, not the latest only, of all establishments.
        """

    def opinions_due(self, until: date) -> Iterator[AuthorisationRequest]:
        """List what is filed and stands, with an opinion due by a day that was not sent.

        Those of all establishments are listed, the first due first.
        """

    def decided_ending(self, first: date, last: date) -> Iterator[AuthorisationRequest]:
        """List what is decided and whose last day asked for lies between two days.

        Every version that is so is listed, not the latest only; all establishments, in order.
        """

    def add_decision(self, decision: Decision) -> None:
        """Keep the decision on a version of a request, which has one and no other.

        Raises:
            Conflict: for a second one, or a number that is taken.
            NotFound: there is no such version.
        """

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """List the decisions of an establishment, the last first."""

    def decision(self, siret: Siret, number: str) -> Decision: ...
    def decided(self, siret: Siret, number: str) -> tuple[Decision, AuthorisationRequest]:
        """Read a ``decision``, and the version of the request that it decides."""

    def save_decision(self, decision: Decision) -> None:
        """Add a withdrawal, once: nothing else of a decision ever changes.

        Raises:
            NotAllowed: for anything else.
        """

    def filers_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Find, by account, the establishments that filed a request with it; drafts apart."""

    def keep_typed(self, siret: Siret, request_id: str, person_id: str, typed: str) -> None:
        """Keep what a person typed that makes no draft yet, in place of what was kept.

        ``request_id`` is "" for a request that is not begun, ``typed`` for nothing to keep. It is
        encrypted where it rests.
        """

    def typed(self, siret: Siret, request_id: str, person_id: str) -> str:
        """Read what a person typed, as it was kept; "" where nothing is."""

    def forget_typed(self, siret: Siret, request_id: str) -> None:
        """Remove what anybody typed for a request, once it is filed or given up."""


@frozen
class ClaimTotals:
    """Sums over the lines of a claim version, had without reading the lines."""

    lines: int
    employees: int
    hours: Hours
    """Compensable hours of the assessed lines."""
    indemnity: Euros
    allowance: Euros

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """The sums of a claim whose lines were read."""
        employees = {line.nir for line in claim.lines}
        figures = (claim.hours, claim.indemnity, claim.allowance)
        return cls(len(claim.lines), len(employees), *figures)


@frozen
class BasisTotals:
    """Sums over the assessed lines of a claim version that rest on the same rules."""

    basis: str
    """Digest of the rules."""
    first: date
    """The first of their days."""
    last: date
    lines: int
    hours: Hours
    """Compensable."""
    indemnity: Euros
    allowance: Euros

    @classmethod
    def of_lines(cls, lines: Iterable[ClaimLine]) -> list[Self]:
        """The sums of each set of rules that assessed lines rest on, by its first day."""
        by_basis: dict[str, list[tuple[ClaimLine, AssessedLine]]] = {}
        for line in lines:
            if line.assessed is not None:
                by_basis.setdefault(line.assessed.basis, []).append((line, line.assessed))
        sums = [
            cls(
                basis,
                min(line.span.first for line, _ in some),
                max(line.last_day for line, _ in some),
                len(some),
                Hours(sum(one.compensable_hours.hundredths for _, one in some)),
                Euros(sum(one.indemnity.cents for _, one in some)),
                Euros(sum(one.allowance.cents for _, one in some)),
            )
            for basis, some in by_basis.items()
        ]
        return sorted(sums, key=lambda each: (each.first, each.basis))


class ClaimStore(Protocol):
    """Claims, every version with its lines. NIR are encrypted where they rest.

    A claim given without its lines has ``LINES_NOT_READ``: nobody can add up what is not there.
    A version *stands* once submitted, while it is neither rejected nor withdrawn; of the versions
    of a claim the latest that stands counts, so that a correction in the making hides nothing.
    """

    def add(self, claim: Claim) -> None:
        """Keep a new claim, or the next version of one, under (siret, id, version)."""

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Read a version with its lines, by number; the latest unless one is named."""

    def head(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Read a version without its lines; the latest unless one is named."""

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """List all versions without their lines, from the first on."""

    def lines_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Read some lines by number, from above ``after`` on, and no others."""

    def employees_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Read all lines of some employees, by day; an employee stands at its lowest number.

        Employees above the place ``after`` follow by place; of no others a line is read.
        """

    def lines_beside(
        self, siret: Siret, claim_id: str, version: int, number: int
    ) -> Sequence[ClaimLine]:
        """Read, by day, all lines of the employee whose line has a number; none without it."""

    def of(self, siret: Siret) -> Sequence[Claim]:
        """List the latest version of each claim, without lines, the latest month first."""

    def save(self, claim: Claim) -> None:
        """Keep a change, with the lines of the claim in place of those before, however many.

        The lines of a claim that is given without them stay as they are.
        """

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals: ...
    def totals_of(self, siret: Siret, claims: Collection[Claim]) -> Mapping[str, ClaimTotals]:
        """Add up some versions, one of each claim, by its id; without lines, none is given."""

    def totals_by_basis(self, siret: Siret, claim_id: str, version: int) -> Sequence[BasisTotals]:
        """Add up the assessed lines by the rules they rest on, the first days first."""

    def kept_sums(
        self, siret: Siret, claim_id: str, version: int
    ) -> Mapping[str, tuple[int, Hours, Euros, Euros]]:
        """What figures go by, kept beside the lines: by their rules, how many, hours, both amounts.

        What stands there and is not what the lines add up to was changed behind the service.
        """

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """List claims of all establishments, without lines, the first submitted first."""

    def counts(self) -> Mapping[ClaimState, int]:
        """Count the versions in each state, of all establishments; empty states are left out."""

    def hours_in_year(
        self,
        siret: Siret,
        nirs: Sequence[Nir],
        year: int,
        but: str,
        decisions: Collection[str] | None = None,
    ) -> Mapping[Nir, Hours]:
        """Add up the compensable hours of each employee in a calendar year, if any.

        The year is that of the claim's month. Versions that stand are counted, apart from the claim
        ``but``, and only under some decisions if they are given.
        """

    def hours_under(self, siret: Siret, decision_number: str, but: str) -> Hours:
        """Add up the compensable hours that stand under a decision, apart from claim ``but``."""

    def lines_between(
        self, siret: Siret, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Iterator[ClaimLine]:
        """Read the lines of employees in other claims of the establishment on those days.

        Versions that stand are read, apart from the claim ``but``: a week may lie in two months.
        """

    def last_pays(self, siret: Siret, nirs: Sequence[Nir], before: date) -> Mapping[Nir, HourlyPay]:
        """Find the hourly pay of each in the latest month claimed before; the highest of it.

        Versions that stand are read; who was never claimed, or has no hourly pay, is left out.
        """

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Find which employees other claims name on days that overlap, and where.

        Each place is told once, by establishment and day; versions that stand, apart from ``but``.
        """

    def keep_typed(self, siret: Siret, claim_id: str, version: int, typed: str) -> None:
        """Keep what was typed in a draft and cannot be read yet, in place of what was kept.

        It is encrypted where it rests, for it may hold a NIR; "" keeps nothing. ``NotFound`` where
        there is no such version.
        """

    def typed(self, siret: Siret, claim_id: str, version: int) -> str:
        """Read what was typed in a draft, as it was kept; "" where nothing is."""

    def keep_basis(self, digest: str, rules: str) -> None:
        """Keep resolved rules as text, under their digest; doing it again changes nothing."""

    def basis(self, digest: str) -> str: ...
    def keep_screening(
        self, siret: Siret, claim_id: str, version: int, screening: Screening
    ) -> None:
        """Keep what was checked before a version was decided (``Screening.as_kept()``).

        A second one is a ``Conflict``; without the version there is ``NotFound``.
        """

    def screening_of(self, siret: Siret, claim_id: str, version: int) -> Screening | None:
        """Read a screening as it was kept; None for a version that was never screened."""


class PolicyStore(Protocol):
    """Versions of the screening policy, which are added and never changed."""

    def add(self, version: PolicyVersion) -> None:
        """Keep the next version; ``Conflict`` when somebody else was first to take its number."""

    def latest(self) -> PolicyVersion | None:
        """Read the version in force; None while nobody has changed the settings."""

    def history(self, limit: int) -> Sequence[PolicyVersion]:
        """List the versions, the last first."""


class UploadStore(Protocol):
    """Claim files that were sent, and what each step did for each claim."""

    def add(self, upload: Upload) -> None: ...
    def get(self, siret: Siret, upload_id: str) -> Upload: ...
    def save(self, upload: Upload) -> None: ...
    def of(self, siret: Siret, sent_by: str, limit: int) -> Sequence[Upload]:
        """List what a person sent, the last sent first."""

    def to_run(self, silent_since: datetime, limit: int) -> Sequence[Upload]:
        """List what waits, or runs and has been silent since then; the first sent first."""

    def to_forget(self, ended_before: datetime, limit: int) -> Sequence[Upload]:
        """List what ended before then and still has its lines, the first ended first."""

    def keep_claim(self, siret: Siret, upload_id: str, done: UploadedClaim) -> None:
        """Keep what a step did at a place, over what was there; ``NotFound`` without the upload."""

    def claims(
        self, siret: Siret, upload_id: str, step: UploadStep, after: int, limit: int
    ) -> Sequence[UploadedClaim]:
        """List what a step did, by place, from above ``after`` on."""


class DocumentStore(Protocol):
    """Register of issued documents: append-only, and nothing personal in it."""

    def add(self, document: IssuedDocument) -> None: ...
    def by_file(self, sha256: str) -> IssuedDocument | None: ...
    def by_code(self, code: str) -> IssuedDocument | None:
        """Find the last issued: newer software may write the same content as other bytes."""

    def by_number(self, number: str) -> IssuedDocument | None:
        """Find the last issued under a number."""

    def last_like(self, document: IssuedDocument) -> IssuedDocument:
        """Find the last issued that tells of the same thing (``what``), or the document itself."""


class PaymentStore(Protocol):
    """Payment lines and their events, which are added and never changed."""

    def add(self, line: PaymentLine) -> None:
        """Keep a line; ``Conflict`` when that claim version and attempt was ordered before."""

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine: ...
    def find(self, end_to_end_id: str) -> PaymentLine | None: ...
    def lines(self, siret: Siret) -> Sequence[PaymentLine]: ...
    def record(self, record: PaymentRecord) -> None:
        """Keep an event; the same one of a line twice changes nothing. ``NotFound`` without it."""

    def record_all(self, records: Sequence[PaymentRecord]) -> None:
        """Do as ``record`` does for each; one file lists thousands."""

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """List the events of a line in the order they were recorded."""

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """List the lines with no event but their order, the first ordered first.

        They are locked for this unit of work, so that two payment runs never take the same one.
        """

    def unsent_files(self) -> Sequence[str]:
        """List the files that a line was ``LISTED`` for and not sent, in their order."""

    def lines_of_file(self, reference: str) -> Sequence[PaymentLine]:
        """List the lines that were ``LISTED`` for a file, the first ordered first."""

    def ordered_to_firm(self, siren: str, since: datetime) -> Euros:
        """Add up what all establishments of a firm were ordered from an instant on."""

    def facts(
        self, begin: datetime, end: datetime, limit: int, after: PaymentRecord | None = None
    ) -> Sequence[tuple[PaymentLine, PaymentRecord]]:
        """List what happened to payments from one instant to before another, in order.

        By instant, then establishment, payment and event; orders are facts too, without a file.

        Args:
            begin: the first instant.
            end: the first instant after.
            limit: of facts.
            after: begin after this one.
        """

    def sums(self, end: datetime) -> Mapping[LedgerFact, Euros]:
        """Add up what was moved before an instant, as ``ledger.moved_by`` tells it of each fact."""

    def payees_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Find, by account, the establishments ever paid, or to be paid, on it."""
