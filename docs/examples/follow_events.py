"""Follow what changes, and go on where it was left: ``python follow_events.py kept.db``."""

import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

API, TOKEN = os.environ["API"], os.environ["TOKEN"]  # http://127.0.0.1:8000/api/v1, pa_…
PAUSE = float(os.environ.get("PAUSE", "60"))  # seconds
TABLES = """
CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, what TEXT, event TEXT);
CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY CHECK (one = 1), cursor TEXT);
INSERT OR IGNORE INTO place VALUES (1, NULL);
"""


def page_after(cursor: str | None) -> Any:  # noqa: ANN401  JSON
    """Ask for what comes after a cursor."""
    asked = {"limit": 100} | ({"cursor": cursor} if cursor else {})
    address = f"{API}/events?{urllib.parse.urlencode(asked)}"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  our own address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  as above
        return json.load(answer)


def follow(kept: sqlite3.Connection) -> None:
    """Read on, for ever."""
    kept.executescript(TABLES)
    while True:
        (cursor,) = kept.execute("SELECT cursor FROM place").fetchone()
        try:
            page = page_after(cursor)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise  # a token that ended, or a cursor of a database that is no more
            time.sleep(float(error.headers.get("Retry-After", PAUSE)))
            continue
        except OSError:  # nobody answers just now
            time.sleep(PAUSE)
            continue
        with kept:  # what is done with the events, and the cursor: both are kept, or neither
            for event in page["items"]:
                row = (event["id"], event["what"], json.dumps(event))
                kept.execute("INSERT INTO seen VALUES (?, ?, ?)", row)
            kept.execute("UPDATE place SET cursor = ?", (page["next"],))
        if not page["more"]:
            time.sleep(PAUSE)


follow(sqlite3.connect(sys.argv[1]))
