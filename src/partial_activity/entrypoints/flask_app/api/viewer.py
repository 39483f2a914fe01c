"""The page of the API: the operations, those that are looked for, or one with its shapes."""

import json
import shlex
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from attrs import frozen

from partial_activity.domain.errors import NotFound
from partial_activity.domain.words import folded

_LONGEST_SEARCH = 80


@frozen(eq=False)
class Listed:
    """An operation, and where it answers."""

    method: str
    path: str
    operation: Mapping[str, Any]

    def has(self, words: list[str]) -> bool:
        """Whether its address or what is said of it has each word."""
        said = (self.method, self.path, self.operation["operationId"], self.operation["summary"])
        text = folded(" ".join((*said, self.operation.get("description", ""))))
        return all(word in text for word in words)


@frozen(eq=False)
class View:
    """What one visit shows."""

    chosen: Listed | None
    groups: list[tuple[str, list[Listed]]]
    """The groups by tag; empty beside one that is chosen."""
    shapes: Mapping[str, Any]
    """The shapes that the chosen operation speaks of, and those that these speak of."""
    searched: str
    sample: str
    """The chosen one on a command line."""


def view(document: Mapping[str, Any], name: str, searched: str) -> View:
    """What a visit shows.

    Args:
        document: of OpenAPI.
        name: of the operation that is chosen; empty for none.
        searched: words that are looked for.

    Raises:
        NotFound: no operation has that name.
    """
    known = list(_operations(document))
    searched = searched.strip()[:_LONGEST_SEARCH]
    if not name:
        words = folded(searched).split()
        order = [tag["name"] for tag in document["tags"]]
        operations = sorted(
            (one for one in known if one.has(words)),
            key=lambda one: order.index(one.operation["tags"][0]),
        )
        groups = groupby(operations, key=lambda one: one.operation["tags"][0])
        return View(None, [(tag, list(same)) for tag, same in groups], {}, searched, "")
    chosen = next((one for one in known if one.operation["operationId"] == name), None)
    if chosen is None:
        raise NotFound("operation", name)
    schemas = document["components"]["schemas"]
    shapes: dict[str, Any] = {}
    _gather(chosen.operation, schemas, shapes)
    # What every operation may answer with.
    _gather({"$ref": "#/components/schemas/Problem"}, schemas, shapes)
    server = document["servers"][0]["url"]
    return View(chosen, [], shapes, searched, _sample(chosen, server))


def _operations(document: Mapping[str, Any]) -> Iterator[Listed]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield Listed(method, path, operation)


def _gather(part: object, schemas: Mapping[str, Any], gathered: dict[str, Any]) -> None:
    """The schemas that a part refers to, each followed once."""
    if isinstance(part, Mapping):
        name = str(part.get("$ref", "")).rpartition("/schemas/")[2]
        if name in schemas and name not in gathered:
            gathered[name] = schemas[name]
            _gather(schemas[name], schemas, gathered)
        for inner in part.values():
            _gather(inner, schemas, gathered)
    elif isinstance(part, list):
        for inner in part:
            _gather(inner, schemas, gathered)


def _sample(chosen: Listed, server: str) -> str:
    words = ["curl", "-X", chosen.method.upper(), f"https://HOST{server}{chosen.path}"]
    if chosen.operation.get("security"):
        words += ["-H", "Authorization: Bearer TOKEN"]
    for media, sent in chosen.operation.get("requestBody", {}).get("content", {}).items():
        words += ["-H", f"Content-Type: {media}"]
        if "example" in sent:
            words += ["-d", json.dumps(sent["example"], ensure_ascii=False)]
        break
    return shlex.join(words)
