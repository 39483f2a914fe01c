"""Shares and percentages: one reader wherever a person or a file says one, and their bounds."""

from fractions import Fraction

import pytest

from partial_activity import (
    FRENCH_LAW,
    Category,
    InvalidValue,
    Parameter,
    Plan,
    Share,
    Span,
    case_from_json,
)
from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, read_draft
from partial_activity.adapters.claim_file.cells import CellFault, share_of
from partial_activity.domain.as_written import (
    NotAsWritten,
    ShareBeyond,
    ShareInDoubt,
    share_as_written,
)
from partial_activity.domain.law.dated import Text

AS_43 = ["43", "43 %", "43%", "43,0", "0,43", "0.43", " 43\N{NO-BREAK SPACE}% "]


@pytest.mark.parametrize("text", AS_43)
def test_43_per_cent_is_read_however_it_is_written(text: str) -> None:
    """In a file, the grid and the simulator: it was 4,300 % in one and 0.43 % in the others."""
    assert share_as_written(text) == Share(Fraction(43, 100))
    assert share_of(text.strip()) == Share(Fraction(43, 100))


@pytest.mark.parametrize(
    ("text", "share"),
    [("1 %", "0.01"), ("100", "1"), ("100 %", "1"), ("0,5 %", "0.005"), ("1,5", "0.015")],
)
def test_the_whole_and_small_shares(text: str, share: str) -> None:
    """A unit decides; without it, above 1 is per cent."""
    assert share_as_written(text) == Share.parse(share)


@pytest.mark.parametrize(
    ("text", "fault", "key"),
    [
        ("1", ShareInDoubt, "unknown_value"),
        ("1,00", ShareInDoubt, "unknown_value"),
        ("0", ShareBeyond, "out_of_range"),
        ("0 %", ShareBeyond, "out_of_range"),
        ("-43", ShareBeyond, "out_of_range"),
        ("100,01", ShareBeyond, "out_of_range"),
        ("4300", ShareBeyond, "out_of_range"),
        ("43 pour cent", NotAsWritten, "not_a_number"),
        ("43 % %", NotAsWritten, "not_a_number"),
    ],
)
def test_what_is_no_share_is_told(text: str, fault: type[NotAsWritten], key: str) -> None:
    """A bare 1 is asked back: one per cent and the whole are far apart."""
    with pytest.raises(fault):
        share_as_written(text)
    with pytest.raises(CellFault) as refused:
        share_of(text)
    assert refused.value.problem.code == key


@pytest.mark.parametrize("share", ["0", "1.0001", "43", "2"])
@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("employee", "share_of_minimum_wage"),
        ("pay", "maintained_share"),
        ("pay", "employee_contribution_share"),
    ],
)
def test_json_takes_a_part_of_the_whole(share: str, place: str, key: str) -> None:
    """Above 0, and at most 1."""
    case = {
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "apprentice", "share_of_minimum_wage": "0.43"},
        "unworked_hours": "70",
        "pay": {},
    }
    case[place] = {**case[place], key: share}  # type: ignore[dict-item]
    with pytest.raises(InvalidValue) as refused:
        case_from_json(case)
    assert (refused.value.code, refused.value.path) == ("out_of_range", f"{place}.{key}")


@pytest.mark.parametrize("share", ["60", "1.01", "0"])
def test_a_draft_plans_no_share_beyond_the_whole(share: str) -> None:
    """``indemnity.share = "60"`` was 6,000 %."""
    toml = f"""
        text = {{ name = "projet", published = 2026-12-01 }}
        [[plan]]
        parameter = "indemnity.share"
        category = "general"
        value = "{share}"
        hours_from = 2026-12-01
    """.replace("        ", "")
    with pytest.raises(UnreadableDraft, match=r"plan\[1\].value: .*written 0.43 for 43 %"):
        read_draft(toml, FRENCH_LAW)
    table = FRENCH_LAW.indemnity_share[Category.GENERAL]
    plan = Plan(Parameter.INDEMNITY_SHARE, Category.GENERAL, share, Span(table.checked_until))
    with pytest.raises(InvalidValue):
        plan.entry(Text("projet", table.checked_until), table)
