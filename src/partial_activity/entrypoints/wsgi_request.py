"""A request as WSGI has it (PEP 3333), from what the server's event loop was given of it."""

import sys
from typing import IO, Any, Protocol

Environ = dict[str, Any]


class Headers(Protocol):
    """The headers of a request, as RSGI has them; names are in lower case."""

    def __contains__(self, key: str) -> bool: ...
    def items(self) -> list[tuple[str, str]]:
        """Each, as often as it was sent."""

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  of the server
        """One of them."""


class Scope(Protocol):
    """What is known of a request before its body, as RSGI has it."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None

    @property
    def headers(self) -> Headers:
        """The headers of the request."""


_OF_THE_CONNECTION = frozenset({"content-length", "content-type", "transfer-encoding", "proxy"})
"""The headers told otherwise; ``Proxy`` would be taken for a setting of libraries (httpoxy)."""


def environ_of(scope: Scope, body: "IO[bytes]", size: int) -> Environ:
    """The request, its body read already."""
    server, _, port = scope.server.rpartition(":")
    client, _, client_port = scope.client.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client.strip("[]"),
        "REMOTE_PORT": client_port,
        "CONTENT_LENGTH": str(size) if size else "",
        "CONTENT_TYPE": scope.headers.get("content-type") or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # A name with an underscore would pass for the one with a hyphen, which a proxy sets.
        if name in _OF_THE_CONNECTION or "_" in name:
            continue
        key = f"HTTP_{name.upper().replace('-', '_')}"
        if key in environ:
            value = f"{environ[key]}{';' if name == 'cookie' else ','}{value}"  # noqa: PLW2901
        environ[key] = value
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ
