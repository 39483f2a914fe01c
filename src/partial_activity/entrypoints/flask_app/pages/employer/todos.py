"""What is to be done, as a page shows it: words, a link, and the last day."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer import addresses, words
from partial_activity.entrypoints.flask_app.pages.formatting import choose, day, month
from partial_activity.usecases.oversight.overview import Overview, Task, Todo

_URGENT_DAYS = 14


@frozen
class TodoItem:
    """One thing to do."""

    words: Words
    about: str
    """The month or request it is about; empty where the words say it all."""
    address: str
    until: date | None
    urgent: bool
    """Whether its last day is near."""


def todo_items(overview: Overview, today: date) -> tuple[TodoItem, ...]:
    """All there is to do at an establishment, the most pressing first."""
    siret = overview.establishment.siret
    return tuple(
        TodoItem(
            words=words.TASKS[todo.task],
            about=_about(todo, overview),
            address=_address(siret, todo),
            until=todo.until,
            urgent=todo.until is not None and (todo.until - today).days <= _URGENT_DAYS,
        )
        for todo in overview.todos
    )


def _about(todo: Todo, overview: Overview) -> str:
    if todo.month is not None:
        said = month(todo.month.first)
        several = sum(1 for one in overview.todos if one.month == todo.month) > 1
        told = f"{said}, {choose('décision', 'decision')} {todo.key}"
        return told if several and todo.task is Task.CLAIM_MONTH else said
    for followed in overview.requests:
        if followed.request.id == todo.key:
            first, last = day(followed.request.span.first), day(followed.request.last_day)
            return choose(f"du {first} au {last}", f"{first} to {last}")
    return ""


def _address(siret: Siret, todo: Todo) -> str:
    if todo.task is Task.CLAIM_MONTH:
        assert todo.month is not None
        return addresses.new_claim(siret, todo.key, todo.month.first)
    if todo.task is Task.REPLACE_ACCOUNT:
        return f"{addresses.of(siret, 'payments', 'account')}?claim={todo.key}"
    return addresses.of(siret, *(todo.key if part == _KEY else part for part in _PLACES[todo.task]))


_KEY = "key"
_PLACES: Mapping[Task, tuple[str, ...]] = {
    Task.SEND_OPINION: ("requests", _KEY, "opinion"),
    Task.FINISH_REQUEST: ("requests", _KEY),
    Task.FINISH_CLAIM: ("claims", _KEY),
    Task.MEND_CLAIM: ("claims", _KEY),
    Task.TELL_OF_ACCOUNT: ("claims", _KEY),
    Task.ANSWER_REFUSAL: ("requests", _KEY, "decision"),
    Task.ANSWER_WITHDRAWAL: ("requests", _KEY, "decision"),
    Task.ANSWER_JOIN: ("members",),
    Task.FIRST_REQUEST: ("requests", "new"),
}
"""The parts of an address; the key of what is to be done stands in its place."""
