"""``partial-activity assess-file``: files in, files out, sentences on stderr, an exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from demo.sample_claims import COLUMNS, sample_file

from partial_activity.adapters.claim_file.header import ERROR_COLUMNS, RESULT_COLUMNS
from partial_activity.entrypoints.cli.main import program

MODULE = (sys.executable, "-m", "partial_activity.entrypoints.cli.main")
HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire;service"
)
GOOD = "00010311900012;D1;2020-04;163109900000172;LEFÈVRE;Éva;2020-W15;35;0;0;35;30,75;atelier"
BAD = GOOD.replace("163109900000172", "156049900000723").replace(";35;30,75", ";trente;30,75")
FORMULA = BAD.replace("LEFÈVRE", "=HYPERLINK(1)").replace("atelier", "-7,5")

Run = Callable[..., Result]


@pytest.fixture
def claims(tmp_path: Path) -> Callable[..., Path]:
    """Write a claim file."""

    def write(*lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "claims.csv"
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    return write


@pytest.fixture
def run() -> Run:
    """Run the command."""

    def command(*arguments: object) -> Result:
        return CliRunner().invoke(program, ["assess-file", *map(str, arguments)])

    return command


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_results_keep_the_columns_and_add_amounts_and_texts(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """70 % of 30.75 for 35 hours of April 2020, with the input's comma; unknown columns stay."""
    done = run(claims(HEADER, GOOD, BAD), "--output", tmp_path / "out.csv")
    assert done.exit_code == 0
    (row,) = _rows(tmp_path / "out.csv")
    assert list(row) == [*HEADER.split(";"), *RESULT_COLUMNS]
    assert ";".join(list(row.values())[:13]) == GOOD
    assert row["heures_indemnisables"] == "35,00"
    assert (row["indemnite_horaire"], row["indemnite"]) == ("21,53", "753,55")
    assert (row["allocation"], row["reste_a_charge"]) == ("753,55", "0,00")
    assert "décret n° 2020-325" in row["textes"].split(" | ")
    assert "Columns kept and not read: service." in done.stderr
    assert "2 lines read: 1 assessed, 1 refused." in done.stderr


