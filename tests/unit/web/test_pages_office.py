"""The office in a browser, over the memory adapters: the queue, files, decisions, search."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.office_town import Town
from tests.unit.web.forms import post
from werkzeug.test import TestResponse

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Opinion
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import decisions, filing, request_files, requests
from partial_activity.usecases.people import proofs

SignedIn = Callable[[Person], FlaskClient]
PDF = b"%PDF-1.4\nUn avis\n%%EOF\n"


@pytest.fixture
def town(world: World) -> Town:
    return Town(world)


@pytest.fixture
def odile(town: Town) -> Person:
    return town.colleague("odile")


@pytest.fixture
def office(signed_in: SignedIn, odile: Person) -> FlaskClient:
    """The browser of an officer."""
    return signed_in(odile)


def page_of(thing: AuthorisationRequest | Claim) -> str:
    """Its page in the office."""
    kind = "claims" if isinstance(thing, Claim) else "requests"
    return f"/office/{kind}/{thing.siret}/{thing.id}"


def read(answer: TestResponse) -> str:
    """A page as people read it: plain spaces, plain apostrophes."""
    return html.unescape(answer.text).replace("\N{NO-BREAK SPACE}", " ")


def ticks(page: str) -> list[str]:
    """The files that a page of the queue lets one tick."""
    return re.findall(r'name="file" value="([^"]+)"', page)


def hidden(page: str, name: str) -> str:
    """A hidden field of a form."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def decide(
    client: FlaskClient, thing: AuthorisationRequest | Claim, **said: object
) -> dict[str, object]:
    """What the form of a file would send."""
    page = read(client.get(page_of(thing)))
    return {"version": hidden(page, "version"), "revision": hidden(page, "revision"), **said}


def decision_on(world: World, asked: AuthorisationRequest) -> tuple[bool, str | None]:
    """What was decided, and by whom."""
    with world.units.reading() as uow:
        (kept,) = uow.requests.decisions(asked.siret)
    return kept.accepted, kept.decided_by


def state(world: World, claim: Claim) -> ClaimState:
    with world.units.reading() as uow:
        return uow.claims.head(claim.siret, claim.id).state


def test_the_queue_says_what_waits_why_and_until_when(office: FlaskClient, town: Town) -> None:
    town.request(1)
    town.claim(2)
    page = read(office.get("/office"))
    assert page.index("Garage Éluard") < page.index("Librairie Nguyen")
    assert "16 salariés concernés pour un effectif de 15." in page
    assert "2 salariés demandés, 1 dans l'autorisation." in page
    assert "19/03/2024" in page
    assert "15 jours" in page
    english = read(office.get("/office?lang=en"))
    assert "16 employees concerned, for a workforce of 15." in english


def test_an_empty_queue_says_so_and_so_does_an_empty_filter(
    office: FlaskClient, town: Town
) -> None:
    assert "Aucun dossier en attente" in read(office.get("/office"))
    town.request(1)
    assert "Aucun dossier ne correspond" in read(office.get("/office?kind=claim"))


def test_the_queue_is_filtered(
    signed_in: SignedIn, odile: Person, town: Town, world: World
) -> None:
    town.request(1)
    world.clock.tick(timedelta(days=9))
    town.request(2, span=Span(date(2024, 4, 1), date(2024, 4, 30)))
    town.claim(3)
    office = signed_in(odile)

    def found(query: str) -> int:
        answer = office.get(f"/office?{query}")
        assert answer.status_code == HTTPStatus.OK
        return len(ticks(read(answer)))

    assert found("kind=request") == 2
    assert found("kind=claim") == 1
    assert found("until=week") == 1
    assert found("until=late") == found("check=quota") == 0
    assert found("check=headcount&kind=claim") == 1
    # What an address says wrongly is passed over.
    assert found("kind=x&until=y&after=z&check=") == 3


def test_the_queue_is_read_page_by_page_and_ticked_whole(office: FlaskClient, town: Town) -> None:
    for number in range(1, 56):
        town.request(number)
    first = read(office.get("/office?kind=request"))
    following = re.search(r'href="(/office\?[^"]+)" rel="next"', first)
    assert following
    second = read(office.get(following[1].replace("&amp;", "&")))
    assert (len(ticks(first)), len(ticks(second))) == (50, 5)
    assert not set(ticks(first)) & set(ticks(second))
    assert 'rel="next"' not in second
    all_ticked = read(office.get("/office?kind=request&all=1"))
    assert all_ticked.count(" checked>") == 50


