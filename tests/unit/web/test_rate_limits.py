"""How often one may ask: by address, by account, by mailbox; and when the counting fails."""

import re
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

import attrs
import pytest
from flask.testing import FlaskClient
from limits.storage import Storage
from tests.unit.web.forms import post
from werkzeug.test import TestResponse

from partial_activity.adapters.identity.openid_client import Registration
from partial_activity.adapters.identity.proconnect import ProConnect
from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app
from partial_activity.entrypoints.flask_app.middleware.rate_limits import ASKS
from partial_activity.entrypoints.flask_app.services import HubDoor
from partial_activity.entrypoints.limit_storage import ProcessCounts, StorageRefused, open_storage
from partial_activity.entrypoints.rates import Limits, Rate
from partial_activity.testing.stories import World
from partial_activity.usecases.people import sign_in
from partial_activity.usecases.people.tokens import issue_token

API, PAGE = "/api/v1/law/texts", "/law"
THREE = Rate(3, 60)
CASE = {
    "scheme": "ordinary",
    "month": "2025-03",
    "employee": {"category": "standard", "hourly_pay": "20.00"},
    "unworked_hours": "10",
}

Web = Callable[..., FlaskClient]
Headers = Mapping[str, str] | None


class OneStore(Storage):
    """A store that all applications share, as Redis is one."""

    STORAGE_SCHEME = ["one-store"]  # noqa: RUF012  as every store of limits says it
    kept: ClassVar = ProcessCounts()

    def __init__(self, uri: str, **_: Any) -> None:  # noqa: ANN401  the signature of all stores
        super().__init__(uri)
        self.fails = uri.endswith("fails")

    @property
    def base_exceptions(self) -> type[Exception]:
        return ConnectionError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        if self.fails:
            raise ConnectionError
        return self.kept.incr(key, expiry, amount)

    def get(self, key: str) -> int:
        return self.kept.get(key)

    def get_expiry(self, key: str) -> float:
        return self.kept.get_expiry(key)

    def check(self) -> bool:
        return not self.fails

    def reset(self) -> int:
        return self.kept.reset()

    def clear(self, key: str) -> None:
        self.kept.clear(key)


@pytest.fixture
def one_store() -> Iterator[OneStore]:
    yield OneStore("one-store://")
    OneStore.kept.reset()


@pytest.fixture
def web(services: Services) -> Web:
    """Applications with all their doors; the hub is asked nothing here."""
    known = Registration("https://hub.example", "us", "secret", "http://localhost/return")
    hub = ProConnect(known, services.context.clock, services.context.ids)
    door = HubDoor(hub, "", "http://localhost")

    def make(limits: Limits, **config: Any) -> FlaskClient:  # noqa: ANN401  of WebConfig
        return create_app(
            services, WebConfig(secret=bytes(32), limits=limits, proconnect=door, **config)
        ).test_client()

    return make


def only(**limits: Rate) -> Limits:
    none = dict.fromkeys(attrs.fields_dict(Limits))
    return Limits(**{**none, **limits})


def asked(
    client: FlaskClient,
    times: int,
    path: str = API,
    address: str = "192.0.2.1",
    headers: Headers = None,
) -> list[int]:
    found = []
    for _ in range(times):
        with get(client, path, address, headers) as answer:
            found.append(answer.status_code)
    return found


def get(
    client: FlaskClient, path: str = API, address: str = "192.0.2.1", headers: Headers = None
) -> TestResponse:
    return client.get(path, environ_overrides={"REMOTE_ADDR": address}, headers=headers)


def bearer(world: World, person: Person) -> dict[str, str]:
    issued = issue_token(
        "payroll",
        [Scope.READ_ESTABLISHMENTS],
        30,
        actor=person,
        context=world.context,
        proof=Proof.FRESH,
    )
    return {"Authorization": f"Bearer {issued.secret}"}


def test_one_too_many_is_told_when_to_come_back(web: Web) -> None:
    client = web(only(anonymous=THREE))
    assert asked(client, 3) == [200] * 3
    answer = get(client, headers={"Accept-Language": "en"})
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answer.mimetype == "application/problem+json"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.json
    assert answer.json["code"] == "too_many_requests"
    assert "at most 3/minute" in answer.json["detail"]
    assert answer.headers["RateLimit-Limit"] == "3"
    assert answer.headers["RateLimit-Remaining"] == "0"


def test_people_get_a_page_that_says_so(web: Web) -> None:
    client = web(only(anonymous=THREE))
    asked(client, 3, PAGE)
    answer = get(client, PAGE)
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answer.mimetype == "text/html"
    assert "Trop de requêtes" in answer.text
    assert answer.headers["Retry-After"]
    assert "Réessayez dans une minute" in answer.text


def test_people_are_told_how_many_minutes_to_wait(web: Web) -> None:
    client = web(only(anonymous=Rate(1, 900)))
    asked(client, 1, PAGE)
    assert re.search(r"Réessayez dans 1[45] minutes", get(client, PAGE).text)


