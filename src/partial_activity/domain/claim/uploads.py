"""Claim files that were sent: checked line by line first, then imported, each as work of its own.

Work that takes time can be left and come back to: an upload says how far it is, and a worker that
dies leaves it to the next.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Self

import attrs
from attrs import field

from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import Words

LEASE = timedelta(minutes=10)
"""The longest that an upload at work may say nothing: then its worker is taken for dead."""
MOST_ATTEMPTS = 5
"""Workers that may die of one upload before it is given up."""
KEPT_FOR = timedelta(days=30)
"""The time for which a file and the lines refused of it can be downloaded."""


class UploadStep(Choice):
    """A step in the work on a file."""

    CHECK = "check"
    """Every line is read and checked; nothing is kept of them."""
    IMPORT = "import"
    """The good lines are put into the drafts of their claims."""


class UploadState(Choice):
    """The state of a step."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """It is no claim file, or we could not read it to its end."""
    DISCARDED = "discarded"
    """The sender has given it up: nothing of it is imported any more."""


@frozen
class Upload:
    """A claim file that was sent, and what became of it."""

    siret: Siret
    """The establishment whose pages it was sent on; its lines may be for others too."""
    id: str
    sent_by: str
    """The sender, who alone sees it: the file may speak of other establishments."""
    sent_at: datetime
    file_name: str
    """The name of the file where it comes from."""
    file: str
    """The name of the file in the store of claim files."""
    size: int
    """The size of the file, in bytes."""
    step: UploadStep
    state: UploadState
    whole: bool
    """All the lines are imported, or none."""
    claim_id: str | None = None
    """The claim on whose page it was sent."""
    lines: int = 0
    """Read so far, the header and blank lines left out."""
    refused: int = 0
    """The number of these lines that have a fault."""
    faults: int = 0
    """A line may have several."""
    attempts: int = 0
    """The number of times a worker began the step."""
    seen_at: datetime | None = None
    """The instant at which its worker last told how far it is."""
    ended_at: datetime | None = None
    kept: bool = True
    """Whether its refused lines can still be downloaded."""
    fault: str = ""
    """Stable code of why it failed."""
    fault_french: str = ""
    fault_english: str = ""
    revision: int = 0

    @property
    def good(self) -> int:
        """Lines read without a fault."""
        return self.lines - self.refused

    @property
    def importable(self) -> bool:
        """Checked, with something good in it."""
        checked = (self.step, self.state) == (UploadStep.CHECK, UploadState.DONE)
        return checked and self.good > 0

    def begun(self, now: datetime) -> "Upload":
        """The upload once a worker has taken it, from the first line."""
        return attrs.evolve(
            self,
            state=UploadState.RUNNING,
            attempts=self.attempts + 1,
            seen_at=now,
            lines=0,
            refused=0,
            faults=0,
        )

    def to_import(self) -> "Upload":
        """Checked, and to be imported now.

        Raises:
            NotAllowed: it is not checked, or nothing in it is good.
        """
        if not self.importable:
            raise NotAllowed("upload", f"{self.step.value}_{self.state.value}", "import")
        return attrs.evolve(
            self,
            step=UploadStep.IMPORT,
            state=UploadState.WAITING,
            attempts=0,
            seen_at=None,
            ended_at=None,
        )

    def discarded(self, now: datetime) -> "Upload":
        """The upload once its sender has given it up.

        Raises:
            NotAllowed: it is being imported, or was.
        """
        imported = self.step is UploadStep.IMPORT and self.state is not UploadState.FAILED
        if imported or self.state is UploadState.DISCARDED:
            raise NotAllowed("upload", f"{self.step.value}_{self.state.value}", "discard")
        return attrs.evolve(self, state=UploadState.DISCARDED, ended_at=now)


@frozen
class UploadedClaim:
    """What one step did, or would do, with the lines of a file that are for one claim."""

    step: UploadStep
    place: int
    """The number of the first of these lines in the file."""
    claim_siret: Siret
    decision_number: str
    month: date
    claim_id: str | None
    """The claim; None: nothing stands under that number, for that month."""
    added: int
    changed: int
    unchanged: int
    refused: int


@frozen(eq=False)
class FiledLine:
    """A line as read, and the claim it is for."""

    place: int
    """The number of the line in its file."""
    siret: Siret
    decision_number: str
    month: date
    line: ClaimLine
    """The line itself, whose own number is not read."""


@frozen
class FileFault:
    """One thing wrong with one line of a file: a problem, and where it was read."""

    line: int
    """The number of the line in its file."""
    column: str
    """Empty for the line as a whole."""
    code: str
    """Stable; listed in docs/claim-file.md and docs/codes.md."""
    said: Words
    """The sentences about the fault, which never hold the value."""
    value: str = field(default="", repr=False)
    """The value as it was read. It is not shown by accident: it can be a social security number."""

    @classmethod
    def of(cls, problem: LineProblem, line: int, column: str = "", value: str = "") -> Self:
        """A problem of a line, by the column that its fact was read from."""
        return cls(line, column, problem.code, problem.words, value)


def column_of(path: str) -> str:
    """The column of a claim file that a fact at fault is read from; empty: the line as a whole."""
    _, own, name = path.partition("facts.")
    return name if own else COLUMN_OF.get(path, "")


COLUMN_OF: Mapping[str, str] = MappingProxyType(
    {
        "assimilated_hours": "heures_assimilees",
        "contract_hours": "heures_contrat",
        "contract_number": "numero_contrat",
        "days": "premier_jour",
        "employee.hourly_pay": "taux_horaire",
        "employee.share_of_minimum_wage": "part_smic",
        "employer.agreement_sent_on": "regime",
        "employer.situation": "situation",
        "employer.workforce": "effectif",
        "first_day": "premier_jour",
        "hourly_pay": "taux_horaire",
        "last_day": "dernier_jour",
        "month": "mois",
        "unworked_days": "jours_chomes",
        "unworked_hours": "heures_chomees",
        "week": "semaine",
        "worked_hours": "heures_travaillees",
    }
)
"""The column of a claim file that a fact at fault is read from."""
