"""Claim files that were sent, in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from partial_activity.adapters.memory.tables import (
    TableName,
    Tables,
    check_revision,
    found,
    next_revision,
)
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadState, UploadStep
from partial_activity.domain.identifiers import Siret

UPLOADS: Final = TableName[tuple[Siret, str], Upload]("uploads")
UPLOADED: Final = TableName[tuple[Siret, str, str, int], UploadedClaim]("uploaded")


class MemoryUploads:
    """See :class:`~partial_activity.ports.stores.UploadStore`."""

    def __init__(self, tables: Tables) -> None:
        """Work on the tables of one unit of work."""
        self._uploads, self._claims = tables[UPLOADS], tables[UPLOADED]

    def add(self, upload: Upload) -> None:
        """Keep a new one."""
        self._uploads.add("upload", (upload.siret, upload.id), upload)

    def get(self, siret: Siret, upload_id: str) -> Upload:
        """Give the upload as it is, or raise ``NotFound``."""
        return found(self._uploads.find((siret, upload_id)), "upload", (siret, upload_id))

    def save(self, upload: Upload) -> None:
        """Keep a change."""
        key = (upload.siret, upload.id)
        check_revision(self._uploads, "upload", key, upload.revision)
        self._uploads.put(key, next_revision(upload))

    def of(self, siret: Siret, sent_by: str, limit: int) -> Sequence[Upload]:
        """Give those that a person sent, the last sent first."""
        theirs = (u for u in self._uploads.values() if (u.siret, u.sent_by) == (siret, sent_by))
        return sorted(theirs, key=lambda u: (u.sent_at, u.id), reverse=True)[:limit]

    def to_run(self, silent_since: datetime, limit: int) -> Sequence[Upload]:
        """Waiting, or running and silent since then, the first sent first."""
        due = [u for u in self._uploads.values() if _to_run(u, silent_since)]
        return sorted(due, key=lambda u: (u.sent_at, u.siret.digits, u.id))[:limit]

    def to_forget(self, ended_before: datetime, limit: int) -> Sequence[Upload]:
        """Ended before then, with lines that are still kept; the first ended first."""
        due = [
            (u.ended_at, u.siret.digits, u.id, u)
            for u in self._uploads.values()
            if u.kept and u.ended_at is not None and u.ended_at < ended_before
        ]
        return [u for *_, u in sorted(due, key=lambda one: one[:3])[:limit]]

    def keep_claim(self, siret: Siret, upload_id: str, done: UploadedClaim) -> None:
        """Keep it in place of what the same step kept for the same place."""
        self.get(siret, upload_id)
        self._claims.put((siret, upload_id, done.step.value, done.place), done)

    def claims(
        self, siret: Siret, upload_id: str, step: UploadStep, after: int, limit: int
    ) -> Sequence[UploadedClaim]:
        """What a step did, by place, those above ``after``."""
        theirs = (
            (place, done)
            for (of, upload, at, place), done in self._claims.items()
            if (of, upload, at) == (siret, upload_id, step.value) and place > after
        )
        return [done for _, done in sorted(theirs, key=lambda one: one[0])[:limit]]


def _to_run(upload: Upload, silent_since: datetime) -> bool:
    if upload.state is UploadState.WAITING:
        return True
    silent = upload.seen_at is None or upload.seen_at < silent_since
    return upload.state is UploadState.RUNNING and silent
