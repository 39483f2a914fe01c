"""A claim file: how it is read, line by line, and what each line is answered."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from demo.sample_claims import DIRTY, FIRMS, sample_file
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.unit.assessed_files import FACTS, Answer, amounts, assess_path, faults, warnings

from partial_activity import (
    FRENCH_LAW,
    Case,
    DayPeriod,
    Days,
    Employee,
    EmployeeCategory,
    Employer,
    HourlyPay,
    Hours,
    PeriodUnit,
    Scheme,
    Situation,
    Territory,
    WorkedPeriod,
    assess,
)
from partial_activity.adapters.claim_file.cells import bare
from partial_activity.adapters.claim_file.columns import OPTIONAL, REQUIRED
from partial_activity.adapters.claim_file.file import LINE_LIMIT, open_claim_file
from partial_activity.adapters.claim_file.reader import FileFacts
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import safe
from partial_activity.adapters.claim_file.wording import FILE_REFUSALS
from partial_activity.domain.assessment.counting import count
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.claim.week_hours import hours_of_days
from partial_activity.domain.wording.claim_lines import LINE_PROBLEMS
from partial_activity.ports.claim_files import RefusedLine
from partial_activity.usecases.claim.assess_file import AnsweredLine

SIRET, OTHER_SIRET = "00010311900012", FIRMS[1].siret
NIR, OTHER_NIR = "163109900000172", "156049900000722"
LINE = {
    "siret": SIRET,
    "numero_decision": "0103112001",
    "mois": "2020-04",
    "nir": NIR,
    "nom": "LEFÈVRE",
    "prenom": "Éva",
    "semaine": "2020-W15",
    "heures_contrat": "35",
    "heures_travaillees": "0",
    "heures_assimilees": "0",
    "heures_chomees": "35",
    "taux_horaire": "30,75",
}

Row = dict[str, str]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write a claim file."""

    def to_file(content: bytes) -> Path:
        path = tmp_path / "claims.csv"
        path.write_bytes(content)
        return path

    return to_file


@pytest.fixture
def answers(write: Callable[[bytes], Path]) -> Callable[..., list[Answer]]:
    """Assess a file of some rows, each given by what differs from an ordinary week."""

    def of(*rows: Row, facts: FileFacts = FACTS) -> list[Answer]:
        return assess_path(write(_csv(*rows)), facts)

    return of


def _csv(*rows: Row, separator: str = ";") -> bytes:
    rows = tuple({**LINE, **row} for row in rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "".join(separator.join(line) + "\r\n" for line in lines).encode()


def _hours(answer: Answer) -> str:
    return amounts(answer)[0]


def _refusal(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refused, open_claim_file(path):
        pass
    return refused.value


# What the file looks like


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_encoding_are_found(
    write: Callable[[bytes], Path], separator: str, encoding: str
) -> None:
    """Whatever the spreadsheet writes, the ministry's example comes out: 70 % of 30.75 is 21.53."""
    text = _csv({"taux_horaire": "30.75"}, separator=separator).decode()
    (answer,) = assess_path(write(text.encode(encoding)))
    assert amounts(answer) == ("35.00", "21.53", "753.55", "21.53", "753.55", "0.00")
    assert answer.line.cells[4] == "LEFÈVRE"


def test_decimal_comma_and_point_are_the_same_number(
    answers: Callable[..., list[Answer]],
) -> None:
    """The comma is how French spreadsheets write."""
    comma, point = answers({}, {"nir": OTHER_NIR, "taux_horaire": "30.75"})
    assert amounts(comma) == amounts(point)


def test_columns_come_in_any_order_with_accents_and_capitals(
    write: Callable[[bytes], Path],
) -> None:
    """``Numéro décision`` is ``numero_decision``."""
    text = _csv({}).decode().replace("numero_decision", "Numéro Décision").replace("nom", "NOM", 1)
    lines = [";".join(reversed(line.split(";"))) for line in text.split("\r\n") if line]
    (answer,) = assess_path(write("\n".join(lines).encode()))
    assert _hours(answer) == "35.00"


def test_windows_1252_and_utf_8_in_one_file_is_not_guessed_at(
    write: Callable[[bytes], Path],
) -> None:
    """A name read wrongly would be paid to nobody."""
    utf_8 = _csv({}, {"nir": OTHER_NIR})
    first, _, last = utf_8.rpartition("LEFÈVRE".encode())
    good, bad = assess_path(write(first + "LEFÈVRE".encode("cp1252") + last))
    assert _hours(good) == "35.00"
    assert faults(bad) == [("", "unreadable_text")]


def test_blank_lines_and_empty_cells_at_the_end_of_a_line_say_nothing(
    write: Callable[[bytes], Path],
) -> None:
    """Spreadsheets leave both."""
    header, line, _ = _csv({}).split(b"\r\n")
    (answer,) = assess_path(
        write(b"\r\n".join([b"sep=;", header, b"", line + b";;", b";;;;;", b""]))
    )
    assert _hours(answer) == "35.00"
    assert answer.line.number == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PAR1....", "columnar"),
        ("siret;nom".encode("utf-16"), "utf_16"),
        (b"%PDF-1.7", "not_text"),
        (b"siret\0nom\n", "not_text"),
        (b"x" * (LINE_LIMIT + 1), "header_too_long"),
        (b"siret;nom\rsecond;line\r", "header_unreadable"),
        (b'siret;"nom\n', "header_unreadable"),
        (b"\x81;siret\n", "header_unreadable"),
        (b"siret;nom;prenom\n", "missing_columns"),
        (_csv({"Siret": "x"}), "duplicate_columns"),
    ],
)
def test_a_file_that_is_no_claim_file_is_refused_in_one_sentence(
    write: Callable[[bytes], Path], content: bytes, code: str
) -> None:
    """With the mend, in both languages."""
    path = write(content)
    refusal = _refusal(path)
    assert refusal.code == code
    for sentence in (refusal.french, refusal.english):
        assert str(path) in sentence
        assert "\n" not in sentence


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    """Never a traceback."""
    assert _refusal(tmp_path).code == "a_folder"
    assert _refusal(tmp_path / "nothing.csv").code == "not_found"


