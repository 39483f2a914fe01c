"""``make reset``: the sandbox of ``make serve`` as it was when it was made.

It is told by the keys of the demo, which are public, and by its database, which lies in its folder:
whatever else settings name is somebody's service, and nothing of it is touched.
"""

import os
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from demo.play import play
from demo.service import KEYS
from demo.telling import say
from partial_activity.entrypoints.settings import FILE_NAME

_LOCK = "serve.lock"


class NotASandbox(Exception):
    """What is to be deleted is not the demo's, or is in use."""


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold the sandbox for as long as it is served; whoever ends without a word lets it go too.

    Raises:
        NotASandbox: something else holds it.
    """
    try:
        import fcntl  # noqa: PLC0415  not on Windows, which keeps files that are open by itself
    except ModuleNotFoundError:
        yield
        return
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            msg = f"make serve runs on {folder}: end it first (Ctrl-C)"
            raise NotASandbox(msg) from None
        yield


def require_sandbox(folder: Path) -> None:
    """Refuse to delete a folder that the demo did not make.

    Raises:
        NotASandbox: why it is none.
    """
    config = folder / FILE_NAME
    if folder.is_symlink() or config.is_symlink() or not config.is_file():
        msg = f"{folder} is no sandbox of the demo: it has no {FILE_NAME} of its own"
        raise NotASandbox(msg)
    try:
        found = tomllib.loads(config.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{config} cannot be read"
        raise NotASandbox(msg) from error
    for name, why in _faults(found, folder).items():
        msg = f"{config} is not of a sandbox: {name} {why}"
        raise NotASandbox(msg)


def _faults(found: Mapping[str, Any], folder: Path) -> dict[str, str]:
    faults = {
        name: "is not the key of the demo" for name, key in KEYS.items() if found.get(name) != key
    }
    if "database_url" in found:
        faults["database_url"] = "names another database"
    if Path(str(found.get("data_folder"))).resolve() != folder.resolve():
        faults["data_folder"] = "is another folder"
    return faults


def reset(folder: Path) -> None:
    """Say what is deleted, delete it, and make the sandbox again.

    Raises:
        NotASandbox: nothing was touched.
    """
    require_sandbox(folder)
    with in_use(folder):
        say(f"Deleting the sandbox in {folder.resolve()}:")
        for path in sorted(folder.iterdir()):
            files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
            size = sum(one.stat().st_size for one in files)
            count = f"{len(files)} files, " if path.is_dir() else ""
            say(f"  {path.name:<28}{count}{size:,} bytes")
        shutil.rmtree(folder)
    say("Making it again, with the people and firms of the demo ...")
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        play(folder)
    say("It is as it was when it was made: make serve")


def main(folder: Path) -> int:
    """Reset a sandbox; the exit status is 1 where there is none."""
    try:
        reset(folder)
    except NotASandbox as error:
        say(f"Nothing was deleted: {error}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
