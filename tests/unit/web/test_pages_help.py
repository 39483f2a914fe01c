"""The help page: questions of real users, whose figures, sources and ways are true."""

import re
from datetime import date
from http import HTTPStatus
from itertools import chain

import pytest
from flask.testing import FlaskClient
from tests.unit.web.reading import text_of

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import find
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.entrypoints.flask_app.pages.public.help_answers import (
    Question,
    parameters_of,
)
from partial_activity.entrypoints.flask_app.pages.public.help_questions import SUBJECTS

TODAY = date(2024, 3, 4)
QUESTIONS = tuple(chain.from_iterable(subject.questions for subject in SUBJECTS))


def said(client: FlaskClient, address: str, language: str = "fr") -> str:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == HTTPStatus.OK
    return text_of(answer.text).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.anchor)
def test_no_figure_of_the_law_is_typed(question: Question) -> None:
    """A figure that somebody typed would stay when a decree changes it."""
    for text in (question.answer.french, question.answer.english):
        assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text)), text
    in_french = sorted(re.findall(r"\{[^}]*\}", question.answer.french))
    assert sorted(re.findall(r"\{[^}]*\}", question.answer.english)) == in_french


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.anchor)
def test_every_figure_is_in_force_and_every_way_answers(
    client: FlaskClient, question: Question
) -> None:
    for parameter in parameters_of(question):
        found = find(
            FRENCH_LAW.tables_of(parameter), (Category.GENERAL, Category.NATIONAL), TODAY, None
        )
        assert found is not None, parameter
        assert not isinstance(found.entry.value, Special), parameter
    answer = client.get(question.way[0], follow_redirects=True)
    assert answer.status_code == HTTPStatus.OK
    fragment = question.way[0].partition("#")[2]
    assert not fragment or f'id="{fragment}"' in answer.text


def test_every_question_has_its_own_anchor(client: FlaskClient) -> None:
    page = client.get("/help").text
    anchors = [question.anchor for question in QUESTIONS]
    assert len(set(anchors)) == len(anchors) > 30
    for anchor in [*anchors, "contact", *(subject.key for subject in SUBJECTS)]:
        assert page.count(f'id="{anchor}"') == 1, anchor


def test_answers_say_the_figures_of_the_day_with_their_article(client: FlaskClient) -> None:
    """March 2024: 60 % and 36 %, a floor of 8.30 €, fifteen days, six months."""
    page = said(client, "/help")
    assert "60 % de la rémunération horaire brute, retenue jusqu'à 4,5 SMIC" in page
    assert "36 % de la même rémunération" in page
    assert "au moins 8,30 € l'heure" in page
    assert "Après 15 jours de silence" in page
    assert "Pendant 6 mois après la fin de la période autorisée" in page
    assert "Au plus 3 mois (6 mois sur 12 ; motif 3 : 6 mois)" in page
    english = said(client, "/help", "en")
    assert "After 15 days of silence it is tacitly approved" in english
    assert "aucune valeur" not in page
    assert "no value in force" not in english


def test_the_help_is_searched_by_words_and_article(client: FlaskClient) -> None:
    page = said(client, "/help?q=avenant")
    assert "1 réponse trouvée" in page
    assert "Faites un avenant depuis la page de la demande" in page
    assert "R. 5122-26" in said(client, "/help?q=5122-26+recepisse")
    assert "Aucune réponse ne contient ces mots" in said(client, "/help?q=licorne")
