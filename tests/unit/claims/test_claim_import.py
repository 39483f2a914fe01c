"""Lines that come by thousands: dry run, faults line by line, twice the same."""

from collections.abc import Sequence
from datetime import date

import attrs

from partial_activity import Hours
from partial_activity.domain.claim.claims import ClaimLine, ClaimState, claim_id_of
from partial_activity.domain.claim.uploads import FiledLine
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.usecases.claim import claims
from partial_activity.usecases.claim.import_claims import ImportReport, import_claims

from .conftest import ANNE, APRIL, BEN, MARCH, NUMBER, OTHER_FIRM, SIRET, Firm, line


def filed(place: int, said: ClaimLine, *, siret: Siret = SIRET, number: str = NUMBER) -> FiledLine:
    """A line of a file, for April."""
    return FiledLine(place, siret, number, APRIL, said)


def read(
    firm: Firm, lines: Sequence[FiledLine], *, dry_run: bool = False, whole: bool = False
) -> ImportReport:
    """Import as the firm's contact."""
    return import_claims(lines, actor=firm.anne, context=firm.context, dry_run=dry_run, whole=whole)


def kept(firm: Firm) -> list[tuple[int, str]]:
    """Numbers and weeks of the lines kept for April."""
    claim_id = claim_id_of(SIRET, NUMBER, APRIL)
    found = claims.see_claim(SIRET, claim_id, actor=firm.anne, context=firm.context)
    return [(each.number, each.week) for each in found.lines]


def test_a_file_opens_the_claims_it_speaks_of(firm: Firm) -> None:
    report = read(firm, [filed(2, line()), filed(3, line(BEN)), filed(4, line(week="2020-W16"))])
    assert report.written
    assert report.problems == ()
    (imported,) = report.claims
    assert (imported.added, imported.changed, imported.unchanged) == (3, 0, 0)
    assert kept(firm) == [(1, "2020-W15"), (2, "2020-W15"), (3, "2020-W16")]


def test_the_same_file_twice_changes_nothing(firm: Firm) -> None:
    lines = [filed(2, line()), filed(3, line(BEN))]
    read(firm, lines)
    before = claims.claims_of(SIRET, actor=firm.anne, context=firm.context)
    again = read(firm, lines)
    assert not again.written
    assert again.claims[0].unchanged == 2
    assert claims.claims_of(SIRET, actor=firm.anne, context=firm.context) == before
    assert firm.journal() == ["claim.lines_imported"]


def test_the_same_file_after_submission_changes_nothing_and_is_no_fault(firm: Firm) -> None:
    lines = [filed(2, line()), filed(3, line(BEN))]
    read(firm, lines)
    firm.submit(firm.open())
    again = read(firm, lines)
    assert (again.written, again.problems, again.claims[0].unchanged) == (False, (), 2)


def test_another_word_on_a_submitted_claim_is_refused_line_by_line(firm: Firm) -> None:
    read(firm, [filed(2, line()), filed(3, line(BEN))])
    firm.submit(firm.open())
    again = read(firm, [filed(2, line()), filed(3, line(BEN, unworked="10"))])
    assert [(each.line, each.code) for each in again.problems] == [(3, "claim_not_draft")]
    assert not again.written


def test_days_said_twice_after_submission_are_told_as_before_it(firm: Firm) -> None:
    lines = [filed(2, line()), filed(3, line(unworked="30"))]
    before = read(firm, lines)
    firm.submit(firm.open())
    after = read(firm, lines)
    assert before.problems == after.problems
    assert [(each.line, each.code) for each in after.problems] == [(3, "duplicate_line")]
    assert (after.written, after.claims[0].unchanged) == (False, 1)


def test_a_line_of_a_file_leaves_the_days_of_those_that_stay(firm: Firm) -> None:
    """What the draft says already is not put in doubt by a file that does not name it."""
    read(firm, [filed(2, line())])
    part = attrs.evolve(line(unworked="7"), span=Span(date(2020, 4, 7), date(2020, 4, 7)))
    report = read(firm, [filed(2, part)])
    assert [(each.line, each.code) for each in report.problems] == [(2, "duplicate_line")]
    assert not report.written


