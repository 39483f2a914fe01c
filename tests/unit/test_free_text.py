"""A social security number is found however it is written, and words go plain into letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import check_name, check_words, is_nir_typed, without_nirs
from partial_activity.domain.people.tokens import Scope, check_wish
from partial_activity.domain.screening.policy import check_reason

WRITTEN = {
    "together": "255081416802538",
    "in groups": "2 55 08 14 168 025 38",
    "with stops": "2.55.08.14.168.025.38",
    "with strokes": "2-55-08-14-168-025/38",
    "with what is not seen between": "2\u00a055\u00a008\u202f14 168 025 38",
    "with two spaces": "2  55  08  14  168  025  38",
    "one by one": "2 5 5 0 8 1 4 1 6 8 0 2 5 3 8",
    "of full width": "２５５０８１４１６８０２５３８",
    "of another script": "٢٥٥٠٨١٤١٦٨٠٢٥٣٨",
    "after its name": "NIR:255081416802538",
    "stuck to its name": "NIR255081416802538",
    "underlined": "2_55_08_14_168_025_38",
    "with wide spaces": "2    55    08    14    168    025    38",
    "with the word key": "2 55 08 14 168 025 clé 38",
    "with the word key, otherwise": "2550814168025 (Clef : 38",
    "with the word key, plain": "2550814168025, CLE 38",
}
CORSICA = ("1 84 12 2A 004 021 28", "18412 2b 004 021 55")


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_number_is_refused_and_masked_however_it_is_written(text: str) -> None:
    said = f"Madame Durand ({text}) est en congé."
    with pytest.raises(InvalidValue) as refused:
        check_words(said, "circumstances")
    assert (refused.value.code, refused.value.path) == ("nir_not_here", "circumstances")
    assert "38" not in refused.value.message
    masked = without_nirs(said)
    assert "***" in masked
    assert masked.startswith("Madame Durand (")
    assert masked.endswith(") est en congé.")
    assert not any(sign.isdigit() for sign in masked)


@pytest.mark.parametrize("text", CORSICA)
def test_a_number_of_corsica_is_one(text: str) -> None:
    assert without_nirs(f"né sous {text}") == "né sous ***"


@pytest.mark.parametrize(
    "text",
    [
        "SIRET 732 829 320 00074",
        "SIRET 73282932000074",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "Appelez le 01 23 45 67 89 ou le 06 12 34 56 78",
        "du 2026-11-23 au 2027-02-28, 3640.00 heures",
        "255081416802539 n'a pas la bonne clé",
        "9b74c9897bac770ffc029102a200c5de4a1f8a3bd1e94f2b6d6f4f0f6c7e8d21",
        "12345600 12345601 12345602 12345603",
        "",
    ],
)
def test_what_is_another_number_stays(text: str) -> None:
    check_words(text, "circumstances")
    assert without_nirs(text) == text


@pytest.mark.parametrize("text", ["2550814168025", "2 55 08 14 168 025", "1-84-12-2A-004-021"])
def test_what_has_the_shape_of_one_is_masked_without_its_key(text: str) -> None:
    """Not refused: nothing proves that it is one."""
    said = f"Durand, {text}."
    check_words(said, "message")
    assert without_nirs(said) == "Durand, ***."


def test_two_numbers_are_two_masks() -> None:
    assert without_nirs("255081416802538 et 255081416802538") == "*** et ***"
    assert without_nirs("255081416802538255081416802538") == "255081416802538255081416802538"


@pytest.mark.parametrize("sign", "\0\r\u202e\u2066\u200b\u2028\x1b\ud800")
def test_what_is_not_seen_is_refused(sign: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_words(f"Baisse{sign} des commandes", "circumstances")
    assert refused.value.code == "not_plain"


def test_words_on_several_lines_are_plain() -> None:
    check_words("Baisse des commandes :\r\n\tmoins 40 % – 3 mois\nœuvre, Łódź, 京", "circumstances")


@pytest.mark.parametrize(
    "name", ["Ana Martin", "Jean-Loup d'Artois", "M. Dupont", "Łukasz Żółć", "李小龍", "Zoé Noël 2"]
)
def test_names_of_people_are_taken(name: str) -> None:
    check_name(name, "name")


@pytest.mark.parametrize(
    "name",
    [
        "Ana\nMartin",
        "Ana\u202eMartin",
        "Votre compte : https://exemple.fr",
        "Cliquez sur exemple.fr",
        "Ana <b>Martin</b>",
        "//exemple",
        "A" * 101,
        " ",
        "",
        "Ana 2 55 08 14 168 025 38",
        "ana@exemple",
    ],
)
def test_what_is_no_name_goes_into_no_letter(name: str) -> None:
    with pytest.raises(InvalidValue):
        check_name(name, "name")


@given(st.text())
def test_masking_never_fails_and_is_done_once(text: str) -> None:
    assert without_nirs(without_nirs(text)) == without_nirs(text)


@pytest.mark.parametrize(
    "text", [*[*WRITTEN.values()][:6], "1 80 05 75 000 050", "180057500005099"]
)
def test_what_is_typed_to_look_for_somebody_is_known_whatever_its_key(text: str) -> None:
    assert is_nir_typed(text)
    assert is_nir_typed(text.translate({48 + n: 0xFF10 + n for n in range(10)}))


@pytest.mark.parametrize("text", ["73282932000074", "Durand", "", "2550814168025385"])
def test_what_is_no_such_number_is_looked_for(text: str) -> None:
    assert not is_nir_typed(text)


@pytest.mark.parametrize("number", WRITTEN.values())
def test_what_is_kept_of_a_program_a_regime_or_a_threshold_holds_no_number(number: str) -> None:
    """Whatever door it came through: a command asks no form."""
    for kept in (
        lambda: check_wish(f"paie {number}", (Scope.READ_CLAIMS,), 30),
        lambda: Facts.of({"workshop": f"de {number}"}),
        lambda: check_reason(f"fraude de {number}"),
    ):
        with pytest.raises(InvalidValue) as refused:
            kept()
        assert refused.value.code in {"nir_not_here", "out_of_range"}
