"""What the law of its day says of a request for authorisation: needs, refusals, deadlines."""

from collections.abc import Mapping, Sequence
from datetime import date

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.assessment.question import category_of, situations_of
from partial_activity.domain.authorisation.content import (
    Establishments,
    check_content,
    check_single_request,
    filing_window,
)
from partial_activity.domain.authorisation.deadlines import (
    Deadline,
    long_term_time_to_decide,
    time_to_decide,
)
from partial_activity.domain.authorisation.length import (
    Authorised,
    commitments_required,
    maximum_length,
)
from partial_activity.domain.authorisation.long_term_access import (
    check_access,
    long_term_authorisation,
    long_term_start,
)
from partial_activity.domain.authorisation.motives import check_motive
from partial_activity.domain.authorisation.opinion import (
    CouncilOpinion,
    Firm,
    works_council_opinion,
)
from partial_activity.domain.authorisation.requests import (
    LONG_TERM,
    AuthorisationRequest,
    EarlierUse,
    Opinion,
)
from partial_activity.domain.days import Period, legal_day
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Basis, Consultation
from partial_activity.domain.law.procedure_units import ContentItem, Motive
from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.domain.values import frozen

INDIVIDUAL = frozenset({Scheme.CHILDCARE, Scheme.VULNERABLE})
"""Placements of single employees: no motive, no council, no length of their own."""
GIVEN = frozenset({Opinion.FAVOURABLE, Opinion.UNFAVOURABLE})


@frozen
class FilingHistory:
    """The history of the establishment, known beside the request itself."""

    earlier: tuple[Authorised, ...] = ()
    """Authorisations given to the establishment by other requests, and still standing."""
    placed: tuple[Period, ...] = ()
    """Months the establishment claimed: employees were really placed."""
    departments: int = 1
    """The number of departments in which the establishments of a grouped request are."""
    amends: bool = False
    """A version before was authorised."""


@frozen
class Filing:
    """The findings of the law on a request filed on a day: all of them, not the first."""

    received: date
    """The legal day on which it is filed."""
    needs: tuple[Refusal, ...]
    """What it lacks: it cannot be filed without."""
    refusals: tuple[Refusal, ...]
    """Why it cannot be authorised as it is."""
    warnings: tuple[Statement, ...]
    opinion: CouncilOpinion | None
    """The opinion that is asked; None: the scheme asks for none."""
    deadline: Deadline | None
    """The deadline of the authority; None: a long-term request does not say what it rests on."""

    @property
    def opinion_due_on(self) -> date | None:
        """Last day to send an opinion that may follow the request; None: none may."""
        return self.opinion.due_by if self.opinion and self.opinion.after_request else None


def check_filing(
    request: AuthorisationRequest, received: date, history: FilingHistory, law: Law
) -> Filing:
    """Apply the rules of the day, as known on that day, to a request filed on it.

    Raises:
        NoRuleInForce: a day before the procedure, or the scheme, existed.
    """
    rules = _Rules(request, received, history, law)
    rules.check_content()
    if request.scheme in LONG_TERM:
        rules.check_long_term()
    elif request.scheme in INDIVIDUAL:
        rules.check_open()
    elif request.motive is not None:
        rules.check_ordinary(request.motive)
    if request.covers:
        rules.check_group()
    return rules.filing()


def deadline_of(request: AuthorisationRequest, law: Law) -> Deadline | None:
    """The time to decide on a request that was filed; None: it does not say what it rests on.

    The law is taken as known on the day of receipt, so that the day told by the receipt stands.
    """
    assert request.filed_at is not None
    return _deadline(request, legal_day(request.filed_at), law)


def _deadline(request: AuthorisationRequest, received: date, law: Law) -> Deadline | None:
    if request.scheme not in LONG_TERM:
        return time_to_decide(received, law=law, known_on=received)
    if request.foundation is None:
        return None
    return long_term_time_to_decide(
        received, request.scheme, request.foundation, law=law, known_on=received
    )


_FACTS_NEEDED: Mapping[str, str] = {
    "motives": "motive",
    "period": "first_day",
    "employees": "headcount",
    "bank_details": "iban",
    "opinion": "opinion",
    "commitments": "commitments",
    "forecast_missing": "forecast_hours",
    "account_outside_sepa": "iban",
    "foundation_missing": "foundation",
    "agreement_day_missing": "agreement_sent_on",
    "situation_unknown": "situation",
}


def fact_needed(need: Refusal) -> str:
    """The fact that a need asks for, one of the days of the period; "" where it is none."""
    return _FACTS_NEEDED.get(str(need.values.get("item", need.code)), "")


