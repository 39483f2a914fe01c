"""The letters of the story, read from their ``.eml`` files as a person's mail reader does."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from partial_activity.domain.identifiers import EmailAddress

_LINK = re.compile(r"/confirm/([\w-]+)", re.ASCII)


def letters_in(folder: Path) -> Iterator[EmailMessage]:
    """Every letter, the first sent first."""
    parser = BytesParser(policy=policy.default)
    for path in sorted(folder.glob("*.eml")):
        letter = parser.parsebytes(path.read_bytes())
        assert isinstance(letter, EmailMessage), "the default policy makes these"
        yield letter


def text_of(letter: EmailMessage) -> str:
    """What it says, as plain text."""
    body = letter.get_body(("plain",))
    assert body is not None, "every letter of ours has a text"
    content = body.get_content()
    assert isinstance(content, str), "a text is a text"
    return content


def confirmation_token(folder: Path, to: EmailAddress) -> str:
    """The token of the link in the last confirmation letter sent to an address."""
    tokens = [
        found[1]
        for letter in letters_in(folder)
        if str(to) == letter["To"] and (found := _LINK.search(text_of(letter)))
    ]
    return tokens[-1]


def subjects_by_address(folder: Path) -> Mapping[tuple[str, str], int]:
    """How many letters of each subject went to each address."""
    return Counter((str(letter["To"]), str(letter["Subject"])) for letter in letters_in(folder))
