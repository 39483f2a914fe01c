"""A file, and a place in the queue, are written in an address or a form here, and read back."""

import re

from partial_activity.domain.days import day_written
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.office.queue import QueueKey, QueueKind, QueuePlace
from partial_activity.usecases.office.decide_many import Chosen

_KEY = re.compile(r"([a-z]+)\.(\d{14})\.([\w-]{1,64})\.(\d{1,9})", re.ASCII)
_REVISION = re.compile(r"\d{1,15}", re.ASCII)


def key_text(key: QueueKey) -> str:
    """``request.73282932000074.0a1b….1``."""
    return f"{key.kind.value}.{key.siret}.{key.id}.{key.version}"


def key_of(text: str) -> QueueKey:
    """The file.

    Raises:
        ValueError: this is none.
    """
    parts = _KEY.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    kind, siret, thing_id, version = parts.groups()
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
    return QueuePlace(day_written(day), key_of(key))


def chosen_text(key: QueueKey, revision: int) -> str:
    """A file as it was read."""
    return f"{key_text(key)}.{revision}"


def chosen_of(text: str) -> Chosen:
    """The file as it was read.

    Raises:
        ValueError: this is none.
    """
    key, _, revision = text.rpartition(".")
    if not _REVISION.fullmatch(revision):
        raise ValueError(text)
    return Chosen(key_of(key), int(revision))


def file_address(key: QueueKey) -> str:
    """The address of the page of a file."""
    things = "requests" if key.kind is QueueKind.REQUEST else "claims"
    return f"/office/{things}/{key.siret}/{key.id}"