def test_programs_are_told_how_much_is_left(web: Web) -> None:
    client = web(only(anonymous=THREE))
    left = [get(client).headers["RateLimit-Remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]


def test_another_address_is_not_held_up(web: Web) -> None:
    client = web(only(anonymous=THREE))
    assert asked(client, 4)[-1] == 429
    assert asked(client, 1, address="192.0.2.2") == [200]


def test_addresses_that_one_customer_chooses_among_count_as_one(web: Web) -> None:
    client = web(only(anonymous=THREE))
    codes = [get(client, address=f"2001:db8:1:2::{n}").status_code for n in range(1, 5)]
    assert codes == [200, 200, 200, 429]
    assert asked(client, 1, address="2001:db8:1:3::1") == [200]
    # The same machine, told by a proxy that speaks IPv6.
    assert asked(client, 3, address="::ffff:192.0.2.9") == [200] * 3
    assert asked(client, 1, address="192.0.2.9") == [429]


def test_what_a_client_says_of_its_address_is_not_believed(web: Web) -> None:
    client = web(only(anonymous=THREE))
    codes = [
        get(client, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(4)
    ]
    assert codes[-1] == 429


def test_what_the_proxy_says_of_it_is_and_no_more_than_that(web: Web) -> None:
    client = web(only(anonymous=THREE), proxies=1)
    for n in range(8):
        told = {"X-Forwarded-For": f"198.51.100.{n}"}
        assert get(client, headers=told).status_code == 200
    forged = [
        get(client, headers={"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.77"}).status_code
        for n in range(4)
    ]
    assert forged == [200, 200, 200, 429]


def test_an_account_is_counted_wherever_it_asks_from(web: Web, world: World) -> None:
    client = web(only(account=THREE))
    ana, ben = world.contact("ana"), world.officer()
    headers = [bearer(world, ana), bearer(world, ana)]
    path = "/api/v1/establishments"
    codes = [
        get(client, path, f"192.0.2.{n}", headers=headers[n % 2]).status_code for n in range(4)
    ]
    assert codes == [200, 200, 200, 429]
    assert get(client, path, headers=bearer(world, ben)).status_code == 200


def test_a_token_made_up_counts_as_none(web: Web) -> None:
    client = web(only(anonymous=THREE, account=Rate(100, 60)))
    path = "/api/v1/establishments"
    codes = [
        get(client, path, headers={"Authorization": f"Bearer pa_{n}"}).status_code for n in range(4)
    ]
    assert codes == [401, 401, 401, 429]


def test_an_account_is_not_held_up_by_strangers_at_its_address(web: Web, world: World) -> None:
    client = web(only(anonymous=THREE, account=THREE))
    assert asked(client, 4)[-1] == 429
    headers = bearer(world, world.contact())
    assert asked(client, 3, "/api/v1/establishments", headers=headers) == [200] * 3


def test_assessments_go_on_when_all_else_is_too_much(web: Web) -> None:
    client = web(attrs.evolve(Limits(), anonymous=THREE))
    assert asked(client, 4)[-1] == 429
    codes = {client.post("/api/v1/assessments", json=[CASE]).status_code for _ in range(200)}
    assert codes == {200}


def test_assessments_have_a_limit_of_their_own(web: Web) -> None:
    client = web(only(assessments=THREE))
    codes = [client.post("/api/v1/assessments", json=[CASE]).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


AGAIN = {"/sign-up/again", "/sign-in/again", "/sign-in/proconnect/letter"}
"""They send to an address of before, whatever is typed."""


@pytest.mark.parametrize("path", sorted(ASKS - AGAIN))
def test_a_mailbox_is_not_filled_by_strangers_wherever_they_are(web: Web, path: str) -> None:
    client = web(only(asks_by_email=THREE))
    boxes = ["ana@firm.example", "Ana@firm.example ", "ANA@FIRM.EXAMPLE", "ana@firm.example"]
    codes = [ask(client, path, box, f"192.0.2.{n}") for n, box in enumerate(boxes)]
    assert 429 not in codes[:3]
    assert codes[3] == 429
    assert ask(client, path, "ben@firm.example") != 429


@pytest.mark.parametrize("path", sorted(AGAIN))
def test_an_address_typed_where_none_is_read_is_not_what_is_counted(web: Web, path: str) -> None:
    """A letter goes to the address of before: others named beside it do not hide how many go."""
    client = web(only(asks_by_email=THREE))
    with client.session_transaction() as kept:
        kept["asked"] = ["", "ana@firm.example"]
    codes = [ask(client, path, f"{n}@firm.example", f"192.0.2.{n}") for n in range(4)]
    assert 429 not in codes[:3]
    assert codes[3] == 429


def test_who_is_signed_in_and_types_no_address_has_a_mailbox_too(
    web: Web, world: World, services: Services
) -> None:
    """A fresh link goes to the account's own address, from wherever it is asked for."""
    ana = world.contact("ana")
    limited = create_app(
        services, WebConfig(secret=bytes(32), limits=only(asks_by_email=THREE))
    ).test_client()
    link = sign_in.link_for(ana, context=world.context)
    assert post(limited, f"/sign-in/{link}").status_code == HTTPStatus.SEE_OTHER
    codes = [ask(limited, "/sign-in", "", f"192.0.2.{n}") for n in range(4)]
    assert 429 not in codes[:3]
    assert codes[3] == 429
    stranger = web(only(asks_by_email=THREE))
    assert 429 not in [ask(stranger, "/sign-in", "", f"192.0.2.{n}") for n in range(5)]


@pytest.mark.parametrize("path", sorted(ASKS))
def test_one_address_asks_for_so_many_letters(web: Web, path: str) -> None:
    client = web(only(asks_by_address=THREE))
    codes = [ask(client, path, f"{n}@firm.example") for n in range(4)]
    assert 429 not in codes[:3]
    assert codes[3] == 429
    assert ask(client, path, "5@firm.example", "192.0.2.2") != 429
    # Looking at the form asks for nothing.
    assert get(client, path).status_code != 429


def test_every_route_that_sends_letters_to_whom_it_is_told_is_counted(web: Web) -> None:
    rules = {rule.rule for rule in web(Limits()).application.url_map.iter_rules()}
    assert rules >= ASKS


def ask(client: FlaskClient, path: str, email: str, address: str = "192.0.2.1") -> int:
    # Counted before the form is asked for its token: this one has none.
    said: dict[str, Any] = {"json" if path.startswith("/api/") else "data": {"email": email}}
    return client.post(path, environ_overrides={"REMOTE_ADDR": address}, **said).status_code


def test_machines_of_ours_are_not_counted(web: Web) -> None:
    client = web(only(anonymous=Rate(1, 60)))
    for path in ("/healthz", "/readyz", "/metrics", "/static/pages.css"):
        assert asked(client, 3, path) == [200] * 3


def test_refusals_are_told_to_monitors(web: Web) -> None:
    client = web(only(anonymous=THREE))
    asked(client, 5)
    assert (
        'partial_activity_rate_limited_total{limit="anonymous"} 2.0' in client.get("/metrics").text
    )


def test_processes_that_share_a_store_count_together(web: Web, one_store: OneStore) -> None:
    first, second = (web(only(anonymous=THREE), limit_storage="one-store://") for _ in range(2))
    assert asked(first, 2) == [200, 200]
    assert asked(second, 2) == [200, 429]
    assert asked(first, 1) == [429]


def test_the_store_is_told_neither_addresses_nor_mailboxes(web: Web, one_store: OneStore) -> None:
    client = web(Limits(), limit_storage="one-store://")
    asked(client, 1)
    ask(client, "/sign-in", "ana@firm.example")
    kept = " ".join(one_store.kept._counts)  # noqa: SLF001  what is in it is the question
    assert "anonymous" in kept
    assert "asks-by-email" in kept
    assert "192.0.2" not in kept
    assert "firm.example" not in kept


def test_a_store_that_is_down_blocks_nobody_and_is_told(
    web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    client = web(only(anonymous=THREE), limit_storage="one-store://fails")
    assert asked(client, 3) == [200] * 3
    assert caplog.text.count("the store of the rate limits failed") == 1
    assert "partial_activity_rate_limit_storage_failures_total 1.0" in client.get("/metrics").text
    # Meanwhile each process counts for itself.
    assert asked(client, 1) == [429]


@pytest.mark.parametrize("uri", ["postgres://me:hunter2@host", "async+memory://hunter2", ""])
def test_a_store_of_no_known_kind_is_refused_without_its_password(uri: str) -> None:
    with pytest.raises(StorageRefused, match="limit_storage") as refused:
        open_storage(uri)
    assert "hunter2" not in str(refused.value)


def test_counts_are_forgotten_when_their_time_is_over() -> None:
    seconds = [0.0]
    counts = ProcessCounts(lambda: seconds[0])
    assert [counts.incr("a", 60), counts.incr("a", 60)] == [1, 2]
    seconds[0] = 59.9
    assert counts.get("a") == 2
    seconds[0] = 60.0
    assert counts.get("a") == 0
    assert counts.incr("a", 60) == 1
    seconds[0] = 200.0
    counts.incr("b", 60)
    assert counts.reset() == 1, "what is over takes no room"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("5/minute", Rate(5, 60)),
        ("120/10 minutes", Rate(120, 600)),
        ("1/2 hours", Rate(1, 7200)),
        ("none", None),
    ],
)
def test_a_pace_is_read_as_it_is_written(text: str, rate: Rate | None) -> None:
    assert Rate.parse(text) == rate
    assert rate is None or str(rate) == text


@pytest.mark.parametrize("text", ["", "5", "0/minute", "five/minute", "5/fortnight", "-1/minute"])
def test_a_pace_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"rate|as 5/minute"):
        Rate.parse(text)


def test_an_office_behind_one_address_gets_in_within_minutes() -> None:
    limits = Limits()
    assert limits.asks_by_address == Rate(200, 600)
    assert limits.assessments
    assert limits.assessments.times / limits.assessments.seconds >= 2_000
