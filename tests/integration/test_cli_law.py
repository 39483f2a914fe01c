"""``partial-activity law``, as a person or a program calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partial_activity.domain.law.tables.gaps import ENDED, KNOWN_GAPS, NOT_MODELLED
from partial_activity.entrypoints.cli.main import program

WIDTH = 100
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def law(*arguments: str) -> Result:
    """Run a law command."""
    return CliRunner().invoke(program, ["law", *arguments], prog_name="partial-activity")


def value_on(*arguments: str, parameter: str, category: str) -> dict[str, object]:
    """One line of ``law on … --json``."""
    ran = law("on", *arguments, "--json")
    assert ran.exit_code == 0, ran.output
    lines = [
        line
        for line in json.loads(ran.stdout)
        if (line["parameter"], line["category"]) == (parameter, category)
    ]
    assert len(lines) == 1
    found = lines[0]
    assert isinstance(found, dict)
    return found


def test_mid_june_2020_is_at_seventy_per_cent_before_the_decree_and_sixty_after() -> None:
    """Décret 2020-810, published on 30 June for the hours from 1 June."""
    general = {"parameter": "allowance.share", "category": "general"}
    assert value_on("2020-06-15", "--known-on", "2020-06-20", **general)["value"] == "0.70"
    assert value_on("2020-06-15", **general)["value"] == "0.60"


def test_what_is_not_modelled_is_listed_with_its_reason() -> None:
    """Where only the package is installed, errors lead here."""
    ran = law("gaps")
    assert ran.exit_code == 0
    assert max(map(len, ran.stdout.splitlines())) <= WIDTH
    said = " ".join(ran.stdout.split())
    for gap in (*KNOWN_GAPS, *ENDED):
        assert f"{gap.parameter} ({gap.category}), " in said
        assert gap.reason in said
    for rule in NOT_MODELLED:
        assert f"{rule.subject} {rule.reason}" in said


def test_a_line_has_the_keys_that_programs_read() -> None:
    """The floor of November 2024, published in December."""
    assert value_on("2024-11-15", parameter="allowance.floor", category="general") == {
        "parameter": "allowance.floor",
        "category": "general",
        "value": "8.46",
        "unit": "EUR/h",
        "hours_from": "2024-11-01",
        "hours_to": None,
        "text": "décret n° 2024-1149",
        "article": "D. 5122-13",
        "published": "2024-12-05",
        "confidence": "high",
    }


def test_a_line_says_which_day_selects_it_when_it_is_not_the_hours() -> None:
    """Silence is approval after 15 days, by the day of the request."""
    found = value_on("2021-01-15", parameter="authorisation.tacit_days", category="general")
    assert found["driver"] == "requests"


def test_a_disputed_value_says_why_in_both_languages() -> None:
    """9.40 or 9.52 for the rebound scheme in 2026."""
    found = value_on("2026-02-01", parameter="allowance.floor", category="long_term_rebound")
    dispute = found["dispute"]
    assert isinstance(dispute, dict)
    assert set(dispute) == {"french", "english"}


@pytest.mark.parametrize("day", ["2013-07-01", "2020-06-15", "2021-06-15", "2025-11-01"])
def test_the_table_for_people_stays_within_a_hundred_columns(day: str) -> None:
    """It is read in a terminal."""
    for arguments in (("on", day), ("diff", "2019-01-01", day), ("texts",)):
        ran = law(*arguments)
        assert ran.exit_code == 0
        assert max(map(len, ran.stdout.splitlines())) <= WIDTH


def test_the_table_for_people_has_the_value_with_its_text() -> None:
    """70 %, by the decree of March 2020."""
    ran = law("on", "2020-06-15", "--known-on", "2020-06-20")
    lines = ran.stdout.splitlines()
    share = lines[lines.index("  allowance.share [share]") + 1]
    assert share.split() == [
        "general", "70", "%", "from", "2020-03-01", "2020-03-26",
        "décret", "n°", "2020-325,", "D.", "5122-13",
    ]  # fmt: skip


def test_a_day_after_the_last_check_is_said_on_stderr() -> None:
    """Machine output stays clean, and nobody is told a day was checked when it was not."""
    ran = law("on", "2030-01-01", "--json")
    assert ran.exit_code == 0
    assert "law_not_checked" in ran.stderr
    assert json.loads(ran.stdout)


def test_a_day_before_the_scheme_has_no_rule() -> None:
    """The tables begin with the minimum wage of 2013."""
    ran = law("on", "2010-01-01")
    assert ran.exit_code == 0
    assert ran.stdout == ""
    assert "the tables begin on 2013-01-01" in ran.stderr


@pytest.mark.parametrize("day", ["2020-13-01", "15/06/2020", "tomorrow", "", "2020-6-15"])
def test_a_bad_day_is_wrong_usage_with_the_mend(day: str) -> None:
    """Exit status 2, and how a day is written."""
    ran = law("on", day)
    assert ran.exit_code == 2
    assert "write it as 2020-06-15" in ran.stderr


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("alowance.share", "allowance.share"),
        ("share", "indemnity.share"),
        ("floor", "allowance.floor"),
    ],
)
def test_an_unknown_parameter_is_wrong_usage_with_the_nearest_names(name: str, meant: str) -> None:
    """What was meant is among them."""
    ran = law("history", name)
    assert ran.exit_code == 2
    assert meant in ran.stderr


def test_a_category_without_table_is_wrong_usage_with_those_that_have_one() -> None:
    """The allowance has no share for aircrew."""
    ran = law("history", "allowance.share", "--category", "aircrew")
    assert ran.exit_code == 2
    assert "protected_heavy_loss" in ran.stderr


def test_the_history_of_a_share_shows_each_stretch_with_its_text() -> None:
    """52 % was the share of one month."""
    ran = law("history", "allowance.share", "--category", "general", "--json")
    stretches = [
        (one["value"], one["hours_from"], one["hours_to"]) for one in json.loads(ran.stdout)
    ]
    assert ("0.52", "2021-06-01", "2021-06-30") in stretches
    assert stretches[-1] == ("0.36", "2021-07-01", None)


def test_the_history_as_known_shows_the_fall_that_was_announced() -> None:
    """On 1 November 2020, 36 % stood for 1 January."""
    arguments = ("--category", "general", "--known-on", "2020-11-01", "--json")
    ran = law("history", "allowance.share", *arguments)
    assert json.loads(ran.stdout)[-1]["hours_from"] == "2021-01-01"


def test_every_plan_is_shown_with_those_that_never_applied() -> None:
    """Six falls to 36 % that never came."""
    ran = law("history", "allowance.share", "--category", "general", "--plans")
    assert ran.stdout.count("never applied") == 6
    ran = law("history", "allowance.share", "--category", "general", "--plans", "--json")
    never = [one for one in json.loads(ran.stdout) if not one["applied"]]
    assert [one["value"] for one in never] == ["0.36"] * 6


def test_every_plan_has_its_own_day_of_knowledge() -> None:
    """--plans with --known-on would say one thing twice."""
    ran = law("history", "allowance.share", "--plans", "--known-on", "2020-11-01")
    assert ran.exit_code == 2


def test_two_days_differ_by_what_changed_between_them() -> None:
    """1 July 2021: 70 to 60 % for the employee, 52 to 36 % for the employer."""
    ran = law("diff", "2021-06-30", "2021-07-01", "--json")
    found = {
        (one["parameter"], one["category"]): (one["before"]["value"], one["after"]["value"])
        for one in json.loads(ran.stdout)
        if one["before"] and one["after"]
    }
    assert found["indemnity.share", "general"] == ("0.70", "0.60")
    assert found["allowance.share", "general"] == ("0.52", "0.36")


def test_the_same_day_differs_by_what_was_learnt() -> None:
    """What décret 2020-810 changed for hours already worked out."""
    arguments = ("--known-on", "2020-06-29", "--and-known-on", "2020-06-30", "--json")
    ran = law("diff", "2020-06-15", "2020-06-15", *arguments)
    found = [(one["parameter"], one["category"]) for one in json.loads(ran.stdout)]
    assert ("allowance.share", "general") in found


def test_nothing_changes_between_a_day_and_itself() -> None:
    """Said in so many words."""
    assert "Nothing changes" in law("diff", "2025-03-01", "2025-03-01").stdout


def test_the_texts_come_in_order_of_publication() -> None:
    """Those without a day first: they are taken as always known."""
    ran = law("texts", "--json")
    days = [one["published"] or "" for one in json.loads(ran.stdout)]
    assert days == sorted(days)
    assert len(days) > 90


def test_a_text_is_found_by_its_number_with_what_it_planned() -> None:
    """The announced fall stands under the text that announced it."""
    ran = law("texts", "2020-1319")
    assert ran.stdout.startswith("décret n° 2020-1319 (JO 2020-10-31)")
    assert "never applied" in ran.stdout


def test_a_text_that_is_not_there_is_wrong_usage() -> None:
    """With the nearest names."""
    ran = law("texts", "décret n° 2020-811")
    assert ran.exit_code == 2
    assert "décret n° 2020-810" in ran.stderr


def test_the_check_finds_no_fault() -> None:
    """And says until when each table was compared with a source."""
    ran = law("check")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("No fault in ")
    assert "2026-08-20" in ran.stdout


def test_a_draft_is_compared_line_by_line_and_in_total() -> None:
    """The example of the documentation: 45 % instead of 36 %, in March and April 2026."""
    ran = law(
        "draft", str(EXAMPLES / "draft.toml"), "--cases", str(EXAMPLES / "draft-cases.json"),
        "--json",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    changes = {line["id"]: line["change"]["allowance"] for line in found["cases"]}
    # 35 hours at 0.45 × 30.75 = 13.84 instead of 0.36 × 30.75 = 11.07.
    assert changes["above the minimum wage"] == "96.95"
    # 70 hours at the floor: 9.52 instead of 8.57.
    assert changes["near the minimum wage"] == "66.50"
    assert changes["as known before the draft"] == "0.00"
    assert changes["after the draft's days"] == "0.00"
    assert found["total"]["change"] == {
        "indemnity": "0.00",
        "allowance": "163.45",
        "remaining_cost": "-163.45",
    }


def test_a_draft_is_shown_to_people_with_signed_changes() -> None:
    """Totals below."""
    ran = law("draft", str(EXAMPLES / "draft.toml"), "--cases", str(EXAMPLES / "draft-cases.json"))
    assert "total of 4                                2,603.65        1,762.25" in ran.stdout
    assert "+163.45" in ran.stdout
    assert "−163.45" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= WIDTH


def test_a_draft_is_shown_in_french() -> None:
    """Words, sentences and decimal commas."""
    ran = law(
        "draft", str(EXAMPLES / "draft.toml"), "--cases", str(EXAMPLES / "draft-cases.json"),
        "--lang", "fr",
    )  # fmt: skip
    assert "Cas selon le droit, et avec : projet de décret (exemple)" in ran.stdout
    with_draft = "2\u202f603,65        1\u202f925,70          677,95"
    assert f"  avec le projet                          {with_draft}" in ran.stdout
    change = "  écart                                       0,00         +163,45         −163,45"
    assert change in ran.stdout
    assert "  sans changement" in ran.stdout
    for english in ("cases", "remaining", "with the draft", "total of", "no change"):
        assert english not in ran.stdout


DOUBTFUL = """
[[plan]]
parameter = "allowance.floor"
category = "general"
value = "10.00"
hours_from = 2027-01-01

