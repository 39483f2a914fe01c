"""Entering a long-term scheme: when, from which day, and each authorisation of six months."""

from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import CivilMonth, Period, last_day_of
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Checked, Consultation
from partial_activity.domain.law.procedure_units import AuthorisationStart
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen

_LAW = {
    Scheme.LONG_TERM: "loi n° 2020-734, art. 53",
    Scheme.LONG_TERM_REBOUND: "loi n° 2025-127, art. 193, VIII",
}


def check_access(
    scheme: Scheme, sent_on: date, *, law: Law, known_on: date | None, amends: bool
) -> Checked:
    """Whether an agreement or document can be sent on a day.

    ``amends``: it amends one that was validated already (avenant), which goes on after new entries
    have ended.

    Raises:
        KeyError: the scheme is not a long-term one.
    """
    read = Consultation(law, known_on)
    tables = law.long_term_amendments if amends else law.long_term_access
    if read.maybe(tables, category_of(scheme), sent_on) is not None:
        return Checked((), read.basis())
    code = "long_term_amendment_too_late" if amends else "long_term_not_open"
    refusal = Refusal(code, _LAW[scheme], {"scheme": scheme.value, "sent": sent_on})
    return Checked((refusal,), read.basis())


@frozen
class LongTermStart:
    """The day from which a long-term scheme may be used."""

    earliest: date
    latest: date | None
    refusals: tuple[Refusal, ...]
    basis: Basis


def long_term_start(
    scheme: Scheme, filed_on: date, start: date, *, law: Law, known_on: date | None
) -> LongTermStart:
    """Whether a scheme may begin on a day, for a request filed on another.

    Not before the first day of the month of the request; for the rebound, not after the first day
    of the third month that follows.

    Raises:
        NoRuleInForce: before the scheme existed, or for a scheme that is not long-term.
    """
    read = Consultation(law, known_on)
    months = read.answer(law.long_term_start_within_months, category_of(scheme), filed_on)
    article = law.long_term_start_within_months[category_of(scheme)].article
    month = CivilMonth.of(filed_on)
    latest = month.plus(months).first if isinstance(months, int) else None
    refusals: tuple[Refusal, ...] = ()
    if start < month.first:
        refusals = (Refusal("long_term_start_too_early", article, {"earliest": month.first}),)
    elif latest is not None and start > latest:
        refusals = (Refusal("long_term_start_too_late", article, {"latest": latest}),)
    return LongTermStart(month.first, latest, refusals, read.basis())


@frozen
class LongTermAuthorisation:
    """The period that one decision authorises."""

    period: Period
    basis: Basis


def long_term_authorisation(
    scheme: Scheme,
    asked_from: date,
    filed_on: date,
    decided_on: date,
    *,
    law: Law,
    known_on: date | None,
) -> LongTermAuthorisation:
    """The six months that a decision opens.

    As asked; for APLD periods from 1 February 2023 on, from the decision, or on request from the
    first day of the month of the request: a day asked before the decision is taken as that request.

    Raises:
        NoRuleInForce: before the scheme existed, or for a scheme that is not long-term.
    """
    read = Consultation(law, known_on)
    category = category_of(scheme)
    rule = read.need(law.long_term_authorisation_start, category, asked_from)
    first = asked_from
    if rule is AuthorisationStart.DECISION_OR_MONTH_OF_REQUEST:
        first = CivilMonth.of(filed_on).first if asked_from < decided_on else decided_on
    months = read.need(law.long_term_authorisation_months, category, first)
    return LongTermAuthorisation(Period(first, last_day_of(first, months)), read.basis())
