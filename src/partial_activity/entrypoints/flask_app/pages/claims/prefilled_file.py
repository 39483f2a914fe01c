"""A claim file with last month's employees in it, as a workbook whose hours are to be filled in."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from partial_activity.adapters.claim_file.cells import CONTRACTS
from partial_activity.adapters.claim_file.workbook import Row, workbook
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.money import decimal_text
from partial_activity.entrypoints.flask_app.pages.claims.example_file import COLUMNS

_COLUMNS = (*COLUMNS, "premier_jour", "dernier_jour", "numero_contrat")
_WORDS = {category: word for word, category in CONTRACTS.items()}


def write(claim: Claim, lines: Iterable[ClaimLine]) -> bytes:
    """A line for an employee and a week: who, under which contract, for which pay."""
    return workbook(f"{claim.month:%Y-%m}", _COLUMNS, _rows(claim, lines))


def _rows(claim: Claim, lines: Iterable[ClaimLine]) -> Iterator[Row]:
    for line in lines:
        pay, share = line.hourly_pay, line.share_of_minimum_wage
        stated: dict[str, str | Decimal] = {
            "siret": str(claim.siret),
            "numero_decision": claim.decision_number,
            "mois": f"{claim.month:%Y-%m}",
            "nir": line.nir.digits,
            "nom": line.last_name,
            "prenom": line.first_name,
            "semaine": line.week,
            "heures_contrat": Decimal(str(line.contract_hours)),
            "taux_horaire": Decimal(decimal_text(pay.exact)) if pay else "",
            # A contract that files have no word for stays empty: it is claimed in the grid.
            "contrat": _WORDS.get(line.category, ""),
            "part_smic": f"{decimal_text(share.exact * 100, 0).replace('.', ',')} %"
            if share
            else "",
            "premier_jour": f"{line.first_day:%d/%m/%Y}",
            "dernier_jour": f"{line.last_day:%d/%m/%Y}",
            "numero_contrat": line.contract_number,
        }
        yield Row([stated.get(column, "") for column in _COLUMNS])
