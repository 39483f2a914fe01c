"""Bases as they were written before regimes had values of their own: one flat record for all.

They named no regime: a flat amount tells which one it was.
"""

from collections.abc import Mapping
from fractions import Fraction

from partial_activity.domain.assessment.regimes.bounds import AllowanceBounds
from partial_activity.domain.assessment.regimes.flat_rate import FlatRate, FlatRateRules
from partial_activity.domain.assessment.regimes.indemnity import IndemnityRules
from partial_activity.domain.assessment.regimes.kept_values import read_value
from partial_activity.domain.assessment.regimes.regime import Regime, Rules
from partial_activity.domain.assessment.regimes.share_of_pay import ShareOfPay, ShareOfPayRules

_RATIOS = (
    *("minimum_wage", "indemnity_cap", "indemnity_floor"),
    *("flat_allowance", "allowance_cap", "allowance_floor"),
)
_SHARES = ("indemnity_share", "allowance_share")
_YES_OR_NO = (
    *("floor_within_own_pay", "floor_from_minimum_wage", "training", "net_limit"),
    *("own_pay_below_minimum_wage", "no_allowance_floor_below_minimum_wage"),
    *("floor_is_own_pay_below_minimum_wage", "allowance_within_indemnity"),
    "allowance_within_own_pay",
)
_BEFORE_THEY_WERE_KEPT = {
    "floor_is_own_pay_below_minimum_wage": "false",
    "allowance_within_own_pay": "false",
}
"""Values that the oldest lack, and what the amounts rested on in their place."""


def read_first_form(lines: Mapping[str, str]) -> tuple[Fraction | None, Rules, Regime]:
    """The minimum wage, the rules, and their regime.

    Raises:
        ValueError: not a basis of ours, or one of a future version.
    """
    lines = {**_BEFORE_THEY_WERE_KEPT, **lines}
    if lines.keys() != {*_RATIOS, *_SHARES, *_YES_OR_NO}:
        msg = f"a basis of another version: it holds {', '.join(sorted(lines))}"
        raise ValueError(msg)
    ratio: dict[str, Fraction | None] = {
        name: read_value(Fraction | None, lines[name], name) for name in _RATIOS
    }
    share: dict[str, Fraction] = {name: read_value(Fraction, lines[name], name) for name in _SHARES}
    is_so: dict[str, bool] = {name: read_value(bool, lines[name], name) for name in _YES_OR_NO}
    indemnity = IndemnityRules(
        share=share["indemnity_share"],
        cap=ratio["indemnity_cap"],
        floor=ratio["indemnity_floor"],
        floor_within_own_pay=is_so["floor_within_own_pay"],
        floor_is_own_pay_below_minimum_wage=is_so["floor_is_own_pay_below_minimum_wage"],
        floor_from_minimum_wage=is_so["floor_from_minimum_wage"],
        training=is_so["training"],
        net_limit=is_so["net_limit"],
        own_pay_below_minimum_wage=is_so["own_pay_below_minimum_wage"],
    )
    bounds = AllowanceBounds(
        within_indemnity=is_so["allowance_within_indemnity"],
        within_own_pay=is_so["allowance_within_own_pay"],
    )
    flat = ratio["flat_allowance"]
    if flat is not None:
        return ratio["minimum_wage"], FlatRateRules(indemnity, flat, bounds), FlatRate()
    rules = ShareOfPayRules(
        indemnity,
        share=share["allowance_share"],
        cap=ratio["allowance_cap"],
        floor=ratio["allowance_floor"],
        no_floor_below_minimum_wage=is_so["no_allowance_floor_below_minimum_wage"],
        bounds=bounds,
        disputed_above_indemnity=False,  # said in a warning, and none were kept
    )
    return ratio["minimum_wage"], rules, ShareOfPay()
