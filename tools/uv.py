"""Run the pinned uv as this machine runs pip: ``.venv/bin/python tools/uv.py pip sync …``.

Python brings a pip of its own age, and the one of Python 3.11 refuses a lock as soon as a package
behind an extra has a newer release. So pip installs one file, uv, by its hash, and uv installs the
lock. What pip was told about this machine (a mirror, a proxy, a certificate) is handed on to uv,
which does not read it; what uv was told itself comes first.

The standard library alone, because nothing is installed yet.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PIN = Path(__file__).parents[1] / "requirements-uv.txt"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
SECTIONS = ("global", "install", ":env:")
"""Of pip's settings, those for an installation; the later ones come first."""
HANDED_ON = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "no-index": ("UV_OFFLINE", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
}
"""A setting of pip → the variable that says it to uv, and what stands between several values."""
OURS = {
    # The Python that runs this is the one to install for; no other is wanted.
    "VIRTUAL_ENV": sys.prefix,
    "UV_SYSTEM_PYTHON": "false",
    "UV_PYTHON_DOWNLOADS": "never",
    # The lock's hashes say which file is right, wherever it lies.
    "UV_INDEX_STRATEGY": "unsafe-best-match",
}


def told_to_pip(listing: str) -> Mapping[str, str]:
    """The settings in what ``pip config list`` prints: ``section.name='value'`` on each line."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if section in found:
            found[section][name] = ast.literal_eval(value)
    return {name: value for section in SECTIONS for name, value in found[section].items()}


def as_uv_reads(settings: Mapping[str, str]) -> Mapping[str, str]:
    """The same settings as environment variables of uv."""
    return {
        HANDED_ON[name][0]: HANDED_ON[name][1].join(value.split())
        for name, value in settings.items()
        if name in HANDED_ON
    }


def is_pinned() -> bool:
    """Whether the uv beside this Python is the pinned one."""
    try:
        return f"uv=={version('uv')} " in PIN.read_text(encoding="utf-8")
    except PackageNotFoundError:
        return False


def main(words: list[str]) -> int:
    """Bring the pinned uv, where it is not there yet, and run it; its exit status."""
    if not is_pinned():
        pin = (*PIP, "-qq", "install", "--no-deps", "--require-hashes", "--requirement", str(PIN))
        subprocess.run(pin, check=True)
    listed = subprocess.run((*PIP, "config", "list"), check=True, stdout=subprocess.PIPE, text=True)
    env = {**as_uv_reads(told_to_pip(listed.stdout)), **os.environ, **OURS}
    return subprocess.run((sys.executable, "-m", "uv", *words), env=env, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        # pip has said why.
        sys.exit(error.returncode)
