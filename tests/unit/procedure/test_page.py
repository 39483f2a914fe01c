"""The page of the procedure names what exists, and all of it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
SUBJECTS = ("authorisation", "claim", "payment")
CONSULTS = re.compile(r"law\.consultation import .*\bConsultation\b")
"""What asks the law of the procedure; what applies its answers to a request asks these."""


def test_every_question_is_on_the_page_and_every_link_leads_to_one() -> None:
    """A function that nobody can find is not asked."""
    linked = re.findall(r"\[`(\w+)\.(\w+)`\]\(\.\./src/([\w/]+)/(\w+)\.py\)", PAGE)
    assert all(module == file for module, _, _, file in linked)
    asked = {
        (subject, path.stem, node.name)
        for subject in SUBJECTS
        for path in (ROOT / "src" / "partial_activity" / "domain" / subject).glob("*.py")
        # These apply the answers to one request, and to the lines of one claim.
        if path.stem not in ("filing", "answers")
        if CONSULTS.search(source := path.read_text(encoding="utf-8"))
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert asked == {
        (path.removeprefix("partial_activity/domain/"), module, name)
        for module, name, path, _ in linked
    }
