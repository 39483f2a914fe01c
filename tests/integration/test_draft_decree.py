"""A draft decree in TOML: what is read, and one clear sentence with its place for what is not."""

from datetime import date

import pytest

from partial_activity.adapters.as_json.draft_decree import UnreadableDraft, read_draft
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.law.book import find
from partial_activity.domain.law.dated import Span, Special
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.money import Share

DRAFT = """\
[text]
name = "projet de décret"
published = 2027-01-15

[[plan]]
parameter = "allowance.share"
category = "general"
value = "0.45"
hours_from = 2027-02-01
hours_to = 2027-03-31

[[plan]]
parameter = "allowance.floor"
category = "mayotte"
value = "7.60"
hours_from = 2027-02-01
"""


def changed(old: str, new: str) -> str:
    """The draft with one place changed."""
    assert old in DRAFT
    return DRAFT.replace(old, new, 1)


def test_a_draft_is_laid_over_the_law_from_its_day_of_publication() -> None:
    """Known from 15 January 2027; for two months, then 36 % again."""
    law = FRENCH_LAW.with_texts(read_draft(DRAFT, FRENCH_LAW))

    def share(day: date, known_on: date | None = None) -> object:
        found = find(law.allowance_share, (Category.GENERAL,), day, known_on)
        return found and found.value

    assert share(date(2027, 3, 31)) == Share.parse("0.45")
    assert share(date(2027, 4, 1)) == Share.parse("0.36")
    assert share(date(2027, 3, 31), date(2027, 1, 14)) == Share.parse("0.36")
    assert share(date(2027, 3, 31), date(2027, 1, 15)) == Share.parse("0.45")


def test_the_law_itself_is_not_changed_by_a_draft() -> None:
    """A Law is a value."""
    before = FRENCH_LAW.allowance_share[Category.GENERAL].entries
    FRENCH_LAW.with_texts(read_draft(DRAFT, FRENCH_LAW))
    assert FRENCH_LAW.allowance_share[Category.GENERAL].entries is before


def test_days_are_read_as_toml_days_or_as_texts() -> None:
    """Both are exact."""
    draft = read_draft(changed("hours_from = 2027-02-01", 'hours_from = "2027-02-01"'), FRENCH_LAW)
    assert draft.plans[0].span == Span(date(2027, 2, 1), date(2027, 3, 31))


def test_a_decimal_without_quotation_marks_stays_exact() -> None:
    """0.1 would not be a tenth as a binary fraction."""
    draft = read_draft(changed('"0.45"', "0.1"), FRENCH_LAW)
    assert draft.plans[0].value == "0.1"


def test_a_whole_number_is_read_too() -> None:
    """A floor of 9 euros."""
    assert read_draft(changed('"7.60"', "9"), FRENCH_LAW).plans[1].value == "9"


def test_a_plan_can_give_a_category_back_to_its_parent_or_say_none() -> None:
    """As decrees do when a raised share ends."""
    draft = read_draft(changed('"7.60"', '"inherit"'), FRENCH_LAW)
    table = FRENCH_LAW.allowance_floor[Category.MAYOTTE]
    assert draft.plans[1].entry(draft.text, table).value is Special.INHERIT
    draft = read_draft(changed('"7.60"', '"none"'), FRENCH_LAW)
    assert draft.plans[1].entry(draft.text, table).value is Special.NONE


def test_a_rule_that_is_not_a_number_is_read_by_its_name() -> None:
    """Training paid at the ordinary share again."""
    given = changed('"allowance.share"', '"indemnity.training"').replace('"0.45"', '"net_pay"')
    assert read_draft(given, FRENCH_LAW).plans[0].parameter is Parameter.INDEMNITY_TRAINING


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[text]", "[txt]", "txt: unknown key; did you mean text?"),
        ('name = "projet de décret"', "", "text.name: name is missing"),
        ('name = "projet de décret"', 'name = " "', "text.name: the text needs a name"),
        ('name = "projet de décret"', "name = true", "text.name: a text is expected"),
        ("published = 2027-01-15", "", "text.published: published is missing"),
        ("published = 2027-01-15", 'published = "soon"', "text.published: soon is not a day"),
        ("2027-01-15", "2027-01-15T10:00:00", "text.published: "),
        ("[text]", "text = 3\n[x]", "text: a table is expected"),
        ("[[plan]]", "[plan]", "this is not TOML"),
        ("allowance.share", "alowance.share", "plan[1].parameter: 'alowance.share' is not known"),
        ("allowance.share", "alowance.share", "did you mean allowance.share"),
        ('"mayotte"', '"mayote"', "plan[2].category: 'mayote' is not known; did you mean mayotte"),
        ('"mayotte"', '"aircrew"', "plan[2].category: allowance.floor has no category aircrew"),
        ('"mayotte"', "[1]", "plan[2].category: "),
        ("hours_from = 2027", "hour_from = 2027", "plan[1].hour_from: unknown key; did you mean"),
        ("hours_to = 2027-03-31", "hours_to = 2027-01-31", "plan[1].hours_to: a span cannot end"),
        ('"0.45"', '"45 %"', "plan[1].value: '45 %' cannot be read in share"),
        ('"0.45"', '"0,45"', "plan[1].value: '0,45' cannot be read in share"),
        ('"0.45"', '"-0.45"', "plan[1].value: "),
        ('"0.45"', "1e-1", "plan[1].value: "),
        ('"0.45"', '"inherit"', "plan[1].value: general has no parent to inherit from"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, said: str) -> None:
    """The path in the file, and the mend."""
    with pytest.raises(UnreadableDraft) as told:
        read_draft(changed(old, new), FRENCH_LAW)
    assert said in str(told.value)


def test_a_rule_that_does_not_exist_is_told_with_those_that_do() -> None:
    """Values that are not numbers have names."""
    given = changed('"allowance.share"', '"indemnity.training"').replace('"0.45"', '"all of it"')
    with pytest.raises(UnreadableDraft, match="is not one of net_pay, ordinary_share"):
        read_draft(given, FRENCH_LAW)


@pytest.mark.parametrize("plans", ["", "plan = []\n", "plan = [1]\n", 'plan = "x"\n'])
def test_a_draft_needs_at_least_one_plan(plans: str) -> None:
    """A text that plans nothing changes nothing."""
    given = plans + DRAFT.partition("[[plan]]")[0]
    with pytest.raises(UnreadableDraft, match="plan"):
        read_draft(given, FRENCH_LAW)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Nobody mends a draft one fault at a time."""
    with pytest.raises(UnreadableDraft) as told:
        read_draft(
            """
            title = "a draft"
            [text]
            name = " "
            published = 2026-12-04
            [[plan]]
            parameter = "allowance.flor"
            category = "general"
            value = "8.77"
            hours_from = "soon"
            [[plan]]
            parameter = "allowance.floor"
            category = "general"
            value = "eight"
            hours_from = 2026-11-01
            hours_to = 2026-10-01
            articel = "D. 5122-13"
            [[plan]]
            parameter = "allowance.floor"
            category = "general"
            value = "eight"
            hours_from = 2026-11-01
            hours_to = 2026-10-01
            """,
            FRENCH_LAW,
        )
    assert [fault.path for fault in told.value.faults] == [
        "title",
        "text.name",
        "plan[1].parameter",
        "plan[1].hours_from",
        "plan[2].articel",
        "plan[3].hours_to",
        "plan[3].value",
    ]
    assert str(told.value).count("\n") == 6
