"""What is not paid because somebody of the service froze it."""

from collections.abc import Callable, Sequence

from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Person
from partial_activity.ports.unit_of_work import UnitOfWork

Stopped = Callable[[Siret, Iban], bool]
"""Whether a firm or an account is frozen."""


def not_stopped(uow: UnitOfWork, at_most: int, actor: Person) -> Sequence[PaymentLine]:
    """The next lines to send: those that are stopped, however many, keep no other waiting.

    Nor do those of establishments to which the person belongs: somebody else lists them.
    """
    stopped, asked = stopped_now(uow), at_most
    own = {one.siret for one in uow.establishments.memberships_of(actor.id)}
    while True:
        ordered = uow.payments.to_send(asked)
        lines = [
            one for one in ordered if one.siret not in own and not stopped(one.siret, one.iban)
        ]
        if len(lines) >= at_most or len(ordered) < asked:
            return lines[:at_most]
        asked *= 2


def any_stopped(uow: UnitOfWork, lines: Sequence[PaymentLine]) -> bool:
    """Whether a line goes to a firm or an account that is frozen."""
    stopped = stopped_now(uow)
    return any(stopped(line.siret, line.iban) for line in lines)


def stopped_now(uow: UnitOfWork) -> Stopped:
    """What is frozen and who is suspended, read once for all that is to be paid.

    An administrator may suspend an establishment without freezing it: what was ordered for it
    before does not leave either.
    """
    held = {(one.what, one.key) for one in uow.freezes.held()}
    suspended = uow.establishments.suspended()

    def stopped(siret: Siret, account: Iban) -> bool:
        keys = {
            (Frozen.ACCOUNT, account.text),
            (Frozen.FIRM, siret.digits),
            (Frozen.FIRM, siret.siren),
        }
        return siret in suspended or not held.isdisjoint(keys)

    return stopped
