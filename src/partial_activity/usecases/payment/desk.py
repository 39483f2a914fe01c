"""What the paying agency looks at: what is ready, the files that were written, what came back."""

import hashlib
from collections.abc import Mapping, Sequence

from attrs import frozen

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Altered, NotAllowed, NotFound
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.office.visas import Signed, Visa, VisaState
from partial_activity.domain.payment.payments import FINAL, UNPAID, PaymentEvent, standing
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.office import FileHead, ToSend, Worth
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.asking import last_visa
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.answers import Payment
from partial_activity.usecases.payment.payments import FILE_WRITTEN
from partial_activity.usecases.payment.stopped import stopped_now
from partial_activity.usecases.recording import SERVICE

FILES = 20
"""The files that a page shows."""
LINES = 50


@frozen
class FileStanding:
    """A payment file, and where its lines stand."""

    head: FileHead
    events: Mapping[PaymentEvent, int]
    """The number of its lines that had each event."""

    def count(self, event: PaymentEvent) -> int:
        """The number of its lines that had an event."""
        return self.events.get(event, 0)

    @property
    def settled(self) -> int:
        """Lines that were paid, and did not come back."""
        return self.count(PaymentEvent.SETTLED) - self.returned

    @property
    def returned(self) -> int:
        """Lines that were paid and came back."""
        return self.count(PaymentEvent.RETURNED)

    @property
    def rejected(self) -> int:
        """Lines the bank did not carry out."""
        return self.count(PaymentEvent.REJECTED)

    @property
    def sent(self) -> bool:
        """Whether it was written."""
        return self.count(PaymentEvent.SENT) >= self.head.lines

    @property
    def transmitted(self) -> bool:
        """Whether somebody has said that it has gone to the bank."""
        return self.count(PaymentEvent.TRANSMITTED) >= self.head.lines

    @property
    def unanswered(self) -> int:
        """Lines the bank has said nothing final of."""
        return self.head.lines - self.settled - self.rejected - self.returned


@frozen
class Desk:
    """The state of payments, told without reading them."""

    validated: Worth
    """Ready to be ordered; what was paid before is not taken off yet."""
    to_send: ToSend
    """Ordered, and in no file that was written."""
    unsent_files: tuple[str, ...]
    """Begun by a run that was cut: the next one writes them first."""
    to_transmit: tuple[FileHead, ...]
    """Files that were written and have not gone to the bank, the first listed first."""
    rejected: int
    """Claims whose payment came back and was not mended."""
    on_their_way: int
    """Claims whose payment was ordered, and not answered by the bank."""

    @property
    def with_bank(self) -> int:
        """Payments in files, and not answered."""
        return max(self.on_their_way - self.to_send.lines, 0)


@frozen
class Files:
    """Some files, the last listed first."""

    files: tuple[FileStanding, ...]
    before: str | None
    """The next page begins after this one; None: this is the last."""


@frozen
class FilePage:
    """A file, and some of its lines."""

    standing: FileStanding
    payments: tuple[Payment, ...]
    mended: Mapping[str, Payment]
    """The payments ordered in the place of those the bank rejected, by EndToEndId."""
    after: int | None
    """The place of the next page, in lines; None: this is the last."""
    visa: Visa | None = None
    """The last that was asked for its list."""
    visa_state: VisaState | None = None
    stopped: bool = False
    """Frozen, or a payee of it that the bank has not answered on is frozen or suspended by now."""


@frozen
class Rejected:
    """A claim whose payment came back."""

    claim: Claim
    """The claim, without its lines."""
    name: str
    """The name of the establishment."""
    payment: Payment
    """The last attempt."""

    @property
    def reason(self) -> str:
        """The bank's code."""
        reasons = (one.reason for one in self.payment.records if one.reason)
        return next(reasons, "")


def payment_desk(*, actor: Person, context: Context) -> Desk:
    """What is ready, ordered, on its way and come back.

    Raises:
        NotAllowed: the person does not run payments.
    """
    require(actor, Action.RUN_PAYMENTS)
    with context.units.reading() as uow:
        counts = uow.claims.counts()
        return Desk(
            uow.office.worth(ClaimState.VALIDATED),
            uow.office.to_send(),
            tuple(uow.payments.unsent_files()),
            tuple(uow.office.files_to_transmit()),
            counts.get(ClaimState.PAYMENT_INVALIDATED, 0),
            counts.get(ClaimState.PAYMENT_REQUESTED, 0),
        )


def payment_files(
    *, actor: Person, context: Context, before: str | None = None, limit: int = FILES
) -> Files:
    """The files that were listed.

    Raises:
        NotAllowed: the person does not run payments.
    """
    require(actor, Action.RUN_PAYMENTS)
    with context.units.reading() as uow:
        begin = uow.office.file(before) if before else None
        heads = uow.office.files(limit + 1, begin)
        standings = _standings(uow, heads[:limit])
    return Files(standings, heads[limit - 1].reference if len(heads) > limit else None)


