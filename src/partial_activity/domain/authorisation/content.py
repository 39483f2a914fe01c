"""The day, the way and the content of the filing of a request (R.

5122-2, R. 5122-3, R. 5122-26).
"""

from datetime import date

from partial_activity.domain.days import end_of_delay
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Checked, Consultation
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Channel, ContentItem, Motive
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.procedure import REQUEST_ON_FIRST_DAY

_GENERAL = Category.GENERAL
_SEVERAL = 2


@frozen
class FilingWindow:
    """The last day on which a request may be filed, and why this one may not."""

    last_day: date
    after_placement: bool
    """The request may follow the placement of the employees."""
    refusals: tuple[Refusal, ...]
    basis: Basis


def filing_window(
    motive: Motive, first_day: date, filed_on: date, *, law: Law, known_on: date | None
) -> FilingWindow:
    """Whether a request filed on a day may cover a placement from ``first_day`` on.

    Before the placement; for some motives within thirty days of it, its own day not counted
    (R. 5122-3), or later by a tolerance of the ministry. A request filed on the very first day is
    taken as filed before, with a warning.

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    after = motive in read.need(law.request_window_motives, _GENERAL, filed_on)
    if after:
        days = read.need(law.request_window_days, _GENERAL, filed_on)
        last_day, article = end_of_delay(first_day, days), "R. 5122-3"
        tolerated = read.look(law.request_window_tolerance, _GENERAL, first_day)
        if tolerated is not None and tolerated > last_day:
            last_day = read.need(law.request_window_tolerance, _GENERAL, first_day)
    else:
        last_day, article = first_day, "R. 5122-2"
        if filed_on == first_day:
            read.dispute("R. 5122-2", REQUEST_ON_FIRST_DAY)
    refusals: tuple[Refusal, ...] = ()
    if filed_on > last_day:
        values = {"first": first_day, "filed": filed_on, "last": last_day}
        refusals = (Refusal("request_too_late", article, values),)
    return FilingWindow(last_day, after, refusals, read.basis())


@frozen
class FilingChannel:
    """The way in which the request must reach the authority."""

    channel: Channel
    basis: Basis


def filing_channel(filed_on: date, *, law: Law, known_on: date | None) -> FilingChannel:
    """The way to file a request on a day: online since 1 October 2014 (R. 5122-26).

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    channel = read.need(law.request_channel, _GENERAL, filed_on)
    return FilingChannel(channel, read.basis())


def check_content(
    given: frozenset[ContentItem],
    on_top: frozenset[ContentItem],
    filed_on: date,
    *,
    law: Law,
    known_on: date | None,
) -> Checked:
    """What a request lacks: one refusal an item.

    Args:
        given: what the request holds.
        on_top: what this request needs beside the ordinary content: the opinion where it must come
            with it (``works_council_opinion``), the commitments (``commitments_required``).
        filed_on: the day of the request.
        law: the law to read.
        known_on: the day of knowledge; None: all that the library knows.

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    ordinary = read.need(law.request_content, _GENERAL, filed_on)
    needed = [item for item in ContentItem if item in ordinary or item in on_top]
    refusals = tuple(
        Refusal("content_missing", "R. 5122-2", {"item": item.value})
        for item in needed
        if item not in given
    )
    return Checked(refusals, read.basis())


@frozen
class Establishments:
    """Several establishments for which an employer would file once."""

    number: int
    departments: int
    """The number of departments they are in."""
    same_motive: bool
    same_period: bool


def check_single_request(
    establishments: Establishments, filed_on: date, *, law: Law, known_on: date | None
) -> Checked:
    """Whether one request may stand for several establishments, at the prefect of any one of them.

    From fifty establishments in several departments, same motive, same period (R. 5122-2, since
    1 November 2020). Each prefect still controls the establishments of the department. The
    threshold of the summer of 2020 was not read: nothing is refused on it, a warning says so.

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    threshold = read.answer(law.request_single_from_establishments, _GENERAL, filed_on)
    refusals: list[Refusal] = []
    if threshold is Special.NONE:
        refusals.append(Refusal("single_request_unknown_to_law", "R. 5122-2"))
    if isinstance(threshold, int) and establishments.number < threshold:
        values = {"number": establishments.number, "threshold": threshold}
        refusals.append(Refusal("single_request_too_few", "R. 5122-2", values))
    if establishments.departments < _SEVERAL:
        refusals.append(Refusal("single_request_one_department", "R. 5122-2"))
    if not (establishments.same_motive and establishments.same_period):
        refusals.append(Refusal("single_request_not_the_same", "R. 5122-2"))
    return Checked(tuple(refusals), read.basis())
