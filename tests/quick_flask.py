"""What every application of a process compiles alike is compiled once: addresses and templates.

Tests make an application each, so that nothing of one is left for the next. Nearly all of what
that costs is Werkzeug compiling two hundred rules and Jinja compiling the pages that are shown.
Both come out the same each time, and both libraries say where something else may be put.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]


class _KeptRule(Rule):
    """How its addresses are written depends on the rule alone, not on the application."""

    _kept: ClassVar[dict[tuple[Any, ...], _Builder]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:  # noqa: FBT001, FBT002  theirs
        defaults = tuple(sorted((self.defaults or {}).items()))
        key = (self.rule, self.host, self.subdomain, defaults, append_unknown)
        if key not in self._kept:
            self._kept[key] = super()._compile_builder(append_unknown)
        return self._kept[key]


class _KeptTemplates(BytecodeCache):
    """Jinja holds what it finds here to the source, so that an edited template is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self._kept.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def compile_once() -> None:
    """From now on, in this process."""
    Flask.url_rule_class = _KeptRule
    Flask.jinja_options = {"bytecode_cache": _KeptTemplates()}
