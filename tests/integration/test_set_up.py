"""``make setup``, tried in a folder of its own with a small lock, by the pip that Python brings."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOOR = ("Makefile", "requirements-uv.txt", "tools/uv.py")
BACKEND = re.compile(r"^uv-build==(?:.*\\\n)+.*", re.MULTILINE)
COVER, PLUGIN, TOOL = (f"partial-activity-tried-{name}" for name in ("cover", "plugin", "tool"))
PROJECT = """
[build-system]
requires = ["uv_build"]
build-backend = "uv_build"

[project]
name = "tried"
version = "1"
"""


def wheel(folder: Path, name: str, version: str, *says: str) -> str:
    """Put an empty package into a folder of wheels; the line that locks it."""
    stem = f"{name.replace('-', '_')}-{version}"
    metadata = ("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *says, "")
    about = ("Wheel-Version: 1.0", "Root-Is-Purelib: true", "Tag: py3-none-any", "")
    files = {"METADATA": "\n".join(metadata), "WHEEL": "\n".join(about)}
    record = "".join(f"{stem}.dist-info/{file},,\n" for file in (*files, "RECORD"))
    place = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as packed:
        for file, content in {**files, "RECORD": record}.items():
            packed.writestr(f"{stem}.dist-info/{file}", content)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(place.read_bytes()).hexdigest()}\n"


class Checkout:
    """A folder with our Makefile, a project of one empty file, and wheels that pip is told of."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.wheels = folder, folder / "wheels"
        for part in ("tools", "src/tried", "wheels"):
            (folder / part).mkdir(parents=True)
        for name in DOOR:
            shutil.copy(ROOT / name, folder / name)
        (folder / "src/tried/__init__.py").touch()
        (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        found = BACKEND.search((ROOT / "requirements-run.txt").read_text(encoding="utf-8"))
        assert found
        self.backend = found[0] + "\n"

    def lock(self, name: str, *lines: str) -> None:
        """Write a lock, newer than what was installed of it."""
        place = self.folder / f"requirements-{name}.txt"
        place.write_text(self.backend + "".join(lines), encoding="utf-8")

    def make(self, target: str) -> None:
        """Run it as from a shell of its own, whoever runs the tests."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        done = subprocess.run(
            ["/usr/bin/env", "make", f"PYTHON={sys.executable}", target],
            cwd=self.folder,
            env=env | {"PIP_FIND_LINKS": str(self.wheels)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def installed(self) -> Mapping[str, str]:
        """Name → version, of what was tried and the project."""
        code = (
            "from importlib.metadata import distributions\n"
            "for found in distributions(): print(found.name, found.version)"
        )
        python = self.folder / ".venv/bin/python"
        listed = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
        pairs = (line.split() for line in listed.stdout.splitlines())
        return {name: version for name, version in pairs if "tried" in name}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("checkout"))


def test_a_lock_outlives_the_releases_it_names(checkout: Checkout) -> None:
    """A package asked for with an extra has a newer release than the lock: the lock still holds.

    The pip of Python 3.11 looks at the newest for the extra, and refuses the lock.
    """
    plain = wheel(checkout.wheels, COVER, "1.0", "Provides-Extra: toml")
    wheel(checkout.wheels, COVER, "2.0", "Provides-Extra: toml")
    plugin = wheel(checkout.wheels, PLUGIN, "1.0", f"Requires-Dist: {COVER}[toml]>=1.0")
    checkout.lock("run", plain, plugin)
    checkout.make("setup")
    assert checkout.installed() == {"tried": "1", COVER: "1.0", PLUGIN: "1.0"}


def test_what_was_set_up_for_developing_stays_so(checkout: Checkout) -> None:
    """``make setup`` takes no tool away; what no lock names goes; a changed file is refused."""
    first, second = (wheel(checkout.wheels, COVER, version) for version in ("1.1", "1.2"))
    tool = wheel(checkout.wheels, TOOL, "1.0")
    checkout.lock("run", first)
    checkout.lock("dev", first, tool)
    checkout.make("setup-dev")
    assert checkout.installed() == {"tried": "1", COVER: "1.1", TOOL: "1.0"}
    checkout.lock("run", second)
    checkout.lock("dev", second, tool)
    checkout.make("setup")
    assert checkout.installed() == {"tried": "1", COVER: "1.2", TOOL: "1.0"}
    checkout.lock("dev", second)
    checkout.make("setup-dev")
    assert checkout.installed() == {"tried": "1", COVER: "1.2"}
    changed = wheel(checkout.wheels, COVER, "1.3")
    wheel(checkout.wheels, COVER, "1.3", "Summary: not what was locked")
    checkout.lock("dev", changed)
    with pytest.raises(AssertionError, match="Hash mismatch"):
        checkout.make("setup-dev")
