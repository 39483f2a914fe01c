"""One step of one claim file, as a worker takes it: read, checked or imported, told."""

from collections.abc import Sequence

import attrs
from attrs import define, field

from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import (
    MOST_ATTEMPTS,
    FiledLine,
    FileFault,
    Upload,
    UploadedClaim,
    UploadState,
    UploadStep,
)
from partial_activity.domain.errors import NotFound
from partial_activity.ports.claim_files import CLAIM_FILE, UnreadableClaimFile
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.claim.import_claims import (
    ImportReport,
    Target,
    fault_of,
    import_group,
    target_of,
)
from partial_activity.usecases.context import Context

HELD_AT_ONCE = 100_000
"""Lines held in memory: with more, the claims that seem whole are dealt with before reading on."""
LISTED_AT_MOST = 200_000
"""Refused lines that are listed; of a file with more, the rest is counted."""
_TELL_EVERY = 5_000
"""Lines read between two words of how far it is."""
_TOO_MANY = (
    "Ce fichier est trop grand pour un import d'un bloc : importez les lignes bonnes ou coupez-le.",
    "This file is too large to be imported as a whole: import its good lines, or cut it.",
)
_GIVEN_UP = (
    "Le traitement de ce fichier s'est arrêté plusieurs fois : envoyez-le de nouveau.",
    "Work on this file stopped several times: send it again.",
)
_GONE = (
    "Ce fichier n'est plus conservé : envoyez-le de nouveau.",
    "This file is kept no more: send it again.",
)


