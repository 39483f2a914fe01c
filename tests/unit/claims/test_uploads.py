"""A claim file that is sent: checked, imported, left by a worker that dies, given up."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from partial_activity.adapters.claim_file.uploads import FolderShelf, MemoryShelf, ShelvedClaimFiles
from partial_activity.adapters.files.sealed_stream import SealedFileBroken
from partial_activity.adapters.memory import NumberedIds
from partial_activity.domain.claim.claims import claim_id_of
from partial_activity.domain.claim.uploads import (
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
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import Siret
from partial_activity.ports.claim_files import ClaimFiles, FileTooLarge
from partial_activity.testing.contracts import ClaimFilesContract
from partial_activity.usecases.claim import claims, uploads
from partial_activity.usecases.claim.upload_work import report_of
from partial_activity.usecases.context import Context

from .conftest import ANNE, APRIL, BEN, MAY, NUMBER, SIRET, Firm

_HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire\n"
)
_WEEKS = {"2020-04": "2020-W15", "2020-05": "2020-W20"}


class TestMemoryClaimFiles(ClaimFilesContract):
    """Every promise of a store of claim files."""

    @pytest.fixture
    def files(self) -> ClaimFiles:
        return ShelvedClaimFiles(MemoryShelf())


class TestFolderClaimFiles(ClaimFilesContract):
    """The same, on the disk."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> ClaimFiles:
        return ShelvedClaimFiles(FolderShelf(tmp_path / "uploads", bytes(32)))


def row(
    nir: str = ANNE.digits,
    unworked: str = "35",
    month: str = "2020-04",
    number: str = NUMBER,
    siret: Siret = SIRET,
) -> str:
    return f"{siret};{number};{month};{nir};Martin;Anne;{_WEEKS[month]};35;0;0;{unworked};15\n"


