"""What a document says, as data: blocks of values, a number, and a code of its content.

A document says what happened (something was filed, decided, submitted), never what is the case on
the day it is printed: asked for twice, it is the same, to the byte. Its code is the SHA-256 of its
content, so that ``/verify`` can tell a document of ours from one that was changed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cached_property

import attrs
from attrs import Factory

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Parameter
from partial_activity.domain.law.statements import Citation, Refusal, Statement
from partial_activity.domain.law.units import EUROS_PER_HOUR, SHARE
from partial_activity.domain.law.words import NAMED, PARAMETERS, UNITS
from partial_activity.domain.money import Euros, HourlyPay, Share, decimal_text, parse_decimal
from partial_activity.domain.values import Choice, frozen
from partial_activity.domain.words import counts_as_one


class DocumentKind(Choice):
    """The kind of a document; its value is the letter that its numbers begin with."""

    RECEIPT = "R"
    """Récépissé of a request for authorisation (R. 5122-26)."""
    DECISION = "D"
    """Express or tacit, an authorisation or a refusal."""
    CLAIM_RECEIPT = "P"
    """Récépissé of a monthly claim, the proof (preuve) that it was submitted."""
    CLAIM_STATEMENT = "C"
    """État of a monthly claim."""
    EMPLOYEE_STATEMENT = "E"
    """Relevé of one employee for one month."""
    PROOF_LETTER = "L"
    """Code posted to the seat of a firm, for somebody to show that they speak for it."""


@frozen
class Phrase:
    """A sentence in French with the values it speaks of, which are shown as the document does."""

    text: str
    """The text, with the names of the values in braces."""
    values: Mapping[str, "Value"] = Factory(dict)


Value = (
    str
    | int
    | date
    | datetime
    | Euros
    | Hours
    | HourlyPay
    | Share
    | Siret
    | CivilMonth
    | Span
    | Phrase
    | Statement
    | Refusal
)
"""What a cell can hold; an instant is shown as the clocks of Paris show it."""


@frozen
class Fact:
    """A value, and what it is."""

    label: str
    value: Value


@frozen
class Facts:
    """Some facts, one below the other."""

    facts: tuple[Fact, ...]


@frozen
class Figures:
    """The few values a reader looks for first, side by side."""

    facts: tuple[Fact, ...]


@frozen
class Paragraph:
    """One paragraph."""

    said: Phrase


@frozen
class Notice:
    """A paragraph nobody may overlook."""

    said: Phrase


@frozen
class Quote:
    """A text that somebody wrote, as they wrote it."""

    text: str


@frozen
class Items:
    """A list."""

    items: tuple[Value, ...]


@frozen
class Column:
    """A column of a table."""

    label: str
    number: bool = False
    """Figures stand to the right."""
    wide: bool = False
    """Takes what room is left."""


@frozen
class Table:
    """Rows under columns; a long one goes on over pages, under the same head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()

    def __attrs_post_init__(self) -> None:
        wrong = [row for row in (*self.rows, self.total) if row and len(row) != len(self.columns)]
        assert not wrong, (self.caption, wrong[:1])


Block = Facts | Figures | Paragraph | Notice | Quote | Items | Table


@frozen
class Section:
    """A heading, and what stands below it."""

    heading: str
    blocks: tuple[Block, ...]


@frozen
class Document:
    """All that one document says."""

    kind: DocumentKind
    siret: Siret
    subject: str
    """Id of the request or the claim."""
    version: int
    """The version of the request or the claim."""
    line: int | None
    """The first line, in the claim, of the employee whose statement it is."""
    title: str
    day: date
    """Legal day of what it tells."""
    blocks: tuple[Block, ...]
    """What stands before the first section."""
    sections: tuple[Section, ...]
    edition: str = ""
    """Two readers who may not see the same have an edition each."""

    @cached_property
    def code(self) -> str:
        """SHA-256, in hexadecimal, of the content."""
        digest = hashlib.sha256()
        for part in _parts(self):
            digest.update(f"{len(part)}:{part}\x1f".encode())
        return digest.hexdigest()

    @property
    def number(self) -> str:
        """Public number, such as ``R-7K3M-9Q2R-5TXD``: another content has another number."""
        return document_number(self.kind, self.code)


