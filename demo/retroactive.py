"""Scenes of the retroactive decree: a claim file assessed as known today and as known before it."""

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from demo.sample_claims import FIRMS, sample_file
from demo.telling import say, tell, title, told_day
from partial_activity.adapters.claim_file.file import open_claim_file
from partial_activity.adapters.claim_file.ledger import SqliteLedger
from partial_activity.adapters.claim_file.reader import ClaimFileLines, FileFacts
from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.claim.totals import Totals
from partial_activity.domain.law.book import Found, Tables, find
from partial_activity.domain.law.names import Category
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.entrypoints.cli import claim_summary
from partial_activity.entrypoints.cli.assess_file import Outputs, assess_claims
from partial_activity.entrypoints.cli.claim_summary import grouped
from partial_activity.usecases.claim.known_since import Moved, moved_since

SEED = 2020
LINES = 5_000
CLAIMS = "claims.csv"
EARLIER = date(2020, 3, 20)
_RESULTS, _REFUSED = "results.csv", "refused.csv"
_RESULTS_THEN, _REFUSED_THEN = f"results-known-{EARLIER}.csv", f"refused-known-{EARLIER}.csv"
_LARGEST_MOVES = 8


def assess_twice(folder: Path) -> None:
    """Play these scenes; their files go to the folder."""
    claims = write_the_file(folder)
    today = assess_the_file(claims, folder)
    then = assess_as_known_then(claims, folder)
    explain_the_difference(claims, today, then)


def files_of(folder: Path) -> Mapping[Path, str]:
    """The files that these scenes leave, and what each holds."""
    return {
        folder / CLAIMS: "the claim file of the retroactive decree",
        folder / _RESULTS: "each line with its hours, amounts and texts",
        folder / _REFUSED: "the refused lines, with what to mend",
        folder / _RESULTS_THEN: "the results as known then",
        folder / _REFUSED_THEN: "the lines refused then",
    }


def write_the_file(folder: Path) -> Path:
    """Scene: a claim file that looks like a real one."""
    title("A claim file")
    claims = folder / CLAIMS
    with claims.open("wb") as out:
        out.writelines(sample_file(SEED, LINES))
    tell(
        f"{LINES:,} lines of {len(FIRMS)} invented firms: a line for each employee and week, from "
        "March to June 2020 and from March to May 2025. Part-timers, agency staff, day rates, "
        "apprentices, pay near the minimum wage and above the cap; one line in a hundred is dirty, "
        "each in its own way."
    )
    return claims


def assess_the_file(claims: Path, folder: Path) -> Totals:
    """Scene: each line under the law in force on its days, as known today."""
    title("Assessed under the law as known today")
    totals = _assess(claims, folder / _RESULTS, folder / _REFUSED, None)
    say(claim_summary.counted(totals))
    say("\nRefused, by reason, with the first line of each:")
    say(*claim_summary.refused_table(totals))
    say("\nWhat it comes to, in euros:")
    say(*claim_summary.month_table(totals))
    say("\nBy the text that decides the allowance:")
    say(*claim_summary.text_table(totals))
    return totals


def assess_as_known_then(claims: Path, folder: Path) -> Totals:
    """Scene: the same file, with only what the Journal officiel had printed by then."""
    title(f"The same file, as known on {told_day(EARLIER)}")
    totals = _assess(claims, folder / _RESULTS_THEN, folder / _REFUSED_THEN, EARLIER)
    say(*claim_summary.month_table(totals))
    say("\nBy the text that decides the allowance:")
    say(*claim_summary.by_text_table(totals))
    return totals


