"""The page of the procedure names what exists, and all of it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
FOLDER = ROOT / "src" / "partial_activity" / "domain" / "procedure"


def test_every_question_is_on_the_page_and_every_link_leads_to_one() -> None:
    """A function that nobody can find is not asked."""
    linked = re.findall(r"\[`(\w+)\.(\w+)`\]\(\.\./src/([\w/]+)/(\w+)\.py\)", PAGE)
    assert {path for _, _, path, _ in linked} == {"partial_activity/domain/procedure"}
    assert all(module == file for module, _, _, file in linked)
    asked = {
        (path.stem, node.name)
        for path in FOLDER.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if path.stem != "consultation"
    }
    assert asked == {(module, name) for module, name, _, _ in linked}