class Sender:
    """The firm's contact, who sends files."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.files: ClaimFiles = ShelvedClaimFiles(MemoryShelf())
        self.ids = NumberedIds()

    @property
    def context(self) -> Context:
        return attrs.evolve(self.firm.context, ids=self.ids, claim_files=self.files)

    def send(self, *rows: str, most: int = 10_000) -> Upload:
        return uploads.receive_upload(
            SIRET,
            "avril.csv",
            [_HEADER.encode(), "".join(rows).encode()],
            most=most,
            actor=self.firm.anne,
            context=self.context,
        )

    def work(self, files: ClaimFiles | None = None) -> int:
        return uploads.run_uploads(
            10, context=attrs.evolve(self.context, claim_files=files or self.files)
        )

    def checked(self, *rows: str) -> Upload:
        upload = self.send(*rows)
        assert self.work() == 1
        return self.see(upload)

    def imported(self, upload: Upload, *, whole: bool = False) -> Upload:
        firm = self.firm
        uploads.import_upload(SIRET, upload.id, actor=firm.anne, context=firm.context, whole=whole)
        assert self.work() == 1
        return self.see(upload)

    def see(self, upload: Upload) -> Upload:
        return uploads.see_upload(SIRET, upload.id, actor=self.firm.anne, context=self.firm.context)

    def report(self, upload: Upload, limit: int = 50) -> uploads.UploadReport:
        return uploads.upload_report(
            SIRET, upload.id, actor=self.firm.anne, context=self.context, limit=limit
        )

    def lines(self, month: object = APRIL) -> int:
        """How many lines are in the claim of a month."""
        assert month in (APRIL, MAY)
        claim_id = claim_id_of(SIRET, NUMBER, month)  # type: ignore[arg-type]
        try:
            return len(
                claims.see_claim(
                    SIRET, claim_id, actor=self.firm.anne, context=self.firm.context
                ).lines
            )
        except NotFound:
            return 0


@pytest.fixture
def sender(firm: Firm) -> Sender:
    return Sender(firm)


def test_a_file_is_checked_before_anything_is_kept_of_it(sender: Sender) -> None:
    upload = sender.send(row(), row(BEN.digits))
    assert (upload.step, upload.state) == (UploadStep.CHECK, UploadState.WAITING)
    assert sender.work() == 1
    checked = sender.see(upload)
    assert (checked.state, checked.lines, checked.good, checked.refused) == (
        UploadState.DONE, 2, 2, 0,
    )  # fmt: skip
    assert checked.importable
    assert sender.lines() == 0
    (claim,) = sender.report(checked).claims
    assert (claim.claim_siret, claim.month, claim.added) == (SIRET, APRIL, 2)


def test_the_good_lines_are_imported_when_asked(sender: Sender) -> None:
    checked = sender.checked(row(), row(BEN.digits, "36"), row(BEN.digits, "x"))
    assert (checked.lines, checked.good, checked.refused) == (3, 1, 2)
    done = sender.imported(checked)
    assert (done.step, done.state) == (UploadStep.IMPORT, UploadState.DONE)
    assert sender.lines() == 1
    faults = sender.report(done).faults.faults
    assert [(each.line, each.column, each.code, each.value) for each in faults] == [
        (3, "heures_chomees", "hours_above_count", "36"),
        (4, "heures_chomees", "not_a_number", "x"),
    ]
    with pytest.raises(NotFound):
        next(iter(sender.files.lines(done.file, "")))


def test_refused_lines_can_be_downloaded_mended_and_sent_again(sender: Sender) -> None:
    done = sender.imported(sender.checked(row(), row(BEN.digits, "36")))
    firm = sender.firm
    text = b"".join(
        uploads.refused_lines(SIRET, done.id, actor=firm.anne, context=sender.context)
    ).decode("utf-8-sig")
    mended = text.replace(";36;", ";30;").partition("\n")[2]
    assert "hours_above_count" in mended
    again = uploads.receive_upload(
        SIRET,
        "corrige.csv",
        [text.replace(";36;", ";30;").encode()],
        most=10_000,
        actor=firm.anne,
        context=sender.context,
    )
    sender.work()
    sender.imported(sender.see(again))
    assert sender.lines() == 2


@pytest.mark.parametrize("faulty", [row(BEN.digits, "36"), row(unworked="20")])
def test_a_file_taken_whole_with_a_fault_changes_nothing(sender: Sender, faulty: str) -> None:
    done = sender.imported(sender.checked(row(), faulty), whole=True)
    assert (done.state, done.refused) == (UploadState.DONE, 1)
    assert sender.lines() == 0
    good = sender.imported(sender.checked(row(), row(BEN.digits)), whole=True)
    assert (good.state, sender.lines()) == (UploadState.DONE, 2)


def test_what_is_no_claim_file_says_what_to_do(sender: Sender) -> None:
    firm = sender.firm
    upload = uploads.receive_upload(
        SIRET, "photo.pdf", [b"%PDF-1.7"], most=100, actor=firm.anne, context=sender.context
    )
    sender.work()
    failed = sender.see(upload)
    assert (failed.state, failed.fault) == (UploadState.FAILED, "not_text")
    assert "photo.pdf" in failed.fault_french
    with pytest.raises(NotAllowed):
        uploads.import_upload(SIRET, upload.id, actor=firm.anne, context=firm.context)


def test_a_file_over_the_limit_is_refused_and_not_kept(sender: Sender) -> None:
    with pytest.raises(FileTooLarge):
        sender.send(row(), most=50)
    assert uploads.uploads_of(SIRET, actor=sender.firm.anne, context=sender.firm.context) == []


def test_only_who_sent_a_file_sees_it(sender: Sender) -> None:
    upload = sender.checked(row())
    for person in (sender.firm.stranger, sender.firm.officer):
        with pytest.raises(NotFound):
            uploads.see_upload(SIRET, upload.id, actor=person, context=sender.firm.context)
    with pytest.raises(NotFound):
        uploads.receive_upload(
            SIRET, "x", [], most=1, actor=sender.firm.stranger, context=sender.context
        )


def test_a_file_given_up_is_removed_and_never_imported(sender: Sender) -> None:
    checked = sender.checked(row(), row(BEN.digits, "36"))
    firm = sender.firm

    def discard() -> Upload:
        return uploads.discard_upload(SIRET, checked.id, actor=firm.anne, context=sender.context)

    assert discard().state is UploadState.DISCARDED
    for act in (discard, lambda: sender.imported(checked)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        sender.files.refused(report_of(checked))


def test_memory_is_bounded_by_the_largest_claim(sender: Sender) -> None:
    """Claims that seem whole make room; lines of theirs that come later are refused, and told."""
    april, may = row(), row(month="2020-05")
    upload = sender.send(april, may, row(BEN.digits, month="2020-05"), row(BEN.digits), april)
    firm = sender.firm

    def run(upload: Upload) -> Upload:
        done = uploads.run_upload(upload, context=sender.context, held_at_once=2, listed_at_most=1)
        assert done is not None
        return done

    checked = run(upload)
    assert (checked.lines, checked.good, checked.refused) == (5, 3, 2)
    faults = sender.report(checked).faults.faults
    assert [(each.line, each.code) for each in faults] == [(5, "lines_apart")]
    asked = uploads.import_upload(SIRET, upload.id, actor=firm.anne, context=firm.context)
    done = run(asked)
    assert (done.refused, sender.lines(), sender.lines(MAY)) == (2, 1, 2)


def test_a_file_too_large_to_be_one_piece_is_not_imported_as_one(sender: Sender) -> None:
    checked = sender.checked(row(), row(BEN.digits))
    firm = sender.firm
    asked = uploads.import_upload(
        SIRET, checked.id, actor=firm.anne, context=firm.context, whole=True
    )
    failed = uploads.run_upload(asked, context=sender.context, held_at_once=1)
    assert failed is not None
    assert (failed.state, failed.fault) == (UploadState.FAILED, "too_many_for_whole")
    assert sender.lines() == 0


class _Dies(Exception):
    pass


@attrs.frozen
class _DyingFiles:
    """The files of a machine whose worker dies: while it reads, or before it tells."""

    files: ClaimFiles
    after: int

    def lines(self, name: str, called: str) -> Iterator[FiledLine | Sequence[FileFault]]:
        for number, found in enumerate(self.files.lines(name, called)):
            if number == self.after:
                raise _Dies
            yield found

    def keep_refused(self, *_: object) -> None:
        raise _Dies

    def __getattr__(self, name: str) -> object:
        return getattr(self.files, name)


@pytest.mark.parametrize("after", [1, 99])
def test_a_worker_that_dies_leaves_its_upload_to_the_next(sender: Sender, after: int) -> None:
    rows = (row(), row(unworked="20"), row(month="2020-05"))
    checked = sender.checked(*rows)
    firm = sender.firm
    uploads.import_upload(SIRET, checked.id, actor=firm.anne, context=firm.context)
    with pytest.raises(_Dies):
        sender.work(_DyingFiles(sender.files, after))  # type: ignore[arg-type]
    assert sender.work() == 0, "it may still be at work"
    firm.clock.tick(LEASE + timedelta(seconds=1))
    assert sender.work() == 1
    done = sender.see(checked)
    assert (done.state, done.lines, done.refused, done.attempts) == (UploadState.DONE, 3, 1, 2)
    assert (sender.lines(), sender.lines(MAY)) == (1, 1)
    counts = [(each.added, each.refused) for each in sender.report(done).claims]
    assert counts == [(1, 1), (1, 0)]
    assert firm.journal().count("claim.lines_imported") == 2
    assert [each.line for each in sender.report(done).faults.faults] == [3]


def test_a_worker_taken_for_dead_stops_when_it_wakes_up(sender: Sender) -> None:
    upload = sender.send(row())
    firm = sender.firm

    @attrs.frozen
    class Slow:
        files: ClaimFiles

        def lines(self, name: str, called: str) -> Iterator[FiledLine | Sequence[FileFault]]:
            firm.clock.tick(LEASE * 2)
            assert sender.work() == 1
            yield from self.files.lines(name, called)

        def __getattr__(self, name: str) -> object:
            return getattr(self.files, name)

    assert sender.work(Slow(sender.files)) == 0  # type: ignore[arg-type]
    assert sender.see(upload).attempts == 2


def test_an_upload_that_ends_every_worker_is_given_up(sender: Sender) -> None:
    upload = sender.send(row())
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(_Dies):
            sender.work(_DyingFiles(sender.files, 0))  # type: ignore[arg-type]
        sender.firm.clock.tick(LEASE + timedelta(seconds=1))
    sender.work()
    assert (sender.see(upload).state, sender.see(upload).fault) == (
        UploadState.FAILED, "given_up",
    )  # fmt: skip


def test_files_are_forgotten_after_a_month(sender: Sender) -> None:
    checked = sender.checked(row(), row(BEN.digits, "36"))

    def forget() -> int:
        return uploads.forget_uploads(9, context=sender.context)

    assert forget() == 0
    sender.firm.clock.tick(KEPT_FOR + timedelta(seconds=1))
    assert (forget(), forget()) == (1, 0)
    report = sender.report(checked)
    assert (report.upload.kept, report.faults.faults) == (False, ())
    with pytest.raises(NotFound):
        next(iter(sender.files.lines(checked.file, "")))


def test_many_claims_are_told_page_by_page(sender: Sender) -> None:
    checked = sender.checked(row(), row(month="2020-05"), row(number="NO-SUCH"))
    page = sender.report(checked, limit=2)
    assert [each.month for each in page.claims] == [APRIL, MAY]
    assert page.more_claims == 3
    last = uploads.upload_report(
        SIRET, checked.id, actor=sender.firm.anne, context=sender.context, claims_after=3, limit=2
    )
    assert last.claims == (
        UploadedClaim(UploadStep.CHECK, 4, SIRET, "NO-SUCH", APRIL, None, 0, 0, 0, 1),
    )


def test_a_file_is_not_readable_on_the_disk(tmp_path: Path) -> None:
    files = ShelvedClaimFiles(FolderShelf(tmp_path, bytes(32)))
    kept = files.keep([(_HEADER + row()).encode()], 10_000)
    (path,) = tmp_path.iterdir()
    assert ANNE.digits.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(SealedFileBroken):
        list(files.lines(kept.name, ""))
    path.write_bytes(bytes(content)[:5])
    with pytest.raises(SealedFileBroken):
        list(files.lines(kept.name, ""))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\paie\\avril 2550814168025.csv", "avril NIR.csv"),
        ("av\u202eril\n.csv", "avril.csv"),
        ("../..", "claims"),
    ],
)
def test_the_name_of_a_file_is_kept_plain_and_without_any_number(
    sender: Sender, given: str, kept: str
) -> None:
    upload = uploads.receive_upload(
        SIRET, given, [b""], most=10, actor=sender.firm.anne, context=sender.context
    )
    assert upload.file_name == kept
