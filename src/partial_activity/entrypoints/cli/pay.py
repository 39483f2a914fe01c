"""``partial-activity pay``: the payment run, and what the bank answers."""

from gettext import gettext as _
from pathlib import Path

import click

from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.formatting import counted, euros
from partial_activity.entrypoints.cli.options import config_option, opened, operator
from partial_activity.entrypoints.cli.progress import waiting
from partial_activity.entrypoints.composition import Service
from partial_activity.entrypoints.language import told as told_of
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
    with waiting(_("Ordering the payments")):
        ordered = order_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    told = _("{ordered}, {amount}; {nothing_due}, {recoveries} to recover from.").format(
        ordered=counted(ordered.lines, "{count} payment ordered", "{count} payments ordered"),
        amount=euros(ordered.amount),
        nothing_due=counted(
            ordered.nothing_due,
            "{count} claim with nothing more due",
            "{count} claims with nothing more due",
        ),
        recoveries=ordered.recoveries,
    )
    click.echo(told, err=True)
    for held in ordered.held:
        told = _("not ordered: {siret} {claim} version {version}, {why}").format(
            siret=held.siret, claim=held.claim_id, version=held.version, why=_(held.why.value)
        )
        click.echo(told, err=True)
    with waiting(_("Writing the files")):
        sent = send_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    told = _("{payments} in files, {amount}.").format(
        payments=counted(sent.lines, "{count} payment", "{count} payments"),
        amount=euros(sent.amount),
    )
    click.echo(told, err=True)
    for reference in sent.stopped:
        told = _("stopped: {file} is frozen, or pays what is stopped").format(file=reference)
        click.echo(told, err=True)
    for reference in sent.unsigned:
        click.echo(_("to be signed by somebody else: {file}").format(file=reference), err=True)
    for reference in sent.files:
        click.echo(str(bank.path_of(reference)))
        click.echo(f"SHA-256 {in_groups(fingerprint(bank.content(reference)))}", err=True)


def _hand_over(service: Service, paths: tuple[Path, ...]) -> None:
    actor = operator(service, Role.PAYING_AGENT)
    for path in paths:
        gone = fingerprint(path.read_bytes())
        new = hand_over(path.stem, gone, actor=actor, context=service.context, proof=Proof.FRESH)
        when = _("handed over") if new else _("handed over before")
        told = _("{file}: {when}, SHA-256 {digest}").format(
            file=path.stem, when=when, digest=in_groups(gone)
        )
        click.echo(told, err=True)


def _follow(service: Service, paths: tuple[Path, ...]) -> None:
    actor, answered = operator(service, Role.PAYING_AGENT), Answered()
    for path in paths:
        try:
            followed = follow_document(path.read_bytes(), actor=actor, context=service.context)
        except UnreadableAnswers as error:
            msg = _("{where}: {why}").format(where=path, why=told_of(error))
            raise click.ClickException(msg) from error
        answered += followed.answered
        _tell_returns(path, followed)
    told = _(
        "{paid} paid, {rejected} rejected, {returned} sent back, {repeated} told before."
    ).format(
        paid=answered.settled,
        rejected=answered.rejected,
        returned=answered.returned,
        repeated=answered.repeated,
    )
    click.echo(told, err=True)
    for code, count in sorted(answered.on_their_way.items()):
        status = code or _("no status")
        told = _("{count} on their way ({status})").format(count=count, status=status)
        click.echo(told, err=True)
    for unmatched in answered.unmatched:
        said = unmatched.answer
        told = _("not followed: {line} {code} {reason} {told}: {why}").format(
            line=said.end_to_end_id or said.file,
            code=said.code,
            reason=said.reason,
            told=said.told,
            why=_(unmatched.why.value),
        )
        click.echo(told, err=True)
    if answered.unmatched:
        raise click.exceptions.Exit(1)


def _tell_returns(path: Path, followed: Followed) -> None:
    """What a statement tells beside our payments: for a person to look at on the pages."""
    if followed.others:
        told = counted(
            followed.others,
            "{count} movement of nothing of ours",
            "{count} movements of nothing of ours",
        )
        click.echo(_("{where}: {why}").format(where=path, why=told), err=True)
    for one in followed.proposals:
        known = ", ".join(line.end_to_end_id for line in one.candidates)
        told = _(
            "{file}: {amount} came back without a reference ({movement}); it may be: {candidates}"
        ).format(
            file=path,
            amount=euros(one.movement.amount),
            movement=one.movement.reference,
            candidates=known or _("none is known"),
        )
        click.echo(told, err=True)
