"""What the tables of the procedure hold: motives, lists, lengths, limits, and ways of doing."""

import re
from datetime import date
from enum import Enum
from functools import partial
from typing import Generic, Self, TypeVar

from attrs import field

from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.dated import Unit
from partial_activity.domain.values import Choice, TextChoice, at_least, check_is, frozen
from partial_activity.domain.words import Words


class Motive(Choice):
    """Why the establishment reduces or stops its work (motif de recours, R. 5122-1).

    Covid-19 and the war in Ukraine are cases of the fifth, never motives of their own.
    """

    ECONOMIC = 1
    """La conjoncture économique."""
    SUPPLY = 2
    """Difficultés d'approvisionnement en matières premières ou en énergie."""
    DISASTER = 3
    """Sinistre ou intempéries de caractère exceptionnel."""
    RESTRUCTURING = 4
    """Transformation, restructuration ou modernisation de l'entreprise."""
    EXCEPTIONAL = 5
    """Toute autre circonstance de caractère exceptionnel."""


class ContentItem(TextChoice):
    """What an authorisation request holds (R. 5122-2 and R. 5122-26)."""

    MOTIVES = "motives"
    PERIOD = "period"
    """The foreseeable period of reduced activity."""
    EMPLOYEES = "employees"
    """The number of employees concerned."""
    BANK_DETAILS = "bank_details"
    OPINION = "opinion"
    """Avis du comité social et économique, where it must come with the request."""
    COMMITMENTS = "commitments"
    """Engagements, where employees were placed in the 36 months before."""


class RecoveryGround(TextChoice):
    """Why sums already paid may be asked back (reversement)."""

    COMMITMENTS = "commitments"
    """Engagements non respectés, without a legitimate reason."""
    OVERPAYMENT = "overpayment"
    """Trop-perçu."""
    CONDITIONS = "conditions"
    """Conditions mises à l'octroi non respectées."""
    DISMISSAL = "dismissal"
    """Licenciement économique of an employee whose job was to be kept (long-term schemes)."""
    HOURS_ABOVE_CAP = "hours_above_cap"
    """The unworked hours are more than the long-term scheme's maximum reduction."""


class Channel(TextChoice):
    """The way in which a request reaches the authority."""

    ANY_WITH_CERTAIN_DATE = "any_with_certain_date"
    """Par tout moyen conférant date certaine."""
    ONLINE = "online"
    """Par voie dématérialisée (R. 5122-26)."""


class OpinionDuty(TextChoice):
    """Who owes the opinion of the employees' representatives."""

    WITH_REPRESENTATIVES = "with_representatives"
    """Every firm that has elected representatives."""
    BY_WORKFORCE = "by_workforce"
    """Firms from a workforce on (``opinion.from_workforce``)."""


class EnergyEvidence(TextChoice):
    """What the ministry asks for when the cause is the price of energy."""

    LINK_WITH_WAR = "link_with_war"
    """A document that shows a direct or indirect link with the war in Ukraine."""
    ENERGY_COSTS = "energy_costs"
    """Gas and electricity of 3 % of turnover or more, and an operating surplus (EBE) that fell, both
    attested by a chartered accountant or an auditor."""


class AuthorisationStart(TextChoice):
    """The day from which a long-term authorisation runs."""

    AS_ASKED = "as_asked"
    DECISION_OR_MONTH_OF_REQUEST = "decision_or_month_of_request"
    """It runs from the decision, or on request from the first day of the month of the request."""


class ReductionBase(TextChoice):
    """The duration that the long-term schemes' maximum reduction bears on."""

    LEGAL = "legal"
    """The legal duration; that of the convention for day rates, equivalence, collective overtime."""
    LEGAL_OR_LOWER = "legal_or_lower"
    """The legal duration or, if lower, that of the collective agreement or of the contract."""


Member = TypeVar("Member", bound=Enum)


@frozen
class Several(Generic[Member]):
    """Some members of a list of the law, in the law's order."""

    members: tuple[Member, ...]

    def __contains__(self, member: object) -> bool:
        return member in self.members

    def __str__(self) -> str:
        return ", ".join(str(member.value) for member in self.members)


