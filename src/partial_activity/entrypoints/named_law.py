"""The law to use, by the name of where it is: ``module:NAME``, as ``my_regimes.half_pay:LAW``."""

import importlib
import sys
from gettext import gettext as _
from pathlib import Path

from partial_activity.domain.assessment.trial import try_regimes
from partial_activity.domain.errors import UnsoundRegime
from partial_activity.domain.law.book import Law


class LawRefused(Exception):
    """A law that is not there, or cannot be used: one sentence with the mend."""


def named_law(name: str) -> Law:
    """The law of a module that Python can import; modules of the current folder are found too.

    Raises:
        LawRefused: there is no such module or name, it is no law, or a regime of it is not sound.
    """
    module_name, colon, attribute = name.partition(":")
    if not (module_name and colon and attribute):
        msg = _("{name!r} names no law: write module:NAME, as my_regimes.half_pay:LAW").format(
            name=name
        )
        raise LawRefused(msg)
    law = getattr(_imported(module_name), attribute, None)
    if law is None:
        msg = _("the module {module} has no {name}").format(module=module_name, name=attribute)
        raise LawRefused(msg)
    if not isinstance(law, Law):
        msg = _("{name} is a {kind}, not a Law: FRENCH_LAW.with_texts(…) makes one").format(
            name=name, kind=type(law).__name__
        )
        raise LawRefused(msg)
    try:
        try_regimes(law)
    except UnsoundRegime as error:
        raise LawRefused(str(error)) from error
    return law


def _imported(name: str) -> object:
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            msg = _(
                "there is no module {name}: install its package, or put it on PYTHONPATH"
            ).format(name=name)
            raise LawRefused(msg) from error
        raise
