"""How a file, and a place in the queue, are written in an address or a form; and read back."""

from datetime import date

from partial_activity.domain.identifiers import Siret
from partial_activity.domain.queue import QueueKey, QueueKind, QueuePlace
from partial_activity.usecases.decide_many import Chosen

_PARTS = 4


def key_text(key: QueueKey) -> str:
    """``request.73282932000074.0a1b….1``."""
    return f"{key.kind.value}.{key.siret}.{key.id}.{key.version}"


def key_of(text: str) -> QueueKey:
    """The file.

    Raises:
        ValueError: this is none.
    """
    parts = text.split(".")
    if len(parts) != _PARTS:
        raise ValueError(text)
    kind, siret, thing_id, version = parts
    return QueueKey(QueueKind(kind), Siret(siret), thing_id, int(version))


def place_text(place: QueuePlace) -> str:
    """The day, then the file."""
    return f"{place.decide_by.isoformat()}.{key_text(place.key)}"


def place_of(text: str) -> QueuePlace:
    """The place.

    Raises:
        ValueError: this is none.
    """
    day, _, key = text.partition(".")
    return QueuePlace(date.fromisoformat(day), key_of(key))


def chosen_text(key: QueueKey, revision: int) -> str:
    """A file as it was read."""
    return f"{key_text(key)}.{revision}"


def chosen_of(text: str) -> Chosen:
    """The file as it was read.

    Raises:
        ValueError: this is none.
    """
    key, _, revision = text.rpartition(".")
    return Chosen(key_of(key), int(revision))


def file_address(key: QueueKey) -> str:
    """Its page."""
    things = "requests" if key.kind is QueueKind.REQUEST else "claims"
    return f"/office/{things}/{key.siret}/{key.id}"