def several(kind: type[Member], text: str) -> Several[Member]:
    """Read ``"3, 5"``.

    Raises:
        ValueError: a name is not of the list.
    """
    named = {str(member.value): member for member in kind}
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in named]:
        msg = f"{unknown[0]!r} is none of {', '.join(named)}"
        raise ValueError(msg)
    return Several(tuple(named[name] for name in names))


def _unreadable(text: str, what: Words, example: str) -> InvalidValue:
    return InvalidValue(
        "unknown_value",
        "text",
        f"{text!r} is not {what.english} such as '{example}'",
        f"{text!r} n'est pas {what.french} comme « {example} »",
    )


@frozen
class UseInWindow:
    """The authorisation covers so many months, in a row or not, inside a window of months."""

    months: int = field(validator=at_least(1))
    window: int = field(validator=at_least(1))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"6 in 12"``.

        Raises:
            InvalidValue: not two numbers with "in" between.
        """
        check_is(text, str, "text")
        match = re.fullmatch(r"(\d+) in (\d+)", text, re.ASCII)
        if not match:
            raise _unreadable(text, Words("un usage", "a use in a window"), "6 in 12")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.months} in {self.window}"


@frozen
class AuthorisationLength:
    """The longest authorisation, and the longest use over a rolling window where there is one."""

    months: int = field(validator=at_least(1))
    use: UseInWindow | None = None
    """The use it may have over time; None: it may be renewed without such a limit."""
    motive_3_months: int | None = field(default=None, validator=at_least(1))
    """Longest authorisation after a disaster, which is outside the window; None: as for others."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"12"`` or ``"3 (6 in 12; motive 3: 6)"``.

        Raises:
            InvalidValue: neither of the two forms.
        """
        check_is(text, str, "text")
        match = re.fullmatch(r"(\d+)(?: \((\d+ in \d+); motive 3: (\d+)\))?", text, re.ASCII)
        if not match:
            example = "3 (6 in 12; motive 3: 6)"
            raise _unreadable(text, Words("une durée", "a length"), example)
        if match[2] is None:
            return cls(int(match[1]))
        return cls(int(match[1]), UseInWindow.parse(match[2]), int(match[3]))

    def __str__(self) -> str:
        if self.use is None:
            return str(self.months)
        return f"{self.months} ({self.use}; motive 3: {self.motive_3_months})"


@frozen
class TimeBar:
    """The last day to file a claim: some months after the authorised period, or fixed."""

    limit: int | date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"6 months"`` or ``"2021-06-30"``.

        Raises:
            InvalidValue: neither of the two forms.
        """
        check_is(text, str, "text")
        match = re.fullmatch(r"(\d+) months", text, re.ASCII)
        try:
            return cls(int(match[1]) if match else date.fromisoformat(text))
        except ValueError as error:
            raise _unreadable(text, Words("un délai", "a time-bar"), "6 months") from error

    def __str__(self) -> str:
        return f"{self.limit} months" if isinstance(self.limit, int) else self.limit.isoformat()


MOTIVES = Unit("motives", partial(several, Motive))
CONTENT = Unit("content", partial(several, ContentItem))
GROUNDS = Unit("grounds", partial(several, RecoveryGround))
CHANNEL = Unit("channel", Channel)
OPINION_DUTY = Unit("duty", OpinionDuty)
ENERGY_EVIDENCE = Unit("evidence", EnergyEvidence)
AUTHORISATION_START = Unit("start", AuthorisationStart)
REDUCTION_BASE = Unit("duration", ReductionBase)
AUTHORISATION_MONTHS = Unit("months", AuthorisationLength.parse)
USE_MONTHS = Unit("months", UseInWindow.parse)
TIME_BAR = Unit("time-bar", TimeBar.parse)
WHOLE_MONTHS = Unit("months", int)
YEARS = Unit("years", int)
EMPLOYEES = Unit("employees", int)
ESTABLISHMENTS = Unit("establishments", int)
FIRST_DAY = Unit("first day", date.fromisoformat)
LAST_DAY = Unit("last day", date.fromisoformat)
