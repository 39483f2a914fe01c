"""An assessment replayed years later from what was kept with it; and our own corrections shown.

Three things can change an amount, never to be mixed up: another claim (a correction of its facts),
a text published since (a re-assessment under a later day of knowledge), and a mistake of ours in
the tables, mended since: an erratum.
"""

from collections.abc import Callable
from datetime import date

from attrs import field

from partial_activity.domain.assessment.assess import Assessment, assess, with_additions
from partial_activity.domain.assessment.cases import Employee, EmployeeCategory
from partial_activity.domain.assessment.question import question
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.assessment.resolution import rules_of_period
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.claim.answers import additions_in_words
from partial_activity.domain.claim.assessment import ClaimTerms, case_of
from partial_activity.domain.claim.bases import digest_of, read_basis
from partial_activity.domain.claim.claims import AddedEuros, AssessedLine, Claim, ClaimLine
from partial_activity.domain.errors import CannotAnswer
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.money import Euros
from partial_activity.domain.values import frozen


def _by_key(additions: tuple[AddedEuros, ...]) -> tuple[tuple[str, Euros], ...]:
    return tuple((one.key, one.euros) for one in additions)


@frozen
class Amounts:
    """The euros of one line."""

    hourly_indemnity: Euros
    indemnity: Euros
    hourly_allowance: Euros
    allowance: Euros
    additions: tuple[AddedEuros, ...] = field(default=(), eq=_by_key)
    """What is in them beside the hours; the same where the euros are, however it is called."""


@frozen
class Replayed:
    """A line as kept, and as its own rules give it again."""

    line: int
    kept: Amounts
    again: Amounts
    texts: tuple[str, ...]
    """The texts it rests on, each once."""

    @property
    def same(self) -> bool:
        """Whether the amounts are the same, to the cent."""
        return self.kept == self.again


def replay(claim: Claim, basis: Callable[[str], str], law: Law) -> tuple[Replayed, ...]:
    """Every assessed line again, from the rules kept with it: today's tables are not read.

    Args:
        claim: with its lines.
        basis: the text of the resolved rules kept under a digest.
        law: where the regimes of the rules are found by name; none of its values is read.

    Raises:
        ValueError: a basis was changed, is of another version, or of a regime that is not here.
    """
    rules: dict[str, tuple[ResolvedRules, ...]] = {}
    replayed: list[Replayed] = []
    for line in claim.lines:
        if line.assessed is None:
            continue
        digest = line.assessed.basis
        if digest not in rules:
            rules[digest] = _read(digest, basis(digest), law)
        cited = (citation.text for each in rules[digest] for citation in each.citations)
        again = _from_rules(line, line.assessed.compensable_hours, rules[digest][0])
        texts = tuple(dict.fromkeys(cited))
        replayed.append(Replayed(line.number, _kept(line), again, texts))
    return tuple(replayed)


@frozen
class Erratum:
    """A line that our corrected tables answer otherwise, as known on the same day as then."""

    line: int
    kept: Amounts
    corrected: Amounts | None
    """The amounts under the corrected tables; None: no answer, or nothing due."""
    known_on: date
    revision_then: str
    revision_now: str


def errata(claim: Claim, terms: ClaimTerms, law: Law) -> tuple[Erratum, ...]:
    """What a correction of our tables changes in a claim, at unchanged knowledge of the law.

    No text is behind it: texts published since are left out by the day of knowledge.
    """
    if claim.known_on is None or claim.law_revision == law.revision:
        return ()
    errors: list[Erratum] = []
    for line in claim.lines:
        if line.assessed is None:
            continue
        corrected = _corrected(line, terms, law, claim.known_on)
        if corrected != _kept(line):
            errors.append(
                Erratum(
                    line.number,
                    _kept(line),
                    corrected,
                    claim.known_on,
                    claim.law_revision,
                    law.revision,
                )
            )
    return tuple(errors)


@frozen
class ChangedByText:
    """A line that the texts published since would answer otherwise."""

    line: int
    then: Amounts
    """The amounts by today's tables, as known when the line was assessed: our own corrections left
    out."""
    now: Amounts | None
    """The amounts as known today; None: no answer, or nothing due."""
    texts: tuple[str, ...]
    """What the answer rests on today and did not then."""


