"""The office at work: the queue, files decided one by one and many at once, what is found."""

from datetime import date, timedelta

import attrs
import pytest
from tests.unit.office_town import Town

from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.identifiers import spoken
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.office.queue import (
    REASONS,
    QueueCount,
    QueueFilter,
    QueueKey,
    QueueKind,
    reason,
)
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing import samples
from partial_activity.testing.stories import World
from partial_activity.usecases.authorisation import automatic_decisions, decisions, requests
from partial_activity.usecases.office.decide_many import Chosen, Left, decide_many, ready
from partial_activity.usecases.office.files import claim_in_office, request_in_office
from partial_activity.usecases.office.queue import QueuePage, officer_queue, queue_what_is_held
from partial_activity.usecases.office.search import Found, search
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims

NO_MOTIVE = REASONS[QueueKind.REQUEST][0]


class Office:
    """Officers over the files of a town."""

    def __init__(self) -> None:
        self.world = World()
        self.town = Town(self.world)
        self.odile = self.town.colleague("odile")

    def queue(self, asked: QueueFilter | None = None, **page: object) -> QueuePage:
        return officer_queue(
            asked or QueueFilter(),
            actor=self.odile,
            context=self.world.context,
            **page,  # type: ignore[arg-type]  # as its parameters say
        )

    def waiting(self) -> list[QueueKey]:
        return [queued.key for queued in self.queue().files]

    def decide_many(
        self,
        *keys: QueueKey,
        accepted: bool = True,
        actor: Person | None = None,
        message: str = "",
        reasons: tuple[Refusal, ...] = (),
        read: dict[QueueKey, int] | None = None,
    ) -> list[tuple[QueueKey, Left | None]]:
        """Read the files, unless they were read before, and decide them."""
        by = actor or self.odile
        revisions = read or ready(keys, actor=by, context=self.world.context).revisions
        came = decide_many(
            [Chosen(key, revisions[key]) for key in keys],
            accepted=accepted,
            actor=by,
            context=self.world.context,
            message=message,
            reasons=reasons,
        )
        return [(one.chosen.key, one.left) for one in came]

    def state(self, claim: Claim) -> ClaimState:
        with self.world.units.reading() as uow:
            return uow.claims.head(claim.siret, claim.id).state


@pytest.fixture
def office() -> Office:
    return Office()


def key_of(thing: object) -> QueueKey:
    """Of a request or a claim."""
    kind = QueueKind.CLAIM if isinstance(thing, Claim) else QueueKind.REQUEST
    # Both have these.
    return QueueKey(kind, thing.siret, thing.id, thing.version)  # type: ignore[attr-defined]


def test_the_queue_tells_who_waits_until_when_and_why(office: Office) -> None:
    request, claim = office.town.request(1), office.town.claim(2)
    page = office.queue()
    assert [queued.key for queued in page.files] == [key_of(request), key_of(claim)]
    asked, claimed = page.files
    assert (asked.name, asked.employees, asked.allowance) == ("Garage Éluard", 16, None)
    assert asked.decide_by == date(2024, 3, 19)
    assert claimed.decide_by == date(2024, 4, 30) + timedelta(days=15)
    assert claimed.allowance is not None
    assert (claimed.employees, claimed.threshold) == (2, 100)
    assert page.by_check == {"headcount": 2}
    assert page.counts == {
        QueueKind.REQUEST: QueueCount(1),
        QueueKind.CLAIM: QueueCount(1),
    }
    assert page.after is None


def test_the_queue_is_read_page_by_page(office: Office) -> None:
    made = [key_of(office.town.request(number)) for number in range(1, 6)]
    seen, after = [], None
    for _ in range(3):
        page = office.queue(after=after, limit=2)
        seen += [queued.key for queued in page.files]
        after = page.after
    assert seen == sorted(made, key=lambda key: key.siret)
    assert after is None


def test_a_late_file_is_counted_as_late_and_soon(office: Office) -> None:
    office.town.request(1)
    office.world.clock.tick(timedelta(days=12))
    assert office.queue().counts == {QueueKind.REQUEST: QueueCount(1, late=0, soon=1)}
    office.world.clock.tick(timedelta(days=4))
    assert office.queue().counts == {QueueKind.REQUEST: QueueCount(1, late=1, soon=1)}


def test_what_is_decided_or_withdrawn_waits_no_longer(office: Office) -> None:
    world, town = office.world, office.town
    by_officer, withdrawn, by_silence = (town.request(number) for number in (1, 2, 3))
    claim = town.claim(4)
    decisions.decide(
        by_officer.siret, by_officer.id, accepted=True, actor=office.odile, context=world.context
    )
    requests.withdraw_request(
        withdrawn.siret, withdrawn.id, actor=town.contact(2), context=world.context
    )
    assert office.waiting() == [key_of(by_silence), key_of(claim)]
    world.clock.tick(timedelta(days=16))
    automatic_decisions.approve_by_silence(context=world.context)
    assert office.waiting() == [key_of(claim)]
    office.decide_many(key_of(claim))
    assert office.waiting() == []
    assert office.state(claim) is ClaimState.VALIDATED


