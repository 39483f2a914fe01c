"""The pages on claims name what there is."""

from pathlib import Path

from partial_activity.domain.screening.claim_signs import SCREENING_CHECKS
from partial_activity.domain.wording.claim_lines import LINE_READING, LINE_RULES

DOCS = Path(__file__).parents[3] / "docs"


def test_every_check_is_described() -> None:
    page = (DOCS / "screening.md").read_text(encoding="utf-8")
    assert [name for name in SCREENING_CHECKS if f"| `{name}` |" not in page] == []


def test_every_problem_of_a_line_is_described() -> None:
    page = (DOCS / "claims.md").read_text(encoding="utf-8")
    codes = {key.partition(".")[0] for key in LINE_RULES}
    assert [code for code in codes if f"`{code}`" not in page] == []


def test_every_fault_of_reading_is_described() -> None:
    page = (DOCS / "claim-file.md").read_text(encoding="utf-8")
    codes = {key.partition(".")[0] for key in LINE_READING}
    assert [code for code in codes if f"`{code}`" not in page] == []
