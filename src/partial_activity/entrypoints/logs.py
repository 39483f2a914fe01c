"""What the service writes of its work: one line of JSON an event, readable lines on a terminal.

Nothing personal stands in it. What looks like a social security number, a bank account, an e-mail
address or a token is struck out wherever it turns up; of an error there are its kind and its place,
never its message, which may hold what somebody typed, nor any value of a variable.
"""

import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_STRUCK = "[…]"
_PERSONAL = re.compile(
    r"""
      [^\s@<>"'=&?/:;,]+ (?:@|%40) [^\s@<>"'&?/:;,]+       # an e-mail address
    | (?<![0-9A-Za-z])                                    # a NIR, with its key or not, whole or
      [1-478] [\s.-]? \d\d [\s.-]? \d\d [\s.-]?            # in groups; letters are Corsica's
      \d[\dABab] [\s.-]? \d{3} [\s.-]? \d{3} (?:[\s.-]? \d\d)?
      (?![0-9A-Za-z])
    | (?<![0-9A-Za-z]) (?![0-9a-f]{32}(?![0-9A-Za-z]))    # an IBAN, but no identifier of ours
      [A-Za-z]{2}\d\d (?:[\s-]?[0-9A-Za-z]{4}){2,7} (?:[\s-]?[0-9A-Za-z]{1,4})?
      (?![0-9A-Za-z])
    | (?:pa_|Bearer\s) [\w.-]{8,}                         # a token of ours, or of any header
    | (?<![\w-]) [\w-]{40,} (?![\w-])                     # a sealed link, a session, a digest
    """,
    re.VERBOSE,
)
_SHORTEST = 11
"""Characters of the shortest of them, but for an e-mail address."""
_LONGEST_NUMBER = 10**12
"""Longer ones are no figures of ours, but may be somebody's number."""
_QUIET = ("alembic", "werkzeug", "urllib3")
"""What tells more than an operator needs."""
_SERVERS = ("_granian", "granian.access", "gunicorn.error", "gunicorn.access")
"""Loggers of web servers, which come with handlers of their own."""


class _ToStderr(logging.StreamHandler[TextIO]):
    """Writes to stderr as it is when a line comes: tests and supervisors put another in its place.

    What logging says of a line it cannot write would repeat the line: it says only that it could
    not.
    """

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, _stream: TextIO) -> None:
        """Ignore the stream: it is always stderr."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  of logging
        kind = sys.exc_info()[0]
        sys.stderr.write(f"a line of {record.name} could not be written: {kind}\n")


def begin(*, readable: bool | None = None) -> None:
    """Write every log line of this process, whoever it is of, to stderr and in one form.

    Args:
        readable: lines for people rather than JSON; None: where stderr is a terminal.
    """
    for_people = sys.stderr.isatty() if readable is None else readable
    handler = _ToStderr()
    handler.setFormatter(formatter(readable=for_people))
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _ToStderr)] + [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _SERVERS:
        if logging.getLogger(name).handlers:
            logging.getLogger(name).handlers = [handler]
    sys.excepthook = _last_words


def formatter(*, readable: bool = False) -> logging.Formatter:
    """What turns any record into a line, ours and those of other packages alike."""
    last: list[Processor] = (
        [_errors_in_lines, structlog.dev.ConsoleRenderer(colors=False)]
        if readable
        else [structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return structlog.stdlib.ProcessorFormatter(processors=[_line, *last])


def _line(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """The line: when, how grave, what; then what came with it, all of it looked through."""
    record: logging.LogRecord = event["_record"]
    found: EventDict = {
        "timestamp": _instant(record.created),
        "level": record.levelname.lower(),
        "event": _struck(event["event"]),
        "logger": record.name,
    }
    for name, value in vars(record).items():
        if name not in _OF_EVERY_RECORD:
            found[_struck(name)] = _struck(value)
    error = _error_of(event.get("exc_info"))
    if error is not None:
        found["error"] = [_told(one) for one in _chain(error)]
    return found


def _instant(seconds: float) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    return at.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What logging itself puts there; the rest came with the event."""


def _struck(value: Any) -> Any:  # noqa: ANN401  whatever is logged
    """The value, with ``[…]`` for whatever looks personal or secret, however deep it stands."""
    if isinstance(value, str):
        short = len(value) < _SHORTEST and "@" not in value and "%40" not in value
        return value if short else _PERSONAL.sub(_STRUCK, value)
    match value:
        case bool() | float() | None:
            return value
        case int() if abs(value) < _LONGEST_NUMBER:
            return value
        case dict():
            return {_struck(key): _struck(one) for key, one in value.items()}
        case list() | tuple():
            return [_struck(one) for one in value]
    return _struck(str(value))


def _error_of(given: object) -> BaseException | None:
    match given:
        case BaseException():
            return given
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exc_info()[1]
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what caused it, and so on."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (
            None if following.__suppress_context__ else following.__context__
        )


def _told(error: BaseException) -> dict[str, object]:
    kind = type(error)
    found: dict[str, object] = {"kind": f"{kind.__module__}.{kind.__qualname__}"}
    # What the machine says of itself ("Connection refused") names nobody; file names are left out.
    if isinstance(error, OSError) and error.strerror:
        found["system"] = error.strerror
    found["at"] = list(_places(error.__traceback__))
    return found


def _places(trace: TracebackType | None) -> Iterator[str]:
    """File, line and function of each call, the innermost last."""
    while trace is not None:
        code = trace.tb_frame.f_code
        name = Path(code.co_filename)
        yield f"{'/'.join(name.parts[-3:])}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _errors_in_lines(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Errors below their line, one call a line."""
    for told in event.pop("error", ()):
        lines = [" ".join((told["kind"], told.get("system", ""))).rstrip(), *told["at"]]
        event["event"] += "\n    " + "\n      ".join(lines)
    return event


def _last_words(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What the interpreter says of an error that nobody caught, in our form."""
    logging.getLogger(__name__).critical("ended by an error", exc_info=(kind, error, trace))
