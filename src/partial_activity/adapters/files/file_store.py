"""Attachments in a folder, each under the hash of its bytes."""

import hashlib
import re
from pathlib import Path

from partial_activity.adapters.files.atomic_write import to_disk, write_whole
from partial_activity.domain.errors import NotFound
from partial_activity.ports.unit_of_work import Unavailable

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class FolderFileStore:
    """See :class:`~partial_activity.ports.file_store.FileStore`.

    A file is written aside, forced to the disk, then renamed: it is there whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder, made when first needed."""
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep, and give the SHA-256 in hexadecimal; on disk before it returns.

        Raises:
            Unavailable: the disk is full, or the folder cannot be written to.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        try:
            if not (path.exists() and path.read_bytes() == content):
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_whole(path, (content,))
                to_disk(self._folder)
        except OSError as error:
            msg = f"the file could not be kept: {error.strerror}"
            raise Unavailable(msg) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their hash.

        Raises:
            NotFound: nothing under that hash, or bytes that no longer have it.
            Unavailable: the disk does not give it.
        """
        if not _SHA256.fullmatch(sha256):
            raise NotFound("file", sha256)
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("file", sha256) from error
        except OSError as error:
            msg = f"the file could not be read: {error.strerror}"
            raise Unavailable(msg) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotFound("file", sha256)
        return content

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
