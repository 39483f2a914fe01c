"""Contract of the store of proofs."""

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class ProofContract(NeedsUnits):
    """See ``ProofStore`` in :mod:`partial_activity.ports.proofs`."""

    def test_the_last_request_of_a_person_is_found(self, units: UnitsOfWork) -> None:
        """The request is of that establishment, and of nobody else."""
        first, last = samples.proof_request(1), samples.proof_request(2, minutes=5)
        with units() as uow:
            uow.proofs.add_request(last)
            uow.proofs.add_request(first)
            uow.proofs.add_request(samples.proof_request(3, of=2, minutes=9))
            uow.proofs.add_request(samples.proof_request(4, at=2, minutes=9))
            with pytest.raises(Conflict):
                uow.proofs.add_request(first)
            uow.commit()
        with units.reading() as uow:
            assert uow.proofs.last_request(samples.siret(), "person-1") == last
            assert uow.proofs.last_request(samples.siret(), "person-9") is None
            assert uow.proofs.request(samples.siret(), "proof-1") == first
            with pytest.raises(NotFound):
                uow.proofs.request(samples.siret(2), "proof-1")

    def test_what_was_printed_or_closed_waits_no_more(self, units: UnitsOfWork) -> None:
        """The first asked comes first; a change is kept once."""
        asked = [samples.proof_request(number, minutes=9 - number) for number in (1, 2, 3)]
        with units() as uow:
            for one in asked:
                uow.proofs.add_request(one)
            printed = asked[0].printed("7K3M-9Q2R-5TXD", samples.later(20))
            uow.proofs.save_request(printed)
            uow.proofs.save_request(asked[1].closed(samples.later(20)))
            with pytest.raises(Conflict):
                uow.proofs.save_request(printed)
            with pytest.raises(NotFound):
                uow.proofs.save_request(samples.proof_request(8))
            uow.commit()
        with units.reading() as uow:
            assert list(uow.proofs.waiting(9)) == [asked[2]]
            kept = uow.proofs.request(samples.siret(), "proof-1")
        assert kept == attrs.evolve(printed, revision=1)

    def test_evidence_and_accounts_come_in_their_order(self, units: UnitsOfWork) -> None:
        """The evidence and accounts are of their establishment; each is written once."""
        with units() as uow:
            uow.proofs.add(samples.evidence(2, minutes=3))
            uow.proofs.add(samples.evidence(1))
            uow.proofs.add(samples.evidence(3, at=2))
            uow.proofs.add_account(samples.proven_account(number=2, minutes=3))
            uow.proofs.add_account(samples.proven_account(number=1))
            with pytest.raises(Conflict):
                uow.proofs.add(samples.evidence(1))
            with pytest.raises(Conflict):
                uow.proofs.add_account(samples.proven_account(number=1))
            uow.commit()
        with units.reading() as uow:
            assert [one.id for one in uow.proofs.of(samples.siret())] == [
                "evidence-1",
                "evidence-2",
            ]
            assert list(uow.proofs.accounts(samples.siret())) == [
                samples.proven_account(number=1),
                samples.proven_account(number=2, minutes=3),
            ]
            assert list(uow.proofs.accounts(samples.siret(3))) == []