def test_what_was_held_before_there_was_a_queue_is_put_into_it(office: Office) -> None:
    held = [key_of(office.town.request(1)), key_of(office.town.claim(2))]
    with office.world.units() as uow:
        before = uow.office.held(held)
        for key in held:
            uow.office.release(key)
        uow.commit()

    def repair() -> int:
        world = office.world
        return queue_what_is_held(context=world.context)

    assert (repair(), repair()) == (2, 0)
    with office.world.units.reading() as uow:
        after = uow.office.held(held)
    claim = before[held[1]]
    assert after[held[1]] == claim
    # What was found of the request is in its journal; here it is not known any more.
    assert after[held[0]].screening.results == ()
    assert after[held[0]].decide_by == before[held[0]].decide_by


def test_one_that_changed_is_left_and_the_others_go_through(office: Office) -> None:
    keys = [key_of(office.town.request(number)) for number in (1, 2, 3)]
    olga = office.town.colleague("olga")
    read = dict(ready(keys, actor=office.odile, context=office.world.context).revisions)
    office.decide_many(keys[1], actor=olga, accepted=False, message="Pas de baisse")
    came = office.decide_many(*keys, read=read)
    assert came == [(keys[0], None), (keys[1], Left.CHANGED), (keys[2], None)]
    with office.world.units.reading() as uow:
        (kept,) = uow.requests.decisions(keys[1].siret)
    assert (kept.accepted, kept.decided_by) == (False, olga.id)
    assert office.waiting() == []


def test_a_newer_version_is_never_decided_unseen(office: Office) -> None:
    world, contact = office.world, office.town.contact(1)
    first = office.town.request(1)
    read = dict(ready([key_of(first)], actor=office.odile, context=world.context).revisions)
    requests.withdraw_request(first.siret, first.id, actor=contact, context=world.context)
    draft = requests.amend_request(first.siret, first.id, actor=contact, context=world.context)
    world.submit(contact, draft, insist=True)
    (second,) = [one.request for one in world.screen()]
    assert second.version == 2
    assert office.decide_many(key_of(first), read=read) == [(key_of(first), Left.CHANGED)]
    assert office.waiting() == [key_of(second)]
    with pytest.raises(Conflict):
        decisions.decide(
            first.siret,
            first.id,
            accepted=True,
            actor=office.odile,
            context=world.context,
            seen=Seen(2, second.revision - 1),
        )


def test_what_silence_approved_is_told_as_such(office: Office) -> None:
    key = key_of(office.town.request(1))
    office.world.clock.tick(timedelta(days=16))
    assert office.decide_many(key) == [(key, Left.SILENCE)]


def test_many_claims_are_refused_with_the_same_reasons(office: Office) -> None:
    held = [office.town.claim(number) for number in (1, 2)]
    given = reason(QueueKind.CLAIM, "hours_not_justified")
    assert given is not None
    came = office.decide_many(
        *map(key_of, held), accepted=False, reasons=(given,), message="Pièces non reçues"
    )
    assert [left for _, left in came] == [None, None]
    assert {office.state(claim) for claim in held} == {ClaimState.REJECTED}
    assert reason(QueueKind.REQUEST, "hours_not_justified") is None


def test_a_claim_corrected_meanwhile_is_not_decided_as_the_one_before(office: Office) -> None:
    claim = office.town.claim(1)
    with pytest.raises(Conflict):
        screen_claims.decide_held_claim(
            claim.siret,
            claim.id,
            accepted=True,
            reasons=(),
            message="",
            seen=Seen(claim.version + 1, claim.revision),
            actor=office.odile,
            context=office.world.context,
        )


def test_files_of_one_kind_are_decided_together_each_once(office: Office) -> None:
    request, claim = key_of(office.town.request(1)), key_of(office.town.claim(2))
    many = [attrs.evolve(request, id=str(number)) for number in range(101)]
    for keys in ([], [request, request], [request, claim], many):
        with pytest.raises(InvalidValue):
            ready(keys, actor=office.odile, context=office.world.context)
    with pytest.raises(InvalidValue, match="reasons"):
        office.decide_many(request, accepted=False, message=" ")
    found = ready(
        [request, attrs.evolve(request, id="gone")],
        actor=office.odile,
        context=office.world.context,
    )
    assert list(found.files) == [request]
    assert [key.id for key in found.gone] == ["gone"]


def test_only_officers_have_a_queue(office: Office) -> None:
    office.town.request(1)
    for person in (office.town.contact(1), office.town.colleague("paul", Role.PAYING_AGENT)):
        office.odile = person
        with pytest.raises(NotAllowed):
            office.queue()
        with pytest.raises(NotAllowed):
            office.decide_many(key_of(office.town.request(2)))


