"""Contract of the register of issued documents."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class DocumentContract(NeedsUnits):
    """See ``DocumentStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_document_is_found_by_its_file_its_code_and_its_number(
        self, units: UnitsOfWork
    ) -> None:
        """A document is found by no other's file, code or number."""
        first, second = samples.issued(1), samples.issued(2)
        with units() as uow:
            uow.documents.add(first)
            uow.documents.add(second)
            uow.commit()
        with units.reading() as uow:
            assert uow.documents.by_file(second.file_sha256) == second
            assert uow.documents.by_code(second.code) == second
            assert uow.documents.by_number(second.number) == second
            assert uow.documents.by_file(first.code) is None
            assert uow.documents.by_code(first.number) is None
            assert uow.documents.by_number(first.file_sha256) is None

    def test_a_file_is_issued_once(self, units: UnitsOfWork) -> None:
        """The file is issued once, whoever asks for it again."""
        with units() as uow:
            uow.documents.add(samples.issued())
            with pytest.raises(Conflict):
                uow.documents.add(attrs.evolve(samples.issued(), issued_at=samples.later(9)))

    def test_the_last_issued_stands_for_those_that_tell_the_same(self, units: UnitsOfWork) -> None:
        """The documents compared are of the same version, line and edition only."""
        first = samples.issued(1)
        again = attrs.evolve(
            first, file_sha256="f" * 64, code="c" * 64, issued_at=samples.later(60)
        )
        later = attrs.evolve(again, issued_at=samples.later(90))
        others = [
            attrs.evolve(later, file_sha256="1" * 64, version=9),
            attrs.evolve(later, file_sha256="2" * 64, line=7),
            attrs.evolve(later, file_sha256="3" * 64, edition="without_nir"),
            attrs.evolve(later, file_sha256="4" * 64, subject="claim-9"),
            attrs.evolve(later, file_sha256="5" * 64, siret=samples.siret(9)),
        ]
        with units() as uow:
            for document in (again, first, *others):
                uow.documents.add(document)
            assert uow.documents.last_like(first) == again
            assert uow.documents.last_like(again) == again

    def test_what_tells_of_no_employee_is_compared_too(self, units: UnitsOfWork) -> None:
        """Two documents without a line are of the same line."""
        first = attrs.evolve(samples.issued(1), line=None)
        again = attrs.evolve(first, file_sha256="f" * 64, issued_at=samples.later(60))
        with units() as uow:
            uow.documents.add(first)
            uow.documents.add(again)
            assert uow.documents.last_like(first) == again
