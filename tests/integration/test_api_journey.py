"""What people do, done by programs: over HTTP, against a process that is served, on SQLite.

An employer from sign-up to paid claim; a payroll service that sends a file with bad lines; an
officer who decides what is held.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from attrs import frozen
from tests.integration.api_service import SIRET, Service

from partial_activity.adapters.system import SystemClock
from partial_activity.domain.claim.weeks import week_of
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.people.tokens import Scope
from partial_activity.testing import samples

HERE = f"/establishments/{SIRET}"
ANA, LUC, OFFICER = "ana@cafe.example", "luc@paie.example", "officer@ddets.example"
EVERYTHING = tuple(scope.value for scope in Scope)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    found = Service(tmp_path_factory.mktemp("service"))
    running = found.start()
    try:
        yield found
    finally:
        found.at_the_end.close()
        running.terminate()
        running.wait(60)


@frozen
class Program:
    """A program with a token, or without."""

    client: httpx.Client

    @classmethod
    def of(cls, service: Service, secret: str | None = None) -> "Program":
        headers = {"Accept-Language": "en"}
        if secret is not None:
            headers["Authorization"] = f"Bearer {secret}"
        base = f"{service.address}/api/v1"
        client = httpx.Client(base_url=base, headers=headers, timeout=30)
        service.at_the_end.callback(client.close)
        return cls(client)

    def get(self, path: str) -> Any:  # noqa: ANN401  whatever is read
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object = None, **more: Any) -> httpx.Response:  # noqa: ANN401
        answer = self.client.post(path, json=body, **more)
        assert answer.is_success, answer.text
        return answer

    def change(self, method: str, path: str, body: object = None, *, of: str) -> httpx.Response:
        """A change of a thing, sent with the ETag that it has."""
        tag = self.client.get(of).headers["ETag"]
        answer = self.client.request(method, path, json=body, headers={"If-Match": tag})
        assert answer.is_success, answer.text
        return answer


def signed_up(service: Service, address: str, role: str = "contact") -> None:
    """Somebody signs up, reads the letter and follows its link."""
    nobody = Program.of(service)
    who = {
        "siret": SIRET,
        "email": address,
        "name": address.partition("@")[0],
        "language": "en",
        "role": role,
    }
    assert nobody.post("/sign-ups", who).status_code == 202
    service.works()
    nobody.post("/confirmations", {"token": service.link(address)})


@pytest.fixture(scope="module")
def ana(service: Service) -> Program:
    """The contact of the café."""
    signed_up(service, ANA)
    service.proves(ANA, samples.iban(1).text)
    return Program.of(service, service.secret(ANA, *EVERYTHING))


@pytest.fixture(scope="module")
def officer(service: Service) -> Program:
    service.types("people", "add", OFFICER, "--name", "Odile", "--role", "officer")
    return Program.of(service, service.secret(OFFICER, *EVERYTHING))


def today() -> date:
    return legal_day(SystemClock().now())


def form(**changes: object) -> dict[str, object]:
    """After a flood ten days ago, which may be told within thirty (R. 5122-3)."""
    first = today() - timedelta(days=10)
    return {
        "first_day": first.isoformat(),
        "last_day": (today() + timedelta(days=40)).isoformat(),
        "iban": samples.iban(1).text,
        "motive": "disaster",
        "circumstances": "Inondation",
        "headcount": 10,
        "forecast_hours": "900.00",
        "workforce": 12,
        "opinion": "not_applicable",
        **changes,
    }


def filed(program: Program, **changes: object) -> str:
    """Where a request that was filed is."""
    made = program.post(f"{HERE}/requests", form(**changes))
    at = made.headers["Location"].removeprefix("/api/v1")
    program.change("POST", f"{at}/submit", {}, of=at)
    return at


def decided(service: Service, program: Program, officer: Program, at: str) -> dict[str, Any]:
    """The decision on a request: by screening, or by the officer it was held for."""
    service.works()
    if not program.get(at)["decisions"]:
        officer.change("POST", f"{at}/decision", {"accepted": True}, of=at)
    (decision,) = program.get(at)["decisions"]
    assert decision["accepted"], decision
    found: dict[str, Any] = decision
    return found


@pytest.fixture(scope="module")
def decision(service: Service, ana: Program, officer: Program) -> dict[str, Any]:
    """An authorisation of the café."""
    return decided(service, ana, officer, filed(ana))


def test_an_employer_goes_from_sign_up_to_a_paid_claim(
    service: Service, ana: Program, officer: Program, decision: dict[str, Any]
) -> None:
    first = today() - timedelta(days=10)
    wish = {"decision_number": decision["number"], "month": f"{first:%Y-%m}"}
    opened = ana.post(f"{HERE}/claims", wish, headers={"Idempotency-Key": "the-first-month"})
    at = opened.headers["Location"].removeprefix("/api/v1")
    last = min(first + timedelta(days=6 - first.weekday()), CivilMonth.of(first).last)
    line = {
        "nir": samples.nir(1).digits,
        "last_name": "Durand",
        "first_name": "Luc",
        "week": week_of(first),
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "contract_hours": "35.00",
        "worked_hours": "21.00",
        "unworked_hours": "14.00",
        "hourly_pay": "15.20",
    }
    written = ana.change("PATCH", f"{at}/lines", {"lines": [line]}, of=at)
    assert written.json()["lines"] == 1
    preview = ana.get(f"{at}/preview")
    assert preview["submittable"], preview
    submitted = ana.change("POST", f"{at}/submit", of=at).json()
    assert submitted["allowance"] == preview["allowance"]

    service.works()
    if ana.get(at)["claim"]["state"]["name"] == "under_instruction":
        assert at.rpartition("/")[2] in {one["id"] for one in officer.get("/queue")["items"]}
        officer.change("POST", f"{at}/decision", {"accepted": True}, of=at)
    assert ana.get(at)["claim"]["state"]["name"] == "validated"
    service.bank_pays()
    assert ana.get(at)["claim"]["state"]["name"] == "paid"
    (payment,) = ana.get(f"{HERE}/payments")["items"]
    assert (payment["amount"], payment["standing"]) == (submitted["allowance"], "settled")

    kinds = {one["kind"] for one in ana.get(f"{HERE}/notices")["items"]}
    assert {"request_receipt", "decision", "claim_receipt", "payment_sent"} <= kinds
    (row,) = ana.get(f"{HERE}/statistics")["consumption"]
    assert row["MONTANTS"] == submitted["allowance"]
    corrected = ana.change("POST", f"{at}/correct", of=at)
    assert corrected.json()["claim"]["version"] == 2


def test_a_payroll_service_sends_a_file_with_bad_lines(
    service: Service, ana: Program, decision: dict[str, Any]
) -> None:
    signed_up(service, LUC, "declarant")
    members = ana.get(f"{HERE}/members")["items"]
    (asks,) = (one for one in members if one["email"] == LUC)
    at = f"{HERE}/members/{asks['person']}"
    assert ana.change("POST", f"{at}/approve", of=at).json()["state"] == "active"
    luc = Program.of(service, service.secret(LUC, "claims:read", "claims:write"))

    day = CivilMonth.of(today() - timedelta(days=10)).plus(1).first + timedelta(days=7)
    columns = (
        "siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
        "heures_assimilees;heures_chomees;taux_horaire"
    )
    rows = [
        f"{SIRET};{decision['number']};{day:%Y-%m};{samples.nir(number).digits};N{number};P;"
        f"{week_of(day)};35;21;0;{hours};15,20"
        for number, hours in ((1, "14"), (2, "14"), (3, "50"), (4, "x"))
    ]
    content = "\n".join([columns, *rows]).encode()
    sent = [
        luc.client.post(
            f"{HERE}/uploads",
            files={"file": ("paie.csv", content, "text/csv")},
            headers={"Idempotency-Key": "december"},
        )
        for _ in range(2)
    ]
    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    there = sent[0].headers["Location"].removeprefix("/api/v1")
    service.works()
    report = luc.get(there)
    assert (report["state"], report["lines"], report["refused"]) == ("done", 4, 2)
    wrong = luc.get(f"{there}/faults?limit=1")
    assert wrong["next"]
    assert len(luc.get(f"{there}/faults")["items"]) == 2
    luc.change("POST", f"{there}/import", {"whole": False}, of=there)
    service.works()
    assert luc.get(there)["step"] == "import"
    (claim,) = luc.get(f"{there}/claims")["items"]
    assert len(luc.get(f"{HERE}/claims/{claim['claim']}/lines")["items"]) == 2
    # Its token is for claims, and for nothing else.
    assert luc.client.get(f"{HERE}/requests").status_code == 403


def test_an_officer_decides_what_is_held(service: Service, ana: Program, officer: Program) -> None:
    at = filed(ana, headcount=40, forecast_hours="900.00")
    service.works()
    held = {one["id"]: one for one in officer.get("/queue?kind=request")["items"]}
    file = held[at.rpartition("/")[2]]
    assert file["findings"]
    assert file["decide_by"] > today().isoformat()
    wish = {"accepted": False, "message": "More employees than the café has."}
    officer.change("POST", f"{at}/decision", wish, of=at)
    service.works()
    assert "More employees than the café has." in service.letters(ANA)[-1]


def test_what_is_answered_is_described(service: Service) -> None:
    """By a process that is served, as to a program that asks for the first time."""
    described = httpx.get(f"{service.address}/api/v1/openapi.json").json()
    assert described["paths"].keys() >= {"/sign-ups", f"{HERE.replace(SIRET, '{siret}')}/claims"}
