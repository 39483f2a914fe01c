"""What others know, from their files: the register of firms, insolvencies, payroll."""

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from stdnum import luhn

from partial_activity.adapters.registers.company_register import (
    BANDS,
    SqlCompanyRegister,
    import_register,
)
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.adapters.registers.payroll_declarations_file import PayrollDeclarationsFile
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir, Siret

# The columns of the stock file, in its order; those we do not read are there too.
HEADER = (
    "siren", "nic", "siret", "statutDiffusionEtablissement", "dateCreationEtablissement",
    "trancheEffectifsEtablissement", "anneeEffectifsEtablissement", "etablissementSiege",
    "codePostalEtablissement", "libelleCommuneEtablissement", "codeCommuneEtablissement",
    "dateDebut", "etatAdministratifEtablissement", "enseigne1Etablissement",
    "denominationUsuelleEtablissement", "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement", "caractereEmployeurEtablissement",
)  # fmt: skip
BAKERY = Siret("73282932000074")
GARAGE = Siret("40483304800022")
NIR = Nir("255081416802538")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[SqlCompanyRegister]:
    """An empty register in a SQLite file."""
    engine: Engine = create_engine(f"sqlite:///{tmp_path / 'register.db'}")
    yield SqlCompanyRegister(engine)
    engine.dispose()


def line(siret: str, **changes: str) -> dict[str, str]:
    """A line of the stock file."""
    usual = {
        "siren": siret[:9],
        "nic": siret[9:],
        "siret": siret,
        "trancheEffectifsEtablissement": "11",
        "codePostalEtablissement": "75011",
        "libelleCommuneEtablissement": "PARIS",
        "dateDebut": "2015-03-01",
        "etatAdministratifEtablissement": "A",
        "enseigne1Etablissement": "BOULANGERIE, MARTIN",
        "activitePrincipaleEtablissement": "10.71C",
    }
    return dict.fromkeys(HEADER, "") | usual | changes


def stock(tmp_path: Path, *lines: dict[str, str]) -> Path:
    """A stock file."""
    path = tmp_path / "StockEtablissement_utf8.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_an_imported_establishment_is_found_as_the_file_says(
    register: SqlCompanyRegister, tmp_path: Path
) -> None:
    """Name, state, band, place; one that is not in the file is not found."""
    imported = import_register(stock(tmp_path, line(str(BAKERY))), register)
    assert (imported.read, imported.refused, imported.faults) == (1, 0, [])
    found = register.find([BAKERY, GARAGE])
    assert set(found) == {BAKERY}
    known = found[BAKERY]
    assert (known.name, known.active, known.state_since) == (
        "BOULANGERIE, MARTIN",
        True,
        date(2015, 3, 1),
    )
    assert (known.workforce_at_least, known.workforce_at_most) == (10, 19)
    assert (known.activity, known.department, known.town) == ("10.71C", "75", "PARIS")


def test_what_is_not_published_is_empty(register: SqlCompanyRegister, tmp_path: Path) -> None:
    """``[ND]`` is no name; the usual name stands in for a missing sign."""
    import_register(
        stock(
            tmp_path,
            line(str(BAKERY), enseigne1Etablissement="[ND]", codePostalEtablissement="[ND]"),
            line(
                str(GARAGE),
                enseigne1Etablissement="",
                denominationUsuelleEtablissement="GARAGE DUPONT",
                etatAdministratifEtablissement="F",
                dateDebut="",
            ),
        ),
        register,
    )
    found = register.find([BAKERY, GARAGE])
    assert (found[BAKERY].name, found[BAKERY].department) == ("", "")
    assert (found[GARAGE].name, found[GARAGE].active, found[GARAGE].state_since) == (
        "GARAGE DUPONT",
        False,
        None,
    )


