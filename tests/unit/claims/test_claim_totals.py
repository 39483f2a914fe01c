"""What a claim file comes to: by month, by text, with what was warned of and refused."""

from datetime import date

from partial_activity import Euros, Hours
from partial_activity.domain.claim.answers import LineAmounts
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.totals import Totals
from partial_activity.domain.claim.uploads import FileFault

MARCH, APRIL = date(2020, 3, 1), date(2020, 4, 1)
OLD, NEW = "décret n° 2013-551", "décret n° 2020-325"


def week(*warnings: str) -> LineAmounts:
    """35 hours at 10 euros, of which 8 are paid back."""
    return LineAmounts(Hours(3500), Euros(1000), Euros(35_000), Euros(800), Euros(28_000), warnings)


def test_sums_by_month_and_by_text_add_up_to_the_whole() -> None:
    totals = Totals()
    for month, text in ((APRIL, NEW), (MARCH, OLD), (MARCH, NEW), (MARCH, NEW)):
        totals.add(month, text, week())
    whole = totals.assessed
    assert (whole.lines, whole.hours) == (4, Hours(14_000))
    assert (whole.indemnity, whole.allowance) == (Euros(140_000), Euros(112_000))
    assert whole.remaining_cost == Euros(28_000)
    assert [(name, one.lines) for name, one in totals.by_month().items()] == [
        ("2020-03", 3),
        ("2020-04", 1),
    ]
    assert [(name, one.lines) for name, one in totals.by_text().items()] == [(OLD, 1), (NEW, 3)]


def test_a_warning_is_counted_once_a_line() -> None:
    totals = Totals()
    totals.add(MARCH, NEW, week("week_limit", "no_hours"))
    totals.add(APRIL, NEW, week("week_limit"))
    assert totals.warnings == {"week_limit": 2, "no_hours": 1}


def test_equal_faults_are_counted_together_with_the_first_of_each() -> None:
    totals = Totals()
    missing = [FileFault.of(LineProblem.of("missing"), line, "nom") for line in (2, 3)]
    too_much = FileFault.of(LineProblem.of("out_of_range.zero"), 3, "taux_horaire", "0")
    totals.refuse((missing[0],))
    totals.refuse((missing[1], too_much))
    assert totals.refused_lines == 2
    assert list(totals.refused.values()) == [(2, missing[0]), (1, too_much)]
