"""The desk of who signs second: what waits for a visa, what it shows, given or refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from partial_activity.domain.errors import Conflict
from partial_activity.domain.free_text import check_words
from partial_activity.domain.office.visas import SIGNERS, Answer, Signed, Visa, VisaState
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.domain.people.sessions import Proof
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require, require_apart, require_proof
from partial_activity.usecases.asking import note_visa
from partial_activity.usecases.context import Context
from partial_activity.usecases.payment.again import order_signed_again
from partial_activity.usecases.payment.runs import (
    has_signed,
    require_another,
    require_no_party,
    shown_of,
    waiting_lines,
)
from partial_activity.usecases.payment.weighed import let_be_ordered

WAITING = 200
ANSWERED = 50


@frozen
class VisaSeen:
    """A visa, and who is named in it."""

    visa: Visa
    state: VisaState
    names: Mapping[str, str]
    """Of the people of the service in it, by id."""
    signs: bool
    """Whether who looks may sign it: it is their duty, and they did not ask for it."""

    def name(self, person_id: str) -> str:
        """A person's name, or their id where they are nobody's any more."""
        return self.names.get(person_id, person_id)


@frozen
class VisaDesk:
    """What waits, and what was answered last."""

    waiting: Sequence[VisaSeen]
    """The first asked first."""
    answered: Sequence[VisaSeen]
    """The last first."""


def visa_desk(*, actor: Person, context: Context) -> VisaDesk:
    """What waits for a visa and what was answered, of what somebody's duty is about.

    Raises:
        NotAllowed: the person has no part in it.
    """
    _require_reader(actor)
    now = context.clock.now()
    with context.units.reading() as uow:
        waiting = uow.visas.waiting(now, WAITING)
        answered = uow.visas.answered(ANSWERED)
        names = _names(uow)
        return VisaDesk(
            [_seen(uow, one, names, actor, now) for one in waiting if _theirs(actor, one)],
            [_seen(uow, one, names, actor, now) for one in answered if _theirs(actor, one)],
        )


def see_visa(visa_id: str, *, actor: Person, context: Context) -> VisaSeen:
    """A visa with all that it shows.

    Raises:
        NotAllowed: it is not the person's to see.
        NotFound: there is none.
    """
    _require_reader(actor)
    with context.units.reading() as uow:
        visa = uow.visas.get(visa_id)
        _require_signer(actor, visa.what, reads=True)
        return _seen(uow, visa, _names(uow), actor, context.clock.now())


def give_visa(
    visa_id: str,
    digest: str,
    *,
    actor: Person,
    context: Context,
    proof: Proof,
    reason: str = "",
) -> Visa:
    """Sign what somebody else asked for; what it asked for happens with it, or may from then on.

    Args:
        visa_id: which one.
        digest: of what the person was shown (``Visa.digest``).
        actor: who signs.
        context: where it is kept.
        proof: that they are there.
        reason: what they add, if anything.

    Raises:
        NotFound: there is none.
        NotAllowed: it is not the person's duty, they asked for it or are a party to it; or it does
            not wait any more, or what it asks for cannot be done now.
        InvalidValue: they were shown something else (``other_content``).
        Conflict: somebody else answered it, or changed what it is about.
        Altered: what it is about is not what the journal says was written.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    return _answer(Answer.GIVEN, visa_id, digest, reason, actor=actor, context=context, proof=proof)


def refuse_visa(
    visa_id: str, digest: str, reason: str, *, actor: Person, context: Context, proof: Proof
) -> Visa:
    """Refuse to sign, and say why: what was asked for does not happen.

    Raises:
        NotFound: there is none.
        NotAllowed: it is not the person's duty, or they asked for it; or it does not wait.
        InvalidValue: they were shown something else (``other_content``), or give no reason.
        Conflict: somebody else answered it.
        ProofNeeded: the person has not shown a moment ago that they are there.
    """
    return _answer(
        Answer.REFUSED, visa_id, digest, reason, actor=actor, context=context, proof=proof
    )


def _answer(
    answer: Answer,
    visa_id: str,
    digest: str,
    reason: str,
    *,
    actor: Person,
    context: Context,
    proof: Proof,
) -> Visa:
    _require_reader(actor)
    require_proof(proof)
    check_words(reason, "reason")
    now = context.clock.now()
    with context.units() as uow:
        visa = uow.visas.get(visa_id)
        _require_signer(actor, visa.what)
        if visa.siret is not None:
            require_apart(uow, actor, visa.siret)
        answered = visa.answered(answer, actor.id, digest, now, reason)
        uow.visas.save(answered)
        note_visa(uow, answered, f"visa.{answer.value}", actor.id, now)
        if answer is Answer.GIVEN:
            _ACTS[visa.what](uow, answered, actor, now)
        uow.commit()
    return answered


def _run(uow: UnitOfWork, visa: Visa, actor: Person, now: datetime) -> None:  # noqa: ARG001  as others
    """Nothing moves: the next run hands the file over. It is the very list, and theirs it is not.

    Raises:
        Conflict: the list is not what was shown.
    """
    lines = waiting_lines(uow, visa.key)
    require_no_party(uow, actor, lines)
    require_another(uow, actor, visa)
    if {**visa.shown, **shown_of(lines)} != visa.shown:
        raise Conflict("visa", visa.id)


_ACTS: Mapping[Signed, Callable[[UnitOfWork, Visa, Person, datetime], object]] = {
    Signed.RUN: _run,
    Signed.ABOVE_LIMIT: _run,
    Signed.PAY_AGAIN: order_signed_again,
    Signed.PAYMENT: let_be_ordered,
}
"""What comes of a signature, in its unit of work."""


def _require_reader(actor: Person) -> None:
    if not may(actor, Action.READ_JOURNAL) and not any(
        may(actor, action) for actions in SIGNERS.values() for action in actions
    ):
        require(actor, Action.RUN_PAYMENTS)


def _theirs(actor: Person, visa: Visa) -> bool:
    return may(actor, Action.READ_JOURNAL) or _may_sign(actor, visa.what)


def _may_sign(actor: Person, what: Signed) -> bool:
    return any(may(actor, action) for action in SIGNERS[what])


def _require_signer(actor: Person, what: Signed, *, reads: bool = False) -> None:
    if not _may_sign(actor, what) and not (reads and may(actor, Action.READ_JOURNAL)):
        require(actor, min(SIGNERS[what], key=lambda action: action.value))


def _names(uow: UnitOfWork) -> Mapping[str, str]:
    return {one.id: one.name for one in uow.people.of_service()}


def _seen(
    uow: UnitOfWork, visa: Visa, names: Mapping[str, str], actor: Person, now: datetime
) -> VisaSeen:
    state = visa.state(now)
    theirs = actor.id != visa.asked_by and _may_sign(actor, visa.what)
    signs = state is VisaState.WAITS and theirs and not has_signed(uow, actor, visa)
    return VisaSeen(visa, state, names, signs)
