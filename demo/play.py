"""The whole story, played on one database; and how it ends."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from demo import authorisations, claims, money, people
from demo.letters import subjects_by_address
from demo.people import CHARACTERS, register_lines
from demo.service import Service, open_service
from demo.telling import say, title
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.money import ZERO_EUROS, Euros
from partial_activity.domain.payment.payments import PaymentEvent, standing
from partial_activity.entrypoints.cli.claim_summary import grouped
from partial_activity.usecases.oversight.verification import verify_journal


@frozen
class ClaimEnd:
    """Where a claim stands, and what it came to."""

    state: ClaimState
    lines: int
    indemnity: Euros
    allowance: Euros
    paid: Euros


@frozen
class Ending:
    """All that must be alike on every database."""

    claims: Mapping[str, ClaimEnd]
    """By firm."""
    letters: Mapping[tuple[str, str], int]
    """By address and subject."""
    journal: Mapping[str, tuple[str, ...]]
    """What was done at each firm, in order."""
    waiting_letters: int


def play(folder: Path, database_url: str | None = None) -> Ending:
    """Play every scene on an empty database, and tell it on the terminal.

    Args:
        folder: for all the files, and the database where no other is named.
        database_url: another database.
    """
    service = open_service(folder, register_lines(), database_url)
    try:
        cast = people.come_in(service)
        decisions = authorisations.be_authorised(service, cast)
        drafts = claims.import_the_month(service, cast, decisions)
        claims.submit_and_decide(service, cast, drafts)
        money.pay(service, cast)
        return look_back(service)
    finally:
        service.composed.engine.dispose()


def look_back(service: Service) -> Ending:
    """Scene: what was kept and told; the journal is sealed and verified."""
    service.composed.seal()
    service.composed.anchor()
    ending = _ending(service)
    verified = verify_journal(context=service.context)
    assert not verified.faults, verified.faults
    title("What is left of it")
    for name, end in ending.claims.items():
        say(
            f"  {name:<24}{end.state.name.lower():<8}{grouped(end.paid):>15} euros paid for "
            f"{end.lines:,} lines"
        )
    say(
        f"  {sum(ending.letters.values())} letters sent, {ending.waiting_letters} waiting; "
        f"{verified.entries} journal entries in {verified.chains} chains, sealed, anchored and "
        "verified."
    )
    return ending


def _ending(service: Service) -> Ending:
    found: dict[str, ClaimEnd] = {}
    journal: dict[str, tuple[str, ...]] = {}
    with service.context.units.reading() as uow:
        for one in CHARACTERS:
            (claim,) = uow.claims.of(one.siret)
            totals = uow.claims.totals(one.siret, claim.id, claim.version)
            paid = ZERO_EUROS
            for line in uow.payments.lines(one.siret):
                if standing(uow.payments.records(one.siret, line.end_to_end_id)) is (
                    PaymentEvent.SETTLED
                ):
                    paid += line.amount
            found[one.name] = ClaimEnd(
                claim.state, totals.lines, totals.indemnity, totals.allowance, paid
            )
            journal[one.name] = tuple(
                f"{entry.action} {entry.subject}" for entry in uow.journal.entries(str(one.siret))
            )
        waiting = uow.outbox.waiting()
    return Ending(found, subjects_by_address(service.letters_folder), journal, waiting)