def test_a_late_claim_is_told_apart_from_a_tacit_approval(
    town: Town, world: World, signed_in: SignedIn, odile: Person
) -> None:
    town.request(1)
    town.claim(2)
    world.clock.tick(timedelta(days=80))
    page = read(signed_in(odile).get("/office"))
    assert "Délai passé : accord tacite" in page
    assert "En retard de" in page


def test_an_officer_refuses_with_reasons_that_the_employer_reads(
    office: FlaskClient, town: Town, world: World, odile: Person
) -> None:
    asked = town.request(1)
    address = f"{page_of(asked)}/decision"
    said = decide(
        office,
        asked,
        outcome="refuse",
        reason=["motive_not_shown", "circumstances_not_said"],
        message="Le carnet de commandes est plein.",
    )
    confirm = post(office, address, said, page=page_of(asked))
    assert confirm.status_code == HTTPStatus.OK
    assert "Refuser cette demande ?" in read(confirm)
    with world.units.reading() as uow:
        assert list(uow.requests.decisions(asked.siret)) == []
    done = post(office, address, {**said, "confirmed": "yes"}, page=page_of(asked))
    assert (done.status_code, done.location) == (HTTPStatus.SEE_OTHER, "/office")
    assert "est refusée" in read(office.get("/office"))
    assert decision_on(world, asked) == (False, odile.id)
    letter = world.told(NoticeKind.DECISION, asked.siret)[0].values
    assert "R. 5122-1" in letter["reasons"]
    assert "R. 5122-2" in letter["reasons"]
    assert letter["message"] == "Le carnet de commandes est plein."
    shown = read(office.get(page_of(asked)))
    assert "Le carnet de commandes est plein." in shown
    assert "Odile" in shown


def test_an_officer_authorises(
    office: FlaskClient, town: Town, world: World, odile: Person
) -> None:
    asked = town.request(1)
    said = decide(office, asked, outcome="accept", confirmed="yes")
    done = post(office, f"{page_of(asked)}/decision", said, page=page_of(asked))
    assert done.status_code == HTTPStatus.SEE_OTHER
    assert decision_on(world, asked) == (True, odile.id)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "Choisissez : accepter ou refuser"),
        ({"outcome": "maybe"}, "Choisissez : accepter ou refuser"),
        ({"outcome": "refuse"}, "Un refus est motivé"),
        ({"outcome": "refuse", "message": "  "}, "Un refus est motivé"),
        ({"outcome": "refuse", "reason": "hours_not_justified"}, "Un refus est motivé"),
        ({"outcome": "accept", "reason": "motive_not_shown"}, "Un motif de refus est coché"),
        ({"outcome": "refuse", "message": "x" * 4001}, "trop long"),
    ],
)
def test_what_is_wrong_with_a_decision_is_told_and_what_was_typed_is_kept(
    office: FlaskClient, town: Town, world: World, said: dict[str, object], fault: str
) -> None:
    asked = town.request(1)
    given = decide(office, asked, confirmed="yes", **said)
    answer = post(office, f"{page_of(asked)}/decision", given, page=page_of(asked))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fault in read(answer)
    assert 'role="alert"' in read(answer)
    if "reason" in said and "motive" in str(said["reason"]):
        assert 'value="motive_not_shown" checked' in read(answer)
    with world.units.reading() as uow:
        assert list(uow.requests.decisions(asked.siret)) == []


def test_the_second_of_two_officers_is_told_kindly(
    office: FlaskClient, town: Town, world: World, signed_in: SignedIn, odile: Person
) -> None:
    asked, claim = town.request(1), town.claim(2)
    olga = signed_in(town.colleague("olga"))
    for thing in (asked, claim):
        late = decide(olga, thing, outcome="refuse", message="Non", confirmed="yes")
        quick = decide(office, thing, outcome="accept", confirmed="yes")
        address = f"{page_of(thing)}/decision"
        first = post(office, address, quick, page=page_of(thing))
        assert first.status_code == HTTPStatus.SEE_OTHER
        second = post(olga, address, late, page="/account")
        assert second.status_code == HTTPStatus.CONFLICT
        assert "Quelqu'un a été plus rapide" in read(second)
    assert decision_on(world, asked) == (True, odile.id)
    assert state(world, claim) is ClaimState.VALIDATED
    assert "Odile" in read(olga.get(page_of(asked)))


