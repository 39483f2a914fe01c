"""Words that hold a social security number, or what nobody sees, are refused at every door."""

from collections.abc import Callable
from http import HTTPStatus

import attrs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, secret_of
from tests.unit.web.forms import post
from tests.unit.web.test_pages_employer_requests import NEW, TYPED

from partial_activity.domain.authorisation.attachments import attachment_of
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Person
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.authorisation import requests
from partial_activity.usecases.people import sign_up

NIR = "2.55.08.14.168.025.38"
SIGN_UP = {
    "siret": str(BAKERY),
    "email": "ana@boulangerie.example",
    "name": "Ana Martin",
    "role": "contact",
}
Enter = Callable[[Person], FlaskClient]


@pytest.mark.parametrize("field", ["circumstances", "commitments"])
def test_a_page_refuses_a_number_in_words_and_keeps_none(
    world: World, signed_in: Enter, field: str
) -> None:
    ana = world.contact()
    client = signed_in(ana)
    answer = post(client, NEW, {**TYPED, field: f"Mme Durand {NIR} est seule"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "numéro de sécurité sociale figure dans ce texte" in answer.text
    assert not requests.requests_of(BAKERY, actor=ana, context=world.context)
    typed = requests.typed_before(BAKERY, "", actor=ana, context=world.context)
    assert NIR not in typed


@pytest.mark.parametrize(
    ("words", "code"),
    [(f"Mme Durand {NIR}", "nir_not_here"), ("Baisse\u202e des commandes", "not_storable")],
)
@pytest.mark.parametrize("field", ["circumstances", "commitments"])
def test_a_program_is_told_which_field_and_why(
    world: World, app: Flask, words: str, code: str, field: str
) -> None:
    ana = world.contact()
    program = Program(app.test_client(), secret_of(world, ana))
    form = {
        "first_day": "2024-03-11",
        "last_day": "2024-05-31",
        "iban": "FR7630006000011234567890189",
        field: words if field == "circumstances" else [words],
    }
    answer = program.ask("POST", f"/establishments/{BAKERY}/requests", form)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json
    (fault,) = answer.json["errors"]
    assert fault["code"] == code
    assert fault["path"].startswith(field)


def test_a_use_case_refuses_what_no_door_looked_at(world: World) -> None:
    ana = world.contact()
    facts = attrs.evolve(world.form(), commitments=(f"garder {NIR}",))
    with pytest.raises(InvalidValue, match="social security"):
        requests.draft_request(BAKERY, facts, actor=ana, context=world.context)


@pytest.mark.parametrize(
    "name", ["Ana\nMartin", "Ana\u202eMartin", "Gagnez sur exemple.fr", f"Ana {NIR}", "A" * 101]
)
def test_a_name_that_is_none_goes_into_no_letter(
    world: World, client: FlaskClient, name: str
) -> None:
    answer = post(client, "/sign-up", {**SIGN_UP, "name": name})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    given = {key: value for key, value in SIGN_UP.items() if key != "role"}
    by_program = client.post("/api/v1/sign-ups", json={**given, "name": name})
    assert by_program.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not world.told(NoticeKind.CONFIRMATION)


def test_a_number_in_the_name_of_a_file_is_masked() -> None:
    assert attachment_of(f"avis {NIR}.pdf", b"%PDF-1.7").name == "avis NIR.pdf"
    assert attachment_of("arrêt 2550814168025.pdf", b"%PDF-1.7").name == "arrêt NIR.pdf"


def test_a_name_is_checked_by_whoever_signs_somebody_up() -> None:
    with pytest.raises(InvalidValue):
        sign_up.Newcomer(EmailAddress("ana@exemple.example"), "https://exemple.fr", "fr")
