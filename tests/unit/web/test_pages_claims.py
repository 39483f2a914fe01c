"""The pages of claims: from a decision to a receipt, every euro explained, strangers kept out."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import attrs
import pytest
from flask.testing import FlaskClient
from tests.unit.web.forms import post
from tests.unit.web.reading import controls_of
from werkzeug.test import TestResponse

from partial_activity.domain.assessment.cases import Days, Situation, Territory
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import Span
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.money import Share
from partial_activity.domain.people.people import Person, Role
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, World
from partial_activity.usecases.claim import claims as claim_cases
from partial_activity.usecases.claim import lines, submit_claim
from partial_activity.usecases.claim.pages import claim_page
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims

CLAIMS = f"/establishments/{BAKERY}/claims"
APRIL = date(2024, 4, 1)
ANNE, BEN = samples.nir(1), samples.nir(2)
_CELL = re.compile(r"^(r[0-9])_")
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def ana(world: World) -> Person:
    """The bakery's contact, with an authorisation from mid-March to April 2024, in May."""
    person = world.contact()
    world.authorisation(person)
    world.clock.set(datetime(2024, 5, 6, 9, tzinfo=UTC))
    return person


@pytest.fixture
def browser(signed_in: SignIn, ana: Person) -> FlaskClient:
    return signed_in(ana)


@pytest.fixture
def number(world: World, ana: Person) -> str:
    with world.units.reading() as uow:
        return uow.requests.decisions(BAKERY)[0].number


@pytest.fixture
def claim(world: World, ana: Person, number: str) -> Claim:
    """April, begun."""
    return claim_cases.open_claim(BAKERY, number, APRIL, actor=ana, context=world.context)


def grid(claim: Claim, **cells: str) -> dict[str, str]:
    """A newcomer in the first place of the grid; ``r1_unworked="35"`` is a cell of the second week.

    April 2024: whole weeks, but for the last which has two days.
    """
    days = [(1, 7), (8, 14), (15, 21), (22, 28), (29, 30)]
    typed = {
        "revision": str(claim.revision),
        "e0-key": "",
        "e0-nir": ANNE.digits,
        "e0-last_name": "Martin",
        "e0-first_name": "Anne",
        "e0-category": "standard",
        "e0-pay": "15",
        "e0-contract": "35",
    }
    for place, (first, last) in enumerate(days):
        typed[f"e0-r{place}-first"] = f"2024-04-{first:02d}"
        typed[f"e0-r{place}-last"] = f"2024-04-{last:02d}"
    return typed | {f"e0-{_CELL.sub(_dash, name)}": text for name, text in cells.items()}


def _dash(match: re.Match[str]) -> str:
    return f"{match[1]}-"


def fill(browser: FlaskClient, claim: Claim, **cells: str) -> TestResponse:
    at = f"{CLAIMS}/{claim.id}/grid"
    return post(browser, at, grid(claim, **cells))


def now(world: World, ana: Person, claim: Claim) -> Claim:
    """The claim as it is, with its lines."""
    with world.units.reading() as uow:
        return uow.claims.get(BAKERY, claim.id)


def submitted(world: World, ana: Person, claim: Claim) -> Claim:
    draft = now(world, ana, claim)
    done = submit_claim.submit_claim(
        BAKERY, claim.id, seen=Seen.of(draft), actor=ana, context=world.context
    )
    assert not done.problems
    return done.claim


def decide(world: World, control: str = "0") -> None:
    policy = ScreeningPolicy(
        threshold=1_000, control_share=Share.parse(control), seed="s", answer_within_days=10
    )
    screen_claims.decide_claims(9, context=attrs.evolve(world.context, policy=policy))


def text_of(answer: TestResponse) -> str:
    """What a reader sees, with plain spaces."""
    bare = re.sub(r"<[^>]+>", " ", answer.text).replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"\s+", " ", bare)


def test_an_establishment_without_a_claim_is_led_to_the_first(
    browser: FlaskClient, number: str
) -> None:
    shown = browser.get(CLAIMS)
    assert shown.status_code == HTTPStatus.OK
    assert "Mois à demander" in shown.text
    assert f'value="{number}|2024-04"' in shown.text


