"""Where things are kept. Every key starts with the establishment.

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
from partial_activity.domain.payment.payments import PaymentLine, PaymentRecord
from partial_activity.domain.people.evidence import Evidence, ProofRequest, ProvenAccount
from partial_activity.domain.people.idempotency import KeptAnswer
from partial_activity.domain.people.people import Establishment, Membership, Person
from partial_activity.domain.people.sessions import Session
from partial_activity.domain.people.tokens import ApiToken
from partial_activity.domain.screening.outcome import Screening
from partial_activity.domain.screening.policy import PolicyVersion


class EstablishmentStore(Protocol):
    """Establishments that have an account, and who belongs to them."""

    def add(self, establishment: Establishment) -> None: ...
    def get(self, siret: Siret) -> Establishment: ...
    def find(self, siret: Siret) -> Establishment | None: ...
    def save(self, establishment: Establishment) -> None: ...
    def add_member(self, membership: Membership) -> None: ...
    def member(self, siret: Siret, person_id: str) -> Membership | None: ...
    def with_member(
        self, siret: Siret, person_id: str
    ) -> tuple[Establishment | None, Membership | None]:
        """``find`` and ``member`` at once; without an account there, neither."""

    def members(self, siret: Siret) -> Sequence[Membership]:
        """The principal first, then by date."""

    def principal(self, siret: Siret) -> Membership | None:
        """The active membership of the principal contact; the first, if there are two."""

    def memberships_of(self, person_id: str) -> Sequence[Membership]: ...
    def save_member(self, membership: Membership) -> None: ...


class PersonStore(Protocol):
    """People with an account; one person an e-mail address."""

    def add(self, person: Person) -> None: ...
    def get(self, person_id: str) -> Person: ...
    def by_email(self, email: EmailAddress) -> Person | None: ...
    def save(self, person: Person) -> None: ...
    def of_service(self) -> Sequence[Person]:
        """Who has a role in the service, whatever their state; by name, then by id."""


class TokenStore(Protocol):
    """Tokens of people; a digest is one token's."""

    def add(self, token: ApiToken) -> None: ...
    def by_digest(self, digest: str) -> ApiToken | None: ...
    def of(self, person_id: str) -> Sequence[ApiToken]:
        """The last issued first."""

    def save(self, token: ApiToken) -> None: ...


class SessionStore(Protocol):
    """Sessions of people; a digest is one session's, and what opened one opens no other."""

    def add(self, session: Session) -> None: ...
    def by_digest(self, digest: str) -> Session | None: ...
    def of(self, person_id: str) -> Sequence[Session]:
        """The last opened first."""

    def save(self, session: Session) -> None: ...
    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant; how many there were."""


class ProofStore(Protocol):
    """Who asked to be proven for a firm, what proved it, and the accounts they gave."""

    def add_request(self, request: ProofRequest) -> None: ...
    def request(self, siret: Siret, request_id: str) -> ProofRequest: ...
    def last_request(self, siret: Siret, person_id: str) -> ProofRequest | None:
        """The last one that a person asked."""

    def save_request(self, request: ProofRequest) -> None: ...
    def waiting(self, limit: int) -> Sequence[ProofRequest]:
        """Of all establishments, those that wait for somebody of the service; the first first."""

    def add(self, evidence: Evidence) -> None: ...
    def of(self, siret: Siret) -> Sequence[Evidence]:
        """The first first."""

    def add_account(self, account: ProvenAccount) -> None: ...
    def accounts(self, siret: Siret) -> Sequence[ProvenAccount]:
        """The first given first: the last is the one in use."""


class AnswerStore(Protocol):
    """Answers to requests that may be sent again; a key is one answer's, for a person and route."""

    def find(self, person_id: str, route: str, key: str) -> KeptAnswer | None:
        """Expired or not."""

    def add(self, answer: KeptAnswer) -> None:
        """``Conflict`` where the key has an answer, even one that another unit is committing."""

    def remove(self, answer: KeptAnswer) -> None: ...
    def forget(self, expired_before: datetime) -> int:
        """Remove those that expired before an instant; how many there were."""


