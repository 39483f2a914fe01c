"""What is stated in a claim line: the one list of it, whatever the door."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from partial_activity.domain.assessment.cases import Days, EmployeeCategory
from partial_activity.domain.assessment.facts import NO_FACTS, Facts
from partial_activity.domain.facts import kinds_of
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.dated import Span
from partial_activity.domain.money import HourlyPay, Share
from partial_activity.domain.values import frozen

Whose = TypeVar("Whose", bound=Nir | None)
"""An employee's number; None too, where somebody may look at the line and not at the number."""


@frozen
class LineFacts(Generic[Whose]):
    """One employee and one week, or a slice of a week inside the month.

    A column of a file or of the database, a field of the wire and a control of the grid are
    written out where they are; a test holds each to this list. What is added here has a value that
    means that nothing was said: it stands for lines stated before.
    """

    PLACE: ClassVar[str] = ""

    nir: Whose
    last_name: str
    first_name: str
    week: str
    """ISO: ``2020-W15``."""
    span: Span
    """The days of the slice; the last day is always set."""
    contract_hours: Hours
    """The contract's hours of the whole week."""
    worked_hours: Hours
    assimilated_hours: Hours
    unworked_hours: Hours
    hourly_pay: HourlyPay | None
    category: EmployeeCategory = EmployeeCategory.STANDARD
    share_of_minimum_wage: Share | None = None
    unworked_days: Days | None = None
    """Days of a contract in days a year; ``unworked_hours`` are then seven for each."""
    contract_number: str = ""
    """Tells two contracts of one employee apart, as payroll declarations do; each has its own
    week."""
    facts: Facts = NO_FACTS
    """The facts that a regime of the law in use asks for, and no other does."""

    @property
    def first_day(self) -> date:
        """First day of the slice."""
        return self.span.first

    @property
    def last_day(self) -> date:
        """Last day of the slice."""
        assert self.span.last is not None
        return self.span.last

    def by_name(self) -> dict[str, Any]:
        """Each fact that is stated, by its name, in the order of the list."""
        return {name: getattr(self, name) for name in FACTS}


FACTS: Mapping[str, type[Any]] = kinds_of(LineFacts)
"""The facts by name, in order, and what each is where it is stated."""