def test_a_claim_is_opened_from_its_decision_and_nothing_is_typed_again(
    browser: FlaskClient, number: str
) -> None:
    begun = post(browser, f"{CLAIMS}/new", {"which": f"{number}|2024-04"})
    assert begun.status_code == HTTPStatus.SEE_OTHER
    shown = browser.get(begun.location)
    assert number in shown.text
    assert "FR76…0189" in shown.text
    again = post(browser, f"{CLAIMS}/new", {"which": f"{number}|2024-04"}, page=f"{CLAIMS}/new")
    assert again.location == begun.location


@pytest.mark.parametrize(
    ("which", "said"), [("NO-SUCH|2024-04", "autorisation"), ("{}|2020-01", "aucun jour")]
)
def test_a_month_that_cannot_be_claimed_is_said_beside_the_choice(
    browser: FlaskClient, number: str, which: str, said: str
) -> None:
    answer = post(browser, f"{CLAIMS}/new", {"which": which.format(number)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.text


def test_hours_typed_in_the_grid_are_saved_and_reckoned(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    saved = fill(browser, claim, r0_unworked="35", r1_worked="14", r1_unworked="21,5")
    assert saved.status_code == HTTPStatus.SEE_OTHER
    lines = now(world, ana, claim).lines
    assert [(str(line.worked_hours), str(line.unworked_hours)) for line in lines] == [
        ("0.00", "35.00"), ("14.00", "21.50"),
    ]  # fmt: skip
    assert {line.nir for line in lines} == {ANNE}
    shown = browser.get(f"{CLAIMS}/{claim.id}/grid")
    assert ANNE.digits not in shown.text
    # 21.50 claimed where the contract leaves 21: saved all the same, told beside the week.
    assert "21 au plus" in text_of(shown)


def test_unworked_hours_are_what_the_contract_leaves_unless_they_are_typed(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """Contract less worked hours and absence; of two days of a week, two fifths at most."""
    fill(
        browser, claim,
        r0_worked="20", r1_worked="14", r1_assimilated="7", r2_worked="0",
        r3_worked="10", r3_unworked="12,5", r4_worked="0",
    )  # fmt: skip
    lines = now(world, ana, claim).lines
    assert [str(line.unworked_hours) for line in lines] == [
        "15.00", "14.00", "35.00", "12.50", "14.00",
    ]  # fmt: skip
    shown = browser.get(f"{CLAIMS}/{claim.id}/grid").text
    # What is computed stays so when the worked hours change; what was typed stays as typed.
    assert 'name="e0-r0-unworked" value="" placeholder="15"' in shown
    assert 'name="e0-r3-unworked" value="12,5" placeholder="25"' in shown
    again = _again(now(world, ana, claim), r0_worked="25", r0_unworked="", r3_worked="10",
                   r3_unworked="12,5", r0_contract="35", r3_contract="35")  # fmt: skip
    post(browser, f"{CLAIMS}/{claim.id}/grid", again)
    assert [str(line.unworked_hours) for line in now(world, ana, claim).lines] == [
        "10.00", "12.50",
    ]  # fmt: skip


def test_the_first_cell_of_a_column_is_copied_into_the_empty_ones(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """Without JavaScript too: the arrow of a column is a button of the form."""
    typed = grid(claim, r1_worked="20")
    for place, nir in ((1, 2), (2, 3)):
        typed |= {
            f"e{place}{name[2:]}": text for name, text in typed.items() if name.startswith("e0")
        } | {f"e{place}-nir": samples.nir(nir).digits, f"e{place}-r1-worked": ""}
    typed |= {"e1-r1-worked": "30", "fill": "worked|2024-04-08|2024-04-14"}
    post(browser, f"{CLAIMS}/{claim.id}/grid", typed)
    found = {line.nir.digits: str(line.worked_hours) for line in now(world, ana, claim).lines
             if line.week == "2024-W15"}  # fmt: skip
    assert list(found.values()) == ["20.00", "30.00", "20.00"]


def test_a_second_contract_of_an_employee_has_its_own_row(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """Nobody types the social security number again, and no address has it."""
    at = f"{CLAIMS}/{claim.id}/grid"
    fill(browser, claim, r0_worked="20")
    saved = post(browser, at, _again(now(world, ana, claim), r0_worked="20", r0_contract="35")
                 | {"then_another": "1"})  # fmt: skip
    assert saved.location.endswith("?after=0&another=1#e1-number")
    shown = controls_of(browser.get(saved.location).text)
    assert (shown["e1-last_name"], shown["e1-of"]) == ("Martin", "1")
    assert "e1-nir" not in shown
    refused = post(browser, at, shown | {"e1-number": "", "e1-contract": "10", "e1-r0-worked": "3"})
    assert 'id="e1-number-wrong"' in refused.text
    second = {"e1-number": "00002", "e1-contract": "10", "e1-r0-worked": "3"}
    shown["revision"] = str(now(world, ana, claim).revision)
    assert post(browser, at, shown | second).status_code == HTTPStatus.SEE_OTHER
    found = [(line.nir, line.contract_number, str(line.unworked_hours))
             for line in now(world, ana, claim).lines if line.week == "2024-W14"]  # fmt: skip
    assert found == [(ANNE, "", "15.00"), (ANNE, "00002", "7.00")]
    again = shown | second | {"revision": str(now(world, ana, claim).revision)}
    assert "déjà dans la demande" in post(browser, at, again).text


def test_who_is_named_before_the_hours_are_known_is_in_the_draft(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """A newcomer without an hour used to be lost without a word."""
    fill(browser, claim)
    lines = now(world, ana, claim).lines
    assert {(line.nir, str(line.unworked_hours)) for line in lines} == {(ANNE, "0.00")}
    assert len(lines) == 5


def test_a_fault_keeps_what_was_typed_and_saves_the_others(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    typed = grid(claim, r0_unworked="trente", pay="15")
    other = {
        "e1-key": "", "e1-nir": BEN.digits, "e1-last_name": "Petit", "e1-first_name": "Ben",
        "e1-category": "standard", "e1-pay": "12,5", "e1-contract": "35",
        "e1-r0-first": "2024-04-01", "e1-r0-last": "2024-04-07", "e1-r0-unworked": "35",
    }  # fmt: skip
    answer = post(browser, f"{CLAIMS}/{claim.id}/grid", {**typed, **other})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="trente"' in answer.text
    assert 'id="e0-r0-unworked-wrong"' in answer.text
    assert [line.nir for line in now(world, ana, claim).lines] == [BEN]


def test_hours_of_the_grid_are_read_as_people_write_them(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """7h30 was once read as 730 hours, and 35h00 as 3,500."""
    cells = {"contract": "35h00", "r0_worked": "7h10", "r0_assimilated": "7:10"}
    fill(browser, claim, **cells, r0_unworked="20 h 40", r1_unworked="7h30", r2_unworked="10h")
    lines = now(world, ana, claim).lines
    assert [str(line.unworked_hours) for line in lines] == ["20.66", "7.50", "10.00"]
    assert {str(line.contract_hours) for line in lines} == {"35.00"}


def test_hours_of_the_grid_that_are_none_are_told(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    answer = fill(browser, claim, r0_unworked="7h3", contract="3 5")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="e0-r0-unworked-wrong"' in answer.text
    assert now(world, ana, claim).lines == ()


def test_what_could_not_be_read_is_there_again_another_day(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    at = f"{CLAIMS}/{claim.id}"
    post(browser, f"{at}/grid", grid(claim, r0_unworked="trente", last_name="Durand"))
    back = browser.get(f"{at}/grid").text
    assert 'value="trente"' in back
    assert 'value="Durand"' in back
    assert 'id="e0-r0-unworked-wrong"' in back
    assert "n'a pas pu être lue" in browser.get(f"{at}/check").text.replace("&#39;", "'")
    mended = grid(now(world, ana, claim), r0_unworked="30", last_name="Durand")
    assert post(browser, f"{at}/grid", mended).status_code == HTTPStatus.SEE_OTHER
    assert "trente" not in browser.get(f"{at}/grid").text
    (line,) = now(world, ana, claim).lines
    # The same of somebody who is in the draft: what stands there stays until it is mended.
    post(browser, f"{at}/grid", _again(now(world, ana, claim), r0_unworked="3O"))
    assert now(world, ana, claim).lines == (line,)
    back = browser.get(f"{at}/grid").text
    assert 'value="3O"' in back
    assert back.count('<tbody class="employee"') == 1
    post(browser, f"{at}/grid", _again(now(world, ana, claim), remove="yes"))
    assert 'value="3O"' not in browser.get(f"{at}/grid").text


def test_a_week_in_which_the_law_changes_is_cut_with_a_click(
    world: World, signed_in: SignIn
) -> None:
    """The rules of the cyclone in Mayotte began on Saturday 14 December 2024, told in 2025."""
    world.clock.set(datetime(2024, 11, 25, 9, tzinfo=UTC))
    ana = world.contact()
    number = world.authorisation(
        ana, territory=Territory.MAYOTTE, situation=Situation.CYCLONE
    ).number
    world.clock.set(datetime(2025, 9, 1, 9, tzinfo=UTC))
    claim = claim_cases.open_claim(
        BAKERY, number, date(2024, 12, 1), actor=ana, context=world.context
    )
    browser, at = signed_in(ana), f"{CLAIMS}/{claim.id}/grid"
    typed = {
        "revision": "0", "e0-key": "", "e0-nir": ANNE.digits, "e0-last_name": "Martin",
        "e0-first_name": "Anne", "e0-category": "standard", "e0-pay": "30", "e0-contract": "35",
        "e0-r0-first": "2024-12-09", "e0-r0-last": "2024-12-15", "e0-r0-unworked": "35",
    }  # fmt: skip
    assert post(browser, at, typed).status_code == HTTPStatus.SEE_OTHER
    told = text_of(browser.get(at))
    assert "Les montants changent au milieu de cette semaine" in told
    assert "Couper la semaine au 14/12/2024" in told
    (line,) = now(world, ana, claim).lines
    again = typed | {"e0-key": "1", "revision": "1", "cut": "e0-r0|2024-12-14"}
    assert post(browser, at, again).status_code == HTTPStatus.SEE_OTHER
    first, second = now(world, ana, claim).lines
    assert (first.span.last, second.span.first) == (date(2024, 12, 13), date(2024, 12, 14))
    assert (first.unworked_hours, str(second.unworked_hours)) == (line.unworked_hours, "0.00")
    assert "Les montants changent" not in browser.get(at).text


def test_a_claim_with_a_cell_that_cannot_be_read_is_not_filed_with_the_old_hours(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    at = f"{CLAIMS}/{claim.id}"
    fill(browser, claim, r0_unworked="35")
    draft = now(world, ana, claim)
    post(browser, f"{at}/grid", grid(draft, nir=BEN.digits, r0_unworked="sept"))
    with world.units.reading() as uow:
        assert "sept" in uow.claims.typed(BAKERY, claim.id, 1)
    shown = browser.get(f"{at}/check").text
    assert 'class="told"' not in shown
    assert "declared" not in shown
    declared = {"revision": str(now(world, ana, claim).revision), "declared": "yes"}
    refused = post(browser, f"{at}/check", declared, page=f"{at}/grid")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert now(world, ana, claim).state is ClaimState.DRAFT
    post(browser, f"{at}/grid", grid(now(world, ana, claim), nir=BEN.digits, r0_unworked="7"))
    declared["revision"] = str(now(world, ana, claim).revision)
    post(browser, f"{at}/check", declared)
    assert now(world, ana, claim).state is ClaimState.AWAITING_VALIDATION


def test_a_week_of_the_grid_has_no_more_than_its_hours(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    answer = fill(browser, claim, r0_contract="3500", r0_unworked="35")
    assert "168" in answer.text
    assert now(world, ana, claim).lines == ()


def test_days_after_today_stay_in_the_draft_and_are_not_filed(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """Today's hours may be told; tomorrow's are not lost yet."""
    world.clock.set(datetime(2024, 4, 20, 9, tzinfo=UTC))
    fill(browser, claim, r1_unworked="35", r2_unworked="35")
    at = f"{CLAIMS}/{claim.id}"
    assert len(now(world, ana, claim).lines) == 2
    assert "ne sont pas encore passés (nous sommes le 20/04/2024)" in text_of(
        browser.get(f"{at}/check")
    )
    draft = now(world, ana, claim)
    tried = submit_claim.submit_claim(
        BAKERY, claim.id, seen=Seen.of(draft), actor=ana, context=world.context
    )
    assert [(one.line, one.code) for one in tried.problems] == [(2, "days_to_come")]
    world.clock.set(datetime(2024, 4, 21, 9, tzinfo=UTC))
    submitted(world, ana, claim)


def test_the_contract_of_a_part_of_a_week_is_that_of_the_whole_week(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """Two days with 14 hours of contract: those of the days, which the week does not have."""
    fill(browser, claim, r3_unworked="35", r4_contract="14", r4_unworked="14")
    said = text_of(browser.get(f"{CLAIMS}/{claim.id}/check"))
    assert "les semaines entières de ce salarié disent 35 heures" in said
    fill(browser, now(world, ana, claim), r3_unworked="35", r4_contract="35", r4_unworked="14")


def test_a_wrong_number_is_told_and_nobody_is_added_twice(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    wrong = grid(claim, nir="180057500000100", r0_unworked="35")
    answer = post(browser, f"{CLAIMS}/{claim.id}/grid", wrong)
    assert 'id="e0-nir-wrong"' in answer.text
    assert fill(browser, claim, r0_unworked="35").status_code == HTTPStatus.SEE_OTHER
    there = now(world, ana, claim)
    again = post(
        browser, f"{CLAIMS}/{claim.id}/grid", grid(there, r1_unworked="35", last_name="Durand")
    )
    assert "déjà dans la demande" in again.text
    assert {line.last_name for line in now(world, ana, claim).lines} == {"Martin"}


def _again(claim: Claim, **cells: str) -> dict[str, str]:
    """The first employee of the draft, changed."""
    typed = grid(claim, **cells)
    del typed["e0-nir"]
    return typed | {"e0-key": str(claim.lines[0].number)}


def test_an_employee_s_weeks_are_changed_emptied_and_removed(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    at = f"{CLAIMS}/{claim.id}/grid"
    fill(browser, claim, r0_unworked="35", r1_unworked="35")
    draft = now(world, ana, claim)
    post(browser, at, _again(draft, r0_contract="35", r0_unworked="20", r0_worked="15"))
    (line,) = now(world, ana, claim).lines
    assert (str(line.unworked_hours), line.nir) == ("20.00", ANNE)
    post(browser, at, _again(now(world, ana, claim), remove="yes", r0_unworked="20"))
    assert now(world, ana, claim).lines == ()


def test_a_change_by_somebody_else_loses_nothing_of_either(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, r0_unworked="35")
    at = f"{CLAIMS}/{claim.id}/grid"
    late = grid(claim, nir=BEN.digits, last_name="Petit", r0_unworked="7")
    answer = post(browser, at, late)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert 'value="Petit"' in answer.text
    fresh = now(world, ana, claim).revision
    assert f'name="revision" value="{fresh}"' in answer.text
    post(browser, at, late | {"revision": str(fresh)})
    assert {line.nir for line in now(world, ana, claim).lines} == {ANNE, BEN}


def test_totals_are_told_while_nothing_is_saved(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    answer = post(
        browser,
        f"{CLAIMS}/{claim.id}/grid/reckon",
        grid(claim, r0_unworked="35", r1_unworked="36", r2_unworked="x"),
        page=f"{CLAIMS}/{claim.id}/grid",
    )
    assert answer.json is not None
    assert answer.json["faults"].keys() == {"e0-r2-unworked"}
    sound = post(
        browser,
        f"{CLAIMS}/{claim.id}/grid/reckon",
        grid(claim, r0_unworked="35", r1_unworked="36"),
        page=f"{CLAIMS}/{claim.id}/grid",
    ).json
    assert sound is not None
    assert sound["page"]["hours"] == "35,00"
    assert list(sound["problems"]) == ["e0-r1"]
    assert now(world, ana, claim).lines == ()


def test_last_month_is_copied_or_said_not_to_be_there(
    world: World, ana: Person, browser: FlaskClient, claim: Claim, number: str
) -> None:
    at = f"{CLAIMS}/{claim.id}"
    none = post(browser, f"{at}/copy", page=f"{at}/grid")
    assert "pas de demande du mois précédent" in browser.get(none.location).text
    march = claim_cases.open_claim(
        BAKERY, number, CivilMonth.of(APRIL).plus(-1).first,
        actor=ana, context=world.context
    )  # fmt: skip
    typed = {
        "revision": "0", "e0-key": "", "e0-nir": ANNE.digits, "e0-last_name": "Martin",
        "e0-first_name": "Anne", "e0-category": "part_time", "e0-pay": "15", "e0-contract": "24",
        "e0-r0-first": "2024-03-18", "e0-r0-last": "2024-03-24", "e0-r0-unworked": "10",
    }  # fmt: skip
    assert post(browser, f"{CLAIMS}/{march.id}/grid", typed).status_code == HTTPStatus.SEE_OTHER
    # What was typed meanwhile is saved first.
    typed = grid(claim, nir=BEN.digits, r0_unworked="35") | {"then_copy": "yes"}
    assert post(browser, f"{at}/grid", typed).status_code == HTTPStatus.SEE_OTHER
    lines = now(world, ana, claim).lines
    found = {(line.nir, str(line.contract_hours), str(line.unworked_hours)) for line in lines}
    assert found == {(BEN, "35.00", "35.00"), (ANNE, "24.00", "0.00")}


def test_a_claim_is_checked_declared_and_filed(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, r0_unworked="35")
    at = f"{CLAIMS}/{claim.id}/check"
    # The 1st of April 2024 is Easter Monday.
    assert "tombent un dimanche ou un jour férié" in text_of(browser.get(at))
    numbers = [line.number for line in now(world, ana, claim).lines]
    lines.remove_lines(
        BAKERY, claim.id, numbers, seen=Seen.of(now(world, ana, claim)), actor=ana,
        context=world.context,
    )  # fmt: skip
    fill(browser, now(world, ana, claim), r1_unworked="35")
    assert "Aucun problème détecté" in text_of(browser.get(at)).replace("&#39;", "'")
    revision = str(now(world, ana, claim).revision)
    silent = post(browser, at, {"revision": revision})
    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert now(world, ana, claim).state is ClaimState.DRAFT
    stale = post(browser, at, {"revision": "0", "declared": "yes"})
    assert "a changé" in stale.text
    filed = post(browser, at, {"revision": revision, "declared": "yes"})
    assert filed.status_code == HTTPStatus.SEE_OTHER
    receipt = text_of(browser.get(filed.location))
    kept = now(world, ana, claim)
    assert kept.state is ClaimState.AWAITING_VALIDATION
    assert submit_claim.content_hash(kept) in receipt
    assert "ana" in receipt


def test_a_line_without_an_answer_keeps_a_claim_from_being_filed(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, r0_unworked="36")
    at = f"{CLAIMS}/{claim.id}/check"
    shown = text_of(browser.get(at))
    assert "1 problème" in shown
    assert "36 heures chômées demandées" in shown
    revision = str(now(world, ana, claim).revision)
    refused = post(
        browser, at, {"revision": revision, "declared": "yes"}, page=f"{CLAIMS}/{claim.id}/grid"
    )
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert now(world, ana, claim).state is ClaimState.DRAFT


def test_every_euro_is_explained_line_by_line(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, pay="30", r0_unworked="35", r4_unworked="14")
    at = f"{CLAIMS}/{claim.id}"
    for _ in range(2):
        shown = text_of(browser.get(f"{at}/employees/1"))
        assert "630,00 €" in shown
        assert "378,00 €" in shown
        assert "le taux décide" in shown
        assert "partie de semaine" in shown
        assert "décret n° 2020-1316" in shown
        assert ANNE.digits not in shown
        summary = text_of(browser.get(at))
        assert "882,00 €" in summary
        assert "Sous quels textes" in summary
        if now(world, ana, claim).state is ClaimState.DRAFT:
            submitted(world, ana, claim)


def test_a_paid_claim_is_corrected_and_the_difference_shown(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, pay="30", r0_unworked="35", r1_unworked="7")
    first = submitted(world, ana, claim)
    with world.units() as uow:
        for state in (ClaimState.VALIDATED, ClaimState.PAYMENT_REQUESTED, ClaimState.PAID):
            first = uow.claims.get(BAKERY, claim.id).moved_to(state)
            uow.claims.save(first)
        uow.commit()
    at = f"{CLAIMS}/{claim.id}"
    assert post(browser, f"{at}/correct", page=at).status_code == HTTPStatus.SEE_OTHER
    second = now(world, ana, claim)
    assert (second.version, second.state) == (2, ClaimState.DRAFT)
    post(browser, f"{at}/grid", _again(second, pay="30", r0_unworked="20", r0_worked="15"))
    submitted(world, ana, claim)
    shown = text_of(browser.get(f"{at}/differences?older=1&newer=2"))
    assert "0 ligne ajoutée, 1 changée, 1 retirée" in shown
    assert "heures chômées : 35,00 → 20,00" in shown
    assert "−396,00 €" in shown
    assert "Version 1" in text_of(browser.get(at))
    old = text_of(browser.get(f"{at}?version=1"))
    assert "ancienne version" in old
    again = text_of(browser.get(f"{at}/replay?version=2"))
    assert "même montant, au centime" in again


def test_a_claim_is_withdrawn_after_a_question(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    at = f"{CLAIMS}/{claim.id}/withdraw"
    assert "Retirer la demande" in browser.get(at).text
    assert post(browser, at).status_code == HTTPStatus.SEE_OTHER
    assert now(world, ana, claim).state is ClaimState.WITHDRAWN
    late = browser.get(at)
    assert "trop tard" in late.text


def test_a_refusal_is_shown_with_its_reasons(
    world: World, ana: Person, browser: FlaskClient, claim: Claim, number: str
) -> None:
    fill(browser, claim, r0_unworked="35")
    submitted(world, ana, claim)
    with world.units() as uow:
        decision = uow.requests.decision(BAKERY, number)
        uow.requests.save_decision(attrs.evolve(decision, withdrawn_at=world.clock.now()))
        uow.commit()
    decide(world)
    shown = text_of(browser.get(f"{CLAIMS}/{claim.id}"))
    assert "Refusée" in shown
    assert "a été refusée ou retirée" in shown
    assert "Refusée par Traitement automatisé, au nom du préfet du département" in shown
    (letter,) = world.told(NoticeKind.CLAIM_REFUSED)
    for sentence in letter.values["contest"].splitlines():
        assert sentence in html.unescape(shown)


def test_a_claim_that_is_examined_says_by_when(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    fill(browser, claim, r0_unworked="35")
    submitted(world, ana, claim)
    decide(world, control="1")
    shown = text_of(browser.get(f"{CLAIMS}/{claim.id}"))
    assert "Un agent de l'administration examine" in shown.replace("&#39;", "'")
    by = date(2024, 5, 6) + timedelta(days=world.policy.answer_within_days)
    assert f"Réponse prévue au plus tard le {by:%d/%m/%Y}" in shown


@pytest.mark.parametrize(
    "page",
    [
        "", "/new", "/file", "/template.csv", "/{id}", "/{id}/grid", "/{id}/check", "/{id}/receipt",
        "/{id}/withdraw", "/{id}/employees/1", "/{id}/differences", "/{id}/replay", "/{id}/file",
        "/files/none",
    ],
)  # fmt: skip
def test_a_stranger_finds_nothing(
    world: World, signed_in: SignIn, claim: Claim, client: FlaskClient, page: str
) -> None:
    stranger = signed_in(_stranger(world))
    address = CLAIMS + page.format(id=claim.id)
    assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address).status_code == HTTPStatus.SEE_OTHER


def _stranger(world: World) -> Person:
    person = samples.person(7)
    with world.units() as uow:
        uow.people.add(person)
        uow.commit()
    return person


def test_an_officer_reads_a_claim_without_any_number(
    world: World, ana: Person, browser: FlaskClient, claim: Claim, signed_in: SignIn
) -> None:
    fill(browser, claim, r0_unworked="35")
    submitted(world, ana, claim)
    officer = signed_in(world.officer(Role.OFFICER))
    for page in (f"{CLAIMS}/{claim.id}", f"{CLAIMS}/{claim.id}/employees/1"):
        shown = officer.get(page)
        assert shown.status_code == HTTPStatus.OK
        assert ANNE.digits[10:13] + " " + ANNE.digits[13:] not in shown.text
    assert officer.get(f"{CLAIMS}/{claim.id}/grid").status_code == HTTPStatus.FORBIDDEN


def test_a_claim_of_many_employees_comes_page_by_page(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    template = samples.claim_line()
    lines = tuple(
        attrs.evolve(
            template,
            number=n,
            nir=samples.nir(n),
            last_name=f"Nom{n:03d}",
            week="2024-W15",
            span=Span(date(2024, 4, 8), date(2024, 4, 14)),
            assessed=None,
        )
        for n in range(1, 61)
    )
    with world.units() as uow:
        uow.claims.save(attrs.evolve(claim, lines=lines))
        uow.commit()
    first = browser.get(f"{CLAIMS}/{claim.id}").text
    assert "Nom050" in first
    assert "Nom051" not in first
    following = re.search(r"after=(\d+)#employees", first)
    assert following
    assert following[1] == "50"
    assert "Nom051" in browser.get(f"{CLAIMS}/{claim.id}?after=50").text
    page = browser.get(f"{CLAIMS}/{claim.id}/grid").text
    assert "Nom020" in page
    assert "Nom021" not in page
    assert "Nom021" in browser.get(f"{CLAIMS}/{claim.id}/grid?after=20").text


def _two_contracts(claim: Claim) -> Claim:
    """An employee with two contracts, one of them a day rate; and another employee."""
    week = attrs.evolve(
        samples.claim_line(),
        week="2024-W15",
        span=Span(date(2024, 4, 8), date(2024, 4, 14)),
        assessed=None,
    )
    days = attrs.evolve(
        week,
        number=3,
        contract_number="00002",
        unworked_hours=Hours.parse("14"),
        unworked_days=Days.parse("2"),
    )
    return attrs.evolve(claim, lines=(week, attrs.evolve(week, number=2, nir=samples.nir(2)), days))


def test_the_grid_keeps_contracts_apart_and_the_days_of_a_day_rate(
    world: World, ana: Person, browser: FlaskClient, claim: Claim
) -> None:
    """What the grid does not show is not lost by saving it."""
    with world.units() as uow:
        uow.claims.save(_two_contracts(claim))
        uow.commit()
    at = f"{CLAIMS}/{claim.id}/grid"
    page = browser.get(at).text
    assert [page.count(f"contrat 0000{number}") for number in (1, 2)] == [2, 1]
    typed = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="((?:e[0-9]-|revision)[^"]*)" value="([^"]*)"', page)
        if not name.endswith("-remove")
    } | {f"e{place}-category": "standard" for place in range(3)}
    before = now(world, ana, claim).lines
    typed |= {"e2-r1-worked": "7", "e2-r1-unworked": "35"}
    assert post(browser, at, typed).status_code == HTTPStatus.SEE_OTHER
    after = now(world, ana, claim).lines
    changed = {line.nir: line for line in after if str(line.worked_hours) == "7.00"}
    assert len(changed) == 1
    assert [
        (line.nir, line.contract_number, line.unworked_days, line.unworked_hours) for line in after
    ] == [
        (line.nir, line.contract_number, line.unworked_days, line.unworked_hours) for line in before
    ]


def test_the_pages_of_employees_keep_the_contracts_of_one_together(
    world: World, ana: Person, claim: Claim
) -> None:
    """By employee, whatever their contracts; nobody is left out between two pages."""
    with world.units() as uow:
        uow.claims.save(_two_contracts(claim))
        uow.commit()
    seen, after = [], 0
    for _ in range(2):
        page = claim_page(BAKERY, claim.id, actor=ana, context=world.context, after=after, limit=1)
        seen.append([(one.nir, one.contract_number) for one in page.employees])
        after = page.following or 0
    first, second = samples.nir(1), samples.nir(2)
    assert seen == [[(first, "00001"), (first, "00002")], [(second, "00001")]]


def test_the_pages_speak_english_too(browser: FlaskClient, claim: Claim) -> None:
    shown = browser.get(f"{CLAIMS}/{claim.id}?lang=en")
    assert "Where does it stand?" in shown.text
