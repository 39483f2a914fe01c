"""The regime of docs/regimes.md, for tests: the page is the one place where it is written."""

import re
import sys
from pathlib import Path
from types import ModuleType

PAGE = Path(__file__).parents[1] / "docs" / "regimes.md"
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = dict(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))
SOURCE = BLOCKS["python half_pay.py"]


def module(source: str = SOURCE, name: str = "half_pay") -> ModuleType:
    """The module of the page, or of a changed copy of it."""
    made = ModuleType(name)
    sys.modules[name] = made
    exec(compile(source, f"{name}.py", "exec"), made.__dict__)  # noqa: S102  our own page
    return made
