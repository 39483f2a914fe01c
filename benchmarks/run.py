"""How fast cases are answered: library, command line, claim file, cold start; and rivals if there.

    make bench                                     # or .venv/bin/python -m benchmarks.run
    OPENFISCA=/path/to/venv/bin/python MODELE_SOCIAL=/path/with/node_modules make bench

Prints the machine, then a line a measure: the median, and the best, of several runs. Work is timed
in processor seconds, which a busy machine disturbs little; starts in seconds of the clock, which is
what one waits for. What each measures, and figures already taken, are in the README.md beside this.
Rivals are installed by you (README.md says how), never by this program.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from random import Random

from attrs import evolve
from demo.sample_claims import sample_file

from partial_activity import (
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    Pay,
    Scheme,
    Share,
    Situation,
    assess,
)
from partial_activity.domain.months import month_bounds

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).with_name("partial-activity")
CASES = 20_000
LINES = 50_000
RUNS = 5
STARTS = 10
PAY = Pay(
    net_pay_for_work=Euros(80_000),
    employee_contribution_share=Share(Fraction(2084, 10_000)),
    maintained_share=Share(Fraction(1)),
)
"""Every line of the payslip is given, and the complement is one."""


def main() -> None:
    """Every measure, one after the other."""
    print(f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}")
    print(f"load {os.getloadavg()[0]:.1f} over the last minute; {' '.join(sys.argv)}\n")
    cases = distinct_cases(CASES)
    per_second("library, first time", len(cases), 1, lambda: assess_all(cases))
    per_second("library", len(cases), RUNS, lambda: assess_all(cases))
    paid = [evolve(case, pay=PAY) for case in cases]
    per_second("library, with the payslip", len(cases), RUNS, lambda: assess_all(paid))
    _import_time()
    with tempfile.TemporaryDirectory() as folder:
        _command_line(Path(folder), cases)
        _claim_file(Path(folder))
    for program in ("steps", "service"):
        print(flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{program}"], check=False)
    _rivals()


def distinct_cases(number: int) -> list[Case]:
    """1,000 pays x 60 months of 2021 to 2025 x schemes and situations, no two alike, shuffled."""
    pays = [HourlyPay(Fraction(900 + 5 * step, 100)) for step in range(1_000)]
    months = [month_bounds(year, month) for year in range(2021, 2026) for month in range(1, 13)]
    kinds = [
        (Scheme.ORDINARY, Situation.GENERAL, EmployeeCategory.STANDARD),
        (Scheme.ORDINARY, Situation.PROTECTED, EmployeeCategory.PART_TIME),
        (Scheme.LONG_TERM, Situation.GENERAL, EmployeeCategory.STANDARD),
    ]
    every = list(product(kinds, months, pays))
    Random(1).shuffle(every)  # noqa: S311  a sample, not a secret
    return [
        Case(
            scheme=scheme,
            first=first,
            last=last,
            employee=Employee(category, hourly_pay=pay),
            unworked_hours=Hours(700 + index % 14_000),
            employer=Employer(situation),
            known_on=None if index % 4 else last,
        )
        for index, ((scheme, situation, category), (first, last), pay) in enumerate(every)
        if (scheme, first) != (Scheme.LONG_TERM, date(2021, 5, 1))  # changes on the 30th
    ][:number]


def assess_all(cases: list[Case]) -> None:
    """Amounts, texts, warnings and steps of each."""
    for case in cases:
        answer = assess(case)
        assert answer.citations
        assert answer.steps


def per_second(name: str, number: int, runs: int, work: Callable[[], object]) -> None:
    """Time the work some runs over, and print how many a second."""
    seconds = [_seconds(work) for _ in range(runs)]
    median, best = statistics.median(seconds), min(seconds)
    print(f"{name:<36} {number / median:>10,.0f} /s median   {number / best:>10,.0f} /s best")


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor, those of the commands that were run included."""
    start = _processor_seconds()
    work()
    return _processor_seconds() - start


def _processor_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _clock_seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _import_time() -> None:
    code = (
        "import attrs, time; start = time.process_time(); import partial_activity; "
        "print(time.process_time() - start)"
    )
    run = [sys.executable, "-c", code]
    seconds = [
        float(subprocess.run(run, capture_output=True, check=True, text=True).stdout)
        for _ in range(STARTS)
    ]
    _milliseconds("import, beyond attrs", seconds)


def _milliseconds(name: str, seconds: list[float]) -> None:
    median, best = statistics.median(seconds) * 1_000, min(seconds) * 1_000
    print(f"{name:<36} {median:>10.0f} ms median   {best:>10.0f} ms best")


def _command_line(folder: Path, cases: list[Case]) -> None:
    one, many = folder / "one.json", folder / "many.json"
    one.write_text(json.dumps([as_json(cases[0])]), encoding="utf-8")
    many.write_text(json.dumps([as_json(case) for case in cases]), encoding="utf-8")
    starts = [_clock_seconds(lambda: _silently("assess", one)) for _ in range(STARTS)]
    _milliseconds("command line, one case, cold", starts)
    per_second(
        "command line, JSON, start included", len(cases), 3, lambda: _silently("assess", many)
    )


def as_json(case: Case) -> dict[str, object]:
    """The case as the command line reads it."""
    assert case.employee.hourly_pay is not None
    written: dict[str, object] = {
        "scheme": case.scheme.value,
        "month": f"{case.first:%Y-%m}",
        "employer": {"situation": case.employer.situation.value},
        "employee": {
            "category": case.employee.category.value,
            "hourly_pay": str(case.employee.hourly_pay),
        },
        "unworked_hours": str(case.unworked_hours),
    }
    return written | ({"known_on": f"{case.known_on}"} if case.known_on else {})


def _silently(*arguments: object) -> None:
    with tempfile.TemporaryFile() as answers:
        subprocess.run(
            [COMMAND, *map(str, arguments)], stdout=answers, stderr=subprocess.DEVNULL, check=True
        )


def _claim_file(folder: Path) -> None:
    claims = folder / "claims.csv"
    with claims.open("wb") as file:
        file.writelines(islice(sample_file(1, LINES), LINES + 1))
    per_second(
        "assess-file, CSV, lines",
        LINES,
        3,
        lambda: _silently("assess-file", claims, "--errors", folder / "errors.csv"),
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_024
    print(f"{'largest process so far':<36} {peak:>10.0f} MB")


def _rivals() -> None:
    print()
    openfisca, modele_social = os.environ.get("OPENFISCA"), os.environ.get("MODELE_SOCIAL")
    if openfisca:
        subprocess.run([openfisca, HERE / "rival_openfisca.py"], check=True)
    else:
        print("openfisca-france: not measured (OPENFISCA is not set)")
    if modele_social:
        subprocess.run(["node", HERE / "rival_modele_social.mjs", modele_social], check=True)  # noqa: S607
    else:
        print("modele-social: not measured (MODELE_SOCIAL is not set)")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main()