class RequestStore(Protocol):
    """Requests for authorisation, every version, and their decisions."""

    def add(self, request: AuthorisationRequest) -> None:
        """A new request, or the next version of one: key (siret, id, version)."""

    def get(self, siret: Siret, request_id: str) -> AuthorisationRequest:
        """The latest version."""

    def versions(self, siret: Siret, request_id: str) -> Sequence[AuthorisationRequest]: ...
    def all_versions(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """Every version of every request of an establishment, by id and version."""

    def of(self, siret: Siret) -> Sequence[AuthorisationRequest]:
        """The latest version of each, drafts first, then the last filed first."""

    def save(self, request: AuthorisationRequest) -> None: ...
    def undecided(self, received_until: datetime) -> Iterator[AuthorisationRequest]:
        """Submitted or held, received up to an instant, of all establishments, oldest first.

        Every version that is in such a state, not the latest only.
        """

    def opinions_due(self, until: date) -> Iterator[AuthorisationRequest]:
        """Filed and not withdrawn, with an opinion due up to a day that was not sent.

        Of all establishments, the first due first.
        """

    def decided_ending(self, first: date, last: date) -> Iterator[AuthorisationRequest]:
        """Decided, whose last day asked for lies between two days; all establishments, in order.

        Every version that is so, not the latest only.
        """

    def add_decision(self, decision: Decision) -> None:
        """One decision for a version of a request, ever.

        Raises:
            Conflict: for a second one, or a number that is taken.
            NotFound: there is no such version.
        """

    def decisions(self, siret: Siret) -> Sequence[Decision]:
        """The last first."""

    def decision(self, siret: Siret, number: str) -> Decision: ...
    def decided(self, siret: Siret, number: str) -> tuple[Decision, AuthorisationRequest]:
        """``decision``, and the version of the request that it decides."""

    def save_decision(self, decision: Decision) -> None:
        """Add a withdrawal, once: nothing else of a decision ever changes.

        Raises:
            NotAllowed: for anything else.
        """

    def filers_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments that filed a request with an account, drafts left out, by account."""

    def keep_typed(self, siret: Siret, request_id: str, person_id: str, typed: str) -> None:
        """What a person typed that makes no draft yet, in place of what was; "" for nothing.

        ``request_id`` is "" for a request that is not begun. Encrypted where it rests.
        """

    def typed(self, siret: Siret, request_id: str, person_id: str) -> str:
        """As it was kept; "" where nothing is."""

    def forget_typed(self, siret: Siret, request_id: str) -> None:
        """What anybody typed for a request: it is filed, or given up."""


@frozen
class ClaimTotals:
    """What the lines of a claim version add up to, without reading them."""

    lines: int
    employees: int
    hours: Hours
    """Compensable hours of the assessed lines."""
    indemnity: Euros
    allowance: Euros

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """Of a claim whose lines were read."""
        employees = {line.nir for line in claim.lines}
        figures = (claim.hours, claim.indemnity, claim.allowance)
        return cls(len(claim.lines), len(employees), *figures)


@frozen
class BasisTotals:
    """What the assessed lines of a claim version that rest on the same rules add up to."""

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
        """One for each set of rules that assessed lines rest on, by its first day."""
        by_basis: dict[str, list[tuple[ClaimLine, AssessedLine]]] = {}
        for line in lines:
            if line.assessed is not None:
                by_basis.setdefault(line.assessed.basis, []).append((line, line.assessed))
        found = [
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
        return sorted(found, key=lambda each: (each.first, each.basis))


class ClaimStore(Protocol):
    """Claims, every version with its lines. NIR are encrypted where they rest.

    A claim given without its lines has ``LINES_NOT_READ``: nobody can add up what is not there.
    A version *stands* once submitted, while it is neither rejected nor withdrawn; of the versions
    of a claim the latest that stands counts, so that a correction in the making hides nothing.
    """

    def add(self, claim: Claim) -> None:
        """A new claim, or the next version of one: key (siret, id, version)."""

    def get(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """With its lines, by number; the latest version unless one is named."""

    def head(self, siret: Siret, claim_id: str, version: int | None = None) -> Claim:
        """Without its lines; the latest version unless one is named."""

    def versions(self, siret: Siret, claim_id: str) -> Sequence[Claim]:
        """Without their lines, the first first."""

    def lines_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """Some lines by number, those above ``after``; no others are read."""

    def employees_page(
        self, siret: Siret, claim_id: str, version: int, after: int, limit: int
    ) -> Sequence[ClaimLine]:
        """All lines of some employees, each by day; an employee's place is its lowest number.

        Those whose place is above ``after``, by place; of no others a line is read.
        """

    def lines_beside(
        self, siret: Siret, claim_id: str, version: int, number: int
    ) -> Sequence[ClaimLine]:
        """By day, all lines of the employee whose line has a number; none where no line has it."""

    def of(self, siret: Siret) -> Sequence[Claim]:
        """The latest version of each, without lines, the latest month first."""

    def save(self, claim: Claim) -> None:
        """The lines are replaced by those of the claim; there is no limit on their number.

        Those of a claim given without them stay as they are.
        """

    def totals(self, siret: Siret, claim_id: str, version: int) -> ClaimTotals: ...
    def totals_of(self, siret: Siret, claims: Collection[Claim]) -> Mapping[str, ClaimTotals]:
        """Of some versions, one of each claim, by the claim's id; those without lines left out."""

    def totals_by_basis(self, siret: Siret, claim_id: str, version: int) -> Sequence[BasisTotals]:
        """Of the assessed lines, by the rules they rest on; the first days first."""

    def in_state(self, state: ClaimState, limit: int) -> Sequence[Claim]:
        """Of all establishments, without lines, the first submitted first."""

    def counts(self) -> Mapping[ClaimState, int]:
        """How many versions are in each state, of all establishments; none: left out."""

    def hours_in_year(
        self,
        siret: Siret,
        nirs: Sequence[Nir],
        year: int,
        but: str,
        decisions: Collection[str] | None = None,
    ) -> Mapping[Nir, Hours]:
        """Compensable hours, in a calendar year, of those of the employees who have any.

        By the year of the claim's month; versions that stand, but for the claim ``but``; under some
        decisions only, if they are given.
        """

    def hours_under(self, siret: Siret, decision_number: str, but: str) -> Hours:
        """Compensable hours claimed under a decision; versions that stand, but for ``but``."""

    def lines_between(
        self, siret: Siret, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Iterator[ClaimLine]:
        """Lines of these employees in the establishment's other claims, on days that overlap.

        Versions that stand, but for the claim ``but``. Slices of a week lie in two months' claims.
        """

    def last_pays(self, siret: Siret, nirs: Sequence[Nir], before: date) -> Mapping[Nir, HourlyPay]:
        """Hourly pay of each in the latest month claimed before one; the highest of that month.

        Versions that stand; those never claimed, or without an hourly pay, are left out.
        """

    def elsewhere(
        self, nirs: Sequence[Nir], first: date, last: date, but: str
    ) -> Sequence[tuple[Nir, Siret, date, date]]:
        """Who of the employees is claimed by other claims on days that overlap, and where.

        Each once, by establishment and day; versions that stand, but for the claim ``but``.
        """

    def keep_typed(self, siret: Siret, claim_id: str, version: int, typed: str) -> None:
        """What was typed in a draft and cannot be read yet, in place of what was; "" for nothing.

        Encrypted where it rests, as a NIR is: it may hold one. ``NotFound`` without the version.
        """

    def typed(self, siret: Siret, claim_id: str, version: int) -> str:
        """As it was kept; "" where nothing is."""

    def keep_basis(self, digest: str, rules: str) -> None:
        """Resolved rules as text, once for each digest; keeping them again changes nothing."""

    def basis(self, digest: str) -> str: ...
    def keep_screening(
        self, siret: Siret, claim_id: str, version: int, screening: Screening
    ) -> None:
        """What was checked before a version was decided, as ``Screening.as_kept()`` gives it.

        Once: ``Conflict`` for a second, ``NotFound`` without the version.
        """

    def screening_of(self, siret: Siret, claim_id: str, version: int) -> Screening | None:
        """As it was kept; None for a version that was never screened."""


class PolicyStore(Protocol):
    """Versions of the screening policy: added to, never changed."""

    def add(self, version: PolicyVersion) -> None:
        """The next one; ``Conflict`` when its number is taken: somebody was first."""

    def latest(self) -> PolicyVersion | None:
        """The one in force; None: nobody has changed the settings yet."""

    def history(self, limit: int) -> Sequence[PolicyVersion]:
        """The last first."""


class UploadStore(Protocol):
    """Claim files that were sent, and what each step did for each claim."""

    def add(self, upload: Upload) -> None: ...
    def get(self, siret: Siret, upload_id: str) -> Upload: ...
    def save(self, upload: Upload) -> None: ...
    def of(self, siret: Siret, sent_by: str, limit: int) -> Sequence[Upload]:
        """Those that a person sent, the last sent first."""

    def to_run(self, silent_since: datetime, limit: int) -> Sequence[Upload]:
        """Waiting, or running and silent since then; of everybody, the first sent first."""

    def to_forget(self, ended_before: datetime, limit: int) -> Sequence[Upload]:
        """Ended before then, with lines that are still kept; the first ended first."""

    def keep_claim(self, siret: Siret, upload_id: str, done: UploadedClaim) -> None:
        """In place of what the step kept for that place; ``NotFound`` without the upload."""

    def claims(
        self, siret: Siret, upload_id: str, step: UploadStep, after: int, limit: int
    ) -> Sequence[UploadedClaim]:
        """What a step did, by place, those above ``after``."""


class DocumentStore(Protocol):
    """The register of issued documents: append-only, and nothing personal in it."""

    def add(self, document: IssuedDocument) -> None: ...
    def by_file(self, sha256: str) -> IssuedDocument | None: ...
    def by_code(self, code: str) -> IssuedDocument | None:
        """The last issued, where newer software wrote the same content as other bytes."""

    def by_number(self, number: str) -> IssuedDocument | None:
        """The last issued."""

    def last_like(self, document: IssuedDocument) -> IssuedDocument:
        """The last issued of those that tell of the same thing (``what``), itself among them."""


class PaymentStore(Protocol):
    """Payment lines and what happened to them: added to, never changed."""

    def add(self, line: PaymentLine) -> None:
        """``Conflict`` when that claim version and attempt was ordered before."""

    def get(self, siret: Siret, end_to_end_id: str) -> PaymentLine: ...
    def find(self, end_to_end_id: str) -> PaymentLine | None: ...
    def lines(self, siret: Siret) -> Sequence[PaymentLine]: ...
    def record(self, record: PaymentRecord) -> None:
        """The same event of the same line twice changes nothing; ``NotFound`` without the line."""

    def record_all(self, records: Sequence[PaymentRecord]) -> None:
        """As ``record`` for each; one file lists thousands."""

    def records(self, siret: Siret, end_to_end_id: str) -> Sequence[PaymentRecord]:
        """In the order they were recorded."""

    def to_send(self, limit: int) -> Sequence[PaymentLine]:
        """Without any event but the order, the first ordered first.

        Claimed for this unit of work, so that two payment runs never take the same one.
        """

    def unsent_files(self) -> Sequence[str]:
        """References of files that some line was ``LISTED`` for and not sent, in their order."""

    def lines_of_file(self, reference: str) -> Sequence[PaymentLine]:
        """The lines that were ``LISTED`` for a file, the first ordered first."""

    def payees_with(self, ibans: Collection[Iban]) -> Mapping[Iban, Collection[Siret]]:
        """Establishments ever paid, or to be paid, on an account, by account."""
