"""A claim line as somebody may see it: the NIR only for those whose role has it (R. 5122-22)."""

from datetime import date

from attrs import frozen

from partial_activity.domain.assessment.cases import Days, EmployeeCategory
from partial_activity.domain.claim.claims import AssessedLine, ClaimLine
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.people.people import Action, Membership, Person, may


@frozen
class SeenLine:
    """A claim line, for one person's eyes; it holds nothing they may not see."""

    number: int
    nir: Nir | None
    """None: not for this person."""
    last_name: str
    first_name: str
    week: str
    first_day: date
    last_day: date
    contract_hours: Hours
    worked_hours: Hours
    assimilated_hours: Hours
    unworked_hours: Hours
    hourly_pay: HourlyPay | None
    category: EmployeeCategory
    share_of_minimum_wage: Share | None
    unworked_days: Days | None
    contract_number: str
    assessed: AssessedLine | None


def seen_line(line: ClaimLine, person: Person, membership: Membership | None) -> SeenLine:
    """The line as a person sees it, for the establishment of the membership."""
    assert line.span.last is not None
    return SeenLine(
        line.number,
        line.nir if may(person, Action.SEE_NIR, membership) else None,
        line.last_name,
        line.first_name,
        line.week,
        line.span.first,
        line.span.last,
        line.contract_hours,
        line.worked_hours,
        line.assimilated_hours,
        line.unworked_hours,
        line.hourly_pay,
        line.category,
        line.share_of_minimum_wage,
        line.unworked_days,
        line.contract_number,
        line.assessed,
    )
