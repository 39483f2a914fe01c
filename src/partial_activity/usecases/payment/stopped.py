"""What is not paid because somebody of the service froze it."""

from collections.abc import Callable, Sequence

from partial_activity.domain.identifiers import Iban, Siret
from partial_activity.domain.office.freezes import Frozen
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.ports.unit_of_work import UnitOfWork

Stopped = Callable[[Siret, Iban], bool]
"""Whether a firm or an account is frozen."""


def not_stopped(uow: UnitOfWork, at_most: int) -> Sequence[PaymentLine]:
    """The next lines to send: those that are frozen, however many, keep no other waiting."""
    stopped, asked = stopped_now(uow), at_most
    while True:
        ordered = uow.payments.to_send(asked)
        lines = [one for one in ordered if not stopped(one.siret, one.iban)]
        if len(lines) >= at_most or len(ordered) < asked:
            return lines[:at_most]
        asked *= 2


def any_stopped(uow: UnitOfWork, lines: Sequence[PaymentLine]) -> bool:
    """Whether a line goes to a firm or an account that is frozen."""
    stopped = stopped_now(uow)
    return any(stopped(line.siret, line.iban) for line in lines)


def stopped_now(uow: UnitOfWork) -> Stopped:
    """What is frozen, read once for all that is to be paid."""
    held = {(one.what, one.key) for one in uow.freezes.held()}

    def stopped(siret: Siret, account: Iban) -> bool:
        return not held.isdisjoint(
            {
                (Frozen.ACCOUNT, account.text),
                (Frozen.FIRM, siret.digits),
                (Frozen.FIRM, siret.siren),
            }
        )

    return stopped
