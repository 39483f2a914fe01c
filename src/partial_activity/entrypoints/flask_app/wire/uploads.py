"""The shapes of claim files that were sent."""

from datetime import datetime
from typing import Annotated

from attrs import frozen
from msgspec import Meta

from partial_activity.domain.claim.uploads import UploadState, UploadStep
from partial_activity.entrypoints.flask_app.wire.values import Cursor, Id, SiretDigits


@frozen
class Upload:
    """A claim file, and how far it is."""

    id: Id
    file_name: str
    size: int
    sent_at: datetime
    step: Annotated[UploadStep, Meta(description="check: nothing is kept of the lines yet.")]
    state: UploadState
    lines: Annotated[int, Meta(description="Read so far.")]
    refused: Annotated[int, Meta(description="Lines with a fault.")]
    faults: int
    importable: Annotated[bool, Meta(description="Checked, with good lines in it.")]
    ended_at: datetime | None
    fault: Annotated[str | None, Meta(description="Code of why it failed; null where it did not.")]
    fault_french: str | None
    fault_english: str | None


@frozen
class UploadPage:
    """The last files sent, the last first."""

    items: list[Upload]
    next: Cursor


@frozen
class UploadedClaim:
    """What was done, or would be, with the lines for one claim."""

    siret: SiretDigits
    decision_number: str
    month: str
    claim: Annotated[str | None, Meta(description="Null: nothing stands under that number.")]
    added: int
    changed: int
    unchanged: int
    refused: int


@frozen
class UploadedClaimPage:
    """Some of the claims, in the order of the file."""

    items: list[UploadedClaim]
    next: Cursor


@frozen
class FileFault:
    """One thing wrong with one line; never the value, which may be a person's."""

    line: int
    column: Annotated[str, Meta(description="Empty for the line as a whole.")]
    code: str
    message: Annotated[str, Meta(description="In French, as in the file of refused lines.")]
    english: Annotated[str, Meta(description="The same, in English.")]


@frozen
class FileFaultPage:
    """Some of the faults, by line."""

    items: list[FileFault]
    next: Cursor


@frozen
class Import:
    """The lines to import."""

    whole: Annotated[bool, Meta(description="All, or none if one is refused.")] = False
