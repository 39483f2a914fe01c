"""What the documents of a claim share: what is known of it and its sums."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine, summed
from partial_activity.domain.days import legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.book import Law
from partial_activity.domain.letters.documents import Fact
from partial_activity.domain.money import Euros
from partial_activity.domain.people.people import Establishment
from partial_activity.domain.values import frozen


@frozen(eq=False)
class ClaimFacts:
    """What the documents of a claim are made of."""

    claim: Claim
    """The claim, in the version that was submitted."""
    establishment: Establishment
    submitted_by: str
    """The name of who submitted it."""
    lines: tuple[ClaimLine, ...]
    """All of them, or those of one employee; each assessed."""
    bases: Mapping[str, str]
    """Text of the resolved rules, by the digest that lines name."""
    law: Law
    """The law, where the regimes of the rules are found by name; none of its values is read."""
    with_nir: bool
    """Whether the reader may see whose number it is; even so, only its end is told."""
    sha256: str = ""
    """The hash of what was submitted."""


def added_figures(lines: Iterable[ClaimLine]) -> Iterator[Fact]:
    """What the regimes of the days added beside the hours; it is in the totals already."""
    for added in summed(one for line in lines for one in assessed(line).additions):
        yield Fact(f"Dont {added.words.french}", added.euros)


def sums_of(lines: Iterable[ClaimLine]) -> tuple[Hours, Euros, Euros]:
    """Hours that count, indemnity and allowance of some lines."""
    amounts = [assessed(line) for line in lines]
    return (
        Hours(sum(one.compensable_hours.hundredths for one in amounts)),
        Euros(sum(one.indemnity.cents for one in amounts)),
        Euros(sum(one.allowance.cents for one in amounts)),
    )


def assessed(line: ClaimLine) -> AssessedLine:
    """What a submitted line was assessed at."""
    assert line.assessed is not None, "what was submitted was assessed"
    return line.assessed


def week_text(line: ClaimLine) -> str:
    """``S15``: the days stand beside, so that the year need not."""
    return "S" + line.week.partition("-W")[2]


def submitted_on(claim: Claim) -> date:
    """Legal day of the submission."""
    assert claim.submitted_at is not None
    return legal_day(claim.submitted_at)
