"""The last day on which a claim can be filed (L. 5122-1, IV)."""

from datetime import date

from partial_activity.domain.days import same_day_after
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen

_ARTICLE = "L. 5122-1, IV"


@frozen
class ClaimWindow:
    """The last days to claim for an authorised period."""

    end: date
    """Last day of the period the authorisation covers."""
    last_day: date | None
    """Last day to file a claim; None: no time-bar of its own."""
    regularise_until: date | None
    """Last day to regularise, where working time is arranged over a long period."""
    basis: Basis


def claim_window(
    end: date,
    requested_on: date,
    *,
    law: Law,
    known_on: date | None,
    reference_months: int | None = None,
) -> ClaimWindow:
    """The days on which an authorised period can be claimed.

    It runs from the end of the authorised period, not of the month claimed. A request filed before
    24 September 2018 has no time-bar of its own, only the general one of the State's debts, which
    is not computed.

    Args:
        end: last day the authorisation covers.
        requested_on: day of the request for authorisation.
        law: the law to read.
        known_on: the day of knowledge; None: all that the library knows.
        reference_months: length of the period over which working time is arranged, if it is.

    Raises:
        NoRuleInForce: a request under the time-bar whose end no known text covers.
    """
    read = Consultation(law, known_on)
    if read.maybe(law.claim_time_bar_requests, Category.GENERAL, requested_on) is None:
        read.warn("no_own_time_bar")
        return ClaimWindow(end, None, None, read.basis())
    limit = read.need(law.claim_time_bar, Category.GENERAL, end).limit
    if isinstance(limit, date):
        return ClaimWindow(end, limit, None, read.basis())
    last_day = same_day_after(end, limit)
    regularise_until = None
    if reference_months is not None and reference_months > limit:
        more = read.maybe(law.claim_regularisation_months, Category.GENERAL, end)
        regularise_until = None if more is None else same_day_after(last_day, more)
    return ClaimWindow(end, last_day, regularise_until, read.basis())


def last_day_to_claim(end: date, requested_on: date, *, law: Law, known_on: date) -> date | None:
    """The last day to claim; None: no time-bar of its own, or no text known that day tells it."""
    try:
        return claim_window(end, requested_on, law=law, known_on=known_on).last_day
    except NoRuleInForce:
        return None


def late_claim(window: ClaimWindow, filed_on: date, *, regularises: bool) -> Refusal | None:
    """Why a claim filed on a day is time-barred; None: it is in time.

    ``regularises``: it corrects earlier claims at the end of the period over which working time is
    arranged, and has the longer delay where there is one.
    """
    last_day = window.last_day
    if regularises and window.regularise_until is not None:
        last_day = window.regularise_until
    if last_day is None or filed_on <= last_day:
        return None
    return Refusal("claim_time_barred", _ARTICLE, {"end": window.end, "last": last_day})
