"""From the values of the office to rows and back."""

from partial_activity.adapters.sql.schema import documents
from partial_activity.adapters.sql.schema.rows import Read, Row, siret
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import Queued, QueueKind
from partial_activity.domain.screening.outcome import Outcome, Screening
from partial_activity.ports.office import FileHead


def queued_row(queued: Queued) -> Row:
    """A row of ``queued``; what is in the queue was held."""
    return {
        "siret": queued.siret.digits,
        "kind": queued.kind.value,
        "id": queued.id,
        "version": queued.version,
        "name": queued.name,
        "since": queued.since,
        "decide_by": queued.decide_by,
        "first_day": queued.first,
        "last_day": queued.last,
        "employees": queued.employees,
        "hours": queued.hours.hundredths,
        "allowance": None if queued.allowance is None else queued.allowance.cents,
        "score": queued.screening.score,
        "drawn": queued.screening.drawn,
        "results": documents.results_document(queued.screening.results),
        "threshold": queued.threshold,
    }


def queued(row: Read) -> Queued:
    """The value of a row of ``queued``."""
    return Queued(
        kind=QueueKind(row["kind"]),
        siret=siret(row["siret"]),
        id=row["id"],
        version=row["version"],
        name=row["name"],
        since=row["since"],
        decide_by=row["decide_by"],
        first=row["first_day"],
        last=row["last_day"],
        employees=row["employees"],
        hours=Hours(row["hours"]),
        allowance=None if row["allowance"] is None else Euros(row["allowance"]),
        screening=Screening(
            documents.results(row["results"]), Outcome.HOLD, row["score"], row["drawn"]
        ),
        threshold=row["threshold"],
    )


def payment_file_row(head: FileHead) -> Row:
    """A row of ``payment_file``."""
    return {
        "reference": head.reference,
        "listed_at": head.listed_at,
        "lines": head.lines,
        "amount": head.amount.cents,
    }


def payment_file(row: Read) -> FileHead:
    """The value of a row of ``payment_file``."""
    return FileHead(row["reference"], row["listed_at"], row["lines"], Euros(row["amount"]))
