"""What every adapter of a port must do: take a suite, give it your adapter, run pytest.

A store of your own is held to all promises of a unit of work in three lines::

    class TestMyStore(UnitOfWorkContract):
        @pytest.fixture
        def units(self) -> UnitsOfWork:
            return MyUnitsOfWork()  # an empty one, for each test
"""

# ruff: noqa: E402  pytest must know of the suites before they are imported, to explain a failure
import pkgutil

import pytest

pytest.register_assert_rewrite(*(f"{__name__}.{at.name}" for at in pkgutil.iter_modules(__path__)))

from partial_activity.testing.contracts.answers import AnswerContract
from partial_activity.testing.contracts.at_once import AtOnceContract
from partial_activity.testing.contracts.claim_files import ClaimFilesContract
from partial_activity.testing.contracts.claims import ClaimContract
from partial_activity.testing.contracts.claims_of_employees import EmployeeContract
from partial_activity.testing.contracts.clock import ClockContract, IdsContract
from partial_activity.testing.contracts.documents import DocumentContract
from partial_activity.testing.contracts.every_change import EveryChangeContract
from partial_activity.testing.contracts.figures import FiguresContract
from partial_activity.testing.contracts.files import FileStoreContract
from partial_activity.testing.contracts.freezes import FreezeContract
from partial_activity.testing.contracts.identities import IdentityContract
from partial_activity.testing.contracts.journal import JournalContract
from partial_activity.testing.contracts.mailers import (
    LettersContract,
    MailerContract,
    RefusalContract,
)
from partial_activity.testing.contracts.office import OfficeContract
from partial_activity.testing.contracts.outages import OddValuesContract, OutageContract
from partial_activity.testing.contracts.outbox import OutboxContract
from partial_activity.testing.contracts.payments import PaymentContract
from partial_activity.testing.contracts.people import PeopleContract
from partial_activity.testing.contracts.policies import PolicyContract
from partial_activity.testing.contracts.proofs import ProofContract
from partial_activity.testing.contracts.requests import RequestContract
from partial_activity.testing.contracts.security_keys import SecurityKeyContract
from partial_activity.testing.contracts.sessions import SessionContract
from partial_activity.testing.contracts.tokens import TokenContract
from partial_activity.testing.contracts.units import AtomicityContract
from partial_activity.testing.contracts.uploads import UploadContract
from partial_activity.testing.contracts.visas import VisaContract

__all__ = [
    "AnswerContract",
    "AtOnceContract",
    "AtomicityContract",
    "ClaimContract",
    "ClaimFilesContract",
    "ClockContract",
    "DocumentContract",
    "EmployeeContract",
    "EveryChangeContract",
    "FiguresContract",
    "FileStoreContract",
    "FreezeContract",
    "IdentityContract",
    "IdsContract",
    "JournalContract",
    "LettersContract",
    "MailerContract",
    "OddValuesContract",
    "OfficeContract",
    "OutageContract",
    "OutboxContract",
    "PaymentContract",
    "PeopleContract",
    "PolicyContract",
    "ProofContract",
    "RefusalContract",
    "RequestContract",
    "SecurityKeyContract",
    "SessionContract",
    "TokenContract",
    "UnitOfWorkContract",
    "UploadContract",
    "VisaContract",
]


class UnitOfWorkContract(
    AtomicityContract,
    EveryChangeContract,
    AtOnceContract,
    OddValuesContract,
    PeopleContract,
    FreezeContract,
    VisaContract,
    ProofContract,
    SessionContract,
    IdentityContract,
    SecurityKeyContract,
    TokenContract,
    AnswerContract,
    RequestContract,
    ClaimContract,
    EmployeeContract,
    UploadContract,
    DocumentContract,
    PaymentContract,
    OfficeContract,
    PolicyContract,
    FiguresContract,
    OutboxContract,
    JournalContract,
):
    """Every promise of a unit of work and of its stores."""
