"""Claim files that are sent: received, checked, imported or given up, in steps that survive.

Receiving keeps the file and answers at once. A worker, or who received it if it is small, reads it
to its end and tells how far it is on the way. A worker that dies leaves its upload to the next: an
import goes claim by claim, each in a unit of work that also says it is done, so that nothing is
ever imported twice nor left half.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import attrs
from attrs import frozen

from partial_activity.domain.claim.uploads import (
    KEPT_FOR,
    LEASE,
    Upload,
    UploadedClaim,
    UploadState,
    UploadStep,
)
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.free_text import plain_file_name
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.words import Words
from partial_activity.ports.claim_files import (
    MOST_IN_WORKBOOK,
    FaultsPage,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.claim.upload_work import (
    HELD_AT_ONCE,
    LISTED_AT_MOST,
    UploadWork,
    report_of,
)
from partial_activity.usecases.context import Context
from partial_activity.usecases.recording import Record
from partial_activity.usecases.revisions import Seen, expect, saved


def receive_upload(
    siret: Siret,
    file_name: str,
    content: Iterable[bytes],
    *,
    most: int,
    actor: Person,
    context: Context,
    claim_id: str | None = None,
) -> Upload:
    """Keep a file as it arrives; it waits to be checked.

    Args:
        siret: establishment it is sent on; its lines may be for others the person claims for.
        file_name: what it is called where it comes from; kept plain, and without any number.
        content: its bytes, part by part.
        most: bytes that are taken.
        actor: who sends it.
        context: where uploads and their files are kept.
        claim_id: the claim on whose page it is sent, if any.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person may not claim for it.
        FileTooLarge: more than ``most``.
        Unavailable: it cannot be kept.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
    kept = context.claim_files.keep(content, most)
    now = context.clock.now()
    upload = Upload(
        siret=siret,
        id=context.ids.new(),
        sent_by=actor.id,
        sent_at=now,
        file_name=plain_file_name(file_name) or "claims",
        file=kept.name,
        size=kept.size,
        step=UploadStep.CHECK,
        state=UploadState.WAITING,
        whole=False,
        claim_id=claim_id,
    )
    with context.units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        uow.uploads.add(upload)
        Record(uow, siret, now, actor.id).note("file.received", upload.id, size=str(kept.size))
        uow.commit()
    return upload


def see_upload(siret: Siret, upload_id: str, *, actor: Person, context: Context) -> Upload:
    """Show how far an upload is, to who sent it.

    Raises:
        NotFound: no such establishment or upload for this person.
    """
    with context.units.reading() as uow:
        return _theirs(uow, siret, upload_id, actor, Action.SEE_ESTABLISHMENT)


