"""What is kept with an assessment gives the same cents again, whatever became of our tables."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partial_activity import FRENCH_LAW, EmployeeCategory, Hours, Scheme
from partial_activity.domain.assessment.cases import Days, Employer, Situation, Territory
from partial_activity.domain.claim.assessment import ClaimTerms, assess_lines
from partial_activity.domain.claim.claims import Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.replay import errata, replay
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.revision import canonical
from partial_activity.domain.money import Share

from .conftest import ANNE, APRIL, BEN, NUMBER, SIRET, line

TERMS = ClaimTerms(Scheme.ORDINARY, Territory.NATIONAL, Employer(workforce=12))
KNOWN = date(2020, 5, 4)


def claim_of(
    *lines: ClaimLine, law: Law = FRENCH_LAW, terms: ClaimTerms = TERMS
) -> tuple[Claim, Callable[[str], str]]:
    """A claim assessed, and the store of its bases."""
    numbered = [attrs.evolve(each, number=place) for place, each in enumerate(lines, start=1)]
    found = assess_lines(numbered, (), terms, month=APRIL, law=law, known_on=KNOWN)
    assert not found.problems
    claim = Claim(
        SIRET,
        "c" * 32,
        1,
        NUMBER,
        APRIL,
        ClaimState.AWAITING_VALIDATION,
        "anne",
        lines=found.lines,
        known_on=KNOWN,
        law_revision=law.revision,
    )
    return claim, dict(found.bases).__getitem__


def corrected(law: Law, share: str) -> Law:
    """The law, had we mistyped the ordinary share of the allowance all along."""
    tables = law.tables_of(Parameter.ALLOWANCE_SHARE)
    table = tables[Category.GENERAL]
    entries = tuple(
        attrs.evolve(entry, value=Share.parse(share)) if isinstance(entry.value, Share) else entry
        for entry in table.entries
    )
    changed = {**tables, Category.GENERAL: attrs.evolve(table, entries=entries)}
    return attrs.evolve(law, allowance_share=MappingProxyType(changed))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9999).map(lambda cents: f"{cents / 100:.2f}"),
            st.integers(0, 3499).map(Hours),
            st.sampled_from(
                [
                    EmployeeCategory.STANDARD,
                    EmployeeCategory.PART_TIME,
                    EmployeeCategory.TEMPORARY_AGENCY,
                    EmployeeCategory.APPRENTICE,
                ]
            ),
            st.sampled_from(["2020-W15", "2020-W16", "2020-W17"]),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda said: said[3],
    )
)
def test_every_line_is_replayed_to_the_cent(
    said: list[tuple[str, Hours, EmployeeCategory, str]],
) -> None:
    claim, basis = claim_of(
        *(
            attrs.evolve(
                line(week=week, pay=pay),
                contract_hours=Hours(3499),
                unworked_hours=hours,
                category=category,
            )
            for pay, hours, category, week in said
        )
    )
    assert all(each.same for each in replay(claim, basis, FRENCH_LAW))


def test_a_share_of_the_minimum_wage_is_replayed_from_the_wage_kept() -> None:
    apprentice = attrs.evolve(
        line(),
        hourly_pay=None,
        share_of_minimum_wage=Share.parse("0.43"),
        category=EmployeeCategory.APPRENTICE,
    )
    claim, basis = claim_of(apprentice)
    (again,) = replay(claim, basis, FRENCH_LAW)
    assert again.same
    assert again.again.indemnity.cents > 0


def test_days_of_a_day_rate_are_assessed_as_days() -> None:
    by_day = attrs.evolve(line(), unworked_days=Days.parse("5"))
    claim, basis = claim_of(by_day)
    assert claim.hours == Hours.parse("35")
    assert all(each.same for each in replay(claim, basis, FRENCH_LAW))


def test_replay_reads_no_table_of_today() -> None:
    claim, basis = claim_of(line(), line(BEN, pay="80"), law=corrected(FRENCH_LAW, "0.10"))
    assert all(each.same for each in replay(claim, basis, FRENCH_LAW))
    assert claim.allowance != claim_of(line(), line(BEN, pay="80"))[0].allowance


def test_a_correction_of_our_tables_is_an_erratum_and_no_text() -> None:
    wrong = corrected(FRENCH_LAW, "0.65")
    claim, _ = claim_of(line(), line(BEN, pay="8"), law=wrong)
    (found,) = errata(claim, TERMS, FRENCH_LAW)
    assert found.line == 1
    assert str(found.kept.allowance) == "341.25"
    assert found.corrected is not None
    assert str(found.corrected.allowance) == "367.50"
    assert found.kept.indemnity == found.corrected.indemnity
    assert (found.known_on, found.revision_then) == (KNOWN, wrong.revision)


def test_a_text_published_since_is_no_erratum() -> None:
    claim, _ = claim_of(line())
    later = Text("décret n° 2030-1", date(2030, 1, 2))
    tables = FRENCH_LAW.tables_of(Parameter.ALLOWANCE_SHARE)
    table = tables[Category.GENERAL]
    entry = Entry(Span(date(2020, 4, 1), date(2020, 4, 30)), Share.parse("0.99"), later)
    changed = attrs.evolve(table, entries=(*table.entries, entry))
    law = attrs.evolve(
        FRENCH_LAW, allowance_share=MappingProxyType({**tables, Category.GENERAL: changed})
    )
    assert law.revision != FRENCH_LAW.revision
    assert errata(claim, TERMS, law) == ()


def test_unchanged_tables_have_no_errata() -> None:
    claim, _ = claim_of(line())
    assert errata(claim, TERMS, FRENCH_LAW) == ()
    draft = attrs.evolve(claim, known_on=None)
    assert errata(draft, TERMS, corrected(FRENCH_LAW, "0.10")) == ()


def test_a_line_that_was_never_assessed_is_neither_replayed_nor_corrected() -> None:
    claim, basis = claim_of(line())
    blank = attrs.evolve(claim, lines=(attrs.evolve(claim.lines[0], assessed=None),))
    assert replay(blank, basis, FRENCH_LAW) == ()
    assert errata(blank, TERMS, corrected(FRENCH_LAW, "0.10")) == ()


def test_a_line_that_our_corrected_tables_no_longer_answer_is_an_erratum() -> None:
    claim, _ = claim_of(line())
    empty = attrs.evolve(
        FRENCH_LAW.tables_of(Parameter.ALLOWANCE_SHARE)[Category.GENERAL], entries=()
    )
    law = attrs.evolve(
        FRENCH_LAW,
        allowance_share=MappingProxyType(
            {**FRENCH_LAW.tables_of(Parameter.ALLOWANCE_SHARE), Category.GENERAL: empty}
        ),
    )
    (found,) = errata(claim, TERMS, law)
    assert found.corrected is None


def test_a_scheme_our_corrected_tables_close_is_an_erratum() -> None:
    terms = ClaimTerms(Scheme.CHILDCARE, Territory.NATIONAL, Employer(Situation.GENERAL, 12))
    may = attrs.evolve(line(week="2020-W20", month=date(2020, 5, 1)), number=1)
    found = assess_lines([may], (), terms, month=date(2020, 5, 1), law=FRENCH_LAW, known_on=KNOWN)
    assert not found.problems
    tables = FRENCH_LAW.tables_of(Parameter.SCHEME_OPEN)
    closed = attrs.evolve(tables[Category.CHILDCARE], entries=())
    law = attrs.evolve(
        FRENCH_LAW, scheme_open=MappingProxyType({**tables, Category.CHILDCARE: closed})
    )
    claim, _ = claim_of(line())
    claim = attrs.evolve(claim, lines=found.lines, month=date(2020, 5, 1))
    (erratum,) = errata(claim, terms, law)
    assert erratum.corrected is None


def test_a_basis_that_was_touched_is_not_replayed() -> None:
    claim, basis = claim_of(line())
    with pytest.raises(ValueError, match="not what was kept"):
        replay(claim, lambda digest: basis(digest).replace("7/10", "8/10"), FRENCH_LAW)


def test_weeks_under_the_same_rules_share_one_basis() -> None:
    claim, _ = claim_of(line(), line(week="2020-W16"), line(BEN))
    assert len({each.assessed.basis for each in claim.lines if each.assessed}) == 1


def test_the_revision_moves_with_a_value_and_not_with_a_note() -> None:
    tables = FRENCH_LAW.tables_of(Parameter.ALLOWANCE_SHARE)
    table = tables[Category.GENERAL]
    noted = attrs.evolve(
        table, entries=tuple(attrs.evolve(entry, note="seen again") for entry in table.entries)
    )
    doubted = attrs.evolve(
        table,
        entries=tuple(attrs.evolve(entry, confidence=Confidence.LOW) for entry in table.entries),
    )

    def with_table(changed: DatedTable[Share]) -> Law:
        return attrs.evolve(
            FRENCH_LAW,
            allowance_share=MappingProxyType({**tables, Category.GENERAL: changed}),
        )

    assert with_table(noted).revision == FRENCH_LAW.revision
    assert with_table(doubted).revision != FRENCH_LAW.revision
    assert corrected(FRENCH_LAW, "0.71").revision != FRENCH_LAW.revision


def test_a_value_without_a_canonical_form_is_a_fault() -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(1.5)


def test_canonical_forms_do_not_run_into_each_other() -> None:
    assert canonical(("a", "b,c")) != canonical(("a,b", "c"))
    assert canonical(frozenset({1, 2})) == canonical(frozenset({2, 1}))
    assert canonical(ANNE) != canonical(BEN)
