"""Every error is told in French too, by a sentence of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import partial_activity
from partial_activity import CannotAnswer, InvalidValue
from partial_activity.adapters.as_json.case import error_answer, read_case
from partial_activity.adapters.as_json.document import UnreadableDocument, entries

PLACE_OF_FRENCH = {"CannotAnswer": 3, "InvalidValue": 3, "NotModelled": 2}
"""By the error, the place of its French sentence among what it is made from."""


def made_without_french() -> Iterator[str]:
    """Where the code makes such an error, and says nothing in French."""
    for path in sorted(Path(partial_activity.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = PLACE_OF_FRENCH.get(node.func.id)
            if place is None or any(isinstance(one, ast.Starred) for one in node.args):
                continue
            if len(node.args) <= place and "french" not in {one.arg for one in node.keywords}:
                yield f"{path.name}:{node.lineno}"


def test_every_error_of_ours_has_a_french_sentence() -> None:
    """Named by its line where it has none."""
    assert list(made_without_french()) == []


CASE = {
    "scheme": "ordinary",
    "month": "2025-03",
    "employee": {"category": "standard", "hourly_pay": "30.75"},
    "unworked_hours": "20.00",
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"month": "2025-13"}, '"2025-13" n\'est pas un mois'),
        ({"month": 202503}, "month doit être un mois entre guillemets"),
        ({"scheme": "ordinaire"}, '"ordinaire" n\'est pas parmi ordinary, long_term'),
        ({"unworked_hours": "20,5"}, "écrivez un point décimal, pas une virgule"),
        ({"unworked_hours": "-1"}, "ne peut être négatif"),
        ({"unworked_hours": None}, "ou être absent ; ici, c'est null"),
        ({"hours": "20.00"}, 'clé inconnue "hours"'),
        ({"hourly_pay": "20.00"}, "elle va dans employee"),
        ({"employee": {"category": "standard"}}, "une rémunération est nécessaire"),
        ({"employee": []}, "employee doit être un objet JSON, entre { et }, et non une liste"),
        (
            {"employee": {"category": "umbrella_worker", "hourly_pay": "9.00"}},
            "aucune source ne donne le diviseur horaire",
        ),
        ({"periods": [], "unworked_hours": "20.00"}, "la liste est vide"),
        ({"employer": {"situation": "cyclone"}}, "n'existe qu'à Mayotte"),
        ({"facts": {"trained": "1"}, "employee": 3}, "un nombre sans guillemets"),
    ],
)
def test_a_case_that_is_refused_says_why_in_french(changes: dict[str, object], said: str) -> None:
    """With what was written, and the mend, as in English."""
    with pytest.raises(CannotAnswer) as refused:
        read_case({**CASE, **changes})
    assert said in refused.value.french
    assert refused.value.french != refused.value.message


def test_the_answer_to_a_case_has_both() -> None:
    with pytest.raises(InvalidValue) as refused:
        read_case({**CASE, "scheme": "x", "month": "y"})
    error = error_answer("1", refused.value)["error"]
    assert isinstance(error, dict)
    first, (other,) = error, error["others"]
    for one, french, english in (
        (first, "n'est pas parmi", "is not one of"),
        (other, "n'est pas un mois", "is not a month"),
    ):
        assert french in one["french"]
        assert english in one["message"]


def test_a_document_that_cannot_be_read_says_why_in_french() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        entries(b'[{"a": 1,}]')
    assert refused.value.words.french.startswith("ligne 1, colonne 10")


def test_an_error_from_elsewhere_without_french_has_what_its_code_says() -> None:
    """A regime of one's own need not speak it to be refused in it."""
    error = InvalidValue("missing", "facts.training_hours", "give it")
    assert error.french == "facts.training_hours : cette valeur est nécessaire"
