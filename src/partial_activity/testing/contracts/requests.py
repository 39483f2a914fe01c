"""Contract of the store of requests and decisions."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from partial_activity.domain.authorisation.requests import (
    Attachment,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros, Share
from partial_activity.domain.words import Words
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class RequestContract(NeedsUnits):
    """See ``RequestStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_request_comes_back_with_all_that_was_filed(self, units: UnitsOfWork) -> None:
        """Attachments, commitments and the other establishments included."""
        filed = attrs.evolve(
            samples.request(),
            commitments=("Maintien dans l'emploi", "Formation"),
            attachments=(Attachment("avis.pdf", "application/pdf", 1234, "ab" * 32),),
            covers=(samples.siret(2), samples.siret(3)),
            opinion_due_on=date(2020, 6, 30),
        )
        with units() as uow:
            uow.requests.add(filed)
            uow.commit()
        with units() as uow:
            assert uow.requests.get(samples.siret(), "request-1") == filed

    def test_the_latest_version_is_the_request(self, units: UnitsOfWork) -> None:
        """The others stay."""
        with units() as uow:
            second = samples.request(version=2)
            uow.requests.add(second)
            uow.requests.add(samples.request(version=1))
            assert uow.requests.get(samples.siret(), "request-1") == second
            versions = uow.requests.versions(samples.siret(), "request-1")
            assert [request.version for request in versions] == [1, 2]
            with pytest.raises(Conflict):
                uow.requests.add(second)

    def test_the_same_id_at_two_establishments_is_two_requests(self, units: UnitsOfWork) -> None:
        """A grouped request is one for each."""
        with units() as uow:
            uow.requests.add(samples.request(at=1))
            uow.requests.add(samples.request(at=2))
            assert uow.requests.get(samples.siret(2), "request-1") == samples.request(at=2)
            with pytest.raises(NotFound):
                uow.requests.get(samples.siret(3), "request-1")
            assert list(uow.requests.versions(samples.siret(3), "request-1")) == []

    def test_drafts_come_first_then_the_last_filed(self, units: UnitsOfWork) -> None:
        """The latest version of each, of that establishment only."""
        with units() as uow:
            draft = samples.request(1, state=RequestState.DRAFT, filed_at=None)
            early = samples.request(2, filed_at=samples.later(1))
            amended = samples.request(3, version=2, filed_at=samples.later(9))
            for request in (early, samples.request(3), amended, draft, samples.request(4, at=2)):
                uow.requests.add(request)
            assert list(uow.requests.of(samples.siret())) == [draft, amended, early]

    def test_a_request_that_changed_is_not_overwritten(self, units: UnitsOfWork) -> None:
        """The worker holds the request while the employer withdraws it."""
        with units() as uow:
            uow.requests.add(samples.request())
            held = samples.request().moved_to(RequestState.HELD)
            uow.requests.save(held)
            assert uow.requests.get(samples.siret(), "request-1") == attrs.evolve(held, revision=1)
            with pytest.raises(Conflict):
                uow.requests.save(samples.request().moved_to(RequestState.WITHDRAWN))
            with pytest.raises(NotFound):
                uow.requests.save(samples.request(2))

    def test_the_undecided_are_the_submitted_and_the_held(self, units: UnitsOfWork) -> None:
        """Received up to an instant, itself included, the oldest first, of everybody."""
        with units() as uow:
            kept = {
                "old": samples.request(1, at=2, filed_at=samples.later(-60)),
                "held": samples.request(2, state=RequestState.HELD),
                "just": samples.request(3, filed_at=samples.later(5)),
            }
            late = samples.request(4, filed_at=samples.later(6))
            draft = samples.request(5, state=RequestState.DRAFT, filed_at=None)
            done = samples.request(6, state=RequestState.DECIDED)
            for request in (late, *reversed(kept.values()), draft, done):
                uow.requests.add(request)
            assert list(uow.requests.undecided(samples.later(5))) == list(kept.values())

    def test_opinions_that_were_not_sent_are_due(self, units: UnitsOfWork) -> None:
        """The first due comes first, up to a day; drafts and what was withdrawn are left out."""
        with units() as uow:
            due = {
                number: attrs.evolve(
                    samples.request(number), opinion_due_on=samples.APRIL + timedelta(days=number)
                )
                for number in range(1, 7)
            }
            due[3] = attrs.evolve(
                due[3], late_opinion=Opinion.FAVOURABLE, late_opinion_on=samples.APRIL
            )
            due[4] = attrs.evolve(due[4], state=RequestState.WITHDRAWN)
            due[5] = attrs.evolve(due[5], state=RequestState.DRAFT)
            for request in (*reversed(due.values()), samples.request(9)):
                uow.requests.add(request)
            until = samples.APRIL + timedelta(days=5)
            assert list(uow.requests.opinions_due(until)) == [due[1], due[2]]

    def test_decided_requests_that_end_between_two_days_are_found(self, units: UnitsOfWork) -> None:
        """Both days count, the first to end comes first, and all establishments are looked at."""
        april = samples.APRIL
        with units() as uow:
            ending = {
                number: attrs.evolve(
                    samples.request(number, at=number, state=RequestState.DECIDED),
                    span=Span(april, april + timedelta(days=number)),
                )
                for number in range(1, 6)
            }
            ending[3] = attrs.evolve(ending[3], state=RequestState.HELD)
            for request in reversed(ending.values()):
                uow.requests.add(request)
            ending_between = uow.requests.decided_ending(april + timedelta(2), april + timedelta(4))
            assert list(ending_between) == [ending[2], ending[4]]

    def test_who_filed_with_an_account_is_found(self, units: UnitsOfWork) -> None:
        """Each establishment once; drafts do not count."""
        shared = samples.iban(9)
        with units() as uow:
            for request in (
                attrs.evolve(samples.request(1, at=1), iban=shared),
                attrs.evolve(samples.request(2, at=1), iban=shared),
                attrs.evolve(samples.request(1, at=2), iban=shared),
                attrs.evolve(samples.request(1, at=3, state=RequestState.DRAFT), iban=shared),
                samples.request(1, at=4),
            ):
                uow.requests.add(request)
            asked = [shared, samples.iban(4), samples.iban(5)]
            filers = uow.requests.filers_with(asked)
            assert {iban: sorted(sirets) for iban, sirets in filers.items()} == {
                shared: sorted([samples.siret(1), samples.siret(2)]),
                samples.iban(4): [samples.siret(4)],
            }

    def test_a_version_is_decided_once_for_ever(self, units: UnitsOfWork) -> None:
        """A second decision, or the same number again, is refused."""
        with units() as uow:
            uow.requests.add(samples.request())
            uow.requests.add(samples.request(2))
            uow.requests.add_decision(samples.decision(1))
            with pytest.raises(Conflict):
                uow.requests.add_decision(samples.decision(2))
            with pytest.raises(Conflict):
                uow.requests.add_decision(samples.decision(1, of=2))
            with pytest.raises(NotFound):
                uow.requests.add_decision(samples.decision(3, of=3))
            assert list(uow.requests.decisions(samples.siret())) == [samples.decision(1)]

    def test_a_decision_comes_with_the_version_it_decides(self, units: UnitsOfWork) -> None:
        """The version is not the latest, nor another request's; it is of that establishment."""
        with units() as uow:
            for number, version in ((1, 1), (1, 2), (2, 1)):
                uow.requests.add(samples.request(number, version=version))
            uow.requests.add_decision(samples.decision(1, version=1))
            uow.requests.add_decision(samples.decision(2, version=2))
            uow.commit()
        with units.reading() as uow:
            decided = uow.requests.decided(samples.siret(), "DA-0001")
            assert decided == (samples.decision(1, version=1), samples.request(version=1))
            for siret, named in ((samples.siret(), "DA-0003"), (samples.siret(2), "DA-0001")):
                with pytest.raises(NotFound):
                    uow.requests.decided(siret, named)

    def test_every_version_of_every_request_is_listed(self, units: UnitsOfWork) -> None:
        """The versions come by id and number, of that establishment."""
        with units() as uow:
            filed = [samples.request(2), samples.request(version=2), samples.request()]
            for request in (*filed, samples.request(at=2)):
                uow.requests.add(request)
            assert list(uow.requests.all_versions(samples.siret())) == filed[::-1]
            assert list(uow.requests.all_versions(samples.siret(3))) == []

    def test_the_last_decision_comes_first(self, units: UnitsOfWork) -> None:
        """The decisions are of that establishment only."""
        with units() as uow:
            for version in (1, 2):
                uow.requests.add(samples.request(version=version))
                uow.requests.add_decision(samples.decision(version, version=version))
            uow.requests.add(samples.request(at=2))
            uow.requests.add_decision(samples.decision(3, at=2))
            numbers = [made.number for made in uow.requests.decisions(samples.siret())]
            assert numbers == ["DA-0002", "DA-0001"]
            with pytest.raises(NotFound):
                uow.requests.decision(samples.siret(), "DA-0003")

    def test_the_reasons_of_a_refusal_say_the_same_in_ten_years(self, units: UnitsOfWork) -> None:
        """Each value comes back as what it was: a day, a share, hours, words."""
        values = {
            "last": date(2020, 4, 30),
            "at": samples.NOON,
            "months": 6,
            "cap": Share(Fraction(2, 5)),
            "average": Fraction(1, 3),
            "hours": Hours(160_700),
            "amount": Euros(-1),
            "item": "opinion",
            "why": Words("trop tard", "too late"),
        }
        refusal = attrs.evolve(
            samples.decision(),
            kind=DecisionKind.OFFICER,
            decided_by="person-7",
            accepted=False,
            reasons=(Refusal("request_too_late", "R. 5122-3", values),),
            message="Voir l'article.",
        )
        with units() as uow:
            uow.requests.add(samples.request())
            uow.requests.add_decision(refusal)
            uow.commit()
        with units() as uow:
            kept = uow.requests.decision(samples.siret(), refusal.number)
            assert kept == refusal
            types = {name: type(value) for name, value in kept.reasons[0].values.items()}
            assert types == {name: type(value) for name, value in values.items()}

    def test_only_a_withdrawal_can_be_added_to_a_decision(self, units: UnitsOfWork) -> None:
        """The withdrawal is added once, and nothing else is ever edited."""
        with units() as uow:
            uow.requests.add(samples.request())
            made = samples.decision()
            uow.requests.add_decision(made)
            with pytest.raises(NotAllowed):
                uow.requests.save_decision(attrs.evolve(made, message="edited"))
            withdrawn = attrs.evolve(made, withdrawn_at=samples.later(60))
            with pytest.raises(NotAllowed):
                uow.requests.save_decision(attrs.evolve(withdrawn, message="edited"))
            uow.requests.save_decision(withdrawn)
            kept = uow.requests.decision(samples.siret(), made.number)
            assert kept == attrs.evolve(withdrawn, revision=1)
            with pytest.raises(NotAllowed):
                uow.requests.save_decision(attrs.evolve(kept, withdrawn_at=samples.later(61)))
            with pytest.raises(Conflict):
                uow.requests.save_decision(withdrawn)
            with pytest.raises(NotFound):
                uow.requests.save_decision(samples.decision(2))

    def test_what_was_typed_is_each_persons_own_until_it_is_of_no_use(
        self, units: UnitsOfWork
    ) -> None:
        """The text is of a request, or of one that is not begun; the last text holds."""
        here, begun = samples.siret(), "request-1"
        with units() as uow:
            assert uow.requests.typed(here, "", "person-1") == ""
            for typed in ("{}", "FR76 … à compléter", "trente"):
                uow.requests.keep_typed(here, "", "person-1", typed)
                assert uow.requests.typed(here, "", "person-1") == typed
            uow.requests.keep_typed(here, begun, "person-1", "one")
            uow.requests.keep_typed(here, begun, "person-2", "two")
            assert uow.requests.typed(here, begun, "person-2") == "two"
            assert uow.requests.typed(samples.siret(2), begun, "person-1") == ""
            uow.commit()
        with units() as uow:
            uow.requests.forget_typed(here, begun)
            assert uow.requests.typed(here, begun, "person-1") == ""
            assert uow.requests.typed(here, begun, "person-2") == ""
            assert uow.requests.typed(here, "", "person-1") == "trente"
            uow.requests.keep_typed(here, "", "person-1", "")
            assert uow.requests.typed(here, "", "person-1") == ""