def test_results_go_to_stdout_and_everything_else_to_stderr(
    claims: Callable[..., Path], run: Run
) -> None:
    """So that the results can be piped."""
    done = run(claims(HEADER, GOOD))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(GOOD)
    assert "2020-04" in done.stderr


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_results_as_json(
    claims: Callable[..., Path], run: Run, tmp_path: Path, suffix: str
) -> None:
    """The same, amounts as strings with a point, warnings and texts as lists."""
    out = tmp_path / f"out{suffix}"
    assert run(claims(HEADER, GOOD, BAD), "--output", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    (entry,) = json.loads(text) if suffix == ".json" else map(json.loads, text.splitlines())
    assert entry["nom"] == "LEFÈVRE"
    assert entry["indemnite"] == "753.55"
    assert "décret n° 2020-325" in entry["textes"]
    assert isinstance(entry["avertissements"], list)


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl"])
def test_no_good_line_is_a_refused_input(
    claims: Callable[..., Path], run: Run, tmp_path: Path, suffix: str
) -> None:
    """Exit status 1; the results are there, and empty."""
    out = tmp_path / f"out{suffix}"
    assert run(claims(HEADER, BAD), "--output", out).exit_code == 1
    if suffix == ".json":
        assert json.loads(out.read_text(encoding="utf-8")) == []


def test_refused_lines_can_be_mended_and_read_again(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """The columns as they were, the code and the sentence; the second reading drops the latter."""
    refused = tmp_path / "refused.csv"
    assert run(claims(HEADER, GOOD, BAD), "--errors", refused).exit_code == 0
    (row,) = _rows(refused)
    assert list(row) == [*HEADER.split(";"), *ERROR_COLUMNS]
    assert row["erreur_code"] == "invalid_nir | not_a_number"
    assert "ligne 3, heures_chomees : des heures sont attendues" in row["erreur_message"]
    assert "(lu : « trente »)" in row["erreur_message"]
    mended = refused.read_text(encoding="utf-8").replace("trente", "35")
    refused.write_text(mended.replace("156049900000723", "163109900000172"), encoding="utf-8")
    again = run(refused, "--output", tmp_path / "out.csv")
    assert again.exit_code == 0
    assert list(_rows(tmp_path / "out.csv")[0]) == [*HEADER.split(";"), *RESULT_COLUMNS]


def test_no_cell_of_ours_is_a_formula_and_the_data_comes_back_as_it_was(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """An apostrophe is put before it, and taken off again when the file is read."""
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    run(claims(HEADER, FORMULA), "--errors", first)
    (row,) = _rows(first)
    assert row["nom"] == "'=HYPERLINK(1)"
    assert row["service"] == "-7,5"
    run(first, "--errors", second)
    assert _rows(second)[0]["nom"] == "'=HYPERLINK(1)"


def test_strict_refuses_the_whole_file(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """No results, neither in the file, which stays as it was, nor on stdout."""
    path, out = claims(HEADER, GOOD, BAD), tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    refused = run(path, "--strict", "--output", out, "--errors", tmp_path / "refused.csv")
    assert refused.exit_code == 1
    assert out.read_text(encoding="utf-8") == "before"
    assert len(_rows(tmp_path / "refused.csv")) == 1
    on_stdout = run(path, "--strict")
    assert (on_stdout.exit_code, on_stdout.stdout) == (1, "")
    whole = run(claims(HEADER, GOOD), "--strict")
    assert whole.exit_code == 0
    assert len(whole.stdout.splitlines()) == 2


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    """The same file gives the same bytes, and leaves nothing else behind."""
    path, out, refused = (tmp_path / name for name in ("claims.csv", "out.csv", "refused.csv"))
    path.write_bytes(b"".join(sample_file(3, 300)))
    written = []
    for _ in range(2):
        assert run(path, "--output", out, "--errors", refused).exit_code == 0
        written.append((out.read_bytes(), refused.read_bytes()))
    assert written[0] == written[1]
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "claims.csv",
        "out.csv",
        "refused.csv",
    ]
    rows = _rows(out)
    assert list(rows[0]) == [*COLUMNS, *RESULT_COLUMNS]
    assert len(rows) + len(_rows(refused)) == 300


def test_no_number_of_a_person_is_told_on_stderr(run: Run, tmp_path: Path) -> None:
    """Standard error ends up in logs."""
    path = tmp_path / "claims.csv"
    path.write_bytes(b"".join(sample_file(3, 300)))
    done = run(path, "--output", tmp_path / "out.csv")
    numbers = {row["nir"] for row in _rows(path)}
    assert numbers
    assert not [number for number in numbers if number in done.stderr]


def test_the_options_stand_for_missing_columns(claims: Callable[..., Path], run: Run) -> None:
    """And what was taken for granted is told."""
    january = GOOD.replace("2020-04", "2020-01").replace("W15", "W02")
    done = run(claims(HEADER, january), "--workforce", "300", "--territory", "national")
    assert ";7,23;253,05;" in done.stdout
    assert "ordinary scheme" in done.stderr
    assert "national territory" not in done.stderr


def test_known_on_is_the_day_of_knowledge(claims: Callable[..., Path], run: Run) -> None:
    """As known on 20 March 2020, April was to be paid the flat amount."""
    known = run(claims(HEADER, GOOD), "--workforce", "10", "--known-on", "2020-03-20")
    assert ";7,74;270,90;" in known.stdout


@pytest.mark.parametrize("name", [".", "nothing.csv", "empty.csv"])
def test_what_is_no_file_is_told_in_one_sentence(run: Run, tmp_path: Path, name: str) -> None:
    """Never a traceback."""
    (tmp_path / "empty.csv").touch()
    done = run(tmp_path / name)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--output", "claims.csv"],
        ["--output", "out.csv", "--errors", "out.csv"],
        ["--output", "out.xlsx"],
        ["--output", "nowhere/out.csv"],
        ["--output", "."],
        ["--errors", "refused.json"],
        ["--workforce", "0"],
        ["--known-on", "20/03/2020"],
        ["--scheme", "covid"],
        [],
    ],
)
def test_wrong_usage(
    claims: Callable[..., Path],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    """Exit status 2, and the claim file is not touched."""
    path = claims(HEADER, GOOD)
    before = path.read_bytes()
    monkeypatch.chdir(tmp_path)
    done = run(*(["claims.csv", *arguments] if arguments else []))
    assert done.exit_code == 2
    assert path.read_bytes() == before


def test_a_spreadsheet_of_windows_reads_the_results_accents(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """A file in Windows-1252 gets its results in UTF-8, with the mark by which Excel knows it."""
    path = claims(HEADER, GOOD, encoding="cp1252")
    assert run(path, "--output", tmp_path / "out.csv").exit_code == 0
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfsiret")
    assert _rows(tmp_path / "out.csv")[0]["nom"] == "LEFÈVRE"


def test_a_file_that_comes_through_a_pipe_is_read_twice_all_the_same() -> None:
    """It is copied first; the second line takes what the first leaves of the week."""
    names = f"{HEADER};premier_jour;dernier_jour"
    late, early = f"{GOOD};2020-04-08;2020-04-12", f"{GOOD};2020-04-06;2020-04-07"
    command = [*MODULE, "assess-file", "/dev/stdin"]
    text = f"{names}\n{late}\n{early}"
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    rows = csv.DictReader(io.StringIO(done.stdout), delimiter=";")
    counted = [row["heures_indemnisables"] for row in rows]
    assert counted == ["21,00", "14,00"]


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """``… | head -1`` is no fault."""
    path = tmp_path / "claims.csv"
    path.write_bytes(b"".join(sample_file(3, 2000)))
    command = [*MODULE, "assess-file", str(path)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr


SUNDAY = GOOD.replace(";35;30,75", ";7;30,75") + ";2020-04-12;2020-04-12"
OF_A_MONTH = GOOD.replace(";30,75;", ";2500;").replace("LEFÈVRE", "PETIT")
AWAY = "premier_jour;dernier_jour"


def test_what_is_likely_a_mistake_is_a_warning_of_its_line(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """Hours of a Sunday, a month's pay in the hourly column: told, and assessed all the same."""
    rows = []
    for line in (f"{GOOD};;", f"{SUNDAY}", f"{OF_A_MONTH};;"):
        done = run(claims(f"{HEADER};{AWAY}", line), "--output", tmp_path / "out.csv")
        assert done.exit_code == 0, done.stderr
        rows += _rows(tmp_path / "out.csv")
    plain, sunday, month = (set(row["avertissements"].split(" | ")) for row in rows)
    # Easter Monday of 2020 is in the week after: these five days may all be worked.
    assert not plain & {"hours_on_rest_days", "pay_of_a_month"}
    assert "hours_on_rest_days" in sunday
    assert "pay_of_a_month" in month
    assert rows[2]["allocation"]


@pytest.mark.parametrize(
    ("separator", "options", "amount"),
    [
        (";", (), "753,55"),
        (";", ("--decimal", "point"), "753.55"),
        (",", (), "753.55"),
        ("\t", (), "753.55"),
        (",", ("--decimal", "comma"), "753,55"),
    ],
)
def test_results_open_in_a_french_spreadsheet(
    run: Run, tmp_path: Path, separator: str, options: tuple[str, ...], amount: str
) -> None:
    """With ``;`` a decimal comma and a BOM, whatever mark the input has; ``--decimal`` decides."""
    good = GOOD.replace("30,75", "30.75").replace("LEFÈVRE", "PETIT").replace("Éva", "Eva")
    path, out = tmp_path / "claims.csv", tmp_path / "out.csv"
    path.write_text(f"{HEADER}\n{good}\n".replace(";", separator), encoding="ascii")
    assert run(path, "--output", out, *options).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") is (separator == ";")
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=separator)
    assert row["indemnite"] == amount


def test_a_formula_in_a_header_runs_in_no_spreadsheet(
    claims: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    """The names of columns are cells too: in results and in refused lines."""
    named = HEADER.replace("service", '"=HYPERLINK(""http://x"")"')
    path = claims(named, GOOD, BAD)
    assert run(path, "--output", tmp_path / "o.csv", "--errors", tmp_path / "e.csv").exit_code == 0
    for written in ("o.csv", "e.csv"):
        assert '\'=HYPERLINK("http://x")' in list(_rows(tmp_path / written)[0])
