"""An employer from sign-up to a submitted claim, an officer who decides: by API, over memory."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from tests.unit.web.api_calls import Program, faults, secret_of
from werkzeug.test import TestResponse

from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.people.people import Role
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, IBAN, World, registered
from partial_activity.usecases.claim.uploads import run_uploads

HERE = f"/establishments/{BAKERY}"
ANA = {"siret": BAKERY.digits, "email": "ana@boulangerie.example", "name": "Ana Martin"}


@pytest.fixture
def ana(world: World, client: FlaskClient) -> Program:
    """The contact of the bakery, and what speaks for her."""
    return Program(client, secret_of(world, world.contact()))


def form(world: World, **changes: object) -> dict[str, object]:
    asked = world.form()
    assert asked.span.last is not None
    return {
        "first_day": asked.span.first.isoformat(),
        "last_day": asked.span.last.isoformat(),
        "iban": IBAN.text,
        "motive": "economic",
        "circumstances": "Baisse des commandes",
        "headcount": 10,
        "forecast_hours": "1200.00",
        "workforce": 15,
        "opinion": "not_applicable",
        **changes,
    }


def line(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "nir": samples.nir(number).digits,
        "last_name": "Durand",
        "first_name": "Luc",
        "week": "2024-W13",
        "contract_hours": "35.00",
        "worked_hours": "20.00",
        "unworked_hours": "15.00",
        "hourly_pay": "15.20",
        **changes,
    }


def filed(world: World, program: Program, **changes: object) -> str:
    """The address of a request that was filed."""
    made = program.post(f"{HERE}/requests", form(world, **changes), HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    program.change("POST", f"{at}/submit", {"insist": True}, of=at)
    return at


def opened(world: World, program: Program) -> str:
    """The address of a claim that was opened for March 2024."""
    at = filed(world, program)
    world.screen()
    (decision,) = program.get(at)["decisions"]
    wish = {"decision_number": decision["number"], "month": "2024-03"}
    claim = program.post(f"{HERE}/claims", wish, HTTPStatus.CREATED)
    world.clock.set(max(world.clock.now(), datetime(2024, 4, 2, 9, tzinfo=UTC)))  # March is over
    return f"{HERE}/claims/{claim['claim']['id']}"


def test_signing_up_sends_a_link_which_opens_the_account(world: World, client: FlaskClient) -> None:
    nobody = Program(client)
    told = nobody.post("/sign-ups", ANA, HTTPStatus.ACCEPTED)
    (letter,) = world.told(NoticeKind.CONFIRMATION)
    assert letter.values["token"] not in str(told)
    done = nobody.post("/confirmations", {"token": letter.values["token"]})
    assert (done["membership"], done["role"], done["principal"]) == ("active", "contact", True)


def test_who_signs_up_is_not_told_whether_the_address_is_known(
    world: World, client: FlaskClient
) -> None:
    """Nor whether its account was suspended."""
    nobody = Program(client)
    first = nobody.post("/sign-ups", ANA, HTTPStatus.ACCEPTED)
    world.follow(world.told(NoticeKind.CONFIRMATION)[0].to)
    assert nobody.post("/sign-ups", ANA, HTTPStatus.ACCEPTED) == first
    again = {key: ANA[key] for key in ("siret", "email")}
    assert nobody.post("/sign-ups/resend", again, HTTPStatus.ACCEPTED) == first
    unknown = again | {"email": "nobody@boulangerie.example"}
    told = nobody.post("/sign-ups/resend", unknown, HTTPStatus.ACCEPTED)
    assert told["next"] == first["next"]


def test_a_siret_that_the_register_does_not_know_is_told_in_both_languages(
    client: FlaskClient,
) -> None:
    nobody = Program(client)
    unknown = ANA | {"siret": samples.siret(9).digits}
    french = nobody.ask("POST", "/sign-ups", unknown)
    assert faults(french) == [("siret", "siret_unknown")]
    english = nobody.ask("POST", "/sign-ups", unknown, headers={"Accept-Language": "en"})
    assert "Aucun établissement" in french.text
    assert "No establishment" in english.text


def test_a_request_goes_from_draft_to_receipt(world: World, ana: Program) -> None:
    made = ana.ask("POST", f"{HERE}/requests", form(world, headcount=0, circumstances=""))
    assert made.status_code == HTTPStatus.CREATED
    at = made.headers["Location"].removeprefix("/api/v1")
    assert made.headers["ETag"] == ana.tag(at)

    lacks = ana.get(f"{at}/check")
    assert not lacks["fileable"]
    assert [one["code"] for one in lacks["needs"]] == ["content_missing"] * 2
    refused = ana.ask("POST", f"{at}/submit", {}, tag=ana.tag(at))
    assert faults(refused) == [("motive", "content_missing"), ("headcount", "content_missing")]
    assert refused.json
    assert refused.json["code"] == "cannot_be_filed"

    ana.change("PUT", at, form(world), of=at)
    assert ana.get(f"{at}/check")["fileable"]
    done = ana.change("POST", f"{at}/submit", {}, of=at)
    assert done["request"]["state"] == "submitted"
    assert ana.get(f"{at}/receipt") == done["receipt"]
    kinds = [one["kind"] for one in ana.get(f"{HERE}/notices")["items"]]
    assert kinds == ["request_receipt"]


def test_the_account_is_shown_by_its_ends_only(world: World, ana: Program) -> None:
    assert IBAN.text not in str(ana.get(filed(world, ana)))
    assert ana.get(f"{HERE}/requests")["items"][0]["iban"] == IBAN.masked


def test_what_the_law_refuses_is_filed_by_who_insists(world: World, ana: Program) -> None:
    late = form(world, first_day="2023-01-02", last_day="2023-01-31")
    made = ana.post(f"{HERE}/requests", late, HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    answer = ana.ask("POST", f"{at}/submit", {"insist": False}, tag=ana.tag(at))
    assert faults(answer)
    assert ana.change("POST", f"{at}/submit", {"insist": True}, of=at)["receipt"]


def test_a_request_is_amended_and_withdrawn(world: World, ana: Program) -> None:
    at = filed(world, ana)
    world.screen()
    made = ana.change("POST", f"{at}/amend", of=at, status=HTTPStatus.CREATED)
    assert made["versions"] == [1, 2]
    assert ana.change("POST", f"{at}/withdraw", of=at)["request"]["state"] == "withdrawn"


def test_files_are_joined_read_and_taken_off(world: World, ana: Program) -> None:
    made = ana.post(f"{HERE}/requests", form(world), HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    pdf = b"%PDF-1.7 one"
    raw = ana.ask(
        "POST",
        f"{at}/attachments?name=avis.pdf",
        tag=ana.tag(at),
        data=pdf,
        content_type="application/pdf",
    )
    assert raw.status_code == HTTPStatus.CREATED, raw.text
    with_form = ana.ask(
        "POST",
        f"{at}/attachments",
        tag=raw.headers["ETag"],
        data={"file": (BytesIO(b"%PDF-1.7 two"), "accord.pdf")},
    )
    assert with_form.status_code == HTTPStatus.CREATED, with_form.text
    listed = ana.get(at)["request"]["attachments"]
    assert [one["name"] for one in listed] == ["avis.pdf", "accord.pdf"]
    one = raw.headers["Location"].removeprefix("/api/v1")
    assert ana.ask("GET", one).data == pdf
    left = ana.change("DELETE", one, of=at)["request"]["attachments"]
    assert [found["name"] for found in left] == ["accord.pdf"]


def test_a_file_that_is_none_of_ours_is_refused(world: World, ana: Program) -> None:
    made = ana.post(f"{HERE}/requests", form(world), HTTPStatus.CREATED)
    at = f"{HERE}/requests/{made['request']['id']}"
    tag = ana.tag(at)
    path = f"{at}/attachments"
    text = ana.ask("POST", path, tag=tag, data=b"hello", content_type="text/plain")
    assert text.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    lies = ana.ask("POST", path, tag=tag, data=b"hello", content_type="application/pdf")
    assert faults(lies) == [("attachments", "file_type_refused")]
    assert "convertissez-le" in lies.text
    empty = ana.ask("POST", path, tag=tag, data={"other": "1"}, content_type="multipart/form-data")
    assert faults(empty) == [("file", "missing")]


def test_a_claim_goes_from_a_decision_to_its_submission(world: World, ana: Program) -> None:
    at = opened(world, ana)
    written = ana.change("PATCH", f"{at}/lines", {"lines": [line(1), line(2)]}, of=at)
    assert written["lines"] == 2
    (first, second) = ana.get(f"{at}/lines")["items"]
    assert (first["first_day"], first["last_day"]) == ("2024-03-25", "2024-03-31")
    preview = ana.get(f"{at}/preview")
    assert preview["submittable"]
    assert preview["allowance"] == "249.00"
    ana.change("DELETE", f"{at}/lines?numbers={second['number']}", of=at)
    done = ana.change("POST", f"{at}/submit", of=at)
    assert done["allowance"] == "124.50"
    assert done["claim"]["state"]["name"] == "awaiting_validation"
    assert [one["version"] for one in ana.get(f"{at}/versions")["items"]] == [1]
    assert ana.change("POST", f"{at}/withdraw", of=at)["claim"]["state"]["name"] == "withdrawn"


def test_what_is_read_of_a_line_can_be_written_again(world: World, ana: Program) -> None:
    """No fact of it is lost, and two contracts of an employee are two lines."""
    at = opened(world, ana)
    lines = [
        line(1, contract_number="00001"),
        line(1, contract_number="00002", category="apprentice", hourly_pay=None,
             share_of_minimum_wage="0.43"),
        line(2, worked_hours="0.00", unworked_hours="14.00", unworked_days="2.00"),
    ]  # fmt: skip
    ana.change("PATCH", f"{at}/lines", {"lines": lines}, of=at)
    read = ana.get(f"{at}/lines")["items"]
    assert ana.get(f"{at}/preview")["hours"] == "44.00"
    again = [
        {name: value for name, value in one.items() if name not in ("number", "assessed")}
        for one in read
    ]
    ana.change("PATCH", f"{at}/lines", {"lines": again}, of=at)
    assert ana.get(f"{at}/lines")["items"] == read


def test_an_establishment_says_what_is_to_be_done(world: World, ana: Program) -> None:
    assert [one["task"] for one in ana.get(HERE)["todo"]] == ["first_request"]
    at = filed(world, ana)
    world.screen()
    world.clock.tick(timedelta(days=28))
    found = ana.get(HERE)
    (decision,) = ana.get(at)["decisions"]
    (month, *_) = found["months"]
    assert (month["month"], month["over"], month["claim"]) == ("2024-03", True, None)
    assert {"task": "claim_month", "about": decision["number"]}.items() <= found["todo"][0].items()


def test_a_claim_that_is_there_is_answered_not_made_again(world: World, ana: Program) -> None:
    at = opened(world, ana)
    known = ana.get(at)
    wish = {"decision_number": known["claim"]["decision_number"], "month": "2024-03"}
    assert ana.post(f"{HERE}/claims", wish) == known


def test_lines_at_fault_are_told_each_on_submission(world: World, ana: Program) -> None:
    at = opened(world, ana)
    lines = [line(1, unworked_hours="40.00"), line(2), line(3, contract_hours="0")]
    ana.change("PATCH", f"{at}/lines", {"lines": lines}, of=at)
    answer = ana.ask("POST", f"{at}/submit", tag=ana.tag(at))
    assert faults(answer) == [
        ("lines[1].unworked_hours", "hours_above_count"),
        ("lines[3].contract_hours", "no_contract_hours"),
        ("lines[3].unworked_hours", "hours_above_count"),
    ]


def test_every_line_that_cannot_be_written_is_told(world: World, ana: Program) -> None:
    at = opened(world, ana)
    lines = [
        line(1, nir="1", hourly_pay="15,20"),
        line(2, week="2024-W30"),
        line(3, first_day="2024-01-01"),
        line(4) | {"hours": "1"},
    ]
    answer = ana.ask("PATCH", f"{at}/lines", {"lines": lines}, tag=ana.tag(at))
    assert faults(answer) == [
        ("lines[1].nir", "unknown_value"),
        ("lines[1].hourly_pay", "not_a_number"),
        ("lines[4].hours", "unknown_key"),
    ]
    lines[3] = line(4, category="household_employee")
    answer = ana.ask("PATCH", f"{at}/lines", {"lines": lines[1:]}, tag=ana.tag(at))
    assert faults(answer) == [
        ("lines[1].week", "out_of_range"),
        ("lines[2].first_day", "out_of_range"),
        ("lines[3].category", "unknown_value"),
    ]
    assert samples.nir(2).digits not in answer.text


def test_the_month_before_is_copied(world: World, ana: Program) -> None:
    at = opened(world, ana)
    ana.change("PATCH", f"{at}/lines", {"lines": [line(1)]}, of=at)
    wish = {"decision_number": ana.get(at)["claim"]["decision_number"], "month": "2024-04"}
    april = ana.post(f"{HERE}/claims", wish, HTTPStatus.CREATED)
    there = f"{HERE}/claims/{april['claim']['id']}"
    copied = ana.change("POST", f"{there}/lines/copy", of=there)
    assert copied["lines"] == 5
    assert ana.get(f"{there}/lines")["items"][0]["unworked_hours"] == "0.00"


def test_somebody_who_asks_to_join_is_let_in(
    world: World, client: FlaskClient, ana: Program
) -> None:
    with world.units() as uow:
        uow.people.add(samples.person(5))
        uow.commit()
    luc = Program(client, secret_of(world, samples.person(5)))
    asked = luc.post(f"{HERE}/members", {"role": "declarant"}, HTTPStatus.CREATED)
    assert asked["state"] == "pending"
    at = f"{HERE}/members/{asked['person']}"
    assert ana.change("POST", f"{at}/approve", of=at)["state"] == "active"
    assert luc.get(f"{HERE}/requests")["items"] == []
    assert [one["role"] for one in ana.get(f"{HERE}/members")["items"]] == ["contact", "declarant"]
    assert luc.ask("POST", f"{at}/suspend", tag=luc.tag(at)).status_code == HTTPStatus.OK


def test_an_officer_clears_the_queue(world: World, client: FlaskClient, ana: Program) -> None:
    held = filed(world, ana, headcount=40)
    world.screen()
    officer = Program(client, secret_of(world, world.officer()))
    (waits,) = officer.get("/queue")["items"]
    assert held.endswith(waits["id"])
    assert "headcount_above_workforce" in {one["code"] for one in waits["findings"]}
    nothing = officer.ask("POST", f"{held}/decision", {"accepted": False}, tag=officer.tag(held))
    assert faults(nothing) == [("message", "missing")]
    wish = {"accepted": False, "message": "Effectif à justifier."}
    decided = officer.change("POST", f"{held}/decision", wish, of=held, status=HTTPStatus.CREATED)
    assert (decided["kind"], decided["accepted"]) == ("officer", False)
    assert officer.get("/queue")["items"] == []
    assert ana.get(held)["decisions"] == [decided]


def test_an_officer_refuses_a_claim_that_was_held_with_reasons(
    world: World, client: FlaskClient, ana: Program
) -> None:
    at = opened(world, ana)
    ana.change("PATCH", f"{at}/lines", {"lines": [line(1)]}, of=at)
    ana.change("POST", f"{at}/submit", of=at)
    with world.units() as uow:
        submitted = uow.claims.head(BAKERY, at.rpartition("/")[2])
        uow.claims.save(submitted.moved_to(ClaimState.UNDER_INSTRUCTION))
        uow.commit()
    officer = Program(client, secret_of(world, world.officer()))
    decision = f"{at}/decision"
    tag = officer.tag(at)
    both = officer.ask("POST", decision, {"accepted": True, "message": "x"}, tag=tag)
    assert faults(both) == [("message", "conflicting_keys")]
    neither = officer.ask("POST", decision, {"accepted": False, "message": " "}, tag=tag)
    assert faults(neither) == [("message", "missing")]
    wish = {"accepted": False, "message": "Heures non justifiées."}
    done = officer.ask("POST", decision, wish, tag=tag)
    assert done.json
    assert done.json["claim"]["state"]["name"] == "rejected"
    assert officer.ask("POST", decision, wish, tag=tag).status_code == (
        HTTPStatus.PRECONDITION_FAILED
    )
    corrected = ana.change("POST", f"{at}/correct", of=at, status=HTTPStatus.CREATED)
    assert corrected["claim"]["version"] == 2


def test_who_does_not_decide_sees_no_queue_and_decides_nothing(world: World, ana: Program) -> None:
    at = filed(world, ana)
    assert ana.ask("GET", "/queue").status_code == HTTPStatus.FORBIDDEN
    answer = ana.ask("POST", f"{at}/decision", {"accepted": True}, tag=ana.tag(at))
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_a_token_is_seen_and_revoked_by_itself(ana: Program) -> None:
    (found,) = ana.get("/tokens")["items"]
    assert found["this"]
    assert ana.secret not in str(found)
    at = f"/tokens/{found['id']}"
    gone = ana.change("DELETE", at, of=at)
    assert not gone["usable"]
    assert ana.ask("GET", "/tokens").status_code == HTTPStatus.UNAUTHORIZED


def test_the_ministry_s_columns_are_given_for_an_establishment(world: World, ana: Program) -> None:
    opened(world, ana)
    found = ana.get(f"{HERE}/statistics")
    assert [row["ETAB_SIRET"] for row in found["requests"]] == [BAKERY.digits]
    assert found["consumption"] == []


def read_files(world: World) -> None:
    """As the worker does."""
    run_uploads(10, context=world.context)


COLUMNS = (
    "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    "heures_assimilees;heures_chomees;taux_horaire"
)


def csv_file(number: str, *rows: str) -> bytes:
    """A claim file of March 2024 under a decision: number of the employee, hours unworked."""
    lines = [COLUMNS]
    for row in rows:
        employee, hours = row.split()
        nir = samples.nir(int(employee)).digits
        lines.append(f"{BAKERY};{number};2024-03;{nir};Durand;Luc;2024-W12;35;20;0;{hours};15,20")
    return "\n".join(lines).encode()


def test_a_file_with_bad_lines_is_sent_checked_and_imported(world: World, ana: Program) -> None:
    at = opened(world, ana)
    number = ana.get(at)["claim"]["decision_number"]
    sent = ana.ask(
        "POST",
        f"{HERE}/uploads?name=mars.csv",
        data=csv_file(number, "1 15", "2 40", "3 many"),
        content_type="text/csv",
        key="march",
    )
    assert sent.status_code == HTTPStatus.CREATED, sent.text
    assert sent.json
    assert sent.json["state"] == "waiting"
    there = sent.headers["Location"].removeprefix("/api/v1")
    read_files(world)
    checked = ana.get(there)
    assert (checked["state"], checked["lines"], checked["refused"]) == ("done", 3, 2)
    (claim,) = ana.get(f"{there}/claims")["items"]
    assert (claim["added"], claim["month"]) == (1, "2024-03")
    wrong = ana.get(f"{there}/faults")["items"]
    assert [(one["line"], one["column"]) for one in wrong] == [
        (3, "heures_chomees"),
        (4, "heures_chomees"),
    ]
    assert "erreur_code" in ana.ask("GET", f"{there}/refused").text
    assert ana.get(at)["lines"] == 0
    ana.change("POST", f"{there}/import", {}, of=there, status=HTTPStatus.ACCEPTED)
    read_files(world)
    assert ana.get(at)["lines"] == 1
    again = ana.ask(
        "POST",
        f"{HERE}/uploads?name=mars.csv",
        data=csv_file(number, "1 15", "2 40", "3 many"),
        content_type="text/csv",
        key="march",
    )
    assert again.data == sent.data
    assert len(ana.get(f"{HERE}/uploads")["items"]) == 1


def test_a_file_in_a_form_is_given_up(world: World, ana: Program) -> None:
    def send() -> TestResponse:
        form = {"file": (BytesIO(csv_file("X", "1 15")), "mars.csv")}
        return ana.ask("POST", f"{HERE}/uploads", data=form, key="march")

    sent = send()
    assert sent.status_code == HTTPStatus.CREATED, sent.text
    # Sent again by the same program, it has another boundary.
    assert send().headers["Idempotency-Replayed"] == "true"
    there = sent.headers["Location"].removeprefix("/api/v1")
    assert ana.change("DELETE", there, of=there)["state"] == "discarded"


def test_an_auditor_is_given_the_columns_of_all_establishments_page_by_page(
    world: World, client: FlaskClient, ana: Program
) -> None:
    world.register.put(registered(samples.siret(1), "Le Café"))
    world.contact("bo", samples.siret(1))
    opened(world, ana)
    auditor = Program(client, secret_of(world, world.officer(Role.AUDITOR)))
    first = auditor.get("/statistics?limit=1")
    last = auditor.get(f"/statistics?limit=1&cursor={first['next']}")
    assert last["next"] is None
    both = first["items"] + last["items"]
    assert [one["siret"] for one in both] == sorted([BAKERY.digits, samples.siret(1).digits])
    assert {one["siret"]: len(one["requests"]) for one in both}[BAKERY.digits] == 1
    assert ana.ask("GET", "/statistics").status_code == HTTPStatus.FORBIDDEN
    lost = auditor.ask("GET", "/statistics?cursor=YWJj")
    assert faults(lost) == [("cursor", "unknown_value")]
