"""Claim files that were sent, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select

from partial_activity.adapters.sql.schema import uploads as rows
from partial_activity.adapters.sql.schema.uploads import UPLOAD, UPLOADED_CLAIM
from partial_activity.adapters.sql.transaction import Transaction
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadState, UploadStep
from partial_activity.domain.errors import NotFound
from partial_activity.domain.identifiers import Siret


class SqlUploads:
    """See :class:`~partial_activity.ports.stores.UploadStore`."""

    def __init__(self, transaction: Transaction) -> None:
        """Work in one transaction."""
        self._transaction = transaction

    def add(self, upload: Upload) -> None:
        """Keep a new one."""
        self._transaction.add(UPLOAD, rows.upload_row(upload), "upload", _key_text(upload))

    def get(self, siret: Siret, upload_id: str) -> Upload:
        """Give the upload as it is, or raise ``NotFound``."""
        row = self._transaction.first(
            select(UPLOAD).where(UPLOAD.c.siret == siret, UPLOAD.c.id == upload_id)
        )
        if row is None:
            raise NotFound("upload", f"{siret} {upload_id}")
        return rows.upload(row)

    def save(self, upload: Upload) -> None:
        """Keep a change."""
        self._transaction.save(UPLOAD, rows.upload_row(upload), "upload", _key_text(upload))

    def of(self, siret: Siret, sent_by: str, limit: int) -> Sequence[Upload]:
        """Give those that a person sent, the last sent first."""
        upload = UPLOAD.c
        query = (
            select(UPLOAD)
            .where(upload.siret == siret, upload.sent_by == sent_by)
            .order_by(upload.sent_at.desc(), upload.id.desc())
            .limit(limit)
        )
        return [rows.upload(row) for row in self._transaction.rows(query)]

    def to_run(self, silent_since: datetime, limit: int) -> Sequence[Upload]:
        """Waiting, or running and silent since then, the first sent first."""
        upload = UPLOAD.c
        silent = or_(upload.seen_at.is_(None), upload.seen_at < silent_since)
        query = (
            select(UPLOAD)
            .where(
                or_(
                    upload.state == UploadState.WAITING,
                    and_(upload.state == UploadState.RUNNING, silent),
                )
            )
            .order_by(upload.sent_at, upload.siret, upload.id)
            .limit(limit)
        )
        return [rows.upload(row) for row in self._transaction.rows(query)]

    def to_forget(self, ended_before: datetime, limit: int) -> Sequence[Upload]:
        """Ended before then, with lines that are still kept; the first ended first."""
        upload = UPLOAD.c
        query = (
            select(UPLOAD)
            .where(upload.ended_at < ended_before, upload.kept)
            .order_by(upload.ended_at, upload.siret, upload.id)
            .limit(limit)
        )
        return [rows.upload(row) for row in self._transaction.rows(query)]

    def keep_claim(self, siret: Siret, upload_id: str, done: UploadedClaim) -> None:
        """Keep it in place of what the same step kept for the same place."""
        self.get(siret, upload_id)
        kept = UPLOADED_CLAIM.c
        row = rows.uploaded_claim_row(siret, upload_id, done)
        same = [kept[name] == row[name] for name in ("siret", "upload_id", "step", "place")]
        key = f"{siret} {upload_id} {done.place}"
        self._transaction.run(delete(UPLOADED_CLAIM).where(*same), "uploaded claim", key)
        self._transaction.add(UPLOADED_CLAIM, row, "uploaded claim", key)

    def claims(
        self, siret: Siret, upload_id: str, step: UploadStep, after: int, limit: int
    ) -> Sequence[UploadedClaim]:
        """What a step did, by place, those above ``after``."""
        kept = UPLOADED_CLAIM.c
        query = (
            select(UPLOADED_CLAIM)
            .where(
                kept.siret == siret,
                kept.upload_id == upload_id,
                kept.step == step,
                kept.place > after,
            )
            .order_by(kept.place)
            .limit(limit)
        )
        return [rows.uploaded_claim(row) for row in self._transaction.rows(query)]


def _key_text(upload: Upload) -> str:
    return f"{upload.siret} {upload.id}"
