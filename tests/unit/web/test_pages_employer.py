"""My establishments, what happened at one, and who has access: looked at as a person does."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.forms import post
from tests.unit.web.reading import text_of

from partial_activity.domain.authorisation.requests import Opinion
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.days import CivilMonth, starts_at
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import Delivery, NoticeKind
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.entrypoints.flask_app.pages.employer import words
from partial_activity.testing.sample_notices import sample_message
from partial_activity.testing.stories import BAKERY, World, registered
from partial_activity.usecases.oversight.history import Happened
from partial_activity.usecases.oversight.overview import Task
from partial_activity.usecases.people import membership, sign_up

GARAGE = Siret("40483304800022")
HOME = "/establishments"
AT = f"{HOME}/{BAKERY}"
Enter = Callable[[Person], FlaskClient]


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery; the register knows a garage too."""
    world.register.put(registered(GARAGE, "Garage Dupont"))
    return world.contact("ana")


@pytest.fixture
def bob(world: World, ana: Person) -> Person:
    """Contact of the garage, and nothing to the bakery."""
    return world.contact("bob", GARAGE)


@pytest.fixture
def dora(world: World, ana: Person, bob: Person) -> Person:
    """Bob, let in by Ana as a declarant."""
    asked(world, bob)
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    return bob


def asked(world: World, person: Person, role: Role = Role.DECLARANT) -> None:
    """A person asks to join the bakery."""
    membership.ask_to_join(BAKERY, role, actor=person, context=world.context)


