"""What the law of a day says of the allowance: regime, share, cap, floor (D. 5122-13)."""

from fractions import Fraction
from typing import Any

from partial_activity.domain.assessment.cases import (
    APPRENTICES,
    EmployeeCategory,
    Scheme,
    Territory,
)
from partial_activity.domain.assessment.law_reader import Reader, in_euros
from partial_activity.domain.assessment.question import (
    LONG_TERM_SCHEMES,
    SCHEME_CATEGORY,
    SMALL_FIRM,
)
from partial_activity.domain.errors import InvalidValue, NoRuleInForce
from partial_activity.domain.law.book import Found
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.units import AllowanceRegime, FloorExclusion
from partial_activity.domain.wording.disputed_points import (
    JOURNALIST_FLOOR,
    LONG_TERM_OWN_FLOOR,
    REBOUND_IN_MAYOTTE,
)

_LISTED = APPRENTICES | {
    EmployeeCategory.FREELANCE_JOURNALIST,
    EmployeeCategory.SALES_REPRESENTATIVE,
}
"""Employees named by D. 5122-13, al. 2, since 2022."""


def allowance_rules(
    reader: Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    """The fields of the resolved rules that make the allowance, under the regime in force."""
    asked, law = reader.asked, reader.law
    regime_chain = (
        (SCHEME_CATEGORY[asked.scheme],)
        if asked.scheme in LONG_TERM_SCHEMES
        else (Category.GENERAL,)
    )
    regime = reader.held(law.allowance_regime, regime_chain)
    if regime is None:
        raise NoRuleInForce(
            Parameter.ALLOWANCE_REGIME.value,
            regime_chain[0].value,
            reader.day,
            asked.known_on,
        )
    return REGIMES[regime.value](reader, share_chain, minimum_wage)


def _flat_rate(
    reader: Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    """A fixed amount an hour by workforce, whatever the pay (D. 5122-13 of 2013)."""
    del share_chain, minimum_wage
    asked, law = reader.asked, reader.law
    if asked.small_firm is None:
        raise InvalidValue(
            "missing",
            "employer.workforce",
            f"on {reader.day} the allowance depends on the workforce (up to {SMALL_FIRM}, or "
            "more): give employer.workforce",
        )
    tables = law.allowance_flat_up_to_250 if asked.small_firm else law.allowance_flat_above_250
    mayotte = asked.territory is Territory.MAYOTTE
    amount = reader.need(tables, chain(Category.MAYOTTE if mayotte else Category.GENERAL))
    return {
        "flat_allowance": amount.exact,
        "allowance_share": Fraction(0),
        "allowance_cap": None,
        "allowance_floor": None,
        "no_allowance_floor_below_minimum_wage": False,
    }


def _share_of_pay(
    reader: Reader, share_chain: tuple[Category, ...], minimum_wage: Fraction | None
) -> dict[str, Any]:
    """A share of the reference pay, between a floor and a cap (D. 5122-13 since March 2020)."""
    share, floor_chain = _allowance_share(reader, share_chain)
    cap = reader.maybe(reader.law.allowance_cap, (Category.GENERAL,))
    exclusion = reader.held(reader.law.allowance_floor_exclusion, (Category.GENERAL,))
    excluded, only_below = False, False
    if exclusion is not None and reader.asked.category in _LISTED:
        apprentices_only = exclusion.value is FloorExclusion.APPRENTICES
        excluded = apprentices_only and reader.asked.category in APPRENTICES
        only_below = not apprentices_only
        if excluded or only_below:
            reader.rest_on(exclusion)
    if reader.asked.category is EmployeeCategory.FREELANCE_JOURNALIST:
        reader.dispute("allowance.floor", JOURNALIST_FLOOR)
    floor = None if excluded else reader.maybe(reader.law.allowance_floor, floor_chain)
    return {
        "flat_allowance": None,
        "allowance_share": share,
        "allowance_cap": in_euros(reader, cap, minimum_wage),
        "allowance_floor": None if floor is None else floor.exact,
        "no_allowance_floor_below_minimum_wage": only_below,
    }


REGIMES = {
    AllowanceRegime.FLAT_RATE: _flat_rate,
    AllowanceRegime.SHARE_OF_PAY: _share_of_pay,
}
"""How each regime of the table ``allowance.regime`` makes the allowance."""


def limited_to_own_pay(reader: Reader) -> bool:
    """A pay that is a share of the minimum wage, without agreement: not above the gross pay.

    The rule is of D. 5122-13 and, for Mayotte, of D. 5522-87: the ordinary scheme's.
    """
    asked = reader.asked
    if not asked.without_agreement or asked.scheme is not Scheme.ORDINARY:
        return False
    mayotte = asked.territory is Territory.MAYOTTE
    chained = chain(Category.MAYOTTE if mayotte else Category.GENERAL)
    return reader.maybe(reader.law.allowance_own_pay_limit, chained) is not None


def _allowance_share(
    reader: Reader, share_chain: tuple[Category, ...]
) -> tuple[Fraction, tuple[Category, ...]]:
    """The share, and the categories that answer for its floor."""
    asked, law = reader.asked, reader.law
    found = reader.held(law.allowance_share, _scheme_share_chain(reader, share_chain))
    if found is None:
        raise NoRuleInForce(
            Parameter.ALLOWANCE_SHARE.value, share_chain[0].value, reader.day, asked.known_on
        )
    own = _own_share(reader)
    if own is not None and own.value > found.value:
        reader.rest_on(own)
        share_chain = chain(Category(asked.situation.value))
        share = own.value
    else:
        share = reader.rest_on(found).value
        if own is not None:
            _doubt_own_floor(reader, share_chain)
        own = found
    return share.exact, _floor_chain(reader, share_chain, own.table.category)


def _scheme_share_chain(reader: Reader, share_chain: tuple[Category, ...]) -> tuple[Category, ...]:
    """Long-term agreements sent from 1 October 2020 had a share of their own, as known for a time.

    56 % was planned by decree 2020-926 and repealed by decree 2020-1188 before it applied.
    """
    asked = reader.asked
    if asked.scheme is not Scheme.LONG_TERM:
        return share_chain
    sent_later = chain(Category.LONG_TERM_SENT_FROM_2020_10_01)
    planned = reader.held(reader.law.allowance_share, sent_later)
    if planned is None or planned.table.category is Category.LONG_TERM:
        return share_chain
    if asked.agreement_sent_on is None:
        raise InvalidValue(
            "missing",
            "employer.agreement_sent_on",
            f"as known on {asked.known_on}, the share depends on the day the agreement was sent "
            f"(from {planned.entry.span.first} or before): give employer.agreement_sent_on",
        )
    return sent_later if asked.agreement_sent_on >= planned.entry.span.first else share_chain


def _own_share(reader: Reader) -> Found[Any] | None:
    """The employer's share in the ordinary scheme, where the long-term one pays at least that."""
    asked, law = reader.asked, reader.law
    if asked.scheme is not Scheme.LONG_TERM:
        return None
    rule = reader.held(law.allowance_own_share, (Category.LONG_TERM,))
    if rule is None:
        return None
    own = reader.held(law.allowance_share, chain(Category(asked.situation.value)))
    scheme = reader.held(law.allowance_share, (Category.LONG_TERM,))
    if own is not None and scheme is not None and own.value > scheme.value:
        reader.rest_on(rule)
    return own


def _doubt_own_floor(reader: Reader, share_chain: tuple[Category, ...]) -> None:
    """The scheme's share is kept, and the ordinary floor is higher than its own.

    Not so in Mayotte, whose long-term floor is never below the ordinary one where it is known.
    """
    asked, floors = reader.asked, reader.law.allowance_floor
    if asked.territory is Territory.MAYOTTE:
        return
    of_scheme = reader.held(floors, share_chain)
    own = reader.held(floors, chain(Category(asked.situation.value)))
    if of_scheme is not None and own is not None and own.value > of_scheme.value:
        reader.dispute("allowance.floor", LONG_TERM_OWN_FLOOR)


def _floor_chain(
    reader: Reader, share_chain: tuple[Category, ...], answered: Category
) -> tuple[Category, ...]:
    """Mayotte has floors of its own: raised where the share is not the ordinary one."""
    asked = reader.asked
    if asked.territory is not Territory.MAYOTTE:
        return share_chain
    if asked.scheme is Scheme.LONG_TERM_REBOUND:
        reader.dispute("allowance.floor", REBOUND_IN_MAYOTTE)
    raised = asked.scheme in LONG_TERM_SCHEMES or answered is not Category.GENERAL
    mayotte = chain(Category.MAYOTTE_RAISED if raised else Category.MAYOTTE)
    return (Category.CYCLONE, *mayotte) if answered is Category.CYCLONE else mayotte
