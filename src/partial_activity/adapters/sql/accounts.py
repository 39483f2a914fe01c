"""Who is behind a bank account, asked for many accounts at once."""

from collections.abc import Collection, Mapping

from sqlalchemy import Executable

from partial_activity.adapters.sql import rows
from partial_activity.adapters.sql.transaction import Transaction, in_batches
from partial_activity.domain.identifiers import Iban, Siret


def of_accounts(
    transaction: Transaction, query: Executable, ibans: Collection[Iban]
) -> Mapping[Iban, Collection[Siret]]:
    """The establishments that a query of ``iban`` and ``siret`` finds for these accounts."""
    found: dict[Iban, set[Siret]] = {}
    for some in in_batches([iban.text for iban in ibans]):
        for row in transaction.rows(query, ibans=some):
            found.setdefault(Iban(row["iban"]), set()).add(rows.siret(row["siret"]))
    return found
