"""The page for who writes decrees: its warnings, its effect in euros, a link that keeps it."""

import io
from http import HTTPStatus

from flask.testing import FlaskClient
from tests.unit.web.forms import post
from tests.unit.web.reading import text_of

DRAFT = """[text]
name = "projet"
published = 2024-12-15

[[plan]]
parameter = "allowance.share"
category = "general"
value = "0.45"
hours_from = 2024-12-01
"""


def shown(client: FlaskClient, **typed: object) -> str:
    answer = post(client, "/law/draft", {"draft": DRAFT, **typed})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert len(answer.location) < 1_000
    return text_of(client.get(answer.location).text)


def test_a_draft_is_tried_and_its_address_keeps_it(client: FlaskClient) -> None:
    """25 € an hour, 70 hours: 36 % is 9.00 an hour, 45 % is 11.25."""
    page = shown(client)
    assert "25 € de l'heure 1 050,00 € 630,00 € → 787,50 € +157,50 € −157,50 €" in page.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    assert 'name = "projet"' in page


def test_what_a_draft_hardly_means_is_told_at_once(client: FlaskClient) -> None:
    """The doubts of ``law draft``, in the language of the page, with the names of rules."""
    assert "Aucun point douteux" in shown(client)
    twice = DRAFT + DRAFT.partition("\n\n")[2].replace("0.45", "0.50")
    page = text_of(client.get(post(client, "/law/draft", {"draft": twice}).location).text)
    assert "Points à vérifier" in page
    assert "Taux de l'allocation" in page.replace("’", "'")


def test_before_it_is_published_a_draft_changes_nothing(client: FlaskClient) -> None:
    """The day of knowledge is to be played with."""
    page = shown(client, on="2024-12-20", known_on="2024-12-10", pay="30")
    assert "Votre cas" in page
    assert "→" not in page


def test_a_file_is_read_like_what_is_typed(client: FlaskClient) -> None:
    file = (io.BytesIO(DRAFT.encode()), "projet.toml")
    assert "787,50" in shown(client, draft="", file=file)
    wrong = post(client, "/law/draft", {"draft": "", "file": (io.BytesIO(b"\xff\xfe"), "x.toml")})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="file-wrong"' in wrong.text


def test_what_cannot_be_read_is_told_and_kept(client: FlaskClient) -> None:
    answer = post(client, "/law/draft", {"draft": DRAFT.replace("allowance.share", "nope")})
    page = client.get(answer.location)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "nope" in page.text
    assert client.get("/law/draft?d=broken").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_long_draft_is_answered_without_a_link(client: FlaskClient) -> None:
    noise = "".join(f"# {n * 7919 % 104_729} {n * n % 99_991}\n" for n in range(1_400))
    answer = post(client, "/law/draft", {"draft": DRAFT + noise})
    assert answer.status_code == HTTPStatus.OK
    assert "trop long pour tenir dans une adresse" in text_of(answer.text)
