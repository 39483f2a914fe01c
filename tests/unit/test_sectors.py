"""A category that the code does not know, which a draft decree introduces: in TOML and Python."""

import copy
import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from tests.unit.assessed_files import amounts, assess_path
from tests.unit.assessed_files import faults as fault_codes

from partial_activity import (
    FRENCH_LAW,
    Case,
    Draft,
    Employee,
    EmployeeCategory,
    Employer,
    HourlyPay,
    Hours,
    InvalidValue,
    Law,
    Plan,
    Scheme,
    Situation,
    Territory,
    assess,
)
from partial_activity.adapters.as_json.case import read_case
from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, read_draft
from partial_activity.domain.law.book import sectors_of
from partial_activity.domain.law.check import faults
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.words import Words
from partial_activity.entrypoints.cli.main import program
from partial_activity.testing import properties, samples

PUBLISHED = date(2026, 12, 15)
GROWERS = Sector(
    "wine_growers",
    Words("viticulteurs", "wine growers"),
    "décret en projet, art. 2",
    Category.PROTECTED,
)
TEXT = Text("projet de décret", PUBLISHED, "projet")
TOML = """
[text]
name = "projet de décret"
published = 2026-12-15

[[category]]
name = "wine_growers"
french = "viticulteurs"
english = "wine growers"
article = "décret en projet, art. 2"
follows = "protected"

[[plan]]
parameter = "allowance.share"
category = "wine_growers"
value = "0.55"
hours_from = 2027-01-01
hours_to = 2027-06-30
"""


def law_of(*plans: Plan) -> Law:
    """Ours, with some plans laid over it."""
    return FRENCH_LAW.with_texts(Draft(TEXT, plans))


def share(value: str = "0.55") -> Plan:
    """A share of the allowance for wine growers, in January 2027."""
    return Plan(Parameter.ALLOWANCE_SHARE, GROWERS, value, Span(date(2027, 1, 1)))


LAW = law_of(share())


def case_of(situation: Situation | Sector = GROWERS, month: int = 1) -> Case:
    """Twenty hours of a wine grower's employee."""
    return Case(
        scheme=Scheme.ORDINARY,
        first=date(2027, month, 1),
        last=date(2027, month, 28),
        employee=Employee(EmployeeCategory.STANDARD, hourly_pay=HourlyPay.parse("20.00")),
        unworked_hours=Hours.parse("20"),
        employer=Employer(situation),
    )


def given(**employer: object) -> dict[str, object]:
    """The same as JSON has it."""
    return {
        "id": "1",
        "scheme": "ordinary",
        "month": "2027-01",
        "employer": {"situation": "wine_growers", **employer},
        "employee": {"category": "standard", "hourly_pay": "20.00"},
        "unworked_hours": "20.00",
    }


def test_a_sector_has_its_own_share_cited_by_its_article() -> None:
    """55 % of 20 €; the indemnity is everybody's."""
    found = assess(case_of(), LAW)
    assert (str(found.hourly_indemnity), str(found.hourly_allowance)) == ("12.00", "11.00")
    (cited,) = (one for one in found.citations if one.category == "wine_growers")
    assert (cited.text, cited.article) == ("projet de décret", "décret en projet, art. 2")
    assert "situation_without_effect" not in [warning.code for warning in found.warnings]


def test_where_a_sector_has_no_value_it_has_what_it_follows() -> None:
    """Before the text is known, and for a value that it does not plan."""
    before = evolve(case_of(), known_on=date(2026, 12, 14))
    protected = evolve(case_of(Situation.PROTECTED), known_on=date(2026, 12, 14))
    assert assess(before, LAW).allowance == assess(protected, LAW).allowance
    floored = law_of(
        share("0.10"), Plan(Parameter.ALLOWANCE_FLOOR, GROWERS, "9.00", Span(date(2027, 1, 1)))
    )
    assert str(assess(case_of(), floored).hourly_allowance) == "9.00"


def test_a_long_term_scheme_looks_at_the_share_of_the_sector_too() -> None:
    """At least the ordinary share of the employer (décret n° 2020-926, art. 7)."""
    case = evolve(
        case_of(), scheme=Scheme.LONG_TERM, first=date(2022, 3, 1), last=date(2022, 3, 31)
    )
    law = law_of(Plan(Parameter.ALLOWANCE_SHARE, GROWERS, "0.70", Span(date(2022, 3, 1))))
    assert str(assess(case, law).hourly_allowance) == "14.00"


def test_a_sector_is_a_category_wherever_the_law_is_read() -> None:
    """Sound, with a revision of its own; the same again once it was copied or kept."""
    assert faults(LAW) == ()
    assert LAW.revision != FRENCH_LAW.revision
    assert dict(sectors_of(LAW)) == {"wine_growers": GROWERS}
    assert dict(sectors_of(FRENCH_LAW)) == {}
    for again in (copy.deepcopy(GROWERS), pickle.loads(pickle.dumps(GROWERS))):  # noqa: S301  ours
        assert (again, again.words, again.follows) == (GROWERS, GROWERS.words, Category.PROTECTED)


