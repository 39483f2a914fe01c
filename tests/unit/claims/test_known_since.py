"""What texts published since a day move in a claim file: each text, its own part."""

from datetime import date
from pathlib import Path

import pytest
from tests.unit.assessed_files import FACTS

from partial_activity import FRENCH_LAW
from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.ledger import SqliteLedger
from partial_activity.adapters.claim_file.reader import ClaimFileLines
from partial_activity.domain.identifiers import Nir
from partial_activity.usecases.claim.known_since import Moved, moved_since

from .conftest import ANNE, BEN, NUMBER, SIRET

HEADER = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire;effectif"
)
BEFORE, DECREE = date(2020, 3, 25), date(2020, 3, 26)
"""Décret n° 2020-325, published on 26 March: for hours since 1 March the State pays 70 % of the
pay, 14 euros of 20, where it had paid the flat 7.74 euros in a firm of up to 250."""
MORE_AN_HOUR = 1400 - 774


def _line(nir: Nir, week: str, hours: str, workforce: str = "12", month: str = "2020-03") -> str:
    who = f"{SIRET.digits};{NUMBER};{month};{nir.digits};Martin;Anne"
    return f"{who};{week};35;0;0;{hours};20;{workforce}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "claims.csv"


def moved(path: Path, known_on: date, *lines: str) -> tuple[Moved, ...]:
    """By the law as it is, since a day."""
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    with open_claim_file(path) as file, SqliteLedger() as ledger:
        return moved_since(ClaimFileLines.of(file, FACTS), ledger, known_on, FRENCH_LAW)


def test_a_text_moves_every_line_it_concerns(path: Path) -> None:
    """Two weeks alike and one of 33 hours; what is refused has moved by nothing."""
    lines = (
        _line(ANNE, "2020-W11", "35"),
        _line(BEN, "2020-W11", "35"),
        _line(ANNE, "2020-W12", "33"),
        _line(BEN, "2020-W12", "none"),
    )
    (one,) = moved(path, BEFORE, *lines)
    assert (one.published, list(one.texts)) == (DECREE, ["décret n° 2020-325"])
    assert (one.indemnity_cents, one.allowance_cents) == (0, (35 + 35 + 33) * MORE_AN_HOUR)
    assert one.months == {"2020-03"}


def test_a_text_known_on_the_day_is_not_told_as_later(path: Path) -> None:
    """It was published that day: nobody learnt of it since."""
    assert moved(path, DECREE, _line(ANNE, "2020-W11", "35")) == ()


def test_a_line_that_had_no_answer_counts_from_nothing(path: Path) -> None:
    """Without a workforce the flat rate gives no amount, and the share of pay needs none."""
    (one,) = moved(path, BEFORE, _line(ANNE, "2020-W11", "35", workforce=""))
    assert (one.indemnity_cents, one.allowance_cents) == (35 * 1400, 35 * 1400)


def test_each_month_is_told_and_each_day_apart_in_order(path: Path) -> None:
    """Hours of June 2020 were moved once more, by the decree that cut the share to 60 %."""
    lines = (
        _line(ANNE, "2020-W11", "35"),
        _line(ANNE, "2020-W24", "35", month="2020-06"),
    )
    first, second = moved(path, BEFORE, *lines)
    assert (first.published, second.published) == (DECREE, date(2020, 6, 30))
    assert first.months == {"2020-03", "2020-06"}
    assert first.allowance_cents == 2 * 35 * MORE_AN_HOUR
    assert second.months == {"2020-06"}
    assert (second.indemnity_cents, second.allowance_cents) == (0, 35 * (1200 - 1400))
