"""Claim files that were sent: in a folder, encrypted; the lines refused of them beside.

What was sent is one file. Of refused lines there are two: the CSV to be mended, and the faults, one
a line. How a file was read, which is known at its end, lies beside it, a sentence a line. Whatever
names people is encrypted before it reaches the disk.
"""

import csv
import io
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, starmap
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from partial_activity.adapters.claim_file.file import LINE_LIMIT, ClaimFile, claim_file
from partial_activity.adapters.claim_file.how_read import how_read
from partial_activity.adapters.claim_file.reader import read_claim_lines
from partial_activity.adapters.claim_file.refused import FileRefused
from partial_activity.adapters.claim_file.results import RefusedLines
from partial_activity.adapters.claim_file.workbook import Row, can_write, workbook
from partial_activity.adapters.files.atomic_write import write_whole
from partial_activity.adapters.files.sealed_stream import SealedFileBroken, SealedReader, seal
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.claim.uploads import FiledLine, FileFault
from partial_activity.domain.errors import NotFound
from partial_activity.domain.law.book import Law
from partial_activity.domain.words import Words
from partial_activity.ports.claim_files import (
    CLAIM_FILE,
    FaultsPage,
    FileTooLarge,
    KeptFile,
    RefusedLine,
    UnreadableClaimFile,
)
from partial_activity.ports.unit_of_work import Unavailable

_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}(\.csv|\.faults|\.read)?", re.ASCII)
_BLOCK = 64 * 1024
_CSV, _FAULTS, _READ = ".csv", ".faults", ".read"


class Shelf(Protocol):
    """The place where bytes lie by name."""

    def write(self, name: str, content: Iterable[bytes]) -> None:
        """Keep, in place of what was there, whole or not at all."""

    def open(self, name: str) -> BinaryIO:
        """Buffered, at the beginning; ``NotFound``."""

    def remove(self, name: str) -> None:
        """Forget; what is not there is no fault."""


