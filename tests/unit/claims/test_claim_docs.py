"""The pages on claims name what there is."""

from pathlib import Path

from partial_activity.domain.claim_wording import LINE_PROBLEMS
from partial_activity.domain.screening_checks import SCREENING_CHECKS

DOCS = Path(__file__).parents[3] / "docs"


def test_every_check_is_described() -> None:
    page = (DOCS / "screening.md").read_text(encoding="utf-8")
    assert [name for name in SCREENING_CHECKS if f"| `{name}` |" not in page] == []


def test_every_problem_of_a_line_is_described() -> None:
    page = (DOCS / "claims.md").read_text(encoding="utf-8")
    assert [code for code in LINE_PROBLEMS if f"`{code}`" not in page] == []