def test_a_late_opinion_is_read_before_deciding_and_what_was_typed_is_kept(
    office: FlaskClient, town: Town, world: World
) -> None:
    asked = town.request(
        1, motive=Motive.EXCEPTIONAL, workforce=60, headcount=61, opinion=Opinion.NOT_GIVEN
    )
    said = decide(office, asked, outcome="refuse", message="Sans avis", confirmed="yes")
    filing.send_opinion(
        asked.siret, asked.id, Opinion.FAVOURABLE, actor=town.contact(1), context=world.context
    )
    answer = post(office, f"{page_of(asked)}/decision", said, page=page_of(asked))
    assert answer.status_code == HTTPStatus.CONFLICT
    page = read(answer)
    assert "Elle vient de changer" in page
    assert "Favorable, reçu le 04/03/2024" in page
    assert "Sans avis</textarea>" in page
    with world.units.reading() as uow:
        assert list(uow.requests.decisions(asked.siret)) == []


def test_what_silence_approved_can_no_longer_be_decided(
    town: Town, world: World, signed_in: SignedIn, odile: Person
) -> None:
    asked = town.request(1)
    before = signed_in(odile)
    said = decide(before, asked, outcome="refuse", message="Non", confirmed="yes")
    world.clock.tick(timedelta(days=16))
    office = signed_in(odile)
    page = read(office.get(page_of(asked)))
    assert "Cette demande est accordée tacitement" in page
    assert 'name="outcome"' not in page
    answer = post(office, f"{page_of(asked)}/decision", said, page="/account")
    assert answer.status_code == HTTPStatus.CONFLICT


def test_a_claim_is_shown_with_figures_and_names_and_no_number(
    office: FlaskClient, town: Town, world: World
) -> None:
    claim = town.claim(1, employees=14)
    first = read(office.get(page_of(claim)))
    assert "Contrôles" in first
    assert "14 salariés demandés, 1 dans l'autorisation." in first
    assert "Martin Camille 0" in first
    assert "sur 56" in first
    rest = read(office.get(f"{page_of(claim)}?version=1&after=50"))
    assert "Camille 13" in rest
    with world.units.reading() as uow:
        nirs = {line.nir.digits for line in uow.claims.get(claim.siret, claim.id).lines}
    assert len(nirs) == 14
    assert not [nir for nir in nirs if nir in first + rest or nir[:13] in first + rest]
    assert office.get(f"{page_of(claim)}?version=9").status_code == HTTPStatus.NOT_FOUND
    assert office.get(f"{page_of(claim)}?after=x&version=y").status_code == HTTPStatus.OK


def test_a_claim_is_refused_or_validated(office: FlaskClient, town: Town, world: World) -> None:
    refused, validated = town.claim(1), town.claim(2)
    wrong = decide(office, validated, outcome="accept", message="Bravo")
    answer = post(office, f"{page_of(validated)}/decision", wrong, page=page_of(validated))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Aucun courrier" in read(answer)
    for claim, said in (
        (refused, {"outcome": "refuse", "reason": "hours_not_justified"}),
        (validated, {"outcome": "accept"}),
    ):
        given = decide(office, claim, **said)
        address = f"{page_of(claim)}/decision"
        assert "Revenir sans décider" in read(post(office, address, given, page=page_of(claim)))
        done = post(office, address, {**given, "confirmed": "yes"}, page=page_of(claim))
        assert done.status_code == HTTPStatus.SEE_OTHER
    assert state(world, refused) is ClaimState.REJECTED
    assert state(world, validated) is ClaimState.VALIDATED
    letter = world.told(NoticeKind.CLAIM_REFUSED, refused.siret)[0].values
    assert "R. 5122-5" in letter["reasons"]


