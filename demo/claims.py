"""Scenes of the claim: a file of real size is imported, assessed, submitted and decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from demo.people import CHARACTERS, Cast, Character
from demo.sample_claims import Payroll, month_file
from demo.service import Service
from demo.telling import say, tell, title, told_hour
from partial_activity.adapters.claim_file.on_disk import ClaimFileOnDisk
from partial_activity.domain.authorisation.requests import Decision
from partial_activity.domain.claim.claims import Claim
from partial_activity.domain.claim.uploads import FileFault
from partial_activity.domain.people.people import Person
from partial_activity.domain.screening.outcome import Outcome
from partial_activity.entrypoints.cli.claim_summary import grouped
from partial_activity.usecases.claim.claims import replay_claim
from partial_activity.usecases.claim.import_file import ImportedFile, import_file
from partial_activity.usecases.claim.submit_claim import submit_claim
from partial_activity.usecases.revisions import Seen

_SEED = 2020
_MONTH = date(2020, 4, 1)
_FILED_AT = datetime(2020, 5, 4, 7, 15, tzinfo=UTC)
_SHOWN = 6


def import_the_month(
    service: Service, cast: Cast, decisions: Mapping[str, Decision]
) -> Sequence[Claim]:
    """Scene: the accountant's file for April 2020; good lines are kept, bad ones told."""
    service.clock.set(_FILED_AT)
    title(f"The accountant sends the month's file ({told_hour(service.clock.now())})")
    path = _write(service.folder / "claims-2020-04.csv", decisions)
    refused = service.folder / "claims-2020-04-refused.csv"
    imported = _import(service, path, refused, cast.accountant)
    say(
        f"  {imported.read:,} lines read, {_kept(imported):,} kept, "
        f"{imported.refused_lines} refused and written to {refused.name}:"
    )
    say(*_by_reason(imported.refused))
    again = _import(service, path, None, cast.accountant)
    assert not again.report.written, "the same file again changes nothing"
    say("", "  The same file sent again changed nothing.")
    return [one.claim for one in again.report.claims if one.unchanged]


def submit_and_decide(service: Service, cast: Cast, drafts: Sequence[Claim]) -> None:
    """Scene: assessed under the law in force, with its texts, and approved by screening."""
    title("Assessed, submitted, approved")
    say(f"  {'claim of April 2020':<26}{'lines':>7}{'hours':>13}{'indemnity':>15}{'allowance':>15}")
    for draft in drafts:
        submitted = submit_claim(
            draft.siret,
            draft.id,
            seen=Seen.of(draft),
            actor=cast.accountant,
            context=service.context,
        )
        assert not submitted.problems, submitted.problems[:3]
        claim = submitted.claim
        say(
            f"  {_of(claim).name:<26}{len(claim.lines):>7,}{grouped(claim.hours):>13}"
            f"{grouped(claim.indemnity):>15}{grouped(claim.allowance):>15}"
        )
    _tell_texts(service, cast.accountant, drafts)
    say("")
    for decided in service.decide_claims():
        checks = len(decided.screening.results)
        found = ", ".join(finding.code for finding in decided.screening.findings) or "nothing"
        assert decided.screening.outcome is Outcome.ACCEPT, found
        say(
            f"  {_of(decided.claim).name}: approved without an officer; {checks} checks, score "
            f"{decided.screening.score}, found: {found}."
        )
    service.send_letters()


def _write(path: Path, decisions: Mapping[str, Decision]) -> Path:
    payrolls = [Payroll(one.firm, decisions[one.name].number, one.employees) for one in CHARACTERS]
    with path.open("wb") as out:
        out.writelines(month_file(_SEED, _MONTH, payrolls))
    return path


def _import(service: Service, path: Path, errors: Path | None, actor: Person) -> ImportedFile:
    return import_file(ClaimFileOnDisk(path, errors), actor=actor, context=service.context)


def _kept(imported: ImportedFile) -> int:
    return sum(one.added for one in imported.report.claims)


def _by_reason(refused: Sequence[FileFault]) -> Sequence[str]:
    """The most frequent reasons, with the first line of each."""
    count = Counter(error.code for error in refused)
    first = {error.code: error for error in reversed(refused)}
    told = [
        f"    {number:>3}  {code:<22}first on line {first[code].line}: {first[code].said.french}"
        for code, number in count.most_common(_SHOWN)
    ]
    more = len(count) - _SHOWN
    return [*told, f"         and {more} other reasons"] if more > 0 else told


def _tell_texts(service: Service, actor: Person, claims: Sequence[Claim]) -> None:
    """Replay each claim from what was kept with it: the same cents, and the texts behind them."""
    texts: Counter[str] = Counter()
    for claim in claims:
        replayed = replay_claim(
            claim.siret, claim.id, claim.version, actor=actor, context=service.context
        )
        assert all(line.same for line in replayed.lines), "a replay gives the same cents"
        texts.update(text for line in replayed.lines for text in line.texts)
    say("")
    tell(
        "Replayed at once from the rules kept with each line: the same amounts, to the cent. "
        "They rest on "
        + "; ".join(f"{text} ({count:,} lines)" for text, count in texts.most_common(5))
        + "."
    )


def _of(claim: Claim) -> Character:
    return next(one for one in CHARACTERS if one.siret == claim.siret)