@define(eq=False)
class UploadWork:
    """One step of one upload, as one worker takes it.

    Every word kept of it asks for the upload as this worker left it: a worker taken for dead, that
    wakes up again, finds it changed and stops (``Conflict``).
    """

    upload: Upload
    context: Context
    held_at_once: int = HELD_AT_ONCE
    listed_at_most: int = LISTED_AT_MOST
    filed: dict[Target, list[FiledLine]] = field(factory=dict)
    """Read, and not dealt with yet."""
    held: int = 0
    closed: set[Target] = field(factory=set)
    """Claims that were dealt with to make room."""
    faults: dict[int, list[FileFault]] = field(factory=dict)
    lines: int = 0
    refused: int = 0
    told: int = 0
    """Faults."""

    def begin(self) -> None:
        """Take it, so that nobody else does."""
        now = self.context.clock.now()
        with self.context.units() as uow:
            self._save(uow, self.upload.begun(now))
            uow.commit()
        self._saved()

    def to_the_end(self) -> Upload:
        """Read, check or import, then tell."""
        if self.upload.attempts > MOST_ATTEMPTS:
            return self._fail("given_up", *_GIVEN_UP)
        try:
            self._work()
        except UnreadableClaimFile as error:
            return self._fail(error.code, error.french, error.english)
        except _TooManyForWhole:
            return self._fail("too_many_for_whole", *_TOO_MANY)
        except NotFound as error:
            if error.kind != CLAIM_FILE:
                raise
            return self._fail("file_gone", *_GONE)
        return self._end()

    def _work(self) -> None:
        whole = self.upload.step is UploadStep.IMPORT and self.upload.whole
        for line in self.context.claim_files.lines(self.upload.file, self.upload.file_name):
            self._read(line)
            if self.held > self.held_at_once:
                if whole:
                    raise _TooManyForWhole
                self._make_room()
        if whole:
            self._import_whole()
        else:
            for target in self.filed:
                self._claim(target)
        if self.faults:
            name = self.upload.file_name
            self.context.claim_files.keep_refused(
                self.upload.file, name, report_of(self.upload), self.faults
            )

    def _read(self, line: FiledLine | Sequence[FileFault]) -> None:
        self.lines += 1
        if not isinstance(line, FiledLine):
            self._refuse(line[0].line, line)
        elif (target := target_of(line)) in self.closed:
            apart = LineProblem.of("lines_apart").at(line.place)
            self._refuse(line.place, [fault_of(apart)])
        else:
            # The claim last read comes last, so that it is not dealt with before its lines end.
            self.filed[target] = self.filed.pop(target, [])
            self.filed[target].append(line)
            self.held += 1
        if self.lines % _TELL_EVERY == 0:
            self._tell()

    def _make_room(self) -> None:
        """Deal with every claim but the one whose lines are being read."""
        *whole_ones, _ = self.filed
        for target in whole_ones:
            self._claim(target)
            self.closed.add(target)
            self.held -= len(self.filed.pop(target))

    def _refuse(self, place: int, faults: Sequence[FileFault]) -> None:
        self.refused += 1
        self.told += len(faults)
        if len(self.faults) < self.listed_at_most:
            self.faults[place] = list(faults)

    def _claim(self, target: Target) -> None:
        """The lines of one claim: checked; or imported, with a word that they are."""
        step, filed = self.upload.step, self.filed[target]
        if step is UploadStep.CHECK or self._done_before(filed[0].place):
            # What was imported before a worker died says nothing new, but has its faults again.
            with self.context.units.reading() as uow:
                report = self._import(uow, target, dry_run=True)
            if step is UploadStep.IMPORT:
                self._note(report, filed)
                return
            with self.context.units() as uow:
                self._keep(uow, target, report)
        else:
            with self.context.units() as uow:
                self._keep(uow, target, self._import(uow, target, dry_run=False))
        self._saved()

    def _done_before(self, place: int) -> bool:
        with self.context.units.reading() as uow:
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
        if self.refused:
            return
        sound = True
        with self.context.units() as uow:
            for target, filed in self.filed.items():
                report = self._import(uow, target, dry_run=False)
                sound = sound and not report.problems
                self._note(report, filed)
                told = _told(self.upload.step, filed[0].place, target, report)
                uow.uploads.keep_claim(self.upload.siret, self.upload.id, told)
            if not sound:
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
            context=self.context,
            dry_run=dry_run,
        )

    def _note(self, report: ImportReport, filed: Sequence[FiledLine]) -> None:
        by_place = {each.place: each for each in filed} if report.problems else {}
        for problem in report.problems:
            self._refuse(problem.line, [fault_of(problem, by_place[problem.line])])

    def _tell(self) -> None:
        with self.context.units() as uow:
            self._save(uow, self._so_far())
            uow.commit()
        self._saved()

    def _so_far(self) -> Upload:
        return attrs.evolve(
            self.upload,
            lines=self.lines,
            refused=self.refused,
            faults=self.told,
            seen_at=self.context.clock.now(),
        )

    def _ended(self) -> Upload:
        return attrs.evolve(
            self._so_far(), state=UploadState.DONE, ended_at=self.context.clock.now()
        )

    def _end(self) -> Upload:
        if self.upload.state is not UploadState.DONE:
            with self.context.units() as uow:
                self._save(uow, self._ended())
                uow.commit()
            self._saved()
        if self.upload.step is UploadStep.IMPORT:
            self.context.claim_files.remove(self.upload.file)
        return self.upload

    def _fail(self, code: str, french: str, english: str) -> Upload:
        failed = attrs.evolve(
            self._so_far(),
            state=UploadState.FAILED,
            ended_at=self.context.clock.now(),
            fault=code,
            fault_french=french,
            fault_english=english,
        )
        with self.context.units() as uow:
            self._save(uow, failed)
            uow.commit()
        self._saved()
        self.context.claim_files.remove(self.upload.file)
        return self.upload

    def _save(self, uow: UnitOfWork, upload: Upload) -> None:
        uow.uploads.save(upload)
        self._next = attrs.evolve(upload, revision=upload.revision + 1)

    def _saved(self) -> None:
        self.upload = self._next

    _next: Upload = field(init=False)


def report_of(upload: Upload) -> str:
    """The name that the refused lines of an upload are kept under."""
    return f"refused-{upload.id}"


class _TooManyForWhole(Exception):
    pass


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
        refused=len({problem.line for problem in report.problems}),
    )
