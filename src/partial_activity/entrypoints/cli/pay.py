"""``partial-activity pay``: the payment run, and what the bank answers."""

from pathlib import Path

import click

from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.formatting import counted, euros
from partial_activity.entrypoints.cli.options import config_option, opened, operator
from partial_activity.entrypoints.composition import Service
from partial_activity.ports.bank import UnreadableAnswers
from partial_activity.usecases.payment.answers import Answered
from partial_activity.usecases.payment.hand_over import fingerprint, hand_over, in_groups
from partial_activity.usecases.payment.payments import order_payments, send_payments
from partial_activity.usecases.payment.statements import Followed, follow_document


@click.command()
@click.option(
    "--answers",
    "answers",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Do not pay: read what the bank gives back (pain.002; camt.053 and camt.054 where "
    "statements are read). May be given again.",
)
@click.option(
    "--handed-over",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Do not pay: this file has gone to the bank, as it is here. May be given again.",
)
@config_option
def pay(answers: tuple[Path, ...], files: tuple[Path, ...], config: Path | None) -> None:
    """Order what validated claims are worth, and write the files a second person has signed.

    The names of the files go to stdout, what tells them from others (SHA-256) to stderr. Run again,
    it pays nothing twice. When a file has gone to the bank, say so (--handed-over): answers to it
    are followed from then on. Exit status 1 when an answer of the bank was not followed.
    """
    with opened(config) as service:
        if files:
            _hand_over(service, files)
        if answers:
            _follow(service, answers)
        if files or answers:
            return
        _run(service)


def _run(service: Service) -> None:
    bank, actor = service.bank(), operator(service, Role.PAYING_AGENT)
    bank.ready()
    ordered = order_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    click.echo(
        f"{ordered.lines} payments ordered, {ordered.amount} euros; {ordered.nothing_due} claims "
        f"with nothing more due, {ordered.recoveries} to recover from.",
        err=True,
    )
    for held in ordered.held:
        click.echo(
            f"not ordered: {held.siret} {held.claim_id} version {held.version}, {held.why.value}",
            err=True,
        )
    sent = send_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    click.echo(f"{counted(sent.lines, 'payment')} in files, {euros(sent.amount)}.", err=True)
    for reference in sent.stopped:
        click.echo(f"stopped: {reference} is frozen, or pays what is stopped", err=True)
    for reference in sent.unsigned:
        click.echo(f"to be signed by somebody else: {reference}", err=True)
    for reference in sent.files:
        click.echo(str(bank.path_of(reference)))
        click.echo(f"SHA-256 {in_groups(fingerprint(bank.content(reference)))}", err=True)


def _hand_over(service: Service, paths: tuple[Path, ...]) -> None:
    actor = operator(service, Role.PAYING_AGENT)
    for path in paths:
        gone = fingerprint(path.read_bytes())
        new = hand_over(path.stem, gone, actor=actor, context=service.context, proof=Proof.FRESH)
        told = "handed over" if new else "handed over before"
        click.echo(f"{path.stem}: {told}, SHA-256 {in_groups(gone)}", err=True)


def _follow(service: Service, paths: tuple[Path, ...]) -> None:
    actor, answered = operator(service, Role.PAYING_AGENT), Answered()
    for path in paths:
        try:
            followed = follow_document(path.read_bytes(), actor=actor, context=service.context)
        except UnreadableAnswers as error:
            msg = f"{path}: {error}"
            raise click.ClickException(msg) from error
        answered += followed.answered
        _tell_returns(path, followed)
    click.echo(
        f"{answered.settled} paid, {answered.rejected} rejected, {answered.returned} sent back, "
        f"{answered.repeated} told before.",
        err=True,
    )
    for code, count in sorted(answered.on_their_way.items()):
        click.echo(f"{count} on their way ({code or 'no status'})", err=True)
    for unmatched in answered.unmatched:
        said = unmatched.answer
        click.echo(
            f"not followed: {said.end_to_end_id or said.file} {said.code} {said.reason} "
            f"{said.told}: {unmatched.why.value}",
            err=True,
        )
    if answered.unmatched:
        raise click.exceptions.Exit(1)


def _tell_returns(path: Path, followed: Followed) -> None:
    """What a statement tells beside our payments: for a person to look at on the pages."""
    if followed.others:
        told = counted(followed.others, "movement")
        click.echo(f"{path}: {told} of nothing of ours", err=True)
    for one in followed.proposals:
        candidates = ", ".join(line.end_to_end_id for line in one.candidates) or "none is known"
        click.echo(
            f"{path}: {euros(one.movement.amount)} came back without a reference "
            f"({one.movement.reference}); it may be: {candidates}",
            err=True,
        )
