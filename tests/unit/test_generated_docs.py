"""The generated pages: up to date, whole, linked, and naming every code that exists."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.tables.gaps import DISPUTES, ENDED, KNOWN_GAPS, NOT_MODELLED

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "partial_activity"
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
WITH_CODE = {"InvalidValue", "CannotAnswer"}


@pytest.fixture(scope="module")
def builder() -> Iterator[ModuleType]:
    """docs/build.py, which is a script."""
    path = list(sys.path)
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import build  # noqa: PLC0415  only once its folder is on the path
    finally:
        sys.path[:] = path
    assert Path(str(build.__file__)).is_relative_to(ROOT / "docs")
    yield build
    for name in [name for name in sys.modules if name == "build" or name.startswith("_builders")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def files(builder: ModuleType) -> Mapping[Path, str]:
    """Every generated file."""
    found = builder.generated()
    assert isinstance(found, dict)
    return found


def test_the_generated_pages_are_up_to_date(builder: ModuleType, files: Mapping[Path, str]) -> None:
    """Or run make docs."""
    assert list(builder.stale(files)) == []


def test_the_same_sources_give_the_same_bytes(
    builder: ModuleType, files: Mapping[Path, str]
) -> None:
    """Generated twice, nothing moves."""
    assert builder.generated() == files


def test_what_is_missing_changed_or_left_over_is_found(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check sees what it must see, and writing mends it."""
    monkeypatch.setattr(builder, "HERE", tmp_path)
    pages = {Path("law/index.md"): "new\n", Path("codes.md"): "codes\n"}
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "index.md").write_text("old\n", encoding="utf-8")
    (tmp_path / "law" / "gone.md").write_text("", encoding="utf-8")
    assert set(builder.stale(pages)) == {
        "docs/law/index.md is out of date",
        "docs/codes.md is missing",
        "docs/law/gone.md is no longer generated",
    }
    builder.write(pages)
    assert list(builder.stale(pages)) == []


def test_every_link_of_a_generated_page_leads_somewhere(files: Mapping[Path, str]) -> None:
    """Between pages, and to what is written by hand."""
    for path, content in files.items():
        if path.suffix != ".md":
            continue
        for target in LINK.findall(content):
            there = (ROOT / "docs" / path.parent / target).resolve()
            assert there.exists(), f"{path} links to {target}"


def test_every_parameter_and_every_text_has_its_page(files: Mapping[Path, str]) -> None:
    """And the page of a text names each table it touches."""
    for table in FRENCH_LAW.tables():
        assert Path(f"law/parameters/{table.parameter.value}.md") in files
    pages = [content for path, content in files.items() if path.parent.name == "texts"]
    assert len(pages) == len(FRENCH_LAW.texts())


def test_the_page_of_a_text_shows_the_plan_that_never_applied(files: Mapping[Path, str]) -> None:
    """36 % from 1 January 2021, announced by décret 2020-1319."""
    page = files[Path("law/texts/decret-2020-1319.md")]
    assert "| general | 2021-01-01 → | 36 % | **never** |" in page


def test_the_pictures_are_drawings_that_can_be_read(files: Mapping[Path, str]) -> None:
    """Well-formed, with a title, on their own paper."""
    pictures = [content for path, content in files.items() if path.suffix == ".svg"]
    assert len(pictures) == 8
    for content in pictures:
        root = ET.fromstring(content)  # noqa: S314  our own drawing
        title = root.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text


def test_the_coverage_page_lists_every_gap_dispute_and_missing_rule(
    files: Mapping[Path, str],
) -> None:
    """Nothing that is known to be missing is left unsaid."""
    page = files[Path("coverage.md")]
    listed = [gap.reason for gap in (*KNOWN_GAPS, *ENDED)]
    listed += [dispute.subject for dispute in DISPUTES]
    listed += [rule.subject for rule in NOT_MODELLED]
    assert [reason for reason in listed if reason not in page] == []
    disputed = [
        entry.dispute.english
        for table in FRENCH_LAW.tables()
        for entry in table.entries
        if entry.dispute
    ]
    assert disputed
    assert [reason for reason in disputed if reason not in page] == []


def test_every_error_code_that_can_be_raised_is_on_the_page_of_codes(
    builder: ModuleType, files: Mapping[Path, str]
) -> None:
    """And the page names none that nothing raises."""
    raised = set(_raised())
    assert raised == set(builder.codes_page.ERRORS)
    page = files[Path("codes.md")]
    assert [code for code in sorted(raised) if f"| `{code}` |" not in page] == []


def _raised() -> Iterator[str]:
    """The codes of errors about a case, as the sources raise them."""
    for path in (
        *SOURCE.glob("domain/*.py"),
        *SOURCE.glob("domain/assessment/**/*.py"),
        *SOURCE.glob("domain/authorisation/attachments.py"),
        *SOURCE.glob("usecases/authorisation/request_files.py"),
        *SOURCE.glob("adapters/as_json/*.py"),
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[code, *_]) if name in WITH_CODE:
                    yield from _constants(code)
                case ast.Call(func=ast.Attribute(attr="__init__"), args=[code, *_]):
                    yield from _constants(code)


def _constants(code: ast.expr) -> Iterator[str]:
    """A code, or the two between which the call chooses."""
    match code:
        case ast.Constant(value=str() as said):
            yield said
        case ast.IfExp(body=body, orelse=other):
            yield from (*_constants(body), *_constants(other))