@frozen
class Printout:
    """What is printed for whoever asks: it attests nothing, and has neither number nor code."""

    title: str
    day: date
    """On which it was asked for."""
    note: str
    """What it is worth, at the foot of each page."""
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two signs that no reader takes for another (Crockford's base 32)."""
_GROUPS, _SIGNS = 3, 4


def document_number(kind: DocumentKind, code: str) -> str:
    """The number of the document of a code: its kind, and sixty bits of the code."""
    value = int(code, 16)
    signs = "".join(_DIGITS[value >> (5 * place) & 31] for place in range(_GROUPS * _SIGNS))
    groups = (signs[start : start + _SIGNS] for start in range(0, len(signs), _SIGNS))
    return "-".join((kind.value, *groups))


@frozen
class IssuedDocument:
    """A document that was handed out: what the register keeps of it, and nothing personal."""

    siret: Siret
    file_sha256: str
    """The hash of the bytes of the file."""
    code: str
    number: str
    kind: DocumentKind
    subject: str
    version: int
    line: int | None
    edition: str
    day: date
    issued_at: datetime

    @property
    def what(self) -> tuple[object, ...]:
        """What it tells of: two documents that share it tell the same thing."""
        return self.siret, self.kind, self.subject, self.version, self.line, self.edition


def issued(document: Document, file: bytes, at: datetime) -> IssuedDocument:
    """What is kept of a document whose file is handed out for the first time."""
    return IssuedDocument(
        document.siret,
        hashlib.sha256(file).hexdigest(),
        document.code,
        document.number,
        document.kind,
        document.subject,
        document.version,
        document.line,
        document.edition,
        document.day,
        at,
    )


def facts(*pairs: tuple[str, Value | None]) -> Facts:
    """Labels and values; those that are not known are left out."""
    return Facts(tuple(Fact(label, value) for label, value in pairs if value is not None))


def begun(words: str) -> str:
    """Words that stand alone beside a label, with a capital."""
    return words[:1].upper() + words[1:]


def texts_section(citations: Iterable[Citation]) -> Section:
    """The texts a document rests on: each value once, with its article and its publication."""
    rows = {
        (cited.article, cited.parameter, cited.value, cited.text): _cited_row(cited)
        for cited in citations
    }
    table = Table(
        "Textes appliqués",
        (
            Column("Ce que le texte fixe", wide=True),
            Column("Valeur"),
            Column("Article"),
            Column("Texte"),
            Column("Publié au JO le"),
        ),
        tuple(rows.values()),
    )
    note = Phrase("Sans autre précision, les articles sont ceux du code du travail.")
    return Section("Textes appliqués", (table, Paragraph(note)))


def _cited_row(cited: Citation) -> tuple[Value, ...]:
    return (
        (cited.label or PARAMETERS[Parameter(cited.parameter)]).french,
        cited_value(cited),
        cited.article,
        cited.text,
        cited.published or "jour inconnu",
    )


def cited_value(cited: Citation) -> Value:
    """What a text fixes, with its unit."""
    if cited.value in NAMED:
        return NAMED[cited.value].french
    if cited.label is not None:
        return cited.value.replace(".", ",")
    unit = next(iter(FRENCH_LAW.tables_of(Parameter(cited.parameter)).values())).unit
    if unit is SHARE:
        return Share.parse(cited.value)
    if unit is EUROS_PER_HOUR:
        return HourlyPay.parse(cited.value)
    if unit.name in UNITS:
        count = decimal_text(parse_decimal(cited.value), 0).replace(".", ",")
        one, several = UNITS[unit.name]
        counted = one if counts_as_one(parse_decimal(cited.value), "fr") else several
        return f"{count} {counted.french}"
    return cited.value


def _parts(said: object) -> Iterator[str]:
    """The content as a row of texts: what each thing is, then what it holds, in order."""
    match said:
        case tuple():
            yield f"tuple {len(said)}"
            for part in said:
                yield from _parts(part)
        case Mapping():
            yield f"mapping {len(said)}"
            for name in sorted(said):
                yield name
                yield from _parts(said[name])
        case Enum():
            yield str(said.value)
        case _ if attrs.has(type(said)):
            yield type(said).__name__
            for kept in attrs.fields(type(said)):  # type: ignore[arg-type]  # attrs.has saw to it
                yield from _parts(getattr(said, kept.name))
        case _:
            yield f"{type(said).__name__} {said}"
