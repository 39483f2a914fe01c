"""Contract of the store of claims: versions, lines, totals, states."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import LINES_NOT_READ, ClaimState
from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_HUGE = 9 * 10**18
"""Ninety million billions of euros."""


class ClaimContract(NeedsUnits):
    """See ``ClaimStore`` in :mod:`partial_activity.ports.stores`."""

    def test_a_claim_comes_back_with_its_lines_in_order(self, units: UnitsOfWork) -> None:
        """The order is that of the numbers of the lines."""
        lines = tuple(samples.claim_line(number, employee=number) for number in range(1, 12))
        with units() as uow:
            uow.claims.add(samples.claim(lines=lines))
            uow.commit()
        with units() as uow:
            assert uow.claims.get(samples.siret(), "claim-1") == samples.claim(lines=lines)

    def test_an_exact_pay_stays_exact(self, units: UnitsOfWork) -> None:
        """A monthly pay divided by 151.67 has no last decimal; a share may have none either."""
        line = attrs.evolve(
            samples.claim_line(),
            hourly_pay=HourlyPay(Fraction(10**30 + 1, 3 * 10**29)),
            category=EmployeeCategory.APPRENTICE,
            share_of_minimum_wage=Share(Fraction(43, 100)),
        )
        bare = attrs.evolve(samples.claim_line(2), hourly_pay=None, assessed=None)
        with units() as uow:
            uow.claims.add(samples.claim(lines=(line, bare)))
            assert uow.claims.get(samples.siret(), "claim-1").lines == (line, bare)

    def test_there_is_no_ceiling(self, units: UnitsOfWork) -> None:
        """A store has no ceiling, neither on amounts nor on hours."""
        line = samples.claim_line()
        assert line.assessed
        huge = attrs.evolve(
            line,
            unworked_hours=Hours(_HUGE),
            assessed=attrs.evolve(
                line.assessed, compensable_hours=Hours(_HUGE), indemnity=Euros(_HUGE)
            ),
        )
        with units() as uow:
            uow.claims.add(samples.claim(lines=(huge,)))
            kept = uow.claims.get(samples.siret(), "claim-1")
            assert kept.hours == Hours(_HUGE)
            assert uow.claims.totals(samples.siret(), "claim-1", 1).indemnity == Euros(_HUGE)

    def test_a_correction_is_the_next_version(self, units: UnitsOfWork) -> None:
        """The latest is the claim; each can be read; lists come without their lines."""
        with units() as uow:
            first, second = samples.claim(), samples.claim(version=2, lines=())
            uow.claims.add(second)
            uow.claims.add(first)
            assert uow.claims.get(samples.siret(), "claim-1") == second
            assert uow.claims.get(samples.siret(), "claim-1", 1) == first
            versions = uow.claims.versions(samples.siret(), "claim-1")
            assert [claim.version for claim in versions] == [1, 2]
            assert all(claim.lines is LINES_NOT_READ for claim in versions)
            with pytest.raises(Conflict):
                uow.claims.add(second)
            for unknown in ((samples.siret(2), "claim-1"), (samples.siret(), "claim-2")):
                with pytest.raises(NotFound):
                    uow.claims.get(*unknown)
                assert list(uow.claims.versions(*unknown)) == []
            with pytest.raises(NotFound):
                uow.claims.get(samples.siret(), "claim-1", 3)

    def test_the_latest_month_comes_first(self, units: UnitsOfWork) -> None:
        """The latest version of each claim of that establishment."""
        with units() as uow:
            may = samples.claim(1, month=date(2020, 5, 1))
            april = samples.claim(2, version=2)
            for claim in (samples.claim(2), april, may, samples.claim(3, at=2)):
                uow.claims.add(claim)
            listed = uow.claims.of(samples.siret())
            assert [(claim.id, claim.version) for claim in listed] == [
                ("claim-1", 1),
                ("claim-2", 2),
            ]
            assert all(claim.lines is LINES_NOT_READ for claim in listed)

    def test_saving_replaces_the_lines(self, units: UnitsOfWork) -> None:
        """The lines of the claim take their place: changed, more, fewer, none."""
        one, other = samples.claim_line(1), samples.claim_line(2, employee=2)
        with units() as uow:
            uow.claims.add(samples.claim())
            uow.commit()
        for revision, lines in enumerate(((other, one), (attrs.evolve(one, last_name="M"),), ())):
            with units() as uow:
                kept = uow.claims.get(samples.siret(), "claim-1")
                uow.claims.save(attrs.evolve(kept, lines=lines))
                uow.commit()
            with units() as uow:
                kept = uow.claims.get(samples.siret(), "claim-1")
                assert kept.revision == revision + 1
                assert kept.lines == tuple(sorted(lines, key=lambda line: line.number))

    def test_saving_keeps_what_lines_were_found_to_be_worth(self, units: UnitsOfWork) -> None:
        """Assessed, assessed again and, of one line, not any more; all else stays as it is."""
        lines = tuple(samples.claim_line(number, week=number) for number in (1, 2, 3))
        bare = tuple(attrs.evolve(line, assessed=None) for line in lines)
        assert lines[0].assessed is not None
        other = attrs.evolve(lines[0].assessed, allowance=Euros(2**40), basis="other", warnings=())
        again = (attrs.evolve(lines[0], assessed=other), bare[1], lines[2])
        with units() as uow:
            uow.claims.add(samples.claim(state=ClaimState.DRAFT, lines=bare))
            uow.commit()
        for saved in (lines, again):
            with units() as uow:
                kept = uow.claims.get(samples.siret(), "claim-1")
                uow.claims.save(attrs.evolve(kept, lines=saved))
                assert uow.claims.get(samples.siret(), "claim-1").lines == saved
                uow.commit()
            with units() as uow:
                assert uow.claims.get(samples.siret(), "claim-1").lines == saved

    def test_a_claim_read_without_its_lines_keeps_them(self, units: UnitsOfWork) -> None:
        """Moved from a list of claims to their next state, say."""
        with units() as uow:
            uow.claims.add(samples.claim())
            uow.commit()
        with units() as uow:
            (listed,) = uow.claims.in_state(ClaimState.AWAITING_VALIDATION, limit=5)
            uow.claims.save(listed.moved_to(ClaimState.VALIDATED))
            uow.commit()
        with units() as uow:
            kept = uow.claims.get(samples.siret(), "claim-1")
            assert kept.state is ClaimState.VALIDATED
            assert kept.lines == samples.claim().lines

    def test_a_claim_saved_as_it_was_read_keeps_its_lines(self, units: UnitsOfWork) -> None:
        """Twice in one unit of work too."""
        with units() as uow:
            uow.claims.add(samples.claim())
            kept = uow.claims.get(samples.siret(), "claim-1")
            uow.claims.save(kept.moved_to(ClaimState.VALIDATED))
            kept = uow.claims.get(samples.siret(), "claim-1")
            uow.claims.save(attrs.evolve(kept, lines=()))
            kept = uow.claims.get(samples.siret(), "claim-1")
            assert kept.lines == ()
            assert kept.revision == 2

    def test_a_claim_that_changed_is_not_overwritten(self, units: UnitsOfWork) -> None:
        """Nor its lines; and what is not there cannot be saved."""
        with units() as uow:
            uow.claims.add(samples.claim())
            read = uow.claims.get(samples.siret(), "claim-1")
            uow.claims.save(read.moved_to(ClaimState.VALIDATED))
            with pytest.raises(Conflict):
                uow.claims.save(attrs.evolve(read, lines=()))
            with pytest.raises(NotFound):
                uow.claims.save(samples.claim(2))
            assert uow.claims.get(samples.siret(), "claim-1").lines == read.lines

    def test_the_first_submitted_comes_first(self, units: UnitsOfWork) -> None:
        """The claims are everybody's, in one state, up to a number."""
        with units() as uow:
            for number in (3, 1, 2):
                at = samples.later(number)
                uow.claims.add(samples.claim(number, at=number, submitted_at=at))
            uow.claims.add(samples.claim(4, state=ClaimState.DRAFT, submitted_at=None))
            claims = uow.claims.in_state(ClaimState.AWAITING_VALIDATION, limit=2)
            assert [claim.id for claim in claims] == ["claim-1", "claim-2"]
            drafts = uow.claims.in_state(ClaimState.DRAFT, limit=2)
            assert [claim.id for claim in drafts] == ["claim-4"]
            assert dict(uow.claims.counts()) == {
                ClaimState.AWAITING_VALIDATION: 3,
                ClaimState.DRAFT: 1,
            }

    def test_totals_are_those_of_the_lines(self, units: UnitsOfWork) -> None:
        """The totals are those of one version; a line without amounts counts as a line only."""
        bare = attrs.evolve(samples.claim_line(3, employee=2), assessed=None)
        lines = (samples.claim_line(1), samples.claim_line(2, week=2), bare)
        with units() as uow:
            uow.claims.add(samples.claim(lines=lines))
            uow.claims.add(samples.claim(version=2, lines=()))
            both = Euros(2 * 28_105)
            totals = uow.claims.totals(samples.siret(), "claim-1", 1)
            assert totals == ClaimTotals(3, 2, Hours(7_000), both, both)
            empty = ClaimTotals(0, 0, Hours(0), Euros(0), Euros(0))
            assert uow.claims.totals(samples.siret(), "claim-1", 2) == empty
            with pytest.raises(NotFound):
                uow.claims.totals(samples.siret(), "claim-1", 3)

    def test_a_claim_is_seen_without_its_lines(self, units: UnitsOfWork) -> None:
        """The latest version, or the one that is named."""
        with units() as uow:
            uow.claims.add(samples.claim())
            uow.claims.add(samples.claim(version=2))
            latest = uow.claims.head(samples.siret(), "claim-1")
            assert (latest.version, latest.lines is LINES_NOT_READ) == (2, True)
            assert uow.claims.head(samples.siret(), "claim-1", 1).version == 1
            with pytest.raises(NotFound):
                uow.claims.head(samples.siret(), "claim-1", 3)

    def test_lines_come_page_by_page(self, units: UnitsOfWork) -> None:
        """The lines come by number, of that version only."""
        lines = tuple(samples.claim_line(number, employee=number) for number in (1, 2, 4, 7))
        with units() as uow:
            uow.claims.add(samples.claim(lines=lines))
            uow.claims.add(samples.claim(version=2, lines=()))
            here = (samples.siret(), "claim-1", 1)
            assert tuple(uow.claims.lines_page(*here, after=0, limit=2)) == lines[:2]
            assert tuple(uow.claims.lines_page(*here, after=2, limit=9)) == lines[2:]
            assert list(uow.claims.lines_page(*here, after=7, limit=9)) == []
            assert list(uow.claims.lines_page(samples.siret(), "claim-1", 2, 0, 9)) == []
            with pytest.raises(NotFound):
                uow.claims.lines_page(samples.siret(), "claim-1", 3, 0, 9)

    def test_employees_come_page_by_page_with_all_their_lines(self, units: UnitsOfWork) -> None:
        """The employees come by the lowest number of each; the lines of one by day."""
        one = [samples.claim_line(5, week=1), samples.claim_line(2, week=2)]
        two = [samples.claim_line(1, employee=2), samples.claim_line(9, employee=2, week=2)]
        three = [samples.claim_line(3, employee=3)]
        with units() as uow:
            uow.claims.add(samples.claim(lines=(*one, *two, *three)))
            here = (samples.siret(), "claim-1", 1)
            assert list(uow.claims.employees_page(*here, after=0, limit=2)) == [*two, *one]
            assert list(uow.claims.employees_page(*here, after=2, limit=2)) == three
            assert list(uow.claims.employees_page(*here, after=3, limit=2)) == []
            assert list(uow.claims.lines_beside(*here, 2)) == one
            assert list(uow.claims.lines_beside(*here, 4)) == []

    def test_totals_of_many_claims_at_once(self, units: UnitsOfWork) -> None:
        """Each of the version asked for; a claim without lines has none."""
        with units() as uow:
            two = (samples.claim_line(1), samples.claim_line(2, week=2))
            uow.claims.add(samples.claim(1, lines=two))
            uow.claims.add(samples.claim(1, version=2))
            uow.claims.add(samples.claim(2, lines=()))
            asked = [
                uow.claims.head(samples.siret(), "claim-1", 1),
                uow.claims.head(samples.siret(), "claim-2"),
            ]
            totals = dict(uow.claims.totals_of(samples.siret(), asked))
            assert totals == {"claim-1": uow.claims.totals(samples.siret(), "claim-1", 1)}
            assert dict(uow.claims.totals_of(samples.siret(), [])) == {}

    def test_totals_by_the_rules_the_lines_rest_on(self, units: UnitsOfWork) -> None:
        """Lines that are not assessed rest on none."""
        line = samples.claim_line(1)
        assert line.assessed
        other = attrs.evolve(
            samples.claim_line(2, week=2), assessed=attrs.evolve(line.assessed, basis="later")
        )
        bare = attrs.evolve(samples.claim_line(3, week=3), assessed=None)
        same = samples.claim_line(4, employee=2)
        with units() as uow:
            uow.claims.add(samples.claim(lines=(line, other, bare, same)))
            first, last = uow.claims.totals_by_basis(samples.siret(), "claim-1", 1)
            assert (first.basis, first.lines) == (line.assessed.basis, 2)
            assert (first.first, first.last) == (line.span.first, line.last_day)
            assert first.hours == Hours(2 * line.assessed.compensable_hours.hundredths)
            assert first.indemnity == first.allowance == Euros(2 * 28_105)
            assert (last.basis, last.first, last.lines) == ("later", other.span.first, 1)
            assert uow.claims.kept_sums(samples.siret(), "claim-1", 1) == {
                one.basis: (one.lines, one.hours, one.indemnity, one.allowance)
                for one in (first, last)
            }

    def test_what_was_typed_is_kept_until_it_is_read(self, units: UnitsOfWork) -> None:
        """The last text typed in a version holds."""
        here = (samples.siret(), "claim-1", 1)
        with units() as uow:
            uow.claims.add(samples.claim())
            uow.claims.add(samples.claim(version=2))
            assert uow.claims.typed(*here) == ""
            for typed in ("trente", "1 80 05 75 … 35 h", ""):
                uow.claims.keep_typed(*here, typed)
                assert uow.claims.typed(*here) == typed
            assert uow.claims.typed(samples.siret(), "claim-1", 2) == ""
            with pytest.raises(NotFound):
                uow.claims.keep_typed(samples.siret(), "claim-1", 3, "x")

    def test_resolved_rules_are_kept_once(self, units: UnitsOfWork) -> None:
        """The first text under a digest stays."""
        with units() as uow:
            uow.claims.keep_basis("digest", "rules")
            uow.claims.keep_basis("digest", "rules")
            assert uow.claims.basis("digest") == "rules"
            with pytest.raises(NotFound):
                uow.claims.basis("other")

    def test_a_version_is_screened_once(self, units: UnitsOfWork) -> None:
        """What was found comes back equal."""
        key = (samples.siret(), "claim-1", 1)
        with units() as uow:
            uow.claims.add(samples.claim())
            assert uow.claims.screening_of(*key) is None
            uow.claims.keep_screening(*key, samples.screening())
            assert uow.claims.screening_of(*key) == samples.screening()
            with pytest.raises(Conflict):
                uow.claims.keep_screening(*key, samples.screening())
            with pytest.raises(NotFound):
                uow.claims.keep_screening(samples.siret(), "claim-1", 2, samples.screening())