class _Rules:
    """Gathers what each rule says of one request."""

    def __init__(
        self, request: AuthorisationRequest, received: date, history: FilingHistory, law: Law
    ) -> None:
        self.request = request
        self.received = received
        self.history = history
        self.law = law
        self.asked = Period(request.span.first, request.last_day)
        self.needs: list[Refusal] = []
        self.refusals: list[Refusal] = []
        self.warnings: list[Statement] = []
        self.opinion: CouncilOpinion | None = None

    def check_content(self) -> None:
        """R. 5122-2: what a request holds, the opinion and the commitments where they are due."""
        on_top: set[ContentItem] = set()
        if self.request.scheme is Scheme.ORDINARY:
            self.opinion = self._council_opinion()
            if self._opinion_lacks(self.opinion):
                on_top.add(ContentItem.OPINION)
            if self._commitments_due():
                on_top.add(ContentItem.COMMITMENTS)
        checked = check_content(
            _given(self.request),
            frozenset(on_top),
            self.received,
            law=self.law,
            known_on=self.received,
        )
        self.needs += checked.refusals
        self._heed(checked.basis)
        if self.request.forecast_hours.hundredths == 0:
            self.needs.append(Refusal("forecast_missing", ""))
        if not self.request.iban.in_sepa:
            self.needs.append(Refusal("account_outside_sepa", ""))
        if self.request.situation not in situations_of(self.law).values():
            self.needs.append(
                Refusal("situation_unknown", "", {"situation": self.request.situation.value})
            )

    def check_ordinary(self, motive: Motive) -> None:
        """R. 5122-1, R. 5122-3, R. 5122-9: the motive, the window, the length."""
        admitted = check_motive(motive, self.received, law=self.law, known_on=self.received)
        window = filing_window(
            motive, self.asked.first, self.received, law=self.law, known_on=self.received
        )
        length = maximum_length(
            self.asked,
            motive,
            self.received,
            self.history.earlier,
            law=self.law,
            known_on=self.received,
        )
        self._refuse(admitted.refusals, admitted.basis)
        # An amendment keeps the first day of the authorisation it amends.
        self._refuse(() if self.history.amends else window.refusals, window.basis)
        self._refuse(length.refusals, length.basis)

    def check_long_term(self) -> None:
        """The long-term schemes: the agreement or document, the start, the six months."""
        request = self.request
        if request.foundation is None:
            self.needs.append(Refusal("foundation_missing", ""))
        if request.agreement_sent_on is None:
            self.needs.append(Refusal("agreement_day_missing", ""))
        sent_on = request.agreement_sent_on or self.received
        access = check_access(
            request.scheme,
            sent_on,
            law=self.law,
            known_on=self.received,
            amends=self.history.amends,
        )
        start = long_term_start(
            request.scheme,
            self.received,
            self.asked.first,
            law=self.law,
            known_on=self.received,
        )
        self._refuse(access.refusals, access.basis)
        self._refuse(start.refusals, start.basis)
        longest = long_term_authorisation(
            request.scheme,
            self.asked.first,
            self.received,
            self.asked.first,
            law=self.law,
            known_on=self.received,
        )
        self._heed(longest.basis)
        if self.asked.last > longest.period.last:
            months, _ = longest.period.length()
            values = {"months": months, "last": longest.period.last}
            article = longest.basis.citations[-1].article
            self.refusals.append(Refusal("authorisation_too_long", article, values))

    def check_open(self) -> None:
        """Individual placements: a scheme that a text keeps open on the first and the last day."""
        read = Consultation(self.law, self.received)
        category = category_of(self.request.scheme)
        for day in (self.asked.first, self.asked.last):
            if read.maybe(self.law.scheme_open, category, day) is None:
                values = {"scheme": self.request.scheme.value, "day": day}
                self.refusals.append(Refusal("scheme_not_open", "L. 5122-1", values))
        self._heed(read.basis())

    def check_group(self) -> None:
        """R. 5122-2: one request for many establishments."""
        group = Establishments(
            number=1 + len(self.request.covers),
            departments=self.history.departments,
            same_motive=True,
            same_period=True,
        )
        checked = check_single_request(group, self.received, law=self.law, known_on=self.received)
        self._refuse(checked.refusals, checked.basis)

    def filing(self) -> Filing:
        """All that was found."""
        deadline = _deadline(self.request, self.received, self.law)
        if deadline is not None:
            self._heed(deadline.basis)
        return Filing(
            self.received,
            tuple(self.needs),
            tuple(self.refusals),
            tuple(self.warnings),
            self.opinion,
            deadline,
        )

    def _council_opinion(self) -> CouncilOpinion:
        opinion = works_council_opinion(
            self.received,
            self.request.motive,
            Firm(self.request.workforce, self.request.opinion is not Opinion.NOT_APPLICABLE),
            law=self.law,
            known_on=self.received,
            scheme=self.request.scheme,
        )
        self._heed(opinion.basis)
        return opinion

    def _opinion_lacks(self, opinion: CouncilOpinion) -> bool:
        """A firm that should have a council but has none cannot give one: an officer judges."""
        with_it = opinion.required and not opinion.after_request
        return with_it and self.request.opinion is Opinion.NOT_GIVEN

    def _commitments_due(self) -> bool:
        due = commitments_required(
            self.received, self.history.placed, law=self.law, known_on=self.received
        )
        self._heed(due.basis)
        return due.required or self.request.earlier_use is EarlierUse.YES

    def _refuse(self, refusals: Sequence[Refusal], basis: Basis) -> None:
        self.refusals += refusals
        self._heed(basis)

    def _heed(self, basis: Basis) -> None:
        """Keep each warning once."""
        self.warnings += [one for one in basis.warnings if one not in self.warnings]


def _given(request: AuthorisationRequest) -> frozenset[ContentItem]:
    motive = request.scheme is not Scheme.ORDINARY or request.motive is not None
    items = {
        ContentItem.MOTIVES: motive and bool(request.circumstances.strip()),
        ContentItem.PERIOD: True,
        ContentItem.EMPLOYEES: request.headcount > 0,
        ContentItem.BANK_DETAILS: True,
        ContentItem.OPINION: request.opinion in GIVEN,
        ContentItem.COMMITMENTS: any(text.strip() for text in request.commitments),
    }
    return frozenset(item for item, given in items.items() if given)
