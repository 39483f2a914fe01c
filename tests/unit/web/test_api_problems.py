"""What is wrong is told whole, with its place, in the language that was asked for."""

from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.web.api_calls import Program, faults, secret_of
from tests.unit.web.test_api_journey import HERE, filed, form

from partial_activity.domain.authorisation.attachments import LARGEST
from partial_activity.entrypoints.flask_app.wire import claims, requests
from partial_activity.entrypoints.flask_app.wire.reader import Unreadable, read
from partial_activity.testing.stories import World

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def ana(world: World, client: FlaskClient) -> Program:
    return Program(client, secret_of(world, world.contact()))


def test_every_fault_of_a_form_is_told_at_once_in_both_languages(
    world: World, ana: Program
) -> None:
    wrong = form(world, headcount="ten", iban="FR76", opinion="maybe", forecast_hours=12)
    wrong |= {"first_day": "2024-02-30", "circonstances": "x", "workforce": -1}
    del wrong["last_day"]
    french = ana.ask("POST", f"{HERE}/requests", wrong)
    assert sorted(faults(french)) == [
        ("circonstances", "unknown_key"),
        ("first_day", "unknown_value"),
        ("forecast_hours", "wrong_type"),
        ("headcount", "wrong_type"),
        ("iban", "unknown_value"),
        ("last_day", "missing"),
        ("opinion", "unknown_value"),
        ("workforce", "out_of_range"),
    ]
    english = ana.ask("POST", f"{HERE}/requests", wrong, headers=ENGLISH)
    assert faults(english) == faults(french)
    assert french.json
    assert english.json
    for one, other in zip(french.json["errors"], english.json["errors"], strict=True):
        assert one["message"] != other["message"]
    assert "peut-être circumstances ?" in french.text
    assert "did you mean circumstances?" in english.text
    assert "FR76" not in english.text


def test_a_key_that_is_given_twice_is_nobodys_guess(ana: Program) -> None:
    document = b'{"first_day": "2024-03-01", "first_day": "2024-04-01"}'
    answer = ana.ask("POST", f"{HERE}/requests", data=document, content_type="application/json")
    assert faults(answer) == [("first_day", "conflicting_keys")]


@pytest.mark.parametrize("document", [b"", b"[]", b"7", b'"{}"', b"{", b"\xff{}", b"null"])
def test_what_is_no_object_is_a_problem(ana: Program, document: bytes) -> None:
    answer = ana.ask("POST", f"{HERE}/requests", data=document, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json
    assert answer.json["code"] == "unreadable_document"


def test_days_the_wrong_way_round_are_told(world: World, ana: Program) -> None:
    answer = ana.ask("POST", f"{HERE}/requests", form(world, last_day="2024-01-01"))
    assert faults(answer) == [("last_day", "out_of_range")]


def test_what_cannot_be_done_any_more_is_told_in_both_languages(world: World, ana: Program) -> None:
    at = filed(world, ana)
    tag = ana.tag(at)
    details = []
    for headers in ({}, ENGLISH):
        answer = ana.ask("PUT", at, form(world), tag=tag, headers=headers)
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert answer.json
        assert answer.json["code"] == "not_allowed"
        details.append(answer.json["detail"])
    assert details[0].startswith("Cette demande d'autorisation")
    assert "submitted" in details[1]


def test_signs_that_nobody_can_see_are_refused(world: World, ana: Program) -> None:
    for text in ("a\x00b", "a\x1bb", "\ud800"):
        answer = ana.ask("POST", f"{HERE}/requests", form(world, circumstances=text))
        assert faults(answer) == [("circumstances", "not_storable")]
    # Spaces that French typography does not break are seen, if not told from others.
    for text in ("a\nb\tc", "Baisse\u00a0: 40\u202f%", "a\u2009!"):
        answer = ana.ask("POST", f"{HERE}/requests", form(world, circumstances=text))
        assert answer.status_code == HTTPStatus.CREATED


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["first_day", "last_day", "iban", "lines", "nir", "commitments", "x"]),
        _JSON,
    ),
    st.sampled_from([requests.RequestForm, claims.GivenLines, claims.OpenClaim]),
)
def test_whatever_is_sent_is_read_or_refused(given_: dict[str, object], shape: type) -> None:
    try:
        found: object = read(shape, given_)
    except Unreadable as error:
        told = error.faults
    else:
        told = ()
        assert isinstance(found, shape)
    assert all(one.french for one in told)


def test_a_file_or_a_document_above_its_limit_is_not_read(world: World, ana: Program) -> None:
    made = ana.post(f"{HERE}/requests", form(world), HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    large = b"%PDF-" + bytes(LARGEST + 100 * 1024)
    for key in (None, "large"):
        answer = ana.ask(
            "POST",
            f"{at}/attachments",
            tag=ana.tag(at),
            key=key,
            data=large,
            content_type="application/pdf",
        )
        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    just_above = ana.ask(
        "POST",
        f"{at}/attachments",
        tag=ana.tag(at),
        data=large[: LARGEST + 1],
        content_type="application/pdf",
    )
    assert faults(just_above) == [("attachments", "file_too_large")]
    document = form(world, circumstances="x" * 9 * 1024 * 1024)
    answer = ana.ask("POST", f"{HERE}/requests", document)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    long = ana.ask("POST", f"{HERE}/requests", form(world, circumstances="x" * 10_001))
    assert faults(long) == [("circumstances", "out_of_range")]


def test_too_many_lines_at_once_are_refused() -> None:
    with pytest.raises(Unreadable) as told:
        read(claims.GivenLines, {"lines": [{}] * (claims.MOST_LINES + 1)})
    assert [(one.path, one.code) for one in told.value.faults] == [("lines", "out_of_range")]
    with pytest.raises(Unreadable) as told:
        read(claims.GivenLines, {"lines": [{}] * claims.MOST_LINES})
    # A mistake made a thousand times is told some times.
    assert 0 < len(told.value.faults) <= 50