def test_a_missing_column_is_named_with_the_one_that_looks_like_it(
    write: Callable[[bytes], Path],
) -> None:
    """A typing error is the usual cause."""
    refusal = _refusal(write(_csv({}).replace(b"taux_horaire", b"taux_horraire")))
    assert "taux_horaire" in refusal.english
    assert "taux_horraire" in refusal.english


def test_a_long_line_spoils_itself_only(write: Callable[[bytes], Path]) -> None:
    """A line of any length is read in constant memory, and the next is still answered."""
    header, line, _ = _csv({}).split(b"\r\n")
    content = b"\n".join([header, b"x" * (3 * LINE_LIMIT), line])
    bad, good = assess_path(write(content))
    assert faults(bad) == [("", "line_too_long")]
    assert (_hours(good), good.line.number) == ("35.00", 3)


def test_a_quote_left_open_spoils_its_line_only(write: Callable[[bytes], Path]) -> None:
    """A CSV reader would take the rest of the file for one cell."""
    content = _csv({"nom": '"LEFÈVRE'}, {"nom": '"LE; FÈVRE"'})
    bad, good = assess_path(write(content))
    assert faults(bad) == [("", "unbalanced_quotes")]
    assert _hours(good) == "35.00"


def test_a_separator_in_a_name_is_not_read_past(answers: Callable[..., list[Answer]]) -> None:
    """Every cell after it would be another column's."""
    (bad,) = answers({"nom": "LE; FÈVRE"})
    assert faults(bad) == [("", "cell_count")]


# What a line says


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("7h", "7.00"),
        ("7h30", "7.50"),
        ("7 h 05", "7.08"),
        ("7H30", "7.50"),
        ("07:30", "7.50"),
        ("7:30:00", "7.50"),
        ("7\N{NO-BREAK SPACE}h\N{NARROW NO-BREAK SPACE}05", "7.08"),
        ("7,5 h", "7.50"),
        ("\N{NO-BREAK SPACE}7,5\N{NO-BREAK SPACE}", "7.50"),
    ],
)
def test_hours_of_a_file_are_read_as_people_write_them(
    answers: Callable[..., list[Answer]], written: str, counted: str
) -> None:
    (answer,) = answers({"heures_chomees": written})
    assert _hours(answer) == counted


