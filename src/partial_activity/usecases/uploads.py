"""Claim files that are sent: received, checked, imported or given up, in steps that survive.

Receiving keeps the file and answers at once. A worker, or who received it if it is small, reads it
to its end and tells how far it is on the way. A worker that dies leaves its upload to the next: an
import goes claim by claim, each in a unit of work that also says it is done, so that nothing is
ever imported twice nor left half.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs
from attrs import define, field, frozen

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.people import Action, Person
from partial_activity.domain.uploads import (
    KEPT_FOR,
    LEASE,
    MOST_ATTEMPTS,
    FiledLine,
    FileFault,
    Upload,
    UploadedClaim,
    UploadState,
    UploadStep,
)
from partial_activity.ports.claim_files import (
    CLAIM_FILE,
    ClaimFiles,
    FaultsPage,
    UnreadableClaimFile,
)
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.usecases.access import establishment_for
from partial_activity.usecases.import_claims import (
    ImportReport,
    Target,
    fault_of,
    import_group,
    target_of,
)
from partial_activity.usecases.recording import Record

_TELL_EVERY = 5_000
"""Lines read between two words of how far it is."""
_MANY = 1_000_000
_GIVEN_UP = (
    "Le traitement de ce fichier s'est arrêté plusieurs fois : envoyez-le de nouveau.",
    "Work on this file stopped several times: send it again.",
)
_GONE = (
    "Ce fichier n'est plus conservé : envoyez-le de nouveau.",
    "This file is kept no more: send it again.",
)


def receive_upload(
    siret: Siret,
    file_name: str,
    content: Iterable[bytes],
    *,
    most: int,
    actor: Person,
    units: UnitsOfWork,
    clock: Clock,
    ids: Ids,
    files: ClaimFiles,
    claim_id: str | None = None,
) -> Upload:
    """Keep a file as it arrives; it waits to be checked.

    Args:
        siret: establishment it is sent on; its lines may be for others the person claims for.
        file_name: what it is called where it comes from.
        content: its bytes, part by part.
        most: bytes that are taken.
        actor: who sends it.
        units: where uploads are kept.
        clock: the instant it is sent.
        ids: gives it an id.
        files: where the file is kept.
        claim_id: the claim on whose page it is sent, if any.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person may not claim for it.
        FileTooLarge: more than ``most``.
        Unavailable: it cannot be kept.
    """
    with units.reading() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
    kept = files.keep(content, most)
    now = clock.now()
    upload = Upload(
        siret=siret,
        id=ids.new(),
        sent_by=actor.id,
        sent_at=now,
        file_name=file_name,
        file=kept.name,
        size=kept.size,
        step=UploadStep.CHECK,
        state=UploadState.WAITING,
        whole=False,
        claim_id=claim_id,
    )
    with units() as uow:
        establishment_for(uow, actor, Action.FILE_CLAIM, siret)
        uow.uploads.add(upload)
        Record(uow, siret, now, actor.id).note("file.received", upload.id, size=str(kept.size))
        uow.commit()
    return upload


def see_upload(siret: Siret, upload_id: str, *, actor: Person, units: UnitsOfWork) -> Upload:
    """How far an upload is, for who sent it.

    Raises:
        NotFound: no such establishment or upload for this person.
    """
    with units.reading() as uow:
        return _theirs(uow, siret, upload_id, actor, Action.SEE_ESTABLISHMENT)


def uploads_of(
    siret: Siret, *, actor: Person, units: UnitsOfWork, limit: int = 20
) -> Sequence[Upload]:
    """The last files that a person sent for an establishment, the last first.

    Raises:
        NotFound: no such establishment for this person.
    """
    with units.reading() as uow:
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


def upload_report(
    siret: Siret,
    upload_id: str,
    *,
    actor: Person,
    units: UnitsOfWork,
    files: ClaimFiles,
    claims_after: int = 0,
    faults_after: int = 0,
    limit: int = 50,
) -> UploadReport:
    """What came of an upload, a page at a time, for who sent it.

    Raises:
        NotFound: no such establishment or upload for this person.
    """
    with units.reading() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.SEE_ESTABLISHMENT)
        claims = uow.uploads.claims(siret, upload_id, upload.step, claims_after, limit + 1)
    told = upload.faults > 0 and upload.kept and upload.ended_at is not None
    faults = FaultsPage((), None)
    if told:
        faults = files.faults(report_of(upload), faults_after, limit)
    more = claims[limit - 1].place if len(claims) > limit else None
    return UploadReport(upload, tuple(claims[:limit]), more, faults)


def refused_lines(
    siret: Siret, upload_id: str, *, actor: Person, units: UnitsOfWork, files: ClaimFiles
) -> Iterator[bytes]:
    """The refused lines with what is wrong, as a CSV to be mended and sent again.

    Raises:
        NotFound: no such establishment or upload for this person, or no refused lines of it.
    """
    with units.reading() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.SEE_NIR)
    return files.refused(report_of(upload))


def import_upload(
    siret: Siret,
    upload_id: str,
    *,
    actor: Person,
    units: UnitsOfWork,
    clock: Clock,
    whole: bool = False,
) -> Upload:
    """Have the good lines of a file that was checked put into the drafts of their claims.

    With ``whole``, all the lines are imported, or none.

    Raises:
        NotFound: no such establishment or upload for this person.
        NotAllowed: the person may not claim, the file is not checked, or has no good line.
        Conflict: it was asked for twice at once.
    """
    with units() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.FILE_CLAIM)
        asked = attrs.evolve(upload.to_import(), whole=whole)
        uow.uploads.save(asked)
        Record(uow, siret, clock.now(), actor.id).note("file.import_asked", upload.id)
        uow.commit()
    return attrs.evolve(asked, revision=asked.revision + 1)


def discard_upload(
    siret: Siret,
    upload_id: str,
    *,
    actor: Person,
    units: UnitsOfWork,
    clock: Clock,
    files: ClaimFiles,
) -> Upload:
    """Give a file up: nothing of it is imported, and it is removed.

    Raises:
        NotFound: no such establishment or upload for this person.
        NotAllowed: it is being imported, or was.
    """
    with units() as uow:
        upload = _theirs(uow, siret, upload_id, actor, Action.FILE_CLAIM)
        gone = attrs.evolve(upload.discarded(clock.now()), kept=False)
        uow.uploads.save(gone)
        Record(uow, siret, clock.now(), actor.id).note("file.discarded", upload.id)
        uow.commit()
    files.remove(upload.file, report_of(upload))
    return attrs.evolve(gone, revision=gone.revision + 1)


def run_uploads(
    limit: int, *, units: UnitsOfWork, clock: Clock, files: ClaimFiles, law: Law
) -> int:
    """Do what waits, or was left by a worker that died; how many were brought to an end.

    Two workers never do the same one: who comes second leaves it.
    """
    with units.reading() as uow:
        due = uow.uploads.to_run(clock.now() - LEASE, limit)
    done = 0
    for upload in due:
        ran = run_upload(upload, units=units, clock=clock, files=files, law=law)
        done += ran is not None
    return done


def run_upload(
    upload: Upload, *, units: UnitsOfWork, clock: Clock, files: ClaimFiles, law: Law
) -> Upload | None:
    """Take the step an upload waits for, to its end; None where somebody else is at it."""
    work = _Work(upload, units, clock, files, law)
    try:
        work.begin()
        return work.to_the_end()
    except Conflict:
        return None


def forget_uploads(limit: int, *, units: UnitsOfWork, clock: Clock, files: ClaimFiles) -> int:
    """Remove the files of uploads that ended long ago; how many."""
    with units.reading() as uow:
        old = uow.uploads.to_forget(clock.now() - KEPT_FOR, limit)
    for upload in old:
        files.remove(upload.file, report_of(upload))
        with units() as uow:
            uow.uploads.save(attrs.evolve(upload, kept=False))
            uow.commit()
    return len(old)


def report_of(upload: Upload) -> str:
    """The name that the refused lines of an upload are kept under."""
    return f"refused-{upload.id}"


def _theirs(uow: UnitOfWork, siret: Siret, upload_id: str, actor: Person, action: Action) -> Upload:
    establishment_for(uow, actor, action, siret)
    upload = uow.uploads.get(siret, upload_id)
    if upload.sent_by != actor.id:
        raise NotFound("upload", upload_id)
    return upload


@define(eq=False)
class _Work:
    """One step of one upload, as one worker takes it.

    Every word kept of it asks for the upload as this worker left it: a worker taken for dead, that
    wakes up again, finds it changed and stops (``Conflict``).
    """

    upload: Upload
    units: UnitsOfWork
    clock: Clock
    files: ClaimFiles
    law: Law
    filed: dict[Target, list[FiledLine]] = field(factory=dict)
    faults: dict[int, list[FileFault]] = field(factory=dict)
    lines: int = 0

    def begin(self) -> None:
        """Take it, so that nobody else does."""
        now = self.clock.now()
        with self.units() as uow:
            self._save(uow, self.upload.begun(now))
            uow.commit()
        self._saved()

    def to_the_end(self) -> Upload:
        """Read, then check or import, then tell."""
        if self.upload.attempts > MOST_ATTEMPTS:
            return self._fail("given_up", *_GIVEN_UP)
        try:
            self._read()
            if self.upload.step is UploadStep.IMPORT and self.upload.whole:
                self._import_whole()
            else:
                for target in self.filed:
                    self._claim(target)
            if self.faults:
                name = self.upload.file_name
                self.files.keep_refused(self.upload.file, name, report_of(self.upload), self.faults)
        except UnreadableClaimFile as error:
            return self._fail(error.code, error.french, error.english)
        except NotFound as error:
            if error.kind != CLAIM_FILE:
                raise
            return self._fail("file_gone", *_GONE)
        return self._end()

    def _read(self) -> None:
        for found in self.files.lines(self.upload.file, self.upload.file_name):
            self.lines += 1
            if isinstance(found, FiledLine):
                self.filed.setdefault(target_of(found), []).append(found)
            else:
                self.faults[found[0].line] = list(found)
            if self.lines % _TELL_EVERY == 0:
                self._tell()

    def _claim(self, target: Target) -> None:
        """The lines of one claim: checked; or imported, with a word that they are."""
        step, filed = self.upload.step, self.filed[target]
        if step is UploadStep.CHECK or self._done_before(filed[0].place):
            # What was imported before a worker died says nothing new, but has its faults again.
            with self.units.reading() as uow:
                report = self._import(uow, target, dry_run=True)
            if step is UploadStep.IMPORT:
                self._note(report, filed)
                return
            with self.units() as uow:
                self._keep(uow, target, report)
        else:
            with self.units() as uow:
                self._keep(uow, target, self._import(uow, target, dry_run=False))
        self._saved()

    def _done_before(self, place: int) -> bool:
        with self.units.reading() as uow:
            kept = uow.uploads.claims(
                self.upload.siret, self.upload.id, self.upload.step, place - 1, 1
            )
        return any(each.place == place for each in kept)

    def _keep(self, uow: UnitOfWork, target: Target, report: ImportReport) -> None:
        filed = self.filed[target]
        self._note(report, filed)
        told = _told(self.upload.step, filed[0].place, target, report)
        uow.uploads.keep_claim(self.upload.siret, self.upload.id, told)
        self._save(uow, self._so_far())
        uow.commit()

    def _import_whole(self) -> None:
        """All the lines in one unit of work; with a fault in any, none."""
        if self.faults:
            return
        with self.units() as uow:
            for target, filed in self.filed.items():
                report = self._import(uow, target, dry_run=False)
                self._note(report, filed)
                told = _told(self.upload.step, filed[0].place, target, report)
                uow.uploads.keep_claim(self.upload.siret, self.upload.id, told)
            if self.faults:
                return
            self._save(uow, self._ended())
            uow.commit()
        self._saved()

    def _import(self, uow: UnitOfWork, target: Target, *, dry_run: bool) -> ImportReport:
        return import_group(
            target,
            self.filed[target],
            uow=uow,
            actor=uow.people.get(self.upload.sent_by),
            clock=self.clock,
            law=self.law,
            dry_run=dry_run,
        )

    def _note(self, report: ImportReport, filed: Sequence[FiledLine]) -> None:
        by_place = {each.place: each for each in filed} if report.problems else {}
        for problem in report.problems:
            self.faults[problem.place] = [fault_of(problem, by_place[problem.place])]

    def _tell(self) -> None:
        with self.units() as uow:
            self._save(uow, self._so_far())
            uow.commit()
        self._saved()

    def _so_far(self) -> Upload:
        return attrs.evolve(
            self.upload,
            lines=self.lines,
            refused=len(self.faults),
            faults=sum(map(len, self.faults.values())),
            seen_at=self.clock.now(),
        )

    def _ended(self) -> Upload:
        return attrs.evolve(self._so_far(), state=UploadState.DONE, ended_at=self.clock.now())

    def _end(self) -> Upload:
        if self.upload.state is not UploadState.DONE:
            with self.units() as uow:
                self._save(uow, self._ended())
                uow.commit()
            self._saved()
        if self.upload.step is UploadStep.IMPORT:
            self.files.remove(self.upload.file)
        return self.upload

    def _fail(self, code: str, french: str, english: str) -> Upload:
        failed = attrs.evolve(
            self._so_far(),
            state=UploadState.FAILED,
            ended_at=self.clock.now(),
            fault=code,
            fault_french=french,
            fault_english=english,
        )
        with self.units() as uow:
            self._save(uow, failed)
            uow.commit()
        self._saved()
        self.files.remove(self.upload.file)
        return self.upload

    def _save(self, uow: UnitOfWork, upload: Upload) -> None:
        uow.uploads.save(upload)
        self._next = attrs.evolve(upload, revision=upload.revision + 1)

    def _saved(self) -> None:
        self.upload = self._next

    _next: Upload = field(init=False)


def _told(step: UploadStep, place: int, target: Target, report: ImportReport) -> UploadedClaim:
    done = report.claims[0] if report.claims else None
    return UploadedClaim(
        step,
        place,
        target.siret,
        target.decision_number,
        target.month,
        done.claim.id if done else None,
        added=done.added if done else 0,
        changed=done.changed if done else 0,
        unchanged=done.unchanged if done else 0,
        refused=len({problem.place for problem in report.problems}),
    )
