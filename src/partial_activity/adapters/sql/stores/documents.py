"""The register of issued documents, in SQL."""

from sqlalchemy import Select, bindparam, select

from partial_activity.adapters.sql.schema import letters as rows
from partial_activity.adapters.sql.schema.letters import ISSUED_DOCUMENT
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.letters.documents import IssuedDocument

_C = ISSUED_DOCUMENT.c
_LAST_FIRST = select(ISSUED_DOCUMENT).order_by(_C.issued_at.desc(), _C.file_sha256.desc())
_OF_FILE = _LAST_FIRST.where(_C.file_sha256 == bindparam("sought"))
_OF_CODE = _LAST_FIRST.where(_C.code == bindparam("sought"))
_OF_NUMBER = _LAST_FIRST.where(_C.number == bindparam("sought"))
_LIKE = _LAST_FIRST.where(
    _C.siret == bindparam("siret"),
    _C.subject == bindparam("subject"),
    _C.version == bindparam("version"),
    _C.kind == bindparam("kind"),
    _C.line.is_not_distinct_from(bindparam("line")),
    _C.edition == bindparam("edition"),
)


class SqlDocuments:
    """See :class:`~partial_activity.ports.stores.DocumentStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, document: IssuedDocument) -> None:
        """Keep a new one: a file is issued once."""
        row = rows.document_row(document)
        self._transaction.add(ISSUED_DOCUMENT, row, "document", document.number)

    def by_file(self, sha256: str) -> IssuedDocument | None:
        """Give the document whose file has that digest."""
        return self._first(_OF_FILE, sha256)

    def by_code(self, code: str) -> IssuedDocument | None:
        """Give the document whose content has that code."""
        return self._first(_OF_CODE, code)

    def by_number(self, number: str) -> IssuedDocument | None:
        """Give the document that has that number."""
        return self._first(_OF_NUMBER, number)

    def last_like(self, document: IssuedDocument) -> IssuedDocument:
        """The last issued that tells the same thing."""
        row = rows.document_row(document)
        keys = ("siret", "subject", "version", "kind", "line", "edition")
        last = self._transaction.first(_LIKE.limit(1), **{key: row[key] for key in keys})
        assert last is not None, "it is one of them itself"
        return rows.document(last)

    def _first(self, query: Select[tuple[object, ...]], sought: str) -> IssuedDocument | None:
        row = self._transaction.first(query.limit(1), sought=sought)
        return rows.document(row) if row else None
