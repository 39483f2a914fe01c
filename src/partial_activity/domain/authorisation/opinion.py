"""The opinion of the employees' representatives (avis du CSE, R. 5122-2)."""

from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import same_day_after
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive, OpinionDuty
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.values import frozen

_ARTICLE = "R. 5122-2"


@frozen
class Firm:
    """What decides whether a council is heard."""

    workforce: int
    has_council: bool
    """Elected representatives: CSE, or before it works council or staff delegates."""


@frozen
class CouncilOpinion:
    """Whether the opinion is due, and the last day to send it."""

    required: bool
    due_by: date | None
    """The day of the request itself where it must come with it; None: not required."""
    after_request: bool
    """It may follow the request."""
    basis: Basis


def works_council_opinion(
    filed_on: date,
    motive: Motive | None,
    firm: Firm,
    *,
    law: Law,
    known_on: date | None,
    scheme: Scheme = Scheme.ORDINARY,
) -> CouncilOpinion:
    """Whether a request needs the opinion of the council, and until when.

    Individual placements (childcare, vulnerable employees) have no motive and need none. The
    long-term schemes rest on an agreement or a document instead: they have no answer here.

    Raises:
        NoRuleInForce: before 1 July 2013, before the scheme existed, or a long-term scheme.
    """
    read = Consultation(law, known_on)
    duty = read.answer(law.opinion_duty, category_of(scheme), filed_on)
    if duty is OpinionDuty.BY_WORKFORCE:
        threshold = read.need(law.opinion_from_workforce, Category.GENERAL, filed_on)
        required = firm.workforce >= threshold
        if required and not firm.has_council:
            read.warn("council_missing", threshold=threshold)
    else:
        required = duty is OpinionDuty.WITH_REPRESENTATIVES and firm.has_council
    if not required:
        return CouncilOpinion(required=False, due_by=None, after_request=False, basis=read.basis())
    later = read.look(law.opinion_later_motives, Category.GENERAL, filed_on)
    if later is None or motive not in later:
        return CouncilOpinion(
            required=True, due_by=filed_on, after_request=False, basis=read.basis()
        )
    read.need(law.opinion_later_motives, Category.GENERAL, filed_on)
    months = read.need(law.opinion_later_months, Category.GENERAL, filed_on)
    due_by = same_day_after(filed_on, months)
    return CouncilOpinion(required=True, due_by=due_by, after_request=True, basis=read.basis())


def check_opinion(opinion: CouncilOpinion, sent_on: date | None, today: date) -> Refusal | None:
    """Why a request cannot go on for want of the opinion, seen from a day; None: it can.

    ``sent_on`` is the day the opinion reached the authority, None while it has not.
    """
    if opinion.due_by is None:
        return None
    if sent_on is None:
        late = today >= opinion.due_by if not opinion.after_request else today > opinion.due_by
        return Refusal("opinion_missing", _ARTICLE, {"due": opinion.due_by}) if late else None
    if sent_on > opinion.due_by:
        return Refusal("opinion_late", _ARTICLE, {"due": opinion.due_by, "sent": sent_on})
    return None


@frozen
class CouncilReport:
    """Whether the council must be told how the authorisation was used."""

    required: bool
    basis: Basis


def council_report(end: date, workforce: int, *, law: Law, known_on: date | None) -> CouncilReport:
    """Whether the council is informed at the end of an authorisation (since 1 November 2020).

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    threshold = read.answer(law.opinion_report_from_workforce, Category.GENERAL, end)
    required = isinstance(threshold, int) and workforce >= threshold
    return CouncilReport(required, read.basis())
