"""The last day for the authority to decide, after which silence is approval (R. 5122-4)."""

from datetime import date, timedelta

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of
from partial_activity.domain.days import end_of_delay
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.values import Choice, frozen

_DAY = timedelta(days=1)


class Foundation(Choice):
    """The agreement or document that a long-term request rests on."""

    AGREEMENT = "agreement"
    """A collective agreement, to be validated (accord)."""
    DOCUMENT = "document"
    """The employer's document under a branch agreement, to be approved (homologation)."""


@frozen
class Deadline:
    """The time the authority has."""

    received: date
    """Legal day on which the complete file was received."""
    last_day: date
    """Last day on which it can decide."""
    basis: Basis

    @property
    def tacit_from(self) -> date:
        """The day from which silence is approval: what the receipt must tell (R. 5122-26)."""
        return self.last_day + _DAY

    def tacit_on(self, day: date) -> bool:
        """Whether silence has become approval by that day."""
        return day >= self.tacit_from


def time_to_decide(received: date, *, law: Law, known_on: date | None) -> Deadline:
    """The time to decide on an ordinary request received on a day.

    The day of receipt is not counted. The freeze of delays of spring 2020 left it running
    (ordonnance n° 2020-386, art. 6).

    Raises:
        NoRuleInForce: before 1 July 2013.
    """
    read = Consultation(law, known_on)
    days = read.need(law.authorisation_tacit_days, Category.GENERAL, received)
    return Deadline(received, end_of_delay(received, days), read.basis())


def long_term_time_to_decide(
    received: date, scheme: Scheme, foundation: Foundation, *, law: Law, known_on: date | None
) -> Deadline:
    """The same for a long-term scheme: an agreement has fifteen days, a document twenty-one.

    The file is complete, at a renewal, with its report (bilan).

    Raises:
        NoRuleInForce: before the scheme existed, or for a scheme that is not long-term.
    """
    read = Consultation(law, known_on)
    agreement = foundation is Foundation.AGREEMENT
    tables = law.long_term_tacit_days_agreement if agreement else law.long_term_tacit_days_document
    days = read.need(tables, category_of(scheme), received)
    return Deadline(received, end_of_delay(received, days), read.basis())
