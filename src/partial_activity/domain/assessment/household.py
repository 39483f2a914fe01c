"""Childminders and household employees of private persons (ordonnance n° 2020-346, art. 7).

Their scheme has its own amounts, on the net pay of the contract: an indemnity, never below the
minimum of the collective agreement, that is wholly paid back or in part. The agreements were not
read: the case gives the minimum, and the hours already counted.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from partial_activity.domain.assessment.cases import Case, Scheme, Situation, Territory
from partial_activity.domain.assessment.hourly import (
    DecidedBy,
    HourlyAmount,
    at_least,
    limited_to,
    rounded,
)
from partial_activity.domain.assessment.regimes.regime import Hourly
from partial_activity.domain.assessment.resolution import change_days
from partial_activity.domain.errors import InvalidValue, LawChangesInsidePeriod, NotModelled
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.words import Words


@frozen
class HouseholdAmounts:
    """What an hour gives, and what it rests on."""

    net_pay: HourlyPay
    hours: Hours
    hourly: Hourly
    bases: tuple[Basis, ...]
    """The bases of the first day, then of each day on which something changes."""


def household_amounts(case: Case, law: Law) -> HouseholdAmounts | Refusal:
    """The hourly amounts of a case of a private employer, the same on all its days.

    Raises:
        InvalidValue: a fact is missing, or has no place here.
        NotModelled: the case asks for what no source gives.
        NoRuleInForce: no text as known gives a share for one of the days.
        LawChangesInsidePeriod: the amounts differ between two days, or some are refused.
    """
    _check(case)
    days = (case.first, *sorted(day for day in change_days(law) if case.first < day <= case.last))
    by_day = [_on_day(case, law, day) for day in days]
    first = by_day[0]
    for day, other in zip(days, by_day, strict=True):
        if _due(other) != _due(first):
            raise LawChangesInsidePeriod(day)
    if isinstance(first, Refusal):
        return first
    household, hours = case.employee.household, case.unworked_hours
    assert household is not None, "Case has checked it"
    assert hours is not None, "checked here"
    bases = tuple(each[1] for each in by_day if not isinstance(each, Refusal))
    return HouseholdAmounts(household.net_hourly_pay, hours, first[0], bases)


_OfDay = tuple[Hourly, Basis]


def _due(of_day: _OfDay | Refusal) -> tuple[Euros, Euros] | None:
    """The hourly amounts; None: refused."""
    return None if isinstance(of_day, Refusal) else of_day[0].euros


def _on_day(case: Case, law: Law, day: date) -> _OfDay | Refusal:
    read = Consultation(law, case.known_on)
    category = Category(case.employee.category.value)
    household = case.employee.household
    assert household is not None, "Case has checked it"
    if read.maybe(law.household_open, category, day) is None:
        article = law.household_open[category].article
        return Refusal("scheme_not_open", article, {"scheme": category.value, "day": day})
    admitted = read.maybe(law.household_situations, category, day)
    if admitted is not None and household.situation is None:
        raise InvalidValue(
            "missing",
            "employee.household.situation",
            f"on {day} only some situations are covered: give one of {admitted}",
            f"le {day:%d/%m/%Y}, seules certaines situations sont couvertes : donnez l'une de "
            f"{admitted}",
        )
    pay = household.net_hourly_pay.exact
    share = read.need(law.household_indemnity_share, category, day).exact
    indemnity = _indemnity(pay, share, household.collective_minimum.exact)
    if read.maybe(law.household_repaid_in_full, category, day) is not None:
        repaid_in_full = limited_to(indemnity, (Parameter.HOUSEHOLD_REPAID_IN_FULL.value,))
        return Hourly(indemnity, repaid_in_full), read.basis()
    repaid = read.need(law.household_allowance_share, category, day).exact
    return Hourly(indemnity, _share_of("allowance", pay, repaid)), read.basis()


def _indemnity(pay: Fraction, share: Fraction, minimum: Fraction) -> HourlyAmount:
    """The share of the net pay, at least the minimum of the collective agreement."""
    exact = share * pay
    amount = _share_of("indemnity", pay, share)
    return at_least(amount, "household_minimum", exact, minimum, ())


def _share_of(subject: str, pay: Fraction, share: Fraction) -> HourlyAmount:
    """A share of the net pay, rounded half-up to the cent once."""
    rests_on = (f"household.{subject}_share",)
    code = f"household_{subject}_share"
    return rounded(code, DecidedBy.SHARE, share * pay, rests_on, share=share, pay=pay)


def _check(case: Case) -> None:
    """Refuse what a case of this category cannot ask."""
    category = case.employee.category.value
    for path, why in _not_modelled(case):
        raise NotModelled(path, f"{category}: {why.english}", f"{category} : {why.french}")
    for path, mend in _conflicts(case):
        raise InvalidValue(
            "conflicting_keys",
            path,
            f"private employers have one scheme of their own{mend.english}",
            f"les particuliers employeurs ont un seul dispositif, le leur{mend.french}",
        )


def _not_modelled(case: Case) -> Iterator[tuple[str, Words]]:
    if case.periods is not None:
        yield (
            "periods",
            Words(
                "les durées des conventions collectives n'ont pas été lues : donnez des heures",
                "the durations of the collective agreements were not read: give hours",
            ),
        )
    if case.territory is Territory.MAYOTTE:
        yield (
            "territory",
            Words(
                "la fin du dispositif à Mayotte n'a pas été lue",
                "the end of the scheme in Mayotte was not read",
            ),
        )
    if case.pay is not None:
        yield (
            "pay",
            Words(
                "les prélèvements sur une indemnité tirée du net n'ont pas été lus",
                "the levies on an indemnity made from the net pay were not read",
            ),
        )


def _conflicts(case: Case) -> Iterator[tuple[str, Words]]:
    if case.scheme is not Scheme.ORDINARY:
        yield "scheme", Words(" : laissez scheme à ordinary", ": leave it ordinary")
    if case.employer.situation is not Situation.GENERAL:
        yield (
            "employer.situation",
            Words(" : laissez la situation à general", ": leave the situation general"),
        )
    if case.training:
        yield (
            "training",
            Words(
                ", sans règle sur la formation : retirez training",
                ", without a rule on training: leave it out",
            ),
        )