def test_a_request_is_shown_with_what_is_known_beside_it(office: Office) -> None:
    world, town = office.world, office.town
    number = town.authorisation(1, span=Span(date(2024, 4, 1), date(2024, 4, 30)))
    claim = town.submitted(1, decision=number)
    asked = town.request(1, span=Span(date(2024, 5, 1), date(2024, 5, 31)))
    shown = request_in_office(asked.siret, asked.id, actor=office.odile, context=world.context)
    assert shown.waits
    assert shown.tacit_from == date(2024, 3, 20)
    assert shown.queued is not None
    assert shown.queued.key == key_of(asked)
    (earlier,) = shown.record.authorisations
    assert (earlier.decision.number, earlier.used) == (number, claim.hours)
    assert [one.id for one in shown.record.claims] == [claim.id]
    assert shown.record.registered is not None
    assert shown.names[asked.filed_by] == "contact1"
    # What officers note is not for the employer, whose own page has the rest.
    with pytest.raises(NotAllowed):
        request_in_office(asked.siret, asked.id, actor=town.contact(1), context=world.context)


def test_a_decided_request_shows_its_checks_as_the_journal_has_them(office: Office) -> None:
    world, asked = office.world, office.town.request(1)
    office.decide_many(key_of(asked))

    def shown_to(person: Person) -> dict[str, str]:
        shown = request_in_office(asked.siret, asked.id, actor=person, context=world.context)
        assert (shown.waits, shown.tacit_from, shown.queued) == (False, None, None)
        return dict(shown.notes)

    notes = shown_to(office.odile)
    assert notes["headcount"] == "hold headcount_above_workforce headcount=16 workforce=15"
    assert notes["register"] == "passed"
    assert not notes.keys() & {"version", "score", "drawn"}
    assert shown_to(office.town.colleague("auditor", Role.AUDITOR)) == {}


def test_drafts_are_nobody_s_but_the_employer_s(office: Office) -> None:
    world, contact = office.world, office.town.contact(1)
    siret = office.town.siret(1)
    draft = world.draft(contact, siret)
    with pytest.raises(NotFound):
        request_in_office(siret, draft.id, actor=office.odile, context=world.context)
    assert search(draft.id, actor=office.odile, context=world.context).nothing


def test_a_claim_is_shown_with_its_figures_and_without_the_nir(office: Office) -> None:
    world, claim = office.world, office.town.claim(1, employees=14)

    def page(after: int, actor: Person) -> list[int]:
        shown = claim_in_office(
            claim.siret, claim.id, actor=actor, context=world.context, after=after
        )
        assert all(line.nir is None for line in shown.lines)
        assert shown.waits
        assert (shown.totals.lines, shown.totals.employees) == (56, 14)
        assert shown.after == (50 if after == 0 else None)
        decides = actor is office.odile
        assert (shown.threshold == 100) is (shown.screening is not None) is decides
        return [line.number for line in shown.lines]

    agent = office.town.colleague("paul", Role.PAYING_AGENT)
    assert page(0, office.odile) == list(range(1, 51))
    assert page(50, agent) == list(range(51, 57))
    with pytest.raises(NotAllowed):
        page(0, office.town.contact(1))
    with pytest.raises(NotFound):
        claim_in_office(claim.siret, claim.id, actor=agent, context=world.context, version=2)


def test_a_file_is_found_by_what_is_at_hand(office: Office) -> None:
    world, town = office.world, office.town
    number = town.authorisation(1)
    asked, claim = town.request(2), town.claim(3)

    def found(text: str) -> Found:
        return search(text, actor=office.odile, context=world.context)

    by_siret = found(f" {str(asked.siret)[:9]} {str(asked.siret)[9:]} ")
    assert [one.siret for one in by_siret.establishments] == [asked.siret]
    assert [one.id for one in by_siret.requests] == [asked.id]
    assert [one.number for one in found(number.lower()).decisions] == [number]
    assert [one.id for one in found(asked.id).requests] == [asked.id]
    assert [one.id for one in found(claim.id).claims] == [claim.id]
    read_out = spoken(asked.id).lower().replace("-", " ").replace("0", "o")
    assert [one.id for one in found(read_out).requests] == [asked.id]
    assert [one.id for one in found(spoken(claim.id)).claims] == [claim.id]
    named = [one.name for one in found("ELUARD gara").establishments]
    assert named == ["Garage Éluard"]
    by_address = found("Contact2@Boulangerie.example")
    assert [one.siret for one in by_address.establishments] == [asked.siret]
    unknown = (str(town.siret(99)), "nobody@example.fr", "not@an@address", "Zzz", "", "%")
    assert all(found(text) == Found() for text in unknown)


def test_nobody_is_looked_for_by_their_social_security_number(office: Office) -> None:
    office.town.claim(1)
    for typed in ("1 80 05 75 000 050 65", "180057500005065"):
        answer = search(typed, actor=office.odile, context=office.world.context)
        assert answer == Found(looks_like_nir=True)


def test_a_search_stops_after_twenty(office: Office) -> None:
    with office.world.units() as uow:
        for number in range(1, 26):
            uow.establishments.add(samples.establishment(number))
        uow.commit()
    answer = search("café", actor=office.odile, context=office.world.context)
    assert (len(answer.establishments), answer.more) == (20, True)


def test_employers_do_not_search(office: Office) -> None:
    with pytest.raises(NotAllowed):
        search("Garage", actor=office.town.contact(1), context=office.world.context)
