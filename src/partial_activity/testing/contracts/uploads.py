"""Contract of the store of claim files that were sent."""

import attrs
import pytest

from partial_activity.domain.claim.uploads import UploadState, UploadStep
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class UploadContract(NeedsUnits):
    """See ``UploadStore`` in :mod:`partial_activity.ports.stores`."""

    def test_an_upload_comes_back_as_it_was_left(self, units: UnitsOfWork) -> None:
        """The upload is left once: who read it before is told."""
        with units() as uow:
            uow.uploads.add(samples.upload())
            running = samples.upload().begun(samples.later(1))
            uow.uploads.save(running)
            uow.commit()
        with units() as uow:
            kept = uow.uploads.get(samples.siret(), "upload-1")
            assert kept == attrs.evolve(running, revision=1)
            with pytest.raises(Conflict):
                uow.uploads.save(running)
            with pytest.raises(Conflict):
                uow.uploads.add(samples.upload())
            with pytest.raises(NotFound):
                uow.uploads.save(samples.upload(2))
            with pytest.raises(NotFound):
                uow.uploads.get(samples.siret(2), "upload-1")

    def test_a_person_sees_their_own_the_last_sent_first(self, units: UnitsOfWork) -> None:
        """The uploads are of that establishment, up to a number."""
        with units() as uow:
            for number in (2, 1, 3):
                uow.uploads.add(samples.upload(number))
            uow.uploads.add(attrs.evolve(samples.upload(4), sent_by="person-2"))
            uploads = uow.uploads.of(samples.siret(), "person-1", 2)
            assert [upload.id for upload in uploads] == ["upload-3", "upload-2"]
            assert list(uow.uploads.of(samples.siret(2), "person-1", 2)) == []

    def test_what_waits_is_to_be_run_and_what_its_worker_left(self, units: UnitsOfWork) -> None:
        """A worker that told of itself since is at work."""
        with units() as uow:
            waiting = samples.upload(3)
            left = samples.upload(1).begun(samples.later(10))
            at_work = samples.upload(2).begun(samples.later(30))
            done = attrs.evolve(samples.upload(4), state=UploadState.DONE)
            for upload in (waiting, left, at_work, done):
                uow.uploads.add(upload)
            to_run = uow.uploads.to_run(samples.later(20), 5)
            assert [upload.id for upload in to_run] == ["upload-1", "upload-3"]
            assert [one.id for one in uow.uploads.to_run(samples.later(20), 1)] == ["upload-1"]

    def test_what_ended_long_ago_is_to_be_forgotten(self, units: UnitsOfWork) -> None:
        """The upload is given once, the first ended first."""
        with units() as uow:
            for number in (2, 1, 3):
                ended = samples.later(number)
                uow.uploads.add(attrs.evolve(samples.upload(number), ended_at=ended))
            gone = attrs.evolve(samples.upload(4), ended_at=samples.later(0), kept=False)
            uow.uploads.add(gone)
            uow.uploads.add(samples.upload(5))
            to_forget = uow.uploads.to_forget(samples.later(3), 5)
            assert [upload.id for upload in to_forget] == ["upload-1", "upload-2"]

    def test_what_a_step_did_is_kept_claim_by_claim(self, units: UnitsOfWork) -> None:
        """The claim takes the place of what was kept of the same place before."""
        here = (samples.siret(), "upload-1")
        with units() as uow:
            uow.uploads.add(samples.upload())
            first, second, third = map(samples.uploaded_claim, (2, 30, 500))
            for done in (second, first, third):
                uow.uploads.keep_claim(*here, done)
            again = attrs.evolve(first, added=0, unchanged=9)
            uow.uploads.keep_claim(*here, again)
            checked = uow.uploads.claims(*here, UploadStep.CHECK, after=0, limit=2)
            assert list(checked) == [again, second]
            assert list(uow.uploads.claims(*here, UploadStep.CHECK, 30, 9)) == [third]
            assert list(uow.uploads.claims(*here, UploadStep.IMPORT, 0, 9)) == []
            with pytest.raises(NotFound):
                uow.uploads.keep_claim(samples.siret(), "upload-2", first)