@pytest.mark.parametrize(
    ("band", "council", "large"),
    [
        ("12", False, False),
        ("21", True, False),
        ("31", True, False),
        ("32", True, None),
        ("41", True, True),
        ("53", True, True),
        ("00", False, False),
        ("NN", None, None),
        ("", None, None),
    ],
)
def test_a_band_tells_whether_a_threshold_is_reached_or_says_unknown(
    register: SqlCompanyRegister, tmp_path: Path, band: str, *, council: bool, large: bool
) -> None:
    """Fifty for the works council; more than 250 for the flat amount, inside a band."""
    import_register(
        stock(tmp_path, line(str(BAKERY), trancheEffectifsEtablissement=band)), register
    )
    known = register.find([BAKERY])[BAKERY]
    assert (known.workforce_reaches(50), known.workforce_reaches(251)) == (council, large)


def test_the_bands_leave_no_workforce_out() -> None:
    """Each begins where the one before ends."""
    bounds = sorted(
        (least, most) for least, most in BANDS.values() if least is not None and most is not None
    )
    assert [least for least, _ in bounds[1:]] == [most + 1 for _, most in bounds[:-1]]
    assert BANDS["53"] == (bounds[-1][1] + 1, None)


@pytest.mark.parametrize(
    ("postcode", "department"),
    [("75011", "75"), ("01000", "01"), ("20000", "2A"), ("20200", "2B"), ("97600", "976")],
)
def test_the_department_is_read_from_the_postcode(
    register: SqlCompanyRegister, tmp_path: Path, postcode: str, department: str
) -> None:
    """Corsica has two, overseas three digits."""
    import_register(stock(tmp_path, line(str(BAKERY), codePostalEtablissement=postcode)), register)
    assert register.find([BAKERY])[BAKERY].department == department


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_kept(
    register: SqlCompanyRegister, tmp_path: Path
) -> None:
    """With its number; a wrong SIRET, band, state, day."""
    imported = import_register(
        stock(
            tmp_path,
            line("73282932000075"),
            line(str(BAKERY), trancheEffectifsEtablissement="99"),
            line(str(BAKERY), etatAdministratifEtablissement="X"),
            line(str(BAKERY), dateDebut="01/03/2015"),
            line(str(GARAGE)),
        ),
        register,
    )
    assert (imported.read, imported.refused) == (5, 4)
    assert [fault.split(":")[0] for fault in imported.faults] == [
        f"line {number}" for number in (2, 3, 4, 5)
    ]
    assert set(register.find([BAKERY, GARAGE])) == {GARAGE}


def test_an_import_replaces_the_register_whole(
    register: SqlCompanyRegister, tmp_path: Path
) -> None:
    """What is no longer in the file is gone; the same file twice is the same."""
    import_register(stock(tmp_path, line(str(BAKERY)), line(str(GARAGE))), register)
    for _ in range(2):
        import_register(stock(tmp_path, line(str(GARAGE))), register)
        assert set(register.find([BAKERY, GARAGE])) == {GARAGE}


def test_a_file_that_is_no_stock_file_changes_nothing(
    register: SqlCompanyRegister, tmp_path: Path
) -> None:
    """Another file, an empty one, one of bad lines only, one that breaks off, one with a double."""
    import_register(stock(tmp_path, line(str(BAKERY))), register)
    other = tmp_path / "other.csv"
    cut = b"\xff\xfe" + bytes(10)
    doubles = stock(tmp_path, line(str(GARAGE)), line(str(GARAGE))).read_bytes()
    bad = stock(tmp_path, line("1")).read_bytes()
    good = stock(tmp_path, line(str(GARAGE))).read_bytes()
    for content in (b"", b"siren,nic\n1,2\n", bad, good + cut, doubles):
        other.write_bytes(content)
        with pytest.raises(InvalidValue):
            import_register(other, register)
        assert set(register.find([BAKERY, GARAGE])) == {BAKERY}


