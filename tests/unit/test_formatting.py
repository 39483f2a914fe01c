"""One formatter writes for pages, letters, documents, pictures and the command line."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from partial_activity import Days
from partial_activity.adapters.formatting import ENGLISH, FRENCH, LANGUAGES, formatter
from partial_activity.domain.assessment.payslip_page import Payslip
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.statements import Statement
from partial_activity.domain.money import Euros, HourlyPay
from partial_activity.domain.words import Words, folded

french, english = formatter(FRENCH), formatter(ENGLISH)


def spaced(text: str) -> str:
    """The text with ordinary spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("amount", "in_french", "in_english"),
    [
        (107_520, "1 075,20 €", "€1,075.20"),
        (10_003_795, "100 037,95 €", "€100,037.95"),
        (-5, "−0,05 €", "−€0.05"),
        (0, "0,00 €", "€0.00"),
        (10**32, "1" + " 000" * 10 + ",00 €", "€1" + ",000" * 10 + ".00"),
    ],
)
def test_an_amount_is_grouped_and_keeps_its_cents(
    amount: int, in_french: str, in_english: str
) -> None:
    assert spaced(french.euros(Euros(amount))) == in_french
    assert english.euros(Euros(amount)) == in_english


def test_an_amount_is_never_broken_over_two_lines() -> None:
    assert french.euros(Euros(123_456)).split(" ") == ["1\u202f234,56\u00a0€"]


def test_hours_are_grouped_and_lose_what_says_nothing() -> None:
    assert spaced(french.hours(Hours(6_800_000))) == "68 000"
    assert spaced(french.hours(Hours(107_520))) == "1 075,20"
    assert english.hours(Hours(107_520)) == "1,075.20"


def test_a_share_and_an_hourly_pay() -> None:
    assert spaced(french.percent(Fraction(605, 1000))) == "60,5 %"
    assert english.percent(Fraction(3, 5)) == "60%"
    assert spaced(french.hourly(HourlyPay(Fraction(100, 7)))) == "14,2857… €"
    assert english.hourly(HourlyPay.parse("8.46")) == "€8.46"


@pytest.mark.parametrize(
    ("count", "in_french", "in_english"),
    [
        (0, "0 demande", "0 claims"),
        (1, "1 demande", "1 claim"),
        (2, "2 demandes", "2 claims"),
        (1_000_000, "1 000 000 demandes", "1,000,000 claims"),
    ],
)
def test_what_is_counted_is_plural_where_it_is(count: int, in_french: str, in_english: str) -> None:
    """None is singular in French and plural in English."""
    assert spaced(french.count(count, "demande", "demandes")) == in_french
    assert spaced(english.count(count, "claim", "claims")) == in_english


def test_a_month_takes_the_article_that_its_first_letter_asks_for() -> None:
    months = [french.of_month(date(2024, month, 1)) for month in (3, 4, 8, 10)]
    assert months == ["de mars 2024", "d’avril 2024", "d’août 2024", "d’octobre 2024"]
    assert english.of_month(date(2024, 10, 1)) == "of October 2024"


def test_days_in_figures_and_in_words() -> None:
    first = date(2024, 10, 1)
    assert (french.day(first), english.day(first)) == ("01/10/2024", "2024-10-01")
    assert spaced(french.long_day(first, weekday=True)) == "mardi 1er octobre 2024"
    assert spaced(english.long_day(first)) == "1 October 2024"
    assert (french.short_month(first), english.short_month(first)) == ("oct.", "Oct")


def test_spans_are_told_from_their_first_day_to_their_last() -> None:
    first, last = date(2024, 3, 4), date(2024, 3, 8)
    assert french.span(Span(first, last)) == "du 04/03/2024 au 08/03/2024"
    assert english.span(Span(first, last)) == "2024-03-04 to 2024-03-08"
    assert french.span(Span(first)) == "depuis le 04/03/2024"
    assert english.span(Span(first)) == "from 2024-03-04"
    assert spaced(french.span(Span(first, first))) == "le 4 mars 2024"


def test_an_instant_is_what_the_clocks_of_paris_show() -> None:
    night = datetime(2024, 7, 1, 22, 30, 5, tzinfo=UTC)
    assert spaced(french.instant(night)) == "02/07/2024 à 0 h 30"
    assert english.instant(night) == "2024-07-02 00:30"
    assert spaced(english.instant(night, long=True)) == "2 July 2024 at 00:30 (Paris time)"


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        french.instant(datetime(2024, 7, 1))  # noqa: DTZ001  that is the fault


def test_a_siret_is_grouped_as_on_paper() -> None:
    assert spaced(french.siret(Siret("73282932000074"))) == "732 829 320 00074"