class FolderShelf:
    """Sealed files in a folder, readable by their owner only."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Keep files in a folder, made when first needed, under a key of 32 bytes."""
        self._folder, self._key = folder, key

    def write(self, name: str, content: Iterable[bytes]) -> None:
        """Written aside, forced to the disk, then renamed.

        Raises:
            Unavailable: the disk is full, or the folder cannot be written to.
        """
        path = self._path(name)
        try:
            write_whole(path, seal(self._key, content))
        except OSError as error:
            msg = f"the file could not be kept: {error.strerror}"
            raise Unavailable(msg) from error

    def open(self, name: str) -> BinaryIO:
        """Open a file, to be read from the beginning.

        Raises:
            NotFound: nothing under that name.
            SealedFileBroken: it was changed, or sealed with another key.
        """
        try:
            file = self._path(name).open("rb")
        except FileNotFoundError as error:
            raise NotFound(CLAIM_FILE, name) from error
        except OSError as error:
            msg = f"the file could not be read: {error.strerror}"
            raise Unavailable(msg) from error
        try:
            return _buffered(SealedReader(self._key, file))
        except SealedFileBroken:
            file.close()
            raise

    def remove(self, name: str) -> None:
        """Forget; what is not there is no fault."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound(CLAIM_FILE, name)
        return self._folder / name


class MemoryShelf:
    """Bytes in memory, for as long as it lives."""

    def __init__(self) -> None:
        """Start empty."""
        self._contents: dict[str, bytes] = {}

    def write(self, name: str, content: Iterable[bytes]) -> None:
        """Keep, in place of what was there."""
        self._contents[name] = b"".join(content)

    def open(self, name: str) -> BinaryIO:
        """Open a file, to be read from the beginning, or raise ``NotFound``."""
        if name not in self._contents:
            raise NotFound(CLAIM_FILE, name)
        return _buffered(io.BytesIO(self._contents[name]))

    def remove(self, name: str) -> None:
        """Forget; what is not there is no fault."""
        self._contents.pop(name, None)


class ShelvedClaimFiles:
    """See :class:`~partial_activity.ports.claim_files.ClaimFiles`; on any shelf."""

    def __init__(self, shelf: Shelf, law: Law = FRENCH_LAW) -> None:
        """Keep everything there; a fact that the law in use asks for is a column of its name."""
        self._shelf, self._law = shelf, law

    def keep(self, content: Iterable[bytes], most: int) -> KeptFile:
        """Keep a file as it arrives."""
        name, size = f"sent-{secrets.token_hex(16)}", 0

        def parts() -> Iterator[bytes]:
            nonlocal size
            for part in content:
                size += len(part)
                if size > most:
                    raise FileTooLarge(most)
                yield part

        self._shelf.write(name, parts())
        return KeptFile(name, size)

    def lines(self, name: str, called: str) -> Iterator[FiledLine | Sequence[FileFault]]:
        """Each line, read, or with all its faults."""
        with self._shelf.open(name) as file:
            opened = _claim_file(file, called, self._law)
            for line in read_claim_lines(opened):
                yield line.faults if isinstance(line, RefusedLine) else line
            self._shelf.write(name + _READ, map(_words_text, how_read(opened)))

    def how_read(self, name: str) -> Sequence[Words]:
        """What was decided while reading."""
        with self._shelf.open(name + _READ) as file:
            return [Words(*json.loads(raw)) for raw in file]

    def keep_refused(
        self, name: str, called: str, report: str, faults: Mapping[int, Sequence[FileFault]]
    ) -> None:
        """Keep the lines that have faults, and their faults."""
        self._shelf.write(report + _FAULTS, _faults_text(faults))
        with self._shelf.open(name) as file:
            opened = _claim_file(file, called, self._law)
            self._shelf.write(report + _CSV, _refused_text(opened, faults))

    def refused(self, report: str) -> Iterator[bytes]:
        """The refused lines as a CSV."""
        return _blocks(self._shelf.open(report + _CSV))

    def refused_workbook(self, report: str) -> bytes:
        """The refused lines as a workbook."""
        if not can_write():
            raise NotFound(CLAIM_FILE, report)
        with self._shelf.open(report + _FAULTS) as file:
            wrong = [
                frozenset(fault.column for fault in of_line)
                for _, of_line in groupby(map(_read_fault, file), attrgetter("line"))
            ]
        with self._shelf.open(report + _CSV) as file:
            separator = _claim_file(file, report, self._law).header.separator
        with io.TextIOWrapper(self._shelf.open(report + _CSV), "utf-8-sig", newline="") as text:
            names, *lines = csv.reader(text, delimiter=separator)
        # Both were written in the order of the lines, each line once.
        rows = starmap(Row, zip(lines, wrong, strict=True))
        return workbook("lignes-refusees", names, rows)

    def faults(self, report: str, after: int, limit: int) -> FaultsPage:
        """Some faults, from a place on."""
        with self._shelf.open(report + _FAULTS) as file:
            some = list(islice(file, after, after + limit + 1))
        more = len(some) > limit
        return FaultsPage(tuple(map(_read_fault, some[:limit])), after + limit if more else None)

    def remove(self, *names: str) -> None:
        """Forget files, or what was refused."""
        for name in names:
            for suffix in ("", _CSV, _FAULTS, _READ):
                self._shelf.remove(name + suffix)


def _claim_file(file: BinaryIO, called: str, law: Law) -> ClaimFile:
    try:
        return claim_file(file, Path(called), law=law)
    except FileRefused as error:
        raise UnreadableClaimFile(error.code, error.french, error.english) from error


def _refused_text(file: ClaimFile, faults: Mapping[int, Sequence[FileFault]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    # A spreadsheet shows accents well where a mark says UTF-8; reading leaves it out.
    text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = RefusedLines(text, file.header)
    for line in file.lines():
        if line.number in faults:
            writer.write(RefusedLine(line, tuple(faults[line.number])))
            if text.tell() > _BLOCK:
                yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


def _words_text(said: Words) -> bytes:
    return json.dumps((said.french, said.english), ensure_ascii=False).encode() + b"\n"


def _faults_text(faults: Mapping[int, Sequence[FileFault]]) -> Iterator[bytes]:
    for line in sorted(faults):
        for one in faults[line]:
            said = one.said.french, one.said.english
            kept = (one.line, one.column, one.code, *said, one.value)
            yield json.dumps(kept, ensure_ascii=False).encode() + b"\n"


def _read_fault(raw: bytes) -> FileFault:
    line, column, code, french, english, value = json.loads(raw)
    return FileFault(line, column, code, Words(french, english), value)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block


def _buffered(raw: io.RawIOBase | io.BytesIO) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", raw), LINE_LIMIT))