def test_many_are_decided_at_once_and_one_that_changed_is_left(
    office: FlaskClient, town: Town, world: World, odile: Person
) -> None:
    asked = [town.request(number) for number in (1, 2, 3)]
    files = ticks(read(office.get("/office")))
    summary = post(office, "/office/selection", {"file": files}, page="/office")
    assert summary.status_code == HTTPStatus.OK
    assert "Décider ensemble 3 dossiers" in read(summary)
    chosen = ticks(read(summary))
    olga = town.colleague("olga")
    decisions.decide(
        asked[1].siret,
        asked[1].id,
        accepted=False,
        message="Non",
        actor=olga,
        context=world.context,
    )
    said = {"file": chosen, "outcome": "accept", "message": ""}
    done = post(office, "/office/decisions", said, page="/office")
    assert done.status_code == HTTPStatus.OK
    assert "2 dossiers décidés, 1 laissé" in read(done)
    assert "Une autre personne l'a décidé" in read(done)
    assert [decision_on(world, one) for one in asked] == [
        (True, odile.id),
        (False, olga.id),
        (True, odile.id),
    ]
    again = post(office, "/office/decisions", said, page="/account")
    assert "3 dossiers décidés" not in read(again)


def test_many_claims_are_summed_up_before_they_are_refused(
    office: FlaskClient, town: Town, world: World
) -> None:
    held = [town.claim(number) for number in (1, 2)]
    files = ticks(read(office.get("/office")))
    summary = post(office, "/office/selection", {"file": files}, page="/office")
    assert "Allocation en tout" in read(summary)
    said = {"file": ticks(read(summary)), "outcome": "refuse"}
    wrong = post(office, "/office/decisions", said, page="/office")
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Un refus est motivé" in read(wrong)
    assert ticks(read(wrong)) == ticks(read(summary))
    post(office, "/office/decisions", {**said, "message": "Pièces non reçues"}, page="/office")
    assert {state(world, claim) for claim in held} == {ClaimState.REJECTED}


def test_what_cannot_be_decided_together_is_told_on_the_queue(
    office: FlaskClient, town: Town
) -> None:
    town.request(1)
    town.claim(2)
    files = ticks(read(office.get("/office")))
    for given, fault in (
        ({}, "Cochez au moins un dossier"),
        ({"file": "nonsense"}, "Cochez au moins un dossier"),
        ({"file": files}, "d'une seule sorte"),
        ({"file": files[0][:-1] + "7"}, "n'attendent plus"),
        ({"file": files[0] + "9" * 30}, "Cochez au moins un dossier"),
        ({"file": files[0].replace(".", "\0", 1)}, "Cochez au moins un dossier"),
    ):
        answer = post(office, "/office/selection", given, page="/office")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert fault in read(answer)
    for given in (
        {},
        {"file": "nonsense", "outcome": "accept"},
        {"file": f"{files[0]}.x", "outcome": "accept"},
    ):
        answer = post(office, "/office/decisions", given, page="/office")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    both = {"file": [f"{file}.1" for file in files], "outcome": "accept"}
    answer = post(office, "/office/decisions", both, page="/office")
    assert "d'une seule sorte" in read(answer)


def test_an_authorisation_is_withdrawn_after_a_control(
    office: FlaskClient, town: Town, world: World
) -> None:
    number = town.authorisation(1)
    world.clock.tick(timedelta(minutes=1))
    with world.units.reading() as uow:
        asked = uow.requests.get(town.siret(1), uow.requests.decisions(town.siret(1))[0].request_id)
    address = f"{page_of(asked)}/withdrawal"
    said = {"number": number, "why": "fraud", "why_message": "Salariés inconnus sur place."}
    for wrong in ({"why": ""}, {"why": "mood"}, {"why_message": " "}):
        answer = post(office, address, {**said, **wrong}, page=page_of(asked))
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    confirm = post(office, address, said, page=page_of(asked))
    assert "Retirer cette autorisation ?" in read(confirm)
    done = post(office, address, {**said, "confirmed": "yes"}, page=page_of(asked))
    assert (done.status_code, done.location) == (HTTPStatus.SEE_OTHER, page_of(asked))
    page = read(office.get(page_of(asked)))
    assert f"L'autorisation {number} est retirée" in page
    letter = world.told(NoticeKind.DECISION, asked.siret)[0].values
    assert (letter["outcome"], letter["message"]) == ("withdrawn", "Salariés inconnus sur place.")
    again = post(office, address, {**said, "confirmed": "yes"}, page="/account")
    assert again.status_code == HTTPStatus.CONFLICT