def test_minutes_that_make_the_contract_are_not_above_it_once_each_is_rounded(
    answers: Callable[..., list[Answer]],
) -> None:
    """7h10, 7h10 and 20h40 make 35 hours; 7.17, 7.17 and 20.67 would make 35.01."""
    cells = {"heures_travaillees": "7h10", "heures_assimilees": "7h10", "heures_chomees": "20h40"}
    (answer,) = answers(cells)
    assert (_hours(answer), warnings(answer)) == ("20.66", ())
    decimals = dict(zip(cells, ("7,17", "7,17", "20,67"), strict=True))
    (refused,) = answers(decimals)
    assert faults(refused) == [("heures_chomees", "hours_above_count")]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"siret": "00010311900013"}, ("siret", "invalid_siret")),
        ({"siret": "1,03119E+12"}, ("siret", "number_as_shown")),
        ({"siret": ""}, ("siret", "missing")),
        ({"nir": "163109900000173"}, ("nir", "invalid_nir")),
        ({"nom": " "}, ("nom", "missing")),
        ({"nom": "x" * 300}, ("nom", "out_of_range")),
        ({"mois": "avr-20"}, ("mois", "not_a_month")),
        ({"mois": "2020-13"}, ("mois", "not_a_month")),
        ({"semaine": "15"}, ("semaine", "not_a_week")),
        ({"semaine": "2020-W54"}, ("semaine", "not_a_week")),
        ({"mois": "2020-05"}, ("semaine", "conflicting_keys")),
        ({"premier_jour": "2020-04-13"}, ("premier_jour", "out_of_range")),
        ({"dernier_jour": "05/04/2020"}, ("dernier_jour", "out_of_range")),
        ({"premier_jour": "2020-02-30"}, ("premier_jour", "not_a_day")),
        ({"heures_chomees": "trente"}, ("heures_chomees", "not_a_number")),
        ({"heures_chomees": "1 035"}, ("heures_chomees", "out_of_range")),
        ({"heures_chomees": "3 5"}, ("heures_chomees", "not_a_number")),
        ({"heures_chomees": "7h60"}, ("heures_chomees", "not_a_number")),
        ({"heures_chomees": "35h5"}, ("heures_chomees", "not_a_number")),
        ({"heures_chomees": "3:5"}, ("heures_chomees", "not_a_number")),
        ({"heures_chomees": "168h01"}, ("heures_chomees", "out_of_range")),
        ({"taux_horaire": "20h00"}, ("taux_horaire", "not_a_number")),
        ({"heures_chomees": "3,5E+1"}, ("heures_chomees", "number_as_shown")),
        ({"heures_chomees": "-7"}, ("heures_chomees", "out_of_range")),
        ({"heures_chomees": "169"}, ("heures_chomees", "out_of_range")),
        ({"heures_chomees": "9" * 5000}, ("heures_chomees", "out_of_range")),
        ({"heures_chomees": "7,125"}, ("heures_chomees", "too_precise")),
        ({"heures_chomees": "36"}, ("heures_chomees", "hours_above_count")),
        ({"heures_assimilees": "7"}, ("heures_chomees", "hours_above_count")),
        ({"heures_chomees": ""}, ("heures_chomees", "missing")),
        ({"heures_travaillees": ""}, ("heures_travaillees", "missing")),
        ({"heures_contrat": "0"}, ("heures_contrat", "out_of_range")),
        ({"taux_horaire": ""}, ("taux_horaire", "missing")),
        ({"taux_horaire": "0,00"}, ("taux_horaire", "out_of_range")),
        ({"taux_horaire": "10,123456789012"}, ("taux_horaire", "too_precise")),
        ({"taux_horaire": "", "contrat": "APPRENTI"}, ("taux_horaire", "missing")),
        ({"part_smic": "0,43"}, ("part_smic", "conflicting_keys")),
        ({"contrat": "CDI"}, ("contrat", "unknown_value")),
        ({"contrat": "PIGISTE"}, ("contrat", "not_modelled")),
        ({"contrat": "VRP"}, ("contrat", "not_modelled")),
        ({"contrat": "ASSISTANT_MATERNEL"}, ("contrat", "not_modelled")),
        ({"contrat": "EMPLOYE_A_DOMICILE"}, ("contrat", "not_modelled")),
        ({"categorie": "chef"}, ("categorie", "unknown_value")),
        ({"amenagement": "ANNUEL"}, ("amenagement", "unknown_value")),
        ({"jours_chomes": "2"}, ("jours_chomes", "conflicting_keys")),
        ({"effectif": "38.0"}, ("effectif", "not_a_number")),
        ({"effectif": "0"}, ("effectif", "out_of_range")),
        ({"territoire": "CORSE"}, ("territoire", "unknown_value")),
        ({"regime": "COVID"}, ("regime", "unknown_value")),
        ({"situation": "CYCLONE"}, ("situation", "conflicting_keys")),
        ({"mois": "2020-01", "semaine": "2020-W02"}, ("effectif", "missing")),
        ({"mois": "2012-01", "semaine": "2012-W02"}, ("mois", "no_rule_in_force")),
    ],
)
def test_each_fault_has_its_column_and_its_code(
    answers: Callable[..., list[Answer]], cells: Row, fault: tuple[str, str]
) -> None:
    """A code never changes its meaning; a sentence never holds what was read."""
    (answer,) = answers(cells)
    assert faults(answer) == [fault]
    assert isinstance(answer, RefusedLine)
    (error,) = answer.faults
    assert error.value == cells.get(error.column, LINE.get(error.column, "")).strip()
    personal = error.value if error.column in ("nir", "nom") else ""
    for said in (error.said.french, error.said.english):
        assert said
        assert not personal or personal not in said
    assert error.code in {key.partition(".")[0] for key in LINE_PROBLEMS}