def uploads_of(
    siret: Siret, *, actor: Person, context: Context, limit: int = 20
) -> Sequence[Upload]:
    """The last files that a person sent for an establishment, the last first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_ESTABLISHMENT, siret)
        return uow.uploads.of(siret, actor.id, limit)


@frozen(eq=False)
class UploadReport:
    """What the last step did, or a check would do: claim by claim, and some faults."""

    upload: Upload
    claims: tuple[UploadedClaim, ...]
    """Some, in the order of the file."""
    more_claims: int | None
    """What to ask for claims ``after``; None: these are the last."""
    faults: FaultsPage
    how_read: tuple[Words, ...]
    """What was decided while it was read, once checked and until it is imported."""


def upload_report(
    siret: Siret,
    upload_id: str,
    *,
    actor: Person,
    context: Context,
    claims_after: int = 0,
    faults_after: int = 0,
    limit: int = 50,
) -> UploadReport:
    """What came of an upload, a page at a time, for who sent it.

    Raises:
        NotFound: no such establishment or upload for this person.
    """
    with context.units.reading() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.SEE_ESTABLISHMENT)
        claims = uow.uploads.claims(siret, upload_id, upload.step, claims_after, limit + 1)
    told = upload.faults > 0 and upload.kept and upload.ended_at is not None
    faults = FaultsPage((), None)
    if told:
        faults = context.claim_files.faults(report_of(upload), faults_after, limit)
    read: Sequence[Words] = ()
    if upload.kept and (upload.step, upload.state) == (UploadStep.CHECK, UploadState.DONE):
        # Of a file checked by the release before nothing is kept, and nothing told.
        with suppress(NotFound):
            read = context.claim_files.how_read(upload.file)
    more = claims[limit - 1].place if len(claims) > limit else None
    return UploadReport(upload, tuple(claims[:limit]), more, faults, tuple(read))


def refused_lines(
    siret: Siret, upload_id: str, *, actor: Person, context: Context
) -> Iterator[bytes]:
    """The refused lines with what is wrong, as a CSV to be mended and sent again.

    Raises:
        NotFound: no such establishment or upload for this person, or no refused lines of it.
    """
    with context.units.reading() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.SEE_NIR)
    return context.claim_files.refused(report_of(upload))


def refused_workbook(siret: Siret, upload_id: str, *, actor: Person, context: Context) -> bytes:
    """The same as a workbook (.xlsx), for who mends them in a spreadsheet.

    Raises:
        NotFound: as above; or there are more lines than a workbook takes, or nothing here writes
            workbooks.
    """
    with context.units.reading() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.SEE_NIR)
    if upload.refused > MOST_IN_WORKBOOK:
        raise NotFound("workbook", upload_id)
    return context.claim_files.refused_workbook(report_of(upload))


def import_upload(
    siret: Siret,
    upload_id: str,
    *,
    actor: Person,
    context: Context,
    whole: bool = False,
    seen: Seen | None = None,
) -> Upload:
    """Have the good lines of a file that was checked put into the drafts of their claims.

    With ``whole``, all the lines are imported, or none.

    Raises:
        NotFound: no such establishment or upload for this person.
        NotAllowed: the person may not claim, the file is not checked, or has no good line.
        Conflict: it was asked for twice at once.
    """
    with context.units() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.FILE_CLAIM)
        expect(seen, Seen(1, upload.revision), "upload", upload_id)
        asked = attrs.evolve(upload.to_import(), whole=whole)
        uow.uploads.save(asked)
        Record(uow, siret, context.clock.now(), actor.id).note("file.import_asked", upload.id)
        uow.commit()
    return saved(asked)


def discard_upload(
    siret: Siret, upload_id: str, *, actor: Person, context: Context, seen: Seen | None = None
) -> Upload:
    """Give a file up: nothing of it is imported, and it is removed.

    Raises:
        NotFound: no such establishment or upload for this person.
        NotAllowed: it is being imported, or was.
    """
    with context.units() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.FILE_CLAIM)
        expect(seen, Seen(1, upload.revision), "upload", upload_id)
        gone = attrs.evolve(upload.discarded(context.clock.now()), kept=False)
        uow.uploads.save(gone)
        Record(uow, siret, context.clock.now(), actor.id).note("file.discarded", upload.id)
        uow.commit()
    context.claim_files.remove(upload.file, report_of(upload))
    return saved(gone)


def run_uploads(limit: int, *, context: Context) -> int:
    """Do what waits, or was left by a worker that died; how many were brought to an end.

    Two workers never do the same one: who comes second leaves it.
    """
    with context.units.reading() as uow:
        due = uow.uploads.to_run(context.clock.now() - LEASE, limit)
    done = 0
    for upload in due:
        ran = run_upload(upload, context=context)
        done += ran is not None
    return done


def run_upload(
    upload: Upload,
    *,
    context: Context,
    held_at_once: int = HELD_AT_ONCE,
    listed_at_most: int = LISTED_AT_MOST,
) -> Upload | None:
    """Take the step an upload waits for, to its end; None where somebody else is at it.

    ``held_at_once`` and ``listed_at_most`` bound the memory it takes.
    """
    work = UploadWork(upload, context, held_at_once, listed_at_most)
    try:
        work.begin()
        return work.to_the_end()
    except Conflict:
        return None


def forget_uploads(limit: int, *, context: Context) -> int:
    """Remove the files of uploads that ended long ago; how many."""
    with context.units.reading() as uow:
        old = uow.uploads.to_forget(context.clock.now() - KEPT_FOR, limit)
    for upload in old:
        context.claim_files.remove(upload.file, report_of(upload))
        with context.units() as uow:
            uow.uploads.save(attrs.evolve(upload, kept=False))
            uow.commit()
    return len(old)


def _theirs(uow: UnitOfWork, siret: Siret, upload_id: str, actor: Person, action: Action) -> Upload:
    establishment_for(uow, actor, action, siret)
    upload = uow.uploads.get(siret, upload_id)
    if upload.sent_by != actor.id:
        raise NotFound("upload", upload_id)
    return upload
