"""``make demo``: the main job end to end, in a folder of its own; see ``entrypoints.story``."""

import shutil
import sys
from pathlib import Path

from demo import retroactive
from demo.play import play
from demo.reset import NotASandbox, in_use, require_sandbox
from demo.telling import say, start_over, title
from partial_activity.entrypoints.settings import FILE_NAME

FOLDER = Path("demo-output")


def main(folder: Path = FOLDER) -> int:
    """Play every scene; the exit status is 0 when all went well."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    start_over()
    service = folder / "service"
    # A service begins with an empty database: what an earlier run left is its own.
    if service.exists():
        try:
            require_sandbox(service)
            with in_use(service):
                shutil.rmtree(service)
        except NotASandbox as error:
            say(f"Nothing was done: {error}.")
            return 1
    folder.mkdir(parents=True, exist_ok=True)
    play(service)
    retroactive.assess_twice(folder)
    _say_how_to_go_on(folder, service)
    return 0


def _say_how_to_go_on(folder: Path, service: Path) -> None:
    """Scene: where the files are, and what to try."""
    title("Where it all is, and what to try")
    files = {
        service / "mail": "the letters, as a mail reader opens them",
        service / "payments": "the SEPA files, and what the bank answered",
        service / "claims-2020-04.csv": "the accountant's claim file",
        service / "claims-2020-04-refused.csv": "its refused lines, with what to mend",
        service / "posted": "the letters with a code, to print and to post",
        service / "register.csv": "the register of firms",
        service / "service.db": "the database: SQLite",
        service / "anchors.jsonl": "how far the journal has come, away from the database",
        service / FILE_NAME: "the settings of the service",
        **retroactive.files_of(folder),
    }
    width = max(len(str(path)) for path in files) + 3
    claims = folder / retroactive.CLAIMS
    say(
        *(f"  {path!s:<{width}}{what}" for path, what in files.items()),
        "",
        "Look at it in a browser, as an employer, an accountant, an officer, the paying agency:",
        "  make serve",
        "",
        "Try:",
        f"  .venv/bin/partial-activity status --config {service / FILE_NAME}",
        f"  .venv/bin/partial-activity journal verify --config {service / FILE_NAME}",
        f"  .venv/bin/partial-activity assess-file {claims} --known-on 2020-06-30 "
        "--output then.csv",
        "  .venv/bin/partial-activity law on 2020-06-15 --known-on 2020-06-20",
        "  .venv/bin/partial-activity law history allowance.floor",
    )


if __name__ == "__main__":
    sys.exit(main())