[[plan]]
parameter = "allowance.floor"
category = "general"
value = "10.05"
hours_from = 2027-02-01
"""


@pytest.fixture
def doubtful(tmp_path: Path) -> str:
    """A draft that plans a day twice, and a floor above that of the indemnity."""
    path = tmp_path / "doubtful.toml"
    head = (EXAMPLES / "draft.toml").read_text(encoding="utf-8").partition("[[plan]]")[0]
    path.write_text(head + DOUBTFUL, encoding="utf-8")
    return str(path)


def test_what_a_draft_hardly_means_is_said_first(doubtful: str) -> None:
    """In the language asked for; in both for programs. It is no failure."""
    cases = ("--cases", str(EXAMPLES / "draft-cases.json"))
    wide = {"COLUMNS": "200"}
    asked = ["law", "draft", doubtful, *cases]
    english = CliRunner().invoke(program, asked, env=wide)
    french = CliRunner().invoke(program, [*asked, "--lang", "fr"], env=wide)
    assert english.exit_code == french.exit_code == 0
    twice, above = english.stdout.partition("To look at in the draft:\n")[2].splitlines()[:2]
    assert twice.endswith("plans allowance.floor (general) twice from 2027-02-01 on.")
    assert above == (
        "  - The floor of the allowance (general), 10.00, is above that of the indemnity, 9.74, "
        "from 2027-01-01 on."
    )
    said = french.stdout.partition("À vérifier dans le projet :\n")[2].splitlines()[:2]
    assert said[0].endswith(
        "fixe deux fois Plancher de l'allocation (droit commun) à partir du 01/02/2027."
    )
    found = json.loads(law("draft", doubtful, *cases, "--json").stdout)
    assert [warning["code"] for warning in found["warnings"]][:2] == [
        "planned_twice",
        "allowance_floor_above_indemnity_floor",
    ]
    sound = law("draft", str(EXAMPLES / "draft.toml"), *cases)
    assert "To look at" not in sound.stdout


def test_the_properties_are_tried_on_a_draft_where_it_is_asked_for(doubtful: str) -> None:
    """Each that does not hold is named, with the smallest case found; the exit status is 1."""
    # In a process of its own, as people run it: Hypothesis keeps what other tests left in this one.
    command = [sys.executable, "-m", "partial_activity.entrypoints.cli.main", "law", "draft"]
    options = ["--check", "--tries", "60", "--lang", "fr"]
    ran = subprocess.run(
        [*command, doubtful, "--cases", EXAMPLES / "draft-cases.json", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Ne tient pas\u00a0: texts_mean_what_they_plan" in ran.stderr
    assert "Ne tient pas\u00a0: allowance_never_exceeds_the_indemnity" in ran.stderr
    assert "the floor of the allowance is above the indemnity's" in ran.stderr
    assert "case=Case(" in ran.stderr


def test_a_draft_that_breaks_nothing_is_said_to_hold() -> None:
    """Every property, on a few cases each."""
    ran = law(
        "draft", str(EXAMPLES / "draft.toml"), "--cases", str(EXAMPLES / "draft-cases.json"),
        "--check", "--tries", "3",
    )  # fmt: skip
    assert (ran.exit_code, ran.stderr) == (0, "Every property holds.\n")


def test_a_case_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    """It stays in its line, out of the totals, and the exit status is 1."""
    cases = json.loads((EXAMPLES / "draft-cases.json").read_text(encoding="utf-8"))
    cases[1]["month"] = "2026-13"
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    draft = str(EXAMPLES / "draft.toml")
    ran = law("draft", draft, "--cases", str(path), "--json")
    assert ran.exit_code == 1
    found = json.loads(ran.stdout)
    assert found["cases"][1]["with"]["error"]["path"] == "month"
    assert found["total"]["cases"] == 3
    ran = law("draft", draft, "--cases", str(path))
    assert "1 case could not be answered" in ran.stderr
    assert "without: " in ran.stdout


def test_a_draft_that_changes_inside_a_case_s_days_asks_for_two_cases(tmp_path: Path) -> None:
    """Without the draft the case is answered; with it, the error says which day."""
    draft = tmp_path / "draft.toml"
    written = (EXAMPLES / "draft.toml").read_text(encoding="utf-8")
    draft.write_text(written.replace("2026-04-30", "2026-04-15"), encoding="utf-8")
    ran = law("draft", str(draft), "--cases", str(EXAMPLES / "draft-cases.json"), "--json")
    assert ran.exit_code == 1
    line = json.loads(ran.stdout)["cases"][1]
    assert "error" not in line["without"]
    assert line["with"]["error"]["code"] == "law_changes_inside_period"


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("no such file", ["cannot be read"]),
        (b"[text", ["this is not TOML"]),
        (b"\xff\xfe", ["it is not UTF-8"]),
        (b'[text]\nname = "x"\n', ["text.published", "[[plan]]"]),
    ],
)
def test_each_fault_of_a_draft_is_one_clear_sentence(
    tmp_path: Path, draft: bytes | str, said: list[str]
) -> None:
    """Exit status 1, with the file and what is wrong."""
    path = tmp_path / "draft.toml"
    if isinstance(draft, bytes):
        path.write_bytes(draft)
    ran = law("draft", str(path), "--cases", str(EXAMPLES / "draft-cases.json"))
    assert ran.exit_code == 1
    assert "draft.toml" in ran.stderr
    lines = ran.stderr.splitlines()
    assert len(lines) == len(said)
    assert all(told in line for told, line in zip(said, lines, strict=True))


def test_unreadable_cases_are_one_clear_sentence(tmp_path: Path) -> None:
    """The file of cases is at fault, and named."""
    path = tmp_path / "cases.json"
    path.write_text("[", encoding="utf-8")
    ran = law("draft", str(EXAMPLES / "draft.toml"), "--cases", str(path))
    assert ran.exit_code == 1
    assert "cases.json" in ran.stderr
    ran = law("draft", str(EXAMPLES / "draft.toml"), "--cases", str(tmp_path))
    assert ran.exit_code == 1
    assert "cannot be read" in ran.stderr
