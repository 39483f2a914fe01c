"""The document as typst sets it: values as JSON beside the template, never as its text."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from queue import Empty, LifoQueue
from types import ModuleType
from typing import Any

from partial_activity.adapters.documents.french import breakable, printable, shown, typeset
from partial_activity.domain.letters.documents import (
    Block,
    Document,
    Facts,
    Figures,
    Items,
    Notice,
    Paragraph,
    Printout,
    Quote,
    Section,
    Table,
    Value,
)
from partial_activity.ports.documents import DocumentsMissing

_STANDARD = "ua-1"
_SERVICE = "Service de l'activité partielle"
_GROUP = 8
_LINE, _COLUMN = 70, 22
"""Signs of a word that a line, and a column, can hold."""
_RUST = "pyo3_runtime"
"""The module from which panics of Rust come: they are no ``Exception``."""


class TypstDocuments:
    """See :class:`~partial_activity.ports.documents.DocumentWriter`."""

    def __init__(self, base_url: str, service: str = _SERVICE) -> None:
        """Read fonts and the template when they are first needed.

        Args:
            base_url: beginning of every link, without a slash at the end.
            service: who issues.
        """
        self._base_url, self._service = base_url, service
        # A compiler is one thread's at a time; each keeps what it learnt of the fonts.
        self._idle: LifoQueue[Any] = LifoQueue()

    def write(self, document: Document | Printout) -> bytes:
        """The PDF; typst is asked for no date of its own, so that the bytes are the same."""
        with self._compiler() as compiler:
            file = compiler.compile(
                _template(),
                format="pdf",
                sys_inputs={"data": json.dumps(self._data(document), ensure_ascii=False)},
                pdf_standards=[_STANDARD],
            )
        assert isinstance(file, bytes)
        return file

    @contextmanager
    def _compiler(self) -> Iterator[Any]:
        try:
            compiler = self._idle.get_nowait()
        except Empty:
            compiler = _new_compiler()
        try:
            yield compiler
        except BaseException as error:
            if type(error).__module__ != _RUST:
                raise
            # A panic inside typst is a fault like others, not an order to stop this process.
            msg = "typst failed on a document"
            raise RuntimeError(msg) from None
        # One that failed is dropped: what it holds is not known.
        self._idle.put(compiler)

    def _data(self, document: Document | Printout) -> dict[str, object]:
        return {
            "title": shown(document.title),
            "day": shown(document.day),
            "date": [document.day.year, document.day.month, document.day.day],
            "service": shown(self._service),
            "blocks": [_block(block) for block in document.blocks],
            "sections": [_section(section) for section in document.sections],
            **self._attested(document),
        }

    def _attested(self, document: Document | Printout) -> dict[str, object]:
        """What makes a document one of ours, or says that it is none."""
        if isinstance(document, Printout):
            return {"number": "", "note": shown(document.note)}
        code = document.code
        return {
            "number": document.number,
            "code": [code[start : start + _GROUP] for start in range(0, len(code), _GROUP)],
            "verify": f"{self._base_url}/verify",
            "link": f"{self._base_url}/verify/{code}",
        }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": shown(section.heading),
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Facts() | Figures():
            return {
                "is": type(block).__name__.lower(),
                "rows": [[shown(fact.label), _cell(fact.value)] for fact in block.facts],
            }
        case Paragraph() | Notice():
            return {"is": type(block).__name__.lower(), "text": _cell(block.said)}
        case Quote():
            return {"is": "quote", "lines": _lines(block.text)}
        case Items():
            return {"is": "items", "items": [_cell(item) for item in block.items]}
        case Table():
            return {
                "is": "table",
                "caption": shown(block.caption),
                "columns": [
                    {"label": shown(one.label), "number": one.number, "wide": one.wide}
                    for one in block.columns
                ],
                "rows": [[_cell(value, _COLUMN) for value in row] for row in block.rows],
                "total": [_cell(value) for value in block.total],
            }


def _cell(value: Value, longest: int = _LINE) -> str:
    """The cell on one line: a line break in a name is a space."""
    return breakable(" ".join(shown(value).split("\n")), longest)


def _lines(text: str) -> list[str]:
    lines = (line for line in printable(text).split("\n") if line.strip())
    return [breakable(typeset(line), _LINE) for line in lines]


def _new_compiler() -> Any:  # noqa: ANN401  typst's, which may not be there
    typst = _typst()
    # Only the fonts that come with typst: the same on every machine.
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("document.typ").read_bytes()


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415  an extra; ten megabytes, when the first document is asked for
    except ModuleNotFoundError as error:
        msg = "documents need typst: pip install 'partial-activity[documents]'"
        raise DocumentsMissing(msg) from error
    return typst