def payment_file(
    reference: str, *, actor: Person, context: Context, after: int = 0, limit: int = LINES
) -> FilePage:
    """A file with some of its lines, each with what happened to it.

    Raises:
        NotAllowed: the person does not run payments.
        NotFound: no such file.
    """
    require(actor, Action.RUN_PAYMENTS)
    with context.units.reading() as uow:
        head = _head(uow, reference)
        lines = uow.office.lines_in_file(reference, limit, after)
        payments = tuple(Payment(line, tuple(records)) for line, records in lines)
        mended = _mended(uow, payments)
        (standing,) = _standings(uow, [head])
        visa = last_visa(uow, Signed.RUN, reference)
        stopped = _stopped(uow, head)
    more = after + len(payments) < head.lines
    return FilePage(
        standing,
        payments,
        mended,
        after + limit if more else None,
        visa,
        visa.state(context.clock.now()) if visa else None,
        stopped,
    )


def file_content(reference: str, *, actor: Person, context: Context) -> bytes:
    """A file as it was written.

    Raises:
        NotAllowed: the person does not run payments; or the file is frozen, or a payee in it that
            the bank has not answered on is frozen or suspended by now.
        NotFound: no such file, or it was not written.
        Unavailable: it cannot be read now.
        Altered: it is not the file that was written.
    """
    require(actor, Action.RUN_PAYMENTS)
    with context.units.reading() as uow:
        head = _head(uow, reference)
        (entries,) = uow.journal.about([(SERVICE, head.reference)]).values()
        if _stopped(uow, head):
            raise NotAllowed("file", "frozen", "downloaded")
    # Under the name that was kept, never under one that somebody typed.
    content = context.bank.content(head.reference)
    sha256 = hashlib.sha256(content).hexdigest()
    written = {entry.facts["sha256"] for entry in entries if entry.action == FILE_WRITTEN}
    if not written:
        raise NotFound("file", reference)
    if written != {sha256}:
        raise Altered("payment_file", head.reference)
    return content


def written_sha256(standing: FileStanding, *, actor: Person, context: Context) -> str:
    """What tells a written file from any other; empty: it was not written.

    Raises:
        NotAllowed: the person does not run payments.
    """
    require(actor, Action.RUN_PAYMENTS)
    reference = standing.head.reference
    with context.units.reading() as uow:
        (entries,) = uow.journal.about([(SERVICE, reference)]).values()
    return next((one.facts["sha256"] for one in entries if one.action == FILE_WRITTEN), "")


def _stopped(uow: UnitOfWork, head: FileHead) -> bool:
    """Whether a file must not go further: it, or what is still to be paid in it, is stopped."""
    if uow.freezes.find(Frozen.RUN, head.reference):
        return True
    if not uow.freezes.held() and not uow.establishments.suspended():
        return False  # nothing is, nearly always: the lines are not read
    stopped = stopped_now(uow)
    return any(
        stopped(line.siret, line.iban) and standing(records) not in FINAL
        for line, records in uow.office.lines_in_file(head.reference, head.lines)
    )


def rejected_payments(limit: int, *, actor: Person, context: Context) -> tuple[Rejected, ...]:
    """Claims whose payment came back and was not mended, the first submitted first.

    Raises:
        NotAllowed: the person does not run payments.
    """
    require(actor, Action.RUN_PAYMENTS)
    with context.units.reading() as uow:
        claims = uow.claims.in_state(ClaimState.PAYMENT_INVALIDATED, limit)
        keys = [(claim.siret, claim.id, claim.version) for claim in claims]
        last: dict[object, Payment] = {}
        for line, records in uow.office.lines_of_claims(keys):
            # The last attempt comes first.
            key = (line.siret, line.claim_id, line.claim_version)
            last.setdefault(key, Payment(line, tuple(records)))
    return tuple(
        Rejected(claim, last[key].line.payee, last[key])
        for claim, key in zip(claims, keys, strict=True)
    )


def _mended(uow: UnitOfWork, payments: Sequence[Payment]) -> Mapping[str, Payment]:
    rejected = {
        (line.siret, line.claim_id, line.claim_version, line.attempt + 1): line.end_to_end_id
        for line in (one.line for one in payments if one.standing in UNPAID)
    }
    tried = uow.office.lines_of_claims([key[:3] for key in rejected])
    by_attempt = {
        (line.siret, line.claim_id, line.claim_version, line.attempt): Payment(line, tuple(records))
        for line, records in tried
    }
    return {of: by_attempt[key] for key, of in rejected.items() if key in by_attempt}


def _head(uow: UnitOfWork, reference: str) -> FileHead:
    head = uow.office.file(reference)
    if head is None:
        raise NotFound("file", reference)
    return head


def _standings(uow: UnitOfWork, heads: Sequence[FileHead]) -> tuple[FileStanding, ...]:
    events = uow.office.file_events([head.reference for head in heads])
    return tuple(FileStanding(head, events.get(head.reference, {})) for head in heads)
