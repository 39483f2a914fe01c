"""Attachments in a folder, sealed, each under the hash of its bytes."""

import hashlib
import hmac
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from partial_activity.adapters.files.atomic_write import to_disk, write_whole
from partial_activity.adapters.files.sealed_stream import SealedFileBroken, SealedReader, seal
from partial_activity.domain.authorisation.attachments import Verdict
from partial_activity.domain.errors import NotFound
from partial_activity.ports.unit_of_work import Unavailable

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SEALED, _JUDGED = ".sealed", ".judged"


class FolderFileStore:
    """See :class:`~partial_activity.ports.file_store.FileStore`.

    A file is written aside, forced to the disk, then renamed: it is there whole or not at all. It
    rests sealed; a verdict beside it is keyed, so that nobody without the key calls a file clean.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Keep files in a folder, made when first needed, under a key of 32 bytes."""
        self._folder, self._key = folder, key

    def put(self, content: bytes) -> str:
        """Keep, and give the SHA-256 in hexadecimal; on disk before it returns.

        Raises:
            Unavailable: the disk is full, or the folder cannot be written to.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        if self._read(sha256) != content:
            self._write(self._path(sha256, _SEALED), seal(self._key, (content,)))
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their hash.

        Raises:
            NotFound: nothing under that hash, or bytes that no longer have it.
            Unavailable: the disk does not give it.
        """
        content = self._read(sha256) if _SHA256.fullmatch(sha256) else None
        if content is None:
            raise NotFound("file", sha256)
        return content

    def judge(self, sha256: str, verdict: Verdict) -> None:
        """Keep what was found in a file.

        Raises:
            Unavailable: the disk is full, or the folder cannot be written to.
        """
        self._write(self._path(sha256, _JUDGED), (self._judged(sha256, verdict),))

    def verdict(self, sha256: str) -> Verdict | None:
        """Tell what was found in a file; None: nobody has looked, or somebody else wrote it."""
        try:
            kept = self._path(sha256, _JUDGED).read_bytes()
        except OSError:
            return None
        told = (one for one in Verdict if hmac.compare_digest(kept, self._judged(sha256, one)))
        return next(told, None)

    def unjudged(self, limit: int) -> Sequence[str]:
        """List some of the files that nobody has looked at."""
        return list(islice(self._unjudged(), limit))

    def seal_clear(self) -> int:
        """Seal the files that an earlier version kept in clear; how many were.

        Raises:
            Unavailable: the disk is full, or the folder cannot be written to.
        """
        clear = [path for path in self._folder.glob("??/*") if _SHA256.fullmatch(path.name)]
        for path in clear:
            try:
                content = path.read_bytes()
                if hashlib.sha256(content).hexdigest() == path.name:
                    self.put(content)
                path.unlink()
            except OSError as error:
                msg = f"a file could not be sealed: {error.strerror}"
                raise Unavailable(msg) from error
        return len(clear)

    def _unjudged(self) -> Iterator[str]:
        for path in sorted(self._folder.glob(f"??/*{_SEALED}")):
            if _SHA256.fullmatch(path.stem) and self.verdict(path.stem) is None:
                yield path.stem

    def _read(self, sha256: str) -> bytes | None:
        """The bytes; None: they are not there, or are others."""
        try:
            with self._path(sha256, _SEALED).open("rb") as sealed:
                content = io.BufferedReader(SealedReader(self._key, sealed)).read()
        except (FileNotFoundError, SealedFileBroken):
            return None
        except OSError as error:
            msg = f"the file could not be read: {error.strerror}"
            raise Unavailable(msg) from error
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def _write(self, path: Path, parts: Iterator[bytes] | tuple[bytes, ...]) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, parts)
            to_disk(self._folder)
        except OSError as error:
            msg = f"the file could not be kept: {error.strerror}"
            raise Unavailable(msg) from error

    def _judged(self, sha256: str, verdict: Verdict) -> bytes:
        return hmac.digest(self._key, f"{verdict.value} {sha256}".encode(), "sha256").hex().encode()

    def _path(self, sha256: str, ending: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}{ending}"
