"""Claim files as the programs that people use write them: each opens, or says one clear thing."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pandas as pd
import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.assessed_files import amounts, assess_path, faults

from partial_activity.adapters.claim_file.columns import REQUIRED
from partial_activity.adapters.claim_file.file import Line, open_claim_file
from partial_activity.adapters.claim_file.reader import read_claim_lines
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import RefusedLines, mark_utf_8, safe
from partial_activity.ports.claim_files import RefusedLine

SIRET, NIR = "40483304800014", "255081416802538"
LINE: dict[str, object] = {
    "siret": SIRET, "numero_decision": "0750A000001", "mois": "2026-03", "nir": NIR,
    "nom": "Lefèvre", "prenom": "Zoé", "semaine": "2026-W11", "heures_contrat": 35,
    "heures_travaillees": 0, "heures_assimilees": 0, "heures_chomees": 35, "taux_horaire": 20,
}  # fmt: skip
Rows = Sequence[Sequence[object]]
TABLE: Rows = (tuple(LINE), tuple(LINE.values()))


def row(**changes: object) -> tuple[object, ...]:
    return tuple((LINE | changes).values())


def text(*rows: Sequence[object], separator: str = ";", quote_all: bool = False) -> str:
    out = io.StringIO()
    if quote_all:
        csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def hours(path: Path) -> list[str]:
    return [amounts(answer)[0] for answer in assess_path(path)]


def refusal(path: Path, sheet: str | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as refused, open_claim_file(path, sheet):
        pass
    return refused.value


# Quotes, as R, LibreOffice and Java write them


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_header_in_quotes_is_read(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "quoted.csv"
    path.write_text(text(*TABLE, separator=separator, quote_all=True))
    assert hours(path) == ["35.00"]


def test_row_names_of_r_stand_in_a_column_without_a_name(tmp_path: Path) -> None:
    """``write.csv2(claims, file)``: the names of rows first, under an empty header."""
    path = tmp_path / "r.csv"
    lines = [["", *TABLE[0]], ["1", *TABLE[1]]]
    path.write_text("".join(";".join(f'"{cell}"' for cell in line) + "\n" for line in lines))
    assert hours(path) == ["35.00"]


def test_row_names_of_r_without_a_column_are_told_once_a_line(tmp_path: Path) -> None:
    """``write.table(claims, file, sep = ";")``: the header has a cell less than the lines."""
    path = tmp_path / "r.csv"
    path.write_text(text(TABLE[0], ["1", *TABLE[1]], quote_all=True))
    assert [faults(answer) for answer in assess_path(path)] == [[("", "cell_count")]]


# Rows that are no claim lines


@pytest.mark.parametrize(
    "blank", ['"";' * 11 + '""', " ;" * 11, ";" * 11, "\xa0;" * 11, '" ";' * 11]
)
def test_a_blank_row_is_blank_however_it_is_quoted(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "blank.csv"
    path.write_text(text(*TABLE) + blank + "\n")
    assert hours(path) == ["35.00"]


def test_a_header_is_found_below_titles(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    titles = ["Demande de mars 2026", "", "Établissement ; SIRET ; mois", '"nom";"prenom"']
    path.write_text("\n".join(titles) + "\n" + text(*TABLE, row(heures_chomees="x")))
    good, bad = assess_path(path)
    assert (amounts(good)[0], good.line.number) == ("35.00", 6)
    assert faults(bad) == [("heures_chomees", "not_a_number")]


def test_a_file_with_titles_and_no_header_names_what_the_nearest_line_lacks(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_text("Demande de mars\nsiret;nom;prenom\n" + "1;2;3\n" * 100)
    refused = refusal(path)
    assert refused.code == "missing_columns"
    assert "siret" not in refused.french
    assert "taux_horaire" in refused.french


@pytest.mark.parametrize("label", ["TOTAL", "Total général", "Sous-total :", "Totaux", "SOMME"])
@pytest.mark.parametrize("place", [0, 4, 6])
def test_a_row_of_totals_is_passed_over_and_remembered(
    tmp_path: Path, label: str, place: int
) -> None:
    path = tmp_path / "totals.csv"
    totals: list[object] = ["", "", "", "", "", "", "", 35, 0, 0, 35, ""]
    totals[place] = label
    path.write_text(text(*TABLE, totals))
    assert hours(path) == ["35.00"]
    with open_claim_file(path) as file:
        assert len(list(file.lines())) == 1
        assert list(file.totals) == [3]


def test_files_put_one_behind_the_other_are_read_as_one(tmp_path: Path) -> None:
    """``cat march.csv april.csv``: a header and its mark stand in the middle."""
    path = tmp_path / "both.csv"
    one, two = text(*TABLE), text(TABLE[0], row(semaine="2026-W12"))
    path.write_bytes(one.encode("utf-8-sig") + two.encode("utf-8-sig"))
    assert hours(path) == ["35.00", "35.00"]
    with open_claim_file(path) as file:
        assert len(list(file.lines())) == 2
        assert list(file.headers) == [3]


@pytest.mark.parametrize(
    ("content", "code", "french", "english"),
    [
        (text(*TABLE).replace("\r\n", "\r"), "header_unreadable", "ancien Mac", "old Mac"),
        (
            '"siret;nom\n',
            "header_unreadable",
            "guillemets mal fermés",
            "quotes that are not closed",
        ),
        ("hello world\n", "no_header", "aucune des colonnes", "none of the columns"),
        (text(*TABLE, separator="|"), "no_header", "point-virgule", "semicolon"),
        ('[{"siret": "1"}]', "no_header", "aucune des colonnes", "none of the columns"),
    ],
)
def test_what_has_no_header_says_one_clear_thing(
    tmp_path: Path, content: str, code: str, french: str, english: str
) -> None:
    """Not the names of all twelve columns; each language in its own words, with the mend."""
    path = tmp_path / "no.csv"
    path.write_bytes(content.encode())
    refused = refusal(path)
    assert refused.code == code
    assert french in refused.french
    assert english in refused.english


def test_somebody_called_total_is_somebody(tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    path.write_text(text(TABLE[0], row(nom="TOTAL", prenom="Somme")))
    assert hours(path) == ["35.00"]


def test_a_siret_without_its_leading_zero_is_told_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "zero.csv"
    path.write_text(text(TABLE[0], row(siret="10311900012"), row(siret="1234567890123")))
    lost, other = assess_path(path)
    assert isinstance(lost, RefusedLine)
    assert isinstance(other, RefusedLine)
    assert "zéro de tête" in lost.faults[0].said.french
    assert "zéro de tête" not in other.faults[0].said.french
    assert faults(lost) == faults(other) == [("siret", "invalid_siret")]


# Numbers of persons


@pytest.mark.parametrize(
    "nir",
    ["055081416800165", "555081416802573", "655081416802522", "955081416802568",
     "155001416800181", "155131416800173", "155080016800147"],
)  # fmt: skip
def test_numbers_that_no_person_has_are_refused(tmp_path: Path, nir: str) -> None:
    """Sex 0, 5, 6 and 9; month 00 and 13; department 00: with a right key."""
    checked = nir[:13] + f"{97 - int(nir[:13]) % 97:02d}"
    path = tmp_path / "nir.csv"
    path.write_text(text(TABLE[0], row(nir=checked)))
    (answer,) = assess_path(path)
    assert faults(answer) == [("nir", "invalid_nir")]


@pytest.mark.parametrize(
    "nir", [NIR[:13], "2 55 08 14 168 025", "2 55 08 14 168 025 38", "1 55 08 2A 168 002"]
)
def test_thirteen_characters_are_a_number_whose_key_is_computed(tmp_path: Path, nir: str) -> None:
    """As payroll declarations have it."""
    path = tmp_path / "nir.csv"
    path.write_text(text(TABLE[0], row(nir=nir)))
    assert hours(path) == ["35.00"]


# Characters


@pytest.mark.parametrize(
    ("encoding", "called"),
    [
        ("cp1252", "Windows-1252"),
        ("cp850", "MS-DOS"),
        ("mac_roman", "MacRoman"),
        ("iso8859-15", "Latin-9"),
    ],
)
def test_an_older_encoding_is_found_by_the_words_it_makes_and_said(
    tmp_path: Path, encoding: str, called: str
) -> None:
    path = tmp_path / "names.csv"
    names = [row(nom="Lefèvre", prenom="Zoé"), row(nom="Cœur", prenom="Noël")]
    if encoding == "cp850":
        names = names[:1]  # It has no œ.
    path.write_bytes(text(TABLE[0], *names).encode(encoding))
    with open_claim_file(path) as file:
        found = [line.cells[4:6] for line in file.lines()]
        assert file.encoding.said is not None
        assert called in file.encoding.said.french
    assert found == [[one[4], one[5]] for one in names]


def test_one_byte_that_is_no_letter_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(text(TABLE[0], row(nom="Zo?e")).encode().replace(b"?", b"\x81"))
    (answer,) = assess_path(path)
    assert faults(answer) == [("", "unreadable_text")]


# Workbooks


def by_openpyxl(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for one in rows:
        book.active.append(one)
    book.save(path)


def by_xlsxwriter(path: Path, rows: Rows) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, one in enumerate(rows):
            sheet.write_row(place, 0, one)


def by_xlwt(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Feuil1")
    for place, one in enumerate(rows):
        for at, value in enumerate(one):
            sheet.write(place, at, value)
    book.save(str(path))


def by_pandas(path: Path, rows: Rows) -> None:
    pd.DataFrame(rows[1:], columns=list(rows[0])).to_excel(path, index=False)


def by_odfpy(path: Path, rows: Rows) -> None:
    book = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="Feuille1")
    for one in rows:
        line = odf.table.TableRow()
        for value in one:
            number = {} if isinstance(value, str) else {"value": value}
            cell = odf.table.TableCell(valuetype="float" if number else "string", **number)
            cell.addElement(odf.text.P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


WRITERS: dict[str, Callable[[Path, Rows], None]] = {
    "openpyxl.xlsx": by_openpyxl,
    "xlsxwriter.xlsx": by_xlsxwriter,
    "xlwt.xls": by_xlwt,
    "pandas.xlsx": by_pandas,
    "pandas.ods": by_pandas,
    "odfpy.ods": by_odfpy,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_workbook_opens_whichever_program_wrote_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    WRITERS[name](path, (TABLE[0], row(siret=int(SIRET), nir=int(NIR), heures_chomees=17.5)))
    assert hours(path) == ["17.50"]


def test_an_old_workbook_opens() -> None:
    """The older kind is no zip: once the test for one left the file where it had looked."""
    path = Path(__file__).parents[1] / "data" / "claim_files" / "old.xls"
    assert hours(path) == ["35.00"]


def test_a_duration_of_a_spreadsheet_is_read_as_hours(tmp_path: Path) -> None:
    path = tmp_path / "durations.xlsx"
    changes = {"heures_contrat": timedelta(hours=35), "heures_travaillees": time(7, 30)}
    claimed = timedelta(hours=27, minutes=30)
    by_openpyxl(path, (TABLE[0], row(**changes, heures_chomees=claimed)))
    assert hours(path) == ["27.50"]


def test_an_hour_of_the_day_beyond_a_day_is_told(tmp_path: Path) -> None:
    """35:00 in a cell that shows the hour of a day is 11:00 of the next: neither is guessed."""
    path = tmp_path / "clock.xlsx"
    by_openpyxl(path, (TABLE[0], row(heures_contrat=datetime(1900, 1, 1, 11))))  # noqa: DTZ001
    (answer,) = assess_path(path)
    assert faults(answer) == [("heures_contrat", "not_a_number")]


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [("heures_chomees", 35 - 34.9, "0,1"), ("taux_horaire", 2500 / 151.67, "16,4831542164")],
)
def test_what_a_formula_leaves_behind_its_decimals_is_noise(
    tmp_path: Path, column: str, value: float, shown: str
) -> None:
    path = tmp_path / "formulas.xlsx"
    by_openpyxl(path, (TABLE[0], row(**{column: value})))
    (answer,) = assess_path(path)
    amounts(answer)
    assert answer.line.cells[list(LINE).index(column)] == shown


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_formulas_that_nobody_calculated_are_told(
    tmp_path: Path, write: Callable[[Path, Rows], None]
) -> None:
    """A program that writes a workbook leaves it to the spreadsheet: its zero is no value."""
    path = tmp_path / "formulas.xlsx"
    write(path, (TABLE[0], row(heures_chomees="=35-I2")))
    refused = refusal(path)
    assert refused.code == "formulas_not_calculated"
    assert "enregistrer" in refused.french


def test_formulas_that_were_calculated_are_read(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TABLE[0])
        sheet.write_row(1, 0, TABLE[1])
        sheet.write_formula(1, list(LINE).index("heures_chomees"), "=35-34.9", None, 35 - 34.9)
    assert hours(path) == ["0.10"]


# Sheets


def sheets(path: Path, **states: tuple[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, (state, rows) in states.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for one in rows:
            sheet.append(one)
    book.save(path)
    return path


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_in_place_of_the_visible_one(tmp_path: Path, state: str) -> None:
    hidden = (TABLE[0], row(heures_chomees=7))
    path = sheets(tmp_path / "a.xlsx", ancien=(state, hidden), DI=("visible", TABLE))
    assert hours(path) == ["35.00"]
    with open_claim_file(path, "ancien") as file:
        assert [line.cells[10] for line in file.lines()] == ["7"]


def test_the_visible_sheet_that_has_the_columns_is_read_and_the_others_are_said(
    tmp_path: Path,
) -> None:
    notes = (("À lire", "avant"), ("de", "remplir"))
    path = sheets(tmp_path / "a.xlsx", Notice=("visible", notes), DI=("visible", TABLE))
    assert hours(path) == ["35.00"]
    with open_claim_file(path) as file:
        assert file.sheet is not None
        assert (file.sheet.name, file.sheet.others) == ("DI", ("Notice",))


def test_several_sheets_with_the_columns_are_named_and_one_can_be_chosen(tmp_path: Path) -> None:
    april = (TABLE[0], row(heures_chomees=14))
    path = sheets(tmp_path / "a.xlsx", Mars=("visible", TABLE), Avril=("visible", april))
    refused = refusal(path)
    assert refused.code == "several_sheets"
    assert "Mars, Avril" in refused.french
    with open_claim_file(path, "Avril") as file:
        assert [line.cells[10] for line in file.lines()] == ["14"]
    assert refusal(path, "Mai").code == "unknown_sheet"


def test_a_sheet_is_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text(text(*TABLE))
    assert refusal(path, "DI").code == "no_workbook"


# The file of refused lines


def refused_lines(path: Path) -> list[RefusedLine[Line]]:
    with open_claim_file(path) as file:
        return [found for found in read_claim_lines(file) if isinstance(found, RefusedLine)]


def write_refused(path: Path, to: Path) -> None:
    with open_claim_file(path) as file, to.open("w", encoding="utf-8", newline="") as out:
        mark_utf_8(out, file)
        writer = RefusedLines(out, file.header)
        for found in read_claim_lines(file):
            if isinstance(found, RefusedLine):
                writer.write(found)


_ANY_CELL = st.one_of(
    st.sampled_from([str(value) for value in LINE.values()]),
    st.text(st.sampled_from("é\x81\xe9=+-@'\";,\t\r\0\x0b\x85 x1"), max_size=6),
)
_ANY_LINE = st.one_of(
    st.binary(max_size=80),
    st.lists(_ANY_CELL, max_size=14).map(";".join).map(lambda line: line.encode("latin-1")),
    st.lists(_ANY_CELL, max_size=14).map(";".join).map(lambda line: line.encode()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_ANY_LINE, max_size=5))
def test_the_file_of_refused_lines_is_read_again_line_by_line(
    tmp_path: Path, lines: list[bytes]
) -> None:
    """Whatever was in it: as many lines, refused again until they are mended, and no cell lost."""
    path, again, third = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    path.write_bytes(text(TABLE[0]).encode() + b"\r\n".join(lines))
    first = refused_lines(path)
    write_refused(path, again)
    second = refused_lines(again)
    assert len(second) == len(first)
    for before, after in zip(first, second, strict=True):
        if before.line.fault is None:
            assert after.line.cells[: len(REQUIRED)] == [*map(safe, before.line.cells)]
            assert [one.code for one in after.faults] == [one.code for one in before.faults]
    write_refused(again, third)
    assert len(refused_lines(third)) == len(first)


def test_a_month_of_a_spreadsheet_is_the_month(tmp_path: Path) -> None:
    path = tmp_path / "month.xlsx"
    by_openpyxl(path, (TABLE[0], row(mois=date(2026, 3, 1))))
    assert hours(path) == ["35.00"]


@pytest.mark.parametrize(
    "number_format", ["0.00", "#,##0.00", '0.00" h"', '#,##0.00\\ "€"', "0.00;-0.00"]
)
def test_a_number_is_the_one_its_cell_shows(tmp_path: Path, number_format: str) -> None:
    """7 h 20 as a third: the sheet shows 7.33, the formula's value goes on for ever."""
    path = tmp_path / "shown.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Demande de mars"])
    for one in (TABLE[0], row(heures_chomees=7 + 1 / 3, taux_horaire=2500 / 151.67)):
        book.active.append(one)
    for cell in book.active[3][-2:]:
        cell.number_format = number_format
    book.save(path)
    (answer,) = assess_path(path)
    assert answer.line.cells[-2:] == ["7,33", "16,48"]
    assert amounts(answer)[0] == "7.33"


def test_a_number_without_a_format_is_not_rounded_for_anybody(tmp_path: Path) -> None:
    path = tmp_path / "shown.xlsx"
    by_openpyxl(path, (TABLE[0], row(heures_chomees=7 + 1 / 3)))
    (answer,) = assess_path(path)
    assert faults(answer) == [("heures_chomees", "too_precise")]
