"""What a request and a decision must hold, whoever makes them."""

from datetime import UTC, date, datetime

import attrs
import pytest

from partial_activity.domain.authorisation.requests import Decision, DecisionKind, Opinion
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.letters.notices import NoticeKind, message_id_of
from partial_activity.testing.stories import BAKERY, World

NOW = datetime(2024, 3, 4, 9, tzinfo=UTC)


def decision(
    kind: DecisionKind, *, accepted: bool, reasons: tuple[Refusal, ...] = (), message: str = ""
) -> Decision:
    """A decision."""
    return Decision(BAKERY, "1" * 32, 1, "A" * 11, kind, accepted, NOW, None, reasons, message)


def test_a_refusal_states_its_reasons() -> None:
    """As values or in words (R. 5122-4)."""
    with pytest.raises(ValueError, match="reasons"):
        decision(DecisionKind.OFFICER, accepted=False)
    assert not decision(DecisionKind.OFFICER, accepted=False, message="Non").accepted
    refusal = Refusal("siret_closed", "L. 5122-1", {"siret": BAKERY})
    assert decision(DecisionKind.AUTOMATIC, accepted=False, reasons=(refusal,)).reasons


def test_silence_approves_and_never_refuses() -> None:
    """R. 5122-4."""
    assert decision(DecisionKind.TACIT, accepted=True).accepted
    with pytest.raises(ValueError, match="silence"):
        decision(DecisionKind.TACIT, accepted=False, message="Non")


def test_a_late_opinion_goes_with_its_day() -> None:
    """One without the other is neither."""
    world = World()
    draft = world.draft(world.contact())
    for lone in ({"late_opinion": Opinion.FAVOURABLE}, {"late_opinion_on": date(2024, 4, 1)}):
        with pytest.raises(InvalidValue):
            attrs.evolve(draft, **lone)


def test_a_message_has_one_id_for_one_fact() -> None:
    """The parts do not run into each other."""
    same = message_id_of(NoticeKind.DECISION, "a", "b")
    assert same == message_id_of(NoticeKind.DECISION, "a", "b")
    others = {
        message_id_of(NoticeKind.DECISION, "ab"),
        message_id_of(NoticeKind.DECISION, "b", "a"),
        message_id_of(NoticeKind.TACIT_APPROVAL, "a", "b"),
    }
    assert same not in others
    assert len(others) == 3


@pytest.mark.parametrize("digits", ["73282932000075", "732 829 320 00074", "", "7328293200007"])
def test_a_siret_is_fourteen_digits_that_check(digits: str) -> None:
    """Compact, or it is refused."""
    with pytest.raises(ValueError, match="SIRET"):
        Siret(digits)


def test_a_nir_never_prints_itself() -> None:
    """Not in a string, not in a repr, not in its own error."""
    nir = Nir("255081416802538")
    assert "255081416802538" not in f"{nir} {nir!r}"
    with pytest.raises(ValueError, match="social security") as error:
        Nir("255081416802539")
    assert "25508" not in str(error.value)


def test_an_iban_is_masked_for_letters() -> None:
    """Its ends only."""
    assert Iban("FR7630006000011234567890189").masked == "FR76…0189"
    with pytest.raises(ValueError, match="IBAN"):
        Iban("FR7630006000011234567890188")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@b.fr",
        "a@.fr",
        "a@b.",
        "A@b.fr",
        "a b@c.fr",
        "a@b.fr\n",
        "x" * 250 + "@b.fr",
    ],
)
def test_an_address_that_cannot_receive_is_refused(text: str) -> None:
    """Nor one that could smuggle a header."""
    with pytest.raises(ValueError, match="e-mail address"):
        EmailAddress(text)
