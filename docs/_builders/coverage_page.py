"""docs/coverage.md: what is modelled, from when, checked up to when, and what is not."""

from collections.abc import Iterator

from _builders import wording
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.tables.gaps import DISPUTES, ENDED, KNOWN_GAPS, NOT_MODELLED, Gap


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/, and content."""
    lines = [wording.GENERATED, "", *_head(), *_tables(), *_disputed(), *_gaps(), *_not_modelled()]
    yield "coverage.md", "\n".join(lines).rstrip("\n") + "\n"


def _head() -> Iterator[str]:
    tables = list(FRENCH_LAW.tables())
    entries = sum(len(table.entries) for table in tables)
    yield "# What is modelled, and what is not"
    yield ""
    yield (
        f"{len(tables)} tables hold {entries} values from {len(FRENCH_LAW.texts())} texts, for "
        "hours from 1 July 2013 on. `partial-activity law check` holds this page true: it fails "
        "on a day without an answer that is not listed here, on a listed gap that was filled, on "
        "a value without text or article, and on a text that plans a day twice."
    )
    yield ""
    yield (
        "An assessment says so itself when it rests on a disputed or inferred value (`disputed`, "
        "`unconfirmed_value`), on a day after the last one that was compared with a source "
        "(`law_not_checked`), or on a gap (error `no_rule_in_force`, or a warning of its own). "
        "[Every code](codes.md) · [every value](law/index.md)."
    )
    yield ""


def _tables() -> Iterator[str]:
    yield "## What is modelled"
    yield ""
    yield "One line a parameter; its page has each category apart."
    yield ""
    rows = []
    for parameter in Parameter:
        tables = list(FRENCH_LAW.tables_of(parameter).values())
        link = f"[`{parameter}`](law/parameters/{wording.parameter_file(parameter)})"
        first = min(entry.span.first for table in tables for entry in table.entries)
        checked = sorted({table.checked_until for table in tables})
        until = str(checked[0]) if len(checked) == 1 else f"{checked[0]} to {checked[-1]}"
        categories = ", ".join(table.category for table in tables)
        rows.append(wording.row(link, categories, first, until))
    yield from wording.table(("parameter", "categories", "from", "checked up to"), rows)


def _disputed() -> Iterator[str]:
    yield "## Disputed or inferred values"
    yield ""
    rows = []
    for table in FRENCH_LAW.tables():
        for entry in table.entries:
            if entry.dispute or entry.confidence.value != "high":
                why = wording.note(entry, table)
                name = f"`{table.parameter}` ({table.category})"
                held = wording.value(entry, table)
                rows.append(wording.row(name, wording.days(entry.span), held, entry.text.name, why))
    yield from wording.table(("value of", "days", "kept", "text", "why"), rows)
    yield "## Disputed points beside the tables"
    yield ""
    rows = [wording.row(one.subject, one.answered, one.instead, one.source) for one in DISPUTES]
    yield from wording.table(("point", "answered", "instead", "source"), rows)


def _gaps() -> Iterator[str]:
    yield "## Known gaps"
    yield ""
    yield "The law has, or may have, an answer that no source gave. Nothing is filled by guess."
    yield ""
    head = ("parameter", "days", "why", "source")
    yield from wording.table(head, [_gap(gap) for gap in KNOWN_GAPS])
    yield "Where the law itself has no rule any more, silence is the right answer:"
    yield ""
    yield from wording.table(head, [_gap(gap) for gap in ENDED])


def _gap(gap: Gap) -> str:
    name = f"`{gap.parameter}` ({gap.category})"
    return wording.row(name, wording.days(gap.span), gap.reason, gap.source)


def _not_modelled() -> Iterator[str]:
    yield "## Not modelled"
    yield ""
    rows = [wording.row(rule.subject, rule.reason, rule.source) for rule in NOT_MODELLED]
    yield from wording.table(("rule", "why", "source"), rows)
