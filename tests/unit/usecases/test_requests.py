"""Requests before they are filed: drafts, files, versions, withdrawal, groups, and who may."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partial_activity.domain.authorisation.attachments import LARGEST, MOST
from partial_activity.domain.authorisation.requests import AuthorisationRequest, RequestState
from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.people.people import Person, Role
from partial_activity.testing.stories import BAKERY, OTHER_IBAN, World, registered
from partial_activity.usecases.authorisation import grouped_requests, request_files, requests
from partial_activity.usecases.revisions import Seen

PDF = b"%PDF-1.7 a small one"
GARAGE = Siret("40483304800022")
ANNEXE = Siret("73282932000082")
Act = Callable[[Person], object]


@pytest.fixture
def world() -> World:
    """A bakery with an annexe, and a garage that is another firm."""
    world = World()
    world.register.put(registered(ANNEXE, "Annexe", postcode="13001"))
    world.register.put(registered(GARAGE, "Garage Dupont"))
    return world


@pytest.fixture
def ana(world: World) -> Person:
    """Principal contact of the bakery."""
    return world.contact("ana")


def edit(
    world: World, request: AuthorisationRequest, actor: Person, **changes: object
) -> AuthorisationRequest:
    """Save a draft again."""
    return requests.edit_request(
        BAKERY,
        request.id,
        world.form(**changes),
        seen=Seen.of(request),
        actor=actor,
        context=world.context,
    )


def attach(
    world: World, request: AuthorisationRequest, actor: Person, content: bytes, name: str = "a.pdf"
) -> AuthorisationRequest:
    """Join a file."""
    return request_files.attach(
        BAKERY, request.id, name, content, actor=actor, context=world.context
    )


def withdraw(world: World, request: AuthorisationRequest, actor: Person) -> AuthorisationRequest:
    """Take a request back."""
    return requests.withdraw_request(BAKERY, request.id, actor=actor, context=world.context)


def amend(world: World, request_id: str, actor: Person) -> AuthorisationRequest:
    """Begin the next version."""
    return requests.amend_request(BAKERY, request_id, actor=actor, context=world.context)


def test_a_draft_can_be_saved_incomplete_and_mended_later(world: World, ana: Person) -> None:
    """Only the days and the account are needed to begin."""
    draft = world.draft(ana, motive=None, circumstances="", headcount=0)
    assert draft.state is RequestState.DRAFT
    edited = edit(world, draft, ana, headcount=4)
    assert (edited.headcount, edited.version, edited.id) == (4, 1, draft.id)


def test_two_people_cannot_overwrite_each_other(world: World, ana: Person) -> None:
    """The second to save has read what is no more."""
    draft = world.draft(ana)
    edit(world, draft, ana, headcount=4)
    with pytest.raises(Conflict):
        edit(world, draft, ana, headcount=5)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"headcount": -1}, "headcount"),
        ({"workforce": -1}, "workforce"),
        ({"forecast_hours": Hours(-1)}, "forecast_hours"),
        ({"span": Span(date(2024, 3, 15))}, "span.last"),
    ],
)
def test_a_figure_out_of_range_is_refused_with_its_path(
    world: World, ana: Person, changes: dict[str, Any], path: str
) -> None:
    """Whatever the state of the draft."""
    with pytest.raises(InvalidValue) as error:
        world.draft(ana, **changes)
    assert error.value.path == path


def test_a_request_beyond_every_habit_is_kept_whole(world: World, ana: Person) -> None:
    """Twenty million hours, 140,000 employees: no ceiling anywhere."""
    draft = world.draft(
        ana, headcount=140_000, forecast_hours=Hours.parse("20000000.25"), workforce=150_000
    )
    assert str(draft.forecast_hours) == "20000000.25"


def test_strangers_find_nothing_and_roles_that_do_not_file_may_not(
    world: World, ana: Person
) -> None:
    """Every act on a request, by role and by object."""
    draft = world.draft(ana)
    bob = world.contact("bob", GARAGE)
    acts: list[Act] = [
        world.draft,
        lambda actor: edit(world, draft, actor),
        lambda actor: attach(world, draft, actor, PDF),
        lambda actor: withdraw(world, draft, actor),
        lambda actor: amend(world, draft.id, actor),
        lambda actor: world.submit(actor, draft),
    ]
    roles = (Role.OFFICER, Role.PAYING_AGENT, Role.AUDITOR, Role.ADMINISTRATOR)
    servants = [world.officer(role) for role in roles]
    for act in acts:
        with pytest.raises(NotFound, match="establishment"):
            act(bob)
        for role, servant in zip(roles, servants, strict=True):
            with pytest.raises(NotAllowed, match=role.value):
                act(servant)


def test_a_request_of_another_establishment_is_not_found_under_ones_own(
    world: World, ana: Person
) -> None:
    """The key starts with the establishment."""
    draft = world.draft(ana)
    bob = world.contact("bob", GARAGE)
    with pytest.raises(NotFound, match="request"):
        requests.read_request(GARAGE, draft.id, actor=bob, context=world.context)
    with pytest.raises(NotFound, match="establishment"):
        requests.read_request(BAKERY, draft.id, actor=bob, context=world.context)


def test_officers_read_requests(world: World, ana: Person) -> None:
    """With every version and every decision."""
    decision = world.authorisation(ana)
    amend(world, decision.request_id, ana)
    file = requests.read_request(
        BAKERY, decision.request_id, actor=world.officer(), context=world.context
    )
    assert [one.state for one in file.versions] == [RequestState.DECIDED, RequestState.DRAFT]
    assert (file.request.version, file.decisions) == (2, (decision,))
    assert requests.requests_of(BAKERY, actor=ana, context=world.context) == (file.request,)


def test_a_draft_and_what_waits_can_be_withdrawn_what_is_decided_cannot(
    world: World, ana: Person
) -> None:
    """Every state of a request."""
    assert withdraw(world, world.draft(ana), ana).state is RequestState.WITHDRAWN
    filed = world.file(ana)
    assert withdraw(world, filed, ana).state is RequestState.WITHDRAWN
    with pytest.raises(NotAllowed, match="withdrawn"):
        withdraw(world, filed, ana)
    decided = world.authorisation(ana)
    with pytest.raises(NotAllowed, match="decided"):
        requests.withdraw_request(BAKERY, decided.request_id, actor=ana, context=world.context)


def test_an_amendment_is_the_next_version_and_starts_as_a_copy(world: World, ana: Person) -> None:
    """The version that was decided stays as it was."""
    decision = world.authorisation(ana)
    amended = amend(world, decision.request_id, ana)
    assert (amended.version, amended.state, amended.filed_at) == (2, RequestState.DRAFT, None)
    assert (amended.headcount, amended.iban) == (10, world.form().iban)
    edit(world, amended, ana, headcount=12)
    file = requests.read_request(BAKERY, amended.id, actor=ana, context=world.context)
    assert [one.headcount for one in file.versions] == [10, 12]


def test_only_what_is_decided_or_withdrawn_can_be_amended(world: World, ana: Person) -> None:
    """A draft is edited, what waits is withdrawn first."""
    draft = world.draft(ana)
    with pytest.raises(NotAllowed, match="draft"):
        amend(world, draft.id, ana)
    world.submit(ana, draft)
    with pytest.raises(NotAllowed, match="submitted"):
        amend(world, draft.id, ana)
    withdraw(world, draft, ana)
    assert amend(world, draft.id, ana).version == 2


def test_what_is_filed_is_edited_no_more(world: World, ana: Person) -> None:
    """Nor are files joined to it, or taken off."""
    filed = world.file(ana)
    with pytest.raises(NotAllowed, match="submitted"):
        edit(world, filed, ana)
    with pytest.raises(NotAllowed, match="submitted"):
        attach(world, filed, ana, PDF)
    with pytest.raises(NotAllowed, match="submitted"):
        request_files.detach(BAKERY, filed.id, "0" * 64, actor=ana, context=world.context)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
    ],
)
def test_the_type_of_a_file_is_read_from_its_content(
    world: World, ana: Person, content: bytes, media_type: str
) -> None:
    """Whatever its name says."""
    request = attach(world, world.draft(ana), ana, content, "photo.exe")
    (file,) = request.attachments
    assert (file.media_type, file.size) == (media_type, len(content))
    assert file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90", "file_type_refused"),
        (b"<html>%PDF-", "file_type_refused"),
        (PDF + bytes(LARGEST), "file_too_large"),
    ],
)
def test_other_files_are_refused(world: World, ana: Person, content: bytes, code: str) -> None:
    """And nothing is kept of them."""
    draft = world.draft(ana)
    with pytest.raises(InvalidValue) as error:
        attach(world, draft, ana, content)
    assert error.value.code == code
    with pytest.raises(NotFound):
        world.files.get(hashlib.sha256(content).hexdigest())


def test_a_file_may_be_as_large_as_the_limit(world: World, ana: Person) -> None:
    """To the byte."""
    content = PDF + bytes(LARGEST - len(PDF))
    assert attach(world, world.draft(ana), ana, content).attachments[0].size == LARGEST


def test_the_same_file_twice_is_one_and_too_many_are_refused(world: World, ana: Person) -> None:
    """Twenty, and the twenty-first says so."""
    draft = world.draft(ana)
    for number in range(MOST):
        attach(world, draft, ana, PDF + bytes([number]))
    assert len(attach(world, draft, ana, PDF + bytes([0])).attachments) == MOST
    with pytest.raises(InvalidValue, match="at most"):
        attach(world, draft, ana, PDF + b"one more")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("avis du CSE.pdf", "avis du CSE.pdf"),
        ("C:\\Users\\ana\\avis.pdf", "avis.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("avis\r\nX-Evil: 1.pdf", "avisX-Evil 1.pdf"),
        ("..", "attachment.pdf"),
        ("a" * 200 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_made_harmless(world: World, ana: Person, name: str, kept: str) -> None:
    """No folder, no control character, no endless name."""
    assert attach(world, world.draft(ana), ana, PDF, name).attachments[0].name == kept


def test_a_file_is_read_by_who_sees_the_request_and_by_nobody_who_knows_its_hash(
    world: World, ana: Person
) -> None:
    """The hash is looked up in the request, not in the store."""
    sha256 = attach(world, world.draft(ana), ana, PDF).attachments[0].sha256
    bob = world.contact("bob", GARAGE)
    theirs = world.draft(bob, GARAGE)

    def read(siret: Siret, request_id: str, actor: Person) -> bytes:
        return request_files.read_attachment(
            siret, request_id, sha256, actor=actor, context=world.context
        )

    mine = requests.requests_of(BAKERY, actor=ana, context=world.context)[0]
    assert read(BAKERY, mine.id, ana) == PDF
    assert read(BAKERY, mine.id, world.officer()) == PDF
    with pytest.raises(NotFound, match="establishment"):
        read(BAKERY, mine.id, bob)
    with pytest.raises(NotFound, match="file"):
        read(GARAGE, theirs.id, bob)


def test_a_file_taken_off_is_listed_no_more(world: World, ana: Person) -> None:
    """And cannot be taken off twice."""
    draft = attach(world, world.draft(ana), ana, PDF)
    sha256 = draft.attachments[0].sha256
    left = request_files.detach(BAKERY, draft.id, sha256, actor=ana, context=world.context)
    assert left.attachments == ()
    with pytest.raises(NotFound):
        request_files.detach(BAKERY, draft.id, sha256, actor=ana, context=world.context)


def add(
    world: World, request: AuthorisationRequest, siret: Siret, actor: Person
) -> AuthorisationRequest:
    """Join an establishment to a draft."""
    return grouped_requests.add_establishment(
        BAKERY,
        request.id,
        siret,
        headcount=3,
        forecast_hours=Hours.parse("90.00"),
        iban=OTHER_IBAN,
        actor=actor,
        context=world.context,
    )


def test_a_group_needs_the_same_firm_and_the_right_to_file_for_each(
    world: World, ana: Person
) -> None:
    """Not itself, not another firm, not an establishment of strangers, not twice."""
    draft = world.draft(ana)
    for siret in (BAKERY, GARAGE):
        with pytest.raises(InvalidValue):
            add(world, draft, siret, ana)
    with pytest.raises(NotFound, match=str(ANNEXE)):
        add(world, draft, ANNEXE, ana)
    world.contact("ana", ANNEXE)
    assert add(world, draft, ANNEXE, ana).covers == (ANNEXE,)
    with pytest.raises(Conflict):
        add(world, draft, ANNEXE, ana)


def test_an_establishment_can_leave_a_group_and_come_back(world: World, ana: Person) -> None:
    """Its own draft goes and comes with it."""
    draft = world.draft(ana)
    world.contact("ana", ANNEXE)
    add(world, draft, ANNEXE, ana)

    def remove() -> AuthorisationRequest:
        return grouped_requests.remove_establishment(
            BAKERY, draft.id, ANNEXE, actor=ana, context=world.context
        )

    assert remove().covers == ()
    with pytest.raises(NotFound):
        remove()
    assert add(world, draft, ANNEXE, ana).covers == (ANNEXE,)
    own = requests.read_request(ANNEXE, draft.id, actor=ana, context=world.context).request
    assert (own.headcount, own.iban, own.state) == (3, OTHER_IBAN, RequestState.DRAFT)


def test_what_was_typed_in_a_draft_is_of_no_use_once_it_is_filed_or_given_up(
    world: World, ana: Person
) -> None:
    """And nothing can be typed in it any more."""
    filed, given_up = world.draft(ana), world.draft(ana)
    for draft in (filed, given_up):
        requests.keep_typed(BAKERY, draft.id, "mille", actor=ana, context=world.context)
        assert requests.typed_before(BAKERY, draft.id, actor=ana, context=world.context) == "mille"
    world.submit(ana, filed)
    withdraw(world, given_up, ana)
    for draft in (filed, given_up):
        assert requests.typed_before(BAKERY, draft.id, actor=ana, context=world.context) == ""
        with pytest.raises(NotAllowed):
            requests.keep_typed(BAKERY, draft.id, "x", actor=ana, context=world.context)


def test_giving_up_a_group_gives_up_the_drafts_of_all(world: World, ana: Person) -> None:
    """None is left behind that nobody would file."""
    draft = world.draft(ana)
    world.contact("ana", ANNEXE)
    add(world, draft, ANNEXE, ana)
    withdraw(world, draft, ana)
    own = requests.read_request(ANNEXE, draft.id, actor=ana, context=world.context).request
    assert own.state is RequestState.WITHDRAWN


def test_the_draft_of_a_group_says_with_whom_it_files(world: World, ana: Person) -> None:
    """The first, and one that never joined, file for themselves."""
    draft, alone = world.draft(ana), world.draft(ana)
    world.contact("ana", ANNEXE)
    add(world, draft, ANNEXE, ana)

    def first(siret: Siret, request_id: str) -> Siret | None:
        return grouped_requests.files_with(siret, request_id, actor=ana, context=world.context)

    assert first(ANNEXE, draft.id) == BAKERY
    assert first(BAKERY, draft.id) is None
    assert first(BAKERY, alone.id) is None
