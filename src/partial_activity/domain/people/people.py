"""People, establishments, and who may do what."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from partial_activity.domain.errors import NotAllowed
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.values import Choice, frozen


class Role(Choice):
    """What a person is, for an establishment or for the service."""

    CONTACT = "contact"
    """A contact of the employer; one of them is the principal."""
    DECLARANT = "declarant"
    """Files for the employer: an accountant, a payroll office."""
    OFFICER = "officer"
    """An officer of the authority (DDETS), who decides and never sees the NIR (R. 5122-22)."""
    PAYING_AGENT = "paying_agent"
    """A paying agent, of the paying agency (ASP)."""
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


OF_SERVICE = (Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR)
"""Roles an administrator gives; the others belong to an establishment."""


class Action(Choice):
    """What the service lets somebody do or see."""

    SEE_ESTABLISHMENT = "see_establishment"
    MANAGE_MEMBERS = "manage_members"
    FILE_REQUEST = "file_request"
    SEE_FILED = "see_filed"
    """What others of the establishment filed, and who they are."""
    FILE_CLAIM = "file_claim"
    """Open it and fill it in."""
    SUBMIT_CLAIM = "submit_claim"
    CHANGE_ACCOUNT = "change_account"
    """The person may change the bank account: where the allowance goes."""
    SEE_NIR = "see_nir"
    DECIDE = "decide"
    RUN_PAYMENTS = "run_payments"
    SEE_PAYMENTS = "see_payments"
    READ_JOURNAL = "read_journal"
    SEE_FIGURES = "see_figures"
    """Counts and sums over all establishments, about nobody."""
    ADMINISTER = "administer"


ALLOWED: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.CONTACT: frozenset(
            {
                Action.SEE_ESTABLISHMENT,
                Action.MANAGE_MEMBERS,
                Action.SEE_FILED,
                Action.FILE_REQUEST,
                Action.FILE_CLAIM,
                Action.SUBMIT_CLAIM,
                Action.CHANGE_ACCOUNT,
                Action.SEE_NIR,
                Action.SEE_PAYMENTS,
            }
        ),
        Role.DECLARANT: frozenset(
            {
                Action.SEE_ESTABLISHMENT,
                Action.SEE_FILED,
                Action.FILE_REQUEST,
                Action.FILE_CLAIM,
                Action.SUBMIT_CLAIM,
                Action.SEE_NIR,
                Action.SEE_PAYMENTS,
            }
        ),
        Role.OFFICER: frozenset(
            {Action.SEE_ESTABLISHMENT, Action.SEE_FILED, Action.DECIDE, Action.SEE_FIGURES}
        ),
        Role.PAYING_AGENT: frozenset(
            {
                Action.SEE_ESTABLISHMENT,
                Action.SEE_FILED,
                Action.RUN_PAYMENTS,
                Action.SEE_PAYMENTS,
                Action.SEE_FIGURES,
            }
        ),
        Role.AUDITOR: frozenset(
            {
                Action.SEE_ESTABLISHMENT,
                Action.SEE_FILED,
                Action.SEE_PAYMENTS,
                Action.READ_JOURNAL,
                Action.SEE_FIGURES,
            }
        ),
        Role.ADMINISTRATOR: frozenset(
            {
                Action.SEE_ESTABLISHMENT,
                Action.SEE_FILED,
                Action.ADMINISTER,
                Action.SEE_FIGURES,
            }
        ),
    }
)
"""Who may see and do what; contacts and declarants only for establishments they are members of."""


BEFORE_PROOF = frozenset(
    {Action.SEE_ESTABLISHMENT, Action.FILE_REQUEST, Action.FILE_CLAIM, Action.SEE_NIR}
)
"""What a member may do who is not proven: file requests, whose delays run (R. 5122-3, -4, -26), and
prepare claims; of the establishment they see what they filed themselves."""


class AccountState(Choice):
    """The state of a person, of an establishment's account, or of a membership."""

    PENDING = "pending"
    ACTIVE = "active"
    """Confirmed: able to file, at once."""
    SUSPENDED = "suspended"


