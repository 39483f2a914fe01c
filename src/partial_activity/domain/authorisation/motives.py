"""The motives for which employees may be placed (R.

5122-1, R. 5122-8), energy prices among them.
"""

from datetime import date

from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Checked, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import EnergyEvidence, Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen


@frozen
class Strike:
    """A collective dispute (grève) behind the fall of activity."""

    closure_days: int
    """Days for which the employer closed the firm or a service because of it; 0 if not closed."""
    in_the_establishment: bool
    """The dispute concerns the establishment of the employees to be placed."""
    authorised_by_minister: bool


@frozen
class EnergyCase:
    """What the ministry asks for when the price of energy is the cause."""

    evidence: EnergyEvidence | None
    """The evidence that energy prices need; None: nothing in particular is asked."""
    basis: Basis


def check_motive(
    motive: Motive, filed_on: date, *, law: Law, known_on: date | None, strike: Strike | None = None
) -> Checked:
    """Whether a motive opens a right on the day of the request.

    A strike in the establishment opens none (R. 5122-8), unless the employer closed for longer than
    the table's days and the minister authorised it.

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    refusals: list[Refusal] = []
    if motive not in read.need(law.request_motives, Category.GENERAL, filed_on):
        refusals.append(Refusal("motive_not_admitted", "R. 5122-1", {"motive": motive.value}))
    if strike is not None and strike.in_the_establishment:
        days = read.need(law.request_strike_closure_days, Category.GENERAL, filed_on)
        if strike.closure_days <= days or not strike.authorised_by_minister:
            refusals.append(Refusal("strike", "R. 5122-8", {"days": days}))
    return Checked(tuple(refusals), read.basis())


def energy_case(filed_on: date, *, law: Law, known_on: date | None) -> EnergyCase:
    """The evidence asked, beside motive 5, of an employer hit by the price of energy.

    Asked by the ministry's questions and answers, not by a text: the answer warns of it.
    """
    read = Consultation(law, known_on)
    evidence = read.maybe(law.request_energy_evidence, Category.GENERAL, filed_on)
    return EnergyCase(evidence, read.basis())