def test_a_large_file_is_read_in_bounded_memory(
    register: SqlCompanyRegister, tmp_path: Path
) -> None:
    """Two thousand lines at a time take three megabytes; six thousand at once would take nine."""
    sirets = [
        digits
        for siren in ("732829320",)
        for nic in range(100_000)
        if luhn.is_valid(digits := f"{siren}{nic:05d}")
    ][:6_000]
    path = stock(tmp_path, *(line(digits) for digits in sirets))
    tracemalloc.start()
    imported = import_register(path, register)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (imported.read, imported.refused) == (6_000, 0)
    assert peak < 5_000_000
    asked = [Siret(digits) for digits in sirets[::20]]
    assert set(register.find(asked)) == set(asked)


def test_insolvency_proceedings_are_open_between_their_days(tmp_path: Path) -> None:
    """Both days included; without an end, still open; of two, the last opened."""
    path = tmp_path / "insolvency.csv"
    path.write_text(
        "siret;from;to;kind\n"
        f"{BAKERY};2024-01-10;2024-03-10;sauvegarde\n"
        f"{BAKERY};2024-03-05;;redressement judiciaire\n",
        encoding="utf-8",
    )
    file = InsolvencyFile.read(path)

    def kind(day: date) -> str | None:
        return file.open_on([GARAGE, BAKERY], day).get(BAKERY)

    assert kind(date(2024, 1, 9)) is None
    assert kind(date(2024, 1, 10)) == "sauvegarde"
    assert kind(date(2024, 3, 10)) == "redressement judiciaire"
    assert kind(date(2030, 1, 1)) == "redressement judiciaire"
    assert GARAGE not in file.open_on([GARAGE, BAKERY], date(2024, 2, 1))


def test_payroll_declarations_of_a_month_add_up(tmp_path: Path) -> None:
    """Two contracts of one employee; other months apart; columns in any order."""
    path = tmp_path / "payroll.csv"
    path.write_text(
        "month;siret;nir;hours\n"
        f"2024-03;{BAKERY};{NIR.digits};35.50\n"
        f"2024-03;{BAKERY};{NIR.digits};10.00\n"
        f"2024-04;{BAKERY};{NIR.digits};1.00\n",
        encoding="utf-8-sig",
    )
    declared = PayrollDeclarationsFile.read(path)
    assert declared.hours(BAKERY, [NIR], date(2024, 3, 1)) == {NIR: Hours.parse("45.50")}
    assert declared.hours(GARAGE, [NIR], date(2024, 3, 1)) == {}
    assert declared.hours(BAKERY, [], date(2024, 3, 1)) == {}


@pytest.mark.parametrize(
    "bad",
    [
        f"{BAKERY};255081416802539;2024-03;1.00",
        f"{BAKERY};{NIR.digits};2024-13;1.00",
        f"{BAKERY};{NIR.digits};2024-03;1.005",
        f"73282932000075;{NIR.digits};2024-03;1.00",
        f"{BAKERY};{NIR.digits};2024-03",
        f"{BAKERY};{NIR.digits};2024-03;1.00;more",
    ],
)
def test_a_line_of_payroll_that_cannot_be_read_names_itself_and_not_the_employee(
    tmp_path: Path, bad: str
) -> None:
    """The number of the line, never the NIR."""
    path = tmp_path / "payroll.csv"
    path.write_text(f"siret;nir;month;hours\n{bad}\n", encoding="utf-8")
    with pytest.raises(InvalidValue) as error:
        PayrollDeclarationsFile.read(path)
    assert error.value.path == "line 2"
    assert "25508141680253" not in str(error.value)


def test_a_file_without_a_column_or_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """It says which column."""
    path = tmp_path / "insolvency.csv"
    path.write_text("siret;from;kind\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="no column to"):
        InsolvencyFile.read(path)
    path.write_bytes(b"siret;from;to;kind\n\xff\xfe;;;\n")
    with pytest.raises(InvalidValue, match="UTF-8"):
        InsolvencyFile.read(path)