def test_a_law_that_does_not_have_the_sector_says_so_by_name() -> None:
    """Under ours; and in a case as JSON, beside those that it has."""
    with pytest.raises(InvalidValue, match="wine_growers is not one of") as refused:
        assess(case_of(), FRENCH_LAW)
    assert refused.value.path == "employer.situation"
    with pytest.raises(InvalidValue, match="wine_growers"):
        read_case(given())
    assert read_case(given(), LAW).employer.situation == GROWERS
    with pytest.raises(InvalidValue, match="cyclone, wine_growers"):
        read_case(given(situation="wine_makers"), LAW)


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        (
            'french = "viticulteurs"',
            'french = " "',
            "category[1].french",
            "the French words of wine_growers are missing",
        ),
        ('english = "wine growers"\n', "", "category[1].english", "english is missing"),
        (
            'english = "wine growers"',
            'english = ""',
            "category[1].english",
            "the English words of wine_growers are missing",
        ),
        (
            'article = "décret en projet, art. 2"',
            'article = ""',
            "category[1].article",
            "wine_growers is not cited",
        ),
        (
            'follows = "protected"',
            'follows = "mayotte"',
            "category[1].follows",
            "wine_growers cannot follow mayotte",
        ),
        ('name = "wine_growers"', 'name = "Wine"', "category[1].name", "write small letters"),
        (
            'name = "wine_growers"',
            'name = "ski_area"',
            "category[1].name",
            "ski_area is a category already",
        ),
        ("[[category]]", "[category]", "category", "a list of tables is expected: [[category]]"),
        (
            'category = "wine_growers"',
            'category = "wine_grower"',
            "plan[1].category",
            "did you mean wine_growers",
        ),
        (
            'parameter = "allowance.share"',
            'parameter = "minimum_wage.hourly"',
            "plan[1].category",
            "has no category wine_growers",
        ),
        ('value = "0.55"', 'value = "a lot"', "plan[1].value", "cannot be read"),
    ],
)
def test_what_a_draft_lacks_is_told_by_name(old: str, new: str, path: str, said: str) -> None:
    """With its place in the file."""
    assert old in TOML
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(TOML.replace(old, new), FRENCH_LAW)
    told = {fault.path: fault.said.english for fault in refused.value.faults}
    assert said in told[path]


def test_a_sector_that_is_introduced_twice_is_told() -> None:
    start, end = TOML.index("[[category]]"), TOML.index("[[plan]]")
    with pytest.raises(UnreadableDraft, match="wine_growers twice"):
        read_draft(TOML[:start] + TOML[start:end] * 2 + TOML[end:], FRENCH_LAW)


def test_a_draft_in_toml_says_what_python_says() -> None:
    """And a later draft plans for a sector that the law has by then."""
    draft = read_draft(TOML, FRENCH_LAW)
    assert (
        assess(case_of(), FRENCH_LAW.with_texts(draft)).allowance
        == assess(case_of(), LAW).allowance
    )
    start, end = TOML.index("[[category]]"), TOML.index("[[plan]]")
    later = read_draft((TOML[:start] + TOML[end:]).replace("0.55", "0.57"), LAW)
    assert str(assess(case_of(), LAW.with_texts(later)).hourly_allowance) == "11.40"
    with pytest.raises(UnreadableDraft, match=r"introduce it: \[\[category\]\]"):
        read_draft(TOML[:start] + TOML[end:], FRENCH_LAW)


def test_the_commands_take_a_sector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft's what-if, where the case is what the sector follows without it; and the law's."""
    monkeypatch.chdir(tmp_path)
    Path("draft.toml").write_text(TOML, encoding="utf-8")
    Path("cases.json").write_text(json.dumps([given()]), encoding="utf-8")
    what_if = ["law", "draft", "draft.toml", "--cases", "cases.json", "--json"]
    (told,) = json.loads(CliRunner().invoke(program, what_if).stdout)["cases"]
    protected = str(assess(case_of(Situation.PROTECTED), FRENCH_LAW).hourly_allowance)
    assert [told[side]["hourly_allowance"] for side in ("without", "with")] == [protected, "11.00"]
    law = ["--law", f"{__name__}:LAW"]
    (found,) = json.loads(CliRunner().invoke(program, ["assess", "cases.json", *law]).stdout)
    assert found["hourly_allowance"] == "11.00"
    history = ["law", "history", "allowance.share", "--category", "wine_growers", *law]
    assert "55 %" in CliRunner().invoke(program, history).stdout
    assert "wine_growers" in CliRunner().invoke(program, ["law", "on", "2027-01-15", *law]).stdout
    unknown = CliRunner().invoke(program, [*history[:4], "wine_grower", *law])
    assert "did you mean wine_growers" in unknown.stderr


def test_a_sector_of_mayotte_has_the_raised_floor_of_mayotte() -> None:
    """As every share there that is not the ordinary one (D. 5522-87)."""
    here = evolve(case_of(), territory=Territory.MAYOTTE)
    found = assess(here, law_of(share("0.30")))
    assert found.allowance_rests_on[0] == "allowance.floor"
    assert [one.category for one in found.citations if one.parameter == "allowance.floor"] == [
        "mayotte_raised"
    ]


def test_a_claim_file_names_the_sector_in_its_column(tmp_path: Path) -> None:
    """Of the law in use; under another, the situations that there are are told."""
    path = tmp_path / "claims.csv"
    path.write_text(
        "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
        "heures_assimilees;heures_chomees;taux_horaire;situation\n"
        f"{samples.siret(1).digits};DA-1;2027-01;{samples.nir(1).digits};Martin;Anne;2027-W02;"
        "35;0;0;20;20;Wine growers\n",
        encoding="utf-8",
    )
    (answer,) = assess_path(path, law=LAW)
    assert amounts(answer)[3:5] == ("11.00", "220.00")
    (refused,) = assess_path(path)
    assert fault_codes(refused) == [("situation", "unknown_value")]


@pytest.mark.parametrize(
    "holds",
    [
        properties.every_amount_rests_on_a_text,
        properties.no_future_leaks_into_known_on,
        properties.knowing_more_changes_nothing_known_before,
    ],
    ids=lambda holds: holds.__name__,
)
def test_the_properties_hold_of_a_law_with_a_sector(holds: properties.Property) -> None:
    """With cases of the sector among those that are drawn."""
    holds(LAW)