def test_two_contracts_of_an_employee_are_two_lines_of_each_week(firm: Firm) -> None:
    second = attrs.evolve(line(contract="20", unworked="20"), contract_number="00002")
    report = read(firm, [filed(2, line(contract="15", unworked="15")), filed(3, second)])
    assert report.problems == ()
    assert firm.submit(firm.open()).claim.hours == Hours.parse("35")


def test_a_changed_line_takes_the_place_of_the_one_before(firm: Firm) -> None:
    read(firm, [filed(2, line()), filed(3, line(BEN))])
    report = read(firm, [filed(2, line(unworked="10", worked="25"))])
    assert (report.claims[0].added, report.claims[0].changed) == (0, 1)
    assert kept(firm) == [(1, "2020-W15"), (2, "2020-W15")]
    assert firm.open().lines[0].unworked_hours == Hours.parse("10")


def test_a_dry_run_tells_the_same_and_keeps_nothing(firm: Firm) -> None:
    lines = [filed(2, line()), filed(3, line(BEN, unworked="40"))]
    dry = read(firm, lines, dry_run=True)
    assert not dry.written
    assert claims.claims_of(SIRET, actor=firm.anne, context=firm.context) == []
    wet = read(firm, lines)
    assert dry.problems == wet.problems
    assert dry.claims[0].added == wet.claims[0].added == 1


def test_bad_lines_are_told_by_their_place_and_the_good_ones_kept(firm: Firm) -> None:
    report = read(
        firm,
        [
            filed(2, line()),
            filed(3, line(unworked="30")),
            filed(4, line(BEN, unworked="36")),
            filed(5, line(week="2020-W11", month=MARCH)),
            filed(6, line(), number="NO-SUCH"),
            filed(7, line(BEN, week="2020-W16", contract="0", unworked="0")),
        ],
    )
    assert [(each.line, each.code) for each in report.problems] == [
        (3, "duplicate_line"),
        (4, "hours_above_count"),
        (5, "slice_outside_month"),
        (6, "unknown_authorisation"),
        (7, "no_contract_hours"),
    ]
    assert kept(firm) == [(1, "2020-W15")]


def test_a_file_can_be_taken_whole_or_not_at_all(firm: Firm) -> None:
    report = read(firm, [filed(2, line()), filed(3, line(BEN, unworked="36"))], whole=True)
    assert not report.written
    assert claims.claims_of(SIRET, actor=firm.anne, context=firm.context) == []
    assert read(firm, [filed(2, line())], whole=True).written


def test_a_faulty_line_leaves_what_the_draft_said_before(firm: Firm) -> None:
    read(firm, [filed(2, line(unworked="10"))])
    read(firm, [filed(2, line(unworked="99"))])
    assert [each.unworked_hours for each in firm.open().lines] == [Hours.parse("10")]


def test_a_firm_one_may_not_claim_for_answers_as_if_it_had_no_decision(firm: Firm) -> None:
    firm.anne = firm.stranger
    report = read(firm, [filed(2, line()), filed(3, line(), siret=OTHER_FIRM)])
    assert [each.code for each in report.problems] == ["unknown_authorisation"] * 2
    assert report.claims == ()


def test_a_file_begins_a_withdrawn_claim_anew(firm: Firm) -> None:
    first = firm.submitted(line())
    claims.withdraw_claim(SIRET, first.id, actor=firm.anne, context=firm.context)
    read(firm, [filed(2, line(ANNE, unworked="20"))])
    draft = firm.open()
    assert (draft.version, draft.state) == (2, ClaimState.DRAFT)
    assert [each.unworked_hours for each in draft.lines] == [Hours.parse("20")]


def test_a_week_that_is_none_is_told_with_its_line(firm: Firm) -> None:
    wrong = line()
    report = read(firm, [filed(2, line(BEN)), filed(3, _with_week(wrong, "2020-W60"))])
    assert [(each.line, each.path) for each in report.problems] == [(3, "week")]
    assert report.claims[0].added == 1


def _with_week(said: ClaimLine, week: str) -> ClaimLine:
    return attrs.evolve(said, week=week)
