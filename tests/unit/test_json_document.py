"""The document as a whole: what is not JSON is told in one sentence, with its place."""

import codecs
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partial_activity.adapters.as_json import document as json_document
from partial_activity.adapters.as_json.document import UnreadableDocument, entries
from partial_activity.adapters.as_json.fields import RepeatedKey


def said(document: bytes) -> str:
    """Why a document cannot be read."""
    with pytest.raises(UnreadableDocument) as caught:
        entries(document)
    return str(caught.value)


@pytest.mark.parametrize(
    "document",
    [b'[{"id": "\xc3\xa9"}]', codecs.BOM_UTF8 + b'[{"id": "\xc3\xa9"}]', b'{"id": "\xc3\xa9"}'],
)
def test_a_list_or_a_single_object_is_read(document: bytes) -> None:
    """UTF-8, with the mark that Windows puts before it or without."""
    assert entries(document) == [{"id": "é"}]


def test_a_repeated_key_is_kept_as_the_fault_of_its_entry() -> None:
    """JSON leaves open which of the two counts; we do not choose."""
    first, second = entries(b'[{"a": 1, "b": 2, "a": 3}, {"a": 1}]')
    assert isinstance(first, RepeatedKey)
    assert first.key == "a"
    assert second == {"a": 1}


@pytest.mark.parametrize(
    ("document", "mend"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (codecs.BOM_UTF8, "it is empty"),
        ('[{"id": "é"}]'.encode("utf-16"), "save it as UTF-8"),
        ('[{"id": "é"}]'.encode("utf-16-le"), "save it as UTF-8"),
        ('[{"id": "é"}]'.encode("utf-32-be"), "save it as UTF-8"),
        ('[\n{"id": "é"}]'.encode("cp1252"), "line 2: the byte 0xe9 is not UTF-8"),
        (b'[\n{"id" 1}]', "line 2, column 7: this is not JSON"),
        (b'[{"id": "a"', "cut short"),
        (b'[{"id": "a"},]', "a comma too many"),
        (b"[{'id': 1}]", "double quotes"),
        (b'[{"id": "a"}, // sample\n]', "no comments"),
        (b'{"id": "a"}\n{"id": "b"}', "between one [ and ]"),
        (b"12", "a JSON list of cases is expected"),
        (b'"text"', "a JSON list of cases is expected"),
        (b"null", "a JSON list of cases is expected"),
        (b"[" * 100_000, "deep in each other"),
        (b'[{"a":' * 100_000, "deep in each other"),
        (b"[" + b"9" * 5000 + b"]", "thousands of digits"),
    ],
)
def test_what_is_not_json_is_told_with_the_mend(document: bytes, mend: str) -> None:
    """One sentence, with line and column where there is one."""
    message = said(document)
    assert mend in message
    assert "\n" not in message


def test_a_document_beyond_all_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than taking the machine's memory; the claim file is read line by line."""
    monkeypatch.setattr(json_document, "LARGEST", 10)
    assert "assess-file" in said(b"[1, 2, 3, 4]")


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assume(len(dict(pairs)) == len(pairs))  # another test's
    return dict(pairs)


def _after(mark: bytes) -> st.SearchStrategy[bytes]:
    return JSON.map(lambda text: mark + text.encode())


def read_or_refused(document: bytes) -> None:
    """What Python's own reader makes of UTF-8, as a list; the rest is refused."""
    try:
        expected = json.loads(document.decode("utf-8-sig"), object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        expected = None
    utf_16 = document.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if utf_16 or b"\0" in document[:4] or not isinstance(expected, list | dict):
        assert said(document)
    else:
        assert entries(document) == (expected if isinstance(expected, list) else [expected])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda some: (
        st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some, max_size=3)
    ),
    max_leaves=6,
).map(json.dumps)
"""Documents that are JSON; few are a list."""


@given(st.binary() | st.sampled_from([codecs.BOM_UTF8, b"", b" "]).flatmap(_after))
def test_any_bytes_are_read_as_json_or_refused(document: bytes) -> None:
    """Nothing else: no crash, and no list out of what is none."""
    read_or_refused(document)


@given(JSON, st.integers(0, 60), st.text("[]{},:\"'0 a", max_size=2))
def test_a_document_with_a_fault_somewhere_is_read_as_json_or_refused(
    text: str, place: int, fault: str
) -> None:
    """Most break it; some, like a blank, do not."""
    read_or_refused((text[:place] + fault + text[place:]).encode("utf-8", "surrogatepass"))


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none())))
def test_what_was_written_as_json_is_read_back(cases: list[dict[str, object]]) -> None:
    """Nothing is lost on the way."""
    assert entries(json.dumps(cases).encode()) == cases
