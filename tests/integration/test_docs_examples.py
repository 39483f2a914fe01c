"""The documentation tells the truth: its cases are assessed, its steps compared, its words found.

A case is a block ``json input``, its answer the block ``json answer`` after it, which may leave
keys out; a block ``text steps`` after that holds lines of the explanation, in their order.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from partial_activity.adapters.as_json.case import answer, error_answer, id_of, read_case
from partial_activity.domain.assessment.assess import assess
from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.errors import CannotAnswer

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@frozen
class WorkedCase:
    """A case of a page, as its blocks give it."""

    page: Path
    given: dict[str, Any]
    shown: dict[str, Any]
    steps: tuple[str, ...]

    @property
    def name(self) -> str:
        """Page and id, to find the block again."""
        return f"{self.page.name}: {self.given.get('id')}"


def worked_cases(page: Path) -> Iterator[WorkedCase]:
    """The cases of a page; an input without an answer is a fault of the page."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    for place, (info, text) in enumerate(blocks):
        if info == "json input":
            (kind, shown), *after = blocks[place + 1 : place + 3]
            assert kind == "json answer", f"{page.name}: an input is not followed by its answer"
            steps = after[0][1].splitlines() if after and after[0][0] == "text steps" else ()
            yield WorkedCase(page, json.loads(text), json.loads(shown), tuple(steps))


CASES = [case for page in PAGES for case in worked_cases(page)]


def assessed(given: object) -> dict[str, Any]:
    """What the product answers."""
    try:
        return answer(assess(read_case(given)), explain=True)
    except CannotAnswer as error:
        return error_answer(id_of(given), error)


def faults(shown: object, found: object, path: str = "answer") -> list[str]:
    """Where a page differs; it may leave keys of an object out, never an item of a list."""
    if isinstance(shown, dict) and isinstance(found, dict):
        return [
            fault
            for key, value in shown.items()
            for fault in faults(value, found.get(key, "absent"), f"{path}.{key}")
        ]
    if isinstance(shown, list) and isinstance(found, list) and len(shown) == len(found):
        return [
            fault
            for place, value in enumerate(shown)
            for fault in faults(value, found[place], f"{path}[{place}]")
        ]
    return [] if shown == found else [f"{path}: the page says {shown}, the answer {found}"]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_page_shows_what_the_product_answers(case: WorkedCase) -> None:
    """Every key shown is equal."""
    assert not faults(case.shown, assessed(case.given))


@pytest.mark.parametrize("case", [c for c in CASES if c.steps], ids=lambda case: case.name)
def test_a_page_reckons_as_the_product_does(case: WorkedCase) -> None:
    """Each line is a step of the explanation, and they come in its order."""
    said = [step["english"] for step in assessed(case.given)["steps"]]
    assert [line for line in said if line in case.steps] == list(case.steps)


def test_a_payslip_is_shown_whole() -> None:
    """A line left out of a page would look absent from the answer."""
    shown = [case for case in CASES if "payslip" in case.shown]
    assert shown
    for case in shown:
        assert case.shown["payslip"] == assessed(case.given)["payslip"]


def test_every_special_category_has_a_worked_case() -> None:
    """A category whose keys are its own is learnt from an example."""
    page = ROOT / "docs" / "special-categories.md"
    answered = [case.given for case in worked_cases(page) if "error" not in case.shown]
    assert {case["employee"]["category"] for case in answered} >= {
        EmployeeCategory.SALES_REPRESENTATIVE.value,
        EmployeeCategory.HOME_WORKER.value,
        EmployeeCategory.FREELANCE_JOURNALIST.value,
        EmployeeCategory.SENIOR_EXECUTIVE.value,
        EmployeeCategory.AIRCREW.value,
    }


def test_every_name_of_the_glossary_is_in_the_code() -> None:
    """A word that the code has left is a false friend."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    words = set(re.findall(r"\w+", source))
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]*\|([^|]*)\|[^|]*\|$", page, re.MULTILINE)
    names = {name for cell in rows for name in re.findall(r"`([^`]+)`", cell)}
    assert len(names) > 50
    assert not {name for name in names if not set(name.split(".")) <= words}


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ({"indemnity": "1.00"}, {"indemnity": "1.01"}),
        ({"payslip": {"crds": "0.00"}}, {"payslip": {}}),
        ({"warnings": []}, {"warnings": [{"code": "no_hours"}]}),
        ({"warnings": [{"code": "disputed"}]}, {"warnings": [{"code": "no_hours"}]}),
    ],
)
def test_a_page_that_differs_is_seen(shown: object, found: object) -> None:
    """The comparison itself can fail."""
    assert faults(shown, found)