def explain_the_difference(claims: Path, today: Totals, then: Totals) -> None:
    """Scene: which texts, published since, moved how many euros."""
    title("What the texts published since then moved")
    more = today.assessed.allowance - then.assessed.allowance
    owed = today.assessed.indemnity - then.assessed.indemnity
    say(*_moved_table(_moved(claims), owed, more))
    small, large = (
        _flat(tables)
        for tables in (FRENCH_LAW.allowance_flat_up_to_250, FRENCH_LAW.allowance_flat_above_250)
    )
    say("")
    tell(
        f"On {told_day(EARLIER)} the State paid a flat amount for each hour, whatever the pay: "
        f"{small.value} euros in a firm of up to 250 employees, {large.value} above "
        f"({small.entry.text.name}, {small.article}). Six days later décret n° 2020-325 made it a "
        "share of the pay, for hours from 1 March on: retroactively. Each text above is laid on in "
        "order of publication and answers for what it moves, hours of 2025 included: as the law "
        "was known then, they were still to be paid the flat amount."
    )
    tell(
        f"In all the allowance moves by {_signed(more)} euros and the indemnity by "
        f"{_signed(owed)}; the employers' remaining cost goes from "
        f"{grouped(then.assessed.remaining_cost)} to {grouped(today.assessed.remaining_cost)} "
        "euros."
    )


def _assess(claims: Path, results: Path, refused: Path, known_on: date | None) -> Totals:
    with open_claim_file(claims) as file:
        return assess_claims(file, _facts(known_on), Outputs(results, refused), FRENCH_LAW)


def _facts(known_on: date | None) -> FileFacts:
    return FileFacts(Scheme.ORDINARY, Territory.NATIONAL, Situation.GENERAL, known_on=known_on)


def _moved(claims: Path) -> tuple[Moved, ...]:
    with open_claim_file(claims) as file, SqliteLedger() as ledger:
        return moved_since(ClaimFileLines.of(file, _facts(None)), ledger, EARLIER, FRENCH_LAW)


def _moved_table(moved: tuple[Moved, ...], owed: Euros, more: Euros) -> Iterator[str]:
    """The largest moves in order of publication, the others in one line, and the whole.

    A line that has an answer on one of the two days only is moved by no text.
    """
    largest = sorted(moved, key=lambda one: -abs(one.allowance_cents))[:_LARGEST_MOVES]
    others = Moved(EARLIER, {"other texts": None})
    yield f"{'published':<12}{'text':<44}{'hours of':<21}{'indemnity':>12}{'allowance':>13}"
    for one in moved:
        if one in largest:
            yield _moved_row(f"{one.published:%d/%m/%Y}", one)
        else:
            others.indemnity_cents += one.indemnity_cents
            others.allowance_cents += one.allowance_cents
            others.months |= one.months
    if others.months:
        yield _moved_row(f"({len(moved) - len(largest)})", others)
    rest = Moved(EARLIER, {"lines with an answer on one day only": None})
    rest.indemnity_cents = owed.cents - sum(one.indemnity_cents for one in moved)
    rest.allowance_cents = more.cents - sum(one.allowance_cents for one in moved)
    if rest.indemnity_cents or rest.allowance_cents:
        yield _moved_row("", rest)
    yield f"{'in all':<77}{_signed(owed):>12}{_signed(more):>13}"


def _moved_row(published: str, one: Moved) -> str:
    months = " … ".join(dict.fromkeys((min(one.months), max(one.months)))) if one.months else ""
    texts = textwrap.shorten(", ".join(one.texts), 43, placeholder=" …")
    indemnity, allowance = Euros(one.indemnity_cents), Euros(one.allowance_cents)
    return f"{published:<12}{texts:<44}{months:<21}{_signed(indemnity):>12}{_signed(allowance):>13}"


def _flat(tables: Tables[HourlyPay]) -> Found[HourlyPay]:
    """The flat amount in force on the earlier day, as known then."""
    found = find(tables, (Category.GENERAL,), EARLIER, EARLIER)
    assert found is not None
    return found


def _signed(amount: Euros) -> str:
    return grouped(amount) if amount.cents < 0 else f"+{grouped(amount)}"
