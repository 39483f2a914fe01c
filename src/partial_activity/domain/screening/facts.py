"""The facts of one claim that its checks look at, gathered beforehand for a whole set of claims."""

from collections.abc import Collection, Mapping
from datetime import date

from attrs import Factory

from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.values import frozen

_A_FIFTH = Share.parse("0.20")
_HALF = Share.parse("0.50")
_A_TENTH = Share.parse("0.10")
_LARGE = Euros(50_000_00)
_A_DAY = Hours(7_00)


@frozen
class Tolerances:
    """The points from which something is worth a look: ours, not the law's, and configured."""

    pay_jump: Share = _A_FIFTH
    """Change of an hourly pay since the last month claimed."""
    minimum_wages: int = 10
    """Times the minimum wage: above them an hourly pay may be that of a month."""
    lines_over_cap: Share = _HALF
    """Part of the lines paid above the cap."""
    iban_days: int = 60
    """Days for which a new bank account is new."""
    account_days: int = 30
    """Days for which an establishment's account is fresh."""
    large_sum: Euros = _LARGE
    payroll: Share = _A_TENTH
    """The difference with payroll that is far, as a share of the hours claimed for an employee."""
    payroll_hours: Hours = _A_DAY
    """Difference that is never far, whatever the share."""


@frozen(eq=False)
class ClaimFacts:
    """All that is known of one claim."""

    claim: Claim
    """The claim, with its lines assessed."""
    decision: Decision
    request: AuthorisationRequest
    """The version that was decided."""
    requested_on: date
    """Legal day of the request."""
    filed_on: date
    """Legal day on which the claim was submitted."""
    law: Law
    account_created_on: date
    addresses: tuple[EmailAddress, ...] = ()
    """The addresses of who filed, and of the principal contact."""
    disposable_domains: Collection[str] = frozenset()
    """The domains known to hand out addresses for a few minutes."""
    registered: RegisteredEstablishment | None = None
    """The establishment as registered; None: it is not in the register."""
    insolvency: str | None = None
    """Kind of the proceedings open on the day of filing."""
    other_lines: tuple[ClaimLine, ...] = ()
    """Lines of the same employees, in the whole weeks of the claim, in other claims of the firm."""
    elsewhere: tuple[tuple[Nir, Siret, date, date], ...] = ()
    """Days that overlap, claimed by other establishments."""
    hours_in_year: Mapping[Nir, Hours] = Factory(dict)
    """Hours of other claims of the calendar year."""
    hours_in_year_motive_4: Mapping[Nir, Hours] = Factory(dict)
    hours_under_decision: Hours = ZERO_HOURS
    """Hours of other claims under the same decision."""
    last_pays: Mapping[Nir, HourlyPay] = Factory(dict)
    ibans_since: tuple[tuple[Iban, date], ...] = ()
    """Accounts the establishment named in its requests, each with its first day, in order."""
    other_sirens: tuple[str, ...] = ()
    """Other firms with the same account, in order."""
    declared_hours: Mapping[Nir, Hours] | None = None
    """Hours that payroll declares for the month; None: payroll was not asked."""
    tolerances: Tolerances = Factory(Tolerances)

    @property
    def known_on(self) -> date:
        """Law as known on that day: that of the assessment, or of the filing before it."""
        return self.claim.known_on or self.filed_on

    @property
    def nirs(self) -> tuple[Nir, ...]:
        """The employees, each once, in the order of the lines."""
        return tuple(dict.fromkeys(line.nir for line in self.claim.lines))
