"""Keying a journal that was written before entries were keyed: once, by the upgrade of the tables.

What was sealed without a key proves nothing: it is taken as it stands. Whoever has doubts verifies
it with the version that wrote it before upgrading.
"""

import secrets

from sqlalchemy import Connection, bindparam, insert, select, update

from partial_activity.adapters.sql.schema import office
from partial_activity.adapters.sql.schema.office import JOURNAL_ENTRY, JOURNAL_HEAD
from partial_activity.domain.office.journal import GENESIS, JournalKeys

_KEYED = (
    update(JOURNAL_ENTRY)
    .where(
        JOURNAL_ENTRY.c.chain == bindparam("in_chain"),
        JOURNAL_ENTRY.c.arrival == bindparam("at_arrival"),
    )
    .values(number=bindparam("its_number"), tag=bindparam("its_tag"), seal=bindparam("its_seal"))
)
_OF_THEN = [column for column in JOURNAL_ENTRY.columns if column.name != "position"]
"""The columns that the table has when its entries are keyed."""


def key_entries(connection: Connection, keys: JournalKeys) -> None:
    """Give every entry without a tag its tag and its seal, in order."""
    column = JOURNAL_ENTRY.c
    chains = connection.scalars(select(column.chain).where(column.tag == "").distinct()).all()
    for chain in chains:
        in_order = (column.number.nulls_last(), column.arrival)
        query = select(*_OF_THEN).where(column.chain == chain).order_by(*in_order)
        keyed, previous = [], GENESIS
        for number, row in enumerate(connection.execute(query).mappings(), start=1):
            entry = office.journal_entry({**row, "number": number}, number)
            tagged = keys.tagged(entry, secrets.token_hex(8))
            previous = keys.seal(previous, tagged)
            key = {"in_chain": chain, "at_arrival": row["arrival"]}
            kept = {"its_number": number, "its_tag": tagged.tag, "its_seal": previous}
            keyed.append({**key, **kept})
        connection.execute(_KEYED, keyed)
        head = {"chain": chain, "number": len(keyed), "seal": previous, "anchored": 0}
        connection.execute(insert(JOURNAL_HEAD), head)
