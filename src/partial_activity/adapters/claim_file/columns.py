"""The columns that a claim file has; and those that state a fact of a line just as it is read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from partial_activity.adapters.claim_file import cells

STATED: Mapping[str, tuple[str, Callable[[str], object]]] = MappingProxyType(
    {
        "nom": ("last_name", cells.name_of),
        "prenom": ("first_name", cells.name_of),
        "numero_contrat": ("contract_number", cells.contract_number_of),
    }
)
"""The fact of each column and how its cells are read; what other columns say is read together."""
REQUIRED = (
    "siret", "numero_decision", "mois", "nir", "nom", "prenom", "semaine", "heures_contrat",
    "heures_travaillees", "heures_assimilees", "heures_chomees", "taux_horaire",
)  # fmt: skip
OPTIONAL = (
    "categorie", "contrat", "part_smic", "amenagement", "jours_chomes", "effectif", "territoire",
    "regime", "situation", "premier_jour", "dernier_jour",
    *(column for column in STATED if column not in REQUIRED),
)  # fmt: skip
KNOWN = frozenset(REQUIRED + OPTIONAL)
"""The columns of every law; a fact that only the law in use asks for has a column of its name
beside."""
