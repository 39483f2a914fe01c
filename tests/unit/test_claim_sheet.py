"""A claim file as a workbook: what the spreadsheet shows is what is read."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from partial_activity.adapters.claim_file import sheet as claim_sheet
from partial_activity.adapters.claim_file.assessment import AssessedLine, assess_lines
from partial_activity.adapters.claim_file.file import FileRefused, open_claim_file
from partial_activity.adapters.claim_file.reader import FileFacts
from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.testing import samples

FACTS = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL)
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


def read(path: Path) -> list[object]:
    """The answers to the lines of a file."""
    with open_claim_file(path) as file:
        return list(assess_lines(file, FACTS))


def test_a_workbook_is_read_as_the_csv_it_would_be_saved_as(write: Write) -> None:
    """Numbers of fourteen and fifteen digits, a month taken for a day, a formula's last digit."""
    (answer,) = read(write())
    assert isinstance(answer, AssessedLine), answer
    assert answer.answer.amounts[:2] == ("31.50", "21.53")
    assert answer.line.number == 3
    assert answer.line.cells[:3] == [samples.siret().digits, "0123", "2020-04"]
    assert answer.line.cells[5] == "Anne Marie"
    assert answer.line.cells[8] == "3.5"


def test_what_was_never_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    for content in (b"PK\x03\x04rest of a workbook", b"\xd0\xcf\x11\xe0\xa1\xb1"):
        path.write_bytes(content)
        with pytest.raises(FileRefused) as refused, open_claim_file(path):
            pass
        assert refused.value.code == "broken_sheet"
        assert str(path) in refused.value.french


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own list of parts tells."""
    monkeypatch.setattr(claim_sheet, "LARGEST_UNPACKED", 1_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", " " * 1_001)
    packed.seek(0)
    with pytest.raises(claim_sheet.BrokenSheet):
        claim_sheet.as_csv(packed)