def test_who_has_no_establishment_is_told_how_to_begin(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The page is never just empty."""
    page = signed_in(world.officer()).get(HOME)
    assert "Vous n'avez encore aucun établissement" in text_of(page.text)
    assert 'name="siret"' in page.text


def test_a_card_tells_what_is_to_be_done_next(world: World, ana: Person, signed_in: Enter) -> None:
    """First the first request; then, while one waits, the day silence approves."""
    client = signed_in(ana)
    assert "Préparer une première demande" in text_of(client.get(HOME).text)
    world.file(ana)
    page = text_of(client.get(HOME).text)
    assert "Rien à faire pour l'instant" in page
    assert "accord tacite à partir du 20/03/2024" in page


def test_many_establishments_are_searched_and_paged(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """An accountant has two hundred."""
    sirets = [siret for siret in _sirets() if siret != BAKERY][:25]
    for number, siret in enumerate(sirets):
        world.register.put(registered(siret, f"Atelier {number:02d}"))
        sign_up.open_or_join(siret, Role.CONTACT, actor=ana, context=world.context)
    client = signed_in(ana)
    assert "Page 1 sur 2" in text_of(client.get(HOME).text)
    assert "Atelier 24" in client.get(f"{HOME}?page=2").text
    assert "Atelier 24" in client.get(f"{HOME}?page=99").text
    found = sought(client, "ATELIER 07")
    assert "Atelier 07" in found
    assert "Atelier 08" not in found
    assert str(sirets[3]) in sought(client, str(sirets[3])[:12])
    assert "Aucun de vos établissements" in text_of(sought(client, "zzz"))


def sought(client: FlaskClient, text: str) -> str:
    """What is found; nothing is read out of the address."""
    assert "Page 1 sur 2" in text_of(client.get(f"{HOME}?q={text}").text)
    return post(client, f"{HOME}/search", {"q": text}, page=HOME).text


def _sirets() -> list[Siret]:
    """Valid numbers, made by trying the last digits."""
    found = []
    for number in range(7000):
        try:
            found.append(Siret(f"7328293200{number:04d}"))
        except ValueError:
            continue
    return found


def test_a_further_establishment_is_opened_at_once(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Its page is where one arrives, and one may file."""
    client = signed_in(ana)
    answer = post(client, HOME, {"siret": "404 833 048 00022", "role": "contact"})
    assert (answer.status_code, answer.location) == (HTTPStatus.SEE_OTHER, f"{HOME}/{GARAGE}")
    page = text_of(client.get(answer.location).text)
    assert "Le compte est ouvert" in page
    assert "Garage Dupont" in page


def test_who_asks_for_an_account_that_exists_waits(
    world: World, ana: Person, bob: Person, signed_in: Enter
) -> None:
    """The contact is told; the page says so, now and later."""
    client = signed_in(ana)
    answer = post(client, HOME, {"siret": str(GARAGE), "role": "declarant"})
    assert answer.location == HOME
    page = text_of(client.get(HOME).text)
    assert "Son contact principal vient d'être averti" in page
    assert "En attente d'une réponse Garage Dupont" in page
    assert [one.to for one in world.told(NoticeKind.JOIN_REQUEST, GARAGE)] == [bob.email]


@pytest.mark.parametrize(
    ("siret", "told"),
    [
        ("", "Remplissez ce champ"),
        ("123", "14 chiffres"),
        ("55208131766522", "ne figure pas|Aucun établissement"),
    ],
)
def test_a_wrong_siret_is_told_and_kept(
    ana: Person, signed_in: Enter, siret: str, told: str
) -> None:
    """Beside the field, and above the page."""
    answer = post(signed_in(ana), HOME, {"siret": siret, "role": "declarant", "workforce": "12"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search(told, text_of(answer.text))
    assert f'value="{siret}"' in answer.text
    assert 'value="12"' in answer.text
    assert 'id="siret-wrong"' in answer.text
    assert 'href="#siret"' in answer.text


def test_who_was_turned_down_is_told_whom_to_ask(
    world: World, ana: Person, bob: Person, signed_in: Enter
) -> None:
    """Asking again does not help."""
    asked(world, bob)
    membership.decline_join(BAKERY, bob.id, actor=ana, context=world.context)
    answer = post(signed_in(bob), HOME, {"siret": str(BAKERY), "role": "contact"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "il peut le rétablir" in text_of(answer.text)


def test_a_service_role_is_no_role_of_an_establishment(ana: Person, signed_in: Enter) -> None:
    """Nobody makes themselves an officer."""
    answer = post(signed_in(ana), HOME, {"siret": str(GARAGE), "role": "officer"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_overview_leads_to_what_is_to_be_done(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """A month to claim, with its decision; an opinion, with its day; who asks to join."""
    decision = world.authorisation(ana)
    opinion = world.file(
        ana, motive=Motive.DISASTER, workforce=60, opinion=Opinion.NOT_GIVEN, headcount=5
    )
    asked(world, world.contact("bob", GARAGE))
    world.clock.set(starts_at(CivilMonth(2024, 4).first) + timedelta(hours=9))
    page = signed_in(ana).get(AT)
    new = f"{AT}/claims/new?decision={decision.number}&amp;month=2024-03"
    assert page.text.count(new) == 2
    assert f"{AT}/requests/{opinion.id}/opinion" in page.text
    assert "(mars 2024)" in text_of(page.text)
    assert "jusqu'au 30/10/2024" in text_of(page.text)
    assert "Répondre à une personne qui demande l'accès" in text_of(page.text)


def test_an_empty_establishment_says_what_a_request_is(ana: Person, signed_in: Enter) -> None:
    """Nothing yet, and where to begin."""
    page = signed_in(ana).get(AT)
    assert "Aucune demande pour l'instant" in text_of(page.text)
    assert f'href="{AT}/requests/new"' in page.text


def test_a_suspended_account_is_seen_and_files_nothing(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """It says so, and offers no form."""
    membership.suspend_establishment(
        BAKERY, actor=world.officer(Role.ADMINISTRATOR), context=world.context
    )
    client = signed_in(ana)
    page = client.get(AT)
    assert "Le compte est suspendu" in text_of(page.text)
    assert f"{AT}/requests/new" not in page.text
    answer = client.get(f"{AT}/requests/new")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "rien ne peut y être déposé" in text_of(answer.text)


def test_the_history_has_facts_with_the_letters_that_told_them(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Each letter with where it stands; one can read it again."""
    world.file(ana)
    client = signed_in(ana)
    page = client.get(f"{AT}/notices")
    assert "Demande d'autorisation déposée par ana" in text_of(page.text)
    assert "En attente d'envoi" in text_of(page.text)
    (receipt,) = world.told(NoticeKind.REQUEST_RECEIPT)
    letter = client.get(f"{AT}/notices/{receipt.id}")
    assert receipt.values["sha256"] in letter.text
    assert "Bonjour ana" in letter.text


def test_a_link_that_lets_somebody_in_is_not_in_the_history(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """Neither its letter, nor its token."""
    (confirmation,) = world.told(NoticeKind.CONFIRMATION)
    client = signed_in(ana)
    assert confirmation.id not in client.get(f"{AT}/notices").text
    answer = client.get(f"{AT}/notices/{confirmation.id}")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_long_history_is_paged(world: World, ana: Person, signed_in: Enter) -> None:
    """Fifty moments a page."""
    for _ in range(60):
        world.clock.tick(timedelta(minutes=1))
        world.file(ana)
    client = signed_in(ana)
    first = client.get(f"{AT}/notices").text
    assert "Page 1 sur 2" in text_of(first)
    assert "Compte ouvert" not in first
    assert "Compte ouvert" in client.get(f"{AT}/notices?page=2").text
    assert "Page 1 sur 2" in text_of(client.get(f"{AT}/requests").text)


def test_the_auditor_reads_the_journal_beside_the_history(
    world: World, ana: Person, signed_in: Enter
) -> None:
    """The employer does not."""
    assert "person.confirmed" not in signed_in(ana).get(f"{AT}/notices").text
    page = signed_in(world.officer(Role.AUDITOR)).get(f"{AT}/notices")
    assert "person.confirmed" in page.text


@pytest.mark.parametrize("page", ["", "/members", "/notices", "/requests", "/requests/new"])
def test_a_stranger_finds_nothing(ana: Person, bob: Person, signed_in: Enter, page: str) -> None:
    """As if there were no such establishment."""
    client = signed_in(bob)
    there = client.get(f"{AT}{page}")
    nowhere = client.get(f"{HOME}/55208131766522{page}")
    assert (there.status_code, nowhere.status_code) == (HTTPStatus.NOT_FOUND,) * 2
    assert "Boulangerie" not in there.text


def test_an_address_that_is_no_siret_leads_nowhere(ana: Person, signed_in: Enter) -> None:
    """No fault of ours, no 500."""
    assert signed_in(ana).get(f"{HOME}/12345").status_code == HTTPStatus.NOT_FOUND


def test_who_is_not_signed_in_is_sent_to_sign_in(ana: Person, client: FlaskClient) -> None:
    """And comes back afterwards."""
    answer = client.get(AT)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.location.endswith("/sign-in")


def test_a_contact_gives_access(world: World, ana: Person, bob: Person, signed_in: Enter) -> None:
    """At once; the person is told, and the page says so."""
    asked(world, bob)
    client = signed_in(ana)
    members = f"{AT}/members"
    assert "assurez-vous de connaître la personne" in text_of(client.get(members).text)
    answer = post(client, f"{members}/{bob.id}/approve", page=members)
    assert answer.location == members
    page = text_of(client.get(members).text)
    assert "bob a désormais accès" in page
    assert signed_in(bob).get(AT).status_code == HTTPStatus.OK


def test_declining_is_asked_before_and_undone_after(
    world: World, ana: Person, bob: Person, signed_in: Enter
) -> None:
    """The person learns it by letter."""
    asked(world, bob)
    client = signed_in(ana)
    act = f"{AT}/members/{bob.id}/decline"
    assert "bob n'aura accès à rien" in text_of(client.get(act).text)
    post(client, act)
    assert [one.to for one in world.told(NoticeKind.JOIN_DECLINED)] == [bob.email]
    assert "Accès refusés ou retirés" in text_of(client.get(f"{AT}/members").text)
    post(client, f"{AT}/members/{bob.id}/restore", page=f"{AT}/members")
    assert signed_in(bob).get(AT).status_code == HTTPStatus.OK


def test_a_second_answer_says_how_things_stand(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """Two contacts answer at once: no page of error."""
    client = signed_in(ana)
    answer = post(client, f"{AT}/members/{dora.id}/approve", page=HOME)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "C'était déjà fait" in text_of(client.get(answer.location).text)


def test_access_is_taken_away_after_a_question(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """From then on there is nothing to see for them."""
    client = signed_in(ana)
    act = f"{AT}/members/{dora.id}/suspend"
    assert "Ce qui a été déposé reste" in text_of(client.get(act).text)
    post(client, act)
    assert signed_in(dora).get(AT).status_code == HTTPStatus.NOT_FOUND


def test_a_declarant_sees_members_and_manages_none(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """Neither by button nor by hand."""
    client = signed_in(dora)
    page = client.get(f"{AT}/members")
    assert "Seuls les contacts de l'employeur" in text_of(page.text)
    assert "Retirer l'accès" not in page.text
    assert client.get(f"{AT}/members/{ana.id}/suspend").status_code == HTTPStatus.NOT_FOUND
    for act in ("suspend", "principal", "approve"):
        answer = post(client, f"{AT}/members/{ana.id}/{act}", page=HOME)
        assert answer.status_code == HTTPStatus.FORBIDDEN


def test_who_asks_to_join_is_shown_to_contacts_only(
    world: World, ana: Person, dora: Person, signed_in: Enter
) -> None:
    """A declarant need not know who else would like to come in."""
    other = Siret("55208131766522")
    world.register.put(registered(other, "Atelier Roux"))
    asked(world, world.contact("eve", other))
    assert "eve<wbr>@" in signed_in(ana).get(f"{AT}/members").text
    assert "eve" not in signed_in(dora).get(f"{AT}/members").text


def test_a_declarant_may_leave(world: World, dora: Person, signed_in: Enter) -> None:
    """After a question; they arrive at what is left to them."""
    client = signed_in(dora)
    act = f"{AT}/members/{dora.id}/suspend"
    assert "Vous ne pourrez plus rien voir" in text_of(client.get(act).text)
    assert post(client, act).location == HOME
    assert client.get(AT).status_code == HTTPStatus.NOT_FOUND


def test_the_principal_contact_hands_over_and_cannot_leave_before(
    world: World, ana: Person, bob: Person, signed_in: Enter
) -> None:
    """There is always one, who gets the letters."""
    asked(world, bob, Role.CONTACT)
    membership.approve_join(BAKERY, bob.id, actor=ana, context=world.context)
    client = signed_in(ana)
    post(client, f"{AT}/members/{ana.id}/suspend", page=HOME)
    assert "désigne d'abord son successeur" in text_of(client.get(f"{AT}/members").text)
    act = f"{AT}/members/{bob.id}/principal"
    assert "seul le nouveau contact principal" in text_of(client.get(act).text)
    post(client, act)
    found = membership.members_of(BAKERY, actor=ana, context=world.context)
    assert (found[0].person.id, found[0].membership.principal) == (bob.id, True)
    assert "Désigner contact principal" not in client.get(f"{AT}/members").text


@pytest.mark.parametrize("act", ["approve", "explode"])
def test_what_needs_no_question_has_no_page_of_one(
    world: World, ana: Person, bob: Person, signed_in: Enter, act: str
) -> None:
    """Nor has what nobody can do."""
    asked(world, bob)
    answer = signed_in(ana).get(f"{AT}/members/{bob.id}/{act}")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_form_without_its_token_changes_nothing(
    world: World, ana: Person, bob: Person, signed_in: Enter
) -> None:
    """It may come from another site."""
    asked(world, bob)
    answer = signed_in(ana).post(f"{AT}/members/{bob.id}/approve")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    states = [
        one.membership.state
        for one in membership.members_of(BAKERY, actor=ana, context=world.context)
        if one.person.id == bob.id
    ]
    assert states == [AccountState.PENDING]


def test_the_pages_are_in_english_too(world: World, ana: Person, signed_in: Enter) -> None:
    """Words, days and figures."""
    world.file(ana)
    client = signed_in(ana)
    page = text_of(client.get(f"{AT}?lang=en").text)
    assert "Requests for authorisation" in page
    assert "1,200" in page
    assert "2024-03-15 to 2024-04-30" in page


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_link_of_a_letter_leads_to_a_page(app: Flask, world: World, kind: NoticeKind) -> None:
    """Whatever became of the request."""
    for changed in ({}, {"outcome": "refused"}) if kind is NoticeKind.DECISION else ({},):
        text = world.letters.write(sample_message(kind, "fr", **changed)).text
        links = re.findall(r"https://service\.example(/\S+)", text)
        assert links
        for link in links:
            app.url_map.bind("service.example").match(link)


@pytest.mark.parametrize(
    ("named", "members"),
    [
        (words.DELIVERIES, Delivery),
        (words.TASKS, Task),
        (words.FACTS, Happened),
        (words.CLAIMS, ClaimState),
        (words.ACCOUNTS, AccountState),
    ],
)
def test_everything_that_can_stand_on_a_page_has_its_words(
    named: Mapping[Enum, object], members: type[Enum]
) -> None:
    """A new member without words would be a page that fails."""
    assert set(named) == set(members)


def test_an_establishment_that_is_not_published_is_called_by_its_siret(
    world: World, signed_in: Enter
) -> None:
    """The register has no name for it: no heading and no link may be empty."""
    world.register.put(registered(BAKERY, ""))
    ana = world.contact("ana")
    decision = world.authorisation(ana)
    client = signed_in(ana)
    (letter,) = world.told(NoticeKind.DECISION)
    assert letter.values["establishment"] == "SIRET 732 829 320 00074"
    for page in (HOME, AT, f"{AT}/claims", f"{AT}/requests/{decision.request_id}"):
        shown = client.get(page).text
        assert "SIRET 732 829 320 00074</" in shown.replace("\u00a0", " "), page
        assert f">{BAKERY}<" not in shown, page
