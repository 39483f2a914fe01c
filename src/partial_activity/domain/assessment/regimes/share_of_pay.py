"""D. 5122-13 since March 2020: a share of the reference pay, between a floor and a cap.

Base case: the share of the employer's situation or scheme, of a pay up to the cap, at least the
floor. Exceptions: the floor is not for all the employees that al. 2 lists; Mayotte has floors of
its own. The indemnity is that of R. 5122-18.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from attrs import evolve

from partial_activity.domain.assessment.cases import APPRENTICES, EmployeeCategory, Territory
from partial_activity.domain.assessment.facts import Fact
from partial_activity.domain.assessment.hourly import HourlyAmount, at_least, share_of
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.question import LONG_TERM_SCHEMES, share_chain
from partial_activity.domain.assessment.regimes.bounds import AllowanceBounds, resolve_bounds
from partial_activity.domain.assessment.regimes.indemnity import (
    IndemnityRules,
    resolve_indemnity,
    told_floor,
    told_share,
)
from partial_activity.domain.assessment.regimes.regime import Addition, HourFacts, Hourly, Rules
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.law.units import FloorExclusion
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.disputed_points import (
    JOURNALIST_FLOOR,
    SALES_REPRESENTATIVE_FLOOR,
)
from partial_activity.domain.words import Words

_FLOOR = (Parameter.ALLOWANCE_FLOOR.value,)
_LISTED = APPRENTICES | {
    EmployeeCategory.FREELANCE_JOURNALIST,
    EmployeeCategory.SALES_REPRESENTATIVE,
}
"""Employees named by D. 5122-13, al. 2, since 2022."""


_FLOOR_DISPUTED = Statement(
    "disputed", {"subject": "allowance.floor", "reason": SALES_REPRESENTATIVE_FLOOR}
)


@frozen
class ShareOfPayRules:
    """The indemnity, and the allowance of one day, in exact euros an hour and shares."""

    indemnity: IndemnityRules
    share: Fraction
    cap: Fraction | None
    """Highest reference pay, in euros an hour."""
    floor: Fraction | None
    no_floor_below_minimum_wage: bool
    bounds: AllowanceBounds
    disputed_above_indemnity: bool
    """Sales representatives: whether so low a pay has the floor is disputed; the amount stands."""

    def hourly(self, hour: HourFacts) -> Hourly:
        """Give the indemnity and the allowance of an hour."""
        owed = self.indemnity.hourly(hour)
        paid = self.bounds.applied(self._allowance(hour), owed, hour)
        if self.disputed_above_indemnity and paid.euros > owed.euros:
            paid = evolve(paid, warnings=(_FLOOR_DISPUTED,))
        return Hourly(owed, paid)

    def _allowance(self, hour: HourFacts) -> HourlyAmount:
        amount, exact = share_of("allowance", hour.pay, self.share, self.cap)
        excluded = self.no_floor_below_minimum_wage and hour.below_minimum_wage
        if self.floor is None or excluded:
            return amount
        return at_least(amount, "allowance_floor", exact, self.floor, _FLOOR)

    def additions(self, hour: HourFacts, hours: Hours) -> tuple[Addition, ...]:  # noqa: ARG002  of the protocol
        """Add nothing: hours are all that is paid."""
        return ()

    def told(self) -> Statement:
        """Share and bounds of both, and whom they are not for."""
        own_pay = self.indemnity.own_pay_below_minimum_wage
        from_minimum_wage = self.no_floor_below_minimum_wage and not own_pay
        code = "rule_at_least_from_minimum_wage" if from_minimum_wage else "rule_at_least"
        said = told_floor(told_share(self.share, self.cap), self.floor, code)
        allowance = self.bounds.told(said, own_pay=own_pay)
        return Statement("rule", {"indemnity": self.indemnity.told(), "allowance": allowance})


@frozen
class ShareOfPay:
    """A share of the reference pay, by the employer's situation or scheme."""

    name: ClassVar[str] = "share_of_pay"
    rules: ClassVar[type[Rules]] = ShareOfPayRules
    facts: ClassVar[tuple[Fact[Any], ...]] = ()
    words: ClassVar[Mapping[str, Words]] = {}
    needs: ClassVar[tuple[Parameter, ...]] = (
        Parameter.ALLOWANCE_SHARE,
        Parameter.ALLOWANCE_CAP,
        Parameter.ALLOWANCE_FLOOR,
    )

    def resolve(self, reader: Reader) -> ShareOfPayRules:
        """The indemnity, then the share of whoever answers for the case, and its floor."""
        indemnity = resolve_indemnity(reader)
        share, floors = share_and_floors(reader)
        return bounded_share(reader, indemnity, share, floors)


def share_and_floors(reader: Reader) -> tuple[Fraction, tuple[AnyCategory, ...]]:
    """The share of the scheme or the situation, and the categories that answer for its floor."""
    categories = share_chain(reader.asked)
    found = reader.rest_on(reader.need_found(reader.law.allowance_share, categories))
    return found.value.exact, floor_chain(reader, categories, found.table.category)


def bounded_share(
    reader: Reader, indemnity: IndemnityRules, share: Fraction, floors: tuple[AnyCategory, ...]
) -> ShareOfPayRules:
    """A share with the cap that all schemes have, and the floor of some categories."""
    cap = reader.maybe(reader.law.allowance_cap, (Category.GENERAL,))
    excluded, only_below = _excluded(reader)
    floor = None if excluded else reader.maybe(reader.law.allowance_floor, floors)
    return ShareOfPayRules(
        indemnity,
        share,
        reader.in_euros(cap),
        None if floor is None else floor.exact,
        no_floor_below_minimum_wage=only_below,
        bounds=resolve_bounds(reader),
        disputed_above_indemnity=reader.asked.category is EmployeeCategory.SALES_REPRESENTATIVE,
    )


def floor_chain(
    reader: Reader, categories: tuple[AnyCategory, ...], answered: AnyCategory
) -> tuple[AnyCategory, ...]:
    """The categories that answer for the floor: those of the share, but in Mayotte.

    Its own floors are raised where the share is not the ordinary one.
    """
    asked = reader.asked
    if asked.territory is not Territory.MAYOTTE:
        return categories
    raised = asked.scheme in LONG_TERM_SCHEMES or answered is not Category.GENERAL
    mayotte = chain(Category.MAYOTTE_RAISED if raised else Category.MAYOTTE)
    return (Category.CYCLONE, *mayotte) if answered is Category.CYCLONE else mayotte


def _excluded(reader: Reader) -> tuple[bool, bool]:
    """Whether the floor is not for this employee: at all, or below the minimum wage (al. 2)."""
    asked = reader.asked
    exclusion = reader.held(reader.law.allowance_floor_exclusion, (Category.GENERAL,))
    excluded, only_below = False, False
    if exclusion is not None and asked.category in _LISTED:
        apprentices_only = exclusion.value is FloorExclusion.APPRENTICES
        excluded = apprentices_only and asked.category in APPRENTICES
        only_below = not apprentices_only
        if excluded or only_below:
            reader.rest_on(exclusion)
    if asked.category is EmployeeCategory.FREELANCE_JOURNALIST:
        reader.dispute("allowance.floor", JOURNALIST_FLOOR)
    return excluded, only_below
