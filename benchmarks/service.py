"""How fast the service answers over HTTP: assessments, sign-ups, claims submitted, every page.

    .venv/bin/python -m benchmarks.service              # wrk has to be there: apt-get install wrk
    .venv/bin/python -m benchmarks.service claims       # or assessments, sign-ups, claims, pages

A PostgreSQL server is started out of the wheel that our tests use, as durable as a real one (each
commit is on the disk); `partial-activity serve` with two processes; wrk and 16 connections on the
same machine. Each sign-up is another firm's, each claim another firm's draft, sent with its
token and its ETag; each page is opened, in turn, by somebody who is signed in. Prints, for each,
what wrk saw, and the processor a request took of the service and of the database together: that is
what another program on the machine disturbs least.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from json import dumps
from pathlib import Path

from attrs import frozen
from benchmarks.filled import SIRETS, employers, register_all, units_of
from benchmarks.pages import time_pages
from benchmarks.served import KEYS, Request, load, postgresql, served
from sqlalchemy import Engine

from partial_activity.adapters.sql import open_engine, upgrade
from partial_activity.testing import samples

ROUNDS, SECONDS, CONNECTIONS, WORKERS = 3, 5, 16, 2
AT_MOST = 500
"""Sign-ups or claims a second that are made ready; each can be sent once."""


def main(asked: Sequence[str]) -> None:
    """What is asked for, on one database."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is not there: apt-get install wrk")
    print(
        f"{os.cpu_count()} cores, {WORKERS} processes, {CONNECTIONS} connections, PostgreSQL; "
        f"load {os.getloadavg()[0]:.1f} over the last minute",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as name, postgresql() as (url, database):
        folder, engine = Path(name), open_engine(url)
        upgrade(engine)
        register_all(engine)
        with served(url, folder, WORKERS) as (address, server):
            bench = Bench(folder, engine, address, (server, database))
            for what in asked:
                MEASURES[what](bench)
        engine.dispose()


@frozen
class Bench:
    """A service that runs, and where what loads it is written."""

    folder: Path
    engine: Engine
    address: str
    processes: tuple[int, int]
    """The first of the service, and the first of the database."""

    def run(self, name: str, requests: Sequence[Request]) -> None:
        """Send them for some seconds, and print what came of it."""
        done = load(
            self.address,
            requests,
            self.folder,
            connections=CONNECTIONS,
            processes=self.processes,
            seconds=SECONDS,
        )
        load_now = os.getloadavg()[0]
        print(f"{name:<28} {done}   load {load_now:.1f}", flush=True)


def assessments(bench: Bench) -> None:
    """Without an account: one case a request, and a hundred."""
    for cases in (1, 100):
        body = dumps([_case(number) for number in range(cases)])
        request = Request("POST", "/api/v1/assessments", _JSON, body)
        for _ in range(ROUNDS):
            bench.run(f"assessments, {cases} a request", [request])


def sign_ups(bench: Bench) -> None:
    """Each of another firm, by another person; the letter waits in the outbox."""
    numbers = iter(range(SIRETS // 2, SIRETS))
    for _ in range(ROUNDS):
        bench.run("sign-ups", [_sign_up(next(numbers)) for _ in range(2 * AT_MOST * SECONDS)])


def claims(bench: Bench) -> None:
    """Drafts of another firm each; of one employee, and of four: a line for each and each week."""
    units, firms = units_of(bench.engine, KEYS["NIR_KEY"]), iter(range(1_000, SIRETS // 2))
    for employees in (1, 4):
        for _ in range(ROUNDS):
            ready = employers(units, [next(firms) for _ in range(AT_MOST * SECONDS)], employees)
            drafts = [
                Request(
                    "POST",
                    f"/api/v1/establishments/{each.siret}/claims/{each.claim_id}/submit",
                    {
                        "Authorization": f"Bearer {each.secret}",
                        "If-Match": f'"1-{each.revision}-00000000"',
                    },
                    "",
                )
                for each in ready
            ]
            bench.run(f"claims of {employees} employee(s)", drafts)


def pages(bench: Bench) -> None:
    """Every page that somebody can open, in turn."""
    units = units_of(bench.engine, KEYS["NIR_KEY"])
    time_pages(bench.address, units, KEYS["LINK_KEY"], processes=bench.processes)


MEASURES: Mapping[str, Callable[[Bench], None]] = {
    "assessments": assessments,
    "sign-ups": sign_ups,
    "claims": claims,
    "pages": pages,
}
_JSON = {"Content-Type": "application/json"}


def _case(number: int) -> dict[str, object]:
    """A case like any other, no two of a request alike."""
    pay = f"{12 + number % 30}.{number % 100:02d}"
    return {
        "id": str(number),
        "scheme": "ordinary",
        "month": "2025-03",
        "employee": {"category": "standard", "hourly_pay": pay},
        "unworked_hours": f"{number % 150 + 1}.00",
    }


def _sign_up(number: int) -> Request:
    """A firm of the register; letters for as many people are asked for."""
    body = {
        "siret": samples.siret(number).digits,
        "email": f"ana{number}@atelier.example",
        "name": "Ana Martin",
        "language": "fr",
    }
    return Request("POST", "/api/v1/sign-ups", _JSON, dumps(body))


if __name__ == "__main__":
    main(sys.argv[1:] or list(MEASURES))
