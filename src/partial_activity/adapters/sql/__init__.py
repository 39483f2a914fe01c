"""The stores on SQLite and on PostgreSQL: SQLAlchemy Core, and rows written out by hand."""

from partial_activity.adapters.sql.engine import open_engine
from partial_activity.adapters.sql.migrate import downgrade, revision, upgrade
from partial_activity.adapters.sql.schema.nir import NirKeys, NirVault
from partial_activity.adapters.sql.unit_of_work import SqlUnitOfWork, SqlUnitsOfWork

__all__ = [
    "NirKeys",
    "NirVault",
    "SqlUnitOfWork",
    "SqlUnitsOfWork",
    "downgrade",
    "open_engine",
    "revision",
    "upgrade",
]
