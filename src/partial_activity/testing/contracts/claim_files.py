"""Contract of the store of claim files."""

from collections.abc import Iterator

import pytest

from partial_activity.domain.claim.uploads import FiledLine, FileFault
from partial_activity.domain.errors import NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.words import Words
from partial_activity.ports.claim_files import ClaimFiles, FileTooLarge, UnreadableClaimFile
from partial_activity.testing import samples

_HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire\n"
)
_SAID = Words("trop d'heures", "too many hours")
_MOST = 64 * 1024 * 1024


def _line(employee: int = 1, unworked: str = "35") -> str:
    return (
        f"{samples.siret()};DA-1;2020-04;{samples.nir(employee).digits};Lefèvre;Anaïs;2020-W15;"
        f"35;0;0;{unworked};15\n"
    )


def _parts(text: str, size: int = 1_000) -> Iterator[bytes]:
    content = text.encode()
    return (content[start : start + size] for start in range(0, len(content), size))


class ClaimFilesContract:
    """See :class:`~partial_activity.ports.claim_files.ClaimFiles`."""

    @pytest.fixture
    def files(self) -> ClaimFiles:
        """An empty store."""
        raise NotImplementedError

    def test_lines_come_back_read_or_with_their_faults(self, files: ClaimFiles) -> None:
        """The lines come in their order; numbers are those of the file."""
        kept = files.keep(_parts(_HEADER + _line() + _line(2, "x") + "\n" + _line(3)), _MOST)
        first, faulty, last = files.lines(kept.name, "avril.csv")
        assert isinstance(first, FiledLine)
        assert (first.place, first.siret, first.line.nir) == (2, samples.siret(), samples.nir())
        assert isinstance(last, FiledLine)
        assert last.place == 5
        assert not isinstance(faulty, FiledLine)
        (fault,) = faulty
        assert (fault.line, fault.column, fault.value) == (3, "heures_chomees", "x")

    def test_how_a_file_was_read_is_told_at_its_end(self, files: ClaimFiles) -> None:
        """Of one not read to its end nothing is known."""
        old = files.keep([("Titre\n" + _HEADER + _line()).encode("cp1252")], _MOST)
        with pytest.raises(NotFound):
            files.how_read(old.name)
        assert len(list(files.lines(old.name, "avril.csv"))) == 1
        told = [said.english for said in files.how_read(old.name)]
        assert [said.split(":")[0] for said in told] == [
            "The file is not in UTF-8",
            "The header is on line 2",
        ]
        files.remove(old.name)
        with pytest.raises(NotFound):
            files.how_read(old.name)

    def test_a_large_file_comes_back_whole(self, files: ClaimFiles) -> None:
        """The file comes back whole, whatever the parts it arrives in."""
        text = _HEADER + "".join(_line(number) for number in range(1, 4_001))
        kept = files.keep(_parts(text, 70_001), _MOST)
        assert kept.size == len(text.encode())
        places = [each.place for each in files.lines(kept.name, "") if isinstance(each, FiledLine)]
        assert places == list(range(2, 4_002))

    def test_a_file_over_the_limit_is_not_kept(self, files: ClaimFiles) -> None:
        """It is refused as soon as it is too large."""
        taken = []

        def parts() -> Iterator[bytes]:
            for part in _parts(_HEADER + _line() * 100, 10):
                taken.append(part)
                yield part

        with pytest.raises(FileTooLarge) as refused:
            files.keep(parts(), 100)
        assert refused.value.most == 100
        assert sum(map(len, taken)) <= 120
        assert files.keep(_parts("x" * 100), 100).size == 100

    def test_what_is_no_claim_file_says_so_by_the_name_its_owner_knows(
        self, files: ClaimFiles
    ) -> None:
        """The file says so in both languages."""
        kept = files.keep([b"name;age\n"], _MOST)
        with pytest.raises(UnreadableClaimFile) as refused:
            next(files.lines(kept.name, "avril.csv"))
        assert refused.value.code == "no_header"
        assert "avril.csv" in refused.value.french
        assert "avril.csv" in refused.value.english

    def test_refused_lines_are_kept_to_be_mended(self, files: ClaimFiles) -> None:
        """The lines come back as they were, with what is wrong; mended, the file is read again."""
        kept = files.keep(_parts(_HEADER + _line() + _line(2, "36")), _MOST)
        fault = FileFault(3, "heures_chomees", "hours_above_count", _SAID, "36.00")
        files.keep_refused(kept.name, "avril.csv", "report", {3: [fault]})
        text = b"".join(files.refused("report")).decode("utf-8-sig")
        header, line = text.splitlines()
        assert header == _HEADER.strip() + ";erreur_code;erreur_message"
        assert line.startswith(_line(2, "36").strip() + ";hours_above_count;")
        again = files.keep([text.replace(";36;", ";30;").encode()], _MOST)
        (mended,) = files.lines(again.name, "")
        assert isinstance(mended, FiledLine)

    def test_refused_lines_come_as_a_workbook_to_be_mended_too(self, files: ClaimFiles) -> None:
        """Each cell as it was written; read again, it says the same and has the same faults."""
        kept = files.keep(_parts(_HEADER + _line() + _line(2, "30") + _line(3, "7h3O")), _MOST)
        faults = {
            3: [FileFault(3, "numero_decision", "unknown_decision", _SAID, "DA-1")],
            4: [FileFault(4, "heures_chomees", "invalid_number", _SAID, "7h3O")],
        }
        files.keep_refused(kept.name, "avril.csv", "report", faults)
        again = files.keep([files.refused_workbook("report")], _MOST)
        same, unread = files.lines(again.name, "refusees.xlsx")
        assert isinstance(same, FiledLine)
        assert (same.line.nir, same.line.unworked_hours) == (samples.nir(2), Hours.parse("30"))
        assert not isinstance(unread, FiledLine)
        assert [(one.column, one.value) for one in unread] == [("heures_chomees", "7h3O")]

    def test_faults_come_page_by_page(self, files: ClaimFiles) -> None:
        """The faults come in the order of the lines; the last report under a name holds."""
        kept = files.keep(_parts(_HEADER + _line()), _MOST)
        faults = {
            line: [FileFault(line, "nir", code, _SAID, "1 80") for code in ("a", "b")]
            for line in (7, 2)
        }
        files.keep_refused(kept.name, "", "report", {9: faults[7]})
        files.keep_refused(kept.name, "", "report", faults)
        page = files.faults("report", 0, 3)
        assert page.faults == (*faults[2], faults[7][0])
        assert page.following == 3
        last = files.faults("report", 3, 3)
        assert (last.faults, last.following) == ((faults[7][1],), None)

    def test_what_is_removed_is_there_no_more(self, files: ClaimFiles) -> None:
        """Removed twice, it is no fault."""
        kept = files.keep(_parts(_HEADER + _line()), _MOST)
        files.keep_refused(kept.name, "", "report", {})
        for _ in range(2):
            files.remove(kept.name, "report")
        with pytest.raises(NotFound):
            next(files.lines(kept.name, ""))
        with pytest.raises(NotFound):
            files.refused("report")
        with pytest.raises(NotFound):
            files.refused_workbook("report")
        with pytest.raises(NotFound):
            files.faults("report", 0, 9)