def changed_by_texts(
    claim: Claim, terms: ClaimTerms, law: Law, today: date
) -> tuple[ChangedByText, ...]:
    """What texts published between the day of the assessment and today change in a claim.

    Both answers are made from the same tables, so that no correction of ours is among them.
    """
    then = claim.known_on
    if then is None or not any(_published_between(text, then, today) for text in law.texts()):
        return ()
    changed: list[ChangedByText] = []
    moved: dict[tuple[EmployeeCategory, Span], bool] = {}
    for line in claim.lines:
        if line.assessed is None:
            continue
        # Few rules serve many lines: where they are the same, so are the amounts.
        key = (line.category, line.span)
        if key not in moved:
            moved[key] = _rules(line, terms, law, then) != _rules(line, terms, law, today)
        if not moved[key]:
            continue
        before, after = (_answered(line, terms, law, known_on) for known_on in (then, today))
        if before is None or before[0] == (after and after[0]):
            continue
        texts = () if after is None else tuple(t for t in after[1] if t not in before[1])
        changed.append(ChangedByText(line.number, before[0], after and after[0], texts))
    return tuple(changed)


def _rules(
    line: ClaimLine, terms: ClaimTerms, law: Law, known_on: date
) -> tuple[ResolvedRules, ...] | Refusal | None:
    """What answers for the days of a line; None: nothing does."""
    days = line.span.first, line.last_day
    try:
        case = case_of(line, terms, line.compensable_hours, days, known_on)
        return rules_of_period(law, question(case), *days)
    except CannotAnswer:
        return None


def _published_between(text: Text, then: date, today: date) -> bool:
    return text.published is not None and then < text.published <= today


def _read(digest: str, text: str, law: Law) -> tuple[ResolvedRules, ...]:
    if digest_of(text) != digest:
        msg = f"the rules kept under {digest[:12]}… are not what was kept"
        raise ValueError(msg)
    return read_basis(text, law)


def _from_rules(line: ClaimLine, hours: Hours, rules: ResolvedRules) -> Amounts:
    """The hourly amounts were the same under all the rules of the line: the first give them."""
    employee = Employee(
        line.category,
        hourly_pay=line.hourly_pay,
        share_of_minimum_wage=line.share_of_minimum_wage,
    )
    pay = hourly_reference_pay(employee, rules.minimum_wage).hourly_pay
    hour = rules.hour(pay, facts=line.facts)
    owed, paid = rules.of_regime.hourly(hour).euros
    additions = rules.of_regime.additions(hour, hours)
    indemnity, allowance = with_additions(owed, paid, hours, additions)
    added = tuple(AddedEuros.of(one, rules.regime) for one in additions)
    return Amounts(owed, indemnity, paid, allowance, added)


def _corrected(line: ClaimLine, terms: ClaimTerms, law: Law, known_on: date) -> Amounts | None:
    answered = _answered(line, terms, law, known_on)
    return answered and answered[0]


def _answered(
    line: ClaimLine, terms: ClaimTerms, law: Law, known_on: date
) -> tuple[Amounts, tuple[str, ...]] | None:
    """Amounts and the texts they rest on; None: no answer, or nothing due."""
    days = line.span.first, line.last_day
    try:
        answer = assess(case_of(line, terms, line.compensable_hours, days, known_on), law)
    except CannotAnswer:
        # It could be answered then: that it no longer can is the erratum.
        return None
    if answer.refusals:
        return None
    added = additions_in_words(answer, law)
    return _amounts(answer, added), tuple(dict.fromkeys(one.text for one in answer.citations))


def _kept(line: ClaimLine) -> Amounts:
    kept = line.assessed
    assert kept is not None, "only assessed lines are compared"
    return _amounts(kept, kept.additions)


def _amounts(found: Assessment | AssessedLine, additions: tuple[AddedEuros, ...]) -> Amounts:
    return Amounts(
        found.hourly_indemnity, found.indemnity, found.hourly_allowance, found.allowance, additions
    )
