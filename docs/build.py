"""Write the generated pages and pictures; with ``--check``, fail when one is out of date.

Everything comes from the tables, the wording and ``assess``: the same sources give the same bytes.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
# A script, not a package: what stands beside it is found from anywhere.
sys.path.insert(0, str(HERE))

from _builders import (  # noqa: E402  the path comes first
    catalogue,
    codes_page,
    coverage_page,
    curve_pictures,
    law_pages,
    letters_page,
    postponed_picture,
    shares_picture,
)

GENERATED_FOLDERS = ("law",)
"""A file in them that no builder writes any more is removed."""


def generated() -> dict[Path, str]:
    """Every generated file, by its path below docs/."""
    builders = (
        law_pages,
        coverage_page,
        codes_page,
        letters_page,
        shares_picture,
        postponed_picture,
        curve_pictures,
    )
    return {Path(path): content for builder in builders for path, content in builder.pages()}


def stale(files: dict[Path, str]) -> Iterator[str]:
    """What is missing, differs, or should no longer be there."""
    for path, content in files.items():
        there = HERE / path
        if not there.exists():
            yield f"docs/{path} is missing"
        elif there.read_text(encoding="utf-8") != content:
            yield f"docs/{path} is out of date"
    yield from (f"docs/{path} is no longer generated" for path in _left_over(files))


def stale_catalogue() -> Iterator[str]:
    """What the French of the command line lacks, or has too much."""
    if catalogue.SOURCE.read_bytes() != catalogue.brought_up_to_date():
        yield f"{catalogue.SOURCE.name} does not hold what is said now"
    if catalogue.COMPILED.read_bytes() != catalogue.compiled():
        yield f"{catalogue.COMPILED.name} is out of date"


def write_catalogue() -> None:
    """Bring the French of the command line in line with what is said; new sentences wait empty."""
    catalogue.SOURCE.write_bytes(catalogue.brought_up_to_date())
    catalogue.COMPILED.write_bytes(catalogue.compiled())


def write(files: dict[Path, str]) -> None:
    """Bring the folder in line with the sources."""
    for path, content in files.items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_text(content, encoding="utf-8")
    for path in _left_over(files):
        (HERE / path).unlink()


def _left_over(files: dict[Path, str]) -> Iterator[Path]:
    for folder in GENERATED_FOLDERS:
        for there in sorted((HERE / folder).rglob("*.*")):
            path = there.relative_to(HERE)
            if there.is_file() and path not in files:
                yield path


def main() -> int:
    """Run as a script; 1 when something is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    files = generated()
    if parser.parse_args().check:
        faults = [*stale(files), *stale_catalogue()]
        for fault in faults:
            print(fault, file=sys.stderr)
        if faults:
            print("make docs writes them again", file=sys.stderr)
        return 1 if faults else 0
    write(files)
    write_catalogue()
    print(f"{len(files)} files written below docs/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