def test_a_sentence_writes_its_values_as_everything_else_does() -> None:
    said = Statement(
        "a_code",
        {"hours": Hours(107_520), "day": date(2024, 10, 1), "pay": Fraction(1, 3)},
        Words("{hours} heures, dès le {day} : {pay} €", "{hours} hours from {day}: {pay} €"),
    )
    assert spaced(french.say(said)) == "1 075,20 heures, dès le 01/10/2024 : 0,3333… €"
    assert english.say(said) == "1,075.20 hours from 2024-10-01: 0.3333… €"


def test_figures_of_a_column_keep_both_decimals_and_codes_stay_as_they_are() -> None:
    assert [french.figure(one) for one in (Hours(700), "0.6", "none", 1200)] == [
        "7,00",
        "0,6",
        "none",
        "1\u202f200",
    ]


@pytest.mark.parametrize(
    ("weeks", "in_french"),
    [(1, "1 semaine où travail"), (2, "2 semaines où travail"), (1200, "1 200 semaines où")],
)
def test_a_sentence_has_the_number_of_what_it_counts(weeks: int, in_french: str) -> None:
    """On a page and in the domain's own plain words."""
    said = Statement("weeks_above_contract", {"weeks": weeks, "above": Hours(100)})
    assert spaced(french.say(said)).startswith(in_french)
    assert spaced(french.say(said)).endswith("de 1 heure.")
    assert said.french.endswith("de 1,00 heure.")
    assert said.english.endswith("by 1.00 hour.")


def test_nothing_is_singular_in_french_and_plural_in_english() -> None:
    said = Words("{n:ligne|lignes}", "{n:line|lines}")
    assert [spaced(french.fill(said, {"n": n})) for n in (0, 1, 2)] == [
        "0 ligne",
        "1 ligne",
        "2 lignes",
    ]
    assert [english.fill(said, {"n": n}) for n in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]


def test_what_is_no_number_is_not_counted() -> None:
    assert french.fill(Words("{n:ligne|lignes}", ""), {"n": "?"}) == "? lignes"
    assert Statement("x", {"n": "?"}, Words("{n:ligne|lignes}", "")).french == "? lignes"


def test_names_stand_where_a_reader_of_french_looks_for_them() -> None:
    names = ["TRAN", "Zoé", "ŒUVRARD", "Élodie", "petit", "Ødegård", "NOËL", "Ève"]
    assert sorted(names, key=folded) == [
        "Élodie",
        "Ève",
        "NOËL",
        "Ødegård",
        "ŒUVRARD",
        "petit",
        "TRAN",
        "Zoé",
    ]


def test_a_sentence_names_parameters_as_people_do() -> None:
    """Codes are for programs."""
    warning = Statement(
        "law_not_checked",
        {"parameter": "minimum_wage.hourly, indemnity.share", "checked_until": date(2026, 8, 20)},
    )
    assert "SMIC horaire brut, Taux de l'indemnité" in spaced(french.say(warning)).replace("’", "'")
    assert english.say(warning).startswith("Minimum wage, gross, by the hour, Share of pay")


def test_a_siret_is_grouped_in_a_sentence_too() -> None:
    closed = Statement("siret_closed", {"siret": Siret("73282932000074")})
    assert "732 829 320 00074" in spaced(french.say(closed))
    assert "732 829 320 00074" in spaced(english.say(closed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_an_answer_says_a_code(language: str) -> None:
    """Lines of the payslip, missing facts and disputed points have names that people know."""
    subjects = [
        "levies.local (mayotte)",
        "allowance.floor (general)",
        "indemnity.training",
        "employee.variable_pay",
        "periods.planned_hours",
    ]
    reason = Words("parce que", "because")
    said = [
        *(Statement("disputed", {"subject": one, "reason": reason}) for one in subjects),
        *(
            Statement("payslip_incomplete", {"missing": f"pay.{one}"})
            for one in ("net_pay_for_work", "maintained_share")
        ),
        *(
            Statement("payslip_not_modelled", {"line": one.name, "reason": reason})
            for one in attrs.fields(Payslip)
        ),
    ]
    for statement in said:
        text = formatter(language).say(statement)
        assert not re.search(r"[a-z]+[._][a-z]+", text), text


@pytest.mark.parametrize(("days", "french", "english"), [("3.00", "3", "3"), ("2.5", "2,5", "2.5")])
def test_days_in_a_sentence_are_written_as_numbers_are(
    days: str, french: str, english: str
) -> None:
    """A regime of one's own may count them in a step."""
    held = Days.parse(days)
    assert (formatter("fr").bare(held), formatter("en").bare(held)) == (french, english)
