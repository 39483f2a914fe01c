"""The visa of a second person: what is signed is what was shown, once, in time, by another."""

from datetime import timedelta

import attrs
import pytest

from partial_activity.domain.errors import InvalidValue, NotAllowed
from partial_activity.domain.office.bound import visa_stands
from partial_activity.domain.office.journal import JournalEntry, JournalKeys
from partial_activity.domain.office.visas import (
    SIGNERS,
    Answer,
    Signed,
    Visa,
    VisaState,
    of_visa,
)
from partial_activity.testing import samples

ASKED = samples.visa()
LATER = samples.later(5)
KEYS = JournalKeys(bytes(32))


def given(**changes: object) -> Visa:
    made = ASKED.answered(Answer.GIVEN, "person-9", ASKED.digest, LATER)
    return attrs.evolve(made, **changes)  # type: ignore[arg-type]


def test_a_visa_waits_then_is_answered_or_too_old() -> None:
    assert ASKED.state(LATER) is VisaState.WAITS
    assert ASKED.state(ASKED.expires_at) is VisaState.EXPIRED
    done = given(answered_at=LATER)
    assert done.state(LATER) is VisaState.GIVEN
    assert done.state(ASKED.expires_at + timedelta(days=99)) is VisaState.GIVEN
    refused = ASKED.answered(Answer.REFUSED, "person-9", ASKED.digest, LATER, " compte inconnu ")
    assert (refused.state(LATER), refused.reason) == (VisaState.REFUSED, "compte inconnu")


def test_who_asked_never_signs() -> None:
    for answer in Answer:
        with pytest.raises(NotAllowed, match="who asked for it"):
            ASKED.answered(answer, ASKED.asked_by, ASKED.digest, LATER, "raison")


def test_a_visa_is_answered_once_and_in_time() -> None:
    for visa, at in ((given(), LATER), (ASKED, ASKED.expires_at)):
        with pytest.raises(NotAllowed):
            visa.answered(Answer.GIVEN, "person-7", visa.digest, at)


def test_only_what_was_shown_is_signed() -> None:
    other = attrs.evolve(ASKED, shown={**ASKED.shown, "amount": "91.00"})
    with pytest.raises(InvalidValue) as refused:
        other.answered(Answer.GIVEN, "person-9", ASKED.digest, LATER)
    assert refused.value.code == "other_content"


def test_a_refusal_says_why() -> None:
    with pytest.raises(InvalidValue, match="say why"):
        ASKED.answered(Answer.REFUSED, "person-9", ASKED.digest, LATER, "  ")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "visa-2"},
        {"what": Signed.PAY_AGAIN},
        {"key": "AP2"},
        {"siret": samples.siret()},
        {"shown": {"lines": "29", "amount": ".10"}},
        {"shown": {"lines": "2"}},
        {"shown": {"line": "s2", "amount": "9.10"}},
    ],
)
def test_no_two_things_that_are_signed_have_one_digest(changes: dict[str, object]) -> None:
    assert attrs.evolve(ASKED, **changes).digest != ASKED.digest  # type: ignore[arg-type]


def entries(visa: Visa) -> list[JournalEntry]:
    content = KEYS.keyed(*of_visa(visa))
    assert visa.answer is not None
    return [
        JournalEntry("service", 0, LATER, visa.asked_by, "visa.asked", visa.id, {}),
        JournalEntry(
            *("service", 0, LATER, visa.answered_by, f"visa.{visa.answer.value}", visa.id),
            {"content": content},
        ),
    ]


def test_a_visa_stands_on_the_entries_of_two_people() -> None:
    """Neither a row without its entry, nor one that another entry binds, nor one that one made."""
    sound = given()
    assert visa_stands(sound, entries(sound), KEYS)
    assert not visa_stands(ASKED, entries(sound), KEYS)
    for altered in (
        given(answered_by="person-7"),
        given(shown={"lines": "3"}),
        given(answer=Answer.REFUSED),
        given(expires_at=samples.later(9_999)),
    ):
        assert not visa_stands(altered, entries(sound), KEYS)
    for told in (entries(sound)[:1], entries(sound)[1:], [*entries(sound), entries(sound)[1]]):
        assert not visa_stands(sound, told, KEYS)
    alone = given(answered_by=ASKED.asked_by)
    assert not visa_stands(alone, entries(alone), KEYS)


def test_whatever_is_signed_is_somebody_s_duty() -> None:
    assert SIGNERS.keys() == set(Signed)
    assert all(SIGNERS.values())
