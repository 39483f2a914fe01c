# ruff: noqa: RUF009  what stands for a missing port never changes
"""The context of a use case: every port it may need, handed on as one value."""

from datetime import timedelta
from typing import Any, NoReturn

from attrs import frozen

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import Law
from partial_activity.domain.payment.weighing import PaymentLimits
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.anchors import Anchors
from partial_activity.ports.bank import Bank, ReadAnswers
from partial_activity.ports.claim_files import ClaimFiles
from partial_activity.ports.clock import Clock, Ids
from partial_activity.ports.documents import DocumentWriter
from partial_activity.ports.file_store import FileStore
from partial_activity.ports.letters import Letters
from partial_activity.ports.links import Links
from partial_activity.ports.outbox import Mailer
from partial_activity.ports.registers import CompanyRegister, InsolvencyRegister, SeatRegister
from partial_activity.ports.scanner import Scanner
from partial_activity.ports.screening_facts import ScreeningFacts
from partial_activity.ports.security_keys import KeyChecker
from partial_activity.ports.statements import ReadStatements
from partial_activity.ports.unit_of_work import UnitsOfWork


class PortMissing(Exception):
    """A use case needs a port that its context was not given: a fault of who made the context.

    Attributes:
        port: name of the port, as ``Context`` takes it.
    """

    def __init__(self, port: str) -> None:
        super().__init__(f"this needs a port that the context lacks: Context({port}=…)")
        self.port = port


class _Missing:
    """Stands where no port was given; whatever is asked of it says which one is missing."""

    def __init__(self, port: str) -> None:
        self._port = port

    def __call__(self, *_: object) -> NoReturn:
        raise PortMissing(self._port)

    def __getattr__(self, name: str) -> NoReturn:
        raise PortMissing(self._port)


def _missing(port: str) -> Any:  # noqa: ANN401  the type of the port it stands for
    return _Missing(port)


@frozen(eq=False, kw_only=True, repr=False)
class Context:
    """Every port that a use case may need.

    Give those that your use cases ask for, and leave the others out: a use case that asks for one
    of those raises ``PortMissing``, which names it. ``attrs.evolve`` gives the same context with
    another port.
    """

    units: UnitsOfWork = _missing("units")
    clock: Clock = _missing("clock")
    ids: Ids = _missing("ids")
    anchors: Anchors = _missing("anchors")
    """The place where it is noted how far the journal has come."""
    law: Law = FRENCH_LAW
    links: Links = _missing("links")
    security_keys: KeyChecker = _missing("security_keys")
    """The checker of security keys. Without it nobody has one, and a link alone shows that somebody
    is there."""
    register: CompanyRegister = _missing("register")
    seats: SeatRegister = _missing("seats")
    """The addresses of firms. Without them no letter goes to a firm, and an officer looks at each
    who asks to be proven."""
    insolvencies: InsolvencyRegister = _missing("insolvencies")
    files: FileStore = _missing("files")
    """Attachments of requests."""
    scanner: Scanner = _missing("scanner")
    """Without it attachments are given out as they came."""
    claim_files: ClaimFiles = _missing("claim_files")
    facts: ScreeningFacts = _missing("facts")
    """The source of the facts by which claims are screened."""
    policy: ScreeningPolicy = _missing("policy")
    """What screening started with; ``policy_in_force`` tells what an administrator made of it."""
    cooling_off: timedelta = timedelta(days=3)
    """How long nothing is paid on an account that replaces another, for somebody to object."""
    payment_limits: PaymentLimits = PaymentLimits()
    """Sums above which a person looks before anything is ordered or written."""
    letters: Letters = _missing("letters")
    mailer: Mailer = _missing("mailer")
    documents: DocumentWriter = _missing("documents")
    bank: Bank = _missing("bank")
    read_answers: ReadAnswers = _missing("read_answers")
    read_statements: ReadStatements = _missing("read_statements")

    def has(self, port: str) -> bool:
        """Whether a port was given, for a page that offers what needs it: ``has("bank")``."""
        return not isinstance(getattr(self, port), _Missing)
