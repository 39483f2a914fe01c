"""Claim files assessed as ``assess-file`` does it, for the tests that look at what comes out."""

from pathlib import Path

from partial_activity import FRENCH_LAW, Law, Scheme, Situation, Territory
from partial_activity.adapters.claim_file.file import Line, open_claim_file
from partial_activity.adapters.claim_file.ledger import SqliteLedger
from partial_activity.adapters.claim_file.reader import ClaimFileLines, FileFacts
from partial_activity.ports.claim_files import RefusedLine
from partial_activity.usecases.claim.assess_file import AnsweredLine, assess_claim_file

FACTS = FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL)
Good = AnsweredLine[Line]
Bad = RefusedLine[Line]
Answer = Good | Bad


def assess_path(path: Path, facts: FileFacts = FACTS, law: Law = FRENCH_LAW) -> list[Answer]:
    """Each line of a file, assessed or refused."""
    with open_claim_file(path, law=law) as file, SqliteLedger() as ledger:
        lines = ClaimFileLines.of(file, facts)
        return list(assess_claim_file(lines, ledger, law, facts.known_on))


def amounts(answer: Answer) -> tuple[str, ...]:
    """Hours and euros in the order of the result columns."""
    assert isinstance(answer, AnsweredLine), answer
    found = answer.amounts
    return (
        str(found.hours),
        str(found.hourly_indemnity),
        str(found.indemnity),
        str(found.hourly_allowance),
        str(found.allowance),
        str(found.remaining_cost),
    )


def warnings(answer: Answer) -> tuple[str, ...]:
    """Codes."""
    assert isinstance(answer, AnsweredLine), answer
    return answer.amounts.warnings


def faults(answer: Answer) -> list[tuple[str, str]]:
    """Columns and codes."""
    assert isinstance(answer, RefusedLine), answer
    return [(fault.column, fault.code) for fault in answer.faults]