def test_every_column_at_fault_is_told_at_once(answers: Callable[..., list[Answer]]) -> None:
    """One round of mending, not five."""
    (answer,) = answers({"siret": "1", "nir": "2", "heures_chomees": "x", "contrat": "y"})
    assert [column for column, _ in faults(answer)] == ["siret", "nir", "contrat", "heures_chomees"]


def test_a_number_of_a_person_is_not_shown_by_accident(
    answers: Callable[..., list[Answer]],
) -> None:
    """The representation of an error ends up in logs."""
    (answer,) = answers({"nir": "163109900000173"})
    assert isinstance(answer, RefusedLine)
    assert "163109900000173" not in repr(answer)
    (assessed,) = answers({})
    assert NIR not in repr(assessed)


@pytest.mark.parametrize(
    "cells",
    [
        {"mois": "04/2020", "semaine": "2020-S15"},
        {"premier_jour": "06/04/2020", "dernier_jour": "2020-04-12"},
        {"siret": "000 103 119 00012", "nir": "1 63 10 99 000 001 72"},
        {"contrat": "Standard", "categorie": "Employé", "territoire": "national"},
        {"regime": "ordinary", "situation": "general"},
        {"regime": "droit commun", "situation": "Droit-commun"},
    ],
)
def test_what_can_be_read_in_one_way_only_is_read(
    answers: Callable[..., list[Answer]], cells: Row
) -> None:
    """Spaces, capitals and accents are how people write."""
    (answer,) = answers(cells)
    assert amounts(answer)[2] == "753.55"


def test_cells_fill_in_before_the_options_do(answers: Callable[..., list[Answer]]) -> None:
    """7.74 euros in a small firm, 7.23 in a large one, from the column or from the option."""
    january = {"mois": "2020-01", "semaine": "2020-W02"}
    facts = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL, workforce=300)
    large, small = answers(january, {**january, "nir": OTHER_NIR, "effectif": "250"}, facts=facts)
    assert amounts(large)[3] == "7.23"
    assert amounts(small)[3] == "7.74"


def test_the_law_is_the_one_known_on_the_day_asked_for(
    answers: Callable[..., list[Answer]],
) -> None:
    """On 20 March 2020 the hours of April were still to be paid the flat amount."""
    facts = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL, 40, date(2020, 3, 20))
    (answer,) = answers({}, facts=facts)
    assert amounts(answer)[3] == "7.74"


# Hours of a line, of a week, of an employee


def test_hours_above_the_legal_week_are_claimed_and_not_counted(
    answers: Callable[..., list[Answer]],
) -> None:
    """A contract of 39 hours: 15.6 worked leave 19.4, though 23.4 were lost."""
    (answer,) = answers(
        {"heures_contrat": "39", "heures_travaillees": "15,6", "heures_chomees": "23,4"}
    )
    assert _hours(answer) == "19.40"


def test_fewer_hours_than_were_lost_may_be_claimed(answers: Callable[..., list[Answer]]) -> None:
    """What is claimed is the employer's affair."""
    (answer,) = answers({"heures_chomees": "7"})
    assert _hours(answer) == "7.00"


