"""An example of a claim file: one employee, each week of a month."""

import csv
import io
from datetime import date

from partial_activity.adapters.claim_file.results import safe
from partial_activity.adapters.claim_file.workbook import can_write
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.identifiers import Siret

COLUMNS = (
    "siret", "numero_decision", "mois", "nir", "nom", "prenom", "semaine", "heures_contrat",
    "heures_travaillees", "heures_assimilees", "heures_chomees", "taux_horaire", "contrat",
    "part_smic",
)  # fmt: skip
WORKBOOKS = can_write()
"""Whether workbooks can be offered beside CSV."""
_EXAMPLE_NIR = "180027512345600"
"""The NIR of the example, whose key is wrong: an example that was left in is refused."""
_FULL = 6
"""Days from the Monday of a week to its Sunday."""


def write(siret: Siret, number: str, month: date) -> str:
    """The file, for an establishment, the number of a decision (empty: any) and a month."""
    text = io.StringIO(newline="")
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in slices_of(month):
        days = each.span
        assert days.last is not None, "a slice ends"
        worked = "14" if (days.last - days.first).days >= _FULL else "0"
        writer.writerow(
            (
                str(siret),
                safe(number) or "DA-2020-0001",
                f"{month:%Y-%m}",
                _EXAMPLE_NIR,
                "EXEMPLE",
                "Camille",
                each.week,
                "35",
                worked,
                "0",
                "21" if worked == "14" else "7",
                "15,00",
                "STANDARD",
                "",
            )
        )
    return text.getvalue()
