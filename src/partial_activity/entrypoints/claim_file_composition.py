"""What ``assess-file`` is made of: no settings, no database, none of their extras."""

from collections.abc import Iterator
from contextlib import contextmanager

from partial_activity.adapters.claim_file.file import ClaimFile, Line
from partial_activity.adapters.claim_file.ledger import SqliteLedger
from partial_activity.adapters.claim_file.reader import ClaimFileLines, FileFacts, Watch
from partial_activity.domain.law.book import Law
from partial_activity.ports.claim_files import RefusedLine
from partial_activity.usecases.claim.assess_file import AnsweredLine, assess_claim_file

Answers = Iterator[AnsweredLine[Line] | RefusedLine[Line]]


@contextmanager
def answers_of(file: ClaimFile, facts: FileFacts, law: Law, watch: Watch) -> Iterator[Answers]:
    """Each line of an open file, in its order, assessed or refused.

    Args:
        file: just opened.
        facts: what empty cells stand for, and the day of knowledge.
        law: the tables to read.
        watch: sees the lines pass, each time they are read.
    """
    with SqliteLedger() as ledger:
        source = ClaimFileLines.of(file, facts, watch)
        yield assess_claim_file(source, ledger, law, facts.known_on)