def test_a_week_that_straddles_two_months_shares_one_legal_week(
    answers: Callable[..., list[Answer]],
) -> None:
    """27 April to 3 May 2020: each month has its slice, both together 35 hours."""
    april = {"semaine": "2020-W18", "heures_contrat": "39", "heures_chomees": "31,2"}
    may = {**april, "mois": "2020-05", "heures_chomees": "7,8"}
    first, second = answers(april, may)
    assert (_hours(first), _hours(second)) == ("31.20", "3.80")
    assert warnings(first) == ()
    assert warnings(second) == ("week_limit",)


def test_hours_worked_in_one_slice_leave_less_for_the_other(
    answers: Callable[..., list[Answer]],
) -> None:
    """The legal duration is the week's, and so is what was worked."""
    april = {"semaine": "2020-W18", "heures_travaillees": "28", "heures_chomees": "0"}
    may = {"semaine": "2020-W18", "mois": "2020-05", "heures_chomees": "14"}
    _, second = answers(april, may)
    assert _hours(second) == "7.00"


def test_the_same_days_twice_are_refused(answers: Callable[..., list[Answer]]) -> None:
    """Same employee, decision and days; a part of the days is enough."""
    parts = [
        {"premier_jour": "2020-04-06", "dernier_jour": "2020-04-08", "heures_chomees": "21"},
        {"premier_jour": "2020-04-08", "dernier_jour": "2020-04-10", "heures_chomees": "14"},
        {"premier_jour": "2020-04-09", "dernier_jour": "2020-04-10", "heures_chomees": "14"},
    ]
    first, overlapping, after = answers(*parts)
    assert (_hours(first), _hours(after)) == ("21.00", "14.00")
    assert faults(overlapping) == [("semaine", "duplicate_line")]


def test_another_decision_takes_nothing_twice(answers: Callable[..., list[Answer]]) -> None:
    """The days of an employee under one contract are claimed once in an establishment."""
    half = {"heures_chomees": "20"}
    first, second = answers(half, {**half, "numero_decision": "0103112002"})
    assert _hours(first) == "20.00"
    assert faults(second) == [("semaine", "duplicate_line")]


def test_another_employee_firm_or_contract_is_no_duplicate(
    answers: Callable[..., list[Answer]],
) -> None:
    """Each contract of an employee has its own week."""
    half = {"heures_chomees": "20"}
    lines = answers(
        half,
        {**half, "nir": OTHER_NIR},
        {**half, "siret": OTHER_SIRET},
        {**half, "numero_contrat": "00002"},
        {**half, "numero_contrat": "00002", "numero_decision": "0103112002"},
    )
    assert [_hours(line) for line in lines[:4]] == ["20.00"] * 4
    assert faults(lines[4]) == [("semaine", "duplicate_line")]


def test_a_refused_line_takes_no_room(answers: Callable[..., list[Answer]]) -> None:
    """The mended line further down is the one that counts."""
    bad, good = answers({"taux_horaire": "x"}, {})
    assert faults(bad) == [("taux_horaire", "not_a_number")]
    assert _hours(good) == "35.00"


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        ({"jours_chomes": "5"}, "35.00"),
        ({"jours_chomes": "0,5"}, "3.50"),
        ({"jours_chomes": "2", "heures_chomees": "14"}, "14.00"),
        ({"jours_chomes": "3", "heures_assimilees": "14"}, "21.00"),
        ({"heures_chomees": "14"}, "14.00"),
    ],
)
def test_a_day_of_a_day_rate_is_seven_hours(
    answers: Callable[..., list[Answer]], cells: Row, hours: str
) -> None:
    """D. 5122-15, I 1°; the hour columns may stay empty."""
    empty = {
        "heures_contrat": "",
        "heures_travaillees": "",
        "heures_assimilees": "",
        "heures_chomees": "",
    }
    (answer,) = answers({**empty, "amenagement": "FORFAIT_JOURS", **cells})
    assert _hours(answer) == hours


def test_days_and_hours_that_disagree_are_refused(answers: Callable[..., list[Answer]]) -> None:
    """Which of them is wrong is not ours to guess; more days than the week has room for either."""
    day_rate = {"amenagement": "FORFAIT_JOURS", "heures_chomees": ""}
    disagree, too_many = answers(
        {**day_rate, "jours_chomes": "2", "heures_chomees": "15"},
        {**day_rate, "jours_chomes": "6"},
    )
    assert faults(disagree) == [("jours_chomes", "conflicting_keys")]
    assert faults(too_many) == [("jours_chomes", "hours_above_count")]


