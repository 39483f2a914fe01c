"""A claim line as somebody may see it: the NIR only for those whose role has it (R. 5122-22)."""

from attrs import evolve, field

from partial_activity.domain.claim.claims import AssessedLine, ClaimLine
from partial_activity.domain.claim.line_facts import LineFacts
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.people.people import Action, Membership, Person, may
from partial_activity.domain.values import frozen


@frozen
class SeenLine(LineFacts[Nir | None]):
    """A claim line, for one person's eyes; it holds nothing they may not see."""

    number: int = field(kw_only=True)
    assessed: AssessedLine | None = field(kw_only=True)


def seen_line(line: ClaimLine, person: Person, membership: Membership | None) -> SeenLine:
    """The line as a person sees it, for the establishment of the membership."""
    whole = whole_line(line)
    return whole if may(person, Action.SEE_NIR, membership) else evolve(whole, nir=None)


def whole_line(line: ClaimLine) -> SeenLine:
    """The line with its NIR, for somebody who was asked for the right to see it."""
    return SeenLine(**line.by_name(), number=line.number, assessed=line.assessed)