def test_an_illegal_authorisation_stands_after_four_months(
    town: Town, world: World, signed_in: SignedIn, odile: Person
) -> None:
    number = town.authorisation(1)
    with world.units.reading() as uow:
        request_id = uow.requests.decisions(town.siret(1))[0].request_id
    world.clock.tick(timedelta(days=150))
    office = signed_in(odile)
    address = f"/office/requests/{town.siret(1)}/{request_id}"
    said = {"number": number, "why": "illegal", "why_message": "Trop tard", "confirmed": "yes"}
    answer = post(office, f"{address}/withdrawal", said, page=address)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "04/07/2024" in read(answer)


def test_attachments_are_downloaded_under_their_name(
    office: FlaskClient, town: Town, world: World
) -> None:
    contact, siret = town.contact(1), town.siret(1)
    draft = world.draft(contact, siret, headcount=16)
    given = request_files.attach(
        siret, draft.id, "avis du CSE.pdf", PDF, actor=contact, context=world.context
    )
    world.submit(contact, given, insist=True)
    world.screen()
    page = read(office.get(f"/office/requests/{siret}/{draft.id}"))
    address = re.search(r'href="(/office/requests/[^"]+/files/[0-9a-f]{64})"', page)
    assert address
    answer = office.get(address[1])
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    unknown = office.get(f"/office/requests/{siret}/{draft.id}/files/{'0' * 64}")
    assert unknown.status_code == HTTPStatus.NOT_FOUND


def test_versions_and_what_is_known_beside_are_shown(
    office: FlaskClient, town: Town, world: World
) -> None:
    number = town.authorisation(1, span=Span(date(2024, 4, 1), date(2024, 4, 30)))
    claim = town.submitted(1, decision=number)
    first = town.request(1, span=Span(date(2024, 5, 1), date(2024, 5, 31)))
    contact = town.contact(1)
    requests.withdraw_request(first.siret, first.id, actor=contact, context=world.context)
    draft = requests.amend_request(first.siret, first.id, actor=contact, context=world.context)
    while_drafting = read(office.get(page_of(first)))
    assert "Retirée par l'employeur" in while_drafting
    world.submit(town.contact(1), draft, insist=True)
    world.screen()
    page = read(office.get(page_of(first)))
    assert "Toutes les versions déposées" in page
    assert number in page
    assert f"/office/claims/{claim.siret}/{claim.id}" in page
    assert "10 – 19" in page


@pytest.mark.parametrize("kind", ["requests", "claims"])
def test_what_is_not_there_is_not_found(office: FlaskClient, kind: str) -> None:
    for siret in ("73282932000074", "1234", "73282932000075"):
        answer = office.get(f"/office/{kind}/{siret}/{'0' * 32}")
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_file_is_searched(office: FlaskClient, town: Town) -> None:
    asked, claim = town.request(1), town.claim(2)
    assert "SIRET, nom" in read(office.get("/office/search"))
    by_name = read(sought(office, "éluard"))
    assert "Garage Éluard" in by_name
    by_siret = read(sought(office, asked.siret.digits))
    assert page_of(asked) in by_siret
    assert page_of(claim) in read(sought(office, claim.id))
    assert claim.decision_number in read(sought(office, claim.decision_number))
    nothing = sought(office, "<zzz>")
    assert "Rien ne correspond" in read(nothing)
    assert "<zzz>" not in nothing.text
    nir = "180057500005065"
    for written in (nir, nir[:13], " ".join(nir), "1８００５７５０００05065"):
        refused = read(sought(office, written))
        assert "sécurité sociale" in refused
        assert 'name="q" type="search" value=""' in refused


def sought(office: FlaskClient, text: str) -> TestResponse:
    return post(office, "/office/search", {"q": text})


def test_nothing_that_is_typed_into_a_search_stands_in_an_address(
    office: FlaskClient, town: Town
) -> None:
    """Nor is it read out of one: an address is kept by browsers, proxies and logs."""
    asked = town.request(1)
    page = office.get("/office/search").text
    assert '<form method="post" action="/office/search"' in page
    for query in ("q=éluard", "q=180057500005065", "siret=éluard", "siret=180057500005065"):
        empty = read(office.get(f"/office/search?{query}"))
        assert "Garage Éluard" not in empty
        assert "Rien ne correspond" not in empty
    # What our own pages link to is the number of an establishment.
    assert page_of(asked) in read(office.get(f"/office/search?siret={asked.siret}"))