def test_a_contract_in_hours_above_35_is_told_that_they_are_not_counted(
    answers: Callable[..., list[Answer]],
) -> None:
    """The law may count them (L. 5122-3); the file does not carry the day of the agreement."""
    (answer,) = answers(
        {"amenagement": "FORFAIT_HEURES", "heures_contrat": "39", "heures_chomees": "39"}
    )
    assert _hours(answer) == "35.00"
    assert warnings(answer) == ("overtime_of_contract_not_counted", "week_limit")


def test_an_apprentice_is_paid_a_share_of_the_minimum_wage(
    answers: Callable[..., list[Answer]],
) -> None:
    """0.43 × 10.15 = 4.36 an hour, wholly paid back."""
    (answer,) = answers({"contrat": "APPRENTI", "taux_horaire": "", "part_smic": "0,43"})
    assert amounts(answer)[1] == "4.36"
    assert amounts(answer)[3] == "4.36"


def test_a_change_of_law_inside_the_week_asks_for_two_lines(
    answers: Callable[..., list[Answer]],
) -> None:
    """The floor of part-timers begins on Thursday 12 March 2020."""
    week = {
        "mois": "2020-03",
        "semaine": "2020-W11",
        "contrat": "TEMPS_PARTIEL",
        "heures_contrat": "34,99",
        "heures_chomees": "34,99",
        "taux_horaire": "10,20",
    }
    whole, before, after = answers(
        week,
        {**week, "dernier_jour": "2020-03-11", "heures_chomees": "14"},
        {**week, "premier_jour": "2020-03-12", "heures_chomees": "14"},
    )
    assert faults(whole) == [("premier_jour", "law_changes_inside_period")]
    assert (amounts(before)[1], amounts(after)[1]) == ("7.14", "8.03")


def test_nothing_is_due_where_the_scheme_was_not_open(
    answers: Callable[..., list[Answer]],
) -> None:
    """An answer, not a fault: zero, and why."""
    (answer,) = answers({"regime": "APLD_R"})
    assert amounts(answer)[2:5:2] == ("0.00", "0.00")
    assert warnings(answer)[0] == "scheme_not_open"


# The file and the domain say the same


@given(
    pay=st.integers(800, 6000),
    contract=st.integers(100, 4500),
    worked=st.integers(0, 4500),
    assimilated=st.integers(0, 2000),
    day=st.dates(date(2020, 3, 16), date(2026, 1, 1)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_line_is_answered_as_its_case_is(
    answers: Callable[..., list[Answer]],
    *,
    pay: int,
    contract: int,
    worked: int,
    assimilated: int,
    day: date,
) -> None:
    """What the file counts and keeps is what ``assess`` says of the same week, counted there."""
    monday = day.replace(day=max(8, min(day.day, 22)))
    monday -= timedelta(days=monday.weekday())
    sunday = monday + timedelta(days=6)
    assume(not change_days(FRENCH_LAW) & {monday + timedelta(days=n) for n in range(1, 7)})
    year, week, _ = monday.isocalendar()
    claimed = max(0, contract - worked - assimilated)
    (answer,) = answers(
        {
            "mois": f"{monday:%Y-%m}",
            "semaine": f"{year}-W{week:02d}",
            "taux_horaire": f"{pay / 100:.2f}",
            "heures_contrat": str(Hours(contract)),
            "heures_travaillees": str(Hours(worked)),
            "heures_assimilees": str(Hours(assimilated)),
            "heures_chomees": str(Hours(claimed)),
        }
    )
    period = WorkedPeriod(
        PeriodUnit.WEEK,
        contract_hours=Hours(contract),
        worked_hours=Hours(worked),
        leave_hours=Hours(assimilated),
    )
    case = Case(
        scheme=Scheme.ORDINARY,
        first=monday,
        last=sunday,
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay(Fraction(pay, 100))),
        periods=(period,),
        employer=Employer(),
    )
    expected = assess(case)
    assert amounts(answer) == (
        str(expected.compensable_hours),
        str(expected.hourly_indemnity),
        str(expected.indemnity),
        str(expected.hourly_allowance),
        str(expected.allowance),
        str(expected.remaining_cost),
    )
    assert isinstance(answer, AnsweredLine)
    assert answer.texts == tuple(dict.fromkeys(one.text for one in expected.citations))


@given(half_days=st.integers(1, 10))
def test_a_day_of_the_file_is_a_day_of_the_domain(half_days: int) -> None:
    """Seven hours are said in one place of the law, and read in the file."""
    days = Days(half_days * 50)
    case = Case(
        scheme=Scheme.ORDINARY,
        first=date(2021, 3, 1),
        last=date(2021, 3, 7),
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("20")),
        periods=(DayPeriod(days),),
    )
    counted = count(case, Fraction(20), FRENCH_LAW).compensable_hours
    assert counted == hours_of_days(days) == Hours(half_days * 350)


