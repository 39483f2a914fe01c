"""What a text published since would change in a claim, apart from every mistake of ours."""

from datetime import date
from types import MappingProxyType

import attrs

from partial_activity import FRENCH_LAW, Scheme
from partial_activity.domain.assessment.cases import Employer, Territory
from partial_activity.domain.claim.assessment import ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.replay import changed_by_texts, errata
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Entry, Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.money import Share

from .conftest import APRIL, BEN, NUMBER, SIRET, line

TERMS = ClaimTerms(Scheme.ORDINARY, Territory.NATIONAL, Employer(workforce=12))
THEN, LATER, TODAY = date(2020, 5, 4), date(2030, 1, 2), date(2030, 2, 1)
DECREE = Text("décret n° 2030-1", LATER)


def claim_of(*lines: ClaimLine) -> Claim:
    """A claim assessed as known then."""
    numbered = [attrs.evolve(each, number=place) for place, each in enumerate(lines, start=1)]
    found = assess_lines(numbered, (), TERMS, month=APRIL, law=FRENCH_LAW, known_on=THEN)
    assert not found.problems
    return Claim(
        SIRET,
        "c" * 32,
        1,
        NUMBER,
        APRIL,
        ClaimState.AWAITING_VALIDATION,
        "anne",
        lines=found.lines,
        known_on=THEN,
        law_revision=FRENCH_LAW.revision,
    )


def decreed(share: str, law: Law = FRENCH_LAW) -> Law:
    """The law once a decree of 2030 has fixed another share for April 2020."""
    tables = law.tables_of(Parameter.ALLOWANCE_SHARE)
    table = tables[Category.GENERAL]
    entry = Entry(Span(date(2020, 4, 1), date(2020, 4, 30)), Share.parse(share), DECREE)
    changed = attrs.evolve(table, entries=(*table.entries, entry))
    tables = MappingProxyType({**tables, Category.GENERAL: changed})
    return attrs.evolve(law, allowance_share=tables)


def test_a_retroactive_decree_is_told_with_what_it_changes() -> None:
    """And is no erratum."""
    claim = claim_of(line(), line(BEN))
    law = decreed("0.90")
    first, second = changed_by_texts(claim, TERMS, law, TODAY)
    assert (first.line, second.line) == (1, 2)
    assert first.now is not None
    assert str(first.then.allowance) == "367.50"
    assert str(first.now.allowance) == "472.50"
    assert first.then.indemnity == first.now.indemnity
    assert first.texts == ("décret n° 2030-1",)
    assert errata(claim, TERMS, law) == ()


def test_before_it_is_published_it_changes_nothing() -> None:
    claim = claim_of(line())
    assert changed_by_texts(claim, TERMS, decreed("0.90"), date(2030, 1, 1)) == ()
    assert len(changed_by_texts(claim, TERMS, decreed("0.90"), LATER)) == 1


def test_a_decree_that_says_the_same_changes_no_line() -> None:
    assert changed_by_texts(claim_of(line()), TERMS, decreed("0.70"), TODAY) == ()


def test_without_a_text_published_since_nothing_is_looked_at() -> None:
    claim = claim_of(line())
    assert changed_by_texts(claim, TERMS, FRENCH_LAW, THEN) == ()


def test_lines_and_claims_that_were_never_assessed_have_nothing_to_change() -> None:
    claim = claim_of(line())
    blank = attrs.evolve(claim, lines=(attrs.evolve(claim.lines[0], assessed=None),))
    assert changed_by_texts(blank, TERMS, decreed("0.90"), TODAY) == ()
    draft = attrs.evolve(claim, known_on=None)
    assert changed_by_texts(draft, TERMS, decreed("0.90"), TODAY) == ()


def test_what_our_tables_no_longer_answer_as_known_then_is_an_erratum_only() -> None:
    """No text is made answerable for it."""
    tables = FRENCH_LAW.tables_of(Parameter.ALLOWANCE_SHARE)
    empty = attrs.evolve(tables[Category.GENERAL], entries=())
    law = attrs.evolve(
        FRENCH_LAW,
        allowance_share=MappingProxyType({**tables, Category.GENERAL: empty}),
    )
    claim = claim_of(line())
    assert changed_by_texts(claim, TERMS, decreed("0.90", law), TODAY) == ()
    assert len(errata(claim, TERMS, law)) == 1
