"""The extras of the package that a command needs, and the one sentence that asks for them all."""

import re
from collections.abc import Collection, Mapping
from gettext import gettext as _
from importlib.metadata import PackageNotFoundError, distribution, requires

import click

_PACKAGE = "partial-activity"
_SERVICE = ("bank", "mail", "sql")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "assess": (),
    "assess-file": (),
    "law": (),
    "db": _SERVICE,
    "import": _SERVICE,
    "decide": _SERVICE,
    "pay": _SERVICE,
    "work": _SERVICE,
    "serve": (*_SERVICE, "web"),
    "document": (*_SERVICE, "documents"),
    "status": _SERVICE,
    "clock": _SERVICE,
    "people": _SERVICE,
    "token": _SERVICE,
    "journal": _SERVICE,
    "ledger": _SERVICE,
    "freeze": _SERVICE,
    "unfreeze": _SERVICE,
    "visa": _SERVICE,
    "export": _SERVICE,
}
"""Name of a command → what it cannot do without."""
# As the metadata of a package say it: psycopg[binary]>=3.3; extra == 'postgres'
_REQUIRED = re.compile(r"([\w.-]+).*;\s*extra == ['\"]([\w-]+)['\"]")


def missing(extras: Collection[str]) -> list[str]:
    """The extras of which a library is not installed."""
    found = (_REQUIRED.fullmatch(line) for line in requires(_PACKAGE) or ())
    needs = [(one[2], one[1]) for one in found if one and one[2] in extras]
    return sorted({extra for extra, library in needs if not _is_installed(library)})


def asking_for(lacking: Collection[str], what: str) -> click.ClickException:
    """The sentence that ends a command for want of them."""
    wanted = f"{_PACKAGE}[{','.join(lacking)}]"
    return click.ClickException(
        _("{what} needs what is not installed: pip install '{wanted}'").format(
            what=what, wanted=wanted
        )
    )


def _is_installed(library: str) -> bool:
    try:
        distribution(library)
    except PackageNotFoundError:
        return False
    return True
