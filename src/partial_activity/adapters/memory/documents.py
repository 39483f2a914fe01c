"""The register of issued documents, in memory."""

from collections.abc import Callable
from typing import Final

from partial_activity.adapters.memory.tables import TableName, Tables
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.letters.documents import IssuedDocument

DOCUMENTS: Final = TableName[tuple[Siret, str], IssuedDocument]("documents")


class MemoryDocuments:
    """See :class:`~partial_activity.ports.stores.DocumentStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._documents = tables[DOCUMENTS]

    def add(self, document: IssuedDocument) -> None:
        """Keep a new one: a file is issued once."""
        key = document.siret, document.file_sha256
        self._documents.add("document", key, document)

    def by_file(self, sha256: str) -> IssuedDocument | None:
        """Give the document whose file has that digest."""
        return self._last(lambda one: one.file_sha256 == sha256)

    def by_code(self, code: str) -> IssuedDocument | None:
        """Give the document whose content has that code."""
        return self._last(lambda one: one.code == code)

    def by_number(self, number: str) -> IssuedDocument | None:
        """Give the document that has that number."""
        return self._last(lambda one: one.number == number)

    def last_like(self, document: IssuedDocument) -> IssuedDocument:
        """The last issued that tells the same thing."""
        last = self._last(lambda one: one.what == document.what)
        assert last is not None, "it is one of them itself"
        return last

    def _last(self, like: Callable[[IssuedDocument], bool]) -> IssuedDocument | None:
        documents = [one for one in self._documents.values() if like(one)]
        return max(documents, key=lambda one: (one.issued_at, one.file_sha256), default=None)
