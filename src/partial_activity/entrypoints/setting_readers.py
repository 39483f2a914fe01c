"""How the text of a setting is read, whether it stands in the file or in the environment."""

import re
from collections.abc import Callable
from gettext import gettext as _
from urllib.parse import urlsplit

from attrs import field, frozen

from partial_activity.domain.money import Share

MAKE_A_KEY = 'python3 -c "import secrets; print(secrets.token_hex(32))"'
"""What makes a key."""


@frozen
class Secret:
    """A text that never prints itself; ``reveal`` is where it is needed."""

    reveal: str = field(repr=False)

    def __str__(self) -> str:
        return "***"


def text_of(text: str) -> str:
    """Read a text that is not empty."""
    if not text.strip():
        msg = _("it is empty")
        raise ValueError(msg)
    return text.strip()


def key_of(text: str) -> Secret:
    """Read a key: 64 hexadecimal digits or more."""
    if not re.fullmatch(r"[0-9a-fA-F]{64,}", text):
        # Never the text itself: it may be a good key with one character too many.
        msg = _("needs 64 hexadecimal digits or more; make one with {command}").format(
            command=MAKE_A_KEY
        )
        raise ValueError(msg)
    return Secret(text)


def whole_of(text: str) -> int:
    """Read a whole number, not negative."""
    if not re.fullmatch(r"\d{1,9}", text):
        msg = _("{text!r} is not a whole number").format(text=text)
        raise ValueError(msg)
    return int(text)


def yes_or_no(text: str) -> bool:
    """Read ``true`` or ``false``."""
    if text not in ("true", "false"):
        msg = _("{text!r} is neither true nor false").format(text=text)
        raise ValueError(msg)
    return text == "true"


def issuer_of(text: str) -> str:
    """Read the address of an issuer of identities."""
    address = urlsplit(text)
    here = address.hostname in ("127.0.0.1", "localhost")
    if not address.hostname or address.scheme not in ("https", *(["http"] if here else [])):
        msg = _("{text!r} is not an issuer, such as https://identity.example.fr").format(text=text)
        raise ValueError(msg)
    return text


def one_of(*names: str) -> Callable[[str], str]:
    """Read one of some names."""

    def read(text: str) -> str:
        if text not in names:
            msg = _("{text!r} is not one of {names}").format(text=text, names=", ".join(names))
            raise ValueError(msg)
        return text

    return read


def share_of(text: str) -> Share:
    """Read a share."""
    share = Share.parse(text)
    if share.exact > 1:
        msg = _("{text} is more than 1").format(text=text)
        raise ValueError(msg)
    return share