# Junk


@given(junk=st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_refused_as_a_file_or_by_the_line(
    write: Callable[[bytes], Path], junk: bytes
) -> None:
    """Never a crash: each line of bytes gets codes, and a sound line before it is answered."""
    with pytest.raises(FileRefused) as refused:
        assess_path(write(junk))
    assert refused.value.code in FILE_REFUSALS
    first, *found = assess_path(write(_csv({}) + junk))
    assert isinstance(first, AnsweredLine)
    assert len(found) <= len(junk)
    for answer in found:
        assert isinstance(answer, RefusedLine)
        assert answer.faults
        for fault in answer.faults:
            assert fault.code
            assert fault.said.french != fault.said.english


@given(
    cells=st.dictionaries(
        st.sampled_from(REQUIRED + OPTIONAL),
        st.text(st.characters(codec="utf-8", exclude_characters='";\r\n'), max_size=20)
        | st.sampled_from(
            ["0", "-1", "1e3", "99999999999999999999", "2020-01", "APPRENTI", "'", "="]
        ),
        min_size=1,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_in_a_cell_is_answered_or_refused(
    answers: Callable[..., list[Answer]], cells: Row
) -> None:
    """Whatever a cell holds; and the line of another employee beside it is answered as ever."""
    other = {"nir": OTHER_NIR}
    answer, beside = answers(cells, other)
    assert amounts(beside) == amounts(answers(other)[0])
    if isinstance(answer, RefusedLine):
        assert answer.faults
        for fault in answer.faults:
            assert (fault.line, bool(fault.code)) == (2, True)
            assert fault.said.french != fault.said.english
    else:
        assert isinstance(answer, AnsweredLine)


@given(cell=st.text(st.characters(codec="utf-8"), max_size=12))
def test_a_cell_of_ours_runs_in_no_spreadsheet(cell: str) -> None:
    """A cell that begins like a formula is text, unless it is a plain number."""
    written = safe(cell)
    assert written in (cell, f"'{cell}")
    if written[:1] in tuple("=@\t\r"):
        pytest.fail(f"{cell!r} stays a formula")


def test_the_sample_is_the_same_each_time_and_has_every_kind_of_dirty_line(
    write: Callable[[bytes], Path],
) -> None:
    """What the demo shows can be checked, and each kind is refused."""
    lines = 100 * len(DIRTY)
    content = b"".join(sample_file(7, lines))
    assert content == b"".join(sample_file(7, lines))
    answers = assess_path(write(content))
    assert len(answers) == lines
    refused = [
        number for number, one in enumerate(answers, start=1) if isinstance(one, RefusedLine)
    ]
    assert set(range(100, lines + 1, 100)) == set(refused)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("'=1+1", "=1+1"),
        (" '@x ", "@x"),
        ("'t Hooft", "'t Hooft"),
        ("''", "''"),
        ("'", "'"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_an_apostrophe_is_taken_off_where_we_put_it_and_nowhere_else(cell: str, read: str) -> None:
    """A name may begin with one."""
    assert bare(cell) == read


@pytest.mark.parametrize("column", ["nom", "prenom", "numero_contrat"])
@pytest.mark.parametrize(
    ("written", "code"),
    [
        (f"X {OTHER_NIR}", "nir_not_here"),
        (OTHER_NIR, "nir_not_here"),
        ("Du\u202epont", "not_plain"),
        ("Du\u200bpont", "not_plain"),
    ],
)
def test_a_number_in_a_name_is_refused_where_it_stands(
    write: Callable[[bytes], Path], column: str, written: str, code: str
) -> None:
    """It would rest in clear, and be shown to who may not see it (R. 5122-22)."""
    good, bad = assess_path(write(_csv({}, {column: written})))
    assert _hours(good) == "35.00"
    assert faults(bad) == [(column, code)]
