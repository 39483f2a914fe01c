"""The law as JSON: what ``law … --json`` prints and the API answers, from one place."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from partial_activity.domain.law.book import Found
from partial_activity.domain.law.dated import Driver, Entry, Span, Text
from partial_activity.domain.law.reading import Difference, Planned
from partial_activity.domain.law.statements import value_text


def value(found: Found[Any], span: Span | None = None) -> dict[str, object]:
    """A value in force; ``span`` where it applied, if not all that its text planned."""
    entry, table = found.entry, found.table
    days = span or entry.span
    said: dict[str, object] = {
        "parameter": table.parameter.value,
        "category": table.category.value,
        "value": value_text(entry.value),
        "unit": table.unit.name,
        "hours_from": days.first.isoformat(),
        "hours_to": days.last and days.last.isoformat(),
        "text": entry.text.name,
        "article": found.article,
        "published": entry.text.published and entry.text.published.isoformat(),
        "confidence": entry.confidence.value,
    }
    if table.driver is not Driver.HOURS:
        said["driver"] = table.driver.value
    return said | _dispute(entry)


def plan(planned: Planned) -> dict[str, object]:
    """A plan of a text, with the days on which it is the law today."""
    spans = [
        {"first": span.first.isoformat(), "last": span.last and span.last.isoformat()}
        for span in planned.applied
    ]
    return value(Found(planned.table, planned.entry)) | {"applied": spans}


def difference(one: Difference) -> dict[str, object]:
    """What two moments answer differently."""
    return {
        "parameter": one.parameter.value,
        "category": one.category.value,
        "before": one.before and value(one.before),
        "after": one.after and value(one.after),
    }


def text(text: Text, planned: Iterable[Planned]) -> dict[str, object]:
    """A text, with all that it planned."""
    return summary(text) | {"plans": [plan(one) for one in planned]}


def summary(text: Text) -> dict[str, object]:
    """A text, without what it planned."""
    return {
        "id": text_id(text),
        "text": text.name,
        "title": text.title,
        "signed": text.signed and text.signed.isoformat(),
        "published": text.published and text.published.isoformat(),
        "published_confidence": text.published_confidence.value,
        "official": text.official,
    }


@lru_cache(maxsize=1024)  # a draft decree is a text too
def text_id(text: Text) -> str:
    """The name of a text in an address: ``decret-2020-810``, as its page in the documentation."""
    plain = unicodedata.normalize("NFKD", text.name.replace("n°", ""))
    ascii_only = plain.encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def _dispute(entry: Entry[Any]) -> dict[str, object]:
    dispute = entry.dispute
    return {"dispute": {"french": dispute.french, "english": dispute.english}} if dispute else {}
