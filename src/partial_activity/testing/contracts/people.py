"""Contracts of the stores of people and of establishments."""

from functools import partial

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.people.people import AccountState, Role
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class PeopleContract(NeedsUnits):
    """See ``PersonStore`` and ``EstablishmentStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_person_is_found_by_id_and_by_address(self, units: UnitsOfWork) -> None:
        """A person is found by nothing else."""
        with units() as uow:
            officer = attrs.evolve(samples.person(2), service_role=Role.OFFICER)
            uow.people.add(samples.person(1))
            uow.people.add(officer)
            assert uow.people.get("person-2") == officer
            assert uow.people.by_email(officer.email) == officer
            assert uow.people.by_email(samples.person(3).email) is None
            with pytest.raises(NotFound):
                uow.people.get("person-3")

    def test_an_address_is_one_person_s(self, units: UnitsOfWork) -> None:
        """The address is refused on signing up, and on changing it."""
        with units() as uow:
            uow.people.add(samples.person(1))
            uow.people.add(samples.person(2))
            taken = samples.person(1).email
            with pytest.raises(Conflict):
                uow.people.add(attrs.evolve(samples.person(3), email=taken))
            with pytest.raises(Conflict):
                uow.people.save(attrs.evolve(samples.person(2), email=taken))
            with pytest.raises(Conflict):
                uow.people.add(attrs.evolve(samples.person(1), email=EmailAddress("a@example.fr")))

    def test_who_is_of_the_service_is_listed_by_name(self, units: UnitsOfWork) -> None:
        """The state, accents and joined letters do not matter; nobody of an employer is listed."""
        with units() as uow:
            uow.people.add(samples.person(1))
            for number, name in ((2, "Zoé"), (3, "Œuvrard"), (4, "Éva"), (5, "Zoé")):
                agent = attrs.evolve(samples.person(number), name=name, service_role=Role.OFFICER)
                uow.people.add(agent)
            uow.people.save(uow.people.get("person-4").moved_to(AccountState.SUSPENDED))
            ids = [person.id for person in uow.people.of_service()]
            assert ids == ["person-4", "person-3", "person-2", "person-5"]

    def test_a_saved_person_comes_back_equal_but_for_the_revision(self, units: UnitsOfWork) -> None:
        """The revision grows by one."""
        with units() as uow:
            uow.people.add(samples.person())
            suspended = samples.person().moved_to(AccountState.SUSPENDED)
            uow.people.save(suspended)
            assert uow.people.get("person-1") == attrs.evolve(suspended, revision=1)

    def test_what_somebody_else_changed_is_not_overwritten(self, units: UnitsOfWork) -> None:
        """This holds of every kind that is read, changed and saved."""
        with units() as uow:
            uow.people.add(samples.person())
            uow.establishments.add(samples.establishment())
            uow.establishments.add_member(samples.membership())
            uow.commit()
        with units() as uow:
            uow.people.save(samples.person())
            uow.establishments.save(samples.establishment())
            uow.establishments.save_member(samples.membership())
            uow.commit()
        with units() as uow:
            with pytest.raises(Conflict):
                uow.people.save(samples.person())
            with pytest.raises(Conflict):
                uow.establishments.save(samples.establishment())
            with pytest.raises(Conflict):
                uow.establishments.save_member(samples.membership())

    def test_what_is_not_there_cannot_be_saved(self, units: UnitsOfWork) -> None:
        """Adding is another word."""
        with units() as uow:
            with pytest.raises(NotFound):
                uow.people.save(samples.person())
            with pytest.raises(NotFound):
                uow.establishments.save(samples.establishment())
            with pytest.raises(NotFound):
                uow.establishments.save_member(samples.membership())

    def test_an_establishment_has_one_account(self, units: UnitsOfWork) -> None:
        """The second to sign up joins the first."""
        with units() as uow:
            uow.establishments.add(samples.establishment())
            with pytest.raises(Conflict):
                uow.establishments.add(samples.establishment())
            assert uow.establishments.get(samples.siret()) == samples.establishment()
            assert uow.establishments.find(samples.siret(2)) is None
            with pytest.raises(NotFound):
                uow.establishments.get(samples.siret(2))

    def test_the_principal_comes_first_then_the_oldest_member(self, units: UnitsOfWork) -> None:
        """The members are of that establishment only."""
        with units() as uow:
            third = samples.membership(of=1, minutes=2)
            second = samples.membership(of=2, minutes=1)
            principal = samples.membership(of=3, minutes=3, principal=True)
            for member in (third, second, principal, samples.membership(at=2, of=1)):
                uow.establishments.add_member(member)
            assert list(uow.establishments.members(samples.siret())) == [principal, second, third]

    def test_the_principal_is_an_active_member(self, units: UnitsOfWork) -> None:
        """The first of two; nobody, where no principal is active."""
        with units() as uow:
            first = samples.membership(of=1, principal=True, minutes=1)
            second = samples.membership(of=2, principal=True, minutes=2)
            uow.establishments.add_member(second)
            uow.establishments.add_member(samples.membership(of=3))
            assert uow.establishments.principal(samples.siret()) == second
            uow.establishments.add_member(first)
            assert uow.establishments.principal(samples.siret()) == first
            suspended = attrs.evolve(first, state=AccountState.SUSPENDED)
            uow.establishments.save_member(suspended)
            assert uow.establishments.principal(samples.siret()) == second
            assert uow.establishments.principal(samples.siret(2)) is None

    def test_an_establishment_comes_with_somebody_s_place_in_it(self, units: UnitsOfWork) -> None:
        """The place is none for who is not in it; without an account there is neither."""
        member = samples.membership(of=1)
        with units() as uow:
            uow.establishments.add(samples.establishment())
            uow.establishments.add_member(member)
            uow.establishments.add_member(samples.membership(at=2))
            place_of = partial(uow.establishments.with_member, samples.siret())
            assert place_of("person-1") == (samples.establishment(), member)
            assert place_of("person-2") == (samples.establishment(), None)
            assert uow.establishments.with_member(samples.siret(2), "person-1") == (None, None)

    def test_a_person_has_one_place_in_an_establishment(self, units: UnitsOfWork) -> None:
        """The person may have a place in each of several."""
        with units() as uow:
            here, there = samples.membership(at=1), samples.membership(at=2, minutes=1)
            uow.establishments.add_member(here)
            uow.establishments.add_member(there)
            with pytest.raises(Conflict):
                uow.establishments.add_member(here)
            assert uow.establishments.member(samples.siret(), "person-1") == here
            assert uow.establishments.member(samples.siret(3), "person-1") is None
            assert list(uow.establishments.memberships_of("person-1")) == [here, there]

    def test_a_saved_membership_comes_back(self, units: UnitsOfWork) -> None:
        """Suspended, say."""
        with units() as uow:
            uow.establishments.add_member(samples.membership())
            suspended = samples.membership().moved_to(AccountState.SUSPENDED)
            uow.establishments.save_member(suspended)
            saved = uow.establishments.member(samples.siret(), "person-1")
            assert saved == attrs.evolve(suspended, revision=1)