PAGES = (
    "/office",
    "/office/search",
    "/office/requests/{siret}/{request}",
    "/office/claims/{siret}/{claim}",
)
POSTS = (
    "/office/selection",
    "/office/decisions",
    "/office/requests/{siret}/{request}/decision",
    "/office/requests/{siret}/{request}/withdrawal",
    "/office/claims/{siret}/{claim}/decision",
)


def addresses(town: Town, patterns: tuple[str, ...]) -> list[str]:
    """Of files that are there."""
    asked, claim = town.request(1), town.claim(1)
    return [
        pattern.format(siret=asked.siret, request=asked.id, claim=claim.id) for pattern in patterns
    ]


def test_an_employer_sees_nothing_of_the_office_even_of_their_own(
    town: Town, signed_in: SignedIn
) -> None:
    both = addresses(town, (*PAGES, *POSTS))
    pages, forms = both[: len(PAGES)], both[len(PAGES) :]
    employer = signed_in(town.contact(1))
    for address in pages:
        assert employer.get(address).status_code == HTTPStatus.FORBIDDEN, address
    for address in forms:
        answer = post(
            employer, address, {"file": "request.x", "outcome": "accept"}, page="/account"
        )
        assert answer.status_code == HTTPStatus.FORBIDDEN, address


@pytest.mark.parametrize("role", [Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_of_the_service_look_and_never_decide(
    town: Town, world: World, signed_in: SignedIn, role: Role
) -> None:
    asked, claim = town.request(1), town.claim(2)
    other = signed_in(town.colleague("other", role))
    for thing in (asked, claim):
        page = other.get(page_of(thing))
        assert page.status_code == HTTPStatus.OK
        assert 'name="outcome"' not in read(page)
        # What trips a check is told to who decides.
        assert "Contrôles</h2>" not in read(page)
        said = {"version": 1, "revision": 1, "outcome": "accept", "confirmed": "yes"}
        answer = post(other, f"{page_of(thing)}/decision", said, page="/account")
        assert answer.status_code == HTTPStatus.FORBIDDEN
    assert other.get("/office").status_code == HTTPStatus.FORBIDDEN
    assert other.get("/office/search").status_code == HTTPStatus.OK
    with world.units.reading() as uow:
        assert list(uow.requests.decisions(asked.siret)) == []


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: FlaskClient, town: Town) -> None:
    for address in addresses(town, PAGES):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (HTTPStatus.SEE_OTHER, "/sign-in")


def test_nothing_is_decided_from_another_site(
    app: Flask, office: FlaskClient, town: Town, world: World
) -> None:
    asked = town.request(1)
    said = {"version": 1, "revision": 1, "outcome": "accept", "confirmed": "yes"}
    for address in addresses(town, POSTS):
        answer = office.post(address, data=said)
        assert answer.status_code == HTTPStatus.BAD_REQUEST, address
    with world.units.reading() as uow:
        assert [d for d in uow.requests.decisions(asked.siret) if d.decided_by] == []


def test_the_head_leads_each_role_to_its_pages(
    town: Town, signed_in: SignedIn, office: FlaskClient
) -> None:
    assert 'href="/office"' in read(office.get("/account"))
    agent = signed_in(town.colleague("paul", Role.PAYING_AGENT)).get("/account").text
    assert 'href="/office/payments"' in agent
    assert 'href="/office"' not in agent
    employer = signed_in(town.contact(1)).get("/account").text
    assert 'href="/office' not in employer


def test_who_asks_to_speak_for_a_firm_is_shown_as_on_every_other_page(
    office: FlaskClient, world: World
) -> None:
    """The SIRET in groups, in the list and on the page; the role as letters say it."""
    asked = proofs.ask_proof(BAKERY, actor=world.newcomer("ana"), context=world.context)
    grouped = "732 829 320 00074"
    assert f"SIRET {grouped}" in read(office.get("/office/proofs"))
    page = read(office.get(f"/office/proofs/{BAKERY}/{asked.id}"))
    assert f">{grouped}</a>" in page
    assert "contact de l'employeur" in page
