"""How many assessments a second the web gives: `serve` with two workers, and `wrk` beside it.

    .venv/bin/python benchmarks/web.py      # wrk has to be there: apt-get install wrk

Server and load share the machine, so that a machine of its own for each would give more. Prints
cases a second and the latencies that wrk saw, for one case a request and for a hundred.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS, CONNECTIONS, WORKERS = 10, 16, 2
ROUNDS = 3
PROGRAM = (sys.executable, "-m", "partial_activity.entrypoints.cli")


def case(number: int) -> dict[str, object]:
    """A case like any other, no two of a request alike."""
    return {
        "id": str(number),
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {
            "category": "standard",
            "hourly_pay": f"{12 + number % 30}.{number % 100:02d}",
        },
        "unworked_hours": f"{number % 150 + 1}.00",
    }


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The service on an empty SQLite database."""
    environment = os.environ | {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(folder / "data"),
    }
    subprocess.run([*PROGRAM, "db", "upgrade"], env=environment, check=True, capture_output=True)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [*PROGRAM, "serve", "--workers", str(WORKERS), "--port", str(port)]
    running = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/healthz")  # noqa: S310  our own address
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait()


def load(address: str, cases: int, folder: Path) -> tuple[float, str]:
    """Requests a second, and what wrk says of latencies."""
    script = folder / "load.lua"
    body = json.dumps([case(number) for number in range(cases)])
    script.write_text(
        'wrk.method = "POST"\n'
        'wrk.headers["Content-Type"] = "application/json"\n'
        f"wrk.body = [==[{body}]==]\n",
        encoding="utf-8",
    )
    shape = ("-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(script))
    ran = subprocess.run(
        ["wrk", *shape, f"{address}/api/v1/assessments"],  # noqa: S607  found on the PATH
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if "Non-2xx" in ran or "Socket errors" in ran:
        sys.exit(ran)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", ran)
    latencies = re.findall(r"(50|99)%\s+(\S+)", ran)
    assert rate
    return float(rate[1]), ", ".join(f"p{share} {latency}" for share, latency in latencies)


def main() -> None:
    """Measure, and print."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is not there: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address:
        load(address, 1, Path(name))  # the first requests read the tables
        for cases in (1, 100):
            for _ in range(ROUNDS):
                rate, latencies = load(address, cases, Path(name))
                print(f"{cases} a request: {rate * cases:,.0f} cases/s ({latencies})")


if __name__ == "__main__":
    main()