ACCOUNT_STEPS: Mapping[AccountState, frozenset[AccountState]] = MappingProxyType(
    {
        AccountState.PENDING: frozenset({AccountState.ACTIVE, AccountState.SUSPENDED}),
        AccountState.ACTIVE: frozenset({AccountState.SUSPENDED}),
        AccountState.SUSPENDED: frozenset({AccountState.ACTIVE}),
    }
)


def next_state(what: str, now: AccountState, asked: AccountState) -> AccountState:
    """The state asked for, where it may follow.

    Raises:
        NotAllowed: the table of steps has no such step.
    """
    if asked not in ACCOUNT_STEPS[now]:
        raise NotAllowed(what, now.value, asked.value)
    return asked


@frozen
class Person:
    """Somebody with an account, known by a confirmed e-mail address."""

    id: str
    email: EmailAddress
    name: str
    language: str
    """``fr`` or ``en``."""
    state: AccountState
    created_at: datetime
    service_role: Role | None = None
    """Officer, paying agent, auditor or administrator; None for employers and declarants."""
    revision: int = 0

    def moved_to(self, state: AccountState) -> "Person":
        """The person in the next state; active once the address has answered.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        return attrs.evolve(self, state=next_state("person", self.state, state))


@frozen
class Establishment:
    """An establishment that has an account."""

    siret: Siret
    name: str
    state: AccountState
    created_at: datetime
    workforce: int | None = None
    """Declared; the register gives a band only."""
    revision: int = 0

    @property
    def called(self) -> str:
        """Its name; its SIRET in groups, where the register has no name and the SIRET is kept."""
        siret = str(self.siret)
        if self.name not in ("", siret):
            return self.name
        return f"SIRET {siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"

    def moved_to(self, state: AccountState) -> "Establishment":
        """The establishment in its next state.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        return attrs.evolve(self, state=next_state("establishment", self.state, state))


@frozen
class Membership:
    """A person's place in an establishment."""

    siret: Siret
    person_id: str
    role: Role
    principal: bool
    state: AccountState
    since: datetime
    proven: bool = False
    """They showed that they speak for the firm, or somebody who did has let them in."""
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        if self.role not in (Role.CONTACT, Role.DECLARANT):
            msg = f"{self.role.value} is a role of the service, not of an establishment"
            raise ValueError(msg)
        if self.principal and self.role is not Role.CONTACT:
            msg = "the principal speaks for the employer: a contact, never a declarant"
            raise ValueError(msg)

    def moved_to(self, state: AccountState) -> "Membership":
        """The membership in its next state; a place taken away is no proof any more.

        Raises:
            NotAllowed: the table of steps has no such step.
        """
        moved = attrs.evolve(self, state=next_state("membership", self.state, state))
        return attrs.evolve(moved, proven=moved.proven and state is AccountState.ACTIVE)

    @property
    def speaks(self) -> bool:
        """Whether they speak for the firm."""
        return self.proven and self.state is AccountState.ACTIVE

    def set_back(self) -> "Membership":
        """The membership of somebody who asks again: another has proven to speak for the firm."""
        return attrs.evolve(self, state=AccountState.PENDING, principal=False)


def may(person: Person, action: Action, membership: Membership | None = None) -> bool:
    """Whether a person may do something, for the establishment of the membership if given.

    Somebody of the service is nobody's member, whatever was written down.
    """
    if person.state is not AccountState.ACTIVE:
        return False
    if person.service_role is not None:
        return action in ALLOWED[person.service_role]
    return (
        membership is not None
        and membership.person_id == person.id
        and membership.state is AccountState.ACTIVE
        and action in ALLOWED[membership.role]
        and (membership.proven or action in BEFORE_PROOF)
    )
