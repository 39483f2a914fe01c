"""A claim file as a workbook: what the spreadsheet shows is what is read."""

import io
import resource
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.assessed_files import amounts, assess_path

from partial_activity.adapters.claim_file import sheet as claim_sheet
from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.testing import samples

COLUMNS: dict[str, object] = {
    "siret": float(samples.siret().digits),
    "numero_decision": "0123",
    "mois": datetime(2020, 4, 1),  # noqa: DTZ001  a spreadsheet knows no time zone
    "nir": float(samples.nir().digits),
    "nom": "LEFÈVRE",
    "prenom": "Anne\nMarie",
    "semaine": "2020-W15",
    "heures_contrat": 35,
    "heures_travaillees": 35 * 0.1,
    "heures_assimilees": 0,
    "heures_chomees": 31.5,
    "taux_horaire": 30.75,
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a workbook with an empty first row, a header, and one line."""

    def to_file(**changes: object) -> Path:
        path = tmp_path / "claims.xlsx"
        row = COLUMNS | changes
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            month = workbook.add_format({"num_format": "mm/yyyy"})
            sheet.write_row(1, 0, list(row))
            for place, value in enumerate(row.values()):
                if isinstance(value, datetime):
                    sheet.write_datetime(2, place, value, month)
                else:
                    sheet.write(2, place, value)
        return path

    return to_file


def test_a_workbook_is_read_as_the_csv_it_would_be_saved_as(write: Write) -> None:
    """Numbers of fourteen and fifteen digits, a month taken for a day, a formula's last digit."""
    (answer,) = assess_path(write())
    assert amounts(answer)[:2] == ("31.50", "21.53")
    assert answer.line.number == 3
    assert answer.line.cells[:3] == [samples.siret().digits, "0123", "2020-04"]
    assert answer.line.cells[5] == "Anne Marie"
    assert answer.line.cells[8] == "3,5"


def test_what_was_never_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    for content in (b"PK\x03\x04rest of a workbook", b"\xd0\xcf\x11\xe0\xa1\xb1"):
        path.write_bytes(content)
        with pytest.raises(FileRefused) as refused, open_claim_file(path):
            pass
        assert refused.value.code == "broken_sheet"
        assert str(path) in refused.value.french


def packed(parts: Mapping[str, str]) -> io.BytesIO:
    """A packed workbook of these parts."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    found.seek(0)
    return found


def xlsx(*cells: str) -> bytes:
    """A workbook whose first sheet says to have these cells, and nothing else."""
    found = io.BytesIO()
    with xlsxwriter.Workbook(found) as workbook:
        workbook.add_worksheet()
    rows = "".join(f'<row><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    with (
        zipfile.ZipFile(found) as read,
        zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for part in read.namelist():
            content = read.read(part).decode()
            if part.startswith("xl/worksheets/"):
                content = content.replace("<sheetData/>", f"<sheetData>{rows}</sheetData>")
            written.writestr(part, content)
    return out.getvalue()


def ods(body: str) -> io.BytesIO:
    """A sheet of the open format with these rows."""
    names = " ".join(f'xmlns:{one}="{NAMES}:{one}:1.0"' for one in ("office", "table", "text"))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{NAMES}:manifest:1.0"/>',
        }
    )


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ONE = '<table:table-cell {} office:value-type="float" office:value="1"/>'
WIDE, TALL = 'table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'

TALL_COLUMN = f"<table:table-row {TALL}>{ONE.format('')}</table:table-row>"


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own list of parts tells."""
    monkeypatch.setattr(claim_sheet, "LARGEST_UNPACKED", 1_000)
    with pytest.raises(claim_sheet.SheetRefused, match="large_sheet"):
        claim_sheet.as_csv(packed({"xl/worksheets/sheet1.xml": " " * 1_001}))


@pytest.mark.parametrize(
    "cells", [("XFD1048576",), ("A1", "XFD1048576"), ("A1", "XFD2000"), ("A1048576", "XFD1")]
)
def test_cells_that_lie_too_far_apart_are_told(tmp_path: Path, cells: tuple[str, ...]) -> None:
    """A kilobyte that would make its reader allocate gigabytes; nothing is allocated for it."""
    path = tmp_path / "claims.xlsx"
    path.write_bytes(xlsx(*cells))
    assert path.stat().st_size < 10_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with pytest.raises(FileRefused) as refused, open_claim_file(path):
        pass
    assert refused.value.code == "large_sheet"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 256 * 1024)


@pytest.mark.parametrize(
    "body",
    [
        f"<table:table-row {TALL}>{ONE.format(WIDE)}</table:table-row>",
        f"<table:table-row>{ONE.format(WIDE)}</table:table-row>{TALL_COLUMN}",
    ],
)
def test_an_open_sheet_that_repeats_its_cells_without_end_is_told(body: str) -> None:
    """Whatever is repeated: the cell, the row, or one after the other."""
    with pytest.raises(claim_sheet.SheetRefused, match="large_sheet"):
        claim_sheet.as_csv(ods(body))


def test_an_open_sheet_filled_to_its_end_with_nothing_is_read() -> None:
    """As spreadsheets write it: one empty cell repeated, one empty row repeated."""
    empty = f"<table:table-cell {WIDE}/>"
    body = (
        f"<table:table-row>{ONE.format('')}{empty}</table:table-row>"
        f"<table:table-row {TALL}>{empty}</table:table-row>"
    )
    assert claim_sheet.as_csv(ods(body))[0].read().splitlines()[0] == b"1"


@pytest.mark.parametrize(("limit", "most"), [("MOST_MEMORY", 64 << 20), ("MOST_SECONDS", 0)])
def test_a_reader_that_takes_too_much_ends_alone(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    """Of memory, or of time: this process goes on and says so."""
    monkeypatch.setattr(claim_sheet, limit, most)
    monkeypatch.setattr(claim_sheet, "MOST_CELLS", 1 << 62)
    with pytest.raises(claim_sheet.SheetRefused, match="large_sheet"):
        claim_sheet.as_csv(io.BytesIO(xlsx("A1", "XFD1048576")))


def test_entities_are_not_unfolded() -> None:
    """Ten that each hold ten of the one before are ten thousand million."""
    bomb = '<!DOCTYPE a [<!ENTITY a "1"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    with pytest.raises(claim_sheet.SheetRefused, match="large_sheet"):
        claim_sheet.as_csv(packed({"content.xml": bomb}))
