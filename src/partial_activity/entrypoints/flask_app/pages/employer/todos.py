"""What is to be done, as a page shows it: words, a link, and the last day."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.usecases.overview import Overview, Task, Todo

_URGENT_DAYS = 14


@frozen
class Shown:
    """One thing to do."""

    words: Words
    month: date | None
    address: str
    until: date | None
    urgent: bool
    """Its last day is near."""


def shown(overview: Overview, today: date | None = None) -> tuple[Shown, ...]:
    """All there is to do at an establishment, the most pressing first."""
    return tuple(_shown(overview.establishment.siret, todo, today) for todo in overview.todos)


def _shown(siret: Siret, todo: Todo, today: date | None) -> Shown:
    left = (todo.until - today).days if todo.until and today else None
    return Shown(
        words=words.TASKS[todo.task],
        month=todo.month.first if todo.month else None,
        address=_address(siret, todo),
        until=todo.until,
        urgent=left is not None and left <= _URGENT_DAYS,
    )


def _address(siret: Siret, todo: Todo) -> str:
    if todo.task is Task.CLAIM_MONTH:
        assert todo.month is not None
        return addresses.new_claim(siret, todo.key, todo.month.first)
    return addresses.of(siret, *(todo.key if part == _KEY else part for part in _PLACES[todo.task]))


_KEY = "key"
_PLACES: Mapping[Task, tuple[str, ...]] = {
    Task.SEND_OPINION: ("requests", _KEY, "opinion"),
    Task.FINISH_REQUEST: ("requests", _KEY),
    Task.FINISH_CLAIM: ("claims", _KEY),
    Task.MEND_CLAIM: ("claims", _KEY),
    Task.MEND_ACCOUNT: ("payments", "account"),
    Task.ANSWER_JOIN: ("members",),
    Task.FIRST_REQUEST: ("requests", "new"),
}
"""The parts of an address; the key of what is to be done stands in its place."""
